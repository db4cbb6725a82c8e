//! Browsers in which a person's second factor is not asked for a while.

use domain::id::UserId;
use domain::token::TokenHash;
use rusqlite::params;

use crate::error::StoreError;
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// A browser that is remembered.
#[derive(Clone, Debug)]
pub struct RememberedBrowser {
    /// Hash of the cookie that names it.
    pub browser: TokenHash,
    /// Since when; seconds since 1970.
    pub remembered_at: i64,
    /// The browser's own words about itself; empty for one that an older version remembered.
    pub user_agent: String,
    /// Where it was then; empty as well.
    pub address: String,
}

/// Remembers a browser from now on.
pub fn put(tx: &WriteTx<'_>, user: &UserId, remembered: &RememberedBrowser) -> Result<(), StoreError> {
    tx.execute(
        "INSERT OR REPLACE INTO remembered_browsers (user_id, browser, remembered_at, user_agent, address)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            user.as_str(),
            remembered.browser.as_bytes(),
            remembered.remembered_at,
            remembered.user_agent,
            remembered.address,
        ],
    )?;
    Ok(())
}

/// Those of a person that were remembered after that time, newest first.
pub fn list(tx: &ReadTx<'_>, user: &UserId, after: i64) -> Result<Vec<RememberedBrowser>, StoreError> {
    tx.list(
        "SELECT browser, remembered_at, user_agent, address FROM remembered_browsers
         WHERE user_id = ?1 AND remembered_at > ?2 ORDER BY remembered_at DESC LIMIT 1000",
        params![user.as_str(), after],
        |r| {
            Ok(RememberedBrowser {
                browser: row::hash(r, "browser")?,
                remembered_at: r.get("remembered_at")?,
                user_agent: r.get("user_agent")?,
                address: r.get("address")?,
            })
        },
    )
}

/// Forgets one browser of a person; whether it was remembered.
pub fn delete(tx: &WriteTx<'_>, user: &UserId, browser: &TokenHash) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "DELETE FROM remembered_browsers WHERE user_id = ?1 AND browser = ?2",
        params![user.as_str(), browser.as_bytes()],
    )?;
    Ok(changed > 0)
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
