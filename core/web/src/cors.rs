//! Calls from browsers of other origins: only those of registered clients, never with cookies.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::audit::Actor;
use oidc::error::ProtocolError;
use service::userinfo::is_client_origin;

use crate::respond::oauth;
use crate::site::Site;

/// Endpoints that clients call from browsers.
const OPEN: [&str; 4] = ["/oauth2/token", "/oauth2/userinfo", "/oauth2/revoke", "/oauth2/par"];

/// The origin that asks, at an endpoint where that matters.
pub(crate) fn origin(request: &Request) -> Option<HeaderValue> {
    OPEN.contains(&request.uri().path()).then(|| request.headers().get(header::ORIGIN).cloned()).flatten()
}

/// Lets the origin of a client read the answer, also a refusal: else its browser shows "network error" only.
pub(crate) fn allow(site: &Site, origin: HeaderValue, headers: &mut HeaderMap) {
    let cx = site.app().begin(Actor::Anonymous, "", "");
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    if origin.to_str().is_ok_and(|origin| is_client_origin(&cx, origin).unwrap_or(false)) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static("WWW-Authenticate, DPoP-Nonce"),
        );
    }
}

/// The question that a browser asks first.
pub(crate) async fn preflight() -> Response {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type, DPoP"),
        (header::ACCESS_CONTROL_MAX_AGE, "600"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// A protocol endpoint that was called by another method.
pub(crate) async fn wrong_method() -> Response {
    let error = ProtocolError::invalid_request("this endpoint takes another method");
    oauth::refusal_as(StatusCode::METHOD_NOT_ALLOWED, &error)
}
