//! Clients that are for groups: asked at every grant, in force at once.

use serde_json::{Value, json};

use crate::token::{expect_error, userinfo};
use crate::world::{Answer, Browser, Client, World};

const SCOPE: &str = "openid offline_access";

/// The wiki is for the group `staff`, which `mira` is in where it is said.
async fn restricted(members: &[&str]) -> World {
    let world = World::new().await;
    world.admin("POST", "/groups", &json!({"name": "staff"})).await.expect(201);
    for member in members {
        join(&world, member).await;
    }
    world.change_client("wiki", &json!({"access": {"who": "groups", "groups": ["staff"]}})).await;
    world
}

async fn join(world: &World, member: &str) {
    world.admin("PUT", &format!("/groups/staff/users/{member}"), &Value::Null).await.expect(200);
}

async fn leave(world: &World, member: &str) {
    world.admin("DELETE", &format!("/groups/staff/users/{member}"), &Value::Null).await.expect(200);
}

async fn is_active(world: &World, token: &Value) -> bool {
    let form = [("token", token.as_str().unwrap())];
    Client::WIKI.call(world, "/oauth2/introspect", &form).await.expect(200).json()["active"] == true
}

/// Signs in on the way to the wiki, to where that ends.
async fn go(browser: &mut Browser) -> Answer {
    let page = browser.authorize(&Client::WIKI.ask()).await;
    let answer = browser.fill_in(&page, crate::world::PASSWORD).await;
    browser.follow(answer).await
}

#[tokio::test]
async fn who_is_in_no_group_reads_whom_to_ask_and_goes_back_with_access_denied() {
    let world = restricted(&[]).await;
    let mut browser = world.browser();
    let page = go(&mut browser).await.expect(403);
    assert!(page.says("Wiki is not open to you") && page.says("ada of the office"), "{}", page.words());
    assert!(page.at.starts_with("GET /not-for-you"), "{}", page.at);
    let back = browser.submit(&page, "/not-for-you", &[("decision", "back")]).await;
    assert_eq!(back.sent("error").as_deref(), Some("access_denied"));
    assert_eq!(back.sent("state").as_deref(), Some("the state"));
    // Nobody is asked where nobody may be.
    let silent = browser.get(&Client::WIKI.ask().with("prompt", "none").path()).await;
    assert_eq!(silent.sent("error").as_deref(), Some("access_denied"));
    let silent = world.browser().get(&Client::WIKI.ask().with("prompt", "none").path()).await;
    assert_eq!(
        silent.sent("error").as_deref(),
        Some("login_required"),
        "nobody is signed in, and nothing is said"
    );
}

#[tokio::test]
async fn the_page_leads_to_another_account_and_on_once_the_person_is_let_in() {
    let world = restricted(&[]).await;
    let mut browser = world.browser();
    let page = go(&mut browser).await.expect(403);
    let here = page.at.trim_start_matches("GET ").to_owned();
    browser.get(&here).await.expect(403);
    join(&world, "mira").await;
    let on = browser.get(&here).await;
    let on = browser.follow(on).await;
    assert!(on.sent("code").is_some(), "{} {}", on.at, on.location());
    leave(&world, "mira").await;
    let page = browser.authorize(&Client::WIKI.ask()).await.expect(403);
    let other = browser.submit(&page, "/login/not-you", &[]).await;
    let form = browser.follow(other).await.expect(200);
    assert!(form.find_form("/login").is_some(), "{}", form.words());
}

#[tokio::test]
async fn whoever_leaves_the_group_is_out_at_once_and_nothing_comes_back() {
    let world = restricted(&["mira"]).await;
    let mut browser = world.browser();
    let tokens = Client::WIKI.tokens(&world, &mut browser, SCOPE).await;
    let (access, refresh) = (&tokens["access_token"], &tokens["refresh_token"]);
    let code = browser.obtain_code(&Client::WIKI.ask()).await;
    userinfo(&world, &tokens).await.expect(200);
    assert!(is_active(&world, access).await && is_active(&world, refresh).await);
    leave(&world, "mira").await;
    userinfo(&world, &tokens).await.expect(401);
    assert!(!is_active(&world, access).await && !is_active(&world, refresh).await);
    expect_error(&Client::WIKI.exchange(&world, &code).await, 400, "invalid_grant");
    expect_error(&Client::WIKI.refresh(&world, refresh.as_str().unwrap()).await, 400, "invalid_grant");
    assert!(world.events().await.contains(&"access.ended".to_owned()));
    join(&world, "mira").await;
    userinfo(&world, &tokens).await.expect(401);
    assert!(!is_active(&world, refresh).await, "what ended stays ended");
    Client::WIKI.tokens(&world, &mut browser, SCOPE).await;
}

#[tokio::test]
async fn a_restriction_that_comes_later_and_a_group_that_goes_end_it_too() {
    let world = World::new().await;
    world.admin("POST", "/groups", &json!({"name": "staff"})).await.expect(201);
    let tokens = Client::WIKI.tokens(&world, &mut world.browser(), SCOPE).await;
    let notes = Client::NOTES.tokens(&world, &mut world.browser(), SCOPE).await;
    world.change_client("wiki", &json!({"access": {"who": "groups", "groups": ["staff"]}})).await;
    userinfo(&world, &tokens).await.expect(401);
    userinfo(&world, &notes).await.expect(200);
    join(&world, "mira").await;
    let tokens = Client::WIKI.tokens(&world, &mut world.browser(), SCOPE).await;
    userinfo(&world, &tokens).await.expect(200);
    world.admin("DELETE", "/groups/staff", &Value::Null).await.expect(200);
    userinfo(&world, &tokens).await.expect(401);
    let shown = world.admin("GET", "/clients/wiki", &Value::Null).await.expect(200).json();
    assert_eq!(shown["access"], json!({"who": "groups", "groups": []}), "for nobody, not for everybody");
    go(&mut world.browser()).await.expect(403);
}

#[tokio::test]
async fn the_home_page_shows_what_one_may_use() {
    let world = restricted(&[]).await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let home = browser.get("/").await.expect(200);
    assert!(home.says("Notes") && !home.says("Wiki"), "{}", home.words());
    join(&world, "mira").await;
    assert!(browser.get("/").await.expect(200).says("Wiki"));
}

#[tokio::test]
async fn what_is_no_access_is_named_by_its_field() {
    let world = restricted(&[]).await;
    for (body, field) in [
        (json!({"access": {"who": "groups", "groups": ["nobody knows"]}}), "access.groups[0]"),
        (json!({"access": {"who": "groups"}}), "access"),
        (json!({"access": {"who": "some"}}), "access"),
        (json!({"access": "everybody"}), "access"),
        (json!({"access": {"who": "groups", "groups": ["a,b"]}}), "access.groups"),
        (json!({"session_terms": {"max_age_s": 5}}), "session_terms.max_age_s"),
        (
            json!({"claim_rules": [{"claim": "sub", "into": ["userinfo"], "from": "groups"}]}),
            "claim_rules[0].claim",
        ),
    ] {
        let answer = world.admin("PATCH", "/clients/wiki", &body).await.expect(422).json();
        assert_eq!(answer["errors"][0]["field"], field, "{body}");
    }
    let shown = world.admin("GET", "/clients/wiki", &Value::Null).await.expect(200).json();
    assert_eq!(shown["access"], json!({"who": "groups", "groups": ["staff"]}), "nothing was changed");
    world.change_client("wiki", &json!({"access": {"who": "everybody"}})).await;
    let browser = &mut world.browser();
    Client::WIKI.tokens(&world, browser, SCOPE).await;
}
