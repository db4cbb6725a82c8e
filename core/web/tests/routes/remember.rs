//! "Do not ask in this browser": for whom it counts, where it does not, and what ends it.

use serde_json::{Value, json};

use crate::world::{Answer, Authenticator, Browser, Client, ISSUER, PASSWORD, SESSION, World, id_token};

const DAY: i64 = 86_400;

/// mira with an authenticator and a browser that she had remembered for 30 days, signed out again.
async fn remembered() -> (World, Browser, Authenticator, Vec<String>) {
    let world = World::new().await;
    world.set("mfa.remember_days", "30").await;
    let mut first = world.browser();
    first.sign_in().await;
    let (app, codes) = first.enrol(&world).await;
    let mut browser = world.browser();
    let page = browser.half_way().await;
    assert!(page.says("in this browser for 30 days"), "{}", page.words());
    let form = [("code", app.code(world.now())), ("remember", "1".into())];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.submit(&page, "/login/mfa", &form).await.expect(303);
    sign_out(&mut browser).await;
    world.wait(60);
    (world, browser, app, codes)
}

async fn sign_out(browser: &mut Browser) {
    let page = browser.get("/account").await.expect(200);
    browser.submit(&page, "/logout", &[("decision", "yes")]).await;
    browser.get("/account").await.expect(303);
}

/// Where a right password leads in that browser.
async fn lands(browser: &mut Browser) -> String {
    browser.cookies.remove(SESSION);
    browser.try_password(PASSWORD).await.expect(303).location().to_owned()
}

async fn tokens(world: &World, answer: &Answer) -> Value {
    let code = answer.sent("code").unwrap_or_else(|| panic!("{}: {}", answer.location(), answer.words()));
    id_token::claims(&Client::WIKI.exchange(world, &code).await.expect(200).json())
}

#[tokio::test]
async fn the_second_factor_is_not_asked_and_the_sign_in_says_so() {
    let (world, mut browser, _, _) = remembered().await;
    let answer = browser.complete(&Client::WIKI.ask()).await;
    let claims = tokens(&world, &answer).await;
    assert_eq!((&claims["amr"], &claims["acr"]), (&json!(["pwd"]), &json!("urn:donelogin:acr:1")));
    // Under its newer name too, again and again.
    for _ in 0..3 {
        sign_out(&mut browser).await;
        browser.sign_in().await;
    }
    let mut ada = world.browser().of("ada");
    assert_eq!(lands(&mut ada).await, "/");
    assert_eq!(lands(&mut world.browser()).await, "/login/mfa", "no other browser is meant");
    assert!(world.events().await.contains(&"browser.remembered".to_owned()));
}

#[tokio::test]
async fn it_counts_under_the_names_that_halves_leave_behind() {
    let (world, mut browser, _, _) = remembered().await;
    world.change_client("wiki", &json!({"mfa_policy": "required"})).await;
    let page = browser.authorize(&Client::WIKI.ask()).await;
    browser.fill_in(&page, PASSWORD).await.expect(303);
    assert_eq!(lands(&mut browser).await, "/");
}

#[tokio::test]
async fn it_is_no_factor() {
    let (world, mut browser, app, _) = remembered().await;
    browser.sign_in().await;
    // A class that is asked for.
    let ask = Client::WIKI.ask().with("acr_values", "urn:donelogin:acr:2");
    let page = browser.authorize(&ask).await.expect(200);
    assert!(page.find_form("/login/step-up").is_some(), "{}", page.words());
    let silent = browser.get(&ask.with("prompt", "none").path()).await;
    assert_eq!(silent.sent("error").as_deref(), Some("login_required"));
    // A client that requires it, also at sign-in; there the box is not shown and not taken.
    world.change_client("wiki", &json!({"mfa_policy": "required"})).await;
    let page = browser.authorize(&Client::WIKI.ask()).await.expect(200);
    assert!(page.find_form("/login/step-up").is_some(), "{}", page.words());
    let mut other = world.browser();
    let page = other.authorize(&Client::WIKI.ask()).await;
    let answer = other.fill_in(&page, PASSWORD).await;
    let page = other.follow(answer).await.expect(200);
    assert!(!page.body.contains("name=\"remember\""));
    let code = app.code(world.now());
    other.submit(&page, "/login/mfa", &[("code", &code), ("remember", "1")]).await.expect(303);
    sign_out(&mut other).await;
    assert_eq!(lands(&mut other).await, "/login/mfa");
    // A group that requires it.
    world.admin("POST", "/groups", &json!({"name": "board", "mfa_policy": "required"})).await.expect(201);
    sign_out(&mut browser).await;
    assert_eq!(lands(&mut browser).await, "/");
    world.admin("PUT", "/groups/board/users/mira", &json!({})).await.expect(200);
    assert_eq!(lands(&mut browser).await, "/login/mfa");
    // Changing a factor.
    world.admin("DELETE", "/groups/board/users/mira", &json!({})).await.expect(200);
    browser.sign_in().await;
    let page = browser.get("/account/recovery-codes").await.expect(200);
    let answer = browser.submit(&page, "/account/recovery-codes", &[]).await.expect(303);
    assert!(answer.location().starts_with("/login/step-up?next="));
}

