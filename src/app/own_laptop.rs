//! Signing on a laptop of one's own: the small file that is written there, and taken in here.

use super::action::{Action, Job, Look, Told};
use super::state::App;
use crate::edit;
use crate::model::time::Moment;
use crate::model::*;
use crate::record::{self, LaptopKey, OwnAnswer, Signed};
use crate::store::{self, OpenError};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The ending of a file with a signature.
pub const SIGNATURE: &str = "signature";

/// An answer as it is given on this laptop, by whom it belongs to.
#[derive(Clone, PartialEq, Debug)]
pub struct OwnForm {
    pub partner: PartnerId,
    pub says: super::SignWord,
    pub words: String,
    pub name: String,
    pub capacity: String,
    /// What the laptop is to be called.
    pub laptop: String,
    /// Where the file goes, as typed; empty: beside the session, or in the folder of sessions.
    pub path: String,
}

/// A file that was signed here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedHere {
    pub path: PathBuf,
    /// The end of the key.
    pub key_end: String,
}

/// A signature that came back: what it says is shown before it is taken down.
#[derive(Clone, PartialEq, Debug)]
pub struct CameBack {
    /// Its file, for a session that goes on meanwhile.
    bytes: Vec<u8>,
    path: PathBuf,
    /// What it says, and what that shows.
    pub sentences: Vec<String>,
}

impl App {
    /// The form for a partner, with what this laptop calls itself.
    pub fn own_form(&self, p: &Partner) -> OwnForm {
        let laptop = self.env.laptop();
        let (says, words, name, path) = Default::default();
        OwnForm { partner: p.id, says, words, name, capacity: p.signs_as(), laptop, path }
    }

    /// Where a signature goes unless the person says otherwise: beside the session, named after it, the version and the
    /// partner.
    pub fn default_signature_path(&self, partner: PartnerId) -> PathBuf {
        let Some(document) = &self.document else { return PathBuf::new() };
        let s = document.session();
        let key = s.partners.get(partner).map_or("", |p| p.key.as_str()).to_lowercase();
        let key: String = key.chars().filter(|c| c.is_alphanumeric()).collect();
        let no = s.version().map_or(0, |v| v.no);
        let stem = store::file_name_for(s, |_| false);
        let stem = Path::new(&stem).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = document.status.path.as_deref().and_then(Path::parent).map(PathBuf::from);
        folder.unwrap_or_else(|| self.env.session_folder()).join(format!("{stem}-version-{no}-{key}.{SIGNATURE}"))
    }

    /// Signs what the form says with the key of this laptop, and writes the file that goes back.
    pub(super) fn sign_here(&mut self) {
        let (Some(document), Some(form)) = (&self.document, &self.view.own) else { return };
        let Some(places) = self.env.places() else {
            return self.warn("This system gives Upfront no folder in which it could keep a key");
        };
        let session = document.session().clone();
        let said = OwnAnswer {
            partner: form.partner,
            says: form.says.answer(&form.words, None),
            name: form.name.clone(),
            capacity: form.capacity.clone(),
            laptop: form.laptop.clone(),
            at: self.env.now(),
            salt: self.env.new_salt(),
        };
        let typed = form.path.trim();
        let (free, path) = match typed.is_empty() {
            true => (true, self.default_signature_path(form.partner)),
            false => (false, PathBuf::from(typed)),
        };
        let (disk, fresh) = (self.env.disk(), self.env.new_key());
        self.env.spawn(Box::new(move || {
            let signed = || -> Result<SignedHere, String> {
                let secret = store::signing_key(&*disk, &places.signing_key(), || fresh).map_err(|e| e.to_string())?;
                let key = LaptopKey::of(&secret);
                let text = record::sign(&session, &said, &key).map_err(|e| e.to_string())?;
                // Somebody who changes their mind signs again, and both files stay.
                let path = if free { store::free_name(&*disk, &path) } else { path };
                store::create_new(&*disk, &path, text.as_bytes()).map_err(|e| e.to_string())?;
                Ok(SignedHere { path, key_end: key.end() })
            };
            Job::SignedHere(session.id, signed())
        }));
    }

