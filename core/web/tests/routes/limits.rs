//! Limits on guessing passwords: they count failures, by account and address, and by the clock.

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::world::{Answer, Browser, PASSWORD, PROXY, World, person};

/// An office that asks for no proof of work: the limits alone.
async fn without_proofs() -> World {
    let world = World::new().await;
    world.set("captcha.kind", "off").await;
    world
}

/// A try in a browser that was never here.
async fn guess(world: &World, person: &'static str, password: &str) -> Answer {
    world.browser().of(person).try_password(password).await
}

/// The same from behind the proxy, for an address.
async fn guess_from(world: &World, person: &'static str, address: &str, password: &str) -> Answer {
    let mut browser = behind_proxy(world.browser(), address).of(person);
    browser.try_password(password).await
}

fn behind_proxy(mut browser: Browser, address: &str) -> Browser {
    browser.peer = PROXY;
    browser.saying("x-forwarded-for", address)
}

#[track_caller]
fn expect_pause(answer: &Answer, seconds: &str) {
    assert_eq!(answer.status, 429, "{}", answer.words());
    assert_eq!(answer.header("retry-after"), seconds);
    assert!(answer.find_form("/login").is_some(), "the page is the form");
    assert!(answer.says(&format!("Too many tries. Wait {seconds} seconds")), "{}", answer.words());
}

#[tokio::test]
async fn after_ten_failures_the_pause_doubles_and_the_right_password_waits_too() {
    let world = without_proofs().await;
    for _ in 0..10 {
        guess(&world, "mira", "wrong").await.expect(401);
    }
    for pause in [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900] {
        expect_pause(&guess(&world, "mira", PASSWORD).await, &pause.to_string());
        world.wait(pause - 1);
        assert_eq!(guess(&world, "mira", PASSWORD).await.status, 429);
        world.wait(1);
        guess(&world, "mira", "wrong").await.expect(401);
    }
    world.wait(900);
    guess(&world, "mira", PASSWORD).await.expect(303);
    // Somebody at another address, and another account here, never waited.
    for _ in 0..10 {
        guess(&world, "mira", "wrong").await.expect(401);
    }
    world.browser().from([192, 168, 1, 21]).try_password(PASSWORD).await.expect(303);
    guess(&world, "ada", PASSWORD).await.expect(303);
}

#[tokio::test]
async fn a_success_gives_back_what_the_failures_before_cost() {
    let world = without_proofs().await;
    for _ in 0..3 {
        for _ in 0..9 {
            guess(&world, "mira", "wrong").await.expect(401);
        }
        guess(&world, "mira", PASSWORD).await.expect(303);
    }
}

#[tokio::test]
async fn an_unknown_account_behaves_alike() {
    let world = without_proofs().await;
    let mut told: Vec<Vec<(u16, String, String)>> = Vec::new();
    for name in ["mira", "nora"] {
        let mut answers = Vec::new();
        for _ in 0..13 {
            let answer = guess(&world, name, "wrong").await;
            world.wait(1);
            answers.push((answer.status.as_u16(), answer.header("retry-after").to_owned(), answer.words()));
        }
        told.push(answers);
    }
    assert_eq!(told[0], told[1]);
    // However the name is written.
    let mut browser = world.browser();
    let page = browser.get("/login").await;
    let answer = browser.submit(&page, "/login", &[("username", " NORA "), ("password", "wrong")]).await;
    assert_eq!(answer.status, 429);
}

#[tokio::test]
async fn name_and_address_of_an_account_are_counted_together() {
    let world = without_proofs().await;
    for name in ["mira", "mira@office.example"].iter().cycle().take(10) {
        guess(&world, name, "wrong").await.expect(401);
    }
    expect_pause(&guess(&world, "MIRA@office.example", PASSWORD).await, "2");
}

#[tokio::test]
async fn after_fifty_in_an_hour_only_known_browsers_pass_without_waiting() {
    let world = without_proofs().await;
    let mut known = world.browser();
    known.sign_in().await;
    known.cookies.remove(crate::world::SESSION);
    for n in 0..50 {
        guess_from(&world, "mira", &format!("203.0.113.{n}"), "wrong").await.expect(401);
    }
    let slowed = guess_from(&world, "mira", "198.51.100.1", PASSWORD).await.expect(429);
    assert_eq!(slowed.header("retry-after"), "3600");
    known.try_password(PASSWORD).await.expect(303);
    // A browser that is known to another person is a stranger here.
    let mut of_ada = world.browser().of("ada");
    of_ada.sign_in().await;
    of_ada.person = "mira";
    of_ada.cookies.remove(crate::world::SESSION);
    of_ada.try_password(PASSWORD).await.expect(429);
    guess_from(&world, "ada", "198.51.100.1", PASSWORD).await.expect(303);
    world.wait(3_600);
    guess_from(&world, "mira", "198.51.100.1", PASSWORD).await.expect(303);
}

