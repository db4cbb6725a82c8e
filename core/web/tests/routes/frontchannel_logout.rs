//! Front-channel logout: the browser that signs out opens the apps' addresses, and those alone.

use serde_json::{Value, json};

use crate::world::{Answer, Ask, Browser, Client, World, id_token};

const BYE: &str = "https://notes.example/bye";

async fn opens(world: &World, client: Client, uri: &str, session_required: bool) {
    let mut shown = world.admin("GET", &format!("/clients/{}", client.id), &Value::Null).await.json();
    shown["frontchannel_logout_uri"] = uri.into();
    shown["frontchannel_logout_session_required"] = session_required.into();
    world.change_client(client.id, &shown).await;
}

async fn leave(browser: &mut Browser, tokens: &Value) -> Answer {
    let ask = Ask::default().with("id_token_hint", tokens["id_token"].as_str().unwrap());
    let ask = ask.with("post_logout_redirect_uri", BYE).with("state", "a&b");
    browser.get(&format!("/oauth2/logout?{}", ask.encode())).await
}

fn frames(page: &Answer) -> Vec<String> {
    let srcs = page.body.split("<iframe src=\"").skip(1).filter_map(|rest| rest.split('"').next());
    srcs.map(|src| src.replace("&#38;", "&").replace("&amp;", "&")).collect()
}

#[tokio::test]
async fn apps_of_the_session_are_opened_and_the_policy_names_their_origins_and_no_others() {
    let world = World::new().await;
    opens(&world, Client::NOTES, "https://notes.example/out?x=1", false).await;
    opens(&world, Client::WIKI, "https://wiki.example/front", true).await;
    opens(&world, Client::BOARD, "https://board.example/out", true).await;
    let mut browser = world.browser();
    let tokens = Client::NOTES.tokens(&world, &mut browser, "openid").await;
    Client::WIKI.tokens(&world, &mut browser, "openid").await;
    let sid = id_token::claims(&tokens)["sid"].as_str().unwrap().to_owned();
    let page = leave(&mut browser, &tokens).await.expect(200);
    let with_session = Ask::default().and("iss", crate::world::ISSUER).and("sid", &sid).encode();
    let mut found = frames(&page);
    found.sort();
    assert_eq!(
        found,
        ["https://notes.example/out?x=1".to_owned(), format!("https://wiki.example/front?{with_session}")]
    );
    let policy = page.header("content-security-policy");
    assert!(policy.ends_with("; frame-src https://notes.example https://wiki.example"), "{policy}");
    assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
    assert!(page.says("Continue to Notes"), "{}", page.words());
    let way = page.body.split("id=\"logout-continue\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(way.replace("&#38;", "&"), format!("{BYE}?state=a%26b"));
    assert!(page.body.contains("http-equiv=\"refresh\""), "it goes on without script");
    assert!(page.set_cookie(crate::world::SESSION).unwrap().contains("Max-Age=0"));
}

#[tokio::test]
async fn an_address_elsewhere_than_the_redirect_uris_is_refused() {
    let world = World::new().await;
    let mut shown = world.admin("GET", "/clients/notes", &Value::Null).await.json();
    for elsewhere in
        ["https://evil.example/out", "https://notes.example:8443/out", "http://notes.example/out"]
    {
        shown["frontchannel_logout_uri"] = elsewhere.into();
        let refused = world.admin("PATCH", "/clients/notes", &shown).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "frontchannel_logout_uri", "{refused}");
    }
}

#[tokio::test]
async fn without_such_apps_the_browser_goes_on_at_once() {
    let world = World::new().await;
    opens(&world, Client::BOARD, "https://board.example/out", true).await;
    let mut browser = world.browser();
    let tokens = Client::NOTES.tokens(&world, &mut browser, "openid").await;
    assert_eq!(leave(&mut browser, &tokens).await.expect(303).location(), format!("{BYE}?state=a%26b"));
}

#[tokio::test]
async fn on_our_own_page_they_are_opened_too_and_nobody_is_sent_on() {
    let world = World::new().await;
    opens(&world, Client::NOTES, "https://notes.example/out", false).await;
    let mut browser = world.browser();
    Client::NOTES.tokens(&world, &mut browser, "openid").await;
    for path in ["/oauth2/logout", "/oauth2/logout?post_logout_redirect_uri=https%3A%2F%2Fevil.example%2F"] {
        Client::NOTES.tokens(&world, &mut browser, "openid").await;
        let question = browser.get(path).await.expect(200);
        assert!(frames(&question).is_empty(), "nothing before the answer");
        let page = browser.submit(&question, "/logout", &[("decision", "yes")]).await;
        assert_eq!(frames(&page), ["https://notes.example/out"]);
        assert!(!page.body.contains("http-equiv=\"refresh\"") && !page.body.contains("logout-continue"));
    }
}

#[tokio::test]
async fn discovery_says_what_is_supported() {
    let world = World::new().await;
    let document = world.server().get("/.well-known/openid-configuration").await.expect(200).json();
    for name in ["backchannel", "frontchannel"] {
        assert_eq!(document[format!("{name}_logout_supported")], json!(true));
        assert_eq!(document[format!("{name}_logout_session_supported")], json!(true));
    }
}
