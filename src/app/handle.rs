//! Routes actions: each arm is one call into the part that owns the matter.

use super::action::{Action, Aside, Job, Look, Page, RoomShows, Select};
use super::own_laptop::SIGNATURE;
use super::room::LAST_TIME_ROWS;
use super::stage::NOTHING_LEAVES;
use super::state::{App, Draft, Notice, Seen};
use super::{Document, Env, Rehearse};
use crate::edit::{Command, Place, Refusal, RunStep, Turned};
use crate::insight;
use crate::model::Passage;
use crate::model::time::Moment;
use crate::nearby::News;
use crate::printing::FontShelf;
use crate::store::journal::Typing;
use crate::store::load_settings;
use std::sync::Arc;

impl App {
    /// An app with nothing open.
    pub fn new(env: Box<dyn Env>) -> Self {
        let settings = env.settings_path().map(|p| load_settings(&*env.disk(), &p)).unwrap_or_default();
        let (view, room, room_keys, photos_waiting, unfinished) = Default::default();
        let fonts = Arc::new(FontShelf::new(env.find_fonts()));
        let mut app = Self {
            env,
            document: None,
            view,
            settings,
            room,
            room_keys,
            photos_waiting,
            clocks: None,
            warned: None,
            unfinished,
            sticks: Default::default(),
            fonts,
            sharing: None,
            joining: None,
            ways: 0,
            rehearsal: None,
            practising: false,
            asked: Vec::new(),
        };
        app.look_for_unfinished();
        app
    }

