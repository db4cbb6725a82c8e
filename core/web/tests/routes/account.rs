//! `/account/…`: a person looks after what is theirs, and nothing else.

use crate::token::userinfo;
use crate::world::{Browser, Client, World};

#[tokio::test]
async fn every_page_asks_for_a_sign_in_and_comes_back() {
    let world = World::new().await;
    let pages = [
        "/account",
        "/account/profile",
        "/account/profile/edit",
        "/account/email",
        "/account/password",
        "/account/activity",
        "/account/data",
        "/account/apps",
        "/account/sessions",
        "/account/authenticator",
        "/account/authenticator/remove",
        "/account/recovery-codes",
        "/account/apps/remove?client=notes",
    ];
    for path in pages {
        let mut browser = world.browser();
        let answer = browser.get(path).await.expect(303);
        let page = browser.follow(answer).await.expect(200);
        let answer = browser.fill_in(&page, crate::world::PASSWORD).await.expect(303);
        assert_eq!(answer.location(), path);
    }
    assert_eq!(world.browser().get("/").await.expect(303).location(), "/login");
}

#[tokio::test]
async fn another_session_is_ended_with_all_that_it_brought() {
    let world = World::new().await;
    let (mut here, mut there, mut third) = (world.browser(), world.browser(), world.browser());
    here.sign_in().await;
    there =
        there.saying("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0");
    let tokens = Client::NOTES.tokens(&world, &mut there, "openid").await;
    third.sign_in().await;
    let page = here.get("/account/sessions").await.expect(200);
    assert!(page.says("Firefox, Linux"), "{}", page.words());
    let ids: Vec<&str> = page
        .body
        .split("name=\"session\" value=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(ids.len(), 3, "two others, and all of them; never the present one");
    let of_there = session_of(&page.body, "Firefox");
    let answer = here.submit(&page, "/account/sessions", &[("session", &of_there)]).await.expect(303);
    assert_eq!(answer.location(), "/account/sessions?ended=1");
    assert!(!is_signed_in(&there).await && is_signed_in(&third).await && is_signed_in(&here).await);
    userinfo(&world, &tokens).await.expect(401);
    let answer = here.submit(&page, "/account/sessions", &[("session", "others")]).await.expect(303);
    assert_eq!(answer.location(), "/account/sessions?ended=1");
    assert!(!is_signed_in(&third).await && is_signed_in(&here).await);
}

#[tokio::test]
async fn somebody_elses_session_or_grant_is_out_of_reach() {
    let world = World::new().await;
    let (mut mira, mut ada) = (world.browser(), world.browser().of("ada"));
    let of_mira = Client::NOTES.tokens(&world, &mut mira, "openid").await;
    ada.sign_in().await;
    let sessions = &world
        .admin("GET", "/sessions?user=mira", &serde_json::Value::Null)
        .await
        .expect(200)
        .json()["sessions"];
    let id = sessions[0]["id"].as_str().unwrap();
    let page = ada.get("/account/sessions").await.expect(200);
    let answer = ada.submit(&page, "/account/sessions", &[("session", id)]).await.expect(303);
    assert_eq!(answer.location(), "/account/sessions?ended=0");
    ada.submit(&page, "/account/sessions", &[]).await.expect(400);
    assert!(!ada.get("/account/apps").await.says("Notes"));
    assert_eq!(ada.get("/account/apps/remove?client=notes").await.expect(303).location(), "/account/apps");
    let csrf = page.form("/account/sessions").1[0].1.clone();
    ada.post("/account/apps", &[("csrf", &csrf), ("client", "notes")]).await.expect(303);
    assert!(is_signed_in(&mira).await);
    userinfo(&world, &of_mira).await.expect(200);
}

#[tokio::test]
async fn the_profile_shows_the_account_escaped() {
    let world = World::new().await;
    let mut kim = crate::world::person("kim");
    kim["name"] = "<b>Kim</b> & \"Co\"".into();
    world.admin("POST", "/users/import", &serde_json::json!([kim])).await.expect(200);
    let mut browser = world.browser().of("kim");
    browser.sign_in().await;
    for path in ["/account/profile", "/"] {
        let page = browser.get(path).await.expect(200);
        assert!(page.says("<b>Kim</b> & \"Co\""), "{}", page.words());
        assert!(!page.body.contains("<b>Kim"));
    }
    let page = browser.get("/account/apps?removed=%3Cscript%3Ealert(1)%3C/script%3E").await.expect(200);
    assert!(!page.body.contains("<script>alert"));
}

#[tokio::test]
async fn the_admin_api_over_tls_takes_a_fresh_administrator_from_our_own_pages_only() {
    let world = World::new().await;
    let (mut mira, mut ada) = (world.browser(), world.browser().of("ada"));
    mira.sign_in().await;
    ada.sign_in().await;
    let json = |browser: &Browser| browser.clone().saying("content-type", "application/json");
    let users = "/api/admin/v1/users";
    world.browser().get(users).await.expect(401);
    mira.get(users).await.expect(403);
    ada.get(users).await.expect(200);
    let new = || Some(r#"{"name":"board"}"#.to_owned());
    let groups = "/api/admin/v1/groups";
    json(&mira).send("POST", groups, new()).await.expect(403);
    ada.clone().send("POST", groups, new()).await.expect(415);
    for (name, value) in [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        json(&ada).saying(name, value).send("POST", groups, new()).await.expect(403);
    }
    json(&ada).saying("origin", crate::world::ISSUER).send("POST", groups, new()).await.expect(201);
    world.wait(301);
    ada.get(users).await.expect(200);
    let answer = json(&ada).send("POST", "/api/admin/v1/keys/rotate", Some("{}".into())).await.expect(403);
    assert!(answer.body.contains("not_fresh"), "{}", answer.body);
    // Its answers are nobody's to cache.
    assert_eq!(answer.header("cache-control"), "no-store");
}

async fn is_signed_in(browser: &Browser) -> bool {
    browser.clone().get("/").await.status == 200
}

/// The value of the button in the row that names a browser.
fn session_of(body: &str, browser: &str) -> String {
    let row = body.split("<li>").find(|row| row.contains(browser)).unwrap();
    row.split("name=\"session\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}
