//! Registered clients.

mod secrets;

use domain::client::{Client, Terms};
use domain::id::{ClientId, UserId};
use oidc::metadata::ClientMetadata;
use rusqlite::{Row, params};

use crate::client_terms;
use crate::error::{BrokenRow, StoreError};
use crate::row;
use crate::tx::{ReadTx, WriteTx};

pub use secrets::{forget_old, note_old};

/// The client of that id.
pub fn find(tx: &ReadTx<'_>, id: &ClientId) -> Result<Option<Client>, StoreError> {
    let found = tx.find(
        "SELECT id, metadata, trusted, rotates_refresh_tokens, state, created_at, updated_at, mfa_policy, accepted_factors, owner_id,
           secret_kind, secret_tag, secret_sealed, old_secret_kind, old_secret_tag, old_secret_sealed, old_secret_until, old_secret_used_at,
           self_registered
         FROM clients WHERE id = ?1",
        [id.as_str()],
        |row| read(tx, row),
    )?;
    found.map(|client| client_terms::fill(tx, client)).transpose()
}

/// All clients, oldest first.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Client>, StoreError> {
    let found = tx.list(
        "SELECT id, metadata, trusted, rotates_refresh_tokens, state, created_at, updated_at, mfa_policy, accepted_factors, owner_id,
           secret_kind, secret_tag, secret_sealed, old_secret_kind, old_secret_tag, old_secret_sealed, old_secret_until, old_secret_used_at,
           self_registered
         FROM clients ORDER BY created_at, id",
        [],
        |row| read(tx, row),
    )?;
    found.into_iter().map(|client| client_terms::fill(tx, client)).collect()
}

/// How many clients somebody owns.
pub fn count_of(tx: &ReadTx<'_>, owner: &UserId) -> Result<i64, StoreError> {
    tx.count("SELECT count(*) FROM clients WHERE owner_id = ?1", [owner.as_str()])
}

/// A new client.
pub fn insert(tx: &WriteTx<'_>, client: &Client) -> Result<(), StoreError> {
    let (policy, accepted) = row::rule_columns(client.rule);
    tx.execute(
        "INSERT INTO clients (id, metadata, trusted, rotates_refresh_tokens, state, created_at, updated_at, mfa_policy, accepted_factors, owner_id, self_registered)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            client.id.as_str(),
            row::to_json(&client.metadata, "clients", "metadata")?,
            client.trusted,
            client.rotates_refresh_tokens,
            row::to_word(&client.state, "clients", "state")?,
            client.created_at,
            client.updated_at,
            policy,
            accepted,
            client.owner.as_ref().map(UserId::as_str),
            self_registered(client)?,
        ],
    )?;
    secrets::put(tx, client)?;
    client_terms::put(tx, client)
}

/// Everything of a client but its id.
pub fn update(tx: &WriteTx<'_>, client: &Client) -> Result<(), StoreError> {
    let (policy, accepted) = row::rule_columns(client.rule);
    tx.execute(
        "UPDATE clients SET metadata = ?2, trusted = ?3, rotates_refresh_tokens = ?4, state = ?5, updated_at = ?6,
           mfa_policy = ?7, accepted_factors = ?8, owner_id = ?9, self_registered = ?10
         WHERE id = ?1",
        params![
            client.id.as_str(),
            row::to_json(&client.metadata, "clients", "metadata")?,
            client.trusted,
            client.rotates_refresh_tokens,
            row::to_word(&client.state, "clients", "state")?,
            client.updated_at,
            policy,
            accepted,
            client.owner.as_ref().map(UserId::as_str),
            self_registered(client)?,
        ],
    )?;
    secrets::put(tx, client)?;
    client_terms::put(tx, client)
}

/// Takes a client away, with all that hangs on it.
pub fn delete(tx: &WriteTx<'_>, id: &ClientId) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM clients WHERE id = ?1", [id.as_str()])? > 0)
}

fn self_registered(client: &Client) -> Result<Option<String>, StoreError> {
    client.self_registered.map(|how| row::to_word(&how, "clients", "self_registered")).transpose()
}

/// Columns by number: looking names up costs more than reading values.
fn read(tx: &ReadTx<'_>, r: &Row<'_>) -> Result<Client, StoreError> {
    let id: ClientId = r.get::<_, String>(0)?.into();
    Ok(Client {
        secret: secrets::read(tx, r, &id, 10)?,
        old_secret: secrets::read_old(tx, r, &id, 13)?,
        id,
        metadata: ClientMetadata::from_stored(row::text(r, 1)?)
            .map_err(|_| BrokenRow { table: "clients", column: "metadata" })?,
        trusted: r.get(2)?,
        rotates_refresh_tokens: r.get(3)?,
        state: row::word(r, 4, "clients", "state")?,
        created_at: r.get(5)?,
        updated_at: r.get(6)?,
        rule: row::rule(r, 7, "clients")?,
        terms: Terms::default(),
        owner: r.get::<_, Option<String>>(9)?.map(Into::into),
        self_registered: row::optional_word(r, 18, "clients", "self_registered")?,
    })
}
