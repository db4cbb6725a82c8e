//! `/account/passkeys`, `/login/passkey` and `/login/mfa/passkey`: made, used alone, used as the second step, taken away.

use serde_json::{Value, json};

use crate::world::{
    Answer, Authenticator, BROWSER, Browser, Client, PASSWORD, Passkey, SESSION, SYNCED, UP_UV, World,
    codes_on, id_token,
};

/// mira with a passkey and recovery codes; the browser that made it is signed in by password alone.
async fn with_passkey() -> (World, Browser, Passkey, Vec<String>) {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let mut passkey = Passkey::new();
    let codes = codes_on(&browser.add_passkey(&mut passkey).await.expect(200));
    (world, browser, passkey, codes)
}

async fn sign_in_by(browser: &mut Browser, passkey: &Passkey) -> Answer {
    let page = browser.get("/login").await.expect(200);
    browser.use_passkey(&page, passkey).await
}

/// An authenticator beside what there is.
async fn enrol_beside(world: &World, browser: &mut Browser) -> Authenticator {
    let page = browser.get("/account/authenticator").await.expect(200);
    let answer = browser.submit(&page, "/account/authenticator/begin", &[]).await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    let app = Authenticator::scan(&page);
    let code = app.code(world.now());
    browser.submit(&page, "/account/authenticator", &[("code", &code)]).await.expect(303);
    world.wait(30);
    app
}

async fn count(world: &World, event: &str) -> usize {
    world.events().await.iter().filter(|name| *name == event).count()
}

#[tokio::test]
async fn a_passkey_is_made_with_what_the_browser_is_asked_for() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let page = browser.get("/account/passkeys").await.expect(200);
    assert!(page.says("No passkey yet"));
    let asked = browser.passkey_options(&page).await.expect(200);
    assert_eq!(asked.header("cache-control"), "no-store");
    let options = asked.json();
    assert_eq!(options["rp"], json!({ "id": "sso.office.internal", "name": "DOneLogin" }));
    assert_eq!(
        options["authenticatorSelection"],
        json!({ "residentKey": "required", "requireResidentKey": true, "userVerification": "required" })
    );
    let algorithms: Vec<i64> = options["pubKeyCredParams"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["alg"].as_i64().unwrap())
        .collect();
    assert_eq!((algorithms, &options["attestation"]), (vec![-7, -8, -257], &json!("none")));
    assert_eq!(options["user"]["name"], "mira@office.example");
    let handle = options["user"]["id"].as_str().unwrap().to_owned();
    assert!(handle.len() == 43 && handle != "subject-of-mira", "32 random bytes: {handle}");
    assert_eq!(options["excludeCredentials"], json!([]));
    let mut passkey = Passkey::new();
    let answer = browser.add_passkey(&mut passkey).await.expect(200);
    assert_eq!(codes_on(&answer).len(), 10, "recovery codes come with the first factor");
    let page = browser.get("/account/passkeys").await.expect(200);
    assert!(page.says("On one device only") && page.says("First your second step is asked"));
    assert_eq!(count(&world, "passkey.added").await, 1);
    // Another one, past the second step; the handle stays, and the first is not made twice.
    let answer = browser.open("/login/step-up?next=%2Faccount%2Fpasskeys").await;
    let answer = browser.submit(&answer, "/login/step-up", &[]).await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    assert!(page.says("Use your passkey."), "{}", page.words());
    let answer = browser.use_passkey(&page, &passkey).await.expect(303);
    assert_eq!(answer.location(), "/account/passkeys");
    let page = browser.get("/account/passkeys").await.expect(200);
    let options = browser.passkey_options(&page).await.expect(200).json();
    assert_eq!(options["user"]["id"], handle.as_str());
    assert_eq!(options["excludeCredentials"][0]["transports"], json!(["internal"]));
    let mut other = Passkey { flags: UP_UV | SYNCED, ..Passkey::new() };
    let answer = browser.add_passkey(&mut other).await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    assert!(page.says("Passkey is added.") && page.says("Copied to your other devices"), "{}", page.words());
}

