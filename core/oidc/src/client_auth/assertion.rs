//! What an assertion has to say before it proves its client (RFC 7523 3, OIDC Core 9, FAPI 2.0 Security Profile 5.3.2.1).

use serde_json::{Map, Value};

use crate::error::{ErrorCode, ProtocolError};
use crate::metadata::{AuthMethod, ClientMetadata};
use crate::numeric_date;

/// How far ahead an assertion's end may lie, in seconds: it is good once, so there is no use in more, and what was used has
/// to be remembered as long.
pub const LONGEST_S: i64 = 3_600;
/// How far the clocks of both may be apart, in seconds.
const SKEW_S: i64 = 60;
/// The same under FAPI 2.0, which wants 10 s accepted, and what is more than 60 s ahead refused.
const FAPI_SKEW_S: i64 = 30;

/// Algorithms of assertions under a key of the client.
const BY_KEY: [&str; 5] = ["RS256", "PS256", "ES256", "EdDSA", "Ed25519"];
/// Those of them that FAPI 2.0 allows (5.4.1).
const BY_KEY_FAPI: [&str; 4] = ["PS256", "ES256", "EdDSA", "Ed25519"];
/// Algorithms of assertions under a secret.
const BY_SECRET: [&str; 1] = ["HS256"];

/// What is compared with.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The client that the assertion has to be about.
    pub client_id: &'a str,
    /// The issuer; always a right audience.
    pub issuer: &'a str,
    /// Endpoints of ours where clients prove themselves: right audiences as well, unless the client is held to FAPI 2.0.
    pub endpoints: &'a [String],
    /// Whether the client is held to FAPI 2.0.
    pub is_fapi2: bool,
    /// Seconds since 1970.
    pub now: i64,
}

/// An assertion that is right, if it was not used before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fresh {
    /// Its id.
    pub jti: String,
    /// How long the id has to be remembered; seconds since 1970.
    pub until: i64,
}

/// The algorithms that may sign assertions of a client; none where it proves itself otherwise.
pub fn algorithms(metadata: &ClientMetadata) -> Vec<&str> {
    let mut all = match metadata.token_endpoint_auth_method {
        AuthMethod::PrivateKeyJwt if metadata.is_fapi2() => BY_KEY_FAPI.to_vec(),
        AuthMethod::PrivateKeyJwt => BY_KEY.to_vec(),
        // FAPI 2.0 has no clients with secrets (5.3.2.1).
        AuthMethod::ClientSecretJwt if !metadata.is_fapi2() => BY_SECRET.to_vec(),
        _ => Vec::new(),
    };
    if let Some(registered) = &metadata.token_endpoint_auth_signing_alg {
        all.retain(|alg| alg == registered);
    }
    all
}

/// Holds the claims to the rules. The signature was verified before.
pub fn check(claims: &Map<String, Value>, expected: &Expected<'_>) -> Result<Fresh, ProtocolError> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    if text("iss") != Some(expected.client_id) || text("sub") != Some(expected.client_id) {
        return Err(refused("iss and sub of the client assertion are both the client_id"));
    }
    check_audience(claims.get("aud"), expected)?;
    let until = check_times(claims, expected)?;
    let jti = text("jti").filter(|jti| !jti.is_empty());
    let jti = jti.ok_or(refused("the client assertion has no jti"))?;
    Ok(Fresh { jti: jti.to_owned(), until })
}

fn check_audience(audience: Option<&Value>, expected: &Expected<'_>) -> Result<(), ProtocolError> {
    if expected.is_fapi2 {
        let is_issuer = audience.and_then(Value::as_str) == Some(expected.issuer);
        return is_issuer.then_some(()).ok_or(refused("aud of the client assertion is not the issuer alone"));
    }
    let is_ours = |audience: &Value| {
        audience.as_str().is_some_and(|audience| {
            audience == expected.issuer || expected.endpoints.iter().any(|endpoint| endpoint == audience)
        })
    };
    let is_right = match audience {
        Some(Value::Array(all)) => all.iter().any(is_ours),
        Some(one) => is_ours(one),
        None => false,
    };
    is_right
        .then_some(())
        .ok_or(refused("aud of the client assertion is neither the issuer nor the endpoint"))
}

/// When the assertion is over, skew included.
fn check_times(claims: &Map<String, Value>, expected: &Expected<'_>) -> Result<i64, ProtocolError> {
    let skew = if expected.is_fapi2 { FAPI_SKEW_S } else { SKEW_S };
    let time = |name: &str| {
        numeric_date::read(claims, name).map_err(|_| refused("a time in the client assertion is no number"))
    };
    let exp = time("exp")?.ok_or(refused("the client assertion has no exp"))?;
    let until = exp.saturating_add(skew);
    if until <= expected.now {
        return Err(refused("the client assertion has expired"));
    }
    if exp.saturating_sub(expected.now) > LONGEST_S + skew {
        return Err(refused("exp of the client assertion is more than an hour ahead"));
    }
    for name in ["iat", "nbf"] {
        if time(name)?.is_some_and(|at| at.saturating_sub(expected.now) > skew) {
            return Err(refused("iat or nbf of the client assertion lies in the future"));
        }
    }
    Ok(until)
}

