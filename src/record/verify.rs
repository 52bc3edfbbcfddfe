//! Holding a paper's code against a session: does it match, and where does it not.

use super::answers;
use super::differ::first_difference;
use super::form::record;
use super::laptop::signature_holds;
use super::node::Part;
use crate::model::time::{clock, day, in_zone};
use crate::model::*;

/// What comes of holding a code against a session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// Is it the code of a version (or an answer) whose text is here and gives that code?
    pub matches: bool,
    /// The version whose text gives it; None: there is none, or it is the code of an answer.
    pub version: Option<VersionId>,
    /// What to say, a sentence a line, without a full stop.
    pub lines: Vec<String>,
}

impl Verdict {
    /// It does not match, and why.
    pub fn no(words: String) -> Self {
        Self { matches: false, version: None, lines: vec![words] }
    }
}

/// Something in a session that is not as it was frozen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The text that stands with the version gives another code than stands with it.
    Text(u32),
    /// It was frozen after another text than the version before it has here.
    Chain(u32),
    /// An answer, or one before it, was changed after it was given.
    Answer(AnswerId),
    /// An answer says that it was signed on a laptop, and its signature does not hold.
    Signature(AnswerId),
}

/// Everything in a session's past that does not hold. Empty: all of it does, as far as it is here.
pub fn faults(s: &Session) -> Vec<Fault> {
    faults_in(s, &texts(s))
}

/// A version with the record of its text, and the code that it gives.
type Text<'a> = (&'a Version, Part, Digest);

/// Those that are here.
fn texts(s: &Session) -> Vec<Text<'_>> {
    let text = |v| {
        let then = Version::frozen_text(v)?;
        let record = record(then, then, v);
        let code = Digest::of(&record.canonical());
        Some((v, record, code))
    };
    s.versions.iter().filter_map(text).collect()
}

fn faults_in(s: &Session, texts: &[Text]) -> Vec<Fault> {
    let mut all = Vec::new();
    let mut before = None;
    for v in s.versions.iter().filter(|v| v.code.is_some()) {
        let text = texts.iter().find(|(of, ..)| of.id == v.id);
        if text.is_some_and(|(.., code)| Some(*code) != v.code) {
            all.push(Fault::Text(v.no));
        }
        if v.before != before {
            all.push(Fault::Chain(v.no));
        }
        before = v.code;
        // Of a text that is not here the names of then are not known.
        if text.is_some() {
            all.extend(answers::first_broken(s, v).map(|a| Fault::Answer(a.id)));
        }
    }
    let forged = s.answers.iter().filter(|a| signature_holds(s, a) == Some(false));
    all.extend(forged.map(|a| Fault::Signature(a.id)));
    all
}

/// The code that a version's text gives. None: the text is not here.
pub fn code_of_text(v: &Version) -> Option<Digest> {
    let text = v.frozen_text()?;
    Some(Digest::of(&record(text, text, v).canonical()))
}

/// Holds a code against every version and answer of a session.
pub fn verify(s: &Session, code: &TypedCode) -> Verdict {
    let texts = texts(s);
    let faults = faults_in(s, &texts);
    let of_text = texts.iter().find(|(.., c)| code.is_of(c)).map(|(v, ..)| *v);
    let kept = || s.versions.iter().find(|v| v.frozen.is_none() && v.code.is_some_and(|c| code.is_of(&c)));
    let answer = s.answers.iter().find(|a| a.digest.is_some_and(|d| code.is_of(&d)));
    let mut verdict = match (of_text, answer) {
        (Some(v), _) => {
            let lines = vec![format!("It matches {}", version_words(s, v))];
            Verdict { matches: true, version: Some(v.id), lines }
        }
        (None, Some(a)) => answer_matches(s, a, &faults),
        (None, None) => match kept() {
            Some(v) => {
                Verdict::no(format!("It is the code of {}, whose text is not in this file", version_words(s, v)))
            }
            None => no_match(s, code),
        },
    };
    verdict.lines.extend(faults.iter().map(|fault| fault_words(s, fault)));
    verdict.lines.extend(since(s, &texts));
    verdict
}

