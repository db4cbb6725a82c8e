//! Apps that never rest: each signs people in, refreshes, asks userinfo and verifies what it gets, whatever happens to the server.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::appliance::{Appliance, MEMBER};
use crate::browser::Browser;
use crate::key_copy::{KeyCopy, Reads, read};
use crate::page::Form;
use crate::relying_party::RelyingParty;

/// How long all apps together may take for what is a matter of a second.
const PATIENCE: Duration = Duration::from_secs(40);

/// The apps, at work.
#[derive(Debug)]
pub struct Traffic {
    state: Arc<State>,
    work: JoinSet<Told>,
}

/// What an app did, in the end.
#[derive(Debug)]
pub struct Told {
    /// What it signs in with.
    pub name: String,
    /// Its copy of the key set.
    pub keys: KeyCopy,
    /// The first token of each kind by each key.
    pub kept: Vec<String>,
    /// How often a new sign-in was needed since the answer to a refresh never came.
    pub lost: usize,
}

#[derive(Debug, Default)]
struct State {
    ends: AtomicBool,
    /// Goes up before and after the server's clock jumps: codes live for a minute.
    jumps: AtomicUsize,
    rounds: Vec<AtomicUsize>,
    /// The key of each app's last ID token.
    last: Mutex<Vec<String>>,
}

/// What became of a request.
enum Sent {
    Answered(u16, Value),
    /// It was sent, and no answer came.
    Lost,
}

struct App {
    number: usize,
    name: String,
    party: RelyingParty,
    browser: Browser,
    issuer: String,
    keys: KeyCopy,
    kept: Vec<String>,
    lost: usize,
    /// How often the clock had jumped when the round began.
    jumps: usize,
    state: Arc<State>,
}

impl Traffic {
    /// An app for each of these registrations, whose people need not consent, with a copy of the key set of its own.
    pub async fn begin(appliance: &Appliance, apps: &[(Value, Reads)]) -> Self {
        let state = Arc::new(State {
            rounds: apps.iter().map(|_| AtomicUsize::new(0)).collect(),
            last: Mutex::new(vec![String::new(); apps.len()]),
            ..State::default()
        });
        let mut work = JoinSet::new();
        for (number, (metadata, reads)) in apps.iter().enumerate() {
            let mut metadata = metadata.clone();
            metadata["trusted"] = json!(true);
            let browser = Browser::new(appliance).await;
            let app = App {
                number,
                name: metadata.to_string(),
                party: RelyingParty::register(appliance, metadata).await,
                keys: KeyCopy::new(&browser.client, &appliance.issuer(), *reads),
                browser,
                issuer: appliance.issuer(),
                kept: Vec::new(),
                lost: 0,
                jumps: 0,
                state: Arc::clone(&state),
            };
            work.spawn(app.run());
        }
        let traffic = Self { state, work };
        traffic.go_on(2).await;
        traffic
    }

    /// Waits until each app has done so many whole rounds from now on.
    pub async fn go_on(&self, rounds: usize) {
        let count = |app: &AtomicUsize| app.load(Ordering::SeqCst);
        let before: Vec<usize> = self.state.rounds.iter().map(count).collect();
        self.until("the apps do not get on", || {
            self.state.rounds.iter().zip(&before).all(|(app, before)| count(app) >= before + rounds)
        })
        .await;
    }

    /// The key that each app's last ID token was signed by.
    pub fn last_keys(&self) -> Vec<String> {
        self.state.last.lock().unwrap().clone()
    }

    /// Waits until no app is given tokens by these keys any more.
    pub async fn leave(&self, keys: &[String]) {
        self.until("the new keys do not sign", || {
            self.last_keys().iter().zip(keys).all(|(last, before)| last != before)
        })
        .await;
    }

    /// The server's clock jumps meanwhile.
    pub fn jump(&self, act: impl FnOnce()) {
        self.state.jumps.fetch_add(1, Ordering::SeqCst);
        act();
        self.state.jumps.fetch_add(1, Ordering::SeqCst);
    }

    /// Lets them come to an end.
    pub async fn end(self) -> Vec<Told> {
        self.state.ends.store(true, Ordering::SeqCst);
        self.work.join_all().await
    }

