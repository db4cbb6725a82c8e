//! Devices without a browser (RFC 8628): one asks, a person answers elsewhere, the device takes what it was allowed.

mod answer;
mod exchange;

use domain::client::Client;
use domain::device_grant::{
    DeviceGrant, DeviceGrantState, FIRST_INTERVAL_S, MAX_IN_ALL, MAX_PER_ADDRESS, user_code,
};
use domain::id::{ClientId, DeviceGrantId, InteractionId};
use domain::interaction::Interaction;
use domain::limit::Scope;
use domain::settings::DEVICE_CODE_S;
use domain::token::PlainToken;
use oidc::client_auth::Presented;
use oidc::device_authorization::{self, DeviceAuthorization, typed_user_code};
use oidc::error::{ErrorCode, ProtocolError};
use oidc::params::Params;
use store::{StoreError, WriteTx, clients, device_grants, failures};

use crate::authorize::{Browser, insert_bounded};
use crate::client_auth::authenticate;
use crate::cx::Cx;
use crate::rights::Admin;
use crate::session;
use crate::token::TokenError;

pub use answer::{Waiting, waiting};
pub(crate) use answer::{cancel, read_request, resume, view_in};
pub(crate) use exchange::exchange;

/// Where a person types what a device shows.
pub const VERIFICATION: &str = "/oauth2/device";

/// Gives a device its two codes (RFC 8628 3.2).
pub async fn begin(
    cx: &Cx,
    presented: &Presented,
    params: &Params,
) -> Result<DeviceAuthorization, TokenError> {
    let client = authenticate(cx, presented).await?;
    wait_for(cx, &client, params).await
}

/// The same as an administrator sees it who tries what people see: whatever device code comes with it goes to nobody, so that
/// nobody is signed in by it.
pub async fn try_out(cx: &Cx, _by: &Admin, id: &ClientId) -> Result<DeviceAuthorization, TryError> {
    let client = cx.store().read(|tx| clients::find(tx, id))?;
    let client = client.filter(Client::is_active).ok_or(TryError::Unknown)?;
    let params: Params = [("scope", "openid")].into_iter().collect();
    match wait_for(cx, &client, &params).await {
        Ok(codes) => Ok(DeviceAuthorization { device_code: String::new(), ..codes }),
        Err(TokenError::Store(error)) => Err(error.into()),
        Err(_) => Err(TryError::NoDevices),
    }
}

/// Why there is nothing to try.
#[derive(Debug, thiserror::Error)]
pub enum TryError {
    /// It is not registered for devices, or too many wait.
    #[error("this app is not used on devices without a browser, or too many wait")]
    NoDevices,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No such client, or it is switched off.
    #[error("there is no such client, or it is switched off")]
    Unknown,
}

async fn wait_for(cx: &Cx, client: &Client, params: &Params) -> Result<DeviceAuthorization, TokenError> {
    let kept = device_authorization::parse(&client.metadata, params)?;
    let expires_in = cx.app.settings().number(DEVICE_CODE_S);
    let device_code = PlainToken::generate(cx.entropy());
    let device = DeviceGrant {
        id: DeviceGrantId::generate(cx.entropy()),
        device_code: device_code.hash(),
        user_code: user_code(cx.entropy()),
        client_id: client.id.clone(),
        params: kept.encode(),
        address: cx.address.clone(),
        created_at: cx.now,
        expires_at: cx.now + expires_in,
        interval_s: FIRST_INTERVAL_S,
        polled_at: None,
        state: DeviceGrantState::Pending,
    };
    let owned = cx.clone();
    let user_code = cx.store().write(move |tx| insert(tx, &owned, device)).await?;
    let verification_uri = format!("{}{VERIFICATION}", cx.app.issuer());
    Ok(DeviceAuthorization {
        device_code: device_code.expose().to_owned(),
        verification_uri_complete: format!("{verification_uri}?user_code={user_code}"),
        verification_uri,
        user_code,
        expires_in,
        interval: FIRST_INTERVAL_S,
    })
}

fn insert(tx: &WriteTx<'_>, cx: &Cx, mut device: DeviceGrant) -> Result<String, TokenError> {
    let (here, in_all) = device_grants::count_waiting(tx, &device.address)?;
    if in_all >= MAX_IN_ALL {
        return Err(ProtocolError::new(
            ErrorCode::TemporarilyUnavailable,
            "too many devices wait already: try again in some minutes",
        )
        .into());
    }
    if here >= MAX_PER_ADDRESS {
        device_grants::drop_oldest(tx, &device.address)?;
    }
    while device_grants::is_taken(tx, &device.user_code)? {
        device.user_code = user_code(cx.entropy());
    }
    device_grants::insert(tx, &device)?;
    Ok(device.user_code)
}

/// Why what a person typed leads nowhere.
#[derive(Debug, thiserror::Error)]
pub enum EnterError {
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    SignedOut,
    /// Too many wrong codes came from this account or address.
    #[error("too many wrong codes: wait {wait_s} seconds")]
    Slowed {
        /// Seconds to wait.
        wait_s: i64,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No device waits under this code.
    #[error("no device waits under this code")]
    Wrong,
}

/// A signed-in person typed a code: the request that its device made goes on in their browser. Wrong ones are counted by
/// account and by address, since a code is short.
pub async fn enter(cx: &Cx, browser: &Browser, typed: &str) -> Result<InteractionId, EnterError> {
    let own = browser.browser.ok_or(EnterError::SignedOut)?;
    let signed_in = cx.store().read(|tx| session::load(cx, tx, browser.session.as_ref()))?;
    let user = signed_in.ok_or(EnterError::SignedOut)?.user.id;
    let typed = typed_user_code(typed);
    let (owned, lifetime_s) = (cx.clone(), cx.app.settings().number("lifetime.interaction_s"));
    // What is refused is counted in a transaction that stays: a failure is an answer here, no error.
    let found = cx.store().write::<_, EnterError>(move |tx| {
        let cx = &owned;
        let address = cx.address_key();
        let keys =
            [(Scope::UserCodeOfAccount, user.as_str()), (Scope::UserCodeFromAddress, address.as_str())];
        for (scope, key) in keys {
            if let Some(wait_s) = failures::load(tx, scope, key)?.wait_s(scope, cx.now) {
                return Err(EnterError::Slowed { wait_s });
            }
        }
        let waits = typed.map(|code| device_grants::find_waiting(tx, &code, cx.now)).transpose()?.flatten();
        let Some(device) = waits else {
            for (scope, key) in keys {
                failures::charge(tx, scope, key, cx.now)?;
            }
            return Ok(None);
        };
        let interaction = Interaction {
            pushed: None,
            signed: false,
            id: InteractionId::generate(cx.entropy()),
            browser: Some(own),
            client_id: device.client_id,
            params: device.params,
            address: address.clone(),
            created_at: cx.now,
            expires_at: device.expires_at.min(cx.now + lifetime_s),
            signed_in_at: None,
            account_chosen: false,
            consented_by: None,
            device_grant: Some(device.id),
        };
        insert_bounded(tx, &interaction)?;
        Ok(Some(interaction.id))
    });
    found.await?.ok_or(EnterError::Wrong)
}
