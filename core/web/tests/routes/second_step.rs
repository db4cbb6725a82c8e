//! `/second-step/<token>`: where somebody whose second factors were taken away sets up another, behind the password.

use serde_json::{Value, json};

use crate::world::{Authenticator, ISSUER, PASSWORD, SESSION, World};

const CHOOSE: [(&str, &str); 1] = [("way", "authenticator")];

/// The path of a fresh link, as the command prints it.
async fn link(world: &World) -> String {
    let answer = world.admin("POST", "/users/mira/reset-mfa", &json!({})).await.expect(200).json();
    answer["link"].as_str().unwrap().strip_prefix(ISSUER).expect("links come from the issuer").to_owned()
}

#[tokio::test]
async fn whoever_lost_the_phone_signs_in_with_the_password_and_sets_up_another_factor() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let (lost, codes) = browser.enrol(&world).await;
    let path = link(&world).await;
    assert_eq!(browser.get("/account").await.expect(303).location(), "/login?next=%2Faccount", "signed out");
    let page = browser.get(&path).await.expect(200);
    assert!(page.says("For the account of mira of the office"), "{}", page.words());
    assert!(!page.body.contains("type=\"password\""), "it sets no password");
    let answer = browser.submit(&page, "/second-step/", &[]).await.expect(303);
    let form = browser.follow(answer).await.expect(200);
    let answer = browser.fill_in(&form, PASSWORD).await.expect(303);
    // On the way stands what was done, and by whom.
    assert!(answer.location().starts_with("/account/resets?next="), "{}", answer.location());
    let told = browser.follow(answer).await.expect(200);
    let answer = browser.submit(&told, "/account/resets", &[("decision", "go_on")]).await.expect(303);
    assert_eq!(answer.location(), path);
    let page = browser.follow(answer).await.expect(200);
    let again = browser.clone().submit(&page, "/second-step/", &CHOOSE).await.expect(303);
    assert_eq!(again.location(), "/account/authenticator");
    browser.submit(&page, "/second-step/", &CHOOSE).await.expect(404);
    browser.get(&path).await.expect(404);
    let (app, fresh) = browser.enrol(&world).await;
    assert_eq!(fresh.len(), 10);
    let mut other = world.browser();
    let page = other.half_way().await;
    for old in [lost.code(world.now()), codes[0].clone()] {
        other.type_code(&page, &old).await.expect(401);
    }
    let answer = other.type_code(&page, &app.code(world.now())).await.expect(303);
    assert!(answer.set_cookie(SESSION).is_some());
    assert!(world.events().await.contains(&"factor.link_followed".to_owned()));
}

#[tokio::test]
async fn it_leads_to_linking_a_phone_and_to_a_passkey_too() {
    for (way, leads_to) in [("phone", "/account/devices/link"), ("passkey", "/account/passkeys")] {
        let world = World::new().await;
        let path = link(&world).await;
        let mut browser = world.browser();
        browser.sign_in().await;
        let page = browser.get(&path).await.expect(200);
        let answer = browser.submit(&page, "/second-step/", &[("way", way)]).await.expect(303);
        assert_eq!(answer.location(), leads_to);
        browser.get(leads_to).await.expect(200);
    }
}

#[tokio::test]
async fn the_link_alone_opens_nothing_and_sets_no_password() {
    let world = World::new().await;
    let path = link(&world).await;
    let mut stranger = world.browser();
    let page = stranger.get(&path).await.expect(200);
    // Whatever is sent with it, the password comes first, and the link stays.
    let fields = [("way", "authenticator"), ("password", "a new and long password")];
    let answer = stranger.submit(&page, "/second-step/", &fields).await.expect(303);
    assert!(answer.location().starts_with("/login?next="), "{}", answer.location());
    stranger.try_password("a new and long password").await.expect(401);
    for other in ["/reset/", "/invite/", "/setup/"] {
        stranger.get(&path.replace("/second-step/", other)).await.expect(404);
    }
    world.browser().get(&path).await.expect(200);
    world.browser().try_password(PASSWORD).await.expect(303);
    let reset = world.browser().get("/second-step/made-up").await.expect(404);
    assert!(reset.says("This link no longer opens"), "{}", reset.words());
}

