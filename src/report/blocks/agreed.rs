//! Sections 6 to 8: what we decided, where we disagree, what we will do.

use super::words::{action_details, and, owner};
use super::{Block, Cell, Document};
use crate::insight::{final_decider, said_for, standing_outcome};
use crate::model::time::{clock, day, in_zone};
use crate::model::*;
use crate::report::text::Text;

pub fn decided(s: &Session, d: &mut Document) {
    d.heading(2, "What we decided");
    if s.decisions.is_empty() {
        d.paragraph("Nothing was put to a decision.");
    }
    for x in &s.decisions {
        let outcome = standing_outcome(s, x);
        let head = match outcome {
            Outcome::Agreed => format!("D{} {}", x.no, x.what),
            Outcome::Request => format!("D{} Request: {}", x.no, x.what),
            Outcome::NotAgreed => format!("D{} Not agreed: {}", x.no, x.what),
            Outcome::PutOff => format!("D{} Put off: {}", x.no, x.what),
        };
        d.heading(3, head);
        let mut facts: Vec<(Text, Text)> = Vec::new();
        if let Some(b) = x.boundary.and_then(|id| s.boundaries.get(id)) {
            facts.push(("About".into(), Text::default().then_linked(format!("S{} ", b.no)).then(b.what.as_str())));
        }
        facts.push(("When".into(), Text::plain(clock(in_zone(x.at, &s.zone)))));
        if !x.options.trim().is_empty() {
            facts.push(("Options looked at".into(), Text::plain(x.options.as_str())));
        }
        if !x.why.trim().is_empty() {
            facts.push(("Why".into(), Text::plain(x.why.as_str())));
        }
        if outcome == Outcome::Request || !x.decided_by.trim().is_empty() {
            let boundary = x.boundary.and_then(|id| s.boundaries.get(id)).filter(|_| x.decided_by.trim().is_empty());
            let by_boundary = boundary.map(|b| super::words::decides(s, &b.now));
            let who = by_boundary.or_else(|| final_decider(s, x)).unwrap_or_else(|| "not said".into());
            facts.push(("Who decides".into(), Text::plain(who)));
        }
        if outcome == Outcome::Request {
            facts.push(("Carried there by".into(), Text::default().then_linked(carried_by(s, x))));
        }
        let said = numbers(s, &Response::Decision(x.id));
        if !said.is_empty() {
            facts.push(("You said".into(), Text::default().then_linked(said)));
        }
        d.blocks.push(Block::Facts(facts));
        positions(s, d, x, outcome);
    }
}

/// "C7, C10 and C12": what was said that became part of this.
fn numbers(s: &Session, became: &Response) -> String {
    and(&said_for(s, became).into_iter().map(|c| format!("C{}", c.no)).collect::<Vec<_>>())
}

/// "A8, answer by 24 September 2026"
fn carried_by(s: &Session, x: &Decision) -> String {
    let of = s.actions.iter().filter(|a| a.from == Some(Source::Decision(x.id)));
    let all: Vec<String> = of
        .map(|a| {
            let by = a.by.map_or_else(|| "no date for the answer".into(), |by| format!("answer by {}", day(by)));
            format!("A{}, {by}", a.no)
        })
        .collect();
    if all.is_empty() { "no action yet".into() } else { all.join("; ") }
}

fn positions(s: &Session, d: &mut Document, x: &Decision, outcome: Outcome) {
    if x.positions.is_empty() && outcome == Outcome::PutOff {
        d.paragraph("No positions were taken.");
        return;
    }
    let rows = s.partners.iter().map(|p| {
        let position = x.positions.iter().find(|x| x.partner == p.id);
        let (stance, reason) = match position {
            None => (Text::quiet("not written down"), Text::default()),
            Some(p) => (Text::plain(p.stance.word()), Text::plain(p.reason.as_str())),
        };
        vec![vec![Text::plain(p.name.as_str())], vec![stance], vec![reason]]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    if !rows.is_empty() {
        d.table(&[("Partner", 4.2), ("Position", 2.2), ("Reason", 3.6)], rows);
    }
}

pub fn dissent_line(s: &Session, x: &Dissent) -> Text {
    let who = match &x.who {
        Holder::Partner(id) => s.partner_name(Some(*id)).to_string(),
        Holder::Unnamed(words) => words.clone(),
    };
    let about = x.about.and_then(|id| s.boundaries.get(id)).map(|b| format!(" on S{}", b.no));
    let on = x.decision.and_then(|id| s.decisions.get(id)).map(|d| format!(" on D{}", d.no));
    Text::plain(format!("{who}{}", about.or(on).unwrap_or_default())).linked().then(format!(": “{}”", x.words))
}

pub fn disagree(s: &Session, d: &mut Document) {
    d.heading(2, "Where we disagree");
    let by = if s.dissent_asked_by.trim().is_empty() { String::new() } else { format!(" by {}", s.dissent_asked_by) };
    let asked = s.dissent_asked.map(|t| format!("Dissent was asked for{by} at {}", clock(in_zone(t, &s.zone))));
    match (asked, s.dissents.is_empty()) {
        (Some(asked), true) => d.paragraph(format!("{asked}; none was voiced.")),
        (Some(asked), false) => d.paragraph(format!("{asked}.")),
        (None, true) => d.paragraph("Nobody asked whether anyone disagrees, and no disagreement is written down."),
        (None, false) => {}
    }
    if !s.dissents.is_empty() {
        d.blocks.push(Block::List(s.dissents.iter().map(|x| dissent_line(s, x)).collect()));
    }
}

pub fn will_do(s: &Session, d: &mut Document) {
    d.heading(2, "What we will do");
    if s.actions.is_empty() {
        d.paragraph("No action was agreed.");
    } else {
        actions(s, d);
    }
}

fn actions(s: &Session, d: &mut Document) {
    let rows = s.actions.iter().map(|a| {
        let by = a.by.map_or_else(|| Text::quiet("no date"), |by| Text::plain(day(by)));
        let mut what = vec![Text::plain(a.what.as_str()), Text::quiet(action_details(s, a)).linked()];
        let said = numbers(s, &Response::Action(a.id));
        if !said.is_empty() {
            what.push(Text::quiet(format!("You said: {said}")).linked());
        }
        vec![vec![Text::plain(format!("A{}", a.no))], what, vec![Text::plain(owner(s, a))], vec![by]]
    });
    d.table(&[("No.", 0.9), ("What", 4.9), ("Who", 2.6), ("By", 1.6)], rows.collect());
}
