//! What a page's script hands to the browser, as W3C Web Authentication Level 3 writes it in JSON (5.4, 5.5).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use domain::passkey::challenge::LIFETIME_S;
use domain::passkey::cose::ALGORITHMS;
use serde_json::{Value, json};
use service::StoreError;
use service::passkey::add::Creation;
use service::passkey::sign_in::Request;

use super::page::no_store;
use crate::extract::Visitor;

/// Why a script is told nothing: it leaves the rest to the page that is loaded anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// The page is older than the sign-in.
    TooOld,
    /// Not in this session, or not for this sign-in.
    NotNow,
}

impl Refused {
    /// The store failed.
    pub(crate) fn store(visitor: &Visitor, error: &StoreError) -> Response {
        tracing::error!(?error, number = %visitor.number, "the store failed");
        problem(StatusCode::SERVICE_UNAVAILABLE, "the server cannot answer at this moment")
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::TooOld => problem(StatusCode::BAD_REQUEST, "this page had been open too long"),
            Self::NotNow => problem(StatusCode::FORBIDDEN, "sign in again, or go past the second step first"),
        }
    }
}

/// `PublicKeyCredentialCreationOptionsJSON`: a passkey that is found without its name, whose authenticator looks at the
/// person, and no attestation, since there is nobody to compare it with.
pub(crate) fn creation(wanted: &Creation) -> Response {
    let algorithms = ALGORITHMS.map(|alg| json!({ "type": "public-key", "alg": alg }));
    found(json!({
        "challenge": wanted.challenge,
        "rp": { "id": wanted.rp_id, "name": wanted.rp_name },
        "user": {
            "id": BASE64URL.encode(&wanted.user_handle),
            "name": wanted.user_name,
            "displayName": wanted.display_name,
        },
        "pubKeyCredParams": algorithms,
        "timeout": LIFETIME_S * 1_000,
        "excludeCredentials": descriptors(&wanted.exclude),
        "authenticatorSelection": {
            "residentKey": "required",
            "requireResidentKey": true,
            "userVerification": "required",
        },
        "attestation": "none",
    }))
}

/// `PublicKeyCredentialRequestOptionsJSON`.
pub(crate) fn request(wanted: &Request) -> Response {
    found(json!({
        "challenge": wanted.challenge,
        "rpId": wanted.rp_id,
        "timeout": LIFETIME_S * 1_000,
        "allowCredentials": descriptors(&wanted.allow),
        "userVerification": "required",
    }))
}

fn descriptors(known: &[(Vec<u8>, Vec<String>)]) -> Vec<Value> {
    let describe = |(id, transports): &(Vec<u8>, Vec<String>)| {
        let id = BASE64URL.encode(id);
        // Absent means "any"; an empty list would mean none.
        if transports.is_empty() {
            return json!({ "type": "public-key", "id": id });
        }
        json!({ "type": "public-key", "id": id, "transports": transports })
    };
    known.iter().map(describe).collect()
}

fn found(options: Value) -> Response {
    let mut response = Json(options).into_response();
    no_store(response.headers_mut());
    response
}

fn problem(status: StatusCode, detail: &str) -> Response {
    let reason = status.canonical_reason().unwrap_or_default();
    let document =
        json!({ "type": "about:blank", "title": reason, "status": status.as_u16(), "detail": detail });
    let mut response = (status, Json(document)).into_response();
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    no_store(response.headers_mut());
    response
}
