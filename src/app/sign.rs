//! Freezing the text, and taking partners' answers to it.

use super::action::{Look, Told};
use super::state::{App, SignForm, SignWord};
use crate::edit::{self, Command};
use crate::insight::runs_the_session;
use crate::model::time::{in_zone, moment, parse_day};
use crate::model::*;
use crate::record::{self, Freezer, Freezing, Verdict};
use chrono::NaiveDate;

/// What is asked before the text is frozen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FreezeForm {
    /// Who made the changes since the version before.
    pub by: String,
    /// Why, where they say so.
    pub why: String,
}

/// Who is taken to have made changes, where nobody says otherwise.
pub const USUAL_CHANGER: &str = "the note-taker";

impl App {
    /// Freezes the text. Words in the capture line are in no version, so it is asked about them first; `leave_words`
    /// says that they are to stay there.
    pub(super) fn freeze(&mut self, leave_words: bool) {
        self.keep_drafts();
        let waiting = !self.view.capture.text.trim().is_empty() || self.view.pasted.is_some();
        self.view.freeze_asks = waiting && !leave_words;
        let Some(document) = &self.document else { return };
        if self.view.freeze_asks {
            return self.handle(super::Action::Look(Look::Told(Told::WordsWaiting)));
        }
        if document.derived().stops(document.session()) > 0 {
            return self.warn("Something stops sign-off; look at Check");
        }
        let waits = self.room_waits();
        if let Some((first, rest)) = waits.split_first() {
            let more = if rest.is_empty() { String::new() } else { format!(", and {} more", rest.len()) };
            return self.warn(format!("Not everything is here to be frozen: {first}{more}"));
        }
        let Some(document) = &self.document else { return };
        let s = document.session();
        let by = match self.view.freeze.by.trim() {
            "" => USUAL_CHANGER,
            by => by,
        };
        let (id, at) = (self.env.new_id().into(), self.env.now());
        let frozen = record::freeze(s, &Freezer { id, at, by, why: &self.view.freeze.why }, || self.env.new_salt());
        match frozen {
            Freezing::Unchanged(no) => {
                if s.changed_since_version {
                    self.apply(format!("version {no} again"), edit::unchanged());
                }
                self.say(format!("Nothing has changed since version {no}; it stands"));
            }
            Freezing::New(version, salts) => {
                let label = format!("version {}", version.no);
                let command = edit::freeze(s, *version, salts);
                if self.apply(label, command) {
                    self.view.freeze = FreezeForm::default();
                    // The room, which was read to, sees what it signs.
                    self.handle(super::Action::Look(Look::ReadBack(usize::MAX)));
                }
            }
        }
    }

    /// Adds the words in the capture line to the record, then freezes it.
    pub(super) fn capture_and_freeze(&mut self) {
        self.capture();
        self.freeze(false);
    }

    /// Holds a code from a paper against the session.
    pub(super) fn verify(&mut self) {
        self.keep_drafts();
        let Some(document) = &self.document else { return };
        let no_code = || Verdict::no("That is no code; it has sixteen letters and digits: K7QM-2D4X-9RTB-6HNE".into());
        let verdict =
            TypedCode::read(&self.view.code).map_or_else(no_code, |code| record::verify(document.session(), &code));
        self.say_verdict(verdict);
    }

    /// Says what came of checking a paper, where it can be seen.
    pub(super) fn say_verdict(&mut self, verdict: Verdict) {
        self.view.verdict = Some(verdict);
        self.handle(super::Action::Look(Look::Told(Told::Verdict)));
    }

    /// Takes down a partner's answer as the form says it.
    pub(super) fn record_answer(&mut self) {
        let Some(form) = self.view.sign.clone() else { return };
        if let Err(sentence) = self.answer_from(&form).map(|(label, command)| {
            if self.apply(label, command) {
                self.handle(super::Action::Look(Look::Sign(None)));
                self.handle(super::Action::Look(Look::Fresh(form.partner.0)));
            }
        }) {
            self.warn(sentence);
        }
    }

