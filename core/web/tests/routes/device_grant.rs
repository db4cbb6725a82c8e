//! `/oauth2/device_authorization`, `/oauth2/device` and the grant of devices (RFC 8628).

use serde_json::{Value, json};

use crate::token::{expect_error, userinfo};
use crate::world::{Answer, Browser, Client, ISSUER, PASSWORD, World, id_token};

const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";
/// On a screen in the meeting room: no secret.
const SCREEN: Client = Client { id: "screen", secret: None, redirect_uri: "" };
/// A printer, with a secret.
const PRINTER: Client = Client {
    id: "printer",
    secret: Some("printer-secret-0123456789-0123456789-0123456789"),
    redirect_uri: "",
};

async fn world() -> World {
    let world = World::new().await;
    world
        .register(json!({
            "client_id": "screen", "client_name": "Meeting screen", "token_endpoint_auth_method": "none",
            "grant_types": [GRANT, "refresh_token"], "response_types": [], "client_uri": "https://screen.example/",
        }))
        .await;
    world
        .register(json!({
            "client_id": "printer", "client_secret": PRINTER.secret, "client_name": "Printer",
            "grant_types": [GRANT], "response_types": [], "scope": "openid email", "trusted": true,
        }))
        .await;
    world
}

async fn begin(world: &World, client: Client, form: &[(&str, &str)]) -> Value {
    client.call(world, "/oauth2/device_authorization", form).await.expect(200).json()
}

async fn poll(world: &World, client: Client, codes: &Value) -> Answer {
    let form = [("grant_type", GRANT), ("device_code", codes["device_code"].as_str().unwrap())];
    client.call(world, "/oauth2/token", &form).await
}

/// Signed in, at the form, with the code typed; the page behind it.
async fn type_in(browser: &mut Browser, typed: &str) -> Answer {
    let page = browser.open("/oauth2/device").await;
    let page = if page.find_form("/login").is_some() {
        let answer = browser.fill_in(&page, PASSWORD).await;
        browser.follow(answer).await
    } else {
        page
    };
    let answer = browser.submit(&page, "/oauth2/device", &[("user_code", typed)]).await;
    browser.follow(answer).await
}

async fn decide(browser: &mut Browser, page: &Answer, decision: &str) -> Answer {
    let answer = browser.submit(page, "/consent", &[("decision", decision)]).await;
    browser.follow(answer).await
}

/// All the way, as mira.
async fn connect(world: &World, browser: &mut Browser, scope: &str) -> (Value, Value) {
    let codes = begin(world, SCREEN, &[("scope", scope)]).await;
    let page = type_in(browser, codes["user_code"].as_str().unwrap()).await.expect(200);
    assert!(decide(browser, &page, "allow").await.says("Your device is signed in"));
    (poll(world, SCREEN, &codes).await.expect(200).json(), codes)
}

