//! `/oauth2/par` (RFC 9126): a request is left here, and its person comes with a reference.

use serde_json::{Value, json};

use crate::token::expect_error;
use crate::world::{Answer, Ask, Client, Prover, World};

/// Leaves a request; the answer.
async fn push(world: &World, client: Client, ask: &Ask) -> Answer {
    let form: Vec<(&str, &str)> = ask
        .0
        .iter()
        .filter(|(name, _)| name != "client_id")
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    client.call(world, "/oauth2/par", &form).await
}

/// Leaves a request; its reference.
async fn reference(world: &World, client: Client, ask: &Ask) -> String {
    let pushed = push(world, client, ask).await.expect(201).json();
    pushed["request_uri"].as_str().unwrap().to_owned()
}

/// What a browser is sent with (RFC 9126 4).
fn with(client: &str, request_uri: &str) -> Ask {
    Ask::default().and("client_id", client).and("request_uri", request_uri)
}

#[tokio::test]
async fn rfc9126_2_2_a_reference_stands_for_the_request() {
    let world = World::new().await;
    let answer = push(&world, Client::NOTES, &Client::NOTES.ask()).await.expect(201);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cache-control"), "no-store");
    let pushed = answer.json();
    assert_eq!(pushed["expires_in"], 90);
    let uri = pushed["request_uri"].as_str().unwrap();
    assert!(uri.starts_with("urn:ietf:params:oauth:request_uri:"), "{uri}");
    let mut browser = world.browser();
    let answer = browser.complete(&with("notes", uri)).await.expect(303);
    assert!(answer.location().starts_with("https://notes.example/cb?code="), "{}", answer.location());
    assert_eq!(answer.sent("state").as_deref(), Some("the state"));
    Client::NOTES.exchange(&world, &answer.sent("code").unwrap()).await.expect(200);
    assert!(!String::from_utf8_lossy(&world.files()).contains(uri), "only its hash is stored");
}

#[tokio::test]
async fn opening_the_page_uses_nothing_up_and_an_answer_does() {
    let world = World::new().await;
    let uri = reference(&world, Client::NOTES, &Client::NOTES.ask()).await;
    let mut browser = world.browser();
    for _ in 0..3 {
        let page = browser.authorize(&with("notes", &uri)).await;
        assert!(page.find_form("/login").is_some(), "{}", page.words());
    }
    let other = world.browser().authorize(&with("notes", &uri)).await;
    assert!(other.find_form("/login").is_some(), "another browser, maybe the same person's");
    // Begun in time, finished later.
    let page = browser.authorize(&with("notes", &uri)).await;
    world.wait(120);
    assert!(browser.go_on(page).await.sent("code").is_some());
    for mut browser in [browser, world.browser()] {
        let page = browser.get(&with("notes", &uri).path()).await.expect(400);
        assert!(page.says("request_uri is unknown, expired or was used"), "{}", page.words());
        assert!(page.says("invalid_request_uri"));
    }
}

#[tokio::test]
async fn two_browsers_with_one_reference_get_one_code() {
    let world = World::new().await;
    let uri = reference(&world, Client::NOTES, &Client::NOTES.ask()).await;
    let (mut one, mut two) = (world.browser(), world.browser());
    let (page, other) =
        (one.authorize(&with("notes", &uri)).await, two.authorize(&with("notes", &uri)).await);
    let (first, second) = (one.go_on(page).await, two.go_on(other).await);
    assert!(first.sent("code").is_some());
    assert!(second.sent("code").is_none() && second.says("was used"), "{}", second.words());
}

#[tokio::test]
async fn saying_no_uses_it_up_too() {
    let world = World::new().await;
    let uri = reference(&world, Client::NOTES, &Client::NOTES.ask()).await;
    let mut browser = world.browser();
    let page = browser.authorize(&with("notes", &uri)).await;
    let back = browser.submit(&page, "/login/cancel", &[]).await.expect(303);
    assert_eq!(back.sent("error").as_deref(), Some("access_denied"));
    browser.get(&with("notes", &uri).path()).await.expect(400);
}

