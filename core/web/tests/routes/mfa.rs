//! `/login/mfa`: the second half of a sign-in, and that nobody gets past it.

use serde_json::json;

use crate::world::{BROWSER, Browser, Client, PASSWORD, SESSION, World};

/// A world in which mira has an authenticator.
async fn enrolled() -> (World, crate::world::Authenticator, Vec<String>) {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let (app, codes) = browser.enrol(&world).await;
    (world, app, codes)
}

async fn is_signed_in(browser: &Browser) -> bool {
    browser.clone().get("/account").await.status == 200
}

#[tokio::test]
async fn password_and_code_make_a_session_with_new_cookies_and_the_right_amr() {
    let (world, app, _) = enrolled().await;
    let mut browser = world.browser();
    let page = browser.authorize(&Client::NOTES.ask()).await;
    let first = browser.cookies[BROWSER].clone();
    let answer = browser.fill_in(&page, PASSWORD).await.expect(303);
    assert!(answer.location().starts_with("/login/mfa?i="), "{}", answer.location());
    assert!(answer.set_cookie(SESSION).is_none(), "nobody is signed in yet");
    let second = browser.cookies[BROWSER].clone();
    assert_ne!(first, second);
    let page = browser.follow(answer).await.expect(200);
    assert!(page.says("Your second step") && page.says("What Notes may see"), "{}", page.words());
    let answer = browser.type_code(&page, &app.code(world.now())).await.expect(303);
    assert!(answer.location().starts_with("/interaction?i="));
    assert_ne!(browser.cookies[BROWSER], second);
    let page = browser.follow(answer).await;
    let answer = browser.go_on(page).await;
    let tokens = Client::NOTES.exchange(&world, &answer.sent("code").unwrap()).await.expect(200).json();
    let claims = crate::world::id_token::claims(&tokens);
    assert_eq!(claims["acr"], "urn:donelogin:acr:2");
    assert_eq!(claims["amr"], json!(["pwd", "otp", "mfa"]));
    let events = world.events().await;
    let at = |name: &str| events.iter().rposition(|event| event == name).unwrap();
    assert!(at("login.first_factor") < at("session.created"));
}

#[tokio::test]
async fn it_goes_on_to_the_page_that_was_asked_for() {
    let (world, app, _) = enrolled().await;
    let mut browser = world.browser();
    let page = browser.get("/login?next=/account/apps").await;
    let answer = browser.fill_in(&page, PASSWORD).await;
    let page = browser.follow(answer).await;
    let spaced = app.code(world.now());
    let spaced = format!(" {} {}", &spaced[..3], &spaced[3..]);
    assert_eq!(browser.type_code(&page, &spaced).await.expect(303).location(), "/account/apps");
}

