//! `/oauth2/par` (RFC 9126).

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use service::par;

use super::token::read_client_request;
use crate::extract::Caller;
use crate::respond::oauth::{json, token_error};

/// Takes an authorization request from its client.
pub(crate) async fn post(Caller(cx): Caller, headers: HeaderMap, body: Body) -> Response {
    let (params, presented) = match read_client_request(&cx, &headers, body).await {
        Ok(request) => request,
        Err(response) => return response,
    };
    match par::push(&cx, &presented, params).await {
        Ok(pushed) => json(StatusCode::CREATED, &pushed),
        Err(error) => token_error(error, presented.by_header),
    }
}
