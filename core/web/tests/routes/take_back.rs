//! `DELETE /phone/v1/approvals/{id}`: a yes that was a mistake, and what it had led to.

use serde_json::{Value, json};

use crate::approval::{go_on, known, linked};
use crate::world::{Answer, Browser, Client, Phone, SESSION, World};

/// A new browser says its password, and the phone says yes; with the path of the question.
async fn approved(world: &World, phone: &mut Phone) -> (Browser, String) {
    let mut browser = world.browser();
    let page = browser.half_way().await;
    let path = say_yes(phone, &page).await;
    (browser, path)
}

async fn say_yes(phone: &mut Phone, page: &Answer) -> String {
    let question = phone.question().await;
    phone.approve(page).await.expect(200);
    format!("/phone/v1/approvals/{}", question["approval_id"].as_str().unwrap())
}

async fn take_back(phone: &mut Phone, path: &str) -> (u16, String) {
    let answer = phone.call("DELETE", path, "").await;
    (answer.status.as_u16(), answer.problem())
}

fn unknown() -> (u16, String) {
    (404, "unknown_request".into())
}

#[tokio::test]
async fn before_the_browser_goes_on_the_question_is_denied() {
    let (world, mut phone, _) = linked().await;
    let (mut browser, path) = approved(&world, &mut phone).await;
    assert_eq!(take_back(&mut phone, &path).await, (204, String::new()));
    let page = browser.get("/login/mfa").await.expect(200);
    assert!(page.says("You denied this on your phone"), "{}", page.words());
    let csrf = page.form("/login/mfa/ask").1[0].1.clone();
    let answer = browser.post("/login/mfa/continue", &[("csrf", &csrf)]).await;
    assert!(answer.set_cookie(SESSION).is_none(), "{}", answer.location());
    assert_eq!(take_back(&mut phone, &path).await, unknown(), "once");
    assert!(world.events().await.contains(&"approval.taken_back".to_owned()));
}

#[tokio::test]
async fn a_session_ends_with_all_that_was_issued_in_it() {
    let (world, mut phone, _) = linked().await;
    let mut browser = world.browser();
    let page = browser.authorize(&Client::NOTES.ask()).await;
    let answer = browser.fill_in(&page, crate::world::PASSWORD).await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    let path = say_yes(&mut phone, &page).await;
    let page = browser.open("/login/mfa").await.expect(200);
    let answer = go_on(&mut browser, &page).await.expect(303);
    let page = browser.follow(answer).await;
    let code = browser.go_on(page).await.sent("code").unwrap();
    let tokens = Client::NOTES.exchange(&world, &code).await.expect(200).json();
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let userinfo = || async {
        let mut app = world.server().saying("authorization", &bearer);
        app.get("/oauth2/userinfo").await.status.as_u16()
    };
    assert_eq!((userinfo().await, browser.get("/account").await.status.as_u16()), (200, 200));
    assert_eq!(take_back(&mut phone, &path).await, (204, String::new()));
    assert_eq!((userinfo().await, browser.get("/account").await.status.as_u16()), (401, 303));
    assert_eq!(take_back(&mut phone, &path).await, unknown(), "once");
    let trail = &world.admin("GET", "/audit?event=approval.taken_back", &Value::Null).await.json()["rows"];
    assert_eq!(trail[0]["detail"]["device"], json!(phone.id));
    assert!(trail[0]["detail"]["session"].is_string(), "{trail}");
}

#[tokio::test]
async fn a_browser_that_had_itself_remembered_is_a_stranger_again() {
    let (world, mut phone, codes) = linked().await;
    world.set("mfa.remember_days", "30").await;
    let mut own = known(&world, &codes[0]).await;
    let (mut stranger, path) = approved(&world, &mut phone).await;
    let page = stranger.get("/login/mfa").await.expect(200);
    stranger.submit(&page, "/login/mfa/continue", &[("remember", "1")]).await.expect(303);
    stranger.cookies.remove(SESSION);
    let remembered = stranger.clone().try_password(crate::world::PASSWORD).await.expect(303);
    assert_eq!(remembered.location(), "/", "remembered");
    assert_eq!(take_back(&mut phone, &path).await, (204, String::new()));
    stranger.half_way().await;
    let shown =
        |question: &Value| -> Value { serde_json::from_str(question["context"].as_str().unwrap()).unwrap() };
    assert_eq!(shown(&phone.question().await)["browser"]["known"], json!(false));
    // The newest question is told by its second.
    world.wait(1);
    own.half_way().await;
    assert_eq!(
        shown(&phone.question().await)["browser"]["known"],
        json!(true),
        "who was known before stays so"
    );
}

