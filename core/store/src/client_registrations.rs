//! By what clients look after themselves that registered themselves.

use domain::id::{ClientId, RegistrationTokenId};
use domain::registration::Registration;
use domain::token::TokenHash;
use rusqlite::params;

use crate::error::StoreError;
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// A new registration.
pub fn insert(tx: &WriteTx<'_>, registration: &Registration) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO client_registrations (client_id, token, allowed_by, address, registered_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            registration.client_id.as_str(),
            registration.token.as_bytes(),
            registration.allowed_by.as_ref().map(RegistrationTokenId::as_str),
            registration.address,
            registration.registered_at,
        ],
    )?;
    Ok(())
}

/// That of a client.
pub fn find(tx: &ReadTx<'_>, client: &ClientId) -> Result<Option<Registration>, StoreError> {
    tx.find(
        "SELECT client_id, token, allowed_by, address, registered_at FROM client_registrations WHERE client_id = ?1",
        [client.as_str()],
        |r| {
            Ok(Registration {
                client_id: r.get::<_, String>(0)?.into(),
                token: row::hash(r, 1)?,
                allowed_by: r.get::<_, Option<String>>(2)?.map(Into::into),
                address: r.get(3)?,
                registered_at: r.get(4)?,
            })
        },
    )
}

/// A token in the place of another; whether that one still counted. One statement, so that it is replaced once.
pub fn rotate(
    tx: &WriteTx<'_>,
    client: &ClientId,
    old: &TokenHash,
    new: &TokenHash,
) -> Result<bool, StoreError> {
    Ok(tx.execute(
        "UPDATE client_registrations SET token = ?3 WHERE client_id = ?1 AND token = ?2",
        params![client.as_str(), old.as_bytes(), new.as_bytes()],
    )? > 0)
}

/// How many clients registered themselves.
pub fn count(tx: &ReadTx<'_>) -> Result<i64, StoreError> {
    tx.count("SELECT count(*) FROM client_registrations", [])
}

/// Clients that registered themselves by then, that no administrator approved, and that nobody has ever allowed anything.
pub fn list_unused(tx: &ReadTx<'_>, before: i64) -> Result<Vec<ClientId>, StoreError> {
    tx.list(
        "SELECT r.client_id FROM client_registrations r
         JOIN clients c ON c.id = r.client_id AND c.self_registered = 'unseen'
         WHERE r.registered_at <= ?1
           AND NOT EXISTS (SELECT 1 FROM grants g WHERE g.client_id = r.client_id)
           AND NOT EXISTS (SELECT 1 FROM authorizations a WHERE a.client_id = r.client_id)",
        [before],
        |r| Ok(r.get::<_, String>(0)?.into()),
    )
}
