//! A program that holds a key and proves it at each request (RFC 9449), by what the server's answers ask of it.

use std::sync::atomic::{AtomicUsize, Ordering};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use domain::token::sha256;
use serde_json::{Value, json};

use crate::key_server::ClientKey;

/// The key, and what it has made.
#[derive(Debug)]
pub struct Prover {
    key: ClientKey,
    seed: u8,
    made: AtomicUsize,
}

impl Prover {
    /// The same key for the same seed.
    pub fn new(seed: u8) -> Self {
        Self { key: ClientKey::new("proof", seed), seed, made: AtomicUsize::new(0) }
    }

    /// Its thumbprint (RFC 7638).
    pub fn jkt(&self) -> String {
        BASE64URL.encode(sha256(self.jwk().to_string().as_bytes()))
    }

    /// A proof for a request; `iat`: when the program believes it is.
    pub fn proof(&self, (method, url): (&str, &str), iat: i64, more: &Value) -> String {
        let number = self.made.fetch_add(1, Ordering::Relaxed);
        let mut claims = json!({
            "jti": format!("{}-{number}", self.seed), "htm": method, "htu": url, "iat": iat,
        });
        claims.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
        self.key.sign_under(&json!({"typ": "dpop+jwt", "alg": "ES256", "jwk": self.jwk()}), &claims)
    }

    /// What a proof says of the access token beside it.
    pub fn ath(token: &str) -> String {
        BASE64URL.encode(sha256(token.as_bytes()))
    }

    fn jwk(&self) -> Value {
        let whole = self.key.jwk();
        // `Value` keeps members in the order of the alphabet, as the thumbprint needs them.
        json!({"crv": whole["crv"], "kty": whole["kty"], "x": whole["x"], "y": whole["y"]})
    }
}
