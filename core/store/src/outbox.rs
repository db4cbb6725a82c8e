//! Messages that wait to be sent; sealed, since they may hold links.

use domain::id::{OutboxId, UserId};
use domain::mail::Failure;
use domain::outbox::{Content, Message, Pending, State};
use rusqlite::{Row, params};

use crate::error::{BrokenRow, StoreError};
use crate::row;
use crate::tx::{ReadTx, WriteTx};

const TABLE: &str = "outbox";
const COLUMNS: &str =
    "id, user_id, content, created_at, expires_at, state, tries, next_at, failed_at, failure";

/// Whether a link in the message opens, where it has one.
const OPENS: &str =
    "(outbox.link IS NULL OR EXISTS (SELECT 1 FROM one_time_links l WHERE l.token = outbox.link))";

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// When the message was written.
    #[default]
    Created,
    /// Until when it is worth something.
    Expires,
    /// When it is tried next.
    Next,
    /// How often it was tried.
    Tries,
}

/// Which messages, in which order.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Only those that stand so.
    pub state: Option<State>,
    /// Order.
    pub by: By,
    /// Largest first.
    pub descending: bool,
    /// At most so many.
    pub limit: u32,
    /// So many are left out in front.
    pub offset: u32,
}

/// A new message, which is due at once. A link in it is stored before: when that opens no more, the message goes with it.
pub fn insert(tx: &WriteTx<'_>, message: &Message) -> Result<(), StoreError> {
    let content =
        serde_json::to_vec(&message.content).map_err(|_| BrokenRow { table: TABLE, column: "content" })?;
    let link = message.content.link_token();
    tx.execute(
        "INSERT INTO outbox (id, user_id, content, created_at, expires_at, next_at, seq, link)
         VALUES (?1, ?2, ?3, ?4, ?5, ?4, (SELECT coalesce(max(seq), 0) + 1 FROM outbox),
           (SELECT token FROM one_time_links WHERE token = ?6))",
        params![
            message.id.as_str(),
            message.user_id.as_ref().map(UserId::as_str),
            tx.sealer().seal(TABLE, message.id.as_str(), &content)?,
            message.created_at,
            message.expires_at,
            link.as_ref().map(|token| token.as_bytes()),
        ],
    )?;
    Ok(())
}

/// Messages, oldest first.
pub fn list(tx: &ReadTx<'_>, limit: u32) -> Result<Vec<Message>, StoreError> {
    let query = Query { limit, ..Query::default() };
    Ok(page(tx, &query)?.into_iter().map(|pending| pending.message).collect())
}

/// The messages that pass.
pub fn page(tx: &ReadTx<'_>, query: &Query) -> Result<Vec<Pending>, StoreError> {
    let by = match query.by {
        By::Created => "created_at",
        By::Expires => "expires_at",
        By::Next => "next_at",
        By::Tries => "tries",
    };
    let order = if query.descending { "DESC" } else { "ASC" };
    let sql = format!(
        "SELECT {COLUMNS} FROM outbox WHERE (?1 IS NULL OR state = ?1) AND {OPENS}
         ORDER BY {by} {order}, seq {order} LIMIT ?2 OFFSET ?3"
    );
    tx.list(&sql, params![query.state.map(State::as_str), query.limit, query.offset], |r| pending(tx, r))
}

/// One message.
pub fn find(tx: &ReadTx<'_>, id: &OutboxId) -> Result<Option<Pending>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM outbox WHERE id = ?1 AND {OPENS}");
    tx.find(&sql, [id.as_str()], |r| pending(tx, r))
}

/// The message to send now, if one is due. Those that wait for the server alone go before it if they are older, so that all
/// come in the order in which they were written.
pub fn find_due(tx: &ReadTx<'_>, now: i64) -> Result<Option<Pending>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM outbox
         WHERE state = 'waiting' AND expires_at > ?1 AND (next_at <= ?1 OR failed_for_all) AND {OPENS}
           AND EXISTS (SELECT 1 FROM outbox d WHERE d.state = 'waiting' AND d.next_at <= ?1 AND d.expires_at > ?1)
         ORDER BY created_at, seq LIMIT 1"
    );
    tx.find(&sql, [now], |r| pending(tx, r))
}

/// When the next one is due behind now, if any waits.
pub fn next_at(tx: &ReadTx<'_>, now: i64) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT min(next_at) FROM outbox WHERE state = 'waiting' AND next_at > ?1";
    Ok(tx.find(sql, [now], |r| Ok(r.get(0)?))?.flatten())
}

/// The last failure that every message would meet, while one waits for that: when, and why.
pub fn last_failure(tx: &ReadTx<'_>) -> Result<Option<(i64, Failure)>, StoreError> {
    tx.find(
        "SELECT failed_at, failure FROM outbox WHERE state = 'waiting' AND failed_for_all ORDER BY failed_at DESC LIMIT 1",
        [],
        |r| Ok((r.get(0)?, row::json(r, 1, TABLE, "failure")?)),
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
        let content = tx.sealer().open(TABLE, &id, &sealed)?;
        if serde_json::from_slice(&content).is_ok_and(|content| is_one(&content)) {
            tx.execute("DELETE FROM outbox WHERE id = ?1", [id])?;
        }
    }
    Ok(())
}

