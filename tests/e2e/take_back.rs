//! A yes that was a mistake: the phone ends what it led to, whatever the browser does at that moment.

use serde_json::json;
use tests::appliance::{ADMIN, Appliance, MEMBER};
use tests::screen::linked;
use tests::waiting::Waiting;

#[tokio::test]
async fn a_page_that_was_approved_by_mistake_goes_on_no_more() {
    let waiting = Waiting::new().await;
    let mut events = waiting.browser.events("/login/mfa/events").await;
    let (asked, yes) = waiting.good().await;
    waiting.phone.decide(&asked, &yes).await.unwrap();
    events.until("state", "approved").await;
    waiting.phone.take_back(&asked).await.unwrap();
    events.until("state", "denied").await;
    waiting.is_not_finished().await;
    assert_eq!(waiting.phone.take_back(&asked).await.unwrap_err().kind(), (404, "unknown_request"));
}

#[tokio::test]
async fn a_sign_in_that_was_finished_is_ended_with_its_tokens() {
    let waiting = Waiting::new().await;
    let (asked, yes) = waiting.good().await;
    waiting.phone.decide(&asked, &yes).await.unwrap();
    let approved = waiting.look().await;
    let landed = waiting.browser.press(&approved, "continue").await;
    let code = waiting.app.code(&waiting.pending, &landed);
    let (status, tokens) = waiting.app.exchange(&code, waiting.pending.verifier()).await;
    assert_eq!(status, 200, "{tokens}");
    let token = tokens["access_token"].as_str().unwrap();
    assert!(waiting.app.is_valid(token).await && waiting.is_signed_in().await);
    let (_, other) = linked(&waiting.appliance, ADMIN).await;
    assert_eq!(other.take_back(&asked).await.unwrap_err().kind(), (404, "unknown_request"));
    assert!(waiting.is_signed_in().await);
    waiting.phone.take_back(&asked).await.unwrap();
    assert!(!waiting.app.is_valid(token).await && !waiting.is_signed_in().await);
    assert_eq!(waiting.phone.take_back(&asked).await.unwrap_err().kind(), (404, "unknown_request"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_first_no_session_is_left() {
    let waiting = Waiting::new().await;
    for _ in 0..4 {
        let (_, page) = waiting.browser.half_sign_in(&waiting.app, MEMBER).await;
        let asked = waiting.phone.asked_on(&page).await;
        waiting.phone.approve_by_code(&page).await.unwrap();
        let twice = || async {
            let (one, other) = tokio::join!(waiting.phone.take_back(&asked), waiting.phone.take_back(&asked));
            [one, other].iter().filter(|answer| answer.is_ok()).count()
        };
        let (_, taken) = tokio::join!(waiting.browser.press(&page, "continue"), twice());
        assert_eq!(taken, 1, "once");
        assert!(!waiting.is_signed_in().await);
    }
}

#[tokio::test]
async fn it_outlives_a_restart_of_the_server() {
    let mut waiting = Waiting::new().await;
    let (asked, yes) = waiting.good().await;
    waiting.phone.decide(&asked, &yes).await.unwrap();
    let approved = waiting.look().await;
    waiting.browser.press(&approved, "continue").await;
    waiting.appliance.kill();
    waiting.appliance.restart();
    assert!(waiting.is_signed_in().await);
    waiting.phone.take_back(&asked).await.unwrap();
    assert!(!waiting.is_signed_in().await);
}

#[tokio::test]
async fn a_fifth_stream_of_a_phone_ends_its_oldest_and_pages_do_not_shut_phones_out() {
    let appliance = Appliance::claimed().await;
    let (browser, phone) = linked(&appliance, MEMBER).await;
    let mut streams = Vec::new();
    for _ in 0..5 {
        let mut events = phone.events().await.unwrap();
        assert_eq!(events.next().await.unwrap().data, json!({}));
        streams.push(events);
    }
    streams.remove(0).end().await;
    browser.begin_link().await;
    let mut pages = Vec::new();
    for _ in 0..32 {
        pages.push(browser.events("/account/devices/link/events").await);
    }
    let mut events = phone.events().await.unwrap();
    assert_eq!(events.next().await.unwrap().name, "look");
}
