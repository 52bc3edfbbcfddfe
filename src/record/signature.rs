//! The small file in which an answer comes back from a partner's own laptop: written there, read and held against the
//! session here. It is JSON, so that people can read it and other programs check it; its fields are in `record.md`.

use super::laptop::{LaptopKey, holds, signature_holds};
use super::{answers, code_of_text, current};
use crate::insight::{runs_the_session, sentence};
use crate::model::time::{Moment, day_and_clock, in_zone, later};
use crate::model::*;
use chrono::{SecondsFormat, SubsecRound, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// The number of the form.
const FORM: u32 = 1;

/// More is no signature.
pub const MOST_SIGNATURE_BYTES: u64 = 64 * 1024;

/// What the file holds. What stands in a statement is signed; the name and its salt are, by their digest.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    upfront_signature: u32,
    code: String,
    version: u32,
    partner: WrittenPartner,
    says: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    words: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    salt: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    capacity: String,
    at: String,
    laptop: WrittenLaptop,
    signature: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPartner {
    key: String,
    name: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLaptop {
    name: String,
    key: String,
}

/// What somebody says on a laptop of their own.
#[derive(Clone, PartialEq, Debug)]
pub struct OwnAnswer {
    pub partner: PartnerId,
    /// [`SignOff::Signs`], with a reservation, or declines.
    pub says: SignOff,
    /// Empty: it is not to be printed.
    pub name: String,
    pub capacity: String,
    /// What the laptop calls itself.
    pub laptop: String,
    pub at: Moment,
    /// For the digest of the name: 32 random hexadecimal digits.
    pub salt: String,
}

/// Why nothing is signed here. The display is the sentence the person reads.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotSigned {
    #[error("Nothing was frozen here that could be signed")]
    NotFrozen,
    #[error("The text has changed since version {0}; sign a copy of what was frozen")]
    Changed(u32),
    #[error("The text of version {0} is not what was frozen under its code; ask for another copy before you sign")]
    OtherText(u32),
    #[error("There is no such partner in version {0}")]
    NoPartner(u32),
    #[error("The facilitator and the note-taker sign for nobody; write who signs for {0}")]
    RunsTheSession(String),
    #[error("Write the reservation, in your words")]
    NoReservation,
    #[error("Write why you decline, in your words")]
    NoReason,
    #[error("Words go with a reservation, or with why you decline; choose one of them")]
    WordsAlone,
    #[error("Write what this laptop is to be called")]
    NoLaptop,
    #[error("There are signs in it that cannot be seen; type it anew, names and capacity in one line")]
    HiddenSigns,
    #[error("That is too long for one answer; write less")]
    TooLong,
}

/// Signs an answer to the version that the session stands at; gives the words of the file that goes back to the
/// facilitator.
///
/// It looks whether the text that is here is that of the code first: nobody signs a code over a text they have not seen.
pub fn sign(s: &Session, said: &OwnAnswer, key: &LaptopKey) -> Result<String, NotSigned> {
    let newest = s.version().filter(|v| v.code.is_some()).ok_or(NotSigned::NotFrozen)?;
    let v = current(s).ok_or(NotSigned::Changed(newest.no))?;
    if v.code != code_of_text(v) {
        return Err(NotSigned::OtherText(v.no));
    }
    let partner = s.partners.get(said.partner).ok_or(NotSigned::NoPartner(v.no))?;
    let (name, capacity, laptop) = (said.name.trim(), said.capacity.trim(), said.laptop.trim());
    if [name, capacity].iter().any(|who| runs_the_session(s, who)) {
        return Err(NotSigned::RunsTheSession(partner.name.clone()));
    }
    match &said.says {
        SignOff::SignsWithReservation(words) if words.trim().is_empty() => return Err(NotSigned::NoReservation),
        SignOff::Declines(why) if why.trim().is_empty() => return Err(NotSigned::NoReason),
        _ if ![name, capacity, laptop].into_iter().all(is_one_line) => return Err(NotSigned::HiddenSigns),
        says if !says.words().is_none_or(is_plain) => return Err(NotSigned::HiddenSigns),
        _ if laptop.is_empty() => return Err(NotSigned::NoLaptop),
        _ => {}
    }
    let salt = if name.is_empty() { String::new() } else { said.salt.clone() };
    let read = Signed {
        version: v.id,
        partner: partner.id,
        says: said.says.clone(),
        signer: (!name.is_empty()).then(|| (name.to_string(), salt.clone())),
        capacity: capacity.into(),
        at: in_zone(said.at, &s.zone).trunc_subsecs(0),
        laptop: Laptop { name: laptop.into(), key: key.public(), signature: String::new() },
    };
    let statement = answers::statement(s, &read.answer(None), read.signer_digest()).ok_or(NotSigned::NotFrozen)?;
    let written = Written {
        upfront_signature: FORM,
        code: v.code.map(|code| code.to_string()).unwrap_or_default(),
        version: v.no,
        partner: WrittenPartner { key: partner.key.clone(), name: partner.name.clone() },
        says: said.says.word().into(),
        words: said.says.words().unwrap_or_default().into(),
        name: name.into(),
        salt,
        capacity: capacity.into(),
        at: read.at.with_timezone(&Utc).to_rfc3339_opts(SecondsFormat::Secs, true),
        laptop: WrittenLaptop { name: laptop.into(), key: key.public() },
        signature: key.sign(&statement),
    };
    // Texts and numbers always have a form.
    let text = serde_json::to_string_pretty(&written).unwrap_or_default() + "\n";
    if text.len() as u64 > MOST_SIGNATURE_BYTES { Err(NotSigned::TooLong) } else { Ok(text) }
}

/// Words that say what they look like: without signs that move the caret, or turn what stands after them around.
fn is_plain(words: &str) -> bool {
    let hidden = |c: char| matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !words.chars().any(|c| hidden(c) || c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// The same in one line, so that nobody writes a sentence of this app's behind a name.
fn is_one_line(words: &str) -> bool {
    is_plain(words) && !words.contains(char::is_control)
}

/// Why an answer from a laptop is not taken down. The display goes on after the file's name.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SignatureError {
    #[error("is no signature from Upfront, or only a part of one")]
    NotOne,
    #[error("was signed with a newer Upfront (form {0})")]
    Newer(u32),
    #[error("answers version {no} with the code {code}, which is not in this session")]
    OtherText { no: u32, code: String },
    #[error("is for “{name}”, who is no partner in version {no}, or is none any more")]
    NoPartner { name: String, no: u32 },
    #[error("cannot be held against version {0}: its text here is not what was frozen")]
    TextChanged(u32),
    #[error(
        "was signed on {0} by the clock of that laptop, which does not fit that of this one; set the wrong one, and sign again"
    )]
    Clock(String),
    #[error("does not hold: it was changed after it was signed, or never signed with that key")]
    Forged,
    #[error("is signed by the facilitator or the note-taker, who sign for nobody")]
    RunsTheSession,
    #[error("is in the record already")]
    IsHere,
    #[error("is older than the answer of {partner} that is here: it was signed on {on}; the newer one stands")]
    Older { partner: String, on: String },
}

