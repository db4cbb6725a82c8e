//! What an access token opens: the claims about its person.

use domain::authorization::{AccessToken, Authorization, AuthorizationState};
use domain::client::Client;
use domain::token::TokenHash;
use domain::user::User;
use oidc::claims;
use oidc::error::{ErrorCode, ProtocolError};
use oidc::scope::Scope;
use serde_json::{Map, Value};
use store::{ReadTx, StoreError, authorizations, clients, users};

use crate::cx::Cx;

/// Why no claims were given.
#[derive(Debug, thiserror::Error)]
pub enum UserinfoError {
    /// In terms of the protocol.
    #[error(transparent)]
    Protocol(#[from] ProtocolError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A token that works at this moment, with everything behind it.
pub(crate) struct LiveToken {
    pub(crate) token: AccessToken,
    pub(crate) authorization: Authorization,
    pub(crate) user: User,
    pub(crate) client: Client,
}

/// The claims for an access token (OIDC Core 5.3).
pub fn userinfo(cx: &Cx, access_token: &str) -> Result<Map<String, Value>, UserinfoError> {
    let live = cx.store().read(|tx| find_live(cx, tx, access_token))?;
    let live = live.filter(|live| live.token.scopes.contains(Scope::Openid));
    let live = live.ok_or(ProtocolError::new(
        ErrorCode::InvalidToken,
        "the access token is unknown, expired or revoked",
    ))?;
    Ok(claims::userinfo(&live.user.person(), &live.token.scopes))
}

/// Whether any active client has a redirect URI at that origin: who may call us from a browser.
pub fn is_client_origin(cx: &Cx, origin: &str) -> Result<bool, StoreError> {
    let clients = cx.store().read(clients::list)?;
    Ok(clients
        .iter()
        .filter(|client| client.is_active())
        .any(|client| client.metadata.origins().any(|own| own == origin)))
}

/// The token with its authorization, person and client, if all of them are in order now.
pub(crate) fn find_live(
    cx: &Cx,
    tx: &ReadTx<'_>,
    access_token: &str,
) -> Result<Option<LiveToken>, StoreError> {
    let Some(token) = authorizations::find_access_token(tx, &TokenHash::of(access_token))? else {
        return Ok(None);
    };
    if cx.now >= token.expires_at {
        return Ok(None);
    }
    let authorization = authorizations::find(tx, &token.authorization_id)?;
    let Some(authorization) = authorization.filter(|a| a.state == AuthorizationState::Exchanged) else {
        return Ok(None);
    };
    let user = users::find(tx, &authorization.user_id)?.filter(User::is_active);
    let client = clients::find(tx, &authorization.client_id)?.filter(Client::is_active);
    Ok(user.zip(client).map(|(user, client)| LiveToken { token, authorization, user, client }))
}
