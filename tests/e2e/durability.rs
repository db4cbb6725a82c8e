//! The power goes, again and again: what was answered stays, what was used stays used.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::world::{Entropy as _, SystemEntropy};
use reqwest::Method;
use serde_json::json;
use tests::appliance::{Appliance, MEMBER};
use tests::browser::Browser;
use tests::page::Form;
use tests::program::Running;
use tests::relying_party::{GOODBYE_URI, REDIRECT_URI, RelyingParty};
use tokio::task::JoinSet;

const ROUNDS: usize = 8;

/// What the server has answered, and is therefore held to.
#[derive(Default)]
struct Ledger {
    /// Codes and their verifiers, not yet sent to the token endpoint.
    codes: Vec<(String, String)>,
    /// Codes that brought tokens: code, verifier, access token, refresh token.
    used: Vec<[String; 4]>,
    /// Clients that people have allowed.
    allowed: Vec<String>,
    /// Browsers that are signed in.
    signed_in: Vec<Browser>,
}

type Shared = Arc<Mutex<Ledger>>;

/// Codes; every second one is exchanged. Ends when the server is gone.
async fn exchange(app: RelyingParty, browser: Browser, ledger: Shared) -> reqwest::Result<()> {
    for n in 0.. {
        let pending = app.begin(&["offline_access", "email"]);
        let landed = browser.try_open(pending.url.as_str()).await?;
        let (code, verifier) = (app.code(&pending, &landed), pending.verifier().to_owned());
        if n % 2 == 0 {
            ledger.lock().unwrap().codes.push((code, verifier));
            continue;
        }
        let (status, tokens) = app.try_exchange(&code, &verifier).await?;
        assert_eq!(status, 200, "{tokens}");
        let text = |name: &str| tokens[name].as_str().unwrap().to_owned();
        let used = [code, verifier, text("access_token"), text("refresh_token")];
        ledger.lock().unwrap().used.push(used);
    }
    Ok(())
}

/// Fresh clients, each allowed by the person.
async fn consent(socket: std::path::PathBuf, browser: Browser, ledger: Shared) -> reqwest::Result<()> {
    let metadata = json!({"redirect_uris": [REDIRECT_URI], "post_logout_redirect_uris": [GOODBYE_URI], "scope": "openid email"});
    loop {
        let made =
            server::control::request(&socket, Method::POST, "/api/admin/v1/clients", Some(&metadata)).await;
        let Ok((_, client)) = made else { return Ok(()) };
        let id = client["client_id"].as_str().unwrap().to_owned();
        let page = browser.try_open(&authorization(&id)).await?;
        let form = Form::find(&page.body, "decision").unwrap().with("decision", "allow");
        let landed = browser.try_submit(&page, form).await?;
        assert!(landed.answer("code").is_some());
        ledger.lock().unwrap().allowed.push(id);
    }
}

fn authorization(client_id: &str) -> String {
    let pairs = [("response_type", "code"), ("scope", "openid email"), ("redirect_uri", REDIRECT_URI)];
    let mut query = form_urlencoded::Serializer::new(String::new());
    format!("/oauth2/authorize?{}", query.extend_pairs(pairs).append_pair("client_id", client_id).finish())
}

/// People who sign in.
async fn sign_in(browser: Browser, ledger: Shared) -> reqwest::Result<()> {
    loop {
        let fresh = browser.another();
        let page = fresh.try_open("/login").await?;
        let form = Form::find(&page.body, "password").unwrap();
        let form = form.with("username", MEMBER.email).with("password", MEMBER.password);
        assert_eq!(fresh.try_submit(&page, form).await?.status, 200);
        ledger.lock().unwrap().signed_in.push(fresh);
    }
}

/// Everything that was answered holds.
async fn hold_to(app: &RelyingParty, browser: &Browser, ledger: Ledger) {
    for (code, verifier) in &ledger.codes {
        assert_eq!(app.exchange(code, verifier).await.0, 200, "a code that was answered works");
        assert_eq!(app.exchange(code, verifier).await.0, 400, "once");
    }
    for [code, verifier, access, refresh] in &ledger.used {
        assert!(app.is_valid(access).await, "an access token that was answered works");
        assert_eq!(app.exchange_refresh(refresh).await.0, 200, "so does a refresh token");
        assert_eq!(app.exchange(code, verifier).await.0, 400, "a code that was used stays used");
        assert!(!app.is_valid(access).await, "and using it again ends what it brought");
    }
    for client in &ledger.allowed {
        let landed = browser.open(&format!("{}&prompt=none", authorization(client))).await;
        assert!(landed.answer("code").is_some(), "consent is remembered: {landed:?}");
    }
    for browser in &ledger.signed_in {
        assert_eq!(browser.open("/account").await.url.path(), "/account", "a session that was begun lives");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_was_answered_is_lost_when_the_process_is_killed() {
    let mut appliance = Appliance::claimed().await;
    let app = RelyingParty::trusted(&appliance).await;
    let browser = Browser::new(&appliance).await;
    let page = browser.open("/login").await;
    browser.sign_in(&page, MEMBER).await;
    let mut answered = 0;
    for _ in 0..ROUNDS {
        let ledger = Shared::default();
        let mut work = JoinSet::new();
        work.spawn(exchange(app.clone(), browser.clone(), Arc::clone(&ledger)));
        work.spawn(exchange(app.clone(), browser.clone(), Arc::clone(&ledger)));
        work.spawn(consent(appliance.dir().join("control.sock"), browser.clone(), Arc::clone(&ledger)));
        work.spawn(sign_in(browser.clone(), Arc::clone(&ledger)));
        let mut chance = [0; 1];
        SystemEntropy.fill(&mut chance);
        tokio::time::sleep(Duration::from_millis(150 + u64::from(chance[0]) * 2)).await;
        appliance.kill();
        while let Some(worker) = work.join_next().await {
            // They end with the connection; a refusal before that is a failure.
            let _ = worker.unwrap();
        }
        appliance.restart();
        let ledger = std::mem::take(&mut *ledger.lock().unwrap());
        answered += ledger.codes.len() + ledger.used.len() + ledger.allowed.len() + ledger.signed_in.len();
        hold_to(&app, &browser, ledger).await;
        let (_, chain) = appliance.ask(Method::GET, "/audit/verify", None).await;
        assert_eq!(chain["is_sound"], true, "{chain}");
    }
    assert!(answered >= ROUNDS, "only {answered} answers came between the kills");
}

#[test]
fn a_first_start_that_is_killed_half_way_is_made_good_by_the_next() {
    for ms in [5, 20, 50, 100, 150, 200, 300, 450] {
        let mut appliance = Appliance::prepare();
        let mut command = appliance.serve();
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        let mut child = command.spawn().unwrap();
        std::thread::sleep(Duration::from_millis(ms));
        child.kill().unwrap();
        child.wait().unwrap();
        match Running::start(appliance.serve()) {
            Ok(server) => appliance.server = Some(server),
            Err(refused) => panic!("killed after {ms} ms: {refused:?}"),
        }
        assert!(appliance.server().line("first-run").contains("/setup/"));
    }
}
