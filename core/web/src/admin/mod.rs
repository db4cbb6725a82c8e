//! The admin API: one router, the same over TLS, for the window and for the commands.

#![expect(unused_qualifications, reason = "what utoipa derives names our types by their whole path")]

pub(crate) mod app;
mod audit;
mod body;
mod branding;
mod certificates;
mod checks;
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
mod mail;
mod me;
mod openapi;
mod outbox;
mod overview;
mod passkeys;
mod preview;
mod problem;
mod rule;
mod sessions;
mod settings;
mod setup;
mod sign_ups;
mod tag;
mod unlock;
mod updates;
mod users;
mod words;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::routing::{MethodRouter, any, delete, get, patch, post, put};
use axum::{Extension, Router};
use service::App;

use guard::Guard;
use problem::Problem;

pub use guard::Transport;

/// Where the admin API stands.
pub const PREFIX: &str = "/api/admin/v1";

/// The largest body that it takes.
const BODY_BYTES: usize = 1024 * 1024;

/// The router. Whoever serves it puts `Extension<Transport>` into each request; without one everything is refused.
pub fn router() -> Router<Arc<App>> {
    let router = table().into_iter().fold(Router::new(), |router, route| {
        router.route(&format!("{PREFIX}{}", route.path), route.handler.layer(Extension(route.guard)))
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
    handler: MethodRouter<Arc<App>>,
}

fn route(method: &'static str, path: &'static str, guard: Guard, handler: MethodRouter<Arc<App>>) -> Route {
    Route { method, path, guard, handler }
}

/// Every route with its guard.
fn table() -> Vec<Route> {
    people().into_iter().chain(office()).collect()
}

/// People, what they have, and the apps that they sign in to.
fn people() -> Vec<Route> {
    use Guard::{Admin, Fresh};
    vec![
        route("GET", "/users", Admin, get(users::list)),
        route("POST", "/users", Admin, post(users::create)),
        route("POST", "/users/import", Fresh, post(users::import)),
        route("GET", "/users/{user}", Admin, get(users::show)),
        route("PATCH", "/users/{user}", Fresh, patch(users::change)),
        route("DELETE", "/users/{user}", Fresh, delete(users::remove)),
        route("POST", "/users/{user}/disable", Admin, post(users::disable)),
        route("POST", "/users/{user}/enable", Admin, post(users::enable)),
        route("POST", "/users/{user}/invite", Fresh, post(users::invite)),
        route("POST", "/users/{user}/reset-password", Fresh, post(users::reset_password)),
        route("POST", "/users/{user}/reset-mfa", Fresh, post(users::reset_mfa)),
        route("GET", "/users/{user}/factors", Admin, get(factors::show)),
        route("GET", "/users/{user}/devices", Admin, get(devices::list_of)),
        route("GET", "/users/{user}/passkeys", Admin, get(passkeys::list_of)),
        route("DELETE", "/passkeys/{passkey}", Fresh, delete(passkeys::remove)),
        route("GET", "/devices", Admin, get(devices::list)),
        route("GET", "/devices/{device}", Admin, get(devices::show)),
        route("PATCH", "/devices/{device}", Fresh, patch(devices::change)),
        route("DELETE", "/devices/{device}", Fresh, delete(devices::remove)),
        route("GET", "/users/{user}/link", Admin, get(links::show)),
        route("POST", "/users/{user}/link", Fresh, post(links::begin)),
        route("DELETE", "/users/{user}/link", Admin, delete(links::cancel)),
        route("POST", "/users/{user}/link/confirm", Admin, post(links::confirm)),
        route("GET", "/groups", Admin, get(groups::list)),
        route("POST", "/groups", Admin, post(groups::create)),
        route("GET", "/groups/{group}", Admin, get(groups::show)),
        route("PATCH", "/groups/{group}", Fresh, patch(groups::change)),
        route("DELETE", "/groups/{group}", Fresh, delete(groups::remove)),
        route("PUT", "/groups/{group}/users/{user}", Fresh, put(groups::add_user)),
        route("DELETE", "/groups/{group}/users/{user}", Fresh, delete(groups::remove_user)),
        route("GET", "/clients", Admin, get(clients::list)),
        route("POST", "/clients", Admin, post(clients::create)),
        route("POST", "/clients/import", Fresh, post(clients::import)),
        route("GET", "/clients/{client}", Admin, get(clients::show)),
        route("PATCH", "/clients/{client}", Fresh, patch(clients::change)),
        route("DELETE", "/clients/{client}", Fresh, delete(clients::remove)),
        route("POST", "/clients/{client}/rotate-secret", Fresh, post(clients::rotate_secret)),
        route("POST", "/clients/{client}/check", Admin, post(checks::client)),
        route("GET", "/clients/{client}/preview", Admin, get(preview::show)),
        route("POST", "/connect/check", Admin, post(checks::address)),
        route("GET", "/connect/attempts", Admin, get(checks::attempts)),
        route("GET", "/links", Admin, get(links::list)),
        route("DELETE", "/links/{link}", Admin, delete(links::end)),
        route("POST", "/users/import/preview", Admin, post(users::foresee)),
        route("GET", "/sign-ups", Admin, get(sign_ups::list)),
        route("POST", "/sign-ups/{sign_up}/approve", Admin, post(sign_ups::approve)),
        route("POST", "/sign-ups/{sign_up}/refuse", Admin, post(sign_ups::refuse)),
        route("GET", "/invitations", Admin, get(invitations::list)),
        route("POST", "/invitations", Admin, post(invitations::create)),
        route("DELETE", "/invitations/{invitation}", Admin, delete(invitations::remove)),
        route("GET", "/sessions", Admin, get(sessions::list)),
        route("DELETE", "/sessions/{session}", Admin, delete(sessions::end)),
    ]
}

/// The office, its server, and who asks.
fn office() -> Vec<Route> {
    use Guard::{Admin, Fresh, Local};
    vec![
        route("GET", "/openapi.json", Admin, get(openapi::show)),
        route("GET", "/me", Admin, get(me::show)),
        route("GET", "/settings", Admin, get(settings::list)),
        route("GET", "/settings/{key}", Admin, get(settings::show)),
        route("PUT", "/settings/{key}", Fresh, put(settings::set)),
        route("GET", "/branding", Admin, get(branding::show)),
        route("GET", "/branding/logo", Admin, get(branding::logo)),
        route("PUT", "/branding/logo", Fresh, put(branding::set_logo)),
        route("DELETE", "/branding/logo", Fresh, delete(branding::remove_logo)),
        route("POST", "/mail/test", Fresh, post(mail::test)),
        route("GET", "/outbox", Admin, get(outbox::list)),
        route("POST", "/outbox/retry", Admin, post(outbox::retry_all)),
        route("DELETE", "/outbox/{message}", Fresh, delete(outbox::discard)),
        route("POST", "/outbox/{message}/reveal", Fresh, post(outbox::reveal)),
        route("POST", "/outbox/{message}/retry", Admin, post(outbox::retry)),
        route("POST", "/unlock", Local, post(unlock::unlock)),
        route("GET", "/keys", Admin, get(keys::list)),
        route("POST", "/keys/rotate", Fresh, post(keys::rotate)),
        route("GET", "/audit", Admin, get(audit::list)),
        route("GET", "/audit/verify", Admin, get(audit::verify)),
        route("GET", "/certificates", Admin, get(certificates::list)),
        route("POST", "/certificates/renew", Fresh, post(certificates::renew)),
        route("GET", "/health", Admin, get(health::show)),
        route("GET", "/updates", Admin, get(updates::show)),
        route("POST", "/updates/check", Admin, post(updates::check)),
        route("GET", "/overview", Admin, get(overview::show)),
        route("GET", "/events", Admin, get(events::follow)),
        route("GET", "/audit/export", Admin, get(audit::export)),
        route("GET", "/setup", Local, get(setup::show)),
        route("POST", "/setup", Local, post(setup::complete)),
        route("POST", "/setup/name-check", Local, post(setup::check_name)),
        route("POST", "/setup/address", Local, post(setup::choose_address)),
    ]
}

#[cfg(test)]
mod tests;
