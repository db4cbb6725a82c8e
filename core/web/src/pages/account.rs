//! `/account/…`: what a person looks after.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use domain::id::ClientId;
use domain::user_agent;
use oidc::claims::scope_of;
use oidc::redirect_uri::display_host;
use oidc::scope::Scopes;
use serde::Deserialize;
use service::account::connected::Connected;
use service::account::{self, connected, picture, remembered};
use service::session::SignedIn;

use super::claims;
use super::login::encode;
use crate::clock;
use crate::extract::{Form, Visitor};
use crate::respond::page::{error_page, form_fault, see_other, store_error};
use crate::view::{
    self, Account, AccountApps, AccountPage, AccountSessions, Confirm, ConnectedDevice, ErrorKind,
    GrantedApp, RememberedRow, SessionRow,
};

/// Who is signed in, or the way to sign in and back.
pub(crate) async fn require(visitor: &Visitor) -> Result<SignedIn, Response> {
    match visitor.signed_in().await {
        Ok(Some(signed_in)) => Ok(signed_in),
        Ok(None) => Err(see_other(&match visitor.chrome().here.as_str() {
            "/" => "/login".to_owned(),
            here => format!("/login?next={}", encode(here)),
        })),
        Err(error) => Err(store_error(visitor, &error)),
    }
}

/// The navigation beside the page.
pub(crate) fn account(signed_in: &SignedIn, at: AccountPage) -> Account {
    Account {
        name: signed_in.user.display_name().to_owned(),
        picture: picture::path(&signed_in.user).map(str::to_owned),
        at,
        registers_apps: signed_in.registers_apps,
        sign_out_action: "/logout".to_owned(),
    }
}

/// What the last form did.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Done {
    removed: Option<String>,
    ended: Option<u64>,
    forgotten: Option<String>,
    client: Option<String>,
    signed_out: Option<String>,
}

/// Apps with access.
pub(crate) async fn apps(visitor: Visitor, Query(done): Query<Done>) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let granted = match account::list_grants(&visitor.cx, &signed_in) {
        Ok(granted) => granted,
        Err(error) => return store_error(&visitor, &error),
    };
    let devices = match connected::list(&visitor.cx, &signed_in) {
        Ok(devices) => devices,
        Err(error) => return store_error(&visitor, &error),
    };
    let page = AccountApps {
        chrome: visitor.chrome(),
        account: account(&signed_in, AccountPage::Grants),
        apps: granted.iter().filter_map(|app| granted_app(&visitor, &signed_in, app, &devices)).collect(),
        signed_out: done.signed_out.is_some(),
        removed: done.removed.and_then(|id| removed_name(&visitor, &signed_in, &id)),
    };
    view::answer(StatusCode::OK, &page)
}

/// The name of an app that has no access any more; never what the address says itself.
fn removed_name(visitor: &Visitor, signed_in: &SignedIn, id: &str) -> Option<String> {
    let apps = account::list_apps(&visitor.cx, signed_in).ok()?;
    let app = apps.iter().find(|app| app.client.id.as_str() == id && app.grant.is_none())?;
    Some(app.client.display_name().to_owned())
}

/// Asks once more before access is taken back.
pub(crate) async fn confirm_removal(visitor: Visitor, Query(done): Query<Done>) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let id = done.client.unwrap_or_default();
    let granted = account::list_grants(&visitor.cx, &signed_in).unwrap_or_default();
    let Some(app) = granted.iter().find(|app| app.client.id.as_str() == id) else {
        return see_other("/account/apps");
    };
    let text = visitor.text;
    let name = app.client.display_name();
    let page = Confirm {
        chrome: visitor.chrome(),
        account: account(&signed_in, AccountPage::Grants),
        title: text.grants_remove_title(name).into_owned(),
        body: text.grants_remove_body(name).into_owned(),
        action: "/account/apps".to_owned(),
        hidden: vec![("client".to_owned(), id)],
        verb: text.grants_remove().into_owned(),
        keep_href: "/account/apps".to_owned(),
    };
    view::answer(StatusCode::OK, &page)
}

/// Takes access back.
pub(crate) async fn remove_app(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let client = ClientId::from(form.text("client"));
    match account::revoke_grant(&visitor.cx, &signed_in, &client).await {
        Ok(true) => see_other(&format!("/account/apps?removed={}", encode(client.as_str()))),
        Ok(false) => see_other("/account/apps"),
        Err(error) => store_error(&visitor, &error),
    }
}

