//! A case study: what was open, what people said, what changed because of it, what was not agreed, and what partners
//! would do differently. From one session or a whole series, for people who were not there.
//!
//! No names, no words without a yes, no count of people under five, also not by subtraction. What was left out is said,
//! and why. Words of partners (their aims, what they would do differently) are theirs to publish; reasons, challenges
//! and disagreements are said without their words.

use super::outside::hold_back;
use super::words::{and, sentence};
use super::{Block, Cell, Document, charter, scope, together};
use crate::insight::{
    Outside, banded_count, banded_groups, came_by_partner, final_decider, final_theme, has_no_answer, may_be_quoted,
    standing_outcome,
};
use crate::model::time::day;
use crate::model::*;
use crate::record;
use crate::report::text::Text;

/// What goes into it and what stays, and why: to be looked at before it is given to anybody.
pub const GOES: [&str; 4] = [
    "What was open, how it moved, and what was decided go: they are in the record that partners signed.",
    "What people said goes as themes. Words go only where the person said yes to that.",
    "Names, contacts, access needs and payment stay. Names stay also where somebody said yes to the record.",
    "Counts of people under five stay, and larger ones from which they could be worked out.",
];

/// `all` are the sessions of a series, the oldest first; at least one.
pub fn case_study(all: &[&Session]) -> Document {
    let Some(last) = all.last() else { return Document::default() };
    let mut d = Document::new(last, "Case study");
    d.heading(1, Text::plain(last.title_or_untitled()));
    d.paragraph(Text::from("A case study of co-production").all_quiet());
    d.blocks.push(Block::Rule);
    facts(last, all, &mut d);
    stages(last, &mut d);
    for s in all {
        if all.len() > 1 {
            let which = if s.subtitle.trim().is_empty() { "workshop" } else { s.subtitle.trim() };
            d.heading(2, Text::plain(format!("{}, {}", sentence(which), day(s.date))));
        }
        what_was_open(s, &mut d);
        what_people_said(s, &mut d);
        what_changed(s, &mut d);
        not_agreed(s, &mut d);
        signed(s, &mut d);
        together::brought_and_got(s, &mut d);
    }
    charter::for_others(last, &mut d);
    about(&mut d, all);
    let outside: Vec<Outside> = all.iter().map(|s| Outside::to_everybody(s)).collect();
    hold_back(d, all, &outside)
}

fn facts(last: &Session, all: &[&Session], d: &mut Document) {
    let when: Vec<String> = all.iter().map(|s| day(s.date)).collect();
    let partners: Vec<String> = last.partners.iter().map(|p| format!("{} ({})", p.name, p.kind.word())).collect();
    let mut facts: Vec<(Text, Text)> = vec![("When".into(), Text::plain(and(&when)))];
    if !last.place.trim().is_empty() {
        facts.push(("Where".into(), Text::plain(last.place.as_str())));
    }
    facts.push(("Partners".into(), Text::plain(and(&partners))));
    for s in all.iter().filter(|s| !s.movements.is_empty()) {
        // Every partner, also one of which nobody came: that it is not named would say so.
        let nobodys = s.movements.iter().any(|m| m.partner.is_none()).then_some(None);
        let groups = s.partners.iter().map(|p| Some(p.id)).chain(nobodys);
        let came: Vec<(Option<PartnerId>, u32)> = groups.map(|id| (id, came_by_partner(s, id))).collect();
        let counts: Vec<u32> = came.iter().map(|(_, n)| *n).collect();
        let (groups, whole) = banded_groups(&counts);
        let of: Vec<String> =
            came.iter().zip(groups).map(|((id, _), n)| format!("{} {n}", s.partner_name(*id))).collect();
        let on = if all.len() > 1 { format!(" on {}", day(s.date)) } else { String::new() };
        facts.push(("People".into(), Text::plain(format!("{} came{on}: {}", sentence(&whole), of.join(", ")))));
    }
    if !last.why.trim().is_empty() {
        facts.push(("Why".into(), Text::plain(sentence(&last.why))));
    }
    d.blocks.push(Block::Facts(facts));
}

fn stages(s: &Session, d: &mut Document) {
    if s.stages.is_empty() {
        return;
    }
    d.heading(2, "The project, and what was decided together in it");
    d.blocks.push(Block::List(s.stages.iter().map(|stage| scope::stage_line(s, stage)).collect()));
}