#[tokio::test]
async fn rfc8628_3_a_device_is_signed_in_by_somebody_who_types_its_code() {
    let world = world().await;
    let codes = begin(&world, SCREEN, &[("scope", "openid email offline_access"), ("made_up", "1")]).await;
    let user_code = codes["user_code"].as_str().unwrap().to_owned();
    assert_eq!(codes["verification_uri"], format!("{ISSUER}/oauth2/device"));
    assert_eq!(codes["verification_uri_complete"], format!("{ISSUER}/oauth2/device?user_code={user_code}"));
    assert_eq!((&codes["expires_in"], &codes["interval"]), (&json!(600), &json!(5)));
    assert!(codes["device_code"].as_str().unwrap().len() == 43 && user_code.len() == 9);
    expect_error(&poll(&world, SCREEN, &codes).await, 400, "authorization_pending");

    let mut browser = world.browser();
    let typed = user_code.to_lowercase().replace('-', "");
    let page = type_in(&mut browser, &typed).await.expect(200);
    for words in [
        "Sign in to Meeting screen on this device?",
        user_code.as_str(),
        "192.168.1.20",
        "began this yourself",
        "mira@office.example",
    ] {
        assert!(page.says(words), "{words}: {}", page.words());
    }
    world.wait(5);
    expect_error(&poll(&world, SCREEN, &codes).await, 400, "authorization_pending");
    let done = decide(&mut browser, &page, "allow").await.expect(200);
    assert!(done.says("Your device is signed in"), "{}", done.words());
    // An answer waits for nobody's pace.
    let tokens = poll(&world, SCREEN, &codes).await.expect(200).json();
    assert_eq!(tokens["scope"], "openid email offline_access");
    let claims = id_token::claims(&tokens);
    assert_eq!((&claims["aud"], &claims["sub"]), (&json!("screen"), &json!("subject-of-mira")));
    assert!(claims["sid"].as_str().is_some_and(|sid| !sid.is_empty()) && claims.get("nonce").is_none());
    assert_eq!(userinfo(&world, &tokens).await.expect(200).json()["email"], "mira@office.example");
    let fresh = SCREEN.refresh(&world, tokens["refresh_token"].as_str().unwrap()).await.expect(200).json();
    userinfo(&world, &fresh).await.expect(200);
    let events = world.events().await;
    for event in ["device_grant.approved", "device_grant.exchanged"] {
        assert!(events.contains(&event.to_owned()), "{event}");
    }
}

#[tokio::test]
async fn what_a_device_cannot_ask_for() {
    let world = world().await;
    for (client, form, status, code) in [
        (Client::NOTES, vec![("scope", "openid")], 400, "unauthorized_client"),
        (SCREEN, vec![("scope", "email")], 400, "invalid_scope"),
        (SCREEN, vec![("scope", "groups email")], 400, "invalid_scope"),
        (Client { id: "nobody", ..SCREEN }, vec![("scope", "openid")], 401, "invalid_client"),
        (Client { secret: Some("wrong"), ..PRINTER }, vec![("scope", "openid")], 401, "invalid_client"),
        (Client { secret: None, ..PRINTER }, vec![("scope", "openid")], 401, "invalid_client"),
    ] {
        let answer = client.call(&world, "/oauth2/device_authorization", &form).await;
        expect_error(&answer, status, code);
    }
    // Who names no scope is told who it is, and no more (RFC 8628 3.1).
    SCREEN.call(&world, "/oauth2/device_authorization", &[]).await.expect(200);
    world.change_client("screen", &json!({"state": "disabled"})).await;
    let answer = SCREEN.call(&world, "/oauth2/device_authorization", &[("scope", "openid")]).await;
    expect_error(&answer, 401, "invalid_client");
    world.server().get("/oauth2/device_authorization").await.expect(405);
}

#[tokio::test]
async fn rfc8628_3_5_the_device_is_told_what_to_do() {
    let world = world().await;
    let codes = begin(&world, PRINTER, &[("scope", "openid")]).await;
    expect_error(&poll(&world, PRINTER, &codes).await, 400, "authorization_pending");
    world.wait(4);
    expect_error(&poll(&world, PRINTER, &codes).await, 400, "slow_down");
    // Ten seconds from now on.
    world.wait(9);
    expect_error(&poll(&world, PRINTER, &codes).await, 400, "slow_down");
    world.wait(15);
    expect_error(&poll(&world, PRINTER, &codes).await, 400, "authorization_pending");
    expect_error(&poll(&world, SCREEN, &codes).await, 400, "invalid_grant");
    let unknown = json!({"device_code": "unknown"});
    expect_error(&poll(&world, PRINTER, &unknown).await, 400, "invalid_grant");
    let missing = PRINTER.call(&world, "/oauth2/token", &[("grant_type", GRANT)]).await;
    expect_error(&missing, 400, "invalid_request");
    world.wait(600);
    expect_error(&poll(&world, PRINTER, &codes).await, 400, "expired_token");
    let page = type_in(&mut world.browser(), codes["user_code"].as_str().unwrap()).await.expect(400);
    assert!(page.says("No device waits for this code"), "{}", page.words());
}

