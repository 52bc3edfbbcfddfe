//! The session's file: a whole snapshot, replaced only where it is still what was read or written last.

use crate::store::open::MOST_BYTES;
use crate::store::{Disk, Held, Stat, file_sum, plain_reason, whole};
use std::io;
use std::path::{Path, PathBuf};

/// The file of an open session.
pub struct SessionFile {
    pub path: Option<PathBuf>,
    /// The sum of what was last read or written there; None: nothing was, and nothing must be there.
    known: Option<String>,
    /// Sums of what was tried to be written since: a try that failed at its very end has written it.
    tried: Vec<String>,
    /// How it looked then, to see at a glance that it changed.
    looked: Option<Stat>,
    writer: String,
    who: String,
    /// Says to others that the session is open.
    held: Option<Box<dyn Held>>,
}

/// How the file stands before it is replaced.
#[derive(Debug)]
pub enum Stands {
    /// As it was left, or not there yet.
    AsLeft,
    /// It was deleted or moved; its folder is there.
    Gone,
    /// Its folder is not there: a stick that was pulled out.
    FolderGone,
    /// Something else stands there.
    Other(Vec<u8>),
    Unreadable(io::Error),
}

impl SessionFile {
    pub fn new(path: Option<PathBuf>, known: Option<String>, writer: String, who: String) -> Self {
        Self { path, known, tried: Vec::new(), looked: None, writer, who, held: None }
    }

    /// From now on the session is written to `path`, over these bytes that are there.
    pub fn go_to(&mut self, path: PathBuf, there: Option<&[u8]>) {
        self.known = there.map(file_sum);
        self.tried.clear();
        self.path = Some(path);
        self.looked = None;
        self.held = None;
    }

    /// From now on what stands there counts as known: it may be replaced.
    pub fn accept(&mut self, bytes: &[u8]) {
        self.known = Some(file_sum(bytes));
    }

    /// The sum of what was last read or written.
    pub fn known(&self) -> Option<&String> {
        self.known.as_ref()
    }

    /// Looks at what is there.
    pub fn stands(&self, disk: &dyn Disk) -> Stands {
        let Some(path) = &self.path else { return Stands::AsLeft };
        match disk.read(path, MOST_BYTES) {
            Ok(bytes) if self.is_own(&file_sum(&bytes)) => Stands::AsLeft,
            Ok(bytes) => Stands::Other(bytes),
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                if disk.stat(whole::folder_of(path)).is_err() {
                    Stands::FolderGone
                } else if self.known.is_some() {
                    Stands::Gone
                } else {
                    Stands::AsLeft
                }
            }
            Err(e) => Stands::Unreadable(e),
        }
    }

    fn is_own(&self, sum: &str) -> bool {
        self.known.as_deref() == Some(sum) || self.tried.iter().any(|tried| tried == sum)
    }

    /// Has it changed at a glance since it was last looked at? Looks for what is cheap to see.
    pub fn glance(&mut self, disk: &dyn Disk) -> bool {
        let Some(path) = &self.path else { return false };
        let now = disk.stat(path).ok();
        let before = self.looked.replace(now.clone().unwrap_or_default());
        before.is_some_and(|b| b != now.unwrap_or_default())
    }

    /// Replaces it by a text with this sum.
    pub fn write(&mut self, disk: &dyn Disk, text: &str) -> io::Result<()> {
        let Some(path) = &self.path else { return Err(io::ErrorKind::NotFound.into()) };
        if self.known.is_none() {
            disk.make_folder(whole::folder_of(path))?;
        }
        let sum = file_sum(text.as_bytes());
        self.tried.push(sum.clone());
        let still = || matches!(self.stands(disk), Stands::AsLeft | Stands::Gone);
        whole::replace_if(disk, path, text.as_bytes(), &self.writer, &still)?;
        self.known = Some(sum);
        self.tried.clear();
        self.looked = disk.stat(path).ok();
        Ok(())
    }

    /// Tells others on this and other laptops that the session is open, and who had said so before.
    /// Only politeness: nothing is safe because of it.
    pub fn tell_others(&mut self, disk: &dyn Disk, fallback: &Path) -> Option<String> {
        let path = self.path.as_ref()?;
        if self.held.is_some() {
            return None;
        }
        // A stick is in one laptop at a time, and an open file on it would keep it from being pulled out.
        if disk.is_removable(path) {
            self.held = disk.hold(&fallback.join("open.lock"), &self.who).ok().flatten();
            return None;
        }
        let beside = side_file(path);
        let said = disk.read(&beside, 1000).ok().map(|b| String::from_utf8_lossy(&b).into_owned());
        match disk.hold(&beside, &self.who) {
            Ok(Some(held)) => {
                self.held = Some(held);
                // A crash on this very laptop leaves its own words.
                said.filter(|s| !s.is_empty() && machine(s) != machine(&self.who))
            }
            Ok(None) => Some(said.unwrap_or_else(|| "open in another window".into())),
            Err(_) => {
                self.held = disk.hold(&fallback.join("open.lock"), &self.who).ok().flatten();
                None
            }
        }
    }
}

/// The side file that says that a session is open.
pub fn side_file(path: &Path) -> PathBuf {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    whole::folder_of(path).join(format!(".{name}.open"))
}

/// Which machine a side file's words are from: what stands behind " on ".
fn machine(words: &str) -> &str {
    words.rsplit_once(" on ").map_or(words, |(_, machine)| machine)
}

/// Why a write failed, as a person reads it.
pub fn reason(e: &io::Error) -> String {
    plain_reason(e)
}
