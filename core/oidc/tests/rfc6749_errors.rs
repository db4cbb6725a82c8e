//! Which refusal each fault gets: the tables of RFC 6749 4.1.2.1 and 5.2, row by row.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use oidc::authorize::{Arrival, BadTarget, Request, Target};
use oidc::error::ErrorCode;
use oidc::metadata::ClientMetadata;
use oidc::params::{Params, ParamsError};
use oidc::pkce::CodeChallenge;
use oidc::token::{CodeBinding, TokenRequest};
use serde_json::{Value, json};

const CALLBACK: &str = "redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

fn client(more: &Value) -> ClientMetadata {
    let mut metadata = json!({"redirect_uris": ["https://client.example.com/cb"]});
    metadata.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    ClientMetadata::parse(&metadata).unwrap().metadata
}

/// The refusal of an authorization request, or none.
fn asked(client: &ClientMetadata, query: &str) -> Option<ErrorCode> {
    let params = Params::parse(query).unwrap();
    let target = Target::resolve(client, &params).unwrap();
    Request::parse(&target, client, &params, Arrival::default()).err().map(|error| error.code)
}

#[test]
fn rfc6749_4_1_2_1_each_fault_of_an_authorization_request() {
    let web = client(&json!({}));
    let public = client(&json!({"token_endpoint_auth_method": "none"}));
    let machine = client(&json!({"grant_types": ["client_credentials"], "response_types": []}));
    let pkce = format!("code_challenge={CHALLENGE}&code_challenge_method=S256");
    for (what, who, query, wanted) in [
        ("whole", &web, "response_type=code&scope=openid".to_owned(), None),
        ("whole, public", &public, format!("response_type=code&scope=openid&{pkce}"), None),
        ("no response type", &web, "scope=openid".into(), Some(ErrorCode::InvalidRequest)),
        ("an empty one is none", &web, "response_type=&scope=openid".into(), Some(ErrorCode::InvalidRequest)),
        (
            "a foreign one",
            &web,
            "response_type=device&scope=openid".into(),
            Some(ErrorCode::UnsupportedResponseType),
        ),
        (
            "without the grant",
            &machine,
            "response_type=code&scope=openid".into(),
            Some(ErrorCode::UnauthorizedClient),
        ),
        (
            "a public client without PKCE",
            &public,
            "response_type=code&scope=openid".into(),
            Some(ErrorCode::InvalidRequest),
        ),
        (
            "plain PKCE",
            &web,
            format!("response_type=code&scope=openid&code_challenge={CHALLENGE}"),
            Some(ErrorCode::InvalidRequest),
        ),
        (
            "no scope that is known",
            &web,
            "response_type=code&scope=unheard-of".into(),
            Some(ErrorCode::InvalidScope),
        ),
        (
            "prompt none with another",
            &web,
            "response_type=code&scope=openid&prompt=none+login".into(),
            Some(ErrorCode::InvalidRequest),
        ),
        (
            "max_age is no number",
            &web,
            "response_type=code&scope=openid&max_age=soon".into(),
            Some(ErrorCode::InvalidRequest),
        ),
        (
            "max_age is negative",
            &web,
            "response_type=code&scope=openid&max_age=-1".into(),
            Some(ErrorCode::InvalidRequest),
        ),
        (
            "what is unknown is ignored",
            &web,
            "response_type=code&scope=openid+x&extra=1&display=page".into(),
            None,
        ),
    ] {
        assert_eq!(asked(who, &format!("{query}&{CALLBACK}")), wanted, "{what}");
    }
}

#[test]
fn rfc6749_4_1_2_1_without_a_registered_address_nothing_is_sent_anywhere() {
    let web = client(&json!({}));
    for query in [
        "response_type=code",
        "response_type=code&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb%2F",
        "response_type=code&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb%3Fx%3D1",
        "response_type=code&redirect_uri=https%3A%2F%2Fclient.example.com%2FCB",
        "response_type=code&redirect_uri=https%3A%2F%2Fclient.example.com%3A443%2Fcb",
        "response_type=code&redirect_uri=http%3A%2F%2Fclient.example.com%2Fcb",
    ] {
        let refused = Target::resolve(&web, &Params::parse(query).unwrap());
        assert!(matches!(refused, Err(BadTarget::Missing | BadTarget::NotRegistered { .. })), "{query}");
    }
}

