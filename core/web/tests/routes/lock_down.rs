//! Locking an account down: in force at once at every app that asks.

use serde_json::{Value, json};

use crate::token::{expect_error, userinfo};
use crate::world::{Client, World};

async fn is_active(world: &World, token: &Value) -> bool {
    let form = [("token", token.as_str().unwrap())];
    let answer = Client::NOTES.call(world, "/oauth2/introspect", &form).await.expect(200);
    answer.json()["active"] == true
}

#[tokio::test]
async fn apps_learn_of_it_at_once_and_what_has_ended_stays_ended() {
    let world = World::new().await;
    let mut mira = world.browser();
    let tokens = Client::NOTES.tokens(&world, &mut mira, "openid offline_access").await;
    let code = mira.obtain_code(&Client::NOTES.ask()).await;
    assert!(
        is_active(&world, &tokens["access_token"]).await && is_active(&world, &tokens["refresh_token"]).await
    );
    userinfo(&world, &tokens).await.expect(200);
    world.admin("POST", "/users/mira/lockdown", &json!({})).await.expect(200);
    for undone in [false, true] {
        if undone {
            world.admin("POST", "/users/mira/enable", &json!({})).await.expect(200);
        }
        assert!(!is_active(&world, &tokens["access_token"]).await, "access token, undone: {undone}");
        assert!(!is_active(&world, &tokens["refresh_token"]).await, "refresh token, undone: {undone}");
        userinfo(&world, &tokens).await.expect(401);
        let refreshed = Client::NOTES.refresh(&world, tokens["refresh_token"].as_str().unwrap()).await;
        expect_error(&refreshed, 400, "invalid_grant");
        expect_error(&Client::NOTES.exchange(&world, &code).await, 400, "invalid_grant");
        assert_ne!(mira.get("/account").await.status, 200, "the session, undone: {undone}");
    }
    // The account works again, by a sign-in from the beginning.
    let mut again = world.browser();
    again.sign_in().await;
    again.get("/account").await.expect(200);
}

#[tokio::test]
async fn phones_are_held_and_go_on_as_they_were() {
    let world = World::new().await;
    let mut mira = world.browser();
    mira.sign_in().await;
    let state = async |world: &World| {
        let listed = world.admin("GET", "/users/mira/devices", &json!(null)).await.expect(200).json();
        listed[0]["state"].clone()
    };
    let _linked = mira.link_phone(&world).await;
    assert_eq!(state(&world).await, "active");
    world.admin("POST", "/users/mira/lockdown", &json!({})).await.expect(200);
    assert_eq!(state(&world).await, "suspended");
    world.admin("POST", "/users/mira/enable", &json!({})).await.expect(200);
    assert_eq!(state(&world).await, "active");
}
