//! What a request may say, parameter by parameter.

use serde_json::json;

use super::*;

const BASE: &str = "client_id=c&response_type=code&scope=openid&redirect_uri=https%3A%2F%2Fa.example%2Fcb";

fn client(extra: serde_json::Value) -> ClientMetadata {
    let mut json = json!({"redirect_uris": ["https://a.example/cb"]});
    json.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    ClientMetadata::parse(&json).unwrap().metadata
}

fn parse(raw: &str) -> Result<Request, ErrorCode> {
    let (client, params) = (client(json!({})), Params::parse(raw).unwrap());
    Request::parse(&Target::resolve(&client, &params).unwrap(), &client, &params, Arrival::default())
        .map_err(|e| e.code)
}

#[test]
fn a_plain_request_needs_neither_nonce_nor_state_nor_pkce() {
    let request = parse(BASE).unwrap();
    assert_eq!(
        (request.nonce, request.code_challenge, request.scopes.to_string()),
        (None, None, "openid".into())
    );
}

#[test]
fn the_redirect_uri_is_matched_before_anything_else_is_read() {
    let client = client(json!({}));
    for raw in [
        "redirect_uri=https%3A%2F%2Fa.example%2Fcb%2F&response_type=bogus",
        "redirect_uri=https%3A%2F%2Fevil.example",
    ] {
        assert!(matches!(
            Target::resolve(&client, &Params::parse(raw).unwrap()),
            Err(BadTarget::NotRegistered { .. })
        ));
    }
}

#[test]
fn without_a_redirect_uri_nothing_is_guessed() {
    assert_eq!(Target::resolve(&client(json!({})), &Params::default()), Err(BadTarget::Missing));
}

#[test]
fn each_wrong_parameter_has_its_error() {
    for (extra, code) in [
        ("&response_mode=web_message", ErrorCode::InvalidRequest),
        ("&resource=https%3A%2F%2Fr.example", ErrorCode::InvalidTarget),
        ("&resource=%2Frelative", ErrorCode::InvalidTarget),
        ("&dpop_jkt=short", ErrorCode::InvalidRequest),
        ("&claims=x", ErrorCode::InvalidRequest),
        ("&max_age=-1", ErrorCode::InvalidRequest),
        ("&max_age=x", ErrorCode::InvalidRequest),
        ("&prompt=none+login", ErrorCode::InvalidRequest),
        ("&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", ErrorCode::InvalidRequest),
    ] {
        assert_eq!(parse(&format!("{BASE}{extra}")), Err(code), "{extra}");
    }
    assert_eq!(parse(&BASE.replace("=code", "=token")), Err(ErrorCode::UnsupportedResponseType));
    assert_eq!(parse(&BASE.replace("response_type=code", "")), Err(ErrorCode::InvalidRequest));
    assert_eq!(parse(&BASE.replace("scope=openid", "scope=profile")), Err(ErrorCode::InvalidScope));
}

#[test]
fn what_is_unknown_is_ignored() {
    assert!(
        parse(&format!("{BASE}&extra=1&display=popup&acr_values=1+2&claims_locales=se&claims=%7B%7D"))
            .is_ok()
    );
}

#[test]
fn public_clients_must_use_pkce() {
    let client = client(json!({"token_endpoint_auth_method": "none"}));
    let params = Params::parse(BASE).unwrap();
    let target = Target::resolve(&client, &params).unwrap();
    let refused = Request::parse(&target, &client, &params, Arrival::default()).unwrap_err();
    assert_eq!(refused.code, ErrorCode::InvalidRequest);
}

const FORM_ONLY: &str = "&response_mode=form_post";

fn parse_as(extra: serde_json::Value, raw: &str, arrival: Arrival) -> Result<Request, ErrorCode> {
    let (client, params) = (client(extra), Params::parse(raw).unwrap());
    let target = Target::resolve(&client, &params).unwrap();
    Request::parse(&target, &client, &params, arrival).map_err(|e| e.code)
}

#[test]
fn older_response_types_need_the_office_and_the_client() {
    let legacy = Arrival { legacy: true, ..Arrival::default() };
    let all = json!({"response_types": ["code", "id_token", "token id_token", "code id_token", "code token", "code id_token token"],
        "grant_types": ["authorization_code", "implicit"]});
    for kind in ["id_token", "id_token+token", "code+id_token", "token+code", "id_token+code+token"] {
        let raw = format!("{}&nonce=n", BASE.replace("=code", &format!("={kind}")));
        assert_eq!(
            parse_as(all.clone(), &raw, Arrival::default()),
            Err(ErrorCode::UnsupportedResponseType),
            "{kind}"
        );
        assert_eq!(parse_as(json!({}), &raw, legacy), Err(ErrorCode::UnauthorizedClient), "{kind}");
        let request = parse_as(all.clone(), &raw, legacy).unwrap();
        assert!(request.response_type.is_legacy(), "{kind}");
        // A token in a query is kept by logs and told to others by referrers.
        for mode in ["query", "query.jwt"] {
            let raw = format!("{raw}&response_mode={mode}");
            assert_eq!(parse_as(all.clone(), &raw, legacy), Err(ErrorCode::InvalidRequest), "{kind} {mode}");
        }
        assert!(parse_as(all.clone(), &format!("{raw}{FORM_ONLY}"), legacy).is_ok(), "{kind}");
        // OIDC Core 3.2.2.1, 3.3.2.11.
        let without = parse_as(all.clone(), &raw.replace("&nonce=n", ""), legacy);
        assert_eq!(without.is_ok(), !kind.contains("id_token"), "{kind}");
    }
    for kind in ["token", "none", "code+none", "code+code", "x"] {
        let raw = BASE.replace("=code", &format!("={kind}"));
        assert_eq!(parse_as(all.clone(), &raw, legacy), Err(ErrorCode::UnsupportedResponseType), "{kind}");
    }
}

