//! Token requests: a code or a refresh token for tokens.

use domain::audit::Actor;
use domain::authorization::{Authorization, AuthorizationState};
use domain::client::Client;
use domain::id::ClientId;
use domain::token::TokenHash;
use domain::user::User;
use oidc::client_auth::Presented;
use oidc::error::{ErrorCode, ProtocolError};
use oidc::resource::Resources;
use oidc::scope::Scope;
use oidc::token::{CodeExchange, TokenRequest, TokenResponse};
use store::{ReadTx, StoreError, WriteTx, authorizations, client_terms, sessions, users};

use crate::client_auth::authenticate;
use crate::client_credentials;
use crate::cx::Cx;
use crate::device_grant;
use crate::issue::{self, Grounds, Issued, new_refresh};
use crate::userinfo::find_client;
use crate::way::Stage;
use crate::{refresh, sender};

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

/// Serves a token request.
pub async fn exchange(
    cx: &Cx,
    presented: &Presented,
    request: TokenRequest,
) -> Result<TokenResponse, TokenError> {
    let answer = match request {
        TokenRequest::AuthorizationCode(exchange) => exchange_code(cx, presented, exchange).await,
        TokenRequest::ClientCredentials(request) => {
            client_credentials::exchange(cx, presented, request).await
        }
        TokenRequest::DeviceCode(request) => device_grant::exchange(cx, presented, request).await,
        TokenRequest::RefreshToken(refresh) => refresh::exchange(cx, presented, refresh).await,
    };
    let id = ClientId::from(presented.client_id.as_str());
    if answer.is_ok()
        && let Some(client) = find_client(cx, &id)?
    {
        // For whoever looks after it.
        cx.app.ways.went_well(&client, Stage::Exchanged, cx.now);
    }
    answer
}

async fn exchange_code(
    cx: &Cx,
    presented: &Presented,
    exchange: CodeExchange,
) -> Result<TokenResponse, TokenError> {
    let client = authenticate(cx, presented).await?;
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
        let is_over = client.terms.session.is_over(authorization.auth_time, cx.now);
        let user = user.filter(|_| signed_in && !is_over).ok_or(UNKNOWN_CODE)?;
        Ok::<_, TokenError>((authorization, Some(user)))
    })?;
    match user {
        Some(user) => issue_first(cx, &client, authorization, &user, &exchange.resources).await,
        None => {
            // RFC 6749 4.1.2: a second use revokes what the first one brought. Only whoever could have used it the first
            // time may trigger that, or anybody who finds a code in a history could end a session.
            let is_able = authorization.client_id == client.id
                && exchange.check_proof(&authorization.binding()).is_ok();
            if is_able && authorization.state != AuthorizationState::Revoked {
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
    asked: &Resources,
) -> Result<TokenResponse, TokenError> {
    let audience = issue::audience(cx, client, &authorization.resources, asked)?;
    let confirmation = sender::bind(cx, client)?;
    sender::check_code_key(authorization.dpop_jkt.as_deref(), confirmation.as_ref())?;
    let (scopes, nonce) = (authorization.scopes.clone(), authorization.nonce.as_deref());
    let grounds = Grounds { client, authorization: &authorization, user };
    let issued = Issued::new(cx, grounds, scopes, audience, nonce, confirmation)?;
    let refresh = authorization
        .scopes
        .contains(Scope::OfflineAccess)
        .then(|| new_refresh(cx, client, &authorization, issued.access.confirmation.as_ref(), None));
    let (first, now) = (issued.to_be_stored(refresh.as_ref()), cx.now);
    let event = replay_event(cx, &authorization, "code.replayed");
    let won = cx
        .store()
        .write::<_, StoreError>(move |tx| {
            if !authorizations::exchange(tx, &authorization.id, first.ends_at())? {
                // Lost the race against another use of the same code.
                authorizations::revoke(tx, &authorization.id)?;
                store::audit::append(tx, event, now)?;
                return Ok(false);
            }
            first.store(tx, &authorization, now)?;
            Ok(true)
        })
        .await?;
    if won { Ok(issued.into_response(refresh.map(|(plain, _)| plain))) } else { Err(UNKNOWN_CODE.into()) }
}

pub(crate) fn check_grant_type(client: &Client, grant_type: &str) -> Result<(), TokenError> {
    if client.metadata.may_use_grant(grant_type) {
        return Ok(());
    }
    Err(ProtocolError::new(
        ErrorCode::UnauthorizedClient,
        "this client is not registered for that grant_type",
    )
    .into())
}

/// The person, if the account may be used and the client is for them.
pub(crate) fn active_user(
    tx: &ReadTx<'_>,
    authorization: &Authorization,
) -> Result<Option<User>, StoreError> {
    let user = users::find(tx, &authorization.user_id)?.filter(User::is_active);
    let admitted = client_terms::admits(tx, &authorization.client_id, &authorization.user_id)?;
    Ok(user.filter(|_| admitted))
}

pub(crate) async fn revoke(
    cx: &Cx,
    authorization: &Authorization,
    why: &'static str,
) -> Result<(), StoreError> {
    let event = replay_event(cx, authorization, why);
    let (id, now) = (authorization.id.clone(), cx.now);
    cx.store()
        .write(move |tx: &WriteTx<'_>| {
            authorizations::revoke(tx, &id)?;
            store::audit::append(tx, event, now)
        })
        .await
}

pub(crate) fn replay_event(
    cx: &Cx,
    authorization: &Authorization,
    name: &'static str,
) -> domain::audit::Event {
    let actor = Actor::Client(authorization.client_id.clone());
    cx.clone().acting_as(actor).event(name).user(&authorization.user_id).client(&authorization.client_id)
}
