//! The admin API: one router, the same over TLS, for the window and for the commands.

#![expect(unused_qualifications, reason = "what utoipa derives names our types by their whole path")]

pub(crate) mod app;
mod attributes;
mod audit;
mod body;
mod branding;
pub mod bring;
mod certificates;
mod checks;
mod claims;
mod client_certificates;
mod clients;
mod devices;
mod events;
mod factors;
mod groups;
mod guard;
mod health;
mod invitations;
mod keys;
mod links;
mod list;
mod logouts;
mod mail;
mod me;
mod openapi;
mod outbox;
mod overview;
mod passkeys;
mod preview;
mod problem;
mod registration_tokens;
mod rule;
mod sessions;
mod settings;
mod setup;
mod sign_ups;
mod tag;
mod terms;
mod tokens;
mod unlock;
mod updates;
mod users;
mod way;
mod words;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::routing::{MethodRouter, any, delete, get, patch, post, put};
use axum::{Extension, Router};
use domain::api_token::ApiScope;
use service::App;

use guard::{Door, Guard};
use problem::Problem;

pub use guard::Transport;

/// Where the admin API stands.
pub const PREFIX: &str = "/api/admin/v1";

/// The largest body that it takes.
const BODY_BYTES: usize = 1024 * 1024;

/// The router. Whoever serves it puts `Extension<Transport>` into each request; without one everything is refused.
pub fn router() -> Router<Arc<App>> {
    let router = table().into_iter().fold(Router::new(), |router, route| {
        let door = Door { guard: route.guard, scope: route.scope };
        router.route(&format!("{PREFIX}{}", route.path), route.handler.layer(Extension(door)))
    });
    let router = router.route("/api/{*path}", any(nowhere));
    router.layer(DefaultBodyLimit::max(BODY_BYTES)).layer(Extension(events::Pot::default()))
}

async fn nowhere() -> Problem {
    Problem::not_found("not_found", "there is nothing at this address")
}

/// One line of the table.
struct Route {
    /// The handler knows it; the document and the tests have to be told.
    method: &'static str,
    path: &'static str,
    guard: Guard,
    /// What opens it for a program; no token does where nothing is said.
    scope: Option<ApiScope>,
    handler: MethodRouter<Arc<App>>,
}

impl Route {
    /// Opens it for tokens of this scope.
    fn by(self, scope: ApiScope) -> Self {
        Self { scope: Some(scope), ..self }
    }
}

fn route(method: &'static str, path: &'static str, guard: Guard, handler: MethodRouter<Arc<App>>) -> Route {
    Route { method, path, guard, scope: None, handler }
}

/// Every route with its guard.
fn table() -> Vec<Route> {
    people().into_iter().chain(apps()).chain(office()).collect()
}

