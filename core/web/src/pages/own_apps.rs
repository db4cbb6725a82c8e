//! `/apps`: developers register apps of their own, test them, and look after them.

mod checks;
mod lines;
mod secrets;

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use domain::client::Client;
use domain::id::ClientId;
use domain::own_app::{Place, Preset, Typed, find_preset, presets};
use oidc::redirect_uri::display_host;
use serde::Deserialize;
use service::apps::{self, AppsError, Registered};
use service::rights::FRESH_S;
use service::session::SignedIn;

use super::account::{account, guarded, require};
use super::claims;
use super::login::encode;
use crate::clock;
use crate::extract::{Form, Visitor};
use crate::respond::page::{admin_names, see_other, store_error, too_many};
use crate::text::Text;
use crate::view::{
    self, AccountPage, Chrome, Claim, ClaimRow, Confirm, Link, Message, OwnApp, OwnAppForm, OwnAppKind,
    OwnAppKinds, OwnAppOnce, OwnAppPurpose, OwnAppRow, OwnAppTest, OwnAppValues, OwnApps,
};

pub(crate) use secrets::{confirm_rotation, end_old, rotate};

const HERE: &str = "/apps";

/// What the page's address says.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Address {
    /// Which app.
    #[serde(default)]
    app: String,
    /// Which preset.
    #[serde(default)]
    preset: String,
    /// The lines of which runtime.
    #[serde(default)]
    runtime: String,
    /// What the last form did.
    #[serde(default)]
    done: String,
}

/// A person's apps.
pub(crate) async fn list(visitor: Visitor, Query(address): Query<Address>) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    match apps::list(&visitor.cx, &signed_in) {
        Ok((own, most)) => {
            let page = OwnApps {
                chrome: visitor.chrome(),
                account: account(&signed_in, AccountPage::OwnApps),
                apps: own.iter().map(row).collect(),
                most: u64::try_from(most).unwrap_or_default(),
                removed: address.done == "removed",
                admins: admin_names(&visitor),
            };
            view::answer(StatusCode::OK, &page)
        }
        Err(error) => refuse(&visitor, HERE, error),
    }
}

/// Which app it will be, and then the form for it.
pub(crate) async fn new(visitor: Visitor, Query(address): Query<Address>) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    if let Err(error) = apps::list(&visitor.cx, &signed_in) {
        return refuse(&visitor, HERE, error);
    }
    match find_preset(&address.preset) {
        Some(preset) => {
            let typed = Typed { name: preset.name.clone(), ..Typed::default() };
            let form = registration(&visitor, &signed_in, preset, typed);
            view::answer(StatusCode::OK, &form)
        }
        None => {
            let kind = |preset: &Preset| OwnAppKind {
                name: preset.name.clone(),
                href: format!("/apps/new?preset={}", encode(&preset.id)),
                id: preset.id.clone(),
            };
            let page = OwnAppKinds {
                chrome: visitor.chrome(),
                account: account(&signed_in, AccountPage::OwnApps),
                kinds: presets().iter().map(kind).collect(),
            };
            view::answer(StatusCode::OK, &page)
        }
    }
}

/// Registers it; the one answer that shows its secret.
pub(crate) async fn register(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let Some(preset) = find_preset(form.text("preset")) else { return see_other("/apps/new") };
    let place = if preset.name.is_empty() { Place::read(form.text("place")) } else { Place::Server };
    let typed = Typed { place, ..typed(&form) };
    match apps::register(&visitor.cx, &signed_in, preset, &typed).await {
        Ok(registered) => show_once(&visitor, &signed_in, registered),
        Err(AppsError::Faults(faults)) => {
            let form = OwnAppForm { faults, ..registration(&visitor, &signed_in, preset, typed) };
            view::answer(StatusCode::UNPROCESSABLE_ENTITY, &form)
        }
        Err(AppsError::Enough { .. }) => {
            let form = OwnAppForm { is_full: true, ..registration(&visitor, &signed_in, preset, typed) };
            view::answer(StatusCode::CONFLICT, &form)
        }
        Err(error) => refuse(&visitor, HERE, error),
    }
}

/// One app.
pub(crate) async fn show(visitor: Visitor, Query(address): Query<Address>) -> Response {
    let (signed_in, client) = match find(&visitor, &address.app).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let page = OwnApp {
        chrome: visitor.chrome(),
        account: account(&signed_in, AccountPage::OwnApps),
        app: values(&visitor, &client, None),
        runtimes: lines::runtimes(&client, &address.runtime),
        lines: lines::shown(&visitor, &client, &address.runtime),
        old_secret: secrets::old(&visitor, &client),
        saved: address.done == "saved",
        ended: address.done == "ended",
        admins: admin_names(&visitor),
    };
    view::answer(StatusCode::OK, &page)
}

/// The form for changing it. A sign-in that is too long ago is renewed before anything is typed.
pub(crate) async fn change_form(visitor: Visitor, Query(address): Query<Address>) -> Response {
    let (signed_in, client) = match find_fresh(&visitor, &address.app, "change").await {
        Ok(found) => found,
        Err(response) => return response,
    };
    view::answer(StatusCode::OK, &change_of(&visitor, &signed_in, &client, Typed::of(&client.metadata)))
}

