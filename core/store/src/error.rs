//! What can go wrong in the store.

/// A failure of the store; none of them is the caller's fault.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A row contradicts the model.
    #[error(transparent)]
    Broken(#[from] BrokenRow),
    /// More writes wait than can be served soon.
    #[error("the database has more to write than it can serve now")]
    Busy,
    /// The store was closed.
    #[error("the database is closed")]
    Closed,
    /// The file is not a database any more.
    #[error("the database file is damaged: put it back from a backup")]
    Damaged,
    /// The disk is full.
    #[error("the disk is full: make room on it")]
    Full,
    /// A sealed value cannot be opened: another master key, or a changed row.
    #[error("a sealed value cannot be opened with this master key")]
    Sealed,
    /// The database was written by a newer version.
    #[error(
        "the database has schema {found}, this version knows {known}: run the newer version that wrote it"
    )]
    Newer {
        /// Found.
        found: i64,
        /// Known.
        known: i64,
    },
    /// A file operation failed.
    #[error("a file of the database cannot be written")]
    File(#[from] std::io::Error),
    /// A writing function panicked; nothing of it was kept.
    #[error("a write was abandoned")]
    Panicked,
    /// SQLite said no.
    #[error("the database failed")]
    Sqlite(#[source] rusqlite::Error),
}

/// A row that the model does not allow, named so that it can be found.
#[derive(Debug, thiserror::Error)]
#[error("table {table}, column {column} holds a value that this version does not know")]
pub struct BrokenRow {
    /// Table.
    pub table: &'static str,
    /// Column.
    pub column: &'static str,
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        // SQLite knows one kind of full disk; that the index of its log cannot grow, or that a quota is used up,
        // it calls an I/O error.
        let full = [rusqlite::ffi::SQLITE_IOERR_SHMSIZE, rusqlite::ffi::SQLITE_IOERR_WRITE];
        if error.sqlite_extended_error_code().is_some_and(|code| full.contains(&code)) {
            return Self::Full;
        }
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::Full,
            Some(rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::DatabaseCorrupt) => Self::Damaged,
            _ => Self::Sqlite(error),
        }
    }
}

impl StoreError {
    /// Whether it is a broken UNIQUE or PRIMARY KEY rule.
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Sqlite(error) if error.sqlite_extended_error_code().is_some_and(|code| {
            code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE || code == rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
        }))
    }
}
