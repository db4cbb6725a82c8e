//! Accounts.

use domain::attribute::Attributes;
use domain::factor::password::PasswordHash;
use domain::factor::policy::Policy;
use domain::id::UserId;
use domain::token::TokenHash;
use domain::user::{Email, User, Username, folded};
use rusqlite::{Row, params};

use crate::attributes;
use crate::error::StoreError;
use crate::row;
use crate::tx::{ReadTx, WriteTx};

const COLUMNS: &str = "id, subject, username, email, email_verified, claims, password_hash, role, state, created_at, updated_at, mfa_policy";

/// The account of that id.
pub fn find(tx: &ReadTx<'_>, id: &UserId) -> Result<Option<User>, StoreError> {
    one(
        tx,
        "SELECT id, subject, username, email, email_verified, claims, password_hash, role, state, created_at, updated_at, mfa_policy FROM users WHERE id = ?1",
        id.as_str(),
    )
}

/// The account that a person means by a user name or an address, both in canonical form.
pub fn find_by_name(tx: &ReadTx<'_>, name: &str) -> Result<Option<User>, StoreError> {
    one(
        tx,
        "SELECT id, subject, username, email, email_verified, claims, password_hash, role, state, created_at, updated_at, mfa_policy FROM users WHERE username = ?1 OR email = ?1",
        name,
    )
}

/// Fills in the names of a person's groups.
pub fn load_groups(tx: &ReadTx<'_>, user: &mut User) -> Result<(), StoreError> {
    user.groups = groups_of(tx, &user.id)?;
    Ok(())
}

/// A name that an account cannot have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// Another account has this: `email`, `username` or `subject`.
    Taken(&'static str),
    /// An account that was deleted had this subject.
    Retired,
}

/// Why `user` cannot have its unique names, if it cannot.
pub fn find_conflict(tx: &ReadTx<'_>, user: &User) -> Result<Option<Conflict>, StoreError> {
    let taken = |sql: &str, value: &str| tx.count(sql, params![value, user.id.as_str()]).map(|n| n > 0);
    if taken("SELECT count(*) FROM users WHERE email = ?1 AND id <> ?2", user.email.as_str())? {
        return Ok(Some(Conflict::Taken("email")));
    }
    if taken("SELECT count(*) FROM users WHERE username = ?1 AND id <> ?2", user.username.as_str())? {
        return Ok(Some(Conflict::Taken("username")));
    }
    if taken("SELECT count(*) FROM users WHERE subject = ?1 AND id <> ?2", &user.subject)? {
        return Ok(Some(Conflict::Taken("subject")));
    }
    Ok(is_retired(tx, &user.subject)?.then_some(Conflict::Retired))
}

/// Whether a person has this subject identifier, or had it.
pub fn is_subject(tx: &ReadTx<'_>, subject: &str) -> Result<bool, StoreError> {
    let live = tx.count("SELECT count(*) FROM users WHERE subject = ?1", [subject])?;
    Ok(live > 0 || is_retired(tx, subject)?)
}

/// Whether an account that was deleted had this subject identifier.
pub fn is_retired(tx: &ReadTx<'_>, subject: &str) -> Result<bool, StoreError> {
    Ok(tx.count("SELECT count(*) FROM retired_subjects WHERE subject = ?1", [subject])? > 0)
}

/// Whether an account has this subject identifier.
pub fn has_subject(tx: &ReadTx<'_>, subject: &str) -> Result<bool, StoreError> {
    Ok(tx.count("SELECT count(*) FROM users WHERE subject = ?1", [subject])? > 0)
}

/// How many accounts there are.
pub fn count(tx: &ReadTx<'_>) -> Result<i64, StoreError> {
    tx.count("SELECT count(*) FROM users", [])
}

/// How many active administrators there are.
pub fn count_admins(tx: &ReadTx<'_>) -> Result<i64, StoreError> {
    tx.count("SELECT count(*) FROM users WHERE role = 'admin' AND state = 'active'", [])
}

/// Whether there was ever an administrator: from then on the directory is claimed.
pub fn any_admin(tx: &ReadTx<'_>) -> Result<bool, StoreError> {
    Ok(tx.count("SELECT count(*) FROM users WHERE role = 'admin'", [])? > 0)
}

