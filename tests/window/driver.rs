//! A hand for the real window: WebKit's own driver, spoken to over HTTP (W3C WebDriver).

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use tests::appliance::free_port;
use tests::program::beside_the_tests;

use crate::desk::{Desk, PATIENCE, pictures, wait_for};

/// The window, from the start of its program on.
pub(crate) struct Window {
    http: reqwest::Client,
    session: String,
    /// From the start of the program until its page answered.
    pub(crate) opened_in: Duration,
}

/// The program with the window.
pub(crate) fn program() -> PathBuf {
    beside_the_tests("donelogin-desktop")
}

impl Window {
    /// Starts the program on a desk, with these arguments.
    pub(crate) async fn open(desk: &mut Desk, arguments: &[&str]) -> Self {
        let port = free_port();
        let mut driver: Command = desk.command("WebKitWebDriver");
        driver.arg(format!("--port={port}")).env("TAURI_WEBVIEW_AUTOMATION", "true");
        desk.start(&mut driver);
        let http = client();
        let base = format!("http://127.0.0.1:{port}");
        let begun = Instant::now();
        while http.get(format!("{base}/status")).send().await.is_err() {
            assert!(begun.elapsed() < PATIENCE, "the driver does not answer");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let options = json!({ "binary": program(), "args": arguments });
        let wanted = json!({"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}});
        let begun = Instant::now();
        let answer = http.post(format!("{base}/session")).json(&wanted).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        let id = answer["value"]["sessionId"].as_str().unwrap_or_else(|| panic!("no session: {answer}"));
        let session = format!("{base}/session/{id}");
        Self { http, session, opened_in: begun.elapsed() }
    }

    /// Runs a script in the page; what it returns.
    pub(crate) async fn run(&self, script: &str) -> Value {
        self.try_run(script).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    async fn try_run(&self, script: &str) -> Result<Value, String> {
        self.post("execute/sync", json!({ "script": script, "args": [] })).await
    }

    /// Runs a script that ends with a promise; what that brings.
    pub(crate) async fn wait(&self, expression: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async () => ({expression}))().then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));"
        );
        let answer = self.post("execute/async", json!({ "script": script, "args": [] })).await.unwrap();
        assert!(answer["error"].is_null(), "{expression}: {answer}");
        answer["value"].clone()
    }

    /// A request of the admin API, sent by the page: status and answer.
    pub(crate) async fn ask(&self, method: &str, path: &str, body: Value) -> (u64, Value) {
        let init = match body {
            Value::Null => json!({ "method": method }),
            body => json!({
                "method": method,
                "headers": {"content-type": "application/json"},
                "body": body.to_string(),
            }),
        };
        let answer = self
            .wait(&format!(
                "await fetch('/api/admin/v1{path}', {init}).then(async (r) => [r.status, await r.text()])"
            ))
            .await;
        let text = answer[1].as_str().unwrap();
        (answer[0].as_u64().unwrap(), serde_json::from_str(text).unwrap_or(Value::Null))
    }

    /// Waits until an expression of the page is true.
    pub(crate) async fn until(&self, expression: &str) {
        let begun = Instant::now();
        loop {
            // Between two pages there is none to run it in.
            let found = self.try_run(&format!("return Boolean({expression})")).await;
            if found == Ok(Value::Bool(true)) {
                return;
            }
            if begun.elapsed() > PATIENCE {
                let text = self.try_run("return location.href + '\\n' + document.body.innerText").await;
                panic!("it does not come: {expression}; the page: {text:?}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits for a text on the page.
    pub(crate) async fn sees(&self, text: &str) {
        self.until(&format!("document.body.innerText.includes({})", json!(text))).await;
    }

    /// Presses the button, or follows the link, that is called so.
    pub(crate) async fn press(&self, name: &str) {
        let find = format!(
            "[...document.querySelectorAll('button, a, [role=button]')].findLast((one) => \
             one.checkVisibility() && !one.disabled && (one.innerText.trim() === {name} || one.ariaLabel === {name}))",
            name = json!(name)
        );
        self.until(&find).await;
        self.run(&format!("({find}).click()")).await;
    }

    /// Presses what does this.
    pub(crate) async fn press_deed(&self, deed: &str) {
        let all = format!("[...document.querySelectorAll('[data-do={deed}]')]");
        let find = format!("{all}.find((one) => one.checkVisibility() && one.ariaBusy !== 'true')");
        self.until(&find).await;
        self.run(&format!("({find}).click()")).await;
    }

    /// Types into a field by its name.
    pub(crate) async fn type_into(&self, name: &str, text: &str) {
        let find = format!("document.querySelector('input[name={name}]')");
        self.until(&find).await;
        let script = format!(
            "const field = {find}; field.focus(); field.value = {}; \
             field.dispatchEvent(new Event('input', {{ bubbles: true }}));",
            json!(text)
        );
        self.run(&script).await;
    }

    /// A picture of the page, for eyes.
    pub(crate) async fn picture(&self, name: &str) {
        // What is there now is drawn with the next frame, and taken with the one after.
        self.wait("await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            .await;
        let sent = self.http.get(format!("{}/screenshot", self.session)).send().await.unwrap();
        let answer: Value = sent.json().await.unwrap();
        let png = BASE64_STANDARD.decode(answer["value"].as_str().unwrap()).unwrap();
        std::fs::write(pictures().join(format!("{name}.png")), png).unwrap();
    }

    /// Ends the program, and with it the session.
    pub(crate) async fn close(self, desk: &Desk) {
        desk.end();
        // The driver has seen it by itself, or does now.
        let _ = self.http.delete(&self.session).send().await;
    }

    async fn post(&self, path: &str, body: Value) -> Result<Value, String> {
        let sent = self.http.post(format!("{}/{path}", self.session)).json(&body).send().await;
        let response = sent.map_err(|error| error.to_string())?;
        let status = response.status();
        let mut answer: Value = response.json().await.map_err(|error| error.to_string())?;
        if status.is_success() { Ok(answer["value"].take()) } else { Err(answer.to_string()) }
    }
}

/// For the driver, which speaks plain HTTP on this machine.
fn client() -> reqwest::Client {
    // Nothing here is encrypted, but the client wants to know by what it would be.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    reqwest::Client::builder().timeout(PATIENCE).build().unwrap()
}

/// The process of the program on a desk's screen.
pub(crate) fn process(desk: &Desk) -> u32 {
    wait_for("the program", || {
        let windows = desk.read("xdotool", &["search", "--name", "^DOneLogin$"]);
        let window = windows.lines().next()?.to_owned();
        desk.read("xdotool", &["getwindowpid", &window]).parse().ok()
    })
}
