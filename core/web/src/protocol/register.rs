//! `/oauth2/register` (RFC 7591, OpenID Connect Registration 1.0) and what stands behind `registration_client_uri` (RFC 7592).

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::id::ClientId;
use oidc::error::{ErrorCode, ProtocolError};
use serde_json::{Value, json};
use service::Cx;
use service::registration::{self, Answered, RegistrationError};
use service::sender::Scheme;

use crate::extract::{Caller, read_body};
use crate::respond::oauth::{json, no_token, refusal, refusal_as, store_error, token_refusal};
use crate::respond::page::no_store;

/// Longest body, in bytes.
const MAX_BYTES: usize = 64 * 1024;

/// Registers an app.
pub(crate) async fn post(Caller(cx): Caller, headers: HeaderMap, body: Body) -> Response {
    let token = match bearer(&headers) {
        Ok(token) => token.map(str::to_owned),
        Err(error) => return token_refusal(Scheme::Bearer, &error),
    };
    let metadata = match read_json(&headers, body).await {
        Ok(metadata) => metadata,
        Err(error) => return refusal(&error, false),
    };
    match registration::register(&cx, token.as_deref(), &metadata).await {
        Ok(answered) => json(StatusCode::CREATED, &answer(&cx, answered)),
        Err(error) => refuse(error),
    }
}

/// Reads a registration.
pub(crate) async fn get(Caller(cx): Caller, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let id = ClientId::from(id);
    cx.asking.say(&id);
    let token = match needed(&headers) {
        Ok(token) => token,
        Err(response) => return *response,
    };
    match registration::find(&cx, &id, &token) {
        Ok(answered) => json(StatusCode::OK, &answer(&cx, answered)),
        Err(error) => refuse(error),
    }
}

/// Replaces a registration.
pub(crate) async fn put(
    Caller(cx): Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let id = ClientId::from(id);
    cx.asking.say(&id);
    let token = match needed(&headers) {
        Ok(token) => token,
        Err(response) => return *response,
    };
    let metadata = match read_json(&headers, body).await {
        Ok(metadata) => metadata,
        Err(error) => return refusal(&error, false),
    };
    match registration::replace(&cx, &id, &token, &metadata).await {
        Ok(answered) => json(StatusCode::OK, &answer(&cx, answered)),
        Err(error) => refuse(error),
    }
}

/// Takes a client away.
pub(crate) async fn delete(Caller(cx): Caller, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let id = ClientId::from(id);
    cx.asking.say(&id);
    let token = match needed(&headers) {
        Ok(token) => token,
        Err(response) => return *response,
    };
    match registration::remove(&cx, &id, &token).await {
        Ok(()) => {
            let mut response = StatusCode::NO_CONTENT.into_response();
            no_store(response.headers_mut());
            response
        }
        Err(error) => refuse(error),
    }
}

/// All that is registered, and by what it is looked after (RFC 7591 3.2.1).
fn answer(cx: &Cx, answered: Answered) -> Value {
    let Answered { client, secret, token } = answered;
    let mut answer = serde_json::to_value(&client.metadata).unwrap_or_else(|_| json!({}));
    if let Some(fields) = answer.as_object_mut() {
        fields.remove("resource_scopes");
        let more = json!({
            "scope": client.metadata.scope_text(),
            "client_id": client.id,
            "client_id_issued_at": client.created_at,
            "registration_client_uri": format!("{}/oauth2/register/{}", cx.app.issuer(), client.id),
            "registration_access_token": token.expose(),
        });
        fields.extend(more.as_object().cloned().unwrap_or_default());
        if let Some(secret) = secret {
            fields.insert("client_secret".into(), secret.expose().into());
        }
        if client.secret.is_some() {
            // It has no end.
            fields.insert("client_secret_expires_at".into(), 0.into());
        }
    }
    answer
}

fn refuse(error: RegistrationError) -> Response {
    match error {
        RegistrationError::Denied => {
            let error =
                ProtocolError::new(ErrorCode::InvalidToken, "the token is missing, unknown, used up or over");
            token_refusal(Scheme::Bearer, &error)
        }
        RegistrationError::Full => {
            let error = ProtocolError::new(
                ErrorCode::TemporarilyUnavailable,
                "as many apps have registered themselves as may: ask an administrator",
            );
            refusal(&error, false)
        }
        RegistrationError::Off => {
            let error = ProtocolError::new(ErrorCode::AccessDenied, "apps cannot register themselves here");
            refusal_as(StatusCode::FORBIDDEN, &error)
        }
        RegistrationError::Protocol(error) => refusal(&error, false),
        RegistrationError::Slowed { wait_s } => {
            let error = ProtocolError::new(
                ErrorCode::TemporarilyUnavailable,
                "too many apps were registered from this address: wait",
            );
            let mut response = refusal_as(StatusCode::TOO_MANY_REQUESTS, &error);
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait_s));
            response
        }
        RegistrationError::Store(error) => store_error(&error),
    }
}

/// The token, without which nothing is said.
fn needed(headers: &HeaderMap) -> Result<String, Box<Response>> {
    match bearer(headers) {
        Ok(Some(token)) => Ok(token.to_owned()),
        Ok(None) => Err(no_token().into()),
        Err(error) => Err(token_refusal(Scheme::Bearer, &error).into()),
    }
}

/// What stands in the header as RFC 6750 2.1 has it.
fn bearer(headers: &HeaderMap) -> Result<Option<&str>, ProtocolError> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Ok(None) };
    let malformed = ProtocolError::invalid_request("the Authorization header is not one Bearer token");
    let text = value.to_str().ok().filter(|_| values.next().is_none()).ok_or_else(|| malformed.clone())?;
    match text.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty() => {
            Ok(Some(token.trim()))
        }
        _ => Err(malformed),
    }
}

async fn read_json(headers: &HeaderMap, body: Body) -> Result<Value, ProtocolError> {
    let refuse = |why| ProtocolError::new(ErrorCode::InvalidClientMetadata, why);
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(refuse("the body must be application/json"));
    }
    let bytes = read_body(body, MAX_BYTES).await.map_err(|_| refuse("the body is longer than 64 KiB"))?;
    // Its own words would repeat what was sent.
    serde_json::from_slice(&bytes).map_err(|_| refuse("the body is not JSON"))
}
