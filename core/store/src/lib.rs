//! The store: SQLite, and the only SQL of the product. One writer that groups commits, readers beside it.

pub mod api_tokens;
pub mod approvals;
pub mod attributes;
pub mod audit;
pub mod authorizations;
pub mod backchannel_logouts;
pub mod client_assertions;
pub mod client_registrations;
pub mod client_terms;
pub mod client_tokens;
pub mod clients;
pub mod device_grants;
pub mod devices;
pub mod email_changes;
mod error;
pub mod face_policies;
pub mod factors;
pub mod failures;
pub mod grants;
pub mod groups;
pub mod half_sign_ins;
pub mod handed_links;
pub mod integrity;
pub mod interactions;
pub mod invitations;
pub mod links;
pub mod logout_requests;
mod migrate;
pub mod one_time_links;
pub mod outbox;
pub mod overview;
pub mod passkeys;
pub mod people;
pub mod pictures;
pub mod pushed_requests;
pub mod registration_tokens;
pub mod remembered_browsers;
pub mod resets;
mod row;
mod sealed;
pub mod session_clients;
pub mod sessions;
pub mod settings;
pub mod sign_ups;
pub mod signing_keys;
mod tx;
pub mod users;
pub mod vault;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

pub use error::{BrokenRow, StoreError};
pub use sealed::Sealer;
pub use tx::{ReadTx, WriteTx};

/// A database that is open: cheap to clone, closed when the last clone goes.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    sealer: Sealer,
    readers: Mutex<Vec<Connection>>,
    writer: writer::Writer,
}

/// Readers that are kept open between uses; more are opened when more read at once.
const IDLE_READERS: usize = 8;

impl Store {
    /// Opens the database, makes it where there is none, and brings it to the present schema after a backup.
    pub fn open(path: &Path, sealer: Sealer) -> Result<Self, StoreError> {
        let mut connection =
            connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        migrate::run(&mut connection, path)?;
        let writer = writer::Writer::start(connection, sealer.clone())?;
        Ok(Self {
            inner: Arc::new(Inner { path: path.to_owned(), sealer, readers: Mutex::new(Vec::new()), writer }),
        })
    }

    /// Runs a reading function on one snapshot. Point reads only: it runs on the caller's thread.
    pub fn read<T, E: From<StoreError>>(
        &self,
        read: impl FnOnce(&ReadTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let connection = self.take_reader()?;
        let outcome = tx::snapshot(&connection, &self.inner.sealer, read);
        self.give_back(connection);
        outcome
    }

    /// Runs a longer read (lists, exports) on a thread of its own.
    pub async fn scan<T, E>(
        &self,
        read: impl FnOnce(&ReadTx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let store = self.clone();
        tokio::task::spawn_blocking(move || store.read(read)).await.map_err(|_| StoreError::Closed)?
    }

    /// Runs a writing function; the answer comes when it is durable, or when nothing of it is.
    pub async fn write<T, E>(
        &self,
        write: impl FnOnce(&WriteTx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let answer = self.inner.writer.submit(write)?;
        answer.await.map_err(|_| StoreError::Closed)?
    }

    /// The same for code that is not async: commands, start-up.
    pub fn write_blocking<T, E>(
        &self,
        write: impl FnOnce(&WriteTx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let answer = self.inner.writer.submit(write)?;
        answer.blocking_recv().map_err(|_| StoreError::Closed)?
    }

    /// Grows with every commit, before any writer of it is answered: what was read under a version stays true as long
    /// as the version stays.
    pub fn version(&self) -> u64 {
        self.inner.writer.version()
    }

    /// Calls this after every commit, before its writers are answered; it must not wait. The first one stays.
    pub fn on_commit(&self, hook: impl Fn() + Send + Sync + 'static) {
        self.inner.writer.on_commit(Box::new(hook));
    }

    /// The key under which imported client secrets are stored.
    pub fn client_secret_key(&self) -> &[u8; 32] {
        self.inner.sealer.client_secret_key()
    }

    fn take_reader(&self) -> Result<Connection, StoreError> {
        let idle = self.inner.readers.lock().ok().and_then(|mut readers| readers.pop());
        match idle {
            Some(connection) => Ok(connection),
            None => connect(&self.inner.path, OpenFlags::SQLITE_OPEN_READ_ONLY),
        }
    }

    fn give_back(&self, connection: Connection) {
        if let Ok(mut readers) = self.inner.readers.lock()
            && readers.len() < IDLE_READERS
        {
            readers.push(connection);
        }
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("path", &self.inner.path).finish_non_exhaustive()
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // Small: the working set of an office fits, and idle memory is counted.
    connection.pragma_update(None, "cache_size", -2_000)?;
    connection.set_prepared_statement_cache_capacity(64);
    // Without it SQLite plans a cached statement anew whenever its bindings were cleared, which halves reads.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

#[cfg(test)]
mod tests;
