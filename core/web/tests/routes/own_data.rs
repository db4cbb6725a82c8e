//! `/account/data`, `/account/delete`: taking the own data along, and leaving.

use serde_json::json;

use crate::token::userinfo;
use crate::world::{Browser, Client, World};

#[tokio::test]
async fn the_export_holds_what_is_kept_and_no_secret() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.complete(&Client::NOTES.ask()).await.expect(303);
    let page = browser.get("/account/data").await.expect(200);
    let answer = browser.submit(&page, "/account/data/export", &[]).await.expect(200);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"my-data.json\"");
    assert_eq!(answer.header("cache-control"), "no-store");
    let data = answer.json();
    assert_eq!(data["profile"]["email"], "mira@office.example");
    assert_eq!(data["sessions"][0]["this_browser"], true);
    assert_eq!(data["apps"][0]["client_id"], "notes");
    assert!(data["activity"].as_array().unwrap().iter().any(|row| row["event"] == "session.created"));
    for secret in ["argon2", "password_hash", "totp", "token", "ada@office"] {
        assert!(!answer.body.contains(secret), "{secret}");
    }
    world.wait(301);
    let answer = browser.submit(&page, "/account/data/export", &[]).await.expect(303);
    assert_eq!(answer.location(), "/login?again=1&next=%2Faccount%2Fdata");
}

#[tokio::test]
async fn a_deleted_account_is_gone_with_all_that_it_opened() {
    let world = World::new().await;
    let (mut browser, mut other) = (world.browser(), world.browser());
    let tokens = Client::NOTES.tokens(&world, &mut other, "openid").await;
    browser.sign_in().await;
    let page = browser.get("/account/delete").await.expect(200);
    assert!(page.says("This cannot be undone"));
    let wrong = browser.submit(&page, "/account/delete", &[("username", "ada")]).await.expect(422);
    assert!(wrong.says("This is not your user name") && wrong.body.contains(r#"role="alert""#));
    let done = browser.submit(&page, "/account/delete", &[("username", " Mira ")]).await.expect(200);
    assert!(done.says("Your account is deleted"), "{}", done.words());
    assert!(!browser.cookies.contains_key(crate::world::SESSION));
    other.get("/account").await.expect(303);
    userinfo(&world, &tokens).await.expect(401);
    world.browser().try_password(crate::world::PASSWORD).await.expect(401);
    world.admin("GET", "/users/mira", &json!(null)).await.expect(404);
    let waiting = world.store.read(|tx| store::outbox::list(tx, 10)).unwrap();
    assert!(format!("{waiting:?}").contains("AccountDeleted { to: \"mira@office.example\" }"), "{waiting:?}");
    assert_eq!(world.events().await.last().unwrap(), "login.failed");
    assert!(world.events().await.contains(&"user.deleted".to_owned()));
    // Somebody of the same name is somebody else.
    let again =
        world.admin("POST", "/users", &json!({"email": "mira@office.example", "username": "mira"})).await;
    assert_ne!(again.expect(201).json()["sub"], "subject-of-mira");
}

#[tokio::test]
async fn the_last_administrator_stays_and_an_office_may_want_to_be_asked() {
    let world = World::new().await;
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    let page = ada.get("/account/delete").await.expect(409);
    assert!(page.says("You are the last administrator") && page.find_form("/account/delete").is_none());
    post_delete(&mut ada, "ada").await.expect(409);
    world.set("account.delete", "ask_admin").await;
    let mut mira = world.browser();
    mira.sign_in().await;
    assert!(mira.get("/account/data").await.expect(200).says("Ask ada of the office"));
    assert_eq!(mira.get("/account/delete").await.expect(303).location(), "/account/data");
    assert_eq!(post_delete(&mut mira, "mira").await.expect(303).location(), "/account/data");
    mira.get("/account").await.expect(200);
}

#[tokio::test]
async fn leaving_takes_a_recent_sign_in() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    world.wait(301);
    let again = "/login?again=1&next=%2Faccount%2Fdelete";
    assert_eq!(browser.get("/account/delete").await.expect(303).location(), again);
    assert_eq!(post_delete(&mut browser, "mira").await.expect(303).location(), again);
    browser.get("/account").await.expect(200);
}

async fn post_delete(browser: &mut Browser, username: &str) -> crate::world::Answer {
    let csrf = browser.get("/account/sessions").await.form("/account/sessions").1[0].1.clone();
    browser.post("/account/delete", &[("csrf", &csrf), ("username", username)]).await
}
