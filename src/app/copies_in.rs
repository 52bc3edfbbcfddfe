//! Other copies of the session brought in: read, looked at, and taken as one step. Nothing changes before that.
//!
//! The keeper has the history, and lends it; what the copies bring is worked out elsewhere, for the session as it is at
//! that moment. Where it has changed by the time it is to be taken, it is worked out once more and taken then.

use super::action::Job;
use super::state::App;
use crate::insight::{self, Kind};
use crate::model::Session;
use crate::record;
use crate::store::book::Book;
use crate::store::bring::{self, BringError, Brought};
use crate::store::keeper::Message;
use crate::store::{self, Disk, compare, photos};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// Names of what comes beyond these are counted.
const MOST_NAMES: usize = 12;

/// Copies on their way into the session.
#[derive(Clone, Debug, Default)]
pub struct CopiesIn {
    pub paths: Vec<PathBuf>,
    pub found: FoundIn,
    /// Tells it from others: what comes late for another is not for this one.
    pub id: Uuid,
    /// It was said that they are to be taken, whatever else has changed meanwhile.
    taking: bool,
    /// The photos they name are on this laptop.
    fetched: bool,
    /// It is what stands in the session’s own file by now: what comes of both is written over it.
    over: bool,
    /// Nobody asked for them: they lie beside the session, and are told of only where they bring something.
    unasked: bool,
}

impl CopiesIn {
    /// Did somebody ask for it? What nobody asked for is only told.
    pub fn is_asked(&self) -> bool {
        !self.unasked
    }

    /// What lies beside the session and brings something.
    pub fn told(&self) -> Option<&Offer> {
        match &self.found {
            FoundIn::Here(offer) if self.unasked => Some(offer),
            _ => None,
        }
    }
}

/// What was found in them.
#[derive(Clone, Debug, Default)]
pub enum FoundIn {
    #[default]
    /// The history has not come yet.
    Asked,
    Reading,
    Here(Arc<Offer>),
    /// Why nothing can be taken.
    Nothing(Vec<String>),
}

/// What copies would bring.
#[derive(Debug)]
pub struct Offer {
    /// For the session as it was after so many changes.
    revision: u64,
    pub brought: Brought,
    /// "12 new, 3 changed, 1 to settle"
    pub words: String,
    /// Anything of it is not here yet.
    pub is_news: bool,
    /// "new: C41, C42; S3: what it says"; empty where nothing comes.
    pub names: String,
    /// Those that cannot be brought in, and why.
    pub refused: Vec<String>,
    /// The history that holds all of them.
    history: Arc<str>,
    /// The sum of what stood in the session’s own file, where that was one of them.
    own_file: Option<String>,
}

impl Offer {
    /// "table 3’s copy and table 5’s copy"
    pub fn from(&self) -> String {
        let mut all: Vec<&str> = self.brought.arrived.iter().map(|a| a.from.as_str()).collect();
        all.dedup();
        match all.as_slice() {
            [one] => (*one).to_string(),
            [most @ .., last] => format!("{} and {last}", most.join(", ")),
            [] => String::new(),
        }
    }
}

impl App {
    /// Looks at what these files would bring.
    pub(super) fn look_at_copies(&mut self, paths: Vec<PathBuf>) {
        self.begin_copies(CopiesIn { paths, ..CopiesIn::default() });
    }

    /// Puts what something else wrote to the session’s own file together with what is here.
    pub(super) fn look_at_other(&mut self) {
        let path = self.document.as_ref().and_then(|d| d.status.path.clone());
        self.begin_copies(CopiesIn { paths: path.into_iter().collect(), over: true, ..CopiesIn::default() });
    }

