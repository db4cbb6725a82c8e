//! `/phone/v1/notices`: what administrators did is shown on every phone and stopped from there.

use serde_json::{Value, json};
use store::{StoreError, devices};

use crate::approval::linked;
use crate::world::{ISSUER, Phone, World};

async fn notices(phone: &mut Phone) -> Vec<Value> {
    phone.call("GET", "/phone/v1/device", "").await.expect(200).json()["notices"].as_array().unwrap().clone()
}

async fn stop(phone: &mut Phone, notice: &Value) -> (u16, String) {
    let path = format!("/phone/v1/notices/{}", notice["id"].as_str().unwrap());
    let answer = phone.call("DELETE", &path, "").await;
    (answer.status.as_u16(), answer.problem())
}

/// Somebody at the server makes a link for a new password of mira's; its path.
async fn reset_password(world: &World) -> String {
    let given = world.admin("POST", "/users/mira/reset-password", &json!({})).await.expect(200).json();
    given["link"].as_str().unwrap().strip_prefix(ISSUER).unwrap().to_owned()
}

#[tokio::test]
async fn a_phone_stops_what_an_administrator_did() {
    let (world, mut phone, _) = linked().await;
    assert!(notices(&mut phone).await.is_empty());
    let link = reset_password(&world).await;
    let shown = notices(&mut phone).await;
    assert_eq!((&shown[0]["kind"], &shown[0]["half"]), (&json!("reset"), &json!("password")));
    assert_eq!(stop(&mut phone, &shown[0]).await, (204, String::new()));
    world.browser().get(&link).await.expect(404);
    assert!(notices(&mut phone).await.is_empty());
    assert_eq!(stop(&mut phone, &shown[0]).await, (404, "unknown_request".into()), "once");
    let again = world.admin("POST", "/users/mira/reset-password", &json!({})).await.expect(409).json();
    assert_eq!(again["type"], "urn:donelogin:problem:stopped");
    let row = &world.admin("GET", "/audit?event=user.reset_stopped", &Value::Null).await.json()["rows"][0];
    assert_eq!(row["detail"]["done_by"], json!(["command"]));
}

#[tokio::test]
async fn neither_another_person_nor_a_phone_that_waits_has_a_say() {
    let (world, mut phone, _) = linked().await;
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    let (mut other, _) = ada.link_phone(&world).await;
    let link = reset_password(&world).await;
    let shown = notices(&mut phone).await;
    assert!(notices(&mut other).await.is_empty());
    assert_eq!(stop(&mut other, &shown[0]).await, (404, "unknown_request".into()));
    let (id, until) = (phone.id.clone(), world.now() + 100);
    let wait = move |tx: &store::WriteTx<'_>| {
        let device = devices::find(tx, &id.into())?.unwrap();
        let state = domain::device::DeviceState::Waiting { until };
        devices::update(tx, &domain::device::Device { state, ..device })
    };
    world.store.write::<_, StoreError>(wait).await.unwrap();
    assert_eq!(stop(&mut phone, &shown[0]).await, (404, "unknown_request".into()));
    world.browser().get(&link).await.expect(200);
    world.wait(100);
    assert_eq!(stop(&mut phone, &shown[0]).await, (204, String::new()));
}
