//! Policies of people, groups and clients: set by the admin API, in force at the next sign-in.

use serde_json::{Value, json};

use crate::world::{Answer, Authenticator, Browser, Client, PASSWORD, World, id_token};

/// mira with an authenticator and recovery codes.
async fn enrolled() -> (World, Authenticator, Vec<String>) {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let (app, codes) = browser.enrol(&world).await;
    (world, app, codes)
}

/// Where a right password leads, for nothing but a session.
async fn lands(world: &World, person: &'static str) -> String {
    world.browser().of(person).try_password(PASSWORD).await.expect(303).location().to_owned()
}

/// Where a right password leads at the wiki, and the page there.
async fn lands_at_wiki(browser: &mut Browser) -> (String, Answer) {
    let page = browser.authorize(&Client::WIKI.ask()).await;
    let answer = browser.fill_in(&page, PASSWORD).await.expect(303);
    let mut at = answer.location().to_owned();
    if at.starts_with("/interaction") {
        at = browser.get(&at).await.location().to_owned();
    }
    let place = at.split('?').next().unwrap_or_default().to_owned();
    let page = if at.starts_with('/') { browser.get(&at).await } else { answer };
    (place, page)
}

#[tokio::test]
async fn a_persons_own_policy_stands_before_the_offices() {
    let (world, _, _) = enrolled().await;
    world.admin("PATCH", "/users/mira", &json!({"mfa_policy": "off"})).await.expect(200);
    assert_eq!(lands(&world, "mira").await, "/");
    world.set("mfa.policy", "off").await;
    world.admin("PATCH", "/users/mira", &json!({"mfa_policy": "optional"})).await.expect(200);
    assert_eq!(lands(&world, "mira").await, "/login/mfa");
    let shown = world.admin("GET", "/users/mira", &Value::Null).await.expect(200).json();
    assert_eq!(shown["mfa_policy"], "optional");
    let taken = world.admin("PATCH", "/users/mira", &json!({"mfa_policy": null})).await.expect(200).json();
    assert_eq!((&taken["mfa_policy"], &taken["admin"]), (&Value::Null, &json!(false)));
    assert_eq!(lands(&world, "mira").await, "/");
    world.admin("PATCH", "/users/ada", &json!({"mfa_policy": "required"})).await.expect(200);
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    assert_eq!(ada.get("/").await.expect(303).location(), "/account/devices/link");
    let made = json!({"email": "iris@office.example", "mfa_policy": "required"});
    assert_eq!(world.admin("POST", "/users", &made).await.expect(201).json()["mfa_policy"], "required");
    let events = world.events().await;
    assert_eq!(events.iter().filter(|event| *event == "user.mfa_policy_changed").count(), 4);
    world.admin("PATCH", "/users/mira", &json!({"mfa_policy": "sometimes"})).await.expect(422);
}

#[tokio::test]
async fn a_group_raises_the_policy_of_its_members_and_never_lowers_it() {
    let (world, _, _) = enrolled().await;
    world.set("mfa.policy", "off").await;
    let made = world.admin("POST", "/groups", &json!({"name": "board", "mfa_policy": "required"})).await;
    let made = made.expect(201).json();
    assert_eq!(
        (&made["mfa_policy"], &made["accepted_factors"]),
        (&json!("required"), &json!(["phone", "passkey", "authenticator", "recovery_code"]))
    );
    for person in ["mira", "ada"] {
        world.admin("PUT", &format!("/groups/board/users/{person}"), &json!({})).await.expect(200);
    }
    assert_eq!(lands(&world, "mira").await, "/login/mfa");
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    assert_eq!(ada.get("/").await.expect(303).location(), "/account/devices/link");
    world.set("mfa.policy", "required").await;
    world.admin("PATCH", "/groups/board", &json!({"mfa_policy": "off"})).await.expect(200);
    assert_eq!(lands(&world, "mira").await, "/login/mfa");
    world.set("mfa.policy", "off").await;
    let taken = world.admin("PATCH", "/groups/board", &json!({"mfa_policy": null})).await.expect(200).json();
    assert_eq!(taken["mfa_policy"], Value::Null);
    assert_eq!(lands(&world, "mira").await, "/");
    let events = world.events().await;
    assert_eq!(events.iter().filter(|event| *event == "group.changed").count(), 2);
}

