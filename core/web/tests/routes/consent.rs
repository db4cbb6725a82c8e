//! `/consent`: what is asked, remembered, declined and taken back.

use crate::token::{expect_error, userinfo};
use crate::world::{Answer, Ask, Browser, Client, ISSUER, World};

fn ask(scope: &str) -> Ask {
    Client::NOTES.ask().with("scope", scope)
}

fn is_question(page: &Answer) -> bool {
    page.find_form("/consent").is_some()
}

/// To the question, signing in where needed.
async fn question(browser: &mut Browser, ask: &Ask) -> Answer {
    let page = browser.authorize(ask).await;
    if is_question(&page) {
        return page;
    }
    let answer = browser.fill_in(&page, crate::world::PASSWORD).await;
    let page = browser.follow(answer).await.expect(200);
    assert!(is_question(&page), "{}", page.words());
    page
}

#[tokio::test]
async fn what_was_allowed_is_remembered_and_more_asks_again() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = question(&mut browser, &ask("openid email")).await;
    assert!(
        page.says("Notes") && page.says("mira@office.example") && page.says("notes.example"),
        "{}",
        page.words()
    );
    let answer = browser.submit(&page, "/consent", &[("decision", "allow")]).await;
    assert!(browser.follow(answer).await.sent("code").is_some());
    for less in ["openid", "email openid", "openid email"] {
        assert!(browser.get(&ask(less).path()).await.sent("code").is_some(), "{less}");
    }
    let page = question(&mut browser, &ask("openid email profile")).await;
    let answer = browser.submit(&page, "/consent", &[("decision", "allow")]).await;
    assert!(browser.follow(answer).await.sent("code").is_some());
    // In another browser, and at another client, it is another matter.
    let mut elsewhere = world.browser();
    assert!(elsewhere.authorize(&ask("openid email profile")).await.find_form("/login").is_some());
    let mut ada = world.browser().of("ada");
    question(&mut ada, &ask("openid email")).await;
}

#[tokio::test]
async fn a_declined_scope_is_not_granted_and_not_asked_again() {
    let world = World::new().await;
    let mut browser = world.browser();
    let scope = "openid email groups offline_access";
    let page = question(&mut browser, &ask(scope)).await;
    let (_, form) = page.form("/consent");
    let boxes: Vec<&str> =
        form.iter().filter(|(name, _)| name == "scope").map(|(_, value)| value.as_str()).collect();
    assert_eq!(boxes, ["groups", "offline_access"], "openid and email cannot be unticked");
    let answer = browser.submit(&page, "/consent", &[("decision", "allow"), ("scope", "groups")]).await;
    let code = browser.follow(answer).await.sent("code").unwrap();
    let tokens = Client::NOTES.exchange(&world, &code).await.expect(200).json();
    assert_eq!(tokens["scope"], "openid email groups");
    assert!(tokens.get("refresh_token").is_none());
    let again = browser.get(&ask(scope).path()).await;
    let tokens = Client::NOTES.exchange(&world, &again.sent("code").unwrap()).await.expect(200).json();
    assert_eq!(tokens["scope"], "openid email groups");
    // Asked for anew with prompt=consent it can be given.
    let page = question(&mut browser, &ask(scope).with("prompt", "consent")).await;
    let answer =
        browser.submit(&page, "/consent", &[("decision", "allow"), ("scope", "offline_access")]).await;
    let code = browser.follow(answer).await.sent("code").unwrap();
    let tokens = Client::NOTES.exchange(&world, &code).await.expect(200).json();
    assert_eq!(tokens["scope"], "openid email offline_access");
}

#[tokio::test]
async fn nothing_is_granted_that_was_not_asked_for() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = question(&mut browser, &ask("openid")).await;
    let fill = [("decision", "allow"), ("scope", "openid profile email groups phone offline_access")];
    let answer = browser.submit(&page, "/consent", &fill).await;
    let code = browser.follow(answer).await.sent("code").unwrap();
    let tokens = Client::NOTES.exchange(&world, &code).await.expect(200).json();
    assert_eq!(tokens["scope"], "openid");
    question(&mut browser, &ask("openid groups")).await;
}

#[tokio::test]
async fn prompt_consent_asks_although_remembered() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.complete(&ask("openid")).await.expect(303);
    let again = ask("openid").with("prompt", "consent");
    let page = question(&mut browser, &again).await;
    let answer = browser.submit(&page, "/consent", &[("decision", "allow")]).await;
    assert!(browser.follow(answer).await.sent("code").is_some());
    question(&mut browser, &again).await;
    // A trusted client may ask for it too.
    let page = browser.authorize(&Client::WIKI.ask().with("prompt", "consent")).await;
    assert!(is_question(&page));
}