    /// Does what was asked for.
    pub fn handle(&mut self, action: Action) {
        if action.is_the_facilitators() && !self.may_run(&action) {
            return self.say("The clock and freezing are the facilitator’s; this copy is for notes at a table");
        }
        match action {
            Action::Go(page) => self.go(page),
            Action::Look(look) => self.look(look),
            Action::Do(label, command) => drop(self.apply(label, command)),
            Action::Type { slot, text, becomes } => self.type_draft(slot, Draft { text, becomes }),
            Action::Forget(slot) => self.forget(slot),
            Action::ForgetAll => self.forget_all(),
            Action::Commit(slot) => self.commit(slot),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::NextSession | Action::NewSession(_) | Action::Sample if self.practising => self.say(NOTHING_LEAVES),
            Action::CloseSession if self.practising => self.rehearse(Rehearse::End),
            Action::NewSession(template) => self.new_session(template),
            Action::NextSession => self.next_session(),
            Action::Sample => self.open_sample(),
            Action::Rehearse(asked) => self.rehearse(asked),
            Action::BrowseOpen => self.env.pick_open("Upfront session", &["ron", "pdf"], Job::PickedOpen),
            Action::Open(path) => self.open(path),
            Action::Continue(id) => self.continue_session(id),
            Action::ForgetPeople => self.forget_people(),
            Action::Settle(choice) => self.settle(choice),
            Action::TakeEarlier => self.take_earlier(),
            Action::WasMoved => self.was_moved(),
            Action::OpenLeftBehind => self.open_left_behind(),
            Action::OpenVersion(path) => self.open_version(path),
            Action::Versions(shown) => self.show_versions(shown),
            Action::Dismiss(banner) => self.dismiss(banner),
            Action::CloseSession => drop(self.close_session()),
            Action::BrowseSaveAs => self.browse_save_as(),
            Action::BrowseSaveTemplate => self.browse_save_template(),
            Action::SaveAs(path) => self.save_as(path),
            Action::Capture => self.capture(),
            Action::Next => self.next(),
            Action::Back => self.back(),
            Action::StartItem(id) => self.start_item(id),
            Action::PauseOrResume => self.pause_or_resume(),
            Action::Give(min) => self.give(min),
            Action::EndSession => self.end_session(),
            Action::EndAt(at) => self.end_at(at),
            Action::TakeOffer(nth) => self.take_offer(nth),
            Action::IgnoreLate => self.ignore_late(),
            Action::GiveAhead(item, min) => self.give_ahead(item, min),
            Action::SkipItem(item) => self.skip_item(item),
            Action::PutBack(item) => self.put_back(item),
            Action::ReportBack => self.report_back(),
            Action::SkipReportBack => self.skip_report_back(),
            Action::AddNext => self.add_next(),
            Action::AddItem => self.add_item(),
            Action::AddBoundary(status) => self.add_boundary(status),
            Action::AddDecision => self.add_decision(),
            Action::AddAction => self.add_action(),
            Action::Came(count) => self.passed(Passage::Arrived, count),
            Action::Left(count) => self.passed(Passage::Left, count),
            Action::LetThrough => self.view.let_through = Some(self.env.now()),
            Action::Prefer(preference) => self.prefer(preference),
            Action::Say(sentence) => self.say(sentence),
            Action::Jump(key) => self.show_place(Place::Thing(key)),
            Action::CorrectRead => self.correct_read(),
            Action::GoTo(page, key) => self.go_to(page, key),
            Action::Mend(finding) => self.mend(*finding),
            Action::Pasted(choice) => self.pasted(choice),
            Action::EndReportBack => self.run("end of the report-back", RunStep::EndReportBack),
            Action::Freeze => self.freeze(false),
            Action::FreezeWithoutWords => self.freeze(true),
            Action::CaptureAndFreeze => self.capture_and_freeze(),
            Action::Verify => self.verify(),
            Action::BrowsePaper => self.env.pick_open("Printed PDF", &["pdf"], Job::PickedPaper),
            Action::BrowseEarlier => self.env.pick_open("Session", &["ron"], Job::PickedEarlier),
            Action::RecordAnswer => self.record_answer(),
            Action::SignHere => self.sign_here(),
            Action::BrowseOwn => self.browse_own(),
            Action::ShowSignedHere => self.show_signed_here(),
            Action::BrowseSignature => self.env.pick_open("Signature", &[SIGNATURE], Job::PickedSignature),
            Action::TakeSignature => self.take_signature(),
            Action::BrowseExport => self.browse_export(),
            Action::HandOn(what) => self.hand_on(what),
            Action::Export => self.export(false),
            Action::Print => self.export(true),
            Action::StopExport => self.stop_export(),
            Action::OpenExported => self.show_exported(),
            Action::BrowsePhoto => self.env.pick_open("Photo", &["jpg", "jpeg", "png"], Job::PickedPhoto),
            Action::PastePhoto(image) => self.paste_photo(image),
            Action::SeePhoto(seen) => self.see_photo(seen),
            Action::Dropped(paths) => self.dropped(paths),
            Action::BrowseImport => self.env.pick_open("Table of text", &["csv"], Job::PickedImport),
            Action::PreviewImport => self.preview_import(),
            Action::ImportNow => self.import_now(),
            Action::BrowseCopiesIn | Action::CopiesOut(true) if self.practising => self.say(NOTHING_LEAVES),
            Action::BrowseCopiesIn => self.env.pick_several("Upfront session", &["ron"], Job::PickedCopiesIn),
            Action::TakeCopies => self.take_copies(),
            Action::LeaveCopies => self.leave_copies(),
            Action::TogetherWithOther => self.look_at_other(),
            Action::CopiesOut(shown) => self.show_copies_out(shown),
            Action::BrowseCopyOut(table) => self.browse_copy_out(table),
            Action::BrowseCopiesOut => self.browse_copies_out(),
            Action::Laptops(_) | Action::Join(_) | Action::OpenRoom if self.practising => self.say(NOTHING_LEAVES),
            Action::Laptops(shown) => self.show_laptops(shown),
            Action::OpenRoom => self.begin_room(),
            Action::CloseRoom => self.close_room(),
            Action::PutOut(no) => self.put_out(no),
            Action::SetRole(no, role) => self.set_role(no, role),
            Action::Join(shown) => self.show_join(shown),
            Action::JoinTyped(typed) => self.join_typed(typed),
            Action::JoinNow => self.join_now(),
            Action::LeaveRoom => self.leave_room(),
            Action::BringIn(kind) => self.bring_in(kind),
            Action::ListTyped(text) => self.list_typed(text),
            Action::CloseList => self.close_list(),
            Action::BrowseList => self.browse_list(),
            Action::TakeList => self.take_list(),
            Action::Done(job) => self.done(job),
        }
    }

