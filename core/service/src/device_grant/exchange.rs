//! A device asks whether somebody has answered (RFC 8628 3.4, 3.5).

use domain::audit::Actor;
use domain::authorization::{Authorization, AuthorizationState};
use domain::client::Client;
use domain::device_grant::{Approved, DeviceGrant, DeviceGrantState, Pace};
use domain::id::AuthorizationId;
use domain::token::{PlainToken, TokenHash};
use domain::user::User;
use oidc::claims_request::ClaimsRequest;
use oidc::client_auth::Presented;
use oidc::device_authorization::DEVICE_CODE;
use oidc::error::{ErrorCode, ProtocolError};
use oidc::resource::Resources;
use oidc::scope::Scope;
use oidc::token::{DeviceCode, TokenResponse};
use store::{StoreError, authorizations, device_grants, users};

use crate::access::may_use;
use crate::client_auth::authenticate;
use crate::cx::Cx;
use crate::issue::{self, Grounds, Issued, new_refresh};
use crate::sender;
use crate::token::{TokenError, check_grant_type, replay_event};

const UNKNOWN: ProtocolError = ProtocolError::invalid_grant("the device code is unknown or was used");
const PENDING: ProtocolError =
    ProtocolError::new(ErrorCode::AuthorizationPending, "nobody has answered for this device yet");
const TOO_FAST: ProtocolError =
    ProtocolError::new(ErrorCode::SlowDown, "wait five seconds more between two questions from now on");
const OVER: ProtocolError =
    ProtocolError::new(ErrorCode::ExpiredToken, "nobody answered in time: ask for new codes");
const DENIED: ProtocolError = ProtocolError::new(ErrorCode::AccessDenied, "the person did not allow it");

/// Answers a device.
pub(crate) async fn exchange(
    cx: &Cx,
    presented: &Presented,
    request: DeviceCode,
) -> Result<TokenResponse, TokenError> {
    let client = authenticate(cx, presented).await?;
    check_grant_type(&client, DEVICE_CODE)?;
    let hash = TokenHash::of(&request.device_code);
    let found = cx.store().read(|tx| device_grants::find_by_device_code(tx, &hash))?;
    let device = found.filter(|device| device.client_id == client.id).ok_or(UNKNOWN)?;
    match &device.state {
        DeviceGrantState::Used => {
            revoke_replayed(cx, &device).await?;
            Err(UNKNOWN.into())
        }
        _ if device.is_over(cx.now) => Err(OVER.into()),
        DeviceGrantState::Denied => Err(DENIED.into()),
        DeviceGrantState::Pending => Err(note_poll(cx, device).await?.into()),
        DeviceGrantState::Approved(approved) => {
            issue(cx, &client, &device, approved, &request.resources).await
        }
    }
}

/// Nobody has answered: whether the device keeps its pace is looked at where it is written, so that no two count as one.
async fn note_poll(cx: &Cx, device: DeviceGrant) -> Result<ProtocolError, StoreError> {
    let now = cx.now;
    cx.store()
        .write(move |tx| {
            let Some(device) = device_grants::find(tx, &device.id)? else { return Ok(UNKNOWN) };
            let (interval_s, answer) = match device.pace(now) {
                Pace::Kept => (device.interval_s, PENDING),
                Pace::TooFast(interval_s) => (interval_s, TOO_FAST),
            };
            device_grants::note_poll(tx, &device.id, interval_s, now)?;
            Ok(answer)
        })
        .await
}

async fn issue(
    cx: &Cx,
    client: &Client,
    device: &DeviceGrant,
    approved: &Approved,
    asked: &Resources,
) -> Result<TokenResponse, TokenError> {
    if client.terms.session.is_over(approved.auth_time, cx.now) {
        // The person would have to sign in anew, which they do for new codes.
        return Err(OVER.into());
    }
    let audience = issue::audience(cx, client, &Resources::default(), asked)?;
    let confirmation = sender::bind(cx, client)?;
    let user = cx.store().read(|tx| {
        let user = users::find(tx, &approved.user_id)?.filter(User::is_active).ok_or(DENIED)?;
        let admitted = may_use(tx, client, &user)?;
        if admitted { Ok(user) } else { Err(TokenError::from(DENIED)) }
    })?;
    let authorization = authorization(cx, device, approved);
    let grounds = Grounds { client, authorization: &authorization, user: &user };
    let issued = Issued::new(cx, grounds, approved.scopes.clone(), audience, None, confirmation)?;
    let refreshes =
        approved.scopes.contains(Scope::OfflineAccess) && client.metadata.may_use_grant("refresh_token");
    let refresh =
        refreshes.then(|| new_refresh(cx, client, &authorization, issued.access.confirmation.as_ref(), None));
    let (first, now) = (issued.to_be_stored(refresh.as_ref()), cx.now);
    let actor = Actor::Client(client.id.clone());
    let event = cx.clone().acting_as(actor).event("device_grant.exchanged").user(&user.id).client(&client.id);
    let event = event.with("scope", approved.scopes.to_string());
    let (id, address) = (device.id.clone(), device.address.clone());
    let won = cx.store().write::<_, StoreError>(move |tx| {
        if !device_grants::take(tx, &id, &authorization.id, now)? {
            return Ok(false);
        }
        authorizations::insert(tx, &authorization, first.ends_at())?;
        authorizations::exchange(tx, &authorization.id, first.ends_at())?;
        device_grants::mark(tx, &authorization.id, &address)?;
        first.store(tx, &authorization, now)?;
        store::audit::append(tx, event, now)?;
        Ok(true)
    });
    if won.await? {
        return Ok(issued.into_response(refresh.map(|(plain, _)| plain)));
    }
    // Lost the race against another use of the same code: as with a code that comes twice, nothing of it stays.
    revoke_replayed(cx, device).await?;
    Err(UNKNOWN.into())
}

/// What a device gets stands on no redirect and no challenge; its code, which nobody has, is there so that the row has one.
fn authorization(cx: &Cx, device: &DeviceGrant, approved: &Approved) -> Authorization {
    Authorization {
        id: AuthorizationId::generate(cx.entropy()),
        code: PlainToken::generate(cx.entropy()).hash(),
        client_id: device.client_id.clone(),
        user_id: approved.user_id.clone(),
        session_id: approved.session_id.clone(),
        redirect_uri: String::new(),
        code_challenge: None,
        scopes: approved.scopes.clone(),
        claims: ClaimsRequest::default(),
        resources: Resources::default(),
        dpop_jkt: None,
        nonce: None,
        auth_time: approved.auth_time,
        amr: approved.amr.clone(),
        acr: approved.acr,
        issued_at: cx.now,
        code_expires_at: cx.now,
        state: AuthorizationState::Issued,
    }
}

/// Two hold one device code, and nobody can tell which is the thief (as RFC 6749 4.1.2 has it of codes).
async fn revoke_replayed(cx: &Cx, device: &DeviceGrant) -> Result<(), StoreError> {
    let (id, now, cx) = (device.id.clone(), cx.now, cx.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let Some(authorization) = device_grants::authorization_of(tx, &id)? else { return Ok(()) };
            let Some(authorization) = authorizations::find(tx, &authorization)? else { return Ok(()) };
            if authorization.state == AuthorizationState::Revoked {
                return Ok(());
            }
            authorizations::revoke(tx, &authorization.id)?;
            store::audit::append(tx, replay_event(&cx, &authorization, "device_code.replayed"), now)
        })
        .await
}
