//! The reply to the room: a letter to everyone who came, and one to each partner's people, in plain words, with what
//! became of what they said.
//!
//! No names, not even those with a yes to the record: a letter goes further than the people who were in the room.

use super::outside::hold_back;
use super::words::{owner, responses, sentence};
use super::{Block, Cell, Document};
use crate::insight::{Outside, final_decider, may_print_words, standing_outcome};
use crate::model::time::{day, long_day};
use crate::model::*;
use crate::report::text::Text;

/// Whom it is for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Reader {
    /// A letter to everyone, and one to each partner's people, each on pages of its own.
    #[default]
    Each,
    Everyone,
    Partner(PartnerId),
}

/// The letter or the letters.
pub fn letter(s: &Session, to: Reader) -> Document {
    let mut d = Document::new(s, "Reply");
    let of_partners = s.partners.iter().filter(|p| s.contributions.iter().any(|c| c.partner == Some(p.id)));
    let readers: Vec<Option<PartnerId>> = match to {
        Reader::Each => std::iter::once(None).chain(of_partners.map(|p| Some(p.id))).collect(),
        Reader::Everyone => vec![None],
        Reader::Partner(id) => vec![Some(id)],
    };
    for (nth, reader) in readers.into_iter().enumerate() {
        if nth > 0 {
            d.blocks.push(Block::PageBreak);
        }
        one(s, &mut d, reader);
    }
    hold_back(d, &[s], &[Outside::to_those_who_came(s)])
}

fn one(s: &Session, d: &mut Document, reader: Option<PartnerId>) {
    match reader.and_then(|id| s.partners.get(id)) {
        None => d.heading(1, "To everyone who came"),
        Some(p) => d.heading(1, Text::from("To the people of ").then(p.name.as_str())),
    }
    d.paragraph(Text::quiet(format!("{}, {}", s.title_or_untitled(), long_day(s.date))));
    d.blocks.push(Block::Rule);
    d.paragraph("Thank you for coming, and for what you said. Here is what became of it, so far as we know today.");
    match (s.reply_by, s.replied) {
        (Some(by), Some(on)) if on > by => d.paragraph(format!(
            "We promised you this by {}. It is late, on {}; we are sorry that you had to wait.",
            day(by),
            day(on)
        )),
        (Some(by), _) => d.paragraph(format!("We promised you this by {}.", day(by))),
        (None, _) => {}
    }
    match reader {
        None => {
            decided(s, d);
            not_agreed(s, d);
            what_people_said(s, d, "What you said, and what became of it", |_| true);
        }
        Some(id) => {
            what_people_said(s, d, "What you said, and what became of it", |c| c.partner == Some(id));
            decided(s, d);
            not_agreed(s, d);
        }
    }
    will_do(s, d);
    d.heading(2, "What happens next");
    let mut next = Vec::new();
    if !s.decision_expected.trim().is_empty() {
        next.push(Text::from("A decision is expected: ").then(s.decision_expected.as_str()));
    }
    next.push("What has no answer yet is asked again, first thing, when we meet next.".into());
    next.push(match s.ask.trim() {
        "" => "If something here is not what you said, tell the facilitator or whoever signed for your group.".into(),
        ask => Text::from("If something here is not what you said, tell us: ").then(ask),
    });
    d.blocks.push(Block::List(next));
}

fn decided(s: &Session, d: &mut Document) {
    d.heading(2, "What was decided, and what we ask for");
    let line = |d: &Decision| {
        let no = Text::bold(format!("D{} ", d.no)).linked();
        match standing_outcome(s, d) {
            Outcome::Agreed => Some(no.then(d.what.as_str())),
            Outcome::Request => {
                let of = final_decider(s, d).map_or_else(String::new, |who| format!(" Who decides: {who}."));
                Some(no.then_fixed("We ask for this: ").then(format!("{}{of}", ended(&d.what))))
            }
            Outcome::NotAgreed | Outcome::PutOff => None,
        }
    };
    d.list_or(s.decisions.iter().filter_map(line).collect(), "Nothing was decided.");
}

/// With a full stop.
fn ended(words: &str) -> String {
    let words = words.trim();
    if words.ends_with(['.', '?', '!']) { words.into() } else { format!("{words}.") }
}

fn not_agreed(s: &Session, d: &mut Document) {
    let open = s.decisions.iter().filter(|d| matches!(standing_outcome(s, d), Outcome::NotAgreed | Outcome::PutOff));
    let open: Vec<Text> = open
        .map(|x| {
            let what = format!("{}: {}", x.what, standing_outcome(s, x).word());
            Text::bold(format!("D{} ", x.no)).linked().then(what)
        })
        .collect();
    if !open.is_empty() {
        d.heading(2, "What was not agreed");
        d.blocks.push(Block::List(open));
    }
}

fn what_people_said(s: &Session, d: &mut Document, head: &'static str, wanted: impl Fn(&Contribution) -> bool) {
    d.heading(2, head);
    let all: Vec<&Contribution> =
        s.contributions.iter().filter(|c| wanted(c) && c.voice != Voice::OrganiserPrompt).collect();
    let rows: Vec<Vec<Cell>> = all
        .iter()
        .filter(|c| may_print_words(s, c))
        .map(|c| {
            let became = responses(s, c).into_iter().map(|r| Text::plain(r).linked()).chain(answer_since(s, c));
            let words = Text::plain(c.words.as_str());
            vec![vec![Text::plain(format!("C{}", c.no))], vec![words], became.collect()]
        })
        .collect();
    if rows.len() < all.len() {
        d.paragraph("Some words are left out, because those who said them asked for that. They were heard.");
    }
    if rows.is_empty() {
        d.paragraph("Nothing is written down here.");
    } else {
        d.table(&[("No.", 0.9), ("You said", 5.1), ("What became of it", 4.0)], rows);
    }
}

/// What came back since from where it was sent.
fn answer_since(s: &Session, c: &Contribution) -> Vec<Text> {
    let sent = c.responses.iter().filter_map(|r| match r {
        Response::Sent(id) => s.referrals.get(*id),
        _ => None,
    });
    let answered = sent.filter(|r| r.progress.is_over() && !r.shows.trim().is_empty());
    answered.map(|r| Text::from("The answer: ").then(r.shows.as_str())).collect()
}

fn will_do(s: &Session, d: &mut Document) {
    d.heading(2, "Who does what, by when");
    let rows: Vec<Vec<Cell>> = s
        .actions
        .iter()
        .map(|a| {
            let without_name = Action { person: None, ..a.clone() };
            let by = a.due().map_or_else(|| Text::quiet("no date"), |by| Text::plain(day(by)));
            let mut far = vec![Text::plain(sentence(EarlierKind::Action.word(a.progress)))];
            if !a.shows.trim().is_empty() {
                far.push(Text::plain(sentence(&a.shows)));
            }
            let what = vec![Text::plain(a.what.as_str()), Text::quiet(owner(s, &without_name))];
            vec![vec![Text::plain(format!("A{}", a.no))], what, vec![by], far]
        })
        .collect();
    if rows.is_empty() {
        d.paragraph("No action was agreed.");
    } else {
        d.table(&[("No.", 0.9), ("What", 4.7), ("By", 1.8), ("How far", 2.6)], rows);
    }
}
