//! What is still missing before a boundary is honest, and before somebody can be held to an action (issue “Agreeing
//! honestly”). Shown on the card and found by the check; never enforced.

use crate::model::{Action, Boundary, Decider, Money, Session, Status};

/// Names that are everybody's and so nobody's.
const NOBODYS: [&str; 9] =
    ["all", "all of us", "all partners", "everybody", "everyone", "the council", "council", "us", "we"];

/// Something an action lacks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ActionLack {
    NoOwner,
    /// "All", "we".
    NobodysOwner,
    NoDate,
    DateBefore,
    DateOnTheDay,
    NoMoney,
    NoChecker,
    OwnChecker,
}

impl ActionLack {
    /// As it stands behind "A3": "has no owner".
    pub fn words(self) -> &'static str {
        match self {
            Self::NoOwner => "has no owner",
            Self::NobodysOwner => "is for everybody, so nobody in particular owns it",
            Self::NoDate => "has no date",
            Self::DateBefore => "has a date before the session",
            Self::DateOnTheDay => "has the day of the session as its date",
            Self::NoMoney => "does not say with what money",
            Self::NoChecker => "has nobody who checks it",
            Self::OwnChecker => "is checked by its own owner",
        }
    }
}

/// What an action lacks, the most important first.
pub fn action_lacks(s: &Session, a: &Action) -> Vec<ActionLack> {
    let owner = a.owner.and_then(|id| s.partners.get(id)).map(|p| p.name.as_str());
    let mut lacks = Vec::new();
    match owner {
        None => lacks.push(ActionLack::NoOwner),
        Some(name) if is_nobodys(name) => lacks.push(ActionLack::NobodysOwner),
        Some(_) => {}
    }
    match a.by {
        None => lacks.push(ActionLack::NoDate),
        Some(by) if by < s.date => lacks.push(ActionLack::DateBefore),
        Some(by) if by == s.date => lacks.push(ActionLack::DateOnTheDay),
        Some(_) => {}
    }
    if a.money == Money::NotSaid {
        lacks.push(ActionLack::NoMoney);
    }
    if a.checker.is_none() {
        lacks.push(ActionLack::NoChecker);
    } else if a.checker == a.owner {
        lacks.push(ActionLack::OwnChecker);
    }
    lacks
}

fn is_nobodys(name: &str) -> bool {
    NOBODYS.contains(&super::fold(name.trim()).as_str())
}

/// Something a boundary lacks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BoundaryLack {
    What,
    /// Of one that is fixed: why, who decided, who could change it.
    Reason,
    DecidedBy,
    CouldChange,
    /// Of one to shape: who decides, when, and within what limits.
    Decider,
    When,
    Limits,
    /// Of one that is not known yet: who finds out, and by when.
    FindsOut,
    FoundOutBy,
}

impl BoundaryLack {
    /// As it stands behind "S3".
    pub fn words(self) -> &'static str {
        match self {
            Self::What => "does not say what it is about",
            Self::Reason => "is fixed, and does not say why",
            Self::DecidedBy => "is fixed, and does not say who decided it",
            Self::CouldChange => "does not say who could change it",
            Self::Decider => "does not say who decides it",
            Self::When => "does not say when it is decided",
            Self::Limits => "does not say within what limits",
            Self::FindsOut => "does not say who finds out",
            Self::FoundOutBy => "does not say by when somebody finds out",
        }
    }

    /// As its card asks for it.
    pub fn question(self) -> &'static str {
        match self {
            Self::What => "what is it?",
            Self::Reason => "why is it fixed?",
            Self::DecidedBy => "who decided it?",
            Self::CouldChange => "who could change it?",
            Self::Decider => "who decides?",
            Self::When => "decided when?",
            Self::Limits => "within what limits?",
            Self::FindsOut => "who finds out?",
            Self::FoundOutBy => "by when?",
        }
    }
}

/// What a boundary lacks, the most important first.
pub fn boundary_lacks(b: &Boundary) -> Vec<BoundaryLack> {
    use BoundaryLack as L;
    let no = |words: &str| words.trim().is_empty();
    let nobody = match &b.now.decider {
        Decider::Everyone => true,
        Decider::Partner(_) => false,
        Decider::Other(words) => no(words),
    };
    let asked: &[(bool, L)] = match b.now.status {
        Status::Open => &[],
        Status::Shape => &[(nobody, L::Decider), (no(&b.now.when), L::When), (no(&b.why), L::Limits)],
        Status::Fixed => &[(no(&b.why), L::Reason), (nobody, L::DecidedBy), (no(&b.could_change), L::CouldChange)],
        Status::NotKnown => &[(nobody, L::FindsOut), (no(&b.now.when), L::FoundOutBy)],
    };
    let what = (no(&b.what), L::What);
    std::iter::once(&what).chain(asked).filter(|(lacks, _)| *lacks).map(|(_, lack)| *lack).collect()
}