    /// Copies that lie beside the session and are new, or were changed, are looked at; where they bring something, that is
    /// told.
    pub(super) fn look_beside(&mut self) {
        let Some(document) = self.document.as_ref().filter(|_| self.view.copies_in.is_none()) else { return };
        let is_new = |(path, times): &(&PathBuf, &u32)| self.view.beside_seen.get(*path) != Some(*times);
        let paths: Vec<PathBuf> = document.status.beside.iter().filter(is_new).map(|(path, _)| path.clone()).collect();
        // A table writes its own down; the others are the facilitator’s to bring in.
        if paths.is_empty() || document.is_read_only() || document.session().is_of_table() {
            return;
        }
        self.view.beside_seen.clone_from(&document.status.beside);
        self.begin_copies(CopiesIn { paths, unasked: true, ..CopiesIn::default() });
    }

    /// They are not to come in now.
    pub(super) fn leave_copies(&mut self) {
        self.view.copies_in = None;
        self.look_beside();
    }

    fn begin_copies(&mut self, form: CopiesIn) {
        if form.paths.is_empty() {
            return;
        }
        if form.is_asked() {
            self.keep_drafts();
        }
        let id = self.env.new_id();
        let Some(document) = &self.document else { return };
        if document.is_read_only() {
            let words = document.read_only_words();
            return self.warn(words);
        }
        document.ask_for_history();
        // What was told of meanwhile is told of again afterwards.
        let before = self.view.copies_in.replace(CopiesIn { id, ..form });
        for path in before.iter().filter(|form| form.unasked).flat_map(|form| &form.paths) {
            self.view.beside_seen.remove(path);
        }
    }

    /// Works out what the copies bring, once the history is there.
    pub(super) fn read_copies(&mut self) {
        let (Some(document), Some(form)) = (&self.document, &mut self.view.copies_in) else { return };
        if !matches!(form.found, FoundIn::Asked) {
            return;
        }
        let Some(history) = document.history_now() else { return };
        form.found = FoundIn::Reading;
        let (session, revision) = (document.session().clone(), document.revision());
        let (disk, form, own) = (self.env.disk(), form.clone(), document.status.path.clone());
        self.env.spawn(Box::new(move || {
            let mut read = Read { session: &session, copies: Vec::new(), refused: Vec::new(), own_file: None };
            for path in &form.paths {
                match own.as_ref() == Some(path) && !form.over {
                    true => read.refused.push(format!("{} is this session’s own file", path.display())),
                    false => read.file(&*disk, path, form.over),
                }
            }
            Job::CopiesRead(form.id, read.offer(revision, &history).map(Arc::new))
        }));
    }

    pub(super) fn copies_read(&mut self, id: Uuid, read: Result<Arc<Offer>, Vec<String>>) {
        let Some(form) = self.view.copies_in.as_mut().filter(|form| form.id == id) else { return };
        let brings = read.as_ref().is_ok_and(|offer| offer.is_news);
        if form.unasked && !brings {
            return self.leave_copies();
        }
        form.found = match read {
            Ok(offer) => FoundIn::Here(offer),
            Err(why) => FoundIn::Nothing(why),
        };
        if form.taking {
            self.take_copies();
        }
    }

    /// Takes what the copies bring, as one step.
    pub(super) fn take_copies(&mut self) {
        self.keep_drafts();
        let now = self.env.now();
        let (Some(document), Some(form)) = (&mut self.document, &mut self.view.copies_in) else { return };
        let FoundIn::Here(offer) = &form.found else { return };
        if offer.revision != document.revision() {
            // Somebody typed meanwhile: what comes is worked out for the session as it is now.
            (form.found, form.taking) = (FoundIn::Asked, true);
            return document.ask_for_history();
        }
        let offer = offer.clone();
        let (id, fetched) = (form.id, std::mem::replace(&mut form.fetched, true));
        if !fetched && self.fetch_photos(id, &offer) {
            return;
        }
        let Some(document) = &mut self.document else { return };
        self.view.copies_in = None;
        let from = offer.from();
        if let Some(command) = offer.brought.command.clone() {
            if let Err(refusal) = document.bring_in(format!("{from} brought in"), command, offer.history.clone(), now) {
                return self.warn(refusal.to_string());
            }
            self.view.verdict = None;
            self.say(format!("{} from {from}; one undo takes it back", offer.words));
        }
        if let (Some(document), Some(sum)) = (&self.document, &offer.own_file) {
            // All of the other is here by now, and it stays among the earlier versions.
            document.send(Message::SaveOver { sum: sum.clone(), at: now });
        }
        self.show_what_differs(offer.brought.clashes);
        self.look_beside();
    }

