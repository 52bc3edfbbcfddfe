//! Running the session: what the keys of the live page do to the clock, the plan and the door.

use super::action::{Action, Look, Page, Select};
use super::state::App;
use crate::edit::{Command, RunStep, add_after, new_agenda_item};
use crate::insight;
use crate::live::{self, Late, Offer, Saving, next_item};
use crate::model::time::{Moment, in_zone};
use crate::model::{ItemId, ItemKind, Movement, PartnerId, Passage, Ran, Run, Session, Trim};

/// What an item is called until somebody says.
const NEW_ITEM: &str = "New item";
const NEW_ITEM_MIN: u32 = 10;

impl App {
    pub(super) fn run(&mut self, label: &str, step: RunStep) {
        self.apply(label.into(), Command::Run(step));
    }

    /// The present moment, by the clocks of the session's place.
    fn local_now(&self) -> Moment {
        let now = self.env.now();
        self.document.as_ref().map_or(now, |d| in_zone(now, &d.session().zone))
    }

    pub(super) fn next(&mut self) {
        let at = self.local_now();
        let Some(s) = self.document.as_ref().map(|d| d.session()) else { return };
        if s.run.ended.is_some() {
            return self.say("The session has ended; an item of the agenda can still be started");
        }
        match (next_item(s).map(|i| (i.id, i.title.clone())), s.run.current().is_some()) {
            (Some((item, title)), _) => self.run(&format!("start of “{title}”"), RunStep::Start { item, at }),
            (None, true) => self.run("end of the last item", RunStep::End { at }),
            (None, false) if s.agenda.is_empty() => self.say("The agenda is empty; add an item first"),
            (None, false) => self.say("The session has ended"),
        }
    }

    /// The item before goes on as if the last start had not been.
    pub(super) fn back(&mut self) {
        let Some(s) = self.document.as_ref().map(|d| d.session()) else { return };
        let mut run: Run = s.run.clone();
        if run.ended.take().is_none() && run.items.pop().is_none() {
            return self.say("Nothing has been started yet");
        }
        if let Some(Ran { to, .. }) = run.items.last_mut() {
            *to = None;
        }
        self.apply("back".into(), Command::SetRun(Box::new(run)));
    }

    pub(super) fn start_item(&mut self, item: crate::model::ItemId) {
        let at = self.local_now();
        self.run("start of an item", RunStep::Start { item, at });
    }

    pub(super) fn pause_or_resume(&mut self) {
        let at = self.local_now();
        let paused = self.document.as_ref().and_then(|d| d.session().run.current()).map(Ran::paused);
        match paused {
            Some(true) => self.run("going on", RunStep::Resume { at }),
            Some(false) => self.run("pause", RunStep::Pause { at }),
            None => self.say("Nothing is on that could be paused"),
        }
    }

    pub(super) fn give(&mut self, min: i32) {
        let at = self.local_now();
        self.run(&format!("{min:+} min"), RunStep::Give { at, min });
    }

    pub(super) fn end_session(&mut self) {
        let at = self.local_now();
        self.run("end of the session", RunStep::End { at });
    }

    pub(super) fn end_at(&mut self, at: Moment) {
        self.run("end of the session", RunStep::End { at });
    }

    /// Takes the trim in that place, and writes into the record what was offered.
    pub(super) fn take_offer(&mut self, nth: usize) {
        let now = self.env.now();
        let Some(s) = self.document.as_ref().map(|d| d.session()) else { return };
        let Some(late) = live::late(s, now) else { return self.say("Nothing runs late") };
        let shown = self.view.page == Page::Live && !self.view.table_mode && !late.is_left(self.view.late_ignored);
        if !shown {
            // Nothing is taken that was not read.
            self.view.late_ignored = None;
            self.handle(Action::Go(Page::Live));
            return self.say("This is what could give; press again to take it");
        }
        let offers = live::offers(s, now, late);
        let Some(offer) = offers.get(nth) else { return self.say("There is no such trim") };
        let mut all = vec![Command::Run(RunStep::Offered(trim(s, now, late, &offers, u8::try_from(nth).ok())))];
        all.extend(offer.savings.iter().map(|saving| Command::Run(step(s, *saving, now))));
        let words = offer.words.clone();
        if self.apply(format!("“{words}”"), Command::Batch(all)) {
            self.say(format!("Done: {words}"));
        }
    }

    /// It runs late, and that is meant: it is not offered again for the same minutes.
    pub(super) fn ignore_late(&mut self) {
        let now = self.env.now();
        let Some(s) = self.document.as_ref().map(|d| d.session()) else { return };
        let Some(late) = live::late(s, now) else { return };
        self.view.late_ignored = Some(late);
    }

    pub(super) fn give_ahead(&mut self, item: ItemId, min: i32) {
        let at = self.local_now();
        self.run(&format!("{min:+} min ahead"), RunStep::GiveAhead { item, at, min });
    }