#[tokio::test]
async fn whoever_refuses_tells_the_device() {
    let world = world().await;
    let codes = begin(&world, SCREEN, &[("scope", "openid")]).await;
    let mut browser = world.browser();
    let page = type_in(&mut browser, codes["user_code"].as_str().unwrap()).await;
    let done = decide(&mut browser, &page, "deny").await.expect(200);
    assert!(done.says("The device was not signed in"), "{}", done.words());
    expect_error(&poll(&world, SCREEN, &codes).await, 400, "access_denied");
    assert!(world.events().await.contains(&"device_grant.denied".to_owned()));
    // The code is spent.
    type_in(&mut browser, codes["user_code"].as_str().unwrap()).await.expect(400);
}

#[tokio::test]
async fn nobody_is_signed_in_unasked_and_nothing_happens_by_looking() {
    let world = world().await;
    // Trusted, and allowed once already: a person is asked all the same, since the code may be a stranger's.
    for _ in 0..2 {
        let codes = begin(&world, PRINTER, &[("scope", "openid"), ("prompt", "none")]).await;
        let mut browser = world.browser();
        browser.sign_in().await;
        let complete = codes["verification_uri_complete"].as_str().unwrap().strip_prefix(ISSUER).unwrap();
        let page = browser.get(complete).await.expect(200);
        assert!(page.says("it has to show exactly this code"), "{}", page.words());
        assert_eq!(page.attribute("value").len(), 43, "the first is the token against forged forms");
        assert!(page.body.contains(codes["user_code"].as_str().unwrap()));
        let forged =
            browser.post("/oauth2/device", &[("user_code", codes["user_code"].as_str().unwrap())]).await;
        forged.expect(400);
        expect_error(&poll(&world, PRINTER, &codes).await, 400, "authorization_pending");
        let answer = browser.submit(&page, "/oauth2/device", &[]).await.expect(303);
        let question = browser.follow(answer).await;
        assert!(question.find_form("/consent").is_some(), "{}", question.words());
        assert!(decide(&mut browser, &question, "allow").await.says("Your device is signed in"));
        poll(&world, PRINTER, &codes).await.expect(200);
    }
}

#[tokio::test]
async fn the_form_is_behind_the_sign_in_and_keeps_the_code() {
    let world = world().await;
    let mut browser = world.browser();
    let answer = browser.get("/oauth2/device?user_code=WDJB-MJHT").await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    let answer = browser.fill_in(&page, PASSWORD).await.expect(303);
    assert_eq!(answer.location(), "/oauth2/device?user_code=WDJB-MJHT");
    assert!(browser.follow(answer).await.expect(200).body.contains("WDJB-MJHT"));
    let nonsense = browser.get("/oauth2/device?user_code=%3Cscript%3E").await.expect(200);
    assert!(!nonsense.body.contains("&lt;script") && !nonsense.body.contains("<script>"));
}

#[tokio::test]
async fn a_further_step_is_asked_as_at_any_sign_in_of_the_app() {
    let world = world().await;
    let (mut older, mut other) = (world.browser(), world.browser());
    older.sign_in().await;
    other.sign_in().await;
    let (app, _) = other.enrol(&world).await;
    world.change_client("screen", &json!({"mfa_policy": "required"})).await;
    world.wait(60);
    let codes = begin(&world, SCREEN, &[("scope", "openid")]).await;
    let page = type_in(&mut older, codes["user_code"].as_str().unwrap()).await;
    assert!(page.find_form("/login/step-up").is_some(), "{}", page.words());
    let answer = older.submit(&page, "/login/step-up", &[]).await.expect(303);
    let page = older.follow(answer).await.expect(200);
    let answer = older.type_code(&page, &app.code(world.now())).await.expect(303);
    let page = older.follow(answer).await;
    assert!(decide(&mut older, &page, "allow").await.says("Your device is signed in"), "{}", page.words());
    let claims = id_token::claims(&poll(&world, SCREEN, &codes).await.expect(200).json());
    assert_eq!(claims["acr"], "urn:donelogin:acr:2");
    // Whoever steps back on the way refuses.
    let codes = begin(&world, SCREEN, &[("scope", "openid"), ("acr_values", "urn:donelogin:acr:2")]).await;
    let mut mira = world.browser();
    world.set("mfa.policy", "off").await;
    let page = type_in(&mut mira, codes["user_code"].as_str().unwrap()).await;
    if page.find_form("/login/step-up").is_some() {
        let answer = mira.submit(&page, "/login/step-up", &[("decision", "cancel")]).await;
        assert!(mira.follow(answer).await.says("The device was not signed in"));
        expect_error(&poll(&world, SCREEN, &codes).await, 400, "access_denied");
    }
}

