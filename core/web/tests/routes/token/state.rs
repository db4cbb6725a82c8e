//! Account, client and session are looked at at every step, never only at the first.

use domain::user::UserState;
use serde_json::{Value, json};
use service::StoreError;

use super::{expect_error, userinfo};
use crate::world::{Browser, Client, World};

/// Tokens, and a code that waits.
async fn begin(world: &World, browser: &mut Browser) -> (Value, String) {
    let tokens = Client::NOTES.tokens(world, browser, "openid offline_access").await;
    let code = browser.obtain_code(&Client::NOTES.ask()).await;
    (tokens, code)
}

#[tokio::test]
async fn an_account_that_is_switched_off_or_gone_opens_nothing_any_more() {
    for (method, path) in [("POST", "/users/mira/disable"), ("DELETE", "/users/mira")] {
        let world = World::new().await;
        let mut browser = world.browser();
        let (tokens, code) = begin(&world, &mut browser).await;
        let waiting = browser.authorize(&Client::WIKI.ask().with("prompt", "login")).await;
        world.admin(method, path, &json!({})).await;
        expect_error(&Client::NOTES.exchange(&world, &code).await, 400, "invalid_grant");
        let refresh = tokens["refresh_token"].as_str().unwrap();
        expect_error(&Client::NOTES.refresh(&world, refresh).await, 400, "invalid_grant");
        userinfo(&world, &tokens).await.expect(401);
        for token in [tokens["access_token"].as_str().unwrap(), refresh] {
            let answer =
                Client::NOTES.call(&world, "/oauth2/introspect", &[("token", token)]).await.expect(200);
            assert_eq!(answer.json(), json!({"active": false}));
        }
        let silent = browser.get(&Client::NOTES.ask().with("prompt", "none").path()).await;
        assert_eq!(silent.sent("error").as_deref(), Some("login_required"));
        assert_eq!(browser.get("/account").await.expect(303).location(), "/login?next=%2Faccount");
        let refused = browser.fill_in(&waiting, crate::world::PASSWORD).await;
        assert!(refused.status == 403 || refused.status == 401, "{}", refused.status);
        assert!(refused.set_cookie(crate::world::SESSION).is_none());
    }
}

#[tokio::test]
async fn the_state_is_asked_for_itself_and_not_only_what_switching_off_took_along() {
    let world = World::new().await;
    let mut browser = world.browser();
    let (tokens, code) = begin(&world, &mut browser).await;
    // What a write of another version, or a restored row, would look like: nothing was revoked.
    let off = |tx: &store::WriteTx<'_>| {
        let mut user = store::users::find_by_name(tx, "mira")?.unwrap();
        user.state = UserState::Disabled;
        store::users::update(tx, &user)
    };
    world.store.write::<_, StoreError>(off).await.unwrap();
    expect_error(&Client::NOTES.exchange(&world, &code).await, 400, "invalid_grant");
    let refresh = tokens["refresh_token"].as_str().unwrap();
    expect_error(&Client::NOTES.refresh(&world, refresh).await, 400, "invalid_grant");
    userinfo(&world, &tokens).await.expect(401);
    for token in [tokens["access_token"].as_str().unwrap(), refresh] {
        let answer = Client::NOTES.call(&world, "/oauth2/introspect", &[("token", token)]).await.expect(200);
        assert_eq!(answer.json(), json!({"active": false}));
    }
    assert_eq!(browser.get("/").await.expect(303).location(), "/login");
}

#[tokio::test]
async fn a_code_waits_for_its_session_only() {
    let world = World::new().await;
    let mut browser = world.browser();
    let (tokens, code) = begin(&world, &mut browser).await;
    world
        .store
        .write::<_, StoreError>(|tx| {
            let mira = store::users::find_by_name(tx, "mira")?.unwrap();
            store::sessions::delete_of_user(tx, &mira.id)
        })
        .await
        .unwrap();
    expect_error(&Client::NOTES.exchange(&world, &code).await, 400, "invalid_grant");
    // What was issued lives on where the session only ran out.
    userinfo(&world, &tokens).await.expect(200);
}