/// Addresses of the active administrators, with their ids.
pub fn admin_addresses(tx: &ReadTx<'_>) -> Result<Vec<(UserId, String)>, StoreError> {
    tx.list(
        "SELECT id, email FROM users WHERE role = 'admin' AND state = 'active' ORDER BY created_at, id",
        [],
        |r| Ok((r.get::<_, String>(0)?.into(), r.get(1)?)),
    )
}

/// Names of the active administrators, for "ask …".
pub fn admin_names(tx: &ReadTx<'_>) -> Result<Vec<String>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM users WHERE role = 'admin' AND state = 'active' ORDER BY created_at LIMIT 3"
    );
    Ok(tx.list(&sql, [], read)?.iter().map(|user| user.display_name().to_owned()).collect())
}

/// A new account.
pub fn insert(tx: &WriteTx<'_>, user: &User) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO users (id, subject, username, email, email_verified, claims, password_hash, role, state, created_at, updated_at, mfa_policy, sorted_by, found_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            user.id.as_str(),
            user.subject,
            user.username.as_str(),
            user.email.as_str(),
            user.email_verified,
            row::to_json(&user.claims, "users", "claims")?,
            user.password.as_ref().map(PasswordHash::as_str),
            row::to_word(&user.role, "users", "role")?,
            row::to_word(&user.state, "users", "state")?,
            user.created_at,
            user.updated_at,
            user.mfa_policy.map(Policy::as_str),
            folded(user.display_name()),
            found_by(user),
        ],
    )?;
    Ok(())
}

/// Everything of an account but its groups and password.
pub fn update(tx: &WriteTx<'_>, user: &User) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE users SET username = ?2, email = ?3, email_verified = ?4, claims = ?5, role = ?6, state = ?7, updated_at = ?8, mfa_policy = ?9,
           sorted_by = ?10, found_by = ?11
         WHERE id = ?1",
        params![
            user.id.as_str(),
            user.username.as_str(),
            user.email.as_str(),
            user.email_verified,
            row::to_json(&user.claims, "users", "claims")?,
            row::to_word(&user.role, "users", "role")?,
            row::to_word(&user.state, "users", "state")?,
            user.updated_at,
            user.mfa_policy.map(Policy::as_str),
            folded(user.display_name()),
            found_by(user),
        ],
    )?;
    Ok(())
}

/// What people are found by.
fn found_by(user: &User) -> String {
    let parts = [user.display_name(), user.username.as_str(), user.email.as_str()];
    parts.map(folded).join("\n")
}

/// A new password hash.
pub fn set_password(tx: &WriteTx<'_>, id: &UserId, password: &PasswordHash) -> Result<(), StoreError> {
    tx.execute("UPDATE users SET password_hash = ?2 WHERE id = ?1", params![id.as_str(), password.as_str()])?;
    Ok(())
}

/// Takes an account away, with all that hangs on it. Its subject stays, so that it is never given again.
pub fn delete(tx: &WriteTx<'_>, id: &UserId, now: i64) -> Result<bool, StoreError> {
    tx.execute(
        "INSERT OR IGNORE INTO retired_subjects (subject, retired_at) SELECT subject, ?2 FROM users WHERE id = ?1",
        params![id.as_str(), now],
    )?;
    Ok(tx.execute("DELETE FROM users WHERE id = ?1", [id.as_str()])? > 0)
}

/// Since when an account is locked down, if it is.
pub fn locked_down_at(tx: &ReadTx<'_>, id: &UserId) -> Result<Option<i64>, StoreError> {
    Ok(tx.find("SELECT locked_down_at FROM users WHERE id = ?1", [id.as_str()], |r| Ok(r.get(0)?))?.flatten())
}

/// Notes that an account is locked down, or no longer.
pub fn set_locked_down(tx: &WriteTx<'_>, id: &UserId, at: Option<i64>) -> Result<(), StoreError> {
    tx.execute("UPDATE users SET locked_down_at = ?2 WHERE id = ?1", params![id.as_str(), at])?;
    Ok(())
}

