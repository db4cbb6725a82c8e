//! The first start: a window that makes the office, its address and its first administrator.

use serde_json::{Value, json};

use crate::driver::Window;
use crate::office::Office;

async fn step(window: &Window, name: &str) {
    window.until(&format!("document.querySelector('main[data-page=first-run][data-step={name}]')")).await;
    window.picture(&format!("first-run-{name}")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_office_opens_where_the_window_of_another_one_was_locked() {
    let mut office = Office::new().without_a_configured_address();
    let folder = office.desk.home().join(".config/org.donelogin.desktop");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("locked"), "").unwrap();
    let window = Window::open(&mut office.desk, &[]).await;
    step(&window, "office").await;
    assert_eq!(window.ask("GET", "/setup", Value::Null).await.0, 200);
    // The other office stands before its lock again.
    assert!(folder.join("locked").exists());
    window.close(&office.desk).await;
}

/// The main button of the step, once it can be pressed.
async fn next(window: &Window) {
    let button = "document.querySelector('main button.main:not([disabled]):not([aria-busy=true])')";
    window.until(button).await;
    window.run(&format!("{button}.click()")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_run_makes_office_address_and_administrator_in_the_window() {
    let mut office = Office::new().without_a_configured_address();
    let window = Window::open(&mut office.desk, &[]).await;
    step(&window, "office").await;
    window.type_into("office_name", "Lovelace and Sons").await;
    next(&window).await;
    step(&window, "address").await;
    window.until("document.querySelector('[data-name-check]')?.dataset.nameCheck !== 'looking'").await;
    next(&window).await;
    step(&window, "you").await;
    window.type_into("name", "Ada Lovelace").await;
    window.type_into("email", "ada@office.example").await;
    window.type_into("password", "the engine weaves algebraic patterns").await;
    next(&window).await;
    step(&window, "trust").await;
    window.press_deed("continue").await;
    step(&window, "phone").await;
    window.press_deed("finish").await;
    window.until("document.querySelector('main[data-page=overview]')").await;
    window.sees("Lovelace and Sons").await;

    let (status, people) = window.ask("GET", "/users", Value::Null).await;
    assert_eq!((status, people["total"].as_i64()), (200, Some(1)), "{people}");
    assert_eq!(window.ask("GET", "/setup", Value::Null).await.1["claimed"], json!(true));
    let again =
        json!({"office_name": "x", "name": "x", "email": "x@x.example", "password": "long enough for one"});
    assert_eq!(window.ask("POST", "/setup", again).await.0, 409);
    // Tray and page know the address that was chosen.
    let state = window.wait("await window.__TAURI_INTERNALS__.invoke('server_state')").await;
    let certificates = window.ask("GET", "/certificates", Value::Null).await.1;
    assert_eq!(state["issuer"], certificates["issuer"]);
    assert_ne!(state["issuer"], json!(office.appliance.issuer()));
    window.close(&office.desk).await;
}
