//! The key with which answers are signed on this laptop. Made when somebody first signs here, and kept in the app's own
//! folder, for its owner's eyes only.

use super::{Disk, SaveError, plain_reason, replace};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What the file begins with.
const HEAD: &str = "Upfront signing key 1: keep it to yourself";

/// Why there is no key. The display is the sentence the person reads.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("{} is no key that Upfront made; move it away, and a new key is made", .0.display())]
    NoKey(PathBuf),
    #[error("The key of this laptop at {} could not be read ({reason})", path.display())]
    Read { path: PathBuf, reason: String },
    #[error("No key could be made: {0}")]
    Save(#[from] SaveError),
    #[error("No key could be made: this system gives no random numbers")]
    NoRandom,
}

/// The secret key of this laptop, 32 bytes; where there is none, one of `fresh` random bytes, which is kept first.
pub fn signing_key(
    disk: &dyn Disk,
    path: &Path,
    fresh: impl FnOnce() -> Option<[u8; 32]>,
) -> Result<[u8; 32], KeyError> {
    match disk.read(path, 4_096) {
        Ok(bytes) if !bytes.is_empty() => return key_in(&bytes).ok_or_else(|| KeyError::NoKey(path.into())),
        // A crash between taking the name and writing leaves an empty file.
        Ok(_) => {}
        Err(e) if e.kind() == ErrorKind::NotFound => {}
        Err(e) => return Err(KeyError::Read { path: path.into(), reason: plain_reason(&e) }),
    }
    let key = fresh().ok_or(KeyError::NoRandom)?;
    super::make_folder_for(disk, path)?;
    // The file that replaces it takes over who may read it.
    match disk.create_private(path) {
        Ok(file) => drop(file),
        Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
        Err(e) => return Err(super::write_error(path, &e).into()),
    }
    replace(disk, path, format!("{HEAD}\n{}\n", hex::encode(key)).as_bytes())?;
    // Another window may have made one in the same moment: what is there is the key of this laptop.
    let kept = disk.read(path, 4_096).ok().and_then(|bytes| key_in(&bytes));
    kept.ok_or_else(|| KeyError::NoKey(path.into()))
}

/// 32 random bytes from the system; None: it gives none.
pub fn random_key() -> Option<[u8; 32]> {
    let mut key = [0; 32];
    getrandom::fill(&mut key).ok().map(|()| key)
}

fn key_in(bytes: &[u8]) -> Option<[u8; 32]> {
    let (head, key) = std::str::from_utf8(bytes).ok()?.split_once('\n')?;
    let mut secret = [0; 32];
    (head.trim_end() == HEAD).then_some(())?;
    hex::decode_to_slice(key.trim(), &mut secret).ok()?;
    Some(secret)
}