/// Signs a device without a browser out.
pub(crate) async fn sign_device_out(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    match connected::sign_out(&visitor.cx, &signed_in, form.text("device").into()).await {
        Ok(true) => see_other("/account/apps?signed_out=1"),
        Ok(false) => see_other("/account/apps"),
        Err(error) => store_error(&visitor, &error),
    }
}

/// Where the person is signed in.
pub(crate) async fn sessions(visitor: Visitor, Query(done): Query<Done>) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let sessions = account::list_sessions(&visitor.cx, &signed_in);
    let remembered = remembered::list(&visitor.cx, &signed_in, &visitor.cookies.browser());
    let (sessions, remembered) = match (sessions, remembered) {
        (Ok(sessions), Ok(remembered)) => (sessions, remembered),
        (Err(error), _) | (_, Err(error)) => return store_error(&visitor, &error),
    };
    let mut rows: Vec<SessionRow> = sessions
        .iter()
        .map(|session| SessionRow {
            id: session.id.to_string(),
            browser: user_agent::describe(&session.user_agent),
            place: session.address.clone(),
            since: clock::minutes(session.created_at),
            last_used: clock::minutes(session.last_seen_at),
            current: session.id == signed_in.session.id,
        })
        .collect();
    rows.sort_by_key(|row| !row.current);
    let page = AccountSessions {
        chrome: visitor.chrome(),
        account: account(&signed_in, AccountPage::Sessions),
        sessions: rows,
        action: "/account/sessions".to_owned(),
        ended: done.ended,
        remembered: remembered.into_iter().map(remembered_row).collect(),
        forgotten: done.forgotten.is_some(),
    };
    view::answer(StatusCode::OK, &page)
}

fn device_row(device: &Connected) -> ConnectedDevice {
    ConnectedDevice {
        id: device.authorization.to_string(),
        place: device.address.clone(),
        since: clock::minutes(device.since),
    }
}

fn remembered_row(found: remembered::Remembered) -> RememberedRow {
    RememberedRow {
        id: found.id,
        browser: user_agent::describe(&found.user_agent),
        place: found.address,
        since: clock::minutes(found.since),
        until: clock::minutes(found.until),
        current: found.current,
    }
}

/// Forgets a remembered browser.
pub(crate) async fn forget_browser(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    match remembered::forget(&visitor.cx, &signed_in, form.text("browser")).await {
        Ok(true) => see_other("/account/sessions?forgotten=1"),
        Ok(false) => see_other("/account/sessions"),
        Err(error) => store_error(&visitor, &error),
    }
}

/// Ends one session, or all others.
pub(crate) async fn end_sessions(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let only = match form.text("session") {
        "" => return error_page(&visitor, StatusCode::BAD_REQUEST, ErrorKind::Request, None),
        "others" => None,
        id => Some(id.into()),
    };
    match account::end_sessions(&visitor.cx, &signed_in, only).await {
        Ok(ended) => see_other(&format!("/account/sessions?ended={ended}")),
        Err(error) => store_error(&visitor, &error),
    }
}

pub(crate) async fn guarded(visitor: &Visitor, form: &Form) -> Result<SignedIn, Response> {
    form.check().map_err(|fault| form_fault(visitor, fault))?;
    require(visitor).await
}

fn granted_app(
    visitor: &Visitor,
    signed_in: &SignedIn,
    app: &account::App,
    devices: &[Connected],
) -> Option<GrantedApp> {
    let grant = app.grant.as_ref()?;
    let idle = visitor.cx.app.settings().number("lifetime.refresh_idle_s");
    let mut rows = claims::rows(visitor.text, &signed_in.user, &grant.scopes, idle);
    let by_name = grant.claims.iter().filter(|name| !is_open_to(name, &grant.scopes));
    rows.extend(by_name.filter_map(|name| claims::of_claim(visitor.text, &signed_in.user, name)));
    Some(GrantedApp {
        name: app.client.display_name().to_owned(),
        host: app.client.metadata.redirect_uris.first().map(|uri| display_host(uri)).unwrap_or_default(),
        since: clock::minutes(grant.granted_at),
        rows,
        devices: devices.iter().filter(|device| device.client_id == app.client.id).map(device_row).collect(),
        remove_href: format!("/account/apps/remove?client={}", encode(app.client.id.as_str())),
    })
}

/// Whether a scope opens the claim already.
fn is_open_to(name: &str, scopes: &Scopes) -> bool {
    scope_of(name).is_some_and(|scope| scopes.contains(scope))
}