#[tokio::test]
async fn codes_are_not_guessed() {
    let world = world().await;
    let codes = begin(&world, SCREEN, &[("scope", "openid")]).await;
    let mut browser = world.browser();
    for _ in 0..10 {
        type_in(&mut browser, "BBBB-BBBB").await.expect(400);
    }
    let slowed = type_in(&mut browser, codes["user_code"].as_str().unwrap()).await.expect(429);
    assert!(slowed.says("Too many tries"), "{}", slowed.words());
    assert!(slowed.header("retry-after").parse::<i64>().unwrap() > 3_000);
    // The account is slowed wherever it types, another one is not.
    let mut elsewhere = world.browser().from([192, 168, 1, 77]);
    type_in(&mut elsewhere, codes["user_code"].as_str().unwrap()).await.expect(429);
    let mut ada = world.browser().of("ada");
    let page = type_in(&mut ada, codes["user_code"].as_str().unwrap()).await.expect(200);
    assert!(page.find_form("/consent").is_some());
    // Its sign-in is another matter.
    assert_eq!(world.browser().try_password(PASSWORD).await.status, 303);
}

#[tokio::test]
async fn a_device_code_works_once() {
    let world = world().await;
    let (tokens, codes) = connect(&world, &mut world.browser(), "openid offline_access").await;
    userinfo(&world, &tokens).await.expect(200);
    // Two hold it: nothing of it stays, as with a code.
    expect_error(&poll(&world, SCREEN, &codes).await, 400, "invalid_grant");
    userinfo(&world, &tokens).await.expect(401);
    let refresh = tokens["refresh_token"].as_str().unwrap();
    expect_error(&SCREEN.refresh(&world, refresh).await, 400, "invalid_grant");
    assert!(world.events().await.contains(&"device_code.replayed".to_owned()));
    // It is no authorization code.
    let form = SCREEN.exchange_form(codes["device_code"].as_str().unwrap());
    assert_ne!(SCREEN.call(&world, "/oauth2/token", &form).await.status, 200);
}

#[tokio::test]
async fn of_two_that_ask_at_once_one_gets_tokens() {
    let world = world().await;
    for _ in 0..5 {
        let codes = begin(&world, SCREEN, &[("scope", "openid")]).await;
        let mut browser = world.browser();
        let page = type_in(&mut browser, codes["user_code"].as_str().unwrap()).await;
        decide(&mut browser, &page, "allow").await.expect(200);
        let (one, other) = tokio::join!(poll(&world, SCREEN, &codes), poll(&world, SCREEN, &codes));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 400]);
    }
}

#[tokio::test]
async fn of_two_people_who_type_one_code_one_answers() {
    let world = world().await;
    let codes = begin(&world, SCREEN, &[("scope", "openid")]).await;
    let code = codes["user_code"].as_str().unwrap();
    let (mut mira, mut ada) = (world.browser(), world.browser().of("ada"));
    let page = type_in(&mut mira, code).await;
    let other = type_in(&mut ada, code).await;
    assert!(decide(&mut ada, &other, "allow").await.says("Your device is signed in"));
    decide(&mut mira, &page, "allow").await.expect(400);
    let claims = id_token::claims(&poll(&world, SCREEN, &codes).await.expect(200).json());
    assert_eq!(claims["sub"], "subject-of-ada");
}