#[tokio::test]
async fn what_a_new_passkey_has_to_be_is_looked_at() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    for (change, status) in [
        (&(|one: &mut Passkey| one.flags = 0x01) as &dyn Fn(&mut Passkey), 422),
        (&|one| one.flags = 0x04, 422),
        (&|one| one.origin = "https://sso.office.internal".into(), 422),
        (&|one| one.origin = "https://evil.example".into(), 422),
        (&|one| one.id = vec![1; 15], 422),
    ] {
        let mut passkey = Passkey::new();
        change(&mut passkey);
        let refused = browser.add_passkey(&mut passkey).await.expect(status);
        assert!(refused.says("This passkey cannot be used here."), "{}", refused.words());
    }
    let page = browser.get("/account/passkeys").await.expect(200);
    for nonsense in ["", "{}", "null", "…"] {
        browser.submit(&page, "/account/passkeys", &[("credential", nonsense)]).await.expect(422);
    }
    // A challenge of another browser, one whose time is over, one of another purpose, one that was used.
    let options = browser.passkey_options(&page).await.expect(200).json();
    let mut stranger = world.browser();
    stranger.sign_in().await;
    let theirs = stranger.get("/account/passkeys").await.expect(200);
    let credential = Passkey::new().create(&options);
    let refused =
        stranger.submit(&theirs, "/account/passkeys", &[("credential", &credential)]).await.expect(400);
    assert!(refused.says("This page had been open too long."), "{}", refused.words());
    let mut of_sign_in =
        stranger.post("/login/passkey/options", &[("csrf", &theirs.attribute("value"))]).await.json();
    of_sign_in["rp"] = json!({ "id": "sso.office.internal" });
    of_sign_in["user"] = json!({ "id": "AAAA" });
    let credential = Passkey::new().create(&of_sign_in);
    stranger.submit(&theirs, "/account/passkeys", &[("credential", &credential)]).await.expect(400);
    world.wait(300);
    let credential = Passkey::new().create(&options);
    browser.submit(&page, "/account/passkeys", &[("credential", &credential)]).await.expect(400);
    assert_eq!(count(&world, "passkey.added").await, 0);
}

#[tokio::test]
async fn making_one_needs_a_fresh_sign_in_and_the_form_of_this_browser() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.get("/account/passkeys").await.expect(303);
    browser.sign_in().await;
    let page = browser.get("/account/passkeys").await.expect(200);
    browser.post("/account/passkeys/options", &[("csrf", "x")]).await.expect(400);
    world.wait(301);
    let refused = browser.passkey_options(&page).await.expect(403);
    assert_eq!(refused.header("content-type"), "application/problem+json");
    let page = browser.get("/account/passkeys").await.expect(200);
    assert!(page.says("First you sign in once more") && page.find_form("/account/passkeys").is_none());
    let mut thief = world.browser();
    let login = thief.get("/login").await.expect(200);
    thief.post("/account/passkeys/options", &[("csrf", &login.attribute("value"))]).await.expect(403);
}

#[tokio::test]
async fn a_passkey_alone_signs_in_with_two_factors() {
    let (world, _, passkey, _) = with_passkey().await;
    let mut browser = world.browser();
    let page = browser.get("/login").await.expect(200);
    let before = browser.cookies[BROWSER].clone();
    let answer = browser.use_passkey(&page, &passkey).await.expect(303);
    assert_eq!(answer.location(), "/");
    assert!(answer.set_cookie(SESSION).is_some() && browser.cookies[BROWSER] != before, "both are new");
    let page = browser.get("/account/passkeys").await.expect(200);
    assert!(
        page.says("last used") && page.find_form("/account/passkeys").is_some(),
        "it went past the second step"
    );
    let answer = browser.complete(&Client::WIKI.ask()).await;
    let code = answer.sent("code").unwrap();
    let claims = id_token::claims(&Client::WIKI.exchange(&world, &code).await.expect(200).json());
    assert_eq!(
        (&claims["acr"], &claims["amr"]),
        (&json!("phr"), &json!(["pop", "user", "mfa", "hwk"])),
        "a passkey that stays on one device"
    );
    let two = Client::WIKI.ask().with("acr_values", "urn:donelogin:acr:2");
    let answer = browser.complete(&two).await;
    let code = answer.sent("code").unwrap();
    let claims = id_token::claims(&Client::WIKI.exchange(&world, &code).await.expect(200).json());
    assert_eq!(claims["acr"], "urn:donelogin:acr:2", "it is that class as well");
}

