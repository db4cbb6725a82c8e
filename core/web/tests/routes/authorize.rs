//! `/oauth2/authorize`: where an answer may go, what is refused there and what on a page of ours.

use serde_json::json;

use crate::world::{Answer, Ask, Client, ISSUER, VERIFIER, World, challenge};

#[tokio::test]
async fn a_request_ends_at_its_client_with_code_state_and_issuer_and_nothing_else() {
    let world = World::new().await;
    let answer = world.browser().complete(&Client::NOTES.ask()).await.expect(303);
    assert!(answer.location().starts_with("https://notes.example/cb?code="), "{}", answer.location());
    assert_eq!(answer.sent_names(), ["code", "state", "iss"]);
    assert_eq!(answer.sent("state").as_deref(), Some("the state"));
    assert_eq!(answer.sent("iss").as_deref(), Some(ISSUER));
    assert!(answer.sent("code").unwrap().len() >= 43, "256 bits");
}

#[tokio::test]
async fn a_query_in_the_registered_uri_stays() {
    let world = World::new().await;
    let answer = world.browser().complete(&Client::WIKI.ask()).await.expect(303);
    assert!(answer.location().starts_with("https://wiki.example/cb?tenant=1&code="), "{}", answer.location());
    assert_eq!(answer.sent_names(), ["tenant", "code", "state", "iss"]);
}

#[tokio::test]
async fn only_the_registered_redirect_uri_letter_by_letter_is_answered() {
    let world = World::new().await;
    let mut signed_in = world.browser();
    signed_in.complete(&Client::NOTES.ask()).await.expect(303);
    for sent in [
        "https://notes.example/cb/",
        "https://notes.example/cb?",
        "https://notes.example/cb?x=1",
        "https://notes.example/cb#",
        "https://notes.example/cb#x",
        "https://notes.example/CB",
        "https://NOTES.example/cb",
        "HTTPS://notes.example/cb",
        "https://notes.example:443/cb",
        "https://notes.example/cb/../cb",
        "https://notes.example//cb",
        "https://notes.example/%63b",
        "https://notes.example/cb%00",
        "https://notes.example/cb\\",
        " https://notes.example/cb",
        "https://notes.example/cb ",
        "https://notes.example@evil.example/cb",
        "https://user@notes.example/cb",
        "https://notes.example.evil.example/cb",
        "https://evil.example/cb",
        "//notes.example/cb",
        "/cb",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://notes.example/cb",
        "https://wiki.example/cb?tenant=1",
    ] {
        let ask = Client::NOTES.ask().with("redirect_uri", sent);
        // Whatever else is wrong, or right, is not said there.
        for ask in
            [ask.clone(), ask.clone().with("response_type", "bogus"), ask.clone().with("prompt", "none")]
        {
            expect_page(&signed_in.clone().get(&ask.path()).await, 400, "redirect_uri is not registered");
            expect_page(&world.browser().get(&ask.path()).await, 400, "redirect_uri is not registered");
            expect_page(&posted(&world, &ask).await, 400, "redirect_uri is not registered");
        }
    }
}

#[tokio::test]
async fn rfc8252_7_3_the_port_is_free_for_native_clients_on_loopback_addresses() {
    let world = World::new().await;
    let mut browser = world.browser();
    let at = |uri: &str| Client::TOOL.ask().with("redirect_uri", uri);
    let answer = browser.complete(&at("http://127.0.0.1:49152/cb")).await.expect(303);
    assert!(answer.location().starts_with("http://127.0.0.1:49152/cb?code="), "{}", answer.location());
    for uri in [
        "http://127.0.0.1:49152/other",
        "http://127.0.0.2:49152/cb",
        "https://127.0.0.1:49152/cb",
        "http://localhost:49152/cb",
        "http://127.0.0.1:49152@evil.example/cb",
        "http://127.0.0.1.evil.example/cb",
    ] {
        expect_page(&browser.get(&at(uri).path()).await, 400, "redirect_uri is not registered");
    }
    // A client of the web has no such freedom.
    world
        .register(json!({"client_id": "web", "client_secret": "s".repeat(40), "redirect_uris": ["http://127.0.0.1/cb"]}))
        .await;
    let ask = at("http://127.0.0.1:49152/cb").with("client_id", "web");
    expect_page(&browser.get(&ask.path()).await, 400, "redirect_uri is not registered");
}