    /// The command for an answer; or what is missing.
    fn answer_from(&self, form: &SignForm) -> Result<(String, Command), String> {
        let s = self.document.as_ref().map(|d| d.session()).ok_or("No session is open")?;
        let version = record::current(s).ok_or("The text has changed; freeze it again, then take answers to it")?;
        let partner = s.partners.get(form.partner).ok_or("That partner is not there any more")?;
        let today = in_zone(self.env.now(), &s.zone).date_naive();
        let read = |text: &str| match text.trim() {
            "" => Ok(None),
            text => parse_day(text, today).map(Some).ok_or("Write the day as 18 May 2026"),
        };
        let says = form.says.answer(&form.words, read(&form.until)?);
        let given = form.says.is_given();
        let name = form.name.trim();
        if given && [name, form.capacity.trim()].iter().any(|who| runs_the_session(s, who)) {
            return Err(format!(
                "The facilitator and the note-taker sign for nobody; write who signs for {}",
                partner.name
            ));
        }
        what_is_missing(form)?;
        let asked =
            (form.says == SignWord::NotReached).then(|| asked(form, read(&form.asked_on)?)).transpose()?.flatten();
        let day = read(&form.when)?;
        if day.is_some_and(|day| day > today) {
            return Err("That day is still to come; take the answer down when it is given".into());
        }
        if day.is_some_and(|day| day < in_zone(version.at, &s.zone).date_naive()) {
            return Err(format!("Version {} was not frozen yet on that day", version.no));
        }
        let on = day.map(|date| moment(date, s.starts, &s.zone));
        let id = AnswerId(self.env.new_id());
        let mut answer = Answer {
            id,
            order: s.answers.end(),
            version: version.id,
            partner: partner.id,
            says,
            signer: None,
            capacity: if given { form.capacity.trim().into() } else { String::new() },
            how: if given { form.how.clone() } else { How::NotGiven },
            at: given.then(|| on.unwrap_or_else(|| in_zone(self.env.now(), &s.zone))),
            day_only: on.is_some(),
            asked,
            note: form.note.trim().into(),
            digest: None,
        };
        let mut digests = s.all_digests();
        let name = (given && !name.is_empty()).then(|| (name.to_string(), self.env.new_salt()));
        if let Some((name, salt)) = &name {
            let person = PersonId(self.env.new_id());
            answer.signer = Some(person);
            digests.names.insert(person, Digest::salted(salt, name));
        }
        let drawn = given && form.how == How::OnScreen && !form.strokes.is_empty();
        let mark = drawn.then(|| Mark::new(form.strokes.clone()).map(|mark| (mark, self.env.new_salt())));
        let mark =
            mark.map(|m| m.ok_or("The drawing is too long for a signature; clear it and draw less")).transpose()?;
        if let Some((mark, salt)) = &mark {
            digests.marks.insert(id, Digest::salted(salt, &mark.to_string()));
        }
        answer.digest = record::next_digest(s, &answer, &digests);
        Ok((format!("answer of {}", partner.name), edit::answer(s, answer, name, mark)))
    }
}

/// An answer stays for good, so it is taken down whole.
fn what_is_missing(form: &SignForm) -> Result<(), &'static str> {
    let no_words = form.words.trim().is_empty();
    match (form.says, &form.how) {
        (SignWord::Reservation, _) if no_words => Err("Write the reservation, in their words"),
        (SignWord::Declines, _) if no_words => Err("Write why they decline, in their words"),
        (says, How::Spoken(witness)) if says.is_given() && witness.trim().is_empty() => {
            Err("Write before whom it was spoken")
        }
        _ => Ok(()),
    }
}

/// When a partner was asked that was not reached, and by whom; nothing where neither is said.
fn asked(form: &SignForm, on: Option<NaiveDate>) -> Result<Option<Asked>, &'static str> {
    match (on, form.asked_by.trim()) {
        (None, "") => Ok(None),
        (Some(on), by) => Ok(Some(Asked { on, by: by.into() })),
        (None, _) => Err("Write the day on which they were asked as 15 May 2026"),
    }
}

impl SignWord {
    /// The answer, with its words or its day.
    pub(super) fn answer(self, words: &str, until: Option<NaiveDate>) -> SignOff {
        match self {
            Self::Signs => SignOff::Signs,
            Self::Reservation => SignOff::SignsWithReservation(words.trim().into()),
            Self::Declines => SignOff::Declines(words.trim().into()),
            Self::NotReached => SignOff::NotReached,
            Self::Waiting => SignOff::Waiting(until),
        }
    }

    /// Did the partner answer?
    pub fn is_given(self) -> bool {
        !matches!(self, Self::NotReached | Self::Waiting)
    }
}
