//! Calls from browsers of other origins: only those of registered clients, never with cookies.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::audit::Actor;
use oidc::error::ProtocolError;
use serde_json::json;
use service::userinfo::is_client_origin;

use crate::respond::oauth;
use crate::site::Site;

/// Lets the origin of a client read the answer, also a refusal: else its browser shows "network error" only.
pub(crate) async fn allow_clients(State(site): State<Site>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(header::ORIGIN).cloned();
    let mut response = next.run(request).await;
    response.headers_mut().append(header::VARY, HeaderValue::from_static("Origin"));
    let Some(origin) = origin else { return response };
    let cx = site.app().begin(Actor::Anonymous, "", "");
    let known = origin.to_str().is_ok_and(|origin| is_client_origin(&cx, origin).unwrap_or(false));
    if known {
        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        let exposed = HeaderValue::from_static("WWW-Authenticate");
        response.headers_mut().insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    }
    response
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
    oauth::json(
        StatusCode::METHOD_NOT_ALLOWED,
        &json!({"error": error.code.as_str(), "error_description": error.description}),
    )
}
