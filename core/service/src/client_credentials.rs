//! Tokens of clients in their own name (RFC 6749 4.4): made, looked at, taken back.

use std::sync::Arc;

use domain::audit::Actor;
use domain::client::Client;
use domain::client_token::{ClientToken, MAX_CLIENT_TOKENS};
use domain::token::TokenHash;
use oidc::client_auth::Presented;
use oidc::confirmation::Confirmation;
use oidc::error::{ErrorCode, ProtocolError};
use oidc::introspect::ActiveToken;
use oidc::token::{ClientCredentials, TokenResponse};
use serde_json::Map;
use store::{StoreError, client_tokens};

use crate::client_auth::authenticate;
use crate::cx::Cx;
use crate::introspect::OF_ANOTHER;
use crate::issue::{self, Said};
use crate::sender;
use crate::token::{TokenError, check_grant_type};
use crate::userinfo::find_client;

/// Gives a client a token of its own. No person stands behind it, so there is no ID token and nothing to renew it by
/// (RFC 6749 4.4.3): the client asks again.
pub(crate) async fn exchange(
    cx: &Cx,
    presented: &Presented,
    request: ClientCredentials,
) -> Result<TokenResponse, TokenError> {
    let client = authenticate(cx, presented).await?;
    check_grant_type(&client, "client_credentials")?;
    if !client.metadata.acts_for_itself() {
        // RFC 6749 4.4: for confidential clients alone.
        let why = "a public client cannot prove who it is, and gets nothing in its own name";
        return Err(ProtocolError::new(ErrorCode::UnauthorizedClient, why).into());
    }
    let scopes = client.metadata.resource_scopes.grant(request.scope.as_deref())?;
    let audience = issue::audience(cx, &client, &oidc::resource::Resources::default(), &request.resources)?;
    let confirmation = sender::bind(cx, &client)?;
    let lifetime_s = issue::lifetime_s(cx, &client, None);
    let plain = issue::access_token(
        cx,
        &Said {
            client: &client,
            sub: client.id.as_str(),
            scope: &scopes.to_string(),
            audience: &audience,
            confirmation: confirmation.as_ref(),
            authorization: None,
            told: &Map::new(),
        },
    )?;
    let token = ClientToken {
        audience,
        confirmation,
        hash: plain.hash(),
        client_id: client.id.clone(),
        scopes,
        issued_at: cx.now,
        expires_at: cx.now + lifetime_s,
    };
    let response = TokenResponse {
        access_token: plain.expose().to_owned(),
        token_type: Confirmation::token_type(token.confirmation.as_ref()),
        expires_in: lifetime_s,
        refresh_token: None,
        id_token: None,
        scope: token.scopes.to_string(),
    };
    let actor = Actor::Client(client.id.clone());
    let event = cx.clone().acting_as(actor).event("client_token.issued").client(&client.id);
    let (event, now) = (event.with("scope", token.scopes.to_string()), cx.now);
    cx.store()
        .write::<_, StoreError>(move |tx| {
            client_tokens::insert(tx, &token, MAX_CLIENT_TOKENS)?;
            store::audit::append(tx, event, now)
        })
        .await?;
    Ok(response)
}

/// The token, if its time is not over and its client is in order now: switched on, and still one that acts for itself.
/// Of its scopes those count that the client still has.
pub(crate) fn find_live(
    cx: &Cx,
    access_token: &str,
) -> Result<Option<(Arc<Client>, ClientToken)>, StoreError> {
    let hash = TokenHash::of(access_token);
    let found = cx.store().read(|tx| client_tokens::find(tx, &hash))?;
    let Some(mut token) = found.filter(|token| cx.now < token.expires_at) else { return Ok(None) };
    let client = find_client(cx, &token.client_id)?;
    let client = client.filter(|client| client.is_active() && client.metadata.acts_for_itself());
    let Some(client) = client else { return Ok(None) };
    token.scopes = token.scopes.within(&client.metadata.resource_scopes);
    Ok(Some((client, token)))
}

/// What its client is told of it (RFC 7662 2.2): it stands for nobody but itself, so there is no user name.
pub(crate) fn about(cx: &Cx, token: &ClientToken) -> ActiveToken {
    ActiveToken {
        active: true,
        scope: token.scopes.to_string(),
        client_id: token.client_id.to_string(),
        username: None,
        token_type: Confirmation::token_type(token.confirmation.as_ref()),
        exp: token.expires_at,
        iat: token.issued_at,
        sub: token.client_id.to_string(),
        aud: if token.audience.is_empty() {
            [token.client_id.as_str()].into_iter().collect()
        } else {
            token.audience.clone()
        },
        cnf: token.confirmation.clone(),
        iss: cx.app.issuer().to_string(),
    }
}

/// Takes a token of this client away; one that there is not is none to take.
pub(crate) async fn revoke(cx: &Cx, client: &Client, hash: TokenHash) -> Result<(), TokenError> {
    match cx.store().read(|tx| client_tokens::find(tx, &hash))? {
        None => return Ok(()),
        Some(token) if token.client_id != client.id => return Err(OF_ANOTHER.into()),
        Some(_) => {}
    }
    let event = cx.event("client_token.revoked").client(&client.id);
    let (client, now) = (client.id.clone(), cx.now);
    cx.store()
        .write::<_, StoreError>(move |tx| {
            if client_tokens::delete(tx, &hash, &client)? {
                store::audit::append(tx, event, now)?;
            }
            Ok(())
        })
        .await?;
    Ok(())
}
