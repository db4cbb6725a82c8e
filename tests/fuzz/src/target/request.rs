//! Requests of apps and browsers: parameters, client authentication, authorization, token and logout requests.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use oidc::acr::{Acr, AcrRequest};
use oidc::authorize::{Arrival, Request, Target};
use oidc::claims_request::ClaimsRequest;
use oidc::client_auth::Presented;
use oidc::device_authorization::{self, DEVICE_CODE, LETTERS};
use oidc::logout::{Destination, LogoutRequest};
use oidc::metadata::ClientMetadata;
use oidc::params::{MAX_BYTES, MAX_PARAMS, Params};
use oidc::pkce::CodeChallenge;
use oidc::prompt::Prompt;
use oidc::request_object::{self, Holder};
use oidc::response::{self, Answer, Delivery, Sender};
use oidc::response_mode::Way;
use oidc::scope::Scopes;
use oidc::token::TokenRequest;
use serde_json::json;
use url::Url;

use super::{assert_same, assert_told, halves, text};

const ISSUER: &str = "https://office.example:8443";
const GOODBYE: &str = "https://app.example/bye";

static CLIENT: LazyLock<Option<ClientMetadata>> = LazyLock::new(|| {
    let metadata = json!({
        "redirect_uris": ["https://app.example/cb?tenant=1", "http://127.0.0.1/cb"],
        "post_logout_redirect_uris": [GOODBYE],
        "application_type": "native",
        "grant_types": ["authorization_code", "refresh_token", DEVICE_CODE],
    });
    ClientMetadata::parse(&metadata).ok().map(|parsed| parsed.metadata)
});

static UNSIGNED: LazyLock<Option<ClientMetadata>> = LazyLock::new(|| {
    let metadata = json!({
        "redirect_uris": ["https://app.example/cb"], "request_object_signing_alg": "none",
    });
    ClientMetadata::parse(&metadata).ok().map(|parsed| parsed.metadata)
});

/// A query string or a form.
pub(super) fn params(data: &[u8]) {
    let Some(Ok(params)) = text(data).map(Params::parse) else { return };
    let encoded = params.encode();
    assert!(data.len() <= MAX_BYTES);
    assert!(encoded.split('&').count() <= MAX_PARAMS);
    assert_same(Ok(params), Params::parse(&encoded));
}

/// An `Authorization` header, and the form that came with it.
pub(super) fn basic(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let (header, form) = halves(text);
    let Ok(params) = Params::parse(form) else { return };
    for header in [Some(header), None] {
        if let Err(error) = Presented::parse(header, &params) {
            assert_told(&error);
        }
    }
}

/// The classes that a request asks for.
pub(super) fn acr(data: &[u8]) {
    let Some(text) = text(data) else { return };
    for name in text.split_ascii_whitespace() {
        if let Some(acr) = Acr::parse(name) {
            assert_same(Some(acr), Acr::parse(name));
        }
    }
    let (values, claims) = halves(text);
    let Ok(claims) = ClaimsRequest::parse(claims) else { return };
    for claims in [claims, ClaimsRequest::default()] {
        if let Err(error) = AcrRequest::new(&claims, Some(values), &[]) {
            assert_told(&error);
        }
    }
}

/// Claims that are asked for one by one.
pub(super) fn claims(data: &[u8]) {
    let Some(text) = text(data) else { return };
    match ClaimsRequest::parse(text) {
        Ok(claims) => {
            assert_same(ClaimsRequest::parse(&claims.encode()), Ok(claims.clone()));
            let openid = Scopes::parse("openid");
            let beyond = claims.names_beyond(&openid);
            assert!(claims.userinfo.names().count() <= 64 && beyond.len() <= 128);
            assert!(claims.allowed(&openid, &[]).names_beyond(&openid).is_empty());
        }
        Err(error) => assert_told(&error),
    }
}

/// A request as a JWT: its header, its claims, and what stood beside it, a line each.
pub(super) fn object(data: &[u8]) {
    let (Some(text), Some(client), Some(unsigned)) = (text(data), CLIENT.as_ref(), UNSIGNED.as_ref()) else {
        return;
    };
    let (header, rest) = halves(text);
    let (claims, beside) = halves(rest);
    let jwt = format!("{}.{}.", BASE64URL.encode(header), BASE64URL.encode(claims));
    for jwt in [jwt.as_str(), text] {
        match request_object::header(jwt) {
            Ok(header) => {
                let _ = request_object::is_request_type(header.typ.as_deref());
            }
            Err(error) => assert_told(&error),
        }
        assert!(request_object::read_unsigned(jwt, client).is_err(), "taken without a signature");
        let _ = request_object::is_named(data, beside);
    }
    let (Ok(claims), Ok(beside)) = (request_object::read_unsigned(&jwt, unsigned), Params::parse(beside))
    else {
        return;
    };
    let holder = Holder { issuer: ISSUER, client_id: "app", client, now: 1_780_000_000 };
    match request_object::open(&claims, &beside, &holder) {
        Ok(params) => {
            assert_eq!(params.get("client_id"), Some("app"));
            assert!(params.get("request").is_none() && params.get("request_uri").is_none());
        }
        Err(error) => assert_told(&error),
    }
}

