//! Proving who a client is, at the token endpoint and its neighbours.

use std::sync::Arc;

use domain::client::Client;
use domain::id::ClientId;
use oidc::client_auth::Presented;
use oidc::error::{ErrorCode, ProtocolError};
use store::clients;

use crate::cx::Cx;
use crate::token::TokenError;

/// Proves who the client is; the same refusal for an unknown client, a wrong secret and a disabled client.
pub(crate) fn authenticate(cx: &Cx, presented: &Presented) -> Result<Arc<Client>, TokenError> {
    let id = ClientId::from(presented.client_id.as_str());
    let client = cx.app.clients.find(cx.store(), &id, |tx| clients::find(tx, &id))?;
    let refused = || ProtocolError::new(ErrorCode::InvalidClient, "client authentication failed").into();
    let client = client.ok_or_else(refused)?;
    if !client.is_proven_by(presented, cx.store().client_secret_key()) {
        return Err(refused());
    }
    if client.is_active() { Ok(client) } else { Err(refused()) }
}
