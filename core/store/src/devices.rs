//! Linked phones.

use domain::device::{Device, DeviceState};
use domain::id::{DeviceId, UserId};
use domain::push::Channel;
use domain::user::folded;
use rusqlite::{Row, params};

use crate::error::{BrokenRow, StoreError};
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// The device of that id.
pub fn find(tx: &ReadTx<'_>, id: &DeviceId) -> Result<Option<Device>, StoreError> {
    tx.find(
        "SELECT id, user_id, key, name, facts, state, waiting_until, counter, copied_at, linked_by, created_at, last_used_at FROM devices WHERE id = ?1",
        [id.as_str()],
        read,
    )
}

/// The devices of a person, oldest first.
pub fn list(tx: &ReadTx<'_>, user: &UserId) -> Result<Vec<Device>, StoreError> {
    tx.list(
        "SELECT id, user_id, key, name, facts, state, waiting_until, counter, copied_at, linked_by, created_at, last_used_at FROM devices
         WHERE user_id = ?1 ORDER BY created_at, id",
        [user.as_str()],
        read,
    )
}

/// What a list of phones is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// When the phone was linked.
    #[default]
    Linked,
    /// When it last answered; those that never did come first.
    Used,
    /// Its name.
    Name,
    /// Its owner's name, by its letters without marks.
    Owner,
}

/// How a phone stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// It counts.
    Active,
    /// It counts later.
    Waiting,
    /// It counts no more.
    Suspended,
}

/// Which phones, in which order.
#[derive(Clone, Debug)]
pub struct Query {
    /// A part of the phone's or its owner's name, or of the address; empty for all.
    pub search: String,
    /// Only those that stand so.
    pub stands: Option<Stands>,
    /// Order.
    pub by: By,
    /// Largest first.
    pub descending: bool,
    /// At most so many.
    pub limit: u32,
    /// So many are left out in front.
    pub offset: u32,
    /// Seconds since 1970.
    pub now: i64,
}

const PASS: &str = "FROM devices d JOIN users u ON u.id = d.user_id
 WHERE (?1 = '' OR instr(lower(d.name), ?1) > 0 OR instr(u.found_by, ?1) > 0)
 AND (?2 IS NULL OR ?2 = CASE WHEN d.state = 'waiting' AND d.waiting_until <= ?3 THEN 'active' ELSE d.state END)";

/// The phones that pass.
pub fn page(tx: &ReadTx<'_>, query: &Query) -> Result<Vec<Device>, StoreError> {
    let by = match query.by {
        By::Linked => "d.created_at",
        By::Used => "d.last_used_at",
        By::Name => "lower(d.name)",
        By::Owner => "u.sorted_by",
    };
    let order = if query.descending { "DESC" } else { "ASC" };
    let sql = format!("SELECT d.id {PASS} ORDER BY {by} {order}, d.id {order} LIMIT ?4 OFFSET ?5");
    let (search, stands) = (folded(&query.search), query.stands.map(stand));
    let values = params![search, stands, query.now, query.limit, query.offset];
    let ids = tx.list(&sql, values, |r| Ok(DeviceId::from(r.get::<_, String>(0)?)))?;
    ids.iter().filter_map(|id| find(tx, id).transpose()).collect()
}

/// How many pass.
pub fn count_passing(tx: &ReadTx<'_>, query: &Query) -> Result<i64, StoreError> {
    let (search, stands) = (folded(&query.search), query.stands.map(stand));
    tx.count(&format!("SELECT count(*) {PASS}"), params![search, stands, query.now])
}

fn stand(stands: Stands) -> &'static str {
    match stands {
        Stands::Active => "active",
        Stands::Waiting => "waiting",
        Stands::Suspended => "suspended",
    }
}

/// How many there are.
pub fn count(tx: &ReadTx<'_>) -> Result<i64, StoreError> {
    tx.count("SELECT count(*) FROM devices", [])
}

/// How many a person has.
pub fn count_of_user(tx: &ReadTx<'_>, user: &UserId) -> Result<i64, StoreError> {
    tx.count("SELECT count(*) FROM devices WHERE user_id = ?1", [user.as_str()])
}

/// Whether a key is linked already, to whomever.
pub fn is_key_linked(tx: &ReadTx<'_>, thumbprint: &str) -> Result<bool, StoreError> {
    Ok(tx.count("SELECT count(*) FROM devices WHERE thumbprint = ?1", [thumbprint])? > 0)
}

/// A new device.
pub fn insert(tx: &WriteTx<'_>, device: &Device) -> Result<(), StoreError> {
    let (state, waiting_until) = state_columns(device.state);
    tx.execute(
        "INSERT INTO devices (id, user_id, thumbprint, key, name, facts, state, waiting_until, counter, linked_by, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            device.id.as_str(),
            device.user_id.as_str(),
            device.key.thumbprint(),
            row::to_json(&device.key, "devices", "key")?,
            device.name,
            row::to_json(&device.facts, "devices", "facts")?,
            state,
            waiting_until,
            counter_column(device.counter)?,
            device.linked_by.as_ref().map(UserId::as_str),
            device.created_at,
        ],
    )?;
    Ok(())
}

