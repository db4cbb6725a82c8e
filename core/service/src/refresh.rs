//! A refresh token for new tokens (RFC 6749 6).

use domain::authorization::{AccessToken, Authorization, AuthorizationState, RefreshToken};
use domain::client::Client;
use domain::token::TokenHash;
use oidc::client_auth::Presented;
use oidc::error::ProtocolError;
use oidc::token::{Refresh, TokenResponse};
use store::{StoreError, authorizations};

use crate::client_auth::authenticate;
use crate::cx::Cx;
use crate::issue::{self, Grounds, Issued, new_refresh};
use crate::sender;
use crate::token::{TokenError, active_user, check_grant_type, replay_event, revoke};

const UNKNOWN_TOKEN: ProtocolError =
    ProtocolError::invalid_grant("the refresh token is unknown, expired or revoked");

const OTHER_KEY: ProtocolError = ProtocolError::invalid_grant(
    "the refresh token is bound to a key, and the request does not prove that one",
);

/// Exchanges a refresh token.
pub(crate) async fn exchange(
    cx: &Cx,
    presented: &Presented,
    refresh: Refresh,
) -> Result<TokenResponse, TokenError> {
    let client = authenticate(cx, presented).await?;
    check_grant_type(&client, "refresh_token")?;
    let (token, authorization, user) = cx.store().read(|tx| {
        let found = authorizations::find_refresh_token(tx, &TokenHash::of(&refresh.refresh_token))?;
        let token = found.ok_or(UNKNOWN_TOKEN)?;
        let authorization = authorizations::find(tx, &token.authorization_id)?
            .filter(|authorization| authorization.client_id == client.id)
            .ok_or(UNKNOWN_TOKEN)?;
        let user = active_user(tx, &authorization)?.ok_or(UNKNOWN_TOKEN)?;
        Ok::<_, TokenError>((token, authorization, user))
    })?;
    if authorization.state != AuthorizationState::Exchanged {
        return Err(UNKNOWN_TOKEN.into());
    }
    if token.rotated_at.is_some() {
        // RFC 9700 4.14.2: a token that was replaced comes back, so two hold it; nobody can tell which is the thief.
        revoke(cx, &authorization, "refresh_token.replayed").await?;
        return Err(UNKNOWN_TOKEN.into());
    }
    if token.is_expired(cx.now) || client.terms.session.is_over(authorization.auth_time, cx.now) {
        return Err(UNKNOWN_TOKEN.into());
    }
    let scopes = refresh.narrow(&authorization.scopes)?;
    let audience = issue::audience(cx, &client, &authorization.resources, &refresh.resources)?;
    let confirmation = sender::bind(cx, &client)?;
    if token.confirmation.is_some() && token.confirmation != confirmation {
        return Err(OTHER_KEY.into());
    }
    let grounds = Grounds { client: &client, authorization: &authorization, user: &user };
    // OIDC Core 12.2: an ID token that comes of a refresh should have no nonce.
    let issued = Issued::new(cx, grounds, scopes, audience, None, confirmation)?;
    let bound = issued.access.confirmation.as_ref();
    let replacement = client
        .rotates(token.confirmation.is_some())
        .then(|| new_refresh(cx, &client, &authorization, bound, Some(&token)));
    let plain = replacement.as_ref().map(|(plain, _)| plain.clone());
    let won = store_refreshed(
        cx,
        &client,
        &authorization,
        token,
        issued.access.clone(),
        replacement.map(|(_, token)| token),
    )
    .await?;
    if won { Ok(issued.into_response(plain)) } else { Err(UNKNOWN_TOKEN.into()) }
}

async fn store_refreshed(
    cx: &Cx,
    client: &Client,
    authorization: &Authorization,
    used: RefreshToken,
    access: AccessToken,
    replacement: Option<RefreshToken>,
) -> Result<bool, TokenError> {
    let event = replay_event(cx, authorization, "refresh_token.replayed");
    let (id, now) = (authorization.id.clone(), cx.now);
    let idle_s = cx.app.settings().number("lifetime.refresh_idle_s");
    let idle_until = now + client.terms.session.refresh_idle_s(idle_s);
    let won = cx.store().write::<_, StoreError>(move |tx| {
        match &replacement {
            Some(token) => {
                if !authorizations::rotate(tx, &used.hash, now)? {
                    authorizations::revoke(tx, &id)?;
                    store::audit::append(tx, event, now)?;
                    return Ok(false);
                }
                authorizations::insert_refresh_token(tx, token)?;
            }
            None => authorizations::extend(tx, &used.hash, idle_until.min(used.absolute_until))?,
        }
        authorizations::insert_access_token(tx, &access)?;
        Ok(true)
    });
    Ok(won.await?)
}
