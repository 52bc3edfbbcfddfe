//! Section 12: sign-off. What signing means, a block per partner, and earlier versions.

use super::words::{self, people};
use super::{Block, Card, Cards, Document, Drawing, FieldAsk, FieldKind, Part};
use crate::insight::came_by_partner;
use crate::model::time::{day, day_and_clock, in_zone};
use crate::model::*;
use crate::record;
use crate::report::text::Text;

/// What signing means.
pub const MEANING: &str = "Signing means: this is a fair record of what was said and agreed. A partner can sign, sign \
                           with a reservation, or decline and say why. All three are part of the record.";

/// How much room the blocks have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Room {
    Ample,
    /// All partners are to find room on one side of a sheet.
    Tight,
}

pub fn section(s: &Session, d: &mut Document) {
    d.heading(2, "Sign-off");
    d.paragraph(MEANING);
    let current = record::current(s);
    match current {
        Some(v) => {
            d.paragraph(version_line(s, v));
            d.paragraph(Text::bold(words::sentence(&record::signing(s, v).words())).then("."));
            changes(s, d, v);
        }
        None => d.paragraph("This is a draft: it has not been frozen for signing."),
    }
    blocks(s, d, current, Room::Ample);
    laptops(s, d);
    corrections(s, d);
    earlier(s, d, current);
}

/// A block per partner.
pub fn blocks(s: &Session, d: &mut Document, current: Option<&Version>, room: Room) {
    let mut cards = s.partners.iter().map(|p| block(s, p, current, room)).collect::<Vec<_>>();
    if cards.is_empty() {
        d.paragraph("No partner is named who could sign.");
    }
    match current {
        Some(v) => cards.extend(code_card(s, v, room)),
        // A sheet that is printed before the evening: the code is read off the room's screen.
        None if room == Room::Tight => cards.push(code_to_fill_in()),
        None => {}
    }
    if !cards.is_empty() {
        d.blocks.push(Block::Cards(Cards { columns: 2, cut: false, cards }));
    }
}

/// The record code, for eyes and for a camera, and those of the versions before: each holds the one before it.
fn code_card(s: &Session, v: &Version, room: Room) -> Option<Card> {
    let code = v.code?;
    let heading = Some(Text::from("Record code").then(format!(", {}", version_no(v))).all_bold());
    let mut parts = vec![Part::Words(Text::bold(words::code(&code))), Part::Drawing(Drawing::code(v.no, &code)?)];
    let earlier = s.versions.iter().rev().filter(|e| e.no < v.no).take(MOST_EARLIER);
    let line = |e: &Version| Some(format!("after {}, {}", version_no(e), words::code(&e.code?)));
    parts.extend(earlier.filter_map(line).map(|line| Part::Words(Text::quiet(line))));
    // Where there is little room it stands beside the answers, not below them.
    if room == Room::Tight && is_signed_on_laptops(s) {
        parts.extend([Part::Gap, Part::Words(Text::from(OF_LAPTOPS).all_quiet())]);
    }
    Some(Card { heading, parts })
}

/// Sixteen boxes, in fours.
fn code_to_fill_in() -> Card {
    let four = |text: Text| (0..4).fold(text, |text, _| text.then_box(" "));
    let line = || Part::Words(four(four(Text::default()).then("  ")));
    let parts = vec![line(), Part::Gap, line(), Part::Words(Text::from("From the room’s screen").all_quiet())];
    Card { heading: Some(Text::from("Record code").all_bold()), parts }
}

/// More earlier versions stand in the list of them.
const MOST_EARLIER: usize = 4;

fn version_no(v: &Version) -> String {
    format!("version {}", v.no)
}

/// "Version 2, frozen on 14 May 2026 at 20:31; the clock as it stood: …. Record code K7QM-2D4X-9RTB-6HNE."
pub fn version_line(s: &Session, v: &Version) -> Text {
    let clock_then =
        if v.clock.trim().is_empty() { String::new() } else { format!("; the clock as it stood: {}", v.clock) };
    let line = Text::plain(format!("{}{clock_then}.", words::sentence(&record::version_words(s, v))));
    match v.code {
        Some(code) => line.then(" ").then_fixed("Record code").then(" ").then_bold(words::code(&code)).then("."),
        None => line,
    }
}

