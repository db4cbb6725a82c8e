//! Who has had a one-time link or an invitation in hand.

use domain::audit::Actor;
use domain::token::TokenHash;
use rusqlite::params;

use crate::error::StoreError;
use crate::tx::WriteTx;

/// Notes that somebody had a link in hand.
pub fn note(tx: &WriteTx<'_>, link: &TokenHash, hand: &Actor) -> Result<(), StoreError> {
    tx.execute(
        "INSERT OR IGNORE INTO handed_links (link, hand) VALUES (?1, ?2)",
        params![link.as_bytes(), hand.to_text()],
    )?;
    Ok(())
}

/// Voids the one-time links that somebody had in hand.
pub fn void(tx: &WriteTx<'_>, hand: &Actor) -> Result<(), StoreError> {
    let hand = hand.to_text();
    tx.execute(
        "DELETE FROM one_time_links WHERE token IN (SELECT link FROM handed_links WHERE hand = ?1)",
        [&hand],
    )?;
    Ok(())
}

/// Forgets those that are used, void or over.
pub fn sweep(tx: &WriteTx<'_>) -> Result<usize, StoreError> {
    tx.execute(
        "DELETE FROM handed_links WHERE link NOT IN (SELECT token FROM one_time_links) AND link NOT IN (SELECT token FROM invitations)",
        [],
    )
}
