//! Introspection (RFC 7662) and revocation (RFC 7009).

use domain::authorization::{Authorization, AuthorizationState};
use domain::client::Client;
use domain::id::ClientId;
use domain::token::TokenHash;
use domain::user::User;
use oidc::client_auth::Presented;
use oidc::confirmation::Confirmation;
use oidc::error::{ErrorCode, ProtocolError};
use oidc::introspect::{ActiveToken, Introspection};
use oidc::resource::Resources;
use oidc::scope::{Scope, Scopes};
use store::{ReadTx, StoreError, authorizations};

use crate::client_auth::authenticate;
use crate::client_credentials;
use crate::cx::Cx;
use crate::subject;
use crate::token::{TokenError, active_user};
use crate::userinfo::{find_client, find_live};

/// Whether a token works. A client learns of its own tokens, and of those that are meant for a resource that it is.
pub async fn introspect(cx: &Cx, presented: &Presented, token: &str) -> Result<Introspection, TokenError> {
    let client = authenticate(cx, presented).await?;
    if client.metadata.is_public() {
        // RFC 7662 2.1: the endpoint must not be open to token scanning.
        return Err(ProtocolError::new(
            ErrorCode::InvalidClient,
            "introspection needs a client with a secret",
        )
        .into());
    }
    let may_ask =
        |owner: &ClientId, audience: &Resources| *owner == client.id || client.metadata.serves(audience);
    if let Some(live) = find_live(cx, token)?.filter(|live| may_ask(&live.client_id, &live.audience)) {
        // The person by the name that the token's client knows, as in a token that is read without asking.
        let Some(owner) = find_client(cx, &live.client_id)? else { return Ok(Introspection::inactive()) };
        let about = about(cx, &owner, &live.user, &live.scopes);
        let active = ActiveToken {
            exp: live.expires_at,
            iat: live.issued_at,
            token_type: Confirmation::token_type(live.confirmation.as_ref()),
            cnf: live.confirmation.clone(),
            aud: if live.audience.is_empty() { about.aud.clone() } else { live.audience.clone() },
            ..about
        };
        return Ok(Introspection::Active(Box::new(active)));
    }
    let own = client_credentials::find_live(cx, token)?
        .filter(|(owner, token)| may_ask(&owner.id, &token.audience));
    if let Some((_, token)) = own {
        return Ok(Introspection::Active(Box::new(client_credentials::about(cx, &token))));
    }
    let refresh = cx.store().read(|tx| introspect_refresh(cx, tx, &client, token))?;
    Ok(refresh.unwrap_or_else(Introspection::inactive))
}

pub(crate) const OF_ANOTHER: ProtocolError =
    ProtocolError::invalid_grant("the token was issued to another client");

/// Revokes a token; an unknown one is no error (RFC 7009 2.2), another client's is refused (2.1). A refresh token takes all of
/// its authorization along.
pub async fn revoke(cx: &Cx, presented: &Presented, token: &str) -> Result<(), TokenError> {
    let hash = TokenHash::of(token);
    let client = authenticate(cx, presented).await?;
    let (access, authorization) = cx.store().read(|tx| {
        let access = authorizations::find_access_token(tx, &hash)?.map(|token| token.authorization_id);
        let refresh = authorizations::find_refresh_token(tx, &hash)?.map(|token| token.authorization_id);
        let is_access = access.is_some();
        let authorization = access.or(refresh).map(|id| authorizations::find(tx, &id)).transpose()?.flatten();
        Ok::<_, TokenError>((is_access, authorization))
    })?;
    let Some(authorization) = authorization else {
        return client_credentials::revoke(cx, &client, hash).await;
    };
    if authorization.client_id != client.id {
        return Err(OF_ANOTHER.into());
    }
    let event = cx.event("token.revoked").user(&authorization.user_id).client(&authorization.client_id);
    let now = cx.now;
    cx.store()
        .write::<_, StoreError>(move |tx| {
            if access {
                authorizations::delete_access_token(tx, &hash)?;
            } else {
                authorizations::revoke(tx, &authorization.id)?;
            }
            store::audit::append(tx, event, now)
        })
        .await?;
    Ok(())
}

fn introspect_refresh(
    cx: &Cx,
    tx: &ReadTx<'_>,
    client: &Client,
    token: &str,
) -> Result<Option<Introspection>, StoreError> {
    let found = authorizations::find_refresh_token(tx, &TokenHash::of(token))?;
    let found = found.filter(|token| token.rotated_at.is_none() && !token.is_expired(cx.now));
    // A client that may not use it any more holds nothing.
    let Some(token) = found.filter(|_| client.metadata.may_use_grant("refresh_token")) else {
        return Ok(None);
    };
    let authorization = authorizations::find(tx, &token.authorization_id)?
        .filter(|a| a.state == AuthorizationState::Exchanged && a.client_id == client.id);
    let over = |a: &Authorization| client.terms.session.is_over(a.auth_time, cx.now);
    let Some(authorization) = authorization.filter(|a| !over(a)) else { return Ok(None) };
    let user = active_user(tx, &authorization)?;
    Ok(user.map(|user| {
        let exp = token.idle_until.min(token.absolute_until);
        let about = about(cx, client, &user, &authorization.scopes);
        Introspection::Active(Box::new(ActiveToken {
            exp,
            iat: token.issued_at,
            token_type: "refresh_token",
            cnf: token.confirmation,
            ..about
        }))
    }))
}

fn about(cx: &Cx, client: &Client, user: &User, scopes: &Scopes) -> ActiveToken {
    ActiveToken {
        active: true,
        scope: scopes.to_string(),
        client_id: client.id.to_string(),
        // As userinfo: who may not know the name is not told it here either.
        username: scopes.contains(Scope::Profile).then(|| user.username.as_str().to_owned()),
        token_type: "Bearer",
        exp: 0,
        iat: 0,
        sub: subject::of(&cx.app, client, user),
        aud: [client.id.as_str()].into_iter().collect(),
        cnf: None,
        iss: cx.app.issuer().to_string(),
    }
}
