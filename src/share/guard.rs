//! Automerge asserts where a history that somebody made on purpose is not as it should be (found by fuzzing, in 0.12.0:
//! columns of a whole document that disagree). What comes from elsewhere is read behind this guard, which makes of such an
//! assertion what it is: damaged input. Only values of its own may be changed behind it; they are dropped then.

use super::LedgerError;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Reads what may be hostile.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, LedgerError>) -> Result<T, LedgerError> {
    let outer = GUARDED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(outer);
    done.unwrap_or(Err(LedgerError::Damaged))
}

/// From here on nothing is said of an assertion behind the guard, and whoever is told of a panic is not told of it: no
/// window has stopped, and nothing was found by fuzzing. Called once, after the hook that is to stay.
pub fn say_nothing_of_guarded() {
    let before = take_hook();
    set_hook(Box::new(move |info| {
        if !GUARDED.get() {
            before(info);
        }
    }));
}
