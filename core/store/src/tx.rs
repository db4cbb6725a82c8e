//! The two kinds of transaction. Reading functions take `&ReadTx`, writing ones `&WriteTx`, which is a `ReadTx` too.

use std::cell::RefCell;

use rusqlite::{CachedStatement, Connection, Params, Row};

use crate::error::StoreError;
use crate::sealed::Sealer;

/// A snapshot that can be read.
pub struct ReadTx<'a> {
    connection: &'a Connection,
    sealer: &'a Sealer,
}

/// A transaction that can be written, together with others of its batch.
pub struct WriteTx<'a> {
    read: ReadTx<'a>,
    after_commit: RefCell<Vec<Effect>>,
}

/// Something to be done once the facts are durable.
pub(crate) type Effect = Box<dyn FnOnce() + Send>;

impl ReadTx<'_> {
    pub(crate) fn prepare(&self, sql: &str) -> Result<CachedStatement<'_>, StoreError> {
        Ok(self.connection.prepare_cached(sql)?)
    }

    /// The first row, if there is one.
    pub(crate) fn find<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut statement = self.prepare(sql)?;
        let mut rows = statement.query(params)?;
        rows.next()?.map(map).transpose()
    }

    /// All rows.
    pub(crate) fn list<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut map: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.prepare(sql)?;
        let mut rows = statement.query(params)?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            out.push(map(row)?);
        }
        Ok(out)
    }

    /// A number.
    pub(crate) fn count(&self, sql: &str, params: impl Params) -> Result<i64, StoreError> {
        Ok(self.prepare(sql)?.query_row(params, |row| row.get(0))?)
    }

    pub(crate) fn sealer(&self) -> &Sealer {
        self.sealer
    }
}

impl<'a> WriteTx<'a> {
    pub(crate) fn new(connection: &'a Connection, sealer: &'a Sealer) -> Self {
        Self { read: ReadTx { connection, sealer }, after_commit: RefCell::new(Vec::new()) }
    }

    /// Says what has to happen once this is durable: axum drops a handler when its client hangs up,
    /// and then nothing behind its `.await` would run.
    pub fn after_commit(&self, effect: impl FnOnce() + Send + 'static) {
        self.after_commit.borrow_mut().push(Box::new(effect));
    }

    pub(crate) fn take_effects(self) -> Vec<Effect> {
        self.after_commit.into_inner()
    }

    /// How many rows were changed.
    pub(crate) fn execute(&self, sql: &str, params: impl Params) -> Result<usize, StoreError> {
        Ok(self.prepare(sql)?.execute(params)?)
    }
}

impl<'a> std::ops::Deref for WriteTx<'a> {
    type Target = ReadTx<'a>;

    fn deref(&self) -> &Self::Target {
        &self.read
    }
}

/// Runs `read` on one snapshot of the database.
pub(crate) fn snapshot<T, E: From<StoreError>>(
    connection: &Connection,
    sealer: &Sealer,
    read: impl FnOnce(&ReadTx<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let begin = || connection.prepare_cached("BEGIN")?.execute([]);
    begin().map_err(StoreError::from)?;
    let outcome = read(&ReadTx { connection, sealer });
    let end = || connection.prepare_cached("ROLLBACK")?.execute([]);
    end().map_err(StoreError::from)?;
    outcome
}