/// Changes it.
pub(crate) async fn change(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let (id, typed) = (ClientId::from(form.text("app")), typed(&form));
    match apps::update(&visitor.cx, &signed_in, &id, typed.clone()).await {
        Ok(client) => see_other(&format!("{}&done=saved", at("app", client.id.as_str()))),
        Err(AppsError::Faults(faults)) => match apps::find(&visitor.cx, &signed_in, &id) {
            Ok(client) => {
                let form = OwnAppForm { faults, ..change_of(&visitor, &signed_in, &client, typed) };
                view::answer(StatusCode::UNPROCESSABLE_ENTITY, &form)
            }
            Err(error) => refuse(&visitor, HERE, error),
        },
        Err(error) => refuse(&visitor, &at("change", id.as_str()), error),
    }
}

/// Asks once more before it is taken away.
pub(crate) async fn confirm_removal(visitor: Visitor, Query(address): Query<Address>) -> Response {
    let (signed_in, client) = match find_fresh(&visitor, &address.app, "remove").await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let (text, name) = (visitor.text, client.display_name());
    let words = (text.own_app_remove_title(name), text.own_app_remove_body(name), text.own_app_remove());
    confirm(&visitor, &signed_in, &client, "/apps/remove", words)
}

/// Takes it away.
pub(crate) async fn remove(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let id = ClientId::from(form.text("app"));
    match apps::delete(&visitor.cx, &signed_in, &id).await {
        Ok(_) => see_other("/apps?done=removed"),
        Err(error) => refuse(&visitor, &at("remove", id.as_str()), error),
    }
}

/// Walks the way of a sign-in.
pub(crate) async fn test(visitor: Visitor, Query(address): Query<Address>) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let id = ClientId::from(address.app.as_str());
    let tested = match apps::test(&visitor.cx, &signed_in, &id).await {
        Ok(tested) => tested,
        Err(error) => return refuse(&visitor, HERE, error),
    };
    let text = visitor.text;
    let fault = match (tested.is_busy, tested.checks.is_empty()) {
        (true, _) => Some(text.own_app_test_busy().into_owned()),
        (false, true) => Some(text.own_app_test_offline().into_owned()),
        (false, false) => None,
    };
    let idle = visitor.cx.app.settings().number("lifetime.refresh_idle_s");
    let told = tested.preview.told().into_iter();
    let mut rows = claims::rows(text, &signed_in.user, &tested.preview.scopes, idle);
    rows.extend(told.map(|(claim, value)| ClaimRow::new(Claim::Other(claim), value)));
    let page = OwnAppTest {
        chrome: visitor.chrome(),
        account: account(&signed_in, AccountPage::OwnApps),
        try_href: tested.client.metadata.client_uri.clone(),
        app: values(&visitor, &tested.client, None),
        checks: tested.checks.iter().map(|check| checks::shown(text, check)).collect(),
        fault,
        rows,
        is_let_in: tested.preview.refused.is_none(),
        asks_consent: tested.preview.asks_consent,
    };
    view::answer(StatusCode::OK, &page)
}

/// Who is signed in, and the app that is theirs.
async fn find(visitor: &Visitor, app: &str) -> Result<(SignedIn, Client), Response> {
    let signed_in = require(visitor).await?;
    match apps::find(&visitor.cx, &signed_in, &ClientId::from(app)) {
        Ok(client) => Ok((signed_in, client)),
        Err(error) => Err(refuse(visitor, HERE, error)),
    }
}

/// The same, with a sign-in that is recent enough for the form to come.
async fn find_fresh(visitor: &Visitor, app: &str, page: &str) -> Result<(SignedIn, Client), Response> {
    let (signed_in, client) = find(visitor, app).await?;
    match signed_in.session.is_fresh(FRESH_S, visitor.cx.now) {
        true => Ok((signed_in, client)),
        false => Err(refuse(visitor, &at(page, app), AppsError::NotFresh)),
    }
}

/// What was not done: a page, or the way to a sign-in that is recent enough.
fn refuse(visitor: &Visitor, back: &str, error: AppsError) -> Response {
    match error {
        AppsError::NotFresh => see_other(&format!("/login?again=1&next={}", encode(back))),
        AppsError::Store(error) => store_error(visitor, &error),
        AppsError::Denied => denied(visitor),
        AppsError::Already(id) => see_other(&at("app", id.as_str())),
        AppsError::Slowed { wait_s } => too_many(visitor, wait_s),
        // Forms answer these themselves; anywhere else the list says what there is.
        AppsError::Enough { .. } | AppsError::Faults(_) | AppsError::Public | AppsError::Unknown => {
            see_other(HERE)
        }
    }
}

fn denied(visitor: &Visitor) -> Response {
    let text = visitor.text;
    let lead = match admin_names(visitor).as_slice() {
        [] => text.own_apps_who_lead_nobody(),
        admins => text.own_apps_who_lead(admins.join(", ")),
    };
    let page = Message {
        chrome: visitor.chrome(),
        title: text.own_apps_who_title().into_owned(),
        lead: lead.into_owned(),
        link: Some(Link { href: "/".to_owned(), label: text.error_back().into_owned() }),
    };
    view::answer(StatusCode::FORBIDDEN, &page)
}

