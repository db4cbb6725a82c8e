//! A gate in front of password hashing: as many at once as there are cores, a bounded crowd waiting, not for long.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use domain::factor::password::{Hasher, PasswordHash, Verdict};
use domain::secret::Secret;
use domain::world::Entropy;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Requests that may wait for a core.
const WAITING: usize = 64;
/// How long they wait.
const PATIENCE: Duration = Duration::from_secs(5);

/// Too many sign-ins at once: come back in a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many sign-ins at once")]
pub struct Overloaded;

pub(crate) struct Hashing {
    hasher: Arc<Hasher>,
    cores: Arc<Semaphore>,
    waiting: AtomicUsize,
}

impl Default for Hashing {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { hasher: Arc::default(), cores: Arc::new(Semaphore::new(cores)), waiting: AtomicUsize::new(0) }
    }
}

impl Hashing {
    /// A place among those who hash now. Whoever counts tries does so behind this, so that no more of them are under
    /// way than there are cores.
    pub(crate) async fn admit(&self) -> Result<Admission, Overloaded> {
        self.wait_for_core().await.map(|permit| Admission(Arc::new(permit)))
    }

    pub(crate) async fn verify(
        &self,
        admission: &Admission,
        password: Secret,
        stored: Option<PasswordHash>,
    ) -> Result<Verdict, Overloaded> {
        let (hasher, core) = (Arc::clone(&self.hasher), Arc::clone(&admission.0));
        let verified = tokio::task::spawn_blocking(move || {
            // The work goes on where the client hangs up, and so does its place.
            let _core = core;
            hasher.verify(&password, stored.as_ref())
        });
        verified.await.map_err(|_| Overloaded)
    }

    pub(crate) async fn hash(
        &self,
        password: Secret,
        entropy: Arc<dyn Entropy>,
    ) -> Result<PasswordHash, Overloaded> {
        let core = self.wait_for_core().await?;
        let hasher = Arc::clone(&self.hasher);
        let hashed = tokio::task::spawn_blocking(move || {
            let _core = core;
            hasher.hash(&password, entropy.as_ref())
        });
        hashed.await.map_err(|_| Overloaded)?.map_err(|_| Overloaded)
    }

    pub(crate) fn trim(&self) {
        self.hasher.trim();
    }

    async fn wait_for_core(&self) -> Result<OwnedSemaphorePermit, Overloaded> {
        if let Ok(permit) = Arc::clone(&self.cores).try_acquire_owned() {
            return Ok(permit);
        }
        let _place = Place::take(&self.waiting)?;
        match tokio::time::timeout(PATIENCE, Arc::clone(&self.cores).acquire_owned()).await {
            Ok(Ok(permit)) => Ok(permit),
            _ => Err(Overloaded),
        }
    }
}

/// See [`Hashing::admit`].
pub(crate) struct Admission(Arc<OwnedSemaphorePermit>);

/// A place in the crowd, given back also when the request is dropped.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(waiting: &'a AtomicUsize) -> Result<Self, Overloaded> {
        if waiting.fetch_add(1, Ordering::Relaxed) >= WAITING {
            waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(Overloaded);
        }
        Ok(Self(waiting))
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::mpsc::{Receiver, channel};

    use super::*;

    /// Holds the work up until it is told.
    struct Slow(Mutex<Receiver<()>>);

    impl Entropy for Slow {
        fn fill(&self, bytes: &mut [u8]) {
            let _ = self.0.lock().unwrap().recv();
            bytes.fill(1);
        }
    }

    #[tokio::test]
    async fn a_core_is_taken_for_as_long_as_the_work_goes_on_whoever_hangs_up() {
        let hashing = Hashing { cores: Arc::new(Semaphore::new(1)), ..Hashing::default() };
        let (go_on, held) = channel();
        let asked = hashing.hash(Secret::new("a long enough password"), Arc::new(Slow(Mutex::new(held))));
        let dropped = tokio::time::timeout(Duration::from_millis(1), asked).await;
        assert!(dropped.is_err(), "it waits");
        assert_eq!(hashing.cores.available_permits(), 0, "the work goes on");
        go_on.send(()).unwrap();
        assert!(hashing.admit().await.is_ok(), "it is over");
    }
}
