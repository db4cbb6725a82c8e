//! The claims of an ID token (OIDC Core 2).

use aws_lc_rs::digest::{SHA256, SHA512, digest};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::jwt::Algorithm;

/// Claims of an ID token that we issue. Claims about the person come from userinfo (OIDC Core 5.4)
/// where they are not asked for here.
#[derive(Clone, Debug, Serialize)]
pub struct IdToken<'a> {
    /// Issuer.
    pub iss: &'a str,
    /// Subject.
    pub sub: &'a str,
    /// The client.
    pub aud: &'a str,
    /// Expiry, seconds since 1970.
    pub exp: i64,
    /// Issue time.
    pub iat: i64,
    /// When the person last proved who they are.
    pub auth_time: i64,
    /// As the client sent it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nonce: Option<&'a str>,
    /// Authentication context class.
    pub acr: &'a str,
    /// Authentication methods (RFC 8176).
    pub amr: &'a [String],
    /// [`hash`] of the access token that comes with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_hash: Option<String>,
    /// [`hash`] of the code that comes with it (OIDC Core 3.3.2.11).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub c_hash: Option<String>,
    /// [`hash`] of the request's `state`, where the ID token stands in for a signed answer (FAPI 1.0 Advanced 5.2.2.1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub s_hash: Option<String>,
    /// The session at this server.
    pub sid: &'a str,
    /// Claims about the person that were asked for here by name (OIDC Core 5.5), or that rules of the office tell; none of
    /// them one of the above.
    #[serde(flatten)]
    pub about: Map<String, Value>,
}

/// What we read of an ID token that comes back as a hint.
#[derive(Clone, Debug, Deserialize)]
pub struct Hint {
    /// Subject.
    pub sub: String,
    /// The client.
    pub aud: String,
    /// The session at this server.
    pub sid: Option<String>,
    /// Expiry, which does not matter here; what we sign without one (signed userinfo) is no ID token.
    pub exp: i64,
}

/// `at_hash`, `c_hash` and `s_hash`: base64url of the left half of the hash that belongs to the algorithm of the ID token
/// (OIDC Core 3.1.3.6, 3.3.2.11).
pub fn hash(algorithm: Algorithm, value: &str) -> String {
    // Ed25519 signs over SHA-512 (RFC 8032), and so its left half is used, as other providers do.
    let hash = digest(if algorithm == Algorithm::EdDsa { &SHA512 } else { &SHA256 }, value.as_bytes());
    let bytes = hash.as_ref();
    BASE64URL.encode(bytes.split_at_checked(bytes.len() / 2).map_or(bytes, |(left, _)| left))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn oidc_core_appendix_a_3_at_hash() {
        for algorithm in [Algorithm::Rs256, Algorithm::Ps256, Algorithm::Es256] {
            assert_eq!(
                hash(algorithm, "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"),
                "77QmUPtjPfzWtF2AnpK9RQ"
            );
        }
    }

    #[test]
    fn oidc_core_appendix_a_4_c_hash() {
        let code = "Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk";
        assert_eq!(hash(Algorithm::Rs256, code), "LDktKdoQak3Pk0cnXxCltA");
    }

    #[test]
    fn a_state_is_hashed_alike() {
        assert_eq!(hash(Algorithm::Ps256, "af0ifjsldkj"), "bOhtX8F73IMjSPeVAqxyTQ");
    }

    #[test]
    fn ed25519_takes_the_left_half_of_sha512() {
        assert_eq!(hash(Algorithm::EdDsa, "x").len(), 43);
    }
}
