//! Actions only: a page for each owner, with what was said that led to them and how far they are.

use super::words::{action_details, moves, owner, sentence};
use super::{Block, Cell, Document};
use crate::insight::{may_print_words, said_for};
use crate::model::time::day;
use crate::model::*;
use crate::report::text::Text;

pub fn actions(s: &Session) -> Document {
    let mut d = Document::new(s, "Actions");
    // Partners in their order, then what nobody owns yet.
    let owners = s.partners.iter().map(|p| Some(p.id)).chain([None]);
    let mut any = false;
    for who in owners {
        let of: Vec<&Action> = s.actions.iter().filter(|a| a.owner == who).collect();
        if of.is_empty() {
            continue;
        }
        if any {
            d.blocks.push(Block::PageBreak);
        }
        any = true;
        page(s, &mut d, who, &of);
    }
    if !any {
        d.heading(1, Text::plain(s.title_or_untitled()));
        d.paragraph("No action was agreed.");
    }
    d
}

fn page(s: &Session, d: &mut Document, who: Option<PartnerId>, of: &[&Action]) {
    match who {
        Some(_) => d.heading(1, Text::plain(s.partner_name(who))),
        None => d.heading(1, "No owner yet"),
    }
    d.paragraph(Text::quiet(format!("Actions from {}, {}", s.title_or_untitled(), day(s.date))));
    d.blocks.push(Block::Rule);
    if let Some(reply) = s.reply_by {
        d.paragraph(Text::plain("Everyone who came hears back by ").then_bold(day(reply)));
    }
    let rows = of.iter().map(|a| row(s, a)).collect();
    d.table(&[("No.", 0.8), ("What", 5.2), ("By", 1.8), ("How far", 2.2)], rows);
}

fn row(s: &Session, a: &Action) -> Vec<Cell> {
    let mut what = vec![Text::bold(a.what.as_str())];
    what.push(Text::quiet(owner(s, a)));
    what.push(Text::quiet(action_details(s, a)));
    for c in said_for(s, &Response::Action(a.id)).into_iter().filter(|c| may_print_words(s, c)) {
        what.push(Text::quiet(format!("C{}: ", c.no)).then(format!("“{}”", c.words)));
    }
    let mut by = vec![a.due().map_or_else(|| Text::quiet("no date"), |by| Text::plain(day(by)))];
    by.extend(moves(s, a.by, &a.moved).map(|moved| Text::quiet(sentence(&moved))));
    let mut far = vec![Text::plain(sentence(a.progress.word()))];
    if !a.shows.trim().is_empty() {
        far.push(Text::quiet(a.shows.as_str()));
    }
    vec![vec![Text::plain(format!("A{}", a.no))], what, by, far]
}
