//! Who names whom. One place, so that nothing can point at something that isn't there.

use super::*;

/// Anything that can be pointed at.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Ref {
    Partner(PartnerId),
    Person(PersonId),
    AgendaItem(ItemId),
    Boundary(BoundaryId),
    Contribution(ContributionId),
    Theme(ThemeId),
    Referral(ReferralId),
    Decision(DecisionId),
    Action(ActionId),
    Version(VersionId),
    Photo(PhotoId),
    Principle(PrincipleId),
}

impl Ref {
    /// The id of what is pointed at.
    pub fn id(self) -> uuid::Uuid {
        match self {
            Self::Partner(id) => id.0,
            Self::Person(id) => id.0,
            Self::AgendaItem(id) => id.0,
            Self::Boundary(id) => id.0,
            Self::Contribution(id) => id.0,
            Self::Theme(id) => id.0,
            Self::Referral(id) => id.0,
            Self::Decision(id) => id.0,
            Self::Action(id) => id.0,
            Self::Version(id) => id.0,
            Self::Photo(id) => id.0,
            Self::Principle(id) => id.0,
        }
    }

    /// Is it there?
    pub fn exists_in(self, s: &Session) -> bool {
        match self {
            Self::Partner(id) => s.partners.get(id).is_some(),
            Self::Person(id) => s.people.get(id).is_some(),
            Self::AgendaItem(id) => s.agenda.get(id).is_some(),
            Self::Boundary(id) => s.boundaries.get(id).is_some(),
            Self::Contribution(id) => s.contributions.get(id).is_some(),
            Self::Theme(id) => s.themes.get(id).is_some(),
            Self::Referral(id) => s.referrals.get(id).is_some(),
            Self::Decision(id) => s.decisions.get(id).is_some(),
            Self::Action(id) => s.actions.get(id).is_some(),
            Self::Version(id) => s.versions.get(id).is_some(),
            Self::Photo(id) => s.photos.get(id).is_some(),
            Self::Principle(id) => s.principles.get(id).is_some(),
        }
    }
}

/// Something that may point at other things.
pub trait Refers {
    /// Everything it points at.
    fn refers_to(&self) -> Vec<Ref>;
}

fn partner(id: Option<PartnerId>) -> impl Iterator<Item = Ref> {
    id.map(Ref::Partner).into_iter()
}

fn decider(d: &Decider) -> Option<Ref> {
    match d {
        Decider::Partner(id) => Some(Ref::Partner(*id)),
        _ => None,
    }
}

fn who_moved(moved: &[DateMove]) -> impl Iterator<Item = Ref> {
    moved.iter().filter_map(|m| m.by.map(Ref::Partner))
}

