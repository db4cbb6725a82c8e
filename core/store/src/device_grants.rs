//! Devices that ask for a sign-in, and what was given to them.

use domain::device_grant::{Approved, DeviceGrant, DeviceGrantState};
use domain::id::{AuthorizationId, ClientId, DeviceGrantId, UserId};
use domain::token::TokenHash;
use oidc::acr::Acr;
use rusqlite::{Row, params};

use crate::error::{BrokenRow, StoreError};
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// A new device that waits.
pub fn insert(tx: &WriteTx<'_>, device: &DeviceGrant) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO device_grants (id, device_code, user_code, client_id, params, address, created_at, expires_at, interval_s, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'pending')",
        params![
            device.id.as_str(),
            device.device_code.as_bytes(),
            device.user_code,
            device.client_id.as_str(),
            device.params,
            device.address,
            device.created_at,
            device.expires_at,
            device.interval_s,
        ],
    )?;
    Ok(())
}

/// The device of that id.
pub fn find(tx: &ReadTx<'_>, id: &DeviceGrantId) -> Result<Option<DeviceGrant>, StoreError> {
    tx.find(
        "SELECT id, device_code, user_code, client_id, params, address, created_at, expires_at, interval_s, polled_at,
           state, user_id, session_id, scopes, auth_time, amr, acr
         FROM device_grants WHERE id = ?1",
        [id.as_str()],
        read,
    )
}

/// The device of what it asks with.
pub fn find_by_device_code(tx: &ReadTx<'_>, code: &TokenHash) -> Result<Option<DeviceGrant>, StoreError> {
    tx.find(
        "SELECT id, device_code, user_code, client_id, params, address, created_at, expires_at, interval_s, polled_at,
           state, user_id, session_id, scopes, auth_time, amr, acr
         FROM device_grants WHERE device_code = ?1",
        [code.as_bytes()],
        read,
    )
}

/// The device that waits under what a person typed.
pub fn find_waiting(tx: &ReadTx<'_>, user_code: &str, now: i64) -> Result<Option<DeviceGrant>, StoreError> {
    tx.find(
        "SELECT id, device_code, user_code, client_id, params, address, created_at, expires_at, interval_s, polled_at,
           state, user_id, session_id, scopes, auth_time, amr, acr
         FROM device_grants WHERE user_code = ?1 AND state = 'pending' AND expires_at > ?2",
        params![user_code, now],
        read,
    )
}

/// Whether a user code is taken, so that no two devices have one.
pub fn is_taken(tx: &ReadTx<'_>, user_code: &str) -> Result<bool, StoreError> {
    Ok(tx.count("SELECT count(*) FROM device_grants WHERE user_code = ?1", [user_code])? > 0)
}

/// How many wait that were asked for from one address, and in all.
pub fn count_waiting(tx: &ReadTx<'_>, address: &str) -> Result<(i64, i64), StoreError> {
    let here =
        tx.count("SELECT count(*) FROM device_grants WHERE address = ?1 AND state = 'pending'", [address])?;
    Ok((here, tx.count("SELECT count(*) FROM device_grants", [])?))
}

/// Forgets the oldest one of an address that waits, so that abandoned devices keep nobody out.
pub fn drop_oldest(tx: &WriteTx<'_>, address: &str) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM device_grants WHERE id =
           (SELECT id FROM device_grants WHERE address = ?1 AND state = 'pending' ORDER BY created_at, id LIMIT 1)",
        [address],
    )?;
    Ok(())
}

/// Notes that a device that waits asked, and how long it waits from now on.
pub fn note_poll(tx: &WriteTx<'_>, id: &DeviceGrantId, interval_s: i64, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE device_grants SET polled_at = ?3, interval_s = ?2 WHERE id = ?1 AND state = 'pending'",
        params![id.as_str(), interval_s, now],
    )?;
    Ok(())
}

/// Somebody allows it; whether it still waited. One statement, so that of two people one answers.
pub fn approve(
    tx: &WriteTx<'_>,
    id: &DeviceGrantId,
    approved: &Approved,
    now: i64,
) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE device_grants SET state = 'approved', user_id = ?2, session_id = ?3, scopes = ?4, auth_time = ?5, amr = ?6, acr = ?7
         WHERE id = ?1 AND state = 'pending' AND expires_at > ?8",
        params![
            id.as_str(),
            approved.user_id.as_str(),
            approved.session_id.as_str(),
            approved.scopes.to_string(),
            approved.auth_time,
            approved.amr.join(" "),
            approved.acr.as_str(),
            now,
        ],
    )?;
    Ok(changed > 0)
}

