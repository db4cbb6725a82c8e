//! Resets of one half of somebody's sign-in, remembered for the waiting period of a lost phone.

use domain::id::UserId;
use domain::reset::Reset;
use rusqlite::params;

use crate::error::StoreError;
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// What is remembered about an account, oldest first.
pub fn list(tx: &ReadTx<'_>, user: &UserId, now: i64) -> Result<Vec<Reset>, StoreError> {
    tx.list(
        "SELECT user_id, actor, half, act, at, until, stopped_at FROM resets WHERE user_id = ?1 AND until > ?2 ORDER BY at, actor, half",
        params![user.as_str(), now],
        |r| {
            Ok(Reset {
                user_id: r.get::<_, String>("user_id")?.into(),
                actor: r.get("actor")?,
                half: row::word(r, "half", "resets", "half")?,
                act: row::word(r, "act", "resets", "act")?,
                at: r.get("at")?,
                until: r.get("until")?,
                stopped_at: r.get("stopped_at")?,
            })
        },
    )
}

/// A reset, in the place of an older one of the same half by the same actor.
pub fn put(tx: &WriteTx<'_>, reset: &Reset) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO resets (user_id, actor, half, act, at, until, stopped_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (user_id, actor, half)
         DO UPDATE SET act = excluded.act, at = excluded.at, until = excluded.until, stopped_at = excluded.stopped_at",
        params![
            reset.user_id.as_str(),
            reset.actor,
            row::to_word(&reset.half, "resets", "half")?,
            row::to_word(&reset.act, "resets", "act")?,
            reset.at,
            reset.until,
            reset.stopped_at,
        ],
    )?;
    Ok(())
}

/// Forgets those whose time is over.
pub fn sweep(tx: &WriteTx<'_>, now: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM resets WHERE until <= ?1", [now])
}
