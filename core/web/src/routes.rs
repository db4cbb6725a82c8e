//! Every route, in one table.

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Extension, Router};

use crate::admin::{self, Transport};
use crate::edge::{edge, local_edge};
use crate::extract::Visitor;
use crate::guard::ByCertificate;
use crate::pages::{
    account, activity, authenticator, consent, device_grant, devices, email, forgotten, help, home, link,
    login, lost, mfa, new_password, not_for_you, own_apps, own_data, own_password, passkeys, password,
    picture, profile, recovery_codes, resets, second_step, setup, setup_address, sign_up, step_up, strength,
    trust,
};
use crate::protocol::{
    authorize, device_authorization, discovery, interaction, introspect, logout, par, register, token,
    userinfo,
};
use crate::respond::page::{error_page, plain};
use crate::site::Site;
use crate::view::ErrorKind;
use crate::{branding, cors, dpop, guard, health, phone, pictures, refusals, ui};

/// What is served over TLS.
pub fn router(site: Site) -> Router {
    let public = Router::new()
        .route("/.well-known/openid-configuration", get(discovery::document))
        .route("/.well-known/oauth-authorization-server", get(discovery::document))
        .route("/oauth2/jwks", get(discovery::jwks))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .route("/ca.crt", get(trust::certificate))
        .route("/ca.mobileconfig", get(trust::profile));
    Router::new()
        .merge(public)
        .merge(
            clients()
                .layer(from_fn_with_state(site.clone(), dpop::give_nonce))
                .layer(from_fn_with_state(site.clone(), refusals::note)),
        )
        .merge(
            people()
                .layer(from_fn_with_state(site.clone(), refusals::note))
                .layer(from_fn_with_state(site.clone(), guard::refuse_in_words))
                .layer(from_fn(guard::know_browser)),
        )
        .merge(phone::router(&site))
        .merge(ui::router().layer(from_fn_with_state(site.clone(), guard::refuse_in_words)))
        .merge(branding::router())
        .merge(pictures::router())
        .merge(admin::app::router())
        .merge(
            admin::router()
                .with_state(Arc::clone(site.app()))
                .layer(Extension(Transport::Tls))
                .layer(Extension(site.clone())),
        )
        .layer(from_fn_with_state(site.clone(), edge))
        .with_state(site)
}

/// What is served on this machine alone, to the window and through the control socket: the administrators' app and API, and
/// the CA's certificate. Whoever serves it says by which `Extension<Transport>`, and has looked at who comes.
pub fn local_router(site: Site) -> Router {
    Router::new()
        .merge(admin::app::local_router())
        .merge(branding::router())
        .merge(pictures::router())
        .route("/ca.crt", get(trust::certificate))
        .merge(admin::router().with_state(Arc::clone(site.app())).layer(Extension(site.clone())))
        .layer(from_fn_with_state(site.clone(), local_edge))
        .with_state(site)
}

/// What is served over plain HTTP, on a port of its own: the CA's certificate, which is public, and nothing else.
pub fn ca_router(site: Site) -> Router {
    Router::new().route("/ca.crt", get(trust::certificate)).with_state(site)
}

/// What is served to clients that may show a certificate, on a port of its own (RFC 8705 5): the endpoints at which a client
/// proves itself, and where it uses what is bound to its certificate. No pages, no browsers.
pub fn certificate_router(site: Site) -> Router {
    Router::new()
        .route("/oauth2/token", post(token::post))
        .route("/oauth2/userinfo", get(userinfo::get).post(userinfo::post))
        .route("/oauth2/revoke", post(introspect::revoke))
        .route("/oauth2/introspect", post(introspect::introspect))
        .route("/oauth2/device_authorization", post(device_authorization::post))
        .route("/oauth2/par", post(par::post))
        .method_not_allowed_fallback(cors::wrong_method)
        .layer(from_fn_with_state(site.clone(), dpop::give_nonce))
        .layer(from_fn_with_state(site.clone(), refusals::note))
        .fallback(async || plain(StatusCode::NOT_FOUND))
        .layer(from_fn_with_state(site.clone(), edge))
        .layer(Extension(ByCertificate))
        .with_state(site)
}

/// Endpoints that clients call themselves, also from a browser.
fn clients() -> Router<Site> {
    Router::new()
        .route("/oauth2/token", post(token::post).options(cors::preflight))
        .route("/oauth2/userinfo", get(userinfo::get).post(userinfo::post).options(cors::preflight))
        .route("/oauth2/revoke", post(introspect::revoke).options(cors::preflight))
        .route("/oauth2/register", post(register::post))
        .route("/oauth2/register/{client}", get(register::get).put(register::put).delete(register::delete))
        .route("/oauth2/par", post(par::post).options(cors::preflight))
        .route("/oauth2/introspect", post(introspect::introspect))
        .route("/oauth2/device_authorization", post(device_authorization::post))
        .method_not_allowed_fallback(cors::wrong_method)
}

