//! Signed-in browsers.

use domain::id::{SessionId, UserId};
use domain::session::{Session, SessionLifetimes};
use domain::token::TokenHash;
use domain::user::{Role, User, folded};
use rusqlite::{Row, params};

use crate::error::StoreError;
use crate::row;
use crate::tx::{ReadTx, WriteTx};
use crate::users;

/// The session of a cookie.
pub fn find_by_token(tx: &ReadTx<'_>, token: &TokenHash) -> Result<Option<Session>, StoreError> {
    tx.find(
        "SELECT id, token, user_id, browser, auth_time, amr, created_at, last_seen_at, address, user_agent FROM sessions WHERE token = ?1",
        [token.as_bytes()],
        read,
    )
}

/// The session of that id.
pub fn find(tx: &ReadTx<'_>, id: &SessionId) -> Result<Option<Session>, StoreError> {
    tx.find(
        "SELECT id, token, user_id, browser, auth_time, amr, created_at, last_seen_at, address, user_agent FROM sessions WHERE id = ?1",
        [id.as_str()],
        read,
    )
}

/// The sessions of one person, or of all, newest first.
pub fn list(tx: &ReadTx<'_>, user: Option<&UserId>) -> Result<Vec<Session>, StoreError> {
    tx.list(
        "SELECT id, token, user_id, browser, auth_time, amr, created_at, last_seen_at, address, user_agent FROM sessions
         WHERE ?1 IS NULL OR user_id = ?1 ORDER BY last_seen_at DESC, id LIMIT 1000",
        [user.map(UserId::as_str)],
        read,
    )
}

/// What a list of sessions is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// When the browser last came.
    #[default]
    Seen,
    /// When it signed in.
    Created,
    /// The person's name, by its letters without marks.
    Name,
}

/// Which sessions, in which order.
#[derive(Clone, Debug)]
pub struct Query {
    /// Only this person's.
    pub user: Option<UserId>,
    /// Only those of accounts with at most this role.
    pub up_to: Role,
    /// A part of the person's name or address, or of the browser's address; empty for all.
    pub search: String,
    /// Order.
    pub by: By,
    /// Largest first.
    pub descending: bool,
    /// At most so many.
    pub limit: u32,
    /// So many are left out in front.
    pub offset: u32,
    /// What makes a session live.
    pub lifetimes: SessionLifetimes,
    /// Seconds since 1970.
    pub now: i64,
}

const LIVE: &str = "FROM sessions s JOIN users u ON u.id = s.user_id
 WHERE u.state = 'active' AND s.last_seen_at > ?1 AND s.created_at > ?2
 AND instr(?5, u.role) > 0 AND (?3 IS NULL OR s.user_id = ?3) AND (?4 = '' OR instr(u.found_by, ?4) > 0 OR instr(s.address, ?4) > 0)";

/// Live sessions that pass, with whose they are.
pub fn page(tx: &ReadTx<'_>, query: &Query) -> Result<Vec<(Session, User)>, StoreError> {
    let by = match query.by {
        By::Seen => "s.last_seen_at",
        By::Created => "s.created_at",
        By::Name => "u.sorted_by",
    };
    let order = if query.descending { "DESC" } else { "ASC" };
    let sql = format!("SELECT s.id {LIVE} ORDER BY {by} {order}, s.id {order} LIMIT ?6 OFFSET ?7");
    let QueryValues { idle, absolute, user, search, roles } = values(query);
    let values = params![idle, absolute, user, search, roles, query.limit, query.offset];
    let ids = tx.list(&sql, values, |r| Ok(SessionId::from(r.get::<_, String>(0)?)))?;
    let with_user = ids.iter().map(|id| {
        let Some(session) = find(tx, id)? else { return Ok(None) };
        Ok(users::find(tx, &session.user_id)?.map(|user| (session, user)))
    });
    with_user.filter_map(Result::transpose).collect()
}

/// How many live sessions pass.
pub fn count_live(tx: &ReadTx<'_>, query: &Query) -> Result<i64, StoreError> {
    let QueryValues { idle, absolute, user, search, roles } = values(query);
    tx.count(&format!("SELECT count(*) {LIVE}"), params![idle, absolute, user, search, roles])
}

