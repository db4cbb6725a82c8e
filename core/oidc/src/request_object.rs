//! Request objects: an authorization request as a JWT (RFC 9101, OIDC Core 6). Whose signature it is was looked at before;
//! here stand what its claims have to say, and what they come to as parameters.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::error::{ErrorCode, ProtocolError};
use crate::metadata::{ClientMetadata, RequestObjectAlgorithm};
use crate::numeric_date;
use crate::params::{MAX_PARAMS, Params};

/// How long a request object may be, in bytes.
pub const MAX_BYTES: usize = 32 * 1024;
/// How far two clocks may differ, in seconds.
const SKEW_S: i64 = 60;
/// How long a request object of FAPI 2.0 may be good, in seconds (FAPI 2.0 Message Signing 5.3.1).
const MAX_AGE_S: i64 = 3_600;

/// What a request object says of itself, before anything of it is believed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Header {
    /// Its algorithm; `none` where it is unsigned.
    pub alg: String,
    /// The key that signed it.
    #[serde(default)]
    pub kid: Option<String>,
    /// Its type.
    #[serde(default)]
    pub typ: Option<String>,
}

/// Whom a request object is held against.
#[derive(Clone, Copy, Debug)]
pub struct Holder<'a> {
    /// This server.
    pub issuer: &'a str,
    /// The client that sent it.
    pub client_id: &'a str,
    /// What it registered.
    pub client: &'a ClientMetadata,
    /// Seconds since 1970.
    pub now: i64,
}

const fn refuse(why: &'static str) -> ProtocolError {
    ProtocolError::new(ErrorCode::InvalidRequestObject, why)
}

/// Reads the header.
pub fn header(jwt: &str) -> Result<Header, ProtocolError> {
    const UNREADABLE: ProtocolError = refuse("the request object is not a JWT");
    if jwt.len() > MAX_BYTES {
        return Err(refuse("the request object is longer than 32 KiB"));
    }
    let mut parts = jwt.split('.');
    let (Some(header), Some(_), Some(_), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(UNREADABLE);
    };
    let header = BASE64URL.decode(header).map_err(|_| UNREADABLE)?;
    serde_json::from_slice(&header).map_err(|_| UNREADABLE)
}

/// The claims of a request object that nobody signed. A client that registered no algorithm may use any (OIDC Registration
/// 2), unless something else says that it signs.
pub fn read_unsigned(jwt: &str, client: &ClientMetadata) -> Result<Map<String, Value>, ProtocolError> {
    let signs = matches!(client.request_object_signing_alg, Some(RequestObjectAlgorithm::Signed(_)))
        || client.require_signed_request_object
        || client.is_fapi2();
    if signs {
        return Err(refuse("the request object has to be signed"));
    }
    // RFC 7518 3.6: an unsecured JWT has an empty signature.
    let payload = match jwt.split('.').collect::<Vec<_>>().as_slice() {
        [_, payload, ""] => BASE64URL.decode(payload).ok(),
        _ => None,
    };
    payload
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .ok_or(refuse("the request object is not an unsigned JWT"))
}

/// Whether the fragment of a `request_uri` is the SHA-256 of its content, which then cannot change (OIDC Core 6.2). One that
/// is not says nothing of the content: it is a hint for whoever keeps what was read.
pub fn is_named(content: &[u8], fragment: &str) -> bool {
    BASE64URL.encode(digest(&SHA256, content)) == fragment
}

/// Whether a type may stand for a request object (RFC 9101 10.8): a JWT that was made for something else is none.
pub fn is_request_type(typ: Option<&str>) -> bool {
    typ.is_none_or(|typ| {
        let typ = typ.strip_prefix("application/").unwrap_or(typ);
        typ.eq_ignore_ascii_case("JWT") || typ.eq_ignore_ascii_case("oauth-authz-req+jwt")
    })
}

