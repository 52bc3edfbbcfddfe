//! What is missing before sign-off. One finding a line; each says where it is mended.
//!
//! Little stops sign-off: gaps are printed, not hidden (PRODUCT.md, promise 7). What stops it is what
//! would make the paper untrue or unsignable.

use super::{ScopeSaid, Unnamed, action_lacks, is_owed, scope_said, standing_outcome};
use crate::live;
use crate::model::*;

/// Does it stop sign-off, or is it printed as a gap?
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weight {
    Stops,
    Printed,
}

/// One thing that is missing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    pub weight: Weight,
    /// One plain sentence without a full stop.
    pub text: String,
    /// The page that mends it.
    pub page: Page,
}

/// Where a finding is mended; the window's pages in the order of the rail.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Page {
    Purpose,
    Agenda,
    Scope,
    Live,
    Board,
    Responses,
    Decisions,
    Actions,
    Sign,
}

/// Can it be signed?
pub fn ready(findings: &[Finding]) -> bool {
    findings.iter().all(|f| f.weight != Weight::Stops)
}

/// Everything that is missing, what stops sign-off first.
pub fn check(s: &Session) -> Vec<Finding> {
    let mut list = Findings(Vec::new());
    purpose(s, &mut list);
    scope(s, &mut list);
    said(s, &mut list);
    photos(s, &mut list);
    agreed(s, &mut list);
    actions(s, &mut list);
    clock(s, &mut list);
    answers(s, &mut list);
    list.0.sort_by_key(|f| f.weight != Weight::Stops);
    list.0
}

struct Findings(Vec<Finding>);

impl Findings {
    fn stops(&mut self, page: Page, text: impl Into<String>) {
        self.0.push(Finding { weight: Weight::Stops, text: text.into(), page });
    }

    fn printed(&mut self, page: Page, text: impl Into<String>) {
        self.0.push(Finding { weight: Weight::Printed, text: text.into(), page });
    }

    fn count(&mut self, page: Page, n: usize, one: &str, many: &str) {
        match n {
            0 => {}
            1 => self.printed(page, format!("1 {one}")),
            n => self.printed(page, format!("{n} {many}")),
        }
    }
}

fn purpose(s: &Session, list: &mut Findings) {
    if s.title.trim().is_empty() {
        list.stops(Page::Purpose, "The session has no title");
    }
    if s.partners.is_empty() {
        list.stops(Page::Purpose, "There is no partner who could sign");
    }
    if s.why.trim().is_empty() {
        list.printed(Page::Purpose, "Why we meet is not written down");
    }
    if s.reply_by.is_none() {
        list.printed(Page::Purpose, "There is no date by which everyone hears back");
    }
    if s.movements.is_empty() {
        list.printed(Page::Purpose, "Nobody has been counted in");
    }
    let unsigned = s.partners.iter().filter(|p| p.capacity.trim().is_empty()).count();
    list.count(
        Page::Purpose,
        unsigned,
        "partner does not say in what capacity it signs",
        "partners do not say in what capacity they sign",
    );
}

fn scope(s: &Session, list: &mut Findings) {
    if s.boundaries.is_empty() {
        list.stops(Page::Scope, "Nothing says what is up for grabs and what is not");
    }
    for b in &s.boundaries {
        let missing: &str = match b.now.status {
            Status::Fixed if b.why.trim().is_empty() => "does not say why it is fixed",
            Status::Fixed if b.could_change.trim().is_empty() => "does not say who could change it",
            Status::Shape if b.now.when.trim().is_empty() => "does not say when it is decided",
            Status::NotKnown if b.now.when.trim().is_empty() => "does not say by when somebody finds out",
            _ => continue,
        };
        list.printed(Page::Scope, format!("S{} {missing}", b.no));
    }
    match scope_said(s) {
        ScopeSaid::After { .. } => {
            list.printed(Page::Agenda, "What is up for grabs was said only after people were asked for ideas")
        }
        ScopeSaid::Never { .. } => {
            list.printed(Page::Agenda, "People were asked for ideas, and it was not said what is up for grabs")
        }
        ScopeSaid::Before { .. } | ScopeSaid::NotAsked => {}
    }
    for c in &s.challenges {
        let Some(b) = s.boundaries.get(c.boundary) else { continue };
        match &c.answer {
            None => list.printed(Page::Scope, format!("The challenge to S{} has no answer yet", b.no)),
            Some(a) if a.accepted == Some(false) => {
                list.printed(Page::Scope, format!("The answer to the challenge to S{} was not accepted", b.no));
            }
            _ => {}
        }
    }
}

