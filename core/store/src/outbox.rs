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

/// Messages that wait, oldest first.
pub fn list(tx: &ReadTx<'_>, limit: u32) -> Result<Vec<Message>, StoreError> {
    tx.list(
        "SELECT id, user_id, content, created_at, expires_at FROM outbox ORDER BY created_at, id LIMIT ?1",
        [limit],
        |r| {
            let id: String = r.get(0)?;
            let content = tx.sealer().open("outbox", &id, &r.get::<_, Vec<u8>>(2)?)?;
            Ok(Message {
                content: serde_json::from_slice(&content)
                    .map_err(|_| BrokenRow { table: "outbox", column: "content" })?,
                id: id.into(),
                user_id: r.get::<_, Option<String>>(1)?.map(Into::into),
                created_at: r.get(3)?,
                expires_at: r.get(4)?,
            })
        },
    )
}

/// How many messages wait.
pub fn count(tx: &ReadTx<'_>) -> Result<i64, StoreError> {
    tx.count("SELECT count(*) FROM outbox", [])
}

/// Erases what waits for somebody: their links are void.
pub fn delete_of_user(tx: &WriteTx<'_>, user: &UserId) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM outbox WHERE user_id = ?1", [user.as_str()])
}

/// Erases messages that are worth nothing any more.
pub fn sweep(tx: &WriteTx<'_>, now: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM outbox WHERE expires_at <= ?1", [now])
}
