//! Tokens of clients in their own name.

use domain::client_token::ClientToken;
use domain::id::ClientId;
use domain::token::TokenHash;
use oidc::resource::Resources;
use oidc::resource_scope::ResourceScopes;
use rusqlite::params;

use crate::error::StoreError;
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// A new token. Of its client's tokens only the newest `most` stay.
pub fn insert(tx: &WriteTx<'_>, token: &ClientToken, most: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO client_tokens (hash, client_id, scopes, issued_at, expires_at, audience, confirmation) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            token.hash.as_bytes(),
            token.client_id.as_str(),
            token.scopes.to_string(),
            token.issued_at,
            token.expires_at,
            token.audience.to_string(),
            row::confirmation_column(token.confirmation.as_ref(), "client_tokens")?,
        ],
    )?;
    let held =
        tx.count("SELECT count(*) FROM client_tokens WHERE client_id = ?1", [token.client_id.as_str()])?;
    if held > most {
        tx.execute(
            "DELETE FROM client_tokens WHERE hash IN
               (SELECT hash FROM client_tokens WHERE client_id = ?1 ORDER BY issued_at LIMIT ?2)",
            params![token.client_id.as_str(), held - most],
        )?;
    }
    Ok(())
}

/// The token of that hash, expired or not. Whether its client may still have it is not said here.
pub fn find(tx: &ReadTx<'_>, hash: &TokenHash) -> Result<Option<ClientToken>, StoreError> {
    tx.find(
        "SELECT hash, client_id, scopes, issued_at, expires_at, audience, confirmation FROM client_tokens WHERE hash = ?1",
        [hash.as_bytes()],
        |r| {
            Ok(ClientToken {
                hash: row::hash(r, 0)?,
                client_id: r.get::<_, String>(1)?.into(),
                scopes: ResourceScopes::parse(&r.get::<_, String>(2)?),
                issued_at: r.get(3)?,
                expires_at: r.get(4)?,
                audience: Resources::parse(&r.get::<_, String>(5)?),
                confirmation: row::confirmation(r, 6, "client_tokens")?,
            })
        },
    )
}

/// Takes a token of a client away; whether there was one.
pub fn delete(tx: &WriteTx<'_>, hash: &TokenHash, client: &ClientId) -> Result<bool, StoreError> {
    Ok(tx.execute(
        "DELETE FROM client_tokens WHERE hash = ?1 AND client_id = ?2",
        params![hash.as_bytes(), client.as_str()],
    )? > 0)
}

/// Forgets those whose time is over.
pub fn sweep(tx: &WriteTx<'_>, now: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM client_tokens WHERE expires_at <= ?1", [now])
}
