//! The name of a claim that a rule makes: never one of the protocol, never one that says who somebody is.

use oidc::claims::SUPPORTED;
use serde::Serialize;

/// A name that rules may use.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct ClaimName(String);

/// Why a name cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClaimNameError {
    /// Not a name.
    #[error("begins with a letter and has at most 128 letters, digits and _ - . : /")]
    Malformed,
    /// The protocol's own.
    #[error("is a claim of the protocol, which no rule may make")]
    Protocol,
    /// Says who somebody is.
    #[error("is a standard claim, which comes from the account alone; a rule may make groups")]
    Standard,
}

/// The most characters of a name.
const MOST: usize = 128;

/// Claims that tokens, introspection and logout give a meaning to, beside those that discovery names: RFC 7519 4.1,
/// OpenID Connect Core 2 and 5.6, RFC 7662 2.2, RFC 7800, RFC 8417, RFC 8693, RFC 9068, RFC 9396, RFC 9449.
const PROTOCOL: [&str; 46] = [
    "acr",
    "act",
    "active",
    "amr",
    "at_hash",
    "ath",
    "aud",
    "auth_time",
    "authorization_details",
    "azp",
    "c_hash",
    "claims",
    "client_id",
    "cnf",
    "events",
    "exp",
    "extra_audience",
    "htm",
    "htu",
    "iat",
    "iss",
    "jti",
    "jwk",
    "jwks",
    "kid",
    "may_act",
    "nbf",
    "nonce",
    "orig",
    "request",
    "request_uri",
    "rt_hash",
    "s_hash",
    "scope",
    "scp",
    "sid",
    "sub",
    "sub_id",
    "sub_jwk",
    "toe",
    "token_type",
    "txn",
    "typ",
    "urn:openid:params:jwt:claim:rt_hash",
    "vot",
    "vtm",
];

/// The standard claim that a rule may make: the names of groups, as a client wants them.
const FREE: &str = "groups";

impl ClaimName {
    /// Reads a name.
    pub fn parse(text: &str) -> Result<Self, ClaimNameError> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-.:/".contains(c);
        let valid = text.len() <= MOST
            && text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.chars().all(is_plain);
        if !valid {
            return Err(ClaimNameError::Malformed);
        }
        // Apps that do not mind capitals must not be led to take one for the other.
        let is = |reserved: &&str| text.eq_ignore_ascii_case(reserved);
        if PROTOCOL.iter().any(&is) {
            return Err(ClaimNameError::Protocol);
        }
        if text != FREE && SUPPORTED.iter().any(is) {
            return Err(ClaimNameError::Standard);
        }
        Ok(Self(text.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