fn what_was_open(s: &Session, d: &mut Document) {
    d.heading(3, "What was up for grabs, and what was not");
    let line = |b: &Boundary| {
        let text = Text::status(b.now.status, b.now.status.label()).then(format!("  {}", b.what));
        match s.moves.iter().find(|m| m.boundary == b.id) {
            Some(m) if m.from.status != b.now.status => {
                text.then_fixed(" – moved during the workshop; at the start it was ").then(m.from.status.word())
            }
            _ => text,
        }
    };
    d.list_or(s.boundaries.iter().map(line).collect(), "It was not written down.");
}

fn what_people_said(s: &Session, d: &mut Document) {
    d.heading(3, "What people said");
    let said: Vec<&Contribution> = s.contributions.iter().filter(|c| c.voice != Voice::OrganiserPrompt).collect();
    if said.is_empty() {
        d.paragraph("Nothing was written down.");
        return;
    }
    d.paragraph(format!("{} things were written down.", sentence(&banded_count(said.len()))));
    let about = s.themes.iter().filter(|t| t.merged_into.is_none());
    let mut about: Vec<(usize, &str)> =
        about.map(|t| (said.iter().filter(|c| is_about(s, c, t.id)).count(), t.name.as_str())).collect();
    about.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    let (few, many): (Vec<_>, Vec<_>) = about.into_iter().filter(|(n, _)| *n > 0).partition(|(n, _)| *n < 5);
    if !many.is_empty() {
        let named: Vec<String> = many.iter().map(|(n, name)| format!("{name} ({n})")).collect();
        d.paragraph(Text::from("What most of it was about: ").then(format!("{}.", and(&named))));
    }
    if !few.is_empty() {
        // In no order, which would tell how few.
        let mut named: Vec<String> = few.iter().map(|(_, name)| (*name).to_string()).collect();
        named.sort();
        d.paragraph(Text::from("Said fewer than five times each: ").then(format!("{}.", and(&named))));
    }
    let quoted = said.iter().filter(|c| may_be_quoted(s, c)).map(|c| Text::plain(format!("“{}”", c.words)));
    let quoted: Vec<Text> = quoted.collect();
    if !quoted.is_empty() {
        d.paragraph("In the words of those who said yes to being quoted:");
        d.blocks.push(Block::List(quoted));
    }
}

/// Of that theme, or of one that was merged into it.
fn is_about(s: &Session, c: &Contribution, theme: ThemeId) -> bool {
    c.themes.iter().any(|id| final_theme(s, *id) == theme)
}

/// The trace from words to decision to action.
fn what_changed(s: &Session, d: &mut Document) {
    d.heading(3, "What changed because of it");
    let rows: Vec<Vec<Cell>> = s
        .decisions
        .iter()
        .filter(|d| matches!(standing_outcome(s, d), Outcome::Agreed | Outcome::Request))
        .map(|x| {
            let mut decided = vec![Text::plain(x.what.as_str())];
            if standing_outcome(s, x) == Outcome::Request {
                let who = final_decider(s, x).unwrap_or_else(|| "the body that decides".into());
                decided.push(Text::quiet(format!("A request to {who}")));
            }
            vec![came_from(s, x), decided, led_to(s, x)]
        })
        .collect();
    if rows.is_empty() {
        d.paragraph("Nothing was decided.");
    } else {
        d.table(&[("What was said", 2.8), ("What was decided", 3.9), ("What was done", 3.3)], rows);
    }
    let of_decision = |a: &&Action| matches!(a.from, Some(Source::Decision(_)));
    let others: Vec<Text> = s.actions.iter().filter(|a| !of_decision(a)).map(|a| action(s, a)).collect();
    if !others.is_empty() {
        d.paragraph("Other actions that came of the workshop:");
        d.blocks.push(Block::List(others));
    }
}

/// How much was said that was used in it, and what about.
fn came_from(s: &Session, x: &Decision) -> Cell {
    let used: Vec<&Contribution> =
        s.contributions.iter().filter(|c| c.responses.contains(&Response::Decision(x.id))).collect();
    let about: Vec<String> =
        s.themes.iter().filter(|t| used.iter().any(|c| is_about(s, c, t.id))).map(|t| t.name.clone()).collect();
    if used.is_empty() {
        return vec![Text::from("Nothing that is written down").all_quiet()];
    }
    let mut cell = vec![Text::plain(format!("{} things", sentence(&banded_count(used.len()))))];
    if !about.is_empty() {
        cell.push(Text::quiet(format!("about {}", and(&about))));
    }
    cell
}