#[tokio::test]
async fn a_device_stays_signed_in_where_its_browser_signs_out_and_ends_with_account_and_app() {
    for change in ["nothing", "account", "client", "password", "grant"] {
        let world = world().await;
        let mut browser = world.browser();
        let (tokens, _) = connect(&world, &mut browser, "openid offline_access").await;
        let page = browser.get("/account").await.expect(200);
        browser.submit(&page, "/logout", &[]).await;
        userinfo(&world, &tokens).await.expect(200);
        let refresh = tokens["refresh_token"].as_str().unwrap();
        match change {
            "account" => drop(world.admin("POST", "/users/mira/disable", &json!({})).await),
            "client" => world.change_client("screen", &json!({"state": "disabled"})).await,
            "grant" => {
                let less = json!({"grant_types": [GRANT], "token_endpoint_auth_method": "none", "response_types": []});
                world.change_client("screen", &less).await;
            }
            "password" => drop(world.admin("POST", "/users/mira/lockdown", &json!({})).await),
            _ => {}
        }
        let again = SCREEN.refresh(&world, refresh).await;
        match change {
            "nothing" => drop(again.expect(200)),
            "client" => expect_error(&again, 401, "invalid_client"),
            "grant" => expect_error(&again, 400, "unauthorized_client"),
            _ => expect_error(&again, 400, "invalid_grant"),
        }
    }
}

#[tokio::test]
async fn what_was_allowed_and_not_taken_ends_with_the_account() {
    let world = world().await;
    let codes = begin(&world, SCREEN, &[("scope", "openid")]).await;
    let mut browser = world.browser();
    let page = type_in(&mut browser, codes["user_code"].as_str().unwrap()).await;
    decide(&mut browser, &page, "allow").await.expect(200);
    world.admin("POST", "/users/mira/disable", &json!({})).await;
    world.admin("POST", "/users/mira/enable", &json!({})).await;
    expect_error(&poll(&world, SCREEN, &codes).await, 400, "invalid_grant");
}

#[tokio::test]
async fn a_person_sees_their_devices_and_signs_them_out() {
    let world = world().await;
    let mut browser = world.browser();
    let (tokens, _) = connect(&world, &mut browser, "openid").await;
    let (kept, _) = connect(&world, &mut browser, "openid").await;
    let page = browser.get("/account/apps").await.expect(200);
    assert!(page.says("A device at 192.168.1.20") && page.says("Meeting screen"), "{}", page.words());
    let id =
        page.body.split(r#"name="device" value=""#).nth(2).unwrap().split('"').next().unwrap().to_owned();
    // Nobody signs out what is another's.
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    let csrf = ada.get("/account/password").await.form("/account/password").1[0].1.clone();
    ada.post("/account/apps/device", &[("csrf", &csrf), ("device", &id)]).await.expect(303);
    userinfo(&world, &tokens).await.expect(200);
    let answer = browser.submit(&page, "/account/apps/device", &[("device", &id)]).await.expect(303);
    assert!(browser.follow(answer).await.says("The device is signed out."));
    let statuses = [userinfo(&world, &tokens).await.status, userinfo(&world, &kept).await.status];
    assert!(statuses.contains(&200.try_into().unwrap()) && statuses.contains(&401.try_into().unwrap()));
    // Access that is taken back takes all along.
    let page = browser.get("/account/apps/remove?client=screen").await.expect(200);
    browser.submit(&page, "/account/apps", &[]).await.expect(303);
    userinfo(&world, &kept).await.expect(401);
}

#[tokio::test]
async fn abandoned_devices_are_bounded() {
    let world = world().await;
    let first = begin(&world, SCREEN, &[("scope", "openid")]).await;
    world.wait(1);
    for _ in 0..50 {
        begin(&world, SCREEN, &[("scope", "openid")]).await;
    }
    expect_error(&poll(&world, SCREEN, &first).await, 400, "invalid_grant");
}
