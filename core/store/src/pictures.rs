//! People's pictures, one a person, each under a name that nobody guesses.

use domain::id::UserId;
use rusqlite::params;

use crate::error::StoreError;
use crate::tx::{ReadTx, WriteTx};

/// The picture of that name, as JPEG.
pub fn find(tx: &ReadTx<'_>, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    tx.find("SELECT jpeg FROM pictures WHERE name = ?1", [name], |r| Ok(r.get(0)?))
}

/// The name of a person's picture.
pub fn name_of(tx: &ReadTx<'_>, user: &UserId) -> Result<Option<String>, StoreError> {
    tx.find("SELECT name FROM pictures WHERE user_id = ?1", [user.as_str()], |r| Ok(r.get(0)?))
}

/// A picture in the place of the person's older one.
pub fn put(tx: &WriteTx<'_>, user: &UserId, name: &str, jpeg: &[u8], now: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT OR REPLACE INTO pictures (user_id, name, jpeg, created_at) VALUES (?1, ?2, ?3, ?4)",
        params![user.as_str(), name, jpeg, now],
    )?;
    Ok(())
}

/// Takes a person's picture away; whether there was one.
pub fn delete(tx: &WriteTx<'_>, user: &UserId) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM pictures WHERE user_id = ?1", [user.as_str()])? > 0)
}