/// A whole authorization request, and the answer to it.
pub(super) fn authorization(data: &[u8]) {
    let Some(Ok(params)) = text(data).map(Params::parse) else { return };
    let Some(client) = CLIENT.as_ref() else { return };
    // Each part also by itself, since the whole stops at the first that is wrong.
    if let Err(error) = Prompt::from_params(&params) {
        assert_told(&error);
    }
    match CodeChallenge::from_params(&params) {
        Ok(Some(challenge)) => {
            assert_same(Some(&challenge), CodeChallenge::parse(challenge.as_str()).as_ref());
        }
        Ok(None) => {}
        Err(error) => assert_told(&error),
    }
    let Ok(target) = Target::resolve(client, &params) else { return };
    let sent = params.get("redirect_uri").unwrap_or_default();
    assert_eq!(target.redirect_uri(), sent);
    let arrival = Arrival { legacy: true, ..Arrival::default() };
    let (answer, member) = match Request::parse(&target, client, &params, arrival) {
        Ok(request) => {
            assert_same(request.scopes.clone(), Scopes::parse(&request.scopes.to_string()));
            (Answer::of(vec![("code", "code".to_owned())]), "code")
        }
        Err(error) => {
            assert_told(&error);
            (Answer::refusal(ISSUER, &error), "error")
        }
    };
    let sender = Sender { issuer: ISSUER, client_id: "app", key: None, now: 0 };
    match answer.send(&target, &sender) {
        Ok(Delivery::Redirect(url)) if target.mode().way == Way::Query => {
            assert_leads_back(
                &url,
                sent,
                &[(member, None), ("state", target.state()), ("iss", Some(ISSUER))],
            );
        }
        Ok(Delivery::Redirect(url)) => {
            assert!(url.strip_prefix(sent).is_some_and(|rest| rest.starts_with('#')), "{url} for {sent}");
            assert!(url.bytes().all(|byte| (0x21..=0x7e).contains(&byte)), "{url:?} is no header");
        }
        Ok(Delivery::Form(form)) => {
            assert_eq!(form.action, sent);
            assert!(form.fields.iter().any(|(name, _)| name == member));
        }
        // Without a key nothing travels signed.
        Err(_) => assert!(target.mode().signed),
    }
}

/// An answer goes where the request said, with what it was to bring, and with nothing of ours changed by what stood there.
fn assert_leads_back(answer: &str, sent: &str, wanted: &[(&str, Option<&str>)]) {
    assert!(answer.starts_with(sent), "{answer} leads elsewhere than {sent}");
    assert!(answer.bytes().all(|byte| (0x21..=0x7e).contains(&byte)), "{answer:?} is no header");
    let (Ok(there), Ok(asked)) = (Url::parse(answer), Url::parse(sent)) else {
        assert!(Url::parse(sent).is_err(), "{answer} is no address");
        return;
    };
    assert_eq!(there.origin(), asked.origin());
    assert_eq!(there.path(), asked.path());
    for (name, value) in wanted {
        let brought: Vec<_> = there.query_pairs().filter(|(known, _)| known == name).collect();
        let had = asked.query_pairs().filter(|(known, _)| known == name).count();
        if *name != "state" || value.is_some() {
            assert_eq!(brought.len(), had + 1, "{name} in {answer}");
        }
        if let (Some(value), Some((_, last))) = (value, brought.last()) {
            assert_eq!(last, value);
        }
    }
}

/// A token request.
pub(super) fn token(data: &[u8]) {
    let Some(Ok(params)) = text(data).map(Params::parse) else { return };
    match TokenRequest::parse(&params) {
        Ok(request) => assert_eq!(Some(request.grant_type()), params.get("grant_type")),
        Err(error) => assert_told(&error),
    }
}

/// A device's request, and the code that a person types.
pub(super) fn device(data: &[u8]) {
    let (Some(text), Some(client)) = (text(data), CLIENT.as_ref()) else { return };
    if let Some(code) = device_authorization::typed_user_code(text) {
        assert!(
            !code.is_empty() && code.bytes().all(|letter| letter == b'-' || LETTERS.contains(&letter)),
            "{code}"
        );
        assert_same(Some(code.as_str()), device_authorization::typed_user_code(&code).as_deref());
    }
    let Ok(params) = Params::parse(text) else { return };
    match device_authorization::parse(client, &params) {
        Ok(kept) => assert!(device_authorization::read(client, &kept).is_ok()),
        Err(error) => assert_told(&error),
    }
}

/// A logout request; nobody is sent anywhere without a hint.
pub(super) fn logout(data: &[u8]) {
    let Some(Ok(params)) = text(data).map(Params::parse) else { return };
    let request = LogoutRequest::parse(&params);
    let destination = request.destination(None, CLIENT.as_ref());
    assert!(!matches!(destination, Destination::Client(_)), "{destination:?}");
    let back = response::after_logout(GOODBYE, request.state.as_deref());
    assert!(back == GOODBYE || back.starts_with("https://app.example/bye?state="), "{back}");
    assert!(back.bytes().all(|byte| (0x21..=0x7e).contains(&byte)), "{back:?} is no header");
}
