//! `/oauth2/userinfo`, by GET and by POST (OIDC Core 5.3).

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use oidc::error::ProtocolError;
use oidc::params::Params;
use service::Cx;
use service::userinfo::{self, UserinfoError};

use crate::extract::{Caller, is_form, read_body};
use crate::respond::oauth::{bearer_refusal, json, store_error};

const TWICE: ProtocolError = ProtocolError::invalid_request("the access token was sent in more than one way");

/// The token stands in the header.
pub(crate) async fn get(Caller(cx): Caller, headers: HeaderMap) -> Response {
    match bearer(&headers) {
        Ok(Some(token)) => answer(&cx, token),
        Ok(None) => bearer_refusal(None),
        Err(error) => bearer_refusal(Some(&error)),
    }
}

/// The token stands in the header or in the form (RFC 6750 2.2).
pub(crate) async fn post(Caller(cx): Caller, headers: HeaderMap, body: Body) -> Response {
    let in_form = if is_form(&headers) {
        let Ok(bytes) = read_body(body, oidc::params::MAX_BYTES).await else {
            return bearer_refusal(Some(&ProtocolError::invalid_request("the body is longer than 64 KiB")));
        };
        match std::str::from_utf8(&bytes).ok().and_then(|text| Params::parse(text).ok()) {
            Some(params) => params.get("access_token").map(str::to_owned),
            None => return bearer_refusal(Some(&ProtocolError::invalid_request("the form cannot be read"))),
        }
    } else {
        None
    };
    match (bearer(&headers), in_form) {
        (Err(error), _) => bearer_refusal(Some(&error)),
        (Ok(Some(_)), Some(_)) => bearer_refusal(Some(&TWICE)),
        (Ok(Some(token)), None) => answer(&cx, token),
        (Ok(None), Some(token)) => answer(&cx, &token),
        (Ok(None), None) => bearer_refusal(None),
    }
}

fn answer(cx: &Cx, token: &str) -> Response {
    match userinfo::userinfo(cx, token) {
        Ok(claims) => json(StatusCode::OK, &claims),
        Err(UserinfoError::Protocol(error)) => bearer_refusal(Some(&error)),
        Err(UserinfoError::Store(error)) => store_error(&error),
    }
}

fn bearer(headers: &HeaderMap) -> Result<Option<&str>, ProtocolError> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(TWICE);
    }
    let malformed = ProtocolError::invalid_request("the Authorization header is not a Bearer token");
    let text = value.to_str().map_err(|_| malformed.clone())?;
    match text.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty() => {
            Ok(Some(token.trim()))
        }
        Some(_) | None => Err(malformed),
    }
}
