//! What the record shows of the questions of a charter, and where that and what people say differ.
//!
//! Sentences, each of which anybody can check in the record, and whether it is a gap. Nothing is weighed or added up: no
//! score and no badge (issue “Between workshops”).

use super::{ScopeSaid, and, may_print_words, scope_said, standing_outcome};
use crate::model::time::{clock, in_zone};
use crate::model::*;

/// Something the record shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shown {
    /// A sentence without a full stop.
    pub words: String,
    pub shows: Shows,
}

/// How it stands with what the record shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shows {
    Fact,
    /// It is missing, or somebody did without.
    Gap,
    /// It was in the record, and is not in this copy of it.
    Elsewhere,
}

impl Shown {
    fn fact(words: impl Into<String>) -> Self {
        Self { words: words.into(), shows: Shows::Fact }
    }

    fn gap(words: impl Into<String>) -> Self {
        Self { words: words.into(), shows: Shows::Gap }
    }

    fn fact_or_gap(words: impl Into<String>, gap: bool) -> Self {
        if gap { Self::gap(words) } else { Self::fact(words) }
    }

    pub fn is_gap(&self) -> bool {
        self.shows == Shows::Gap
    }
}

/// What the record shows of a question, in the order of [`Evidence::ALL`].
pub fn shown_of(s: &Session, q: &CharterQuestion) -> Vec<Shown> {
    let asked = Evidence::ALL.into_iter().filter(|matter| q.shows.contains(matter));
    asked.flat_map(|matter| evidence(s, matter)).collect()
}

/// What the record shows on a matter.
pub fn evidence(s: &Session, matter: Evidence) -> Vec<Shown> {
    match matter {
        Evidence::Decided => decided(s),
        Evidence::Answered => answered(s),
        Evidence::Heard => voices(s),
        Evidence::Known => known(s),
        Evidence::Access => access(s),
        Evidence::Exchange => exchange(s),
    }
}

/// Where what people say differs, among them and from what the record shows. A sentence each.
pub fn differences(s: &Session, q: &CharterQuestion) -> Vec<String> {
    differences_from(s, q, &shown_of(s, q))
}

/// The same, where it is known already what the record shows of it.
pub fn differences_from(s: &Session, q: &CharterQuestion, record: &[Shown]) -> Vec<String> {
    let from = |kept: Kept| -> Vec<String> {
        let of = |p: &&Partner| q.of(p.id).is_some_and(|said| said.kept == kept);
        s.partners.iter().filter(of).map(|p| p.name.clone()).collect()
    };
    let said: Vec<(Kept, Vec<String>)> =
        Kept::ALL.into_iter().map(|kept| (kept, from(kept))).filter(|(_, from)| !from.is_empty()).collect();
    let mut all = Vec::new();
    if said.len() > 1 {
        let each: Vec<String> = said.iter().map(|(kept, from)| format!("{} from {}", kept.word(), and(from))).collect();
        all.push(format!("Partners differ: {}", each.join("; ")));
    }
    let room = q.room.most();
    if let Some(most) = room
        && !said.is_empty()
        && said.iter().all(|(kept, _)| *kept != most)
    {
        all.push(format!("Most slips from the room say {}, and no partner does", most.word()));
    }
    // What is not in this copy can be held against nothing.
    if record.is_empty() || record.iter().any(|shown| shown.shows == Shows::Elsewhere) {
        return all;
    }
    let gap = record.iter().any(Shown::is_gap);
    let against = if gap { Kept::Yes } else { Kept::No };
    let partners = from(against);
    let mut who: Vec<String> = (!partners.is_empty()).then(|| every_or(s, &partners)).into_iter().collect();
    who.extend((room == Some(against)).then(|| "most slips from the room".into()));
    if !who.is_empty() {
        let shows = if gap { "a gap" } else { "no gap" };
        all.push(format!("The record shows {shows}; {} from {}", against.word(), and(&who)));
    }
    all
}

