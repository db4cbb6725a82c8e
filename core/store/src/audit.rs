//! The audit log: append, read, check the chain.

use domain::audit::{Event, Filter, GENESIS, Row};
use rusqlite::params;

use crate::error::StoreError;
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// The first row at which the chain is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// Its number.
    pub seq: i64,
}

/// Appends an event, in the transaction of the fact.
pub fn append(tx: &WriteTx<'_>, event: Event, now: i64) -> Result<(), StoreError> {
    let (last, previous) = tip(tx)?;
    let placed = Row::place(event, last + 1, now);
    tx.execute(
        "INSERT INTO audit (seq, at, event, actor, user_id, client_id, address, detail, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            placed.seq,
            placed.at,
            placed.event,
            placed.actor,
            placed.user_id,
            placed.client_id,
            placed.address,
            row::to_json(&placed.detail, "audit", "detail")?,
            placed.hash(&previous),
        ],
    )?;
    Ok(())
}

/// Rows that pass the filter.
pub fn list(tx: &ReadTx<'_>, filter: &Filter) -> Result<Vec<Row>, StoreError> {
    let order = if filter.newest_first { "DESC" } else { "ASC" };
    let sql = format!(
        "SELECT seq, at, event, actor, user_id, client_id, address, detail, hash FROM audit
         WHERE seq > ?1 AND (?2 IS NULL OR at >= ?2) AND (?3 IS NULL OR user_id = ?3) AND (?4 IS NULL OR event = ?4)
         ORDER BY seq {order} LIMIT ?5"
    );
    tx.list(&sql, params![filter.after_seq, filter.since, filter.user_id, filter.event, filter.limit], read)
}

/// Walks the chain from the first row; how many rows are sound, and where it breaks.
pub fn verify(tx: &ReadTx<'_>) -> Result<(i64, Option<Break>), StoreError> {
    let mut statement = tx.prepare(
        "SELECT seq, at, event, actor, user_id, client_id, address, detail, hash FROM audit ORDER BY seq",
    )?;
    let mut rows = statement.query([])?;
    let (mut expected, mut previous) = (1, GENESIS);
    while let Some(r) = rows.next()? {
        let stored: [u8; 32] = r.get("hash")?;
        let found = read(r).ok().filter(|found| found.seq == expected && found.hash(&previous) == stored);
        if found.is_none() {
            return Ok((expected - 1, Some(Break { seq: expected })));
        }
        (expected, previous) = (expected + 1, stored);
    }
    Ok((expected - 1, None))
}

/// The highest time in the log, so that the clock does not go back over a restart.
pub fn latest(tx: &ReadTx<'_>) -> Result<i64, StoreError> {
    Ok(tx
        .find("SELECT at FROM audit ORDER BY seq DESC LIMIT 1", [], |row| Ok(row.get(0)?))?
        .unwrap_or_default())
}

fn tip(tx: &ReadTx<'_>) -> Result<(i64, [u8; 32]), StoreError> {
    Ok(tx
        .find("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .unwrap_or((0, GENESIS)))
}

fn read(r: &rusqlite::Row<'_>) -> Result<Row, StoreError> {
    Ok(Row {
        seq: r.get("seq")?,
        at: r.get("at")?,
        event: r.get("event")?,
        actor: r.get("actor")?,
        user_id: r.get("user_id")?,
        client_id: r.get("client_id")?,
        address: r.get("address")?,
        detail: row::json(r, "detail", "audit", "detail")?,
    })
}
