//! Accounts as lists show them: found, filtered and sorted, with what each stands at.

use domain::id::UserId;
use domain::session::SessionLifetimes;
use domain::user::{User, UserState, folded};
use rusqlite::types::Value;
use rusqlite::{params, params_from_iter};

use crate::error::StoreError;
use crate::row;
use crate::tx::ReadTx;
use crate::users;

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// The name that people see, by its letters without marks.
    #[default]
    Name,
    /// User name.
    Username,
    /// Address.
    Email,
    /// When the account was made.
    Created,
    /// The last sign-in; who never did comes first.
    SignedIn,
}

/// Who has which second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Has {
    /// A linked phone.
    Phone,
    /// A passkey.
    Passkey,
    /// An authenticator app.
    Authenticator,
    /// None of them.
    Nothing,
}

/// Which people, in which order.
#[derive(Clone, Debug)]
pub struct Query {
    /// A part of a name, an address or a group's name; empty for all.
    pub search: String,
    /// Only accounts in this state.
    pub state: Option<UserState>,
    /// Only members of the group of this name.
    pub group: Option<String>,
    /// Only administrators, or only others.
    pub admin: Option<bool>,
    /// Only those with, or without, a second factor.
    pub has: Option<Has>,
    /// Only those who are signed in somewhere, or only others.
    pub signed_in: Option<bool>,
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

/// What an account stands at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The phone that was used last, by its name.
    pub phone: Option<String>,
    /// Whether there is a passkey.
    pub has_passkey: bool,
    /// Whether there is an authenticator app.
    pub has_authenticator: bool,
    /// The last sign-in, as far back as the log goes.
    pub last_sign_in_at: Option<i64>,
    /// Live sessions.
    pub sessions: u32,
    /// Until when an invitation is open.
    pub invited_until: Option<i64>,
}

const WHERE: &str = "
 WHERE (?1 = '' OR instr(u.found_by, ?1) > 0 OR u.id IN
   (SELECT m.user_id FROM user_groups g JOIN group_members m ON m.group_id = g.id WHERE instr(lower(g.name), ?1) > 0))
 AND (?2 IS NULL OR u.state = ?2)
 AND (?3 IS NULL OR u.id IN (SELECT m.user_id FROM user_groups g JOIN group_members m ON m.group_id = g.id WHERE g.name = ?3))
 AND (?4 IS NULL OR (u.role = 'admin') = ?4)
 AND (?5 IS NULL
   OR (?5 = 'phone' AND u.id IN (SELECT user_id FROM devices))
   OR (?5 = 'passkey' AND u.id IN (SELECT user_id FROM passkeys))
   OR (?5 = 'authenticator' AND u.id IN (SELECT user_id FROM factor_states WHERE totp_confirmed_at IS NOT NULL))
   OR (?5 = 'nothing' AND u.id NOT IN (SELECT user_id FROM devices) AND u.id NOT IN (SELECT user_id FROM passkeys)
     AND u.id NOT IN (SELECT user_id FROM factor_states WHERE totp_confirmed_at IS NOT NULL)))
 AND (?6 IS NULL OR (u.id IN (SELECT user_id FROM sessions WHERE last_seen_at > ?7 AND created_at > ?8)) = ?6)";

/// The people that pass.
pub fn list(tx: &ReadTx<'_>, query: &Query) -> Result<Vec<User>, StoreError> {
    let by = match query.by {
        By::Name => "u.sorted_by",
        By::Username => "u.username",
        By::Email => "u.email",
        By::Created => "u.created_at",
        By::SignedIn => {
            "(SELECT max(a.at) FROM audit a WHERE a.user_id = u.id AND a.event = 'session.created')"
        }
    };
    let order = if query.descending { "DESC" } else { "ASC" };
    // Ids first: what is sorted stays small.
    let sql =
        format!("SELECT u.id FROM users u {WHERE} ORDER BY {by} {order}, u.id {order} LIMIT ?9 OFFSET ?10");
    let mut values = filters(query)?;
    values.extend([Value::from(query.limit), Value::from(query.offset)]);
    let ids = tx.list(&sql, params_from_iter(values), |r| Ok(UserId::from(r.get::<_, String>(0)?)))?;
    ids.iter().filter_map(|id| users::find(tx, id).transpose()).collect()
}

/// What [`WHERE`] compares with, in its order.
fn filters(query: &Query) -> Result<Vec<Value>, StoreError> {
    let state = query.state.map(|state| row::to_word(&state, "users", "state")).transpose()?;
    let (idle, absolute) = bounds(query.lifetimes, query.now);
    Ok(vec![
        folded(&query.search).into(),
        state.into(),
        query.group.clone().into(),
        query.admin.into(),
        query.has.map(|has| word(has).to_owned()).into(),
        query.signed_in.into(),
        idle.into(),
        absolute.into(),
    ])
}

/// How many pass.
pub fn count(tx: &ReadTx<'_>, query: &Query) -> Result<i64, StoreError> {
    tx.count(&format!("SELECT count(*) FROM users u {WHERE}"), params_from_iter(filters(query)?))
}

/// What an account stands at.
pub fn standing(
    tx: &ReadTx<'_>,
    id: &UserId,
    lifetimes: SessionLifetimes,
    now: i64,
) -> Result<Standing, StoreError> {
    let (idle, absolute) = bounds(lifetimes, now);
    let found = tx.find(
        "SELECT
           (SELECT name FROM devices WHERE user_id = ?1 ORDER BY coalesce(last_used_at, created_at) DESC LIMIT 1),
           EXISTS (SELECT 1 FROM factor_states WHERE user_id = ?1 AND totp_confirmed_at IS NOT NULL),
           (SELECT max(at) FROM audit WHERE user_id = ?1 AND event = 'session.created'),
           (SELECT count(*) FROM sessions WHERE user_id = ?1 AND last_seen_at > ?2 AND created_at > ?3),
           (SELECT max(expires_at) FROM one_time_links WHERE user_id = ?1 AND purpose = 'invite' AND expires_at > ?4),
           EXISTS (SELECT 1 FROM passkeys WHERE user_id = ?1)",
        params![id.as_str(), idle, absolute, now],
        |r| {
            Ok(Standing {
                phone: r.get(0)?,
                has_passkey: r.get(5)?,
                has_authenticator: r.get(1)?,
                last_sign_in_at: r.get(2)?,
                sessions: r.get(3)?,
                invited_until: r.get(4)?,
            })
        },
    )?;
    found.ok_or_else(|| crate::error::BrokenRow { table: "users", column: "id" }.into())
}

/// A session lives that was seen, and begun, after these.
fn bounds(lifetimes: SessionLifetimes, now: i64) -> (i64, i64) {
    (now - lifetimes.idle_s, now - lifetimes.absolute_s)
}

fn word(has: Has) -> &'static str {
    match has {
        Has::Phone => "phone",
        Has::Passkey => "passkey",
        Has::Authenticator => "authenticator",
        Has::Nothing => "nothing",
    }
}