fn answer_matches(s: &Session, a: &Answer, faults: &[Fault]) -> Verdict {
    let of = s.versions.get(a.version);
    let version = of.map_or(0, |v| v.no);
    let partner = s.partner_name(Some(a.partner));
    // Without the text of then nothing of the answer can be worked out; with another text it answers another.
    if of.is_none_or(|v| v.code.is_none() || v.frozen.is_none()) {
        let words = format!(
            "It is the code of the answer of {partner} to version {version}, which cannot be checked: the text of that \
             version is not in this file"
        );
        return Verdict::no(words);
    }
    let other_text = faults.contains(&Fault::Text(version));
    // From the first link that was changed on nothing holds.
    let in_version = |b: &AnswerId| s.answers.get(*b).is_some_and(|b| b.version == a.version);
    let broken = faults.iter().find_map(|fault| match fault {
        Fault::Answer(id) if in_version(id) => s.answers.position(*id),
        _ => None,
    });
    let forged = faults.contains(&Fault::Signature(a.id));
    let holds = !other_text && !forged && s.answers.position(a.id) < broken.or(Some(usize::MAX));
    let words = match holds {
        true => format!("It matches the answer of {partner} to version {version}: {}", a.says.word()),
        false if other_text => {
            format!("It does not match any more: the answer of {partner} is to another text of version {version}")
        }
        false if forged => {
            format!("It is the code of an answer of {partner} to version {version} whose signature does not hold")
        }
        false => format!("It does not match any more: the answer of {partner} to version {version} was changed"),
    };
    Verdict { matches: holds, ..Verdict::no(words) }
}

fn no_match(s: &Session, code: &TypedCode) -> Verdict {
    // The code stands there, but the text does not give it.
    if let Some(v) = s.versions.iter().find(|v| v.code.is_some_and(|c| code.is_of(&c))) {
        let mut words = format!("It does not match: what stands here as version {} is not what was frozen", v.no);
        if let Some(difference) = difference_from_present(s, v) {
            words += &format!(". Beside the present text: {difference}");
        }
        return Verdict::no(words);
    }
    let codes: Vec<String> =
        s.versions.iter().filter_map(|v| Some(format!("version {} has {}", v.no, v.code?.short()))).collect();
    let words = match codes.as_slice() {
        [] => "It does not match: nothing in this session was frozen with a code".into(),
        codes => format!("It does not match: {}", codes.join(", ")),
    };
    Verdict::no(words)
}

fn difference_from_present(s: &Session, v: &Version) -> Option<String> {
    let text = v.frozen_text()?;
    first_difference(&record(s, text, v), &record(text, text, v))
}

/// "version 2, frozen on 16 May 2026 at 09:05"
pub fn version_words(s: &Session, v: &Version) -> String {
    let at = in_zone(v.at, &s.zone);
    format!("version {}, frozen on {} at {}", v.no, day(at.date_naive()), clock(at))
}

fn fault_words(s: &Session, fault: &Fault) -> String {
    match fault {
        Fault::Text(no) => format!("The text of version {no} was changed after it was frozen: it gives another code"),
        Fault::Chain(no) => {
            format!(
                "Version {no} was frozen after another text than stands here before it: an earlier version was rewritten, or taken out"
            )
        }
        Fault::Answer(id) => {
            let (partner, version) = answer_words(s, *id);
            format!("The answer of {partner} to version {version}, or one before it, was changed after it was given")
        }
        Fault::Signature(id) => {
            let (partner, version) = answer_words(s, *id);
            format!("The answer of {partner} to version {version} is not what was signed on a laptop, or never was")
        }
    }
}

/// The partner of an answer, and the number of the version that it is to.
fn answer_words(s: &Session, id: AnswerId) -> (&str, u32) {
    let a = s.answers.get(id);
    let version = a.and_then(|a| s.versions.get(a.version)).map_or(0, |v| v.no);
    (s.partner_name(a.map(|a| a.partner)), version)
}

/// How the present text stands to the newest version.
fn since(s: &Session, texts: &[Text]) -> Option<String> {
    let (v, was, _) = texts.last().filter(|(v, ..)| Some(v.id) == s.version().map(|v| v.id))?;
    let is = record(s, v.frozen_text()?, v);
    Some(match (*was == is, first_difference(was, &is)) {
        (true, _) => format!("The present text is that of version {}", v.no),
        (false, first) => {
            let first = first.map_or_else(String::new, |first| format!("; the first difference is {first}"));
            format!("The text has changed since version {}{first}", v.no)
        }
    })
}
