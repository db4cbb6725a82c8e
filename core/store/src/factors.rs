//! What an account's second step stands at: authenticator, recovery codes, counters, pauses.

use domain::factor::totp::TotpSecret;
use domain::id::UserId;
use domain::token::TokenHash;
use rusqlite::params;

use crate::error::StoreError;
use crate::tx::{ReadTx, WriteTx};

/// The state of an account's second step; all empty where nothing was ever set up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FactorState {
    /// Since when sign-in asks for a second factor, until the owner or an administrator turns it off.
    pub demanded_since: Option<i64>,
    /// Since when an authenticator counts.
    pub totp_since: Option<i64>,
    /// The last time step that was accepted.
    pub totp_last_step: Option<i64>,
    /// Wrong transfer codes in a row, over all questions.
    pub wrong_codes: u32,
    /// Face checks that failed in a row.
    pub face_failures: u32,
    /// When a face check was begun last.
    pub face_tried_at: Option<i64>,
    /// Until when browsers that the account does not know may not ask.
    pub blocked_until: Option<i64>,
    /// Whether the next complete sign-in asks for a new password.
    pub must_set_password: bool,
}

impl FactorState {
    /// Whether there is something that sign-in could ask for.
    pub fn has_factor(&self) -> bool {
        self.demanded_since.is_some() || self.totp_since.is_some()
    }

    /// The same once a factor was right: what phones failed at before counts no more.
    pub fn forgiven(self) -> Self {
        Self { wrong_codes: 0, face_failures: 0, face_tried_at: None, ..self }
    }
}

/// The state of an account.
pub fn load(tx: &ReadTx<'_>, user: &UserId) -> Result<FactorState, StoreError> {
    let found = tx.find(
        "SELECT demanded_since, totp_confirmed_at, totp_last_step, wrong_codes, face_failures, face_tried_at, blocked_until, must_set_password
         FROM factor_states WHERE user_id = ?1",
        [user.as_str()],
        |r| {
            Ok(FactorState {
                demanded_since: r.get(0)?,
                totp_since: r.get(1)?,
                totp_last_step: r.get(2)?,
                wrong_codes: r.get(3)?,
                face_failures: r.get(4)?,
                face_tried_at: r.get(5)?,
                blocked_until: r.get(6)?,
                must_set_password: r.get(7)?,
            })
        },
    )?;
    Ok(found.unwrap_or_default())
}

/// Stores everything of the state but the authenticator.
pub fn put(tx: &WriteTx<'_>, user: &UserId, state: &FactorState) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO factor_states (user_id, demanded_since, wrong_codes, face_failures, face_tried_at, blocked_until, must_set_password)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (user_id) DO UPDATE SET demanded_since = excluded.demanded_since, wrong_codes = excluded.wrong_codes,
           face_failures = excluded.face_failures, face_tried_at = excluded.face_tried_at, blocked_until = excluded.blocked_until, must_set_password = excluded.must_set_password",
        params![
            user.as_str(),
            state.demanded_since,
            state.wrong_codes,
            state.face_failures,
            state.face_tried_at,
            state.blocked_until,
            state.must_set_password,
        ],
    )?;
    Ok(())
}

/// A new authenticator, which does not count until a code of it was typed.
pub fn begin_totp(tx: &WriteTx<'_>, user: &UserId, secret: &TotpSecret) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO factor_states (user_id, totp_secret) VALUES (?1, ?2)
         ON CONFLICT (user_id) DO UPDATE SET totp_secret = excluded.totp_secret, totp_confirmed_at = NULL, totp_last_step = NULL",
        params![user.as_str(), tx.sealer().seal("factor_states", user.as_str(), secret.expose())?],
    )?;
    Ok(())
}

/// The authenticator's secret, confirmed or not.
pub fn totp_secret(tx: &ReadTx<'_>, user: &UserId) -> Result<Option<TotpSecret>, StoreError> {
    let sealed =
        tx.find("SELECT totp_secret FROM factor_states WHERE user_id = ?1", [user.as_str()], |r| {
            Ok(r.get::<_, Option<Vec<u8>>>(0)?)
        })?;
    let Some(sealed) = sealed.flatten() else { return Ok(None) };
    Ok(Some(TotpSecret::from_bytes(&tx.sealer().open("factor_states", user.as_str(), &sealed)?)))
}

/// Uses a time step; whether it was still unused. One statement, so that two cannot both win.
pub fn use_totp_step(tx: &WriteTx<'_>, user: &UserId, step: i64, now: i64) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE factor_states SET totp_last_step = ?2, totp_confirmed_at = coalesce(totp_confirmed_at, ?3)
         WHERE user_id = ?1 AND totp_secret IS NOT NULL AND (totp_last_step IS NULL OR totp_last_step < ?2)",
        params![user.as_str(), step, now],
    )?;
    Ok(changed > 0)
}

/// Takes the authenticator away.
pub fn delete_totp(tx: &WriteTx<'_>, user: &UserId) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE factor_states SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL WHERE user_id = ?1",
        [user.as_str()],
    )?;
    Ok(())
}

/// New recovery codes in the place of the old ones.
pub fn replace_recovery_codes(tx: &WriteTx<'_>, user: &UserId, tags: &[TokenHash]) -> Result<(), StoreError> {
    tx.execute("DELETE FROM recovery_codes WHERE user_id = ?1", [user.as_str()])?;
    for tag in tags {
        tx.execute(
            "INSERT INTO recovery_codes (user_id, tag) VALUES (?1, ?2)",
            params![user.as_str(), tag.as_bytes()],
        )?;
    }
    Ok(())
}

/// How many recovery codes are left.
pub fn count_recovery_codes(tx: &ReadTx<'_>, user: &UserId) -> Result<i64, StoreError> {
    tx.count("SELECT count(*) FROM recovery_codes WHERE user_id = ?1 AND used_at IS NULL", [user.as_str()])
}

/// Uses a recovery code; whether it was there and unused. One statement, so that two cannot both win.
pub fn use_recovery_code(
    tx: &WriteTx<'_>,
    user: &UserId,
    tag: &TokenHash,
    now: i64,
) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE recovery_codes SET used_at = ?3 WHERE user_id = ?1 AND tag = ?2 AND used_at IS NULL",
        params![user.as_str(), tag.as_bytes(), now],
    )?;
    Ok(changed > 0)
}
