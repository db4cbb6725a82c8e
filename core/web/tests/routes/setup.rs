//! `/setup/<token>`: makes the first administrator, once, in the browser that opened it first.

use serde_json::Value;
use tokio::task::JoinSet;

use crate::world::{BROWSER, Browser, ISSUER, SESSION, World};

const ANSWERS: [(&str, &str); 4] = [
    ("office_name", "Atelier"),
    ("name", "Noor Haddad"),
    ("email", "noor@atelier.example"),
    ("password", "fifteen letters or more"),
];

async fn offer(world: &World) -> String {
    let link = service::setup::offer(&world.cx()).await.unwrap().expect("there is no administrator");
    link.strip_prefix(ISSUER).expect("links come from the issuer").to_owned()
}

#[tokio::test]
async fn the_first_run_names_the_office_makes_the_administrator_and_signs_in() {
    let world = World::unclaimed().await;
    let link = offer(&world).await;
    let mut browser = world.browser();
    let page = browser.get(&link).await.expect(200);
    assert!(
        page.words().replace([' ', ':'], "").to_lowercase().contains("a2a2a2"),
        "the CA's fingerprint to compare"
    );
    let before = browser.cookies[BROWSER].clone();
    let answer = browser.submit(&page, "/setup/", &ANSWERS).await.expect(303);
    assert_eq!(answer.location(), "/setup/done");
    assert!(browser.cookies.contains_key(SESSION));
    assert_ne!(browser.cookies[BROWSER], before);
    let done = browser.get("/setup/done").await.expect(200);
    assert!(done.says("Atelier"), "{}", done.words());
    let users = world.admin("GET", "/users", &Value::Null).await.expect(200).json();
    assert_eq!((&users["total"], &users["users"][0]["admin"]), (&1.into(), &true.into()));
    assert_eq!(users["users"][0]["email"], "noor@atelier.example");
    assert!(service::setup::offer(&world.cx()).await.unwrap().is_none(), "there is one now");
    // The same for whoever comes later, in any browser.
    for mut late in [browser, world.browser()] {
        let page = late.get(&link).await.expect(404);
        assert!(page.says("The office is set up already"), "{}", page.words());
        assert!(page.find_form("/setup/").is_none());
    }
}

#[tokio::test]
async fn it_belongs_to_the_first_browser_that_opens_it() {
    let world = World::unclaimed().await;
    let link = offer(&world).await;
    let (mut first, mut second) = (world.browser(), world.browser());
    let page = first.get(&link).await.expect(200);
    let other = second.get(&link).await.expect(403);
    assert!(other.says("Another browser has begun with it"), "{}", other.words());
    let csrf = token_of(&mut second).await;
    let fill = [&ANSWERS[..], &[("csrf", csrf.as_str())]].concat();
    second.post(&link, &fill).await.expect(403);
    first.get(&link).await.expect(200);
    first.submit(&page, "/setup/", &ANSWERS).await.expect(303);
}

/// The CSRF token of a browser: before the first run no page but the link's has a form.
async fn token_of(browser: &mut Browser) -> String {
    browser.get("/login").await.expect(200);
    domain::token::csrf_token(&browser.cookies[BROWSER])
}

#[tokio::test]
async fn it_is_over_after_an_hour_and_with_a_newer_one() {
    let world = World::unclaimed().await;
    let link = offer(&world).await;
    let mut browser = world.browser();
    world.wait(3_599);
    let page = browser.get(&link).await.expect(200);
    world.wait(1);
    let gone = browser.get(&link).await.expect(404);
    assert!(gone.says("over an hour old"), "{}", gone.words());
    browser.submit(&page, "/setup/", &ANSWERS).await.expect(404);
    let older = offer(&world).await;
    let newer = offer(&world).await;
    browser.get(&older).await.expect(404);
    browser.get(&newer).await.expect(200);
    for nonsense in ["/setup/x", "/setup/done2", "/setup/%00", "/setup/.."] {
        let status = world.browser().get(nonsense).await.status;
        assert!(status == 404, "{nonsense}: {status}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_browsers_that_open_it_at_once_one_gets_it() {
    let world = World::unclaimed().await;
    let link = offer(&world).await;
    let mut opened = JoinSet::new();
    for _ in 0..8 {
        let (mut browser, link) = (world.browser(), link.clone());
        opened.spawn(async move { browser.get(&link).await.status.as_u16() });
    }
    let mut answers = opened.join_all().await;
    answers.sort_unstable();
    assert_eq!(answers, [200, 403, 403, 403, 403, 403, 403, 403]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sent_twice_at_once_it_makes_one_administrator() {
    let world = World::unclaimed().await;
    let link = offer(&world).await;
    let mut browser = world.browser();
    let page = browser.get(&link).await.expect(200);
    let mut sent = JoinSet::new();
    for n in 0..4 {
        let (mut browser, page) = (browser.clone(), page.clone());
        let email = format!("admin{n}@atelier.example");
        sent.spawn(async move {
            browser
                .submit(&page, "/setup/", &[&ANSWERS[..], &[("email", &email)]].concat())
                .await
                .status
                .as_u16()
        });
    }
    let mut answers = sent.join_all().await;
    answers.sort_unstable();
    assert_eq!(answers, [303, 404, 404, 404]);
    let users = world.admin("GET", "/users", &Value::Null).await.expect(200).json();
    assert_eq!(users["total"], 1);
}

#[tokio::test]
async fn each_field_that_cannot_be_taken_is_named_and_the_rest_is_kept() {
    let world = World::unclaimed().await;
    let link = offer(&world).await;
    let mut browser = world.browser();
    let page = browser.get(&link).await.expect(200);
    let long = "x".repeat(300);
    for (field, value) in [
        ("office_name", ""),
        ("office_name", "  "),
        ("office_name", long.as_str()),
        ("name", ""),
        ("name", "a\nb"),
        ("email", ""),
        ("email", "noor"),
        ("email", "noor@"),
        ("password", ""),
        ("password", "fourteen chars"),
        ("password", long.as_str()),
    ] {
        let fill = [&ANSWERS[..], &[(field, value)]].concat();
        let answer = browser.submit(&page, "/setup/", &fill).await.expect(422);
        assert!(
            answer.body.contains(&format!("id=\"{field}-error\"")),
            "{field} {value:?}: {}",
            answer.words()
        );
        assert_eq!(answer.body.matches("-error\"><").count(), 1, "{field} alone");
        if field != "name" {
            let (_, form) = answer.form("/setup/");
            assert!(form.contains(&("name".into(), "Noor Haddad".into())), "{form:?}");
        }
        assert!(!answer.body.contains("fifteen letters or more"), "a password is never sent back");
        assert!(answer.set_cookie(SESSION).is_none());
    }
    let all = browser.submit(&page, "/setup/", &[("office_name", "")]).await.expect(422);
    assert_eq!(all.body.matches("-error\"><").count(), 4);
    browser.submit(&page, "/setup/", &ANSWERS).await.expect(303);
}

#[tokio::test]
async fn the_last_page_of_it_is_for_administrators() {
    let world = World::new().await;
    assert_eq!(
        world.browser().get("/setup/done").await.expect(303).location(),
        "/login?next=%2Fsetup%2Fdone"
    );
    let (mut mira, mut ada) = (world.browser(), world.browser().of("ada"));
    mira.sign_in().await;
    ada.sign_in().await;
    assert_eq!(mira.get("/setup/done").await.expect(303).location(), "/trust");
    ada.get("/setup/done").await.expect(200);
}
