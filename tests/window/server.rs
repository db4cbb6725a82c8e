//! The server behind the window: what is shown when it does not start, and that there is never a second one.

use std::net::TcpListener;

use serde_json::{Value, json};

use crate::desk::wait_for;
use crate::driver::{Window, process};
use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn a_port_that_is_taken_is_said_with_the_mend_and_started_again() {
    let mut office = Office::new();
    office.claim().await;
    let other = TcpListener::bind(office.appliance.address()).unwrap();
    let window = Window::open(&mut office.desk, &[]).await;
    window.until("document.querySelector('#reason')").await;
    window.sees(&format!("port {}", office.appliance.port)).await;
    let mend = window.run("return document.querySelector('#mend').innerText").await;
    assert!(mend.as_str().unwrap().contains("Stop the other program"), "{mend}");
    assert_eq!(window.ask("GET", "/me", Value::Null).await.0, 503);
    window.picture("stopped").await;
    // Nothing of a template is left in it.
    let page = window.run("return document.body.innerText").await;
    assert!(!page.as_str().unwrap().contains(['{', '}', '%']), "{page}");
    // Still taken: it says so again.
    window.press("Start again").await;
    window.until("document.querySelector('#start:not([aria-busy])')").await;
    drop(other);
    window.press("Start again").await;
    window.until("document.querySelector('main[data-page=overview]')").await;
    assert!(office.serves().await);
    window.close(&office.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_database_is_said_with_the_mend() {
    let mut office = Office::new();
    office.claim().await;
    let file = office.appliance.dir().join("donelogin.db");
    let sound = std::fs::read(&file).unwrap();
    for left in ["donelogin.db-wal", "donelogin.db-shm"] {
        let _ = std::fs::remove_file(office.appliance.dir().join(left));
    }
    std::fs::write(&file, [0x55; 8192]).unwrap();
    let window = Window::open(&mut office.desk, &[]).await;
    window.sees("The database is damaged.").await;
    window.sees("from a backup").await;
    std::fs::write(&file, sound).unwrap();
    window.press("Start again").await;
    window.until("document.querySelector('main[data-page=overview]')").await;
    window.close(&office.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_shows_a_server_that_runs_already_and_says_when_it_ends() {
    let mut office = Office::new();
    office.claim().await;
    office.appliance.restart();
    let window = office.open().await;
    let (status, me) = window.ask("GET", "/me", Value::Null).await;
    assert_eq!((status, &me["transport"]), (200, &json!("socket")));
    let state = window.wait("await window.__TAURI_INTERNALS__.invoke('server_state')").await;
    assert_eq!((&state["mode"], &state["state"]), (&json!("service"), &json!("serving")));
    assert_eq!(state["issuer"], json!(office.appliance.issuer()));
    // Its events come over the same connection as everything else.
    window.run("document.querySelector('[data-nav=activity]').click()").await;
    window.until("document.querySelector('[data-pill=information]')").await;
    office.appliance.stop();
    window.sees("has ended").await;
    // It comes back, as after an update: so does the window, unasked.
    office.appliance.restart();
    window.until("document.querySelector('main[data-page]')").await;
    let (_, me) = window.ask("GET", "/me", Value::Null).await;
    assert_eq!(me["transport"], json!("socket"));
    office.appliance.stop();
    window.sees("has ended").await;
    // Now there is none, and the window starts its own.
    window.press("Start again").await;
    window.until("document.querySelector('main[data-page]')").await;
    let (_, me) = window.ask("GET", "/me", Value::Null).await;
    assert_eq!(me["transport"], json!("window"));
    window.close(&office.desk).await;
}

/// Programs that say and do what the system's would.
fn pretend(office: &mut Office, name: &str, script: &str) {
    let folder = office.desk.home().join("bin");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name);
    std::fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let path = std::env::var_os("PATH").unwrap();
    office.desk.set("PATH", &format!("{}:{}", folder.display(), path.to_str().unwrap()));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_system_service_is_reached_by_the_right_that_a_person_gives() {
    let mut office = Office::new();
    office.claim().await;
    office.appliance.restart();
    // Nobody names a directory: the service's is elsewhere, and not this user's.
    office.desk.set("DONELOGIN_DATA_DIR", "");
    pretend(&mut office, "systemctl", "exit 0");
    pretend(&mut office, "pkexec", "exit 126");
    let window = Window::open(&mut office.desk, &[]).await;
    window.sees("nobody confirmed that").await;
    let program = office.appliance.command(&["control"]);
    let line: Vec<_> = std::iter::once(program.get_program())
        .chain(program.get_args())
        .map(|word| format!("'{}'", word.to_str().unwrap()))
        .collect();
    pretend(&mut office, "pkexec", &format!("exec {}", line.join(" ")));
    window.press("Start again").await;
    window.until("document.querySelector('main[data-page]')").await;
    let (status, me) = window.ask("GET", "/me", Value::Null).await;
    assert_eq!((status, &me["transport"]), (200, &json!("socket")));
    // Many at once over the one pipe, a large one among them.
    let many = "(await Promise.all(Array.from({ length: 20 }, () => fetch('/api/admin/v1/openapi.json')\
                .then((r) => r.text())))).every((text) => text.length > 50000)";
    assert_eq!(window.wait(many).await, json!(true));
    window.close(&office.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_to_stop_ends_everything_in_order() {
    let mut office = Office::new();
    office.claim().await;
    let window = office.open().await;
    let process = process(&office.desk);
    assert!(office.desk.run("kill", &[&process.to_string()]).status.success());
    let socket = office.appliance.dir().join("control.sock");
    wait_for("the end of the server", || (!socket.exists()).then_some(()));
    wait_for("the end of the window", || office.desk.windows("^DOneLogin$").is_empty().then_some(()));
    window.close(&office.desk).await;
}
