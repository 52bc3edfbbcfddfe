//! What brings each finding of the check about in the sample, and what comes near one and is none.

use crate::alder::at;
use upfront::edit::{new_photo, new_referral};
use upfront::insight::Kind;
use upfront::model::*;
use uuid::Uuid;

/// What brings a finding about in the sample, and what it says then.
pub type Row = (Kind, &'static str, fn(&mut Session));

pub fn first<T: Entry>(list: &List<T>) -> T::Id {
    list[0].id()
}

pub fn boundary(s: &Session, no: u32) -> BoundaryId {
    s.boundaries.iter().find(|b| b.no == no).unwrap().id
}

pub fn on_action(s: &mut Session, change: fn(&mut Action)) {
    let id = first(&s.actions);
    s.actions.update(id, change);
}

pub fn on_contribution(s: &mut Session, no: u32, change: impl FnOnce(&mut Contribution)) {
    let id = s.contributions.iter().find(|c| c.no == no).unwrap().id;
    s.contributions.update(id, change);
}

pub fn on_partner(s: &mut Session, change: impl FnOnce(&mut Partner)) {
    let id = first(&s.partners);
    s.partners.update(id, change);
}

pub fn on_boundary(s: &mut Session, no: u32, change: impl FnOnce(&mut Boundary)) {
    let id = boundary(s, no);
    s.boundaries.update(id, change);
}

pub fn on_decision(s: &mut Session, change: impl FnOnce(&mut Decision)) {
    let id = first(&s.decisions);
    s.decisions.update(id, change);
}

pub fn on_photo(s: &mut Session, change: impl FnOnce(&mut Photo)) {
    let mut p = new_photo(s, Uuid::from_u128(9), at("19:20"), "00", (3, 2));
    (p.caption, p.alt, p.may_print) = ("Table 3".into(), "A flip chart".into(), Consent::Yes);
    change(&mut p);
    s.photos.insert(p);
}

/// Somebody who may not be named.
pub fn person(s: &mut Session, name: &str) -> PersonId {
    let id = PersonId(Uuid::from_u128(10));
    s.people.insert(Person::new(id, s.people.end()));
    s.private.names.insert(id, name.into());
    id
}

pub fn moved(s: &mut Session, no: u32, clock: &str, to: Status) {
    let b = s.boundaries.get(boundary(s, no)).unwrap().clone();
    let (id, order) = (MoveId(Uuid::from_u128(11)), s.moves.end());
    let to = Standing { status: to, ..b.now.clone() };
    let (from, why) = (b.now, "because".into());
    s.moves.insert(Move { id, order, boundary: b.id, at: at(clock), from, to: to.clone(), by: None, why });
    s.boundaries.update(b.id, |b| b.now = to);
}

pub fn earlier(s: &mut Session, progress: Option<Progress>) {
    let (id, order) = (EarlierId(Uuid::from_u128(12)), s.earlier.end());
    s.earlier.insert(Earlier { progress, ..Earlier::new(id, order, EarlierKind::Action, 3.into(), "Mend the gate") });
}

/// Contributions of one partner become another's.
pub fn all_said_by(s: &mut Session, nth: usize, of: fn(&Contribution) -> bool) {
    let partner = s.partners[nth].id;
    let ids: Vec<ContributionId> = s.contributions.iter().filter(|c| of(c)).map(|c| c.id).collect();
    ids.into_iter().for_each(|id| {
        s.contributions.update(id, |c| c.partner = Some(partner));
    });
}

#[rustfmt::skip]
pub const STOPS: &[Row] = &[
    (Kind::NoTitle, "The session has no title", |s| s.title.clear()),
    (Kind::NoPartner, "There is no partner who could sign", |s| s.partners = List::default()),
    (Kind::NoScope, "Nothing says what is up for grabs and what is not", |s| s.boundaries = List::default()),
    (Kind::NoScope, "Nothing is said to be fixed, and nothing to be open", |s| {
        for no in 1..=10 { on_boundary(s, no, |b| b.now.status = Status::Shape); }
    }),
    (Kind::FixedWithoutReason, "S8 is fixed, and does not say why", |s| on_boundary(s, 8, |b| b.why = " ".into())),
    (Kind::FixedWithoutDecider, "S8 is fixed, and does not say who decided it", |s| on_boundary(s, 8, |b| b.now.decider = Decider::Everyone)),
    (Kind::FixedWithoutDecider, "S8 is fixed, and does not say who decided it", |s| on_boundary(s, 8, |b| b.now.decider = Decider::Other(" ".into()))),
    (Kind::FixedAfterDecision, "S2 was fixed after D1 was decided on it", |s| moved(s, 2, "20:13", Status::Fixed)),
    (Kind::NoWords, "D1 does not say what was decided", |s| on_decision(s, |d| d.what.clear())),
    (Kind::NoWords, "A1 does not say what is to be done", |s| on_action(s, |a| a.what.clear())),
    (Kind::NoFinalDecider, "D1 does not say who finally decides", |s| on_decision(s, |d| d.boundary = None)),
    (Kind::SupportOfAbsent, "Alder Street Residents' Association has a position on D1, but none of its people were in the room then", |s| {
        let (id, order, partner) = (MovementId(Uuid::from_u128(13)), s.movements.end(), Some(s.partners[0].id));
        s.movements.insert(Movement { id, order, partner, passage: Passage::Left, count: 16, at: Some(at("20:11")), note: String::new() });
    }),
    (Kind::NoResponse, "C7 has no answer yet", |s| on_contribution(s, 7, |c| c.responses.clear())),
    (Kind::DissentNotAsked, "Nobody has asked whether anyone disagrees", |s| s.dissent_asked = None),
    (Kind::ActionWithoutOwner, "A1 has no owner", |s| on_action(s, |a| a.owner = None)),
    (Kind::ActionWithoutDate, "A1 has no date", |s| on_action(s, |a| a.by = None)),
    (Kind::ReplyBeforeSession, "The date by which everyone hears back is before the session", |s| s.reply_by = s.date.pred_opt()),
    (Kind::NoWords, "Disagreement 1 has no words", |s| {
        let id = first(&s.dissents);
        s.dissents.update(id, |d| d.words.clear());
    }),
    (Kind::NoWords, "A challenge to S8 has no words", |s| {
        let id = first(&s.challenges);
        s.challenges.update(id, |c| c.words.clear());
    }),
    (Kind::NoWords, "R1 does not say what was sent elsewhere", |s| {
        let id = first(&s.referrals);
        s.referrals.update(id, |r| r.what.clear());
    }),
    (Kind::NoReplyDate, "There is no date by which everyone hears back", |s| s.reply_by = None),
    (Kind::NoSignatory, "Alder Street Residents' Association does not say who signs for it", |s| on_partner(s, |p| p.signatory.clear())),
    (Kind::NoSignatory, "Alder Street Residents' Association does not say in what capacity its signatory signs", |s| on_partner(s, |p| p.capacity.clear())),
    (Kind::FacilitatorSigns, "The facilitator or the note-taker signs for Alder Street Residents' Association; they sign for nobody", |s| on_partner(s, |p| p.signatory = "The facilitator".into())),
    (Kind::FacilitatorSigns, "The facilitator or the note-taker signs for Alder Street Residents' Association; they sign for nobody", |s| {
        let id = s.answers.iter().find(|a| a.partner == s.partners[0].id && a.says.signed()).unwrap().id;
        s.facilitator.who = "Sam Okoro, independent".into();
        s.answers.update(id, |a| a.capacity = "Sam Okoro".into());
    }),
    (Kind::NameWithoutYes, "C7 holds the name of a listed person who has not said yes to being named", |s| {
        person(s, "Agnieszka Nowak");
        on_contribution(s, 7, |c| c.words = "Ask agnieszka nowak.".into());
    }),
    (Kind::NameWithoutYes, "C7 holds the name of a listed person who has not said yes to being named", |s| {
        person(s, "Łukasz");
        on_contribution(s, 7, |c| c.words = "Ask Łukasz.".into());
    }),
    (Kind::NameInPart, "C7 may name a listed person who has not said yes to being named", |s| {
        person(s, "Agnieszka Nowak");
        on_contribution(s, 7, |c| c.words = "Ask Agnieszka.".into());
    }),
    (Kind::NameInPart, "Declared interest 1 may name a listed person who has not said yes to being named", |s| {
        person(s, "Agnieszka Nowak");
        let id = first(&s.interests);
        s.interests.update(id, |i| i.who = "Mrs Nowak".into());
    }),
    (Kind::NameInPart, "Access need 1 may name a listed person who has not said yes to being named", |s| {
        person(s, "Agnieszka Nowak");
        s.private.access[0].need = "large print for Agnieszka".into();
    }),
    (Kind::NameInPart, "The answer of RA may name a listed person who has not said yes to being named", |s| {
        // What a signer said stands in what was signed; it can be left.
        person(s, "Agnieszka Nowak");
        let id = first(&s.answers);
        s.answers.update(id, |a| a.says = SignOff::Declines("As Agnieszka Nowak said".into()));
    }),
    (Kind::NameWithoutYes, "A challenge to S8 holds the name of a listed person who has not said yes to being named", |s| {
        person(s, "Agnieszka Nowak");
        let id = first(&s.challenges);
        s.challenges.update(id, |c| c.words = "Agnieszka Nowak asked in March.".into());
    }),
    (Kind::NameWithoutYes, "The photo of 19:20 holds the name of a listed person who has not said yes to being named", |s| {
        person(s, "Agnieszka Nowak");
        on_photo(s, |p| p.caption = "Agnieszka Nowak at table 3".into());
    }),
    (Kind::NameWithoutYes, "Agenda item 1 holds the name of a listed person who has not said yes to being named", |s| {
        person(s, "Agnieszka Nowak");
        let id = first(&s.agenda);
        s.agenda.update(id, |i| i.title = "Agnieszka Nowak says hello".into());
    }),
    (Kind::QuoteWithoutYes, "A1 repeats words of somebody who said no to being quoted", |s| {
        let id = person(s, "Agnieszka Nowak");
        s.people.update(id, |p| p.words_printed = Consent::No);
        on_contribution(s, 7, |c| c.person = Some(id));
        on_action(s, |a| a.what = "Benches with arms, so you can get up again: done by June".into());
    }),
    (Kind::PhotoWithoutYes, "The photo of 19:20 is about to print, and somebody on the list said no to photos", |s| {
        let id = person(s, "Agnieszka Nowak");
        s.people.update(id, |p| p.on_photos = Consent::Withdrawn(at("20:00")));
        on_photo(s, |_| ());
    }),
    (Kind::Clash, "Written differently by two laptops: C7: what was said", |s| {
        let c = s.contributions.iter().find(|c| c.no == 7).unwrap();
        let value = |words: &str| ClashValue { value: format!("{words:?}"), by: "table 3’s copy".into(), at: at("19:00") };
        s.clashes = vec![Clash { register: format!("contributions/{}/words", c.id.0), values: vec![value(&c.words), value("other")] }];
    }),
    (Kind::FrozenTwice, "Version 2 was frozen on two laptops; freeze anew, and have that one signed", |s| {
        let v = s.version().unwrap().clone();
        s.versions.insert(Version { id: VersionId(Uuid::from_u128(13)), ..v });
    }),
    (Kind::PhotoWithoutAlt, "The photo of 19:20 does not say what it shows, for those who do not see it", |s| on_photo(s, |p| p.alt.clear())),
];

#[rustfmt::skip]
pub const GAPS: &[Row] = &[
    (Kind::PhotoNotAsked, "The photo of 19:20 does not print: nobody has said yet whether it may", |s| on_photo(s, |p| p.may_print = Consent::NotAsked)),
    (Kind::BoundaryWithoutWords, "S1 does not say what it is about", |s| on_boundary(s, 1, |b| b.what.clear())),
    (Kind::MoveWithoutWhy, "S3 was moved to open, and it is not said why", |s| {
        let id = first(&s.moves);
        s.moves.update(id, |m| m.why.clear());
    }),
    (Kind::OneOption, "D1 has no option written down, and no word why", |s| on_decision(s, |d| {
        d.options.clear();
        d.why.clear();
    })),
    (Kind::NoPurpose, "Why we meet is not written down", |s| s.why.clear()),
    (Kind::NobodyCounted, "Nobody has been counted in", |s| s.movements = List::default()),
    (Kind::BoundaryWithoutChanger, "S8 does not say who could change it", |s| on_boundary(s, 8, |b| b.could_change.clear())),
    (Kind::BoundaryWithoutDecider, "S5 does not say who decides it", |s| on_boundary(s, 5, |b| b.now.decider = Decider::Everyone)),
    (Kind::BoundaryWithoutWhen, "S5 does not say when it is decided", |s| on_boundary(s, 5, |b| b.now.when.clear())),
    (Kind::BoundaryWithoutLimits, "S5 does not say within what limits", |s| on_boundary(s, 5, |b| b.why.clear())),
    (Kind::BoundaryWithoutFinder, "S10 does not say who finds out", |s| on_boundary(s, 10, |b| b.now.decider = Decider::Everyone)),
    (Kind::BoundaryWithoutFoundBy, "S10 does not say by when somebody finds out", |s| on_boundary(s, 10, |b| b.now.when.clear())),
    (Kind::ScopeSaidLate, "What is up for grabs was said only after people were asked for ideas", |s| {
        s.run.items.swap(1, 2);
        (s.run.items[1].from, s.run.items[2].from) = (at("18:09"), at("18:50"));
    }),
    (Kind::ScopeSaidLate, "People were asked for ideas, and it was not said what is up for grabs", |s| drop(s.run.items.remove(1))),
    (Kind::ChallengeWithoutAnswer, "The challenge to S8 has no answer yet", |s| {
        let id = first(&s.challenges);
        s.challenges.update(id, |c| c.answer = None);
    }),
    (Kind::MadeLessOpen, "S1 was moved from open to shape after people had spoken about it", |s| moved(s, 1, "19:30", Status::Shape)),
    (Kind::OneOption, "D1 was decided with one option, and no word why", |s| on_decision(s, |d| {
        d.options = "21:30".into();
        d.why.clear();
    })),
    (Kind::CommunityNotTied, "Nobody from the community is tied to any decision, by a position or by words used in it", |s| on_partner(s, |p| p.kind = PartnerKind::Other)),
    (Kind::MinutesTaken, "7 minutes were taken from “What is up for grabs, and what is not”, which is protected", |s| s.run.items[1].to = Some(at("18:32"))),
    (Kind::RequestNotCarried, "D1 is a request, and no action carries it to who decides, with the date of the answer", |s| {
        on_decision(s, |d| d.outcome = Outcome::Request);
        on_action(s, |a| a.from = None);
    }),
    (Kind::PositionsMissing, "D1 lacks the position of 1 partner", |s| on_decision(s, |d| drop(d.positions.pop()))),
    (Kind::PositionWithoutReason, "Calloway Developments gives no reason for its position on D1", |s| on_decision(s, |d| d.positions[4].reason.clear())),
    (Kind::NoGlyph, "C7 has characters that no font has (U+13000); a mark prints for each", |s| on_contribution(s, 7, |c| c.words.push('\u{13000}'))),
    (Kind::SayApart, "The say that was promised (5) and felt (3) are two or more apart", |s| s.slips.felt = 3),
    (Kind::SentWithoutPerson, "R1 does not say to whom", |s| {
        let id = first(&s.referrals);
        s.referrals.update(id, |r| r.to = None);
    }),
    (Kind::SentWithoutPerson, "R1 does not say by when", |s| {
        let id = first(&s.referrals);
        s.referrals.update(id, |r| r.by = None);
    }),
    (Kind::ActionWithoutMoney, "A1 does not say with what money", |s| on_action(s, |a| a.money = Money::NotSaid)),
    (Kind::ActionWithoutChecker, "A1 has nobody who checks it", |s| on_action(s, |a| a.checker = None)),
    (Kind::ActionChecksItself, "A1 is checked by its own owner", |s| on_action(s, |a| a.checker = a.owner)),
    (Kind::ActionDateBefore, "A1 has a date before the session", |s| on_action(s, |a| a.by = a.by.map(|_| chrono::NaiveDate::MIN))),
    (Kind::ActionDateOnTheDay, "A1 has the day of the session as its date", |s| {
        let (id, date) = (first(&s.actions), s.date);
        s.actions.update(id, |a| a.by = Some(date));
    }),
    (Kind::ActionIsNobodys, "A1 is for everybody, so nobody in particular owns it", |s| {
        let owner = s.actions[0].owner.unwrap();
        s.partners.update(owner, |p| p.name = "The council".into());
    }),
    (Kind::EarlierWithoutStatus, "Nobody has said what became of A3 of the session before", |s| earlier(s, None)),
    (Kind::CharterNotAnswered, "Questions of the charter that not every partner has answered: 2 of 2", |s| crate::charter::answered_by_one(s)),
    (Kind::NotHeard, "Nothing is written down from Calloway Developments", |s| {
        let calloway = s.partners[4].id;
        let ids: Vec<ContributionId> = s.contributions.iter().filter(|c| c.partner == Some(calloway)).map(|c| c.id).collect();
        ids.into_iter().for_each(|id| { s.contributions.update(id, |c| c.partner = None); });
    }),
    (Kind::ChangedSinceVersion, "The record has changed since version 2", |s| s.changed_since_version = true),
    (Kind::NotSigned, "Northgate Council declines version 2", |s| {
        let (nc, v2) = (s.partners[1].id, s.version().unwrap().id);
        let id = s.answer_of(nc, v2).unwrap().id;
        s.answers.update(id, |a| a.says = SignOff::Declines("no".into()));
    }),
];

#[rustfmt::skip]
pub const WORTH: &[Row] = &[
    (Kind::VoicesApart, "Northgate Council: 5 of 31 people, and 1 of 40 contributions", |s| all_said_by(s, 0, |c| [3, 12, 20].contains(&c.no.no))),
    (Kind::NameInSmall, "C7 has a word that is also a listed person’s name", |s| {
        person(s, "Rose Green");
        on_contribution(s, 7, |c| c.words = "a green bench".into());
    }),
    (Kind::Edited, "The words of C7 were changed after they were captured", |s| on_contribution(s, 7, |c| c.edited = Some(at("19:00")))),
    (Kind::LongSentence, "Why we meet has a sentence of more than 25 words", |s| s.why = "so ".repeat(26)),
    (Kind::Abbreviation, "S1 says “CIL”, and nothing explains it", |s| on_boundary(s, 1, |b| b.why = "the CIL pays for it".into())),
    (Kind::PaymentNotSet, "Payment for their time is not set for everybody from the community", |s| s.private.payment.declined -= 1),
];

/// What comes near a finding and is none.
pub type NearMiss = (Kind, fn(&mut Session));

#[rustfmt::skip]
pub const NEAR_MISSES: &[NearMiss] = &[
    (Kind::NoScope, |s| for no in 1..=9 { on_boundary(s, no, |b| b.now.status = Status::Shape); on_boundary(s, 10, |b| b.now.status = Status::Fixed) }),
    (Kind::FixedWithoutReason, |s| on_boundary(s, 1, |b| b.why.clear())),
    (Kind::FixedWithoutDecider, |s| on_boundary(s, 8, |b| b.now.decider = Decider::Other("Cabinet".into()))),
    (Kind::FixedAfterDecision, |s| {
        // Asked of who could change it, when it was fixed already.
        moved(s, 2, "20:11", Status::Fixed);
        on_decision(s, |d| d.outcome = Outcome::Request);
    }),
    (Kind::NoFinalDecider, |s| on_decision(s, |d| { d.boundary = None; d.decided_by = "the board, in June".into() })),
    (Kind::NoFinalDecider, |s| on_decision(s, |d| { d.boundary = None; d.outcome = Outcome::NotAgreed })),
    (Kind::SupportOfAbsent, |s| s.movements = List::default()),
    (Kind::SupportOfAbsent, |s| {
        // Only residents were counted at the door: of the others nothing is known.
        let ra = s.partners[0].id;
        let others: Vec<MovementId> = s.movements.iter().filter(|m| m.partner != Some(ra)).map(|m| m.id).collect();
        others.into_iter().for_each(|id| drop(s.movements.remove(id)));
    }),
    (Kind::OneOption, |s| on_decision(s, |d| { d.options = "21:00 or 22:00".into(); d.why.clear() })),
    (Kind::SayApart, |s| (s.slips.promised, s.slips.felt) = (0, 4)),
    (Kind::NoReplyDate, |s| s.reply_by = Some(s.date)),
    (Kind::CharterNotAnswered, |s| crate::charter::answered_by_all(s)),
    (Kind::SupportOfAbsent, |s| on_decision(s, |d| d.at = at("20:28"))),
    (Kind::NoResponse, |s| on_contribution(s, 7, |c| { c.responses.clear(); c.voice = Voice::OrganiserPrompt })),
    (Kind::NoResponse, |s| on_contribution(s, 7, |c| c.responses = vec![Response::StillOpen])),
    (Kind::DissentNotAsked, |s| { s.dissent_asked = None; s.decisions = List::default() }),
    (Kind::NameWithoutYes, |s| {
        let id = person(s, "Agnieszka Nowak");
        s.people.update(id, |p| p.name_printed = Consent::Yes);
        on_contribution(s, 7, |c| c.words = "Ask Agnieszka Nowak.".into());
    }),
    (Kind::NameInPart, |s| {
        // Somebody else of that name said yes.
        person(s, "Jan Derek");
        on_contribution(s, 7, |c| c.words = "As Derek P. said".into());
    }),
    (Kind::NameInPart, |s| { person(s, "Osman bin Yusuf"); on_contribution(s, 7, |c| c.words = "Bin day is Monday".into()) }),
    (Kind::NameInPart, |s| { person(s, "Rose Green (chair)"); on_contribution(s, 7, |c| c.words = "a green bench, and a rose; Chair, please".into()) }),
    (Kind::NameWithoutYes, |s| {
        // Withheld words do not print.
        let id = person(s, "Agnieszka Nowak");
        s.people.update(id, |p| p.words_printed = Consent::No);
        on_contribution(s, 7, |c| { c.words = "Ask Agnieszka Nowak.".into(); c.person = Some(id) });
    }),
    (Kind::NameWithoutYes, |s| { person(s, "Ann Lee"); on_contribution(s, 7, |c| c.words = "Planning and leeway.".into()) }),
    (Kind::QuoteWithoutYes, |s| {
        // Three words are in everybody's mouth.
        let id = person(s, "Agnieszka Nowak");
        s.people.update(id, |p| p.words_printed = Consent::No);
        on_contribution(s, 7, |c| { c.words = "More benches please".into(); c.person = Some(id) });
        on_action(s, |a| a.what = "More benches please".into());
    }),
    (Kind::PhotoWithoutYes, |s| on_photo(s, |p| p.may_print = Consent::Yes)),
    (Kind::PhotoWithoutYes, |s| {
        let id = person(s, "Agnieszka Nowak");
        s.people.update(id, |p| p.on_photos = Consent::No);
        on_photo(s, |p| p.may_print = Consent::NotAsked);
    }),
    (Kind::PhotoNotAsked, |s| on_photo(s, |p| p.may_print = Consent::Withdrawn(at("20:00")))),
    (Kind::PhotoWithoutAlt, |s| on_photo(s, |p| { p.alt.clear(); p.may_print = Consent::No })),
    (Kind::FacilitatorSigns, |s| on_partner(s, |p| p.signatory = "community facilitator".into())),
    (Kind::FacilitatorSigns, |s| on_partner(s, |p| p.signatory = "independent".into())),
    (Kind::FacilitatorSigns, |s| on_partner(s, |p| p.capacity = "for the committee, independent of Riverside".into())),
    (Kind::ScopeSaidLate, |s| s.run.items.truncate(1)),
    (Kind::MadeLessOpen, |s| moved(s, 2, "18:20", Status::Shape)),
    (Kind::MadeLessOpen, |s| moved(s, 10, "19:30", Status::Open)),
    (Kind::OneOption, |s| on_decision(s, |d| d.options = "21:30".into())),
    (Kind::OneOption, |s| on_decision(s, |d| d.why.clear())),
    (Kind::CommunityNotTied, |s| {
        // Not one of them stands anywhere, and yet their words were used.
        let (ra, ids) = (s.partners[0].id, s.decisions.iter().map(|d| d.id).collect::<Vec<_>>());
        ids.into_iter().for_each(|id| { s.decisions.update(id, |d| d.positions.retain(|p| p.partner != ra)); });
    }),
    (Kind::MinutesTaken, |s| s.run.items[1].to = Some(at("18:39"))),
    (Kind::PositionsMissing, |s| on_decision(s, |d| { d.positions.clear(); d.outcome = Outcome::PutOff })),
    (Kind::SayApart, |s| s.slips.felt = 6),
    (Kind::SayApart, |s| (s.slips.felt, s.slips.slips) = (1, 0)),
    (Kind::SentWithoutPerson, |s| {
        let r = Referral { to_other: "The lift company".into(), by: s.date.succ_opt(), ..new_referral(s, Uuid::from_u128(14), "lifts") };
        s.referrals.insert(r);
    }),
    (Kind::ActionWithoutMoney, |s| on_action(s, |a| a.money = Money::ToFind)),
    (Kind::EarlierWithoutStatus, |s| earlier(s, Some(Progress::Blocked))),
    (Kind::NoGlyph, |s| on_contribution(s, 7, |c| c.words = "Să facem 🙂 – هنا و এখানে\u{200d}".into())),
    (Kind::VoicesApart, |s| all_said_by(s, 3, |c| c.no == 3)),
    (Kind::LongSentence, |s| s.why = "so ".repeat(25)),
    (Kind::LongSentence, |s| on_contribution(s, 7, |c| c.words = "so ".repeat(60))),
    (Kind::Abbreviation, |s| on_boundary(s, 1, |b| b.why = "the Community Infrastructure Levy (CIL) pays; CIL is from 2019".into())),
    (Kind::Abbreviation, |s| on_boundary(s, 1, |b| b.why = "NC pays for it, up to A3 or 40 dB".into())),
    (Kind::PaymentNotSet, |s| s.private.payment.took += 1),
];
