//! Back-channel logout: every way in which a session ends kills what was issued in it and tells the apps, by the rules of
//! Back-Channel Logout 1.0.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use domain::audit::Event;
use domain::call::{Call, CallError, Fetched, Reach};
use domain::challenge::Solved;
use domain::client::CertificateSubject;
use domain::look::{self, Look, Target};
use domain::mail::{Cause, Failure, Letter, MailServer, Step};
use serde_json::{Value, json};
use service::backchannel_logout;
use service::outside::{IssuedCertificate, Later, NotIssued, Outside, RenewError};

use crate::token::{expect_error, userinfo};
use crate::world::{Ask, Browser, Client, PASSWORD, World, id_token};

const OUT: &str = "https://notes.example/backchannel_logout";

/// The apps' side of the network.
#[derive(Default)]
struct Apps {
    told: Mutex<Vec<(Call, String)>>,
    /// What they answer next; 200 behind that.
    answers: Mutex<Vec<Result<u16, CallError>>>,
}

impl Outside for Apps {
    fn send<'a>(&'a self, _: &'a MailServer, _: &'a Letter) -> Later<'a, Result<(), Failure>> {
        Box::pin(async { Err(Failure::new(Step::Connect, Cause::Unreachable, "no mail here")) })
    }

    fn judge<'a>(&'a self, _: &'a Solved) -> Later<'a, Result<bool, String>> {
        Box::pin(async { Ok(false) })
    }

    fn look<'a>(&'a self, _: &'a Target, _: look::Reach) -> Later<'a, Look> {
        Box::pin(async { Look::default() })
    }

    fn fetch<'a>(&'a self, _: &'a Call) -> Later<'a, Result<Fetched, CallError>> {
        Box::pin(async { Err(CallError::Silent) })
    }

    fn tell<'a>(&'a self, call: &'a Call, form: &'a str) -> Later<'a, Result<u16, CallError>> {
        Box::pin(async move {
            self.told.lock().unwrap().push((call.clone(), form.to_owned()));
            let mut answers = self.answers.lock().unwrap();
            if answers.is_empty() { Ok(200) } else { answers.remove(0) }
        })
    }

    fn certify<'a>(
        &'a self,
        _: &'a CertificateSubject,
        _: i64,
    ) -> Later<'a, Result<IssuedCertificate, NotIssued>> {
        Box::pin(async { Err(NotIssued("nobody issues here".into())) })
    }

    fn renew(&self, _: Event) -> Later<'_, Result<(), RenewError>> {
        Box::pin(async { Err(RenewError::NotServing) })
    }
}

/// A world whose client `notes` wants to be told.
async fn listening() -> (World, Arc<Apps>) {
    let world = World::new().await;
    let apps = Arc::new(Apps::default());
    world.app.reach_outside_by(Arc::clone(&apps) as Arc<dyn Outside>);
    listen(&world, Client::NOTES, OUT).await;
    (world, apps)
}

async fn listen(world: &World, client: Client, uri: &str) {
    let mut shown = world.admin("GET", &format!("/clients/{}", client.id), &Value::Null).await.json();
    shown["backchannel_logout_uri"] = uri.into();
    world.change_client(client.id, &shown).await;
}

/// Does what the worker does until nothing is due; the tokens that went out.
async fn deliver(world: &World, apps: &Apps) -> Vec<(String, Value)> {
    loop {
        let next = backchannel_logout::next(&world.cx(), &HashSet::new(), 8).unwrap();
        if next.due.is_empty() {
            break;
        }
        for due in next.due {
            backchannel_logout::deliver(&world.cx(), due).await.unwrap();
        }
    }
    let mut read = Vec::new();
    let told = std::mem::take(&mut *apps.told.lock().unwrap());
    for (call, form) in told {
        let token = form.strip_prefix("logout_token=").expect("this field and no other");
        let aud = id_token::claims(&json!({ "id_token": token }))["aud"].as_str().unwrap().to_owned();
        let verified = id_token::verify(world, token, &aud).await;
        assert_eq!(verified.header.typ.as_deref(), Some("logout+jwt"));
        read.push((call.url.to_string(), Value::Object(verified.claims)));
    }
    read
}

async fn state_of(world: &World, client: &str) -> Value {
    world.admin("GET", &format!("/clients/{client}/logouts"), &Value::Null).await.expect(200).json()
}

