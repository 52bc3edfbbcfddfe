//! Rehearsing: an app inside the app, with the real pages, in a world of its own ([`super::stage`]). The evening plays
//! beside it as if the room were speaking; in the end it is held against what was recorded.

use super::stage::Stage;
use super::state::App;
use super::{Action, Page, Ticks};
use crate::model::Session;
use crate::rehearsal::{Cue, Does, Line, Outcome, Practises, Script, heard, outcome, played, script};
use crate::store::{opening, sample};
use std::sync::Arc;

/// How fast an evening can play.
pub const SPEEDS: [u32; 3] = [1, 10, 60];

/// What can be asked of a rehearsal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rehearse {
    /// Begins, or begins again.
    Begin(Practises, u32),
    Speed(u32),
    /// Holds it, or goes on.
    PauseOrResume,
    /// A minute back, with all that was written down since then.
    BackAMinute,
    /// Ends it, and shows what was caught.
    End,
    /// In the list of what was caught, only what was not.
    OnlyMissed(bool),
    /// Away from it.
    Leave,
}

/// An evening that is rehearsed.
pub struct Rehearsal {
    /// The app that is practised on.
    pub app: App,
    pub script: Script,
    pub practises: Practises,
    pub speed: u32,
    pub running: bool,
    /// So many cues have been heard.
    pub played: usize,
    stage: Arc<Stage>,
    /// What the clock around showed a frame ago, and what of it was less than a millisecond here.
    seen: Option<Ticks>,
    kept: Vec<Snapshot>,
    /// What came of it, once it is over.
    pub result: Option<Outcome>,
    pub only_missed: bool,
}

/// The session as it was at a moment of the evening.
struct Snapshot {
    at_ms: i64,
    played: usize,
    session: Session,
}

/// So often the session is kept, to go back to.
const KEEP_EVERY_MS: i64 = 30_000;
const MINUTE_MS: i64 = 60_000;

impl Rehearsal {
    /// The Alder Street evening, in a world of its own; None only if the program was built with a broken one.
    fn begin(around: &App, practises: Practises, speed: u32) -> Option<Box<Self>> {
        let mut script = script(&sample()?)?;
        let stage = Stage::new(script.from, around.env.find_fonts());
        let mut app = App::new(stage.env());
        script.begin.id = app.env.new_id();
        app.fonts = around.fonts.clone();
        app.settings = around.settings.clone();
        app.settings.recent.clear();
        app.practising = true;
        let page = if practises == Practises::NoteTaker { Page::Live } else { Page::Agenda };
        let mut rehearsal = Box::new(Self {
            app,
            practises,
            speed,
            running: true,
            played: 0,
            stage,
            seen: None,
            kept: Vec::new(),
            result: None,
            only_missed: false,
            script,
        });
        let session = rehearsal.script.begin.clone();
        rehearsal.show(session, page);
        rehearsal.keep();
        Some(rehearsal)
    }

    fn show(&mut self, session: Session, page: Page) {
        let opened = opening::open_new(&self.app.world(), session);
        let (room, here, shows) = (self.app.view.room_screen, self.app.view.room_here, self.app.view.room_shows);
        self.app.show(opened, page);
        (self.app.view.room_screen, self.app.view.room_here, self.app.view.room_shows) = (room, here, shows);
        if let Some(document) = &mut self.app.document {
            document.keep_nothing();
        }
    }

    /// Now, on that evening.
    pub fn now(&self) -> crate::model::time::Moment {
        self.stage.now()
    }

    /// What was heard last, the newest first; and whether it is theirs to catch.
    pub fn heard(&self, most: usize) -> Vec<(Line, bool)> {
        let cues = self.script.cues.get(..self.played).unwrap_or_default();
        let has_asked = self.app.document.as_ref().is_some_and(|d| d.session().dissent_asked.is_some());
        // Who has asked needs no reminder.
        let shown = |cue: &&Cue| cue.does.is_asked() && !(has_asked && cue.does == Does::AsksDissent);
        let line = |cue: &Cue| (heard(&self.script.begin, cue), self.practises.has(cue.does.part()));
        cues.iter().rev().filter(shown).take(most).map(line).collect()
    }

    /// Has all of it been played?
    pub fn is_over(&self) -> bool {
        self.now() >= self.script.until
    }

    /// Once a frame: the evening goes on, the room speaks, and what nobody practises is done.
    fn tick(&mut self, ticks: Ticks) {
        let before = self.seen.replace(ticks);
        if self.result.is_some() {
            return;
        }
        if let Some(before) = before.filter(|_| self.running) {
            // While the laptop sleeps nobody practises.
            let passed_ms = (ticks.awake_ms - before.awake_ms).max(0);
            self.go_on(passed_ms.saturating_mul(i64::from(self.speed)));
        }
    }