fn led_to(s: &Session, x: &Decision) -> Cell {
    let of = s.actions.iter().filter(|a| a.from == Some(Source::Decision(x.id)));
    let cell: Cell = of.map(|a| action(s, a)).collect();
    if cell.is_empty() { vec![Text::from("No action is written down").all_quiet()] } else { cell }
}

fn action(s: &Session, a: &Action) -> Text {
    let who = a.owner.map_or_else(String::new, |id| format!(" ({})", s.partner_name(Some(id))));
    let far = match a.progress {
        Progress::Open => String::new(),
        progress => format!(" – {}", progress.word()),
    };
    Text::plain(format!("{}{who}{far}", a.what))
}

fn not_agreed(s: &Session, d: &mut Document) {
    d.heading(3, "What was not agreed");
    let open = s.decisions.iter().filter_map(|x| match standing_outcome(s, x) {
        outcome @ (Outcome::NotAgreed | Outcome::PutOff) => {
            Some(Text::plain(format!("{}: {}", x.what, outcome.word())))
        }
        Outcome::Agreed | Outcome::Request => {
            let against = x.positions.iter().filter(|p| matches!(p.stance, Stance::Object | Stance::StandAside));
            let against: Vec<String> =
                against.map(|p| format!("{} ({})", s.partner_name(Some(p.partner)), p.stance.word())).collect();
            (!against.is_empty()).then(|| Text::plain(format!("{}: not behind it: {}", x.what, and(&against))))
        }
    });
    let mut lines: Vec<Text> = open.collect();
    for x in &s.dissents {
        let about = x.about.and_then(|id| s.boundaries.get(id)).map(|b| b.what.as_str());
        let about = about.or_else(|| x.decision.and_then(|id| s.decisions.get(id)).map(|d| d.what.as_str()));
        let who = match &x.who {
            Holder::Partner(id) => s.partner_name(Some(*id)),
            Holder::Unnamed(_) => "Somebody in the room",
        };
        let about = about.map_or_else(String::new, |what| format!(" on “{what}”"));
        lines.push(Text::plain(format!("{who} disagreed{about}")));
    }
    for c in &s.challenges {
        let Some(b) = s.boundaries.get(c.boundary) else { continue };
        let by = c.by.map_or("Somebody in the room", |id| s.partner_name(Some(id)));
        let then = match c.answer.as_ref().filter(|a| !a.words.trim().is_empty()) {
            None => "it was not answered",
            Some(a) if a.accepted == Some(false) => "the answer was not accepted",
            Some(_) => "it was answered",
        };
        lines.push(Text::plain(format!("{by} challenged that “{}” is {}; {then}", b.what, b.now.status.word())));
    }
    d.list_or(lines, "Nothing that was raised was left without agreement.");
    let owed = s.contributions.iter().filter(|c| has_no_answer(c)).count();
    if owed > 0 {
        d.paragraph(format!("{} things that were said had no answer at the end.", sentence(&banded_count(owed))));
    }
}

/// How each partner answered, without its words.
fn signed(s: &Session, d: &mut Document) {
    let Some(v) = s.version() else { return };
    d.heading(3, "How partners signed");
    let line = |p: &Partner| {
        // A signature that does not hold is no answer.
        let holds = |a: &&Answer| record::signature_holds(s, a) != Some(false);
        let says = s.answer_of(p.id, v.id).filter(holds);
        Text::plain(format!("{}: {}", p.name, says.map_or("no answer", |a| a.says.word())))
    };
    d.blocks.push(Block::List(s.partners.iter().map(line).collect()));
}

fn about(d: &mut Document, all: &[&Session]) {
    d.heading(2, "About this case study");
    d.blocks.push(Block::List(GOES.map(Text::from).to_vec()));
    let codes = all.iter().filter_map(|s| {
        let v = s.version()?;
        let code = super::words::code(&v.code?);
        Some(Text::plain(format!("{}: version {}, record code {code}", day(s.date), v.no)))
    });
    let codes: Vec<Text> = codes.collect();
    if !codes.is_empty() {
        d.paragraph("It was made from these records, which partners can check:");
        d.blocks.push(Block::List(codes));
    }
}
