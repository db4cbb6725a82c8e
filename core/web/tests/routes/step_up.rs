//! `/login/step-up`: somebody who is signed in goes a step further, as far as the client asks and no shorter.

use serde_json::{Value, json};

use crate::world::{
    Answer, Ask, Authenticator, BROWSER, Browser, Client, PASSWORD, Phone, SESSION, World, id_token,
};

const ONE: &str = "urn:donelogin:acr:1";
const TWO: &str = "urn:donelogin:acr:2";
const FACE: &str = "urn:donelogin:acr:face";

/// mira with an authenticator, and a browser of hers that was signed in before she had it.
async fn older() -> (World, Browser, Authenticator, Vec<String>) {
    let world = World::new().await;
    let (mut older, mut other) = (world.browser(), world.browser());
    older.sign_in().await;
    other.sign_in().await;
    let (app, codes) = other.enrol(&world).await;
    (world, older, app, codes)
}

fn essential(values: &[&str]) -> Ask {
    let claims = json!({"id_token": {"acr": {"essential": true, "values": values}}});
    Client::WIKI.ask().with("claims", &claims.to_string())
}

fn voluntary(values: &str) -> Ask {
    Client::WIKI.ask().with("acr_values", values)
}

/// From the question to the page of the second half.
async fn go_further(browser: &mut Browser, page: &Answer) -> Answer {
    assert!(
        page.at.starts_with("/login/step-up") || page.find_form("/login/step-up").is_some(),
        "{}",
        page.words()
    );
    let answer = browser.submit(page, "/login/step-up", &[]).await.expect(303);
    assert!(answer.location().starts_with("/login/mfa"), "{}", answer.location());
    browser.follow(answer).await.expect(200)
}

async fn type_and_return(browser: &mut Browser, page: &Answer, code: &str) -> Answer {
    let answer = browser.type_code(page, code).await.expect(303);
    browser.follow(answer).await
}

async fn claims_of(world: &World, answer: &Answer) -> Value {
    let code = answer.sent("code").unwrap_or_else(|| panic!("{}: {}", answer.location(), answer.words()));
    id_token::claims(&Client::WIKI.exchange(world, &code).await.expect(200).json())
}

#[tokio::test]
async fn a_session_of_before_goes_a_step_further_and_stays_the_same() {
    let (world, mut browser, app, _) = older().await;
    world.set("mfa.policy", "off").await;
    let before = claims_of(&world, &browser.authorize(&Client::WIKI.ask()).await).await;
    assert_eq!((&before["acr"], &before["amr"]), (&json!(ONE), &json!(["pwd"])));
    world.wait(60);
    let page = browser.authorize(&essential(&[TWO])).await.expect(200);
    assert!(page.says("One step more") && page.says("Wiki wants to be surer"), "{}", page.words());
    let page = go_further(&mut browser, &page).await;
    browser.clone().get("/account").await.expect(200);
    let (session, name) = (browser.cookies[SESSION].clone(), browser.cookies[BROWSER].clone());
    let answer = type_and_return(&mut browser, &page, &app.code(world.now())).await;
    assert!(browser.cookies[SESSION] != session && browser.cookies[BROWSER] != name, "both are new");
    let after = claims_of(&world, &answer).await;
    assert_eq!((&after["acr"], &after["amr"]), (&json!(TWO), &json!(["pwd", "otp", "mfa"])));
    assert_eq!(after["sid"], before["sid"]);
    assert_eq!(after["auth_time"], world.now());
    // The other sessions' tokens stay, and the next request asks nothing.
    let next = claims_of(&world, &browser.authorize(&essential(&[TWO])).await).await;
    assert_eq!(next["auth_time"], after["auth_time"]);
}

#[tokio::test]
async fn a_further_step_does_not_make_a_session_younger() {
    let (world, mut browser, app, _) = older().await;
    world.set("lifetime.session_absolute_s", "3600").await;
    world.wait(3_000);
    let page = browser.authorize(&essential(&[TWO])).await.expect(200);
    let page = go_further(&mut browser, &page).await;
    type_and_return(&mut browser, &page, &app.code(world.now())).await.expect(303);
    browser.clone().get("/account").await.expect(200);
    world.wait(600);
    browser.get("/account").await.expect(303);
}