#[tokio::test]
async fn a_logout_token_says_what_the_specification_asks_for_and_no_more() {
    let (world, apps) = listening().await;
    let mut browser = world.browser();
    let tokens = Client::NOTES.tokens(&world, &mut browser, "openid").await;
    let issued = id_token::claims(&tokens);
    let ask = Ask::default().with("id_token_hint", tokens["id_token"].as_str().unwrap());
    browser.get(&format!("/oauth2/logout?{}", ask.encode())).await.expect(200);
    let told = deliver(&world, &apps).await;
    let [(url, claims)] = &told[..] else { panic!("{told:?}") };
    assert_eq!(url, OUT);
    let names: Vec<&str> = claims.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, ["aud", "events", "exp", "iat", "iss", "jti", "sid", "sub"]);
    assert_eq!((&claims["sub"], &claims["sid"]), (&issued["sub"], &issued["sid"]));
    assert_eq!(claims["events"], json!({"http://schemas.openid.net/event/backchannel-logout": {}}));
    assert_eq!((&claims["iat"], &claims["exp"]), (&json!(world.now()), &json!(world.now() + 120)));
    assert!(claims["jti"].as_str().is_some_and(|jti| jti.len() >= 16));
}

#[tokio::test]
async fn it_is_signed_as_the_clients_id_tokens_and_by_the_key_of_the_day() {
    let (world, apps) = listening().await;
    let mut shown = world.admin("GET", "/clients/notes", &Value::Null).await.json();
    shown["id_token_signed_response_alg"] = "ES256".into();
    world.change_client("notes", &shown).await;
    let mut browser = world.browser();
    Client::NOTES.tokens(&world, &mut browser, "openid").await;
    world.admin("POST", "/users/mira/disable", &json!({})).await.expect(200);
    world.admin("POST", "/keys/rotate", &json!({})).await.expect(200);
    let next = backchannel_logout::next(&world.cx(), &HashSet::new(), 8).unwrap();
    for due in next.due {
        backchannel_logout::deliver(&world.cx(), due).await.unwrap();
    }
    let form = apps.told.lock().unwrap()[0].1.clone();
    let header = jsonwebtoken::decode_header(form.strip_prefix("logout_token=").unwrap()).unwrap();
    assert_eq!(header.alg, jsonwebtoken::Algorithm::ES256);
    let keys = world.admin("GET", "/keys", &Value::Null).await.json();
    let keys = keys.as_array().or_else(|| keys["keys"].as_array()).unwrap().clone();
    let active = keys.iter().find(|key| key["algorithm"] == "ES256" && key["state"] == "active").unwrap();
    assert_eq!(header.kid.as_deref(), active["kid"].as_str());
}

#[tokio::test]
async fn only_clients_that_were_issued_something_in_the_session_are_told() {
    let (world, apps) = listening().await;
    listen(&world, Client::WIKI, "https://wiki.example/out").await;
    let (mut one, mut other) = (world.browser(), world.browser());
    Client::NOTES.tokens(&world, &mut one, "openid").await;
    // A code that nobody exchanged brought nothing.
    one.obtain_code(&Client::WIKI.ask()).await;
    Client::WIKI.tokens(&world, &mut other, "openid").await;
    sign_out(&mut one).await;
    let told = deliver(&world, &apps).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, OUT);
    // Twice in one session is once.
    Client::WIKI.tokens(&world, &mut other, "openid").await;
    sign_out(&mut other).await;
    let told = deliver(&world, &apps).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, "https://wiki.example/out");
}

async fn sign_out(browser: &mut Browser) {
    let page = browser.get("/oauth2/logout").await.expect(200);
    browser.submit(&page, "/logout", &[("decision", "yes")]).await.expect(200);
}

/// The id of mira's only session.
async fn session(world: &World) -> String {
    let sessions = world.admin("GET", "/sessions?user=mira", &Value::Null).await.expect(200).json();
    sessions["sessions"][0]["id"].as_str().unwrap().to_owned()
}

