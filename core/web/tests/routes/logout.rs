//! `/oauth2/logout` (RP-Initiated Logout 1.0) and our own "Sign out".

use serde_json::Value;

use crate::token::userinfo;
use crate::world::{Answer, Ask, Browser, Client, SESSION, World};

const BYE: &str = "https://notes.example/bye";

fn path(ask: &Ask) -> String {
    format!("/oauth2/logout?{}", ask.encode())
}

fn with_hint(tokens: &Value) -> Ask {
    Ask::default().with("id_token_hint", tokens["id_token"].as_str().unwrap())
}

async fn signed_in(world: &World) -> (Browser, Value) {
    let mut browser = world.browser();
    let tokens = Client::NOTES.tokens(world, &mut browser, "openid").await;
    (browser, tokens)
}

async fn is_signed_in(browser: &Browser) -> bool {
    let silent = browser.clone().get(&Client::NOTES.ask().with("prompt", "none").path()).await;
    silent.sent("code").is_some()
}

/// Presses the button of the question.
async fn press(browser: &mut Browser, page: &Answer, decision: &str) -> Answer {
    assert!(page.says("Sign out"), "{}", page.words());
    browser.submit(page, "/logout", &[("decision", decision)]).await
}

#[tokio::test]
async fn with_a_hint_and_a_registered_uri_the_browser_goes_there_with_only_state() {
    let world = World::new().await;
    for (state, expected) in
        [(Some("a b&c"), "https://notes.example/bye?state=a+b%26c"), (None, "https://notes.example/bye")]
    {
        let (mut browser, tokens) = signed_in(&world).await;
        let mut ask = with_hint(&tokens).with("post_logout_redirect_uri", BYE);
        if let Some(state) = state {
            ask = ask.with("state", state);
        }
        let cookie = browser.cookies[SESSION].clone();
        let answer = browser.get(&path(&ask)).await.expect(303);
        assert_eq!(answer.location(), expected);
        assert!(answer.set_cookie(SESSION).unwrap().contains("Max-Age=0"));
        assert!(!is_signed_in(&browser).await);
        // Ended in the database, not only forgotten by the browser.
        browser.cookies.insert(SESSION.into(), cookie);
        assert!(!is_signed_in(&browser).await);
        userinfo(&world, &tokens).await.expect(401);
    }
}

#[tokio::test]
async fn a_posted_request_ends_the_same() {
    let world = World::new().await;
    let (mut browser, tokens) = signed_in(&world).await;
    let ask = with_hint(&tokens).with("post_logout_redirect_uri", BYE).with("state", "s");
    let answer = world.server().send("POST", "/oauth2/logout", Some(ask.encode())).await.expect(303);
    assert!(answer.headers.get("set-cookie").is_none());
    let answer = browser.follow(answer).await;
    assert_eq!(answer.location(), "https://notes.example/bye?state=s");
    assert!(!is_signed_in(&browser).await);
}

#[tokio::test]
async fn without_a_hint_the_person_is_asked_and_then_sees_our_page() {
    let world = World::new().await;
    for ask in [
        Ask::default(),
        Ask::default().with("state", "s"),
        Ask::default().with("client_id", "notes"),
        Ask::default().with("client_id", "nobody"),
    ] {
        let (mut browser, _) = signed_in(&world).await;
        let page = browser.get(&path(&ask)).await.expect(200);
        assert!(is_signed_in(&browser).await, "a link alone signs nobody out");
        for id in ["logout-yes", "logout-no"] {
            assert!(page.body.contains(&format!("id=\"{id}\" type=\"submit\"")), "{id}");
        }
        let stays = press(&mut browser.clone(), &page, "no").await.expect(303);
        assert_eq!(stays.location(), "/");
        assert!(is_signed_in(&browser).await);
        let done = press(&mut browser, &page, "yes").await.expect(200);
        assert_eq!(done.location(), "");
        assert!(!is_signed_in(&browser).await);
    }
}

#[tokio::test]
async fn with_a_hint_and_no_uri_the_session_ends_on_our_page() {
    let world = World::new().await;
    for ask in [Ask::default(), Ask::default().with("state", "s"), Ask::default().with("client_id", "notes")]
    {
        let (mut browser, tokens) = signed_in(&world).await;
        let ask = Ask([with_hint(&tokens).0, ask.0].concat());
        let page = browser.get(&path(&ask)).await.expect(200);
        assert_eq!(page.location(), "");
        assert!(!is_signed_in(&browser).await);
    }
}

