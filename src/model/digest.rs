//! SHA-256 digests, as they stand in files, on paper and in what people type.

use base32::Alphabet;
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::str::FromStr;

/// A SHA-256 digest: a record code, the code of an answer, or what stands for a name in a record.
///
/// In files it is 64 hexadecimal digits ([`fmt::Display`], [`FromStr`]); on paper its first 80 bits stand in
/// Crockford's alphabet ([`Digest::short`]), in which no two characters look alike.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

/// Bytes of a digest that stand on paper: 80 bits, 16 characters.
const SHORT: usize = 10;

impl Digest {
    /// The digest of a text's UTF-8 bytes.
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// What stands for a text that must not be found by trying: the digest of the salt, a line feed and the text.
    pub fn salted(salt: &str, text: &str) -> Self {
        Self::of(&format!("{salt}\n{text}"))
    }

    /// Its first 128 bits, for what has to be told from a few others only.
    pub fn start(&self) -> u128 {
        u128::from_be_bytes(self.0.first_chunk().copied().unwrap_or_default())
    }

    /// `K7QM-2D4X-9RTB-6HNE`
    pub fn short(&self) -> String {
        let bytes = self.0.first_chunk::<SHORT>().copied().unwrap_or_default();
        let text = base32::encode(Alphabet::Crockford, &bytes);
        let mut short = String::new();
        for (place, c) in text.chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                short.push('-');
            }
            short.push(c);
        }
        short
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.short())
    }
}

/// Why a text is no digest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoDigest;

impl FromStr for Digest {
    type Err = NoDigest;

    /// Reads 64 hexadecimal digits.
    fn from_str(text: &str) -> Result<Self, NoDigest> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| NoDigest)?;
        Ok(Self(bytes))
    }
}

/// A code as somebody typed it off a paper, or as a camera read it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypedCode {
    /// The sixteen characters at the foot of a page.
    Short([u8; SHORT]),
    /// All of it.
    Whole(Digest),
}

impl TypedCode {
    /// Reads a code. Capital or small letters, with or without dashes and spaces; O is read as 0, and I and l as 1.
    ///
    /// None: it is no code; it must have 16 characters (or all 64 hexadecimal digits).
    pub fn read(text: &str) -> Option<Self> {
        // What a camera reads off the sign-off page says which version it is of.
        let text = match text.trim().strip_prefix("UPFRONT V").and_then(|rest| rest.split_once(' ')) {
            Some((no, code)) if no.bytes().all(|b| b.is_ascii_digit()) => code,
            _ => text,
        };
        let plain: String =
            text.chars().filter(|c| !(c.is_whitespace() || matches!(c, '-' | '–' | '—' | '‑'))).collect();
        if let Ok(whole) = plain.parse() {
            return Some(Self::Whole(whole));
        }
        let as_meant = |c: char| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        };
        let meant: String = plain.chars().map(as_meant).collect();
        let bytes = (meant.len() == 16).then(|| base32::decode(Alphabet::Crockford, &meant)).flatten()?;
        bytes.first_chunk().copied().map(Self::Short)
    }

    /// Is it the code of that digest?
    pub fn is_of(&self, digest: &Digest) -> bool {
        match self {
            Self::Short(bytes) => digest.0.starts_with(bytes),
            Self::Whole(whole) => whole == digest,
        }
    }
}
