//! Failed guesses, counted.

use domain::limit::{Bucket, Scope};
use rusqlite::params;

use crate::error::StoreError;
use crate::tx::{ReadTx, WriteTx};

/// The count under a key; an empty one where nothing was counted.
pub fn load(tx: &ReadTx<'_>, scope: Scope, key: &str) -> Result<Bucket, StoreError> {
    let found = tx.find(
        "SELECT failures, since, last FROM failures WHERE scope = ?1 AND key = ?2",
        [scope.as_str(), key],
        |row| Ok(Bucket { failures: row.get(0)?, since: row.get(1)?, last: row.get(2)? }),
    )?;
    Ok(found.unwrap_or_default())
}

/// Stores the count.
pub fn put(tx: &WriteTx<'_>, scope: Scope, key: &str, bucket: Bucket) -> Result<(), StoreError> {
    if bucket.failures == 0 {
        tx.execute("DELETE FROM failures WHERE scope = ?1 AND key = ?2", [scope.as_str(), key])?;
        return Ok(());
    }
    tx.execute(
        "INSERT INTO failures (scope, key, failures, since, last) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (scope, key) DO UPDATE SET failures = excluded.failures, since = excluded.since, last = excluded.last",
        params![scope.as_str(), key, bucket.failures, bucket.since, bucket.last],
    )?;
    Ok(())
}

/// Counts one more under a key.
pub fn charge(tx: &WriteTx<'_>, scope: Scope, key: &str, now: i64) -> Result<(), StoreError> {
    put(tx, scope, key, load(tx, scope, key)?.charge(scope, now))
}

/// Forgets counts that no longer matter.
pub fn sweep(tx: &WriteTx<'_>, before: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM failures WHERE last < ?1", [before])
}