    /// The evening goes on by so much, cue by cue: what is done in it has its own time.
    fn go_on(&mut self, ms: i64) {
        let until = self.stage.at_ms().saturating_add(ms);
        loop {
            let next_keep = self.kept.last().map_or(0, |k| k.at_ms + KEEP_EVERY_MS);
            let cue_ms = self.script.cues.get(self.played).map(|cue| (cue.at - self.script.from).num_milliseconds());
            match cue_ms {
                Some(at_ms) if at_ms <= until && at_ms <= next_keep => {
                    self.stage.set_ms(at_ms.max(self.stage.at_ms()));
                    self.speak();
                }
                _ if next_keep <= until => {
                    self.stage.set_ms(next_keep);
                    self.keep();
                }
                _ => break,
            }
        }
        let last = (self.script.until - self.script.from).num_milliseconds();
        self.stage.set_ms(until.min(last));
        if until >= last {
            // Nobody is torn from what they are writing: it is ended by hand.
            self.running = false;
        }
    }

    /// The next cue is heard; of a part that nobody practises it is done.
    fn speak(&mut self) {
        let Some(cue) = self.script.cues.get(self.played).cloned() else { return };
        self.played += 1;
        if self.practises.has(cue.does.part()) {
            return;
        }
        let Some(document) = &mut self.app.document else { return };
        if let Some(command) = played(document.session(), &cue) {
            // What the person did meanwhile may be in the way of it; then it is left.
            let _ = document.done_elsewhere(command);
        }
    }

    /// Keeps the session as it is now, to go back to.
    fn keep(&mut self) {
        let Some(document) = &self.app.document else { return };
        let (at_ms, played, session) = (self.stage.at_ms(), self.played, document.session().clone());
        self.kept.push(Snapshot { at_ms, played, session });
    }

    /// Goes back to how it was a minute ago, or to the beginning.
    fn back(&mut self) {
        if self.result.is_some() {
            return;
        }
        let wanted = self.stage.at_ms() - MINUTE_MS;
        let place = self.kept.iter().rposition(|k| k.at_ms <= wanted).unwrap_or(0);
        self.kept.truncate(place + 1);
        let Some(kept) = self.kept.last() else { return };
        let (session, page) = (kept.session.clone(), self.app.view.page);
        self.played = kept.played;
        self.stage.set_ms(kept.at_ms);
        // Its clocks went back with it, and nobody set them.
        self.app.clocks = None;
        self.show(session, page);
    }

    fn end(&mut self) {
        self.app.keep_drafts();
        // What stands in the capture line was meant.
        if !self.app.view.capture.text.trim().is_empty() {
            self.app.handle(Action::Capture);
        }
        let Some(practised) = self.app.document.as_ref().map(|d| d.session()) else { return };
        self.result = Some(outcome(&self.script, practised, self.practises, self.stage.now()));
        self.running = false;
        (self.app.view.room_screen, self.app.view.room_here) = (false, false);
    }

    fn ask(&mut self, asked: Rehearse) {
        match asked {
            Rehearse::Speed(speed) => self.speed = speed,
            Rehearse::PauseOrResume => self.running = !(self.running || self.is_over()) && self.result.is_none(),
            Rehearse::BackAMinute => self.back(),
            Rehearse::End if self.result.is_none() => self.end(),
            Rehearse::OnlyMissed(only) => self.only_missed = only,
            Rehearse::End | Rehearse::Begin(..) | Rehearse::Leave => {}
        }
    }
}

impl App {
    /// From inside, it is the rehearsal around that is asked.
    pub(super) fn rehearse(&mut self, asked: Rehearse) {
        if self.practising {
            self.asked.push(asked);
            return;
        }
        match (asked, &mut self.rehearsal) {
            (Rehearse::Begin(practises, speed), _) => {
                if !self.close_session() {
                    return;
                }
                self.leave_rehearsal();
                self.rehearsal = Rehearsal::begin(self, practises, speed);
                if self.rehearsal.is_none() {
                    self.warn("The evening to rehearse could not be opened");
                }
            }
            (Rehearse::Leave, _) => self.leave_rehearsal(),
            (asked, Some(rehearsal)) => rehearsal.ask(asked),
            (_, None) => {}
        }
    }

    /// How things look stays as it was set meanwhile; nothing else does.
    pub(super) fn leave_rehearsal(&mut self) {
        let Some(rehearsal) = self.rehearsal.take() else { return };
        let (now, was) = (rehearsal.app.settings, &mut self.settings);
        (was.zoom_percent, was.scheme, was.still, was.sound) = (now.zoom_percent, now.scheme, now.still, now.sound);
        was.warn_min = now.warn_min;
        self.env.stay_awake(false);
        self.keep_settings();
    }

    /// Once a frame, before it is drawn.
    pub fn tick_rehearsal(&mut self) {
        let ticks = self.env.ticks();
        let Some(rehearsal) = &mut self.rehearsal else { return };
        rehearsal.tick(ticks);
        rehearsal.stage.serve(&mut *self.env);
        for asked in std::mem::take(&mut rehearsal.app.asked) {
            self.rehearse(asked);
        }
    }

    /// What work for the rehearsal brought back.
    pub(super) fn rehearsed(&mut self, job: super::Job) {
        if let Some(rehearsal) = &mut self.rehearsal {
            rehearsal.app.handle(Action::Done(job));
        }
    }
}