fn said(s: &Session, list: &mut Findings) {
    let owed = s.contributions.iter().filter(|c| is_owed(c)).count();
    list.count(Page::Responses, owed, "contribution has no answer yet", "contributions have no answer yet");
    let open = s.contributions.iter().filter(|c| c.responses.contains(&Response::StillOpen)).count();
    list.count(Page::Responses, open, "contribution is still open", "contributions are still open");
    let unnamed = Unnamed::of(s);
    for c in &s.contributions {
        // Without the name: this line is printed among the gaps.
        let texts = [Some(&c.words), c.first_words.as_ref(), c.original.as_ref().map(|o| &o.words)];
        if texts.into_iter().flatten().any(|words| unnamed.stand_in(words)) {
            list.printed(
                Page::Responses,
                format!("C{} holds the name of a listed person who has not said yes to being named", c.no),
            );
        }
    }
    let unheard: Vec<&str> = super::heard(s)
        .iter()
        .filter(|h| h.contributions == 0)
        .filter_map(|h| h.partner.and_then(|p| s.partners.get(p)))
        .map(|p| p.name.as_str())
        .collect();
    if !unheard.is_empty() && !s.contributions.is_empty() {
        list.printed(Page::Live, format!("Nothing is written down from {}", unheard.join(", ")));
    }
    for r in s.referrals.iter().filter(|r| r.by.is_none() || (r.to.is_none() && r.to_other.trim().is_empty())) {
        list.printed(Page::Responses, format!("R{} does not say to whom or by when", r.no));
    }
}

fn photos(s: &Session, list: &mut Findings) {
    let unasked = s.photos.iter().filter(|p| p.may_print == Consent::NotAsked).count();
    let nobody = "nobody has said whether it may be printed";
    list.count(
        Page::Board,
        unasked,
        &format!("photo is withheld: {nobody}"),
        "photos are withheld: nobody has said whether they may be printed",
    );
    let printed = || s.photos.iter().filter(|p| p.may_print == Consent::Yes);
    let unseen = printed().filter(|p| p.alt.trim().is_empty()).count();
    list.count(
        Page::Board,
        unseen,
        "photo does not say what it shows, for those who do not see it",
        "photos do not say what they show, for those who do not see them",
    );
    let unnamed = Unnamed::of(s);
    let named = printed().filter(|p| [&p.caption, &p.alt].into_iter().any(|w| unnamed.stand_in(w))).count();
    list.count(
        Page::Board,
        named,
        "photo names a listed person who has not said yes to being named",
        "photos name listed people who have not said yes to being named",
    );
}

fn agreed(s: &Session, list: &mut Findings) {
    for d in &s.decisions {
        if d.what.trim().is_empty() {
            list.stops(Page::Decisions, format!("D{} does not say what was decided", d.no));
        }
        let outcome = standing_outcome(s, d);
        if outcome == Outcome::PutOff {
            continue;
        }
        let silent = s.partners.iter().filter(|p| !d.positions.iter().any(|x| x.partner == p.id)).count();
        list.count(
            Page::Decisions,
            silent,
            &format!("partner's position on D{} is not written down", d.no),
            &format!("partners' positions on D{} are not written down", d.no),
        );
        for p in d.positions.iter().filter(|p| p.stance != Stance::Support && p.reason.trim().is_empty()) {
            let partner = s.partner_name(Some(p.partner));
            list.printed(Page::Decisions, format!("{partner} gives no reason for its position on D{}", d.no));
        }
        if outcome == Outcome::Request && !s.actions.iter().any(|a| a.from == Some(Source::Decision(d.id))) {
            list.printed(Page::Actions, format!("D{} is a request, and no action carries it to who decides", d.no));
        }
    }
    if s.dissent_asked.is_none() && !s.decisions.is_empty() {
        list.printed(Page::Decisions, "Nobody has asked whether anyone disagrees");
    }
}

fn actions(s: &Session, list: &mut Findings) {
    for a in &s.actions {
        if a.what.trim().is_empty() {
            list.stops(Page::Actions, format!("A{} does not say what is to be done", a.no));
        }
        for lack in action_lacks(s, a) {
            list.printed(Page::Actions, format!("A{} {lack}", a.no));
        }
    }
}

fn clock(s: &Session, list: &mut Findings) {
    for taken in live::taken_from_protected(s) {
        let title = s.agenda.get(taken.item).map_or("", |i| i.title.as_str());
        let min = taken.min;
        let minutes = if min == 1 { "minute was" } else { "minutes were" };
        list.printed(Page::Live, format!("{min} {minutes} taken from “{title}”, which is protected"));
    }
}

fn answers(s: &Session, list: &mut Findings) {
    let Some(version) = s.version() else { return };
    if s.changed_since_version {
        list.printed(Page::Sign, format!("The record has changed since version {}", version.no));
    }
    for p in &s.partners {
        match s.answer_of(p.id, version.id).map(|a| &a.says) {
            Some(says) if says.signed() => {}
            Some(SignOff::Declines(_)) => {
                list.printed(Page::Sign, format!("{} declines version {}", p.name, version.no))
            }
            Some(SignOff::NotReached) => {
                list.printed(Page::Sign, format!("{} was not reached for version {}", p.name, version.no))
            }
            _ => list.printed(Page::Sign, format!("{} has not answered version {}", p.name, version.no)),
        }
    }
}
