//! The window closed: the server goes on, the tray tells and does, a second start brings the window back.

use serde_json::json;

use crate::desk::{Desk, wait_for};
use crate::driver::process;
use crate::office::Office;

const MENU: &str = "com.canonical.dbusmenu";

/// The tray's menu on the session bus: who has it, and where.
struct Tray {
    name: String,
    path: String,
}

impl Tray {
    fn find(desk: &Desk, process: u32) -> Self {
        let path = "/org/ayatana/NotificationItem/tray_icon_tray_app_main/Menu";
        wait_for("the tray", || {
            let names = call(desk, "org.freedesktop.DBus", "/", "org.freedesktop.DBus.ListNames", &[]);
            names.split('\'').filter(|name| name.starts_with(':')).find_map(|name| {
                let id = "org.freedesktop.DBus.GetConnectionUnixProcessID";
                let owner = call(desk, "org.freedesktop.DBus", "/", id, &[name]);
                let is_ours = owner.contains(&format!("uint32 {process},"));
                let tree = |path: &str| {
                    desk.read("gdbus", &["introspect", "--session", "--dest", name, "--object-path", path])
                };
                let known = "/org/ayatana/NotificationItem";
                let item = tree(known)
                    .split_whitespace()
                    .find(|word| word.starts_with("tray_icon"))
                    .map(str::to_owned);
                let path = item.map_or_else(|| path.to_owned(), |item| format!("{known}/{item}/Menu"));
                (is_ours && tree(&path).contains(MENU)).then(|| Self { name: name.to_owned(), path })
            })
        })
    }

    fn layout(&self, desk: &Desk) -> String {
        let method = format!("{MENU}.GetLayout");
        call(desk, &self.name, &self.path, &method, &["0", "-1", "['label']"])
    }

    /// Waits until the menu has a line with these words.
    fn shows(&self, desk: &Desk, words: &str) {
        wait_for(words, || self.layout(desk).contains(words).then_some(()));
    }

    /// Chooses the line with these words.
    fn choose(&self, desk: &Desk, words: &str) {
        let layout = self.layout(desk);
        let before = layout.split(&format!("'label': <'{words}'>")).next().unwrap();
        // `(4, {'label': …`: the number is the last one before.
        let id = before.rsplit('(').next().unwrap().split(',').next().unwrap().trim().to_owned();
        call(desk, &self.name, &self.path, &format!("{MENU}.Event"), &[&id, "clicked", "<''>", "0"]);
    }
}

fn call(desk: &Desk, to: &str, path: &str, method: &str, arguments: &[&str]) -> String {
    let mut line = vec!["call", "--session", "--dest", to, "--object-path", path, "--method", method, "--"];
    line.extend(arguments);
    desk.read("gdbus", &line)
}

#[tokio::test(flavor = "multi_thread")]
async fn closed_it_serves_on_and_a_second_start_brings_it_back() {
    let mut office = Office::new();
    office.claim().await;
    let window = office.open().await;
    let [id] = office.desk.windows("^DOneLogin$").try_into().unwrap();
    // As the cross in its frame does.
    office.desk.run("xdotool", &["windowactivate", "--sync", &id, "key", "alt+F4"]);
    wait_for("the window goes", || office.desk.windows("^DOneLogin$").is_empty().then_some(()));
    wait_for("the note", || (!office.desk.windows("^DOneLogin goes on$").is_empty()).then_some(()));
    office.desk.picture("closed-note");
    assert!(office.serves().await);
    let second = office.again(&[]);
    assert_eq!(second.status.code(), Some(0), "{}", String::from_utf8_lossy(&second.stderr));
    wait_for("the window comes back", || (!office.desk.windows("^DOneLogin$").is_empty()).then_some(()));
    window.until("document.querySelector('main[data-page=overview]')").await;
    window.close(&office.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tray_tells_how_the_server_stands_and_does_what_is_done_most() {
    let mut office = Office::new();
    office.claim().await;
    let window = office.open().await;
    let desk = &office.desk;
    let tray = Tray::find(desk, process(desk));
    tray.shows(desk, &format!("Serving at localhost:{}", office.appliance.port));
    tray.choose(desk, "Add a person");
    window.until("document.querySelector('main[data-page=people] dialog[open] input[name=email], dialog input[name=email]')").await;
    tray.choose(desk, "Stop serving");
    tray.shows(desk, "Stopped: nobody can sign in");
    window.sees("DOneLogin is stopped").await;
    tray.choose(desk, "Start serving");
    tray.shows(desk, "Serving at");
    window.until("document.querySelector('main[data-page]')").await;
    // It asks first: nobody could sign in.
    tray.choose(desk, "Quit");
    wait_for("the question", || (!desk.windows("^Quit DOneLogin$").is_empty()).then_some(()));
    desk.picture("quit");
    let escape = |id: &str| ["windowactivate", "--sync", id, "key", "Escape"].map(str::to_owned).to_vec();
    desk.answer("^Quit DOneLogin$", escape);
    assert!(office.serves().await);
    tray.choose(desk, "Quit");
    desk.answer("^Quit DOneLogin$", |id| desk.press_first(id));
    let socket = office.appliance.dir().join("control.sock");
    wait_for("the end of the server", || (!socket.exists()).then_some(()));
    window.close(&office.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_starts_with_the_session_where_one_wants_that() {
    let mut office = Office::new();
    office.claim().await;
    let window = office.open().await;
    let set =
        "await window.__TAURI_INTERNALS__.invoke('set_preferences', { change: { start_at_login: true } })";
    assert_eq!(window.wait(set).await["start_at_login"], json!(true));
    let entry = office.desk.home().join(".config/autostart/DOneLogin.desktop");
    let text = std::fs::read_to_string(&entry).unwrap();
    assert!(text.contains("--hidden"), "{text}");
    // Its own place only: nobody is asked what the machine trusts.
    let trust = window.wait("await window.__TAURI_INTERNALS__.invoke('trust_status')").await;
    assert_eq!(trust["fingerprint"].as_str().unwrap().len(), 64);
    assert!(!trust["stores"].as_array().unwrap().is_empty(), "{trust}");
    let unset = set.replace("true", "false");
    assert_eq!(window.wait(&unset).await["start_at_login"], json!(false));
    assert!(!entry.exists());
    window.close(&office.desk).await;
    let socket = office.appliance.dir().join("control.sock");
    assert!(!socket.exists());
    // As a session starts it: it serves, and no window is seen until somebody wants one.
    office.start(&["--hidden"]);
    wait_for("the server", || socket.exists().then_some(()));
    assert!(office.serves().await);
    assert!(office.desk.windows("^DOneLogin$").is_empty());
    assert_eq!(office.again(&[]).status.code(), Some(0));
    wait_for("the window", || (!office.desk.windows("^DOneLogin$").is_empty()).then_some(()));
}

#[test]
fn without_a_display_it_says_so() {
    let mut command = tests::program::command(crate::driver::program());
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env("LANG", "C.UTF-8");
    let output = tests::program::run(command, "");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("donelogin serve") && !said.contains("panicked"), "{said}");
}
