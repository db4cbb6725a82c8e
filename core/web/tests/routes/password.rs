//! `/invite/<token>` and `/reset/<token>`: set a password by a link that works once.

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::world::{ISSUER, PASSWORD, World};

const NEW: [(&str, &str); 1] = [("password", "a new and long password")];

/// The path of a fresh link.
async fn link(world: &World, kind: &str) -> String {
    let answer = match kind {
        "/invite/" => world.admin("POST", "/users", &json!({"email": "iris@office.example"})).await,
        _ => world.admin("POST", "/users/mira/reset-password", &json!({})).await,
    };
    let link = answer.json()["link"].as_str().unwrap().to_owned();
    let path = link.strip_prefix(ISSUER).expect("links come from the issuer").to_owned();
    assert!(path.starts_with(kind), "{path}");
    path
}

#[tokio::test]
async fn it_works_once_in_any_browser() {
    for (kind, person) in [("/invite/", "iris"), ("/reset/", "mira")] {
        let world = World::new().await;
        let path = link(&world, kind).await;
        let mut browser = world.browser().of(person);
        let page = browser.get(&path).await.expect(200);
        // Looking at it uses nothing up.
        let page_elsewhere = world.browser().get(&path).await.expect(200);
        drop(page_elsewhere);
        browser.submit(&page, kind, &NEW).await.expect(200);
        let gone = browser.submit(&page, kind, &NEW).await.expect(404);
        assert!(gone.says("This link no longer opens"), "{}", gone.words());
        browser.get(&path).await.expect(404);
        browser.try_password(PASSWORD).await.expect(401);
        browser.try_password(NEW[0].1).await.expect(303);
    }
}

#[tokio::test]
async fn an_hour_for_a_reset_a_week_for_an_invitation() {
    for (kind, lifetime_s) in [("/invite/", 7 * 86_400), ("/reset/", 3_600)] {
        let world = World::new().await;
        let path = link(&world, kind).await;
        let mut browser = world.browser();
        world.wait(lifetime_s - 1);
        let page = browser.get(&path).await.expect(200);
        world.wait(1);
        browser.get(&path).await.expect(404);
        browser.submit(&page, kind, &NEW).await.expect(404);
    }
}

#[tokio::test]
async fn a_newer_link_voids_the_older_and_each_purpose_opens_its_own_page() {
    let world = World::new().await;
    let older = link(&world, "/reset/").await;
    let newer = link(&world, "/reset/").await;
    world.browser().get(&older).await.expect(404);
    world.browser().get(&newer).await.expect(200);
    for other in [newer.replace("/reset/", "/invite/"), newer.replace("/reset/", "/setup/")] {
        world.browser().get(&other).await.expect(404);
    }
    for nonsense in ["/reset/x", "/invite/x", "/reset/%ff"] {
        let status = world.browser().get(nonsense).await.status.as_u16();
        assert!([400, 404].contains(&status), "{nonsense}: {status}");
    }
}

#[tokio::test]
async fn a_switched_off_accounts_link_is_gone() {
    let world = World::new().await;
    let path = link(&world, "/reset/").await;
    let mut browser = world.browser();
    let page = browser.get(&path).await.expect(200);
    world.admin("POST", "/users/mira/disable", &json!({})).await.expect(200);
    browser.get(&path).await.expect(404);
    browser.submit(&page, "/reset/", &NEW).await.expect(404);
    world.admin("POST", "/users/mira/enable", &json!({})).await.expect(200);
    browser.get(&path).await.expect(404);
}

#[tokio::test]
async fn a_password_that_is_too_short_or_too_long_leaves_the_link_as_it_was() {
    let world = World::new().await;
    let path = link(&world, "/reset/").await;
    let mut browser = world.browser();
    let page = browser.get(&path).await.expect(200);
    let long = "x".repeat(257);
    for password in ["", "fourteen chars", long.as_str()] {
        let answer = browser.submit(&page, "/reset/", &[("password", password)]).await.expect(422);
        assert!(answer.find_form("/reset/").is_some());
        assert!(password.is_empty() || !answer.body.contains(password));
    }
    browser.try_password(PASSWORD).await.expect(303);
    browser.submit(&page, "/reset/", &NEW).await.expect(400);
    let page = browser.get(&path).await.expect(200);
    browser.submit(&page, "/reset/", &NEW).await.expect(200);
    // With a second factor for everybody eight are enough.
    world.set("mfa.policy", "required").await;
    let path = link(&world, "/reset/").await;
    let page = browser.get(&path).await.expect(200);
    browser.submit(&page, "/reset/", &[("password", "seven 7")]).await.expect(422);
    browser.submit(&page, "/reset/", &[("password", "eight ch")]).await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sent_many_times_at_once_it_sets_one_password() {
    let world = World::new().await;
    let path = link(&world, "/reset/").await;
    let mut browser = world.browser();
    let page = browser.get(&path).await.expect(200);
    let mut sent = JoinSet::new();
    for n in 0..6 {
        let (mut browser, page) = (browser.clone(), page.clone());
        let password = format!("one of several passwords {n}");
        sent.spawn(async move {
            browser.submit(&page, "/reset/", &[("password", &password)]).await.status.as_u16()
        });
    }
    let mut answers = sent.join_all().await;
    answers.sort_unstable();
    assert_eq!(answers, [200, 404, 404, 404, 404, 404]);
}

#[tokio::test]
async fn the_owner_is_told_and_the_log_knows() {
    let world = World::new().await;
    let path = link(&world, "/reset/").await;
    let mut browser = world.browser();
    let page = browser.get(&path).await.expect(200);
    browser.submit(&page, "/reset/", &NEW).await.expect(200);
    let rows =
        &world.admin("GET", "/audit?event=password.set", &Value::Null).await.expect(200).json()["rows"];
    assert_eq!((rows.as_array().unwrap().len(), &rows[0]["detail"]["by"]), (1, &json!("reset")));
    let files = world.files();
    let token = path.strip_prefix("/reset/").unwrap();
    assert!(
        !files.windows(token.len()).any(|window| window == token.as_bytes()),
        "the link stands nowhere in clear"
    );
}

#[tokio::test]
async fn how_to_get_a_link_is_the_same_for_everybody() {
    let world = World::new().await;
    let page = world.browser().get("/reset").await.expect(200);
    assert!(page.says("ada of the office"), "{}", page.words());
}
