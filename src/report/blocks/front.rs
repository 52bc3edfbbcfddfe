//! Section 1, on one page: title, when, where, who; how much was open; what was decided, what was not, what happens next.

use super::words::{and, people, sentence};
use super::{Block, Document, agreed};
use crate::insight::{came, came_by_partner, standing_outcome};
use crate::model::time::{clock, day, in_zone, long_day};
use crate::model::*;
use crate::report::text::Text;

pub fn section(s: &Session, d: &mut Document) {
    d.heading(1, Text::plain(s.title_or_untitled()));
    let which = if s.subtitle.trim().is_empty() { "workshop" } else { s.subtitle.trim() };
    d.paragraph(Text::quiet(format!("Summary of the {which}, for everyone who took part")));
    d.blocks.push(Block::Rule);
    d.blocks.push(Block::Facts(facts(s)));
    d.heading(3, "Why we met");
    d.paragraph(if s.why.trim().is_empty() { "Not written down.".into() } else { sentence(&s.why) });
    d.heading(3, "How much was open");
    d.paragraph(how_open(s));
    d.heading(3, "What we decided, and what we ask for");
    let decided: Vec<Text> = s
        .decisions
        .iter()
        .filter(|d| matches!(standing_outcome(s, d), Outcome::Agreed | Outcome::Request))
        .map(|d| {
            let text = Text::bold(format!("D{} ", d.no)).linked();
            match standing_outcome(s, d) {
                Outcome::Request => text.then_bold("Request: ").then(d.what.as_str()),
                _ => text.then(d.what.as_str()),
            }
        })
        .collect();
    d.list_or(decided, "Nothing was decided.");
    d.heading(3, "What was not agreed");
    let mut open: Vec<Text> = s
        .decisions
        .iter()
        .filter(|d| matches!(standing_outcome(s, d), Outcome::NotAgreed | Outcome::PutOff))
        .map(|x| {
            Text::bold(format!("D{} ", x.no)).linked().then(format!("{}: {}", x.what, standing_outcome(s, x).word()))
        })
        .collect();
    open.extend(s.dissents.iter().map(|x| agreed::dissent_line(s, x)));
    d.list_or(open, "Nothing that was raised was left without agreement.");
    d.heading(3, "What happens next");
    let mut next: Vec<Text> = Vec::new();
    if let Some(reply) = s.reply_by {
        next.push(Text::plain("Everyone who came hears back by ").then_bold(day(reply)));
    }
    if !s.decision_expected.trim().is_empty() {
        next.push(Text::plain(format!("Decision expected: {}", s.decision_expected)));
    }
    if !s.actions.is_empty() {
        let n = s.actions.len();
        let first = s
            .actions
            .iter()
            .filter_map(|a| a.by)
            .min()
            .map_or_else(String::new, |by| format!(", the first by {}", day(by)));
        next.push(Text::plain(format!("{n} {}{first}", if n == 1 { "action" } else { "actions" })));
    }
    d.list_or(next, "No date is set by which everyone hears back.");
}

fn facts(s: &Session) -> Vec<(Text, Text)> {
    let mut facts: Vec<(Text, Text)> = Vec::new();
    let from = s.run.started().map_or_else(|| s.start_moment(), |t| in_zone(t, &s.zone));
    let to = s.run.ended.map_or_else(|| s.end_moment(), |t| in_zone(t, &s.zone));
    let planned = if s.run.ended.is_some() {
        format!(" (planned {} to {})", s.starts.format("%H:%M"), s.ends.format("%H:%M"))
    } else {
        String::new()
    };
    let mut fact = |label: &'static str, text: String| {
        let text = if text.trim().is_empty() { Text::quiet("not said") } else { Text::plain(text) };
        facts.push((label.into(), text));
    };
    fact("When", format!("{}, {} to {}{planned}", long_day(s.date), clock(from), clock(to)));
    let notes = if s.place_notes.trim().is_empty() { String::new() } else { format!(" ({})", s.place_notes) };
    fact("Where", if s.place.trim().is_empty() { String::new() } else { format!("{}{notes}", s.place) });
    fact("Partners", partners_and_people(s));
    let notes = helper(&s.note_taker);
    let notes = if notes.is_empty() { notes } else { format!("; notes by {notes}") };
    fact("Facilitator", format!("{}{notes}", helper(&s.facilitator)));
    facts
}

/// Every partner with how many came, and how many came in all.
fn partners_and_people(s: &Session) -> String {
    let counted = !s.movements.is_empty();
    let of: Vec<String> = s
        .partners
        .iter()
        .map(|p| if counted { format!("{} ({})", p.name, came_by_partner(s, Some(p.id))) } else { p.name.clone() })
        .collect();
    let all = if counted { format!("; {} in all", people(came(s))) } else { String::new() };
    format!("{}{all}", and(&of))
}

fn helper(h: &Helper) -> String {
    let mut parts = Vec::new();
    if !h.who.trim().is_empty() {
        parts.push(h.who.clone());
    }
    if !h.works_for.trim().is_empty() {
        parts.push(format!("works for {}", h.works_for));
    }
    if !h.paid_by.trim().is_empty() {
        parts.push(format!("paid by {}", h.paid_by));
    }
    parts.join(", ")
}

/// "Of 10 matters 4 were open, ..." at the start, and what moved.
fn how_open(s: &Session) -> String {
    if s.boundaries.is_empty() {
        return "Nothing was written down about what is open and what is not.".into();
    }
    let at_start = |b: &Boundary| s.moves.iter().find(|m| m.boundary == b.id).map_or(b.now.status, |m| m.from.status);
    let count = |status| s.boundaries.iter().filter(|b| at_start(b) == status).count();
    let be = |n: usize| if n == 1 { "was" } else { "were" };
    let (open, shape, fixed, unknown) =
        (count(Status::Open), count(Status::Shape), count(Status::Fixed), count(Status::NotKnown));
    let n = s.boundaries.len();
    let matters = if n == 1 { "1 matter".to_string() } else { format!("{n} matters") };
    let mut text = format!(
        "Of {matters}, {open} {} open, {shape} {} for people to shape, {fixed} {} fixed and {unknown} {} not known yet.",
        be(open),
        be(shape),
        be(fixed),
        be(unknown)
    );
    if !s.moves.is_empty() {
        let now = s.boundaries.iter().filter(|b| b.now.status == Status::Open).count();
        text += &format!(" During the workshop {} moved; {now} {} open at the end.", s.moves.len(), be(now));
    }
    text
}
