//! Signing out reaches the apps: over TLS under a private CA, past failures, restarts and the loss of power.

use net::ca::Authority;
use reqwest::Method;
use serde_json::{Value, json};
use tests::appliance::{Appliance, MEMBER};
use tests::browser::Browser;
use tests::listening_app::{ListeningApp, Reply};
use tests::relying_party::{RelyingParty, Tokens};

/// A client that is told there.
async fn register(appliance: &Appliance, app: &ListeningApp) -> RelyingParty {
    RelyingParty::register(appliance, json!({"trusted": true, "backchannel_logout_uri": app.uri()})).await
}

async fn signed_in(appliance: &Appliance, client: &RelyingParty) -> (Browser, Tokens) {
    let browser = Browser::new(appliance).await;
    let page = browser.open("/login").await;
    browser.sign_in(&page, MEMBER).await;
    let tokens = client.tokens(&browser, &["email"]).await;
    (browser, tokens)
}

async fn sign_out(browser: &Browser, client: &RelyingParty, tokens: &Tokens) {
    let landed = browser.open(client.logout_url(tokens).as_str()).await;
    assert!(landed.away.is_some(), "{}", landed.body);
}

async fn logouts(appliance: &Appliance, client: &RelyingParty) -> Value {
    appliance.ask(Method::GET, &format!("/clients/{}/logouts", client.client_id), None).await.1
}

/// Waits until nothing waits any more.
async fn settled(appliance: &Appliance, client: &RelyingParty) -> Value {
    for _ in 0..600 {
        let seen = logouts(appliance, client).await;
        if seen["waiting"] == 0 {
            return seen;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("{}", logouts(appliance, client).await);
}

#[tokio::test]
async fn an_app_that_fails_twice_is_told_in_the_end_and_the_command_shows_it() {
    let mut app = ListeningApp::start().await;
    let appliance = app.appliance().await;
    let client = register(&appliance, &app).await;
    let (browser, tokens) = signed_in(&appliance, &client).await;
    app.answer([Reply::Status(503), Reply::Status(500)]);
    sign_out(&browser, &client, &tokens).await;
    let mut names = Vec::new();
    for _ in 0..3 {
        let told = app.next(&appliance).await;
        assert_eq!(told["sub"], tokens.subject.as_str());
        assert_eq!(
            (&told["iss"], &told["aud"]),
            (&appliance.issuer().into(), &client.client_id.clone().into())
        );
        assert!(told["sid"].is_string() && told.get("nonce").is_none(), "{told}");
        names.push(told["jti"].as_str().unwrap().to_owned());
    }
    names.dedup();
    assert_eq!(names.len(), 3);
    let seen = settled(&appliance, &client).await;
    assert_eq!((&seen["last"][0]["state"], &seen["last"][0]["tries"]), (&json!("delivered"), &json!(3)));
    assert!(!app.was_told(), "once it knows, it is left in peace");
    let shown = appliance.run(&["client", "show", &client.client_id]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains(&app.uri()) && shown.contains("delivered"), "{shown}");
    assert!(appliance.audited().await.contains(&"backchannel_logout.failed".to_owned()));
}

#[tokio::test]
async fn an_app_that_is_away_is_told_when_it_comes_again_and_so_is_one_after_our_own_restart() {
    let mut app = ListeningApp::start().await;
    let mut appliance = app.appliance().await;
    let client = register(&appliance, &app).await;
    let (browser, tokens) = signed_in(&appliance, &client).await;
    app.go_away().await;
    sign_out(&browser, &client, &tokens).await;
    let mut seen = logouts(&appliance, &client).await;
    while seen["last"][0]["failure"].is_null() {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        seen = logouts(&appliance, &client).await;
    }
    assert_eq!((&seen["waiting"], &seen["last"][0]["failure"]["code"]), (&json!(1), &json!("connection")));
    appliance.stop();
    app.come_again().await;
    appliance.restart();
    assert_eq!(app.next(&appliance).await["sub"], tokens.subject.as_str());
    assert_eq!(settled(&appliance, &client).await["last"][0]["state"], "delivered");
}

#[tokio::test]
async fn the_power_goes_between_the_end_of_a_session_and_its_delivery() {
    let mut app = ListeningApp::start().await;
    let mut appliance = app.appliance().await;
    let client = register(&appliance, &app).await;
    let (browser, tokens) = signed_in(&appliance, &client).await;
    app.answer([Reply::Never]);
    sign_out(&browser, &client, &tokens).await;
    let first = app.next(&appliance).await;
    appliance.kill();
    appliance.restart();
    let second = app.next(&appliance).await;
    assert_eq!((&first["sid"], &first["sub"]), (&second["sid"], &second["sub"]));
    assert_eq!(settled(&appliance, &client).await["last"][0]["state"], "delivered");
    assert!(!client.is_valid(&tokens.access).await, "the session stays ended");
}

#[tokio::test]
async fn an_app_that_does_not_answer_holds_up_nobody_else() {
    let now = i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap();
    let authority = Authority::create("Both apps", "localhost", now).unwrap();
    let (mut slow, mut quick) = (ListeningApp::of(&authority).await, ListeningApp::of(&authority).await);
    let appliance = slow.appliance().await;
    let (of_slow, of_quick) = (register(&appliance, &slow).await, register(&appliance, &quick).await);
    let (browser, tokens) = signed_in(&appliance, &of_slow).await;
    of_quick.tokens(&browser, &["email"]).await;
    slow.answer([Reply::Never]);
    sign_out(&browser, &of_slow, &tokens).await;
    slow.next(&appliance).await;
    quick.next(&appliance).await;
    assert_eq!(settled(&appliance, &of_quick).await["last"][0]["state"], "delivered");
    assert_eq!(logouts(&appliance, &of_slow).await["waiting"], 1, "still being asked");
}

#[tokio::test]
async fn an_app_whose_certificate_nobody_vouches_for_is_told_nothing() {
    let mut app = ListeningApp::start().await;
    let appliance = Appliance::claimed().await;
    let client = register(&appliance, &app).await;
    let (browser, tokens) = signed_in(&appliance, &client).await;
    sign_out(&browser, &client, &tokens).await;
    let mut seen = logouts(&appliance, &client).await;
    while seen["last"][0]["failure"].is_null() {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        seen = logouts(&appliance, &client).await;
    }
    assert_eq!(seen["last"][0]["failure"]["code"], "untrusted", "{seen}");
    assert!(!app.was_told());
}
