//! `/oauth2/device_authorization` (RFC 8628 3.1).

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use service::device_grant;

use super::token::read_client_request;
use crate::extract::Caller;
use crate::respond::oauth::{json, token_error};

/// Gives a device its codes.
pub(crate) async fn post(Caller(cx): Caller, headers: HeaderMap, body: Body) -> Response {
    let (params, presented) = match read_client_request(&cx, &headers, body).await {
        Ok(request) => request,
        Err(response) => return response,
    };
    match device_grant::begin(&cx, &presented, &params).await {
        Ok(codes) => json(StatusCode::OK, &codes),
        Err(error) => token_error(error, presented.by_header),
    }
}
