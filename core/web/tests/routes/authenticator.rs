//! `/account/authenticator` and `/account/recovery-codes`: setting the second step up, and taking it away.

use serde_json::{Value, json};

use crate::world::{Authenticator, Client, PASSWORD, World, codes_on};

#[tokio::test]
async fn it_counts_from_its_first_code_and_brings_ten_recovery_codes_once() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let page = browser.get("/account/authenticator").await.expect(200);
    let answer = browser.submit(&page, "/account/authenticator/begin", &[]).await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    assert!(page.body.contains("role=\"img\"") && page.body.contains("<svg "));
    let app = Authenticator::scan(&page);
    assert_eq!(world.browser().try_password(PASSWORD).await.location(), "/", "not before it is confirmed");
    let wrong = app.wrong(world.now());
    let refused = browser.submit(&page, "/account/authenticator", &[("code", &wrong)]).await.expect(422);
    assert!(refused.says("This code does not fit."), "{}", refused.words());
    let code = app.code(world.now());
    let shown = browser.submit(&refused, "/account/authenticator", &[("code", &code)]).await.expect(200);
    let codes = codes_on(&shown);
    assert_eq!(codes.len(), 10);
    assert!(shown.says("mira@office.example"), "whose they are: {}", shown.words());
    assert_eq!(world.browser().try_password(PASSWORD).await.location(), "/login/mfa");
    browser.submit(&shown, "/account/recovery-codes/kept", &[]).await.expect(303);
    let later = browser.get("/account/recovery-codes").await.expect(200);
    assert!(later.says("10 left") && !later.body.contains(&codes[0]), "not once they are kept");
    let again = browser.get("/account/authenticator").await.expect(200);
    assert!(!again.body.contains("data-qr"), "the secret is never shown again");
    let files = world.files();
    for secret in [codes[0].as_bytes(), codes[0].replace('-', "").as_bytes()] {
        assert!(!files.windows(secret.len()).any(|window| window == secret), "nowhere in clear");
    }
    assert_eq!(world.events().await.iter().filter(|event| *event == "factor.added").count(), 1);
    let shown = world.admin("GET", "/users/mira", &Value::Null).await.expect(200).json();
    assert_eq!(
        (&shown["second_factor"]["authenticator_since"], &shown["second_factor"]["recovery_codes_left"]),
        (&json!(world.now()), &json!(10))
    );
}

#[tokio::test]
async fn it_needs_a_fresh_sign_in_and_comes_back() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    world.wait(301);
    let page = browser.get("/account/authenticator").await.expect(200);
    let answer = browser.submit(&page, "/account/authenticator/begin", &[]).await.expect(303);
    let form = browser.follow(answer).await.expect(200);
    assert!(form.says("Sign in once more, mira of the office."), "{}", form.words());
    let answer = browser.fill_in(&form, PASSWORD).await.expect(303);
    assert_eq!(answer.location(), "/account/authenticator");
    let page = browser.follow(answer).await.expect(200);
    let answer = browser.submit(&page, "/account/authenticator/begin", &[]).await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    let app = Authenticator::scan(&page);
    // Left alone in an open browser: the secret is hidden, and no code confirms it.
    world.wait(901);
    assert!(!browser.get("/account/authenticator").await.expect(200).body.contains("data-qr"));
    let code = app.code(world.now());
    let late = browser.submit(&page, "/account/authenticator", &[("code", &code)]).await.expect(303);
    assert!(late.location().starts_with("/login?again=1"), "{}", late.location());
}

#[tokio::test]
async fn it_is_removed_by_a_fresh_whole_sign_in_only() {
    let world = World::new().await;
    let (mut older, mut browser) = (world.browser(), world.browser());
    older.sign_in().await;
    browser.sign_in().await;
    let (app, codes) = browser.enrol(&world).await;
    // The older session never typed a code: it goes a step further first.
    let page = older.get("/account/authenticator/remove").await.expect(200);
    let csrf = page.form("/logout").1[0].1.clone();
    for path in ["/account/authenticator/remove", "/account/recovery-codes"] {
        let refused = older.post(path, &[("csrf", &csrf)]).await.expect(303);
        assert_eq!(refused.location(), "/login/step-up?next=%2Faccount%2Fauthenticator", "{path}");
    }
    let page = browser.get("/account/authenticator/remove").await.expect(200);
    // A second one cannot be begun in the place of the first.
    let csrf = page.form("/logout").1[0].1.clone();
    browser.post("/account/authenticator/begin", &[("csrf", &csrf)]).await.expect(303);
    assert_eq!(world.browser().try_password(PASSWORD).await.location(), "/login/mfa", "the first one counts");
    let mut whole = world.browser();
    let page = whole.half_way().await;
    whole.type_code(&page, &app.code(world.now())).await.expect(303);
    let page = whole.get("/account/recovery-codes").await.expect(200);
    let new = codes_on(&whole.submit(&page, "/account/recovery-codes", &[]).await.expect(200));
    assert_eq!(new.len(), 10);
    let mut third = world.browser();
    let page = third.half_way().await;
    third.type_code(&page, &codes[0]).await.expect(401);
    third.type_code(&page, &new[0]).await.expect(303);
    world.wait(301);
    let page = whole.get("/account/authenticator/remove").await.expect(200);
    let late = whole.submit(&page, "/account/authenticator/remove", &[]).await.expect(303);
    assert!(late.location().starts_with("/login?again=1"), "{}", late.location());
    let page = third.half_way_again(&world, &app).await;
    let gone = third.submit(&page, "/account/authenticator/remove", &[]).await.expect(303);
    assert_eq!(gone.location(), "/account/authenticator?done=removed");
    assert_eq!(world.browser().try_password(PASSWORD).await.location(), "/", "the demand is off");
    let events = world.events().await;
    assert!(
        events.contains(&"factor.removed".to_owned()) && events.contains(&"factor.demand_ended".to_owned())
    );
    let shown = world.admin("GET", "/users/mira", &Value::Null).await.expect(200).json();
    assert_eq!(
        (&shown["second_factor"]["authenticator_since"], &shown["second_factor"]["recovery_codes_left"]),
        (&Value::Null, &json!(0))
    );
}

