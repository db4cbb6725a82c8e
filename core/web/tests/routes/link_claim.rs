//! `/phone/v1/links` beyond the usual: an answer that was lost, and phones that do not trust this server.

use serde_json::{Value, json};

use crate::world::{Browser, Phone, World};

#[tokio::test]
async fn a_claim_whose_answer_was_lost_is_answered_again() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let code = browser.begin_link().await;
    let mut phone = Phone::new(&world);
    let message = phone.sign("link", &Phone::claim_of(&code));
    let first = phone.post("/phone/v1/links", message.clone()).await.expect(201).json();
    world.wait(20);
    let again = phone.post("/phone/v1/links", message.clone()).await.expect(201).json();
    assert_eq!(again["device_id"], first["device_id"]);
    assert_eq!(
        (&first["expires_in"], &again["expires_in"]),
        (&json!(120), &json!(100)),
        "it lengthens nothing"
    );
    assert_eq!(world.events().await.iter().filter(|name| *name == "link.claimed").count(), 1);
    phone.id = first["device_id"].as_str().unwrap().to_owned();
    let digits = domain::code::link_digits(crate::world::ISSUER, &code, &phone.thumbprint());
    browser.type_digits(&digits).await.expect(200);
    assert_eq!(phone.call("GET", "/phone/v1/device", "").await.json()["status"], "active");
    let late = phone.post("/phone/v1/links", message).await.expect(409);
    assert_eq!(late.problem(), "link_claimed", "a device has come of it");
}

#[tokio::test]
async fn another_message_ends_the_link_also_by_the_same_key() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let code = browser.begin_link().await;
    let mut phone = Phone::new(&world);
    let mut claims = Phone::claim_of(&code);
    let message = phone.sign("link", &claims);
    phone.post("/phone/v1/links", message.clone()).await.expect(201);
    claims["iat"] = json!(2);
    let other = phone.sign("link", &claims);
    assert_eq!(phone.post("/phone/v1/links", other).await.expect(409).problem(), "link_claimed");
    assert_eq!(phone.post("/phone/v1/links", message).await.expect(409).problem(), "link_claimed");
}

#[tokio::test]
async fn a_phone_without_trust_is_linked_in_a_trial_only_and_shown_as_such() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let code = browser.begin_link().await;
    let mut phone = Phone::new(&world);
    let mut claims = Phone::claim_of(&code);
    claims["device"]["trusted"] = json!(false);
    let message = phone.sign("link", &claims);
    let refused = phone.post("/phone/v1/links", message).await.expect(422);
    assert_eq!(refused.problem(), "trust_required");
    world.set("phone.trust", "trial").await;
    link_without_trust(&mut browser, &mut phone, &code).await;
    let page = browser.get("/account/devices").await.expect(200);
    assert!(page.says("Linked without trust"), "{}", page.words());
    let listed = world.admin("GET", "/devices", &Value::Null).await.expect(200).json();
    assert_eq!(listed["devices"][0]["without_trust"], json!(true));
}

#[tokio::test]
async fn what_was_linked_in_a_trial_says_yes_during_the_trial_only() {
    let world = World::new().await;
    world.set("phone.trust", "trial").await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let code = browser.begin_link().await;
    let mut phone = Phone::new(&world);
    link_without_trust(&mut browser, &mut phone, &code).await;
    let mut office = world.browser();
    let page = office.half_way().await;
    let question = phone.question().await;
    let shown = page.attribute("data-transfer-code");
    let yes = phone.approval(&question, &shown).await;
    world.set("phone.trust", "required").await;
    assert_eq!(phone.answer(&yes).await.expect(422).problem(), "trust_required");
    let attempts = format!("/phone/v1/approvals/{}/attempts", question["approval_id"].as_str().unwrap());
    assert_eq!(phone.call("POST", &attempts, "").await.expect(422).problem(), "trust_required");
    let no = phone.refusal(&question, "deny");
    assert_eq!(phone.answer(&no).await.expect(200).json()["status"], "denied");
}

#[tokio::test]
async fn a_phone_that_says_so_or_nothing_is_trusting() {
    for trusted in [json!(true), Value::Null] {
        let world = World::new().await;
        world.set("phone.trust", "trial").await;
        let mut browser = world.browser();
        browser.sign_in().await;
        let mut claims = Phone::claim_of(&browser.begin_link().await);
        if !trusted.is_null() {
            claims["device"]["trusted"] = trusted;
        }
        let mut phone = Phone::new(&world);
        let message = phone.sign("link", &claims);
        phone.post("/phone/v1/links", message).await.expect(201);
    }
}

#[tokio::test]
async fn a_change_of_a_phone_is_json_and_called_so() {
    let (_, mut phone, _) = crate::approval::linked().await;
    for media in ["text/plain", "application/jose", "application/x-www-form-urlencoded", ""] {
        phone.media = media;
        let refused = phone.call("PATCH", "/phone/v1/device", r#"{"name":"Other"}"#).await.expect(400);
        assert_eq!(refused.problem(), "malformed", "{media}");
    }
    phone.media = "application/json; charset=utf-8";
    phone.call("PATCH", "/phone/v1/device", r#"{"name":"Other"}"#).await.expect(204);
    assert_eq!(phone.call("GET", "/phone/v1/device", "").await.json()["name"], "Other");
}

/// Links a phone that says that it does not trust the server.
async fn link_without_trust(browser: &mut Browser, phone: &mut Phone, code: &str) {
    let mut claims = Phone::claim_of(code);
    claims["device"]["trusted"] = json!(false);
    let message = phone.sign("link", &claims);
    let claimed = phone.post("/phone/v1/links", message).await.expect(201).json();
    phone.id = claimed["device_id"].as_str().unwrap().to_owned();
    let digits = domain::code::link_digits(crate::world::ISSUER, code, &phone.thumbprint());
    browser.type_digits(&digits).await.expect(200);
}
