//! What an access token opens: the claims about its person.

use domain::token::TokenHash;
use oidc::claims;
use oidc::error::{ErrorCode, ProtocolError};
use oidc::scope::Scope;
use serde_json::{Map, Value};
use store::{StoreError, authorizations, clients, users};

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

/// The claims for an access token (OIDC Core 5.3).
pub fn userinfo(cx: &Cx, access_token: &str) -> Result<Map<String, Value>, UserinfoError> {
    let hash = TokenHash::of(access_token);
    let live = cx.store().read(|tx| {
        let Some(mut live) = authorizations::find_live(tx, &hash, cx.now)? else { return Ok(None) };
        if live.scopes.contains(Scope::Groups) {
            users::load_groups(tx, &mut live.user)?;
        }
        Ok::<_, StoreError>(Some(live))
    })?;
    let live = live.filter(|live| live.scopes.contains(Scope::Openid)).ok_or(UNKNOWN)?;
    Ok(claims::userinfo(&live.user.person(), &live.scopes))
}

const UNKNOWN: ProtocolError =
    ProtocolError::new(ErrorCode::InvalidToken, "the access token is unknown, expired or revoked");

/// Whether any active client has a redirect URI at that origin: who may call us from a browser.
pub fn is_client_origin(cx: &Cx, origin: &str) -> Result<bool, StoreError> {
    let clients = cx.store().read(clients::list)?;
    Ok(clients
        .iter()
        .filter(|client| client.is_active())
        .any(|client| client.metadata.origins().any(|own| own == origin)))
}