impl Refers for Partner {
    fn refers_to(&self) -> Vec<Ref> {
        Vec::new()
    }
}
impl Refers for Person {
    fn refers_to(&self) -> Vec<Ref> {
        partner(self.partner).collect()
    }
}
impl Refers for Movement {
    fn refers_to(&self) -> Vec<Ref> {
        partner(self.partner).collect()
    }
}
impl Refers for Interest {
    fn refers_to(&self) -> Vec<Ref> {
        Vec::new()
    }
}
impl Refers for Rule {
    fn refers_to(&self) -> Vec<Ref> {
        Vec::new()
    }
}
impl Refers for AgendaItem {
    fn refers_to(&self) -> Vec<Ref> {
        partner(self.lead).chain(self.about.iter().map(|b| Ref::Boundary(*b))).collect()
    }
}
impl Refers for Boundary {
    fn refers_to(&self) -> Vec<Ref> {
        decider(&self.now.decider).into_iter().collect()
    }
}
impl Refers for Move {
    fn refers_to(&self) -> Vec<Ref> {
        let mut refs = vec![Ref::Boundary(self.boundary)];
        refs.extend(partner(self.by));
        refs.extend(decider(&self.from.decider));
        refs.extend(decider(&self.to.decider));
        refs
    }
}
impl Refers for Challenge {
    fn refers_to(&self) -> Vec<Ref> {
        let mut refs = vec![Ref::Boundary(self.boundary)];
        refs.extend(partner(self.by));
        if let Some(a) = &self.answer {
            refs.extend(partner(a.by));
            refs.extend(a.action.map(Ref::Action));
        }
        refs
    }
}
impl Refers for Contribution {
    fn refers_to(&self) -> Vec<Ref> {
        let mut refs: Vec<Ref> = partner(self.partner).collect();
        refs.extend(self.person.map(Ref::Person));
        refs.extend(self.item.map(Ref::AgendaItem));
        refs.extend(self.boundary.map(Ref::Boundary));
        refs.extend(self.themes.iter().map(|t| Ref::Theme(*t)));
        refs.extend(self.responses.iter().filter_map(|r| match r {
            Response::Decision(id) => Some(Ref::Decision(*id)),
            Response::Action(id) => Some(Ref::Action(*id)),
            Response::Sent(id) => Some(Ref::Referral(*id)),
            _ => None,
        }));
        refs
    }
}
impl Refers for Theme {
    fn refers_to(&self) -> Vec<Ref> {
        self.merged_into.map(Ref::Theme).into_iter().collect()
    }
}
impl Refers for Merge {
    fn refers_to(&self) -> Vec<Ref> {
        self.contributions.iter().map(|c| Ref::Contribution(*c)).collect()
    }
}
impl Refers for Photo {
    fn refers_to(&self) -> Vec<Ref> {
        self.item.map(Ref::AgendaItem).into_iter().chain(self.boundary.map(Ref::Boundary)).collect()
    }
}
impl Refers for Referral {
    fn refers_to(&self) -> Vec<Ref> {
        partner(self.to).collect()
    }
}
impl Refers for Decision {
    fn refers_to(&self) -> Vec<Ref> {
        let mut refs: Vec<Ref> = self.boundary.map(Ref::Boundary).into_iter().collect();
        refs.extend(self.positions.iter().map(|p| Ref::Partner(p.partner)));
        refs
    }
}
impl Refers for Dissent {
    fn refers_to(&self) -> Vec<Ref> {
        let mut refs = match self.who {
            Holder::Partner(id) => vec![Ref::Partner(id)],
            Holder::Unnamed(_) => Vec::new(),
        };
        refs.extend(self.about.map(Ref::Boundary));
        refs.extend(self.decision.map(Ref::Decision));
        refs
    }
}
impl Refers for Action {
    fn refers_to(&self) -> Vec<Ref> {
        let mut refs: Vec<Ref> = partner(self.owner).chain(partner(self.checker)).collect();
        refs.extend(self.from.map(|s| match s {
            Source::Decision(id) => Ref::Decision(id),
            Source::Boundary(id) => Ref::Boundary(id),
            Source::Contribution(id) => Ref::Contribution(id),
        }));
        refs.extend(self.person.map(Ref::Person));
        refs.extend(who_moved(&self.moved));
        refs
    }
}
impl Refers for Earlier {
    fn refers_to(&self) -> Vec<Ref> {
        partner(self.owner).chain(partner(self.from)).chain(who_moved(&self.moved)).collect()
    }
}
impl Refers for EarlierSession {
    fn refers_to(&self) -> Vec<Ref> {
        Vec::new()
    }
}
impl Refers for Stage {
    fn refers_to(&self) -> Vec<Ref> {
        decider(&self.decider).into_iter().collect()
    }
}
impl Refers for Principle {
    fn refers_to(&self) -> Vec<Ref> {
        Vec::new()
    }
}
impl Refers for CharterQuestion {
    fn refers_to(&self) -> Vec<Ref> {
        std::iter::once(Ref::Principle(self.principle))
            .chain(self.said.iter().map(|s| Ref::Partner(s.partner)))
            .collect()
    }
}
impl Refers for Left {
    /// It may outlive what it is about: then it says nothing any more.
    fn refers_to(&self) -> Vec<Ref> {
        Vec::new()
    }
}
impl Refers for Question {
    fn refers_to(&self) -> Vec<Ref> {
        self.scores.iter().map(|s| Ref::Partner(s.partner)).collect()
    }
}
impl Refers for Version {
    fn refers_to(&self) -> Vec<Ref> {
        Vec::new()
    }
}
impl Refers for Correction {
    fn refers_to(&self) -> Vec<Ref> {
        vec![Ref::Version(self.version)]
    }
}
impl Refers for Answer {
    fn refers_to(&self) -> Vec<Ref> {
        let mut refs = vec![Ref::Version(self.version), Ref::Partner(self.partner)];
        refs.extend(self.signer.map(Ref::Person));
        refs
    }
}
