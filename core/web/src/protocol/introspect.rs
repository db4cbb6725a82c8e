//! `/oauth2/introspect` (RFC 7662) and `/oauth2/revoke` (RFC 7009).

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use oidc::client_auth::Presented;
use service::{Cx, introspect};

use super::token::read_client_request;
use crate::extract::Caller;
use crate::respond::oauth::{json, refusal, token_error};
use crate::respond::page::no_store;

/// Whether a token works.
pub(crate) async fn introspect(Caller(cx): Caller, headers: HeaderMap, body: Body) -> Response {
    let (presented, token) = match read_question(&cx, &headers, body).await {
        Ok(question) => question,
        Err(response) => return response,
    };
    match introspect::introspect(&cx, &presented, &token).await {
        Ok(answer) => json(StatusCode::OK, &answer),
        Err(error) => token_error(error, presented.by_header),
    }
}

/// Ends a token. 200 with an empty body: relying parties in browsers choke on any other type than JSON.
pub(crate) async fn revoke(Caller(cx): Caller, headers: HeaderMap, body: Body) -> Response {
    let (presented, token) = match read_question(&cx, &headers, body).await {
        Ok(question) => question,
        Err(response) => return response,
    };
    match introspect::revoke(&cx, &presented, &token).await {
        Ok(()) => {
            let mut response = StatusCode::OK.into_response();
            no_store(response.headers_mut());
            response
        }
        Err(error) => token_error(error, presented.by_header),
    }
}

/// Who asks, and about which token.
async fn read_question(cx: &Cx, headers: &HeaderMap, body: Body) -> Result<(Presented, String), Response> {
    let (params, presented) = read_client_request(cx, headers, body).await?;
    match oidc::introspect::token(&params) {
        Ok(token) => Ok((presented, token.to_owned())),
        Err(error) => Err(refusal(&error, presented.by_header)),
    }
}