/// Pages. A browser that comes for the first time is given its cookie here.
fn people() -> Router<Site> {
    Router::new()
        .route("/oauth2/authorize", get(authorize::get).post(authorize::post))
        .route("/oauth2/device", get(device_grant::get).post(device_grant::post))
        .route("/oauth2/device/done", get(device_grant::done))
        .route("/oauth2/logout", get(logout::get).post(logout::post))
        .route("/interaction", get(interaction::get))
        .route("/login", get(login::get).post(login::post))
        .route("/login/mfa", get(mfa::get).post(mfa::post))
        .route("/login/mfa/ask", post(mfa::ask))
        .route("/login/mfa/cancel", post(mfa::cancel))
        .route("/login/mfa/continue", post(mfa::finish))
        .route("/login/mfa/events", get(mfa::events))
        .route("/login/mfa/passkey", post(mfa::passkey))
        .route("/login/mfa/passkey/options", post(mfa::passkey_options))
        .route("/login/passkey", post(login::passkey))
        .route("/login/passkey/options", post(login::passkey_options))
        .route("/login/new-password", get(new_password::get).post(new_password::post))
        .route("/login/step-up", get(step_up::get).post(step_up::post))
        .route("/login/again", get(login::again))
        .route("/login/account", post(login::choose))
        .route("/login/cancel", post(login::cancel))
        .route("/login/not-you", post(login::not_you))
        .route("/consent", get(consent::get).post(consent::post))
        .route("/not-for-you", get(not_for_you::get).post(not_for_you::post))
        .route("/logout", post(logout::answer))
        .route("/setup/done", get(setup::done))
        .route("/setup/{token}", get(setup::get).post(setup::post))
        .route("/setup/{token}/address", get(setup_address::get).post(setup_address::post))
        .route("/invite/{token}", get(password::get_invite).post(password::post_invite))
        .route("/reset/{token}", get(password::get_reset).post(password::post_reset))
        .route("/reset", get(forgotten::get).post(forgotten::post))
        .route("/password/strength", post(strength::post))
        .route("/signup", get(sign_up::get).post(sign_up::post))
        .route("/confirm/{token}", get(sign_up::get_confirm).post(sign_up::post_confirm))
        .route("/second-step/{token}", get(second_step::get).post(second_step::post))
        .route("/", get(home::get))
        .route("/apps", get(own_apps::list))
        .route("/apps/new", get(own_apps::new).post(own_apps::register))
        .route("/apps/app", get(own_apps::show))
        .route("/apps/change", get(own_apps::change_form).post(own_apps::change))
        .route("/apps/secret", get(own_apps::confirm_rotation).post(own_apps::rotate))
        .route("/apps/old-secret", post(own_apps::end_old))
        .route("/apps/remove", get(own_apps::confirm_removal).post(own_apps::remove))
        .route("/apps/test", get(own_apps::test))
        .route("/help/errors", get(help::errors))
        .route("/help/errors/{id}", get(help::error))
        .route("/trust", get(trust::get))
        .merge(own_account())
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
}

/// What people look after themselves.
fn own_account() -> Router<Site> {
    Router::new()
        .route("/account", get(profile::get))
        .route("/account/profile", get(profile::get))
        .route("/account/profile/edit", get(profile::edit).post(profile::save))
        .route(pictures::UPLOAD, post(picture::post).layer(DefaultBodyLimit::max(pictures::MAX_BODY)))
        .route("/account/picture/remove", post(picture::remove))
        .route("/account/email", get(email::get).post(email::post))
        .route("/account/email/stop", post(email::stop))
        .route("/email/new/{token}", get(email::new_end).post(email::post_new_end))
        .route("/email/old/{token}", get(email::old_end).post(email::post_old_end))
        .route("/account/password", get(own_password::get).post(own_password::post))
        .route("/account/apps", get(account::apps).post(account::remove_app))
        .route("/account/apps/device", post(account::sign_device_out))
        .route("/account/apps/remove", get(account::confirm_removal))
        .route("/account/sessions", get(account::sessions).post(account::end_sessions))
        .route("/account/sessions/forget", post(account::forget_browser))
        .route("/account/activity", get(activity::get))
        .route("/account/data", get(own_data::get))
        .route("/account/data/export", post(own_data::export))
        .route("/account/delete", get(own_data::confirm).post(own_data::delete))
        .route("/account/devices", get(devices::get))
        .route("/account/devices/activate", post(devices::activate))
        .route("/account/devices/link", get(link::get).post(link::post))
        .route("/account/devices/link/cancel", post(link::cancel))
        .route("/account/devices/link/events", get(link::events))
        .route("/account/devices/remove", get(devices::confirm_removal).post(devices::remove))
        .route("/account/devices/rename", get(devices::rename_form).post(devices::rename))
        .route("/account/passkeys", get(passkeys::get).post(passkeys::post))
        .route("/account/passkeys/options", post(passkeys::options))
        .route("/account/passkeys/remove", get(passkeys::confirm_removal).post(passkeys::remove))
        .route("/account/passkeys/rename", get(passkeys::rename_form).post(passkeys::rename))
        .route("/account/authenticator", get(authenticator::get).post(authenticator::confirm))
        .route("/account/authenticator/begin", post(authenticator::begin))
        .route(
            "/account/authenticator/remove",
            get(authenticator::confirm_removal).post(authenticator::remove),
        )
        .route("/account/resets", get(resets::get).post(resets::post))
        .route("/account/recovery-codes/file", post(recovery_codes::file))
        .route("/account/recovery-codes/kept", post(recovery_codes::kept))
        .route("/account/devices/lost", get(lost::get).post(lost::post))
        .route("/account/recovery-codes", get(recovery_codes::get).post(recovery_codes::renew))
}

async fn not_found(visitor: Visitor) -> Response {
    error_page(&visitor, StatusCode::NOT_FOUND, ErrorKind::NotFound, None)
}

async fn method_not_allowed(visitor: Visitor) -> Response {
    error_page(&visitor, StatusCode::METHOD_NOT_ALLOWED, ErrorKind::NotFound, None)
}