#[tokio::test]
async fn a_client_raises_the_policy_of_those_who_sign_in_to_it() {
    let (world, app, _) = enrolled().await;
    world.set("mfa.policy", "off").await;
    world.change_client("wiki", &json!({"mfa_policy": "required"})).await;
    let mut mira = world.browser();
    let (place, page) = lands_at_wiki(&mut mira).await;
    assert_eq!(place, "/login/mfa");
    let answer = mira.type_code(&page, &app.code(world.now())).await.expect(303);
    let answer = mira.follow(answer).await;
    let tokens = Client::WIKI.exchange(&world, &answer.sent("code").unwrap()).await.expect(200).json();
    assert_eq!(id_token::claims(&tokens)["amr"], json!(["pwd", "otp", "mfa"]));
    assert_eq!(lands_at_wiki(&mut world.browser().of("ada")).await.0, "/account/devices/link");
    let rule = json!({"accepted_factors": ["authenticator"]});
    world.change_client("wiki", &rule).await;
    assert_eq!(lands_at_wiki(&mut world.browser().of("ada")).await.0, "/account/authenticator");
    // Nobody else asks.
    assert!(world.browser().complete(&Client::NOTES.ask()).await.sent("code").is_some());
    let shown = world.admin("GET", "/clients/wiki", &Value::Null).await.expect(200).json();
    assert_eq!(shown["mfa_policy"], "required");
}

#[tokio::test]
async fn a_factor_that_is_not_accepted_is_neither_offered_nor_taken_nor_used_up() {
    let (world, app, codes) = enrolled().await;
    world.change_client("wiki", &json!({"accepted_factors": ["phone", "authenticator"]})).await;
    let mut browser = world.browser();
    let (_, page) = lands_at_wiki(&mut browser).await;
    assert!(!page.says("recovery codes."), "{}", page.words());
    let page = browser.type_code(&page, &codes[0]).await.expect(401);
    let answer = browser.type_code(&page, &app.code(world.now())).await.expect(303);
    assert!(browser.follow(answer).await.sent("code").is_some());
    // For nothing but a session it is taken; at the wiki that session goes a step further.
    let mut browser = world.browser();
    let page = browser.half_way().await;
    assert!(page.says("recovery codes."));
    browser.type_code(&page, &codes[0]).await.expect(303);
    let tokens = {
        let code = browser.obtain_code(&Client::NOTES.ask()).await;
        Client::NOTES.exchange(&world, &code).await.expect(200).json()
    };
    let claims = id_token::claims(&tokens);
    assert_eq!((&claims["amr"], &claims["acr"]), (&json!(["pwd", "mfa"]), &json!("urn:donelogin:acr:2")));
    let page = browser.authorize(&Client::WIKI.ask()).await.expect(200);
    assert!(page.find_form("/login/step-up").is_some(), "{}", page.words());
}

#[tokio::test]
async fn where_only_a_phone_is_accepted_one_is_linked_on_the_way() {
    let (world, app, _) = enrolled().await;
    let rule = json!({"mfa_policy": "required", "accepted_factors": ["phone", "recovery_code"]});
    world.change_client("wiki", &rule).await;
    let mut browser = world.browser();
    // The account's own factor first: nobody links a phone to an account by its password alone.
    let (place, page) = lands_at_wiki(&mut browser).await;
    assert_eq!(place, "/login/mfa");
    let answer = browser.type_code(&page, &app.code(world.now())).await.expect(303);
    let answer = browser.get(answer.location()).await.expect(303);
    assert!(answer.location().starts_with("/account/devices/link?i="), "{}", answer.location());
    assert_eq!(lands_at_wiki(&mut world.browser().of("ada")).await.0, "/account/devices/link");
    // With a phone the session's code is not enough.
    let (mut phone, _) = browser.link_phone(&world).await;
    let page = browser.authorize(&Client::WIKI.ask()).await.expect(200);
    let answer = browser.submit(&page, "/login/step-up", &[]).await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    phone.approve(&page).await.expect(200);
    let page = browser.get("/login/mfa").await.expect(200);
    let answer = browser.submit(&page, "/login/mfa/continue", &[]).await.expect(303);
    assert!(browser.follow(answer).await.sent("code").is_some());
    // A client that takes no phones offers none.
    world.change_client("wiki", &json!({"accepted_factors": ["authenticator"]})).await;
    let mut other = world.browser();
    let (_, page) = lands_at_wiki(&mut other).await;
    assert!(!page.body.contains("data-transfer-code"), "{}", page.words());
    assert!(phone.question().await.is_null(), "and asks none");
}