#[test]
fn rfc6749_3_1_a_parameter_stands_there_once() {
    for twice in ["client_id=a&client_id=a", "state=1&state=2", "scope=openid&x=1&scope=openid"] {
        assert_eq!(Params::parse(twice), Err(ParamsError::Duplicate), "{twice}");
    }
}

/// The refusal of a token request, or none.
fn exchanged(form: &str) -> Option<ErrorCode> {
    TokenRequest::parse(&Params::parse(form).unwrap()).err().map(|error| error.code)
}

#[test]
fn rfc6749_5_2_each_fault_of_a_token_request() {
    for (form, wanted) in [
        ("grant_type=authorization_code&code=c", None),
        ("grant_type=refresh_token&refresh_token=r", None),
        ("code=c", Some(ErrorCode::InvalidRequest)),
        ("grant_type=&code=c", Some(ErrorCode::InvalidRequest)),
        ("grant_type=authorization_code", Some(ErrorCode::InvalidRequest)),
        ("grant_type=refresh_token", Some(ErrorCode::InvalidRequest)),
        ("grant_type=password&username=a&password=b", Some(ErrorCode::UnsupportedGrantType)),
        ("grant_type=Authorization_Code&code=c", Some(ErrorCode::UnsupportedGrantType)),
    ] {
        assert_eq!(exchanged(form), wanted, "{form}");
    }
}

#[test]
fn rfc6749_5_2_a_code_that_is_not_the_clients_is_an_invalid_grant() {
    let challenge = CodeChallenge::parse(CHALLENGE).unwrap();
    let binding = |expires_at| CodeBinding {
        client_id: "a",
        redirect_uri: "https://client.example.com/cb",
        code_challenge: Some(&challenge),
        expires_at,
    };
    let exchange = |more: &str| {
        let form = format!("grant_type=authorization_code&code=c&{more}");
        match TokenRequest::parse(&Params::parse(&form).unwrap()).unwrap() {
            TokenRequest::AuthorizationCode(exchange) => exchange,
            other => panic!("{other:?}"),
        }
    };
    let whole = format!("{CALLBACK}&code_verifier={VERIFIER}");
    for (what, more, client_id, expires_at, wanted) in [
        ("whole", whole.as_str(), "a", 60, None),
        ("another client's", &whole, "b", 60, Some(ErrorCode::InvalidGrant)),
        ("too late", &whole, "a", 0, Some(ErrorCode::InvalidGrant)),
        ("no verifier", CALLBACK, "a", 60, Some(ErrorCode::InvalidGrant)),
        (
            "another verifier",
            &format!("{CALLBACK}&code_verifier={CHALLENGE}"),
            "a",
            60,
            Some(ErrorCode::InvalidGrant),
        ),
        (
            "another address",
            &format!("redirect_uri=https%3A%2F%2Fx.example&code_verifier={VERIFIER}"),
            "a",
            60,
            Some(ErrorCode::InvalidGrant),
        ),
    ] {
        let refused = exchange(more).check(client_id, &binding(expires_at), 1).err();
        assert_eq!(refused.map(|error| error.code), wanted, "{what}");
    }
}

#[test]
fn rfc7636_4_1_a_verifier_has_43_to_128_unreserved_characters() {
    let challenge = |verifier: &str| {
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, verifier.as_bytes());
        CodeChallenge::parse(&base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(digest)).unwrap()
    };
    for good in ["a".repeat(43), "-._~".repeat(11), "Z9".repeat(64)] {
        assert!(challenge(&good).matches(&good), "{good}");
        assert!(oidc::pkce::check(Some(&challenge(&good)), Some(&good)).is_ok(), "{good}");
    }
    for bad in ["a".repeat(42), "a".repeat(129), "+".repeat(43), "ä".repeat(43), " ".repeat(43)] {
        assert!(oidc::pkce::check(Some(&challenge(&bad)), Some(&bad)).is_err(), "{bad}");
    }
    // A challenge is a SHA-256 in base64url, and nothing else (4.2).
    for bad in
        [VERIFIER.to_owned() + "=", BASE64_STANDARD.encode([255; 32]), "short".to_owned(), String::new()]
    {
        assert!(CodeChallenge::parse(&bad).is_none(), "{bad}");
    }
}