/// An answer that came back from a laptop, and whose signature holds.
#[derive(Clone, PartialEq, Debug)]
pub struct Signed {
    pub version: VersionId,
    pub partner: PartnerId,
    pub says: SignOff,
    /// The name, and the salt that its digest is made with.
    pub signer: Option<(String, String)>,
    pub capacity: String,
    /// As the clock of that laptop stood.
    pub at: Moment,
    pub laptop: Laptop,
}

impl Signed {
    /// The answer, without an id or a digest.
    fn answer(&self, signer: Option<PersonId>) -> Answer {
        Answer {
            id: AnswerId(uuid::Uuid::nil()),
            order: SortKey::default(),
            version: self.version,
            partner: self.partner,
            says: self.says.clone(),
            signer: signer.filter(|_| self.signer.is_some()),
            capacity: self.capacity.clone(),
            how: How::OnLaptop(self.laptop.clone()),
            at: Some(self.at),
            day_only: false,
            asked: None,
            note: String::new(),
            digest: None,
        }
    }

    /// The answer as the next in the chain of its version; whoever signed is to be listed as that person.
    pub fn taken(&self, s: &Session, id: AnswerId, person: PersonId) -> Answer {
        let mut a = Answer { id, order: s.answers.end(), ..self.answer(Some(person)) };
        let mut digests = s.all_digests();
        digests.names.extend(self.signer_digest().map(|digest| (person, digest)));
        a.digest = answers::next_digest(s, &a, &digests);
        a
    }