#[tokio::test]
async fn rfc9126_4_a_reference_is_its_clients_and_for_a_short_while() {
    let world = World::new().await;
    let uri = reference(&world, Client::NOTES, &Client::NOTES.ask()).await;
    for (ask, code) in [
        (with("wiki", &uri), "invalid_request_uri"),
        (with("notes", &format!("{uri}x")), "invalid_request_uri"),
        (with("notes", "urn:ietf:params:oauth:request_uri:"), "invalid_request_uri"),
        (with("nobody", &uri), "invalid_request"),
        (Ask::default().and("request_uri", &uri), "invalid_request"),
    ] {
        let page = world.browser().get(&ask.path()).await.expect(400);
        assert!(page.says(code) && page.location().is_empty(), "{}", page.words());
    }
    world.wait(90);
    world.browser().get(&with("notes", &uri).path()).await.expect(400);
    world.set("lifetime.pushed_request_s", "600").await;
    let pushed = push(&world, Client::NOTES, &Client::NOTES.ask()).await.expect(201).json();
    assert_eq!(pushed["expires_in"], 600);
}

#[tokio::test]
async fn rfc9126_4_nothing_beside_the_reference_counts() {
    let world = World::new().await;
    let uri = reference(&world, Client::NOTES, &Client::NOTES.ask()).await;
    let ask = with("notes", &uri)
        .and("redirect_uri", "https://evil.example/")
        .and("state", "other")
        .and("scope", "x");
    let answer = world.browser().complete(&ask).await.expect(303);
    assert!(answer.location().starts_with("https://notes.example/cb?code="), "{}", answer.location());
    assert_eq!(answer.sent("state").as_deref(), Some("the state"));
}

#[tokio::test]
async fn rfc9126_2_3_the_client_is_told_at_once_what_is_wrong() {
    let world = World::new().await;
    let ask = Client::NOTES.ask();
    for (ask, error) in [
        (ask.clone().with("redirect_uri", "https://evil.example/"), "invalid_request"),
        (ask.clone().without("redirect_uri"), "invalid_request"),
        (ask.clone().with("response_type", "token"), "unsupported_response_type"),
        (ask.clone().without("response_type"), "invalid_request"),
        (ask.clone().with("scope", "email"), "invalid_scope"),
        (ask.clone().with("prompt", "none login"), "invalid_request"),
        (ask.clone().with("claims", "x"), "invalid_request"),
        (ask.clone().with("resource", "https://r.example"), "invalid_target"),
        (ask.clone().with("id_token_hint", "x"), "invalid_request"),
        (ask.clone().with("request_uri", "urn:ietf:params:oauth:request_uri:x"), "invalid_request"),
        (ask.clone().with("code_challenge", "x"), "invalid_request"),
        (ask.clone().and("scope", "openid"), "invalid_request"),
    ] {
        expect_error(&push(&world, Client::NOTES, &ask).await, 400, error);
    }
    // A public client has no secret, and has to use PKCE.
    expect_error(
        &push(
            &world,
            Client::BOARD,
            &Client::BOARD.ask().without("code_challenge").without("code_challenge_method"),
        )
        .await,
        400,
        "invalid_request",
    );
    let uri = reference(&world, Client::BOARD, &Client::BOARD.ask()).await;
    assert!(world.browser().complete(&with("board", &uri)).await.sent("code").is_some());
}