/// Holds the claims to the rules, and gives the parameters that the request comes to.
///
/// Values inside win over those outside (OIDC Core 6.1). For a client that has to sign its requests nothing outside
/// counts (RFC 9101 6.3).
pub fn open(
    claims: &Map<String, Value>,
    outside: &Params,
    holder: &Holder<'_>,
) -> Result<Params, ProtocolError> {
    check_claims(claims, holder)?;
    let inside = unfold(claims)?;
    if inside.get("client_id").is_some_and(|id| id != holder.client_id) {
        return Err(refuse("client_id in the request object is another one"));
    }
    let kinds = (inside.get("response_type"), outside.get("response_type"));
    if matches!(kinds, (Some(inside), Some(outside)) if inside != outside) {
        return Err(refuse("response_type in the request object is another one"));
    }
    let only_inside = holder.client.require_signed_request_object || holder.client.is_fapi2();
    let beside = outside.pairs().filter(|(name, _)| {
        !only_inside && !matches!(*name, "request" | "request_uri") && inside.get(name).is_none()
    });
    let client_id = ("client_id", holder.client_id);
    let merged: Params =
        inside.pairs().chain(beside).filter(|(name, _)| *name != "client_id").chain([client_id]).collect();
    if merged.pairs().count() > MAX_PARAMS {
        Err(refuse("the request object says too much"))
    } else {
        Ok(merged)
    }
}

fn check_claims(claims: &Map<String, Value>, holder: &Holder<'_>) -> Result<(), ProtocolError> {
    let text = |name: &str| claims.get(name).map(|value| value.as_str().unwrap_or_default());
    let time = |name: &str| {
        numeric_date::read(claims, name).map_err(|_| refuse("a time in the request object is no number"))
    };
    if text("iss").is_some_and(|iss| iss != holder.client_id) {
        return Err(refuse("iss of the request object is not its client"));
    }
    // RFC 9101 10.8: an assertion by which the client proves itself is no request.
    if text("sub").is_some_and(|sub| sub == holder.client_id) {
        return Err(refuse("sub of the request object is its client, as in a client assertion"));
    }
    if claims.get("aud").is_some_and(|aud| !is_for(aud, holder.issuer)) {
        return Err(refuse("aud of the request object is not this server"));
    }
    let (nbf, exp) = (time("nbf")?, time("exp")?);
    if exp.is_some_and(|exp| holder.now >= exp.saturating_add(SKEW_S)) {
        return Err(refuse("the request object has expired"));
    }
    if [nbf, time("iat")?].into_iter().flatten().any(|from| from > holder.now + SKEW_S) {
        return Err(refuse("the request object is from the future"));
    }
    if holder.client.is_fapi2() {
        check_fapi2(claims, nbf, exp, holder.now)?;
    }
    Ok(())
}

/// FAPI 2.0 Message Signing 5.3.1.
fn check_fapi2(
    claims: &Map<String, Value>,
    nbf: Option<i64>,
    exp: Option<i64>,
    now: i64,
) -> Result<(), ProtocolError> {
    let (Some(nbf), Some(exp)) = (nbf, exp) else {
        return Err(refuse("the request object needs nbf and exp"));
    };
    let is_long = |from: i64, to: i64| to.saturating_sub(from) > MAX_AGE_S + SKEW_S;
    if is_long(nbf, now) || is_long(now, exp) || is_long(nbf, exp) {
        return Err(refuse("the request object is good for more than an hour"));
    }
    if claims.contains_key("iss") && claims.contains_key("aud") {
        Ok(())
    } else {
        Err(refuse("the request object needs iss and aud"))
    }
}

fn is_for(aud: &Value, issuer: &str) -> bool {
    match aud {
        Value::String(one) => one == issuer,
        Value::Array(several) => several.iter().any(|one| one == issuer),
        _ => false,
    }
}

/// Claims that belong to the JWT and are no parameters (RFC 7519 4.1).
const OF_THE_JWT: [&str; 7] = ["iss", "aud", "exp", "iat", "nbf", "jti", "sub"];

