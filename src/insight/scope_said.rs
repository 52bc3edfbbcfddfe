//! Was it said what is up for grabs before people were asked for ideas? It follows from the agenda's real times.

use crate::model::time::Moment;
use crate::model::{ItemKind, Session};

/// When it was said, against when people were first asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ScopeSaid {
    Before {
        said: Moment,
        asked: Moment,
    },
    After {
        said: Moment,
        asked: Moment,
    },
    /// People were asked, and it was not said.
    Never {
        asked: Moment,
    },
    /// Nobody has been asked yet, as far as the agenda's times tell.
    NotAsked,
}

/// From the first item of each kind that was begun.
pub fn scope_said(s: &Session) -> ScopeSaid {
    let began = |kind: ItemKind| {
        let of_kind = |item| s.agenda.get(item).is_some_and(|i| i.kind == kind);
        s.run.items.iter().filter(|r| of_kind(r.item)).map(|r| r.from).min()
    };
    match (began(ItemKind::Scope), began(ItemKind::Activity)) {
        (_, None) => ScopeSaid::NotAsked,
        (None, Some(asked)) => ScopeSaid::Never { asked },
        (Some(said), Some(asked)) if said < asked => ScopeSaid::Before { said, asked },
        (Some(said), Some(asked)) => ScopeSaid::After { said, asked },
    }
}
