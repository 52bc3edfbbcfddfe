//! Opening and putting away sessions, and what the keeper says of them: what is safe, what is in the
//! way, and the choices a person has then.

use super::action::{Action, Job, Look, Page};
use super::document::Document;
use super::list_in::{LIST_SLOT, ListForm};
use super::state::{App, Banner, Draft, SignForm, VersionRow};
use crate::edit::{Command, Place, SessionField};
use crate::model::time::{clock, day, in_zone};
use crate::model::{CopyName, Session};
use crate::printing::is_pdf;
use crate::record;
use crate::series;
use crate::store::forget::keep_forgotten;
use crate::store::journal::Typing;
use crate::store::keeper::{CAPTURE_SLOT, Message, Settle, Status};
use crate::store::opening::{self, Opened};
use crate::store::{self, Recent, compare, templates, versions};
use std::path::PathBuf;
use uuid::Uuid;

/// The sign form's words among the drafts.
const SIGN_SLOT: u64 = 1;

impl App {
    pub(super) fn world(&self) -> opening::World {
        opening::World {
            disk: self.env.disk(),
            places: self.env.places(),
            writer: self.env.new_id(),
            who: self.env.who(),
            look_at: record::mark_changed,
        }
    }

    /// Shows a session; words that were being typed are back where they were.
    pub(super) fn show(&mut self, opened: Opened, page: Page) {
        let Opened { session, history, typing, path, found, keeper } = opened;
        let counts = (keeper.writer().to_string(), keeper.changes());
        let link = if found.newer.is_some() || found.paper.is_some() { None } else { Some(self.env.keep(keeper)) };
        self.view = super::ViewState { page, ..Default::default() };
        for (slot, draft) in typing {
            match slot {
                CAPTURE_SLOT if draft.text.lines().nth(1).is_some() => self.view.pasted = Some(draft.text),
                CAPTURE_SLOT => self.view.capture.text = draft.text,
                LIST_SLOT => self.view.list_kept = ListForm::from_words(&session, &draft.text),
                SIGN_SLOT => self.view.sign = SignForm::from_words(&draft.text),
                _ => {
                    let becomes = draft.becomes.ok_or_else(|| "Not finished yet".to_string());
                    self.view.drafts.insert(slot, Draft { text: draft.text, becomes });
                }
            }
        }
        self.document = Some(Document::new(session, history, found, path, link, counts, self.fonts.fonts()));
        self.remember();
        match self.joining.is_some() {
            true => self.came_in(),
            false => self.look_for_room(),
        }
    }

    pub(super) fn new_session(&mut self, template: Option<usize>) {
        if !self.close_session() {
            return;
        }
        let (today, zone) = (self.env.now().date_naive(), self.env.zone());
        let session = match template.and_then(|i| templates().get(i)) {
            Some(t) => store::template(&t.text, today, &zone, || self.env.new_id()),
            None => Session::new(self.env.new_id(), today, &zone),
        };
        let opened = opening::open_new(&self.world(), session);
        self.show(opened, Page::Purpose);
    }

    /// The session after the one that is open.
    pub(super) fn next_session(&mut self) {
        // Words being typed belong to what is brought along.
        self.keep_drafts();
        let today = self.env.now().date_naive();
        let Some(document) = &self.document else { return };
        let next = series::next_session(document.session(), today, || self.env.new_id());
        if !self.close_session() {
            return;
        }
        let opened = opening::open_new(&self.world(), next);
        self.show(opened, Page::LastTime);
        self.say("Brought along: partners, people, rules, agenda, what is up for grabs, and what is owed. Every yes is asked anew");
    }

    pub(super) fn open_sample(&mut self) {
        if !self.close_session() {
            return;
        }
        match store::sample() {
            Some(mut session) => {
                // One's own: what is tried on it does not come back with the next look.
                session.id = self.env.new_id();
                let opened = opening::open_new(&self.world(), session);
                self.show(opened, Page::Live);
            }
            None => self.warn("The example could not be opened"),
        }
    }

    pub(super) fn open(&mut self, path: PathBuf) {
        if is_pdf(&path) {
            return self.open_paper(path);
        }
        self.view.opening = true;
        let world = self.world();
        self.env.spawn(Box::new(move || {
            if let Some(template) = super::template::template_at(&*world.disk, &path) {
                return Job::TemplateRead(template.map(Box::new).map_err(|e| e.to_string()));
            }
            let opened = opening::open_session(&world, &path).map(Box::new);
            Job::Opened(opened.map_err(|e| match e.is_damage() {
                true => format!("{e}. Nothing of a session could be read in it; open an earlier copy"),
                false => e.to_string(),
            }))
        }));
    }

