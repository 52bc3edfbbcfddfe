//! What is read back before signing, item by item: decisions, dissent and actions first, then what was
//! up for grabs.

use super::{said_for, standing_outcome};
use crate::model::refs::Ref;
use crate::model::time::by;
use crate::model::{Holder, Outcome, Response, Session};

/// One thing to be read aloud.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadBack {
    /// "Decision D1", "Dissent on S9"
    pub head: String,
    pub words: String,
    /// "Riverside Homes · by 1 September 2026"
    pub below: String,
    /// What was said that it comes from, the newest first: "you said, we will".
    pub said: Vec<String>,
    /// Where it is corrected.
    pub thing: Option<Ref>,
}

/// More words than these do not fit under what they became.
const MOST_SAID: usize = 2;

/// The words that became part of it.
fn said(s: &Session, became: &Response) -> Vec<String> {
    said_for(s, became).into_iter().rev().take(MOST_SAID).map(|c| c.words.clone()).collect()
}

/// Everything to be read back, in order. Never a name from the people list.
pub fn read_back(s: &Session) -> Vec<ReadBack> {
    let mut all = Vec::new();
    for d in &s.decisions {
        let head = match standing_outcome(s, d) {
            Outcome::Agreed => format!("Decision D{}", d.no),
            Outcome::Request => format!("Request D{}: others decide it", d.no),
            Outcome::NotAgreed => format!("D{}: not agreed", d.no),
            Outcome::PutOff => format!("D{}: put off", d.no),
        };
        let said = said(s, &Response::Decision(d.id));
        all.push(ReadBack {
            head,
            words: d.what.clone(),
            below: d.why.clone(),
            said,
            thing: Some(Ref::Decision(d.id)),
        });
    }
    for d in &s.dissents {
        let about = d.about.and_then(|id| s.boundaries.get(id)).map(|b| format!(" on S{}", b.no));
        let on = d.decision.and_then(|id| s.decisions.get(id)).map(|d| format!(" on D{}", d.no));
        let head = format!("Dissent{}", about.or(on).unwrap_or_default());
        let below = match &d.who {
            Holder::Partner(id) => s.partner_name(Some(*id)).to_string(),
            Holder::Unnamed(words) => words.clone(),
        };
        let thing = d.decision.map(Ref::Decision).or(d.about.map(Ref::Boundary));
        all.push(ReadBack { head, words: format!("“{}”", d.words), below, said: Vec::new(), thing });
    }
    for a in &s.actions {
        let owner = a.owner.map(|id| s.partner_name(Some(id)).to_string()).unwrap_or_else(|| "nobody yet".into());
        let below = [owner, by(a.by)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let said = said(s, &Response::Action(a.id));
        let head = format!("Action A{}", a.no);
        all.push(ReadBack { head, words: a.what.clone(), below, said, thing: Some(Ref::Action(a.id)) });
    }
    for b in &s.boundaries {
        let head = format!("S{} {}", b.no, b.now.status.label());
        let thing = Some(Ref::Boundary(b.id));
        all.push(ReadBack { head, words: b.what.clone(), below: b.why.clone(), said: Vec::new(), thing });
    }
    all
}
