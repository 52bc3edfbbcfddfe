//! A session as a record: what the summary prints, as a tree.
//!
//! What is in it and what is not is the table in `record.md`. Form 1; a change of any name or rule here is another form,
//! and the old one stays, so that old codes can be worked out again. Fields that a later Upfront adds say nothing where
//! they are not used, so they need no new form.

use super::differ::letter_of;
use super::node::{Node, Part};
use super::words::{
    decider, evidence, kept, kind_of_earlier, kind_of_item, kind_of_partner, mode_of_stage, money, outcome, passage,
    progress, stance, status, voice,
};
use crate::insight::{may_print_words, only_signs};
use crate::model::*;
use std::collections::HashMap;
use uuid::Uuid;

/// The number of the form.
pub const FORM: u32 = 1;

/// The record of `s` as the version `v`, with the clock and the door as they stood in `then`.
///
/// `s` may be the session as it is now or the text that was frozen: where they say the same they give the same.
pub fn record(s: &Session, then: &Session, v: &Version) -> Part {
    let form = Form::of(s);
    form.with_version(form.content(), then, v)
}

/// The same, from the record of the same content as another version, with another clock or other salts.
pub fn record_again(before: Part, s: &Session, then: &Session, v: &Version) -> Part {
    Form::of(s).with_version(before, then, v)
}

impl<'a> Form<'a> {
    fn of(s: &'a Session) -> Self {
        Self { s, names: Names::of(s), digests: s.all_digests() }
    }

    /// What is the same in every version of a text.
    fn content(&self) -> Part {
        let (s, form) = (self.s, self);
        Part::default()
            .put("form", FORM)
            .list("series", s.series.iter().map(earlier_session))
            .list("stages", s.stages.iter().map(|x| form.stage(x)))
            .part("charter", Part::default().put("name", &s.charter.name).put("rests_on", &s.charter.rests_on))
            .list(
                "principles",
                s.principles.iter().map(|p| Part::default().put("name", &p.name).put("means", &p.means)),
            )
            .list("charter_questions", s.charter_questions.iter().map(|q| form.charter_question(q)))
            .list("partners", s.partners.iter().map(partner))
            .list("interests", s.interests.iter().map(|i| Part::default().put("who", &i.who).put("what", &i.what)))
            .list("rules", s.rules.iter().map(|r| Part::default().put("text", &r.text)))
            .list("agenda", s.agenda.iter().map(|i| form.agenda_item(i)))
            .list("boundaries", s.boundaries.iter().map(|b| form.boundary(b)))
            .list("moves", s.moves.iter().map(|m| form.moved(m)))
            .list("challenges", s.challenges.iter().map(|c| form.challenge(c)))
            .list("contributions", s.contributions.iter().map(|c| form.contribution(c)))
            .list("themes", s.themes.iter().map(|t| form.theme(t)))
            .list("merges", s.merges.iter().map(|m| form.merge(m)))
            .list("photos", s.photos.iter().map(|p| form.photo(p)))
            .list("referrals", s.referrals.iter().map(|r| form.referral(r)))
            .list("decisions", s.decisions.iter().map(|d| form.decision(d)))
            .list("dissents", s.dissents.iter().map(|d| form.dissent(d)))
            .list("actions", s.actions.iter().map(|a| form.action(a)))
            .list("earlier_actions", s.earlier.iter().map(|a| form.earlier(a)))
            .list("left", s.left.iter().map(|l| form.left(l)))
            .list("questions", s.questions.iter().map(|q| form.question(q)))
    }

    /// And what differs from version to version: its own line, the clock and the door, and what salts make.
    fn with_version(&self, mut content: Part, then: &Session, v: &Version) -> Part {
        for name in ["version", "session", "people", "movements", "run"] {
            content.0.remove(name);
        }
        content
            .part("version", version(v))
            .part("session", self.session())
            .list("people", self.people())
            .list("movements", then.movements.iter().map(|m| self.movement(m)))
            .part("run", self.run(&then.run))
    }
}

fn room_said(room: &RoomSaid) -> Part {
    Part::default().put("yes", room.yes).put("partly", room.partly).put("no", room.no).put("words", &room.words)
}

fn version(v: &Version) -> Part {
    let change = |c: &Change| Part::default().put("at", c.at).put("by", &c.by).put("what", &c.what);
    Part::default()
        .put("no", v.no)
        .put("at", v.at)
        .put("clock", &v.clock)
        .put("why", &v.why)
        .put("before", v.before)
        .list("changes", v.changes.iter().map(change))
}