/// People, and what they have.
fn people() -> Vec<Route> {
    use ApiScope::{GroupsManage, GroupsRead, GroupsWrite, UsersManage, UsersRead, UsersWrite};
    use Guard::{Admin, Fresh, Helpdesk, HelpdeskFresh};
    vec![
        route("GET", "/users", Helpdesk, get(users::list)).by(UsersRead),
        route("POST", "/users", Admin, post(users::create)).by(UsersWrite),
        route("POST", "/users/import", Fresh, post(users::import)).by(UsersManage),
        route("GET", "/users/{user}", Helpdesk, get(users::show)).by(UsersRead),
        route("PATCH", "/users/{user}", Fresh, patch(users::change)).by(UsersManage),
        route("DELETE", "/users/{user}", Fresh, delete(users::remove)).by(UsersManage),
        route("POST", "/users/{user}/disable", Helpdesk, post(users::disable)).by(UsersWrite),
        route("POST", "/users/{user}/enable", Helpdesk, post(users::enable)).by(UsersWrite),
        route("POST", "/users/{user}/lockdown", Helpdesk, post(users::lock_down)).by(UsersWrite),
        route("POST", "/users/{user}/invite", HelpdeskFresh, post(users::invite)).by(UsersManage),
        route("POST", "/users/{user}/reset-password", HelpdeskFresh, post(users::reset_password)),
        route("POST", "/users/{user}/reset-mfa", HelpdeskFresh, post(users::reset_mfa)),
        route("POST", "/users/{user}/email-change/agree", Fresh, post(users::agree)),
        route("DELETE", "/users/{user}/email-change", Admin, delete(users::stop)),
        route("GET", "/users/{user}/factors", Helpdesk, get(factors::show)).by(UsersRead),
        route("GET", "/users/{user}/devices", Helpdesk, get(devices::list_of)).by(UsersRead),
        route("GET", "/devices", Admin, get(devices::list)).by(UsersRead),
        route("GET", "/devices/{device}", Helpdesk, get(devices::show)).by(UsersRead),
        route("PATCH", "/devices/{device}", HelpdeskFresh, patch(devices::change)),
        route("DELETE", "/devices/{device}", HelpdeskFresh, delete(devices::remove)),
        route("GET", "/users/{user}/passkeys", Helpdesk, get(passkeys::list_of)).by(UsersRead),
        route("DELETE", "/passkeys/{passkey}", HelpdeskFresh, delete(passkeys::remove)),
        route("GET", "/users/{user}/link", Helpdesk, get(links::show)),
        route("POST", "/users/{user}/link", HelpdeskFresh, post(links::begin)),
        route("DELETE", "/users/{user}/link", Helpdesk, delete(links::cancel)),
        route("POST", "/users/{user}/link/confirm", Helpdesk, post(links::confirm)),
        route("GET", "/attributes", Helpdesk, get(attributes::list)).by(UsersRead),
        route("PUT", "/attributes/{attribute}", Fresh, put(attributes::put)).by(UsersManage),
        route("DELETE", "/attributes/{attribute}", Fresh, delete(attributes::remove)).by(UsersManage),
        route("GET", "/groups", Helpdesk, get(groups::list)).by(GroupsRead),
        route("POST", "/groups", Admin, post(groups::create)).by(GroupsWrite),
        route("GET", "/groups/{group}", Admin, get(groups::show)).by(GroupsRead),
        route("PATCH", "/groups/{group}", Fresh, patch(groups::change)).by(GroupsManage),
        route("DELETE", "/groups/{group}", Fresh, delete(groups::remove)).by(GroupsManage),
        route("PUT", "/groups/{group}/users/{user}", Fresh, put(groups::add_user)).by(GroupsManage),
        route("DELETE", "/groups/{group}/users/{user}", Fresh, delete(groups::remove_user)).by(GroupsManage),
        route("GET", "/links", Admin, get(links::list)),
        route("DELETE", "/links/{link}", Admin, delete(links::end)),
        route("POST", "/users/import/preview", Admin, post(users::foresee)),
        route("GET", "/sign-ups", Admin, get(sign_ups::list)),
        route("POST", "/sign-ups/{sign_up}/approve", Admin, post(sign_ups::approve)),
        route("POST", "/sign-ups/{sign_up}/refuse", Admin, post(sign_ups::refuse)),
        route("GET", "/invitations", Admin, get(invitations::list)),
        route("POST", "/invitations", Admin, post(invitations::create)),
        route("DELETE", "/invitations/{invitation}", Admin, delete(invitations::remove)),
        route("GET", "/sessions", Helpdesk, get(sessions::list)).by(UsersRead),
        route("DELETE", "/sessions/{session}", Helpdesk, delete(sessions::end)).by(UsersWrite),
    ]
}

/// Apps, what they hear, and how they connect.
fn apps() -> Vec<Route> {
    use ApiScope::{ClientsManage, ClientsRead, ClientsWrite};
    use Guard::{Admin, Fresh};
    vec![
        route("GET", "/clients", Admin, get(clients::list)).by(ClientsRead),
        route("POST", "/clients", Admin, post(clients::create)).by(ClientsWrite),
        route("POST", "/clients/import", Fresh, post(clients::import)).by(ClientsManage),
        route("GET", "/clients/{client}", Admin, get(clients::show)).by(ClientsRead),
        route("PATCH", "/clients/{client}", Fresh, patch(clients::change)).by(ClientsManage),
        route("DELETE", "/clients/{client}", Fresh, delete(clients::remove)).by(ClientsManage),
        route("POST", "/clients/{client}/rotate-secret", Fresh, post(clients::rotate_secret))
            .by(ClientsManage),
        route("POST", "/clients/{client}/approve", Fresh, post(clients::approve)).by(ClientsManage),
        route("POST", "/clients/{client}/device-code", Admin, post(clients::try_device)).by(ClientsWrite),
        route("DELETE", "/clients/{client}/old-secret", Fresh, delete(clients::end_old_secret))
            .by(ClientsManage),
        route("POST", "/clients/{client}/certificate", Fresh, post(client_certificates::issue))
            .by(ClientsManage),
        route("POST", "/clients/{client}/check", Admin, post(checks::client)).by(ClientsWrite),
        route("GET", "/clients/{client}/way", Admin, get(way::show)).by(ClientsRead),
        route("GET", "/clients/{client}/logouts", Admin, get(logouts::list)).by(ClientsRead),
        route("POST", "/clients/{client}/logouts/retry", Admin, post(logouts::retry)).by(ClientsWrite),
        route("GET", "/clients/{client}/preview", Admin, get(preview::show)).by(ClientsRead),
        route("POST", "/clients/{client}/preview", Admin, post(preview::draft)).by(ClientsWrite),
        route("GET", "/claim-rules", Admin, get(claims::rules)).by(ClientsRead),
        route("PUT", "/claim-rules", Fresh, put(claims::set_rules)).by(ClientsManage),
        route("GET", "/claims", Admin, get(claims::export)).by(ClientsRead),
        route("PUT", "/claims", Fresh, put(claims::import)).by(ClientsManage),
        route("POST", "/connect/check", Admin, post(checks::address)).by(ClientsWrite),
        route("GET", "/connect/attempts", Admin, get(checks::attempts)).by(ClientsRead),
    ]
}

