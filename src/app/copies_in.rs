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
use crate::store::keeper::Settle;
use crate::store::photos::Shelves;
use crate::store::{self, compare};
use std::path::PathBuf;
use std::sync::Arc;

/// Names of what comes beyond these are counted.
const MOST_NAMES: usize = 12;

/// Copies on their way into the session.
#[derive(Clone, Debug, Default)]
pub struct CopiesIn {
    pub paths: Vec<PathBuf>,
    pub found: FoundIn,
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
    /// "new: C41, C42; S3: what it says"; empty where nothing comes.
    pub names: String,
    /// Those that cannot be brought in, and why.
    pub refused: Vec<String>,
    book: Arc<Book>,
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
        if paths.is_empty() || document.is_read_only() {
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
        let Some(document) = &self.document else { return };
        if document.is_read_only() {
            let words = document.read_only_words();
            return self.warn(words);
        }
        document.ask_for_history();
        self.view.copies_in = Some(form);
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
        let (disk, paths, own) = (self.env.disk(), form.paths.clone(), document.status.path.clone());
        let own = own.filter(|_| !form.over);
        self.env.spawn(Box::new(move || {
            let id = session.id;
            let read = |path: &PathBuf| -> Result<bring::Copy, BringError> {
                let bytes = store::read_limited(&*disk, path, store::MOST_BYTES)?;
                bring::read(&session, path, &bytes)
            };
            let (mut copies, mut refused) = (Vec::new(), Vec::new());
            for path in paths.iter().filter(|path| own.as_ref() != Some(path)) {
                match read(path) {
                    Ok(copy) => copies.push(copy),
                    Err(e) => refused.push(e.to_string()),
                }
            }
            let offer = match copies.is_empty() {
                true => Err(refused),
                false => offer(&session, revision, &history, copies, refused),
            };
            Job::CopiesRead(id, offer.map(Arc::new))
        }));
    }

    pub(super) fn copies_read(&mut self, id: uuid::Uuid, read: Result<Arc<Offer>, Vec<String>>) {
        if !self.is_open(id) {
            return;
        }
        let Some(form) = &mut self.view.copies_in else { return };
        let brings = read.as_ref().is_ok_and(|offer| offer.brought.command.is_some());
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
        let (offer, over) = (offer.clone(), form.over);
        let fetched = std::mem::replace(&mut form.fetched, true);
        if !fetched && self.fetch_photos(&offer) {
            return;
        }
        let Some(document) = &mut self.document else { return };
        self.view.copies_in = None;
        let Some(command) = offer.brought.command.clone() else {
            // All of the other is here.
            return if over {
                self.settle(Settle::ReplaceOther)
            };
        };
        let from = offer.from();
        match document.bring_in(format!("{from} brought in"), command, offer.book.clone(), now) {
            Err(refusal) => self.warn(refusal.to_string()),
            Ok(()) => {
                self.view.verdict = None;
                if over {
                    // The other stays among the earlier versions.
                    self.settle(Settle::ReplaceOther);
                }
                self.say(format!("{} from {from}; one undo takes it back", offer.brought.words()));
                self.show_what_differs(offer.brought.clashes);
            }
        }
    }

    /// Photos lie beside the copies; they go where this laptop’s are, before the session names them. True: they come.
    fn fetch_photos(&mut self, offer: &Offer) -> bool {
        let Some(s) = self.document.as_ref().map(|d| d.session()) else { return false };
        let new = offer.brought.session.photos.iter().filter(|p| s.photos.get(p.id).is_none());
        let digests: Vec<String> = new.map(|p| p.digest.clone()).collect();
        let paths: Vec<PathBuf> = offer.brought.arrived.iter().map(|a| a.path.clone()).collect();
        let (disk, places, writer) = (self.env.disk(), self.env.places(), self.env.new_id().simple().to_string());
        if digests.is_empty() {
            return false;
        }
        self.env.spawn(Box::new(move || {
            for path in paths {
                let shelves = Shelves::of(places.as_ref(), Some(&path));
                // A picture that is not beside a copy is said to be missing where it is shown.
                digests.iter().for_each(|digest| drop(shelves.fetch(&*disk, digest, &writer)));
            }
            Job::PhotosFetched
        }));
        true
    }

    /// What was written differently is shown at once, where it can be settled.
    fn show_what_differs(&mut self, clashes: usize) {
        let Some(document) = self.document.as_ref().filter(|_| clashes > 0) else { return };
        let first = insight::clashes(document.session()).first().map(|c| c.id);
        self.view.page = super::Page::Check;
        self.handle(super::Action::Look(super::Look::Finding(first.map(|id| (Kind::Clash, Some(id))))));
    }
}

fn offer(
    session: &Session,
    revision: u64,
    history: &str,
    copies: Vec<bring::Copy>,
    mut refused: Vec<String>,
) -> Result<Offer, Vec<String>> {
    let mut book = Book::read_with(history, session).map_err(|e| vec![e.to_string()])?;
    let brought = bring::put_together(session, &mut book, copies, record::mark_changed).map_err(|e| {
        refused.push(e.to_string());
        std::mem::take(&mut refused)
    })?;
    let names = compare::in_words(&compare::differences(session, &brought.session), MOST_NAMES);
    let names = if brought.command.is_some() { names } else { String::new() };
    Ok(Offer { revision, brought, names, refused, book: Arc::new(book) })
}
