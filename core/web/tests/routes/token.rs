//! `/oauth2/token`: codes. Refresh tokens, client authentication and ID tokens have files of their own.

mod access_token;
mod assertion;
mod certificate;
mod client_auth;
mod id_token;
mod refresh;
mod rotation;
pub(crate) mod signed;
mod state;

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::world::{Answer, Client, VERIFIER, World, challenge};

#[tokio::test]
async fn a_code_brings_tokens_that_nobody_caches() {
    let world = World::new().await;
    let code = world.browser().obtain_code(&Client::NOTES.ask().with("scope", "openid email")).await;
    let answer = Client::NOTES.exchange(&world, &code).await.expect(200);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("pragma"), "no-cache");
    let tokens = answer.json();
    let names: Vec<&str> = tokens.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["access_token", "expires_in", "id_token", "scope", "token_type"],
        "no refresh token unasked"
    );
    assert_eq!((&tokens["token_type"], &tokens["expires_in"]), (&json!("Bearer"), &json!(3_600)));
    assert_eq!(tokens["scope"], "openid email");
    assert!(tokens["access_token"].as_str().unwrap().len() >= 43, "256 bits");
}

#[tokio::test]
async fn a_code_works_once_and_its_second_use_kills_what_the_first_brought() {
    let world = World::new().await;
    let mut browser = world.browser();
    for later_s in [0, 31, 59, 120] {
        let code = browser.obtain_code(&Client::NOTES.ask().with("scope", "openid offline_access")).await;
        let tokens = Client::NOTES.exchange(&world, &code).await.expect(200).json();
        userinfo(&world, &tokens).await.expect(200);
        world.wait(later_s);
        expect_error(&Client::NOTES.exchange(&world, &code).await, 400, "invalid_grant");
        userinfo(&world, &tokens).await.expect(401);
        let refresh = tokens["refresh_token"].as_str().unwrap();
        expect_error(&Client::NOTES.refresh(&world, refresh).await, 400, "invalid_grant");
        expect_error(&Client::NOTES.exchange(&world, &code).await, 400, "invalid_grant");
    }
    assert!(world.events().await.contains(&"code.replayed".to_owned()));
}

#[tokio::test]
async fn whoever_finds_a_used_code_without_its_verifier_ends_nothing_and_a_replay_is_noted_once() {
    let world = World::new().await;
    let code = world.browser().obtain_code(&Client::BOARD.ask()).await;
    let tokens = Client::BOARD.exchange(&world, &code).await.expect(200).json();
    let form: Vec<_> =
        Client::BOARD.exchange_form(&code).into_iter().filter(|(name, _)| *name != "code_verifier").collect();
    expect_error(&Client::BOARD.call(&world, "/oauth2/token", &form).await, 400, "invalid_grant");
    userinfo(&world, &tokens).await.expect(200);
    for _ in 0..3 {
        expect_error(&Client::BOARD.exchange(&world, &code).await, 400, "invalid_grant");
    }
    userinfo(&world, &tokens).await.expect(401);
    let replays = world.events().await.into_iter().filter(|event| event == "code.replayed").count();
    assert_eq!(replays, 1);
}

#[tokio::test]
async fn another_client_that_overhears_a_used_code_ends_nobodys_session() {
    let world = World::new().await;
    let code = world.browser().obtain_code(&Client::NOTES.ask()).await;
    let tokens = Client::NOTES.exchange(&world, &code).await.expect(200).json();
    expect_error(&Client::WIKI.exchange(&world, &code).await, 400, "invalid_grant");
    userinfo(&world, &tokens).await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_parallel_uses_of_a_code_one_wins_and_then_its_tokens_are_dead() {
    let world = World::new().await;
    let mut browser = world.browser();
    for _ in 0..3 {
        let code = browser.obtain_code(&Client::NOTES.ask()).await;
        let mut uses = JoinSet::new();
        for _ in 0..8 {
            let (server, code) = (world.server(), code.clone());
            uses.spawn(async move {
                Client::NOTES.call_from(&server, "/oauth2/token", &Client::NOTES.exchange_form(&code)).await
            });
        }
        let answers = uses.join_all().await;
        let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 200);
        assert_eq!((won.len(), lost.len()), (1, 7));
        lost.iter().for_each(|answer| expect_error(answer, 400, "invalid_grant"));
        userinfo(&world, &won[0].json()).await.expect(401);
    }
}

