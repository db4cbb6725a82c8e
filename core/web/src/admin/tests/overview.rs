//! The overview, invitations and the exported log.

use super::*;

const DAY: i64 = 86_400;

#[tokio::test]
async fn sign_ins_are_counted_by_the_hour_and_the_day_and_compared_with_what_is_usual() {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    for _ in 0..2 {
        appliance.sign_in("ada").await;
    }
    appliance.clock.0.fetch_add(7 * DAY, Ordering::Relaxed);
    appliance.sign_in("ada").await;
    let cx = appliance.app.begin(Actor::Anonymous, "10.0.0.1", "test");
    let goal = service::login::Goal::default();
    let (wrong, browser) = (Secret::new("not this one at all"), Browser::default());
    service::login::sign_in(&cx, "ada", wrong, &browser, &goal).await.unwrap_err();
    let overview = appliance.get("/overview").await;
    let hours = overview["hours"].as_array().unwrap();
    assert_eq!((hours.len(), overview["today"].as_array().unwrap().len()), (24, 24));
    let last = &hours[23];
    assert_eq!((&last["let_in"], &last["refused"]), (&json!(1), &json!(1)));
    let days = overview["days"].as_array().unwrap();
    assert_eq!((&days[29]["let_in"], &days[22]["let_in"], days.len()), (&json!(1), &json!(2), 30));
    let local = appliance.get("/overview?utc_offset_minutes=120").await;
    let midnight = |overview: &Value| overview["today"][0]["from"].as_i64().unwrap();
    assert_eq!((midnight(&overview) % DAY, midnight(&local).rem_euclid(DAY)), (0, DAY - 7_200));
}

