//! Looking for a newer version with the real program: in a folder, and by https from a server of the office.

use std::sync::{Arc, Mutex};

use net::ca::Authority;
use net::leaf::LeafNames;
use net::tls::{Certificates, certified_key, server_config};
use reqwest::Method;
use serde_json::{Value, json};
use tests::appliance::{ADMIN, Appliance};
use tests::browser::Browser;
use tests::program;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

fn list(version: &str) -> String {
    let file = json!({ "name": "donelogin.deb", "size": 5, "sha256": "0".repeat(64) });
    let release = json!({ "version": version, "date": "2026-12-01", "changes": "Better", "files": [file] });
    json!({ "format": 1, "releases": [release] }).to_string()
}

/// A web server of the office; it ends with its runtime.
struct Office {
    port: u16,
    ca_pem: String,
    /// What it answers: the whole of it, from the status on.
    answer: Arc<Mutex<String>>,
}

impl Office {
    async fn start() -> Self {
        let now = i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap();
        let authority = Authority::create("An office", "localhost", now).unwrap();
        let leaf = authority.issue(&LeafNames::new("localhost", &[]).unwrap(), now).unwrap();
        let acceptor =
            TlsAcceptor::from(server_config(&Certificates::new(certified_key(&leaf).unwrap())).unwrap());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let answer = Arc::new(Mutex::new(String::new()));
        let told = Arc::clone(&answer);
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let Ok(mut stream) = acceptor.accept(socket).await else { continue };
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n")
                    && let Ok(byte) = stream.read_u8().await
                {
                    head.push(byte);
                }
                assert!(
                    head.starts_with(b"GET /updates/donelogin-updates.json HTTP/1.1\r\n") || head.is_empty()
                );
                let answer = told.lock().unwrap().clone();
                let _ = stream.write_all(format!("HTTP/1.1 {answer}").as_bytes()).await;
                let _ = stream.shutdown().await;
            }
        });
        Self { port, ca_pem: authority.cert_pem(), answer }
    }

    fn answers(&self, head: &str, body: &str) {
        let length = body.len();
        let answer = format!("{head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}");
        *self.answer.lock().unwrap() = answer;
    }

    fn source(&self) -> String {
        format!("https://localhost:{}/updates/", self.port)
    }
}

async fn set_source(appliance: &Appliance, value: &str) {
    let (status, answer) =
        appliance.ask(Method::PUT, "/settings/updates.source", Some(json!({ "value": value }))).await;
    assert_eq!(status, 200, "{answer}");
}

async fn check(appliance: &Appliance) -> Value {
    appliance.ask(Method::POST, "/updates/check", Some(json!({}))).await.1
}

#[tokio::test]
async fn a_folder_that_is_set_is_looked_into_at_once_and_the_pages_are_told() {
    let appliance = Appliance::claimed().await;
    let folder = appliance.beside("updates");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("donelogin-updates.json"), list("99.0.0")).unwrap();
    let browser = Browser::new(&appliance).await;
    let page = browser.open(&format!("{}/", appliance.issuer())).await;
    browser.sign_in(&page, ADMIN).await;
    let mut events = browser.events("/api/admin/v1/events").await;
    set_source(&appliance, folder.to_str().unwrap()).await;
    events.until("what", "updates").await;
    let (_, found) = appliance.ask(Method::GET, "/updates", None).await;
    assert_eq!((&found["state"], &found["newer"]["version"]), (&json!("newer"), &json!("99.0.0")));
}

#[tokio::test]
async fn a_server_of_the_office_is_reached_where_its_network_is_allowed_and_its_ca_is_named() {
    let office = Office::start().await;
    office.answers("200 OK", &list("99.0.0"));
    let mut appliance = Appliance::start();
    set_source(&appliance, &office.source()).await;
    let refused = check(&appliance).await;
    assert_eq!(refused["state"], "unreachable");
    assert!(refused["reason"].as_str().unwrap().contains("net.allowed_private"), "{refused}");

    appliance.stop();
    appliance.set("DONELOGIN_NET_ALLOWED_PRIVATE", "127.0.0.0/8,::1");
    appliance.restart();
    let refused = check(&appliance).await;
    assert!(refused["reason"].as_str().unwrap().contains("net.extra_ca_file"), "{refused}");

    appliance.stop();
    let ca = appliance.beside("office-ca.pem");
    std::fs::write(&ca, &office.ca_pem).unwrap();
    appliance.set("DONELOGIN_NET_EXTRA_CA_FILE", ca.to_str().unwrap());
    appliance.restart();
    let found = check(&appliance).await;
    assert_eq!(found["newer"]["version"], "99.0.0", "{found}");
    assert_eq!(found["newer"]["location"], office.source());

    for (head, body, word) in [
        ("404 Not Found", String::new(), "status 404"),
        ("302 Found\r\nLocation: https://example.com/", String::new(), "leads elsewhere"),
        ("200 OK", "<html>".to_owned(), "cannot be read"),
        ("200 OK", " ".repeat(300 * 1_024), "larger than 256 KiB"),
    ] {
        office.answers(head, &body);
        let refused = check(&appliance).await;
        assert!(refused["reason"].as_str().unwrap().contains(word), "{word}: {refused}");
    }
}

#[test]
fn the_command_tells_without_a_server_and_installs_nothing() {
    let appliance = Appliance::prepare();
    let folder = appliance.beside("updates");
    std::fs::create_dir(&folder).unwrap();
    let said = |output: &std::process::Output| String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said(&appliance.run(&["updates", "check"])).contains("settings set updates.source"));
    appliance.run(&["settings", "set", "updates.source", folder.to_str().unwrap()]);
    let missing = program::run(appliance.command(&["updates", "check"]), "");
    assert!(!missing.status.success() && said(&missing).contains("No such file"));
    std::fs::write(folder.join("donelogin-updates.json"), list("99.0.0")).unwrap();
    let found = said(&appliance.run(&["updates", "check"]));
    assert!(found.contains("99.0.0") && found.contains("Better"), "{found}");
    assert!(found.contains(&format!("{}  {}", "0".repeat(64), folder.join("donelogin.deb").display())));
    std::fs::write(folder.join("donelogin-updates.json"), list("0.0.1")).unwrap();
    assert!(said(&appliance.run(&["updates", "check"])).contains("newest"));
}