#[tokio::test]
async fn who_does_not_prove_itself_or_asks_otherwise_is_refused_cleanly() {
    let world = World::new().await;
    let mut server = world.server();
    let body = Client::NOTES.ask().encode();
    let answer = server.send("POST", "/oauth2/par", Some(body.clone())).await;
    expect_error(&answer, 401, "invalid_client");
    let wrong = Client { secret: Some("wrong"), ..Client::NOTES };
    expect_error(&push(&world, wrong, &Client::NOTES.ask()).await, 401, "invalid_client");
    for method in ["GET", "PUT", "DELETE"] {
        let answer = server.send(method, "/oauth2/par", None).await.expect(405);
        assert_eq!(answer.json()["error"], "invalid_request", "{method}");
    }
    let mut json = server.clone().saying("content-type", "application/json");
    expect_error(&json.send("POST", "/oauth2/par", Some("{}".into())).await, 400, "invalid_request");
    // Another client's name beside its own proof.
    let form = [("client_id", "wiki"), ("response_type", "code")];
    expect_error(&Client::NOTES.call(&world, "/oauth2/par", &form).await, 400, "invalid_request");
    world.change_client("notes", &json!({"state": "disabled"})).await;
    expect_error(&push(&world, Client::NOTES, &Client::NOTES.ask()).await, 401, "invalid_client");
}

#[tokio::test]
async fn rfc9126_6_who_has_to_push_is_not_served_otherwise() {
    let world = World::new().await;
    world
        .register(json!({
            "client_id": "strict", "client_secret": Client::NOTES.secret, "trusted": true,
            "redirect_uris": [Client::NOTES.redirect_uri], "require_pushed_authorization_requests": true,
        }))
        .await;
    let strict = Client { id: "strict", ..Client::NOTES };
    let refused = world.browser().get(&strict.ask().path()).await.expect(303);
    assert_eq!(refused.sent("error").as_deref(), Some("invalid_request"));
    let uri = reference(&world, strict, &strict.ask()).await;
    let mut browser = world.browser();
    assert!(browser.complete(&with("strict", &uri)).await.sent("code").is_some());
    // Also where it is asked for by a form of another site.
    let uri = reference(&world, strict, &strict.ask()).await;
    let answer = browser.clone().send("POST", "/oauth2/authorize", Some(with("strict", &uri).encode())).await;
    assert!(browser.follow(answer).await.sent("code").is_some());
}

#[tokio::test]
async fn what_waits_is_bounded_and_forgotten() {
    let world = World::new().await;
    let first = reference(&world, Client::NOTES, &Client::NOTES.ask()).await;
    world.wait(1);
    for _ in 0..499 {
        reference(&world, Client::NOTES, &Client::NOTES.ask()).await;
    }
    assert!(world.browser().authorize(&with("notes", &first)).await.find_form("/login").is_some());
    let last = reference(&world, Client::NOTES, &Client::NOTES.ask()).await;
    world.browser().get(&with("notes", &first).path()).await.expect(400);
    assert!(world.browser().authorize(&with("notes", &last)).await.find_form("/login").is_some());
    world.wait(4_000);
    assert!(service::sweep::sweep(&world.cx()).await.unwrap() >= 500);
    let _: Value = push(&world, Client::NOTES, &Client::NOTES.ask()).await.expect(201).json();
}

#[tokio::test]
async fn rfc8707_2_a_resource_is_granted_with_the_code_and_bounds_what_is_exchanged() {
    let world = World::new().await;
    world
        .register(json!({
            "client_id": "files", "client_secret": Client::NOTES.secret, "trusted": true,
            "redirect_uris": [Client::NOTES.redirect_uri], "resources": ["https://r.example/a", "https://r.example/b"],
        }))
        .await;
    let files = Client { id: "files", ..Client::NOTES };
    let ask = files.ask().and("resource", "https://r.example/a");
    let refused = push(&world, files, &files.ask().and("resource", "https://r.example/c")).await;
    expect_error(&refused, 400, "invalid_target");
    let uri = reference(&world, files, &ask).await;
    let mut browser = world.browser();
    for (resource, status) in [("https://r.example/a", 200), ("https://r.example/b", 400)] {
        let code = browser.obtain_code(&if status == 200 { with("files", &uri) } else { ask.clone() }).await;
        let mut form = files.exchange_form(&code);
        form.push(("resource", resource));
        files.call(&world, "/oauth2/token", &form).await.expect(status);
    }
}

