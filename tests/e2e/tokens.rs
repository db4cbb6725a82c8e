//! Tokens of the admin API, over sockets: what they open, when they end, and that nobody finds one lying about.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use reqwest::{Client, Method};
use serde_json::{Value, json};
use tests::appliance::{ADMIN, Appliance, Person, free_port};
use tests::browser::{Browser, client};
use tests::screen::signed_in;
use tests::together;

const SECOND: Person = Person { email: "cleo@office.example", password: "what Cleo alone knows, and long" };

/// A program that has a token.
struct Program {
    client: Client,
    issuer: String,
    id: String,
    token: String,
}

impl Program {
    async fn new(appliance: &Appliance, made: &Value) -> Self {
        let text = |name: &str| made[name].as_str().unwrap().to_owned();
        let client = client(&appliance.ca_pem().await, appliance);
        Self { client, issuer: appliance.issuer(), id: text("id"), token: text("token") }
    }

    /// With a token that a command made.
    async fn with(appliance: &Appliance, body: Value) -> Self {
        Self::new(appliance, &appliance.post("/tokens", body).await).await
    }

    async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> (u16, Value) {
        let request = self.client.request(method, format!("{}/api/admin/v1{path}", self.issuer));
        let request = request.bearer_auth(&self.token);
        let request = match &body {
            Some(body) => request.json(body),
            None => request,
        };
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        (status, serde_json::from_str(&response.text().await.unwrap()).unwrap_or_default())
    }

    async fn works(&self) -> bool {
        match self.ask(Method::GET, "/users", None).await {
            (200, _) => true,
            (401, problem) => {
                assert_eq!(problem["type"], "urn:donelogin:problem:bad_token");
                false
            }
            (other, answer) => panic!("{other}: {answer}"),
        }
    }

    async fn revoke(&self, appliance: &Appliance) {
        let path = format!("/tokens/{}", self.id);
        assert_eq!(appliance.ask(Method::DELETE, &path, None).await.0, 204);
    }
}

/// A token made by a person in a browser.
async fn made_by(appliance: &Appliance, browser: &Browser, scopes: &[&str]) -> Program {
    let url = format!("{}/api/admin/v1/tokens", appliance.issuer());
    let cookie = format!("__Host-session={}", browser.cookie("__Host-session").unwrap());
    let request = browser.client.post(url).header("cookie", cookie);
    let request = request.header("origin", appliance.issuer()).header("sec-fetch-site", "same-origin");
    let response = request.json(&json!({"name": "Nightly", "scopes": scopes})).send().await.unwrap();
    assert_eq!(response.status(), 201);
    let made = serde_json::from_str(&response.text().await.unwrap()).unwrap();
    Program::new(appliance, &made).await
}

fn problem(answer: &Value) -> &str {
    answer["type"].as_str().unwrap_or_default().trim_start_matches("urn:donelogin:problem:")
}

#[tokio::test]
async fn a_token_opens_its_scopes_over_the_network_and_says_so_in_the_log() {
    let appliance = Appliance::claimed().await;
    let program =
        Program::with(&appliance, json!({"name": "Payroll", "scopes": ["users:read", "users:write"]})).await;
    let (status, people) = program.ask(Method::GET, "/users", None).await;
    assert_eq!((status, &people["total"]), (200, &json!(2)), "{people}");
    let new = json!({"email": "dora@office.example"});
    assert_eq!(program.ask(Method::POST, "/users", Some(new)).await.0, 201);
    for (method, path, body) in [
        (Method::GET, "/clients", None),
        (Method::GET, "/audit", None),
        (Method::GET, "/me", None),
        (Method::GET, "/tokens", None),
        (Method::POST, "/tokens", Some(json!({"name": "more", "scopes": ["users:manage"]}))),
        (Method::POST, "/users", Some(json!({"email": "e@office.example", "role": "admin"}))),
        (Method::DELETE, "/users/dora", None),
        (Method::POST, "/users/dora/reset-password", Some(json!({}))),
        (Method::PUT, "/settings/apps.who", Some(json!({"value": "everybody"}))),
    ] {
        let (status, answer) = program.ask(method, path, body).await;
        assert_eq!((status, problem(&answer)), (403, "scope"), "{path}: {answer}");
    }
    let (_, rows) = appliance.ask(Method::GET, "/audit?event=user.created&user=dora", None).await;
    assert_eq!(rows["rows"][0]["actor"], format!("token:{}", program.id), "{rows}");
    let wrong = Program { token: format!("{}x", program.token), ..program };
    assert!(!wrong.works().await);
}

