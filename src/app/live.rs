//! Running the session and capturing what is said: what the keys of the live page do.

use super::capture::{CaptureLine, parse};
use super::state::App;
use crate::edit::{Command, Item, RunStep, new_contribution, new_theme};
use crate::live::next_item;
use crate::model::time::{clock, in_zone};
use crate::model::{Ran, Run, Session, Status};
use crate::store::keeper::CAPTURE_SLOT;

impl App {
    fn run(&mut self, label: &str, step: RunStep) {
        self.apply(label.into(), Command::Run(step));
    }

    pub(super) fn next(&mut self) {
        let at = self.env.now();
        let Some(s) = self.document.as_ref().map(|d| d.session()) else { return };
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
        let at = self.env.now();
        self.run("start of an item", RunStep::Start { item, at });
    }

    pub(super) fn pause_or_resume(&mut self) {
        let at = self.env.now();
        let paused = self.document.as_ref().and_then(|d| d.session().run.current()).map(Ran::paused);
        match paused {
            Some(true) => self.run("going on", RunStep::Resume { at }),
            Some(false) => self.run("pause", RunStep::Pause { at }),
            None => self.say("Nothing is on that could be paused"),
        }
    }

    pub(super) fn give(&mut self, min: i32) {
        let at = self.env.now();
        self.run(&format!("{min:+} min"), RunStep::Give { at, min });
    }

    pub(super) fn end_session(&mut self) {
        let at = self.env.now();
        self.run("end of the session", RunStep::End { at });
    }

    pub(super) fn capture_new_theme(&mut self, name: String) {
        let line = &mut self.view.capture;
        if !line.new_themes.contains(&name) {
            line.new_themes.push(name);
        }
        line.text.push(' ');
    }

    /// Saves the capture line. Who, what kind and where stay for the next one.
    pub(super) fn capture(&mut self) {
        let Some(document) = &self.document else { return };
        let s = document.session();
        let parsed = parse(s, &self.view.capture);
        if parsed.words.is_empty() {
            // Tokens alone set what stays.
            let kept = CaptureLine {
                partner: parsed.partner,
                kind: parsed.kind,
                table: parsed.table,
                ..CaptureLine::default()
            };
            self.view.capture = kept;
            self.tell_typing(CAPTURE_SLOT);
            return;
        }
        let mut commands = Vec::new();
        let mut c = new_contribution(s, self.env.new_id(), in_zone(self.env.now(), &s.zone), &parsed.words);
        c.partner = parsed.partner;
        c.kind = parsed.kind;
        c.table = parsed.table;
        c.item = s.run.current().map(|r| r.item);
        c.themes = parsed.themes;
        let mut order = s.themes.end();
        for name in &parsed.new_themes {
            let mut theme = new_theme(s, self.env.new_id(), name);
            theme.order = order.clone();
            order = crate::model::SortKey::new_after(&order);
            c.themes.push(theme.id);
            commands.push(Command::Add(Item::from(theme)));
        }
        let label = format!("C{}", c.no);
        commands.push(Command::Add(Item::from(c)));
        let revision = document.revision();
        self.apply_typed(label, Command::Batch(commands), Some(CAPTURE_SLOT));
        // A refused line keeps its words.
        if self.document.as_ref().is_some_and(|d| d.revision() != revision) {
            self.view.capture = CaptureLine {
                partner: parsed.partner,
                kind: parsed.kind,
                table: parsed.table,
                ..CaptureLine::default()
            };
        }
    }

    pub(super) fn show_room(&mut self, open: bool) {
        self.view.room_screen = open;
        if let Ok(mut room) = self.room.lock() {
            room.closed = false;
        }
    }

    /// Writes what the room's screen shows; closes it where the person closed it.
    pub fn refresh_room(&mut self) {
        let Some(s) = self.document.as_ref().map(|d| d.session()) else { return };
        let now = self.env.now();
        let Ok(mut room) = self.room.lock() else { return };
        if room.closed {
            self.view.room_screen = false;
            room.closed = false;
            return;
        }
        *room = room_view(s, now);
    }
}

fn room_view(s: &Session, now: crate::model::time::Moment) -> super::RoomView {
    let timer = crate::live::timer(s, now);
    let on = timer.and_then(|t| s.agenda.get(t.item));
    let question = on.map_or_else(
        || if s.run.ended.is_some() { "Thank you for coming".to_string() } else { s.why.clone() },
        |i| if i.prompt.trim().is_empty() { i.title.clone() } else { i.prompt.clone() },
    );
    // One of each status first, so that the room sees that there are all sorts.
    let mut boundaries: Vec<(usize, Status, String)> = Vec::new();
    for status in Status::ALL {
        let of = s.boundaries.iter().filter(|b| b.now.status == status).enumerate();
        boundaries.extend(of.map(|(nth, b)| (nth, status, b.what.clone())));
    }
    boundaries.sort_by_key(|(nth, ..)| *nth);
    let boundaries = boundaries.into_iter().map(|(_, status, what)| (status, what)).collect();
    let next = crate::live::forecast(s, now)
        .and_then(|f| f.slots.iter().find(|slot| Some(slot.item) != on.map(|i| i.id)).copied())
        .and_then(|slot| {
            s.agenda.get(slot.item).map(|i| format!("Next: {} at {}", i.title, clock(in_zone(slot.from, &s.zone))))
        });
    super::RoomView {
        title: s.title_or_untitled().into(),
        question,
        remaining_s: timer.map(|t| t.remaining_s()),
        paused: timer.is_some_and(|t| t.paused),
        clock: clock(in_zone(now, &s.zone)),
        boundaries,
        next: next.unwrap_or_default(),
        closed: false,
    }
}
