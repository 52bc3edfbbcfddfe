//! The summary: what the workshop was for, in the thirteen sections of PRINT.md, in their order.

use super::words::{and, boundary_no, item_kind, item_notes, people, plan_over, referral, sentence, table_name};
use super::{Block, Cell, Document, agreed, said, scope, signing, together};
use crate::insight::{came, came_by_partner, standing_outcome};
use crate::live;
use crate::model::time::{clock, day, in_zone, long_day, minutes_between, span};
use crate::model::*;
use crate::report::text::Text;

/// "Alder Street courtyard · Version 2".
fn footer(s: &Session) -> String {
    let version = match s.version() {
        Some(v) if !s.changed_since_version => format!("Version {}", v.no),
        Some(v) => format!("Draft after version {}", v.no),
        None => "Draft".into(),
    };
    // The version must never fall off the end of the line.
    let title = s.title_or_untitled();
    let short: String = title.chars().take(60).collect();
    let cut = if short.len() < title.len() { "…" } else { "" };
    format!("{short}{cut} · {version}")
}

/// The summary of a session.
pub fn summary(s: &Session) -> Document {
    let mut d = Document { title: s.title_or_untitled().into(), footer: footer(s), ..Document::default() };
    on_one_page(s, &mut d);
    scope::section(s, &mut d);
    super::people::section(s, &mut d);
    what_we_did(s, &mut d);
    said::section(s, &mut d);
    super::photos::section(s, &mut d);
    agreed::decided(s, &mut d);
    agreed::disagree(s, &mut d);
    agreed::will_do(s, &mut d);
    sent_elsewhere(s, &mut d);
    not_used(s, &mut d);
    together::section(s, &mut d);
    signing::section(s, &mut d);
    about_paper(s, &mut d);
    d
}

fn on_one_page(s: &Session, d: &mut Document) {
    d.heading(1, s.title_or_untitled());
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
    d.heading(3, "In this summary");
    d.blocks.push(Block::Contents);
}