/// How things name each other in a record: by the numbers people say, else by a letter and their place in the list.
pub struct Names(HashMap<Uuid, String>);

impl Names {
    pub fn of(s: &Session) -> Self {
        let mut all = HashMap::new();
        let mut place = |list: &str, ids: &mut dyn Iterator<Item = Uuid>| {
            let letter = letter_of(list).unwrap_or_default();
            all.extend(ids.zip(1..).map(|(id, no)| (id, format!("{letter}{no}"))));
        };
        place("partners", &mut s.partners.iter().map(|i| i.id.0));
        place("people", &mut s.people.iter().filter(|p| !only_signs(s, p.id)).map(|i| i.id.0));
        place("agenda", &mut s.agenda.iter().map(|i| i.id.0));
        place("principles", &mut s.principles.iter().map(|i| i.id.0));
        place("charter_questions", &mut s.charter_questions.iter().map(|i| i.id.0));
        place("themes", &mut s.themes.iter().map(|i| i.id.0));
        place("challenges", &mut s.challenges.iter().map(|i| i.id.0));
        place("moves", &mut s.moves.iter().map(|i| i.id.0));
        place("merges", &mut s.merges.iter().map(|i| i.id.0));
        place("photos", &mut s.photos.iter().map(|i| i.id.0));
        place("dissents", &mut s.dissents.iter().map(|i| i.id.0));
        place("earlier_actions", &mut s.earlier.iter().map(|i| i.id.0));
        place("questions", &mut s.questions.iter().map(|i| i.id.0));
        place("rules", &mut s.rules.iter().map(|i| i.id.0));
        place("interests", &mut s.interests.iter().map(|i| i.id.0));
        all.extend(s.boundaries.iter().map(|i| (i.id.0, format!("S{}", i.no))));
        all.extend(s.contributions.iter().map(|i| (i.id.0, format!("C{}", i.no))));
        all.extend(s.referrals.iter().map(|i| (i.id.0, format!("R{}", i.no))));
        all.extend(s.decisions.iter().map(|i| (i.id.0, format!("D{}", i.no))));
        all.extend(s.actions.iter().map(|i| (i.id.0, format!("A{}", i.no))));
        Self(all)
    }

    /// What has this name.
    pub fn id(&self, name: &str) -> Option<Uuid> {
        self.0.iter().find(|(_, called)| *called == name).map(|(id, _)| *id)
    }

    /// What is not there is named by its id.
    fn name(&self, id: impl Into<Uuid>) -> String {
        let id = id.into();
        self.0.get(&id).cloned().unwrap_or_else(|| id.to_string())
    }
}

fn partner(p: &Partner) -> Part {
    Part::default()
        .put("key", &p.key)
        .put("name", &p.name)
        .put("kind", kind_of_partner(p.kind))
        .put("aim", &p.aim)
        .put("brings", &p.brings)
        .put("brought", &p.brought)
        .put("got", &p.got)
        .put("differently", &p.differently)
        .put("signatory", &p.signatory)
        .put("capacity", &p.capacity)
}

fn earlier_session(e: &EarlierSession) -> Part {
    Part::default().put("title", &e.title).put("on", e.on).put("version", e.version).put("code", e.code)
}

fn helper(h: &Helper) -> Part {
    Part::default().put("who", &h.who).put("works_for", &h.works_for).put("paid_by", &h.paid_by)
}

/// What a part of a record is made from.
struct Form<'a> {
    s: &'a Session,
    names: Names,
    digests: Digests,
}