/// Somebody refuses it; whether it still waited.
pub fn deny(tx: &WriteTx<'_>, id: &DeviceGrantId) -> Result<bool, StoreError> {
    Ok(tx.execute(
        "UPDATE device_grants SET state = 'denied' WHERE id = ?1 AND state = 'pending'",
        [id.as_str()],
    )? > 0)
}

/// The device takes what it was allowed; whether it was there to take. One statement, so that two cannot both win.
pub fn take(
    tx: &WriteTx<'_>,
    id: &DeviceGrantId,
    authorization: &AuthorizationId,
    now: i64,
) -> Result<bool, StoreError> {
    Ok(tx.execute(
        "UPDATE device_grants SET state = 'used', authorization_id = ?3
         WHERE id = ?1 AND state = 'approved' AND expires_at > ?2",
        params![id.as_str(), now, authorization.as_str()],
    )? > 0)
}

/// What a device took.
pub fn authorization_of(tx: &ReadTx<'_>, id: &DeviceGrantId) -> Result<Option<AuthorizationId>, StoreError> {
    let found = tx.find("SELECT authorization_id FROM device_grants WHERE id = ?1", [id.as_str()], |r| {
        Ok(r.get::<_, Option<String>>(0)?)
    })?;
    Ok(found.flatten().map(Into::into))
}

/// Forgets what a person allowed that no device has taken yet, at one client or at all.
pub fn delete_approved(tx: &WriteTx<'_>, user: &UserId, client: Option<&ClientId>) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM device_grants WHERE user_id = ?1 AND state = 'approved' AND (?2 IS NULL OR client_id = ?2)",
        params![user.as_str(), client.map(ClientId::as_str)],
    )?;
    Ok(())
}

/// Forgets those whose codes are long over.
pub fn sweep(tx: &WriteTx<'_>, before: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM device_grants WHERE expires_at <= ?1", [before])
}

/// A device that is signed in.
#[derive(Clone, Debug)]
pub struct ConnectedDevice {
    /// What it holds.
    pub authorization: AuthorizationId,
    /// At which client.
    pub client_id: ClientId,
    /// Where it was when it asked.
    pub address: String,
    /// Since when; seconds since 1970.
    pub since: i64,
}

/// Notes that an authorization was given to a device.
pub fn mark(tx: &WriteTx<'_>, id: &AuthorizationId, address: &str) -> Result<(), StoreError> {
    tx.execute("UPDATE authorizations SET device_address = ?2 WHERE id = ?1", [id.as_str(), address])?;
    Ok(())
}

/// The devices that are signed in as a person, the newest first.
pub fn list_connected(tx: &ReadTx<'_>, user: &UserId, now: i64) -> Result<Vec<ConnectedDevice>, StoreError> {
    tx.list(
        "SELECT id, client_id, device_address, issued_at FROM authorizations
         WHERE user_id = ?1 AND device_address IS NOT NULL AND state = 'exchanged' AND ends_at > ?2
         ORDER BY issued_at DESC, id",
        params![user.as_str(), now],
        |r| {
            Ok(ConnectedDevice {
                authorization: r.get::<_, String>(0)?.into(),
                client_id: r.get::<_, String>(1)?.into(),
                address: r.get(2)?,
                since: r.get(3)?,
            })
        },
    )
}

fn read(r: &Row<'_>) -> Result<DeviceGrant, StoreError> {
    let broken = |column| BrokenRow { table: "device_grants", column };
    let state = match r.get::<_, String>(10)?.as_str() {
        "pending" => DeviceGrantState::Pending,
        "denied" => DeviceGrantState::Denied,
        "used" => DeviceGrantState::Used,
        "approved" => DeviceGrantState::Approved(Box::new(read_approved(r)?)),
        _ => return Err(broken("state").into()),
    };
    Ok(DeviceGrant {
        id: r.get::<_, String>(0)?.into(),
        device_code: row::hash(r, 1)?,
        user_code: r.get(2)?,
        client_id: r.get::<_, String>(3)?.into(),
        params: r.get(4)?,
        address: r.get(5)?,
        created_at: r.get(6)?,
        expires_at: r.get(7)?,
        interval_s: r.get(8)?,
        polled_at: r.get(9)?,
        state,
    })
}

fn read_approved(r: &Row<'_>) -> Result<Approved, StoreError> {
    let broken = |column| BrokenRow { table: "device_grants", column };
    let acr: String = r.get(16)?;
    Ok(Approved {
        user_id: r.get::<_, String>(11)?.into(),
        session_id: r.get::<_, String>(12)?.into(),
        scopes: row::scopes(r, 13)?,
        auth_time: r.get(14)?,
        amr: row::words(r, 15)?,
        acr: Acr::parse(&acr).ok_or(broken("acr"))?,
    })
}
