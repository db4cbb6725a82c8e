//! `/.well-known/…` and `/oauth2/jwks`.

use serde_json::json;

use crate::world::{ISSUER, World};

#[tokio::test]
async fn the_document_tells_what_is_served_and_nothing_more() {
    let world = World::new().await;
    let answer = world.server().get("/.well-known/openid-configuration").await.expect(200);
    assert_eq!(answer.header("content-type"), "application/json");
    let told = answer.json();
    let twin = world.server().get("/.well-known/oauth-authorization-server").await.expect(200).json();
    assert_eq!(told, twin);
    assert_eq!(told["issuer"], ISSUER);
    for (name, value) in told.as_object().unwrap() {
        if name.ends_with("_endpoint") || name == "jwks_uri" {
            let path = value.as_str().unwrap().strip_prefix(ISSUER).unwrap();
            let status = world.server().get(path).await.status;
            assert_ne!(status, 404, "{name} is served");
        }
        if name.ends_with("_supported") {
            assert!(value.is_array() || value.is_boolean(), "{name}: {value}");
        }
    }
    for (name, value) in [
        ("response_types_supported", json!(["code"])),
        (
            "response_modes_supported",
            json!(["query", "fragment", "form_post", "jwt", "query.jwt", "fragment.jwt", "form_post.jwt"]),
        ),
        (
            "grant_types_supported",
            json!([
                "authorization_code",
                "refresh_token",
                "client_credentials",
                "urn:ietf:params:oauth:grant-type:device_code"
            ]),
        ),
        ("subject_types_supported", json!(["public", "pairwise"])),
        ("id_token_signing_alg_values_supported", json!(["RS256", "PS256", "ES256", "EdDSA"])),
        ("userinfo_signing_alg_values_supported", json!(["RS256", "PS256", "ES256", "EdDSA"])),
        ("dpop_signing_alg_values_supported", json!(["ES256", "EdDSA", "Ed25519", "PS256"])),
        ("code_challenge_methods_supported", json!(["S256"])),
        (
            "scopes_supported",
            json!(["openid", "profile", "email", "address", "phone", "groups", "offline_access"]),
        ),
        (
            "token_endpoint_auth_methods_supported",
            json!([
                "client_secret_basic",
                "client_secret_post",
                "client_secret_jwt",
                "private_key_jwt",
                "none"
            ]),
        ),
        (
            "token_endpoint_auth_signing_alg_values_supported",
            json!(["RS256", "PS256", "ES256", "EdDSA", "HS256"]),
        ),
        ("authorization_response_iss_parameter_supported", json!(true)),
        ("claims_parameter_supported", json!(true)),
        ("request_parameter_supported", json!(true)),
        // OIDC Discovery 3: true where it is left out.
        ("request_uri_parameter_supported", json!(false)),
    ] {
        assert_eq!(told[name], value, "{name}");
    }
}

#[tokio::test]
async fn older_response_types_are_told_where_the_office_lets_them_in() {
    let world = World::new().await;
    world.set("oidc.legacy_response_types", "on").await;
    let told = world.server().get("/.well-known/openid-configuration").await.expect(200).json();
    let types = ["code", "id_token", "id_token token", "code id_token", "code token", "code id_token token"];
    assert_eq!(told["response_types_supported"], json!(types));
    assert_eq!(told["request_uri_parameter_supported"], json!(true));
    let algorithms = told["request_object_signing_alg_values_supported"].as_array().unwrap();
    assert!(algorithms.contains(&json!("none")));
}

#[tokio::test]
async fn the_key_set_has_a_key_for_each_algorithm_and_no_private_part() {
    let world = World::new().await;
    let answer = world.server().get("/oauth2/jwks").await.expect(200);
    assert_eq!(answer.header("content-type"), "application/json");
    let set = answer.json();
    let keys = set["keys"].as_array().unwrap();
    let mut kids: Vec<&str> = keys.iter().map(|key| key["kid"].as_str().unwrap()).collect();
    kids.sort_unstable();
    kids.dedup();
    assert_eq!(kids.len(), 4, "each its own kid");
    for key in keys {
        for private in ["d", "p", "q", "dp", "dq", "qi", "k", "oth"] {
            assert!(key.get(private).is_none(), "{key}");
        }
        assert_eq!(key["use"], "sig", "{key}");
    }
    let mut algorithms: Vec<&str> = keys.iter().map(|key| key["alg"].as_str().unwrap()).collect();
    algorithms.sort_unstable();
    assert_eq!(algorithms, ["ES256", "EdDSA", "PS256", "RS256"]);
}

#[tokio::test]
async fn both_are_public_cached_shortly_and_open_to_every_origin() {
    let world = World::new().await;
    for path in ["/.well-known/openid-configuration", "/oauth2/jwks"] {
        let answer = world.server().saying("origin", "https://anybody.example").get(path).await.expect(200);
        assert_eq!(answer.header("cache-control"), "public, max-age=300");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(answer.header("access-control-allow-credentials"), "");
        assert!(answer.headers.get("set-cookie").is_none());
    }
}
