//! Sessions, settings, keys, audit, and what every route has in common.

use super::*;

#[tokio::test]
async fn a_session_is_listed_and_ended() {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    let cookie = appliance.sign_in("ada").await;
    let sessions = appliance.list("/sessions", "sessions").await;
    assert_eq!(sessions[0]["email"], "ada@x.example");
    let path = format!("/sessions/{}", sessions[0]["id"].as_str().unwrap());
    assert_eq!(appliance.command(Method::DELETE, &path, Value::Null).await.0, StatusCode::NO_CONTENT);
    let (status, _) = appliance
        .send(request(Method::GET, "/users", Value::Null, Some(Transport::Tls), Some(&cookie)))
        .await;
    assert_eq!(status, StatusCode::UNAUTHORIZED, "it ends at once");
    assert_eq!(code(&appliance.command(Method::DELETE, &path, Value::Null).await.1), "unknown_session");
}

#[tokio::test]
async fn a_setting_is_in_force_when_it_is_set_and_goes_back_when_emptied() {
    let appliance = Appliance::new();
    let set =
        |value: &str| appliance.command(Method::PUT, "/settings/lifetime.code_s", json!({ "value": value }));
    assert_eq!(set("30").await.1["value"], "30");
    assert_eq!(appliance.app.settings().number("lifetime.code_s"), 30);
    let (status, problem) = set("9").await;
    assert_eq!((status, fields(&problem)), (StatusCode::UNPROCESSABLE_ENTITY, vec!["value"]));
    let (_, back) = set("").await;
    assert_eq!((&back["value"], &back["is_set"]), (&json!("60"), &json!(false)));
    let (status, problem) =
        appliance.command(Method::PUT, "/settings/mfa.polcy", json!({"value": "off"})).await;
    assert_eq!((status, code(&problem)), (StatusCode::NOT_FOUND, "unknown_setting"));
    assert!(problem["detail"].as_str().unwrap().contains("mfa.policy?"));
}

#[tokio::test]
async fn a_secret_setting_is_sealed_and_never_given_back() {
    let appliance = Appliance::new();
    let value = "smtps://u:hunter2@mail.example";
    let (_, set) = appliance.command(Method::PUT, "/settings/smtp.url", json!({ "value": value })).await;
    assert_eq!((set.get("value"), &set["is_set"]), (None, &json!(true)));
    let everything = format!("{}{}", appliance.get("/settings").await, appliance.get("/audit").await);
    assert!(!everything.contains("hunter2"));
    let opened = service::admin::settings::open_secret(&appliance.app, "smtp.url").unwrap().unwrap();
    assert_eq!(opened.expose(), value);
    appliance.command(Method::PUT, "/settings/smtp.url", json!({"value": ""})).await;
    assert!(service::admin::settings::open_secret(&appliance.app, "smtp.url").unwrap().is_none());
}

#[tokio::test]
async fn a_setting_that_the_file_fixes_cannot_be_changed() {
    let appliance = Appliance::fixed_to(&[("mfa.policy", "off")]);
    let (status, problem) =
        appliance.command(Method::PUT, "/settings/mfa.policy", json!({"value": "required"})).await;
    assert_eq!((status, code(&problem)), (StatusCode::CONFLICT, "fixed_setting"));
    assert_eq!(appliance.get("/settings/mfa.policy").await["value"], "off");
}

#[tokio::test]
async fn a_new_key_waits_and_others_stay() {
    let appliance = Appliance::new();
    let before = appliance.get("/keys").await.as_array().unwrap().len();
    let keys = appliance.post("/keys/rotate", json!({"algorithms": ["ES256"]})).await;
    let next: Vec<_> = keys.as_array().unwrap().iter().filter(|key| key["state"] == "next").collect();
    assert_eq!((keys.as_array().unwrap().len(), next.len()), (before + 1, 1));
    let (_, problem) =
        appliance.command(Method::POST, "/keys/rotate", json!({"algorithms": ["HS256"]})).await;
    assert_eq!(fields(&problem), ["algorithms"]);
}

#[tokio::test]
async fn the_log_can_be_followed() {
    let appliance = Appliance::new();
    appliance.post("/groups", json!({"name": "A"})).await;
    let seen = appliance.list("/audit", "rows").await[0]["seq"].as_i64().unwrap();
    appliance.clock.0.fetch_add(10, Ordering::Relaxed);
    appliance.post("/groups", json!({"name": "B"})).await;
    let rows = appliance.get(&format!("/audit?after={seen}")).await;
    assert_eq!(
        (rows["rows"].as_array().unwrap().len(), &rows["rows"][0]["detail"]["name"]),
        (1, &json!("B"))
    );
    assert_eq!(appliance.get("/audit?since=1000005").await["rows"], rows["rows"]);
}

#[tokio::test]
async fn refusals_are_problem_documents_and_bodies_have_a_bound() {
    let appliance = Appliance::new();
    let send = |request| appliance.router.clone().oneshot(request);
    let large =
        request(Method::POST, "/groups", json!("x".repeat(1_100_000)), Some(Transport::Control), None);
    let response = send(large).await.unwrap();
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    let mut broken = request(Method::POST, "/groups", Value::Null, Some(Transport::Control), None);
    *broken.body_mut() = Body::from("{\"name\":");
    let (status, problem) = appliance.send(broken).await;
    assert_eq!(
        (status, code(&problem), &problem["status"]),
        (StatusCode::BAD_REQUEST, "not_json", &json!(400))
    );
}