    fn signer_digest(&self) -> Option<Digest> {
        self.signer.as_ref().map(|(name, salt)| Digest::salted(salt, name))
    }

    /// What it says, what that shows, and what is to be looked at; for whoever takes it down.
    pub fn sentences(&self, s: &Session) -> Vec<String> {
        let no = s.versions.get(self.version).map_or(0, |v| v.no);
        let says = match &self.says {
            SignOff::SignsWithReservation(words) => format!("signs version {no} with a reservation: “{words}”"),
            SignOff::Declines(why) => format!("declines version {no}: “{why}”"),
            _ => format!("signs version {no}"),
        };
        let name = self.signer.as_ref().map(|(name, _)| name.as_str());
        let who: Vec<&str> = name.into_iter().chain([self.capacity.as_str()]).filter(|w| !w.is_empty()).collect();
        let who = if who.is_empty() { String::new() } else { format!("{}, ", who.join(", ")) };
        let mut all = vec![
            format!("{} {says}", s.partner_name(Some(self.partner))),
            sentence(&format!("{who}{}, {}", self.laptop.words(), day_and_clock(self.at))),
            "It shows that whoever has this key gave this answer to this text, not who that is: compare the end of the \
             key with them"
                .into(),
        ];
        let newest = s.version().map_or(0, |v| v.no);
        if no < newest {
            all.push(format!("It answers version {no}; the newest is version {newest}"));
        }
        let is_of_that_day = |a: &Answer| {
            let same_day = a.at.is_some_and(|at| a.day_only && at.date_naive() == self.at.date_naive());
            a.partner == self.partner && a.version == self.version && same_day
        };
        if s.answers.iter().any(is_of_that_day) {
            all.push("There is another answer of theirs from that day; ask which is the later".into());
        }
        all.extend(self.key_before(s));
        all
    }

    /// How the key stands to those that were signed with before, in a sentence.
    fn key_before(&self, s: &Session) -> Option<String> {
        let signed: Vec<(PartnerId, &str)> = s
            .answers
            .iter()
            .filter(|a| signature_holds(s, a) == Some(true))
            .filter_map(|a| match &a.how {
                How::OnLaptop(laptop) => Some((a.partner, laptop.key.as_str())),
                _ => None,
            })
            .collect();
        let other = signed.iter().find(|(by, key)| *by != self.partner && *key == self.laptop.key);
        let mut own = signed.iter().filter(|(by, _)| *by == self.partner).peekable();
        match (other, own.peek().is_some(), own.any(|(_, key)| *key == self.laptop.key)) {
            (Some((by, _)), ..) => {
                Some(format!("It is the key that {} has signed with; ask both why", s.partner_name(Some(*by))))
            }
            (None, true, true) => Some("It is the key this partner has signed with before".into()),
            (None, true, false) => {
                Some("It is another key than this partner has signed with before; ask them why".into())
            }
            (None, false, _) => None,
        }
    }
}

