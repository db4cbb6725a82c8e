//! Proof Key for Code Exchange: S256 only (RFC 7636, RFC 9700 2.1.1).

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;

use crate::error::ProtocolError;
use crate::params::Params;

/// An S256 code challenge: 43 characters of base64url.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeChallenge(String);

impl CodeChallenge {
    /// Reads `code_challenge` and `code_challenge_method`; `plain` (also by omission) is refused.
    pub fn from_params(params: &Params) -> Result<Option<Self>, ProtocolError> {
        let (challenge, method) = (params.get("code_challenge"), params.get("code_challenge_method"));
        match (challenge, method) {
            (None, None) => Ok(None),
            (None, Some(_)) => {
                Err(ProtocolError::invalid_request("code_challenge_method without code_challenge"))
            }
            (Some(challenge), Some("S256")) => Self::parse(challenge)
                .map(Some)
                .ok_or(ProtocolError::invalid_request("code_challenge is not the base64url of a SHA-256")),
            (Some(_), _) => Err(ProtocolError::invalid_request("code_challenge_method must be S256")),
        }
    }

    /// A challenge as it was stored.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
        (bytes.len() == 32).then(|| Self(text.to_owned()))
    }

    /// The text to store.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `verifier` is the one that the challenge was made from (RFC 7636 4.6).
    pub fn matches(&self, verifier: &str) -> bool {
        let hash = digest(&SHA256, verifier.as_bytes());
        let expected = BASE64_URL_SAFE_NO_PAD.encode(hash.as_ref());
        is_verifier(verifier) && expected.as_bytes().ct_eq(self.0.as_bytes()).into()
    }
}

/// The rule for a code exchange: challenge and verifier come together or not at all.
///
/// A verifier without a challenge is how a PKCE downgrade shows itself (RFC 9700 4.8.2).
pub fn check(challenge: Option<&CodeChallenge>, verifier: Option<&str>) -> Result<(), ProtocolError> {
    match (challenge, verifier) {
        (None, None) => Ok(()),
        (Some(challenge), Some(verifier)) if challenge.matches(verifier) => Ok(()),
        (Some(_), Some(_)) => {
            Err(ProtocolError::invalid_grant("code_verifier does not match code_challenge"))
        }
        (Some(_), None) => Err(ProtocolError::invalid_grant("code_verifier is missing")),
        (None, Some(_)) => {
            Err(ProtocolError::invalid_grant("code_verifier was sent, but no code_challenge before"))
        }
    }
}

/// RFC 7636 4.1: 43 to 128 unreserved characters.
fn is_verifier(text: &str) -> bool {
    (43..=128).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    #[test]
    fn rfc7636_appendix_b() {
        assert!(CodeChallenge::parse(CHALLENGE).unwrap().matches(VERIFIER));
        assert!(!CodeChallenge::parse(CHALLENGE).unwrap().matches(&VERIFIER.replace('d', "e")));
    }

    #[test]
    fn plain_is_refused_also_by_omission() {
        for raw in [
            format!("code_challenge={CHALLENGE}&code_challenge_method=plain"),
            format!("code_challenge={CHALLENGE}"),
            "code_challenge=short&code_challenge_method=S256".to_owned(),
            "code_challenge_method=S256".to_owned(),
        ] {
            assert!(CodeChallenge::from_params(&Params::parse(&raw).unwrap()).is_err(), "{raw}");
        }
    }

    #[test]
    fn challenge_and_verifier_come_together() {
        let challenge = CodeChallenge::parse(CHALLENGE);
        assert!(check(challenge.as_ref(), Some(VERIFIER)).is_ok());
        assert!(check(None, None).is_ok());
        assert!(check(challenge.as_ref(), None).is_err());
        assert!(check(None, Some(VERIFIER)).is_err());
        assert!(check(challenge.as_ref(), Some("short")).is_err());
    }
}
