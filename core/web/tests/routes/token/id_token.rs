//! ID tokens: their claims, and their signatures as another library verifies them.

use aws_lc_rs::digest::{SHA256, SHA512, digest};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::world::id_token::verify;
use crate::world::{Client, ISSUER, World, full_person};

#[tokio::test]
async fn an_id_token_has_these_claims_and_no_other() {
    let world = World::new().await;
    world.admin("POST", "/users/import", &json!([full_person("finn")])).await.expect(200);
    let mut browser = world.browser().of("finn");
    let scope = "openid profile email address phone groups offline_access";
    let ask = Client::NOTES.ask().with("scope", scope).with("nonce", "n-0S6_WzA2Mj").with("max_age", "100");
    let code = browser.obtain_code(&ask).await;
    let signed_in_at = world.now();
    world.wait(7);
    let tokens = Client::NOTES.exchange(&world, &code).await.expect(200).json();
    let claims = verify(&world, tokens["id_token"].as_str().unwrap(), "notes").await.claims;
    let hash = digest(&SHA256, tokens["access_token"].as_str().unwrap().as_bytes());
    let sid = claims["sid"].clone();
    let expected = json!({
        "iss": ISSUER, "sub": "subject-of-finn", "aud": "notes",
        "iat": world.now(), "exp": world.now() + 3_600, "auth_time": signed_in_at,
        "nonce": "n-0S6_WzA2Mj", "acr": "urn:donelogin:acr:1", "amr": ["pwd"],
        "at_hash": BASE64_URL_SAFE_NO_PAD.encode(&hash.as_ref()[..16]), "sid": sid,
    });
    assert_eq!(Value::Object(claims), expected);
}

#[tokio::test]
async fn a_nonce_comes_back_only_where_one_was_sent() {
    let world = World::new().await;
    let tokens = Client::NOTES.tokens(&world, &mut world.browser(), "openid").await;
    let claims = verify(&world, tokens["id_token"].as_str().unwrap(), "notes").await.claims;
    let names: Vec<&str> = claims.keys().map(String::as_str).collect();
    assert_eq!(names, ["acr", "amr", "at_hash", "aud", "auth_time", "exp", "iat", "iss", "sid", "sub"]);
}

#[tokio::test]
async fn each_algorithm_is_verified_with_the_published_keys() {
    let world = World::new().await;
    let mut browser = world.browser();
    for (algorithm, hash, half) in
        [("RS256", &SHA256, 16), ("PS256", &SHA256, 16), ("ES256", &SHA256, 16), ("EdDSA", &SHA512, 32)]
    {
        world
            .register(json!({
                "client_id": algorithm, "client_secret": "s".repeat(40), "trusted": true,
                "redirect_uris": ["https://alg.example/cb"], "id_token_signed_response_alg": algorithm,
            }))
            .await;
        let client = Client {
            id: algorithm,
            secret: Some("ssssssssssssssssssssssssssssssssssssssss"),
            redirect_uri: "https://alg.example/cb",
        };
        let tokens = client.tokens(&world, &mut browser, "openid").await;
        let token = verify(&world, tokens["id_token"].as_str().unwrap(), algorithm).await;
        assert_eq!(format!("{:?}", token.header.alg), algorithm);
        let hash = digest(hash, tokens["access_token"].as_str().unwrap().as_bytes());
        assert_eq!(
            token.claims["at_hash"],
            BASE64_URL_SAFE_NO_PAD.encode(&hash.as_ref()[..half]),
            "{algorithm}"
        );
    }
    // A client that names none gets what relying parties expect.
    let tokens = Client::NOTES.tokens(&world, &mut browser, "openid").await;
    let token = verify(&world, tokens["id_token"].as_str().unwrap(), "notes").await;
    assert_eq!(format!("{:?}", token.header.alg), "RS256");
}