    /// May this be done in this copy? Whoever is made a facilitator in the room may run its clock; only the laptop that
    /// opened it freezes, because only that knows who is missing.
    fn may_run(&self, action: &Action) -> bool {
        let Some(document) = &self.document else { return true };
        match self.joined_room() {
            Some(_) => document.rights.is_none() && !action.freezes(),
            None => !document.session().is_of_table(),
        }
    }

    fn done(&mut self, job: Job) {
        match job {
            Job::Opened(result) => self.opened(result),
            Job::Forgot(done) => self.forgot(*done),
            Job::Kept { keeper, status } => self.kept(&keeper, *status),
            Job::Unfinished(found) => self.unfinished(found),
            Job::OnSticks(found) => self.on_sticks(found),
            Job::Versions(session, rows) => self.versions(session, rows),
            Job::SettingsKept => {}
            Job::Rehearsed(job) => self.rehearsed(*job),
            Job::PickedOpen(path) => path.into_iter().for_each(|p| self.open(p)),
            Job::PickedTemplate(path) => path.into_iter().for_each(|p| self.save_template(p)),
            Job::TemplateWritten(path, written) => self.template_written(&path, written),
            Job::TemplateRead(read) => self.template_read(read),
            Job::PickedSaveAs(path) => path.into_iter().for_each(|p| self.save_as(p)),
            Job::PickedCopiesIn(paths) => self.look_at_copies(paths),
            Job::DroppedSessions(sorted) => self.sorted_sessions(sorted),
            Job::CopiesRead(id, read) => self.copies_read(id, read),
            Job::PhotosFetched(id) => self.photos_fetched(id),
            Job::PickedCopyOut(path) => self.copy_out(path),
            Job::PickedCopiesOut(path) => self.copies_out(path),
            Job::CopiesMade(session, made) => self.copies_made(session, made),
            Job::Room(nth, news) => match *news {
                News::Found(found) => self.rooms_found(nth, found),
                news => self.room_says(nth, news),
            },
            Job::CopiesForRoom(nth, made) => self.copies_for_room(nth, made),
            Job::CopyOfRoom(nth, written) => self.copy_of_room(nth, written),
            Job::PhotoForRoom { nth, line, digest, bytes } => self.photo_for_room(nth, line, digest, bytes),
            Job::PhotoCame(digest) => self.photo_is_here(&digest),
            Job::RoomKept(id, kept) => self.room_kept(id, kept),
            Job::PickedExport(path) => path.into_iter().for_each(|p| self.view.export.path = p.display().to_string()),
            Job::PickedImport(path) => path.into_iter().for_each(|p| self.picked_import(p)),
            Job::PickedList(path) => path.into_iter().for_each(|p| self.read_list(p)),
            Job::ListRead(read) => self.list_read(read),
            Job::PickedPaper(path) => path.into_iter().for_each(|p| self.check_paper(p)),
            Job::PickedEarlier(path) => path.into_iter().for_each(|p| self.read_earlier(p)),
            Job::EarlierRead(of, path, read) => self.earlier_read(of, &path, read),
            Job::PickedOwn(path) => path.into_iter().for_each(|p| self.picked_own(&p)),
            Job::SignedHere(session, signed) => self.signed_here(session, signed),
            Job::PickedSignature(path) => path.into_iter().for_each(|p| self.read_signature(p)),
            Job::SignatureRead(session, read) => self.signature_read(session, read),
            Job::PaperChecked(session, checked) => self.paper_checked(session, checked),
            Job::PickedPhoto(path) => path.into_iter().for_each(|p| self.add_photo(p)),
            Job::PhotoKept { session, photo } => self.photo_kept(session, photo),
            Job::PhotoSeen(seen, picture) => drop(self.view.photos.insert(seen, Seen::of(picture))),
            Job::HandedOn(result) => self.handed_on(result),
            Job::Exported(path, result) => self.exported(path, result),
            Job::Previewed(result) => self.previewed(result),
            Job::LaidOut { session, laid_out } => self.laid_out(session, *laid_out),
            Job::Painted { session, painted } => self.painted(session, *painted),
        }
    }

    /// Once a frame, before drawing: what came back, and what is due.
    pub fn tick(&mut self) {
        for action in self.env.poll() {
            self.handle(action);
        }
        self.take_arrived();
        self.tell_room_of_typing();
        self.watch_sticks();
        self.watch_clock();
        self.watch_warnings();
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
        self.look(Look::TableMode(false));
        self.view.page = page;
        self.view.respond = None;
        self.view.leaving = false;
    }

