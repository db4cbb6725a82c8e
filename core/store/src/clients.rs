//! Registered clients.

use domain::client::{Client, StoredSecret, Terms};
use domain::id::{ClientId, UserId};
use domain::token::TokenHash;
use rusqlite::{Row, params};

use crate::client_terms;
use crate::error::{BrokenRow, StoreError};
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// The client of that id.
pub fn find(tx: &ReadTx<'_>, id: &ClientId) -> Result<Option<Client>, StoreError> {
    let found = tx.find(
        "SELECT id, metadata, secret_kind, secret_tag, trusted, rotates_refresh_tokens, state, created_at, updated_at, mfa_policy, accepted_factors, owner_id
         FROM clients WHERE id = ?1",
        [id.as_str()],
        read,
    )?;
    found.map(|client| client_terms::fill(tx, client)).transpose()
}

/// All clients, oldest first.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Client>, StoreError> {
    let found = tx.list(
        "SELECT id, metadata, secret_kind, secret_tag, trusted, rotates_refresh_tokens, state, created_at, updated_at, mfa_policy, accepted_factors, owner_id
         FROM clients ORDER BY created_at, id",
        [],
        read,
    )?;
    found.into_iter().map(|client| client_terms::fill(tx, client)).collect()
}

/// How many clients somebody owns.
pub fn count_of(tx: &ReadTx<'_>, owner: &UserId) -> Result<i64, StoreError> {
    tx.count("SELECT count(*) FROM clients WHERE owner_id = ?1", [owner.as_str()])
}

/// A new client.
pub fn insert(tx: &WriteTx<'_>, client: &Client) -> Result<(), StoreError> {
    let (kind, tag) = secret_columns(client.secret.as_ref());
    let (policy, accepted) = row::rule_columns(client.rule);
    tx.execute(
        "INSERT INTO clients (id, metadata, secret_kind, secret_tag, trusted, rotates_refresh_tokens, state, created_at, updated_at, mfa_policy, accepted_factors, owner_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            client.id.as_str(),
            row::to_json(&client.metadata, "clients", "metadata")?,
            kind,
            tag,
            client.trusted,
            client.rotates_refresh_tokens,
            row::to_word(&client.state, "clients", "state")?,
            client.created_at,
            client.updated_at,
            policy,
            accepted,
            client.owner.as_ref().map(UserId::as_str),
        ],
    )?;
    client_terms::put(tx, client)
}

/// Everything of a client but its id.
pub fn update(tx: &WriteTx<'_>, client: &Client) -> Result<(), StoreError> {
    let (kind, tag) = secret_columns(client.secret.as_ref());
    let (policy, accepted) = row::rule_columns(client.rule);
    tx.execute(
        "UPDATE clients SET metadata = ?2, secret_kind = ?3, secret_tag = ?4, trusted = ?5, rotates_refresh_tokens = ?6, state = ?7, updated_at = ?8,
           mfa_policy = ?9, accepted_factors = ?10, owner_id = ?11
         WHERE id = ?1",
        params![
            client.id.as_str(),
            row::to_json(&client.metadata, "clients", "metadata")?,
            kind,
            tag,
            client.trusted,
            client.rotates_refresh_tokens,
            row::to_word(&client.state, "clients", "state")?,
            client.updated_at,
            policy,
            accepted,
            client.owner.as_ref().map(UserId::as_str),
        ],
    )?;
    client_terms::put(tx, client)
}

/// Takes a client away, with all that hangs on it.
pub fn delete(tx: &WriteTx<'_>, id: &ClientId) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM clients WHERE id = ?1", [id.as_str()])? > 0)
}

fn secret_columns(secret: Option<&StoredSecret>) -> (Option<&'static str>, Option<&[u8; 32]>) {
    match secret {
        None => (None, None),
        Some(StoredSecret::Made(hash)) => (Some("made"), Some(hash.as_bytes())),
        Some(StoredSecret::Imported { tag, weak: false }) => (Some("imported"), Some(tag.as_bytes())),
        Some(StoredSecret::Imported { tag, weak: true }) => (Some("imported_weak"), Some(tag.as_bytes())),
    }
}

/// Columns by number: looking names up costs more than reading values.
fn read(r: &Row<'_>) -> Result<Client, StoreError> {
    let kind: Option<String> = r.get(2)?;
    let secret = match (kind.as_deref(), r.get::<_, Option<[u8; 32]>>(3)?.map(TokenHash::from_bytes)) {
        (None, None) => None,
        (Some("made"), Some(hash)) => Some(StoredSecret::Made(hash)),
        (Some("imported"), Some(tag)) => Some(StoredSecret::Imported { tag, weak: false }),
        (Some("imported_weak"), Some(tag)) => Some(StoredSecret::Imported { tag, weak: true }),
        _ => return Err(BrokenRow { table: "clients", column: "secret_kind" }.into()),
    };
    Ok(Client {
        id: r.get::<_, String>(0)?.into(),
        metadata: row::json(r, 1, "clients", "metadata")?,
        secret,
        trusted: r.get(4)?,
        rotates_refresh_tokens: r.get(5)?,
        state: row::word(r, 6, "clients", "state")?,
        created_at: r.get(7)?,
        updated_at: r.get(8)?,
        rule: row::rule(r, 9, "clients")?,
        terms: Terms::default(),
        owner: r.get::<_, Option<String>>(11)?.map(Into::into),
    })
}
