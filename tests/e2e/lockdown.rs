//! Locking an account down, over sockets: from its answer on nothing of the account works anywhere, whatever runs beside it.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use reqwest::Method;
use serde_json::json;
use tests::appliance::{Appliance, MEMBER};
use tests::browser::Browser;
use tests::page::Form;
use tests::relying_party::{RelyingParty, Tokens};
use tests::screen::signed_in;
use tests::together;

async fn lock_down(appliance: &Appliance) {
    let locked = appliance.post(&format!("/users/{}/lockdown", MEMBER.email), json!({})).await;
    assert_eq!(locked["state"], "disabled");
}

/// What an app that asks is told of an access token.
async fn is_active(app: &RelyingParty, access: &str) -> bool {
    let (status, answer) = app.post("/oauth2/introspect", &[("token", access)]).await;
    assert_eq!(status, 200, "{answer}");
    answer["active"].as_bool().unwrap()
}

/// A sign-in for an app with what the browser has, without a word to the person: the code or the error.
async fn silently(app: &RelyingParty, browser: &Browser) -> Result<String, String> {
    let mut pending = app.begin(&["email"]);
    pending.url.query_pairs_mut().append_pair("prompt", "none");
    let landed = browser.open(pending.url.as_str()).await;
    match landed.answer("code") {
        Some(code) => Ok(code),
        None => Err(landed.answer("error").unwrap_or_else(|| panic!("{landed:?}"))),
    }
}

