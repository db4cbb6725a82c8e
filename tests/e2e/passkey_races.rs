//! Passkeys and their challenges, used by many at the same time and after a restart.

use tests::appliance::{Appliance, MEMBER};
use tests::browser::{Browser, Page};
use tests::passkey::{PASSKEYS, Passkey};
use tests::screen::signed_in;
use tests::together;

const AT_ONCE: usize = 8;

async fn count(appliance: &Appliance, name: &str) -> usize {
    appliance.audited().await.iter().filter(|known| *known == name).count()
}

/// A member who has a passkey, and the browser that made it.
async fn with_passkey(appliance: &Appliance) -> (Browser, Passkey) {
    let browser = signed_in(appliance, MEMBER).await;
    let page = browser.open(PASSKEYS).await;
    let mut passkey = Passkey::new(&appliance.issuer());
    let said = passkey.create(&browser.passkey_options(&page).await);
    assert_eq!(browser.submit(&page, Browser::with_credential(&page, &said)).await.status, 200);
    assert_eq!(count(appliance, "passkey.added").await, 1);
    (browser, passkey)
}

/// The sign-in page of a browser that was never here.
async fn stranger(known: &Browser) -> (Browser, Page) {
    let browser = known.another();
    let page = browser.open("/login").await;
    (browser, page)
}

async fn is_signed_in(browser: &Browser) -> bool {
    browser.open("/account").await.url.path() == "/account"
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_passkey_that_is_handed_in_at_once_is_kept_once() {
    let appliance = Appliance::claimed().await;
    let browser = signed_in(&appliance, MEMBER).await;
    let page = browser.open(PASSKEYS).await;
    let options = browser.passkey_options(&page).await;
    let said = Passkey::new(&appliance.issuer()).create(&options);
    together((0..AT_ONCE).map(|_| browser.submit(&page, Browser::with_credential(&page, &said)))).await;
    assert_eq!(count(&appliance, "passkey.added").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_signature_makes_one_session_however_often_it_is_sent() {
    let mut appliance = Appliance::claimed().await;
    let (known, passkey) = with_passkey(&appliance).await;
    for turn in 1..=3 {
        let (browser, page) = stranger(&known).await;
        let said = passkey.get(&browser.passkey_options(&page).await);
        // Each with the cookies of before, as somebody has them who copied the request.
        let copies: Vec<Browser> = (0..AT_ONCE).map(|_| browser.copy()).collect();
        let form = Browser::with_credential(&page, &said);
        together(copies.iter().map(|copy| copy.submit(&page, form.clone()))).await;
        let mut let_in = 0;
        for copy in &copies {
            let_in += usize::from(is_signed_in(copy).await);
        }
        assert_eq!(let_in, 1, "turn {turn}");
        assert_eq!(count(&appliance, "session.created").await, 1 + turn, "the first by password");
        // Nor later, nor after a restart.
        browser.submit(&page, form.clone()).await;
        appliance.restart();
        browser.submit(&page, form).await;
        assert!(!is_signed_in(&browser).await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signatures_with_one_counter_at_once_are_one_and_copies() {
    let appliance = Appliance::claimed().await;
    let (known, mut passkey) = with_passkey(&appliance).await;
    passkey.counter = 1;
    let mut tries = Vec::new();
    for _ in 0..AT_ONCE {
        let (browser, page) = stranger(&known).await;
        let said = passkey.get(&browser.passkey_options(&page).await);
        tries.push((browser, page, said));
    }
    together(
        tries.iter().map(|(browser, page, said)| browser.submit(page, Browser::with_credential(page, said))),
    )
    .await;
    assert_eq!(count(&appliance, "session.created").await, 2, "the password's, and one");
    assert_eq!(count(&appliance, "passkey.copied").await, 1);
    assert_eq!(count(&appliance, "passkey.suspended").await, 1);
    // What is switched off stays so.
    passkey.counter = 100;
    let (browser, page) = stranger(&known).await;
    let said = passkey.get(&browser.passkey_options(&page).await);
    browser.submit(&page, Browser::with_credential(&page, &said)).await;
    assert!(!is_signed_in(&browser).await);
}
