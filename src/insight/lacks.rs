//! What an action still lacks before somebody can be held to it (issue “Agreeing honestly”, Actions).

use crate::model::{Action, Money, Session};

/// Names that are everybody's and so nobody's.
const NOBODYS: [&str; 9] =
    ["all", "all of us", "all partners", "everybody", "everyone", "the council", "council", "us", "we"];

/// What is missing, as it stands behind "A3": "has no owner". The most important first.
pub fn action_lacks(s: &Session, a: &Action) -> Vec<&'static str> {
    let owner = a.owner.and_then(|id| s.partners.get(id)).map(|p| p.name.as_str());
    let mut lacks = Vec::new();
    match owner {
        None if is_nobodys(&a.with) => lacks.push("is for everybody, so nobody in particular owns it"),
        None => lacks.push("has no owner"),
        Some(name) if is_nobodys(name) => lacks.push("is for everybody, so nobody in particular owns it"),
        Some(_) => {}
    }
    match a.by {
        None => lacks.push("has no date"),
        Some(by) if by < s.date => lacks.push("has a date before the session"),
        Some(by) if by == s.date => lacks.push("has the day of the session as its date"),
        Some(_) => {}
    }
    if a.money == Money::NotSaid {
        lacks.push("does not say with what money");
    }
    if a.checker.is_none() {
        lacks.push("has nobody who checks it");
    } else if a.checker == a.owner {
        lacks.push("is checked by its own owner");
    }
    lacks
}

fn is_nobodys(name: &str) -> bool {
    NOBODYS.contains(&super::fold(name.trim()).as_str())
}
