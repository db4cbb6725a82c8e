//! Which clients were issued something in which session.

use domain::id::{ClientId, SessionId, UserId};
use rusqlite::{Row, params};

use crate::error::StoreError;
use crate::tx::WriteTx;

/// A client that was issued something in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionClient {
    /// The session, which may have ended by its time.
    pub session_id: SessionId,
    /// The client.
    pub client_id: ClientId,
    /// Whose session.
    pub user_id: UserId,
}

/// Notes that a client was issued something. `ends_at`: how long it counts, also past the session's own time.
pub fn note(tx: &WriteTx<'_>, noted: &SessionClient, ends_at: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO session_clients (session_id, client_id, user_id, ends_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (session_id, client_id) DO UPDATE SET ends_at = max(ends_at, excluded.ends_at)",
        params![noted.session_id.as_str(), noted.client_id.as_str(), noted.user_id.as_str(), ends_at],
    )?;
    Ok(())
}

/// Takes out those of a session.
pub fn take(tx: &WriteTx<'_>, session: &SessionId) -> Result<Vec<SessionClient>, StoreError> {
    tx.list(
        "DELETE FROM session_clients WHERE session_id = ?1 RETURNING session_id, client_id, user_id",
        [session.as_str()],
        read,
    )
}

/// Takes out those of a person: at one client or at all, but those of one session where one is kept.
pub fn take_of_user(
    tx: &WriteTx<'_>,
    user: &UserId,
    client: Option<&ClientId>,
    kept: Option<&SessionId>,
) -> Result<Vec<SessionClient>, StoreError> {
    tx.list(
        "DELETE FROM session_clients
         WHERE user_id = ?1 AND (?2 IS NULL OR client_id = ?2) AND (?3 IS NULL OR session_id <> ?3)
         RETURNING session_id, client_id, user_id",
        params![user.as_str(), client.map(ClientId::as_str), kept.map(SessionId::as_str)],
        read,
    )
}

/// Forgets those whose time is over, but for sessions that go on.
pub fn sweep(tx: &WriteTx<'_>, now: i64) -> Result<usize, StoreError> {
    tx.execute(
        "DELETE FROM session_clients WHERE ends_at <= ?1
           AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.id = session_clients.session_id)",
        [now],
    )
}

fn read(r: &Row<'_>) -> Result<SessionClient, StoreError> {
    Ok(SessionClient {
        session_id: r.get::<_, String>(0)?.into(),
        client_id: r.get::<_, String>(1)?.into(),
        user_id: r.get::<_, String>(2)?.into(),
    })
}