#[tokio::test]
async fn a_code_waits_sixty_seconds_and_no_longer() {
    let world = World::new().await;
    let mut browser = world.browser();
    let code = browser.obtain_code(&Client::NOTES.ask()).await;
    world.wait(59);
    Client::NOTES.exchange(&world, &code).await.expect(200);
    let code = browser.obtain_code(&Client::NOTES.ask()).await;
    world.wait(60);
    expect_error(&Client::NOTES.exchange(&world, &code).await, 400, "invalid_grant");
    // By the setting.
    world.set("lifetime.code_s", "10").await;
    let code = browser.obtain_code(&Client::NOTES.ask()).await;
    world.wait(10);
    expect_error(&Client::NOTES.exchange(&world, &code).await, 400, "invalid_grant");
}

#[tokio::test]
async fn a_code_is_bound_to_its_client_and_redirect_uri() {
    let world = World::new().await;
    let mut browser = world.browser();
    let code = browser.obtain_code(&Client::WIKI.ask()).await;
    let form = |uri| [("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", uri)];
    let notes = Client::NOTES.call(&world, "/oauth2/token", &form(Client::WIKI.redirect_uri)).await;
    expect_error(&notes, 400, "invalid_grant");
    // The other registered one is another one.
    for uri in ["https://wiki.example/other", "https://wiki.example/cb", "https://wiki.example/cb?tenant=1&x"]
    {
        let answer = Client::WIKI.call(&world, "/oauth2/token", &form(uri)).await;
        expect_error(&answer, 400, "invalid_grant");
    }
    let answer = Client::WIKI.call(&world, "/oauth2/token", &form(Client::WIKI.redirect_uri)[..2]).await;
    expect_error(&answer, 400, "invalid_request");
    Client::WIKI.exchange(&world, &code).await.expect(200);
}

#[tokio::test]
async fn challenge_and_verifier_belong_together() {
    let world = World::new().await;
    let mut browser = world.browser();
    let with = Client::NOTES
        .ask()
        .with("code_challenge", &challenge(VERIFIER))
        .with("code_challenge_method", "S256");
    let wrong = format!("{VERIFIER}x");
    let challenge = challenge(VERIFIER);
    for (ask, verifier, works) in [
        (&with, Some(VERIFIER), true),
        (&with, None, false),
        (&with, Some(wrong.as_str()), false),
        (&with, Some(challenge.as_str()), false),
        (&with, Some("short"), false),
        (&with, Some(""), false),
        (&Client::NOTES.ask(), None, true),
        // RFC 9700 4.8.2: somebody took the challenge out of the request.
        (&Client::NOTES.ask(), Some(VERIFIER), false),
    ] {
        let code = browser.obtain_code(ask).await;
        let mut form = Client::NOTES.exchange_form(&code);
        form.extend(verifier.map(|verifier| ("code_verifier", verifier)));
        let answer = Client::NOTES.call(&world, "/oauth2/token", &form).await;
        if works { drop(answer.expect(200)) } else { expect_error(&answer, 400, "invalid_grant") }
    }
}

#[tokio::test]
async fn public_clients_need_their_verifier() {
    let world = World::new().await;
    let mut browser = world.browser();
    let code = browser.obtain_code(&Client::BOARD.ask()).await;
    let form = Client::BOARD.exchange_form(&code);
    let without: Vec<_> = form.iter().copied().filter(|(name, _)| *name != "code_verifier").collect();
    expect_error(&Client::BOARD.call(&world, "/oauth2/token", &without).await, 400, "invalid_grant");
    Client::BOARD.exchange(&world, &code).await.expect(200);
}

#[tokio::test]
async fn what_is_no_token_request_is_refused_in_the_words_of_rfc6749() {
    let world = World::new().await;
    let code = world.browser().obtain_code(&Client::NOTES.ask()).await;
    let good = Client::NOTES.exchange_form(&code);
    for (form, error) in [
        (vec![], "invalid_request"),
        (vec![("grant_type", "authorization_code")], "invalid_request"),
        (vec![("grant_type", "refresh_token")], "invalid_request"),
        (vec![("grant_type", "password"), ("username", "mira"), ("password", "x")], "unsupported_grant_type"),
        (vec![("grant_type", "client_credentials")], "unauthorized_client"),
        (vec![("grant_type", "implicit")], "unsupported_grant_type"),
        ([good.clone(), vec![("code", "other")]].concat(), "invalid_request"),
        ([good.clone(), vec![("grant_type", "refresh_token")]].concat(), "invalid_request"),
    ] {
        expect_error(&Client::NOTES.call(&world, "/oauth2/token", &form).await, 400, error);
    }
    for code in ["nonsense", &code.to_uppercase(), &format!("{code} ")] {
        expect_error(&Client::NOTES.exchange(&world, code).await, 400, "invalid_grant");
    }
    Client::NOTES.exchange(&world, &code).await.expect(200);
}