/// What a signature from a laptop shows, and what not.
pub const OF_LAPTOPS: &str = "Signed on a laptop means: whoever has the key gave this answer to this text, and nothing of \
                              it was changed since. It does not show who that is: anybody can make a key, and give a \
                              laptop a name. Compare the end of the key with what the partner’s laptop shows.";

fn is_signed_on_laptops(s: &Session) -> bool {
    s.answers.iter().any(|a| matches!(a.how, How::OnLaptop(_)))
}

/// Says it where somebody signed so.
fn laptops(s: &Session, d: &mut Document) {
    if is_signed_on_laptops(s) {
        d.paragraph(Text::from(OF_LAPTOPS).all_quiet());
    }
}

/// What people asked to be put right, and what became of it.
fn corrections(s: &Session, d: &mut Document) {
    let asked = || s.corrections.iter().filter(|c| !c.what.trim().is_empty());
    if asked().next().is_none() {
        return;
    }
    d.heading(3, "Corrections asked for");
    let items = asked().map(|c| {
        let when = |at| day_and_clock(in_zone(at, &s.zone));
        let who = if c.who.trim().is_empty() { "Somebody who came" } else { c.who.trim() };
        let version = s.versions.get(c.version).map_or(0, |v| v.no);
        let asked = format!("{who}, of version {version}, on {}: “{}” ", when(c.at), c.what);
        match &c.outcome {
            Some(outcome) => Text::plain(format!("{asked}On {}: {}", when(outcome.at), outcome.words)),
            None => Text::plain(asked).then_bold("Not dealt with yet."),
        }
    });
    d.blocks.push(Block::List(items.collect()));
}

fn changes(s: &Session, d: &mut Document, v: &Version) {
    if v.changes.is_empty() {
        return;
    }
    d.paragraph(match v.why.trim() {
        "" => Text::from("What changed since the version before:"),
        why => Text::from("What changed since the version before:").then(format!(" {why}")),
    });
    let items = v.changes.iter().map(|c| {
        let by = if c.by.trim().is_empty() { String::new() } else { format!(", by {}", c.by) };
        Text::plain(format!("{}{by}: {}", day(in_zone(c.at, &s.zone).date_naive()), c.what))
    });
    d.blocks.push(Block::List(items.collect()));
}

/// "Signs with a reservation, chair, on paper, 20:31", the answer itself in bold.
fn answer_line(s: &Session, a: &Answer) -> Text {
    let mut parts = Vec::new();
    if let SignOff::Waiting(Some(until)) = &a.says {
        parts.push(format!("until {}", day(*until)));
    }
    parts.extend(record::given_words(s, a));
    let rest: String = parts.iter().map(|p| format!(", {p}")).collect();
    Text::bold(words::sentence(a.says.word())).then(rest)
}

fn answer_lines(s: &Session, a: &Answer) -> Vec<Text> {
    let mut lines = vec![answer_line(s, a)];
    if let Some(words) = a.says.words().filter(|w| !w.trim().is_empty()) {
        lines.push(Text::plain(format!("“{words}”")));
    }
    if let Some(asked) = &a.asked {
        lines.push(Text::plain(words::sentence(&asked.words())));
    }
    if !a.note.trim().is_empty() {
        lines.push(Text::plain(words::sentence(&a.note)));
    }
    if let Some(digest) = a.digest {
        lines.push(Text::from("Code of this answer").then(format!(" {}", words::code(&digest))).all_quiet());
    }
    lines
}

/// What a partner said to a version before its newest answer: both stay in the record.
fn answers_before(s: &Session, p: &Partner, v: &Version) -> Vec<Text> {
    let all: Vec<&Answer> = s.answers.iter().filter(|a| a.partner == p.id && a.version == v.id).collect();
    let before = all.iter().rev().skip(1);
    before
        .flat_map(|a| {
            let mut lines = answer_lines(s, a);
            if let Some(first) = lines.first_mut() {
                let label = Text::from("Before that").then(": ");
                *first = Text(label.0.into_iter().chain(std::mem::take(&mut first.0)).collect());
            }
            lines
        })
        .collect()
}

/// Space for a signature, and for words on one line, in millimetres.
const SIGNATURE_MM: f32 = 20.0;
const LINE_MM: f32 = 8.0;
/// Beside its label, where there is little room.
const TIGHT_MM: f32 = 2.5;

