//! The admin API through its own router: in-process, no socket.

mod abandoned;
mod accounts;
mod apps;
mod branding;
mod connect;
mod contract;
mod detours;
mod devices;
mod document;
mod events;
mod guards;
mod lists;
mod mail;
mod outbox;
mod outlived;
mod outside;
mod overview;
mod resets;
mod rest;
mod roles;
mod setup;
mod tokens;
mod unlock;
mod updates;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use domain::audit::Actor;
use domain::secret::Secret;
use domain::world::{Clock, SystemEntropy};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use service::authorize::Browser;
use service::{App, Parts};
use store::{Sealer, Store};
use tower::ServiceExt as _;

use super::{PREFIX, Transport, router};
use updates::Folders;

const ISSUER: &str = "https://office.local:8443";
const PASSWORD: &str = "a long enough password";

/// A clock that stands still until it is told.
#[derive(Default)]
struct ManualClock(AtomicI64);

impl Clock for ManualClock {
    fn now(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// An appliance of its own.
struct Appliance {
    app: Arc<App>,
    clock: Arc<ManualClock>,
    router: Router,
    /// In the place of the network.
    outside: Arc<outside::Fake>,
    /// For what no route does.
    store: Store,
    dir: tempfile::TempDir,
}

impl Appliance {
    fn new() -> Self {
        Self::fixed_to(&[])
    }

    /// With settings that the file fixes.
    fn fixed_to(settings: &[(&str, &str)]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let entropy = Arc::new(SystemEntropy);
        let clock = Arc::new(ManualClock(AtomicI64::new(1_000_000)));
        let sealer = Sealer::new(&[7; 32], entropy.clone()).unwrap();
        let store = Store::open(&dir.path().join("donelogin.db"), sealer).unwrap();
        let parts = Parts {
            store: store.clone(),
            clock: clock.clone(),
            entropy,
            issuer: ISSUER.into(),
            fixed_settings: settings.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
            push_hosts: domain::push::hosts::Hosts::default(),
            lists: Arc::new(Folders),
        };
        // Making keys waits for the writer, which must not happen on the runtime's thread.
        let app = std::thread::spawn(|| App::assemble(parts)).join().unwrap().unwrap();
        let outside = Arc::new(outside::Fake::default());
        app.reach_outside_by(Arc::clone(&outside) as Arc<dyn service::outside::Outside>);
        let router = router().with_state(Arc::clone(&app));
        Self { app, clock, router, outside, store, dir }
    }

    async fn send(&self, request: Request<Body>) -> (StatusCode, Value) {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        if response.headers().get("content-type").is_some_and(|kind| kind == "text/event-stream") {
            // It goes on for ever.
            return (status, Value::Null);
        }
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        let body = if bytes.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&bytes).unwrap_or(Value::Null)
        };
        (status, body)
    }

    /// As a command.
    async fn command(&self, method: Method, path: &str, body: Value) -> (StatusCode, Value) {
        self.send(request(method, path, body, Some(Transport::Control), None)).await
    }

    async fn get(&self, path: &str) -> Value {
        let (status, body) = self.command(Method::GET, path, Value::Null).await;
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        body
    }

    /// The things of a list.
    async fn list(&self, path: &str, things: &str) -> Vec<Value> {
        self.get(path).await[things].as_array().unwrap().clone()
    }

    async fn post(&self, path: &str, body: Value) -> Value {
        let (status, body) = self.command(Method::POST, path, body).await;
        assert!(status.is_success(), "{path}: {body}");
        body
    }

    /// Somebody with a password.
    async fn add_user(&self, name: &str, admin: bool) -> Value {
        let email = format!("{name}@x.example");
        self.post("/users", json!({"email": email, "name": name, "admin": admin, "password": PASSWORD})).await
    }

    /// Gives somebody another role.
    async fn give_role(&self, name: &str, role: &str) {
        let (status, body) =
            self.command(Method::PATCH, &format!("/users/{name}"), json!({ "role": role })).await;
        assert_eq!((status, &body["role"]), (StatusCode::OK, &json!(role)), "{body}");
    }

    /// A token of the admin API with these scopes, made by this session.
    async fn make_token(&self, cookie: &str, scopes: &[&str]) -> Value {
        let body = json!({"name": "Nightly", "scopes": scopes});
        let (status, made) =
            self.send(request(Method::POST, "/tokens", body, Some(Transport::Tls), Some(cookie))).await;
        assert_eq!(status, StatusCode::CREATED, "{made}");
        made
    }

    /// Signs in; the session's cookie.
    async fn sign_in(&self, name: &str) -> String {
        let cx = self.app.begin(Actor::Anonymous, "10.0.0.1", "test");
        let goal = service::login::Goal::default();
        let outcome =
            service::login::sign_in(&cx, name, Secret::new(PASSWORD), &Browser::default(), &goal).await;
        let service::login::Outcome::SignedIn(cookies) = outcome.unwrap() else { panic!("half a sign-in") };
        format!("__Host-session={}", cookies.session.expose())
    }
}

fn request(
    method: Method,
    path: &str,
    body: Value,
    transport: Option<Transport>,
    cookie: Option<&str>,
) -> Request<Body> {
    let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
    let mut builder = Request::builder().method(method).uri(format!("{PREFIX}{path}"));
    builder = builder.header("content-type", "application/json");
    if let Some(cookie) = cookie {
        builder = builder.header("cookie", cookie);
    }
    let mut request = builder.body(body).unwrap();
    if let Some(transport) = transport {
        request.extensions_mut().insert(transport);
    }
    request
}

/// The stable code of a refusal.
fn code(problem: &Value) -> &str {
    problem["type"].as_str().unwrap_or_default().trim_start_matches("urn:donelogin:problem:")
}

/// The fields that a refusal names.
fn fields(problem: &Value) -> Vec<&str> {
    problem["errors"].as_array().into_iter().flatten().filter_map(|error| error["field"].as_str()).collect()
}
