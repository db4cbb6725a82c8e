//! The audit log: append, read, check the chain.

use std::fmt::Write as _;

use domain::audit::{Event, Filter, GENESIS, Row};
use domain::user::folded;
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

/// The conditions that a filter sets, and no others: SQLite plans a statement without looking at its values. The
/// parameters have the same numbers in all statements.
fn conditions(filter: &Filter) -> String {
    let mut sql = format!("FROM audit a WHERE {}", found(&searched(filter)));
    let optional = [
        (filter.since.is_some(), " AND a.at >= ?2"),
        (filter.until.is_some(), " AND a.at < ?3"),
        (filter.user_id.is_some(), " AND a.user_id = ?4"),
        (filter.client_id.is_some(), " AND a.client_id = ?5"),
        (filter.event.is_some(), " AND a.event = ?6"),
    ];
    for (_, condition) in optional.iter().filter(|(is_set, _)| *is_set) {
        sql.push_str(condition);
    }
    if let Some(kind) = filter.kind {
        let names: Vec<String> =
            kind.patterns().iter().map(|pattern| format!("a.event GLOB '{pattern}'")).collect();
        let _ = write!(sql, " AND ({})", names.join(" OR "));
    }
    sql
}

/// Where the search, which is ?1, may stand: in the row, in the name of whom it is about, or in the app's.
fn found(search: &str) -> String {
    let in_row = match search.chars().count() {
        0 => return "(?1 = '')".to_owned(),
        // Less than three letters are in no index: they are looked for in names alone, of which there are few.
        1 | 2 => "instr(a.event, ?1) > 0",
        // Quoted, so that its words are no words of the index's language.
        _ => {
            "a.seq IN (SELECT rowid FROM audit_found WHERE audit_found MATCH '\"' || replace(?1, '\"', '\"\"') || '\"')"
        }
    };
    format!(
        "({in_row} OR a.user_id IN (SELECT id FROM users WHERE instr(found_by, ?1) > 0)
         OR a.client_id IN (SELECT id FROM clients WHERE instr(lower(json_extract(metadata, '$.client_name')), ?1) > 0))"
    )
}

/// What a search is compared as; a NUL would end it for the index.
fn searched(filter: &Filter) -> String {
    folded(&filter.search.replace('\0', " "))
}

/// Rows that pass the filter.
pub fn list(tx: &ReadTx<'_>, filter: &Filter) -> Result<Vec<Row>, StoreError> {
    let order = if filter.newest_first { "DESC" } else { "ASC" };
    let before = if filter.before_seq.is_some() { " AND a.seq < ?8" } else { "" };
    let sql = format!(
        "SELECT seq, at, event, actor, user_id, client_id, address, detail, hash {} AND a.seq > ?7{before} ORDER BY seq {order} LIMIT ?9",
        conditions(filter)
    );
    let values = params![
        searched(filter),
        filter.since,
        filter.until,
        filter.user_id,
        filter.client_id,
        filter.event,
        filter.after_seq,
        filter.before_seq,
        filter.limit
    ];
    tx.list(&sql, values, read)
}

/// How many rows pass, wherever a part of them begins: `after_seq` and `before_seq` are left out.
pub fn count(tx: &ReadTx<'_>, filter: &Filter) -> Result<i64, StoreError> {
    // The last parameter has to be there for the others to be bound.
    let sql = format!("SELECT count(*) {} AND (?7 IS NULL)", conditions(filter));
    let values = params![
        searched(filter),
        filter.since,
        filter.until,
        filter.user_id,
        filter.client_id,
        filter.event,
        None::<i64>
    ];
    tx.count(&sql, values)
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

/// The number of the last row; 0 where there is none.
pub fn tip_seq(tx: &ReadTx<'_>) -> Result<i64, StoreError> {
    Ok(tip(tx)?.0)
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
