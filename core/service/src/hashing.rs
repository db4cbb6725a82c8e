//! A gate in front of password hashing: as many at once as there are cores, a bounded crowd waiting, not for long.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use domain::factor::password::{Hasher, PasswordHash, Verdict};
use domain::secret::Secret;
use domain::world::Entropy;
use tokio::sync::{Semaphore, SemaphorePermit};

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
    cores: Semaphore,
    waiting: AtomicUsize,
}

impl Default for Hashing {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { hasher: Arc::default(), cores: Semaphore::new(cores), waiting: AtomicUsize::new(0) }
    }
}

impl Hashing {
    /// A place among those who hash now. Whoever counts tries does so behind this, so that no more of them are under
    /// way than there are cores.
    pub(crate) async fn admit(&self) -> Result<Admission<'_>, Overloaded> {
        self.wait_for_core().await.map(Admission)
    }

    pub(crate) async fn verify(
        &self,
        _admission: &Admission<'_>,
        password: Secret,
        stored: Option<PasswordHash>,
    ) -> Result<Verdict, Overloaded> {
        let hasher = Arc::clone(&self.hasher);
        tokio::task::spawn_blocking(move || hasher.verify(&password, stored.as_ref()))
            .await
            .map_err(|_| Overloaded)
    }

    pub(crate) async fn hash(
        &self,
        password: Secret,
        entropy: Arc<dyn Entropy>,
    ) -> Result<PasswordHash, Overloaded> {
        let _core = self.wait_for_core().await?;
        let hasher = Arc::clone(&self.hasher);
        let hashed = tokio::task::spawn_blocking(move || hasher.hash(&password, entropy.as_ref())).await;
        hashed.map_err(|_| Overloaded)?.map_err(|_| Overloaded)
    }

    pub(crate) fn trim(&self) {
        self.hasher.trim();
    }

    async fn wait_for_core(&self) -> Result<SemaphorePermit<'_>, Overloaded> {
        if let Ok(permit) = self.cores.try_acquire() {
            return Ok(permit);
        }
        let _place = Place::take(&self.waiting)?;
        match tokio::time::timeout(PATIENCE, self.cores.acquire()).await {
            Ok(Ok(permit)) => Ok(permit),
            _ => Err(Overloaded),
        }
    }
}

/// See [`Hashing::admit`].
pub(crate) struct Admission<'a>(
    #[expect(dead_code, reason = "held, so that the core is taken")] SemaphorePermit<'a>,
);

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