#[tokio::test]
async fn the_way_to_an_app_goes_through_a_passkey_too() {
    let (world, _, passkey, _) = with_passkey().await;
    let mut browser = world.browser();
    let page = browser.authorize(&Client::WIKI.ask()).await;
    let answer = browser.use_passkey(&page, &passkey).await.expect(303);
    let page = browser.follow(answer).await;
    assert!(browser.go_on(page).await.sent("code").is_some());
    let mut browser = world.browser();
    let page = browser.get("/login?next=%2Faccount%2Fsessions").await.expect(200);
    let answer = browser.use_passkey(&page, &passkey).await.expect(303);
    assert_eq!(answer.location(), "/account/sessions");
}

#[tokio::test]
async fn each_thing_that_is_wrong_with_a_signature_signs_nobody_in() {
    let (world, _, mut passkey, _) = with_passkey().await;
    let (id, handle) = (passkey.id.clone(), passkey.handle.clone());
    let mut browser = world.browser();
    for (change, words) in [
        (&(|one: &mut Passkey| one.flags = 0x01) as &dyn Fn(&mut Passkey), "This passkey was not accepted."),
        (&|one| one.flags = 0x04, "This passkey was not accepted."),
        (&|one| one.flags = UP_UV | SYNCED, "This passkey was not accepted."),
        (&|one| one.origin = "https://evil.example".into(), "This passkey was not accepted."),
        (&|one| one.handle = None, "No account here knows this passkey."),
        (&|one| one.handle = Some(vec![7; 32]), "No account here knows this passkey."),
        (&|one| one.id = vec![7; 16], "No account here knows this passkey."),
    ] {
        (passkey.flags, passkey.id, passkey.handle) = (UP_UV, id.clone(), handle.clone());
        passkey.origin = crate::world::ISSUER.to_owned();
        change(&mut passkey);
        let refused = sign_in_by(&mut browser, &passkey).await.expect(401);
        assert!(refused.says(words), "{}", refused.words());
        assert!(refused.set_cookie(SESSION).is_none());
    }
    // Another key under the name of this one.
    let other = Passkey { id, handle, ..Passkey::new() };
    sign_in_by(&mut browser, &other).await.expect(401);
    assert_eq!(count(&world, "login.passkey_failed").await, 8);
    let page = browser.get("/login").await.expect(200);
    browser.hand_in(&page, "").await.expect(401);
    assert_eq!(count(&world, "session.created").await, 1, "the password's");
}

#[tokio::test]
async fn a_challenge_counts_once_for_one_browser_and_five_minutes() {
    let (world, _, passkey, _) = with_passkey().await;
    let (mut browser, mut other) = (world.browser(), world.browser());
    let page = browser.get("/login").await.expect(200);
    let said = passkey.get(&browser.passkey_options(&page).await.expect(200).json());
    let theirs = other.get("/login").await.expect(200);
    let refused = other.hand_in(&theirs, &said).await.expect(401);
    assert!(refused.says("This page had been open too long."), "{}", refused.words());
    // The very browser twice: before its name changes, and with the form of before.
    let mut twin = browser.clone();
    browser.hand_in(&page, &said).await.expect(303);
    twin.hand_in(&page, &said).await.expect(401);
    let mut late = world.browser();
    let page = late.get("/login").await.expect(200);
    let said = passkey.get(&late.passkey_options(&page).await.expect(200).json());
    world.wait(300);
    late.hand_in(&page, &said).await.expect(401);
    assert_eq!(count(&world, "session.created").await, 2);
}

