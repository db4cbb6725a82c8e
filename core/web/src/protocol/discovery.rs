//! Discovery and the key set: public, cached for a short while.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::audit::Actor;
use domain::key::KEPT_FOR_S;
use domain::registration::Mode;
use oidc::discovery::Offered;
use service::registration;

use crate::site::Site;
use crate::text::Text;

/// `/.well-known/openid-configuration` and its OAuth twin (RFC 8414).
pub(crate) async fn document(State(site): State<Site>) -> Response {
    let app = site.app();
    let locales: Vec<&str> = Text::all().map(Text::tag).collect();
    let cx = app.begin(Actor::Anonymous, "", "");
    let offered = Offered {
        registration: registration::mode(&cx) != Mode::Off,
        legacy_response_types: app.settings().has_legacy_response_types(),
    };
    let mut document = oidc::discovery::document(&app.issuer(), &locales, offered);
    if let Some(base) = app.certificate_base() {
        oidc::discovery::add_certificates(&mut document, &app.issuer(), &base);
    }
    public_json(document.to_string())
}

/// `/oauth2/jwks`. A key signs when every kept copy of the set without it is over.
pub(crate) async fn jwks(State(site): State<Site>) -> Response {
    public_json(site.app().keys().current().document().to_owned())
}

fn public_json(body: String) -> Response {
    let kept = format!("public, max-age={KEPT_FOR_S}");
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, kept.as_str()),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ];
    (headers, body).into_response()
}