    pub(super) fn skip_item(&mut self, item: ItemId) {
        let at = self.local_now();
        self.run("an item left out", RunStep::Skip { item, at, why: String::new() });
    }

    pub(super) fn put_back(&mut self, item: ItemId) {
        self.run("an item put back", RunStep::PutBack { item });
    }

    pub(super) fn skip_report_back(&mut self) {
        let now = self.env.now();
        let Some(s) = self.document.as_ref().map(|d| d.session()) else { return };
        let Some(item) = s.run.current().map(|r| r.item) else { return self.say("There is nothing on now") };
        let step = step(s, Saving::SkipReportBack(item), now);
        self.run("report-back skipped", step);
    }

    /// The first table tells the room, or the next one does. Each has the minutes of the item's plan; one
    /// where it has none.
    pub(super) fn report_back(&mut self) {
        let at = self.local_now();
        let Some(s) = self.document.as_ref().map(|d| d.session()) else { return };
        if s.run.report.is_some() {
            return self.run("next table", RunStep::NextTable { at });
        }
        let had_tables = s.run.items.iter().rev().find_map(|r| s.agenda.get(r.item).filter(|i| i.tables > 0));
        match had_tables.map(|i| (i.tables, i.report_back_min.max(1).saturating_mul(60))) {
            Some((of, each_s)) => self.run("report-back", RunStep::StartReportBack { at, of, each_s }),
            None => self.say("No tables have worked yet that could report back"),
        }
    }

    /// An item to be held next, after the one that is on; its name is then typed on the agenda.
    pub(super) fn add_next(&mut self) {
        let Some(s) = self.document.as_ref().map(|d| d.session()) else { return };
        let after = s.run.items.last().map(|r| r.item);
        let id = self.env.new_id();
        let command = add_after(s, after, id, NEW_ITEM, NEW_ITEM_MIN);
        self.show_new_item(id.into(), command);
    }

    /// An item at the end of the agenda.
    pub(super) fn add_item(&mut self) {
        let Some(s) = self.document.as_ref().map(|d| d.session()) else { return };
        let item = new_agenda_item(s, self.env.new_id(), NEW_ITEM, NEW_ITEM_MIN);
        self.show_new_item(item.id, Command::Add(item.into()));
    }

    fn show_new_item(&mut self, id: ItemId, command: Command) {
        if self.apply(format!("“{NEW_ITEM}”"), command) {
            self.handle(Action::Go(Page::Agenda));
            self.handle(Action::Look(Look::Select(Select::Item(Some(id)))));
        }
    }

    /// People of the capture line's partner came in or went, in one key.
    pub(super) fn passed(&mut self, passage: Passage, count: u32) {
        let at = self.local_now();
        let Some(s) = self.document.as_ref().map(|d| d.session()) else { return };
        let partner = self.view.capture.partner;
        if passage == Passage::Left && insight::in_room(s, partner, at) < count {
            let who = whose(s, partner);
            return self.say(format!("Nobody {who} is counted in the room"));
        }
        let who = whose(s, partner);
        let started = s.run.started().is_some();
        // Before the start nobody is late.
        let at = (started || passage == Passage::Left).then_some(at);
        let order = s.movements.end();
        let m = Movement { id: self.env.new_id().into(), order, partner, passage, count, at, note: String::new() };
        let verb = passage.word();
        if self.apply(format!("somebody {who} who {verb}"), Command::Add(m.into())) {
            self.say(format!("{count} {who} {verb}"));
        }
    }
}

/// "of Northgate Council", "without a partner"
fn whose(s: &Session, partner: Option<PartnerId>) -> String {
    partner.map_or_else(|| "without a partner".into(), |id| format!("of {}", s.partner_name(Some(id))))
}

/// What was offered, for the record.
fn trim(s: &Session, now: Moment, late: Late, offers: &[Offer], taken: Option<u8>) -> Trim {
    let offered = offers.iter().map(|o| o.words.clone()).collect();
    Trim { at: in_zone(now, &s.zone), reason: live::reason(s, now, late), offered, taken }
}

/// The step of the clock that a saving is.
fn step(s: &Session, saving: Saving, now: Moment) -> RunStep {
    let at = in_zone(now, &s.zone);
    let less = |min: u32| i32::try_from(min).map_or(0, |min| -min);
    match saving {
        Saving::SkipReportBack(item) => {
            // Nobody reports back over their tea.
            let next = live::coming(s).find(|i| i.kind != ItemKind::Break);
            let why = next.map_or_else(String::new, |i| format!("moved into \"{}\"", lower_first(&i.title)));
            RunStep::SkipReportBack { item, why }
        }
        Saving::TakeNow { min } => RunStep::Give { at, min: less(min) },
        Saving::Shorten { item, min } => RunStep::GiveAhead { item, at, min: less(min) },
        Saving::LeaveOut(item) => RunStep::Skip { item, at, why: "to save time".into() },
    }
}

/// "Bring ideas together" inside a sentence.
fn lower_first(title: &str) -> String {
    let mut chars = title.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
