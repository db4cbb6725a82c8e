//! The admin API asks for the second step where there is one: a password alone changes nothing there.

use serde_json::{Value, json};

use crate::world::{Answer, Authenticator, Browser, SESSION, World};

/// What somebody with a stolen session would do, and how it is answered after the second step.
const ACTS: [(&str, &str, &str, u16); 6] = [
    ("POST", "/users", r#"{"email":"mole@office.example","role":"admin"}"#, 201),
    ("POST", "/tokens", r#"{"name":"mole","scopes":["settings:manage"]}"#, 201),
    ("POST", "/users/mira/disable", "{}", 200),
    ("PUT", "/settings/office.name", r#"{"value":"Mole"}"#, 200),
    ("DELETE", "/passkeys/nobody", "{}", 404),
    ("DELETE", "/devices/nobody", "{}", 404),
];

async fn act(browser: &Browser, (method, path, body): (&str, &str, &str)) -> Answer {
    let mut browser = browser.clone().saying("content-type", "application/json");
    browser.send(method, &format!("/api/admin/v1{path}"), Some(body.to_owned())).await
}

async fn expect_refused(browser: &Browser) {
    for (method, path, body, _) in ACTS {
        let answer = act(browser, (method, path, body)).await.expect(403);
        assert_eq!(answer.json()["type"], "urn:donelogin:problem:not_fresh", "{path}");
    }
    let mut browser = browser.clone();
    browser.get("/api/admin/v1/users").await.expect(200);
    assert_eq!(browser.get("/api/admin/v1/me").await.expect(200).json()["is_fresh"], json!(false));
}

async fn expect_done(browser: &Browser) {
    for (method, path, body, status) in ACTS {
        act(browser, (method, path, body)).await.expect(status);
    }
}

/// Goes where the app of the administration leads.
async fn again(browser: &mut Browser) -> Answer {
    browser.open("/login/again?return_to=/admin/people").await.expect(200)
}

/// Goes a step further, and comes back.
async fn step_up(browser: &mut Browser, page: &Answer, code: &str) {
    let answer = browser.submit(page, "/login/step-up", &[]).await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    let answer = browser.type_code(&page, code).await.expect(303);
    assert_eq!(answer.location(), "/admin/people");
}

async fn ada_with_a_factor(world: &World) -> (Browser, Authenticator) {
    let mut owner = world.browser().of("ada");
    owner.sign_in().await;
    let (app, _) = owner.enrol(world).await;
    (owner, app)
}

#[tokio::test]
async fn a_session_from_before_the_factor_changes_nothing_until_it_went_past_it() {
    let world = World::new().await;
    let mut early = world.browser().of("ada");
    early.sign_in().await;
    act(&early, ("POST", "/users/mira/enable", "{}")).await.expect(200);
    let (_, app) = ada_with_a_factor(&world).await;
    expect_refused(&early).await;
    world.wait(301);
    let page = again(&mut early).await;
    let answer = early.fill_in(&page, crate::world::PASSWORD).await.expect(303);
    assert_eq!(answer.location(), "/login/mfa");
    let page = early.follow(answer).await.expect(200);
    let answer = early.type_code(&page, &app.code(world.now())).await.expect(303);
    assert_eq!(early.get(answer.location()).await.expect(303).location(), "/admin/people");
    expect_done(&early).await;
}

#[tokio::test]
async fn neither_a_remembered_browser_nor_a_policy_that_asks_nobody_stands_in_for_it() {
    let world = World::new().await;
    world.set("mfa.remember_days", "30").await;
    let (_, app) = ada_with_a_factor(&world).await;
    let mut browser = world.browser().of("ada");
    let page = browser.half_way().await;
    let code = app.code(world.now());
    browser.submit(&page, "/login/mfa", &[("code", &code), ("remember", "1")]).await.expect(303);
    browser.cookies.remove(SESSION);
    browser.sign_in().await;
    expect_refused(&browser).await;
    world.wait(30);
    let page = again(&mut browser).await;
    step_up(&mut browser, &page, &app.code(world.now())).await;
    expect_done(&browser).await;

    world.set("mfa.policy", "off").await;
    world.wait(30);
    let mut other = world.browser().of("ada");
    other.sign_in().await;
    expect_refused(&other).await;
    let page = again(&mut other).await;
    step_up(&mut other, &page, &app.code(world.now())).await;
    act(&other, ("POST", "/users/mira/enable", "{}")).await.expect(200);
}

#[tokio::test]
async fn who_has_to_have_a_factor_sets_it_up_first() {
    let world = World::new().await;
    world.admin("PATCH", "/users/ada", &json!({"mfa_policy": "required"})).await.expect(200);
    let mut browser = world.browser().of("ada");
    browser.sign_in().await;
    expect_refused(&browser).await;
    let page = again(&mut browser).await;
    assert!(page.at.ends_with("/account/devices/link"), "{}", page.at);
}

#[tokio::test]
async fn helpdesk_is_asked_as_well_and_programs_and_commands_are_not() {
    let world = World::new().await;
    let made = json!({"name": "n", "scopes": ["users:write"]});
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    let token = act(&ada, ("POST", "/tokens", &made.to_string())).await.expect(201).json();
    ada_with_a_factor(&world).await;
    let bearer = format!("Bearer {}", token["token"].as_str().unwrap());
    let program = world.server().saying("authorization", &bearer);
    act(&program, ("POST", "/users/mira/enable", "{}")).await.expect(200);
    world.admin("POST", "/users/mira/enable", &json!({})).await.expect(200);

    world.admin("PATCH", "/users/mira", &json!({"role": "helpdesk"})).await.expect(200);
    let mut early = world.browser();
    early.sign_in().await;
    let mut owner = world.browser();
    owner.sign_in().await;
    owner.enrol(&world).await;
    act(&early, ("POST", "/users/mira/enable", "{}")).await.expect(403);
}

#[tokio::test]
async fn nobody_resets_their_own_password_or_invites_themselves() {
    let world = World::new().await;
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    for path in ["/users/ada/reset-password", "/users/ada/invite", "/users/ada/reset-mfa"] {
        let answer = act(&ada, ("POST", path, "{}")).await.expect(409);
        assert_eq!(answer.json()["type"], "urn:donelogin:problem:own_account", "{path}");
    }
    world.admin("POST", "/users/ada/reset-password", &Value::Null).await.expect(200);
}
