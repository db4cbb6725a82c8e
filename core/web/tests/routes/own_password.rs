//! `/account/password`: the old one is asked, everything else ends, this browser goes on.

use crate::token::userinfo;
use crate::world::{BROWSER, Client, PASSWORD, SESSION, World};

const HERE: &str = "/account/password";
const NEW: &str = "a new and much longer password";

#[tokio::test]
async fn a_new_password_ends_everything_else_and_this_browser_goes_on() {
    let world = World::new().await;
    let (mut here, mut there) = (world.browser(), world.browser());
    let own = Client::NOTES.tokens(&world, &mut here, "openid").await;
    let foreign = Client::NOTES.tokens(&world, &mut there, "openid").await;
    let before = here.cookies.clone();
    let page = here.get(HERE).await.expect(200);
    let answer = here.submit(&page, HERE, &[("old", PASSWORD), ("password", NEW)]).await.expect(303);
    assert_eq!(answer.location(), "/account/password?done=1");
    assert!(here.follow(answer).await.expect(200).says("Your password is changed"));
    for cookie in [SESSION, BROWSER] {
        assert_ne!(here.cookies[cookie], before[cookie], "{cookie}");
    }
    let mut old_cookies = here.clone();
    old_cookies.cookies = before;
    for gone in [&mut there, &mut old_cookies] {
        gone.get("/account").await.expect(303);
    }
    userinfo(&world, &foreign).await.expect(401);
    userinfo(&world, &own).await.expect(200);
    world.browser().try_password(PASSWORD).await.expect(401);
    world.browser().try_password(NEW).await.expect(303);
    let waiting = world.store.read(|tx| store::outbox::list(tx, 10)).unwrap();
    assert!(
        format!("{waiting:?}").contains("PasswordChanged { to: \"mira@office.example\" }"),
        "{waiting:?}"
    );
    assert!(world.events().await.contains(&"password.set".to_owned()));
}

#[tokio::test]
async fn the_old_password_and_the_rules_are_asked() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let page = browser.get(HERE).await.expect(200);
    for (old, new, words) in [
        ("", NEW, "Type your present password"),
        ("not this one, surely", NEW, "This is not your present password"),
        (PASSWORD, "short", "at least 15 characters"),
        (PASSWORD, "", "Choose a password"),
        (PASSWORD, PASSWORD, "This is your present password"),
    ] {
        let answer = browser.submit(&page, HERE, &[("old", old), ("password", new)]).await.expect(422);
        assert!(answer.says(words) && answer.body.contains(r#"role="alert""#), "{words}: {}", answer.words());
        assert!(!answer.body.contains(NEW) && !answer.body.contains("not this one, surely"));
    }
    world.browser().try_password(PASSWORD).await.expect(303);
}

#[tokio::test]
async fn guessing_is_slowed_like_at_the_sign_in() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let page = browser.get(HERE).await.expect(200);
    for _ in 0..10 {
        browser.submit(&page, HERE, &[("old", "a guess, and wrong"), ("password", NEW)]).await.expect(422);
    }
    let slowed = browser.submit(&page, HERE, &[("old", PASSWORD), ("password", NEW)]).await.expect(429);
    assert!(!slowed.header("retry-after").is_empty() && slowed.says("Too many tries"), "{}", slowed.words());
    // The same pot: the sign-in from there waits as well.
    world.browser().try_password(PASSWORD).await.expect(429);
    world.wait(900);
    browser.submit(&page, HERE, &[("old", PASSWORD), ("password", NEW)]).await.expect(303);
}

#[tokio::test]
async fn of_two_changes_at_once_one_happens() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let page = browser.get(HERE).await.expect(200);
    let (mut one, mut other) = (browser.clone(), browser);
    let other_form = [("old", PASSWORD), ("password", "another password, just as long")];
    let (first, second) = tokio::join!(
        one.submit(&page, HERE, &[("old", PASSWORD), ("password", NEW)]),
        other.submit(&page, HERE, &other_form),
    );
    let done =
        [&first, &second].iter().filter(|answer| answer.location() == "/account/password?done=1").count();
    assert_eq!(done, 1, "{} {}", first.location(), second.location());
}
