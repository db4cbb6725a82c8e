//! People who signed up and have no account yet.

use domain::factor::password::PasswordHash;
use domain::id::{InteractionId, InvitationId, SignUpId};
use domain::sign_up::{SignUp, Stage};
use domain::token::TokenHash;
use domain::user::{Email, Username};
use rusqlite::{Row, params};

use crate::error::{BrokenRow, StoreError};
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// The sign-up whose address that link confirms.
pub fn find_by_token(tx: &ReadTx<'_>, token: &TokenHash, now: i64) -> Result<Option<SignUp>, StoreError> {
    tx.find(
        "SELECT id, email, name, username, password_hash, token, invitation_id, interaction_id, created_at, confirmed_at, expires_at
         FROM sign_ups WHERE token = ?1 AND expires_at > ?2",
        params![token.as_bytes(), now],
        read,
    )
}

/// The sign-up of that address.
pub fn find_by_email(tx: &ReadTx<'_>, email: &Email, now: i64) -> Result<Option<SignUp>, StoreError> {
    tx.find(
        "SELECT id, email, name, username, password_hash, token, invitation_id, interaction_id, created_at, confirmed_at, expires_at
         FROM sign_ups WHERE email = ?1 AND expires_at > ?2",
        params![email.as_str(), now],
        read,
    )
}

/// The one who waits for an administrator and means to sign in by this address or user name, both in canonical form.
pub fn find_waiting_by_name(tx: &ReadTx<'_>, name: &str, now: i64) -> Result<Option<SignUp>, StoreError> {
    tx.find(
        "SELECT id, email, name, username, password_hash, token, invitation_id, interaction_id, created_at, confirmed_at, expires_at
         FROM sign_ups WHERE (email = ?1 OR username = ?1) AND confirmed_at IS NOT NULL AND expires_at > ?2",
        params![name, now],
        read,
    )
}

/// The one who waits, of that id.
pub fn find_waiting(tx: &ReadTx<'_>, id: &SignUpId, now: i64) -> Result<Option<SignUp>, StoreError> {
    tx.find(
        "SELECT id, email, name, username, password_hash, token, invitation_id, interaction_id, created_at, confirmed_at, expires_at
         FROM sign_ups WHERE id = ?1 AND confirmed_at IS NOT NULL AND expires_at > ?2",
        params![id.as_str(), now],
        read,
    )
}

/// Those who wait for an administrator, the longest first.
pub fn list_waiting(tx: &ReadTx<'_>, now: i64) -> Result<Vec<SignUp>, StoreError> {
    tx.list(
        "SELECT id, email, name, username, password_hash, token, invitation_id, interaction_id, created_at, confirmed_at, expires_at
         FROM sign_ups WHERE confirmed_at IS NOT NULL AND expires_at > ?1 ORDER BY confirmed_at, id",
        [now],
        read,
    )
}

/// How many are open, confirmed or not.
pub fn count(tx: &ReadTx<'_>, now: i64) -> Result<i64, StoreError> {
    tx.count("SELECT count(*) FROM sign_ups WHERE expires_at > ?1", [now])
}

/// A new one whose address is not confirmed, in the place of an older one of the same address or the same invitation.
pub fn insert(tx: &WriteTx<'_>, sign_up: &SignUp, token: &TokenHash) -> Result<(), StoreError> {
    let invitation = sign_up.invitation.as_ref().map(InvitationId::as_str);
    tx.execute(
        "DELETE FROM sign_ups WHERE email = ?1 OR invitation_id = ?2",
        params![sign_up.email.as_str(), invitation],
    )?;
    tx.execute(
        "INSERT INTO sign_ups (id, email, name, token, invitation_id, interaction_id, created_at, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            sign_up.id.as_str(),
            sign_up.email.as_str(),
            sign_up.name,
            token.as_bytes(),
            invitation,
            sign_up.interaction.as_ref().map(InteractionId::as_str),
            sign_up.created_at,
            sign_up.expires_at,
        ],
    )?;
    Ok(())
}

/// Uses the link up, and lets the person wait for an administrator; whether it was there.
pub fn begin_waiting(
    tx: &WriteTx<'_>,
    token: &TokenHash,
    (username, password): (&Username, &PasswordHash),
    now: i64,
    until: i64,
) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE sign_ups SET token = NULL, username = ?2, password_hash = ?3, confirmed_at = ?4, expires_at = ?5
         WHERE token = ?1 AND expires_at > ?4",
        params![token.as_bytes(), username.as_str(), password.as_str(), now, until],
    )?;
    Ok(changed > 0)
}

/// Uses the link up; whether it was there.
pub fn consume(tx: &WriteTx<'_>, token: &TokenHash, now: i64) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "DELETE FROM sign_ups WHERE token = ?1 AND expires_at > ?2",
        params![token.as_bytes(), now],
    )?;
    Ok(changed > 0)
}

/// Takes one away; whether it was there.
pub fn delete(tx: &WriteTx<'_>, id: &SignUpId) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM sign_ups WHERE id = ?1", [id.as_str()])? > 0)
}

/// Forgets those whose time is over.
pub fn sweep(tx: &WriteTx<'_>, now: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM sign_ups WHERE expires_at <= ?1", [now])
}

fn read(r: &Row<'_>) -> Result<SignUp, StoreError> {
    let username = r.get::<_, Option<String>>("username")?.map(Username::from_stored);
    let password = r.get::<_, Option<String>>("password_hash")?.map(PasswordHash::from_stored);
    let stage = match (row::optional_hash(r, "token")?, username, password, r.get("confirmed_at")?) {
        (Some(token), _, None, None) => Stage::Unconfirmed { token },
        (None, Some(username), Some(password), Some(since)) => Stage::Waiting { username, password, since },
        _ => return Err(BrokenRow { table: "sign_ups", column: "confirmed_at" }.into()),
    };
    Ok(SignUp {
        id: r.get::<_, String>("id")?.into(),
        email: Email::from_stored(r.get("email")?),
        name: r.get("name")?,
        invitation: r.get::<_, Option<String>>("invitation_id")?.map(Into::into),
        interaction: r.get::<_, Option<String>>("interaction_id")?.map(Into::into),
        stage,
        created_at: r.get("created_at")?,
        expires_at: r.get("expires_at")?,
    })
}