#[tokio::test]
async fn looking_at_the_question_begins_nothing() {
    let (world, mut browser, _, _) = older().await;
    let page = browser.authorize(&voluntary(TWO)).await.expect(200);
    let (events, cookie) = (world.events().await, browser.cookies[BROWSER].clone());
    let interaction = page.form("/login/step-up").1.into_iter().find(|(name, _)| name == "i").unwrap().1;
    browser.get(&format!("/login/step-up?i={interaction}")).await.expect(200);
    assert_eq!(browser.get("/login/mfa").await.expect(303).location(), "/login", "there is no half");
    assert_eq!((world.events().await, browser.cookies[BROWSER].clone()), (events, cookie));
    // Another browser sees nothing of it.
    world.browser().get(&format!("/login/step-up?i={interaction}")).await.expect(400);
}

#[tokio::test]
async fn the_policy_asks_older_sessions_too_and_a_client_without_wishes_is_no_exception() {
    let (world, mut browser, app, _) = older().await;
    let silent = browser.get(&Client::WIKI.ask().with("prompt", "none").path()).await;
    assert_eq!(silent.sent("error").as_deref(), Some("login_required"));
    let page = browser.authorize(&Client::WIKI.ask()).await.expect(200);
    let page = go_further(&mut browser, &page).await;
    let answer = type_and_return(&mut browser, &page, &app.code(world.now())).await;
    assert_eq!(claims_of(&world, &answer).await["acr"], TWO);
    let silent = browser.get(&Client::WIKI.ask().with("prompt", "none").path()).await;
    assert!(silent.sent("code").is_some());
}

#[tokio::test]
async fn what_is_essential_and_cannot_be_had_is_said_to_the_client() {
    let (world, mut older, app, _) = older().await;
    let mut whole = world.browser();
    let page = whole.authorize(&essential(&[FACE])).await;
    let answer = whole.fill_in(&page, PASSWORD).await;
    let page = whole.follow(answer).await.expect(200);
    // The policy's own factor first, then the answer.
    let answer = type_and_return(&mut whole, &page, &app.code(world.now())).await.expect(303);
    assert_eq!(answer.sent("error").as_deref(), Some("unmet_authentication_requirements"));
    assert_eq!(answer.sent("state").as_deref(), Some("the state"));
    assert!(answer.sent("iss").is_some() && answer.sent("code").is_none());
    for ask in [essential(&[FACE]), essential(&["phr"]), essential(&["urn:x"])] {
        for ask in [ask.clone(), ask.with("prompt", "none")] {
            let answer = whole.authorize(&ask).await.expect(303);
            assert_eq!(answer.sent("error").as_deref(), Some("unmet_authentication_requirements"));
        }
    }
    // Nobody has a second factor here.
    world.set("mfa.policy", "off").await;
    let mut ada = world.browser().of("ada");
    let answer = ada.complete(&essential(&[TWO])).await.expect(303);
    assert_eq!(answer.sent("error").as_deref(), Some("unmet_authentication_requirements"));
    assert_eq!(claims_of(&world, &ada.authorize(&essential(&[TWO, ONE])).await).await["acr"], ONE);
    assert_eq!(claims_of(&world, &older.authorize(&essential(&[ONE])).await).await["acr"], ONE);
}

#[tokio::test]
async fn what_is_voluntary_goes_on_with_what_there_is() {
    let (world, _, app, _) = older().await;
    let mut browser = world.browser();
    let page = browser.half_way().await;
    browser.type_code(&page, &app.code(world.now())).await.expect(303);
    for values in [FACE, "phr urn:x", "urn:donelogin:acr:face urn:donelogin:acr:2"] {
        assert_eq!(claims_of(&world, &browser.authorize(&voluntary(values)).await).await["acr"], TWO);
    }
    assert_eq!(
        claims_of(&world, &browser.authorize(&voluntary(ONE)).await).await["acr"],
        ONE,
        "met, and said so"
    );
}