/// Ends mira's session, whose browser this is, in one of the ways.
async fn end(world: &World, browser: &mut Browser, way: &str) {
    match way {
        "sign-out" => sign_out(browser).await,
        "an administrator ends it" => {
            let path = format!("/sessions/{}", session(world).await);
            world.admin("DELETE", &path, &Value::Null).await.expect(204);
        }
        "the person ends it elsewhere" => {
            let mut elsewhere = world.browser();
            elsewhere.sign_in().await;
            let page = elsewhere.get("/account/sessions").await.expect(200);
            elsewhere.submit(&page, "/account/sessions", &[("session", "others")]).await.expect(303);
        }
        "the person takes the app's access back" => {
            let page = browser.get("/account/apps/remove?client=notes").await.expect(200);
            browser.submit(&page, "/account/apps", &[]).await.expect(303);
        }
        "another person signs in in the browser" => {
            let mut other = browser.clone().of("ada");
            let page = other.authorize(&Client::NOTES.ask().with("prompt", "login")).await.expect(200);
            other.fill_in(&page, PASSWORD).await.expect(303);
        }
        "the person changes the password elsewhere" => {
            let mut elsewhere = world.browser();
            elsewhere.sign_in().await;
            let page = elsewhere.get("/account/password").await.expect(200);
            let form = [("old", PASSWORD), ("password", "another long password")];
            elsewhere.submit(&page, "/account/password", &form).await.expect(303);
        }
        "a reset" => {
            let reset =
                world.admin("POST", "/users/mira/reset-password", &json!({})).await.expect(200).json();
            let link = reset["link"].as_str().unwrap().strip_prefix(crate::world::ISSUER).unwrap().to_owned();
            let mut other = world.browser();
            let page = other.get(&link).await.expect(200);
            other.submit(&page, "/reset/", &[("password", "another long password")]).await.expect(200);
        }
        _ => {
            let (method, path) = way.split_once(' ').unwrap();
            let answer = world.admin(method, path, &json!({})).await;
            assert!(answer.status.is_success(), "{}", answer.body);
        }
    }
}

#[tokio::test]
async fn however_a_session_ends_its_tokens_die_and_its_apps_are_told() {
    for way in [
        "sign-out",
        "an administrator ends it",
        "the person ends it elsewhere",
        "the person takes the app's access back",
        "another person signs in in the browser",
        "the person changes the password elsewhere",
        "a reset",
        "POST /users/mira/disable",
        "POST /users/mira/lockdown",
        "POST /users/mira/reset-mfa",
        "DELETE /users/mira",
    ] {
        let (world, apps) = listening().await;
        let mut browser = world.browser();
        let tokens = Client::NOTES.tokens(&world, &mut browser, "openid offline_access").await;
        let code = browser.obtain_code(&Client::NOTES.ask()).await;
        let issued = id_token::claims(&tokens);
        userinfo(&world, &tokens).await.expect(200);
        end(&world, &mut browser, way).await;
        assert_eq!(userinfo(&world, &tokens).await.status, 401, "{way}");
        let refresh = tokens["refresh_token"].as_str().unwrap();
        expect_error(&Client::NOTES.refresh(&world, refresh).await, 400, "invalid_grant");
        expect_error(&Client::NOTES.exchange(&world, &code).await, 400, "invalid_grant");
        let told = deliver(&world, &apps).await;
        assert_eq!(told.len(), 1, "{way}: {told:?}");
        assert_eq!((&told[0].1["sub"], &told[0].1["sid"]), (&issued["sub"], &issued["sid"]), "{way}");
        assert!(deliver(&world, &apps).await.is_empty(), "{way}: once");
    }
}

#[tokio::test]
async fn a_session_whose_time_is_over_tells_nobody_until_all_that_its_person_has_ends() {
    let (world, apps) = listening().await;
    let mut browser = world.browser();
    let tokens = Client::NOTES.tokens(&world, &mut browser, "openid").await;
    world.wait(25 * 3_600);
    service::sweep::sweep(&world.cx()).await.unwrap();
    assert!(deliver(&world, &apps).await.is_empty(), "an app may keep people longer than we do");
    world.admin("POST", "/users/mira/disable", &json!({})).await.expect(200);
    let told = deliver(&world, &apps).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].1["sid"], id_token::claims(&tokens)["sid"]);
}

