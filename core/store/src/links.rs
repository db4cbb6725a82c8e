//! Phones being linked.

use domain::id::{LinkId, SessionId, UserId};
use domain::link::{Link, LinkEnd, LinkState};
use domain::token::TokenHash;
use rusqlite::{Row, params};

use crate::error::{BrokenRow, StoreError};
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// The link of a private code.
pub fn find_by_code(tx: &ReadTx<'_>, code: &TokenHash) -> Result<Option<Link>, StoreError> {
    tx.find(
        "SELECT id, code, user_id, begun_in, begun_by, created_at, expires_at, state, claim, device_id FROM links WHERE code = ?1",
        [code.as_bytes()],
        read,
    )
}

/// The newest link that a session began.
pub fn find_latest(tx: &ReadTx<'_>, session: &SessionId) -> Result<Option<Link>, StoreError> {
    tx.find(
        "SELECT id, code, user_id, begun_in, begun_by, created_at, expires_at, state, claim, device_id FROM links
         WHERE begun_in = ?1 ORDER BY created_at DESC, id LIMIT 1",
        [session.as_str()],
        read,
    )
}

/// The claim that a key made, while no device has come of it.
pub fn find_by_thumbprint(tx: &ReadTx<'_>, thumbprint: &str) -> Result<Option<Link>, StoreError> {
    tx.find(
        "SELECT id, code, user_id, begun_in, begun_by, created_at, expires_at, state, claim, device_id FROM links
         WHERE thumbprint = ?1 ORDER BY created_at DESC, id LIMIT 1",
        [thumbprint],
        read,
    )
}

/// Links under way, the newest first: offered or claimed, and not over.
pub fn list_under_way(tx: &ReadTx<'_>, now: i64) -> Result<Vec<Link>, StoreError> {
    tx.list(
        "SELECT id, code, user_id, begun_in, begun_by, created_at, expires_at, state, claim, device_id FROM links
         WHERE state IN ('offered', 'claimed') AND expires_at > ?1 ORDER BY created_at DESC, id LIMIT 500",
        [now],
        read,
    )
}

/// The link of that id, if it is under way.
pub fn find_under_way(tx: &ReadTx<'_>, id: &LinkId, now: i64) -> Result<Option<Link>, StoreError> {
    tx.find(
        "SELECT id, code, user_id, begun_in, begun_by, created_at, expires_at, state, claim, device_id FROM links
         WHERE id = ?1 AND state IN ('offered', 'claimed') AND expires_at > ?2",
        params![id.as_str(), now],
        read,
    )
}

/// Takes a link away.
pub fn delete(tx: &WriteTx<'_>, id: &LinkId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM links WHERE id = ?1", [id.as_str()])?;
    Ok(())
}

/// A new link, in the place of others of the same session.
pub fn insert(tx: &WriteTx<'_>, link: &Link) -> Result<(), StoreError> {
    tx.execute("DELETE FROM links WHERE begun_in = ?1", [link.begun_in.as_str()])?;
    tx.execute(
        "INSERT INTO links (id, code, user_id, begun_in, begun_by, created_at, expires_at, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'offered')",
        params![
            link.id.as_str(),
            link.code.as_bytes(),
            link.user_id.as_str(),
            link.begun_in.as_str(),
            link.begun_by.as_str(),
            link.created_at,
            link.expires_at,
        ],
    )?;
    Ok(())
}

/// The link as it is now.
pub fn update(tx: &WriteTx<'_>, link: &Link) -> Result<(), StoreError> {
    let (state, claim, device_id) = match &link.state {
        LinkState::Offered => ("offered", None, None),
        LinkState::Claimed(claim) => ("claimed", Some(claim), None),
        LinkState::Confirmed { device_id } => ("confirmed", None, Some(device_id)),
        LinkState::Ended(LinkEnd::UsedTwice) => ("used_twice", None, None),
        LinkState::Ended(LinkEnd::WrongDigits) => ("wrong_digits", None, None),
    };
    let thumbprint = claim.map(|claim| claim.key.thumbprint());
    tx.execute(
        "UPDATE links SET state = ?2, claim = ?3, device_id = ?4, thumbprint = coalesce(?5, thumbprint), expires_at = ?6 WHERE id = ?1",
        params![
            link.id.as_str(),
            state,
            claim.map(|claim| row::to_json(claim, "links", "claim")).transpose()?,
            device_id.map(|id| id.as_str()),
            thumbprint,
            link.expires_at,
        ],
    )?;
    Ok(())
}

/// Ends what a session began, if nothing has come of it.
pub fn delete_of_session(tx: &WriteTx<'_>, session: &SessionId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM links WHERE begun_in = ?1 AND state <> 'confirmed'", [session.as_str()])?;
    Ok(())
}

/// Ends what a person began, for whomever, if nothing has come of it.
pub fn delete_begun_by(tx: &WriteTx<'_>, user: &UserId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM links WHERE begun_by = ?1 AND state <> 'confirmed'", [user.as_str()])?;
    Ok(())
}

/// Ends all that were begun for a person.
pub fn delete_of_user(tx: &WriteTx<'_>, user: &UserId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM links WHERE user_id = ?1", [user.as_str()])?;
    Ok(())
}

/// Forgets those whose time is long over.
pub fn sweep(tx: &WriteTx<'_>, before: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM links WHERE expires_at <= ?1", [before])
}

fn read(r: &Row<'_>) -> Result<Link, StoreError> {
    let broken = |column| BrokenRow { table: "links", column };
    let state: String = r.get("state")?;
    Ok(Link {
        id: r.get::<_, String>("id")?.into(),
        code: row::hash(r, "code")?,
        user_id: r.get::<_, String>("user_id")?.into(),
        begun_in: r.get::<_, String>("begun_in")?.into(),
        begun_by: r.get::<_, String>("begun_by")?.into(),
        created_at: r.get("created_at")?,
        expires_at: r.get("expires_at")?,
        state: match state.as_str() {
            "offered" => LinkState::Offered,
            "claimed" => LinkState::Claimed(Box::new(row::json(r, "claim", "links", "claim")?)),
            "confirmed" => LinkState::Confirmed { device_id: r.get::<_, String>("device_id")?.into() },
            "used_twice" => LinkState::Ended(LinkEnd::UsedTwice),
            "wrong_digits" => LinkState::Ended(LinkEnd::WrongDigits),
            _ => return Err(broken("state").into()),
        },
    })
}