    /// Photos lie beside the copies; they go where this laptop’s are, before the session names them. True: they come.
    fn fetch_photos(&mut self, id: Uuid, offer: &Offer) -> bool {
        let Some(s) = self.document.as_ref().map(|d| d.session()) else { return false };
        let digests = offer.brought.new_photos(s);
        if digests.is_empty() {
            return false;
        }
        let paths: Vec<PathBuf> = offer.brought.arrived.iter().map(|a| a.path.clone()).collect();
        let (disk, places, writer) = (self.env.disk(), self.env.places(), self.env.new_id().simple().to_string());
        self.env.spawn(Box::new(move || {
            photos::fetch_all(&*disk, places.as_ref(), &paths, &digests, &writer);
            Job::PhotosFetched(id)
        }));
        true
    }

    /// The photos are there; what was said to be taken is taken.
    pub(super) fn photos_fetched(&mut self, id: Uuid) {
        if self.view.copies_in.as_ref().is_some_and(|form| form.id == id) {
            self.take_copies();
        }
    }

    /// What was written differently is shown at once, where it can be settled.
    fn show_what_differs(&mut self, clashes: usize) {
        let Some(document) = self.document.as_ref().filter(|_| clashes > 0) else { return };
        let first = insight::clashes(document.session()).first().map(|c| c.id);
        self.view.page = super::Page::Check;
        self.handle(super::Action::Look(super::Look::Finding(first.map(|id| (Kind::Clash, Some(id))))));
    }
}

/// Copies as they are read.
struct Read<'s> {
    session: &'s Session,
    copies: Vec<bring::Copy>,
    refused: Vec<String>,
    own_file: Option<String>,
}

impl Read<'_> {
    fn file(&mut self, disk: &dyn Disk, path: &Path, is_own: bool) {
        let bytes = store::read_limited(disk, path, store::MOST_BYTES).map_err(BringError::from);
        let read = bytes.and_then(|bytes| {
            self.own_file = is_own.then(|| store::file_sum(&bytes));
            bring::read(self.session, path, &bytes)
        });
        match read {
            Ok(copy) => self.copies.push(copy),
            Err(e) => self.refused.push(e.to_string()),
        }
    }

    /// What all that could be read bring together.
    fn offer(mut self, revision: u64, history: &str) -> Result<Offer, Vec<String>> {
        let s = self.session;
        if self.copies.is_empty() {
            return Err(self.refused);
        }
        let before = Book::read_with(history, s).map_err(|e| vec![e.to_string()])?;
        let together = |copies| {
            let mut book = before.clone();
            bring::put_together(s, &mut book, copies, record::mark_changed).map(|brought| (book, brought))
        };
        let (mut book, brought) = match together(self.copies.clone()) {
            Ok(done) => done,
            Err(_) => {
                // One that does not fit keeps none of the others out.
                let (copies, strange) = bring::fitting(&before, self.copies);
                self.refused.extend(strange.iter().map(ToString::to_string));
                if copies.is_empty() {
                    return Err(self.refused);
                }
                together(copies).map_err(|e| vec![e.to_string()])?
            }
        };
        let names = compare::in_words(&compare::differences(s, &brought.session), MOST_NAMES);
        let (words, is_news) = (brought.words(), brought.is_news());
        let names = if is_news { names } else { String::new() };
        let (refused, own_file) = (self.refused, self.own_file);
        Ok(Offer { revision, brought, words, is_news, names, refused, history: book.to_text().into(), own_file })
    }
}