#[tokio::test]
async fn a_redirect_uri_that_is_not_named_is_never_guessed() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.complete(&Client::NOTES.ask()).await.expect(303);
    // Among several, and where only one is registered (OIDC Core 3.1.2.1: it is required).
    for client in [Client::WIKI, Client::NOTES] {
        let ask = client.ask().without("redirect_uri");
        expect_page(&browser.get(&ask.path()).await, 400, "redirect_uri is missing");
        expect_page(&browser.get(&ask.and("redirect_uri", "").path()).await, 400, "redirect_uri is missing");
    }
}

#[tokio::test]
async fn dangerous_uris_cannot_be_registered() {
    let world = World::new().await;
    for uri in [
        "javascript:alert(1)",
        "data:text/html,x",
        "http://plain.example/cb",
        "https://user@app.example/cb",
        "https://user:pw@app.example/cb",
        "https://app.example/cb#fragment",
        "https://*.app.example/cb",
        "https://app.example/c b",
        "https://app.example\\@evil.example/",
        "com.example.app:/cb",
        "/cb",
        "",
    ] {
        for field in ["redirect_uris", "post_logout_redirect_uris"] {
            let mut client = json!({"client_name": "x", "redirect_uris": ["https://app.example/cb"]});
            client[field] = json!(["https://app.example/good", uri]);
            let answer = world.admin("POST", "/clients", &client).await;
            assert_eq!(answer.status, 422, "{field} {uri}: {}", answer.body);
            world.admin("PATCH", "/clients/notes", &client).await.expect(422);
        }
    }
    world.admin("POST", "/clients", &json!({"client_name": "x"})).await.expect(422);
}

#[tokio::test]
async fn what_cannot_be_read_or_trusted_is_said_on_a_page_of_ours() {
    let world = World::new().await;
    let many = (0..70).fold(Client::NOTES.ask(), |ask, n| ask.and(&format!("x{n}"), "1"));
    let base = Client::NOTES.ask();
    let raw = |extra: &str| format!("{}&{extra}", base.path());
    for (path, words) in [
        (base.clone().and("state", "other").path(), "more than once"),
        (base.clone().and("redirect_uri", "https://evil.example/").path(), "more than once"),
        (base.clone().and("client_id", "wiki").path(), "more than once"),
        (raw("%73tate=twice"), "more than once"),
        (raw("x=%zz"), "not valid UTF-8"),
        (raw("x=%ff%fe"), "not valid UTF-8"),
        (raw("x=%"), "not valid UTF-8"),
        (raw("x=%00"), "not valid UTF-8"),
        (many.path(), "too many"),
        (base.clone().without("client_id").path(), "client_id is not registered"),
        (base.clone().with("client_id", "nobody").path(), "client_id is not registered"),
        (base.clone().with("client_id", "NOTES").path(), "client_id is not registered"),
        ("/oauth2/authorize".to_owned(), "client_id is not registered"),
    ] {
        expect_page(&world.browser().get(&path).await, 400, words);
    }
}

#[tokio::test]
async fn what_a_stranger_sent_is_shown_escaped_and_what_is_registered_to_administrators_only() {
    let world = World::new().await;
    let ask = Client::NOTES.ask().with("redirect_uri", "https://x/\"><script>alert(1)</script>");
    let (mut ada, mut mira) = (world.browser().of("ada"), world.browser());
    ada.sign_in().await;
    mira.sign_in().await;
    for browser in [&mut mira, &mut world.browser()] {
        let page = browser.get(&ask.path()).await.expect(400);
        assert!(!page.body.contains("<script>alert"), "escaped");
        assert!(page.says("<script>alert(1)</script>"), "shown");
        assert!(!page.says("https://notes.example/cb"), "guessing is not helped");
    }
    let page = ada.get(&ask.path()).await.expect(400);
    assert!(page.words().replace(' ', "").contains("https://notes.example/cb"), "{}", page.words());
}