#[tokio::test]
async fn a_token_lives_over_restarts_until_its_time_or_somebody_takes_it_away() {
    let mut appliance = Appliance::claimed().await;
    let body = |name: &str, days: Option<i64>| json!({"name": name, "scopes": ["users:read"], "days": days});
    let taken = Program::with(&appliance, body("taken", None)).await;
    let short = Program::with(&appliance, body("short", Some(1))).await;
    let long = Program::with(&appliance, body("long", Some(3))).await;
    appliance.kill();
    appliance.restart();
    for program in [&taken, &short, &long] {
        assert!(program.works().await);
    }
    taken.revoke(&appliance).await;
    assert!(!taken.works().await);
    appliance.restart_later(86_400);
    assert!(!taken.works().await && !short.works().await && long.works().await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_is_taken_away_is_refused_from_the_answer_on() {
    let appliance = Appliance::claimed().await;
    let program = Program::with(&appliance, json!({"name": "busy", "scopes": ["users:read"]})).await;
    let taken = AtomicBool::new(false);
    let worked: [AtomicUsize; 4] = Default::default();
    let again = |n: usize| {
        let (program, taken, worked) = (&program, &taken, &worked[n]);
        async move {
            let mut after = 0;
            while after < 10 {
                let is_after = taken.load(Ordering::SeqCst);
                let works = program.works().await;
                assert!(!(works && is_after), "it works after it was taken away");
                worked.fetch_add(usize::from(works), Ordering::SeqCst);
                after += usize::from(is_after);
            }
        }
    };
    let take = async {
        while worked.iter().any(|times| times.load(Ordering::SeqCst) == 0) {
            assert!(program.works().await);
        }
        program.revoke(&appliance).await;
        taken.store(true, Ordering::SeqCst);
    };
    tokio::join!(together((0..4).map(again)), take);
}

#[tokio::test]
async fn a_token_ends_with_what_its_maker_may_and_does_not_come_back() {
    let appliance = Appliance::claimed().await;
    let user = json!({"email": SECOND.email, "admin": true, "password": SECOND.password});
    appliance.post("/users", user).await;
    for (end, back) in [
        (
            (Method::POST, "/users/cleo/lockdown", json!({})),
            Some((Method::POST, "/users/cleo/enable", json!({}))),
        ),
        (
            (Method::POST, "/users/cleo/disable", json!({})),
            Some((Method::POST, "/users/cleo/enable", json!({}))),
        ),
        (
            (Method::PATCH, "/users/cleo", json!({"role": "helpdesk"})),
            Some((Method::PATCH, "/users/cleo", json!({"role": "admin"}))),
        ),
        ((Method::DELETE, "/users/cleo", json!({})), None),
    ] {
        let browser = signed_in(&appliance, SECOND).await;
        let program = made_by(&appliance, &browser, &["users:read"]).await;
        assert!(program.works().await);
        let ((method, path, body), what) = (end.clone(), format!("{end:?}"));
        assert_eq!(appliance.ask(method, path, Some(body)).await.0, 200, "{what}");
        assert!(!program.works().await, "{what}");
        if let Some((method, path, body)) = back {
            assert_eq!(appliance.ask(method, path, Some(body)).await.0, 200, "{what}");
            assert!(!program.works().await, "{what}, undone");
        }
    }
    let admin = signed_in(&appliance, ADMIN).await;
    assert!(made_by(&appliance, &admin, &["users:read"]).await.works().await);
}

/// What a plain TCP connection is told, or nothing where it is cut off.
fn plainly(port: u16, token: &str) -> String {
    let mut stream = TcpStream::connect(SocketAddr::from(([127, 0, 0, 1], port))).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let request = format!(
        "GET /api/admin/v1/users HTTP/1.1\r\nHost: localhost:{port}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n"
    );
    // Whoever speaks TLS alone may hang up before it has read everything.
    let _ = stream.write_all(request.as_bytes());
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_token_is_taken_over_tls_alone() {
    let mut appliance = Appliance::prepare();
    let ca_port = free_port();
    let mut command = appliance.serve();
    command.env("DONELOGIN_NET__CA_PORT", ca_port.to_string());
    appliance.server = Some(tests::program::Running::start(command).unwrap());
    appliance.add_people().await;
    let program = Program::with(&appliance, json!({"name": "plain", "scopes": ["users:read"]})).await;
    assert!(program.works().await);
    for port in [appliance.port, ca_port] {
        let answer = plainly(port, &program.token);
        assert!(!answer.starts_with("HTTP/1.1 2") && !answer.contains(ADMIN.email), "{port}: {answer}");
        assert!(!answer.to_lowercase().contains("location:"), "nobody is led on with a token: {answer}");
    }
    let found = appliance.ask(Method::GET, "/tokens", None).await.1;
    assert!(found["tokens"][0]["last_used_at"].is_i64(), "{found}");
}

fn holds(path: &Path, word: &str) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(path).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(holds(&path, word));
        } else if std::fs::read(&path)
            .is_ok_and(|bytes| bytes.windows(word.len()).any(|window| window == word.as_bytes()))
        {
            found.push(path);
        }
    }
    found
}

#[tokio::test]
async fn a_token_lies_nowhere_in_clear() {
    let mut appliance = Appliance::claimed().await;
    let program = Program::with(&appliance, json!({"name": "At rest", "scopes": ["users:read"]})).await;
    assert!(program.works().await);
    let secret = program.token.trim_start_matches("dol_").to_owned();
    assert!(holds(&appliance.dir(), &secret).is_empty(), "while it runs");
    appliance.stop();
    assert!(holds(&appliance.dir(), &secret).is_empty(), "afterwards");
    assert!(!holds(&appliance.dir(), "At rest").is_empty(), "its name does");
    appliance.restart();
    assert!(program.works().await);
    assert!(!appliance.server().stderr().contains(&secret));
}
