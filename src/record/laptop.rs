//! Signing on a laptop of one's own: a key made there (Ed25519, RFC 8032) signs what a partner says to a version.
//!
//! What such a signature shows: whoever has the key gave this answer to this text, and nothing of it was changed since.
//! Not who that is: anybody can make a key, and give a laptop any name. So the key's last letters are shown and printed,
//! for people to compare by some other way.

use super::answers::statement;
use crate::model::*;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

/// The secret half of a laptop's key. It stays on that laptop, and is in no session.
pub struct LaptopKey(SigningKey);

impl LaptopKey {
    /// The key of 32 random bytes.
    pub fn of(secret: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// Its public half, 64 hexadecimal digits.
    pub fn public(&self) -> String {
        hex::encode(self.0.verifying_key().to_bytes())
    }

    /// The end of its public half, by which people compare keys.
    pub fn end(&self) -> String {
        Laptop { key: self.public(), ..Laptop::default() }.key_end()
    }

    /// Signs a text's UTF-8 bytes; 128 hexadecimal digits.
    pub(super) fn sign(&self, text: &str) -> String {
        hex::encode(self.0.sign(text.as_bytes()).to_bytes())
    }
}

/// Does the signature of an answer from a laptop hold: is it what its key gives for what the answer says?
///
/// None: it is not from a laptop; or it cannot be told, because the text of its version is not here, and the partner may
/// have been called otherwise then.
pub fn signature_holds(s: &Session, a: &Answer) -> Option<bool> {
    holds(s, a, a.signer.and_then(|id| s.name_digest(id)))
}

/// The same, where `signer` stands for the name.
pub(super) fn holds(s: &Session, a: &Answer, signer: Option<Digest>) -> Option<bool> {
    let How::OnLaptop(laptop) = &a.how else { return None };
    let holds = statement(s, a, signer).is_some_and(|said| is_signed(laptop, &said));
    // A version without a code cannot have been signed so.
    let can_tell = s.versions.get(a.version).is_none_or(|v| v.code.is_none() || v.frozen.is_some());
    (holds || can_tell).then_some(holds)
}

fn is_signed(laptop: &Laptop, said: &str) -> bool {
    let (mut key, mut signature) = ([0; 32], [0; 64]);
    let read = hex::decode_to_slice(&laptop.key, &mut key).and(hex::decode_to_slice(&laptop.signature, &mut signature));
    let Some(key) = read.ok().and_then(|()| VerifyingKey::from_bytes(&key).ok()) else { return false };
    // Strictly: a weak key would let one signature hold for other words.
    key.verify_strict(said.as_bytes(), &Signature::from_bytes(&signature)).is_ok()
}

/// Does an answer count as a signature? Not one from a laptop that was never signed there.
pub(super) fn counts_as_signed(s: &Session, a: &Answer) -> bool {
    a.says.signed() && signature_holds(s, a) != Some(false)
}