#[tokio::test]
async fn one_address_has_a_hundred_failures_over_all_accounts_in_ten_minutes() {
    let world = without_proofs().await;
    for n in 0..100 {
        let mut browser = world.browser();
        let page = browser.get("/login").await;
        let name = format!("name{n}");
        browser.submit(&page, "/login", &[("username", &name), ("password", "wrong")]).await.expect(401);
    }
    let slowed = guess(&world, "mira", PASSWORD).await.expect(429);
    assert_eq!(slowed.header("retry-after"), "600");
    world.browser().from([192, 168, 1, 21]).try_password(PASSWORD).await.expect(303);
    world.wait(599);
    expect_pause_of_one_second(&guess(&world, "mira", PASSWORD).await);
    world.wait(1);
    guess(&world, "mira", PASSWORD).await.expect(303);
}

fn expect_pause_of_one_second(answer: &Answer) {
    assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (429, "1"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn parallel_guesses_cannot_race_past_the_limit() {
    let world = without_proofs().await;
    let mut guesses = JoinSet::new();
    for _ in 0..30 {
        let mut browser = world.browser();
        let page = browser.get("/login").await;
        guesses.spawn(async move { browser.fill_in(&page, "wrong").await.status.as_u16() });
    }
    let mut answers = guesses.join_all().await;
    answers.sort_unstable();
    assert_eq!(answers, [[401; 10].as_slice(), &[429; 20]].concat());
}

#[tokio::test]
async fn sixty_sign_ins_of_one_account_in_ten_minutes_are_nothing_unusual() {
    let world = without_proofs().await;
    for _ in 0..60 {
        guess(&world, "mira", PASSWORD).await.expect(303);
        world.wait(5);
    }
}

#[tokio::test]
async fn forwarded_addresses_count_from_the_configured_proxy_only() {
    let world = without_proofs().await;
    for n in 0..10 {
        let mut liar = world.browser().saying("x-forwarded-for", &format!("203.0.113.{n}"));
        liar.try_password("wrong").await.expect(401);
    }
    let mut liar = world.browser().saying("x-forwarded-for", "203.0.113.77");
    expect_pause(&liar.try_password("wrong").await, "2");
    // Behind the proxy the last hop before it counts, not what the client wrote in front of it.
    for n in 0..10 {
        guess_from(&world, "ada", &format!("10.9.9.{n}, 203.0.113.5"), "wrong").await.expect(401);
    }
    expect_pause(&guess_from(&world, "ada", "1.1.1.1, 203.0.113.5", "wrong").await, "2");
    // Whoever cannot be read counts as the proxy: hostile, all together.
    world.admin("POST", "/users/import", &json!([person("kim")])).await.expect(200);
    for n in 0..10 {
        guess_from(&world, "kim", &format!("unreadable-{n}"), "wrong").await.expect(401);
    }
    expect_pause(&guess_from(&world, "kim", "another", "wrong").await, "2");
}

#[tokio::test]
async fn limits_survive_a_restart_and_a_sweep() {
    let world = without_proofs().await;
    for _ in 0..11 {
        guess(&world, "mira", "wrong").await;
    }
    let world = world.restarted().await;
    service::sweep::sweep(&world.cx()).await.unwrap();
    expect_pause(&guess(&world, "mira", PASSWORD).await, "2");
}

#[tokio::test]
async fn a_log_of_failures_says_nothing_about_who_exists() {
    let world = without_proofs().await;
    guess(&world, "mira", "wrong").await.expect(401);
    guess(&world, "nora", "wrong").await.expect(401);
    let rows =
        &world.admin("GET", "/audit?event=login.failed", &Value::Null).await.expect(200).json()["rows"];
    let shapes: Vec<Vec<&String>> =
        rows.as_array().unwrap().iter().map(|row| row.as_object().unwrap().keys().collect()).collect();
    assert_eq!(shapes.len(), 2);
    assert_eq!(shapes[0], shapes[1]);
    assert!(rows[0].get("user_id").is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_try_that_was_turned_away_for_lack_of_a_core_costs_nothing_and_forgives_nothing() {
    let world = without_proofs().await;
    let mut mira = world.browser();
    let page = mira.get("/login").await;
    let mut wrong = 0;
    for _ in 0..9 {
        mira.clone().fill_in(&page, "wrong").await.expect(401);
        wrong += 1;
    }
    let mut crowd = JoinSet::new();
    for n in 0..200 {
        let page = page.clone();
        // Strangers from everywhere fill the waiting room; between them the account is tried again.
        let is_mira = n >= 120 && n % 10 == 9;
        let mut browser = mira.clone();
        if !is_mira {
            browser = behind_proxy(browser, &format!("198.51.100.{}", n % 250)).of("nobody");
        }
        let name = format!("nobody{n}");
        crowd.spawn(async move {
            let name = if is_mira { "mira" } else { &name };
            let answer = browser.submit(&page, "/login", &[("username", name), ("password", "wrong")]).await;
            (is_mira, answer.status.as_u16())
        });
    }
    let answers = crowd.join_all().await;
    assert!(answers.iter().any(|(_, status)| *status == 503), "the waiting room was full");
    wrong += answers.iter().filter(|answer| **answer == (true, 401)).count();
    for _ in 0..12 {
        wrong += usize::from(mira.clone().fill_in(&page, "wrong").await.status == 401);
    }
    assert_eq!(wrong, 10, "{answers:?}");
}