#[tokio::test]
async fn a_counter_that_goes_back_is_told_and_stops_it_the_second_time() {
    let (world, _, mut passkey, _) = with_passkey().await;
    let mut browser = world.browser();
    passkey.counter = 5;
    sign_in_by(&mut browser, &passkey).await.expect(303);
    for event in ["passkey.copied", "passkey.suspended"] {
        let refused = sign_in_by(&mut world.browser(), &passkey).await.expect(401);
        assert!(refused.says("seems to exist twice"), "{}", refused.words());
        assert_eq!(count(&world, event).await, 1);
    }
    passkey.counter = 6;
    let refused = sign_in_by(&mut world.browser(), &passkey).await.expect(401);
    assert!(refused.says("No account here knows this passkey."));
    let page = browser.get("/account/passkeys").await.expect(200);
    assert!(page.says("Stopped") && page.says("seems to exist twice"), "{}", page.words());
}

#[tokio::test]
async fn it_is_the_second_step_behind_a_password() {
    let (world, _, passkey, codes) = with_passkey().await;
    let mut browser = world.browser();
    let page = browser.half_way().await;
    assert!(page.says("Use your passkey.") && page.find_form("/login/mfa").is_some(), "or a recovery code");
    let options = browser.passkey_options(&page).await.expect(200).json();
    assert_eq!(options["allowCredentials"].as_array().map(Vec::len), Some(1));
    // Somebody else's, and one of the page before.
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    let mut foreign = Passkey::new();
    ada.add_passkey(&mut foreign).await.expect(200);
    let refused = browser.hand_in(&page, &foreign.get(&options)).await.expect(401);
    assert!(refused.says("No account here knows this passkey."), "{}", refused.words());
    let answer = browser.hand_in(&page, &passkey.get(&options)).await.expect(303);
    assert_eq!(answer.location(), "/");
    let mut silent = world.browser();
    let page = silent.half_way().await;
    silent.use_passkey(&page, &Passkey { handle: None, ..passkey }).await.expect(303);
    let mut codes_too = world.browser();
    let page = codes_too.half_way().await;
    codes_too.type_code(&page, &codes[0]).await.expect(303);
}

#[tokio::test]
async fn a_client_that_accepts_none_is_offered_none() {
    let (world, _, passkey, _) = with_passkey().await;
    let mut browser = world.browser();
    let rule = json!({ "accepted_factors": ["authenticator"] });
    world.change_client(Client::WIKI.id, &rule).await;
    // Signed in by a passkey, and an authenticator is what counts there: it is set up, past the passkey.
    sign_in_by(&mut browser, &passkey).await.expect(303);
    let app = enrol_beside(&world, &mut browser).await;
    let mut fresh = world.browser();
    sign_in_by(&mut fresh, &passkey).await.expect(303);
    let page = fresh.authorize(&Client::WIKI.ask()).await;
    let answer = fresh.submit(&page, "/login/step-up", &[]).await.expect(303);
    let page = fresh.follow(answer).await.expect(200);
    assert!(page.find_form("/login/mfa/passkey").is_none(), "{}", page.words());
    let csrf = page.attribute("value");
    fresh.post("/login/mfa/passkey/options", &[("csrf", &csrf)]).await.expect(403);
    let answer = fresh.type_code(&page, &app.code(world.now())).await.expect(303);
    let page = fresh.follow(answer).await;
    assert!(fresh.go_on(page).await.sent("code").is_some());
}

