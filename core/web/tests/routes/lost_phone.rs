//! `/account/devices/lost` and the box at the second step: a phone that is lost is worth nothing at once.

use serde_json::{Value, json};

use crate::world::{Browser, PASSWORD, World, codes_on};

/// Somebody with a phone and codes, past the password in another browser.
async fn at_the_second_step(world: &World) -> (crate::world::Phone, Vec<String>, Browser) {
    let mut first = world.browser();
    first.sign_in().await;
    let (phone, codes) = first.link_phone(world).await;
    let mut browser = world.browser();
    assert_eq!(browser.try_password(PASSWORD).await.location(), "/login/mfa");
    (phone, codes, browser)
}

#[tokio::test]
async fn a_recovery_code_with_the_box_ticked_leads_to_the_page_that_removes_it() {
    let world = World::new().await;
    let (mut phone, codes, mut browser) = at_the_second_step(&world).await;
    let page = browser.get("/login/mfa").await.expect(200);
    assert!(page.says("My phone is lost"), "{}", page.words());
    let landed = browser.submit(&page, "/login/mfa", &[("code", &codes[0]), ("lost", "1")]).await.expect(303);
    assert_eq!(landed.location(), "/account/devices/lost");
    let page = browser.get("/account/devices/lost").await.expect(200);
    let next = browser.submit(&page, "/account/devices/lost", &[]).await.expect(303);
    assert_eq!(next.location(), "/account/devices/link");
    // Gone before the new one is there.
    assert_eq!(phone.call("GET", "/phone/v1/device", "").await.expect(401).problem(), "unknown_device");
    // And the second step is asked all the same: nothing was lowered.
    let mut thief = world.browser();
    assert_eq!(thief.try_password(PASSWORD).await.location(), "/login/mfa");
    let (_, more) = browser.link_phone(&world).await;
    assert!(more.is_empty(), "the codes that are left stay");
    let events = world.events().await;
    assert!(events.iter().any(|event| event == "device.lost"), "{events:?}");
}

#[tokio::test]
async fn the_last_phone_goes_also_where_everybody_has_to_have_one() {
    let world = World::new().await;
    let (mut phone, codes, mut browser) = at_the_second_step(&world).await;
    world.set("mfa.policy", "required").await;
    let page = browser.get("/login/mfa").await.expect(200);
    browser.submit(&page, "/login/mfa", &[("code", &codes[0])]).await.expect(303);
    let page = browser.get("/account/devices/lost").await.expect(200);
    browser.submit(&page, "/account/devices/lost", &[]).await.expect(303);
    assert_eq!(phone.call("GET", "/phone/v1/device", "").await.expect(401).problem(), "unknown_device");
    let mut again = world.browser();
    assert_eq!(again.try_password(PASSWORD).await.location(), "/login/mfa");
    let page = again.get("/login/mfa").await.expect(200);
    again.submit(&page, "/login/mfa", &[("code", &codes[1])]).await.expect(303);
}

#[tokio::test]
async fn nobody_removes_it_without_the_second_step_or_for_somebody_else() {
    let world = World::new().await;
    let (mut phone, _, _) = at_the_second_step(&world).await;
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    let list = ada.get("/account/devices/lost").await.expect(303);
    assert_eq!(list.location(), "/account/devices/link", "ada has none");
    let page = ada.get("/account/profile").await.expect(200);
    let csrf = page.attribute("value");
    let form = [("csrf", csrf.as_str()), ("device", phone.id.as_str())];
    ada.post("/account/devices/lost", &form).await;
    phone.call("GET", "/phone/v1/device", "").await.expect(200);
}

#[tokio::test]
async fn codes_are_shown_until_they_are_kept_and_not_once_they_are_replaced() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let code = browser.begin_link().await;
    let mut phone = crate::world::Phone::new(&world);
    let digits = phone.claim(&code).await;
    let shown = browser.type_digits(&digits).await.expect(200);
    let codes = codes_on(&shown);
    let again = browser.get("/account/recovery-codes").await.expect(200);
    assert_eq!(codes_on(&again), codes);
    let file = browser.submit(&again, "/account/recovery-codes/file", &[]).await.expect(200);
    assert!(file.header("content-disposition").contains("attachment"), "{:?}", file.headers);
    assert!(codes.iter().all(|code| file.body.contains(code.as_str())), "{}", file.body);
    // Another session of the same person sees nothing of them.
    let mut elsewhere = world.browser();
    elsewhere.try_password(PASSWORD).await;
    let kept = browser.submit(&again, "/account/recovery-codes/kept", &[]).await.expect(303);
    assert!(kept.location().starts_with("/account/"), "{}", kept.location());
    assert!(codes_on(&browser.get("/account/recovery-codes").await.expect(200)).is_empty());
    browser.submit(&again, "/account/recovery-codes/file", &[]).await.expect(303);
}

#[tokio::test]
async fn an_import_is_seen_before_it_happens() {
    let world = World::new().await;
    let list = json!([
        {"email": "new@office.example", "groups": ["design"]},
        {"email": "Mira@office.example"},
        {"email": "other@office.example", "username": "mira"},
        {"email": "new@office.example"},
        {"email": "new@elsewhere.example", "password": "passwordpassword"},
        {"email": "no address", "admin": "perhaps"},
        {"email": "new@third.example", "nickname": "N", "shoe_size": 43},
        7,
    ]);
    let seen = world.admin("POST", "/users/import/preview", &list).await.expect(200).json();
    let fates: Vec<&str> =
        seen["items"].as_array().unwrap().iter().map(|i| i["fate"].as_str().unwrap()).collect();
    assert_eq!(fates, ["new", "exists", "refused", "refused", "refused", "refused", "new", "refused"]);
    assert_eq!(
        (&seen["items"][0]["username"], &seen["items"][6]["username"]),
        (&json!("new"), &json!("new2"))
    );
    assert_eq!(seen["items"][2]["problems"][0]["field"], "username");
    assert_eq!(seen["items"][4]["problems"][0]["field"], "password");
    let fields: Vec<&str> = seen["items"][5]["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["email", "admin"]);
    assert_eq!(seen["new_groups"], json!(["design"]));
    assert!(seen["warnings"].to_string().contains("[6].shoe_size"), "{seen}");
    let users = world.admin("GET", "/users", &Value::Null).await.expect(200).json();
    assert_eq!(users["total"], 2, "nothing was written");
}
