//! An appliance in a scratch directory, with people and clients, whose time stands still until a test moves it.

mod answer;
mod ask;
mod authenticator;
mod browser;
mod client;
mod clock;
pub(crate) mod id_token;
mod passkey;
mod people;
mod phone;
mod prover;

use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, LazyLock};

use axum::body::Body;
use axum::http::Request;
use axum::{Extension, Router};
use domain::audit::Actor;
use domain::key::KeyInfo;
use domain::updates::Source;
use domain::world::{Clock as _, SystemEntropy};
use oidc::jwt::{ALGORITHMS, Algorithm, SigningKey};
use serde_json::Value;
use service::updates::{ReadList, Reading, Unreachable};
use service::{App, Cx, Parts};
use store::{Sealer, Store, StoreError};
use tower::ServiceExt as _;
use web::admin::Transport;
use web::{CaFacts, Site};

pub(crate) use answer::Answer;
pub(crate) use ask::Ask;
pub(crate) use authenticator::{Authenticator, codes_on};
pub(crate) use browser::{BROWSER, Browser, SESSION};
pub(crate) use client::{Client, VERIFIER, challenge};
pub(crate) use clock::ManualClock;
pub(crate) use passkey::{Passkey, SYNCED, UP_UV};
pub(crate) use people::{PASSWORD, full_person, person};
pub(crate) use phone::Phone;
pub(crate) use prover::Prover;

/// These routes look for no updates.
struct NoLists;

impl ReadList for NoLists {
    fn read<'a>(&'a self, _: &'a Source) -> Reading<'a> {
        Box::pin(async { Err(Unreachable("no lists here".into())) })
    }
}

pub(crate) const ISSUER: &str = "https://sso.office.internal:8443";
pub(crate) const AUTHORITY: &str = "sso.office.internal:8443";
/// Where the clock begins.
pub(crate) const START: i64 = 1_800_000_000;
/// The one proxy whose forwarded addresses count.
pub(crate) const PROXY: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 7));

/// One appliance.
pub(crate) struct World {
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) app: Arc<App>,
    pub(crate) router: Router,
    pub(crate) site: Site,
    /// For what no use case does alone.
    pub(crate) store: Store,
    issuer: String,
    dir: Arc<tempfile::TempDir>,
}

impl World {
    /// With an administrator `ada`, a member `mira`, and the clients of [`Client`].
    pub(crate) async fn new() -> Self {
        let world = Self::unclaimed().await;
        world.populate().await;
        world
    }

    /// As [`World::new`], but under another issuer.
    pub(crate) async fn under(issuer: &str) -> Self {
        let world = Self::open(issuer, Arc::new(tempfile::tempdir().unwrap()), ManualClock::at(START)).await;
        world.populate().await;
        world
    }

    /// Before its first run.
    pub(crate) async fn unclaimed() -> Self {
        Self::open(ISSUER, Arc::new(tempfile::tempdir().unwrap()), ManualClock::at(START)).await
    }

    /// The same directory and time after a restart.
    pub(crate) async fn restarted(self) -> Self {
        let Self { clock, app, router, site, store, issuer, dir } = self;
        drop((router, site, store));
        drop(app);
        Self::open(&issuer, dir, clock).await
    }

    async fn open(issuer: &str, dir: Arc<tempfile::TempDir>, clock: Arc<ManualClock>) -> Self {
        let (owned, path, time) = (issuer.to_owned(), dir.path().join("donelogin.db"), Arc::clone(&clock));
        // The store's blocking calls may not run on a thread of the runtime.
        let app = tokio::task::spawn_blocking(move || {
            let sealer = Sealer::new(&[7; 32], Arc::new(SystemEntropy)).unwrap();
            let store = Store::open(&path, sealer).unwrap();
            store.write_blocking::<_, StoreError>(insert_keys).unwrap();
            let parts = Parts {
                store: store.clone(),
                clock: time,
                entropy: Arc::new(SystemEntropy),
                issuer: owned,
                fixed_settings: Vec::new(),
                push_hosts: domain::push::hosts::Hosts::default(),
                lists: Arc::new(NoLists),
            };
            (App::assemble(parts).unwrap(), store)
        });
        let (app, store) = app.await.unwrap();
        let ca = CaFacts {
            der: vec![0x30],
            pem: "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n".into(),
            sha1: "a1".repeat(20),
            sha256: "a2".repeat(32),
            spki_sha256: "a3".repeat(21),
            mobileconfig: "<plist/>".into(),
        };
        let site = Site::new(
            Arc::clone(&app),
            ca,
            Box::new(|address| address == PROXY),
            Box::new(|| vec!["192.168.1.5:8443".into()]),
        );
        Self { clock, app, router: web::router(site.clone()), site, store, issuer: issuer.to_owned(), dir }
    }

