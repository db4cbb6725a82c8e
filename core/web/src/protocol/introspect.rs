//! `/oauth2/introspect` (RFC 7662) and `/oauth2/revoke` (RFC 7009).

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use service::introspect;

use super::token::read_client_request;
use crate::extract::Caller;
use crate::respond::oauth::{json, refusal, token_error};
use crate::respond::page::no_store;

/// Whether a token works.
pub(crate) async fn introspect(Caller(cx): Caller, headers: HeaderMap, body: Body) -> Response {
    let (params, presented) = match read_client_request(&headers, body).await {
        Ok(request) => request,
        Err(response) => return response,
    };
    let token = match oidc::introspect::token(&params) {
        Ok(token) => token,
        Err(error) => return refusal(&error, presented.by_header),
    };
    match introspect::introspect(&cx, &presented, token) {
        Ok(answer) => json(StatusCode::OK, &answer),
        Err(error) => token_error(error, presented.by_header),
    }
}

/// Ends a token. 200 with an empty body: relying parties in browsers choke on any other type than JSON.
pub(crate) async fn revoke(Caller(cx): Caller, headers: HeaderMap, body: Body) -> Response {
    let (params, presented) = match read_client_request(&headers, body).await {
        Ok(request) => request,
        Err(response) => return response,
    };
    let token = match oidc::introspect::token(&params) {
        Ok(token) => token,
        Err(error) => return refusal(&error, presented.by_header),
    };
    match introspect::revoke(&cx, &presented, token).await {
        Ok(()) => {
            let mut response = StatusCode::OK.into_response();
            no_store(response.headers_mut());
            response
        }
        Err(error) => token_error(error, presented.by_header),
    }
}
