//! Devices without a browser that are signed in as a person, and the way to end that.

use domain::id::AuthorizationId;
use store::device_grants;
pub use store::device_grants::ConnectedDevice as Connected;
use store::{StoreError, authorizations};

use super::own_event;
use crate::cx::Cx;
use crate::session::SignedIn;

/// The person's devices, the newest first.
pub fn list(cx: &Cx, signed_in: &SignedIn) -> Result<Vec<Connected>, StoreError> {
    cx.store().read(|tx| device_grants::list_connected(tx, &signed_in.user.id, cx.now))
}

/// Signs a device of the person's out: nothing that it holds works any more. Whether it was one.
pub async fn sign_out(cx: &Cx, signed_in: &SignedIn, device: AuthorizationId) -> Result<bool, StoreError> {
    let (event, user, now) =
        (own_event(cx, &signed_in.user, "device_grant.ended"), signed_in.user.id.clone(), cx.now);
    cx.store()
        .write(move |tx| {
            let own = device_grants::list_connected(tx, &user, now)?;
            let Some(own) = own.into_iter().find(|own| own.authorization == device) else { return Ok(false) };
            authorizations::revoke(tx, &own.authorization)?;
            store::audit::append(tx, event.client(&own.client_id), now)?;
            Ok(true)
        })
        .await
}
