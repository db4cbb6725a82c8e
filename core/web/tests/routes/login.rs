//! `/login`: who gets in, and what the browser holds before and after.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::world::{BROWSER, Browser, Client, PASSWORD, SESSION, World, person};

#[tokio::test]
async fn the_cookies_are_exactly_these_and_both_are_new_after_a_sign_in() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = browser.get("/login").await.expect(200);
    let line = page.set_cookie(BROWSER).unwrap().to_owned();
    let before = browser.cookies[BROWSER].clone();
    assert_eq!(before.len(), 43, "256 bits");
    let rest = "; Path=/; Max-Age=34560000; Secure; HttpOnly; SameSite=Lax";
    assert_eq!(line, format!("{BROWSER}={before}{rest}"));
    let answer = browser.fill_in(&page, PASSWORD).await.expect(303);
    let (session, after) = (browser.cookies[SESSION].clone(), browser.cookies[BROWSER].clone());
    assert_eq!(session.len(), 43, "256 bits");
    assert_ne!(after, before);
    assert_eq!(answer.set_cookie(BROWSER).unwrap(), format!("{BROWSER}={after}{rest}"));
    let line = answer.set_cookie(SESSION).unwrap();
    assert_eq!(line, format!("{SESSION}={session}; Path=/; Secure; HttpOnly; SameSite=Lax"));
    // Later pages set neither again.
    let home = browser.open("/").await.expect(200);
    assert!(home.headers.get("set-cookie").is_none());
}

#[tokio::test]
async fn what_the_browser_held_before_a_sign_in_is_worth_nothing_afterwards() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let mut stale = browser.clone();
    let page = browser.authorize(&Client::NOTES.ask().with("prompt", "login")).await;
    let interaction = page.form("/login").1.into_iter().find(|(name, _)| name == "i").unwrap().1;
    browser.fill_in(&page, PASSWORD).await.expect(303);
    assert_eq!(stale.get("/").await.expect(303).location(), "/login", "the old session");
    for path in ["/interaction", "/login", "/consent"] {
        let answer = stale.open(&format!("{path}?i={interaction}")).await;
        assert_eq!(answer.status, 400, "{path}: the old name of the browser");
    }
    browser.open(&format!("/consent?i={interaction}")).await.expect(200);
}

#[tokio::test]
async fn a_cookie_that_was_planted_gives_its_planter_nothing() {
    let world = World::new().await;
    let mut attacker = world.browser();
    let page = attacker.authorize(&Client::NOTES.ask()).await;
    let interaction = page.form("/login").1.into_iter().find(|(name, _)| name == "i").unwrap().1;
    let mut victim = world.browser();
    victim.cookies = attacker.cookies.clone();
    let page = victim.open(&format!("/login?i={interaction}")).await.expect(200);
    victim.fill_in(&page, PASSWORD).await.expect(303);
    assert_eq!(attacker.get("/").await.expect(303).location(), "/login");
    attacker.open(&format!("/interaction?i={interaction}")).await.expect(400);
    // A session value of the attacker's own choice is not taken over either.
    let mut victim = world.browser();
    victim.cookies.insert(SESSION.into(), "A".repeat(43));
    victim.sign_in().await;
    assert_ne!(victim.cookies[SESSION], "A".repeat(43));
}

#[tokio::test]
async fn a_session_ends_without_use_and_in_all() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    world.wait(28_799);
    browser.get("/").await.expect(200);
    world.wait(28_800);
    assert_eq!(browser.get("/").await.expect(303).location(), "/login", "8 h without use");
    browser.sign_in().await;
    for _ in 0..3 {
        world.wait(28_700);
        browser.get("/").await.expect(200);
    }
    world.wait(86_400 - 3 * 28_700 - 1);
    browser.get("/").await.expect(200);
    world.wait(1);
    assert_eq!(browser.get("/").await.expect(303).location(), "/login", "24 h in all");
    let silent = browser.get(&Client::NOTES.ask().with("prompt", "none").path()).await;
    assert_eq!(silent.sent("error").as_deref(), Some("login_required"));
}

