//! The machine's clock goes back: the server holds on to the latest time that it has stored, and says so.

use tests::appliance::{Appliance, MEMBER, store_a_time_ahead};
use tests::browser::Browser;
use tests::relying_party::RelyingParty;

#[tokio::test]
async fn a_clock_that_went_back_is_said_and_does_not_bring_the_past_back() {
    let mut appliance = Appliance::claimed().await;
    let app = RelyingParty::trusted(&appliance).await;
    let browser = Browser::new(&appliance).await;
    let page = browser.open("/login").await;
    browser.sign_in(&page, MEMBER).await;
    let before = app.tokens(&browser, &["email", "offline_access"]).await;
    appliance.stop();
    // The store waits for its writer, which a test's runtime does not like.
    let dir = appliance.dir();
    let later = std::thread::spawn(move || store_a_time_ahead(&dir, 2 * 3_600)).join();
    let later = later.unwrap();
    appliance.restart();
    let said = appliance.server().stderr();
    assert!(said.contains("clock") && said.contains("correct it"), "{said}");
    assert!(!app.is_valid(&before.access).await, "what is over stays over, whatever the machine believes");
    let again = app.refresh(&before).await;
    let fresh = app.tokens(&browser, &["email"]).await;
    for tokens in [again, fresh] {
        assert!(app.is_valid(&tokens.access).await);
    }
    let (_, rows) = appliance.ask(reqwest::Method::GET, "/audit?newest_first=true&limit=2", None).await;
    assert!(rows["rows"].as_array().unwrap().iter().all(|row| row["at"].as_i64() >= Some(later)), "{rows}");
    let (_, chain) = appliance.ask(reqwest::Method::GET, "/audit/verify", None).await;
    assert_eq!(chain["is_sound"], true, "{chain}");
}

#[test]
fn a_clock_that_is_right_is_not_complained_about() {
    let mut appliance = Appliance::start();
    appliance.stop();
    appliance.restart();
    assert!(!appliance.server().stderr().contains("correct it"));
}
