//! Devices without a browser that are signed in as a person, and the way to end that.

use domain::id::AuthorizationId;
use store::device_grants;
pub use store::device_grants::ConnectedDevice as Connected;
use store::{StoreError, authorizations};

use super::own_event;
use crate::cx::Cx;
use crate::end::end_session;
use crate::session::SignedIn;

/// The person's devices, the newest first.
pub fn list(cx: &Cx, signed_in: &SignedIn) -> Result<Vec<Connected>, StoreError> {
    cx.store().read(|tx| device_grants::list_connected(tx, &signed_in.user.id, cx.now))
}

/// Signs a device of the person's out: nothing that it holds works any more, and its app is told. Whether it was one.
pub async fn sign_out(cx: &Cx, signed_in: &SignedIn, device: AuthorizationId) -> Result<bool, StoreError> {
    let (event, user) = (own_event(cx, &signed_in.user, "device_grant.ended"), signed_in.user.id.clone());
    let (cx, store) = (cx.clone(), cx.store().clone());
    store
        .write(move |tx| {
            let own = device_grants::list_connected(tx, &user, cx.now)?;
            let own = own.into_iter().find(|own| own.authorization == device);
            let held = own.map(|own| authorizations::find(tx, &own.authorization)).transpose()?.flatten();
            let Some(held) = held else { return Ok(false) };
            // What it has in the place of a session is its own.
            end_session(tx, &cx, &held.session_id)?;
            store::audit::append(tx, event.client(&held.client_id), cx.now)?;
            Ok(true)
        })
        .await
}