    async fn populate(&self) {
        let mut ada = person("ada");
        ada["admin"] = true.into();
        self.admin("POST", "/users/import", &Value::Array(vec![ada, person("mira")])).await.expect(200);
        self.admin("POST", "/clients/import", &client::all()).await.expect(200);
    }

    /// A browser that was never here.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self.router.clone(), self.issuer.trim_start_matches("https://"))
    }

    /// Somebody else's server: no cookies, no redirects followed.
    pub(crate) fn server(&self) -> Browser {
        let mut browser = self.browser();
        browser.keeps_cookies = false;
        browser
    }

    /// Calls the admin API as a command on the machine does.
    pub(crate) async fn admin(&self, method: &str, path: &str, body: &Value) -> Answer {
        let router =
            web::admin::router().with_state(Arc::clone(&self.app)).layer(Extension(Transport::Control));
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", web::admin::PREFIX))
            .header("content-type", "application/json")
            .body(Body::from(body.to_string()))
            .unwrap();
        Answer::read(router.oneshot(request).await.unwrap()).await
    }

    /// Changes one setting.
    pub(crate) async fn set(&self, key: &str, value: &str) {
        let body = serde_json::json!({"value": value});
        self.admin("PUT", &format!("/settings/{key}"), &body).await.expect(200);
    }

    /// Registers one more client with everything that the list of [`client::all`] has.
    pub(crate) async fn register(&self, metadata: Value) {
        self.admin("POST", "/clients/import", &Value::Array(vec![metadata])).await.expect(200);
    }

    /// Changes a client.
    pub(crate) async fn change_client(&self, id: &str, body: &Value) {
        self.admin("PATCH", &format!("/clients/{id}"), body).await.expect(200);
    }

    /// Moves the clock on.
    pub(crate) fn wait(&self, seconds: i64) {
        self.clock.advance(seconds);
    }

    pub(crate) fn now(&self) -> i64 {
        self.clock.now()
    }

    /// One operation, for use cases that no route offers.
    pub(crate) fn cx(&self) -> Cx {
        self.app.begin(Actor::System, "", "")
    }

    /// All bytes of the data directory.
    pub(crate) fn files(&self) -> Vec<u8> {
        let files = std::fs::read_dir(self.dir.path()).unwrap();
        files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
    }

    /// Names of the audit events so far, oldest first.
    pub(crate) async fn events(&self) -> Vec<String> {
        let answer = self.admin("GET", "/audit?limit=500", &Value::Null).await.expect(200).json();
        let rows = answer["rows"].as_array().unwrap();
        rows.iter().map(|row| row["event"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

/// Keys made once for all tests: RSA takes long.
static KEYS: LazyLock<Vec<(Algorithm, Vec<u8>)>> = LazyLock::new(|| {
    ALGORITHMS
        .into_iter()
        .map(|algorithm| (algorithm, SigningKey::generate(algorithm).unwrap().to_vec()))
        .collect()
});

fn insert_keys(tx: &store::WriteTx<'_>) -> Result<(), StoreError> {
    if !store::signing_keys::list(tx)?.is_empty() {
        return Ok(());
    }
    for (algorithm, private) in KEYS.iter() {
        let kid = SigningKey::from_pkcs8(*algorithm, private).unwrap().kid().to_owned();
        let info =
            KeyInfo { kid, algorithm: *algorithm, created_at: START, signs_from: START, retired_until: None };
        store::signing_keys::insert(tx, &info, private)?;
    }
    Ok(())
}
