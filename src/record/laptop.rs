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
        Laptop { key: self.public(), ..Laptop::default() }.key_end().into()
    }

    /// Signs a text's UTF-8 bytes; 128 hexadecimal digits.
    pub(super) fn sign(&self, text: &str) -> String {
        hex::encode(self.0.sign(text.as_bytes()).to_bytes())
    }
}

/// Is a signature in an answer what its key gives for what it says? `signer` stands for the name.
///
/// None: it was not signed on a laptop; or it cannot be told, because the text of its version is not here, and the partner
/// may have been called otherwise then.
pub(super) fn holds(s: &Session, a: &Answer, signer: Option<Digest>) -> Option<bool> {
    let How::OnLaptop(laptop) = &a.how else { return None };
    let holds = statement(s, a, signer).is_some_and(|said| is_signed(laptop, &said));
    let text_is_here = s.versions.get(a.version).is_some_and(|v| v.frozen.is_some());
    (holds || text_is_here).then_some(holds)
}

fn is_signed(laptop: &Laptop, said: &str) -> bool {
    let (mut key, mut signature) = ([0; 32], [0; 64]);
    let read = hex::decode_to_slice(&laptop.key, &mut key).and(hex::decode_to_slice(&laptop.signature, &mut signature));
    let Some(key) = read.ok().and_then(|()| VerifyingKey::from_bytes(&key).ok()) else { return false };
    // Strictly: a weak key would let one signature hold for other words.
    key.verify_strict(said.as_bytes(), &Signature::from_bytes(&signature)).is_ok()
}

/// Does the signature of an answer from a laptop hold? None: it is not from one, or that cannot be told here.
pub fn signature_holds(s: &Session, a: &Answer) -> Option<bool> {
    let signer = match &a.how {
        How::OnLaptop(_) => a.signer.and_then(|id| s.all_digests().names.get(&id).copied()),
        _ => return None,
    };
    holds(s, a, signer)
}