#[tokio::test]
async fn to_an_unregistered_uri_or_without_a_believable_hint_nobody_is_sent_on_even_after_a_yes() {
    let world = World::new().await;
    let (_, tokens) = signed_in(&world).await;
    let hint = tokens["id_token"].as_str().unwrap().to_owned();
    let (head, rest) = hint.split_once('.').unwrap();
    let (payload, signature) = rest.split_once('.').unwrap();
    let unsigned = format!("eyJhbGciOiJub25lIn0.{payload}.");
    let modified = format!("{head}.{}.{signature}", payload.replacen('e', "f", 1));
    let other_tokens = Client::WIKI.tokens(&world, &mut world.browser(), "openid").await;
    let of_wiki = other_tokens["id_token"].as_str().unwrap();
    for (hint, uri, client_id) in [
        (Some(hint.as_str()), "https://evil.example/", None),
        (Some(&hint), "https://notes.example/bye?x=1", None),
        (Some(&hint), "https://notes.example/bye/", None),
        (Some(&hint), "https://notes.example/BYE", None),
        (Some(&hint), "https://notes.example/cb", None),
        (Some(&hint), "https://wiki.example/bye", None),
        (Some(&hint), "javascript:alert(1)", None),
        (Some(&hint), BYE, Some("wiki")),
        (Some(of_wiki), BYE, None),
        (Some(&unsigned), BYE, None),
        (Some(&modified), BYE, None),
        (Some("nonsense"), BYE, None),
        (None, BYE, None),
        (None, BYE, Some("notes")),
    ] {
        let (mut browser, _) = signed_in(&world).await;
        let mut ask = Ask::default().with("post_logout_redirect_uri", uri).with("state", "s");
        ask = hint.map_or(ask.clone(), |hint| ask.with("id_token_hint", hint));
        ask = client_id.map_or(ask.clone(), |id| ask.with("client_id", id));
        let page = browser.get(&path(&ask)).await.expect(200);
        assert!(is_signed_in(&browser).await, "asked first: {uri}");
        let done = press(&mut browser, &page, "yes").await.expect(400);
        assert_eq!(done.location(), "", "{uri}");
        assert!(!is_signed_in(&browser).await);
        // The same of a browser that nobody is signed in to.
        let page = world.browser().get(&path(&ask)).await.expect(400);
        assert_eq!(page.location(), "", "{uri}");
        assert!(!page.body.contains("<script>"), "{uri}");
    }
}

#[tokio::test]
async fn the_cookie_and_not_an_old_id_token_decides_whose_session_ends() {
    let world = World::new().await;
    let (mut mira, of_mira) = signed_in(&world).await;
    let mut ada = world.browser().of("ada");
    ada.complete(&Client::NOTES.ask()).await.expect(303);
    let ask = with_hint(&of_mira).with("post_logout_redirect_uri", BYE);
    let page = ada.get(&path(&ask)).await.expect(200);
    assert!(is_signed_in(&ada).await && is_signed_in(&mira).await, "ada is asked");
    let done = press(&mut ada, &page, "yes").await;
    assert_eq!(done.location(), BYE, "her answer, and a believable client");
    assert!(!is_signed_in(&ada).await);
    assert!(is_signed_in(&mira).await, "another browser's session is not touched");
    // Another session of the same person is not what the hint is about.
    let mut elsewhere = world.browser();
    elsewhere.complete(&Client::NOTES.ask()).await.expect(303);
    elsewhere.get(&path(&ask)).await.expect(200);
    assert!(is_signed_in(&elsewhere).await);
    assert_eq!(mira.get(&path(&ask)).await.location(), BYE);
}

#[tokio::test]
async fn an_expired_id_token_is_still_a_valid_hint() {
    let world = World::new().await;
    let (mut browser, tokens) = signed_in(&world).await;
    world.wait(7_200);
    let ask = with_hint(&tokens).with("post_logout_redirect_uri", BYE);
    assert_eq!(browser.get(&path(&ask)).await.expect(303).location(), BYE);
}

#[tokio::test]
async fn a_hint_under_a_key_that_was_rotated_away_counts_while_the_key_is_known() {
    let world = World::new().await;
    let (mut browser, tokens) = signed_in(&world).await;
    world.admin("POST", "/keys/rotate", &serde_json::json!({})).await.expect(200);
    let ask = with_hint(&tokens).with("post_logout_redirect_uri", BYE);
    assert_eq!(browser.get(&path(&ask)).await.expect(303).location(), BYE);
}

#[tokio::test]
async fn signed_in_again_the_old_hint_still_names_the_session() {
    let world = World::new().await;
    let (mut browser, tokens) = signed_in(&world).await;
    world.wait(5);
    browser.complete(&Client::NOTES.ask().with("prompt", "login")).await.expect(303);
    let ask = with_hint(&tokens).with("post_logout_redirect_uri", BYE);
    assert_eq!(browser.get(&path(&ask)).await.expect(303).location(), BYE);
}

#[tokio::test]
async fn doubled_and_unreadable_parameters_are_an_error_page() {
    let world = World::new().await;
    let (browser, tokens) = signed_in(&world).await;
    let twice = with_hint(&tokens).and("state", "a").and("state", "b");
    for path in [path(&twice), "/oauth2/logout?state=%zz".to_owned()] {
        browser.clone().get(&path).await.expect(400);
    }
    assert!(is_signed_in(&browser).await);
    let mut json = world.server().saying("content-type", "application/json");
    json.send("POST", "/oauth2/logout", Some("{}".into())).await.expect(415);
    world
        .server()
        .send("POST", "/oauth2/logout", Some(format!("state={}", "x".repeat(70_000))))
        .await
        .expect(413);
}
