//! What became of a boundary in a session, in plain sentences, for the sessions after it.

use crate::insight::{has_no_answer, standing_outcome};
use crate::model::*;

/// What is known of a boundary so far, and what this session adds: how it moved, who challenged it, what was decided.
pub fn past(s: &Session, b: &Boundary) -> Vec<Past> {
    let mut past = b.past.clone();
    let mut put = |what: String| past.push(Past { on: s.date, what });
    for m in s.moves.iter().filter(|m| m.boundary == b.id) {
        let by = m.by.map_or("the room", |id| s.partner_name(Some(id)));
        put(format!("moved from {} to {} by {by}{}", m.from.status.word(), m.to.status.word(), because(&m.why)));
    }
    for c in s.challenges.iter().filter(|c| c.boundary == b.id) {
        let by = c.by.map_or("somebody", |id| s.partner_name(Some(id)));
        let answer = match c.answer.as_ref().filter(|a| !a.words.trim().is_empty()) {
            None => "not answered".to_string(),
            Some(a) => {
                let accepted = match a.accepted {
                    Some(true) => ", accepted",
                    Some(false) => ", not accepted",
                    None => "",
                };
                format!("answered: “{}”{accepted}", plain(&a.words))
            }
        };
        put(format!("challenged by {by}: “{}”; {answer}", plain(&c.words)));
    }
    for d in s.decisions.iter().filter(|d| d.boundary == Some(b.id)) {
        let did = match standing_outcome(s, d) {
            Outcome::Agreed => "agreed",
            Outcome::Request => "asked for",
            Outcome::NotAgreed => "not agreed",
            Outcome::PutOff => "put off",
        };
        put(format!("D{} {did}: {}", d.no, plain(&d.what)));
    }
    let open = s.contributions.iter().filter(|c| c.boundary == Some(b.id) && has_no_answer(c)).count();
    if open > 0 {
        put(format!("{open} {} said about it had no answer", if open == 1 { "thing" } else { "things" }));
    }
    past
}

fn plain(words: &str) -> &str {
    words.trim().trim_end_matches('.')
}

fn because(why: &str) -> String {
    match plain(why) {
        "" => String::new(),
        why => format!(": {why}"),
    }
}