    async fn until(&self, why: &str, holds: impl Fn() -> bool) {
        let begun = Instant::now();
        while !holds() {
            // An app that found a fault has said it, and rests.
            assert!(begun.elapsed() < PATIENCE, "{why}: {:?}", self.state);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl App {
    async fn run(mut self) -> Told {
        while !self.state.ends.load(Ordering::SeqCst) {
            self.jumps = self.state.jumps.load(Ordering::SeqCst);
            self.round().await;
            self.state.rounds[self.number].fetch_add(1, Ordering::SeqCst);
        }
        Told { name: self.name, keys: self.keys, kept: self.kept, lost: self.lost }
    }

    /// One sign-in and what follows of it. Every fault is a panic: there may be none.
    async fn round(&mut self) {
        let Some(tokens) = self.sign_in().await else { return };
        self.look_at(&tokens).await;
        let mut refresh = text(&tokens, "refresh_token");
        for _ in 0..2 {
            let form = [("grant_type", "refresh_token"), ("refresh_token", refresh.as_str())];
            let tokens = match self.post(&form).await {
                Sent::Answered(200, tokens) => tokens,
                Sent::Answered(status, answer) => panic!("{}: refresh: {status} {answer}", self.name),
                // Without rotation it is as good as before; with it the app cannot know, and the person signs in again.
                Sent::Lost if self.party.client_secret.is_some() => continue,
                Sent::Lost => {
                    self.lost += 1;
                    return;
                }
            };
            self.look_at(&tokens).await;
            if let Some(next) = tokens["refresh_token"].as_str() {
                next.clone_into(&mut refresh);
            }
        }
    }

    /// Tokens of a sign-in; none where the answer to the exchange never came.
    async fn sign_in(&mut self) -> Option<Value> {
        let pending = self.party.begin(&["offline_access", "email"]);
        let landed = loop {
            let landed = match self.browser.try_open(pending.url.as_str()).await {
                Ok(page) => match Form::find(&page.body, "password") {
                    Some(form) => {
                        let form = form.with("username", MEMBER.email).with("password", MEMBER.password);
                        self.browser.try_submit(&page, form).await
                    }
                    None => Ok(page),
                },
                Err(error) => Err(error),
            };
            match landed {
                Ok(landed) => break landed,
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        };
        let code = self.party.code(&pending, &landed);
        let (verifier, back) = (pending.verifier(), crate::relying_party::REDIRECT_URI);
        let form = [
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", back),
            ("code_verifier", verifier),
        ];
        match self.post(&form).await {
            Sent::Answered(200, tokens) => Some(tokens),
            // A code lives for a minute.
            Sent::Answered(400, _) if self.has_jumped() => None,
            Sent::Answered(status, answer) => panic!("{}: code: {status} {answer}", self.name),
            Sent::Lost => None,
        }
    }

    /// Verifies everything that is signed, what was kept too, and uses the access token.
    async fn look_at(&mut self, tokens: &Value) {
        let (id_token, access) = (text(tokens, "id_token"), text(tokens, "access_token"));
        let claims = self.verified(&id_token).await;
        assert_eq!((&claims["iss"], &claims["aud"]), (&json!(self.issuer), &json!(self.party.client_id)));
        let (header, _) = read(&id_token).unwrap();
        self.state.last.lock().unwrap()[self.number] = text(&header, "kid");
        if access.contains('.') {
            assert_eq!(self.verified(&access).await["sub"], claims["sub"]);
        }
        self.userinfo(&access, &claims["sub"]).await;
        for token in &self.kept {
            self.keys
                .verify_again(token)
                .unwrap_or_else(|why| panic!("{}: an older token: {why}", self.name));
        }
    }

    async fn verified(&mut self, token: &str) -> Value {
        let known = self.keys.seen().len();
        let claims = self.keys.verify(token).await;
        let claims = claims.unwrap_or_else(|why| panic!("{}: {why}: {token}", self.name));
        if self.keys.seen().len() > known {
            self.kept.push(token.to_owned());
        }
        claims
    }

    async fn userinfo(&mut self, access: &str, sub: &Value) {
        let url = format!("{}/oauth2/userinfo", self.issuer);
        let answer = loop {
            let answer = self.browser.client.get(&url).bearer_auth(access).send().await;
            let Ok(answer) = answer else {
                tokio::time::sleep(Duration::from_millis(20)).await;
                continue;
            };
            let status = answer.status().as_u16();
            if status == 401 && self.has_jumped() {
                return;
            }
            assert_eq!(status, 200, "{}: userinfo", self.name);
            if let Ok(body) = answer.text().await {
                break body;
            }
        };
        let claims = match serde_json::from_str::<Value>(&answer) {
            Ok(claims) => claims,
            Err(_) => self.verified(&answer).await,
        };
        assert_eq!(&claims["sub"], sub, "{}", self.name);
    }

    /// Whether what this round got may be too old by now.
    fn has_jumped(&self) -> bool {
        self.jumps % 2 == 1 || self.state.jumps.load(Ordering::SeqCst) != self.jumps
    }

    /// A request at the token endpoint, made again where the server could not be reached.
    async fn post(&self, form: &[(&str, &str)]) -> Sent {
        loop {
            match self.party.try_post("/oauth2/token", form).await {
                Ok((status, answer)) => return Sent::Answered(status, answer),
                Err(error) if error.is_connect() => tokio::time::sleep(Duration::from_millis(20)).await,
                Err(_) => return Sent::Lost,
            }
        }
    }
}

fn text(json: &Value, name: &str) -> String {
    json[name].as_str().unwrap_or_else(|| panic!("no {name} in {json}")).to_owned()
}
