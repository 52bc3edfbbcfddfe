//! Every text of a session that prints, with where it stands: one list, so that nothing that prints is overlooked
//! when names, quotes, characters and wording are looked at.

use super::Page;
use crate::model::refs::Ref;
use crate::model::time::{clock, in_zone};
use crate::model::{Decider, EarlierKind, Entry, Holder, How, Number, Photo, Response, Session, SignOff};
use std::borrow::Cow;
use uuid::Uuid;

/// A text that prints.
#[derive(Clone, PartialEq, Debug)]
pub struct PrintedText<'a> {
    pub words: &'a str,
    pub place: TextPlace<'a>,
    /// Did those who run the session write it, and not somebody in the room?
    pub ours: bool,
}

/// Where a text stands.
#[derive(Clone, PartialEq, Debug)]
pub struct TextPlace<'a> {
    /// How it is called in a sentence: "C12", "the challenge to S8". Never by its own words, which may be what is wrong.
    pub called: Cow<'a, str>,
    pub page: Page,
    /// The thing it belongs to; of a field of the session itself, a small number.
    pub id: Uuid,
    /// What is shown to mend it.
    pub thing: Option<Ref>,
}

type Texts<'a> = Vec<PrintedText<'a>>;

/// Every text that prints, in the order of the pages. Not names, which print only with a yes.
pub fn printed_texts(s: &Session) -> Texts<'_> {
    let mut all = Vec::new();
    session(s, &mut all);
    partners(s, &mut all);
    agenda(s, &mut all);
    stages(s, &mut all);
    charter(s, &mut all);
    boundaries(s, &mut all);
    contributions(s, &mut all);
    photos(s, &mut all);
    agreed(s, &mut all);
    signing(s, &mut all);
    all
}

fn put<'a>(all: &mut Texts<'a>, place: &TextPlace<'a>, ours: bool, words: impl IntoIterator<Item = &'a str>) {
    let said = words.into_iter().filter(|words| !words.trim().is_empty());
    all.extend(said.map(|words| PrintedText { words, place: place.clone(), ours }));
}

fn of_session(field: u8, called: &'static str, page: Page) -> TextPlace<'static> {
    TextPlace { called: called.into(), page, id: Uuid::from_u128(field.into()), thing: None }
}

fn of_thing<'a>(called: impl Into<Cow<'a, str>>, page: Page, thing: Ref) -> TextPlace<'a> {
    TextPlace { called: called.into(), page, id: thing.id(), thing: Some(thing) }
}

fn of_id<'a>(called: impl Into<Cow<'a, str>>, page: Page, id: Uuid, thing: Option<Ref>) -> TextPlace<'a> {
    TextPlace { called: called.into(), page, id, thing }
}

fn of_nth<'a>(called: &str, nth: usize, page: Page, id: Uuid) -> TextPlace<'a> {
    of_id(format!("{called} {nth}"), page, id, None)
}

fn session<'a>(s: &'a Session, all: &mut Texts<'a>) {
    for (field, (called, words)) in (1..).zip([
        ("the title", [&s.title, &s.subtitle]),
        ("the place", [&s.place, &s.place_notes]),
        ("why we meet", [&s.why, &s.shared_words]),
        ("what this is part of", [&s.brief_by, &s.ballot]),
        ("the decision that is expected", [&s.decision_expected, &s.follows]),
        ("who runs it", [&s.facilitator.who, &s.facilitator.works_for]),
        ("who writes", [&s.note_taker.who, &s.note_taker.works_for]),
        ("who pays for it", [&s.facilitator.paid_by, &s.note_taker.paid_by]),
    ]) {
        put(all, &of_session(field, called, Page::Purpose), true, words.map(String::as_str));
    }
    for (rule, nth) in s.rules.iter().zip(1..) {
        put(all, &of_nth("ground rule", nth, Page::Purpose, rule.id.0), false, [rule.text.as_str()]);
    }
    for (m, nth) in s.movements.iter().zip(1..) {
        put(all, &of_nth("the note on count", nth, Page::Purpose, m.id.0), true, [m.note.as_str()]);
    }
    for (i, nth) in s.interests.iter().zip(1..) {
        let place = of_nth("declared interest", nth, Page::Purpose, i.id.0);
        put(all, &place, false, [&i.who, &i.what].map(String::as_str));
    }
    // The counts are banded; what is needed prints as it is written.
    for (need, nth) in s.private.access.iter().zip(1..) {
        let place =
            TextPlace { called: format!("access need {nth}").into(), ..of_session(30, "access needs", Page::Purpose) };
        put(all, &place, true, [need.need.as_str()]);
    }
}

fn stages<'a>(s: &'a Session, all: &mut Texts<'a>) {
    for (stage, nth) in s.stages.iter().zip(1..) {
        let by = match &stage.decider {
            Decider::Other(words) => words.as_str(),
            _ => "",
        };
        put(all, &of_nth("stage", nth, Page::Purpose, stage.id.0), true, [&stage.what, &stage.when, by]);
    }
    for (e, nth) in s.series.iter().zip(1..) {
        put(all, &of_nth("earlier session", nth, Page::LastTime, e.id.0), true, [e.title.as_str()]);
    }
}

