//! Refusals in the shape of OAuth 2.0 (RFC 6749 5.2, RFC 6750 3).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use oidc::dpop;
use oidc::error::{ErrorCode, ProtocolError};
use serde::Serialize;
use serde_json::{Value, json};
use service::StoreError;
use service::sender::Scheme;
use service::token::TokenError;

use super::page::{no_store, plain};
use crate::refusals::refusing;

const JSON: &str = "application/json";

/// A JSON answer that nobody keeps.
pub(crate) fn json(status: StatusCode, body: &impl Serialize) -> Response {
    let Ok(text) = serde_json::to_string(body) else { return plain(StatusCode::INTERNAL_SERVER_ERROR) };
    let mut response = (status, [(header::CONTENT_TYPE, JSON)], text).into_response();
    no_store(response.headers_mut());
    response.headers_mut().insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
    response
}

/// A refusal at the token endpoint and its neighbours. `by_header`: the client used `Authorization`.
pub(crate) fn token_error(error: TokenError, by_header: bool) -> Response {
    match error {
        TokenError::Protocol(error) => refusal(&error, by_header),
        TokenError::Signing => server_error(&"an ID token could not be signed"),
        TokenError::Store(error) => store_error(&error),
    }
}

/// The members of a refusal (RFC 6749 5.2). `error_uri` is an address in full: a reference is as good to the specification,
/// but not to all who read it.
fn error_body(issuer: &str, error: &ProtocolError) -> Value {
    json!({
        "error": error.code.as_str(),
        "error_description": error.description,
        "error_uri": oidc::response::help(issuer, error),
    })
}

/// Writes what is refused into an answer of JSON; others say it in their own way.
pub(crate) fn tell(response: &mut Response, issuer: &str, error: &ProtocolError) {
    let is_json = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == JSON);
    if is_json {
        *response.body_mut() = error_body(issuer, error).to_string().into();
    }
}

/// A refusal as JSON; 401 where the client could not be authenticated (RFC 6749 5.2).
pub(crate) fn refusal(error: &ProtocolError, by_header: bool) -> Response {
    let status = match error.code {
        ErrorCode::InvalidClient => StatusCode::UNAUTHORIZED,
        ErrorCode::TemporarilyUnavailable => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::BAD_REQUEST,
    };
    let mut response = refusal_as(status, error);
    if status == StatusCode::UNAUTHORIZED && by_header {
        response
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(r#"Basic realm="DOneLogin""#));
    }
    mark_nonce(&mut response, error);
    response
}

/// A refusal with a status of its own. The layer in front of all endpoints, which knows this server's address, writes it.
pub(crate) fn refusal_as(status: StatusCode, error: &ProtocolError) -> Response {
    refusing(json(status, &json!({})), error.clone())
}

/// A JWT that nobody keeps (OIDC Core 5.3.2).
pub(crate) fn signed(jwt: String) -> Response {
    let mut response = (StatusCode::OK, [(header::CONTENT_TYPE, "application/jwt")], jwt).into_response();
    no_store(response.headers_mut());
    response
}

/// The refusal where no token was sent; without an error in the header, as RFC 6750 3.1 has it.
pub(crate) fn no_token() -> Response {
    let error = ProtocolError::new(ErrorCode::InvalidToken, "no access token was sent");
    let mut response = refusal_as(StatusCode::UNAUTHORIZED, &error);
    for challenge in [r#"Bearer realm="DOneLogin""#.to_owned(), format!("DPoP {}", dpop_algorithms())] {
        add_challenge(&mut response, challenge);
    }
    response
}

/// A refusal of an access token (RFC 6750 3, RFC 9449 7.1).
pub(crate) fn token_refusal(scheme: Scheme, error: &ProtocolError) -> Response {
    let code = error.code.as_str();
    let status = match error.code {
        ErrorCode::InvalidToken | ErrorCode::InvalidDpopProof | ErrorCode::UseDpopNonce => {
            StatusCode::UNAUTHORIZED
        }
        ErrorCode::TemporarilyUnavailable => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::BAD_REQUEST,
    };
    let mut response = refusal_as(status, error);
    let said = format!(r#"error="{code}", error_description="{}""#, error.description);
    add_challenge(
        &mut response,
        match scheme {
            Scheme::Bearer => format!(r#"Bearer realm="DOneLogin", {said}"#),
            Scheme::Dpop => format!("DPoP {said}, {}", dpop_algorithms()),
        },
    );
    mark_nonce(&mut response, error);
    response
}

/// Says that the answer has to bring a nonce: see [`crate::dpop`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct NonceWanted;

fn mark_nonce(response: &mut Response, error: &ProtocolError) {
    if error.code == ErrorCode::UseDpopNonce {
        response.extensions_mut().insert(NonceWanted);
    }
}

fn add_challenge(response: &mut Response, challenge: String) {
    if let Ok(challenge) = HeaderValue::try_from(challenge) {
        response.headers_mut().append(header::WWW_AUTHENTICATE, challenge);
    }
}

fn dpop_algorithms() -> String {
    format!(r#"algs="{}""#, dpop::ALGORITHMS.join(" "))
}

/// The store failed: 503 where trying again helps, 500 where it does not.
pub(crate) fn store_error(error: &StoreError) -> Response {
    match error {
        StoreError::Busy | StoreError::Full | StoreError::Closed => {
            tracing::error!(error = ?error, "the store refuses");
            let body = json!({"error": ErrorCode::TemporarilyUnavailable.as_str(), "error_description": "try again in a moment"});
            let mut response = json(StatusCode::SERVICE_UNAVAILABLE, &body);
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
            response
        }
        _ => server_error(&error),
    }
}

/// Something broke on our side; what, is in the log alone.
pub(crate) fn server_error(error: &dyn std::fmt::Debug) -> Response {
    tracing::error!(error = ?error, "a protocol request failed");
    json(
        StatusCode::INTERNAL_SERVER_ERROR,
        &json!({"error": ErrorCode::ServerError.as_str(), "error_description": "something broke here"}),
    )
}
