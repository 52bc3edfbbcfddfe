//! Reading a session file, whatever is handed in, and writing one.
//!
//! Opening never writes. What cannot be read gives one sentence with the file, the place and what to do.

use super::schema::{self, v1};
use super::sums::{self, Seal};
use super::{Disk, SaveError};
use crate::model::Session;
use std::path::{Path, PathBuf};

/// No session file is larger: 100,000 contributions take 60 MB.
pub const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// Why a file was not opened. The display is the sentence the person reads.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("{} is not there; check the name, or look for it with Open", .0.display())]
    Missing(PathBuf),
    #[error("{} is a folder; choose a session file in it (its name ends in .ron)", .0.display())]
    Folder(PathBuf),
    #[error("{} could not be read ({reason})", path.display())]
    Read { path: PathBuf, reason: String },
    #[error("{} is empty; there is nothing in it to open", .0.display())]
    Empty(PathBuf),
    #[error("{} is larger than {} MB, which no session is; it was not opened", .0.display(), MOST_BYTES / 1024 / 1024)]
    TooLarge(PathBuf),
    #[error("{} is saved as UTF-16; save it as UTF-8 in a text editor and open it again", .0.display())]
    Utf16(PathBuf),
    #[error("{}, line {line}: this is not readable text (UTF-8); it may not be a session file, or it is damaged", path.display())]
    NotText { path: PathBuf, line: usize },
    #[error("{} was made by a newer version of Upfront (format {needs}); open it with that version", path.display())]
    Newer { path: PathBuf, needs: u32 },
    #[error("{}, line {line}{}: {problem}", path.display(), in_item(.near))]
    Form { path: PathBuf, line: usize, near: Option<String>, problem: String },
    #[error("{}: {item} names “{missing}”, which is not in the file", path.display())]
    Reference { path: PathBuf, item: String, missing: String },
    #[error("{}: {problem}", path.display())]
    Twice { path: PathBuf, problem: String },
}

impl OpenError {
    /// Is there something in it that may be rescued?
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::NotText { .. } | Self::Form { .. } | Self::Reference { .. } | Self::Twice { .. })
    }
}

fn in_item(near: &Option<String>) -> String {
    near.as_ref().map(|n| format!(" (in {n})")).unwrap_or_default()
}

/// Reads a session from a file.
pub fn open(disk: &dyn Disk, path: &Path) -> Result<Session, OpenError> {
    let bytes = read_limited(disk, path, MOST_BYTES)?;
    parse(path, &bytes)
}

/// The bytes of a file that somebody handed us, at most `most`.
pub fn read_limited(disk: &dyn Disk, path: &Path, most: u64) -> Result<Vec<u8>, OpenError> {
    let bytes = disk.read(path, most).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => OpenError::Missing(path.into()),
        std::io::ErrorKind::IsADirectory => OpenError::Folder(path.into()),
        _ => OpenError::Read { path: path.into(), reason: super::plain_reason(&e) },
    })?;
    if bytes.len() as u64 > most {
        return Err(OpenError::TooLarge(path.into()));
    }
    Ok(bytes)
}

/// A session that was read whole.
#[derive(Debug)]
pub struct Sound {
    pub session: Session,
    /// Its history, as [`super::book::Book`] reads it; empty where it has none.
    pub history: String,
    /// The file was changed by something else than Upfront since Upfront wrote it.
    pub changed: Option<Changed>,
}

/// What the sums say of a file that was changed outside Upfront.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Changed {
    /// What is new or other than it was written: "C12", "title".
    pub names: Vec<String>,
    /// How many things that were written are there no more.
    pub gone: usize,
}

impl Changed {
    /// "C12, title; 1 thing is gone"
    pub fn words(&self) -> String {
        let mut words = self.names.iter().take(6).cloned().collect::<Vec<_>>().join(", ");
        if self.names.len() > 6 {
            words.push_str(&format!(" and {} more", self.names.len() - 6));
        }
        match self.gone {
            0 if words.is_empty() => "a comment, a space or a sum".into(),
            0 => words,
            1 if words.is_empty() => "1 thing is gone".into(),
            1 => format!("{words}; 1 thing is gone"),
            n if words.is_empty() => format!("{n} things are gone"),
            n => format!("{words}; {n} things are gone"),
        }
    }
}

/// Reads a session from bytes; `path` is for the sentence only.
pub fn parse(path: &Path, bytes: &[u8]) -> Result<Session, OpenError> {
    read_sound(path, bytes).map(|sound| sound.session)
}

