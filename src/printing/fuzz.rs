//! What must hold for any bytes whatever on paper: the fuzz target and the test over its kept corpus ask the same.

use crate::edit::{Command, ContributionField, Edit, SessionField, apply};
use crate::model::Session;
use crate::report::blocks::DocumentKind;
use crate::report::languages::languages;
use crate::report::text::Fonts;
use crate::report::{Placed, Print, lay_out, to_html, to_markdown, to_pdf};
use crate::store::{parse, rescue, sample};
use std::path::Path;

/// Prints any bytes: as a session where they are one, else as words in the sample. The first byte chooses the document,
/// its size, and a second language.
pub fn print_any(bytes: &[u8]) -> Result<(), String> {
    let Some((choice, rest)) = bytes.split_first() else { return Ok(()) };
    let choice = usize::from(*choice);
    let s = session(rest)?;
    let kind = DocumentKind::ALL.get(choice % DocumentKind::ALL.len()).copied().unwrap_or_default();
    let print = if choice & 0x10 == 0 { Print::Standard } else { Print::Large };
    let document = kind.of(&s);
    let document = match languages().get(choice >> 5) {
        Some(language) => document.beside(language),
        None => document,
    };
    let fonts = Fonts::bundled();
    let pages = lay_out(&document, &fonts, print);
    for (n, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            let (x, y) = match item {
                Placed::Run { x, y, .. } | Placed::Mark { x, y, .. } | Placed::Photo { x, y, .. } => (*x, *y),
                Placed::Line { from, .. } => *from,
            };
            if !(0.0..=pages.paper.width).contains(&x) || !(0.0..=pages.paper.height).contains(&y) {
                return Err(format!("page {}: {item:?} is not on the page", n + 1));
            }
        }
    }
    to_pdf(&pages, &fonts).map_err(|e| e.to_string())?;
    to_html(&document);
    to_markdown(&document);
    Ok(())
}

fn session(bytes: &[u8]) -> Result<Session, String> {
    if let Ok(session) = parse(Path::new("any"), bytes) {
        return Ok(session);
    }
    if let Some(rescued) = rescue(bytes).filter(|_| bytes.starts_with(b"(")) {
        return Ok(rescued.session);
    }
    let words = String::from_utf8_lossy(bytes).into_owned();
    let mut s = sample().ok_or("the sample does not open")?;
    let said = s.contributions.first().map(|c| c.id);
    let all = [
        Some(Command::session(SessionField::Title(words.clone()))),
        Some(Command::session(SessionField::Why(words.clone()))),
        said.map(|id| Command::Edit(Edit::Contribution(id, ContributionField::Words(words)))),
    ];
    for command in all.into_iter().flatten() {
        // What is refused (too long, say) stays as it was.
        let _ = apply(&mut s, command);
    }
    Ok(s)
}