fn at(page: &str, app: &str) -> String {
    format!("/apps/{page}?app={}", encode(app))
}

fn typed(form: &Form) -> Typed {
    Typed {
        name: form.text("name").to_owned(),
        address: form.text("address").to_owned(),
        redirects: form.text("redirects").to_owned(),
        signed_out: form.text("signed_out").to_owned(),
        told: form.text("told").to_owned(),
        place: Place::default(),
    }
}

fn row(client: &Client) -> OwnAppRow {
    OwnAppRow {
        name: client.display_name().to_owned(),
        host: client.metadata.redirect_uris.first().map(|uri| display_host(uri)).unwrap_or_default(),
        since: clock::minutes(client.created_at),
        is_stopped: apps::is_stopped(client),
        href: at("app", client.id.as_str()),
    }
}

fn values(visitor: &Visitor, client: &Client, secret: Option<String>) -> OwnAppValues {
    OwnAppValues {
        name: client.display_name().to_owned(),
        client_id: client.id.to_string(),
        issuer: visitor.cx.app.issuer().to_string(),
        auth: client.metadata.token_endpoint_auth_method.clone().into(),
        scopes: client.metadata.scope.to_string(),
        redirects: client.metadata.redirect_uris.clone(),
        has_secret: client.secret.is_some(),
        is_stopped: apps::is_stopped(client),
        secret,
        query: format!("app={}", encode(client.id.as_str())),
        ca_file: visitor.site.place().ca_file_name(),
        sha256: view::fingerprint(&visitor.site.place().ca.sha256),
    }
}

fn show_once(visitor: &Visitor, signed_in: &SignedIn, registered: Registered) -> Response {
    let Registered { client, secret } = registered;
    let secret = secret.map(|secret| secret.expose().to_owned());
    let page = OwnAppOnce {
        // Another language is chosen on the app's own page: this one is shown once.
        chrome: Chrome { here: at("app", client.id.as_str()), ..visitor.chrome() },
        account: account(signed_in, AccountPage::OwnApps),
        lines: lines::of_itself(visitor, &client, secret.as_deref()),
        app: values(visitor, &client, secret),
    };
    view::answer(StatusCode::OK, &page)
}

fn registration(visitor: &Visitor, signed_in: &SignedIn, preset: &Preset, typed: Typed) -> OwnAppForm {
    let here = format!("/apps/new?preset={}", encode(&preset.id));
    OwnAppForm {
        chrome: Chrome { here, ..visitor.chrome() },
        account: account(signed_in, AccountPage::OwnApps),
        purpose: OwnAppPurpose::Register {
            preset: preset.id.clone(),
            name: preset.name.clone(),
            redirect: preset.redirect.clone(),
            manual: preset.manual.clone(),
            hint: hint(visitor.text, &preset.id),
        },
        typed,
        faults: Vec::new(),
        is_full: false,
        scopes: preset.scope.clone(),
        admins: admin_names(visitor),
    }
}

/// What some apps want to be said about the address that people return to.
fn hint(text: Text, preset: &str) -> Option<String> {
    let words = match preset {
        "apache" => text.preset_apache_hint(),
        "gitea" => text.preset_gitea_hint(),
        "nextcloud" => text.preset_nextcloud_hint(),
        "proxmox" => text.preset_proxmox_hint(),
        _ => return None,
    };
    Some(words.into_owned())
}

fn change_of(visitor: &Visitor, signed_in: &SignedIn, client: &Client, typed: Typed) -> OwnAppForm {
    OwnAppForm {
        chrome: Chrome { here: at("change", client.id.as_str()), ..visitor.chrome() },
        account: account(signed_in, AccountPage::OwnApps),
        purpose: OwnAppPurpose::Change {
            app: client.id.to_string(),
            back_href: at("app", client.id.as_str()),
        },
        typed: Typed { place: Place::of(&client.metadata), ..typed },
        faults: Vec::new(),
        is_full: false,
        scopes: client.metadata.scope.to_string(),
        admins: admin_names(visitor),
    }
}

fn confirm(
    visitor: &Visitor,
    signed_in: &SignedIn,
    client: &Client,
    action: &str,
    (title, body, verb): Words3,
) -> Response {
    let page = Confirm {
        chrome: visitor.chrome(),
        account: account(signed_in, AccountPage::OwnApps),
        title: title.into_owned(),
        body: body.into_owned(),
        action: action.to_owned(),
        hidden: vec![
            ("app".to_owned(), client.id.to_string()),
            ("seen".to_owned(), client.updated_at.to_string()),
        ],
        verb: verb.into_owned(),
        keep_href: at("app", client.id.as_str()),
    };
    view::answer(StatusCode::OK, &page)
}

/// Title, sentence and verb of a question.
type Words3 =
    (std::borrow::Cow<'static, str>, std::borrow::Cow<'static, str>, std::borrow::Cow<'static, str>);