fn charter<'a>(s: &'a Session, all: &mut Texts<'a>) {
    let head = of_session(22, "the charter", Page::Charter);
    put(all, &head, true, [&s.charter.name, &s.charter.rests_on].map(String::as_str));
    for (p, nth) in s.principles.iter().zip(1..) {
        let place = of_nth("principle", nth, Page::Charter, p.id.0);
        put(all, &place, true, [&p.name, &p.means].map(String::as_str));
    }
    for (q, nth) in s.charter_questions.iter().zip(1..) {
        let place = of_nth("question of the charter", nth, Page::Charter, q.id.0);
        put(all, &place, true, [q.text.as_str()]);
        put(all, &place, false, q.said.iter().map(|said| said.words.as_str()).chain([q.room.words.as_str()]));
        put(all, &place, false, q.before.iter().flat_map(|r| &r.said).map(|said| said.who.as_str()));
    }
}

fn partners<'a>(s: &'a Session, all: &mut Texts<'a>) {
    for p in &s.partners {
        let place = of_thing(format!("the partner {}", p.key), Page::Purpose, Ref::Partner(p.id));
        put(all, &place, false, [&p.key, &p.name, &p.aim, &p.brings, &p.signatory, &p.capacity].map(String::as_str));
        put(all, &place, false, [&p.brought, &p.got, &p.differently].map(String::as_str));
    }
}

fn agenda<'a>(s: &'a Session, all: &mut Texts<'a>) {
    let item = |id| format!("agenda item {}", s.agenda.position(id).map_or(0, |place| place + 1));
    for i in &s.agenda {
        let place = of_thing(item(i.id), Page::Agenda, Ref::AgendaItem(i.id));
        put(all, &place, true, [&i.title, &i.pin_reason, &i.notes, &i.prompt].map(String::as_str));
        put(all, &place, true, i.table_prompts.iter().map(String::as_str));
    }
    for skipped in &s.run.skipped {
        let place = of_thing(item(skipped.item), Page::Live, Ref::AgendaItem(skipped.item));
        put(all, &place, true, [skipped.why.as_str()]);
    }
    for (trim, nth) in s.run.trims.iter().zip(1..) {
        let place = TextPlace { called: format!("late-running moment {nth}").into(), ..of_session(31, "", Page::Live) };
        put(all, &place, true, std::iter::once(&trim.reason).chain(&trim.offered).map(String::as_str));
    }
    for ran in &s.run.items {
        let place = of_thing(item(ran.item), Page::Live, Ref::AgendaItem(ran.item));
        put(all, &place, true, ran.report_back_skipped.as_deref());
    }
}

fn boundaries<'a>(s: &'a Session, all: &mut Texts<'a>) {
    let no = |id| s.boundaries.get(id).map_or_else(Number::default, |b| b.no);
    for b in &s.boundaries {
        let place = of_thing(format!("S{}", b.no), Page::Scope, Ref::Boundary(b.id));
        put(all, &place, true, [&b.what, &b.why, &b.could_change, &b.now.when].map(String::as_str));
        put(all, &place, false, b.past.iter().map(|p| p.what.as_str()));
        put(all, &place, true, other(&b.now.decider));
    }
    for m in &s.moves {
        let thing = Some(Ref::Boundary(m.boundary));
        let place = of_id(format!("a move of S{}", no(m.boundary)), Page::Scope, m.id.0, thing);
        put(all, &place, false, [&m.why, &m.from.when, &m.to.when].map(String::as_str));
        put(all, &place, true, other(&m.from.decider).into_iter().chain(other(&m.to.decider)));
    }
    for c in &s.challenges {
        let thing = Some(Ref::Boundary(c.boundary));
        let place = of_id(format!("a challenge to S{}", no(c.boundary)), Page::Scope, c.id.0, thing);
        put(
            all,
            &place,
            false,
            [Some(c.words.as_str()), c.answer.as_ref().map(|a| a.words.as_str())].into_iter().flatten(),
        );
    }
}

fn other(decider: &Decider) -> Option<&str> {
    match decider {
        Decider::Other(words) => Some(words),
        Decider::Everyone | Decider::Partner(_) => None,
    }
}

/// Those that are withheld do not print.
fn contributions<'a>(s: &'a Session, all: &mut Texts<'a>) {
    for c in s.contributions.iter().filter(|c| super::may_print_words(s, c)) {
        // Words are mended on the board.
        let place = of_thing(format!("C{}", c.no), Page::Board, Ref::Contribution(c.id()));
        put(all, &place, false, [c.words.as_str(), c.through.as_str()]);
        put(all, &place, false, c.first_words.as_deref());
        put(all, &place, false, c.original.iter().flat_map(|o| [o.words.as_str(), o.language.as_str()]));
        let reasons = c.responses.iter().filter_map(|r| match r {
            Response::Noted(words) | Response::NotTaken(words) => Some(words.as_str()),
            _ => None,
        });
        put(all, &place, true, reasons);
    }
    for (t, nth) in s.themes.iter().zip(1..) {
        let place = of_thing(format!("theme {nth}"), Page::Board, Ref::Theme(t.id));
        put(all, &place, true, [t.name.as_str()]);
    }
    for (m, nth) in s.merges.iter().zip(1..) {
        put(all, &of_nth("merge", nth, Page::Board, m.id.0), true, [m.why.as_str()]);
    }
    for r in &s.referrals {
        let place = of_thing(format!("R{}", r.no), Page::Responses, Ref::Referral(r.id));
        put(all, &place, true, [&r.what, &r.to_other].map(String::as_str));
    }
}

