//! Token requests: a code or a refresh token for tokens.

use std::sync::Arc;

use domain::audit::Actor;
use domain::authorization::{AccessToken, Authorization, AuthorizationState, RefreshToken};
use domain::client::Client;
use domain::id::ClientId;
use domain::token::{PlainToken, TokenHash};
use domain::user::User;
use oidc::client_auth::Presented;
use oidc::error::{ErrorCode, ProtocolError};
use oidc::id_token::{IdToken, at_hash};
use oidc::scope::{Scope, Scopes};
use oidc::token::{CodeExchange, Refresh, TokenRequest, TokenResponse};
use store::{ReadTx, StoreError, WriteTx, authorizations, clients, sessions, users};

use crate::cx::Cx;

/// Why no tokens were issued.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// In terms of the protocol.
    #[error(transparent)]
    Protocol(#[from] ProtocolError),
    /// An ID token could not be signed.
    #[error("the ID token could not be signed")]
    Signing,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

const UNKNOWN_CODE: ProtocolError = ProtocolError::invalid_grant("the code is unknown, expired or was used");
const UNKNOWN_TOKEN: ProtocolError =
    ProtocolError::invalid_grant("the refresh token is unknown, expired or revoked");

/// Proves who the client is; the same refusal for an unknown client, a wrong secret and a disabled client.
pub(crate) fn authenticate(cx: &Cx, presented: &Presented) -> Result<Arc<Client>, TokenError> {
    let id = ClientId::from(presented.client_id.as_str());
    let client = cx.app.clients.find(cx.store(), &id, |tx| clients::find(tx, &id))?;
    let refused = || ProtocolError::new(ErrorCode::InvalidClient, "client authentication failed").into();
    let client = client.ok_or_else(refused)?;
    if !client.is_proven_by(presented, cx.store().client_secret_key()) {
        cx.app.refusals.note_secret(&client, cx.now);
        return Err(refused());
    }
    cx.app.refusals.forget_secret(&client);
    if client.is_active() { Ok(client) } else { Err(refused()) }
}

/// Serves a token request.
pub async fn exchange(
    cx: &Cx,
    presented: &Presented,
    request: TokenRequest,
) -> Result<TokenResponse, TokenError> {
    match request {
        TokenRequest::AuthorizationCode(exchange) => exchange_code(cx, presented, exchange).await,
        TokenRequest::RefreshToken(refresh) => exchange_refresh(cx, presented, refresh).await,
    }
}

async fn exchange_code(
    cx: &Cx,
    presented: &Presented,
    exchange: CodeExchange,
) -> Result<TokenResponse, TokenError> {
    let client = authenticate(cx, presented)?;
    check_grant_type(&client, "authorization_code")?;
    let (authorization, user) = cx.store().read(|tx| {
        let found = authorizations::find_by_code(tx, &TokenHash::of(&exchange.code))?;
        let authorization = found.ok_or(UNKNOWN_CODE)?;
        if authorization.state != AuthorizationState::Issued {
            return Ok((authorization, None));
        }
        exchange.check(client.id.as_str(), &authorization.binding(), cx.now)?;
        let user = active_user(tx, &authorization)?;
        // Signing out between the two requests ends the code too.
        let signed_in = sessions::find(tx, &authorization.session_id)?.is_some();
        let user = user.filter(|_| signed_in).ok_or(UNKNOWN_CODE)?;
        Ok::<_, TokenError>((authorization, Some(user)))
    })?;
    match user {
        Some(user) => issue_first(cx, &client, authorization, &user).await,
        None => {
            // RFC 6749 4.1.2: a second use revokes what the first one brought. Only the client that it was made for
            // may trigger that, or anybody who overhears a code could end a session.
            if authorization.client_id == client.id {
                revoke(cx, &authorization, "code.replayed").await?;
            }
            Err(UNKNOWN_CODE.into())
        }
    }
}

async fn issue_first(
    cx: &Cx,
    client: &Client,
    authorization: Authorization,
    user: &User,
) -> Result<TokenResponse, TokenError> {
    let (scopes, nonce) = (authorization.scopes.clone(), authorization.nonce.as_deref());
    let issued = Issued::new(cx, client, &authorization, user, scopes, nonce)?;
    let refresh =
        authorization.scopes.contains(Scope::OfflineAccess).then(|| new_refresh(cx, &authorization, None));
    let (access, now) = (issued.access.clone(), cx.now);
    let stored_refresh = refresh.as_ref().map(|(_, token)| token.clone());
    let ends_at = stored_refresh.as_ref().map_or(access.expires_at, |token| token.absolute_until);
    let event = replay_event(cx, &authorization, "code.replayed");
    let won = cx
        .store()
        .write::<_, StoreError>(move |tx| {
            if !authorizations::exchange(tx, &authorization.id, ends_at)? {
                // Lost the race against another use of the same code.
                authorizations::revoke(tx, &authorization.id)?;
                store::audit::append(tx, event, now)?;
                return Ok(false);
            }
            authorizations::insert_access_token(tx, &access)?;
            if let Some(token) = &stored_refresh {
                authorizations::insert_refresh_token(tx, token)?;
            }
            Ok(true)
        })
        .await?;
    if won { Ok(issued.into_response(refresh.map(|(plain, _)| plain))) } else { Err(UNKNOWN_CODE.into()) }
}

async fn exchange_refresh(
    cx: &Cx,
    presented: &Presented,
    refresh: Refresh,
) -> Result<TokenResponse, TokenError> {
    let client = authenticate(cx, presented)?;
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
    if token.is_expired(cx.now) {
        return Err(UNKNOWN_TOKEN.into());
    }
    let scopes = refresh.narrow(&authorization.scopes)?;
    // OIDC Core 12.2: an ID token that comes of a refresh should have no nonce.
    let issued = Issued::new(cx, &client, &authorization, &user, scopes, None)?;
    let replacement = client.rotates().then(|| new_refresh(cx, &authorization, Some(&token)));
    let plain = replacement.as_ref().map(|(plain, _)| plain.clone());
    let won = store_refreshed(
        cx,
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
    authorization: &Authorization,
    used: RefreshToken,
    access: AccessToken,
    replacement: Option<RefreshToken>,
) -> Result<bool, TokenError> {
    let event = replay_event(cx, authorization, "refresh_token.replayed");
    let (id, now) = (authorization.id.clone(), cx.now);
    let idle_until = now + cx.app.settings().number("lifetime.refresh_idle_s");
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

fn check_grant_type(client: &Client, grant_type: &str) -> Result<(), TokenError> {
    if client.metadata.may_use_grant(grant_type) {
        return Ok(());
    }
    Err(ProtocolError::new(
        ErrorCode::UnauthorizedClient,
        "this client is not registered for that grant_type",
    )
    .into())
}

fn active_user(tx: &ReadTx<'_>, authorization: &Authorization) -> Result<Option<User>, StoreError> {
    Ok(users::find(tx, &authorization.user_id)?.filter(User::is_active))
}

async fn revoke(cx: &Cx, authorization: &Authorization, why: &'static str) -> Result<(), StoreError> {
    let event = replay_event(cx, authorization, why);
    let (id, now) = (authorization.id.clone(), cx.now);
    cx.store()
        .write(move |tx: &WriteTx<'_>| {
            authorizations::revoke(tx, &id)?;
            store::audit::append(tx, event, now)
        })
        .await
}

fn replay_event(cx: &Cx, authorization: &Authorization, name: &'static str) -> domain::audit::Event {
    let actor = Actor::Client(authorization.client_id.clone());
    cx.clone().acting_as(actor).event(name).user(&authorization.user_id).client(&authorization.client_id)
}

fn new_refresh(
    cx: &Cx,
    authorization: &Authorization,
    replaces: Option<&RefreshToken>,
) -> (PlainToken, RefreshToken) {
    let settings = cx.app.settings();
    let plain = PlainToken::generate(cx.entropy());
    let absolute_until =
        replaces.map_or(cx.now + settings.number("lifetime.refresh_absolute_s"), |old| old.absolute_until);
    let token = RefreshToken {
        hash: plain.hash(),
        authorization_id: authorization.id.clone(),
        issued_at: cx.now,
        idle_until: (cx.now + settings.number("lifetime.refresh_idle_s")).min(absolute_until),
        absolute_until,
        rotated_at: None,
    };
    (plain, token)
}

/// Tokens that are made but not stored yet.
struct Issued {
    plain: PlainToken,
    access: AccessToken,
    id_token: String,
    lifetime_s: i64,
}

impl Issued {
    fn new(
        cx: &Cx,
        client: &Client,
        authorization: &Authorization,
        user: &User,
        scopes: Scopes,
        nonce: Option<&str>,
    ) -> Result<Self, TokenError> {
        let lifetime_s = cx.app.settings().number("lifetime.access_token_s");
        let plain = PlainToken::generate(cx.entropy());
        let keys = cx.app.keys.current();
        let key = keys.signing(client.metadata.id_token_signed_response_alg).ok_or(TokenError::Signing)?;
        let issuer = cx.app.issuer();
        let claims = IdToken {
            iss: &issuer,
            sub: &user.subject,
            aud: client.id.as_str(),
            exp: cx.now + lifetime_s,
            iat: cx.now,
            auth_time: authorization.auth_time,
            nonce,
            acr: authorization.acr.as_str(),
            amr: &authorization.amr,
            at_hash: Some(at_hash(key.algorithm(), plain.expose())),
            sid: authorization.session_id.as_str(),
        };
        let id_token = key.sign(&claims).map_err(|_| TokenError::Signing)?;
        let access = AccessToken {
            hash: plain.hash(),
            authorization_id: authorization.id.clone(),
            scopes,
            issued_at: cx.now,
            expires_at: cx.now + lifetime_s,
        };
        Ok(Self { plain, access, id_token, lifetime_s })
    }

    fn into_response(self, refresh: Option<PlainToken>) -> TokenResponse {
        TokenResponse {
            access_token: self.plain.expose().to_owned(),
            token_type: "Bearer",
            expires_in: self.lifetime_s,
            refresh_token: refresh.map(|token| token.expose().to_owned()),
            id_token: Some(self.id_token),
            scope: self.access.scopes.to_string(),
        }
    }
}
