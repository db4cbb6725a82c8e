//! Access tokens that resource servers read themselves (RFC 9068), for whom they are meant (RFC 8707), and userinfo as a JWT.

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{DecodingKey, TokenData, Validation, decode, decode_header};
use serde_json::{Map, Value, json};

use super::expect_error;
use crate::world::{Client, ISSUER, Prover, World};

const SECRET: &str = "ssssssssssssssssssssssssssssssssssssssss";
const API: &str = "https://api.example/v1";
const MAIL: &str = "urn:office:mail";
const READER: Client =
    Client { id: "reader", secret: Some(SECRET), redirect_uri: "https://reader.example/cb" };

async fn world(more: Value) -> World {
    let world = World::new().await;
    let mut metadata = json!({
        "client_id": "reader", "client_secret": SECRET, "trusted": true,
        "redirect_uris": [READER.redirect_uri], "resources": [API, MAIL],
    });
    metadata.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    world.register(metadata).await;
    world
}

/// As a resource server reads it, by a library that is not ours.
async fn read(world: &World, token: &str, audience: &str) -> TokenData<Map<String, Value>> {
    let keys: JwkSet =
        serde_json::from_str(&world.server().get("/oauth2/jwks").await.expect(200).body).unwrap();
    let header = decode_header(token).unwrap();
    let key = keys.find(header.kid.as_ref().unwrap()).unwrap();
    let mut validation = Validation::new(header.alg);
    validation.set_audience(&[audience]);
    validation.set_issuer(&[ISSUER]);
    validation.validate_exp = false;
    decode(token, &DecodingKey::from_jwk(key).unwrap(), &validation).unwrap()
}

async fn exchange(world: &World, code: &str, resources: &[&str]) -> crate::world::Answer {
    let mut form = READER.exchange_form(code);
    form.extend(resources.iter().map(|resource| ("resource", *resource)));
    READER.call(world, "/oauth2/token", &form).await
}

fn userinfo(world: &World, token: &str) -> crate::world::Browser {
    world.server().saying("authorization", &format!("Bearer {token}"))
}

#[tokio::test]
async fn rfc9068_2_a_jwt_says_what_the_token_is() {
    let world = world(json!({"access_token_format": "jwt", "id_token_signed_response_alg": "PS256"})).await;
    let mut browser = world.browser();
    let code = browser.obtain_code(&READER.ask().with("scope", "openid email")).await;
    let signed_in_at = world.now();
    world.wait(5);
    let tokens = exchange(&world, &code, &[]).await.expect(200).json();
    let token = tokens["access_token"].as_str().unwrap();
    let read = read(&world, token, ISSUER).await;
    assert_eq!(
        (read.header.typ.as_deref(), format!("{:?}", read.header.alg)),
        (Some("at+jwt"), "PS256".into())
    );
    let jti = read.claims["jti"].clone();
    assert_eq!(
        Value::Object(read.claims),
        json!({
            "iss": ISSUER, "sub": "subject-of-mira", "aud": ISSUER, "client_id": "reader", "scope": "openid email",
            "iat": world.now(), "exp": world.now() + 3_600, "jti": jti, "auth_time": signed_in_at,
            "acr": "urn:donelogin:acr:1", "amr": ["pwd"],
        })
    );
    assert_eq!(
        userinfo(&world, token).get("/oauth2/userinfo").await.expect(200).json()["sub"],
        "subject-of-mira"
    );
    // It is no ID token, whatever it says.
    let hinted = READER.ask().with("prompt", "none").with("id_token_hint", token);
    assert_eq!(browser.get(&hinted.path()).await.sent("error").as_deref(), Some("invalid_request"));
    // Self-contained or not, it ends when it is taken back.
    READER.call(&world, "/oauth2/revoke", &[("token", token)]).await.expect(200);
    assert_eq!(userinfo(&world, token).get("/oauth2/userinfo").await.status, 401);
    let about = READER.call(&world, "/oauth2/introspect", &[("token", token)]).await.expect(200).json();
    assert_eq!(about, json!({"active": false}));
}

#[tokio::test]
async fn a_bound_jwt_names_its_key() {
    let world = world(json!({"access_token_format": "jwt", "dpop_bound_access_tokens": true})).await;
    let prover = Prover::new();
    let code = world.browser().obtain_code(&READER.ask()).await;
    let tokens =
        prover.call(&world, READER, "/oauth2/token", &READER.exchange_form(&code)).await.expect(200).json();
    let token = tokens["access_token"].as_str().unwrap();
    let read = read(&world, token, ISSUER).await;
    assert_eq!(read.claims["cnf"], json!({"jkt": prover.jkt()}));
    prover.userinfo(&world, token, &prover.userinfo_proof(&world, token)).await.expect(200);
}

