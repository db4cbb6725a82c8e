//! Passkeys, the handles of their owners, and the challenges that were used.

use domain::id::{PasskeyId, UserId};
use domain::passkey::challenge::Challenge;
use domain::passkey::{Passkey, PasskeyState};
use rusqlite::{Row, params};

use crate::error::{BrokenRow, StoreError};
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// The passkey of that id.
pub fn find(tx: &ReadTx<'_>, id: &PasskeyId) -> Result<Option<Passkey>, StoreError> {
    tx.find("SELECT * FROM passkeys WHERE id = ?1", [id.as_str()], read)
}

/// The passkey that its authenticator calls so.
pub fn find_by_credential(tx: &ReadTx<'_>, credential_id: &[u8]) -> Result<Option<Passkey>, StoreError> {
    tx.find("SELECT * FROM passkeys WHERE credential_id = ?1", [credential_id], read)
}

/// The passkeys of a person, oldest first.
pub fn list(tx: &ReadTx<'_>, user: &UserId) -> Result<Vec<Passkey>, StoreError> {
    tx.list("SELECT * FROM passkeys WHERE user_id = ?1 ORDER BY created_at, id", [user.as_str()], read)
}

/// Whether a person has one that may be used at this host.
pub fn has_active(tx: &ReadTx<'_>, user: &UserId, rp_id: &str) -> Result<bool, StoreError> {
    let count = tx.count(
        "SELECT count(*) FROM passkeys WHERE user_id = ?1 AND rp_id = ?2 AND state = 'active'",
        [user.as_str(), rp_id],
    )?;
    Ok(count > 0)
}

/// A new one.
pub fn insert(tx: &WriteTx<'_>, passkey: &Passkey) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO passkeys (id, user_id, credential_id, public_key, rp_id, transports, name, backup_eligible, backed_up, counter, state, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            passkey.id.as_str(),
            passkey.user_id.as_str(),
            passkey.credential_id,
            passkey.public_key,
            passkey.rp_id,
            passkey.transports.join(" "),
            passkey.name,
            passkey.backup_eligible,
            passkey.backed_up,
            passkey.counter,
            state_word(passkey.state),
            passkey.created_at,
        ],
    )?;
    Ok(())
}

/// Everything that changes in a passkey's life.
pub fn update(tx: &WriteTx<'_>, passkey: &Passkey) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE passkeys SET name = ?2, backed_up = ?3, counter = ?4, state = ?5, copied_at = ?6, last_used_at = ?7 WHERE id = ?1",
        params![
            passkey.id.as_str(),
            passkey.name,
            passkey.backed_up,
            passkey.counter,
            state_word(passkey.state),
            passkey.copied_at,
            passkey.last_used_at,
        ],
    )?;
    Ok(())
}

/// Takes one away; whether it was there.
pub fn delete(tx: &WriteTx<'_>, id: &PasskeyId) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM passkeys WHERE id = ?1", [id.as_str()])? > 0)
}

/// Takes all of a person away; how many there were.
pub fn delete_of_user(tx: &WriteTx<'_>, user: &UserId) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM passkeys WHERE user_id = ?1", [user.as_str()])
}

/// What authenticators call the account: `fresh` where it has no such name yet. It stays, so that a passkey of a provider
/// takes the place of the one before.
pub fn handle_of(tx: &WriteTx<'_>, user: &UserId, fresh: [u8; 32]) -> Result<Vec<u8>, StoreError> {
    tx.execute(
        "INSERT INTO passkey_handles (user_id, handle) VALUES (?1, ?2) ON CONFLICT (user_id) DO NOTHING",
        params![user.as_str(), fresh],
    )?;
    Ok(find_handle(tx, user)?.unwrap_or_default())
}

/// What authenticators call the account, if any was told.
pub fn find_handle(tx: &ReadTx<'_>, user: &UserId) -> Result<Option<Vec<u8>>, StoreError> {
    tx.find("SELECT handle FROM passkey_handles WHERE user_id = ?1", [user.as_str()], |r| Ok(r.get(0)?))
}

/// Uses a challenge; whether it was unused. One statement, so that two cannot both win.
pub fn use_challenge(tx: &WriteTx<'_>, challenge: &Challenge) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "INSERT INTO used_challenges (nonce, expires_at) VALUES (?1, ?2) ON CONFLICT (nonce) DO NOTHING",
        params![challenge.nonce, challenge.expires_at],
    )?;
    Ok(changed > 0)
}

/// Forgets challenges whose time is over.
pub fn sweep(tx: &WriteTx<'_>, now: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM used_challenges WHERE expires_at <= ?1", [now])
}

fn state_word(state: PasskeyState) -> &'static str {
    match state {
        PasskeyState::Active => "active",
        PasskeyState::Suspended => "suspended",
    }
}

fn read(r: &Row<'_>) -> Result<Passkey, StoreError> {
    let state: String = r.get("state")?;
    Ok(Passkey {
        id: r.get::<_, String>("id")?.into(),
        user_id: r.get::<_, String>("user_id")?.into(),
        credential_id: r.get("credential_id")?,
        public_key: r.get("public_key")?,
        rp_id: r.get("rp_id")?,
        transports: row::words(r, "transports")?,
        name: r.get("name")?,
        backup_eligible: r.get("backup_eligible")?,
        backed_up: r.get("backed_up")?,
        counter: r.get("counter")?,
        state: match state.as_str() {
            "active" => PasskeyState::Active,
            "suspended" => PasskeyState::Suspended,
            _ => return Err(BrokenRow { table: "passkeys", column: "state" }.into()),
        },
        copied_at: r.get("copied_at")?,
        created_at: r.get("created_at")?,
        last_used_at: r.get("last_used_at")?,
    })
}
