//! The secrets of clients, in columns beside the rest. One that has to be read back is sealed for its client and its place.

use domain::client::{Client, OldSecret, StoredSecret};
use domain::id::ClientId;
use domain::secret::Secret;
use domain::token::TokenHash;
use rusqlite::{Row, params};

use crate::error::{BrokenRow, StoreError};
use crate::tx::{ReadTx, WriteTx};

/// Which of a client's secrets; part of what a sealed one is bound to.
#[derive(Clone, Copy)]
enum Place {
    Present,
    Old,
}

/// Kind, hash, and the sealed secret.
type Columns = (Option<&'static str>, Option<[u8; 32]>, Option<Vec<u8>>);

impl Place {
    fn row(self, client: &ClientId) -> String {
        match self {
            Self::Present => format!("{client}\0secret"),
            Self::Old => format!("{client}\0old_secret"),
        }
    }
}

/// Stores both secrets of a client as they are.
pub(super) fn put(tx: &WriteTx<'_>, client: &Client) -> Result<(), StoreError> {
    let old = client.old_secret.as_ref();
    let (kind, tag, sealed) = columns(tx, &client.id, Place::Present, client.secret.as_ref())?;
    let (old_kind, old_tag, old_sealed) = columns(tx, &client.id, Place::Old, old.map(|old| &old.secret))?;
    tx.execute(
        "UPDATE clients SET secret_kind = ?2, secret_tag = ?3, secret_sealed = ?4, old_secret_kind = ?5, old_secret_tag = ?6,
           old_secret_sealed = ?7, old_secret_until = ?8, old_secret_used_at = ?9
         WHERE id = ?1",
        params![
            client.id.as_str(),
            kind,
            tag,
            sealed,
            old_kind,
            old_tag,
            old_sealed,
            old.map(|old| old.until),
            old.and_then(|old| old.used_at),
        ],
    )?;
    Ok(())
}

/// Notes that an old secret is still in use; whether that was to be noted: one that works, and not within the last minute.
pub fn note_old(tx: &WriteTx<'_>, client: &ClientId, now: i64) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE clients SET old_secret_used_at = ?2
         WHERE id = ?1 AND old_secret_until > ?2 AND (old_secret_used_at IS NULL OR old_secret_used_at <= ?2 - 60)",
        params![client.as_str(), now],
    )?;
    Ok(changed > 0)
}

/// Forgets old secrets whose time is over.
pub fn forget_old(tx: &WriteTx<'_>, now: i64) -> Result<usize, StoreError> {
    tx.execute(
        "UPDATE clients SET old_secret_kind = NULL, old_secret_tag = NULL, old_secret_sealed = NULL, old_secret_until = NULL,
           old_secret_used_at = NULL
         WHERE old_secret_until <= ?1",
        [now],
    )
}

/// The present secret, from three columns that begin at `first`.
pub(super) fn read(
    tx: &ReadTx<'_>,
    row: &Row<'_>,
    client: &ClientId,
    first: usize,
) -> Result<Option<StoredSecret>, StoreError> {
    read_at(tx, row, client, (Place::Present, first))
}

/// The old secret, from five columns that begin at `first`.
pub(super) fn read_old(
    tx: &ReadTx<'_>,
    row: &Row<'_>,
    client: &ClientId,
    first: usize,
) -> Result<Option<OldSecret>, StoreError> {
    let secret = read_at(tx, row, client, (Place::Old, first))?;
    let (until, used_at) = (row.get::<_, Option<i64>>(first + 3)?, row.get(first + 4)?);
    match (secret, until) {
        (None, None) => Ok(None),
        (Some(secret), Some(until)) => Ok(Some(OldSecret { secret, until, used_at })),
        _ => Err(BrokenRow { table: "clients", column: "old_secret_until" }.into()),
    }
}

fn columns(
    tx: &WriteTx<'_>,
    client: &ClientId,
    place: Place,
    secret: Option<&StoredSecret>,
) -> Result<Columns, StoreError> {
    Ok(match secret {
        None => (None, None, None),
        Some(StoredSecret::Made(hash)) => (Some("made"), Some(*hash.as_bytes()), None),
        Some(StoredSecret::Imported { tag, weak: false }) => (Some("imported"), Some(*tag.as_bytes()), None),
        Some(StoredSecret::Imported { tag, weak: true }) => {
            (Some("imported_weak"), Some(*tag.as_bytes()), None)
        }
        Some(StoredSecret::Readable(secret)) => {
            let tag = StoredSecret::tag_of(secret, tx.sealer().client_secret_key());
            let sealed = tx.sealer().seal("clients", &place.row(client), secret.expose().as_bytes())?;
            (Some("imported"), Some(*tag.as_bytes()), Some(sealed))
        }
    })
}

fn read_at(
    tx: &ReadTx<'_>,
    row: &Row<'_>,
    client: &ClientId,
    (place, first): (Place, usize),
) -> Result<Option<StoredSecret>, StoreError> {
    let kind: Option<String> = row.get(first)?;
    let tag = row.get::<_, Option<[u8; 32]>>(first + 1)?.map(TokenHash::from_bytes);
    let broken = || BrokenRow { table: "clients", column: "secret_kind" };
    if let Some(sealed) = row.get::<_, Option<Vec<u8>>>(first + 2)? {
        let plain = tx.sealer().open("clients", &place.row(client), &sealed)?;
        let text = std::str::from_utf8(&plain).map_err(|_| broken())?;
        return Ok(Some(StoredSecret::Readable(Secret::new(text))));
    }
    Ok(match (kind.as_deref(), tag) {
        (None, None) => None,
        (Some("made"), Some(hash)) => Some(StoredSecret::Made(hash)),
        (Some("imported"), Some(tag)) => Some(StoredSecret::Imported { tag, weak: false }),
        (Some("imported_weak"), Some(tag)) => Some(StoredSecret::Imported { tag, weak: true }),
        _ => return Err(broken().into()),
    })
}
