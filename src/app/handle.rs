//! Routes actions: each arm is one call into the part that owns the matter.

use super::action::{Action, Job, Look, Page, Select};
use super::state::{App, Draft, Notice};
use super::{Document, Env};
use crate::edit::Command;
use crate::store::load_settings;

impl App {
    /// An app with nothing open.
    pub fn new(env: Box<dyn Env>) -> Self {
        let settings = env.settings_path().map(|p| load_settings(&*env.disk(), &p)).unwrap_or_default();
        Self { env, document: None, view: Default::default(), settings, room: Default::default() }
    }

    /// Does what was asked for.
    pub fn handle(&mut self, action: Action) {
        match action {
            Action::Go(page) => self.go(page),
            Action::Look(look) => self.look(look),
            Action::Do(label, command) => drop(self.apply(label, command)),
            Action::Type { slot, text, becomes } => drop(self.view.drafts.insert(slot, Draft { text, becomes })),
            Action::Forget(slot) => drop(self.view.drafts.remove(&slot)),
            Action::ForgetAll => self.view.drafts.clear(),
            Action::Commit(slot) => self.commit(slot),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::NewSession(template) => self.new_session(template),
            Action::Sample => self.open_sample(),
            Action::BrowseOpen => self.env.pick_open("Upfront session", "ron", Job::PickedOpen),
            Action::Open(path) => self.open(path),
            Action::CloseSession => drop(self.close_session()),
            Action::BrowseSaveAs => self.browse_save_as(),
            Action::SaveAs(path) => self.save_as(path),
            Action::Capture => self.capture(),
            Action::Next => self.next(),
            Action::Back => self.back(),
            Action::StartItem(id) => self.start_item(id),
            Action::PauseOrResume => self.pause_or_resume(),
            Action::Give(min) => self.give(min),
            Action::EndSession => self.end_session(),
            Action::BrowseExport => self.browse_export(),
            Action::Export => self.export(),
            Action::OpenExported => self.show_exported(),
            Action::BrowseImport => self.env.pick_open("Table of text", "csv", Job::PickedImport),
            Action::PreviewImport => self.preview_import(),
            Action::ImportNow => self.import_now(),
            Action::Done(job) => self.done(job),
        }
    }

    fn done(&mut self, job: Job) {
        match job {
            Job::Opened(path, result) => self.opened(path, result),
            Job::Saved { session, revision, result } => self.saved(session, revision, result),
            Job::SettingsKept => {}
            Job::PickedOpen(path) => path.into_iter().for_each(|p| self.open(p)),
            Job::PickedSaveAs(path) => path.into_iter().for_each(|p| self.save_as(p)),
            Job::PickedExport(path) => path.into_iter().for_each(|p| self.view.export.path = p.display().to_string()),
            Job::PickedImport(path) => path.into_iter().for_each(|p| self.picked_import(p)),
            Job::Exported(path, result) => self.exported(path, result),
            Job::Previewed(result) => self.previewed(result),
            Job::LaidOut { session, revision, pages } => self.laid_out(session, revision, *pages),
            Job::Painted { session, revision, page, picture } => self.painted(session, revision, page, *picture),
        }
    }

    /// Once a frame, before drawing: what came back, and what is due.
    pub fn tick(&mut self) {
        for action in self.env.poll() {
            self.handle(action);
        }
        self.save_if_due();
        self.keep_preview_fresh();
    }

    /// Says something in a line.
    pub fn say(&mut self, text: impl Into<String>) {
        self.view.notice = Some(Notice { text: text.into(), bad: false });
    }

    /// Says that something did not work.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.view.notice = Some(Notice { text: text.into(), bad: true });
    }

    fn go(&mut self, page: Page) {
        self.keep_drafts();
        self.view.page = page;
        self.view.respond = None;
    }

    /// Applies a command; the refusal's sentence is shown where there is one.
    pub(super) fn apply(&mut self, label: String, command: Command) -> bool {
        let now = self.env.now();
        let Some(document) = &mut self.document else { return false };
        match document.apply(label, command, now) {
            Ok(()) => {
                self.view.notice = None;
                true
            }
            Err(refusal) => {
                self.warn(refusal.to_string());
                false
            }
        }
    }

    /// Words that can't be what they should stay where they are, with the reason under them.
    fn commit(&mut self, slot: u64) {
        if self.view.drafts.get(&slot).is_none_or(|d| d.becomes.is_err()) {
            return;
        }
        let Some(Draft { text, becomes: Ok((label, command)) }) = self.view.drafts.remove(&slot) else { return };
        if !self.apply(label, command) {
            let why = self.view.notice.as_ref().map(|n| n.text.clone()).unwrap_or_default();
            self.view.drafts.insert(slot, Draft { text, becomes: Err(why) });
        }
    }

    /// Makes every draft that can be one a change: before undo, export, a change of page, and quitting.
    pub fn keep_drafts(&mut self) {
        let slots: Vec<u64> = self.view.drafts.keys().copied().collect();
        slots.into_iter().for_each(|slot| self.commit(slot));
    }

    fn undo(&mut self) {
        self.keep_drafts();
        self.turn("Undone", "There is nothing to undo", Document::undo);
    }

    fn redo(&mut self) {
        self.keep_drafts();
        self.turn("Done again", "There is nothing to do again", Document::redo);
    }

    fn turn(
        &mut self,
        done: &str,
        nothing: &str,
        turn: fn(&mut Document, crate::model::time::Moment) -> Option<Result<String, crate::edit::Refusal>>,
    ) {
        let now = self.env.now();
        let Some(document) = &mut self.document else { return };
        match turn(document, now) {
            None => self.say(nothing),
            Some(Ok(label)) => self.say(format!("{done}: {label}")),
            Some(Err(refusal)) => self.warn(refusal.to_string()),
        }
    }

    fn look(&mut self, look: Look) {
        let v = &mut self.view;
        match look {
            Look::Select(select) => self.select(select),
            Look::Group(by) => v.group = by,
            Look::Search(words) => v.search = words,
            Look::OnlyOwed(only) => v.only_owed = only,
            Look::Themes(shown) => v.themes = shown,
            Look::Respond(respond) => v.respond = respond,
            Look::ExportPath(path) => v.export.path = path,
            Look::OpenPath(path) => v.open_path = path,
            Look::PreviewPage(page) => v.export.page = page,
            Look::Import(form) => v.import = form.map(|f| *f),
            Look::Sign(form) => v.sign = form.map(|f| *f),
            Look::Capture(text) => v.capture.text = text,
            Look::CapturePartner(partner) => v.capture.partner = partner,
            Look::CaptureNewTheme(name) => self.capture_new_theme(name),
            Look::RoomScreen(open) => self.show_room(open),
            Look::Help(open) => v.help = open,
            Look::DismissNotice => v.notice = None,
        }
    }

    fn select(&mut self, select: Select) {
        let v = &mut self.view;
        match select {
            Select::Item(id) => v.item = id,
            Select::Boundary(id) => v.boundary = id,
            Select::Partner(id) => v.partner = id,
            Select::Decision(id) => v.decision = id,
            Select::Action(id) => v.action = id,
            Select::Contribution(id) => {
                v.contribution = id;
                v.contributions = id.into_iter().collect();
            }
            Select::Toggle(id) => {
                if !v.contributions.remove(&id) {
                    v.contributions.insert(id);
                    v.contribution = Some(id);
                }
            }
        }
    }
}
