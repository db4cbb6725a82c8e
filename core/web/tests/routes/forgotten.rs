//! `/reset`: asking for a link, whoever one is.

use domain::audit::Filter;
use domain::outbox::Content;
use serde_json::json;
use tokio::task::JoinSet;

use crate::world::{Answer, Browser, ISSUER, PASSWORD, World};

const NEW: &str = "four quiet stones by the sea";

async fn ask(browser: &mut Browser, name: &str) -> Answer {
    let page = browser.get("/reset").await.expect(200);
    browser.submit(&page, "/reset", &[("username", name)]).await
}

/// Paths of the links that wait, oldest first.
fn waiting(world: &World) -> Vec<String> {
    let messages = world.store.read(|tx| store::outbox::list(tx, 100)).unwrap();
    let links = messages.into_iter().filter_map(|message| match message.content {
        Content::Reset { link, .. } => Some(link.strip_prefix(ISSUER).unwrap().to_owned()),
        _ => None,
    });
    links.collect()
}

#[tokio::test]
async fn a_link_sets_a_new_password_once_and_ends_what_was_open() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    ask(&mut world.browser(), "Mira@Office.Example").await.expect(200);
    let link = waiting(&world).pop().expect("one waits");
    let mut elsewhere = world.browser();
    let page = elsewhere.get(&link).await.expect(200);
    elsewhere.submit(&page, "/reset/", &[("password", NEW)]).await.expect(200);
    elsewhere.submit(&page, "/reset/", &[("password", NEW)]).await.expect(404);
    assert!(browser.get("/account/profile").await.location().starts_with("/login"), "sessions end");
    elsewhere.try_password(PASSWORD).await.expect(401);
    elsewhere.try_password(NEW).await.expect(303);
}

#[tokio::test]
async fn the_answer_and_the_work_are_the_same_for_everybody() {
    let world = World::new().await;
    let rows = || {
        let filter = Filter { event: Some("password.reset_asked".into()), limit: 10, ..Filter::default() };
        world.store.read(|tx| store::audit::list(tx, &filter)).unwrap().len()
    };
    world
        .admin("POST", "/users", &json!({"email": "iris@office.example", "email_verified": false}))
        .await
        .expect(201);
    let mut words = Vec::new();
    for (n, name) in ["mira", "nobody", "nobody@office.example", "iris", "' OR 1=1 --"].iter().enumerate() {
        let answer = ask(&mut world.browser(), name).await.expect(200);
        words.push(answer.words());
        assert_eq!(rows(), n + 1, "{name}: each is noted, in one write");
    }
    words.dedup();
    assert_eq!(words.len(), 1, "{words:?}");
    assert_eq!(
        waiting(&world).len(),
        1,
        "mira's alone: the other has no confirmed address, the rest is nobody"
    );
}

#[tokio::test]
async fn a_newer_link_voids_the_older_and_one_waits_a_person() {
    let world = World::new().await;
    ask(&mut world.browser(), "mira").await.expect(200);
    let older = waiting(&world).pop().unwrap();
    ask(&mut world.browser(), "mira").await.expect(200);
    let all = waiting(&world);
    assert_eq!(all.len(), 1);
    world.browser().get(&older).await.expect(404);
    world.browser().get(&all[0]).await.expect(200);
    world.wait(3_600);
    world.browser().get(&all[0]).await.expect(404);
}

#[tokio::test]
async fn a_person_is_written_to_three_times_an_hour_and_nobody_is_told() {
    let world = World::new().await;
    for _ in 0..3 {
        ask(&mut world.browser(), "mira").await.expect(200);
    }
    let third = waiting(&world).pop().unwrap();
    for name in ["mira", "mira@office.example"] {
        ask(&mut world.browser().from([192, 168, 1, 77]), name).await.expect(200);
        assert_eq!(waiting(&world), [third.as_str()], "the third stays");
    }
    world.wait(3_600);
    ask(&mut world.browser(), "mira").await.expect(200);
    assert_ne!(waiting(&world).pop().unwrap(), third);
}

#[tokio::test]
async fn an_address_may_ask_twenty_times_an_hour_for_whomever() {
    let world = World::new().await;
    world.set("captcha.kind", "off").await;
    let mut browser = world.browser();
    for n in 0..20 {
        ask(&mut browser, &format!("nobody{n}")).await.expect(200);
    }
    let slowed = ask(&mut browser, "mira").await.expect(429);
    assert_eq!(slowed.header("retry-after"), "3600");
    assert!(slowed.says("Too many tries"), "{}", slowed.words());
    ask(&mut world.browser().from([192, 168, 1, 78]), "mira").await.expect(200);
}

