//! Whom a client is for: asked at every grant, so that whoever leaves a group is out at once.

use domain::audit::Event;
use domain::client::Client;
use domain::user::User;
use store::{ReadTx, StoreError, WriteTx, client_terms};

use crate::cx::Cx;
use crate::end::end_at_client;

/// Whether a client is for a person, as things stand in this transaction.
pub(crate) fn may_use(tx: &ReadTx<'_>, client: &Client, user: &User) -> Result<bool, StoreError> {
    client_terms::admits(tx, &client.id, &user.id)
}

/// Ends what clients hold for people whom they are no longer for, in the transaction that took it from them: the clients are
/// told, and nothing of it comes back when somebody is let in again.
pub(crate) fn end_lost(tx: &WriteTx<'_>, cx: &Cx) -> Result<(), StoreError> {
    for (client, user) in client_terms::lost(tx)? {
        end_at_client(tx, cx, &user, &client)?;
        let event: Event = cx.event("access.ended").user(&user).client(&client);
        store::audit::append(tx, event, cx.now)?;
    }
    Ok(())
}
