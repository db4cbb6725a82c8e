//! Logout requests that came by a POST from another site, kept for the GET that has our cookies.

use rusqlite::params;

use crate::error::StoreError;
use crate::tx::{ReadTx, WriteTx};

/// The parameters of a kept request.
pub fn find(tx: &ReadTx<'_>, id: &str, now: i64) -> Result<Option<String>, StoreError> {
    tx.find("SELECT params FROM logout_requests WHERE id = ?1 AND expires_at > ?2", params![id, now], |row| {
        Ok(row.get(0)?)
    })
}

/// Keeps a request; beyond `most` the oldest gives way.
pub fn insert(tx: &WriteTx<'_>, id: &str, text: &str, expires_at: i64, most: i64) -> Result<(), StoreError> {
    if tx.count("SELECT count(*) FROM logout_requests", [])? >= most {
        tx.execute("DELETE FROM logout_requests WHERE id = (SELECT id FROM logout_requests ORDER BY expires_at, id LIMIT 1)", [])?;
    }
    tx.execute(
        "INSERT INTO logout_requests (id, params, expires_at) VALUES (?1, ?2, ?3)",
        params![id, text, expires_at],
    )?;
    Ok(())
}

/// Forgets those whose time is over.
pub fn sweep(tx: &WriteTx<'_>, now: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM logout_requests WHERE expires_at <= ?1", [now])
}
