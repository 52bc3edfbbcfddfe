//! What a session leaves to be done, answered or decided: what the next one begins with.

use crate::insight::{final_decider, has_no_answer, may_print_words, standing_outcome};
use crate::model::time::{clock, in_zone};
use crate::model::*;
use uuid::Uuid;

/// Words that may not be printed are not brought along; that an answer is owed is.
pub const WITHHELD: &str = "Words that may not be printed";

/// Everything that is left, in the order in which it is gone through: of the sessions before this one first what is
/// not done with, then what is of this one.
pub fn left_behind(s: &Session, mut next_id: impl FnMut() -> Uuid) -> List<Earlier> {
    let mut left: List<Earlier> = List::default();
    let mut put = |one: Earlier| {
        let order = left.end();
        left.insert(Earlier { id: next_id().into(), order, ..one });
    };
    for e in s.earlier.iter().filter(|e| e.is_going_on()) {
        put(Earlier { progress: e.progress.and_then(kept_up), ..e.clone() });
    }
    s.actions.iter().for_each(|a| put(action(a)));
    for b in &s.boundaries {
        s.challenges.iter().filter(|c| c.boundary == b.id).filter_map(|c| challenge(s, b, c)).for_each(&mut put);
    }
    s.boundaries.iter().filter(|b| b.now.status == Status::NotKnown).for_each(|b| put(find_out(b)));
    s.contributions.iter().filter(|c| has_no_answer(c)).for_each(|c| put(said(s, c)));
    s.referrals.iter().for_each(|r| put(sent(r)));
    for d in &s.decisions {
        match standing_outcome(s, d) {
            Outcome::Request => put(request(s, d)),
            Outcome::PutOff => put(blank(EarlierKind::PutOff, d.no, &d.what)),
            Outcome::Agreed | Outcome::NotAgreed => {}
        }
    }
    left
}

/// Its id and its place come when it is put into the list.
fn blank(kind: EarlierKind, no: Number, what: &str) -> Earlier {
    Earlier::new(EarlierId(Uuid::nil()), SortKey::default(), kind, no, what)
}

/// What nobody kept up is not said: the room is asked.
fn kept_up(progress: Progress) -> Option<Progress> {
    Some(progress).filter(|p| *p != Progress::Open)
}

fn action(a: &Action) -> Earlier {
    Earlier {
        owner: a.owner,
        by: a.by,
        moved: a.moved.clone(),
        progress: kept_up(a.progress),
        shows: a.shows.clone(),
        ..blank(EarlierKind::Action, a.no, &a.what)
    }
}

/// None: it has an answer that nobody turned down.
fn challenge(s: &Session, b: &Boundary, c: &Challenge) -> Option<Earlier> {
    let answer = c.answer.as_ref().filter(|a| !a.words.trim().is_empty());
    let stood = match answer {
        None => "no answer on the night".to_string(),
        Some(a) if a.accepted == Some(false) => {
            let who = a.by.map_or("the answer", |id| s.partner_name(Some(id)));
            format!("{who}: “{}”, which was not accepted", a.words.trim().trim_end_matches('.'))
        }
        Some(_) => return None,
    };
    let at = clock(in_zone(c.at, &s.zone));
    Some(Earlier {
        from: c.by,
        owner: partner_of(&b.now.decider),
        stood: format!("about “{}”, at {at}; {stood}", b.what),
        ..blank(EarlierKind::Challenge, b.no, &c.words)
    })
}

fn partner_of(decider: &Decider) -> Option<PartnerId> {
    match decider {
        Decider::Partner(id) => Some(*id),
        Decider::Everyone | Decider::Other(_) => None,
    }
}

fn find_out(b: &Boundary) -> Earlier {
    let by = if b.now.when.trim().is_empty() { String::new() } else { format!("to be found out by {}", b.now.when) };
    Earlier { owner: partner_of(&b.now.decider), stood: by, ..blank(EarlierKind::FindOut, b.no, &b.what) }
}

fn said(s: &Session, c: &Contribution) -> Earlier {
    let words = if may_print_words(s, c) { c.words.as_str() } else { WITHHELD };
    let about = c.boundary.and_then(|id| s.boundaries.get(id));
    Earlier {
        from: c.partner,
        owner: about.and_then(|b| partner_of(&b.now.decider)),
        stood: about.map_or_else(String::new, |b| format!("about S{} {}", b.no, b.what)),
        ..blank(EarlierKind::Said, c.no, words)
    }
}

fn sent(r: &Referral) -> Earlier {
    let elsewhere = r.to.is_none() && !r.to_other.trim().is_empty();
    Earlier {
        owner: r.to,
        by: r.by,
        stood: if elsewhere { format!("sent to {}", r.to_other) } else { String::new() },
        progress: kept_up(r.progress),
        shows: r.shows.clone(),
        ..blank(EarlierKind::Sent, r.no, &r.what)
    }
}

fn request(s: &Session, d: &Decision) -> Earlier {
    let asked = final_decider(s, d).map_or_else(String::new, |who| format!("asked of {who}"));
    let when = d.boundary.and_then(|id| s.boundaries.get(id)).map_or("", |b| b.now.when.trim());
    let stood = match (asked.as_str(), when) {
        ("", _) | (_, "") => asked,
        (asked, when) if asked.contains(when) => asked.into(),
        (asked, when) => format!("{asked}, {when}"),
    };
    Earlier { stood, ..blank(EarlierKind::Request, d.no, &d.what) }
}
