//! How long a sign-in is good for at one client.

use serde_json::json;

use crate::token::{expect_error, userinfo};
use crate::world::{Client, World, id_token};

const SCOPE: &str = "openid offline_access";

#[tokio::test]
async fn a_sign_in_that_is_too_old_is_made_anew_and_refreshes_end_with_it() {
    let world = World::new().await;
    world.change_client("wiki", &json!({"session_terms": {"max_age_s": 600}})).await;
    let mut browser = world.browser();
    let tokens = Client::WIKI.tokens(&world, &mut browser, SCOPE).await;
    let refresh = tokens["refresh_token"].as_str().unwrap();
    world.wait(599);
    Client::WIKI.refresh(&world, refresh).await.expect(200);
    assert!(browser.get(&Client::WIKI.ask().path()).await.sent("code").is_some());
    world.wait(2);
    expect_error(&Client::WIKI.refresh(&world, refresh).await, 400, "invalid_grant");
    let form = [("token", refresh)];
    let told = Client::WIKI.call(&world, "/oauth2/introspect", &form).await.expect(200).json();
    assert_eq!(told, json!({"active": false}));
    let silent = browser.get(&Client::WIKI.ask().with("prompt", "none").path()).await;
    assert_eq!(silent.sent("error").as_deref(), Some("login_required"));
    let generous =
        browser.get(&Client::WIKI.ask().with("max_age", "86400").with("prompt", "none").path()).await;
    assert_eq!(generous.sent("error").as_deref(), Some("login_required"), "an app cannot ask for less");
    let page = browser.authorize(&Client::WIKI.ask()).await.expect(200);
    assert!(page.find_form("/login").is_some());
    let notes = browser.get(&Client::NOTES.ask().with("prompt", "none").path()).await;
    assert_ne!(notes.sent("error").as_deref(), Some("login_required"), "other apps do not mind");
}

#[tokio::test]
async fn no_token_outlives_the_sign_in_that_it_came_of() {
    let world = World::new().await;
    world.change_client("wiki", &json!({"session_terms": {"max_age_s": 600}})).await;
    let mut browser = world.browser();
    let first = Client::WIKI.tokens(&world, &mut browser, SCOPE).await;
    assert_eq!(first["expires_in"], 600);
    assert_eq!(id_token::claims(&first)["exp"], world.now() + 600);
    let code = browser.obtain_code(&Client::WIKI.ask()).await;
    world.wait(590);
    let refreshed =
        Client::WIKI.refresh(&world, first["refresh_token"].as_str().unwrap()).await.expect(200).json();
    assert_eq!(refreshed["expires_in"], 10);
    let late = browser.obtain_code(&Client::WIKI.ask()).await;
    userinfo(&world, &first).await.expect(200);
    world.wait(11);
    for tokens in [&first, &refreshed] {
        userinfo(&world, tokens).await.expect(401);
    }
    for code in [code, late] {
        expect_error(&Client::WIKI.exchange(&world, &code).await, 400, "invalid_grant");
    }
    // Said later, it is in force at once.
    let tokens = Client::NOTES.tokens(&world, &mut browser, "openid").await;
    assert_eq!(tokens["expires_in"], 3_600);
    world.wait(700);
    userinfo(&world, &tokens).await.expect(200);
    world.change_client("notes", &json!({"session_terms": {"max_age_s": 600}})).await;
    userinfo(&world, &tokens).await.expect(401);
}

#[tokio::test]
async fn refresh_tokens_live_shorter_where_the_office_says_so() {
    let world = World::new().await;
    let terms = json!({"session_terms": {"refresh_idle_s": 3_600, "refresh_absolute_s": 7_200}});
    world.change_client("board", &terms).await;
    let mut browser = world.browser();
    let idle = Client::BOARD.tokens(&world, &mut browser, SCOPE).await;
    world.wait(3_600);
    let refused = Client::BOARD.refresh(&world, idle["refresh_token"].as_str().unwrap()).await;
    expect_error(&refused, 400, "invalid_grant");
    let mut tokens = Client::BOARD.tokens(&world, &mut browser, SCOPE).await;
    for _ in 0..3 {
        world.wait(2_000);
        let token = tokens["refresh_token"].as_str().unwrap().to_owned();
        tokens = Client::BOARD.refresh(&world, &token).await.expect(200).json();
    }
    world.wait(2_000);
    let refused = Client::BOARD.refresh(&world, tokens["refresh_token"].as_str().unwrap()).await;
    expect_error(&refused, 400, "invalid_grant");
}