#[tokio::test]
async fn each_wrong_parameter_is_told_to_the_client() {
    let world = World::new().await;
    let mut signed_in = world.browser();
    signed_in.complete(&Client::NOTES.ask()).await.expect(303);
    let base = Client::NOTES.ask();
    for (ask, code) in [
        (base.clone().without("response_type"), "invalid_request"),
        (base.clone().with("response_type", "token"), "unsupported_response_type"),
        (base.clone().with("response_mode", "web_message"), "invalid_request"),
        (base.clone().without("scope"), "invalid_scope"),
        (base.clone().with("scope", "email"), "invalid_scope"),
        (base.clone().with("scope", "OpenID"), "invalid_scope"),
        (base.clone().with("request", "eyJhbGciOiJub25lIn0.e30."), "invalid_request_object"),
        (base.clone().with("request_uri", "https://notes.example/r"), "request_uri_not_supported"),
        (base.clone().with("prompt", "none login"), "invalid_request"),
        (base.clone().with("prompt", "none consent"), "invalid_request"),
        (base.clone().with("max_age", "-1"), "invalid_request"),
        (base.clone().with("max_age", "soon"), "invalid_request"),
        (base.clone().with("nonce", &"n".repeat(600)), "invalid_request"),
        (base.clone().with("id_token_hint", "nonsense"), "invalid_request"),
        (base.clone().with("code_challenge", &challenge(VERIFIER)), "invalid_request"),
        (base.clone().with("code_challenge_method", "S256"), "invalid_request"),
        (
            base.clone().with("code_challenge", VERIFIER).with("code_challenge_method", "plain"),
            "invalid_request",
        ),
        (
            base.clone().with("code_challenge", "short").with("code_challenge_method", "S256"),
            "invalid_request",
        ),
    ] {
        for answer in [signed_in.clone().get(&ask.path()).await, world.browser().get(&ask.path()).await] {
            expect_refusal(&answer, "https://notes.example/cb?", code);
        }
        let answer = posted(&world, &ask).await;
        let answer = world.browser().follow(answer).await;
        expect_refusal(&answer, "https://notes.example/cb?", code);
    }
}

#[tokio::test]
async fn clients_that_must_use_pkce_are_refused_without() {
    let world = World::new().await;
    let without = |ask: Ask| ask.without("code_challenge").without("code_challenge_method");
    let answer = world.browser().get(&without(Client::BOARD.ask()).path()).await;
    expect_refusal(&answer, "https://board.example/cb?", "invalid_request");
    world
        .register(json!({
            "client_id": "strict", "client_secret": "s".repeat(40), "require_pkce": true,
            "redirect_uris": ["https://strict.example/cb"],
        }))
        .await;
    let ask =
        Client::NOTES.ask().with("client_id", "strict").with("redirect_uri", "https://strict.example/cb");
    expect_refusal(&world.browser().get(&ask.path()).await, "https://strict.example/cb?", "invalid_request");
}

#[tokio::test]
async fn a_client_that_is_switched_off_is_said_so_on_our_page_and_never_at_an_unmatched_uri() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.complete(&Client::NOTES.ask()).await.expect(303);
    let page = world.browser();
    let under_way = page.clone().authorize(&Client::NOTES.ask()).await;
    world.change_client("notes", &json!({"state": "disabled"})).await;
    expect_page(&browser.get(&Client::NOTES.ask().path()).await, 400, "switched off");
    expect_page(&browser.get(&Client::NOTES.ask().with("prompt", "none").path()).await, 400, "switched off");
    let other = Client::NOTES.ask().with("redirect_uri", "https://evil.example/");
    expect_page(&browser.get(&other.path()).await, 400, "redirect_uri is not registered");
    drop(under_way);
    world.admin("DELETE", "/clients/notes", &json!({})).await.expect(204);
    expect_page(&browser.get(&Client::NOTES.ask().path()).await, 400, "client_id is not registered");
}

