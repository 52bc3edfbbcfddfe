//! Freezing from the command line, and what can be asked of versions, codes and answers.

use super::{Failed, Says, now, open, open_bytes, say, warn, with_progress, world};
use crate::model::{Partner, Session, SignOff, TypedCode, Version};
use crate::printing::{self, FontShelf};
use crate::record::{self, Freezer, Freezing};
use crate::report::text::has_glyph;
use crate::store::{self, RealDisk};
use crate::{edit, insight};
use std::path::Path;
use std::process::ExitCode;

pub(super) fn freeze(file: &Path, by: &str, because: &str) -> Result<ExitCode, Failed> {
    let (mut s, bytes) = open_bytes(file)?;
    store::opening::free_to_change(&world(), file, &s, &bytes)?;
    let findings = insight::check(&s, &has_glyph);
    if !insight::ready(&findings) {
        for f in findings.iter().filter(|f| f.weight() == insight::Weight::Stops) {
            warn(&format!("{}: {}", f.weight().label(), f.sentence()));
        }
        return Ok(ExitCode::from(3));
    }
    let freezer = Freezer { id: uuid::Uuid::now_v7().into(), at: now(), by, why: because };
    let version = match record::freeze(&s, &freezer, || uuid::Uuid::new_v4().simple().to_string()) {
        Freezing::Unchanged(no) => {
            if s.changed_since_version {
                edit::apply(&mut s, edit::unchanged())?;
                super::save(file, &s)?;
            }
            s.versions.iter().find(|v| v.no == no).cloned()
        }
        Freezing::New(version, salts) => {
            let frozen = (*version).clone();
            let command = edit::freeze(&s, *version, salts);
            edit::apply(&mut s, command)?;
            super::save(file, &s)?;
            Some(frozen)
        }
    };
    version.iter().try_for_each(|v| say(&version_line(&s, v)))?;
    Ok(ExitCode::SUCCESS)
}

/// "Version 2 · K7QM-2D4X-9RTB-6HNE · frozen on 16 May 2026 at 09:05 · signed by 3 of 5"
fn version_line(s: &Session, v: &Version) -> String {
    let code = v.code.map_or_else(|| "no record code".into(), |code| code.short());
    let frozen = record::version_words(s, v);
    let frozen = frozen.split_once(", ").map_or(frozen.as_str(), |(_, frozen)| frozen);
    format!("Version {} · {code} · {frozen} · {}", v.no, record::signing(s, v).words())
}

pub(super) fn versions(file: &Path) -> Result<ExitCode, Failed> {
    let s = open(file)?;
    if s.versions.is_empty() {
        say("Nothing was frozen yet")?;
    }
    for v in &s.versions {
        say(&version_line(&s, v))?;
        for a in s.answers.iter().filter(|a| a.version == v.id) {
            let words = a.says.words().map_or_else(String::new, |words| format!(", “{words}”"));
            let code = a.digest.map_or_else(String::new, |code| format!(" · {}", code.short()));
            let forged = record::signature_holds(&s, a) == Some(false);
            let forged = if forged { ", but the signature does not hold" } else { "" };
            say(&format!("  {}: {}{words}{forged}{code}", s.partner_name(Some(a.partner)), a.says.word()))?;
        }
    }
    if s.changed_since_version {
        say("The text has changed since")?;
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) fn verify_paper(file: &Path, paper: &Path) -> Result<ExitCode, Failed> {
    let s = open(file)?;
    let bytes = store::read_limited(&RealDisk, paper, store::MOST_BYTES)?;
    let verdict = with_progress("Comparing", || {
        let shelves = store::photos::Shelves::of(store::places().as_ref(), Some(file));
        let fonts = FontShelf::new(store::fonts::installed_with);
        printing::check_paper(&s, (paper, &bytes), &shelves, &RealDisk, &fonts)
    })?;
    tell(&verdict)
}

fn tell(verdict: &record::Verdict) -> Result<ExitCode, Failed> {
    verdict.lines.iter().try_for_each(|line| say(line))?;
    Ok(if verdict.matches { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

pub(super) fn verify(file: &Path, code: &str) -> Result<ExitCode, Failed> {
    let code = TypedCode::read(code).ok_or_else(|| Failed::NoCode(code.into()))?;
    tell(&record::verify(&open(file)?, &code))
}

/// What is said on the command line of an answer.
pub(super) struct Words {
    pub says: Says,
    pub words: String,
    pub name: String,
    pub capacity: Option<String>,
    pub laptop: String,
}

pub(super) fn sign(file: &Path, partner: &str, how: Words, out: &Path) -> Result<ExitCode, Failed> {
    let s = match printing::is_pdf(file) {
        true => {
            let mut s = printing::record_in(&RealDisk, file)?;
            record::mark_changed(&mut s);
            s
        }
        false => open(file)?,
    };
    let p = partner_named(&s, partner)?;
    let said = record::OwnAnswer {
        partner: p.id,
        says: match how.says {
            Says::Signs if !how.words.trim().is_empty() => return Err(record::NotSigned::WordsAlone.into()),
            Says::Signs => SignOff::Signs,
            Says::Reservation => SignOff::SignsWithReservation(how.words),
            Says::Declines => SignOff::Declines(how.words),
        },
        name: how.name,
        capacity: how.capacity.unwrap_or_else(|| p.signs_as()),
        laptop: how.laptop,
        at: now(),
        salt: uuid::Uuid::new_v4().simple().to_string(),
    };
    let path = store::places().ok_or(Failed::NoPlaces)?.signing_key();
    let key = record::LaptopKey::of(&store::signing_key(&RealDisk, &path, store::random_key)?);
    let text = record::sign(&s, &said, &key)?;
    store::create_new(&RealDisk, out, text.as_bytes())?;
    say(&format!("{} is signed with the key of this laptop, which ends in {}", out.display(), key.end()))?;
    say("Send it back to the facilitator; tell them the end of the key some other way")?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn answer(file: &Path, signature: &Path) -> Result<ExitCode, Failed> {
    let (mut s, bytes) = open_bytes(file)?;
    store::opening::free_to_change(&world(), file, &s, &bytes)?;
    let failed = |problem| Failed::Signature { path: signature.into(), problem };
    let back = match store::read_limited(&RealDisk, signature, record::MOST_SIGNATURE_BYTES) {
        Err(store::OpenError::TooLarge(_)) => return Err(failed(record::SignatureError::NotOne)),
        read => read?,
    };
    let signed = record::read_signature(&s, &back, now()).map_err(failed)?;
    // Before it is one of the answers that it is compared with.
    let sentences = signed.sentences(&s);
    let taken = signed.taken(&s, uuid::Uuid::now_v7().into(), uuid::Uuid::now_v7().into());
    let command = edit::answer(&s, taken, signed.signer, None);
    edit::apply(&mut s, command)?;
    super::save(file, &s)?;
    sentences.iter().try_for_each(|line| say(line))?;
    Ok(ExitCode::SUCCESS)
}

/// A partner by key or name.
pub(super) fn partner_named<'a>(s: &'a Session, name: &str) -> Result<&'a Partner, Failed> {
    let is_it = |p: &&Partner| p.key.eq_ignore_ascii_case(name) || p.name.eq_ignore_ascii_case(name);
    s.partners.iter().find(is_it).ok_or_else(|| {
        let all: Vec<String> = s.partners.iter().map(|p| format!("{} ({})", p.key, p.name)).collect();
        Failed::NoPartner(name.into(), all.join(", "))
    })
}