fn facts(s: &Session) -> Vec<(String, Text)> {
    let mut facts: Vec<(String, Text)> = Vec::new();
    let from = s.run.started().map_or_else(|| s.start_moment(), |t| in_zone(t, &s.zone));
    let to = s.run.ended.map_or_else(|| s.end_moment(), |t| in_zone(t, &s.zone));
    let planned = if s.run.ended.is_some() {
        format!(" (planned {} to {})", s.starts.format("%H:%M"), s.ends.format("%H:%M"))
    } else {
        String::new()
    };
    let mut fact = |label: &str, text: String| {
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

fn what_we_did(s: &Session, d: &mut Document) {
    d.heading(2, "What we did");
    d.heading(3, "Ground rules");
    d.list_or(s.rules.iter().map(|r| Text::plain(r.text.as_str())).collect(), "None were written down.");
    d.heading(3, "What co-production means here");
    d.paragraph(if s.shared_words.trim().is_empty() { "Not written down.".into() } else { sentence(&s.shared_words) });
    d.heading(3, "Agenda, planned and actual");
    agenda(s, d);
    late(s, d);
    let taken: Vec<Text> = live::taken_from_protected(s)
        .into_iter()
        .filter_map(|t| Some(Text::plain(format!("{} min from “{}”", t.min, s.agenda.get(t.item)?.title))))
        .collect();
    if taken.is_empty() {
        d.paragraph("Minutes taken from protected items: none.");
    } else {
        d.paragraph("Minutes taken from protected items:");
        d.blocks.push(Block::List(taken));
    }
}

fn agenda(s: &Session, d: &mut Document) {
    if s.agenda.is_empty() {
        d.paragraph("There was no agenda.");
        return;
    }
    let plan = live::plan(s);
    let last = s.agenda.last().map(|i| i.id);
    let rows = s.agenda.iter().zip(plan).map(|(i, p)| {
        let mut item: Cell = vec![Text::bold(i.title.as_str())];
        item.push(Text::quiet(item_kind(i)));
        let mut notes = item_notes(s, i);
        if let Some(over) = plan_over(s).filter(|_| Some(i.id) == last) {
            notes = if notes.is_empty() { over } else { format!("{notes}; {over}") };
        }
        if !notes.is_empty() {
            item.push(Text::quiet(notes));
        }
        let mut planned = vec![Text::plain(clock(p.from)), Text::quiet(format!("{} min", i.planned_min))];
        if i.least_min > 0 {
            planned.push(Text::quiet(format!("at least {}", i.least_min)));
        }
        let lead = i.lead.map_or_else(Text::default, |id| Text::plain(s.partner_name(Some(id))));
        vec![planned, item, vec![lead], actual(s, i)]
    });
    d.table(&[("Planned", 1.5), ("Item", 4.0), ("Led by", 2.3), ("What happened", 2.2)], rows.collect());
    let asked: Vec<Text> = s.agenda.iter().filter_map(|i| asked(s, i)).collect();
    if !asked.is_empty() {
        d.heading(3, "What was asked, and what was up for grabs in it");
        d.blocks.push(Block::List(asked));
    }
}

/// The question of an item, those of its tables, and what was up for grabs in it.
fn asked(s: &Session, i: &AgendaItem) -> Option<Text> {
    let mut parts: Vec<String> = Vec::new();
    let said = |words: &str| (!words.trim().is_empty()).then(|| format!("“{}”", words.trim()));
    parts.extend(said(&i.prompt));
    let tables = i.table_prompts.iter().take(usize::from(i.tables)).zip(1..);
    parts.extend(tables.filter_map(|(words, table)| Some(format!("{}: {}", table_name(table), said(words)?))));
    let about: Vec<String> = i.about.iter().filter_map(|id| boundary_no(s, Some(*id))).collect();
    if !about.is_empty() {
        parts.push(format!("up for grabs: {}", and(&about)));
    }
    (!parts.is_empty()).then(|| Text::bold(format!("{}: ", i.title)).then_linked(parts.join("; ")))
}

fn actual(s: &Session, i: &AgendaItem) -> Cell {
    let Some(ran) = s.run.of(i.id) else {
        let skipped = s.run.skipped.iter().find(|skipped| skipped.item == i.id);
        let words = skipped.map_or_else(
            || "not held".to_string(),
            |k| {
                let why = if k.why.trim().is_empty() { String::new() } else { format!(", {}", k.why) };
                format!("left out at {}{why}", clock(in_zone(k.at, &s.zone)))
            },
        );
        return vec![Text::quiet(words)];
    };
    let from = clock(in_zone(ran.from, &s.zone));
    // What is on at freezing goes on: the clock as it stands is said with the version.
    let mut cell = vec![Text::plain(
        ran.to.map_or_else(|| format!("from {from}, going on"), |to| format!("{from}–{}", clock(in_zone(to, &s.zone)))),
    )];
    let ahead = s.run.ahead.iter().filter(|a| a.item == i.id).map(|a| (a.min, a.at));
    for (min, at) in ahead.chain(ran.added.iter().map(|a| (a.min, a.at))) {
        let what = if min < 0 { format!("{} taken", min.unsigned_abs()) } else { format!("+{min} given") };
        cell.push(Text::quiet(format!("{what} at {}", clock(in_zone(at, &s.zone)))));
    }
    if let Some(why) = &ran.report_back_skipped {
        cell.push(Text::quiet(format!("report-back skipped, {why}")));
    }
    for p in &ran.pauses {
        let to = p.to.map_or_else(|| "still held".into(), |t| clock(in_zone(t, &s.zone)));
        cell.push(Text::quiet(format!("held {}–{to}", clock(in_zone(p.from, &s.zone)))));
    }
    cell
}

fn late(s: &Session, d: &mut Document) {
    let mut items: Vec<Text> = Vec::new();
    for t in &s.run.trims {
        let taken = t
            .taken
            .and_then(|n| t.offered.get(usize::from(n)))
            .map_or_else(|| "none was taken".into(), |o| format!("taken: {o}"));
        items.push(Text::plain(format!(
            "At {}, {}. Offered: {}; {taken}.",
            clock(in_zone(t.at, &s.zone)),
            t.reason,
            t.offered.join(", or ")
        )));
    }
    for p in &s.run.asleep {
        let to = p.to.map_or_else(String::new, |t| format!(" to {}", clock(in_zone(t, &s.zone))));
        items.push(Text::plain(format!(
            "The laptop was asleep from {}{to}; the clock ran on.",
            clock(in_zone(p.from, &s.zone))
        )));
    }
    for c in &s.run.clock_set {
        let way = if c.by_s > 0 { "forward" } else { "back" };
        let by = match c.by_s.unsigned_abs() {
            s if s < 120 => format!("{s} seconds"),
            s => span(i64::try_from(s / 60).unwrap_or(i64::MAX)),
        };
        items.push(Text::plain(format!(
            "The laptop's clock was put {way} by {by}, to {}; times before that are by the clock as it stood.",
            clock(in_zone(c.at, &s.zone))
        )));
    }
    if let Some(ended) = s.run.ended {
        let over = minutes_between(s.end_moment(), ended);
        let minutes = |n: i64| {
            format!("{} {}", number_word(n.unsigned_abs() as u32), if n.abs() == 1 { "minute" } else { "minutes" })
        };
        items.push(Text::plain(match over {
            0 => format!("It ended at {}, as planned.", clock(in_zone(ended, &s.zone))),
            n if n > 0 => format!(
                "It ended at {}, {} after {}.",
                clock(in_zone(ended, &s.zone)),
                minutes(n),
                s.ends.format("%H:%M")
            ),
            n => format!(
                "It ended at {}, {} before {}.",
                clock(in_zone(ended, &s.zone)),
                minutes(n),
                s.ends.format("%H:%M")
            ),
        }));
    }
    if !items.is_empty() {
        d.blocks.push(Block::List(items));
    }
}

fn sent_elsewhere(s: &Session, d: &mut Document) {
    d.heading(2, "Sent elsewhere");
    d.list_or(s.referrals.iter().map(|r| Text::plain(referral(s, r))).collect(), "Nothing was sent elsewhere.");
}

fn not_used(s: &Session, d: &mut Document) {
    d.heading(2, "Not used, and why");
    let items = s
        .contributions
        .iter()
        .filter(|c| crate::insight::may_print_words(s, c))
        .flat_map(|c| {
            c.responses.iter().filter_map(move |r| match r {
                Response::NotTaken(why) => Some(Text::bold(format!("C{} ", c.no)).linked().then(format!(
                    "{} – {}",
                    c.words,
                    if why.trim().is_empty() { "no reason given" } else { why }
                ))),
                _ => None,
            })
        })
        .collect();
    d.list_or(items, "Nothing was turned down.");
}

fn about_paper(s: &Session, d: &mut Document) {
    d.heading(2, "About this paper");
    d.list_or(
        vec![
            Text::plain("A fair record; not advice, a contract, a vote or planning consent."),
            Text::plain(
                "To check it against the file, open the session in Upfront, choose Sign & export, and compare the version at the foot of each page.",
            ),
            Text::plain(
                "Names from the list of people are printed only with a yes; words are printed with the partner only. \
                 Names inside somebody’s words cannot all be known to the program, and in a small room people may be recognised.",
            ),
            Text::plain("Other formats: the same text as Markdown."),
            Text::plain(if s.ask.trim().is_empty() {
                "Whom to ask: the facilitator or your partner’s signatory.".to_string()
            } else {
                format!("Whom to ask: {}.", s.ask)
            }),
        ],
        "",
    );
}
