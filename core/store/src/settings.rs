//! Settings that were changed from their default.

use rusqlite::params;

use crate::error::StoreError;
use crate::tx::{ReadTx, WriteTx};

/// All pairs.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<(String, String)>, StoreError> {
    tx.list("SELECT key, value FROM settings ORDER BY key", [], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The value of a key, where it was changed.
pub fn find(tx: &ReadTx<'_>, key: &str) -> Result<Option<String>, StoreError> {
    tx.find("SELECT value FROM settings WHERE key = ?1", [key], |row| Ok(row.get(0)?))
}

/// Stores a value. A secret one is sealed by the caller.
pub fn put(tx: &WriteTx<'_>, key: &str, value: &str, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO settings (key, value, updated_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
        params![key, value, now],
    )?;
    Ok(())
}

/// Goes back to the default.
pub fn delete(tx: &WriteTx<'_>, key: &str) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM settings WHERE key = ?1", [key])? > 0)
}
