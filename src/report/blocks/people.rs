//! Section 3: who was in the room. Names only with a yes, personal matters only as safe counts.

use super::words::{and, people};
use super::{Block, Cell, Document};
use crate::insight::{FEWER, banded, came, came_by_partner, only_signs, printable_names};
use crate::model::time::{clock, day, in_zone};
use crate::model::*;
use crate::report::text::Text;

pub fn section(s: &Session, d: &mut Document) {
    counts(s, d);
    names(s, d);
    let interests =
        s.interests.iter().map(|i| Text::plain(format!("{} declares an interest: {}", i.who, i.what))).collect();
    d.heading(3, "Interests declared");
    d.list_or(interests, "None.");
}

/// How many came, of whom, and when they came and went.
pub fn counts(s: &Session, d: &mut Document) {
    d.heading(2, "Who was in the room");
    if s.movements.is_empty() {
        d.paragraph("Nobody was counted.");
    } else {
        d.paragraph(format!(
            "{} came. The facilitator and the note-taker are not among them, and sign for nobody.",
            people(came(s))
        ));
        let mut rows: Vec<Vec<Cell>> = s.partners.iter().map(|p| row(s, Some(p.id))).collect();
        if s.movements.iter().any(|m| m.partner.is_none()) {
            rows.push(row(s, None));
        }
        d.table(&[("Partner", 4.0), ("Came", 1.0), ("Arrived and left", 5.0)], rows);
    }
}

fn row(s: &Session, partner: Option<PartnerId>) -> Vec<Cell> {
    let name = Text::plain(s.partner_name(partner));
    let came = Text::plain(came_by_partner(s, partner).to_string());
    let of = |passage| {
        // In the order of the clock; those who came or went in the same minute are counted together.
        let mut all: Vec<&Movement> =
            s.movements.iter().filter(|m| m.partner == partner && m.passage == passage).collect();
        all.sort_by_key(|m| m.at);
        let mut said: Vec<(u32, String)> = Vec::new();
        for m in all {
            let at = m.at.map_or_else(
                || if passage == Passage::Arrived { " from the start".into() } else { String::new() },
                |t| format!(" at {}", clock(in_zone(t, &s.zone))),
            );
            let note = if m.note.trim().is_empty() { String::new() } else { format!(" ({})", m.note) };
            let when = format!("{at}{note}");
            match said.last_mut().filter(|(_, last)| *last == when) {
                Some((count, _)) => *count = count.saturating_add(m.count),
                None => said.push((m.count, when)),
            }
        }
        said.into_iter().map(|(count, when)| format!("{count}{when}")).collect::<Vec<String>>()
    };
    let mut lines = Vec::new();
    for (word, passage) in
        [("arrived", Passage::Arrived), ("left", Passage::Left), ("sent apologies", Passage::SentApologies)]
    {
        let all = of(passage);
        if !all.is_empty() {
            lines.push(Text::quiet(format!("{word}: ")).then(all.join(", ")));
        }
    }
    vec![vec![name], vec![came], lines]
}

fn names(s: &Session, d: &mut Document) {
    d.heading(3, "Names");
    if let Some(f) = s.forgotten {
        d.paragraph(removed(s, f));
    }
    // Somebody may have been listed since.
    if s.forgotten.is_none() || !s.private.names.is_empty() {
        those_who_said_yes(s, d);
    }
    let no_quotes = s.people.iter().filter(|p| p.words_printed.forbids()).count();
    if no_quotes > 0 {
        let withheld = crate::insight::withheld_words(s);
        let words = match withheld {
            0 => "none of the words here are theirs".to_string(),
            1 => "1 contribution is withheld for that reason".to_string(),
            n => format!("{n} contributions are withheld for that reason"),
        };
        let who = if no_quotes == 1 { "1 person".to_string() } else { format!("{no_quotes} people") };
        d.paragraph(format!("{who} said no to being quoted; {words}."));
    }
}

/// "5 names on the list, and how to reach people, were removed on 14 November 2026."
fn removed(s: &Session, f: Forgotten) -> String {
    let names = if f.names == 1 { "1 name".to_string() } else { format!("{} names", f.names) };
    let on = day(in_zone(f.at, &s.zone).date_naive());
    format!("{names} on the list, and how to reach people, were removed on {on}.")
}

fn those_who_said_yes(s: &Session, d: &mut Document) {
    let names: Vec<String> = printable_names(s).into_iter().map(String::from).collect();
    // In the record that a PDF carries.
    let elsewhere = s.people.iter().filter(|p| s.digests.names.contains_key(&p.id) && !only_signs(s, p.id));
    let elsewhere = elsewhere.filter(|p| !s.private.names.contains_key(&p.id)).count();
    if elsewhere > 0 {
        let names = if elsewhere == 1 { "1 name".to_string() } else { format!("{elsewhere} names") };
        d.paragraph(format!("{names} with a yes to being printed: not in this copy of the record."));
    } else if names.is_empty() {
        d.paragraph("No name is printed: nobody listed said yes to that.");
    } else {
        d.paragraph(format!("Printed because they said yes: {}.", and(&names)));
    }
    let others = s.people.iter().filter(|p| !only_signs(s, p.id)).count().saturating_sub(names.len() + elsewhere);
    match others {
        0 => {}
        1 => d.paragraph("1 listed person has not said yes to their name; it is withheld."),
        n => d.paragraph(format!("{n} listed people have not said yes to their name; it is withheld.")),
    }
}

/// Access and payment, as counts that give nobody away (PRODUCT.md, promise 3).
pub fn access_and_payment(s: &Session, d: &mut Document) {
    d.heading(3, "Access and payment");
    let mut facts: Vec<(Text, Text)> = s
        .private
        .access
        .iter()
        .filter(|a| a.count > 0)
        .map(|a| {
            let count = if a.count < 5 { FEWER.to_string() } else { a.count.to_string() };
            // Whether, never for how many: a subtraction would give away who went without.
            let met = match a.met {
                None => "",
                Some(0) => ", and not met",
                Some(n) if n < a.count => ", and not met for everybody",
                Some(_) => ", and met",
            };
            (Text::plain(super::words::sentence(&a.need)), Text::plain(format!("needed by {count}{met}")))
        })
        .collect();
    if let Some(f) = s.forgotten.filter(|f| f.needs > 0) {
        // Without the count: with an older print a subtraction would give small ones away.
        let on = day(in_zone(f.at, &s.zone).date_naive());
        facts.push(("Access needs".into(), Text::plain(format!("were named; what they were was removed on {on}"))));
    }
    let is_elsewhere = [
        ("Access needs", s.digests.access.is_some() && s.private.access.is_empty() && s.forgotten.is_none()),
        ("Payment for time", s.digests.payment.is_some() && s.private.payment.offered() == 0),
    ];
    for (what, _) in is_elsewhere.into_iter().filter(|(_, is)| *is) {
        facts.push((Text::plain(what.to_string()), Text::plain("not in this copy of the record".to_string())));
    }
    let payment = s.private.payment;
    if payment.offered() > 0
        && let [took, declined] = banded(&[payment.took, payment.declined]).as_slice()
    {
        let text = format!("offered; taken by {took}, declined by {declined}");
        facts.push(("Payment for time".into(), Text::plain(text)));
    }
    if facts.is_empty() {
        d.paragraph("Nothing was noted about access needs or payment.");
        return;
    }
    d.blocks.push(Block::Facts(facts));
    d.paragraph(Text::quiet("Counts below five are withheld, so that nobody can be told from them."));
}
