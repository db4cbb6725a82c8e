//! `/`: the signed-in person's apps.

use axum::http::StatusCode;
use axum::response::Response;
use domain::audit::Row;
use domain::device::{Device, DeviceState};
use oidc::redirect_uri::{display_host, initiate_login, origin};
use service::device::WaitingPhone;
use service::session::SignedIn;
use service::{account, authenticator, device};

use super::account::{account, require};
use crate::app_logos;
use crate::clock;
use crate::extract::Visitor;
use crate::respond::page::{admin_names, see_other, set_up_path, store_error};
use crate::view::{self, AccountPage, AppTile, Home, LastUse, SafetyNet, SafetyPhone, SafetyState};

/// Tiles, and what happened lately.
pub(crate) async fn get(visitor: Visitor) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let overview = match authenticator::overview(&visitor.cx, &signed_in.user.id) {
        Ok(overview) => overview,
        Err(error) => return store_error(&visitor, &error),
    };
    if let Some(kind) = overview.to_set_up {
        return see_other(set_up_path(kind));
    }
    let apps = account::list_apps(&visitor.cx, &signed_in);
    let activity = account::list_activity(&visitor.cx, &signed_in, 50).await;
    let phones = device::list(&visitor.cx, &signed_in.user.id);
    let waiting = device::list_waiting(&visitor.cx, &signed_in.user.id);
    let (apps, activity, waiting, phones) = match (apps, activity, waiting, phones) {
        (Ok(apps), Ok(activity), Ok(waiting), Ok(phones)) => (apps, activity, waiting, phones),
        (Err(error), ..) | (_, Err(error), ..) | (_, _, Err(error), _) | (.., Err(error)) => {
            return store_error(&visitor, &error);
        }
    };
    let page = Home {
        chrome: visitor.chrome(),
        account: account(&signed_in, AccountPage::Apps),
        waiting_phones: waiting.iter().filter_map(|phone| waiting_phone(&visitor, phone)).collect(),
        greeting: clock::greeting(visitor.cx.now),
        first_name: first_name(&signed_in),
        lately: lately(&activity, &apps),
        safety: SafetyNet {
            phones: phones.into_iter().map(|phone| safety_phone(visitor.cx.now, phone)).collect(),
            passkeys: overview.passkeys,
            authenticator_since: overview.authenticator_since.map(clock::minutes),
            codes_left: u64::try_from(overview.codes_left).unwrap_or_default(),
        },
        apps: apps.iter().filter_map(|app| tile(app, &visitor.cx.app.issuer())).collect(),
        admins: admin_names(&visitor),
    };
    view::answer(StatusCode::OK, &page)
}

/// A phone that the owner did not link, and that does not count yet.
fn waiting_phone(
    visitor: &Visitor,
    WaitingPhone { device, by }: &WaitingPhone,
) -> Option<view::WaitingPhone> {
    let DeviceState::Waiting { until } = device.state else { return None };
    (visitor.cx.now < until).then(|| view::WaitingPhone {
        device: device.id.to_string(),
        name: device.name.clone(),
        admin: by.clone().unwrap_or_default(),
        from: clock::minutes(until),
    })
}

fn safety_phone(now: i64, device: Device) -> SafetyPhone {
    let state = match device.state {
        _ if device.is_active(now) => SafetyState::Working,
        DeviceState::Suspended => SafetyState::Stopped,
        DeviceState::Active | DeviceState::Waiting { .. } => SafetyState::Waiting,
    };
    SafetyPhone { name: device.name, last_used: device.last_used_at.map(clock::minutes), state }
}

fn first_name(signed_in: &SignedIn) -> String {
    let user = &signed_in.user;
    let given = user.claims.given_name.as_deref();
    given.or_else(|| user.display_name().split_whitespace().next()).unwrap_or_default().to_owned()
}

/// Where the app begins a sign-in with us, its own page, or where it returns to.
fn tile(app: &account::App, issuer: &str) -> Option<AppTile> {
    let metadata = &app.client.metadata;
    let first = metadata.redirect_uris.first();
    let own = metadata.client_uri.clone().or_else(|| first.and_then(|uri| origin(uri)));
    let begin = metadata.initiate_login_uri.as_deref().and_then(|uri| initiate_login(uri, issuer));
    let host = display_host(own.as_deref().or(begin.as_deref())?);
    let logo = app_logos::path(&app.client);
    Some(AppTile { name: app.client.display_name().to_owned(), host, href: begin.or(own)?, logo })
}

fn lately(activity: &[Row], apps: &[account::App]) -> Vec<LastUse> {
    let uses = activity.iter().filter(|row| row.event == "authorization.issued");
    uses.filter_map(|row| {
        let app = apps.iter().find(|app| Some(app.client.id.as_str()) == row.client_id.as_deref())?;
        Some(LastUse {
            time: clock::minutes(row.at),
            app: app.client.display_name().to_owned(),
            place: row.address.clone().unwrap_or_default(),
        })
    })
    .take(5)
    .collect()
}
