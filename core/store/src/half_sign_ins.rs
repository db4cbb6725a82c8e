//! Sign-ins whose first factor was right and whose second is due, each held by one browser.

use domain::id::{ApprovalId, InteractionId, SessionId, UserId};
use domain::token::TokenHash;
use rusqlite::params;

use crate::error::{BrokenRow, StoreError};
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// A sign-in that waits for its second factor.
#[derive(Clone, Debug)]
pub struct HalfSignIn {
    /// The browser that holds it.
    pub browser: TokenHash,
    /// Whose first factor it was.
    pub user_id: UserId,
    /// The request that it is for, if any.
    pub interaction_id: Option<InteractionId>,
    /// Where to go afterwards, where there is no request.
    pub next: String,
    /// Whether the account knew the browser before.
    pub browser_known: bool,
    /// The live session that goes a step further; absent after a password.
    pub session_id: Option<SessionId>,
    /// The phone's yes that was its second factor, while it waits for a new password.
    pub approval_id: Option<ApprovalId>,
    /// What it waits for.
    pub due: Due,
    /// What was proved so far.
    pub amr: Vec<String>,
    /// Seconds since 1970.
    pub created_at: i64,
    /// Seconds since 1970.
    pub expires_at: i64,
}

/// What a sign-in waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// The second factor.
    SecondFactor,
    /// A new password: everything was proved, and somebody else knows the old one.
    NewPassword,
}

/// What a browser holds, if its time is not over.
pub fn find(tx: &ReadTx<'_>, browser: &TokenHash, now: i64) -> Result<Option<HalfSignIn>, StoreError> {
    tx.find(
        "SELECT browser, user_id, interaction_id, next, browser_known, due, amr, created_at, expires_at, session_id, approval_id FROM half_sign_ins
         WHERE browser = ?1 AND expires_at > ?2",
        params![browser.as_bytes(), now],
        |r| {
            Ok(HalfSignIn {
                browser: row::hash(r, 0)?,
                user_id: r.get::<_, String>(1)?.into(),
                interaction_id: r.get::<_, Option<String>>(2)?.map(Into::into),
                next: r.get(3)?,
                browser_known: r.get(4)?,
                due: match r.get::<_, String>(5)?.as_str() {
                    "second_factor" => Due::SecondFactor,
                    "new_password" => Due::NewPassword,
                    _ => return Err(BrokenRow { table: "half_sign_ins", column: "due" }.into()),
                },
                amr: row::words(r, 6)?,
                created_at: r.get(7)?,
                expires_at: r.get(8)?,
                session_id: r.get::<_, Option<String>>(9)?.map(Into::into),
                approval_id: r.get::<_, Option<String>>(10)?.map(Into::into),
            })
        },
    )
}

/// A new one, in the place of what the browser held.
pub fn put(tx: &WriteTx<'_>, half: &HalfSignIn) -> Result<(), StoreError> {
    consume(tx, &half.browser)?;
    tx.execute(
        "INSERT INTO half_sign_ins (browser, user_id, interaction_id, next, browser_known, due, amr, created_at, expires_at, session_id, approval_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            half.browser.as_bytes(),
            half.user_id.as_str(),
            half.interaction_id.as_ref().map(InteractionId::as_str),
            half.next,
            half.browser_known,
            match half.due {
                Due::SecondFactor => "second_factor",
                Due::NewPassword => "new_password",
            },
            half.amr.join(" "),
            half.created_at,
            half.expires_at,
            half.session_id.as_ref().map(SessionId::as_str),
            half.approval_id.as_ref().map(ApprovalId::as_str),
        ],
    )?;
    Ok(())
}

/// Takes it from the browser; whether it was there. One statement, so that one first factor makes one session.
pub fn consume(tx: &WriteTx<'_>, browser: &TokenHash) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM half_sign_ins WHERE browser = ?1", [browser.as_bytes()])? > 0)
}

/// Takes the one that goes on from a phone's yes; whether it was there.
pub fn delete_of_approval(tx: &WriteTx<'_>, approval: &ApprovalId) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM half_sign_ins WHERE approval_id = ?1", [approval.as_str()])? > 0)
}

/// Takes all of a person: the password changed, or the account was switched off.
pub fn delete_of_user(tx: &WriteTx<'_>, user: &UserId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM half_sign_ins WHERE user_id = ?1", [user.as_str()])?;
    Ok(())
}

/// Forgets those whose time is over.
pub fn sweep(tx: &WriteTx<'_>, now: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM half_sign_ins WHERE expires_at <= ?1", [now])
}