#[tokio::test]
async fn what_is_unknown_is_ignored_and_order_does_not_matter() {
    let world = World::new().await;
    let mut browser = world.browser();
    let base = Client::NOTES.ask();
    let mut reversed = base.clone();
    reversed.0.reverse();
    for ask in [
        base.clone().and("extra", "1"),
        base.clone().and("display", "page"),
        base.clone().and("display", "popup"),
        base.clone().and("acr_values", "1 2 urn:x"),
        base.clone().and("claims_locales", "se nl"),
        base.clone().and("ui_locales", "xx zz"),
        base.clone().and("login_hint", "nobody@nowhere.example"),
        base.clone().and("claims", r#"{"userinfo":{"name":{"essential":true}}}"#),
        base.clone().and("response_mode", "query"),
        base.clone().with("scope", "made_up openid"),
        base.clone().and("nonce", "").and("max_age", "").and("prompt", ""),
        reversed,
    ] {
        browser.obtain_code(&ask).await;
    }
}

#[tokio::test]
async fn state_comes_back_as_it_was_sent_whatever_its_length() {
    let world = World::new().await;
    let mut browser = world.browser();
    for state in ["x".repeat(128), "y".repeat(2_000), "a b&c=d#e%20+ö\"<>".to_owned()] {
        let ask = Client::NOTES.ask().with("state", &state);
        assert_eq!(browser.complete(&ask).await.sent("state"), Some(state.clone()));
        let refused = browser.get(&ask.with("max_age", "x").path()).await;
        assert_eq!(refused.sent("state"), Some(state));
    }
    let none = browser.complete(&Client::NOTES.ask().without("state")).await;
    assert_eq!(none.sent_names(), ["code", "iss"]);
}

#[tokio::test]
async fn a_posted_request_is_stored_and_goes_on_by_a_get_that_has_the_cookies() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.complete(&Client::NOTES.ask()).await.expect(303);
    // The browser sends no Lax cookie with another site's form, and must not be given new ones.
    let answer = posted(&world, &Client::NOTES.ask()).await.expect(303);
    assert!(answer.sent("i").is_some(), "{}", answer.location());
    assert!(answer.headers.get("set-cookie").is_none(), "{:?}", answer.headers);
    let answer = browser.follow(answer).await.expect(303);
    assert_eq!(answer.sent_names(), ["code", "state", "iss"], "at once, since signed in and allowed");
    // A person who is not signed in sees the same pages as by GET.
    let answer = posted(&world, &Client::NOTES.ask()).await;
    let mut fresh = world.browser();
    let page = fresh.follow(answer).await.expect(200);
    assert!(fresh.go_on(page).await.sent("code").is_some());
    // Without a session prompt=none is refused after the hop, not before.
    let answer = posted(&world, &Client::NOTES.ask().with("prompt", "none")).await;
    expect_refusal(&world.browser().follow(answer).await, "https://notes.example/cb?", "login_required");
    let answer = posted(&world, &Client::NOTES.ask().with("prompt", "none")).await;
    assert!(browser.follow(answer).await.sent("code").is_some());
}

#[tokio::test]
async fn a_posted_request_that_is_no_form_or_too_long_is_refused() {
    let world = World::new().await;
    let body = Client::NOTES.ask().encode();
    let mut server = world.server().saying("content-type", "application/json");
    server.send("POST", "/oauth2/authorize", Some(body.clone())).await.expect(415);
    let long = format!("{body}&x={}", "y".repeat(70_000));
    world.server().send("POST", "/oauth2/authorize", Some(long)).await.expect(413);
    let twice = format!("{body}&state=1");
    expect_page(&world.server().send("POST", "/oauth2/authorize", Some(twice)).await, 400, "more than once");
}

/// A form of another site: no cookies of ours.
async fn posted(world: &World, ask: &Ask) -> Answer {
    world.server().send("POST", "/oauth2/authorize", Some(ask.encode())).await
}

#[track_caller]
fn expect_page(answer: &Answer, status: u16, words: &str) {
    assert_eq!(answer.status, status, "{}: {}", answer.at, answer.location());
    assert_eq!(answer.location(), "", "{}", answer.at);
    assert!(answer.header("content-type").starts_with("text/html"), "{}", answer.at);
    assert!(answer.body.contains(r#"id="error""#), "{}", answer.at);
    assert!(answer.says(words), "{}: {}", answer.at, answer.words());
}

#[track_caller]
pub(crate) fn expect_refusal(answer: &Answer, start: &str, code: &str) {
    assert_eq!(answer.status, 303, "{}: {}", answer.at, answer.words());
    assert!(answer.location().starts_with(start), "{}: {}", answer.at, answer.location());
    assert_eq!(answer.sent("error").as_deref(), Some(code), "{}: {}", answer.at, answer.location());
    assert_eq!(answer.sent("state").as_deref(), Some("the state"), "{}", answer.at);
    assert_eq!(answer.sent("iss").as_deref(), Some(ISSUER), "{}", answer.at);
    assert_eq!(answer.sent("code"), None);
}