#[tokio::test]
async fn rfc8707_2_2_a_refresh_narrows_and_what_the_client_lost_is_lost() {
    let world = World::new().await;
    let (one, two) = ("https://r.example/a", "https://r.example/b");
    let files = Client { id: "files", ..Client::NOTES };
    let metadata = json!({
        "client_id": "files", "client_secret": files.secret, "trusted": true,
        "redirect_uris": [files.redirect_uri], "resources": [one, two],
    });
    world.register(metadata).await;
    let ask = files.ask().with("scope", "openid offline_access").and("resource", one).and("resource", two);
    let tokens = files.tokens(&world, &mut world.browser(), "openid offline_access").await;
    assert_eq!(about(&world, files, &tokens["access_token"]).await["aud"], "files", "none was named");
    let code = world.browser().obtain_code(&ask).await;
    let tokens = files.exchange(&world, &code).await.expect(200).json();
    assert_eq!(about(&world, files, &tokens["access_token"]).await["aud"], json!([one, two]));
    let refresh = async |resource: &str| {
        let token = tokens["refresh_token"].as_str().unwrap();
        let form = [("grant_type", "refresh_token"), ("refresh_token", token), ("resource", resource)];
        files.call(&world, "/oauth2/token", &form).await
    };
    let narrowed = refresh(one).await.expect(200).json();
    assert_eq!(about(&world, files, &narrowed["access_token"]).await["aud"], one);
    expect_error(&refresh("https://r.example/c").await, 400, "invalid_target");
    let less = json!({"redirect_uris": [files.redirect_uri], "resources": [two]});
    world.change_client("files", &less).await;
    expect_error(&refresh(one).await, 400, "invalid_target");
    refresh(two).await.expect(200);
}

async fn about(world: &World, client: Client, token: &Value) -> Value {
    let form = [("token", token.as_str().unwrap())];
    client.call(world, "/oauth2/introspect", &form).await.expect(200).json()
}

#[tokio::test]
async fn rfc9449_10_1_a_key_that_is_proved_or_named_when_pushing_is_the_one_that_the_code_needs() {
    let world = World::new().await;
    let (own, other) = (Prover::new(), Prover::new());
    let ask = Client::BOARD.ask();
    let pairs = ask.0.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let form: Vec<(&str, &str)> = pairs.filter(|(name, _)| *name != "client_id").collect();
    let jkt = own.jkt();
    let named = [form.clone(), vec![("dpop_jkt", jkt.as_str())]].concat();
    let theirs = other.jkt();
    let mixed = [form.clone(), vec![("dpop_jkt", theirs.as_str())]].concat();
    let refused = own.call(&world, Client::BOARD, "/oauth2/par", &mixed).await;
    expect_error(&refused, 400, "invalid_dpop_proof");
    let malformed = [form.clone(), vec![("dpop_jkt", "short")]].concat();
    expect_error(&Client::BOARD.call(&world, "/oauth2/par", &malformed).await, 400, "invalid_request");
    for (proves, form) in [(true, &form), (true, &named), (false, &named)] {
        let pushed = match proves {
            true => own.call(&world, Client::BOARD, "/oauth2/par", form).await,
            false => Client::BOARD.call(&world, "/oauth2/par", form).await,
        };
        let pushed = pushed.expect(201).json();
        let uri = pushed["request_uri"].as_str().unwrap();
        let mut browser = world.browser();
        let code = browser.obtain_code(&with("board", uri)).await;
        let exchange = Client::BOARD.exchange_form(&code);
        other.call(&world, Client::BOARD, "/oauth2/token", &exchange).await.expect(400);
        Client::BOARD.exchange(&world, &code).await.expect(400);
        let tokens = own.call(&world, Client::BOARD, "/oauth2/token", &exchange).await.expect(200).json();
        assert_eq!(tokens["token_type"], "DPoP");
    }
}