#[tokio::test]
async fn rules_that_make_no_sense_are_refused() {
    let world = World::new().await;
    world.admin("POST", "/groups", &json!({"name": "board"})).await.expect(201);
    for (field, value) in [
        ("mfa_policy", json!("sometimes")),
        ("mfa_policy", json!(1)),
        ("accepted_factors", json!([])),
        ("accepted_factors", json!(["recovery_code"])),
        ("accepted_factors", json!(["phone", "sms"])),
        ("accepted_factors", json!("phone")),
        ("accepted_factors", json!([1])),
    ] {
        for path in ["/groups/board", "/clients/wiki"] {
            let refused = world.admin("PATCH", path, &json!({field: value})).await.expect(422).json();
            assert!(refused["errors"].to_string().contains(field), "{path}: {refused}");
        }
        let new = json!({"name": "other", field: value});
        world.admin("POST", "/groups", &new).await.expect(422);
        let new = json!({"client_name": "X", "redirect_uris": ["https://x.example/cb"], field: value});
        world.admin("POST", "/clients", &new).await.expect(422);
    }
    world.admin("PATCH", "/groups/board", &json!({"name": "x"})).await.expect(422);
    world.admin("PATCH", "/groups/nobody", &json!({"mfa_policy": "off"})).await.expect(404);
    let new = json!({"client_name": "X", "redirect_uris": ["https://x.example/cb"], "mfa_policy": "required",
        "accepted_factors": ["phone"]});
    let made = world.admin("POST", "/clients", &new).await.expect(201).json();
    let id = made["client_id"].as_str().unwrap().to_owned();
    // Changing something else leaves the rule alone; null takes it back.
    world.change_client(&id, &json!({"trusted": true})).await;
    let shown = world.admin("GET", &format!("/clients/{id}"), &Value::Null).await.json();
    assert_eq!((&shown["mfa_policy"], &shown["accepted_factors"]), (&json!("required"), &json!(["phone"])));
    world.change_client(&id, &json!({"mfa_policy": null, "accepted_factors": null})).await;
    let shown = world.admin("GET", &format!("/clients/{id}"), &Value::Null).await.json();
    assert_eq!(
        (&shown["mfa_policy"], &shown["accepted_factors"]),
        (&Value::Null, &json!(["phone", "passkey", "authenticator", "recovery_code"]))
    );
}

#[tokio::test]
async fn where_nobody_is_asked_an_authenticator_is_taken_away_by_whoever_has_it() {
    let (world, app, _) = enrolled().await;
    world.set("mfa.policy", "off").await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let page = browser.get("/account/authenticator/remove").await.expect(200);
    let answer = browser.submit(&page, "/account/authenticator/remove", &[]).await.expect(303);
    assert_eq!(answer.location(), "/login/step-up?next=%2Faccount%2Fauthenticator");
    let page = browser.follow(answer).await.expect(200);
    let answer = browser.submit(&page, "/login/step-up", &[]).await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    browser.type_code(&page, &app.code(world.now())).await.expect(303);
    let page = browser.get("/account/authenticator/remove").await.expect(200);
    let answer = browser.submit(&page, "/account/authenticator/remove", &[]).await.expect(303);
    assert_eq!(answer.location(), "/account/authenticator?done=removed");
}