#[tokio::test]
async fn an_account_that_is_switched_on_again_does_not_revive_old_tokens() {
    let world = World::new().await;
    let mut browser = world.browser();
    let (tokens, code) = begin(&world, &mut browser).await;
    world.admin("POST", "/users/mira/disable", &json!({})).await.expect(200);
    world.admin("POST", "/users/mira/enable", &json!({})).await.expect(200);
    userinfo(&world, &tokens).await.expect(401);
    expect_error(&Client::NOTES.exchange(&world, &code).await, 400, "invalid_grant");
    let refresh = tokens["refresh_token"].as_str().unwrap();
    expect_error(&Client::NOTES.refresh(&world, refresh).await, 400, "invalid_grant");
    browser.obtain_code(&Client::NOTES.ask()).await;
}

#[tokio::test]
async fn a_client_that_is_switched_off_or_gone_gets_nothing_any_more() {
    for off in [true, false] {
        let world = World::new().await;
        let mut browser = world.browser();
        let (tokens, code) = begin(&world, &mut browser).await;
        let half_way = browser.authorize(&Client::NOTES.ask().with("prompt", "login")).await.expect(200);
        if off {
            world.change_client("notes", &json!({"state": "disabled"})).await;
        } else {
            world.admin("DELETE", "/clients/notes", &json!({})).await.expect(204);
        }
        expect_error(&Client::NOTES.exchange(&world, &code).await, 401, "invalid_client");
        let refresh = tokens["refresh_token"].as_str().unwrap();
        expect_error(&Client::NOTES.refresh(&world, refresh).await, 401, "invalid_client");
        userinfo(&world, &tokens).await.expect(401);
        let answer = Client::NOTES.call(&world, "/oauth2/introspect", &[("token", refresh)]).await;
        expect_error(&answer, 401, "invalid_client");
        // Also a request that had come as far as the sign-in page.
        let answer = browser.fill_in(&half_way, crate::world::PASSWORD).await;
        let end = browser.follow(answer).await.expect(400);
        assert_eq!(end.location(), "");
    }
}

#[tokio::test]
async fn a_session_that_an_administrator_or_its_owner_ends_takes_code_and_tokens_along() {
    let world = World::new().await;
    let mut browser = world.browser();
    let (tokens, code) = begin(&world, &mut browser).await;
    let sessions =
        &world.admin("GET", "/sessions?user=mira", &Value::Null).await.expect(200).json()["sessions"];
    let id = sessions[0]["id"].as_str().unwrap();
    world.admin("DELETE", &format!("/sessions/{id}"), &Value::Null).await.expect(204);
    expect_error(&Client::NOTES.exchange(&world, &code).await, 400, "invalid_grant");
    userinfo(&world, &tokens).await.expect(401);
    assert_eq!(browser.get("/").await.expect(303).location(), "/login");
}

#[tokio::test]
async fn a_password_reset_ends_sessions_codes_and_tokens() {
    let world = World::new().await;
    let mut browser = world.browser();
    let (tokens, code) = begin(&world, &mut browser).await;
    let reset = world.admin("POST", "/users/mira/reset-password", &json!({})).await.expect(200).json();
    userinfo(&world, &tokens).await.expect(200);
    let link = reset["link"].as_str().unwrap().strip_prefix(crate::world::ISSUER).unwrap();
    let mut other = world.browser();
    let page = other.get(link).await.expect(200);
    other.submit(&page, "/reset/", &[("password", "another long password")]).await.expect(200);
    userinfo(&world, &tokens).await.expect(401);
    expect_error(&Client::NOTES.exchange(&world, &code).await, 400, "invalid_grant");
    let refresh = tokens["refresh_token"].as_str().unwrap();
    expect_error(&Client::NOTES.refresh(&world, refresh).await, 400, "invalid_grant");
    assert_eq!(browser.get("/").await.expect(303).location(), "/login");
}
