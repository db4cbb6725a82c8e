//! What an access token opens: the claims about its person.

use std::sync::Arc;

use domain::claim_rule::Place;
use domain::client::Client;
use domain::id::ClientId;
use domain::token::TokenHash;
use oidc::claims::{self, Person};
use oidc::error::{ErrorCode, ProtocolError};
use oidc::jwt::Typ;
use oidc::scope::Scope;
use serde_json::{Map, Value};
use store::authorizations::LiveToken;
use store::{StoreError, authorizations, client_terms, clients};

use crate::cx::Cx;
use crate::sender::{self, Scheme};
use crate::subject;
use crate::told::told;
use crate::way::Stage;

/// Why no claims were given.
#[derive(Debug, thiserror::Error)]
pub enum UserinfoError {
    /// In terms of the protocol.
    #[error(transparent)]
    Protocol(#[from] ProtocolError),
    /// The answer could not be signed.
    #[error("the answer could not be signed")]
    Signing,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What userinfo answers (OIDC Core 5.3.2).
#[derive(Debug, PartialEq)]
pub enum Userinfo {
    /// As JSON.
    Plain(Map<String, Value>),
    /// As a JWT, which the client asked for when it registered.
    Signed(String),
}

/// The claims for an access token (OIDC Core 5.3).
pub fn userinfo(cx: &Cx, access_token: &str, scheme: Scheme) -> Result<Userinfo, UserinfoError> {
    let Some(live) = find_live(cx, access_token)? else {
        // Whose it was: its app is to see in the log why it is told nothing.
        say_whose(cx, access_token)?;
        return Err(UNKNOWN.into());
    };
    cx.asking.say(&live.client_id);
    if !live.scopes.contains(Scope::Openid) {
        return Err(UNKNOWN.into());
    }
    let issuer = cx.app.issuer();
    // Whoever it is meant for may have it, and is not to learn more by it than it was given for (RFC 8707 3).
    if !live.audience.is_empty() && !live.audience.iter().any(|resource| resource == &*issuer) {
        return Err(ProtocolError::new(
            ErrorCode::InvalidToken,
            "the access token is meant for another resource",
        )
        .into());
    }
    sender::check(cx, &live.client_id, live.confirmation.as_ref(), scheme, access_token)?;
    let client = find_client(cx, &live.client_id)?.ok_or(UNKNOWN)?;
    cx.app.ways.went_well(&client, Stage::Told, cx.now);
    let sub = subject::of(&cx.app, &client, &live.user);
    let person = Person { sub: &sub, ..live.user.person() };
    let mut claims = claims::userinfo(&person, &live.scopes);
    claims.extend(claims::asked(&person, &live.claims.userinfo));
    claims.extend(told(cx, &live.client_id, &live.user.id, &live.scopes, Place::Userinfo)?);
    let Some(algorithm) = client.metadata.userinfo_signed_response_alg else {
        return Ok(Userinfo::Plain(claims));
    };
    claims.insert("iss".into(), (*issuer).into());
    claims.insert("aud".into(), client.id.as_str().into());
    let keys = cx.app.keys.current();
    let key = keys.signing(algorithm, cx.now).ok_or(UserinfoError::Signing)?;
    key.sign(Typ::Jwt, &claims).map(Userinfo::Signed).map_err(|_| UserinfoError::Signing)
}

/// The client of an id, remembered while nothing is written.
pub(crate) fn find_client(cx: &Cx, id: &ClientId) -> Result<Option<Arc<Client>>, StoreError> {
    cx.app.clients.find(cx.store(), id, |tx| clients::find(tx, id))
}

/// The token, if it, its authorization, its person and its client are all in order now.
pub(crate) fn find_live(cx: &Cx, access_token: &str) -> Result<Option<Arc<LiveToken>>, StoreError> {
    let hash = TokenHash::of(access_token);
    let live = cx.app.tokens.find(cx.store(), hash.as_bytes(), |tx| {
        let live = authorizations::find_live(tx, &hash)?;
        let admitted = match &live {
            Some(live) => client_terms::admits(tx, &live.client_id, &live.user.id)?,
            None => false,
        };
        Ok(live.filter(|_| admitted))
    })?;
    let Some(live) = live.filter(|live| cx.now < live.expires_at) else { return Ok(None) };
    // As the office has it now, where it takes only younger sign-ins since.
    let client = find_client(cx, &live.client_id)?;
    let counts = |client: Arc<Client>| !client.terms.session.is_over(live.auth_time, cx.now);
    Ok(client.is_some_and(counts).then_some(live))
}

fn say_whose(cx: &Cx, access_token: &str) -> Result<(), StoreError> {
    let hash = TokenHash::of(access_token);
    let client = cx.store().read(|tx| {
        let token = authorizations::find_access_token(tx, &hash)?;
        let authorization =
            token.map(|token| authorizations::find(tx, &token.authorization_id)).transpose()?;
        Ok::<_, StoreError>(authorization.flatten().map(|authorization| authorization.client_id))
    })?;
    client.iter().for_each(|id| cx.asking.say(id));
    Ok(())
}

const UNKNOWN: ProtocolError =
    ProtocolError::new(ErrorCode::InvalidToken, "the access token is unknown, expired or revoked");

/// Whether any active client has a redirect URI at that origin: who may call us from a browser.
pub fn is_client_origin(cx: &Cx, origin: &str) -> Result<bool, StoreError> {
    let origins = cx.app.origins.find(cx.store(), &(), |tx| {
        let clients = clients::list(tx)?.into_iter().filter(Client::is_active);
        Ok(Some(clients.flat_map(|client| client.metadata.origins().collect::<Vec<_>>()).collect()))
    })?;
    Ok(origins.is_some_and(|origins| origins.contains(origin)))
}