#[tokio::test]
async fn somebody_else_is_signed_out_first_and_cannot_use_it() {
    let world = World::new().await;
    let path = link(&world).await;
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    let page = ada.get(&path).await.expect(200);
    assert!(page.says("ada of the office is signed in in this browser."), "{}", page.words());
    let answer = ada.submit(&page, "/second-step/", &CHOOSE).await.expect(303);
    assert!(answer.location().starts_with("/login?next=%2Fsecond-step%2F"), "{}", answer.location());
    ada.get("/account").await.expect(303);
    world.browser().get(&path).await.expect(200);
}

#[tokio::test]
async fn it_lives_for_a_week_and_goes_with_the_account() {
    let world = World::new().await;
    let path = link(&world).await;
    world.wait(7 * 86_400 - 1);
    world.browser().get(&path).await.expect(200);
    world.wait(1);
    world.browser().get(&path).await.expect(404);
    let path = link(&world).await;
    world.admin("POST", "/users/mira/disable", &json!({})).await.expect(200);
    world.browser().get(&path).await.expect(404);
}

#[tokio::test]
async fn until_the_link_is_used_a_password_alone_sets_up_no_other_factor() {
    let world = World::new().await;
    world.set("mfa.policy", "required").await;
    let path = link(&world).await;
    let mut browser = world.browser();
    browser.sign_in().await;
    assert_eq!(browser.get("/").await.expect(303).location(), "/account/devices/link");
    for (page, form) in [
        ("/account/devices/link", "/account/devices/link"),
        ("/account/authenticator", "/account/authenticator/begin"),
    ] {
        let page = browser.get(page).await.expect(200);
        let refused = browser.submit(&page, form, &[]).await.expect(403);
        assert!(refused.says("Open your link first"), "{}", refused.words());
    }
    let page = browser.get(&path).await.expect(200);
    let (action, _) = page.form("/second-step/");
    browser.submit(&page, &action, &[("way", "authenticator")]).await.expect(303);
    let (_, codes): (Authenticator, _) = browser.enrol(&world).await;
    assert_eq!(codes.len(), 10);
}

#[tokio::test]
async fn the_owner_is_told_of_each_factor_that_comes_and_goes() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let (app, _) = browser.enrol(&world).await;
    // Only a session that was opened with the second factor takes it away.
    let mut browser = world.browser();
    let form = browser.half_way().await;
    browser.type_code(&form, &app.code(world.now())).await.expect(303);
    let page = browser.get("/account/authenticator/remove").await.expect(200);
    browser.submit(&page, "/account/authenticator/remove", &[]).await.expect(303);
    world.wait(30);
    browser.enrol(&world).await;
    link(&world).await;
    let mut waiting = world.store.read(|tx| store::outbox::list(tx, 10)).unwrap();
    waiting.retain(|message| message.content.kind() != "new_browser");
    let told: Vec<Value> =
        waiting.iter().map(|message| serde_json::to_value(&message.content).unwrap()).collect();
    let mut templates: Vec<&str> = told.iter().map(|content| content["template"].as_str().unwrap()).collect();
    templates.sort_unstable();
    assert_eq!(templates, ["factor_added", "factor_added", "factor_removed", "factors_reset"]);
    assert!(told.iter().all(|content| content["to"] == "mira@office.example"), "{told:?}");
    let mira = world.admin("GET", "/users/mira", &Value::Null).await.expect(200).json();
    assert!(waiting.iter().all(|message| message.user_id.as_ref().unwrap().as_str() == mira["id"]));
    let files = world.files();
    for word in ["factor_added", "factor_removed", "factors_reset"] {
        assert!(!files.windows(word.len()).any(|window| window == word.as_bytes()), "{word} in clear");
    }
}