/// Everything that changes in a device's life.
pub fn update(tx: &WriteTx<'_>, device: &Device) -> Result<(), StoreError> {
    let (state, waiting_until) = state_columns(device.state);
    tx.execute(
        "UPDATE devices SET name = ?2, facts = ?3, state = ?4, waiting_until = ?5, counter = ?6, copied_at = ?7, last_used_at = ?8 WHERE id = ?1",
        params![
            device.id.as_str(),
            device.name,
            row::to_json(&device.facts, "devices", "facts")?,
            state,
            waiting_until,
            counter_column(device.counter)?,
            device.copied_at,
            device.last_used_at,
        ],
    )?;
    Ok(())
}

/// Where a phone wants to be pushed to, as it said.
pub fn set_push(tx: &WriteTx<'_>, id: &DeviceId, push: &[Channel]) -> Result<(), StoreError> {
    let push = row::to_json(&push, "devices", "push")?;
    tx.execute("UPDATE devices SET push = ?2 WHERE id = ?1", params![id.as_str(), push])?;
    Ok(())
}

/// Where a phone wants to be pushed to; nowhere where there is no such phone.
pub fn load_push(tx: &ReadTx<'_>, id: &DeviceId) -> Result<Vec<Channel>, StoreError> {
    let found = tx.find("SELECT push FROM devices WHERE id = ?1", [id.as_str()], |r| {
        row::json(r, "push", "devices", "push")
    })?;
    Ok(found.unwrap_or_default())
}

/// How many phones take web push.
pub fn count_with_web_push(tx: &ReadTx<'_>) -> Result<i64, StoreError> {
    tx.count(
        "SELECT count(*) FROM devices WHERE EXISTS
         (SELECT 1 FROM json_each(devices.push) WHERE json_extract(value, '$.channel') = 'webpush')",
        [],
    )
}

/// Unlinks a phone; whether it was linked.
pub fn delete(tx: &WriteTx<'_>, id: &DeviceId) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM devices WHERE id = ?1", [id.as_str()])? > 0)
}

/// Unlinks all phones of a person; how many there were.
pub fn delete_of_user(tx: &WriteTx<'_>, user: &UserId) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM devices WHERE user_id = ?1", [user.as_str()])
}

/// Holds the phones of somebody whose account is locked down: none counts, and each keeps in mind what it was. How many.
pub fn hold_of_user(tx: &WriteTx<'_>, user: &UserId) -> Result<usize, StoreError> {
    tx.execute(
        "UPDATE devices SET held_state = state, held_until = waiting_until, state = 'suspended', waiting_until = NULL
         WHERE user_id = ?1 AND state <> 'suspended'",
        [user.as_str()],
    )
}

/// Lets them go on as they were; how many.
pub fn release_of_user(tx: &WriteTx<'_>, user: &UserId) -> Result<usize, StoreError> {
    tx.execute(
        "UPDATE devices SET state = held_state, waiting_until = held_until, held_state = NULL, held_until = NULL
         WHERE user_id = ?1 AND held_state IS NOT NULL",
        [user.as_str()],
    )
}

fn state_columns(state: DeviceState) -> (&'static str, Option<i64>) {
    match state {
        DeviceState::Active => ("active", None),
        DeviceState::Waiting { until } => ("waiting", Some(until)),
        DeviceState::Suspended => ("suspended", None),
    }
}

fn counter_column(counter: u64) -> Result<i64, StoreError> {
    i64::try_from(counter).map_err(|_| BrokenRow { table: "devices", column: "counter" }.into())
}

fn read(r: &Row<'_>) -> Result<Device, StoreError> {
    let broken = |column| BrokenRow { table: "devices", column };
    let state: String = r.get("state")?;
    Ok(Device {
        id: r.get::<_, String>("id")?.into(),
        user_id: r.get::<_, String>("user_id")?.into(),
        key: row::json(r, "key", "devices", "key")?,
        name: r.get("name")?,
        facts: row::json(r, "facts", "devices", "facts")?,
        state: match (state.as_str(), r.get("waiting_until")?) {
            ("active", None) => DeviceState::Active,
            ("waiting", Some(until)) => DeviceState::Waiting { until },
            ("suspended", None) => DeviceState::Suspended,
            _ => return Err(broken("state").into()),
        },
        counter: u64::try_from(r.get::<_, i64>("counter")?).map_err(|_| broken("counter"))?,
        copied_at: r.get("copied_at")?,
        linked_by: r.get::<_, Option<String>>("linked_by")?.map(Into::into),
        created_at: r.get("created_at")?,
        last_used_at: r.get("last_used_at")?,
    })
}
