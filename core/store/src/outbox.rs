//! Messages that wait to be sent; sealed, since they may hold links.

use domain::id::UserId;
use domain::outbox::Message;
use rusqlite::params;

use crate::error::{BrokenRow, StoreError};
use crate::tx::{ReadTx, WriteTx};

/// A new message.
pub fn insert(tx: &WriteTx<'_>, message: &Message) -> Result<(), StoreError> {
    let content =
        serde_json::to_vec(&message.content).map_err(|_| BrokenRow { table: "outbox", column: "content" })?;
    tx.execute(
        "INSERT INTO outbox (id, user_id, content, created_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            message.id.as_str(),
            message.user_id.as_ref().map(UserId::as_str),
            tx.sealer().seal("outbox", message.id.as_str(), &content)?,
            message.created_at,
            message.expires_at,
        ],
    )?;
    Ok(())
}

/// How many messages wait.
pub fn count(tx: &ReadTx<'_>) -> Result<i64, StoreError> {
    tx.count("SELECT count(*) FROM outbox", [])
}

/// Erases messages that are worth nothing any more.
pub fn sweep(tx: &WriteTx<'_>, now: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM outbox WHERE expires_at <= ?1", [now])
}