const fn refused(why: &'static str) -> ProtocolError {
    ProtocolError::new(ErrorCode::InvalidClient, why)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ISSUER: &str = "https://id.example";
    const NOW: i64 = 1_000_000;

    fn claims(change: &[(&str, Value)]) -> Map<String, Value> {
        let mut claims =
            json!({"iss": "app", "sub": "app", "aud": ISSUER, "jti": "1", "exp": NOW + 60, "iat": NOW});
        let object = claims.as_object_mut().unwrap();
        for (name, value) in change {
            object.insert((*name).into(), value.clone());
        }
        object.retain(|_, value| !value.is_null());
        object.clone()
    }

    fn outcomes(change: &[(&str, Value)]) -> (bool, bool) {
        let endpoints = ["https://id.example/oauth2/token".into(), "https://id.example/oauth2/par".into()];
        let of = |is_fapi2| {
            let expected =
                Expected { client_id: "app", issuer: ISSUER, endpoints: &endpoints, is_fapi2, now: NOW };
            check(&claims(change), &expected).is_ok()
        };
        (of(false), of(true))
    }

    #[test]
    fn rfc7523_3_and_fapi2_5_3_2_1() {
        let (yes, no, default_alone) = ((true, true), (false, false), (true, false));
        let table: &[(&str, Value, (bool, bool))] = &[
            ("jti", json!("1"), yes),
            ("jti", Value::Null, no),
            ("jti", json!(""), no),
            ("jti", json!(7), no),
            ("iss", json!("other"), no),
            ("iss", Value::Null, no),
            ("sub", json!("other"), no),
            ("aud", Value::Null, no),
            ("aud", json!("https://id.example/"), no),
            ("aud", json!("https://other.example"), no),
            ("aud", json!([ISSUER]), default_alone),
            ("aud", json!([ISSUER, "https://other.example"]), default_alone),
            ("aud", json!(["https://other.example"]), no),
            ("aud", json!([]), no),
            ("aud", json!("https://id.example/oauth2/token"), default_alone),
            ("aud", json!("https://id.example/oauth2/par"), default_alone),
            ("aud", json!("https://id.example/oauth2/authorize"), no),
            ("exp", Value::Null, no),
            ("exp", json!("1000060"), no),
            ("exp", json!(NOW as f64 + 0.5), yes),
            ("exp", json!(NOW - 20), yes),
            ("exp", json!(NOW - 40), default_alone),
            ("exp", json!(NOW - 60), no),
            ("exp", json!(NOW + LONGEST_S), yes),
            ("exp", json!(NOW + LONGEST_S + 61), no),
            ("exp", json!(i64::MAX), no),
            ("exp", json!(1e300), no),
            ("iat", Value::Null, yes),
            ("iat", json!(NOW + 8), yes),
            ("iat", json!(NOW + 10), yes),
            ("iat", json!(NOW + 60), default_alone),
            ("iat", json!(NOW + 61), no),
            ("iat", json!("now"), no),
            ("nbf", json!(NOW + 8), yes),
            ("nbf", json!(NOW + 60), default_alone),
            ("nbf", json!(NOW + 61), no),
        ];
        for (name, value, expected) in table {
            assert_eq!(outcomes(&[(name, value.clone())]), *expected, "{name} {value}");
        }
    }

    #[test]
    fn an_assertion_is_remembered_until_nobody_would_take_it() {
        let expected =
            Expected { client_id: "app", issuer: ISSUER, endpoints: &[], is_fapi2: false, now: NOW };
        let fresh = check(&claims(&[]), &expected).unwrap();
        assert_eq!(fresh, Fresh { jti: "1".into(), until: NOW + 120 });
        assert!(check(&claims(&[]), &Expected { now: fresh.until - 1, ..expected }).is_ok());
        assert!(check(&claims(&[]), &Expected { now: fresh.until, ..expected }).is_err());
    }

    #[test]
    fn algorithms_follow_method_profile_and_registration() {
        let of = |method: &str, more: Value| {
            let mut json = json!({"redirect_uris": ["https://a.example/cb"], "token_endpoint_auth_method": method,
                "jwks_uri": "https://a.example/jwks"});
            json.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            let metadata = ClientMetadata::parse(&json).unwrap().metadata;
            algorithms(&metadata).join(" ")
        };
        let fapi = json!({"security_profile": "fapi2"});
        assert_eq!(of("private_key_jwt", json!({})), "RS256 PS256 ES256 EdDSA Ed25519");
        assert_eq!(of("private_key_jwt", fapi.clone()), "PS256 ES256 EdDSA Ed25519");
        assert_eq!(of("private_key_jwt", json!({"token_endpoint_auth_signing_alg": "ES256"})), "ES256");
        let weak = json!({"security_profile": "fapi2", "token_endpoint_auth_signing_alg": "RS256"});
        assert_eq!(of("private_key_jwt", weak), "");
        assert_eq!(of("client_secret_jwt", json!({})), "HS256");
        assert_eq!(of("client_secret_jwt", fapi), "");
        assert_eq!(of("client_secret_jwt", json!({"token_endpoint_auth_signing_alg": "RS256"})), "");
        assert_eq!(of("client_secret_basic", json!({})), "");
    }
}