fn block(s: &Session, p: &Partner, current: Option<&Version>, room: Room) -> Card {
    let mut parts = Vec::new();
    let answer = current.and_then(|v| s.answer_of(p.id, v.id));
    let open = answer.is_none_or(|a| matches!(a.says, SignOff::NotReached | SignOff::Waiting(_)));
    // Where there is little room it stands behind the partner's name.
    if room == Room::Ample || !open {
        parts.push(Part::Words(match p.signs_as() {
            words if words.is_empty() => Text::quiet("who signs, and in what capacity, is not said"),
            words => Text::quiet(format!("Signs as {words}")),
        }));
    }
    if !s.movements.is_empty() && room == Room::Ample {
        parts.push(Part::Words(Text::quiet(format!("{} in the room", people(came_by_partner(s, Some(p.id)))))));
    }
    let given = answer.map(|a| answer_lines(s, a)).unwrap_or_default();
    if !given.is_empty() {
        parts.push(Part::Gap);
        parts.extend(given.into_iter().map(Part::Words));
        let mark = answer.and_then(|a| s.private.marks.get(&a.id));
        parts.extend(mark.map(|mark| Part::Drawing(Drawing::mark(&p.name, mark))));
    }
    let before = current.map(|v| answers_before(s, p, v)).unwrap_or_default();
    parts.extend(before.into_iter().map(|line| Part::Words(line.all_quiet())));
    if open {
        parts.extend(to_fill(s, p, current, room));
    }
    let name = Text::bold(p.name.as_str());
    let heading = match (room == Room::Tight && open, p.signs_as()) {
        (true, who) if !who.is_empty() => name.then_quiet(format!(", {who}")),
        _ => name,
    };
    Card { heading: Some(heading), parts }
}

/// The choices, and lines to write on; of a frozen version they can be filled in with PDF software, too.
fn to_fill(s: &Session, p: &Partner, current: Option<&Version>, room: Room) -> Vec<Part> {
    const CHOICES: [&str; 3] = ["We sign", "We sign, with this reservation", "We decline"];
    let mut parts = match room {
        Room::Ample => vec![Part::Gap],
        Room::Tight => Vec::new(),
    };
    match room {
        Room::Ample => {
            parts.extend(CHOICES.map(|choice| Part::Words(Text::default().then_fixed_box(choice))));
        }
        Room::Tight => {
            let [sign, reserve, decline] = CHOICES;
            let gap = "   ";
            parts.push(Part::Words(Text::default().then_fixed_box(sign).then(gap).then_fixed_box(decline)));
            parts.push(Part::Words(Text::default().then_fixed_box(reserve)));
        }
    }
    let line_mm = match room {
        Room::Ample => LINE_MM,
        Room::Tight => TIGHT_MM,
    };
    let lines = [
        (Text::from("Reservation or reason"), line_mm, FieldKind::Words, "reservation, or why it declines"),
        (Text::from("Name and capacity"), line_mm, FieldKind::Words, "name and capacity of who signs"),
        (Text::from("Signature and date"), SIGNATURE_MM, FieldKind::Signature, "signature"),
    ];
    let place = s.partners.position(p.id).map_or(0, |place| place + 1);
    parts.extend(lines.map(|(label, room_mm, kind, what)| {
        let ask = |v: &Version| FieldAsk {
            kind,
            name: format!("partner {place}: {what}"),
            says: format!("{}, version {}: {what}", p.name, v.no),
        };
        Part::ToFill { label: label.all_quiet(), room_mm, field: current.map(ask) }
    }));
    parts
}

fn earlier(s: &Session, d: &mut Document, current: Option<&Version>) {
    d.heading(3, "Earlier versions, and who signed them");
    let versions: Vec<&Version> = s.versions.iter().filter(|v| Some(v.id) != current.map(|c| c.id)).collect();
    if versions.is_empty() {
        d.paragraph("There is none.");
    }
    for v in versions {
        d.paragraph(version_line(s, v));
        let answers: Vec<&Answer> = s.answers.iter().filter(|a| a.version == v.id).collect();
        if answers.is_empty() {
            d.paragraph("No partner has answered it.");
            continue;
        }
        let rows =
            answers.into_iter().map(|a| vec![vec![Text::bold(s.partner_name(Some(a.partner)))], answer_lines(s, a)]);
        d.table(&[("Partner", 3.6), ("Answer", 6.4)], rows.collect());
    }
}