/// Whether somebody may register apps where the office says who: by themselves, and by a group.
pub fn app_rights(tx: &ReadTx<'_>, id: &UserId) -> Result<(bool, bool), StoreError> {
    let found = tx.find(
        "SELECT u.may_register_apps,
           EXISTS (SELECT 1 FROM group_members m JOIN user_groups g ON g.id = m.group_id WHERE m.user_id = u.id AND g.may_register_apps = 1)
         FROM users u WHERE u.id = ?1",
        [id.as_str()],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    Ok(found.unwrap_or_default())
}

/// Lets somebody register apps, or no longer.
pub fn set_may_register_apps(tx: &WriteTx<'_>, id: &UserId, may: bool) -> Result<(), StoreError> {
    tx.execute("UPDATE users SET may_register_apps = ?2 WHERE id = ?1", params![id.as_str(), may])?;
    Ok(())
}

/// Notes that a browser signed in to an account.
pub fn remember_browser(
    tx: &WriteTx<'_>,
    id: &UserId,
    browser: &TokenHash,
    now: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO known_browsers (user_id, browser, last_seen_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (user_id, browser) DO UPDATE SET last_seen_at = excluded.last_seen_at",
        params![id.as_str(), browser.as_bytes(), now],
    )?;
    Ok(())
}

/// Gives a known browser its new name, for all accounts that know it.
pub fn rename_browser(tx: &WriteTx<'_>, old: &TokenHash, new: &TokenHash) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE known_browsers SET browser = ?2 WHERE browser = ?1",
        [old.as_bytes(), new.as_bytes()],
    )?;
    Ok(())
}

/// Whether a browser has signed in to an account before.
pub fn knows_browser(tx: &ReadTx<'_>, id: &UserId, browser: &TokenHash) -> Result<bool, StoreError> {
    Ok(tx.count(
        "SELECT count(*) FROM known_browsers WHERE user_id = ?1 AND browser = ?2",
        params![id.as_str(), browser.as_bytes()],
    )? > 0)
}

/// Forgets one browser of an account.
pub fn forget_browser(tx: &WriteTx<'_>, id: &UserId, browser: &TokenHash) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM known_browsers WHERE user_id = ?1 AND browser = ?2",
        params![id.as_str(), browser.as_bytes()],
    )?;
    Ok(())
}

/// Forgets all browsers of an account.
pub fn forget_browsers(tx: &WriteTx<'_>, id: &UserId) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM known_browsers WHERE user_id = ?1", [id.as_str()])
}

/// Whether an account knows any browser.
pub fn has_browsers(tx: &ReadTx<'_>, id: &UserId) -> Result<bool, StoreError> {
    Ok(tx.count("SELECT count(*) FROM known_browsers WHERE user_id = ?1", [id.as_str()])? > 0)
}

/// Forgets browsers that were not seen since then.
pub fn sweep_browsers(tx: &WriteTx<'_>, before: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM known_browsers WHERE last_seen_at < ?1", [before])
}

fn one(tx: &ReadTx<'_>, sql: &str, key: &str) -> Result<Option<User>, StoreError> {
    let Some(mut user) = tx.find(sql, [key], read)? else { return Ok(None) };
    user.groups = groups_of(tx, &user.id)?;
    user.attributes = attributes::values_of(tx, &user.id)?;
    Ok(Some(user))
}

/// Names of the groups that a person is in.
fn groups_of(tx: &ReadTx<'_>, id: &UserId) -> Result<Vec<String>, StoreError> {
    tx.list(
        "SELECT g.name FROM group_members m JOIN user_groups g ON g.id = m.group_id WHERE m.user_id = ?1 ORDER BY g.name",
        [id.as_str()],
        |row| Ok(row.get(0)?),
    )
}

fn read(r: &Row<'_>) -> Result<User, StoreError> {
    read_at(r, 0)
}

/// Columns in the order of [`COLUMNS`], the first one at `first`: by number, since looking names up costs more than
/// reading values.
pub(crate) fn read_at(r: &Row<'_>, first: usize) -> Result<User, StoreError> {
    let at = |n: usize| first + n;
    Ok(User {
        id: r.get::<_, String>(at(0))?.into(),
        subject: r.get(at(1))?,
        username: Username::from_stored(r.get(at(2))?),
        email: Email::from_stored(r.get(at(3))?),
        email_verified: r.get(at(4))?,
        claims: row::json(r, at(5), "users", "claims")?,
        password: r.get::<_, Option<String>>(at(6))?.map(PasswordHash::from_stored),
        role: row::word(r, at(7), "users", "role")?,
        state: row::word(r, at(8), "users", "state")?,
        groups: Vec::new(),
        attributes: Attributes::new(),
        created_at: r.get(at(9))?,
        updated_at: r.get(at(10))?,
        mfa_policy: row::optional_word(r, at(11), "users", "mfa_policy")?,
    })
}