    /// Goes on with a session that was not put away.
    pub(super) fn continue_session(&mut self, id: Uuid) {
        self.view.opening = true;
        let world = self.world();
        self.env.spawn(Box::new(move || {
            let opened = opening::open_unfinished(&world, id).map(Box::new);
            Job::Opened(opened.ok_or_else(|| "It is open in another window, or its journal is gone".into()))
        }));
    }

    /// What was open stays as it was where the new one can't be opened.
    pub(super) fn opened(&mut self, result: Result<Box<Opened>, String>) {
        self.view.opening = false;
        match result {
            Ok(mut opened) => {
                if self.document.as_ref().is_some_and(|d| d.session().id == opened.session.id) {
                    // It was this very window that had it open.
                    opened.found.in_use = None;
                }
                if !self.close_session() {
                    return;
                }
                let page = match opened.session.run.started() {
                    // Who opens a paper wants to read it, to check it or to sign.
                    _ if opened.found.paper.is_some() => Page::Sign,
                    Some(_) => Page::Live,
                    None if opened.session.is_of_table() => Page::Live,
                    // It begins with what became of last time.
                    None if !opened.session.earlier.is_empty() => Page::LastTime,
                    None => Page::Purpose,
                };
                let copy = opened.found.copied.unwrap_or(opened.session.copy);
                self.show(*opened, page);
                if let CopyName::Table { table, .. } = copy {
                    // Whoever opens it sits there and writes down what is said.
                    self.handle(Action::Look(Look::TableMode(true)));
                    self.view.capture.table = table;
                }
            }
            Err(sentence) => self.warn(sentence),
        }
    }

    /// Puts everything away and shows the start page. Only what is nowhere keeps the session open. True
    /// where it is closed.
    pub fn close_session(&mut self) -> bool {
        self.keep_drafts();
        let Some(document) = &self.document else { return true };
        if document.status.journal_fails.is_some() && !self.view.capture.text.trim().is_empty() {
            self.warn("There are words in the capture line; add them with Enter, or clear them, before you close");
            return false;
        }
        if self.open_room().is_some() {
            self.close_room();
        }
        self.end_sharing();
        let Some(document) = &mut self.document else { return true };
        document.close();
        let safe = document.status.saved.max(document.status.kept) >= document.revision();
        if !safe {
            self.warn("Nothing could be saved; free some space or plug the stick in, and try again");
            self.take_over();
            return false;
        }
        self.remember();
        self.document = None;
        self.view = Default::default();
        if let Ok(mut room) = self.room.lock() {
            *room = Default::default();
        }
        self.look_for_unfinished();
        true
    }

    /// Another keeper goes on with the session as it stands here, and with all words being typed.
    fn take_over(&mut self) {
        let world = self.world();
        let Some(document) = &mut self.document else { return };
        let (session, changes) = (document.session().clone(), document.revision());
        let keeper = opening::take_over(&world, session, &document.status, changes);
        let writer = keeper.writer().to_string();
        let link = self.env.keep(keeper);
        document.hand_to(link, writer);
        let now = self.env.now();
        for (slot, draft) in &self.view.drafts {
            let typing = Typing { text: draft.text.clone(), becomes: draft.becomes.clone().ok() };
            document.typed(*slot, Some(typing), now);
        }
        self.tell_typing(CAPTURE_SLOT);
        self.tell_sign_form();
        if self.sharing.is_some() {
            self.share_document();
        }
    }

    /// Before the window closes: everything that is unsaved, and the settings, here and now.
    pub fn close(&mut self) {
        self.leave_rehearsal();
        self.keep_drafts();
        let journal_fails = self.document.as_ref().is_some_and(|d| d.status.journal_fails.is_some());
        if journal_fails {
            // Words in the line would be nowhere.
            self.capture();
        }
        if let Some(document) = &mut self.document {
            document.close();
        }
        self.remember();
        if let Some(path) = self.env.settings_path() {
            let _ = store::save_settings(&*self.env.disk(), &path, &self.settings);
        }
    }

