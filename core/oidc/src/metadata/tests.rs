//! What is registered.

use serde_json::json;

use super::*;

#[test]
fn rfc7591_2_defaults() {
    let parsed = ClientMetadata::parse(
        &json!({"client_name": "Files", "redirect_uris": ["https://files.example/cb"]}),
    )
    .unwrap();
    assert_eq!(parsed.metadata.token_endpoint_auth_method, AuthMethod::ClientSecretBasic);
    assert_eq!(parsed.metadata.id_token_signed_response_alg, Algorithm::Rs256);
    assert_eq!(parsed.metadata.response_types, ["code"]);
    assert!(!parsed.metadata.demands_pkce());
    assert!(parsed.warnings.is_empty());
}

#[test]
fn what_is_ahead_of_us_is_kept_with_a_warning() {
    let parsed = ClientMetadata::parse(&json!({
        "redirect_uris": ["https://a.example/cb"], "token_endpoint_auth_method": "kerberos",
        "grant_types": ["authorization_code", "password"], "id_token_signed_response_alg": "ES999",
        "userinfo_encrypted_response_alg": "RSA-OAEP",
    }))
    .unwrap();
    assert_eq!(parsed.warnings.len(), 4, "{:?}", parsed.warnings);
    assert_eq!(parsed.metadata.id_token_signed_response_alg, Algorithm::Rs256);
    let stored = serde_json::to_value(&parsed.metadata).unwrap();
    assert_eq!(stored["id_token_signed_response_alg_wanted"], "ES999");
    assert_eq!(stored["userinfo_encrypted_response_alg"], "RSA-OAEP");
    assert_eq!(stored["token_endpoint_auth_method"], "kerberos");
    assert_eq!(serde_json::from_value::<ClientMetadata>(stored).unwrap(), parsed.metadata);
}

#[test]
fn what_is_served_is_read_into_its_place() {
    let json = json!({
        "redirect_uris": ["https://a.example/cb"], "token_endpoint_auth_method": "private_key_jwt",
        "jwks_uri": "https://a.example/jwks", "request_object_signing_alg": "none",
        "userinfo_signed_response_alg": "RS256", "subject_type": "pairwise", "security_profile": "fapi2",
        "response_types": ["code", "token id_token"], "initiate_login_uri": "https://a.example/login",
    });
    let Parsed { metadata, warnings } = ClientMetadata::parse(&json).unwrap();
    let risk = "response type token id_token sends tokens through the browser";
    assert!(matches!(warnings.as_slice(), [one] if one.starts_with(risk)), "{warnings:?}");
    assert!(metadata.kept.is_empty(), "{:?}", metadata.kept);
    assert_eq!(metadata.request_object_signing_alg, Some(RequestObjectAlgorithm::None));
    assert!(metadata.demands_par() && metadata.demands_pkce());
    assert_eq!(metadata.id_token_signed_response_alg, Algorithm::Ps256, "FAPI 2.0 5.4.1: not RS256");
    assert_eq!(metadata.authorization_alg(), Algorithm::Ps256);
    let stored = serde_json::to_value(&metadata).unwrap();
    assert_eq!(serde_json::from_value::<ClientMetadata>(stored).unwrap(), metadata);
}

#[test]
fn a_choice_that_an_older_version_kept_without_knowing_it_counts_as_none() {
    let stored = json!({"redirect_uris": ["https://a.example/cb"], "userinfo_signed_response_alg": "HS256"});
    let metadata: ClientMetadata = serde_json::from_value(stored).unwrap();
    assert_eq!(metadata.userinfo_signed_response_alg, None);
}

#[test]
fn userinfo_without_a_signature_is_what_comes_without_a_choice() {
    let json = json!({"redirect_uris": ["https://a.example/cb"], "userinfo_signed_response_alg": "none"});
    assert_eq!(ClientMetadata::parse(&json).unwrap().metadata.userinfo_signed_response_alg, None);
}

#[test]
fn an_apps_own_scopes_are_part_of_its_scope() {
    let json = json!({"grant_types": ["client_credentials"], "scope": "files:read openid files:write"});
    let Parsed { metadata, warnings } = ClientMetadata::parse(&json).unwrap();
    assert!(warnings.is_empty() && metadata.acts_for_itself(), "{warnings:?}");
    assert_eq!(metadata.scope_text(), "openid files:read files:write");
    let stored = serde_json::to_value(&metadata).unwrap();
    assert_eq!(serde_json::from_value::<ClientMetadata>(stored.clone()).unwrap(), metadata);
    // Sent back under the name of the store they are nothing.
    let again = ClientMetadata::parse(&json!({"grant_types": [], "resource_scopes": ["a"]})).unwrap();
    assert!(again.metadata.resource_scopes.is_empty());
    let public = json!({"grant_types": ["client_credentials"], "token_endpoint_auth_method": "none"});
    assert!(!ClientMetadata::parse(&public).unwrap().metadata.acts_for_itself());
}

#[test]
fn a_scope_of_another_provider_is_kept_with_a_warning() {
    let parsed = ClientMetadata::parse(
        &json!({"redirect_uris": ["https://a.example/cb"], "scope": "openid custom:read"}),
    )
    .unwrap();
    assert_eq!((parsed.metadata.scope.to_string().as_str(), parsed.warnings.len()), ("openid", 1));
}

#[test]
fn broken_or_unsafe_metadata_is_an_error() {
    for bad in [
        json!([]),
        json!({}),
        json!({"redirect_uris": []}),
        json!({"redirect_uris": ["http://a.example/cb"]}),
        json!({"redirect_uris": ["https://a.example/cb#f"]}),
        json!({"redirect_uris": "https://a.example/cb"}),
        json!({"redirect_uris": ["https://a.example/cb"], "id_token_signed_response_alg": "none"}),
        json!({"redirect_uris": ["https://a.example/cb"], "tos_uri": "javascript:alert(1)"}),
        json!({"redirect_uris": ["https://a.example/cb"], "backchannel_logout_uri": "http://a.example/out"}),
        json!({"redirect_uris": ["https://a.example/cb"], "initiate_login_uri": "http://a.example/login"}),
        json!({"redirect_uris": ["https://a.example/cb"], "jwks_uri": "http://a.example/jwks"}),
        json!({"redirect_uris": ["https://a.example/cb"], "jwks": {"keys": []}, "jwks_uri": "https://a.example/jwks"}),
        json!({"redirect_uris": ["https://a.example/cb"], "jwks": {"keys": [{"kty": "RSA", "d": "x"}]}}),
        json!({"redirect_uris": ["https://a.example/cb"], "token_endpoint_auth_method": "private_key_jwt"}),
        json!({"redirect_uris": ["https://a.example/cb"], "token_endpoint_auth_method": "tls_client_auth"}),
        json!({"redirect_uris": ["https://a.example/cb"], "token_endpoint_auth_method": "tls_client_auth", "tls_client_auth_subject_dn": "files"}),
        json!({"redirect_uris": ["https://a.example/cb"], "jwks": {"keys": [{"kty": "oct", "k": "AA"}]}}),
        json!({"redirect_uris": ["https://a.example/cb"], "token_endpoint_auth_signing_alg": "none"}),
        json!({"redirect_uris": ["https://a.example/cb"], "resources": ["/files"]}),
        json!({"redirect_uris": ["https://a.example/cb"], "subject_type": "secret"}),
        json!({"redirect_uris": ["https://a.example/cb"], "post_logout_redirect_uris": ["data:text/html,x"]}),
    ] {
        assert!(ClientMetadata::parse(&bad).is_err(), "{bad}");
    }
}
