//! `/oauth2/userinfo`, by GET and by POST (OIDC Core 5.3).

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use oidc::error::ProtocolError;
use oidc::params::Params;
use service::Cx;
use service::sender::Scheme;
use service::userinfo::{self, Userinfo, UserinfoError};

use crate::extract::{Caller, is_form, read_body};
use crate::respond::oauth::{json, no_token, server_error, signed, store_error, token_refusal};

const TWICE: ProtocolError = ProtocolError::invalid_request("the access token was sent in more than one way");

/// The token stands in the header.
pub(crate) async fn get(Caller(cx): Caller, headers: HeaderMap) -> Response {
    match presented(&headers) {
        Ok(Some((scheme, token))) => answer(&cx, scheme, token),
        Ok(None) => no_token(),
        Err(error) => token_refusal(Scheme::Bearer, &error),
    }
}

/// The token stands in the header or in the form (RFC 6750 2.2).
pub(crate) async fn post(Caller(cx): Caller, headers: HeaderMap, body: Body) -> Response {
    let in_form = if is_form(&headers) {
        let Ok(bytes) = read_body(body, oidc::params::MAX_BYTES).await else {
            let error = ProtocolError::invalid_request("the body is longer than 64 KiB");
            return token_refusal(Scheme::Bearer, &error);
        };
        match std::str::from_utf8(&bytes).ok().and_then(|text| Params::parse(text).ok()) {
            Some(params) => params.get("access_token").map(str::to_owned),
            None => {
                let error = ProtocolError::invalid_request("the form cannot be read");
                return token_refusal(Scheme::Bearer, &error);
            }
        }
    } else {
        None
    };
    match (presented(&headers), in_form) {
        (Err(error), _) => token_refusal(Scheme::Bearer, &error),
        (Ok(Some((scheme, _))), Some(_)) => token_refusal(scheme, &TWICE),
        (Ok(Some((scheme, token))), None) => answer(&cx, scheme, token),
        (Ok(None), Some(token)) => answer(&cx, Scheme::Bearer, &token),
        (Ok(None), None) => no_token(),
    }
}

fn answer(cx: &Cx, scheme: Scheme, token: &str) -> Response {
    match userinfo::userinfo(cx, token, scheme) {
        Ok(Userinfo::Plain(claims)) => json(StatusCode::OK, &claims),
        Ok(Userinfo::Signed(jwt)) => signed(jwt),
        Err(UserinfoError::Protocol(error)) => token_refusal(scheme, &error),
        Err(UserinfoError::Signing) => server_error(&"userinfo could not be signed"),
        Err(UserinfoError::Store(error)) => store_error(&error),
    }
}

/// The token in the header, and how it is presented.
fn presented(headers: &HeaderMap) -> Result<Option<(Scheme, &str)>, ProtocolError> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(TWICE);
    }
    let malformed = ProtocolError::invalid_request("the Authorization header is no Bearer or DPoP token");
    let text = value.to_str().map_err(|_| malformed.clone())?;
    let (scheme, token) = text.split_once(' ').ok_or_else(|| malformed.clone())?;
    let scheme = match scheme {
        name if name.eq_ignore_ascii_case("bearer") => Scheme::Bearer,
        name if name.eq_ignore_ascii_case("dpop") => Scheme::Dpop,
        _ => return Err(malformed),
    };
    let token = token.trim();
    if token.is_empty() { Err(malformed) } else { Ok(Some((scheme, token))) }
}
