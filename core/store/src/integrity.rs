//! Whether the database file is sound.

use crate::error::StoreError;
use crate::tx::ReadTx;

/// What SQLite finds wrong with the file; nothing when it is sound.
pub fn quick_check(tx: &ReadTx<'_>) -> Result<Vec<String>, StoreError> {
    let found: Vec<String> = tx.list("PRAGMA quick_check(20)", [], |row| Ok(row.get(0)?))?;
    Ok(found.into_iter().filter(|line| line != "ok").collect())
}
