//! The window's lock: after some time without use it refuses everything until an administrator's password was right.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;

/// Whether the window is locked, and when it was used last.
pub(crate) struct Lock {
    locked: watch::Sender<bool>,
    used: Mutex<Instant>,
}

impl Lock {
    /// Open, and used just now.
    pub(crate) fn new() -> Self {
        Self { locked: watch::Sender::new(false), used: Mutex::new(Instant::now()) }
    }

    pub(crate) fn is_locked(&self) -> bool {
        *self.locked.borrow()
    }

    /// Tells of changes.
    pub(crate) fn watch(&self) -> watch::Receiver<bool> {
        self.locked.subscribe()
    }

    /// Locks the window.
    pub(crate) fn shut(&self) {
        self.locked.send_replace(true);
    }

    /// A password was right.
    pub(crate) fn open(&self) {
        self.used();
        self.locked.send_replace(false);
    }

    /// Somebody is there. A locked window stays locked.
    pub(crate) fn used(&self) {
        *self.used.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    /// Whether nobody was there for so many minutes; 0 is never.
    pub(crate) fn is_due(&self, minutes: u32, now: Instant) -> bool {
        let used = *self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let limit = Duration::from_secs(60 * u64::from(minutes));
        minutes > 0 && !self.is_locked() && now.saturating_duration_since(used) >= limit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_locks_after_the_time_without_use_and_opens_by_a_password_alone() {
        let lock = Lock::new();
        let later = |minutes: u64| Instant::now() + Duration::from_secs(60 * minutes);
        assert!(!lock.is_due(15, later(14)));
        assert!(lock.is_due(15, later(15)));
        assert!(!lock.is_due(0, later(1_000)));
        lock.shut();
        lock.used();
        assert!(lock.is_locked() && !lock.is_due(15, later(60)));
        lock.open();
        assert!(!lock.is_locked());
    }
}
