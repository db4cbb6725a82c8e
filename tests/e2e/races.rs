//! Things that may be used once, used by many at the same time over connections of their own.

use reqwest::Method;
use serde_json::json;
use tests::appliance::{Appliance, MEMBER};
use tests::browser::Browser;
use tests::page::Form;
use tests::relying_party::{Pending, RelyingParty};
use tests::together;

const AT_ONCE: usize = 8;

async fn signed_in(appliance: &Appliance) -> Browser {
    let browser = Browser::new(appliance).await;
    let page = browser.open("/login").await;
    assert_eq!(browser.sign_in(&page, MEMBER).await.status, 200);
    browser
}

async fn fresh_code(app: &RelyingParty, browser: &Browser) -> (Pending, String) {
    let pending = app.begin(&["offline_access", "email"]);
    let landed = browser.open(pending.url.as_str()).await;
    let code = app.code(&pending, &landed);
    (pending, code)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_that_is_exchanged_twice_at_once_brings_nothing_that_lasts() {
    let appliance = Appliance::claimed().await;
    let browser = signed_in(&appliance).await;
    for app in [RelyingParty::trusted(&appliance).await, RelyingParty::public(&appliance).await] {
        for _ in 0..5 {
            let (pending, code) = fresh_code(&app, &browser).await;
            let answers = together((0..AT_ONCE).map(|_| app.exchange(&code, pending.verifier()))).await;
            let won: Vec<_> = answers.iter().filter(|(status, _)| *status == 200).collect();
            assert_eq!(won.len(), 1, "{answers:?}");
            assert!(
                answers.iter().all(|(status, a)| *status == 200 || a["error"] == "invalid_grant"),
                "{answers:?}"
            );
            // RFC 6749 4.1.2: whoever has them may be the thief.
            assert!(!app.is_valid(won[0].1["access_token"].as_str().unwrap()).await);
            let refresh = won[0].1["refresh_token"].as_str().unwrap();
            assert_eq!(app.exchange_refresh(refresh).await.0, 400);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refresh_token_that_rotates_twice_at_once_ends_its_family() {
    let appliance = Appliance::claimed().await;
    let browser = signed_in(&appliance).await;
    let app = RelyingParty::public(&appliance).await;
    for _ in 0..5 {
        let (pending, code) = fresh_code(&app, &browser).await;
        let (_, tokens) = app.exchange(&code, pending.verifier()).await;
        let token = tokens["refresh_token"].as_str().unwrap();
        let answers = together((0..AT_ONCE).map(|_| app.exchange_refresh(token))).await;
        let won: Vec<_> = answers.iter().filter(|(status, _)| *status == 200).collect();
        assert_eq!(won.len(), 1, "{answers:?}");
        assert_eq!(app.exchange_refresh(won[0].1["refresh_token"].as_str().unwrap()).await.0, 400);
        assert!(!app.is_valid(won[0].1["access_token"].as_str().unwrap()).await);
        assert!(!app.is_valid(tokens["access_token"].as_str().unwrap()).await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_confidential_clients_refresh_token_serves_many_at_once() {
    let appliance = Appliance::claimed().await;
    let browser = signed_in(&appliance).await;
    let app = RelyingParty::trusted(&appliance).await;
    let tokens = app.tokens(&browser, &["offline_access"]).await;
    let token = tokens.refresh.unwrap();
    let answers = together((0..AT_ONCE).map(|_| app.exchange_refresh(&token))).await;
    for (status, answer) in answers {
        assert_eq!(status, 200, "{answer}");
        assert!(app.is_valid(answer["access_token"].as_str().unwrap()).await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_request_for_consent_brings_one_code() {
    let appliance = Appliance::claimed().await;
    let app = RelyingParty::register(&appliance, json!({})).await;
    let browser = signed_in(&appliance).await;
    let pending = app.begin(&["email"]);
    let consent = browser.open(pending.url.as_str()).await;
    let form = Form::find(&consent.body, "decision").unwrap().with("decision", "allow");
    let landed = together((0..AT_ONCE).map(|_| browser.submit(&consent, form.clone()))).await;
    let codes: Vec<_> =
        landed.iter().filter(|page| page.away.is_some()).map(|page| page.answer("code")).collect();
    assert_eq!(
        codes.len(),
        1,
        "{:?}",
        landed.iter().map(|page| (page.status, &page.url)).collect::<Vec<_>>()
    );
    let won = landed.iter().find(|page| page.away.is_some()).unwrap();
    app.finish(pending, won).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn parallel_guesses_do_not_outrun_the_limit() {
    let appliance = Appliance::claimed().await;
    let off = Some(json!({"value": "off"}));
    assert_eq!(appliance.ask(Method::PUT, "/settings/captcha.kind", off).await.0, 200);
    let browser = Browser::new(&appliance).await;
    let page = browser.open("/login").await;
    let guess = |n: usize| {
        let form = Form::find(&page.body, "password").unwrap();
        let form = form.with("username", MEMBER.email).with("password", &format!("a long wrong guess {n}"));
        browser.submit(&page, form)
    };
    let answers = together((0..40).map(guess)).await;
    let statuses: Vec<u16> = answers.iter().map(|page| page.status).collect();
    let tried = statuses.iter().filter(|status| **status == 401).count();
    // After ten failures the pause is two seconds, which a busy machine may need for the rest.
    assert!((10..=12).contains(&tried), "{statuses:?}");
    for answer in answers.iter().filter(|page| page.status != 401) {
        assert_eq!(answer.status, 429);
        assert!(answer.headers.contains_key("retry-after"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_changes_of_a_password_at_once_one_counts_and_it_is_the_only_password() {
    let appliance = Appliance::claimed().await;
    let browser = signed_in(&appliance).await;
    let page = browser.open("/account/password").await;
    let password = |n: usize| format!("one of many long new passwords {n}");
    let change = async |n: usize| {
        // Each is the same browser, in a tab of its own.
        let tab = browser.copy();
        let form = Form::find(&page.body, "old").unwrap();
        tab.submit(&page, form.with("old", MEMBER.password).with("password", &password(n))).await
    };
    let landed = together((0..AT_ONCE).map(change)).await;
    let won: Vec<usize> = (0..AT_ONCE).filter(|n| landed[*n].url.query() == Some("done=1")).collect();
    assert_eq!(won.len(), 1, "{:?}", landed.iter().map(|page| (page.status, &page.url)).collect::<Vec<_>>());
    // The right one first: those who came too late typed a wrong password, and so many failures make everybody wait.
    let others = (0..AT_ONCE).filter(|n| !won.contains(n));
    for n in won.iter().copied().chain(others) {
        let other = Browser::new(&appliance).await;
        let page = other.open("/login").await;
        let form = Form::find(&page.body, "password").unwrap().with("username", MEMBER.email);
        let answer = other.submit(&page, form.with("password", &password(n))).await;
        assert_eq!(answer.status == 200, won.contains(&n), "{n}: {}", answer.status);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_that_is_deleted_many_times_at_once_is_deleted_once() {
    let appliance = Appliance::claimed().await;
    let browser = signed_in(&appliance).await;
    let page = browser.open("/account/delete").await;
    let leave = async |_| {
        let form = Form::find(&page.body, "username").unwrap().with("username", "ben");
        browser.copy().submit(&page, form).await
    };
    let landed = together((0..AT_ONCE).map(leave)).await;
    let done =
        landed.iter().filter(|page| page.url.path() == "/account/delete" && page.status == 200).count();
    assert_eq!(done, 1, "{:?}", landed.iter().map(|page| (page.status, &page.url)).collect::<Vec<_>>());
    assert!(landed.iter().all(|page| page.status < 500));
}
