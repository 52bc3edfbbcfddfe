//! The door of a room: the code that is read aloud, how often somebody may be wrong, and the tickets of those who were in
//! before.

use crate::model::time::Moment;
use std::collections::BTreeMap;

/// After so many wrong codes there is another code, and a pause before it can be tried. With a million codes that leaves
/// whoever guesses one chance in 300 for a whole evening of guessing.
pub const TRIES: u32 = 5;
const PAUSE_MS: i64 = 30_000;

/// The digits of a code.
const DIGITS: u32 = 6;

/// A code of six digits from random bytes: "482913".
pub fn code_from(random: [u8; 32]) -> String {
    let number = u128::from_be_bytes(random.first_chunk().copied().unwrap_or_default());
    format!("{:0width$}", number % 10_u128.pow(DIGITS), width = DIGITS as usize)
}

/// What lets somebody in.
#[derive(Clone, Debug)]
pub struct Door {
    code: String,
    wrong: u32,
    shut_until: Option<Moment>,
    tickets: BTreeMap<[u8; 8], [u8; 32]>,
}

impl Door {
    pub fn new(code: String, tickets: BTreeMap<[u8; 8], [u8; 32]>) -> Self {
        Self { code, wrong: 0, shut_until: None, tickets }
    }

    /// The code, where it may be tried now.
    pub fn code(&self, now: Moment) -> Option<&str> {
        // Also where the clock was set back, the pause ends.
        let shut = self.shut_until.is_some_and(|until| (0..=PAUSE_MS).contains(&(until - now).num_milliseconds()));
        (!shut).then_some(self.code.as_str())
    }

    /// Somebody had another code. True: there have been too many, and from now on it is `fresh`.
    pub fn wrong(&mut self, fresh: String, now: Moment) -> bool {
        self.wrong += 1;
        if self.wrong < TRIES {
            return false;
        }
        self.wrong = 0;
        self.code = fresh;
        self.shut_until = Some(now + chrono::TimeDelta::milliseconds(PAUSE_MS));
        true
    }

    /// The secret of a ticket.
    pub fn secret_of(&self, id: [u8; 8]) -> Option<[u8; 32]> {
        self.tickets.get(&id).copied()
    }

    /// These are let in without the code from now on.
    pub fn set_tickets(&mut self, tickets: BTreeMap<[u8; 8], [u8; 32]>) {
        self.tickets = tickets;
    }
}