#[tokio::test]
async fn a_code_works_once_and_within_a_step_of_now() {
    let (world, app, _) = enrolled().await;
    world.set("captcha.kind", "off").await;
    let now = world.now();
    // The step of the enrolment, and those that are too far away.
    for at in [now - 30, now - 60, now + 60, now + 90] {
        let mut browser = world.browser();
        let page = browser.half_way().await;
        let refused = browser.type_code(&page, &app.code(at)).await.expect(401);
        assert!(refused.says("This code does not fit.") && !is_signed_in(&browser).await);
    }
    let mut browser = world.browser();
    let page = browser.half_way().await;
    browser.type_code(&page, &app.code(now)).await.expect(303);
    let mut browser = world.browser();
    let page = browser.half_way().await;
    browser.type_code(&page, &app.code(now)).await.expect(401);
    let page = browser.get("/login/mfa").await.expect(200);
    browser.type_code(&page, &app.code(now + 30)).await.expect(303);
    // The clock of the phone is behind.
    world.wait(90);
    let mut browser = world.browser();
    let page = browser.half_way().await;
    browser.type_code(&page, &app.code(world.now() - 30)).await.expect(303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_code_sent_many_times_at_once_opens_one_session() {
    let (world, app, codes) = enrolled().await;
    for code in [app.code(world.now()), codes[0].clone()] {
        let mut halves = Vec::new();
        for _ in 0..5 {
            let mut browser = world.browser();
            let page = browser.half_way().await;
            halves.push((browser, page));
        }
        let mut sent = tokio::task::JoinSet::new();
        for (mut browser, page) in halves {
            let code = code.clone();
            sent.spawn(async move { browser.type_code(&page, &code).await.status.as_u16() });
        }
        let mut answers = sent.join_all().await;
        answers.sort_unstable();
        assert_eq!(answers, [303, 401, 401, 401, 401]);
        // Where the right one came first, the others count as failures.
        world.wait(60);
    }
}

#[tokio::test]
async fn a_recovery_code_works_once_however_it_is_typed() {
    let (world, _, codes) = enrolled().await;
    assert_eq!(codes.len(), 10);
    let typed = codes[3].to_uppercase().replace('-', " ");
    let mut browser = world.browser();
    let page = browser.half_way().await;
    browser.type_code(&page, &typed).await.expect(303);
    assert!(browser.get("/account/recovery-codes").await.expect(200).says("9 left"));
    let mut browser = world.browser();
    let page = browser.half_way().await;
    browser.type_code(&page, &codes[3]).await.expect(401);
    // Never in the place of a password.
    world.browser().try_password(&codes[4]).await.expect(401);
}

#[tokio::test]
async fn half_a_sign_in_opens_nothing() {
    let (world, _, _) = enrolled().await;
    let mut browser = world.browser();
    let page = browser.authorize(&Client::WIKI.ask()).await;
    let answer = browser.fill_in(&page, PASSWORD).await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    let interaction = page.form("/login/mfa").1.into_iter().find(|(name, _)| name == "i").unwrap().1;
    for path in ["/", "/account", "/account/authenticator", "/account/recovery-codes", "/account/sessions"] {
        let answer = browser.get(path).await.expect(303);
        assert!(answer.location().starts_with("/login"), "{path}: {}", answer.location());
    }
    for path in ["interaction", "consent"] {
        let answer = browser.open(&format!("/{path}?i={interaction}")).await.expect(200);
        assert!(answer.find_form("/login").is_some(), "{path}");
    }
    browser.get("/api/admin/v1/users").await.expect(401);
    let silent = browser.get(&Client::WIKI.ask().with("prompt", "none").path()).await;
    assert_eq!(silent.sent("error").as_deref(), Some("login_required"));
}

#[tokio::test]
async fn it_is_held_by_its_browser_alone_and_for_ten_minutes() {
    let (world, app, _) = enrolled().await;
    let mut stranger = world.browser();
    let mut browser = world.browser();
    browser.get("/login").await;
    let before = browser.clone();
    let page = browser.half_way().await;
    assert_eq!(stranger.get("/login/mfa").await.expect(303).location(), "/login");
    // The name that the browser had before its password was right, planted maybe, holds nothing.
    assert_eq!(before.clone().get("/login/mfa").await.expect(303).location(), "/login");
    browser.clone().get("/login/mfa").await.expect(200);
    world.wait(599);
    browser.clone().get("/login/mfa").await.expect(200);
    world.wait(1);
    let late = browser.type_code(&page, &app.code(world.now())).await.expect(303);
    assert_eq!(late.location(), "/login");
    assert!(late.set_cookie(SESSION).is_none() && !is_signed_in(&browser).await);
}

#[tokio::test]
async fn not_you_leads_back_to_the_password() {
    let (world, app, _) = enrolled().await;
    let mut browser = world.browser();
    let page = browser.half_way().await;
    assert_eq!(browser.submit(&page, "/login/mfa/cancel", &[]).await.expect(303).location(), "/login");
    let answer = browser.type_code(&page, &app.code(world.now())).await.expect(303);
    assert_eq!(answer.location(), "/login");
    assert!(!is_signed_in(&browser).await);
}

#[tokio::test]
async fn wrong_codes_are_counted_like_passwords_and_a_right_password_does_not_wipe_them_out() {
    let (world, app, _) = enrolled().await;
    world.set("captcha.kind", "off").await;
    let wrong = app.wrong(world.now());
    for _ in 0..10 {
        // A new half each time: the password is known to whoever guesses the code.
        let mut browser = world.browser();
        let page = browser.half_way().await;
        browser.type_code(&page, &wrong).await.expect(401);
    }
    world.browser().try_password(PASSWORD).await.expect(429);
    world.wait(2);
    let mut browser = world.browser();
    let page = browser.half_way().await;
    browser.type_code(&page, &wrong).await.expect(401);
    let slowed = browser.type_code(&page, &app.code(world.now())).await.expect(429);
    assert_eq!(slowed.header("retry-after"), "4");
    world.wait(900);
    let mut browser = world.browser();
    let page = browser.half_way().await;
    browser.type_code(&page, &app.code(world.now())).await.expect(303);
    // All of it was right: the count begins anew.
    world.browser().try_password("wrong").await.expect(401);
}

#[tokio::test]
async fn the_rule_of_the_office_decides_who_is_asked() {
    let (world, _, _) = enrolled().await;
    for (policy, mira, ada) in
        [("off", "/", "/"), ("optional", "/login/mfa", "/"), ("required", "/login/mfa", "/")]
    {
        world.set("mfa.policy", policy).await;
        for (person, lands) in [("mira", mira), ("ada", ada)] {
            let answer = world.browser().of(person).try_password(PASSWORD).await.expect(303);
            assert_eq!(answer.location(), lands, "{policy}, {person}");
        }
    }
}

#[tokio::test]
async fn what_happens_to_the_account_between_the_two_steps_counts() {
    let (world, app, _) = enrolled().await;
    let mut browser = world.browser();
    let page = browser.half_way().await;
    world.admin("POST", "/users/mira/disable", &json!({})).await.expect(200);
    let answer = browser.type_code(&page, &app.code(world.now())).await.expect(303);
    assert_eq!(answer.location(), "/login");
    world.admin("POST", "/users/mira/enable", &json!({})).await.expect(200);
    assert_eq!(browser.get("/login/mfa").await.expect(303).location(), "/login", "it does not come back");
    // A new password: the half of the old one is void, the factor stays.
    let page = browser.half_way().await;
    let reset = world.admin("POST", "/users/mira/reset-password", &json!({})).await.expect(200).json();
    let path = reset["link"].as_str().unwrap().strip_prefix(crate::world::ISSUER).unwrap().to_owned();
    let mut other = world.browser();
    let form = other.get(&path).await.expect(200);
    other.submit(&form, "/reset/", &[("password", "a new and long password")]).await.expect(200);
    assert_eq!(browser.type_code(&page, &app.code(world.now())).await.expect(303).location(), "/login");
    let answer = world.browser().try_password("a new and long password").await.expect(303);
    assert_eq!(answer.location(), "/login/mfa", "a reset keeps the second factor");
}