#[tokio::test]
async fn what_an_app_does_not_take_is_tried_again_and_the_administrator_sees_why() {
    let (world, apps) = listening().await;
    *apps.answers.lock().unwrap() = vec![Err(CallError::Silent), Ok(503), Ok(200)];
    let mut browser = world.browser();
    Client::NOTES.tokens(&world, &mut browser, "openid").await;
    sign_out(&mut browser).await;
    let first = deliver(&world, &apps).await;
    assert_eq!(first.len(), 1);
    let seen = state_of(&world, "notes").await;
    assert_eq!((&seen["waiting"], &seen["given_up"]), (&json!(1), &json!(0)));
    assert_eq!(seen["last"][0]["failure"]["code"], "silent", "{seen}");
    world.wait(1);
    let second = deliver(&world, &apps).await;
    assert_ne!(first[0].1["jti"], second[0].1["jti"], "each try has its own name");
    let failure = state_of(&world, "notes").await["last"][0]["failure"].clone();
    assert_eq!((&failure["code"], &failure["status"]), (&json!("status"), &json!(503)), "{failure}");
    // The administrator is faster than the pause.
    let answer = world.admin("POST", "/clients/notes/logouts/retry", &json!({})).await.expect(200);
    assert_eq!(answer.json(), json!({"count": 1}));
    assert_eq!(deliver(&world, &apps).await.len(), 1);
    let seen = state_of(&world, "notes").await;
    assert_eq!((&seen["last"][0]["state"], &seen["last"][0]["tries"]), (&json!("delivered"), &json!(1)));
    let events = world.events().await;
    assert_eq!(events.iter().filter(|event| *event == "backchannel_logout.failed").count(), 1, "told once");
    assert!(events.contains(&"backchannel_logout.retried".to_owned()));
}

#[tokio::test]
async fn after_a_day_it_is_given_up_and_that_is_in_the_log() {
    let (world, apps) = listening().await;
    let mut browser = world.browser();
    Client::NOTES.tokens(&world, &mut browser, "openid").await;
    sign_out(&mut browser).await;
    let mut tries = 0;
    while state_of(&world, "notes").await["waiting"] == 1 {
        apps.answers.lock().unwrap().push(Ok(500));
        tries += deliver(&world, &apps).await.len();
        world.wait(600);
        assert!(tries < 60);
    }
    assert!((20..60).contains(&tries), "{tries}");
    assert_eq!(state_of(&world, "notes").await["given_up"], 1);
    assert!(world.events().await.contains(&"backchannel_logout.given_up".to_owned()));
}

#[tokio::test]
async fn an_app_of_somebody_is_called_on_the_internet_only_and_the_offices_own_on_its_network() {
    let (world, apps) = listening().await;
    world.change_client("notes", &json!({"owner": "mira"})).await;
    let mut browser = world.browser();
    Client::NOTES.tokens(&world, &mut browser, "openid").await;
    sign_out(&mut browser).await;
    let next = backchannel_logout::next(&world.cx(), &HashSet::new(), 8).unwrap();
    for due in next.due {
        backchannel_logout::deliver(&world.cx(), due).await.unwrap();
    }
    assert_eq!(apps.told.lock().unwrap()[0].0.reach, Reach::Public);
    world.change_client("notes", &json!({"owner": null})).await;
    Client::NOTES.tokens(&world, &mut browser, "openid").await;
    sign_out(&mut browser).await;
    for due in backchannel_logout::next(&world.cx(), &HashSet::new(), 8).unwrap().due {
        backchannel_logout::deliver(&world.cx(), due).await.unwrap();
    }
    assert_eq!(apps.told.lock().unwrap()[1].0.reach, Reach::Office);
}

#[tokio::test]
async fn an_app_that_no_longer_wants_to_be_told_is_not() {
    let (world, apps) = listening().await;
    let mut browser = world.browser();
    Client::NOTES.tokens(&world, &mut browser, "openid").await;
    sign_out(&mut browser).await;
    let mut shown = world.admin("GET", "/clients/notes", &Value::Null).await.json();
    shown.as_object_mut().unwrap().remove("backchannel_logout_uri");
    world.change_client("notes", &shown).await;
    assert!(deliver(&world, &apps).await.is_empty());
    assert_eq!(state_of(&world, "notes").await["waiting"], 0);
}

#[tokio::test]
async fn what_waits_survives_a_restart() {
    let (world, _) = listening().await;
    let mut browser = world.browser();
    Client::NOTES.tokens(&world, &mut browser, "openid").await;
    sign_out(&mut browser).await;
    let world = world.restarted().await;
    let apps = Arc::new(Apps::default());
    world.app.reach_outside_by(Arc::clone(&apps) as Arc<dyn Outside>);
    assert_eq!(deliver(&world, &apps).await.len(), 1);
}