fn unfold(claims: &Map<String, Value>) -> Result<Params, ProtocolError> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (name, value) in claims.iter().filter(|(name, _)| !OF_THE_JWT.contains(&name.as_str())) {
        match (name.as_str(), value) {
            // RFC 9101 4.
            ("request" | "request_uri", _) => {
                return Err(refuse("a request object holds no request and no request_uri"));
            }
            ("resource", Value::Array(several)) => {
                for one in several {
                    let text = one.as_str().ok_or(refuse("resource in the request object is not a text"))?;
                    pairs.push((name.clone(), text.to_owned()));
                }
            }
            (_, Value::Null) => {}
            (_, Value::String(text)) if text.contains('\0') => {
                return Err(refuse("a parameter in the request object has a zero byte"));
            }
            (_, Value::String(text)) if text.is_empty() => {}
            (_, Value::String(text)) => pairs.push((name.clone(), text.clone())),
            // Numbers as max_age, objects as claims (OIDC Core 6.1).
            (_, other) => pairs.push((name.clone(), other.to_string())),
        }
    }
    Ok(pairs.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ISSUER: &str = "https://id.example";

    fn client(extra: Value) -> ClientMetadata {
        let mut json = json!({"redirect_uris": ["https://a.example/cb"]});
        json.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        ClientMetadata::parse(&json).unwrap().metadata
    }

    fn open_as(client: &ClientMetadata, claims: Value, outside: &str) -> Result<Params, ProtocolError> {
        let holder = Holder { issuer: ISSUER, client_id: "c", client, now: 1_000 };
        open(claims.as_object().unwrap(), &Params::parse(outside).unwrap(), &holder)
    }

    fn plain(claims: Value, outside: &str) -> Result<String, ErrorCode> {
        open_as(&client(json!({})), claims, outside).map(|params| params.encode()).map_err(|e| e.code)
    }

    #[test]
    fn oidc_core_6_1_values_inside_win() {
        let inside = json!({
            "iss": "c", "aud": ISSUER, "exp": 1_001, "redirect_uri": "https://a.example/cb", "max_age": 3_600,
            "claims": {"id_token": {"acr": null}}, "resource": ["https://r.example/1", "https://r.example/2"], "none": null,
        });
        let outside = "client_id=c&response_type=code&scope=openid&redirect_uri=https%3A%2F%2Fevil.example&request=x&resource=r&max_age=1";
        let params = Params::parse(&plain(inside, outside).unwrap()).unwrap();
        assert_eq!(params.get("redirect_uri"), Some("https://a.example/cb"));
        assert_eq!((params.get("max_age"), params.get("scope")), (Some("3600"), Some("openid")));
        assert_eq!(params.get("claims"), Some(r#"{"id_token":{"acr":null}}"#));
        assert_eq!(params.all("resource").count(), 2);
        assert_eq!((params.get("request"), params.get("iss"), params.get("none")), (None, None, None));
    }

    #[test]
    fn rfc9101_6_3_nothing_outside_counts_for_a_client_that_has_to_sign() {
        let client = client(json!({"require_signed_request_object": true}));
        let params =
            open_as(&client, json!({"response_type": "code"}), "client_id=c&scope=openid&state=x").unwrap();
        assert_eq!(params.encode(), "response_type=code&client_id=c");
    }

    #[test]
    fn claims_that_do_not_hold_are_refused() {
        for claims in [
            json!({"iss": "other"}),
            json!({"iss": 1}),
            json!({"aud": "https://other.example"}),
            json!({"aud": []}),
            json!({"aud": {"x": ISSUER}}),
            json!({"exp": 940}),
            json!({"exp": "1001"}),
            json!({"nbf": 1_061}),
            json!({"iat": 1_061}),
            json!({"iat": null}),
            json!({"sub": "c"}),
            json!({"client_id": "other"}),
            json!({"response_type": "token"}),
            json!({"request": "x"}),
            json!({"request_uri": "https://a.example"}),
            json!({"resource": [1]}),
            json!({"state": "a\0b"}),
        ] {
            let got = plain(claims.clone(), "client_id=c&response_type=code");
            assert_eq!(got, Err(ErrorCode::InvalidRequestObject), "{claims}");
        }
        for claims in
            [json!({}), json!({"aud": ["x", ISSUER], "exp": 941, "nbf": 1_059.5, "sub": "somebody"})]
        {
            assert!(plain(claims, "").is_ok());
        }
        let many: Map<String, Value> = (0..=MAX_PARAMS).map(|n| (format!("x{n}"), json!("1"))).collect();
        assert!(plain(Value::Object(many), "").is_err());
    }

    #[test]
    fn fapi_2_message_signing_5_3_1() {
        let client = client(json!({
            "security_profile": "fapi2", "token_endpoint_auth_method": "private_key_jwt", "jwks_uri": "https://a.example/jwks",
            "id_token_signed_response_alg": "ES256", "dpop_bound_access_tokens": true,
        }));
        let good = json!({"iss": "c", "aud": ISSUER, "nbf": 990, "exp": 1_300});
        assert!(open_as(&client, good.clone(), "").is_ok());
        for (name, value) in
            [("nbf", json!(null)), ("exp", json!(9_000)), ("nbf", json!(-9_000)), ("iss", json!(null))]
        {
            let mut claims = good.clone();
            match value {
                Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
                value => claims[name] = value,
            }
            assert!(open_as(&client, claims.clone(), "").is_err(), "{claims}");
        }
    }

    #[test]
    fn an_unsigned_object_counts_unless_the_client_is_one_that_signs() {
        let part = |json: Value| BASE64URL.encode(json.to_string());
        let (none, body) = (part(json!({"alg": "none"})), part(json!({"state": "x"})));
        let lax = client(json!({"request_object_signing_alg": "none"}));
        assert_eq!(read_unsigned(&format!("{none}.{body}."), &lax).unwrap()["state"], "x");
        assert!(read_unsigned(&format!("{none}.{body}."), &client(json!({}))).is_ok());
        for signs in [
            json!({"request_object_signing_alg": "RS256"}),
            json!({"require_signed_request_object": true}),
            json!({"require_signed_request_object": true, "request_object_signing_alg": "none"}),
        ] {
            assert!(read_unsigned(&format!("{none}.{body}."), &client(signs.clone())).is_err(), "{signs}");
        }
        for bad in
            [format!("{none}.{body}"), format!("{none}.{body}.AA"), format!("{none}.!."), String::new()]
        {
            assert!(read_unsigned(&bad, &lax).is_err(), "{bad}");
        }
    }

    #[test]
    fn oidc_core_6_2_a_fragment_names_the_content() {
        let named = BASE64URL.encode(digest(&SHA256, b"a.b.c"));
        assert!(is_named(b"a.b.c", &named) && !is_named(b"x", "1") && !is_named(b"x", &named));
    }

    #[test]
    fn rfc9101_10_8_a_jwt_that_was_made_for_something_else_is_no_request() {
        for typ in [None, Some("JWT"), Some("oauth-authz-req+jwt"), Some("application/oauth-authz-req+jwt")] {
            assert!(is_request_type(typ), "{typ:?}");
        }
        assert!(!is_request_type(Some("dpop+jwt")) && !is_request_type(Some("client-authentication+jwt")));
        assert!(
            header("a.b").is_err() && header("!.b.c").is_err() && header(&"x".repeat(MAX_BYTES + 1)).is_err()
        );
        let head = BASE64URL.encode(r#"{"alg":"RS256","kid":"1"}"#);
        assert_eq!(header(&format!("{head}.x.y")).unwrap().kid.as_deref(), Some("1"));
    }
}