    /// Applies a command; the refusal's sentence is shown where there is one.
    pub(super) fn apply(&mut self, label: String, command: Command) -> bool {
        self.apply_typed(label, command, None)
    }

    /// The same, with the slot whose words are in the command.
    pub(super) fn apply_typed(&mut self, label: String, command: Command, clears: Option<u64>) -> bool {
        let now = self.env.now();
        let Some(document) = &mut self.document else { return false };
        if document.is_read_only() {
            let words = document.read_only_words();
            self.warn(words);
            return false;
        }
        let added = command.added();
        match document.apply(label, command, clears, now) {
            Ok(()) => {
                self.view.notice = None;
                // What was said of a paper was said of the text before.
                self.view.verdict = None;
                if let Some(id) = added {
                    self.look(Look::Fresh(id));
                }
                true
            }
            Err(refusal) => {
                self.warn(refusal.to_string());
                false
            }
        }
    }

    fn type_draft(&mut self, slot: u64, draft: Draft) {
        let typing = Typing { text: draft.text.clone(), becomes: draft.becomes.clone().ok() };
        self.view.drafts.insert(slot, draft);
        let now = self.env.now();
        if let Some(document) = &mut self.document {
            document.typed(slot, Some(typing), now);
        }
    }

    fn forget(&mut self, slot: u64) {
        let now = self.env.now();
        if self.view.drafts.remove(&slot).is_some()
            && let Some(document) = &mut self.document
        {
            document.typed(slot, None, now);
        }
    }

    fn forget_all(&mut self) {
        let slots: Vec<u64> = self.view.drafts.keys().copied().collect();
        slots.into_iter().for_each(|slot| self.forget(slot));
    }

