//! Assertions by which clients proved themselves: each of them once (RFC 7523 3, `jti`).

use domain::id::ClientId;
use domain::token::TokenHash;
use rusqlite::params;

use crate::error::StoreError;
use crate::tx::WriteTx;

/// Assertions of one client that are remembered; nobody proves itself more often within their lives.
const MOST: i64 = 20_000;

/// Uses an assertion until when it would be taken; whether it is the first use. One statement, so that two cannot both win.
///
/// # Errors
/// [`StoreError::Busy`] where the client has more in use than are remembered.
pub fn take(
    tx: &WriteTx<'_>,
    client: &ClientId,
    jti: &TokenHash,
    until: i64,
    now: i64,
) -> Result<bool, StoreError> {
    let used = tx.execute(
        "INSERT INTO client_assertions (client_id, jti, until) VALUES (?1, ?2, ?3)
         ON CONFLICT (client_id, jti) DO UPDATE SET until = excluded.until WHERE until <= ?4",
        params![client.as_str(), jti.as_bytes(), until, now],
    )?;
    let count = "SELECT count(*) FROM (SELECT 1 FROM client_assertions WHERE client_id = ?1 LIMIT ?2)";
    if used > 0 && tx.count(count, params![client.as_str(), MOST + 1])? > MOST {
        // The transaction is taken back, and this one with it.
        return Err(StoreError::Busy);
    }
    Ok(used > 0)
}

/// Forgets those whose time is over.
pub fn sweep(tx: &WriteTx<'_>, now: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM client_assertions WHERE until <= ?1", [now])
}
