//! Authorization requests under way.

use domain::id::{DeviceGrantId, InteractionId, UserId};
use domain::interaction::Interaction;
use domain::token::TokenHash;
use rusqlite::{Row, params};

use crate::error::StoreError;
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// The interaction of that id.
pub fn find(tx: &ReadTx<'_>, id: &InteractionId) -> Result<Option<Interaction>, StoreError> {
    tx.find(
        "SELECT id, browser, client_id, params, pushed, signed, address, created_at, expires_at, signed_in_at, account_chosen, consented_by, device_grant_id
         FROM interactions WHERE id = ?1",
        [id.as_str()],
        read,
    )
}

/// How many are under way from one address, and in all.
pub fn count(tx: &ReadTx<'_>, address: &str) -> Result<(i64, i64), StoreError> {
    let here = tx.count("SELECT count(*) FROM interactions WHERE address = ?1", [address])?;
    Ok((here, tx.count("SELECT count(*) FROM interactions", [])?))
}

/// Forgets the oldest one of an address, so that abandoned requests do not keep a person out.
pub fn drop_oldest(tx: &WriteTx<'_>, address: &str) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM interactions WHERE id = (SELECT id FROM interactions WHERE address = ?1 ORDER BY created_at, id LIMIT 1)",
        [address],
    )?;
    Ok(())
}

/// Forgets the oldest one of the address that has most, so that one machine keeps nobody out.
pub fn drop_oldest_of_busiest(tx: &WriteTx<'_>) -> Result<(), StoreError> {
    let busiest = "SELECT address FROM interactions GROUP BY address ORDER BY count(*) DESC LIMIT 1";
    let address: Option<String> = tx.find(busiest, [], |row| row.get(0).map_err(StoreError::from))?;
    address.map_or(Ok(()), |address| drop_oldest(tx, &address))
}

/// A new interaction.
pub fn insert(tx: &WriteTx<'_>, interaction: &Interaction) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO interactions (id, browser, client_id, params, address, created_at, expires_at, device_grant_id, pushed, signed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            interaction.id.as_str(),
            interaction.browser.as_ref().map(TokenHash::as_bytes),
            interaction.client_id.as_str(),
            interaction.params,
            interaction.address,
            interaction.created_at,
            interaction.expires_at,
            interaction.device_grant.as_ref().map(DeviceGrantId::as_str),
            interaction.pushed.as_ref().map(TokenHash::as_bytes),
            interaction.signed,
        ],
    )?;
    Ok(())
}

/// Gives an interaction that nobody has yet to a browser; whether it was free.
pub fn bind(tx: &WriteTx<'_>, id: &InteractionId, browser: &TokenHash) -> Result<bool, StoreError> {
    Ok(tx.execute(
        "UPDATE interactions SET browser = ?2 WHERE id = ?1 AND browser IS NULL",
        params![id.as_str(), browser.as_bytes()],
    )? > 0)
}

/// Hands the interactions of a browser on to its new name.
pub fn rebind(tx: &WriteTx<'_>, old: &TokenHash, new: &TokenHash) -> Result<(), StoreError> {
    tx.execute("UPDATE interactions SET browser = ?2 WHERE browser = ?1", [old.as_bytes(), new.as_bytes()])?;
    Ok(())
}

/// Notes that the person signed in for it. A consent given before was another person's, maybe.
pub fn mark_signed_in(tx: &WriteTx<'_>, id: &InteractionId, at: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE interactions SET signed_in_at = ?2, consented_by = NULL WHERE id = ?1",
        params![id.as_str(), at],
    )?;
    Ok(())
}

/// Notes that the person chose the account.
pub fn mark_account_chosen(tx: &WriteTx<'_>, id: &InteractionId) -> Result<(), StoreError> {
    tx.execute("UPDATE interactions SET account_chosen = 1 WHERE id = ?1", [id.as_str()])?;
    Ok(())
}

/// Notes that the person consented.
pub fn mark_consented(tx: &WriteTx<'_>, id: &InteractionId, by: &UserId) -> Result<(), StoreError> {
    tx.execute("UPDATE interactions SET consented_by = ?2 WHERE id = ?1", params![id.as_str(), by.as_str()])?;
    Ok(())
}

/// Closes an interaction; whether it was still open, so that one request has one answer.
pub fn close(tx: &WriteTx<'_>, id: &InteractionId) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM interactions WHERE id = ?1", [id.as_str()])? > 0)
}

/// Forgets those whose time is over.
pub fn sweep(tx: &WriteTx<'_>, now: i64) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM interactions WHERE expires_at <= ?1", [now])
}

fn read(r: &Row<'_>) -> Result<Interaction, StoreError> {
    Ok(Interaction {
        id: r.get::<_, String>("id")?.into(),
        browser: row::optional_hash(r, "browser")?,
        client_id: r.get::<_, String>("client_id")?.into(),
        params: r.get("params")?,
        pushed: row::optional_hash(r, "pushed")?,
        signed: r.get("signed")?,
        address: r.get("address")?,
        created_at: r.get("created_at")?,
        expires_at: r.get("expires_at")?,
        signed_in_at: r.get("signed_in_at")?,
        account_chosen: r.get("account_chosen")?,
        consented_by: r.get::<_, Option<String>>("consented_by")?.map(Into::into),
        device_grant: r.get::<_, Option<String>>("device_grant_id")?.map(Into::into),
    })
}
