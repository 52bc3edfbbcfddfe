//! How far a long piece of work is, and whether it is still wanted. Shared between who works and who waits.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// Nothing is lost where one side looks a moment too early or too late: all of it is advice.
#[derive(Debug, Default)]
pub struct Watch {
    stopped: AtomicBool,
    /// In thousandths.
    done: AtomicU32,
}

impl Watch {
    /// It is wanted no longer.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Is it wanted no longer? Then what comes out is not whole.
    pub fn stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// From 0 to 1.
    pub fn done(&self) -> f32 {
        self.done.load(Ordering::Relaxed) as f32 / 1000.0
    }

    /// `part` of `whole` is done, of the stretch from `from` to `to`.
    pub fn at(&self, part: usize, whole: usize, [from, to]: [f32; 2]) {
        let share = part as f32 / whole.max(1) as f32;
        self.done.store(((from + (to - from) * share) * 1000.0) as u32, Ordering::Relaxed);
    }
}