#[tokio::test]
async fn the_overview_names_who_is_here_what_waits_and_how_all_is_doing() {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    appliance.post("/users", json!({"email": "new@x.example", "name": "New"})).await;
    appliance.sign_in("ada").await;
    appliance.post("/users/ada/reset-password", json!({})).await;
    appliance.app.vitals().note(|vitals| {
        vitals.name = Some(service::vitals::Name::Conflict);
        vitals.renewal_at = Some(1_000_000 + 41 * DAY);
        vitals.disk_free = Some(40 << 20);
    });
    let overview = appliance.get("/overview").await;
    assert_eq!((&overview["signed_in"], &overview["latest"][0]["name"]), (&json!(1), &json!("ada")));
    assert_eq!(
        overview["second_factors"],
        json!({"phone": 0, "passkey": 0, "authenticator": 0, "recovery_codes": 0, "none": 2})
    );
    let waiting = overview["waiting"].as_array().unwrap();
    let what: Vec<_> = waiting
        .iter()
        .map(|one| (one["what"].as_str().unwrap(), one["user_name"].as_str().unwrap()))
        .collect();
    assert_eq!(what, [("reset", "ada"), ("invitation", "New")]);
    let health: Vec<_> =
        overview["health"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!(health, ["conflict", "renews", "right", "full", "not_set", "on"]);
    assert_eq!(overview["health"][1]["number"], 41);
}

#[tokio::test]
async fn links_that_no_mail_carries_wait_for_whoever_hands_them_over() {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    let links = async || appliance.get("/overview").await["links_to_hand_over"].as_i64().unwrap();
    assert_eq!(links().await, 0);
    let cx = appliance.app.begin(Actor::Anonymous, "10.0.0.1", "test");
    service::forgotten::ask(&cx, "nobody").await.unwrap();
    assert_eq!(links().await, 0);
    service::forgotten::ask(&cx, "ada").await.unwrap();
    assert_eq!(links().await, 1);
    for (key, value) in [("smtp.url", "smtps://mail.x.example"), ("smtp.from", "office@x.example")] {
        appliance.command(Method::PUT, &format!("/settings/{key}"), json!({"value": value})).await;
    }
    assert_eq!(links().await, 0);
    appliance.command(Method::PUT, "/settings/smtp.url", json!({"value": ""})).await;
    assert_eq!(links().await, 1);
    appliance.clock.0.fetch_add(DAY, Ordering::Relaxed);
    assert_eq!(links().await, 0);
}

#[tokio::test]
async fn somebody_is_invited_again_and_the_older_link_is_void() {
    let appliance = Appliance::new();
    let first = appliance.post("/users", json!({"email": "new@x.example"})).await;
    let again = appliance.post("/users/new/invite", json!({})).await;
    let link = again["link"].as_str().unwrap();
    assert!(link.starts_with(&format!("{ISSUER}/invite/")) && again["link"] != first["link"]);
    assert!(!appliance.get("/audit").await.to_string().contains(link));
    let links = appliance.store.read(|tx| {
        let token =
            |link: &Value| domain::token::TokenHash::of(link.as_str().unwrap().rsplit('/').next().unwrap());
        let purpose = domain::one_time_link::Purpose::Invite;
        let find = |link| {
            Ok::<_, store::StoreError>(store::one_time_links::find(tx, &token(link), purpose)?.is_some())
        };
        Ok::<_, store::StoreError>((find(&first["link"])?, find(&again["link"])?))
    });
    assert_eq!(links.unwrap(), (false, true));
    appliance.add_user("ada", true).await;
    let (_, problem) = appliance.command(Method::POST, "/users/ada/invite", json!({})).await;
    assert_eq!(code(&problem), "has_password");
    appliance.post("/users/new/disable", json!({})).await;
    let (_, problem) = appliance.command(Method::POST, "/users/new/invite", json!({})).await;
    assert_eq!(code(&problem), "disabled");
}

async fn file(appliance: &Appliance, query: &str) -> (String, String) {
    let path = format!("/audit/export?{query}");
    let request = request(Method::GET, &path, Value::Null, Some(Transport::Control), None);
    let response = appliance.router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let name = response.headers()["content-disposition"].to_str().unwrap().to_owned();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    (name, String::from_utf8(bytes.to_vec()).unwrap())
}

#[tokio::test]
async fn the_log_leaves_as_a_file_whole_and_filtered() {
    let appliance = Appliance::new();
    for number in 0..510 {
        appliance
            .store
            .write(move |tx| {
                let event = domain::audit::Event::new("login.failed", Actor::Anonymous).with("name", number);
                store::audit::append(tx, event, 5)
            })
            .await
            .unwrap();
    }
    appliance.post("/groups", json!({"name": "=HYPERLINK(1)"})).await;
    let (name, lines) = file(&appliance, "format=jsonl").await;
    assert!(name.contains("activity.jsonl"));
    let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(rows.iter().map(|row| row["seq"].as_i64().unwrap()).eq(1..=511), "more than one part, in order");
    let (_, table) = file(&appliance, "format=csv&kind=change").await;
    let lines: Vec<&str> = table.split("\r\n").collect();
    assert_eq!((lines.len(), lines[0].split(',').next()), (3, Some("seq")));
    assert!(lines[1].starts_with("\"511\",\"1970-01-12T"), "{table}");
    let (status, problem) = appliance.command(Method::GET, "/audit/export", Value::Null).await;
    assert_eq!((status, code(&problem)), (StatusCode::BAD_REQUEST, "invalid_query"));
    let (status, _) =
        appliance.command(Method::GET, "/audit/export?format=csv&user=nobody", Value::Null).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_passkey_that_was_stopped_waits_for_somebody_to_look() {
    let appliance = Appliance::new();
    let ada = appliance.add_user("ada", true).await;
    appliance.add_passkey(&ada, "good", domain::passkey::PasskeyState::Active);
    appliance.add_passkey(&ada, "copied", domain::passkey::PasskeyState::Suspended);
    let overview = appliance.get("/overview").await;
    let waiting = overview["waiting"].as_array().unwrap();
    let [one] = waiting.as_slice() else { panic!("{waiting:?}") };
    assert_eq!((&one["what"], &one["user_name"]), (&json!("stopped_passkey"), &json!("ada")));
    assert_eq!((&one["device_id"], &one["device_name"]), (&json!("copied"), &json!("Passkey copied")));
    assert_eq!(one["since"], 1_000_000);
    let (status, _) = appliance.command(Method::DELETE, "/passkeys/copied", Value::Null).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(appliance.get("/overview").await["waiting"], json!([]));
}
