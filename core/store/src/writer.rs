//! The one writer: runs what waits in one transaction, commits once, and only then answers.
//!
//! One fsync serves up to [`BATCH`] writes. Each runs in a savepoint of its own, so that one that fails takes
//! nothing with it; if the commit fails, all of the batch have failed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, OnceLock};
use std::thread::{JoinHandle, current};

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::error::StoreError;
use crate::sealed::Sealer;
use crate::tx::WriteTx;

/// Writes that may wait; more are refused.
const QUEUE: usize = 1_024;
/// Writes that share a commit.
const BATCH: usize = 64;

type Job = Box<dyn FnOnce(&Connection, &Sealer) -> Option<Finish> + Send>;
/// Answers the caller, when it is known whether the commit succeeded.
type Finish = Box<dyn FnOnce(bool) + Send>;

pub(crate) struct Writer {
    queue: Option<SyncSender<Job>>,
    thread: Option<JoinHandle<()>>,
    version: Arc<AtomicU64>,
    hook: Arc<OnceLock<Hook>>,
}

/// Called after a commit.
type Hook = Box<dyn Fn() + Send + Sync>;

impl Writer {
    pub(crate) fn start(connection: Connection, sealer: Sealer) -> Result<Self, StoreError> {
        let (queue, jobs) = sync_channel(QUEUE);
        let version = Arc::new(AtomicU64::new(0));
        let hook = Arc::new(OnceLock::new());
        let (counted, called) = (Arc::clone(&version), Arc::clone(&hook));
        let thread = std::thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || run(&connection, &sealer, &jobs, &counted, &called))?;
        Ok(Self { queue: Some(queue), thread: Some(thread), version, hook })
    }

    /// Grows with every commit, before any writer of it is answered.
    pub(crate) fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    pub(crate) fn on_commit(&self, hook: Hook) {
        // Whoever comes second has nothing to say: there is one appliance on a store.
        let _ = self.hook.set(hook);
    }

    pub(crate) fn submit<T, E>(
        &self,
        write: impl FnOnce(&WriteTx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<oneshot::Receiver<Result<T, E>>, StoreError>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (answer, receiver) = oneshot::channel();
        let job: Job = Box::new(move |connection, sealer| run_one(connection, sealer, write, answer));
        let queue = self.queue.as_ref().ok_or(StoreError::Closed)?;
        queue.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => StoreError::Busy,
            TrySendError::Disconnected(_) => StoreError::Closed,
        })?;
        Ok(receiver)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.queue.take());
        // The last one who holds the store may be an effect, which runs on the thread itself.
        if let Some(thread) = self.thread.take().filter(|thread| thread.thread().id() != current().id()) {
            // What was accepted is still written; a panic of the thread has nobody left to tell.
            let _ = thread.join();
        }
    }
}

fn run(
    connection: &Connection,
    sealer: &Sealer,
    jobs: &Receiver<Job>,
    version: &AtomicU64,
    hook: &OnceLock<Hook>,
) {
    while let Ok(first) = jobs.recv() {
        let batch = std::iter::once(first).chain(jobs.try_iter().take(BATCH - 1));
        if let Err(error) = execute(connection, "BEGIN IMMEDIATE") {
            tracing::error!(error = ?error, "a write transaction could not begin");
            // Dropping a job drops its answer, which the caller sees as a closed store.
            batch.for_each(drop);
            continue;
        }
        let finishes: Vec<Finish> = batch.filter_map(|job| job(connection, sealer)).collect();
        let committed = execute(connection, "COMMIT").map_err(|error| {
            tracing::error!(error = ?error, "a commit failed; nothing of it was kept");
            if !connection.is_autocommit() {
                let _ = execute(connection, "ROLLBACK");
            }
        });
        version.fetch_add(1, Ordering::Release);
        if let Some(hook) = hook.get() {
            hook();
        }
        for finish in finishes {
            finish(committed.is_ok());
        }
    }
}

fn run_one<T, E>(
    connection: &Connection,
    sealer: &Sealer,
    write: impl FnOnce(&WriteTx<'_>) -> Result<T, E>,
    answer: oneshot::Sender<Result<T, E>>,
) -> Option<Finish>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    // A statement that fails on a full disk ends the whole transaction: the rest of the batch must not run outside one.
    if connection.is_autocommit() {
        let _ = answer.send(Err(StoreError::Full.into()));
        return None;
    }
    let tx = WriteTx::new(connection, sealer);
    let outcome = match execute(connection, "SAVEPOINT job") {
        Ok(()) => {
            catch_unwind(AssertUnwindSafe(|| write(&tx))).unwrap_or_else(|_| Err(StoreError::Panicked.into()))
        }
        Err(error) => Err(error.into()),
    };
    match outcome {
        Ok(value) if !connection.is_autocommit() => {
            let _ = execute(connection, "RELEASE job");
            let effects = tx.take_effects();
            Some(Box::new(move |committed| {
                let outcome = if committed { Ok(value) } else { Err(StoreError::Full.into()) };
                if committed {
                    effects.into_iter().for_each(|effect| effect());
                }
                // The caller may have hung up; the fact stands.
                let _ = answer.send(outcome);
            }))
        }
        Ok(_) => {
            let _ = answer.send(Err(StoreError::Full.into()));
            None
        }
        Err(error) => {
            if !connection.is_autocommit() {
                let _ =
                    execute(connection, "ROLLBACK TO job").and_then(|()| execute(connection, "RELEASE job"));
            }
            let _ = answer.send(Err(error));
            None
        }
    }
}

fn execute(connection: &Connection, sql: &str) -> Result<(), StoreError> {
    connection.prepare_cached(sql)?.execute([])?;
    Ok(())
}
