//! `/account/activity`, and browsers that are remembered: what a person sees of what happened.

use serde_json::json;

use crate::world::{Client, World};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0";

#[tokio::test]
async fn people_read_what_happened_to_them_and_nothing_of_others() {
    let world = World::new().await;
    let mut mira = world.browser().saying("user-agent", FIREFOX);
    let mut ada = world.browser().of("ada").from([192, 168, 1, 99]);
    mira.complete(&Client::NOTES.ask()).await.expect(303);
    ada.sign_in().await;
    let mut admin = ada.saying("content-type", "application/json");
    admin.send("POST", "/api/admin/v1/users/mira/reset-password", Some("{}".into())).await.expect(200);
    let page = mira.get("/account/activity").await.expect(200);
    for words in [
        "Signed in",
        "You, Firefox, Linux, from 192.168.1.20",
        "Notes was allowed to see something of you",
        "Opened Notes",
        "A link to a new password was made An administrator",
        "The account was made",
    ] {
        assert!(page.says(words), "{words}: {}", page.words());
    }
    assert!(!page.body.contains("192.168.1.99"), "an administrator's address is theirs");
    assert!(!page.says("ada"));
}

#[tokio::test]
async fn it_is_paged_from_the_newest_on() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let edit = browser.get("/account/profile/edit").await.expect(200);
    for n in 0..70 {
        let nickname = format!("mi{n}");
        browser.submit(&edit, "/account/profile/edit", &[("nickname", &nickname)]).await.expect(303);
    }
    let (mut path, mut pages, mut rows) = ("/account/activity".to_owned(), 0, 0);
    loop {
        let page = browser.get(&path).await.expect(200);
        pages += 1;
        rows += page.body.matches("class=\"row-time\"").count();
        let Some(rest) = page.body.split("id=\"older\" rel=\"next\" href=\"").nth(1) else { break };
        path = rest.split('"').next().unwrap().to_owned();
    }
    assert_eq!(pages, 3);
    assert_eq!(rows, 72, "70 changes, a sign-in, and the account");
    browser.get("/account/activity?before=x").await.expect(200);
}

#[tokio::test]
async fn every_event_about_a_person_has_words() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    for action in ["disable", "enable"] {
        world.admin("POST", &format!("/users/mira/{action}"), &json!({})).await.expect(200);
    }
    world.admin("PATCH", "/users/mira", &json!({"admin": true, "mfa_policy": "optional"})).await.expect(200);
    browser.sign_in().await;
    let page = browser.get("/account/activity").await.expect(200);
    assert!(!page.says("Something else happened"), "{}", page.words());
}

#[tokio::test]
async fn a_remembered_browser_is_listed_and_forgotten() {
    let world = World::new().await;
    world.set("mfa.remember_days", "30").await;
    let mut browser = world.browser().saying("user-agent", FIREFOX);
    browser.sign_in().await;
    let remembered = store::remembered_browsers::RememberedBrowser {
        browser: domain::token::TokenHash::of("somewhere"),
        remembered_at: world.now(),
        user_agent: FIREFOX.into(),
        address: "192.168.1.77".into(),
    };
    let user =
        world.admin("GET", "/users/mira", &json!(null)).await.json()["id"].as_str().unwrap().to_owned();
    let put = remembered.clone();
    let store = world.store.clone();
    store
        .write::<_, store::StoreError>(move |tx| {
            store::remembered_browsers::put(tx, &user.as_str().into(), &put)
        })
        .await
        .unwrap();
    let page = browser.get("/account/sessions").await.expect(200);
    assert!(page.says("Browsers that ask no second step") && page.says("192.168.1.77"), "{}", page.words());
    let id =
        page.body.split("name=\"browser\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    let csrf = ada.get("/account/sessions").await.form("/account/sessions").1[0].1.clone();
    let path = "/account/sessions/forget";
    assert_eq!(ada.post(path, &[("csrf", &csrf), ("browser", &id)]).await.location(), "/account/sessions");
    let answer = browser.submit(&page, path, &[("browser", &id)]).await.expect(303);
    assert_eq!(answer.location(), "/account/sessions?forgotten=1");
    assert!(!browser.follow(answer).await.expect(200).says("192.168.1.77"));
}