#[tokio::test]
async fn whoever_was_invited_keeps_the_invitation() {
    let world = World::new().await;
    let made =
        world.admin("POST", "/users", &json!({"email": "iris@office.example"})).await.expect(201).json();
    ask(&mut world.browser(), "iris").await.expect(200);
    assert!(waiting(&world).is_empty());
    let link = made["link"].as_str().unwrap().strip_prefix(ISSUER).unwrap().to_owned();
    world.browser().get(&link).await.expect(200);
}

#[tokio::test]
async fn a_link_is_worth_nothing_once_the_address_is_another() {
    let world = World::new().await;
    ask(&mut world.browser(), "mira").await.expect(200);
    let link = waiting(&world).pop().unwrap();
    let move_address = |tx: &store::WriteTx<'_>| {
        let mut user = store::users::find_by_name(tx, "mira")?.unwrap();
        user.email = domain::user::Email::parse("mira@elsewhere.example").unwrap();
        store::users::update(tx, &user)
    };
    world.store.write::<_, store::StoreError>(move_address).await.unwrap();
    world.browser().get(&link).await.expect(404);
}

#[tokio::test]
async fn of_many_who_use_a_link_at_once_one_wins() {
    let world = World::new().await;
    ask(&mut world.browser(), "mira").await.expect(200);
    let link = waiting(&world).pop().unwrap();
    let mut tries = JoinSet::new();
    for n in 0..6 {
        let mut browser = world.browser();
        let page = browser.get(&link).await.expect(200);
        tries.spawn(async move {
            let password = format!("quiet stone number {n} of six");
            browser.submit(&page, "/reset/", &[("password", &password)]).await.status.as_u16()
        });
    }
    let mut statuses = tries.join_all().await;
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 404, 404, 404, 404, 404]);
}

#[tokio::test]
async fn the_page_says_whom_to_ask_where_no_mail_is_sent() {
    let world = World::new().await;
    let page = world.browser().get("/reset").await.expect(200);
    assert!(page.says("This office sends no mail") && page.says("ada"), "{}", page.words());
    let mut browser = world.browser();
    let empty = ask(&mut browser, "  ").await.expect(422);
    assert!(empty.says("Type your user name or e-mail."), "{}", empty.words());
    let asked = ask(&mut browser, "mira").await.expect(200);
    assert!(asked.says("a link for it waits with your administrator"), "{}", asked.words());
    world.set("smtp.url", "smtps://mail.office.example").await;
    world.set("smtp.from", "office@office.example").await;
    let page = browser.get("/reset").await.expect(200);
    assert!(page.says("goes to the address of your account"), "{}", page.words());
    let asked = ask(&mut browser, "mira").await.expect(200);
    assert!(asked.says("Look into your mailbox"), "{}", asked.words());
}

#[tokio::test]
async fn the_way_back_to_the_app_is_kept() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = browser.get("/reset?i=some%26id").await.expect(200);
    let asked = browser.submit(&page, "/reset", &[("username", "mira")]).await.expect(200);
    assert!(asked.body.contains("/login?i=some%26id"), "{}", asked.body);
}

#[tokio::test]
async fn a_meter_helps_and_is_bounded() {
    let world = World::new().await;
    let mut browser = world.browser();
    ask(&mut browser, "mira").await.expect(200);
    let link = waiting(&world).pop().unwrap();
    let page = browser.get(&link).await.expect(200);
    assert!(page.body.contains("data-strength=\"password\""));
    let csrf = page.form("/reset/").1.into_iter().find(|(name, _)| name == "csrf").unwrap().1;
    let mut judge = async |password: &str| {
        let form = [("csrf", csrf.as_str()), ("username", "mira"), ("password", password)];
        browser.post("/password/strength", &form).await
    };
    assert_eq!(judge("passwordpassword").await.expect(200).json()["score"], 0);
    assert_eq!(judge("mira2026").await.expect(200).json()["score"], 0);
    let good = judge(&"correct horse battery staple ".repeat(8)).await.expect(200).json();
    assert_eq!((&good["score"], &good["words"]), (&4.into(), &"Very hard to guess".into()));
    for _ in 0..117 {
        judge("mira").await.expect(200);
    }
    judge("mira").await.expect(429);
    world.browser().post("/password/strength", &[("password", "x")]).await.expect(400);
}

#[tokio::test]
async fn what_is_guessed_first_is_refused_on_the_page() {
    let world = World::new().await;
    ask(&mut world.browser(), "mira").await.expect(200);
    let link = waiting(&world).pop().unwrap();
    let mut browser = world.browser();
    let page = browser.get(&link).await.expect(200);
    for (password, words) in [
        ("passwordpassword", "on the list of common passwords"),
        ("mira-office-mira-1", "made of your name, your address or the office"),
    ] {
        let refused = browser.submit(&page, "/reset/", &[("password", password)]).await.expect(422);
        assert!(refused.says(words), "{}", refused.words());
    }
    browser.submit(&page, "/reset/", &[("password", NEW)]).await.expect(200);
}
