//! Time and chance, handed in; this is the one place where they come from.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Tells the time in seconds since 1970.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> i64;
}

/// Gives unpredictable bytes.
pub trait Entropy: Send + Sync {
    /// Fills the buffer.
    fn fill(&self, bytes: &mut [u8]);
}

/// The machine's clock, which here never goes back: what has expired stays expired.
#[derive(Debug, Default)]
pub struct SystemClock {
    highest: AtomicI64,
}

impl SystemClock {
    /// A clock that starts no earlier than `floor`, the highest time that was stored.
    pub fn starting_at(floor: i64) -> Self {
        Self { highest: AtomicI64::new(floor) }
    }

    /// Raises the floor, as when the store has been opened.
    pub fn raise(&self, floor: i64) {
        self.highest.fetch_max(floor, Ordering::Relaxed);
    }

    /// How many seconds the machine's clock is behind the highest time seen; 0 on a sound machine.
    pub fn behind_s(&self) -> i64 {
        (self.highest.load(Ordering::Relaxed) - machine_time()).max(0)
    }
}

impl Clock for SystemClock {
    fn now(&self) -> i64 {
        let now = machine_time();
        self.highest.fetch_max(now, Ordering::Relaxed).max(now)
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where time comes from")]
fn machine_time() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| i64::try_from(d.as_secs()).unwrap_or(i64::MAX))
}

/// The operating system's generator.
#[derive(Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(clippy::disallowed_methods, reason = "the one place where chance comes from")]
    #[expect(
        clippy::expect_used,
        reason = "no secret may be made when the generator fails, and nothing works without one"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        aws_lc_rs::rand::fill(bytes).expect("the operating system's random generator works");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_never_goes_below_what_was_stored() {
        let future = machine_time() + 1_000;
        let clock = SystemClock::starting_at(future);
        assert_eq!(clock.now(), future);
        assert!(clock.behind_s() > 900);
    }
}
