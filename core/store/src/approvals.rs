//! Questions put to phones. Their codes are sealed.

use domain::approval::{Approval, ApprovalState};
use domain::id::{ApprovalId, SessionId, UserId};
use domain::secret::Secret;
use domain::token::TokenHash;
use rusqlite::{Row, params};

use crate::error::{BrokenRow, StoreError};
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// The question of that id.
pub fn find(tx: &ReadTx<'_>, id: &ApprovalId) -> Result<Option<Approval>, StoreError> {
    tx.find(
        "SELECT id, user_id, browser, browser_known, address, codes, context, attempts, wrong, created_at, expires_at, state, device_id, answered_at, session_id
         FROM approvals WHERE id = ?1",
        [id.as_str()],
        |r| read(tx, r),
    )
}

/// The question of a browser that lives, or else its newest one. A new one ends those before it, so at most one lives;
/// times alone would not tell two of the same second apart.
pub fn find_latest(tx: &ReadTx<'_>, browser: &TokenHash) -> Result<Option<Approval>, StoreError> {
    tx.find(
        "SELECT id, user_id, browser, browser_known, address, codes, context, attempts, wrong, created_at, expires_at, state, device_id, answered_at, session_id
         FROM approvals WHERE browser = ?1 ORDER BY state IN ('pending', 'approved') DESC, created_at DESC, id LIMIT 1",
        [browser.as_bytes()],
        |r| read(tx, r),
    )
}

/// The questions of an account that wait, newest last.
pub fn list_pending(tx: &ReadTx<'_>, user: &UserId, now: i64) -> Result<Vec<Approval>, StoreError> {
    tx.list(
        "SELECT id, user_id, browser, browser_known, address, codes, context, attempts, wrong, created_at, expires_at, state, device_id, answered_at, session_id
         FROM approvals WHERE user_id = ?1 AND state = 'pending' AND expires_at > ?2 ORDER BY created_at, id",
        params![user.as_str(), now],
        |r| read(tx, r),
    )
}

/// A new question.
pub fn insert(tx: &WriteTx<'_>, approval: &Approval) -> Result<(), StoreError> {
    let codes =
        [&approval.mfa_code, &approval.transfer_code, &approval.scan_secret].map(|code| code.expose());
    tx.execute(
        "INSERT INTO approvals (id, user_id, browser, browser_known, address, codes, context, attempts, wrong, created_at, expires_at, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, ?10, 'pending')",
        params![
            approval.id.as_str(),
            approval.user_id.as_str(),
            approval.browser.as_bytes(),
            approval.browser_known,
            approval.address,
            tx.sealer().seal("approvals", approval.id.as_str(), codes.join("\n").as_bytes())?,
            approval.context,
            row::to_json(&approval.attempts, "approvals", "attempts")?,
            approval.created_at,
            approval.expires_at,
        ],
    )?;
    Ok(())
}

/// The question as it is now, if it is still where `from` left it: whoever was second changes nothing.
pub fn update(tx: &WriteTx<'_>, approval: &Approval, from: &ApprovalState) -> Result<bool, StoreError> {
    let (device_id, answered_at) = match &approval.state {
        ApprovalState::Approved { device_id, at } => (Some(device_id.as_str()), Some(*at)),
        _ => (None, None),
    };
    let changed = tx.execute(
        "UPDATE approvals SET state = ?3, attempts = ?4, wrong = ?5, device_id = coalesce(?6, device_id), answered_at = coalesce(?7, answered_at)
         WHERE id = ?1 AND state = ?2",
        params![
            approval.id.as_str(),
            word(from),
            word(&approval.state),
            row::to_json(&approval.attempts, "approvals", "attempts")?,
            approval.wrong,
            device_id,
            answered_at,
        ],
    )?;
    Ok(changed > 0)
}

/// Notes the session that came of a question.
pub fn set_session(tx: &WriteTx<'_>, id: &ApprovalId, session: &SessionId) -> Result<(), StoreError> {
    tx.execute("UPDATE approvals SET session_id = ?2 WHERE id = ?1", [id.as_str(), session.as_str()])?;
    Ok(())
}

/// A newer question of the same browser takes the place of those that wait, for an answer or for the browser.
pub fn supersede(tx: &WriteTx<'_>, browser: &TokenHash) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE approvals SET state = 'superseded' WHERE browser = ?1 AND state IN ('pending', 'approved')",
        [browser.as_bytes()],
    )?;
    Ok(())
}

/// Ends all questions of an account.
pub fn block_all(tx: &WriteTx<'_>, user: &UserId) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE approvals SET state = 'blocked' WHERE user_id = ?1 AND state IN ('pending', 'approved')",
        [user.as_str()],
    )?;
    Ok(())
}

/// Ends one question.
pub fn end(tx: &WriteTx<'_>, id: &ApprovalId) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE approvals SET state = 'superseded' WHERE id = ?1 AND state = 'pending'",
        [id.as_str()],
    )?;
    Ok(())
}

/// Forgets those whose time is long over.
pub fn sweep(tx: &WriteTx<'_>, before: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM approvals WHERE expires_at <= ?1", [before])
}

fn word(state: &ApprovalState) -> &'static str {
    match state {
        ApprovalState::Pending => "pending",
        ApprovalState::Approved { .. } => "approved",
        ApprovalState::Denied => "denied",
        ApprovalState::Blocked => "blocked",
        ApprovalState::Superseded => "superseded",
        ApprovalState::WrongCodes => "wrong_codes",
        ApprovalState::Finished { .. } => "finished",
    }
}

fn read(tx: &ReadTx<'_>, r: &Row<'_>) -> Result<Approval, StoreError> {
    let broken = |column| BrokenRow { table: "approvals", column };
    let id: String = r.get("id")?;
    let sealed: Vec<u8> = r.get("codes")?;
    let codes = tx.sealer().open("approvals", &id, &sealed)?;
    let codes = std::str::from_utf8(&codes).map_err(|_| broken("codes"))?;
    let mut codes = codes.split('\n').map(Secret::new);
    let mut code = || codes.next().ok_or(broken("codes"));
    let state: String = r.get("state")?;
    Ok(Approval {
        id: id.into(),
        user_id: r.get::<_, String>("user_id")?.into(),
        browser: row::hash(r, "browser")?,
        browser_known: r.get("browser_known")?,
        address: r.get("address")?,
        mfa_code: code()?,
        transfer_code: code()?,
        scan_secret: code()?,
        context: r.get("context")?,
        attempts: row::json(r, "attempts", "approvals", "attempts")?,
        wrong: r.get("wrong")?,
        created_at: r.get("created_at")?,
        expires_at: r.get("expires_at")?,
        state: match (state.as_str(), r.get::<_, Option<String>>("device_id")?, r.get("answered_at")?) {
            ("pending", ..) => ApprovalState::Pending,
            ("approved", Some(device), Some(at)) => ApprovalState::Approved { device_id: device.into(), at },
            ("denied", ..) => ApprovalState::Denied,
            ("blocked", ..) => ApprovalState::Blocked,
            ("superseded", ..) => ApprovalState::Superseded,
            ("wrong_codes", ..) => ApprovalState::WrongCodes,
            ("finished", Some(device), Some(at)) => {
                let session_id = r.get::<_, Option<String>>("session_id")?.map(Into::into);
                ApprovalState::Finished { device_id: device.into(), at, session_id }
            }
            _ => return Err(broken("state").into()),
        },
    })
}
