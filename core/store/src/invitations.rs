//! Invitations that are bound to no account.

use domain::audit::Actor;
use domain::id::InvitationId;
use domain::sign_up::Invitation;
use domain::token::TokenHash;
use domain::user::Email;
use rusqlite::{Row, params};

use crate::error::StoreError;
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// The open invitation of that token.
pub fn find_by_token(tx: &ReadTx<'_>, token: &TokenHash, now: i64) -> Result<Option<Invitation>, StoreError> {
    tx.find(
        "SELECT id, token, email, groups, created_at, expires_at FROM invitations WHERE token = ?1 AND expires_at > ?2",
        params![token.as_bytes(), now],
        read,
    )
}

/// The open invitation of that id.
pub fn find(tx: &ReadTx<'_>, id: &InvitationId, now: i64) -> Result<Option<Invitation>, StoreError> {
    tx.find(
        "SELECT id, token, email, groups, created_at, expires_at FROM invitations WHERE id = ?1 AND expires_at > ?2",
        params![id.as_str(), now],
        read,
    )
}

/// Those that are open, the newest first.
pub fn list(tx: &ReadTx<'_>, now: i64) -> Result<Vec<Invitation>, StoreError> {
    tx.list(
        "SELECT id, token, email, groups, created_at, expires_at FROM invitations WHERE expires_at > ?1 ORDER BY created_at DESC, id",
        [now],
        read,
    )
}

/// Those that are open and that somebody has had in hand.
pub fn list_handed_by(tx: &ReadTx<'_>, hand: &Actor, now: i64) -> Result<Vec<Invitation>, StoreError> {
    tx.list(
        "SELECT id, token, email, groups, created_at, expires_at FROM invitations
         WHERE expires_at > ?1 AND token IN (SELECT link FROM handed_links WHERE hand = ?2) ORDER BY id",
        params![now, hand.to_text()],
        read,
    )
}

/// How many are open.
pub fn count(tx: &ReadTx<'_>, now: i64) -> Result<i64, StoreError> {
    tx.count("SELECT count(*) FROM invitations WHERE expires_at > ?1", [now])
}

/// A new one.
pub fn insert(tx: &WriteTx<'_>, invitation: &Invitation) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO invitations (id, token, email, groups, created_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            invitation.id.as_str(),
            invitation.token.as_bytes(),
            invitation.email.as_ref().map(Email::as_str),
            row::to_json(&invitation.groups, "invitations", "groups")?,
            invitation.created_at,
            invitation.expires_at,
        ],
    )?;
    Ok(())
}

/// Uses one up, or takes it back; whether it was there. With it go the sign-ups that were begun with it.
pub fn consume(tx: &WriteTx<'_>, id: &InvitationId, now: i64) -> Result<bool, StoreError> {
    let changed =
        tx.execute("DELETE FROM invitations WHERE id = ?1 AND expires_at > ?2", params![id.as_str(), now])?;
    Ok(changed > 0)
}

/// Forgets those whose time is over.
pub fn sweep(tx: &WriteTx<'_>, now: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM invitations WHERE expires_at <= ?1", [now])
}

fn read(r: &Row<'_>) -> Result<Invitation, StoreError> {
    Ok(Invitation {
        id: r.get::<_, String>(0)?.into(),
        token: row::hash(r, "token")?,
        email: r.get::<_, Option<String>>(2)?.map(Email::from_stored),
        groups: row::json(r, 3, "invitations", "groups")?,
        created_at: r.get(4)?,
        expires_at: r.get(5)?,
    })
}