/// "the photo of 19:20": its caption is not said where it may not print.
pub fn photo_of(s: &Session, p: &Photo) -> String {
    format!("the photo of {}", clock(in_zone(p.at, &s.zone)))
}

/// Those that somebody said no to do not print.
fn photos<'a>(s: &'a Session, all: &mut Texts<'a>) {
    for p in s.photos.iter().filter(|p| !p.may_print.forbids()) {
        let place = of_thing(photo_of(s, p), Page::Board, Ref::Photo(p.id));
        put(all, &place, true, [&p.caption, &p.alt].map(String::as_str));
    }
}

fn agreed<'a>(s: &'a Session, all: &mut Texts<'a>) {
    for d in &s.decisions {
        let place = of_thing(format!("D{}", d.no), Page::Decisions, Ref::Decision(d.id));
        put(all, &place, true, [&d.what, &d.options, &d.why, &d.decided_by].map(String::as_str));
        put(all, &place, false, d.positions.iter().map(|p| p.reason.as_str()));
    }
    for (d, nth) in s.dissents.iter().zip(1..) {
        let place = of_id(format!("disagreement {nth}"), Page::Decisions, d.id.0, d.decision.map(Ref::Decision));
        let who = match &d.who {
            Holder::Unnamed(words) => Some(words.as_str()),
            Holder::Partner(_) => None,
        };
        put(all, &place, false, [Some(d.words.as_str()), who].into_iter().flatten());
    }
    put(all, &of_session(20, "who asked for dissent", Page::Decisions), true, [s.dissent_asked_by.as_str()]);
    for a in &s.actions {
        let place = of_thing(format!("A{}", a.no), Page::Actions, Ref::Action(a.id));
        put(all, &place, true, [&a.what, &a.with].map(String::as_str));
    }
    for a in &s.earlier {
        let place = of_id(format!("{} of the session before", a.called()), Page::LastTime, a.id.0, None);
        put(all, &place, a.kind == EarlierKind::Action, [a.what.as_str()]);
        put(all, &place, true, [&a.stood, &a.shows].map(String::as_str));
        put(all, &place, true, a.moved.iter().map(|m| m.why.as_str()));
    }
    for (q, nth) in s.questions.iter().zip(1..) {
        put(all, &of_nth("closing question", nth, Page::Check, q.id.0), true, [q.text.as_str()]);
    }
    for (left, nth) in s.left.iter().zip(1..) {
        put(all, &of_nth("the reason for what was left", nth, Page::Check, left.id.0), true, [left.because.as_str()]);
    }
    put(all, &of_session(21, "whom to ask", Page::Purpose), true, [s.ask.as_str()]);
}

fn signing<'a>(s: &'a Session, all: &mut Texts<'a>) {
    for v in &s.versions {
        let place = of_thing(format!("what changed in version {}", v.no), Page::Sign, Ref::Version(v.id));
        put(all, &place, true, [v.clock.as_str(), v.why.as_str()]);
        put(all, &place, true, v.changes.iter().flat_map(|c| [c.what.as_str(), c.by.as_str()]));
    }
    for a in &s.answers {
        let key = s.partners.get(a.partner).map_or("", |p| p.key.as_str());
        let place = of_id(format!("the answer of {key}"), Page::Sign, a.id.0, None);
        let words = match &a.says {
            SignOff::SignsWithReservation(words) | SignOff::Declines(words) => Some(words.as_str()),
            _ => None,
        };
        let witness = match &a.how {
            How::Spoken(witness) => Some(witness.as_str()),
            _ => None,
        };
        let asked = a.asked.as_ref().map(|asked| asked.by.as_str());
        let laptop = match &a.how {
            How::OnLaptop(laptop) => Some(laptop.name.as_str()),
            _ => None,
        };
        let said = [Some(a.note.as_str()), Some(a.capacity.as_str()), words, witness, asked, laptop];
        put(all, &place, false, said.into_iter().flatten());
    }
    for (c, nth) in s.corrections.iter().zip(1..) {
        let outcome = c.outcome.as_ref().map(|o| o.words.as_str());
        let said = [Some(c.who.as_str()), Some(c.what.as_str()), outcome];
        put(all, &of_nth("request to correct", nth, Page::Sign, c.id.0), false, said.into_iter().flatten());
    }
}

/// The first letter large.
pub fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// "A", "A and B", "A, B and C".
pub fn and(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}