/// What stands in the conditions of [`LIVE`].
struct QueryValues<'q> {
    idle: i64,
    absolute: i64,
    user: Option<&'q str>,
    search: String,
    /// The words of the roles, in one text.
    roles: &'static str,
}

fn values(query: &Query) -> QueryValues<'_> {
    QueryValues {
        idle: query.now - query.lifetimes.idle_s,
        absolute: query.now - query.lifetimes.absolute_s,
        user: query.user.as_ref().map(UserId::as_str),
        search: folded(&query.search),
        roles: match query.up_to {
            Role::Member => "member",
            Role::Helpdesk => "member helpdesk",
            Role::Admin => "member helpdesk admin",
        },
    }
}

/// How many there are.
pub fn count(tx: &ReadTx<'_>) -> Result<i64, StoreError> {
    tx.count("SELECT count(*) FROM sessions", [])
}

/// A new session.
pub fn insert(tx: &WriteTx<'_>, session: &Session) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO sessions (id, token, user_id, browser, auth_time, amr, created_at, last_seen_at, address, user_agent)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            session.id.as_str(),
            session.token.as_bytes(),
            session.user_id.as_str(),
            session.browser.as_bytes(),
            session.auth_time,
            session.amr.join(" "),
            session.created_at,
            session.last_seen_at,
            session.address,
            session.user_agent,
        ],
    )?;
    Ok(())
}

/// Notes what more the person proved in a session.
pub fn set_amr(tx: &WriteTx<'_>, id: &SessionId, amr: &[String]) -> Result<(), StoreError> {
    tx.execute("UPDATE sessions SET amr = ?2 WHERE id = ?1", params![id.as_str(), amr.join(" ")])?;
    Ok(())
}

/// Gives a session new cookies; everything else about it stays.
pub fn renew(
    tx: &WriteTx<'_>,
    id: &SessionId,
    token: &TokenHash,
    browser: &TokenHash,
) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE sessions SET token = ?2, browser = ?3 WHERE id = ?1",
        params![id.as_str(), token.as_bytes(), browser.as_bytes()],
    )?;
    Ok(changed > 0)
}

/// Notes that a session is in use.
pub fn touch(tx: &WriteTx<'_>, id: &SessionId, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE sessions SET last_seen_at = ?2 WHERE id = ?1 AND last_seen_at < ?2",
        params![id.as_str(), now],
    )?;
    Ok(())
}

/// Ends a session; what was issued in it is ended by `authorizations::revoke_by_session`.
pub fn delete(tx: &WriteTx<'_>, id: &SessionId) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM sessions WHERE id = ?1", [id.as_str()])? > 0)
}

/// Ends the sessions of a person.
pub fn delete_of_user(tx: &WriteTx<'_>, user: &UserId) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM sessions WHERE user_id = ?1", [user.as_str()])
}

/// Ends the sessions of a person but one.
pub fn delete_others(tx: &WriteTx<'_>, user: &UserId, kept: &SessionId) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM sessions WHERE user_id = ?1 AND id <> ?2", [user.as_str(), kept.as_str()])
}

/// Forgets sessions whose time is over. What they issued lives on: an app may stay signed in longer.
pub fn sweep(tx: &WriteTx<'_>, idle_before: i64, created_before: i64) -> Result<usize, StoreError> {
    tx.execute(
        "DELETE FROM sessions WHERE last_seen_at < ?1 OR created_at < ?2",
        [idle_before, created_before],
    )
}

fn read(r: &Row<'_>) -> Result<Session, StoreError> {
    Ok(Session {
        id: r.get::<_, String>("id")?.into(),
        token: row::hash(r, "token")?,
        user_id: r.get::<_, String>("user_id")?.into(),
        browser: row::hash(r, "browser")?,
        auth_time: r.get("auth_time")?,
        amr: row::words(r, "amr")?,
        created_at: r.get("created_at")?,
        last_seen_at: r.get("last_seen_at")?,
        address: r.get("address")?,
        user_agent: r.get("user_agent")?,
    })
}
