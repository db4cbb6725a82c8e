//! Which models and thresholds for faces were in force, and since when.

use domain::face::policy::PolicyRecord;
use rusqlite::params;

use crate::error::StoreError;
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// Notes that a policy is in force, unless it is the newest already.
pub fn put(tx: &WriteTx<'_>, policy: &PolicyRecord) -> Result<(), StoreError> {
    if list(tx)?.first().is_some_and(|newest| newest.id == policy.id) {
        return Ok(());
    }
    tx.execute(
        "INSERT INTO face_policies (id, since, models) VALUES (?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET since = excluded.since, models = excluded.models",
        params![policy.id, policy.since, row::to_json(&policy.models, "face_policies", "models")?],
    )?;
    Ok(())
}

/// The policies with the times from which they were in force, newest first.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<PolicyRecord>, StoreError> {
    tx.list("SELECT id, since, models FROM face_policies ORDER BY since DESC, id LIMIT 2", [], |r| {
        Ok(PolicyRecord {
            id: r.get("id")?,
            models: row::json(r, "models", "face_policies", "models")?,
            since: r.get("since")?,
        })
    })
}