    pub(super) fn remember(&mut self) {
        let Some(document) = &self.document else { return };
        let Some(path) = document.status.path.clone() else { return };
        let s = document.session();
        let state = match s.version() {
            Some(v) => {
                format!("version {} signed by {} of {}", v.no, record::signed_by(s, v), s.partners.len())
            }
            None if s.run.ended.is_some() => "not signed yet".into(),
            None if s.run.started().is_some() => "running".into(),
            None => "being prepared".into(),
        };
        let recent = Recent {
            path,
            title: s.title_or_untitled().into(),
            detail: format!("{} · {state}", day(s.date)),
            promised: series::promises(s).into_iter().map(|p| (p.by, p.what)).collect(),
        };
        self.settings.remember(recent);
        self.keep_settings();
    }

    /// Writes the settings; losing them loses nothing, so that it fails is not said.
    pub(super) fn keep_settings(&mut self) {
        let (disk, settings) = (self.env.disk(), self.settings.clone());
        if let Some(path) = self.env.settings_path() {
            self.env.spawn(Box::new(move || {
                let _ = store::save_settings(&*disk, &path, &settings);
                Job::SettingsKept
            }));
        }
    }

    /// What the keeper says now.
    pub(super) fn kept(&mut self, keeper: &str, status: Status) {
        let Some(document) = self.document.as_mut().filter(|d| d.keeper == keeper) else { return };
        let first = document.status.path.is_none() && status.path.is_some();
        let diverged = status.diverged;
        document.status = status;
        let news: Vec<String> = document.status.told.get(document.told..).unwrap_or_default().to_vec();
        document.told = document.status.told.len();
        for words in news {
            self.say(words);
        }
        self.history_came();
        self.take_arrived();
        self.look_beside();
        if first {
            self.remember();
        }
        if diverged {
            // Never seen; if it is, what the window shows is what counts.
            self.take_over();
        }
    }

    /// What waits for the history goes on, or asks for it once more where the session has changed since.
    fn history_came(&mut self) {
        let Some(document) = self.document.as_ref().filter(|d| d.status.lent.is_some()) else { return };
        if document.history_now().is_none() {
            return document.ask_for_history();
        }
        self.read_copies();
        self.write_copies();
        self.make_copies_for_room();
    }

    /// The window lost or got the focus: on losing it everything is written.
    pub fn focus(&mut self, focused: bool) {
        if self.view.unfocused == focused {
            self.view.unfocused = !focused;
            if !focused && let Some(document) = &self.document {
                document.send(Message::Save);
            }
        }
    }

    /// Tells the keeper what stands in the capture line and the sign form.
    pub(super) fn tell_typing(&mut self, slot: u64) {
        let now = self.env.now();
        let Some(document) = &mut self.document else { return };
        let text = match slot {
            CAPTURE_SLOT => Some(match &self.view.pasted {
                // After a crash both are asked about again.
                Some(pasted) => format!("{}\n{pasted}", self.view.capture.text).trim().to_string(),
                None => self.view.capture.text.clone(),
            }),
            _ => {
                // A form that was only opened holds nothing that could be lost.
                let blank = |form: &SignForm| document.session().partners.get(form.partner).map(SignForm::of);
                let form = self.view.sign.as_ref().filter(|form| blank(form).as_ref() != Some(*form));
                form.map(SignForm::to_words)
            }
        };
        let typing = text.filter(|t| !t.is_empty()).map(|text| Typing { text, becomes: None });
        document.typed(slot, typing, now);
    }

    pub(super) fn tell_sign_form(&mut self) {
        self.tell_typing(SIGN_SLOT);
    }

    pub(super) fn browse_save_as(&mut self) {
        let Some(document) = &self.document else { return };
        let name = store::file_name_for(document.session(), |_| false);
        self.env.pick_save(self.env.session_folder(), name, Job::PickedSaveAs);
    }

    pub(super) fn save_as(&mut self, path: PathBuf) {
        self.keep_drafts();
        let Some(document) = &self.document else { return };
        document.send(Message::SaveAs { path, at: self.env.now() });
    }

    /// A person's choice between two states of the file.
    pub(super) fn settle(&mut self, choice: Settle) {
        self.keep_drafts();
        let Some(document) = &self.document else { return };
        document.send(Message::Settle { choice, at: self.env.now() });
        let path = document.status.path.clone();
        if choice == Settle::TakeOther
            && let Some(path) = path
        {
            self.open(path);
        }
    }

