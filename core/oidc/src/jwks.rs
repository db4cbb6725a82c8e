//! Public keys as JSON Web Keys (RFC 7517), named by their thumbprint (RFC 7638).

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use serde::{Deserialize, Serialize};

/// A public signing key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jwk {
    /// `RSA`, `EC` or `OKP`.
    pub kty: String,
    /// RFC 7638 thumbprint.
    pub kid: String,
    /// Always `sig`.
    #[serde(rename = "use")]
    pub use_: String,
    /// The one algorithm that this key signs with.
    pub alg: String,
    /// Curve.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crv: Option<String>,
    /// X coordinate, or the Ed25519 key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x: Option<String>,
    /// Y coordinate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub y: Option<String>,
    /// RSA modulus.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<String>,
    /// RSA exponent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub e: Option<String>,
}

/// A key set document (RFC 7517 5).
#[derive(Debug, Serialize)]
pub struct Jwks<'a> {
    /// The keys.
    pub keys: Vec<&'a Jwk>,
}

impl Jwk {
    pub(crate) fn rsa(modulus: &[u8], exponent: &[u8]) -> Self {
        let (n, e) = (BASE64URL.encode(modulus), BASE64URL.encode(exponent));
        let kid = thumbprint(&format!(r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#));
        Self { n: Some(n), e: Some(e), ..Self::empty("RSA", kid) }
    }

    /// From an uncompressed SEC 1 point.
    pub(crate) fn p256(point: &[u8]) -> Option<Self> {
        let (x, y) = point.strip_prefix(&[4])?.split_at_checked(32)?;
        let (x, y) = (BASE64URL.encode(x), BASE64URL.encode(y));
        let kid = thumbprint(&format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#));
        Some(Self { crv: Some("P-256".into()), x: Some(x), y: Some(y), ..Self::empty("EC", kid) })
    }

    pub(crate) fn ed25519(key: &[u8]) -> Self {
        let x = BASE64URL.encode(key);
        let kid = thumbprint(&format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#));
        Self { crv: Some("Ed25519".into()), x: Some(x), ..Self::empty("OKP", kid) }
    }

    pub(crate) fn decoding(&self) -> Option<(jsonwebtoken::Algorithm, jsonwebtoken::DecodingKey)> {
        use jsonwebtoken::{Algorithm, DecodingKey};
        let rsa = || DecodingKey::from_rsa_components(self.n.as_deref()?, self.e.as_deref()?).ok();
        match self.alg.as_str() {
            "RS256" => Some((Algorithm::RS256, rsa()?)),
            "PS256" => Some((Algorithm::PS256, rsa()?)),
            "ES256" => Some((
                Algorithm::ES256,
                DecodingKey::from_ec_components(self.x.as_deref()?, self.y.as_deref()?).ok()?,
            )),
            "EdDSA" => Some((Algorithm::EdDSA, DecodingKey::from_ed_components(self.x.as_deref()?).ok()?)),
            _ => None,
        }
    }

    fn empty(kty: &str, kid: String) -> Self {
        Self {
            kty: kty.into(),
            kid,
            use_: "sig".into(),
            alg: String::new(),
            crv: None,
            x: None,
            y: None,
            n: None,
            e: None,
        }
    }
}

fn thumbprint(canonical: &str) -> String {
    BASE64URL.encode(digest(&SHA256, canonical.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc7638_3_1() {
        let modulus = BASE64URL
            .decode("0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw")
            .unwrap();
        assert_eq!(Jwk::rsa(&modulus, &[1, 0, 1]).kid, "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }
}
