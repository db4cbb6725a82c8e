//! What is signed: our own tokens that come back, and what clients sign.
//!
//! `$SIGNED` in the input stands for a token that the right key signed, and two lines with JSON for a token of that header and
//! those claims with a signature of zeros, so that what changes it gets behind base64.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use oidc::client_auth::assertion::{self, Expected};
use oidc::client_keys::{ClientKeyError, ClientKeys};
use oidc::dpop::{About, Proof};
use oidc::jwks::Jwk;
use oidc::jwt::{Algorithm, JwtError, SigningKey, Typ, verify_own};
use serde_json::{Value, json};

use super::{assert_tellable, assert_told, text};

const ISSUER: &str = "https://office.example:8443";
const ALLOWED: [&str; 4] = ["RS256", "PS256", "ES256", "EdDSA"];

/// A key, and a token that it signed.
struct Signed {
    jwk: Jwk,
    keys: ClientKeys,
    token: String,
}

static SIGNED: LazyLock<Option<Signed>> = LazyLock::new(|| {
    let der = SigningKey::generate(Algorithm::Es256).ok()?;
    let key = SigningKey::from_pkcs8(Algorithm::Es256, &der).ok()?;
    let token =
        key.sign(Typ::Jwt, &json!({"iss": ISSUER, "sub": "person", "aud": "client", "exp": 1})).ok()?;
    let keys = ClientKeys::parse(&json!({"keys": [key.jwk()]})).ok()?;
    Some(Signed { jwk: key.jwk().clone(), keys, token })
});

static SECRET: LazyLock<Option<ClientKeys>> = LazyLock::new(|| ClientKeys::from_secret(&[7; 32]).ok());

/// A token that pretends to be ours.
pub(super) fn of_ours(data: &[u8]) {
    let (Some(signed), Some(text)) = (SIGNED.as_ref(), text(data)) else { return };
    let token = token(text, &signed.token);
    match verify_own::<Value>(&token, Typ::Jwt, ISSUER, std::slice::from_ref(&signed.jwk)) {
        Ok(_) => assert_is(&token, &signed.token),
        Err(error) => assert_eq!(error, JwtError::Foreign),
    }
}

/// A token that pretends to be a client's.
pub(super) fn of_client(data: &[u8]) {
    let (Some(signed), Some(text)) = (SIGNED.as_ref(), text(data)) else { return };
    let token = token(text, &signed.token);
    match signed.keys.verify(&token, &ALLOWED) {
        Ok(_) => assert_is(&token, &signed.token),
        Err(error) => assert_refused(error),
    }
    // What may not sign does not, also where the signature is right.
    assert!(signed.keys.verify(&token, &["RS256", "HS256"]).is_err());
}

/// A token by a secret that nobody told.
pub(super) fn by_secret(data: &[u8]) {
    let (Some(keys), Some(text)) = (SECRET.as_ref(), text(data)) else { return };
    match keys.verify(&token(text, ""), &["HS256"]) {
        Ok(verified) => panic_on(&verified.claims),
        Err(error) => assert_refused(error),
    }
}

/// What a client's assertion claims, behind its signature.
pub(super) fn assertion(data: &[u8]) {
    let Ok(claims) = serde_json::from_slice(data) else { return };
    let endpoints = [format!("{ISSUER}/oauth2/token")];
    for is_fapi2 in [false, true] {
        let now = 1_780_000_000;
        let expected = Expected { client_id: "app", issuer: ISSUER, endpoints: &endpoints, is_fapi2, now };
        match assertion::check(&claims, &expected) {
            Ok(fresh) => {
                assert!(!fresh.jti.is_empty() && (now..now + 7_200).contains(&fresh.until), "{fresh:?}");
            }
            Err(error) => assert_told(&error),
        }
    }
}

/// The thumbprint of the key that made the one proof among the seeds (RFC 9449 6.1).
const JKT: &str = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

/// A proof of possession; whoever changes one has not the key.
pub(super) fn proof(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let urls = ["https://server.example.com/token".to_owned()];
    let about = About { method: "POST", urls: &urls, access_token: None };
    match Proof::verify(&token(text, ""), &about) {
        Ok(proof) => {
            assert_eq!((proof.jkt.as_str(), proof.jti.as_str()), (JKT, "-BwC3ESc6acc2lTc"));
            assert!(proof.check_age(proof.iat).is_ok() && proof.check_age(i64::MAX / 2).is_err());
        }
        Err(error) => assert_told(&error),
    }
}

/// A client's key set.
pub(super) fn key_set(data: &[u8]) {
    let Ok(set) = serde_json::from_slice::<Value>(data) else { return };
    match ClientKeys::parse(&set) {
        Ok(keys) => {
            let listed = set.get("keys").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            assert!(listed.len() <= 32);
            for key in listed {
                assert!(key.get("d").is_none() && key.get("k").is_none(), "{key} is private");
                assert_ne!(key.get("kty").and_then(Value::as_str), Some("oct"));
            }
            assert!(!keys.knows("no key of this name"));
        }
        Err(error) => assert_told(&error),
    }
}

fn token(text: &str, signed: &str) -> String {
    match text.split_once('\n') {
        Some((header, claims)) => {
            format!("{}.{}.{}", BASE64URL.encode(header), BASE64URL.encode(claims), BASE64URL.encode([0; 64]))
        }
        None => text.replace("$SIGNED", signed),
    }
}

/// One bit of a signature or of what is signed that is not the key's, and it is no token.
fn assert_is(token: &str, signed: &str) {
    assert_eq!(token, signed, "taken without a signature");
}

fn assert_refused(error: ClientKeyError) {
    assert_tellable(&error.to_string());
}

fn panic_on(claims: &serde_json::Map<String, Value>) {
    assert!(claims.is_empty() && !claims.is_empty(), "taken without the secret: {claims:?}");
}
