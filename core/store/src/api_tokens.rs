//! Tokens of the admin API.

use domain::api_token::{ApiScope, ApiToken};
use domain::id::{ApiTokenId, UserId};
use domain::token::TokenHash;
use rusqlite::{Row, params};

use crate::error::{BrokenRow, StoreError};
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// The token of that id.
pub fn find(tx: &ReadTx<'_>, id: &ApiTokenId) -> Result<Option<ApiToken>, StoreError> {
    tx.find(
        "SELECT id, hash, name, scopes, made_by, created_at, expires_at, last_used_at, last_address FROM api_tokens WHERE id = ?1",
        [id.as_str()],
        read,
    )
}

/// The token of that hash, whether its time is over or not.
pub fn find_by_hash(tx: &ReadTx<'_>, hash: &TokenHash) -> Result<Option<ApiToken>, StoreError> {
    tx.find(
        "SELECT id, hash, name, scopes, made_by, created_at, expires_at, last_used_at, last_address FROM api_tokens WHERE hash = ?1",
        [hash.as_bytes()],
        read,
    )
}

/// All tokens, the newest first.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<ApiToken>, StoreError> {
    tx.list(
        "SELECT id, hash, name, scopes, made_by, created_at, expires_at, last_used_at, last_address FROM api_tokens
         ORDER BY created_at DESC, id",
        [],
        read,
    )
}

/// How many there are.
pub fn count(tx: &ReadTx<'_>) -> Result<i64, StoreError> {
    tx.count("SELECT count(*) FROM api_tokens", [])
}

/// A new token.
pub fn insert(tx: &WriteTx<'_>, token: &ApiToken) -> Result<(), StoreError> {
    let scopes: Vec<&str> = token.scopes.iter().map(|scope| scope.as_str()).collect();
    tx.execute(
        "INSERT INTO api_tokens (id, hash, name, scopes, made_by, created_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            token.id.as_str(),
            token.hash.as_bytes(),
            token.name,
            scopes.join(" "),
            token.made_by.as_ref().map(UserId::as_str),
            token.created_at,
            token.expires_at,
        ],
    )?;
    Ok(())
}

/// Notes that it was used.
pub fn touch(tx: &WriteTx<'_>, id: &ApiTokenId, address: &str, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE api_tokens SET last_used_at = ?2, last_address = ?3 WHERE id = ?1",
        params![id.as_str(), now, address],
    )?;
    Ok(())
}

/// Takes a token away; whether there was one.
pub fn delete(tx: &WriteTx<'_>, id: &ApiTokenId) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM api_tokens WHERE id = ?1", [id.as_str()])? > 0)
}

/// Takes all tokens away that somebody made; how many there were.
pub fn delete_of_user(tx: &WriteTx<'_>, maker: &UserId) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM api_tokens WHERE made_by = ?1", [maker.as_str()])
}

/// Takes those away whose time is over.
pub fn sweep(tx: &WriteTx<'_>, before: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM api_tokens WHERE expires_at <= ?1", [before])
}

fn read(r: &Row<'_>) -> Result<ApiToken, StoreError> {
    let words: String = r.get(3)?;
    let scopes = words.split(' ').map(|word| {
        ApiScope::find(word).ok_or_else(|| BrokenRow { table: "api_tokens", column: "scopes" }.into())
    });
    Ok(ApiToken {
        id: r.get::<_, String>(0)?.into(),
        hash: row::hash(r, 1)?,
        name: r.get(2)?,
        scopes: scopes.collect::<Result<_, StoreError>>()?,
        made_by: r.get::<_, Option<String>>(4)?.map(Into::into),
        created_at: r.get(5)?,
        expires_at: r.get(6)?,
        last_used_at: r.get(7)?,
        last_address: r.get(8)?,
    })
}
