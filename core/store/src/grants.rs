//! Remembered consents.

use domain::grant::Grant;
use domain::id::{ClientId, UserId};
use rusqlite::{Row, params};

use crate::error::StoreError;
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// What a person allowed a client.
pub fn find(tx: &ReadTx<'_>, user: &UserId, client: &ClientId) -> Result<Option<Grant>, StoreError> {
    tx.find(
        "SELECT user_id, client_id, scopes, declined, granted_at, claims, declined_claims FROM grants WHERE user_id = ?1 AND client_id = ?2",
        [user.as_str(), client.as_str()],
        read,
    )
}

/// All that a person allowed, newest first.
pub fn list(tx: &ReadTx<'_>, user: &UserId) -> Result<Vec<Grant>, StoreError> {
    tx.list(
        "SELECT user_id, client_id, scopes, declined, granted_at, claims, declined_claims FROM grants WHERE user_id = ?1 ORDER BY granted_at DESC",
        [user.as_str()],
        read,
    )
}

/// Remembers a consent in the place of an older one.
pub fn put(tx: &WriteTx<'_>, grant: &Grant) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO grants (user_id, client_id, scopes, declined, granted_at, claims, declined_claims) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (user_id, client_id) DO UPDATE SET scopes = excluded.scopes, declined = excluded.declined, granted_at = excluded.granted_at,
           claims = excluded.claims, declined_claims = excluded.declined_claims",
        params![
            grant.user_id.as_str(),
            grant.client_id.as_str(),
            grant.scopes.to_string(),
            grant.declined.to_string(),
            grant.granted_at,
            grant.claims.join(" "),
            grant.declined_claims.join(" "),
        ],
    )?;
    Ok(())
}

/// Forgets a consent; whether there was one.
pub fn delete(tx: &WriteTx<'_>, user: &UserId, client: &ClientId) -> Result<bool, StoreError> {
    Ok(tx.execute(
        "DELETE FROM grants WHERE user_id = ?1 AND client_id = ?2",
        [user.as_str(), client.as_str()],
    )? > 0)
}

/// Forgets what everybody allowed a client; how many did.
pub fn delete_of_client(tx: &WriteTx<'_>, client: &ClientId) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM grants WHERE client_id = ?1", [client.as_str()])
}

fn read(r: &Row<'_>) -> Result<Grant, StoreError> {
    Ok(Grant {
        user_id: r.get::<_, String>("user_id")?.into(),
        client_id: r.get::<_, String>("client_id")?.into(),
        scopes: row::scopes(r, "scopes")?,
        declined: row::scopes(r, "declined")?,
        claims: row::words(r, "claims")?,
        declined_claims: row::words(r, "declined_claims")?,
        granted_at: r.get("granted_at")?,
    })
}