#[tokio::test]
async fn rfc8707_2_2_a_token_is_meant_for_whom_the_client_names() {
    let world = world(json!({"access_token_format": "jwt"})).await;
    let mut browser = world.browser();
    for (resources, audience) in [
        (vec![API], json!(API)),
        (vec![API, MAIL], json!([API, MAIL])),
        (vec![API, ISSUER], json!([API, ISSUER])),
    ] {
        let code = browser.obtain_code(&READER.ask()).await;
        let tokens = exchange(&world, &code, &resources).await.expect(200).json();
        let token = tokens["access_token"].as_str().unwrap();
        assert_eq!(read(&world, token, API).await.claims["aud"], audience);
        let about = READER.call(&world, "/oauth2/introspect", &[("token", token)]).await.expect(200).json();
        assert_eq!(about["aud"], audience);
        // Whoever the token is for learns nothing here by it, unless it is for us too.
        let expected = if resources.contains(&ISSUER) { 200 } else { 401 };
        assert_eq!(userinfo(&world, token).get("/oauth2/userinfo").await.status, expected, "{resources:?}");
    }
    let code = browser.obtain_code(&READER.ask().with("scope", "openid offline_access")).await;
    for wrong in ["https://other.example/", "/v1", "https://api.example/v1#x"] {
        expect_error(&exchange(&world, &code, &[wrong]).await, 400, "invalid_target");
    }
    // None of that used the code up; and a refresh asks anew.
    let tokens = exchange(&world, &code, &[API]).await.expect(200).json();
    let form = [
        ("grant_type", "refresh_token"),
        ("refresh_token", tokens["refresh_token"].as_str().unwrap()),
        ("resource", MAIL),
    ];
    let fresh = READER.call(&world, "/oauth2/token", &form).await.expect(200).json();
    assert_eq!(read(&world, fresh["access_token"].as_str().unwrap(), MAIL).await.claims["aud"], MAIL);
}

#[tokio::test]
async fn a_token_of_a_client_in_its_own_name_is_a_jwt_too() {
    let world = world(json!({
        "access_token_format": "jwt", "grant_types": ["client_credentials"], "scope": "files:read",
    }))
    .await;
    let prover = Prover::new();
    let form = [("grant_type", "client_credentials"), ("resource", API)];
    let tokens = prover.call(&world, READER, "/oauth2/token", &form).await.expect(200).json();
    assert_eq!(tokens["token_type"], "DPoP");
    let claims = read(&world, tokens["access_token"].as_str().unwrap(), API).await.claims;
    assert_eq!((&claims["sub"], &claims["scope"]), (&json!("reader"), &json!("files:read")));
    assert_eq!(claims["cnf"], json!({"jkt": prover.jkt()}));
    assert!(claims.get("auth_time").is_none() && claims.get("acr").is_none() && claims.get("amr").is_none());
    let token = tokens["access_token"].as_str().unwrap();
    let about = READER.call(&world, "/oauth2/introspect", &[("token", token)]).await.expect(200).json();
    assert_eq!((&about["cnf"]["jkt"], &about["aud"]), (&json!(prover.jkt()), &json!(API)));
}

#[tokio::test]
async fn oidc_core_5_3_2_userinfo_is_signed_where_the_client_asked() {
    for algorithm in ["RS256", "PS256", "ES256", "EdDSA"] {
        let world = world(json!({"userinfo_signed_response_alg": algorithm})).await;
        let mut browser = world.browser();
        let tokens = READER.tokens(&world, &mut browser, "openid email").await;
        let token = tokens["access_token"].as_str().unwrap();
        let answer = userinfo(&world, token).get("/oauth2/userinfo").await.expect(200);
        assert_eq!(answer.header("content-type"), "application/jwt");
        assert_eq!(answer.header("cache-control"), "no-store");
        let mut validation = Validation::new(decode_header(&answer.body).unwrap().alg);
        validation.required_spec_claims.clear();
        let read = read_userinfo(&world, &answer.body, validation).await;
        assert_eq!(format!("{:?}", read.header.alg), algorithm);
        assert_eq!((&read.claims["iss"], &read.claims["aud"]), (&json!(ISSUER), &json!("reader")));
        assert_eq!(read.claims["email"], "mira@office.example");
        // Nor is that an ID token.
        let hinted = READER.ask().with("prompt", "none").with("id_token_hint", &answer.body);
        assert_eq!(browser.get(&hinted.path()).await.sent("error").as_deref(), Some("invalid_request"));
    }
}

async fn read_userinfo(
    world: &World,
    jwt: &str,
    mut validation: Validation,
) -> TokenData<Map<String, Value>> {
    let keys: JwkSet =
        serde_json::from_str(&world.server().get("/oauth2/jwks").await.expect(200).body).unwrap();
    let key = keys.find(decode_header(jwt).unwrap().kid.as_ref().unwrap()).unwrap();
    validation.set_audience(&["reader"]);
    decode(jwt, &DecodingKey::from_jwk(key).unwrap(), &validation).unwrap()
}