impl crate::world::Browser {
    /// Proves all of it again, and opens the page that asks whether the authenticator is to go.
    async fn half_way_again(&mut self, world: &World, app: &Authenticator) -> crate::world::Answer {
        let form = self.get("/login?again=1&next=/account/authenticator/remove").await.expect(200);
        let answer = self.fill_in(&form, PASSWORD).await.expect(303);
        let page = self.follow(answer).await.expect(200);
        let answer = self.type_code(&page, &app.code(world.now())).await.expect(303);
        self.follow(answer).await.expect(200)
    }
}

#[tokio::test]
async fn where_everybody_needs_one_it_is_set_up_on_the_way() {
    let world = World::new().await;
    world.set("mfa.policy", "required").await;
    let mut browser = world.browser();
    let page = browser.authorize(&Client::NOTES.ask()).await;
    let answer = browser.fill_in(&page, PASSWORD).await;
    let page = browser.follow(answer).await.expect(200);
    assert!(page.says("You need a second step here."), "{}", page.words());
    assert!(page.find_form("/account/devices/link").is_some(), "a phone first");
    let other =
        page.body.split("href=\"/account/authenticator?i=").nth(1).unwrap().split('"').next().unwrap();
    let page = browser.get(&format!("/account/authenticator?i={other}")).await.expect(200);
    let silent = browser.clone().get(&Client::NOTES.ask().with("prompt", "none").path()).await;
    assert_eq!(silent.sent("error").as_deref(), Some("interaction_required"));
    assert_eq!(browser.get("/").await.expect(303).location(), "/account/devices/link");
    let interaction =
        page.form("/account/authenticator/begin").1.into_iter().find(|(name, _)| name == "i").unwrap().1;
    let skipped = browser.get(&format!("/consent?i={interaction}")).await.expect(303);
    let skipped = browser.follow(skipped).await.expect(200);
    assert!(skipped.find_form("/account/devices/link").is_some(), "no step is skipped");
    let answer = browser.submit(&page, "/account/authenticator/begin", &[]).await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    let code = Authenticator::scan(&page).code(world.now());
    let shown = browser.submit(&page, "/account/authenticator", &[("code", &code)]).await.expect(200);
    assert!(shown.body.contains(&format!("value=\"/interaction?i={interaction}\"")), "and back to the app");
    let page = browser.open(&format!("/interaction?i={interaction}")).await.expect(200);
    assert!(browser.go_on(page).await.sent("code").is_some());
    browser.get("/").await.expect(200);
}

#[tokio::test]
async fn an_administrator_takes_it_away_but_not_together_with_the_password() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let (app, _) = browser.enrol(&world).await;
    let mut half = world.browser();
    let page = half.half_way().await;
    world.admin("POST", "/users/mira/reset-mfa", &json!({})).await.expect(200);
    assert_eq!(browser.get("/account").await.expect(303).location(), "/login?next=%2Faccount");
    assert_eq!(half.type_code(&page, &app.code(world.now())).await.expect(303).location(), "/login");
    let answer = world.browser().try_password(PASSWORD).await.expect(303);
    assert_eq!(answer.location(), "/account/resets?next=%2F", "the password alone, and the owner is told");
    let refused = world.admin("POST", "/users/mira/reset-password", &json!({})).await.expect(409).json();
    assert_eq!(refused["type"], "urn:donelogin:problem:other_half");
    world.wait(86_400);
    world.admin("POST", "/users/mira/reset-password", &json!({})).await.expect(200);
    world.admin("POST", "/users/mira/reset-mfa", &json!({})).await.expect(409);
    world.wait(86_400);
    world.admin("POST", "/users/mira/reset-mfa", &json!({})).await.expect(200);
    world.admin("POST", "/users/nobody/reset-mfa", &json!({})).await.expect(404);
}
