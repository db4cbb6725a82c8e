//! Browsers in which a person's second factor is not asked for a while.

use domain::id::UserId;
use domain::token::TokenHash;
use rusqlite::params;

use crate::error::StoreError;
use crate::tx::{ReadTx, WriteTx};

/// Remembers a browser from now on.
pub fn put(tx: &WriteTx<'_>, user: &UserId, browser: &TokenHash, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO remembered_browsers (user_id, browser, remembered_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (user_id, browser) DO UPDATE SET remembered_at = excluded.remembered_at",
        params![user.as_str(), browser.as_bytes(), now],
    )?;
    Ok(())
}

/// Whether a browser was remembered for a person after that time.
pub fn is_remembered(
    tx: &ReadTx<'_>,
    user: &UserId,
    browser: &TokenHash,
    after: i64,
) -> Result<bool, StoreError> {
    Ok(tx.count(
        "SELECT count(*) FROM remembered_browsers WHERE user_id = ?1 AND browser = ?2 AND remembered_at > ?3",
        params![user.as_str(), browser.as_bytes(), after],
    )? > 0)
}

/// Gives a browser its new name, for all who are remembered in it.
pub fn rename(tx: &WriteTx<'_>, old: &TokenHash, new: &TokenHash) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE remembered_browsers SET browser = ?2 WHERE browser = ?1",
        [old.as_bytes(), new.as_bytes()],
    )?;
    Ok(())
}

/// Forgets all browsers of a person.
pub fn delete_of_user(tx: &WriteTx<'_>, user: &UserId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM remembered_browsers WHERE user_id = ?1", [user.as_str()])?;
    Ok(())
}

/// Forgets those that were remembered at that time or before.
pub fn sweep(tx: &WriteTx<'_>, until: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM remembered_browsers WHERE remembered_at <= ?1", [until])
}