/// The office, its server, and who asks.
fn office() -> Vec<Route> {
    use ApiScope::{AuditRead, ServerRead, SettingsManage, SettingsRead};
    use Guard::{Admin, Fresh, Helpdesk, Local};
    vec![
        route("GET", "/openapi.json", Admin, get(openapi::show)).by(ServerRead),
        route("GET", "/me", Helpdesk, get(me::show)),
        route("GET", "/tokens", Admin, get(tokens::list)),
        route("POST", "/tokens", Fresh, post(tokens::make)),
        route("DELETE", "/tokens/{token}", Admin, delete(tokens::revoke)),
        route("GET", "/registration-tokens", Admin, get(registration_tokens::list)),
        route("POST", "/registration-tokens", Fresh, post(registration_tokens::make)),
        route("DELETE", "/registration-tokens/{token}", Admin, delete(registration_tokens::revoke)),
        route("GET", "/settings", Admin, get(settings::list)).by(SettingsRead),
        route("GET", "/settings/{key}", Admin, get(settings::show)).by(SettingsRead),
        route("PUT", "/settings/{key}", Fresh, put(settings::set)).by(SettingsManage),
        route("GET", "/branding", Helpdesk, get(branding::show)).by(SettingsRead),
        route("GET", "/branding/logo", Helpdesk, get(branding::logo)).by(SettingsRead),
        route("PUT", "/branding/logo", Fresh, put(branding::set_logo)).by(SettingsManage),
        route("DELETE", "/branding/logo", Fresh, delete(branding::remove_logo)).by(SettingsManage),
        route("POST", "/mail/test", Fresh, post(mail::test)),
        route("GET", "/outbox", Admin, get(outbox::list)),
        route("POST", "/outbox/retry", Admin, post(outbox::retry_all)),
        route("DELETE", "/outbox/{message}", Fresh, delete(outbox::discard)),
        route("POST", "/outbox/{message}/reveal", Fresh, post(outbox::reveal)),
        route("POST", "/outbox/{message}/retry", Admin, post(outbox::retry)),
        route("POST", "/unlock", Local, post(unlock::unlock)),
        route("GET", "/keys", Admin, get(keys::list)).by(ServerRead),
        route("POST", "/keys/rotate", Fresh, post(keys::rotate)),
        route("GET", "/audit", Helpdesk, get(audit::list)).by(AuditRead),
        route("GET", "/audit/verify", Admin, get(audit::verify)).by(AuditRead),
        route("GET", "/certificates", Admin, get(certificates::list)).by(ServerRead),
        route("POST", "/certificates/renew", Fresh, post(certificates::renew)),
        route("GET", "/health", Admin, get(health::show)).by(ServerRead),
        route("GET", "/updates", Admin, get(updates::show)).by(ServerRead),
        route("POST", "/updates/check", Admin, post(updates::check)),
        route("GET", "/overview", Admin, get(overview::show)).by(ServerRead),
        route("GET", "/events", Admin, get(events::follow)).by(AuditRead),
        route("GET", "/audit/export", Admin, get(audit::export)).by(AuditRead),
        route("GET", "/setup", Local, get(setup::show)),
        route("POST", "/setup", Local, post(setup::complete)),
        route("POST", "/setup/name-check", Local, post(setup::check_name)),
        route("POST", "/setup/address", Local, post(setup::choose_address)),
    ]
}

#[cfg(test)]
mod tests;