/// A browser of mira's that signed in with a code, and the phone that she linked in it.
async fn with_phone(world: &World, app: &Authenticator) -> (Browser, Phone) {
    let mut browser = world.browser();
    let page = browser.half_way().await;
    browser.type_code(&page, &app.code(world.now())).await.expect(303);
    let (phone, _) = browser.link_phone(world).await;
    world.wait(60);
    (browser, phone)
}

/// The phone says yes, and the browser goes on.
async fn approve_and_return(browser: &mut Browser, phone: &mut Phone, page: &Answer) -> Answer {
    phone.approve(page).await.expect(200);
    let page = browser.get("/login/mfa").await.expect(200);
    let answer = browser.submit(&page, "/login/mfa/continue", &[]).await.expect(303);
    browser.follow(answer).await
}

#[tokio::test]
async fn a_code_is_no_face() {
    let (world, _, app, codes) = older().await;
    let (mut browser, mut phone) = with_phone(&world, &app).await;
    let page = browser.authorize(&essential(&[FACE])).await.expect(200);
    let page = go_further(&mut browser, &page).await;
    assert!(page.find_form("/login/mfa").is_none(), "no code is offered");
    let form = page.form("/login/mfa/continue").1;
    for code in [&app.code(world.now()), &codes[0]] {
        let mut form: Vec<(&str, &str)> =
            form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        form.push(("code", code));
        browser.post("/login/mfa", &form).await.expect(401);
    }
    let answer = approve_and_return(&mut browser, &mut phone, &page).await;
    let face = claims_of(&world, &answer).await;
    assert_eq!((&face["acr"], &face["amr"]), (&json!(FACE), &json!(["pwd", "otp", "mfa", "face", "swk"])));
    // A face is two factors as well, and the answer is what was asked for.
    assert_eq!(claims_of(&world, &browser.authorize(&essential(&[TWO])).await).await["acr"], TWO);
    assert_eq!(claims_of(&world, &browser.authorize(&Client::WIKI.ask()).await).await["acr"], FACE);
    // The recovery code was not used up by being refused.
    let mut other = world.browser();
    let page = other.half_way().await;
    other.type_code(&page, &codes[0]).await.expect(303);
}

#[tokio::test]
async fn an_essential_face_is_asked_at_sign_in_at_once() {
    let (world, _, app, _) = older().await;
    let (_, mut phone) = with_phone(&world, &app).await;
    let mut browser = world.browser();
    let page = browser.authorize(&essential(&[FACE])).await;
    let answer = browser.fill_in(&page, PASSWORD).await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    assert!(page.find_form("/login/mfa").is_none(), "no code is offered");
    let answer = approve_and_return(&mut browser, &mut phone, &page).await;
    let claims = claims_of(&world, &answer).await;
    assert_eq!((&claims["acr"], &claims["amr"]), (&json!(FACE), &json!(["pwd", "face", "mfa", "swk"])));
}

#[tokio::test]
async fn a_voluntary_face_is_asked_once_and_another_factor_is_enough_then() {
    let (world, _, app, _) = older().await;
    let (mut browser, _) = with_phone(&world, &app).await;
    let page = browser.authorize(&voluntary(FACE)).await.expect(200);
    let page = go_further(&mut browser, &page).await;
    let answer = type_and_return(&mut browser, &page, &app.code(world.now())).await;
    assert_eq!(claims_of(&world, &answer).await["acr"], TWO);
}

#[tokio::test]
async fn at_sign_in_more_is_asked_for_where_more_is_requested() {
    let (world, _, app, codes) = older().await;
    world.set("mfa.policy", "off").await;
    for (ask, code) in [(voluntary(TWO), app.code(world.now())), (essential(&[TWO]), codes[0].clone())] {
        let mut browser = world.browser();
        let page = browser.authorize(&ask).await;
        let answer = browser.fill_in(&page, PASSWORD).await.expect(303);
        assert!(answer.location().starts_with("/login/mfa?i="));
        let page = browser.follow(answer).await.expect(200);
        let answer = type_and_return(&mut browser, &page, &code).await;
        assert_eq!(claims_of(&world, &answer).await["acr"], TWO);
    }
}

