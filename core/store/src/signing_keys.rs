//! Keys that sign ID tokens; the private halves are sealed.

use domain::key::KeyInfo;
use oidc::jwt::Algorithm;
use rusqlite::{Row, params};
use zeroize::Zeroizing;

use crate::error::{BrokenRow, StoreError};
use crate::tx::{ReadTx, WriteTx};

/// A key and its private half (PKCS #8).
pub type KeyPair = (KeyInfo, Zeroizing<Vec<u8>>);

/// All keys with their private halves, newest first.
pub fn load(tx: &ReadTx<'_>) -> Result<Vec<KeyPair>, StoreError> {
    tx.list("SELECT kid, algorithm, private_key, created_at, signs_from, retired_until FROM signing_keys ORDER BY created_at DESC, signs_from DESC, kid", [], |row| {
        let info = read(row)?;
        let sealed: Vec<u8> = row.get("private_key")?;
        let private = tx.sealer().open("signing_keys", &info.kid, &sealed)?;
        Ok((info, private))
    })
}

/// All keys, newest first.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<KeyInfo>, StoreError> {
    tx.list(
        "SELECT kid, algorithm, created_at, signs_from, retired_until FROM signing_keys ORDER BY created_at DESC, signs_from DESC, kid",
        [],
        read,
    )
}

/// A new key.
pub fn insert(tx: &WriteTx<'_>, info: &KeyInfo, private: &[u8]) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO signing_keys (kid, algorithm, private_key, created_at, signs_from, retired_until) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            info.kid,
            info.algorithm.as_str(),
            tx.sealer().seal("signing_keys", &info.kid, private)?,
            info.created_at,
            info.signs_from,
            info.retired_until,
        ],
    )?;
    Ok(())
}

/// Says of the keys of an algorithm that have no successor yet, all but one, when they leave.
pub fn retire_others(
    tx: &WriteTx<'_>,
    algorithm: Algorithm,
    kid: &str,
    until: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE signing_keys SET retired_until = ?3 WHERE algorithm = ?1 AND kid <> ?2 AND retired_until IS NULL",
        params![algorithm.as_str(), kid, until],
    )?;
    Ok(())
}

/// Takes the keys of an algorithm away, all but one.
pub fn delete_others(tx: &WriteTx<'_>, algorithm: Algorithm, kid: &str) -> Result<(), StoreError> {
    tx.execute("DELETE FROM signing_keys WHERE algorithm = ?1 AND kid <> ?2", [algorithm.as_str(), kid])?;
    Ok(())
}

/// Takes keys of an algorithm away that have signed nothing yet.
pub fn delete_unused(tx: &WriteTx<'_>, algorithm: Algorithm, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM signing_keys WHERE algorithm = ?1 AND signs_from > ?2",
        params![algorithm.as_str(), now],
    )?;
    Ok(())
}

/// Takes keys away that can verify nothing any more.
pub fn sweep(tx: &WriteTx<'_>, now: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM signing_keys WHERE retired_until <= ?1", [now])
}

fn read(row: &Row<'_>) -> Result<KeyInfo, StoreError> {
    let algorithm: String = row.get("algorithm")?;
    Ok(KeyInfo {
        kid: row.get("kid")?,
        algorithm: Algorithm::parse(&algorithm)
            .ok_or(BrokenRow { table: "signing_keys", column: "algorithm" })?,
        created_at: row.get("created_at")?,
        signs_from: row.get("signs_from")?,
        retired_until: row.get("retired_until")?,
    })
}
