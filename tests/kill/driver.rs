//! What is killed: a note-taker without a window, on the real disk, as fast as the disk goes.

use std::path::Path;
use std::sync::Arc;
use upfront::edit::{Command, ContributionField, Edit, SessionField, apply, new_contribution};
use upfront::model::Session;
use upfront::store::journal::Typing;
use upfront::store::keeper::{CAPTURE_SLOT, Message};
use upfront::store::opening::{Opened, World, open_new, open_unfinished};
use upfront::store::{Places, RealDisk, log};
use uuid::Uuid;

pub const SESSION: Uuid = Uuid::from_u128(0x5e55_0000);

/// The world below a folder.
pub fn world(folder: &Path) -> World {
    World {
        disk: Arc::new(RealDisk),
        places: Some(Places { data: folder.join("data"), sessions: folder.join("docs") }),
        writer: Uuid::now_v7(),
        who: "open since now, on HERE".into(),
        look_at: upfront::record::mark_changed,
    }
}

/// The session below a folder as it is after a kill.
pub fn opened(folder: &Path) -> Option<Opened> {
    open_unfinished(&world(folder), SESSION)
}

/// Adds contributions until killed; writes the number of each to the log when it is acknowledged.
pub fn drive(folder: &Path, ack_log: &Path) -> ! {
    let now = || chrono::Local::now().fixed_offset();
    let new = || open_new(&world(folder), Session::new(SESSION, now().date_naive(), "Europe/London"));
    let Opened { mut session, mut keeper, .. } = opened(folder).unwrap_or_else(new);
    let mut n = session.contributions.len();
    loop {
        let at = now();
        n += 1;
        let words = format!("words {n}");
        let typing = Some(Typing { text: words.clone(), becomes: None });
        keeper.take(Message::Type { slot: CAPTURE_SLOT, typing, at });
        let c = new_contribution(&session, Uuid::now_v7(), at, &words);
        let id = c.id;
        let more = match n % 5 {
            0 => Command::Edit(Edit::Contribution(id, ContributionField::Support(n as u32))),
            1 => Command::session(SessionField::Title(format!("Title {n}"))),
            _ => Command::session(SessionField::Place(format!("Hall {n}"))),
        };
        for (command, clears) in [(Command::Add(c.into()), Some(CAPTURE_SLOT)), (more, None)] {
            apply(&mut session, command.clone()).unwrap();
            keeper.take(Message::Do { label: words.clone(), command, clears, at });
        }
        if n % 7 == 0 {
            keeper.take(Message::Save);
        }
        keeper.work(at);
        if keeper.status().kept == keeper.changes() {
            log::append(&RealDisk, ack_log, &format!("{n}\n")).unwrap();
        }
    }
}
