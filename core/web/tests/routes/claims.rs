//! The `claims` parameter (OIDC Core 5.5): what is asked for by name, shown, remembered and served.

use serde_json::{Value, json};

use crate::token::userinfo;
use crate::world::id_token::claims as id_token_claims;
use crate::world::{Answer, Ask, Browser, Client, PASSWORD, World, full_person};

fn ask(claims: &Value) -> Ask {
    Client::NOTES.ask().with("scope", "openid").with("claims", &claims.to_string())
}

async fn tokens(world: &World, browser: &mut Browser, ask: &Ask) -> Value {
    let code = browser.obtain_code(ask).await;
    Client::NOTES.exchange(world, &code).await.expect(200).json()
}

async fn told(world: &World, tokens: &Value) -> Vec<String> {
    let told = userinfo(world, tokens).await.expect(200).json();
    told.as_object().unwrap().keys().cloned().collect()
}

async fn question(browser: &mut Browser, ask: &Ask) -> Answer {
    let page = browser.authorize(ask).await;
    let answer = browser.fill_in(&page, PASSWORD).await;
    browser.follow(answer).await.expect(200)
}

async fn with_nora() -> World {
    let world = World::new().await;
    world.admin("POST", "/users/import", &json!([full_person("nora")])).await.expect(200);
    world
}

#[tokio::test]
async fn several_boxes_may_be_ticked() {
    let world = with_nora().await;
    let mut browser = world.browser().of("nora");
    let wanted = json!({"userinfo": {"phone_number": null, "address": null, "nickname": null}});
    let page = question(&mut browser, &ask(&wanted)).await;
    let (_, form) = page.form("/consent");
    assert!(form.iter().filter(|(name, _)| name == "claim").count() > 1, "{form:?}");
    assert!(browser.go_on(page).await.sent("code").is_some());
}

#[tokio::test]
async fn what_is_asked_for_by_name_comes_without_its_scope_and_the_person_sees_it() {
    let world = with_nora().await;
    let wanted = json!({"userinfo": {"name": {"essential": true}, "phone_number": null, "unknown": {"essential": true}},
        "id_token": {"email": null, "auth_time": {"essential": true}}});
    let mut browser = world.browser().of("nora");
    let page = question(&mut browser, &ask(&wanted)).await;
    let person = full_person("nora");
    for name in ["name", "email", "phone_number"] {
        assert!(page.says(person[name].as_str().unwrap()), "{name}: {}", page.words());
    }
    let (_, form) = page.form("/consent");
    let boxes: Vec<&str> = form.iter().filter(|(name, _)| name == "claim").map(|(_, v)| v.as_str()).collect();
    assert_eq!(boxes, ["phone_number"], "name and e-mail address cannot be unticked");
    let answer = browser.go_on(page).await;
    let tokens = Client::NOTES.exchange(&world, &answer.sent("code").unwrap()).await.expect(200).json();
    assert_eq!(told(&world, &tokens).await, ["name", "phone_number", "sub"]);
    let claims = id_token_claims(&tokens);
    assert_eq!(claims["email"], person["email"]);
    assert!(claims.get("name").is_none() && claims["auth_time"].is_i64());
    // Asked once, and shown in the account.
    assert!(browser.get(&ask(&wanted).path()).await.sent("code").is_some());
    let apps = browser.get("/account/apps").await.expect(200);
    assert!(apps.says(person["phone_number"].as_str().unwrap()), "{}", apps.words());
    // A refresh brings the same.
    let more = ask(&json!({"userinfo": {"name": null, "nickname": null}}));
    assert!(browser.authorize(&more).await.find_form("/consent").is_some(), "more is asked for again");
}

#[tokio::test]
async fn what_is_unticked_does_not_come_and_is_not_asked_for_again() {
    let world = with_nora().await;
    let wanted = json!({"userinfo": {"phone_number": null, "name": null}});
    let mut browser = world.browser().of("nora");
    let page = question(&mut browser, &ask(&wanted)).await;
    let (target, form) = page.form("/consent");
    let mut form: Vec<(&str, &str)> =
        form.iter().filter(|(name, _)| name != "claim").map(|(n, v)| (n.as_str(), v.as_str())).collect();
    form.push(("decision", "allow"));
    let answer = browser.post(&target, &form).await;
    let code = browser.follow(answer).await.sent("code").unwrap();
    let tokens = Client::NOTES.exchange(&world, &code).await.expect(200).json();
    assert_eq!(told(&world, &tokens).await, ["name", "sub"]);
    assert!(browser.get(&ask(&wanted).path()).await.sent("code").is_some());
}

#[tokio::test]
async fn a_value_that_is_wanted_is_the_only_one_that_comes() {
    let world = with_nora().await;
    let mut browser = world.browser().of("nora");
    let wanted = json!({"userinfo": {"email": {"value": "other@office.example"}, "email_verified": {"values": [true, false]}}});
    let tokens = tokens(&world, &mut browser, &ask(&wanted)).await;
    assert_eq!(told(&world, &tokens).await, ["email_verified", "sub"]);
}

#[tokio::test]
async fn the_scopes_that_a_client_registered_bound_what_it_asks_for_by_name() {
    let world = with_nora().await;
    let narrow = Client { id: "narrow", ..Client::NOTES };
    world
        .register(json!({"client_id": "narrow", "client_secret": narrow.secret, "scope": "openid email", "trusted": true,
            "redirect_uris": [narrow.redirect_uri]}))
        .await;
    let mut browser = world.browser().of("nora");
    let wanted = json!({"userinfo": {"email": null, "phone_number": {"essential": true}}});
    let code = browser.obtain_code(&ask(&wanted).with("client_id", "narrow")).await;
    let tokens = narrow.exchange(&world, &code).await.expect(200).json();
    assert_eq!(told(&world, &tokens).await, ["email", "sub"]);
}

#[tokio::test]
async fn oidc_core_3_1_2_2_another_subject_than_the_one_that_is_wanted_is_no_answer() {
    let world = World::new().await;
    let mut browser = world.browser();
    let first = tokens(&world, &mut browser, &ask(&json!({}))).await;
    let own = id_token_claims(&first)["sub"].clone();
    let wanted = |sub: &Value| ask(&json!({"id_token": {"sub": {"value": sub}}})).with("prompt", "none");
    assert!(browser.get(&wanted(&own).path()).await.sent("code").is_some());
    let refused = browser.get(&wanted(&json!("somebody")).path()).await.expect(303);
    assert_eq!(refused.sent("error").as_deref(), Some("login_required"));
    let both = wanted(&json!("somebody")).with("id_token_hint", first["id_token"].as_str().unwrap());
    assert_eq!(browser.get(&both.path()).await.sent("error").as_deref(), Some("login_required"));
}

#[tokio::test]
async fn what_cannot_be_read_is_refused() {
    let world = World::new().await;
    for claims in ["x", "[]", r#"{"userinfo":{"name":true}}"#, r#"{"userinfo":{"name":null,"name":null}}"#] {
        let ask = Client::NOTES.ask().with("claims", claims);
        let answer = world.browser().get(&ask.path()).await.expect(303);
        assert_eq!(answer.sent("error").as_deref(), Some("invalid_request"), "{claims}");
    }
}
