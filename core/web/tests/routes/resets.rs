//! `/account/resets`: what an administrator did about the person's sign-in, shown at each sign-in while it can be stopped.

use domain::device::{Device, DeviceFacts, DeviceState};
use serde_json::{Value, json};
use store::{StoreError, devices};

use crate::world::{Client, ISSUER, PASSWORD, World};

const STOP: [(&str, &str); 1] = [("decision", "stop")];

impl World {
    async fn reset(&self, half: &str, status: u16) -> Value {
        self.admin("POST", &format!("/users/mira/reset-{half}"), &json!({})).await.expect(status).json()
    }
}

#[tokio::test]
async fn it_is_shown_at_every_sign_in_for_a_day_also_on_the_way_to_an_app() {
    let world = World::new().await;
    world.reset("password", 200).await;
    for _ in 0..2 {
        let answer = world.browser().try_password(PASSWORD).await.expect(303);
        assert_eq!(answer.location(), "/account/resets?next=%2F");
    }
    let mut browser = world.browser();
    let page = browser.authorize(&Client::NOTES.ask()).await;
    let answer = browser.fill_in(&page, PASSWORD).await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    assert!(
        page.says("Somebody at the server made a link with which you set a new password"),
        "{}",
        page.words()
    );
    let answer = browser.submit(&page, "/account/resets", &[("decision", "go_on")]).await.expect(303);
    assert!(answer.location().starts_with("/interaction?i="), "{}", answer.location());
    let page = browser.follow(answer).await;
    assert!(browser.go_on(page).await.sent("code").is_some());
    world.wait(86_400);
    assert_eq!(world.browser().try_password(PASSWORD).await.expect(303).location(), "/");
    assert_eq!(
        browser.get("/account/resets?next=/account").await.expect(303).location(),
        "/login?next=%2Faccount%2Fresets%3Fnext%3D%2Faccount"
    );
}

#[tokio::test]
async fn who_is_not_concerned_sees_nothing_and_is_sent_nowhere_else() {
    let world = World::new().await;
    world.reset("mfa", 200).await;
    let mut ada = world.browser().of("ada");
    assert_eq!(ada.try_password(PASSWORD).await.expect(303).location(), "/");
    assert_eq!(ada.get("/account/resets?next=/account").await.expect(303).location(), "/account");
    for elsewhere in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
        let answer = ada.get(&format!("/account/resets?next={elsewhere}")).await;
        assert_eq!(answer.location(), "/", "{elsewhere}");
    }
}

#[tokio::test]
async fn a_link_that_was_stopped_opens_no_more_and_who_made_it_makes_no_other() {
    for (half, purpose) in [("password", "/reset/"), ("mfa", "/second-step/")] {
        let world = World::new().await;
        let link = world.reset(half, 200).await["link"].as_str().unwrap().to_owned();
        let path = link.strip_prefix(ISSUER).unwrap();
        assert!(path.starts_with(purpose));
        world.browser().get(path).await.expect(200);
        let mut browser = world.browser();
        let answer = browser.try_password(PASSWORD).await.expect(303);
        let page = browser.follow(answer).await.expect(200);
        let stopped = browser.submit(&page, "/account/resets", &STOP).await.expect(200);
        assert!(stopped.says("It is stopped") && stopped.says("ada of the office"), "{}", stopped.words());
        world.browser().get(path).await.expect(404);
        for half in ["password", "mfa"] {
            let problem = world.reset(half, 409).await;
            assert_eq!(problem["type"], "urn:donelogin:problem:stopped");
        }
        let row =
            &world.admin("GET", "/audit?event=user.reset_stopped", &Value::Null).await.json()["rows"][0];
        assert_eq!(row["detail"]["done_by"], json!(["command"]));
        // It is over for the owner, who may press again in another tab.
        assert_eq!(world.browser().try_password(PASSWORD).await.expect(303).location(), "/");
        browser.submit(&page, "/account/resets", &STOP).await.expect(200);
        assert_eq!(world.events().await.iter().filter(|event| *event == "user.reset_stopped").count(), 1);
        world.wait(86_400);
        world.reset("mfa", 200).await;
    }
}

#[tokio::test]
async fn a_form_from_elsewhere_stops_nothing() {
    let world = World::new().await;
    world.reset("password", 200).await;
    let mut browser = world.browser();
    browser.sign_in().await;
    browser.post("/account/resets", &STOP).await.expect(400);
    assert!(!world.events().await.contains(&"user.reset_stopped".to_owned()));
    world.browser().post("/account/resets", &STOP).await.expect(400);
}

#[tokio::test]
async fn stopping_takes_phones_away_that_wait_and_leaves_those_that_count() {
    let world = World::new().await;
    let mira = world.admin("GET", "/users/mira", &Value::Null).await.expect(200).json();
    let phone = |id: &str, state| Device {
        id: id.into(),
        user_id: mira["id"].as_str().unwrap().into(),
        key: serde_json::from_value(json!({"x": id, "y": id})).unwrap(),
        name: id.to_owned(),
        facts: DeviceFacts::default(),
        state,
        counter: 0,
        copied_at: None,
        linked_by: Some("ada".into()),
        created_at: world.now(),
        last_used_at: None,
    };
    let mut browser = world.browser();
    browser.sign_in().await;
    let waiting = phone("waiting", DeviceState::Waiting { until: world.now() + 86_400 });
    let active = phone("active", DeviceState::Active);
    world
        .store
        .write::<_, StoreError>(move |tx| {
            devices::insert(tx, &waiting)?;
            devices::insert(tx, &active)
        })
        .await
        .unwrap();
    world.reset("password", 200).await;
    let page = browser.get("/account/resets").await.expect(200);
    browser.submit(&page, "/account/resets", &STOP).await.expect(200);
    let left = world.admin("GET", "/users/mira/devices", &Value::Null).await.expect(200).json();
    assert_eq!((left.as_array().unwrap().len(), &left[0]["id"]), (1, &json!("active")));
    assert!(world.events().await.contains(&"device.removed".to_owned()));
}
