//! Which models and thresholds for faces were in force, and since when.

use rusqlite::params;

use crate::error::StoreError;
use crate::tx::{ReadTx, WriteTx};

/// Notes that a policy is in force, unless it is the newest already.
pub fn put(tx: &WriteTx<'_>, id: &str, now: i64) -> Result<(), StoreError> {
    if list(tx)?.first().is_some_and(|(newest, _)| newest == id) {
        return Ok(());
    }
    tx.execute(
        "INSERT INTO face_policies (id, since) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET since = excluded.since",
        params![id, now],
    )?;
    Ok(())
}

/// The policies with the times from which they were in force, newest first.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<(String, i64)>, StoreError> {
    tx.list("SELECT id, since FROM face_policies ORDER BY since DESC, id LIMIT 2", [], |r| {
        Ok((r.get(0)?, r.get(1)?))
    })
}