#[tokio::test]
async fn neither_another_phone_nor_another_person_takes_it_back() {
    let (world, mut phone, codes) = linked().await;
    let mut own = world.browser();
    let page = own.half_way().await;
    own.type_code(&page, &codes[0]).await.expect(303);
    let (mut second, _) = own.link_phone(&world).await;
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    let (mut other, _) = ada.link_phone(&world).await;
    let (mut browser, path) = approved(&world, &mut phone).await;
    for stranger in [&mut second, &mut other] {
        assert_eq!(take_back(stranger, &path).await, unknown());
    }
    let page = browser.get("/login/mfa").await.expect(200);
    go_on(&mut browser, &page).await.expect(303);
    for stranger in [&mut second, &mut other] {
        assert_eq!(take_back(stranger, &path).await, unknown());
    }
    browser.get("/account").await.expect(200);
    let mut unproved = world.server();
    assert_eq!(unproved.send("DELETE", &path, None).await.expect(401).problem(), "use_device_nonce");
}

#[tokio::test]
async fn it_can_be_taken_back_for_ten_minutes() {
    let (world, mut phone, _) = linked().await;
    let (mut browser, path) = approved(&world, &mut phone).await;
    let page = browser.get("/login/mfa").await.expect(200);
    go_on(&mut browser, &page).await.expect(303);
    world.wait(600);
    assert_eq!(take_back(&mut phone, &path).await, unknown());
    browser.get("/account").await.expect(200);
    let (mut browser, path) = approved(&world, &mut phone).await;
    let page = browser.get("/login/mfa").await.expect(200);
    go_on(&mut browser, &page).await.expect(303);
    world.wait(599);
    assert_eq!(take_back(&mut phone, &path).await, (204, String::new()));
    browser.get("/account").await.expect(303);
}

#[tokio::test]
async fn what_was_not_approved_cannot_be_taken_back() {
    let (world, mut phone, _) = linked().await;
    world.browser().half_way().await;
    let question = phone.question().await;
    let path = format!("/phone/v1/approvals/{}", question["approval_id"].as_str().unwrap());
    assert_eq!(take_back(&mut phone, &path).await, unknown(), "it waits");
    let claims = phone.refusal(&question, "deny");
    phone.answer(&claims).await.expect(200);
    assert_eq!(take_back(&mut phone, &path).await, unknown(), "denied");
    assert_eq!(take_back(&mut phone, "/phone/v1/approvals/none").await, unknown());
}

#[tokio::test]
async fn also_while_a_new_password_is_asked_for_and_after_it() {
    let (world, mut phone, codes) = linked().await;
    let mut owner = known(&world, &codes[0]).await;
    world.browser().half_way().await;
    let question = phone.question().await;
    let claims = phone.refusal(&question, "not_me");
    phone.answer(&claims).await.expect(200);
    let page = owner.half_way().await;
    let path = say_yes(&mut phone, &page).await;
    let page = owner.get("/login/mfa").await.expect(200);
    let answer = go_on(&mut owner, &page).await.expect(303);
    let form = owner.follow(answer).await.expect(200);
    assert_eq!(take_back(&mut phone, &path).await, (204, String::new()));
    let set = "/login/new-password";
    let late = owner.submit(&form, set, &[("password", "a wholly new password")]).await;
    assert!(late.set_cookie(SESSION).is_none(), "{} {}", late.status, late.location());
    // Again, and this time the password is set before.
    let page = owner.half_way().await;
    let path = say_yes(&mut phone, &page).await;
    let page = owner.get("/login/mfa").await.expect(200);
    let answer = go_on(&mut owner, &page).await.expect(303);
    let form = owner.follow(answer).await.expect(200);
    owner.submit(&form, set, &[("password", "a wholly new password")]).await.expect(303);
    owner.get("/account").await.expect(200);
    assert_eq!(take_back(&mut phone, &path).await, (204, String::new()));
    owner.get("/account").await.expect(303);
}

#[tokio::test]
async fn a_further_step_that_was_a_mistake_ends_its_session() {
    let (world, mut phone, codes) = linked().await;
    let mut browser = world.browser();
    let page = browser.half_way().await;
    browser.type_code(&page, &codes[0]).await.expect(303);
    let claims = json!({"id_token": {"acr": {"essential": true, "values": ["urn:donelogin:acr:face"]}}});
    let page = browser.authorize(&Client::WIKI.ask().with("claims", &claims.to_string())).await.expect(200);
    let answer = browser.submit(&page, "/login/step-up", &[]).await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    let path = say_yes(&mut phone, &page).await;
    let page = browser.open("/login/mfa").await.expect(200);
    go_on(&mut browser, &page).await.expect(303);
    browser.get("/account").await.expect(200);
    assert_eq!(take_back(&mut phone, &path).await, (204, String::new()));
    browser.get("/account").await.expect(303);
}
