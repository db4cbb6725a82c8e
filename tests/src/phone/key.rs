//! The phone's key pair, by another implementation than the server's.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use domain::world::{Entropy as _, SystemEntropy};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};

/// A key on P-256.
#[derive(Clone, Debug)]
pub struct Key(SigningKey);

impl Key {
    /// A new one.
    pub fn generate() -> Self {
        let mut private = [0; 32];
        SystemEntropy.fill(&mut private);
        // Of 2^32 draws less than one is no key.
        Self(SigningKey::from_slice(&private).unwrap())
    }

    /// A known one, by the member `d` of its JWK.
    pub fn from_d(d: &str) -> Self {
        Self(SigningKey::from_slice(&BASE64URL.decode(d).unwrap()).unwrap())
    }

    /// Its public half as a JWK.
    pub fn jwk(&self) -> Value {
        let [x, y] = self.coordinates();
        json!({"kty": "EC", "crv": "P-256", "x": x, "y": y})
    }

    /// RFC 7638.
    pub fn thumbprint(&self) -> String {
        let [x, y] = self.coordinates();
        sha256(format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#).as_bytes())
    }

    /// The signature of a JWS, RFC 7518 3.4; always the same for the same bytes, RFC 6979.
    pub fn sign(&self, signed: &str) -> String {
        let signature: Signature = self.0.sign(signed.as_bytes());
        BASE64URL.encode(signature.to_bytes())
    }

    fn coordinates(&self) -> [String; 2] {
        let point = self.0.verifying_key().to_sec1_point(false);
        let bytes = point.as_bytes();
        [BASE64URL.encode(&bytes[1..33]), BASE64URL.encode(&bytes[33..])]
    }
}

/// SHA-256 as the protocol writes it: base64url without padding.
pub fn sha256(bytes: &[u8]) -> String {
    BASE64URL.encode(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes))
}
