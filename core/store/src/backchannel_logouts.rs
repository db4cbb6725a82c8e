//! What clients are told about the end of sessions, and what became of it.

use domain::backchannel_logout::{BackchannelLogout, State, wait_s};
use domain::call::CallError;
use domain::id::{BackchannelLogoutId, ClientId};
use rusqlite::{Row, params};

use crate::error::StoreError;
use crate::row;
use crate::tx::{ReadTx, WriteTx};

const TABLE: &str = "backchannel_logouts";
const COLUMNS: &str =
    "id, client_id, user_id, subject, session_id, created_at, state, tries, next_at, tried_at, failure";

/// How many wait for one client at most; beyond it the oldest is given up.
const MOST_WAITING: i64 = 10_000;
/// How many that were delivered are kept of one client, for an administrator to see.
const KEPT_DELIVERED: i64 = 20;

/// A new one. It is due at once, or with the others while its client does not listen.
pub fn insert(tx: &WriteTx<'_>, logout: &BackchannelLogout) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE backchannel_logouts SET state = 'given_up', tried_at = coalesce(tried_at, created_at) WHERE id = (
           SELECT id FROM backchannel_logouts WHERE client_id = ?1 AND state = 'waiting'
             AND (SELECT count(*) FROM backchannel_logouts WHERE client_id = ?1 AND state = 'waiting') >= ?2
           ORDER BY created_at, id LIMIT 1)",
        params![logout.client_id.as_str(), MOST_WAITING],
    )?;
    tx.execute(
        "INSERT INTO backchannel_logouts (id, client_id, user_id, subject, session_id, created_at, state, tries, waits_for_client, next_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, 'waiting', 0, w.next_at IS NOT NULL, coalesce(w.next_at, ?7)
         FROM (SELECT max(next_at) AS next_at FROM backchannel_logouts
               WHERE client_id = ?2 AND state = 'waiting' AND waits_for_client AND next_at > ?7) w",
        params![
            logout.id.as_str(),
            logout.client_id.as_str(),
            logout.user_id.as_str(),
            logout.subject,
            logout.session_id.as_str(),
            logout.created_at,
            logout.next_at,
        ],
    )?;
    Ok(())
}

/// Clients that wait for something, with when it is due: the one that is due first in front.
pub fn waiting_clients(tx: &ReadTx<'_>) -> Result<Vec<(ClientId, i64)>, StoreError> {
    tx.list(
        "SELECT client_id, min(next_at) AS due FROM backchannel_logouts WHERE state = 'waiting' GROUP BY client_id ORDER BY due",
        [],
        |r| Ok((r.get::<_, String>(0)?.into(), r.get(1)?)),
    )
}

/// The oldest that is due of a client.
pub fn find_due(
    tx: &ReadTx<'_>,
    client: &ClientId,
    now: i64,
) -> Result<Option<BackchannelLogout>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM backchannel_logouts WHERE client_id = ?1 AND state = 'waiting' AND next_at <= ?2
         ORDER BY created_at, id LIMIT 1"
    );
    tx.find(&sql, params![client.as_str(), now], read)
}

/// One of them.
pub fn find(tx: &ReadTx<'_>, id: &BackchannelLogoutId) -> Result<Option<BackchannelLogout>, StoreError> {
    tx.find(&format!("SELECT {COLUMNS} FROM backchannel_logouts WHERE id = ?1"), [id.as_str()], read)
}

/// Those of a client, newest first.
pub fn list(tx: &ReadTx<'_>, client: &ClientId, limit: u32) -> Result<Vec<BackchannelLogout>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM backchannel_logouts WHERE client_id = ?1 ORDER BY created_at DESC, id LIMIT ?2"
    );
    tx.list(&sql, params![client.as_str(), limit], read)
}

/// How many of a client stand so.
pub fn count(tx: &ReadTx<'_>, client: &ClientId, state: State) -> Result<i64, StoreError> {
    tx.count(
        "SELECT count(*) FROM backchannel_logouts WHERE client_id = ?1 AND state = ?2",
        params![client.as_str(), row::to_word(&state, TABLE, "state")?],
    )
}

/// Whether a client waits as such: it did not listen when it was called last.
pub fn waits_for_client(tx: &ReadTx<'_>, client: &ClientId) -> Result<bool, StoreError> {
    let found = tx.count(
        "SELECT count(*) FROM backchannel_logouts WHERE client_id = ?1 AND state = 'waiting' AND waits_for_client",
        [client.as_str()],
    )?;
    Ok(found > 0)
}

