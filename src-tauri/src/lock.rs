//! The window's lock: after some time without use it refuses everything until an administrator's password was right. A small
//! file remembers it, so that whoever ends the program and starts it again stands before the same lock.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use tokio::sync::watch;

/// The file that is there while the window is locked.
const FILE: &str = "locked";

/// Whether the window is locked, and when it was used last.
pub(crate) struct Lock {
    file: PathBuf,
    locked: watch::Sender<bool>,
    used: Mutex<Duration>,
}

/// The time since the machine started. What it slept counts, which `Instant` leaves out on Linux: a machine that was closed
/// for the night was not used.
pub(crate) fn now() -> Duration {
    #[cfg(target_os = "linux")]
    const CLOCK: ClockId = ClockId::Boottime;
    #[cfg(not(target_os = "linux"))]
    const CLOCK: ClockId = ClockId::Monotonic;
    let time = clock_gettime(CLOCK);
    let (seconds, nanoseconds) = (u64::try_from(time.tv_sec), u32::try_from(time.tv_nsec));
    // Neither is negative on such a clock.
    Duration::new(seconds.unwrap_or_default(), nanoseconds.unwrap_or_default())
}

impl Lock {
    /// As it was when the program ended, which `folder` remembers, and used just now.
    pub(crate) fn new(folder: &Path) -> Self {
        let file = folder.join(FILE);
        // What cannot be looked at may be there.
        let locked = file.try_exists().unwrap_or(true);
        Self { file, locked: watch::Sender::new(locked), used: Mutex::new(now()) }
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
        let folder = self.file.parent().map_or(Ok(()), std::fs::create_dir_all);
        if let Err(error) = folder.and_then(|()| std::fs::write(&self.file, "")) {
            tracing::warn!(%error, "the lock is not remembered beyond the end of the program");
        }
        self.locked.send_replace(true);
    }

    /// A password was right.
    pub(crate) fn open(&self) {
        match std::fs::remove_file(&self.file) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                tracing::warn!(%error, "the next start asks for the password again");
            }
            _ => {}
        }
        self.excuse();
    }

    /// There is nobody yet who could open it. What another server's window remembers stays.
    pub(crate) fn excuse(&self) {
        self.used();
        self.locked.send_replace(false);
    }

    /// Somebody is there. A locked window stays locked.
    pub(crate) fn used(&self) {
        *self.used.lock().unwrap_or_else(PoisonError::into_inner) = now();
    }

    /// Whether nobody was there for so many minutes; 0 is never.
    pub(crate) fn is_due(&self, minutes: u32, now: Duration) -> bool {
        let used = *self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let limit = Duration::from_secs(60 * u64::from(minutes));
        minutes > 0 && !self.is_locked() && now.saturating_sub(used) >= limit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_locks_after_the_time_without_use_and_opens_by_a_password_alone() {
        let folder = tempfile::tempdir().unwrap();
        let lock = Lock::new(folder.path());
        let later = |minutes: u64| now() + Duration::from_secs(60 * minutes);
        assert!(!lock.is_due(15, later(14)));
        assert!(lock.is_due(15, later(15)));
        assert!(!lock.is_due(0, later(1_000)));
        lock.shut();
        lock.used();
        assert!(lock.is_locked() && !lock.is_due(15, later(60)));
        lock.open();
        assert!(!lock.is_locked());
    }

    #[test]
    fn another_start_stands_before_the_same_lock() {
        let scratch = tempfile::tempdir().unwrap();
        // At the first start nobody has made it yet.
        let folder = scratch.path().join("org.donelogin");
        assert!(!Lock::new(&folder).is_locked());
        Lock::new(&folder).shut();
        let lock = Lock::new(&folder);
        assert!(lock.is_locked());
        lock.excuse();
        assert!(!lock.is_locked() && Lock::new(&folder).is_locked(), "only a password takes it away");
        lock.open();
        assert!(!Lock::new(&folder).is_locked());
        lock.open();
    }
}