/// "A and B", or "every partner" where these are all.
pub fn every_or(s: &Session, who: &[String]) -> String {
    if who.len() > 1 && who.len() == s.partners.len() { "every partner".into() } else { and(who) }
}

/// Somebody said it: what an organiser asked is nobody's words. Of withheld words the record does not say whose they are.
fn is_said(s: &Session, c: &Contribution) -> bool {
    c.voice != Voice::OrganiserPrompt || !may_print_words(s, c)
}

/// Each decision with who is behind it, and what was open and is not decided.
fn decided(s: &Session) -> Vec<Shown> {
    let mut all: Vec<Shown> = s.decisions.iter().map(|d| decision(s, d)).collect();
    if all.is_empty() {
        all.push(Shown::gap("Nothing was decided or asked"));
    }
    let about = |b: &Boundary| s.decisions.iter().any(|d| d.boundary == Some(b.id));
    let open = s.boundaries.iter().filter(|b| b.now.status == Status::Open && !about(b));
    let open: Vec<String> = open.map(|b| format!("S{}", b.no)).collect();
    if !open.is_empty() {
        all.push(Shown::gap(format!("Open, and nothing was decided about it: {}", and(&open))));
    }
    all
}

fn decision(s: &Session, d: &Decision) -> Shown {
    let (no, outcome) = (d.no, standing_outcome(s, d));
    if matches!(outcome, Outcome::NotAgreed | Outcome::PutOff) {
        return Shown::fact(format!("D{no}: {}", outcome.word()));
    }
    let stands = |p: &Partner| d.positions.iter().find(|x| x.partner == p.id).map(|x| x.stance);
    let with = |wanted: &dyn Fn(Option<Stance>) -> bool| -> Vec<String> {
        s.partners.iter().filter(|p| wanted(stands(p))).map(|p| p.name.clone()).collect()
    };
    let behind = with(&|at| matches!(at, Some(Stance::Support | Stance::CanLiveWith)));
    let against = with(&|at| matches!(at, Some(Stance::StandAside | Stance::Object)));
    let missing = with(&|at| matches!(at, Some(Stance::Absent) | None));
    let behind = match behind.len() {
        0 => "no partner is behind it".into(),
        n if n == s.partners.len() => "all partners are behind it".to_string(),
        n => format!("{n} of {} partners are behind it", s.partners.len()),
    };
    let mut words = format!("D{no}, {}: {behind}", outcome.word());
    for (what, who) in [("stands aside or objects", &against), ("absent, or not written down", &missing)] {
        if !who.is_empty() {
            words.push_str(&format!("; {what}: {}", and(who)));
        }
    }
    Shown::fact_or_gap(words, !missing.is_empty())
}

/// More numbers are not read.
const MOST_NUMBERS: usize = 8;

/// Answers to what was said, to challenges, and to what was left last time.
fn answered(s: &Session) -> Vec<Shown> {
    let said: Vec<&Contribution> = s.contributions.iter().filter(|c| is_said(s, c)).collect();
    let mut all = Vec::new();
    if said.is_empty() {
        all.push(Shown::gap("Nothing that was said is written down"));
    } else {
        let is_owed = |c: &&&Contribution| c.responses.is_empty() || c.responses.contains(&Response::StillOpen);
        let owed: Vec<String> = said.iter().filter(is_owed).map(|c| format!("C{}", c.no)).collect();
        let few = (1..=MOST_NUMBERS).contains(&owed.len());
        let but = if few { format!(", all but {}", and(&owed)) } else { String::new() };
        let words = format!("Contributions answered: {} of {}{but}", said.len() - owed.len(), said.len());
        all.push(Shown::fact_or_gap(words, !owed.is_empty()));
    }
    let no_reason =
        |c: &&&Contribution| c.responses.iter().any(|r| matches!(r, Response::NotTaken(why) if why.trim().is_empty()));
    let unexplained: Vec<String> = said.iter().filter(no_reason).map(|c| format!("C{}", c.no)).collect();
    if !unexplained.is_empty() {
        all.push(Shown::gap(format!("Not taken, and no reason given: {}", and(&unexplained))));
    }
    if !s.challenges.is_empty() {
        let told = |c: &&Challenge| c.answer.as_ref().is_some_and(|a| !a.words.trim().is_empty());
        all.push(out_of("Challenges answered", s.challenges.iter().filter(told).count(), s.challenges.len()));
    }
    if !s.earlier.is_empty() {
        let told = s.earlier.iter().filter(|e| e.progress.is_some()).count();
        all.push(out_of("Left last time, and said what became of it", told, s.earlier.len()));
    }
    all
}