#[tokio::test]
async fn max_age_asks_both_factors_again() {
    let (world, _, app, _) = older().await;
    let mut browser = world.browser();
    let page = browser.half_way().await;
    browser.type_code(&page, &app.code(world.now())).await.expect(303);
    world.wait(100);
    let page = browser.authorize(&Client::WIKI.ask().with("max_age", "99")).await.expect(200);
    let answer = browser.fill_in(&page, PASSWORD).await.expect(303);
    assert!(answer.location().starts_with("/login/mfa?i="));
    let page = browser.follow(answer).await.expect(200);
    let answer = type_and_return(&mut browser, &page, &app.code(world.now())).await;
    let claims = claims_of(&world, &answer).await;
    assert_eq!((&claims["auth_time"], &claims["acr"]), (&json!(world.now()), &json!(TWO)));
}

#[tokio::test]
async fn no_step_is_skipped_by_asking_for_this_one() {
    let (world, mut browser, _, _) = older().await;
    let page = browser.authorize(&voluntary(TWO).with("prompt", "login")).await.expect(200);
    let form = page.form("/login").1;
    let field = |name: &str| form.iter().find(|(known, _)| known == name).unwrap().1.clone();
    let (i, csrf) = (field("i"), field("csrf"));
    browser.get(&format!("/login/step-up?i={i}")).await.expect(303);
    let answer = browser.post("/login/step-up", &[("csrf", &csrf), ("i", &i)]).await.expect(303);
    assert_eq!(answer.location(), format!("/interaction?i={i}"));
    assert_eq!(browser.get("/login/mfa").await.expect(303).location(), "/login", "there is no half");
    // Nobody at all is signed in.
    let mut stranger = world.browser();
    stranger.get("/login").await;
    assert_eq!(stranger.get("/login/step-up?next=/account").await.expect(303).location(), "/account");
}

#[tokio::test]
async fn without_its_session_a_further_step_is_worth_nothing() {
    let (world, mut browser, app, _) = older().await;
    let page = browser.authorize(&voluntary(TWO)).await.expect(200);
    let page = go_further(&mut browser, &page).await;
    let sessions =
        &world.admin("GET", "/sessions?user=mira", &Value::Null).await.expect(200).json()["sessions"];
    for session in sessions.as_array().unwrap() {
        let path = format!("/sessions/{}", session["id"].as_str().unwrap());
        assert!(world.admin("DELETE", &path, &json!({})).await.status.is_success());
    }
    let answer = browser.type_code(&page, &app.code(world.now())).await.expect(303);
    assert!(answer.set_cookie(SESSION).is_none());
    browser.get("/account").await.expect(303);
}

#[tokio::test]
async fn one_goes_back_to_the_app_instead() {
    let (_world, mut browser, _, _) = older().await;
    let page = browser.authorize(&voluntary(TWO)).await.expect(200);
    let answer = browser.submit(&page, "/login/step-up", &[("decision", "cancel")]).await.expect(303);
    assert_eq!(answer.sent("error").as_deref(), Some("access_denied"));
    browser.get("/account").await.expect(200);
}

#[tokio::test]
async fn a_page_of_ours_asks_for_it_too() {
    let (world, mut browser, app, _) = older().await;
    let page = browser.get("/account/authenticator/remove").await.expect(200);
    let answer = browser.submit(&page, "/account/authenticator/remove", &[]).await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    assert!(page.says("your second step is asked"), "{}", page.words());
    let page = go_further(&mut browser, &page).await;
    let answer = browser.type_code(&page, &app.code(world.now())).await.expect(303);
    assert_eq!(answer.location(), "/account/authenticator");
    let page = browser.get("/account/authenticator/remove").await.expect(200);
    let answer = browser.submit(&page, "/account/authenticator/remove", &[]).await.expect(303);
    assert_eq!(answer.location(), "/account/authenticator?done=removed");
    let events = world.events().await;
    assert!(events.contains(&"session.step_up".to_owned()));
}

#[tokio::test]
async fn claims_that_cannot_be_read_are_refused_at_the_client() {
    let world = World::new().await;
    let answer = world.browser().get(&Client::WIKI.ask().with("claims", "{").path()).await.expect(303);
    assert_eq!(answer.sent("error").as_deref(), Some("invalid_request"));
}