#[tokio::test]
async fn name_or_address_in_any_case_and_the_exact_password() {
    let world = World::new().await;
    world.set("captcha.kind", "off").await;
    for name in ["mira", "MIRA", " mira ", "mira@office.example", "Mira@Office.Example", "ｍｉｒａ"] {
        let mut browser = world.browser();
        let page = browser.get("/login").await;
        let answer = browser.submit(&page, "/login", &[("username", name), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, 303, "{name}");
    }
    for password in ["", " correct horse battery staple", "Correct horse battery staple", "correct horse"] {
        let answer = world.browser().try_password(password).await.expect(401);
        assert!(answer.says("User name and password do not match."), "{}", answer.words());
        assert!(answer.set_cookie(SESSION).is_none() && answer.set_cookie(BROWSER).is_none());
        assert!(password.is_empty() || !answer.body.contains(password), "the page repeats no password");
    }
}

#[tokio::test]
async fn an_account_that_is_off_is_said_so_to_whoever_knows_its_password_only() {
    let world = World::new().await;
    world.admin("POST", "/users/mira/disable", &json!({})).await.expect(200);
    let answer = world.browser().try_password(PASSWORD).await.expect(403);
    assert!(answer.says("Your account is switched off. Ask ada of the office."), "{}", answer.words());
    assert!(answer.set_cookie(SESSION).is_none());
    let wrong = world.browser().try_password("wrong").await.expect(401);
    let nobody = world.browser().of("nobody").try_password("wrong").await.expect(401);
    assert_eq!(wrong.words(), nobody.words());
}

#[tokio::test]
async fn an_unknown_account_and_one_without_a_password_take_as_long_as_a_wrong_password() {
    let world = World::new().await;
    world.set("captcha.kind", "off").await;
    world.admin("POST", "/users", &json!({"email": "iris@office.example"})).await.expect(201);
    let names = ["mira", "nobody", "iris", "nobody@office.example"];
    let mut fastest = [Duration::MAX; 4];
    // By turns, and the fastest of each: what the machine does beside them then slows all alike.
    for _ in 0..8 {
        for (name, best) in names.iter().zip(&mut fastest) {
            *best = (*best).min(time_of(&world, name).await);
        }
    }
    let [wrong, others @ ..] = fastest;
    for (name, time) in names[1..].iter().zip(others) {
        let ratio = time.as_secs_f64() / wrong.as_secs_f64();
        assert!((0.33..3.0).contains(&ratio), "{name}: {time:?}, a wrong password: {wrong:?}");
    }
    assert!(wrong > Duration::from_millis(4), "a hash was made: {wrong:?}");
}

async fn time_of(world: &World, name: &'static str) -> Duration {
    let mut browser = world.browser().of(name);
    let page = browser.get("/login").await;
    let begun = Instant::now();
    browser.fill_in(&page, "wrong").await.expect(401);
    begun.elapsed()
}

#[tokio::test]
async fn after_a_sign_in_the_browser_stays_on_this_server() {
    let world = World::new().await;
    for (next, lands) in [
        ("/account/apps", "/account/apps"),
        ("", "/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("/%09/evil.example", "/"),
        ("javascript:alert(1)", "/"),
    ] {
        let mut browser = world.browser();
        let page = browser.get(&format!("/login?next={next}")).await.expect(200);
        assert_eq!(browser.fill_in(&page, PASSWORD).await.expect(303).location(), lands, "{next}");
        assert_eq!(browser.get(&format!("/login?next={next}")).await.expect(303).location(), lands, "{next}");
    }
}

#[tokio::test]
async fn a_password_that_was_hashed_elsewhere_works_again_and_again() {
    let world = World::new().await;
    let mut kim = person("kim");
    // Made by the reference implementation: "password", "somesalt", -t 2 -m 16 -p 4 -l 24.
    kim["password_hash"] =
        "$argon2i$v=19$m=65536,t=2,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b+dWRWJTmaaJObG".into();
    world.admin("POST", "/users/import", &json!([kim])).await.expect(200);
    for _ in 0..2 {
        world.browser().of("kim").try_password("password").await.expect(303);
    }
    world.browser().of("kim").try_password("passwort").await.expect(401);
}

#[tokio::test]
async fn another_person_at_the_same_browser_ends_the_first_ones_session() {
    let world = World::new().await;
    let mut browser = world.browser();
    let of_mira = Client::NOTES.tokens(&world, &mut browser, "openid").await;
    let page = browser.authorize(&Client::NOTES.ask().with("prompt", "login")).await;
    let answer = browser.submit(&page, "/login/not-you", &[]).await.expect(303);
    let page = browser.follow(answer).await;
    crate::token::userinfo(&world, &of_mira).await.expect(401);
    browser.person = "ada";
    let answer = browser.fill_in(&page, PASSWORD).await;
    let page = browser.follow(answer).await;
    assert!(page.find_form("/consent").is_some(), "ada was never asked");
    // Without "not you": by the name in the form.
    let mut browser = world.browser();
    let of_mira = Client::NOTES.tokens(&world, &mut browser, "openid").await;
    let page = browser.authorize(&Client::NOTES.ask().with("prompt", "login")).await;
    browser.person = "ada";
    browser.fill_in(&page, PASSWORD).await.expect(303);
    crate::token::userinfo(&world, &of_mira).await.expect(401);
}

#[tokio::test]
async fn the_way_back_from_an_old_page_works() {
    let world = World::new().await;
    let mut browser = world.browser();
    let old = browser.get("/login").await;
    browser.cookies.clear();
    browser.get("/login").await;
    let refused = browser.fill_in(&old, PASSWORD).await.expect(400);
    assert!(refused.says("This page had been open too long."), "{}", refused.words());
    browser.fill_in(&refused, PASSWORD).await.expect(303);
    let mut without: Browser = world.browser();
    without.keeps_cookies = false;
    let page = without.get("/login").await;
    let refused = without.fill_in(&page, PASSWORD).await.expect(400);
    assert!(refused.says("This browser keeps no cookies"), "{}", refused.words());
}

#[tokio::test]
async fn the_administration_sends_for_a_recent_sign_in_and_gets_its_browser_back() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let fresh = browser.get("/login/again?return_to=/admin/people?sort=name").await.expect(303);
    assert_eq!(
        fresh.location(),
        "/login?again=1&next=%2Flogin%2Fstep-up%3Fnext%3D%252Fadmin%252Fpeople%253Fsort%253Dname"
    );
    world.clock.advance(301);
    let page = browser.get(fresh.location()).await.expect(200);
    let back = browser.fill_in(&page, PASSWORD).await.expect(303);
    assert_eq!(browser.get(back.location()).await.expect(303).location(), "/admin/people?sort=name");
    for elsewhere in ["https://evil.example/", "//evil.example/admin/", "/account", "/admin", ""] {
        let path = format!("/login/again?return_to={elsewhere}");
        let location = browser.get(&path).await.expect(303).location().to_owned();
        assert_eq!(
            location, "/login?again=1&next=%2Flogin%2Fstep-up%3Fnext%3D%252Fadmin%252F",
            "{elsewhere}"
        );
    }
}