    pub(super) fn signed_here(&mut self, session: Uuid, signed: Result<SignedHere, String>) {
        if !self.is_open(session) {
            return;
        }
        match signed {
            Ok(signed) => {
                self.view.own = None;
                self.view.signed_here = Some(signed);
                self.handle(Action::Look(Look::Told(Told::SignedHere)));
            }
            Err(sentence) => self.warn(sentence),
        }
    }

    /// Asks where the signature goes.
    pub(super) fn browse_own(&mut self) {
        let Some(form) = &self.view.own else { return };
        let path = self.default_signature_path(form.partner);
        let folder = path.parent().map_or_else(|| self.env.session_folder(), Path::to_path_buf);
        let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        self.env.pick_save(folder, name, Job::PickedOwn);
    }

    pub(super) fn picked_own(&mut self, path: &Path) {
        if let Some(form) = &mut self.view.own {
            form.path = path.display().to_string();
        }
    }

    /// Opens the folder of the file that was signed here.
    pub(super) fn show_signed_here(&mut self) {
        let folder = self.view.signed_here.as_ref().and_then(|signed| signed.path.parent()).map(PathBuf::from);
        if let Some(Err(sentence)) = folder.map(|folder| self.env.show(&folder)) {
            self.warn(sentence);
        }
    }

    /// Reads a signature that came back. Nothing of it is taken down yet.
    pub(super) fn read_signature(&mut self, path: PathBuf) {
        self.keep_drafts();
        let (disk, now) = (self.env.disk(), self.env.now());
        let Some(document) = &self.document else { return };
        if document.is_read_only() {
            return self.warn("An answer is recorded in the session’s own file; open that, then take in the signature");
        }
        let session = document.session().clone();
        self.env.spawn(Box::new(move || {
            let read = read_limited(&*disk, &path).and_then(|bytes| {
                let sentences = read_back(&session, &path, &bytes, now)?.sentences(&session);
                Ok(Box::new(CameBack { bytes, path, sentences }))
            });
            Job::SignatureRead(session.id, read)
        }));
    }

    pub(super) fn signature_read(&mut self, session: Uuid, read: Result<Box<CameBack>, String>) {
        if !self.is_open(session) {
            return;
        }
        match read {
            // One after the other, so that each is looked at.
            Ok(back) if self.view.came_back.is_some() => {
                let name = back.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.warn(format!("{name} was not taken in: record the one that is shown, or leave it, first"));
            }
            Ok(back) => {
                self.view.came_back = Some(*back);
                self.handle(Action::Look(Look::Told(Told::CameBack)));
            }
            Err(sentence) => self.warn(sentence),
        }
    }

    /// Takes down the answer that came back.
    pub(super) fn take_signature(&mut self) {
        let (Some(document), Some(back)) = (&self.document, &self.view.came_back) else { return };
        let s = document.session();
        // The session may have gone on since it was read.
        let signed = match read_back(s, &back.path, &back.bytes, self.env.now()) {
            Ok(signed) => signed,
            Err(sentence) => return self.warn(sentence),
        };
        let partner = signed.partner;
        let label = format!("answer of {}", s.partner_name(Some(partner)));
        let answer = signed.taken(s, self.env.new_id().into(), self.env.new_id().into());
        let command = edit::answer(s, answer, signed.signer, None);
        if self.apply(label.clone(), command) {
            self.view.came_back = None;
            self.say(format!("Recorded: {label}"));
            self.handle(Action::Look(Look::Fresh(partner.0)));
        }
    }
}

fn read_limited(disk: &dyn store::Disk, path: &Path) -> Result<Vec<u8>, String> {
    store::read_limited(disk, path, record::MOST_SIGNATURE_BYTES).map_err(|e| match e {
        OpenError::TooLarge(_) => sentence(path, &record::SignatureError::NotOne),
        other => other.to_string(),
    })
}

fn read_back(s: &Session, path: &Path, bytes: &[u8], now: Moment) -> Result<Signed, String> {
    record::read_signature(s, bytes, now).map_err(|problem| sentence(path, &problem))
}

fn sentence(path: &Path, problem: &record::SignatureError) -> String {
    format!("{} {problem}", path.file_name().unwrap_or_default().to_string_lossy())
}