    /// Words that can't be what they should stay where they are, with the reason under them.
    fn commit(&mut self, slot: u64) {
        if self.view.drafts.get(&slot).is_none_or(|d| d.becomes.is_err()) {
            return;
        }
        let Some(Draft { text, becomes: Ok((label, command)) }) = self.view.drafts.remove(&slot) else { return };
        if !self.apply_typed(label, command, Some(slot)) {
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
        let nothing = match self.document.as_ref().map(|d| d.history()) {
            Some(h) if h.stops_at_version() => {
                "What is frozen as a version is not undone; a change now makes the next version"
            }
            Some(h) if h.stops_at_brought_in() => "What other copies brought in stays by now",
            _ => "There is nothing to undo",
        };
        self.turn("Undone", nothing, Document::undo);
    }

    fn redo(&mut self) {
        self.keep_drafts();
        self.turn("Done again", "There is nothing to do again", Document::redo);
    }

    fn turn(&mut self, done: &str, nothing: &str, turn: fn(&mut Document, Moment) -> Option<Result<Turned, Refusal>>) {
        let now = self.env.now();
        let Some(document) = &mut self.document else { return };
        match turn(document, now) {
            None => self.say(nothing),
            Some(Ok(turned)) => {
                self.show_place(turned.place);
                self.say(format!("{done}: {}", turned.label));
            }
            Some(Err(refusal)) => self.warn(refusal.to_string()),
        }
    }

    fn look(&mut self, look: Look) {
        let document = self.document.as_ref();
        let v = &mut self.view;
        match look {
            Look::Select(select) => self.select(select),
            Look::Group(by) => v.group = by,
            Look::Search(words) => v.search = words,
            Look::OnlyOwed(only) => v.only_owed = only,
            Look::Aside(shown) => {
                v.aside = shown;
                // What was missing may be back.
                v.photos.retain(|_, seen| !matches!(seen, Seen::Missing(_)));
            }
            Look::LargePhoto(id) => v.large_photo = id,
            Look::Fresh(id) => {
                (v.fresh, v.told) = (Some(id), None);
                v.fresh_nth += 1;
            }
            Look::Told(told) => {
                (v.fresh, v.told) = (None, Some(told));
                v.fresh_nth += 1;
            }
            Look::Respond(respond) => v.respond = respond,
            Look::DecideOnFixed(on) => v.on_fixed = on,
            Look::Finding(id) => {
                let findings = document.map_or(&[][..], |d| d.derived().findings(d.session()));
                v.finding_place = findings.iter().position(|f| Some(f.id()) == id).unwrap_or(v.finding_place);
                v.finding = id;
                v.leaving = false;
            }
            Look::LeaveFinding(leaving) => v.leaving = leaving,
            Look::CharterAsked(asked) => v.charter_asked = Some(asked),
            Look::ExportPath(path) => v.export.path = path,
            Look::OpenPath(path) => v.open_path = path,
            Look::PreviewPage(page) => v.export.page = page,
            Look::PreviewSheets(sheets) => {
                v.export.page = 0;
                v.export.sheets = sheets;
                // A name for another document is no name for this one.
                v.export.path.clear();
                v.export.written = None;
            }
            Look::WithRecord(with) => v.export.sheets.with_record = with,
            Look::Import(form) => v.import = form.map(|f| *f),
            Look::Freeze(form) => v.freeze = form,
            Look::FreezeAsks(asks) => v.freeze_asks = asks,
            Look::Code(code) => {
                v.code = code;
                v.verdict = None;
            }
            Look::Sign(form) => {
                v.sign = form.map(|f| *f);
                self.tell_sign_form();
            }
            Look::Own(form) => v.own = form.map(|f| *f),
            Look::LeaveSignature => v.came_back = None,
            Look::Capture(text) => self.capture_text(text),
            Look::CapturePartner(partner) => v.capture.partner = partner,
            Look::CaptureAbout(about) => v.capture.boundary = about,
            Look::CaptureKind(kind) => v.capture.kind = kind,
            Look::CaptureVoice(voice) => v.capture.voice = voice,
            Look::CaptureTable(table) => v.capture.table = table,
            Look::CaptureNewTheme(name) => self.capture_new_theme(name),
            Look::RoomScreen(open) => self.show_room(open),
            Look::RoomHere(here) => self.show_room_here(here),
            Look::RoomBlank(blank) => v.room_blank = blank,
            Look::RoomShows(what) => v.room_shows = what,
            Look::RoomBalance(shown) => v.room_balance = shown,
            Look::ReadBack(place) => {
                // One past the last says that this was all.
                let all = document.map_or(0, |d| insight::read_back(d.session()).len());
                v.read_back = place.min(all);
            }
            Look::GoOn(on) => {
                let step = |at: usize| if on { at + 1 } else { at.saturating_sub(1) };
                match v.room_shows {
                    RoomShows::LastTime => {
                        let pages = document.map_or(0, |d| d.session().earlier.len().div_ceil(LAST_TIME_ROWS));
                        v.last_time_page = step(v.last_time_page).min(pages.saturating_sub(1));
                    }
                    _ => {
                        let all = document.map_or(0, |d| insight::read_back(d.session()).len());
                        v.read_back = step(v.read_back).min(all);
                    }
                }
            }
            Look::TableMode(on) => {
                // At a table, what is written down is that table's; after it as before.
                if on && !v.table_mode {
                    v.table_before = v.capture.table;
                    let tables = document.is_some_and(|d| d.session().agenda.iter().any(|i| i.tables > 0));
                    v.capture.table = v.capture.table.max(u8::from(tables));
                } else if !on && v.table_mode {
                    v.capture.table = v.table_before;
                }
                v.table_mode = on;
            }
            Look::TableItem(item) => v.table_item = Some(item),
            Look::Palette(words) => v.palette = words,
            Look::Private(shown) => v.private = shown,
            Look::Help(open) => v.help = open,
            Look::Guide(guide) => v.guide = guide,
            Look::ChooseRehearsal(chosen) => v.rehearse = chosen,
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
            Select::Earlier(id) => v.earlier = id,
            Select::Photos => {
                v.aside = Some(Aside::Photos);
                v.contributions.clear();
                v.contribution = None;
            }
            Select::Contribution(id) => {
                v.contribution = id;
                v.contributions = id.into_iter().collect();
            }
            Select::Contributions(ids) => {
                v.contribution = ids.first().copied();
                v.contributions = ids.into_iter().collect();
            }
            Select::Toggle(id) => {
                if v.contributions.remove(&id) {
                    v.contribution = v.contributions.first().copied();
                } else {
                    v.contributions.insert(id);
                    v.contribution = Some(id);
                }
            }
        }
    }
}