#[tokio::test]
async fn it_is_over_after_its_days_or_when_the_setting_says_fewer() {
    let (world, mut browser, _, _) = remembered().await;
    world.set("mfa.remember_days", "10").await;
    world.wait(10 * DAY - 61);
    assert_eq!(lands(&mut browser).await, "/");
    world.wait(1);
    assert_eq!(lands(&mut browser).await, "/login/mfa");
    world.set("mfa.remember_days", "30").await;
    assert_eq!(lands(&mut browser).await, "/");
    service::sweep::sweep(&world.cx()).await.unwrap();
    assert_eq!(lands(&mut browser).await, "/");
    // Off forgets for good.
    world.set("mfa.remember_days", "0").await;
    assert_eq!(lands(&mut browser).await, "/login/mfa");
    world.set("mfa.remember_days", "30").await;
    assert_eq!(lands(&mut browser).await, "/login/mfa");
}

#[tokio::test]
async fn off_offers_nothing_and_takes_nothing() {
    let (world, mut browser, app, _) = remembered().await;
    world.set("mfa.remember_days", "0").await;
    let page = browser.half_way().await;
    assert!(!page.body.contains("name=\"remember\""));
    let code = app.code(world.now());
    browser.submit(&page, "/login/mfa", &[("code", &code), ("remember", "1")]).await.expect(303);
    sign_out(&mut browser).await;
    world.set("mfa.remember_days", "30").await;
    assert_eq!(lands(&mut browser).await, "/login/mfa");
}

#[tokio::test]
async fn a_new_password_ends_it() {
    let (world, mut browser, _, _) = remembered().await;
    let reset = world.admin("POST", "/users/mira/reset-password", &json!({})).await.expect(200).json();
    let path = reset["link"].as_str().unwrap().strip_prefix(ISSUER).unwrap().to_owned();
    let form = browser.get(&path).await.expect(200);
    browser.submit(&form, "/reset/", &[("password", "a new and long password")]).await.expect(200);
    let answer = browser.try_password("a new and long password").await.expect(303);
    assert_eq!(answer.location(), "/login/mfa");
}

#[tokio::test]
async fn a_change_of_factors_ends_it() {
    let (world, mut browser, app, _) = remembered().await;
    let mut other = world.browser();
    let page = other.half_way().await;
    other.type_code(&page, &app.code(world.now())).await.expect(303);
    let page = other.get("/account/authenticator/remove").await.expect(200);
    other.submit(&page, "/account/authenticator/remove", &[]).await.expect(303);
    world.wait(60);
    other.enrol(&world).await;
    assert_eq!(lands(&mut browser).await, "/login/mfa");
}

#[tokio::test]
async fn an_administrator_who_resets_the_second_factor_ends_it() {
    let (world, mut browser, _, _) = remembered().await;
    let given = world.admin("POST", "/users/mira/reset-mfa", &json!({})).await.expect(200).json();
    let path = given["link"].as_str().unwrap().strip_prefix(ISSUER).unwrap().to_owned();
    let mut other = world.browser();
    other.sign_in().await;
    let page = other.get(&path).await.expect(200);
    other.submit(&page, "/second-step/", &[("way", "authenticator")]).await.expect(303);
    other.enrol(&world).await;
    assert_eq!(lands(&mut browser).await, "/login/mfa");
}

#[tokio::test]
async fn a_phones_yes_remembers_too_and_not_me_ends_it() {
    let world = World::new().await;
    world.set("mfa.remember_days", "30").await;
    let mut first = world.browser();
    first.sign_in().await;
    let (mut phone, _) = first.link_phone(&world).await;
    let mut browser = world.browser();
    let page = browser.half_way().await;
    assert!(page.says("30 days"), "{}", page.words());
    phone.approve(&page).await.expect(200);
    let page = browser.get("/login/mfa").await.expect(200);
    browser.submit(&page, "/login/mfa/continue", &[("remember", "1")]).await.expect(303);
    assert_eq!(lands(&mut browser).await, "/");
    let mut stranger = world.browser();
    stranger.half_way().await;
    let question = phone.question().await;
    let refusal = phone.refusal(&question, "not_me");
    phone.answer(&refusal).await.expect(200);
    assert_eq!(lands(&mut browser).await, "/login/mfa");
}