/// How many messages wait.
pub fn count(tx: &ReadTx<'_>) -> Result<i64, StoreError> {
    count_in(tx, Some(State::Waiting))
}

/// Erases what waits for somebody: their links are void.
pub fn delete_of_user(tx: &WriteTx<'_>, user: &UserId) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM outbox WHERE user_id = ?1", [user.as_str()])
}

/// How many stand so, or how many there are.
pub fn count_in(tx: &ReadTx<'_>, state: Option<State>) -> Result<i64, StoreError> {
    let sql = format!("SELECT count(*) FROM outbox WHERE (?1 IS NULL OR state = ?1) AND {OPENS}");
    tx.count(&sql, [state.map(State::as_str)])
}

/// How many have a link that opens and that nobody but a message tells. Whoever invites somebody is shown the link.
pub fn count_with_link(tx: &ReadTx<'_>, now: i64) -> Result<i64, StoreError> {
    tx.count(
        "SELECT count(*) FROM outbox JOIN one_time_links l ON l.token = outbox.link
         WHERE l.purpose <> 'invite' AND outbox.expires_at > ?1",
        [now],
    )
}

/// Notes a try that was in vain, and when the next one is due or that there is none.
pub fn put_failure(
    tx: &WriteTx<'_>,
    id: &OutboxId,
    (at, failure): (i64, &Failure),
    (state, next_at, for_all): (State, i64, bool),
) -> Result<(), StoreError> {
    let failure =
        serde_json::to_string(failure).map_err(|_| BrokenRow { table: TABLE, column: "failure" })?;
    tx.execute(
        "UPDATE outbox SET state = ?2, tries = tries + 1, next_at = ?3, failed_at = ?4, failure = ?5, failed_for_all = ?6 WHERE id = ?1",
        params![id.as_str(), state.as_str(), next_at, at, failure, for_all],
    )?;
    if for_all {
        // Whoever was about to be tried waits for the same, untried.
        tx.execute(
            "UPDATE outbox SET next_at = ?1, failed_at = ?2, failure = ?3, failed_for_all = 1
             WHERE state = 'waiting' AND next_at <= ?2",
            params![next_at, at, failure],
        )?;
    }
    Ok(())
}

/// Makes one message due, with those that wait for the server alone; whether it was there.
pub fn make_due(tx: &WriteTx<'_>, id: &OutboxId, now: i64) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE outbox SET state = 'waiting', next_at = ?2, failed_for_all = 0 WHERE id = ?1",
        params![id.as_str(), now],
    )?;
    free(tx, now)?;
    Ok(changed > 0)
}

/// Makes all messages due, also those that were given up; how many there are.
pub fn make_all_due(tx: &WriteTx<'_>, now: i64) -> Result<usize, StoreError> {
    tx.execute("UPDATE outbox SET state = 'waiting', next_at = ?1, failed_for_all = 0", [now])
}

/// Makes those due that wait for the server alone: it takes mail again, or is asked anew.
pub fn free(tx: &WriteTx<'_>, now: i64) -> Result<usize, StoreError> {
    tx.execute("UPDATE outbox SET next_at = ?1, failed_for_all = 0 WHERE failed_for_all", [now])
}

/// Erases a message; whether it was there.
pub fn delete(tx: &WriteTx<'_>, id: &OutboxId) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM outbox WHERE id = ?1", [id.as_str()])? > 0)
}

/// Erases messages that are worth nothing any more, by their time or since their link opens no more.
pub fn sweep(tx: &WriteTx<'_>, now: i64) -> Result<usize, StoreError> {
    tx.execute(&format!("DELETE FROM outbox WHERE expires_at <= ?1 OR NOT {OPENS}"), [now])
}

fn pending(tx: &ReadTx<'_>, r: &Row<'_>) -> Result<Pending, StoreError> {
    let id: String = r.get(0)?;
    let content = tx.sealer().open(TABLE, &id, &r.get::<_, Vec<u8>>(2)?)?;
    let state: String = r.get(5)?;
    let failed_at: Option<i64> = r.get(8)?;
    let failed = failed_at.map(|at| Ok::<_, StoreError>((at, row::json(r, 9, TABLE, "failure")?)));
    Ok(Pending {
        message: Message {
            content: serde_json::from_slice(&content)
                .map_err(|_| BrokenRow { table: TABLE, column: "content" })?,
            id: id.into(),
            user_id: r.get::<_, Option<String>>(1)?.map(Into::into),
            created_at: r.get(3)?,
            expires_at: r.get(4)?,
        },
        state: State::parse(&state).ok_or(BrokenRow { table: TABLE, column: "state" })?,
        tries: r.get(6)?,
        next_at: r.get(7)?,
        failed: failed.transpose()?,
    })
}