#[test]
fn all_modes_suit_a_code() {
    for mode in crate::response_mode::ALL {
        assert!(parse(&format!("{BASE}&response_mode={mode}")).is_ok(), "{mode}");
    }
}

#[test]
fn rfc8707_2_resources_are_those_that_the_client_registered() {
    let registered = json!({"resources": ["https://r.example/files", "urn:office:mail"]});
    let ask = |extra: &str| parse_as(registered.clone(), &format!("{BASE}{extra}"), Arrival::default());
    let both =
        "&resource=https%3A%2F%2Fr.example%2Ffiles&resource=urn%3Aoffice%3Amail&resource=urn%3Aoffice%3Amail";
    assert_eq!(
        ask(both).unwrap().resources.iter().collect::<Vec<_>>(),
        ["https://r.example/files", "urn:office:mail"]
    );
    for bad in ["https%3A%2F%2Fr.example", "https%3A%2F%2Fr.example%2Ffiles%23x", "files"] {
        assert_eq!(ask(&format!("&resource={bad}")), Err(ErrorCode::InvalidTarget), "{bad}");
    }
}

#[test]
fn rfc9126_6_and_rfc9101_10_5_what_a_client_has_to_do_is_held() {
    let pushed = Arrival { pushed: true, ..Arrival::default() };
    let par = json!({"require_pushed_authorization_requests": true});
    assert_eq!(parse_as(par.clone(), BASE, Arrival::default()), Err(ErrorCode::InvalidRequest));
    assert!(parse_as(par, BASE, pushed).is_ok());
    let jar = json!({"require_signed_request_object": true});
    assert_eq!(parse_as(jar.clone(), BASE, pushed), Err(ErrorCode::InvalidRequest));
    assert!(parse_as(jar, BASE, Arrival { signed: true, ..pushed }).is_ok());
}

#[test]
fn fapi_2_5_3_2_2_requests_are_pushed_and_carry_pkce_and_ask_for_a_code() {
    let fapi = json!({
        "security_profile": "fapi2", "token_endpoint_auth_method": "private_key_jwt", "jwks_uri": "https://a.example/jwks",
        "id_token_signed_response_alg": "ES256", "dpop_bound_access_tokens": true, "response_types": ["code", "code id_token"],
    });
    let s256 = "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
    let all = Arrival { pushed: true, legacy: true, signed: false };
    assert!(parse_as(fapi.clone(), &format!("{BASE}{s256}"), all).is_ok());
    for (raw, arrival, code) in [
        (format!("{BASE}{s256}"), Arrival { pushed: false, ..all }, ErrorCode::InvalidRequest),
        (BASE.to_owned(), all, ErrorCode::InvalidRequest),
        (format!("{BASE}{}", s256.replace("S256", "plain")), all, ErrorCode::InvalidRequest),
        (
            format!("{}&nonce=n{s256}", BASE.replace("=code", "=code+id_token")),
            all,
            ErrorCode::UnsupportedResponseType,
        ),
    ] {
        assert_eq!(parse_as(fapi.clone(), &raw, arrival), Err(code), "{raw}");
    }
}

#[test]
fn oidc_registration_2_what_was_registered_holds_where_a_request_says_nothing() {
    let registered = json!({"default_max_age": 60, "default_acr_values": ["phr"]});
    let ask =
        |extra: &str| parse_as(registered.clone(), &format!("{BASE}{extra}"), Arrival::default()).unwrap();
    assert_eq!((ask("").max_age_s, ask("&max_age=5").max_age_s), (Some(60), Some(5)));
    assert_eq!(ask("").acr.wanted, [crate::acr::Acr::Passkey]);
    assert_eq!(ask("&acr_values=urn:donelogin:acr:1").acr.wanted, [crate::acr::Acr::One]);
}

#[test]
fn oidc_core_5_5_claims_are_kept_and_those_beyond_the_scopes_are_named() {
    let claims = "&claims=%7B%22userinfo%22%3A%7B%22name%22%3Anull%2C%22email%22%3Anull%7D%7D";
    let request = parse(&format!("{}{claims}", BASE.replace("=openid", "=openid+email"))).unwrap();
    assert_eq!(request.claims.userinfo.names().collect::<Vec<_>>(), ["email", "name"]);
    assert_eq!(request.claims_beyond_scopes(), ["name"]);
}
