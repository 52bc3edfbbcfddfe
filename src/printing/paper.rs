//! Holding a printed PDF against a session: by its code, and by its words.

use super::{FontShelf, Format, Sheets, file, prepare};
use crate::model::Session;
use crate::record::{self, Verdict};
use crate::report::blocks::{DocumentKind, unsigned_gaps};
use crate::report::{NoClaim, Print, ReadPdfError, Watch, code_of, first_missing, is_of, read_pdf};
use crate::store::photos::Shelves;
use crate::store::{self, Disk};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Why nothing can be said of a paper. The display is the sentence the person reads.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PaperError {
    #[error("{0}")]
    Open(String),
    #[error("{} {problem}", path.display())]
    Read { path: PathBuf, problem: ReadPdfError },
    #[error("{} {problem}", path.display())]
    Claim { path: PathBuf, problem: NoClaim },
    #[error("{} carries no record; open the session's own file", .0.display())]
    NoRecord(PathBuf),
}

/// Holds a paper against a session. `path` is for the sentence only.
///
/// It matches where the session, with the answers of any moment since, prints every word of the paper's pages and no
/// other. Where that cannot be found out it says what could be, and does not say that it matches.
pub fn check_paper(
    s: &Session,
    (path, bytes): (&Path, &[u8]),
    shelves: &Shelves,
    disk: &dyn Disk,
    fonts: &FontShelf,
) -> Result<Verdict, PaperError> {
    let pages = read_pdf(bytes).map_err(|problem| PaperError::Read { path: path.into(), problem })?.pages;
    let code = code_of(&pages).map_err(|problem| PaperError::Claim { path: path.into(), problem })?;
    let mut verdict = record::verify(s, &code);
    let Some(v) = verdict.version.and_then(|id| s.versions.get(id)) else {
        // The code of an answer is at no page's foot.
        verdict.matches = false;
        return Ok(verdict);
    };
    let words = match record::version_session(s, v) {
        Some(then) => words_of(&then, s, &pages, shelves, disk, fonts),
        None => Words::Unknown,
    };
    verdict.matches = matches!(words, Words::Same);
    let what = if verdict.matches { "It matches" } else { "Its code is that of" };
    let first = format!("{what} {}", record::version_words(s, v));
    // In the place of what the code alone says.
    verdict.lines.splice(..1, [first, words.sentence()]);
    Ok(verdict)
}

/// The session that a PDF carries: the public part of one.
pub fn record_in(disk: &dyn Disk, path: &Path) -> Result<Session, PaperError> {
    let open = |e: store::OpenError| PaperError::Open(e.to_string());
    let bytes = store::read_limited(disk, path, store::MOST_BYTES).map_err(open)?;
    let read = read_pdf(&bytes).map_err(|problem| PaperError::Read { path: path.into(), problem })?;
    let record = read.record.ok_or_else(|| PaperError::NoRecord(path.into()))?;
    store::parse(path, &record).map_err(open)
}

/// Does a name say that it is a PDF?
pub fn is_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
}

/// What comes of comparing the words of a paper.
enum Words {
    /// It is word by word what the session prints.
    Same,
    /// All that the version says is on it; it may say more, and answers may have come since.
    AllThere,
    /// Names or needs that it may print are not in the session any more.
    Incomplete,
    /// This is not on it.
    Missing(String),
    /// It is none of the documents that Upfront prints from this session.
    Unknown,
}

impl Words {
    fn sentence(&self) -> String {
        match self {
            Self::Same => {
                "Every word of its pages is what this file prints (notes and pictures on them are not compared)".into()
            }
            Self::AllThere => {
                "All words of the version stand on the paper; whether it says more was not found out".into()
            }
            Self::Incomplete => {
                "Its words were not compared: names or needs that it may print are not in this file any more".into()
            }
            Self::Missing(words) => {
                let start: String = words.chars().take(120).collect();
                let more = if start.len() < words.len() { "…" } else { "" };
                format!("But its words are others: “{start}{more}” is not on the paper")
            }
            Self::Unknown => {
                "Its words were not compared: it is no document of the record (letters and case studies go on changing)"
                    .into()
            }
        }
    }
}

