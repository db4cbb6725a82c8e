//! Authorization requests that clients pushed (RFC 9126).

use domain::id::ClientId;
use domain::pushed_request::PushedRequest;
use domain::token::TokenHash;
use rusqlite::params;

use crate::error::StoreError;
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// The request of that reference, if this client pushed it and its time is not over.
pub fn find(
    tx: &ReadTx<'_>,
    reference: &TokenHash,
    client: &ClientId,
    now: i64,
) -> Result<Option<PushedRequest>, StoreError> {
    tx.find(
        "SELECT reference, client_id, params, signed, address, expires_at FROM pushed_requests
         WHERE reference = ?1 AND client_id = ?2 AND expires_at > ?3",
        params![reference.as_bytes(), client.as_str(), now],
        |r| {
            Ok(PushedRequest {
                reference: row::hash(r, "reference")?,
                client_id: r.get::<_, String>("client_id")?.into(),
                params: r.get("params")?,
                signed: r.get("signed")?,
                address: r.get("address")?,
                expires_at: r.get("expires_at")?,
            })
        },
    )
}

/// How many wait: of a client from one address, of the client, and in all.
pub fn count(
    tx: &ReadTx<'_>,
    client: &ClientId,
    address: &str,
    now: i64,
) -> Result<(i64, i64, i64), StoreError> {
    let here = tx.count(
        "SELECT count(*) FROM pushed_requests WHERE client_id = ?1 AND address = ?2 AND expires_at > ?3",
        params![client.as_str(), address, now],
    )?;
    let of_client = tx.count(
        "SELECT count(*) FROM pushed_requests WHERE client_id = ?1 AND expires_at > ?2",
        params![client.as_str(), now],
    )?;
    let in_all = tx.count("SELECT count(*) FROM pushed_requests WHERE expires_at > ?1", [now])?;
    Ok((here, of_client, in_all))
}

/// Forgets the oldest one of a client from one address.
pub fn drop_oldest(tx: &WriteTx<'_>, client: &ClientId, address: &str) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM pushed_requests WHERE reference =
           (SELECT reference FROM pushed_requests WHERE client_id = ?1 AND address = ?2 ORDER BY expires_at, reference LIMIT 1)",
        [client.as_str(), address],
    )?;
    Ok(())
}

/// Forgets the oldest one of a client.
pub fn drop_oldest_of_client(tx: &WriteTx<'_>, client: &ClientId) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM pushed_requests WHERE reference =
           (SELECT reference FROM pushed_requests WHERE client_id = ?1 ORDER BY expires_at, reference LIMIT 1)",
        [client.as_str()],
    )?;
    Ok(())
}

/// Keeps a request.
pub fn insert(tx: &WriteTx<'_>, request: &PushedRequest) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO pushed_requests (reference, client_id, params, signed, address, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            request.reference.as_bytes(),
            request.client_id.as_str(),
            request.params,
            request.signed,
            request.address,
            request.expires_at,
        ],
    )?;
    Ok(())
}

/// Uses a request up; whether it was there. One statement, so that one request has one answer.
pub fn take(tx: &WriteTx<'_>, reference: &TokenHash) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM pushed_requests WHERE reference = ?1", [reference.as_bytes()])? > 0)
}

/// Forgets those whose time is over and that nobody is on the way with.
pub fn sweep(tx: &WriteTx<'_>, now: i64) -> Result<usize, StoreError> {
    tx.execute(
        "DELETE FROM pushed_requests WHERE expires_at <= ?1
           AND NOT EXISTS (SELECT 1 FROM interactions WHERE interactions.pushed = pushed_requests.reference)",
        [now],
    )
}