fn out_of(what: &str, n: usize, all: usize) -> Shown {
    Shown::fact_or_gap(format!("{what}: {n} of {all}"), n < all)
}

/// Whom we heard from, in which languages, and whether dissent was asked for.
fn voices(s: &Session) -> Vec<Shown> {
    let said: Vec<&Contribution> = s.contributions.iter().filter(|c| is_said(s, c)).collect();
    let mut all = Vec::new();
    if said.is_empty() {
        all.push(Shown::gap("Nothing that was said is written down"));
    } else {
        let heard = |p: &&Partner| said.iter().any(|c| c.partner == Some(p.id));
        let silent: Vec<String> = s.partners.iter().filter(|p| !heard(p)).map(|p| p.name.clone()).collect();
        all.push(match silent.is_empty() {
            true => Shown::fact("Every partner was heard"),
            false => Shown::gap(format!("Nothing is written down from {}", every_or(s, &silent))),
        });
        let is_community = |p: &Partner| p.kind == PartnerKind::Community;
        if s.partners.iter().any(is_community) {
            let of = |c: &&&Contribution| c.partner.and_then(|id| s.partners.get(id)).is_some_and(is_community);
            let theirs = said.iter().filter(of).count();
            all.push(Shown::fact(format!("Contributions from the community: {theirs} of {}", said.len())));
        }
    }
    let printed = s.contributions.iter().filter(|c| may_print_words(s, c));
    let mut languages: Vec<String> =
        printed.filter_map(|c| c.original.as_ref()).map(|o| o.language.trim().to_string()).collect();
    languages.retain(|language| !language.is_empty());
    languages.sort();
    languages.dedup();
    if !languages.is_empty() {
        all.push(Shown::fact(format!("Written down in people’s own language, too: {}", and(&languages))));
    }
    match s.dissent_asked {
        Some(at) => all.push(Shown::fact(format!("It was asked at {} who disagrees", clock(in_zone(at, &s.zone))))),
        None if s.decisions.is_empty() => {}
        None => all.push(Shown::gap("Nobody asked whether anyone disagrees")),
    }
    if s.dissent_asked.is_some() || !s.dissents.is_empty() {
        all.push(Shown::fact(match s.dissents.len() {
            0 => "No disagreement is written down".into(),
            1 => "1 disagreement is written down".into(),
            n => format!("{n} disagreements are written down"),
        }));
    }
    all
}