fn words_of(
    then: &Session,
    s: &Session,
    pages: &[String],
    shelves: &Shelves,
    disk: &dyn Disk,
    fonts: &FontShelf,
) -> Words {
    // A letter and a case study go on changing after the record was signed.
    let mut of_record = DocumentKind::ALL.into_iter().filter(|kind| kind.is_of_record());
    let Some(kind) = of_record.find(|kind| is_of(&kind.of(then), pages)) else {
        return Words::Unknown;
    };
    if record::lacks_names(then) {
        return Words::Incomplete;
    }
    // As it was printed at some moment: with the first few of the answers that are there by now.
    let no = then.version().map_or(0, |v| v.no);
    let is_earlier = |id| s.versions.get(id).is_some_and(|v| v.no < no);
    let of_past = s.answers.iter().filter(|a| is_earlier(a.version)).count();
    for answers in (0..=s.answers.len().min(MOST_ANSWERS)).rev().filter(|n| *n >= of_past.min(MOST_ANSWERS)) {
        // Before anybody asked for a correction and it was closed, and after that.
        let now = with_answers(then, s, answers);
        let mut before = now.clone();
        before.corrections = Default::default();
        for id in now.versions.iter().map(|v| v.id) {
            before.versions.update(id, |v| v.closed = None);
        }
        let moments = if before == now { vec![now] } else { vec![now, before] };
        let tries = moments.iter().flat_map(|s| [Print::Standard, Print::Large].map(|print| (s, print)));
        for (printed, print) in tries {
            let sheets = Sheets { kind, print, ..Sheets::default() };
            let printing = prepare(printed, &[], sheets, shelves, disk, fonts);
            let again = file(&printing, Format::Pdf, &Watch::default()).ok().and_then(|(b, _)| read_pdf(&b).ok());
            if again.is_some_and(|again| again.pages == pages) {
                return Words::Same;
            }
        }
    }
    let unsigned = with_answers(then, s, 0);
    // Sentences that say who has not signed are others with every answer.
    let came_later: BTreeSet<String> = unsigned_gaps(&unsigned).into_iter().collect();
    match first_missing(&kind.of(&unsigned), &came_later, pages) {
        Some(words) => Words::Missing(words),
        None => Words::AllThere,
    }
}

/// So many answers are tried one after the other.
const MOST_ANSWERS: usize = 24;

/// The session of then with the first answers that were given.
fn with_answers(then: &Session, s: &Session, count: usize) -> Session {
    let known = |v| then.versions.get(v).is_some();
    let answers = s.answers.iter().take(count).filter(|a| known(a.version) && then.partners.get(a.partner).is_some());
    let mut printed =
        Session { answers: answers.cloned().collect(), corrections: s.corrections.clone(), ..then.clone() };
    for a in s.answers.iter().take(count) {
        // Who signed is listed with the answer.
        if let Some(signer) = a.signer.and_then(|id| s.people.get(id)).filter(|p| then.people.get(p.id).is_none()) {
            printed.people.insert(signer.clone());
            let name = s.private.names.get(&signer.id).cloned();
            printed.private.names.extend(name.map(|name| (signer.id, name)));
            // Without what stands for the name a signature from a laptop would not hold.
            let salt = s.private.salts.people.get(&signer.id).cloned();
            printed.private.salts.people.extend(salt.map(|salt| (signer.id, salt)));
            let digest = s.digests.names.get(&signer.id);
            printed.digests.names.extend(digest.map(|digest| (signer.id, *digest)));
        }
        printed.private.marks.extend(s.private.marks.get(&a.id).map(|mark| (a.id, mark.clone())));
    }
    printed
}