/// The answer to the right password.
async fn password(browser: &Browser) -> u16 {
    let page = browser.open("/login").await;
    let form = Form::find(&page.body, "password").unwrap();
    let form = form.with("username", MEMBER.email).with("password", MEMBER.password);
    browser.submit(&page, form).await.status
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_the_account_works_from_then_on_and_nothing_comes_back_with_it() {
    let appliance = &Appliance::claimed().await;
    let (app, known) = (&RelyingParty::trusted(appliance).await, &signed_in(appliance, MEMBER).await);
    let public = RelyingParty::public(appliance).await;
    let mut held: Vec<(&RelyingParty, Tokens)> = Vec::new();
    for app in [app, &public] {
        held.push((app, app.tokens(known, &["offline_access", "email"]).await));
    }
    assert!(is_active(app, &held[0].1.access).await);
    let pending = app.begin(&["email"]);
    let code = app.code(&pending, &known.open(pending.url.as_str()).await);
    let reset = appliance.post(&format!("/users/{}/reset-password", MEMBER.email), json!({})).await;
    let reset = reset["link"].as_str().unwrap();
    assert!(silently(app, known).await.is_ok());
    // From now on apps ask for the second step.
    let phone = known.link(appliance).await;
    let browser = known.another();
    let (_, waits) = browser.half_sign_in(app, MEMBER).await;
    assert!(waits.asks() && app.is_valid(&held[0].1.access).await);
    let mut of_phone = phone.events().await.unwrap();
    let mut of_page = browser.events("/login/mfa/events").await;

    lock_down(appliance).await;
    for (app, tokens) in &held {
        assert!(!app.is_valid(&tokens.access).await);
        assert_eq!(app.exchange_refresh(tokens.refresh.as_deref().unwrap()).await.0, 400);
    }
    assert!(!is_active(app, &held[0].1.access).await);
    assert_eq!(app.exchange(&code, pending.verifier()).await.0, 400);
    assert_eq!(silently(app, known).await.unwrap_err(), "login_required");
    assert_eq!(known.open("/account").await.url.path(), "/login");
    assert_eq!(Browser::new(appliance).await.open(reset).await.status, 404);
    assert_eq!(password(&Browser::new(appliance).await).await, 403, "the right one is told why");
    assert!(browser.press(&waits, "continue").await.away.is_none());
    assert_eq!(browser.open("/account").await.url.path(), "/login");
    assert!(phone.device().await.is_err() && phone.rename("Mine").await.is_err());
    assert!(phone.events().await.is_err());
    of_phone.end().await;
    // A page's stream says how it stands, and its script leaves.
    while of_page.next().await.unwrap().data["state"] == "pending" {}

    appliance.post(&format!("/users/{}/enable", MEMBER.email), json!({})).await;
    for (app, tokens) in &held {
        assert!(!app.is_valid(&tokens.access).await);
        assert_eq!(app.exchange_refresh(tokens.refresh.as_deref().unwrap()).await.0, 400);
    }
    assert_eq!(known.open("/account").await.url.path(), "/login");
    assert_eq!(Browser::new(appliance).await.open(reset).await.status, 404);
    assert_eq!(phone.device().await.unwrap()["status"], "active", "it was held, and goes on");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_runs_beside_it_is_refused_from_its_answer_on() {
    let appliance = Appliance::claimed().await;
    let app = RelyingParty::trusted(&appliance).await;
    let browser = signed_in(&appliance, MEMBER).await;
    let tokens = app.tokens(&browser, &["offline_access", "email"]).await;
    let refresh = tokens.refresh.as_deref().unwrap();
    let locked = AtomicBool::new(false);
    let got: [AtomicUsize; 5] = Default::default();
    // Each asks again and again; what is sent after the lock-down was answered, ten times, brings nothing any more.
    let again = |kind: usize| {
        let (app, browser, locked, access, got) = (&app, browser.copy(), &locked, &tokens.access, &got[kind]);
        async move {
            let mut after = 0;
            while after < 10 {
                let is_after = locked.load(Ordering::SeqCst);
                let gets = match kind {
                    0 => app.is_valid(access).await,
                    1 => is_active(app, access).await,
                    2 => app.exchange_refresh(refresh).await.0 == 200,
                    3 => silently(app, &browser).await.is_ok(),
                    _ => browser.open("/account").await.url.path() == "/account",
                };
                assert!(!(gets && is_after), "kind {kind} works after the lock-down");
                got.fetch_add(usize::from(gets), Ordering::SeqCst);
                after += usize::from(is_after);
            }
        }
    };
    let lock = async {
        while got.iter().any(|times| times.load(Ordering::SeqCst) == 0) {
            assert!(app.is_valid(&tokens.access).await);
        }
        lock_down(&appliance).await;
        locked.store(true, Ordering::SeqCst);
    };
    tokio::join!(together((0..5).map(again)), lock);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_was_refreshed_in_the_same_moment_is_worth_nothing() {
    let appliance = Appliance::claimed().await;
    let app = RelyingParty::trusted(&appliance).await;
    for _ in 0..4 {
        let browser = signed_in(&appliance, MEMBER).await;
        let refresh = app.tokens(&browser, &["offline_access", "email"]).await.refresh.unwrap();
        let refreshing = together((0..8).map(|_| app.exchange_refresh(&refresh)));
        let (answers, ()) = tokio::join!(refreshing, lock_down(&appliance));
        for (status, answer) in answers {
            assert!(matches!(status, 200 | 400), "{answer}");
            if let Some(access) = answer["access_token"].as_str() {
                assert!(!app.is_valid(access).await);
            }
        }
        appliance.post(&format!("/users/{}/enable", MEMBER.email), json!({})).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_outlives_the_power_going_in_the_next_moment() {
    let mut appliance = Appliance::claimed().await;
    let app = RelyingParty::trusted(&appliance).await;
    let browser = signed_in(&appliance, MEMBER).await;
    let tokens = app.tokens(&browser, &["offline_access", "email"]).await;
    let phone = browser.link(&appliance).await;
    lock_down(&appliance).await;
    appliance.kill();
    appliance.restart();
    assert!(!app.is_valid(&tokens.access).await && phone.device().await.is_err());
    let (_, member) = appliance.ask(Method::GET, &format!("/users/{}", MEMBER.email), None).await;
    assert!(member["locked_down_at"].is_i64(), "{member}");
}
