//! `/oauth2/introspect` (RFC 7662).

use serde_json::{Value, json};

use crate::token::expect_error;
use crate::world::{Client, ISSUER, World};

async fn ask(world: &World, client: Client, token: &str) -> Value {
    let answer = client.call(world, "/oauth2/introspect", &[("token", token)]).await.expect(200);
    assert_eq!(answer.header("cache-control"), "no-store");
    answer.json()
}

#[tokio::test]
async fn a_client_learns_of_its_own_tokens() {
    let world = World::new().await;
    let tokens = Client::NOTES.tokens(&world, &mut world.browser(), "openid offline_access").await;
    let about = |kind: &str, lifetime: i64| {
        json!({
            "active": true, "scope": "openid offline_access", "client_id": "notes",
            "token_type": kind, "exp": world.now() + lifetime, "iat": world.now(), "sub": "subject-of-mira",
            "aud": "notes", "iss": ISSUER,
        })
    };
    let (access, refresh) =
        (tokens["access_token"].as_str().unwrap(), tokens["refresh_token"].as_str().unwrap());
    assert_eq!(ask(&world, Client::NOTES, access).await, about("Bearer", 3_600));
    assert_eq!(ask(&world, Client::NOTES, refresh).await, about("refresh_token", 30 * 86_400));
    // A wrong hint only makes the search longer.
    let form = [("token", access), ("token_type_hint", "refresh_token")];
    let hinted = Client::NOTES.call(&world, "/oauth2/introspect", &form).await.expect(200).json();
    assert_eq!(hinted["active"], true);
}

#[tokio::test]
async fn of_everything_else_nothing_is_said() {
    let world = World::new().await;
    let mut browser = world.browser();
    let tokens = Client::NOTES.tokens(&world, &mut browser, "openid offline_access").await;
    let inactive = json!({"active": false});
    let (access, refresh) =
        (tokens["access_token"].as_str().unwrap(), tokens["refresh_token"].as_str().unwrap());
    for token in ["nonsense", tokens["id_token"].as_str().unwrap()] {
        assert_eq!(ask(&world, Client::NOTES, token).await, inactive);
    }
    for token in [access, refresh] {
        assert_eq!(ask(&world, Client::WIKI, token).await, inactive, "another client's");
    }
    world.wait(3_600);
    assert_eq!(ask(&world, Client::NOTES, access).await, inactive, "expired");
    assert_eq!(ask(&world, Client::NOTES, refresh).await["active"], true);
    world.wait(30 * 86_400);
    assert_eq!(ask(&world, Client::NOTES, refresh).await, inactive, "expired");
}

#[tokio::test]
async fn rfc7662_2_1_a_resource_server_learns_of_tokens_that_are_meant_for_it() {
    let world = World::new().await;
    const API: &str = "https://wiki.example/api";
    let returns = json!([Client::NOTES.redirect_uri]);
    world.change_client("notes", &json!({"redirect_uris": returns, "resources": [API]})).await;
    let mut browser = world.browser();
    let code = browser.obtain_code(&Client::NOTES.ask().with("scope", "openid").and("resource", API)).await;
    let tokens = Client::NOTES.exchange(&world, &code).await.expect(200).json();
    let plain = Client::NOTES.tokens(&world, &mut browser, "openid").await;
    let token = |tokens: &Value| tokens["access_token"].as_str().unwrap().to_owned();
    assert_eq!(ask(&world, Client::WIKI, &token(&tokens)).await["active"], false);
    let returns = json!([Client::WIKI.redirect_uri]);
    world.change_client("wiki", &json!({"redirect_uris": returns, "served_resources": [API]})).await;
    let about = ask(&world, Client::WIKI, &token(&tokens)).await;
    assert_eq!(
        (&about["active"], &about["client_id"], &about["aud"]),
        (&json!(true), &json!("notes"), &json!(API))
    );
    assert_eq!(about["sub"], "subject-of-mira");
    assert_eq!(ask(&world, Client::WIKI, &token(&plain)).await["active"], false, "meant for nobody else");
    world.change_client("notes", &json!({"state": "disabled"})).await;
    assert_eq!(ask(&world, Client::WIKI, &token(&tokens)).await["active"], false);
}

#[tokio::test]
async fn the_endpoint_is_not_open_to_scanning() {
    let world = World::new().await;
    let answer = world.server().post("/oauth2/introspect", &[("token", "x")]).await;
    expect_error(&answer, 401, "invalid_client");
    let public = Client::BOARD.call(&world, "/oauth2/introspect", &[("token", "x")]).await;
    expect_error(&public, 401, "invalid_client");
    expect_error(&Client::NOTES.call(&world, "/oauth2/introspect", &[]).await, 400, "invalid_request");
}

#[tokio::test]
async fn a_rotated_refresh_token_is_inactive() {
    let world = World::new().await;
    world.change_client("notes", &json!({"rotates_refresh_tokens": true})).await;
    let first = Client::NOTES.tokens(&world, &mut world.browser(), "openid offline_access").await;
    let first = first["refresh_token"].as_str().unwrap();
    let second = Client::NOTES.refresh(&world, first).await.expect(200).json();
    assert_eq!(ask(&world, Client::NOTES, first).await, json!({"active": false}));
    assert_eq!(ask(&world, Client::NOTES, second["refresh_token"].as_str().unwrap()).await["active"], true);
}