#[tokio::test]
async fn only_a_form_of_bounded_size_by_post_is_read() {
    let world = World::new().await;
    let body = r#"{"grant_type":"authorization_code"}"#.to_owned();
    let mut server = world.server().saying("content-type", "application/json");
    expect_error(&server.send("POST", "/oauth2/token", Some(body)).await, 400, "invalid_request");
    let long = format!("grant_type=authorization_code&code={}", "x".repeat(70_000));
    expect_error(&world.server().send("POST", "/oauth2/token", Some(long)).await, 413, "invalid_request");
    for raw in ["code=%zz", "code=%ff", "a=1&a=2"] {
        let answer = world.server().send("POST", "/oauth2/token", Some(raw.to_owned())).await;
        expect_error(&answer, 400, "invalid_request");
    }
    let answer = world.server().get("/oauth2/token?grant_type=authorization_code").await;
    expect_error(&answer, 405, "invalid_request");
}

#[tokio::test]
async fn grants_that_a_client_did_not_register_are_not_served() {
    let world = World::new().await;
    let mut browser = world.browser();
    world
        .register(json!({
            "client_id": "once", "client_secret": "s".repeat(40), "trusted": true,
            "redirect_uris": ["https://once.example/cb"], "grant_types": ["authorization_code"],
        }))
        .await;
    let once = Client {
        id: "once",
        secret: Some("ssssssssssssssssssssssssssssssssssssssss"),
        redirect_uri: "https://once.example/cb",
    };
    let tokens = once.tokens(&world, &mut browser, "openid offline_access").await;
    assert!(tokens.get("refresh_token").is_none(), "OIDC Core 11: ignored");
    assert_eq!(tokens["scope"], "openid");
    expect_error(&once.refresh(&world, "x").await, 400, "unauthorized_client");
}

#[tokio::test]
async fn sign_out_ends_a_code_that_waits_and_the_tokens_that_were_issued() {
    let world = World::new().await;
    let mut browser = world.browser();
    let tokens = Client::NOTES.tokens(&world, &mut browser, "openid offline_access").await;
    let code = browser.obtain_code(&Client::NOTES.ask()).await;
    let home = browser.open("/").await.expect(200);
    browser.submit(&home, "/logout", &[]).await.expect(200);
    expect_error(&Client::NOTES.exchange(&world, &code).await, 400, "invalid_grant");
    userinfo(&world, &tokens).await.expect(401);
    let refresh = tokens["refresh_token"].as_str().unwrap();
    expect_error(&Client::NOTES.refresh(&world, refresh).await, 400, "invalid_grant");
}

#[tokio::test]
async fn tokens_and_codes_stand_in_no_file_in_clear() {
    let world = World::new().await;
    let mut browser = world.browser();
    let tokens = Client::BOARD.tokens(&world, &mut browser, "openid offline_access").await;
    let code = browser.obtain_code(&Client::BOARD.ask()).await;
    let files = world.files();
    let secrets = [
        tokens["access_token"].as_str().unwrap(),
        tokens["refresh_token"].as_str().unwrap(),
        &code,
        &browser.cookies[crate::world::SESSION],
        &browser.cookies[crate::world::BROWSER],
        Client::NOTES.secret.unwrap(),
        crate::world::PASSWORD,
    ];
    for secret in secrets {
        assert!(!files.windows(secret.len()).any(|window| window == secret.as_bytes()), "{secret}");
    }
}

/// Asks userinfo with the access token of an answer.
pub(crate) async fn userinfo(world: &World, tokens: &Value) -> Answer {
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    world.server().saying("authorization", &bearer).get("/oauth2/userinfo").await
}

#[track_caller]
pub(crate) fn expect_error(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cache-control"), "no-store");
    let body = answer.json();
    assert_eq!(body["error"], code, "{body}");
    assert!(body["error_description"].as_str().is_some_and(|text| !text.is_empty()), "{body}");
}