/// Reads a file that came back, and holds it against the session: the version it answers, the partner, the signature, the
/// clock, and what is there already. Changes nothing.
pub fn read_signature(s: &Session, bytes: &[u8], now: Moment) -> Result<Signed, SignatureError> {
    // An editor may have put a mark in front.
    let w = written(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))?;
    if !w.is_well_formed() {
        return Err(SignatureError::NotOne);
    }
    let code: Digest = w.code.parse().map_err(|_| SignatureError::NotOne)?;
    let other_text = || SignatureError::OtherText { no: w.version, code: code.short() };
    let v = s.versions.iter().find(|v| v.code == Some(code) && v.no == w.version).ok_or_else(other_text)?;
    if v.frozen.is_some() && code_of_text(v) != v.code {
        return Err(SignatureError::TextChanged(v.no));
    }
    let is_it = |p: &&Partner| p.key == w.partner.key && p.name == w.partner.name;
    let then = v.frozen_text().unwrap_or(s);
    let no_partner = || SignatureError::NoPartner { name: w.partner.name.clone(), no: v.no };
    let partner = then.partners.iter().find(is_it).filter(|p| s.partners.get(p.id).is_some()).ok_or_else(no_partner)?;
    let says = [SignOff::Signs, SignOff::SignsWithReservation(w.words.clone()), SignOff::Declines(w.words.clone())]
        .into_iter()
        .find(|says| says.word() == w.says && says.words().is_none_or(|words| !words.trim().is_empty()))
        .ok_or(SignatureError::NotOne)?;
    let at = Moment::parse_from_rfc3339(&w.at).map_err(|_| SignatureError::NotOne)?;
    let signed = Signed {
        version: v.id,
        partner: partner.id,
        says,
        signer: (!w.name.is_empty()).then_some((w.name, w.salt)),
        capacity: w.capacity,
        at: in_zone(at, &s.zone),
        laptop: Laptop { name: w.laptop.name, key: w.laptop.key, signature: w.signature },
    };
    // What the statement has no room for must not come in unsigned.
    let unsigned_words = signed.says.words().is_none() && !w.words.is_empty();
    if unsigned_words || holds(s, &signed.answer(None), signed.signer_digest()) != Some(true) {
        return Err(SignatureError::Forged);
    }
    let of_then = later(v.at, -TimeDelta::days(1))..later(now, TimeDelta::days(1));
    if !of_then.contains(&signed.at) {
        return Err(SignatureError::Clock(day_and_clock(signed.at)));
    }
    let name = signed.signer.as_ref().map_or("", |(name, _)| name);
    if [name, &signed.capacity].iter().any(|who| runs_the_session(s, who)) {
        return Err(SignatureError::RunsTheSession);
    }
    is_news(s, &signed)?;
    Ok(signed)
}

impl Written {
    /// As [`sign`] writes it: what people will read has no signs in it that deceive, and what is compared has one form.
    fn is_well_formed(&self) -> bool {
        let lines = [&self.name, &self.capacity, &self.laptop.name];
        let digits =
            |text: &str, len| text.len() == len && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        // Salt and name are parted by a line feed only.
        let salted = if self.name.is_empty() { self.salt.is_empty() } else { digits(&self.salt, 32) };
        salted
            && lines.iter().all(|line| is_one_line(line) && line.trim() == **line)
            && !self.laptop.name.is_empty()
            && is_plain(&self.words)
            && digits(&self.laptop.key, 64)
            && digits(&self.signature, 128)
    }
}

fn written(bytes: &[u8]) -> Result<Written, SignatureError> {
    /// What files of every form have.
    #[derive(Deserialize)]
    struct Head {
        upfront_signature: u32,
    }
    let head: Head = serde_json::from_slice(bytes).map_err(|_| SignatureError::NotOne)?;
    match head.upfront_signature {
        FORM => serde_json::from_slice(bytes).map_err(|_| SignatureError::NotOne),
        newer => Err(SignatureError::Newer(newer)),
    }
}

/// Is it neither here nor older than what the partner has said since?
fn is_news(s: &Session, signed: &Signed) -> Result<(), SignatureError> {
    let same = |a: &Answer| matches!(&a.how, How::OnLaptop(l) if l.signature == signed.laptop.signature);
    if s.answers.iter().any(same) {
        return Err(SignatureError::IsHere);
    }
    let given = |a: &&Answer| a.partner == signed.partner && a.version == signed.version && a.says.is_given();
    // Of an answer on paper often the day only is known.
    let is_later = |a: &Answer| {
        a.at.is_some_and(|at| match a.day_only {
            true => at.date_naive() > signed.at.date_naive(),
            false => at > signed.at,
        })
    };
    if s.answers.iter().filter(given).any(is_later) {
        let partner = s.partner_name(Some(signed.partner)).into();
        return Err(SignatureError::Older { partner, on: day_and_clock(signed.at) });
    }
    Ok(())
}