    /// The state from before the file was changed outside: it goes on, the other is kept as a version.
    pub(super) fn take_earlier(&mut self) {
        let Some(document) = &self.document else { return };
        let (Some(path), Some(text)) =
            (document.status.path.clone(), document.found.changed.as_ref().and_then(|c| c.earlier.clone()))
        else {
            return;
        };
        match store::parse(&path, text.as_bytes()) {
            Ok(mut session) => {
                let world = self.world();
                keep_forgotten(&*world.disk, world.places.as_ref(), &mut session);
                let opened = opening::open_new(&world, session);
                if !self.close_session() {
                    return;
                }
                self.show(opened, Page::Purpose);
                self.save_as(path);
                self.say("The earlier one goes on; the other lies under Earlier versions");
            }
            Err(e) => self.warn(e.to_string()),
        }
    }

    /// The file is no copy: it was moved here, and numbers go on as they did.
    pub(super) fn was_moved(&mut self) {
        let Some(was) = self.document.as_mut().and_then(|d| d.found.copied.take()) else { return };
        self.apply(format!("going on as {}", was.words()), Command::session(SessionField::Copy(was)));
    }

    /// This laptop's own changes that are not in this file, as a session of their own.
    pub(super) fn open_left_behind(&mut self) {
        let Some(left) = self.document.as_ref().and_then(|d| d.found.left_behind.clone()) else { return };
        let (world, id) = (self.world(), self.env.new_id());
        self.env.spawn(Box::new(move || {
            let opened = opening::open_journal_as_copy(&world, &left.journal, id).map(Box::new);
            Job::Opened(opened.ok_or_else(|| "They could not be read any more".into()))
        }));
    }

    pub(super) fn look_for_unfinished(&mut self) {
        let world = self.world();
        self.env.spawn(Box::new(move || Job::Unfinished(opening::unfinished(&world))));
    }

    pub(super) fn unfinished(&mut self, found: Vec<opening::Unfinished>) {
        self.unfinished = found;
    }

    /// Lists earlier versions with what differs; None closes the list.
    pub(super) fn show_versions(&mut self, shown: bool) {
        self.view.versions = None;
        if !shown {
            return;
        }
        self.view.versions = Some(Vec::new());
        let (world, Some(document)) = (self.world(), &self.document) else { return };
        let session = document.session().clone();
        self.env.spawn(Box::new(move || Job::Versions(session.id, version_rows(&world, &session))));
    }

    pub(super) fn versions(&mut self, session: Uuid, rows: Vec<VersionRow>) {
        let open = self.document.as_ref().is_some_and(|d| d.session().id == session);
        if open && self.view.versions.is_some() {
            self.view.versions = Some(rows);
        }
    }

    /// Opens an earlier version as a session of its own.
    pub(super) fn open_version(&mut self, path: PathBuf) {
        let (world, id) = (self.world(), self.env.new_id());
        self.env.spawn(Box::new(move || {
            let opened = store::open(&*world.disk, &path).map(|mut session| {
                keep_forgotten(&*world.disk, world.places.as_ref(), &mut session);
                session.id = id;
                Box::new(opening::open_new(&world, session))
            });
            Job::Opened(opened.map_err(|e| e.to_string()))
        }));
    }

    /// Closes what a banner says.
    pub(super) fn dismiss(&mut self, banner: Banner) {
        let Some(document) = &mut self.document else { return };
        match banner {
            Banner::Recovered => document.found.recovered = None,
            Banner::Damaged => document.found.damaged.clear(),
            Banner::Changed => document.found.changed = None,
            Banner::LeftBehind => document.found.left_behind = None,
            Banner::Forgotten => document.found.forgotten = None,
            Banner::Copied => document.found.copied = None,
            Banner::ForgetDue => document.found.forget_later = true,
            Banner::InUse => {
                document.found.in_use = None;
                document.status.in_use = None;
            }
        }
    }

    /// Shows the page, and selects the thing, that an undo or redo changed.
    pub(super) fn show_place(&mut self, place: Place) {
        let (page, select) = super::place::of(place, self.view.page);
        self.view.page = page;
        if let Some(select) = select {
            self.handle(super::Action::Look(super::Look::Select(select)));
        }
    }
}

fn version_rows(world: &opening::World, session: &Session) -> Vec<VersionRow> {
    let Some(places) = &world.places else { return Vec::new() };
    let all = versions::earlier(&*world.disk, &places.versions(session.id));
    let row = |v: versions::Earlier| {
        let differs = match versions::read(&*world.disk, &v) {
            Ok(s) => compare::in_words(&compare::differences(&s, session), 4),
            Err(_) => "it cannot be read as a whole".into(),
        };
        let at = in_zone(v.at.and_utc().fixed_offset(), &session.zone);
        VersionRow { path: v.path, at: format!("{}, {}", day(at.date_naive()), clock(at)), differs }
    };
    all.into_iter().map(row).collect()
}
