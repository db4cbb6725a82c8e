//! Values of which there is one: issuer, CA, certificate. Private ones are sealed.

use rusqlite::params;
use zeroize::Zeroizing;

use crate::error::{BrokenRow, StoreError};
use crate::tx::{ReadTx, WriteTx};

/// A value in clear, as text.
pub fn text(tx: &ReadTx<'_>, name: &str) -> Result<Option<String>, StoreError> {
    let Some(bytes) = bytes(tx, name)? else { return Ok(None) };
    String::from_utf8(bytes).map(Some).map_err(|_| BrokenRow { table: "vault", column: "value" }.into())
}

/// A value in clear.
pub fn bytes(tx: &ReadTx<'_>, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    tx.find("SELECT value FROM vault WHERE name = ?1", [name], |row| Ok(row.get("value")?))
}

/// A sealed value.
pub fn open(tx: &ReadTx<'_>, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
    bytes(tx, name)?.map(|sealed| tx.sealer().open("vault", name, &sealed)).transpose()
}

/// Stores a value in clear.
pub fn put(tx: &WriteTx<'_>, name: &str, value: &[u8], now: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO vault (name, value, updated_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
        params![name, value, now],
    )?;
    Ok(())
}

/// Stores a value sealed.
pub fn seal(tx: &WriteTx<'_>, name: &str, value: &[u8], now: i64) -> Result<(), StoreError> {
    put(tx, name, &tx.sealer().seal("vault", name, value)?, now)
}

/// Takes a value away.
pub fn delete(tx: &WriteTx<'_>, name: &str) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM vault WHERE name = ?1", [name])? > 0)
}
