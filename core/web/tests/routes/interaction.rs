//! `/interaction`: a request under way belongs to one browser, for a while, and is answered once.

use crate::world::{Answer, Client, PASSWORD, World};

fn id_of(page: &Answer) -> String {
    page.form("/login").1.into_iter().find(|(name, _)| name == "i").unwrap().1
}

#[tokio::test]
async fn another_browser_cannot_go_on_with_it() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = browser.authorize(&Client::NOTES.ask()).await;
    let i = id_of(&page);
    let mut other = world.browser().of("ada");
    other.sign_in().await;
    for path in ["/interaction", "/login", "/consent"] {
        let answer = other.open(&format!("{path}?i={i}")).await.expect(400);
        assert!(answer.says("This sign-in is over"), "{}", answer.words());
        assert!(!answer.says("Notes"), "nothing of the request is shown");
        world.browser().open(&format!("{path}?i={i}")).await.expect(400);
    }
    // Its own form, sent for somebody else's request.
    let mut stranger = world.browser().of("ada");
    let own = stranger.get("/login").await;
    let fill = [("username", "ada"), ("password", PASSWORD), ("i", i.as_str())];
    stranger.submit(&own, "/login", &fill).await.expect(400);
    let home = other.open("/").await;
    let csrf = home.form("/logout").1.into_iter().find(|(name, _)| name == "csrf").unwrap().1;
    for path in ["/consent", "/login/account"] {
        other.post(path, &[("csrf", &csrf), ("i", &i), ("decision", "allow")]).await.expect(400);
    }
    // Nothing of that harmed the one whose it is.
    assert!(browser.go_on(page).await.sent("code").is_some());
}

#[tokio::test]
async fn it_is_over_after_half_an_hour() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = browser.authorize(&Client::NOTES.ask()).await;
    let i = id_of(&page);
    world.wait(1_799);
    browser.open(&format!("/interaction?i={i}")).await.expect(200);
    world.wait(1);
    browser.open(&format!("/interaction?i={i}")).await.expect(400);
    let answer = browser.fill_in(&page, PASSWORD).await.expect(400);
    assert!(answer.says("This sign-in is over"), "{}", answer.words());
    for nonsense in ["", "x", "../login", &"x".repeat(5_000)] {
        browser.get(&format!("/interaction?i={nonsense}")).await.expect(400);
    }
    browser.get("/interaction").await.expect(400);
}

#[tokio::test]
async fn it_is_answered_once() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = browser.authorize(&Client::NOTES.ask()).await;
    let i = id_of(&page);
    assert!(browser.go_on(page).await.sent("code").is_some());
    for path in ["/interaction", "/login", "/consent"] {
        browser.open(&format!("{path}?i={i}")).await.expect(400);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn opened_many_times_at_once_it_brings_one_code() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.complete(&Client::NOTES.ask()).await.expect(303);
    let page = browser.authorize(&Client::NOTES.ask().with("prompt", "login")).await;
    let i = id_of(&page);
    browser.fill_in(&page, PASSWORD).await.expect(303);
    let mut opened = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (mut browser, path) = (browser.clone(), format!("/interaction?i={i}"));
        opened.spawn(async move { browser.get(&path).await });
    }
    let answers = opened.join_all().await;
    assert_eq!(answers.iter().filter(|answer| answer.sent("code").is_some()).count(), 1);
    assert!(answers.iter().all(|answer| answer.status == 303 || answer.status == 400));
}

#[tokio::test]
async fn two_tabs_for_two_apps_never_mix() {
    let world = World::new().await;
    let mut browser = world.browser();
    let notes = browser.authorize(&Client::NOTES.ask().with("state", "of notes")).await;
    let wiki = browser.authorize(&Client::WIKI.ask().with("state", "of wiki")).await;
    assert!(notes.says("Notes") && !notes.says("Wiki"));
    assert!(wiki.says("Wiki") && !wiki.says("Notes"));
    let at_notes = browser.go_on(notes).await;
    assert!(at_notes.location().starts_with("https://notes.example/"), "{}", at_notes.location());
    assert_eq!(at_notes.sent("state").as_deref(), Some("of notes"));
    // The form of the other tab is void, and there is nothing to ask any more: it goes on to its own app.
    let answer = browser.fill_in(&wiki, "whatever").await.expect(303);
    let at_wiki = browser.follow(answer).await;
    assert!(at_wiki.location().starts_with("https://wiki.example/"), "{}", at_wiki.location());
    assert_eq!(at_wiki.sent("state").as_deref(), Some("of wiki"));
    // Or it is reloaded.
    let mut browser = world.browser();
    let first = browser.authorize(&Client::NOTES.ask()).await;
    let second = browser.authorize(&Client::WIKI.ask()).await;
    browser.fill_in(&first, PASSWORD).await.expect(303);
    let reloaded = browser.open(&format!("/login?i={}", id_of(&second))).await;
    assert!(reloaded.location().starts_with("https://wiki.example/"), "{}", reloaded.location());
}

#[tokio::test]
async fn a_posted_request_belongs_to_the_first_browser_that_goes_on_with_it() {
    let world = World::new().await;
    let answer = world.server().send("POST", "/oauth2/authorize", Some(Client::NOTES.ask().encode())).await;
    let mut first = world.browser();
    let page = first.follow(answer.clone()).await.expect(200);
    world.browser().follow(answer).await.expect(400);
    assert!(first.go_on(page).await.sent("code").is_some());
}

#[tokio::test]
async fn of_one_address_the_oldest_request_gives_way() {
    let world = World::new().await;
    let mut browser = world.browser();
    let mut elsewhere = world.browser().from([192, 168, 1, 99]);
    let oldest = browser.authorize(&Client::NOTES.ask()).await;
    let other = elsewhere.authorize(&Client::NOTES.ask()).await;
    world.wait(1);
    for _ in 0..200 {
        browser.get(&Client::NOTES.ask().path()).await.expect(303);
    }
    browser.open(&format!("/interaction?i={}", id_of(&oldest))).await.expect(400);
    elsewhere.open(&format!("/interaction?i={}", id_of(&other))).await.expect(200);
}

#[tokio::test]
async fn each_step_asks_for_the_client_as_it_is_now() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = browser.authorize(&Client::NOTES.ask()).await;
    let moved = serde_json::json!({"client_name": "Notes", "redirect_uris": ["https://notes.example/new"]});
    world.change_client("notes", &moved).await;
    let answer = browser.fill_in(&page, PASSWORD).await;
    let end = browser.follow(answer).await.expect(400);
    assert!(end.says("redirect_uri is not registered"), "{}", end.words());
    // What it may ask for shrinks too.
    let mut browser = world.browser();
    let page = browser.authorize(&Client::WIKI.ask().with("scope", "openid email phone")).await;
    let fewer = serde_json::json!({
        "client_name": "Wiki", "redirect_uris": [Client::WIKI.redirect_uri], "scope": "openid email",
        "token_endpoint_auth_method": "client_secret_post",
    });
    world.change_client("wiki", &fewer).await;
    let code = browser.go_on(page).await.sent("code").unwrap();
    let tokens = Client::WIKI.exchange(&world, &code).await.expect(200).json();
    assert_eq!(tokens["scope"], "openid email");
}
