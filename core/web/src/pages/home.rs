//! `/`: the signed-in person's apps.

use axum::http::StatusCode;
use axum::response::Response;
use domain::audit::Row;
use domain::device::DeviceState;
use oidc::redirect_uri::{display_host, origin};
use service::device::WaitingPhone;
use service::session::SignedIn;
use service::{account, authenticator, device};

use super::account::{account, require};
use crate::clock;
use crate::extract::Visitor;
use crate::respond::page::{admin_names, see_other, set_up_path, store_error};
use crate::view::{self, AccountPage, AppTile, Home, LastUse};

/// Tiles, and what happened lately.
pub(crate) async fn get(visitor: Visitor) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    match authenticator::overview(&visitor.cx, &signed_in.user.id) {
        Ok(overview) => {
            if let Some(kind) = overview.to_set_up {
                return see_other(set_up_path(kind));
            }
        }
        Err(error) => return store_error(&visitor, &error),
    }
    let apps = account::list_apps(&visitor.cx, &signed_in);
    let activity = account::list_activity(&visitor.cx, &signed_in, 50).await;
    let waiting = device::list_waiting(&visitor.cx, &signed_in.user.id);
    let (apps, activity, waiting) = match (apps, activity, waiting) {
        (Ok(apps), Ok(activity), Ok(waiting)) => (apps, activity, waiting),
        (Err(error), ..) | (_, Err(error), _) | (.., Err(error)) => return store_error(&visitor, &error),
    };
    let page = Home {
        chrome: visitor.chrome(),
        account: account(&signed_in, AccountPage::Apps),
        waiting_phones: waiting.iter().filter_map(|phone| waiting_phone(&visitor, phone)).collect(),
        greeting: clock::greeting(visitor.cx.now),
        first_name: first_name(&signed_in),
        lately: lately(&activity, &apps),
        apps: apps.iter().filter_map(tile).collect(),
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

fn first_name(signed_in: &SignedIn) -> String {
    let user = &signed_in.user;
    let given = user.claims.given_name.as_deref();
    given.or_else(|| user.display_name().split_whitespace().next()).unwrap_or_default().to_owned()
}

/// The app's own page, or where it returns to.
fn tile(app: &account::App) -> Option<AppTile> {
    let metadata = &app.client.metadata;
    let first = metadata.redirect_uris.first();
    let href = metadata.client_uri.clone().or_else(|| first.and_then(|uri| origin(uri)))?;
    Some(AppTile { name: app.client.display_name().to_owned(), host: display_host(&href), href, logo: None })
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
