//! Passkeys, as the administrator sees them: what a person has, and away with one.

use domain::id::PasskeyId;
use store::{StoreError, passkeys, users};

use super::users::resolve;
use crate::cx::Cx;
use crate::passkey::{Owned, forget, list_in};
use crate::rights::Admin;

/// Why a passkey cannot be shown or removed.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No such passkey.
    #[error("there is no such passkey")]
    Unknown,
    /// Nobody has this id, address or user name.
    #[error("there is no such account")]
    UnknownUser,
}

/// The passkeys of one person, oldest first.
pub async fn list_of(cx: &Cx, _by: &Admin, reference: &str) -> Result<Vec<Owned>, PasskeyError> {
    let (reader, reference) = (cx.clone(), reference.to_owned());
    cx.store()
        .scan(move |tx| {
            let owner = resolve(tx, &reference)?.ok_or(PasskeyError::UnknownUser)?;
            Ok(list_in(&reader, tx, &owner.id)?)
        })
        .await
}

/// Takes one away; the owner is told. What the account demands at sign-in stays: whoever has no other factor left takes a
/// recovery code, or asks for a reset.
pub async fn remove(cx: &Cx, _by: &Admin, id: PasskeyId) -> Result<Owned, PasskeyError> {
    let cx = cx.clone();
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let passkey = passkeys::find(tx, &id)?.ok_or(PasskeyError::Unknown)?;
            let owner = users::find(tx, &passkey.user_id)?.ok_or(PasskeyError::Unknown)?;
            let shown = list_in(&cx, tx, &owner.id)?.into_iter().find(|one| one.passkey.id == id);
            forget(tx, &cx, &owner, &passkey)?;
            shown.ok_or(PasskeyError::Unknown)
        })
        .await
}
