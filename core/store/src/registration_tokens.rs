//! What lets apps register themselves.

use domain::id::{RegistrationTokenId, UserId};
use domain::registration::RegistrationToken;
use domain::token::TokenHash;
use rusqlite::{Row, params};

use crate::error::StoreError;
use crate::row;
use crate::tx::{ReadTx, WriteTx};

const SELECT: &str = "SELECT id, hash, name, uses, used, made_by, created_at, expires_at, last_used_at
    FROM registration_tokens";

/// All tokens, the newest first.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<RegistrationToken>, StoreError> {
    tx.list(&format!("{SELECT} ORDER BY created_at DESC, id"), [], read)
}

/// The token of that id.
pub fn find(tx: &ReadTx<'_>, id: &RegistrationTokenId) -> Result<Option<RegistrationToken>, StoreError> {
    tx.find(&format!("{SELECT} WHERE id = ?1"), [id.as_str()], read)
}

/// The token of that hash, whether it has uses left or not.
pub fn find_by_hash(tx: &ReadTx<'_>, hash: &TokenHash) -> Result<Option<RegistrationToken>, StoreError> {
    tx.find(&format!("{SELECT} WHERE hash = ?1"), [hash.as_bytes()], read)
}

/// How many there are.
pub fn count(tx: &ReadTx<'_>) -> Result<i64, StoreError> {
    tx.count("SELECT count(*) FROM registration_tokens", [])
}

/// A new token.
pub fn insert(tx: &WriteTx<'_>, token: &RegistrationToken) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO registration_tokens (id, hash, name, uses, used, made_by, created_at, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            token.id.as_str(),
            token.hash.as_bytes(),
            token.name,
            token.uses,
            token.used,
            token.made_by.as_ref().map(UserId::as_str),
            token.created_at,
            token.expires_at,
        ],
    )?;
    Ok(())
}

/// Uses the token of that hash once; `None` where it has no use left. One statement, so that no use counts for two.
pub fn take(tx: &WriteTx<'_>, hash: &TokenHash, now: i64) -> Result<Option<RegistrationTokenId>, StoreError> {
    tx.find(
        "UPDATE registration_tokens SET used = used + 1, last_used_at = ?2
         WHERE hash = ?1 AND used < uses AND expires_at > ?2 RETURNING id",
        params![hash.as_bytes(), now],
        |r| Ok(r.get::<_, String>(0)?.into()),
    )
}

/// Takes a token away; whether there was one.
pub fn delete(tx: &WriteTx<'_>, id: &RegistrationTokenId) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM registration_tokens WHERE id = ?1", [id.as_str()])? > 0)
}

/// Takes all tokens away that somebody made.
pub fn delete_of_user(tx: &WriteTx<'_>, maker: &UserId) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM registration_tokens WHERE made_by = ?1", [maker.as_str()])
}

/// Takes those away whose time is long over.
pub fn sweep(tx: &WriteTx<'_>, before: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM registration_tokens WHERE expires_at <= ?1", [before])
}

fn read(r: &Row<'_>) -> Result<RegistrationToken, StoreError> {
    Ok(RegistrationToken {
        id: r.get::<_, String>(0)?.into(),
        hash: row::hash(r, 1)?,
        name: r.get(2)?,
        uses: r.get(3)?,
        used: r.get(4)?,
        made_by: r.get::<_, Option<String>>(5)?.map(Into::into),
        created_at: r.get(6)?,
        expires_at: r.get(7)?,
        last_used_at: r.get(8)?,
    })
}
