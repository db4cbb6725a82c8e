//! What an administrator does in the window on a working day.

use std::time::Duration;

use serde_json::{Value, json};
use tests::appliance::{ADMIN, MEMBER};
use tests::browser::Browser;

use crate::driver::Window;
use crate::office::Office;

/// A debug build on a busy machine; the release build is to need two seconds.
const IN_TIME: Duration = Duration::from_secs(30);

/// Goes to a part of the app by its navigation.
async fn open(window: &Window, area: &str) {
    window.run(&format!("document.querySelector('[data-nav={area}]').click()")).await;
    window.until(&format!("document.querySelector('main[data-page={area}]')")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_opens_on_the_overview_with_the_rights_of_whoever_owns_the_data() {
    let mut office = Office::new();
    office.claim().await;
    let window = office.open().await;
    assert!(window.opened_in < IN_TIME, "{:?}", window.opened_in);
    window.until("document.querySelector('main[data-page=overview] h1')").await;
    let (status, me) = window.ask("GET", "/me", Value::Null).await;
    assert_eq!((status, &me["transport"], &me["user"]), (200, &json!("window"), &Value::Null));
    // The very same request by TLS is nobody's.
    let browser = Browser::new(&office.appliance).await;
    assert_eq!(browser.open("/api/admin/v1/me").await.status, 401);
    // Pages of ours stay, everything else leaves for the browser, and no script asks elsewhere.
    window.run("location.assign('https://example.org/')").await;
    window.run("location.assign('/account')").await;
    assert!(window.wait("await fetch('https://example.org/').then(() => 1, () => 0)").await == json!(0));
    assert_eq!(window.run("return location.href").await, json!("admin://localhost/admin/"));
    window.close(&office.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_added_and_their_code_stands_on_the_screen() {
    let mut office = Office::new();
    office.claim().await;
    let window = office.open().await;
    open(&window, "people").await;
    window.press_deed("add").await;
    window.type_into("name", "Mary Somerville").await;
    window.type_into("email", "mary@office.example").await;
    window.press_deed("save").await;
    window.until("document.querySelector('[data-once-link]')").await;
    let link = window.run("return document.querySelector('[data-once-link]').innerText").await;
    let issuer = office.appliance.issuer();
    assert!(link.as_str().unwrap().starts_with(&format!("{issuer}/invite/")), "{link}");
    // A code to scan, big enough to be scanned.
    window
        .until("[...document.querySelectorAll('dialog svg')].some((one) => one.getBoundingClientRect().width > 120)")
        .await;
    window.press_deed("done").await;
    window.until("document.querySelector('tr[data-person=mary]')").await;
    window.close(&office.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_is_added_and_its_secret_shown_once() {
    let mut office = Office::new();
    office.claim().await;
    let window = office.open().await;
    open(&window, "apps").await;
    window.press_deed("add").await;
    window.until("document.querySelector('[data-preset=own]')").await;
    window.run("document.querySelector('[data-preset=own]').click()").await;
    window.type_into("client_name", "Reading room").await;
    window.type_into("client_uri", "https://reading.office.example").await;
    window.press_deed("continue").await;
    window.press_deed("register").await;
    window.until("document.querySelector('[data-client-secret]')").await;
    let secret = window.run("return document.querySelector('[data-client-secret]').innerText").await;
    let secret = secret.as_str().unwrap().to_owned();
    assert!(secret.len() > 30, "{secret}");
    // It was not copied, so whoever goes is asked.
    window.run("document.querySelector('[data-nav=apps]').click()").await;
    window.press_deed("leave").await;
    window.until("document.querySelector('tr[data-app=\"Reading room\"]')").await;
    let page = window.run("return document.documentElement.outerHTML").await;
    assert!(!page.as_str().unwrap().contains(&secret));
    assert!(!office.get("/clients").await.to_string().contains(&secret));
    window.close(&office.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_over_the_network_appears_while_one_looks() {
    let mut office = Office::new();
    office.claim().await;
    let window = office.open().await;
    open(&window, "activity").await;
    window.until("document.querySelector('[data-pill=information]')").await;
    // A page that is reloaded hears anew.
    window.run("location.reload()").await;
    window.until("document.querySelector('[data-pill=information]')").await;
    let browser = Browser::new(&office.appliance).await;
    let page = browser.open("/account").await;
    let page = browser.sign_in(&page, MEMBER).await;
    assert_eq!(page.status, 200);
    window.sees(&format!("{} signed in", MEMBER.email.split('@').next().unwrap())).await;
    window.close(&office.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_window_shows_nothing_until_a_password_is_right() {
    let mut office = Office::new();
    office.claim().await;
    let window = office.open().await;
    window.wait("await window.__TAURI_INTERNALS__.invoke('lock')").await;
    assert_eq!(window.wait("await window.__TAURI_INTERNALS__.invoke('is_locked')").await, json!(true));
    for (method, path) in [("GET", "/users"), ("POST", "/users"), ("GET", "/me"), ("GET", "/unlock")] {
        let (status, problem) = window.ask(method, path, Value::Null).await;
        assert_eq!((status, &problem["type"]), (423, &json!("urn:donelogin:problem:locked")), "{path}");
    }
    let refused = window
        .wait(
            "await window.__TAURI_INTERNALS__.invoke('preferences').then(() => '', (error) => String(error))",
        )
        .await;
    assert!(refused.as_str().unwrap().contains("locked"), "{refused}");
    // Ended and started again, it stands before the same lock.
    window.close(&office.desk).await;
    let window = office.open().await;
    assert_eq!(window.ask("GET", "/users", Value::Null).await.0, 423);
    // Nobody is shut out of the sign-in by it.
    assert!(office.serves().await);
    window.until("document.querySelector('main[data-page=lock] input[name=password]')").await;
    window.picture("lock").await;
    window.type_into("username", ADMIN.email).await;
    window.type_into("password", "not the right one").await;
    window.press_deed("unlock").await;
    window.until("document.querySelector('main[data-page=lock] .field-error')").await;
    assert_eq!(window.ask("GET", "/users", Value::Null).await.0, 423);
    window.type_into("password", ADMIN.password).await;
    window.press_deed("unlock").await;
    window.until("document.querySelector('main[data-page=overview]')?.checkVisibility()").await;
    assert_eq!(window.ask("GET", "/users", Value::Null).await.0, 200);
    window.close(&office.desk).await;
}