/// The client said yes. It listens, so what waited for it is due.
pub fn put_delivered(tx: &WriteTx<'_>, logout: &BackchannelLogout, now: i64) -> Result<(), StoreError> {
    let client = logout.client_id.as_str();
    tx.execute(
        "UPDATE backchannel_logouts SET state = 'delivered', tries = tries + 1, tried_at = ?2, failure = NULL, waits_for_client = 0
         WHERE id = ?1",
        params![logout.id.as_str(), now],
    )?;
    tx.execute(
        "UPDATE backchannel_logouts SET next_at = ?2, waits_for_client = 0
         WHERE client_id = ?1 AND state = 'waiting' AND waits_for_client",
        params![client, now],
    )?;
    tx.execute(
        "DELETE FROM backchannel_logouts WHERE client_id = ?1 AND state = 'delivered' AND id NOT IN (
           SELECT id FROM backchannel_logouts WHERE client_id = ?1 AND state = 'delivered'
           ORDER BY created_at DESC, id LIMIT ?2)",
        params![client, KEPT_DELIVERED],
    )?;
    Ok(())
}

/// A try came to nothing, and only this one waits for the next, until then.
pub fn put_refused(
    tx: &WriteTx<'_>,
    logout: &BackchannelLogout,
    failure: &CallError,
    now: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE backchannel_logouts SET tries = tries + 1, next_at = ?2, tried_at = ?3, failure = ?4, waits_for_client = 0
         WHERE id = ?1",
        params![
            logout.id.as_str(),
            now + wait_s(logout.tries + 1),
            now,
            row::to_json(failure, TABLE, "failure")?
        ],
    )?;
    Ok(())
}

/// A try came to nothing since the client does not listen: all that it is to be told waits, the longer the more tries there
/// were in a row.
pub fn put_silent(
    tx: &WriteTx<'_>,
    logout: &BackchannelLogout,
    failure: &CallError,
    now: i64,
) -> Result<(), StoreError> {
    let client = logout.client_id.as_str();
    tx.execute(
        "UPDATE backchannel_logouts SET tries = tries + 1, tried_at = ?2, failure = ?3, waits_for_client = 1 WHERE id = ?1",
        params![logout.id.as_str(), now, row::to_json(failure, TABLE, "failure")?],
    )?;
    let tries = tx.count(
        "SELECT max(tries) FROM backchannel_logouts WHERE client_id = ?1 AND state = 'waiting' AND waits_for_client",
        [client],
    )?;
    let next_at = now + wait_s(u32::try_from(tries).unwrap_or(u32::MAX));
    tx.execute(
        "UPDATE backchannel_logouts SET next_at = ?2, waits_for_client = 1
         WHERE client_id = ?1 AND state = 'waiting' AND (next_at <= ?2 OR waits_for_client)",
        params![client, next_at],
    )?;
    Ok(())
}

/// It is not tried any more.
pub fn put_given_up(
    tx: &WriteTx<'_>,
    logout: &BackchannelLogout,
    failure: &CallError,
    now: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE backchannel_logouts SET state = 'given_up', tries = tries + 1, tried_at = ?2, failure = ?3, waits_for_client = 0
         WHERE id = ?1",
        params![logout.id.as_str(), now, row::to_json(failure, TABLE, "failure")?],
    )?;
    Ok(())
}

/// Makes all of a client due that were not delivered, also those that were given up; how many there are.
pub fn make_due(tx: &WriteTx<'_>, client: &ClientId, now: i64) -> Result<usize, StoreError> {
    tx.execute(
        "UPDATE backchannel_logouts SET state = 'waiting', next_at = ?2, tries = 0, waits_for_client = 0
         WHERE client_id = ?1 AND state <> 'delivered'",
        params![client.as_str(), now],
    )
}

/// Erases what waits for a client: it is not called any more.
pub fn delete_waiting(tx: &WriteTx<'_>, client: &ClientId) -> Result<usize, StoreError> {
    tx.execute(
        "DELETE FROM backchannel_logouts WHERE client_id = ?1 AND state = 'waiting'",
        [client.as_str()],
    )
}

/// Forgets those that have come to an end before then.
pub fn sweep(tx: &WriteTx<'_>, before: i64) -> Result<usize, StoreError> {
    tx.execute(
        "DELETE FROM backchannel_logouts WHERE state IN ('delivered', 'given_up') AND tried_at < ?1",
        [before],
    )
}

fn read(r: &Row<'_>) -> Result<BackchannelLogout, StoreError> {
    let failed = r.get_ref(10)?.as_str_or_null().map_err(rusqlite::Error::from)?.is_some();
    Ok(BackchannelLogout {
        id: r.get::<_, String>(0)?.into(),
        client_id: r.get::<_, String>(1)?.into(),
        user_id: r.get::<_, String>(2)?.into(),
        subject: r.get(3)?,
        session_id: r.get::<_, String>(4)?.into(),
        created_at: r.get(5)?,
        state: row::word(r, 6, TABLE, "state")?,
        tries: r.get(7)?,
        next_at: r.get(8)?,
        tried_at: r.get(9)?,
        failure: failed.then(|| row::json(r, 10, TABLE, "failure")).transpose()?,
    })
}
