//! Links that work once.

use domain::id::UserId;
use domain::one_time_link::{OneTimeLink, Purpose};
use domain::token::TokenHash;
use rusqlite::params;

use crate::error::{BrokenRow, StoreError};
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// The link of that token and purpose, whether or not its time is over.
pub fn find(tx: &ReadTx<'_>, token: &TokenHash, purpose: Purpose) -> Result<Option<OneTimeLink>, StoreError> {
    tx.find(
        "SELECT token, purpose, user_id, sent_to, browser, created_at, expires_at FROM one_time_links WHERE token = ?1 AND purpose = ?2",
        params![token.as_bytes(), purpose.as_str()],
        |r| {
            let purpose: String = r.get("purpose")?;
            Ok(OneTimeLink {
                token: row::hash(r, "token")?,
                purpose: Purpose::parse(&purpose).ok_or(BrokenRow { table: "one_time_links", column: "purpose" })?,
                user_id: r.get::<_, Option<String>>("user_id")?.map(Into::into),
                sent_to: r.get("sent_to")?,
                browser: row::optional_hash(r, "browser")?,
                created_at: r.get("created_at")?,
                expires_at: r.get("expires_at")?,
            })
        },
    )
}

/// A new link, which voids the older ones for the same half of the same person's sign-in, or those for the first run.
pub fn insert(tx: &WriteTx<'_>, link: &OneTimeLink) -> Result<(), StoreError> {
    match &link.user_id {
        Some(user) => delete_of_half(tx, user, link.purpose)?,
        None => delete_of_purpose(tx, link.purpose)?,
    }
    tx.execute(
        "INSERT INTO one_time_links (token, purpose, user_id, sent_to, created_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            link.token.as_bytes(),
            link.purpose.as_str(),
            link.user_id.as_ref().map(UserId::as_str),
            link.sent_to,
            link.created_at,
            link.expires_at
        ],
    )?;
    Ok(())
}

/// Gives a link that nobody has yet to a browser; whether it was free.
pub fn bind(tx: &WriteTx<'_>, token: &TokenHash, browser: &TokenHash) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE one_time_links SET browser = ?2 WHERE token = ?1 AND browser IS NULL",
        params![token.as_bytes(), browser.as_bytes()],
    )?;
    Ok(changed > 0)
}

/// Uses a link; whether it was there. One statement, so that two cannot both win.
pub fn consume(tx: &WriteTx<'_>, token: &TokenHash, purpose: Purpose, now: i64) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "DELETE FROM one_time_links WHERE token = ?1 AND purpose = ?2 AND expires_at > ?3",
        params![token.as_bytes(), purpose.as_str(), now],
    )?;
    Ok(changed > 0)
}

/// Whether a person has a link of that purpose that nobody has used.
pub fn is_open(tx: &ReadTx<'_>, user: &UserId, purpose: Purpose, now: i64) -> Result<bool, StoreError> {
    let found = tx.count(
        "SELECT count(*) FROM one_time_links WHERE user_id = ?1 AND purpose = ?2 AND expires_at > ?3",
        params![user.as_str(), purpose.as_str(), now],
    )?;
    Ok(found > 0)
}

/// Voids the links of a person.
pub fn delete_of_user(tx: &WriteTx<'_>, user: &UserId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM one_time_links WHERE user_id = ?1", [user.as_str()])?;
    Ok(())
}

/// An invitation and a reset set the password; the third kind is for the second step.
fn delete_of_half(tx: &WriteTx<'_>, user: &UserId, purpose: Purpose) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM one_time_links WHERE user_id = ?1 AND (purpose = 'second_step') = (?2 = 'second_step')",
        params![user.as_str(), purpose.as_str()],
    )?;
    Ok(())
}

/// Voids the links of a purpose that belong to nobody.
pub fn delete_of_purpose(tx: &WriteTx<'_>, purpose: Purpose) -> Result<(), StoreError> {
    tx.execute("DELETE FROM one_time_links WHERE purpose = ?1 AND user_id IS NULL", [purpose.as_str()])?;
    Ok(())
}

/// Forgets those whose time is over.
pub fn sweep(tx: &WriteTx<'_>, now: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM one_time_links WHERE expires_at <= ?1", [now])
}
