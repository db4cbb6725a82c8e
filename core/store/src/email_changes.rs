//! Addresses that people want in the place of the present one; one a person.

use domain::email_change::EmailChange;
use domain::id::UserId;
use domain::user::Email;
use rusqlite::{Row, params};

use crate::error::StoreError;
use crate::tx::{ReadTx, WriteTx};

/// The change of a person that can still happen.
pub fn find_open(tx: &ReadTx<'_>, user: &UserId, now: i64) -> Result<Option<EmailChange>, StoreError> {
    tx.find(
        "SELECT user_id, old_email, new_email, created_at, expires_at, old_agreed_at, new_confirmed_at FROM email_changes
         WHERE user_id = ?1 AND expires_at > ?2",
        params![user.as_str(), now],
        read,
    )
}

/// Keeps a change in the place of an older one.
pub fn put(tx: &WriteTx<'_>, change: &EmailChange) -> Result<(), StoreError> {
    tx.execute(
        "INSERT OR REPLACE INTO email_changes (user_id, old_email, new_email, created_at, expires_at, old_agreed_at, new_confirmed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            change.user_id.as_str(),
            change.old.as_str(),
            change.new.as_str(),
            change.created_at,
            change.expires_at,
            change.old_agreed_at,
            change.new_confirmed_at,
        ],
    )?;
    Ok(())
}

/// It happened, or was stopped; whether there was one.
pub fn delete(tx: &WriteTx<'_>, user: &UserId) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM email_changes WHERE user_id = ?1", [user.as_str()])? > 0)
}

/// Forgets those whose time is over.
pub fn sweep(tx: &WriteTx<'_>, now: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM email_changes WHERE expires_at <= ?1", [now])
}

fn read(r: &Row<'_>) -> Result<EmailChange, StoreError> {
    Ok(EmailChange {
        user_id: r.get::<_, String>(0)?.into(),
        old: Email::from_stored(r.get(1)?),
        new: Email::from_stored(r.get(2)?),
        created_at: r.get(3)?,
        expires_at: r.get(4)?,
        old_agreed_at: r.get(5)?,
        new_confirmed_at: r.get(6)?,
    })
}