#[tokio::test]
async fn phr_is_asked_for_and_reached_by_a_passkey_alone() {
    let (world, mut browser, passkey, codes) = with_passkey().await;
    let claims = json!({"id_token": {"acr": {"essential": true, "values": ["phr"]}}}).to_string();
    let ask = Client::WIKI.ask().with("claims", &claims);
    let page = browser.authorize(&ask).await;
    let answer = browser.submit(&page, "/login/step-up", &[]).await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    assert!(page.find_form("/login/mfa").is_none(), "a recovery code would not reach it: {}", page.words());
    assert!(!codes.is_empty());
    let answer = browser.use_passkey(&page, &passkey).await.expect(303);
    let page = browser.follow(answer).await;
    let code = browser.go_on(page).await.sent("code").unwrap();
    let claims = id_token::claims(&Client::WIKI.exchange(&world, &code).await.expect(200).json());
    assert_eq!((&claims["acr"], &claims["amr"][0]), (&json!("phr"), &json!("pwd")));
}

#[tokio::test]
async fn what_a_password_sign_in_observes_is_observed() {
    let (world, _, passkey, _) = with_passkey().await;
    world.admin("POST", "/users/mira/disable", &json!({})).await.expect(200);
    let refused = sign_in_by(&mut world.browser(), &passkey).await.expect(403);
    assert!(refused.says("Your account is switched off."), "{}", refused.words());
    world.admin("POST", "/users/mira/enable", &json!({})).await.expect(200);
    sign_in_by(&mut world.browser(), &passkey).await.expect(303);
    // An administrator did something about the account: it is shown first.
    world.admin("POST", "/users/mira/reset-password", &json!({})).await.expect(200);
    let answer = sign_in_by(&mut world.browser(), &passkey).await.expect(303);
    assert!(answer.location().starts_with("/account/resets"), "{}", answer.location());
    // Failures of an address are counted.
    let mut guesser = world.browser().from([10, 9, 8, 7]);
    let page = guesser.get("/login").await.expect(200);
    for _ in 0..100 {
        guesser.hand_in(&page, "{}").await.expect(401);
    }
    let slowed = guesser.hand_in(&page, "{}").await.expect(429);
    assert!(!slowed.header("retry-after").is_empty());
}

#[tokio::test]
async fn after_a_not_me_a_new_password_comes_before_the_session() {
    let (world, _, passkey, _) = with_passkey().await;
    let must = |tx: &store::WriteTx<'_>| {
        let user = store::users::find_by_name(tx, "mira")?.unwrap();
        let state = store::factors::load(tx, &user.id)?;
        let state = store::factors::FactorState { must_set_password: true, ..state };
        store::factors::put(tx, &user.id, &state)
    };
    world.store.write::<_, store::StoreError>(must).await.unwrap();
    let mut browser = world.browser();
    let answer = sign_in_by(&mut browser, &passkey).await.expect(303);
    assert_eq!(answer.location(), "/login/new-password");
    assert!(answer.set_cookie(SESSION).is_none(), "nobody is signed in before");
    let page = browser.follow(answer).await.expect(200);
    let set = [("password", "a wholly new password")];
    let answer = browser.submit(&page, "/login/new-password", &set).await.expect(303);
    assert!(answer.set_cookie(SESSION).is_some());
    let page = browser.get("/account/passkeys").await.expect(200);
    assert!(page.find_form("/account/passkeys").is_some(), "the session has what the passkey proved");
}

#[tokio::test]
async fn the_last_one_stays_where_everybody_has_to_have_one_and_takes_the_demand_along_elsewhere() {
    let (world, _, passkey, _) = with_passkey().await;
    let mut browser = world.browser();
    sign_in_by(&mut browser, &passkey).await.expect(303);
    world.set("mfa.policy", "required").await;
    let page = browser.get("/account/passkeys").await.expect(200);
    let href =
        page.body.split("/account/passkeys/remove?passkey=").nth(1).unwrap().split('"').next().unwrap();
    let path = format!("/account/passkeys/remove?passkey={href}");
    let confirm = browser.get(&path).await.expect(200);
    let refused = browser.submit(&confirm, "/account/passkeys/remove", &[]).await.expect(409);
    assert!(refused.says("This is your last second step."), "{}", refused.words());
    world.set("mfa.policy", "optional").await;
    world.wait(301);
    let confirm = browser.get(&path).await.expect(200);
    let answer = browser.submit(&confirm, "/account/passkeys/remove", &[]).await.expect(303);
    assert!(answer.location().starts_with("/login?again=1"), "{}", answer.location());
    let page = browser.follow(answer).await.expect(200);
    browser.use_passkey(&page, &passkey).await.expect(303);
    let confirm = browser.get(&path).await.expect(200);
    let answer = browser.submit(&confirm, "/account/passkeys/remove", &[]).await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    assert!(page.says("The passkey is removed."), "{}", page.words());
    assert_eq!(world.browser().try_password(PASSWORD).await.location(), "/", "nothing is left to ask for");
    assert_eq!(count(&world, "factor.demand_ended").await, 1);
    sign_in_by(&mut world.browser(), &passkey).await.expect(401);
    browser.get(&path).await.expect(404);
}

