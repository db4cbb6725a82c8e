//! `/oauth2/token`.

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use domain::id::ClientId;
use oidc::client_auth::Presented;
use oidc::error::ProtocolError;
use oidc::params::Params;
use oidc::token::TokenRequest;
use service::{Cx, token};

use crate::extract::{Caller, is_form, read_body};
use crate::respond::oauth::{json, refusal, refusal_as, token_error};

/// Exchanges a code or a refresh token.
pub(crate) async fn post(Caller(cx): Caller, headers: HeaderMap, body: Body) -> Response {
    let (params, presented) = match read_client_request(&cx, &headers, body).await {
        Ok(request) => request,
        Err(response) => return response,
    };
    let request = match TokenRequest::parse(&params) {
        Ok(request) => request,
        Err(error) => return refusal(&error, presented.by_header),
    };
    match token::exchange(&cx, &presented, request).await {
        Ok(tokens) => json(StatusCode::OK, &tokens),
        Err(error) => token_error(error, presented.by_header),
    }
}

/// A form from a client that presents itself: what the token endpoint and its neighbours have in common.
pub(crate) async fn read_client_request(
    cx: &Cx,
    headers: &HeaderMap,
    body: Body,
) -> Result<(Params, Presented), Response> {
    let by_header = headers.contains_key(header::AUTHORIZATION);
    let bytes = read_body(body, oidc::params::MAX_BYTES).await.map_err(|status| {
        // RFC 9126 2.3.
        refusal_as(status, &ProtocolError::invalid_request("the body is longer than 64 KiB"))
    })?;
    let params = read_params(headers, &bytes).map_err(|error| refusal(&error, by_header))?;
    let mut authorizations = headers.get_all(header::AUTHORIZATION).iter();
    let authorization = authorizations.next().map(|value| value.to_str().unwrap_or_default());
    if authorizations.next().is_some() {
        return Err(refusal(&ProtocolError::invalid_request("more than one Authorization header"), true));
    }
    let presented = Presented::parse(authorization, &params).map_err(|error| {
        // What is wrong is how it proves itself; whom it names may be right.
        params.get("client_id").into_iter().for_each(|id| cx.asking.say(&ClientId::from(id)));
        refusal(&error, by_header)
    })?;
    cx.asking.say(&ClientId::from(presented.client_id.as_str()));
    Ok((params, presented))
}

fn read_params(headers: &HeaderMap, bytes: &[u8]) -> Result<Params, ProtocolError> {
    if !is_form(headers) {
        return Err(ProtocolError::invalid_request("the body must be application/x-www-form-urlencoded"));
    }
    let text =
        std::str::from_utf8(bytes).map_err(|_| ProtocolError::invalid_request("the body is not UTF-8"))?;
    Ok(Params::parse(text)?)
}