/// The same, and whether the file is as Upfront wrote it.
pub fn read_sound(path: &Path, bytes: &[u8]) -> Result<Sound, OpenError> {
    let text = text_of(path, bytes)?;
    if let Some(needs) = schema::number_after(text, "needs:").filter(|n| *n > schema::FORMAT) {
        return Err(OpenError::Newer { path: path.into(), needs });
    }
    let mut file = schema::read(text).map_err(|error| form_error(path, text, &error))?;
    let history = std::mem::take(&mut file.history);
    let seal = sums::seal(text);
    // Format 1 had no sums.
    let as_written = seal == Seal::Whole || (seal == Seal::Missing && schema::number_after(text, "format:") == Some(1));
    let changed = (!as_written).then(|| changed(text, &file.session));
    let session = schema::session_from_file(file).map_err(|problem| match problem {
        schema::Broken::Reference { item, missing } => OpenError::Reference { path: path.into(), item, missing },
        schema::Broken::Twice(problem) => OpenError::Twice { path: path.into(), problem },
    })?;
    Ok(Sound { session, history, changed })
}

fn changed(text: &str, session: &v1::SessionV1) -> Changed {
    let (noted, sums) = (sums::noted(text), sums::of(session));
    if noted.is_empty() {
        return Changed::default();
    }
    let names = sums.iter().filter(|s| !noted.has(s)).map(|s| s.name.clone()).collect();
    Changed { names, gone: noted.gone(&sums) }
}

fn text_of<'a>(path: &Path, bytes: &'a [u8]) -> Result<&'a str, OpenError> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(OpenError::Utf16(path.into()));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let before = bytes.get(..e.valid_up_to()).unwrap_or_default();
        OpenError::NotText { path: path.into(), line: 1 + before.iter().filter(|b| **b == b'\n').count() }
    })?;
    if text.trim().is_empty() {
        return Err(OpenError::Empty(path.into()));
    }
    if text.contains("\0") && text.bytes().filter(|b| *b == 0).count() * 3 > text.len() {
        return Err(OpenError::Utf16(path.into()));
    }
    Ok(text)
}

fn form_error(path: &Path, text: &str, error: &ron::error::SpannedError) -> OpenError {
    let line = error.span.start.line.max(1);
    OpenError::Form { path: path.into(), line, near: item_above(text, line), problem: plain(&error.code) }
}

/// The last line that names an item (`no: 12`) above a line, so that a person can find the place.
fn item_above(text: &str, line: usize) -> Option<String> {
    let lines: Vec<&str> = text.lines().take(line).collect();
    lines.iter().rev().take(40).find_map(|l| {
        let l = l.trim().trim_end_matches(',');
        l.strip_prefix("words:").or_else(|| l.strip_prefix("what:")).or_else(|| l.strip_prefix("title:")).map(|w| {
            let w = w.trim().trim_matches('"');
            format!("“{}”", w.chars().take(50).collect::<String>())
        })
    })
}

fn plain(code: &ron::error::Error) -> String {
    use ron::error::Error as E;
    match code {
        E::NoSuchEnumVariant { found, outer, .. } => {
            let what = outer.as_deref().unwrap_or("choice").replace('_', " ");
            format!("“{found}” is not known as a {what}")
        }
        E::NoSuchStructField { found, .. } => format!("“{found}” is not a field Upfront knows"),
        E::MissingStructField { field, .. } => format!("“{field}” is missing"),
        E::Eof | E::ExpectedStringEnd | E::UnclosedBlockComment => {
            "the file ends too early; it may have been cut off".into()
        }
        E::ExceededRecursionLimit => "it is nested deeper than any session".into(),
        other => {
            let said = other.to_string();
            let mut chars = said.chars();
            let first = chars.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
            format!("this is not as a session file is written ({first}{})", chars.as_str())
        }
    }
}

/// A session as it stands in a file: pretty RON, one field a line, with its sums.
pub fn to_text(s: &Session) -> Result<String, SaveError> {
    to_text_with(s, String::new())
}

/// The same with its history at its end.
pub fn to_text_with(s: &Session, history: String) -> Result<String, SaveError> {
    let file = v1::File { history, ..schema::session_to_file(s) };
    let body = pretty(&file)?;
    let text = format!("// An Upfront session, made to be read. Comments are not kept when Upfront saves.\n{body}\n");
    Ok(sums::sealed(&text, &file.session))
}

/// The same as JSON, without the sums: for programs that do not read RON. Its schema is [`json_schema`].
pub fn to_json(s: &Session) -> Result<String, SaveError> {
    let form = |e: serde_json::Error| SaveError::Form(e.to_string());
    serde_json::to_string_pretty(&schema::session_to_file(s)).map(|text| text + "\n").map_err(form)
}

/// The JSON Schema (2020-12) of [`to_json`], from the types that read and write the file.
pub fn json_schema() -> String {
    serde_json::to_string_pretty(&schemars::schema_for!(schema::v1::File)).unwrap_or_default() + "\n"
}

/// RON as people read it: one field a line.
pub(super) fn pretty(value: &impl serde::Serialize) -> Result<String, SaveError> {
    let config = ron::ser::PrettyConfig::new()
        .struct_names(true)
        .depth_limit(4)
        .new_line("\n")
        .indentor("  ")
        // Raw strings where needed: escapes would make other scripts unreadable.
        .escape_strings(false)
        .extensions(ron::extensions::Extensions::IMPLICIT_SOME);
    schema::options().to_string_pretty(value, config).map_err(|e| SaveError::Form(e.to_string()))
}