#[tokio::test]
async fn a_trusted_client_is_not_asked_about() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let scope = "openid profile email offline_access";
    assert!(browser.get(&Client::WIKI.ask().with("scope", scope).path()).await.sent("code").is_some());
}

#[tokio::test]
async fn a_no_goes_back_as_access_denied() {
    let world = World::new().await;
    let mut browser = world.browser();
    for decision in ["deny", "", "anything"] {
        let page = question(&mut browser, &ask("openid")).await;
        let answer = browser.submit(&page, "/consent", &[("decision", decision)]).await.expect(303);
        assert!(
            answer.location().starts_with("https://notes.example/cb?error=access_denied&"),
            "{}",
            answer.location()
        );
        assert_eq!(answer.sent_names(), ["error", "error_description", "error_uri", "state", "iss"]);
        assert_eq!(
            (answer.sent("state").unwrap(), answer.sent("iss").unwrap()),
            ("the state".into(), ISSUER.into())
        );
        // The request is over.
        let again = browser.submit(&page, "/consent", &[("decision", "allow")]).await;
        assert_eq!(browser.follow(again).await.expect(400).location(), "");
    }
}

#[tokio::test]
async fn access_taken_back_kills_tokens_and_asks_again() {
    let world = World::new().await;
    let mut browser = world.browser();
    let tokens = Client::NOTES.tokens(&world, &mut browser, "openid offline_access").await;
    let code = browser.obtain_code(&ask("openid")).await;
    let others = Client::WIKI.tokens(&world, &mut browser, "openid").await;
    let page = browser.get("/account/apps").await.expect(200);
    assert!(page.says("Notes"), "{}", page.words());
    let page = browser.get("/account/apps/remove?client=notes").await.expect(200);
    userinfo(&world, &tokens).await.expect(200);
    let done = browser.submit(&page, "/account/apps", &[]).await;
    let page = browser.follow(done).await.expect(200);
    assert!(page.find_form("/account/apps").is_none());
    userinfo(&world, &tokens).await.expect(401);
    userinfo(&world, &others).await.expect(200);
    expect_error(
        &Client::NOTES.refresh(&world, tokens["refresh_token"].as_str().unwrap()).await,
        400,
        "invalid_grant",
    );
    expect_error(&Client::NOTES.exchange(&world, &code).await, 400, "invalid_grant");
    assert!(is_question(&browser.authorize(&ask("openid")).await));
}

#[tokio::test]
async fn consent_before_sign_in_is_worth_nothing() {
    let world = World::new().await;
    let mut browser = world.browser();
    let login = browser.authorize(&ask("openid")).await;
    let (_, form) = login.form("/login");
    let value = |name: &str| form.iter().find(|(known, _)| known == name).unwrap().1.clone();
    let (csrf, i) = (value("csrf"), value("i"));
    let form = [("csrf", csrf.as_str()), ("i", i.as_str()), ("decision", "allow")];
    let answer = browser.post("/consent", &form).await;
    let page = browser.follow(answer).await;
    assert!(page.find_form("/login").is_some(), "sign in first");
    let answer = browser.fill_in(&page, crate::world::PASSWORD).await;
    assert!(is_question(&browser.follow(answer).await), "and the question is still to come");
    // Nor is the question shown to whom it is not put yet.
    let page = world.browser().open(&format!("/consent?i={i}")).await.expect(400);
    assert!(!is_question(&page));
}

#[tokio::test]
async fn consent_before_a_sign_in_that_was_asked_for_anew_is_worth_nothing() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    world.wait(5);
    let login = browser.authorize(&ask("openid").with("prompt", "login")).await.expect(200);
    let (_, form) = login.form("/login");
    let value = |name: &str| form.iter().find(|(known, _)| known == name).unwrap().1.clone();
    let (csrf, i) = (value("csrf"), value("i"));
    browser.post("/consent", &[("csrf", &csrf), ("i", &i), ("decision", "allow")]).await.expect(303);
    assert!(is_question(&browser.authorize(&ask("openid")).await), "no grant was written");
    let answer = browser.fill_in(&login, crate::world::PASSWORD).await;
    assert!(is_question(&browser.follow(answer).await));
}
