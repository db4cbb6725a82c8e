//! A person answers for a device: the same steps as for an app that sent them here, and an answer that goes to no redirect
//! URI but to whoever holds the device code.

use domain::audit::{Actor, Event};
use domain::client::Client;
use domain::device_grant::Approved;
use domain::id::{DeviceGrantId, InteractionId, SessionId};
use domain::interaction::{Interaction, Step};
use domain::session::reached;
use oidc::authorize::Request;
use oidc::device_authorization;
use oidc::params::Params;
use oidc::response::Delivery;
use store::{ReadTx, StoreError, clients, device_grants, grants};

use crate::authorize::{Asked, AuthorizeError, Browser, Outcome, View, answer_once, load, next};
use crate::cx::Cx;
use crate::session;

/// Where the browser of whoever allowed or refused it goes.
const CONNECTED: &str = "/oauth2/device/done?outcome=connected";
const REFUSED: &str = "/oauth2/device/done?outcome=refused";

/// A device that waits for the person at this browser.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// What it shows; to be compared.
    pub user_code: String,
    /// Where it asked from.
    pub address: String,
    /// When; seconds since 1970.
    pub since: i64,
}

/// The device for which a request under way is; none for one that an app sent.
pub fn waiting(cx: &Cx, id: &InteractionId, browser: &Browser) -> Result<Option<Waiting>, AuthorizeError> {
    let own = browser.browser.ok_or(AuthorizeError::Gone)?;
    cx.store().read(|tx| {
        let (interaction, _) = load(cx, tx, id, &own)?;
        let Some(device) = &interaction.device_grant else { return Ok(None) };
        let device = device_grants::find(tx, device)?.ok_or(AuthorizeError::Gone)?;
        let since = device.created_at;
        Ok(Some(Waiting { user_code: device.user_code, address: device.address, since }))
    })
}

/// The request under way as a page shows it.
pub(crate) fn view_in(
    cx: &Cx,
    tx: &ReadTx<'_>,
    (interaction, client): (Interaction, Client),
    browser: &Browser,
) -> Result<View, AuthorizeError> {
    if !client.is_active() {
        return Err(AuthorizeError::ClientDisabled { name: client.display_name().to_owned() });
    }
    let request = parse(&interaction, &client).ok_or(AuthorizeError::Gone)?;
    let signed_in = session::load(cx, tx, browser.session.as_ref())?;
    let asked = Asked { client: &client, request: &request, progress: interaction.progress(), browser };
    let step = next(cx, tx, &asked, signed_in.as_ref())?;
    let redirect_uri = client.metadata.client_uri.clone().unwrap_or_default();
    Ok(View { client, request, redirect_uri, step, signed_in })
}

/// What a device asks, of which client.
pub(crate) fn read_request(
    tx: &ReadTx<'_>,
    interaction: &Interaction,
) -> Result<Option<(Client, Request)>, StoreError> {
    let Some(client) = clients::find(tx, &interaction.client_id)? else { return Ok(None) };
    Ok(parse(interaction, &client).map(|request| (client, request)))
}

fn parse(interaction: &Interaction, client: &Client) -> Option<Request> {
    let params = Params::parse(&interaction.params).ok()?;
    device_authorization::read(&client.metadata, &params).ok()
}

/// Goes on with the request of a device; `None` where it is none.
pub(crate) async fn resume(
    cx: &Cx,
    id: &InteractionId,
    browser: &Browser,
) -> Result<Option<Outcome>, AuthorizeError> {
    let own = browser.browser.ok_or(AuthorizeError::Gone)?;
    let found = cx.store().read(|tx| {
        let (interaction, client) = load(cx, tx, id, &own)?;
        let Some(device) = interaction.device_grant.clone() else { return Ok(None) };
        let view = view_in(cx, tx, (interaction, client), browser)?;
        let approved = match &view.signed_in {
            Some(_) if view.step == Step::Answer => Some(approve(cx, tx, &view)?),
            _ => None,
        };
        Ok::<_, AuthorizeError>(Some((device, view.client, view.step, approved)))
    })?;
    let Some((device, client, step, approved)) = found else { return Ok(None) };
    let (Some(approved), Step::Answer) = (approved, step) else {
        if step == Step::Unmet {
            // Nobody can answer as the client demands.
            return refuse(cx, id, browser, (device, &client))
                .await
                .map(|page| Some(Outcome::Answer(Delivery::Redirect(page))));
        }
        return Ok(Some(Outcome::Step(id.clone(), step)));
    };
    let event = event(cx, "device_grant.approved", &client).user(&approved.user_id);
    let event = event.with("scope", approved.scopes.to_string());
    let event = Event { actor: Actor::User(approved.user_id.clone()), ..event };
    let (id, now) = (id.clone(), cx.now);
    cx.store()
        .write(move |tx| {
            answer_once(tx, &id)?;
            if !device_grants::approve(tx, &device, &approved, now)? {
                return Err(AuthorizeError::Gone);
            }
            Ok(store::audit::append(tx, event, now)?)
        })
        .await?;
    Ok(Some(Outcome::Answer(Delivery::Redirect(CONNECTED.to_owned()))))
}

/// The person refuses, wherever they stand; `None` where the request is no device's.
pub(crate) async fn cancel(
    cx: &Cx,
    id: &InteractionId,
    browser: &Browser,
) -> Result<Option<String>, AuthorizeError> {
    let own = browser.browser.ok_or(AuthorizeError::Gone)?;
    let (interaction, client) = cx.store().read(|tx| load(cx, tx, id, &own))?;
    let Some(device) = interaction.device_grant else { return Ok(None) };
    refuse(cx, id, browser, (device, &client)).await.map(Some)
}

async fn refuse(
    cx: &Cx,
    id: &InteractionId,
    browser: &Browser,
    (device, client): (DeviceGrantId, &Client),
) -> Result<String, AuthorizeError> {
    let signed_in = cx.store().read(|tx| session::load(cx, tx, browser.session.as_ref()))?;
    let event = event(cx, "device_grant.denied", client);
    let event = match signed_in.map(|signed_in| signed_in.user.id) {
        Some(user) => Event { actor: Actor::User(user.clone()), ..event.user(&user) },
        None => event,
    };
    let (id, now) = (id.clone(), cx.now);
    cx.store()
        .write(move |tx| {
            answer_once(tx, &id)?;
            if device_grants::deny(tx, &device)? {
                store::audit::append(tx, event, now)?;
            }
            Ok::<_, AuthorizeError>(())
        })
        .await?;
    Ok(REFUSED.to_owned())
}

/// What the device gets: of what it asked for, what the person ticked.
fn approve(cx: &Cx, tx: &ReadTx<'_>, view: &View) -> Result<Approved, AuthorizeError> {
    let signed_in = view.signed_in.as_ref().ok_or(AuthorizeError::Gone)?;
    let grant = grants::find(tx, &signed_in.user.id, &view.client.id)?.ok_or(AuthorizeError::Gone)?;
    Ok(Approved {
        user_id: signed_in.user.id.clone(),
        session_id: SessionId::generate(cx.entropy()),
        scopes: grant.allow(&view.request.scopes),
        auth_time: signed_in.session.auth_time,
        amr: signed_in.session.amr.clone(),
        acr: view.request.acr.answer(reached(&signed_in.session.amr)),
    })
}

fn event(cx: &Cx, name: &'static str, client: &Client) -> Event {
    cx.event(name).client(&client.id)
}
