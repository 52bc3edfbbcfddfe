//! Photos of flip charts and maps, under what people said. Only those with a yes; the others are counted.

use super::words::{boundary_no, table_name};
use super::{Block, Document, PhotoBlock};
use crate::model::time::{clock, day, in_zone};
use crate::model::{Consent, Photo, Session};
use crate::report::text::Text;

pub fn section(s: &Session, d: &mut Document) {
    if s.photos.is_empty() {
        return;
    }
    d.heading(3, "Photos of flip charts and maps");
    let printed = s.photos.iter().filter(|p| p.may_print == Consent::Yes);
    d.blocks.extend(printed.map(|p| Block::Photo(block(s, p))));
    let of = |wanted: fn(Consent) -> bool| s.photos.iter().filter(|p| wanted(p.may_print)).count();
    for (count, why) in [
        (of(|c| c == Consent::NotAsked), "nobody has said yes to that yet"),
        (of(Consent::forbids), "somebody said no"),
    ] {
        match count {
            0 => {}
            1 => d.paragraph(format!("1 photo is not printed, because {why}.")),
            n => d.paragraph(format!("{n} photos are not printed, because {why}.")),
        }
    }
}

fn block(s: &Session, p: &Photo) -> PhotoBlock {
    let item = p.item.and_then(|id| s.agenda.get(id)).map(|i| i.title.clone());
    let table = (p.table > 0).then(|| table_name(p.table));
    let at = in_zone(p.at, &s.zone);
    let at = Some(if at.date_naive() == s.date { clock(at) } else { day(at.date_naive()) });
    let about = boundary_no(s, p.boundary);
    let where_from: Vec<String> = [item, table, about, at].into_iter().flatten().collect();
    let caption = match p.caption.trim() {
        "" => Text::default(),
        words => Text::plain(words).then("  "),
    };
    PhotoBlock {
        digest: p.digest.clone(),
        width_px: p.width_px,
        height_px: p.height_px,
        alt: if p.alt.trim().is_empty() { p.called().into() } else { p.alt.clone() },
        caption: caption.then_quiet(where_from.join(" · ")),
    }
}