/// What was said to be open and what not, when, and what is not known or not told.
fn known(s: &Session) -> Vec<Shown> {
    let at = |moment| clock(in_zone(moment, &s.zone));
    let mut all = Vec::new();
    match scope_said(s) {
        ScopeSaid::NotAsked => {}
        ScopeSaid::Before { said, asked } => all.push(Shown::fact(format!(
            "What is up for grabs was said at {}, before people were first asked at {}",
            at(said),
            at(asked)
        ))),
        ScopeSaid::After { said, asked } => all.push(Shown::gap(format!(
            "What is up for grabs was said at {}, after people were first asked at {}",
            at(said),
            at(asked)
        ))),
        ScopeSaid::Never { asked } => all.push(Shown::gap(format!(
            "People were asked at {}, and what is up for grabs was not said before",
            at(asked)
        ))),
    }
    let named = |wanted: &dyn Fn(&Boundary) -> bool| -> Vec<String> {
        s.boundaries.iter().filter(|b| wanted(b)).map(|b| format!("S{}", b.no)).collect()
    };
    if s.boundaries.is_empty() {
        all.push(Shown::gap("What is up for grabs is not written down"));
    }
    let nobody = |b: &Boundary| match &b.now.decider {
        Decider::Everyone => true,
        Decider::Partner(_) => false,
        Decider::Other(words) => words.trim().is_empty(),
    };
    let closed = |b: &Boundary| b.now.status != Status::Open;
    let lacking = named(&|b| closed(b) && (b.why.trim().is_empty() || nobody(b)));
    if !lacking.is_empty() {
        all.push(Shown::gap(format!("Why it is not open, or who decides, is not said: {}", and(&lacking))));
    } else if s.boundaries.iter().any(closed) {
        all.push(Shown::fact("Of all that is not open it is said why, and who decides"));
    }
    let unknown = named(&|b| b.now.status == Status::NotKnown);
    if !unknown.is_empty() {
        all.push(Shown::gap(format!("Not known yet: {}", and(&unknown))));
    }
    let moved = named(&|b| s.moves.iter().any(|m| m.boundary == b.id));
    if !moved.is_empty() {
        all.push(Shown::fact(format!("Moved during the session: {}", and(&moved))));
    }
    all
}

/// Whether what people need was asked and met, and whether their time was paid. Never for how many (PRODUCT.md,
/// promise 3).
fn access(s: &Session) -> Vec<Shown> {
    let mut all = Vec::new();
    if !s.place_notes.trim().is_empty() {
        all.push(Shown::fact(format!("The place: {}", s.place_notes.trim())));
    }
    let needs: Vec<&Access> = s.private.access.iter().filter(|a| a.count > 0).collect();
    let removed = s.digests.access.is_some() || s.forgotten.is_some_and(|f| f.needs > 0);
    if needs.is_empty() && removed {
        all.push(Shown { words: "What people need is not in this copy".into(), shows: Shows::Elsewhere });
    } else if needs.is_empty() {
        all.push(Shown::gap("What people need is not written down"));
    } else if needs.iter().any(|a| a.met.is_some_and(|met| met < a.count)) {
        all.push(Shown::gap("Not all that people need was met"));
    } else if needs.iter().any(|a| a.met.is_none()) {
        all.push(Shown::gap("Whether all that people need was met is not written down"));
    } else {
        all.push(Shown::fact("What people need was asked, and met"));
    }
    if s.private.payment.offered() > 0 {
        all.push(Shown::fact("Payment for people’s time was offered"));
    } else if s.digests.payment.is_none() {
        all.push(Shown::gap("Whether payment for people’s time was offered is not written down"));
    } else {
        let words = "Whether payment was offered is not in this copy".into();
        all.push(Shown { words, shows: Shows::Elsewhere });
    }
    all
}

/// Whether each partner says what it brought and what it got; their words stand in the same section.
fn exchange(s: &Session) -> Vec<Shown> {
    let lacking = |of: fn(&Partner) -> &str| -> Vec<String> {
        s.partners.iter().filter(|p| of(p).trim().is_empty()).map(|p| p.name.clone()).collect()
    };
    let (brought, got) = (lacking(|p| &p.brought), lacking(|p| &p.got));
    let mut all = Vec::new();
    if brought.is_empty() && got.is_empty() && !s.partners.is_empty() {
        all.push(Shown::fact("Every partner says what it brought and what it got"));
    }
    for (what, who) in [("brought", brought), ("got", got)] {
        if !who.is_empty() {
            all.push(Shown::gap(format!("What was {what} is not said by {}", every_or(s, &who))));
        }
    }
    all
}
