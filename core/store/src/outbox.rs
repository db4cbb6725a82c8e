//! Messages that wait to be sent; sealed, since they may hold links.

use domain::id::{OutboxId, UserId};
use domain::outbox::{Content, Message};
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

/// Erases the messages about a person, or about nobody who has an account, that are of a kind: a newer one says what they
/// said.
pub fn withdraw(
    tx: &WriteTx<'_>,
    user: Option<&UserId>,
    is_one: impl Fn(&Content) -> bool,
) -> Result<(), StoreError> {
    let sealed =
        tx.list("SELECT id, content FROM outbox WHERE user_id IS ?1", [user.map(UserId::as_str)], |r| {
            Ok((r.get::<_, String>(0)?, r.get::<_, Vec<u8>>(1)?))
        })?;
    for (id, sealed) in sealed {
        let content = tx.sealer().open("outbox", &id, &sealed)?;
        if serde_json::from_slice(&content).is_ok_and(|content| is_one(&content)) {
            tx.execute("DELETE FROM outbox WHERE id = ?1", [id])?;
        }
    }
    Ok(())
}

/// Erases a message.
pub fn delete(tx: &WriteTx<'_>, id: &OutboxId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM outbox WHERE id = ?1", [id.as_str()])?;
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