#[tokio::test]
async fn it_has_a_name_and_belongs_to_its_owner() {
    let (world, mut browser, _, _) = with_passkey().await;
    let page = browser.get("/account/passkeys").await.expect(200);
    let id = page.body.split("/account/passkeys/rename?passkey=").nth(1).unwrap().split('"').next().unwrap();
    let path = format!("/account/passkeys/rename?passkey={id}");
    let form = browser.get(&path).await.expect(200);
    for bad in ["", "   ", &"x".repeat(61)] {
        let refused = browser.submit(&form, "/account/passkeys/rename", &[("name", bad)]).await.expect(422);
        assert!(refused.says("1 to 60 characters"), "{}", refused.words());
    }
    let answer =
        browser.submit(&form, "/account/passkeys/rename", &[("name", "<Work> laptop")]).await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    assert!(page.says("<Work> laptop is the passkey’s name now."), "{}", page.words());
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    ada.get(&path).await.expect(404);
    ada.get(&format!("/account/passkeys/remove?passkey={id}")).await.expect(404);
}

#[tokio::test]
async fn an_administrators_reset_takes_them_away() {
    let (world, _, passkey, _) = with_passkey().await;
    world.admin("POST", "/users/mira/reset-mfa", &json!({})).await.expect(200);
    sign_in_by(&mut world.browser(), &passkey).await.expect(401);
    let shown = world.admin("GET", "/users/mira", &Value::Null).await.expect(200).json();
    assert_eq!(shown["second_factor"]["passkeys"], 0, "{shown}");
    let told = world.admin("GET", "/audit?event=user.mfa_reset", &Value::Null).await.json();
    assert_eq!(told["rows"][0]["detail"]["passkeys"], 1, "{told}");
}

#[tokio::test]
async fn an_administrator_sees_them_and_takes_one_away() {
    let (world, _, passkey, _) = with_passkey().await;
    let listed = world.admin("GET", "/users/mira/passkeys", &Value::Null).await.expect(200).json();
    let one = &listed[0];
    assert_eq!(
        (&one["name"], &one["kept"], &one["state"]),
        (&json!("Passkey"), &json!("one_device"), &json!("active"))
    );
    let people = world.admin("GET", "/users?second_factor=passkey", &Value::Null).await.expect(200).json();
    assert_eq!(people["users"][0]["second_factors"], json!(["passkey"]), "{people}");
    let overview = world.admin("GET", "/overview", &Value::Null).await.expect(200).json();
    assert_eq!(
        (&overview["second_factors"]["passkey"], &overview["second_factors"]["none"]),
        (&json!(1), &json!(1))
    );
    let path = format!("/passkeys/{}", one["id"].as_str().unwrap());
    world.admin("DELETE", &path, &Value::Null).await.expect(200);
    world.admin("DELETE", &path, &Value::Null).await.expect(404);
    world.admin("GET", "/users/nobody/passkeys", &Value::Null).await.expect(404);
    sign_in_by(&mut world.browser(), &passkey).await.expect(401);
    // The demand stays: a recovery code, or a reset.
    let page = world.browser().half_way().await;
    assert!(page.find_form("/login/mfa/passkey").is_none() && page.find_form("/login/mfa").is_some());
}