impl Form<'_> {
    fn some<T: Into<Uuid>>(&self, id: Option<T>) -> Option<String> {
        id.map(|id| self.names.name(id))
    }

    fn all<T: Into<Uuid> + Copy>(&self, ids: &[T]) -> Vec<String> {
        ids.iter().map(|id| self.names.name(*id)).collect()
    }

    fn session(&self) -> Part {
        let s = self.s;
        let dots = Part::default().put("each", s.dots.each).put("voters", s.dots.voters).put("in_room", s.dots.in_room);
        let slips = Part::default()
            .put("promised", s.slips.promised)
            .put("felt", s.slips.felt)
            .put("slips", s.slips.slips)
            .put("in_room", s.slips.in_room);
        Part::default()
            .put("title", &s.title)
            .put("subtitle", &s.subtitle)
            .put("place", &s.place)
            .put("place_notes", &s.place_notes)
            .put("zone", &s.zone)
            .put("date", s.date)
            .put("starts", s.starts)
            .put("ends", s.ends)
            .put("why", &s.why)
            .put("shared_words", &s.shared_words)
            .part("facilitator", helper(&s.facilitator))
            .part("note_taker", helper(&s.note_taker))
            .put("brief_by", &s.brief_by)
            .put("ballot", &s.ballot)
            .put("decision_expected", &s.decision_expected)
            .put("reply_by", s.reply_by)
            .put("ask", &s.ask)
            .put("follows", &s.follows)
            .put("dissent_asked", s.dissent_asked)
            .put("dissent_asked_by", &s.dissent_asked_by)
            .part("dots", dots)
            .part("slips", slips)
            .put("access", self.digests.access)
            .put("payment", self.digests.payment)
    }

    /// Who is listed, but for those who only signed: their names stand with the answers.
    fn people(&self) -> Vec<Part> {
        let listed = self.s.people.iter().filter(|p| !only_signs(self.s, p.id));
        let part = |p: &Person| {
            let named = self.is_named(p);
            let by_words = named && p.name_by_words == Consent::Yes;
            let withheld = p.words_printed.forbids();
            Part::default()
                .put("name", self.name_of(p))
                .put("name_by_words", by_words)
                .put("words_withheld", withheld)
                .put("not_on_photos", p.on_photos.forbids())
        };
        listed.map(part).collect()
    }

    /// May the name be printed, and is there one?
    fn is_named(&self, p: &Person) -> bool {
        let known = self.s.private.names.contains_key(&p.id) || self.digests.names.contains_key(&p.id);
        p.name_printed == Consent::Yes && known
    }

    /// What stands for a name that may be printed. One that was not frozen yet has no digest.
    fn name_of(&self, p: &Person) -> Option<String> {
        let digest = || self.digests.names.get(&p.id).map_or_else(|| NOT_FROZEN.into(), Digest::to_string);
        self.is_named(p).then(digest)
    }

    fn named(&self, id: Option<PersonId>) -> Option<&Person> {
        self.s.people.get(id?).filter(|p| self.is_named(p))
    }

    fn movement(&self, m: &Movement) -> Part {
        Part::default()
            .put("partner", self.some(m.partner))
            .put("passage", passage(m.passage))
            .put("count", m.count)
            .put("at", m.at)
            .put("note", &m.note)
    }

    fn agenda_item(&self, i: &AgendaItem) -> Part {
        // A blank prompt keeps the place of those after it.
        let last = i.table_prompts.iter().rposition(|prompt| !prompt.is_empty()).map_or(0, |at| at + 1);
        Part::default()
            .put("title", &i.title)
            .put("kind", kind_of_item(i.kind))
            .put("tables", i.tables)
            .put("planned_min", i.planned_min)
            .put("least_min", i.least_min)
            .put("report_back_min", i.report_back_min)
            .put("lead", self.some(i.lead))
            .put("pinned", i.pinned)
            .put("pin_reason", &i.pin_reason)
            .put("protected", i.protected)
            .put("notes", &i.notes)
            .put("prompt", &i.prompt)
            .list("table_prompts", i.table_prompts.iter().take(last))
            .list("about", self.all(&i.about))
    }

    fn run(&self, run: &Run) -> Part {
        let pause = |p: &Pause| Part::default().put("from", p.from).put("to", p.to);
        let added = |a: &Added| Part::default().put("at", a.at).put("min", a.min);
        let item = |r: &Ran| {
            Part::default()
                .put("item", self.names.name(r.item))
                .put("from", r.from)
                .put("to", r.to)
                .list("added", r.added.iter().map(added))
                .list("pauses", r.pauses.iter().map(pause))
                .put("report_back_skipped", r.report_back_skipped.as_ref().map(|why| format!("yes {why}")))
        };
        let trim = |t: &Trim| {
            Part::default()
                .put("at", t.at)
                .put("reason", &t.reason)
                .list("offered", &t.offered)
                .put("taken", t.taken.map(|nth| u32::from(nth).saturating_add(1)))
        };
        let ahead = |a: &Ahead| Part::default().put("item", self.names.name(a.item)).put("at", a.at).put("min", a.min);
        let skipped =
            |k: &Skipped| Part::default().put("item", self.names.name(k.item)).put("at", k.at).put("why", &k.why);
        let set = |c: &ClockSet| Part::default().put("at", c.at).put("by_s", c.by_s);
        Part::default()
            .list("items", run.items.iter().map(item))
            .list("trims", run.trims.iter().map(trim))
            .list("asleep", run.asleep.iter().map(pause))
            .list("ahead", run.ahead.iter().map(ahead))
            .list("skipped", run.skipped.iter().map(skipped))
            .list("clock_set", run.clock_set.iter().map(set))
            .put("ended", run.ended)
    }

    fn standing(&self, standing: &Standing) -> Part {
        let (who, words) = decider(&standing.decider);
        Part::default()
            .put("status", status(standing.status))
            .put("decider", self.some(who).or(words))
            .put("when", &standing.when)
    }

    fn stage(&self, stage: &Stage) -> Part {
        let (who, words) = decider(&stage.decider);
        Part::default()
            .put("what", &stage.what)
            .put("when", &stage.when)
            .put("mode", mode_of_stage(stage.mode))
            .put("decider", self.some(who).or(words))
            .put("here", stage.here)
    }

    fn charter_question(&self, q: &CharterQuestion) -> Part {
        let said = |x: &Said| {
            Part::default().put("partner", self.names.name(x.partner)).put("kept", kept(x.kept)).put("words", &x.words)
        };
        let before = |x: &SaidBefore| Part::default().put("who", &x.who).put("kept", kept(x.kept));
        let round = |r: &Round| {
            Part::default().put("on", r.on).list("said", r.said.iter().map(before)).part("room", room_said(&r.room))
        };
        Part::default()
            .put("principle", self.names.name(q.principle))
            .put("text", &q.text)
            .list("shows", q.shows.iter().map(|e| Part::default().put("what", evidence(*e))))
            .list("said", q.said.iter().map(said))
            .part("room", room_said(&q.room))
            .list("before", q.before.iter().map(round))
    }

    fn boundary(&self, b: &Boundary) -> Part {
        Part::default()
            .put("no", format!("S{}", b.no))
            .put("what", &b.what)
            .put("why", &b.why)
            .part("now", self.standing(&b.now))
            .put("could_change", &b.could_change)
            .list("past", b.past.iter().map(|p| Part::default().put("on", p.on).put("what", &p.what)))
    }

    fn moved(&self, m: &Move) -> Part {
        Part::default()
            .put("boundary", self.names.name(m.boundary))
            .put("at", m.at)
            .part("from", self.standing(&m.from))
            .part("to", self.standing(&m.to))
            .put("by", self.some(m.by))
            .put("why", &m.why)
    }

    fn challenge(&self, c: &Challenge) -> Part {
        let answer = |a: &ChallengeAnswer| {
            Part::default()
                .put("at", a.at)
                .put("by", self.some(a.by))
                .put("words", &a.words)
                .put("accepted", a.accepted.map(|yes| if yes { "yes" } else { "no" }))
                .put("action", self.some(a.action))
        };
        Part::default()
            .put("boundary", self.names.name(c.boundary))
            .put("at", c.at)
            .put("by", self.some(c.by))
            .put("words", &c.words)
            .part("answer", c.answer.as_ref().map(answer).unwrap_or_default())
    }

    /// Of what is withheld only what is counted.
    fn contribution(&self, c: &Contribution) -> Part {
        let counted = Part::default()
            .put("no", format!("C{}", c.no))
            .put("partner", self.some(c.partner))
            .list("responses", c.responses.iter().map(|r| self.response(r)));
        if !may_print_words(self.s, c) {
            return counted.put(WITHHELD, true);
        }
        let beside = self.named(c.person).filter(|p| p.name_by_words == Consent::Yes).map(|p| p.id);
        let original = |o: &Original| Part::default().put("language", &o.language).put("words", &o.words);
        counted
            .put("at", c.at)
            .put("words", &c.words)
            .put("person", self.some(beside))
            .put("voice", voice(c.voice))
            .put("kind", super::words::kind_of_contribution(c.kind))
            .put("table", c.table)
            .put("boundary", self.some(c.boundary))
            .list("themes", self.all(&c.themes))
            .put("support", c.support)
            .put("first_words", c.first_words.as_ref())
            .part("original", c.original.as_ref().map(original).unwrap_or_default())
            .put("through", &c.through)
    }

    fn response(&self, r: &Response) -> Part {
        let part = Part::default();
        match r {
            Response::Decision(id) => part.put("decision", self.names.name(*id)),
            Response::Action(id) => part.put("action", self.names.name(*id)),
            Response::Sent(id) => part.put("sent", self.names.name(*id)),
            Response::Noted(words) => part.put("noted", true).put("words", words),
            Response::NotTaken(why) => part.put("not_taken", true).put("why", why),
            Response::StillOpen => part.put("still_open", true),
        }
    }

    fn theme(&self, t: &Theme) -> Part {
        // No dots were given; or nobody voted on it.
        let dots = t.dots.map(|n| n.to_string());
        Part::default().put("name", &t.name).put("dots", dots).put("merged_into", self.some(t.merged_into))
    }

    fn merge(&self, m: &Merge) -> Part {
        Part::default().put("at", m.at).list("contributions", self.all(&m.contributions)).put("why", &m.why)
    }

    /// Those that may not be printed are counted, by the reason.
    fn photo(&self, p: &Photo) -> Part {
        match p.may_print {
            Consent::NotAsked => Part::default().put(WITHHELD, "not asked"),
            Consent::No | Consent::Withdrawn(_) => Part::default().put(WITHHELD, "no"),
            Consent::Yes => Part::default()
                .put("at", p.at)
                .put("digest", &p.digest)
                .put("width_px", p.width_px)
                .put("height_px", p.height_px)
                .put("caption", &p.caption)
                .put("alt", &p.alt)
                .put("item", self.some(p.item))
                .put("table", p.table)
                .put("boundary", self.some(p.boundary)),
        }
    }

    fn referral(&self, r: &Referral) -> Part {
        Part::default()
            .put("no", format!("R{}", r.no))
            .put("what", &r.what)
            .put("to", self.some(r.to))
            .put("to_other", &r.to_other)
            .put("by", r.by)
    }

    fn decision(&self, d: &Decision) -> Part {
        let position = |p: &Position| {
            Part::default()
                .put("partner", self.names.name(p.partner))
                .put("stance", stance(p.stance))
                .put("reason", &p.reason)
        };
        Part::default()
            .put("no", format!("D{}", d.no))
            .put("at", d.at)
            .put("boundary", self.some(d.boundary))
            .put("what", &d.what)
            .put("outcome", outcome(d.outcome))
            .put("options", &d.options)
            .put("why", &d.why)
            .put("decided_by", &d.decided_by)
            .list("positions", d.positions.iter().map(position))
    }

    fn dissent(&self, d: &Dissent) -> Part {
        let part = match &d.who {
            Holder::Partner(id) => Part::default().put("partner", self.names.name(*id)),
            Holder::Unnamed(words) => Part::default().put("who", words),
        };
        part.put("about", self.some(d.about)).put("decision", self.some(d.decision)).put("words", &d.words)
    }

    fn action(&self, a: &Action) -> Part {
        let from = a.from.map(|from| match from {
            Source::Decision(id) => self.names.name(id),
            Source::Boundary(id) => self.names.name(id),
            Source::Contribution(id) => self.names.name(id),
        });
        Part::default()
            .put("no", format!("A{}", a.no))
            .put("what", &a.what)
            .put("owner", self.some(a.owner))
            .put("person", self.some(self.named(a.person).map(|p| p.id)))
            .put("with", &a.with)
            .put("by", a.by)
            .put("money", money(a.money))
            .put("checker", self.some(a.checker))
            .put("from", from)
    }

    fn earlier(&self, a: &Earlier) -> Part {
        let moved = |m: &DateMove| {
            Part::default().put("on", m.on).put("to", m.to).put("by", self.some(m.by)).put("why", &m.why)
        };
        Part::default()
            .put("kind", kind_of_earlier(a.kind))
            .put("no", a.called())
            .put("what", &a.what)
            .put("from", self.some(a.from))
            .put("owner", self.some(a.owner))
            .put("stood", &a.stood)
            .put("by", a.by)
            .list("moved", a.moved.iter().map(moved))
            .put("progress", a.progress.map(progress))
            .put("shows", &a.shows)
    }

    fn left(&self, l: &Left) -> Part {
        Part::default().put("kind", &l.kind).put("about", self.some(l.about)).put("because", &l.because)
    }

    fn question(&self, q: &Question) -> Part {
        let score = |x: &Score| Part::default().put("partner", self.names.name(x.partner)).put("score", x.score);
        Part::default().put("text", &q.text).list("scores", q.scores.iter().map(score))
    }
}

/// What stands for a name that was given after the newest version was frozen.
pub const NOT_FROZEN: &str = "not frozen yet";
/// The field that says that something may not be printed.
pub const WITHHELD: &str = "withheld";

impl From<Part> for super::node::Said {
    fn from(part: Part) -> Self {
        Node::Part(part).into()
    }
}
