//! Roles: helpdesk people help others back in, and nobody acts on an account with more rights than their own.

use super::*;

/// An office with one of each role, and a helpdesk person who is signed in.
async fn office() -> (Appliance, String) {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    appliance.add_user("mira", false).await;
    for helpdesk in ["hal", "hedi"] {
        appliance.add_user(helpdesk, false).await;
        appliance.give_role(helpdesk, "helpdesk").await;
    }
    let hal = appliance.sign_in("hal").await;
    (appliance, hal)
}

async fn as_hal(
    appliance: &Appliance,
    hal: &str,
    method: Method,
    path: &str,
    body: Value,
) -> (StatusCode, Value) {
    appliance.send(request(method, path, body, Some(Transport::Tls), Some(hal))).await
}

#[tokio::test]
async fn nobody_acts_on_an_account_with_more_rights() {
    let (appliance, hal) = office().await;
    appliance.sign_in("ada").await;
    let sessions = appliance.list("/sessions?user=ada", "sessions").await;
    let session = format!("/sessions/{}", sessions[0]["id"].as_str().unwrap());
    let acts = [
        (Method::POST, "/users/ada/disable"),
        (Method::POST, "/users/ada/enable"),
        (Method::POST, "/users/ada/lockdown"),
        (Method::POST, "/users/ada/invite"),
        (Method::POST, "/users/ada/reset-password"),
        (Method::POST, "/users/ada/reset-mfa"),
        (Method::GET, "/users/ada/link"),
        (Method::GET, "/audit?user=ada"),
        (Method::DELETE, session.as_str()),
    ];
    for (method, path) in acts {
        let body = if method == Method::POST { json!({}) } else { Value::Null };
        let (status, body) = as_hal(&appliance, &hal, method, path, body).await;
        assert_eq!((status, code(&body)), (StatusCode::FORBIDDEN, "more_rights"), "{path}: {body}");
    }
    assert_eq!(appliance.get("/users/ada").await["state"], "active");
    assert_eq!(appliance.list("/sessions?user=ada", "sessions").await.len(), 1);
}

#[tokio::test]
async fn helpdesk_people_see_people_and_help_them_back_in() {
    let (appliance, hal) = office().await;
    let (status, people) = as_hal(&appliance, &hal, Method::GET, "/users", Value::Null).await;
    assert_eq!((status, &people["total"]), (StatusCode::OK, &json!(4)), "{people}");
    let (status, reset) =
        as_hal(&appliance, &hal, Method::POST, "/users/mira/reset-password", json!({})).await;
    assert_eq!(status, StatusCode::OK, "{reset}");
    assert!(reset["link"].as_str().unwrap().contains("/reset/"));
    let (status, _) = as_hal(&appliance, &hal, Method::POST, "/users/mira/disable", json!({})).await;
    assert_eq!(status, StatusCode::OK);
    let (status, _) = as_hal(&appliance, &hal, Method::POST, "/users/mira/enable", json!({})).await;
    assert_eq!(status, StatusCode::OK);
    // Equals are no more.
    let (status, _) = as_hal(&appliance, &hal, Method::POST, "/users/hedi/lockdown", json!({})).await;
    assert_eq!(status, StatusCode::OK);
    let (status, rows) = as_hal(&appliance, &hal, Method::GET, "/audit?user=mira", Value::Null).await;
    assert_eq!(status, StatusCode::OK, "{rows}");
    assert!(rows["rows"].as_array().unwrap().iter().all(|row| row["user_name"] == "mira"));
    let (status, body) = as_hal(&appliance, &hal, Method::GET, "/audit", Value::Null).await;
    assert_eq!((status, code(&body)), (StatusCode::FORBIDDEN, "not_admin"));
}

#[tokio::test]
async fn helpdesk_people_grant_nothing() {
    let (appliance, hal) = office().await;
    let acts = [
        (Method::PATCH, "/users/mira", json!({"role": "admin"})),
        (Method::PATCH, "/users/hal", json!({"role": "admin"})),
        (Method::POST, "/users", json!({"email": "new@x.example"})),
        (Method::PUT, "/settings/office.name", json!({"value": "Hal's"})),
        (Method::POST, "/tokens", json!({"name": "t", "scopes": ["users:read"]})),
        (Method::GET, "/clients", Value::Null),
    ];
    for (method, path, body) in acts {
        let (status, body) = as_hal(&appliance, &hal, method, path, body).await;
        assert_eq!((status, code(&body)), (StatusCode::FORBIDDEN, "not_admin"), "{path}: {body}");
    }
    assert_eq!(appliance.get("/users/hal").await["role"], "helpdesk");
}

#[tokio::test]
async fn who_is_made_less_is_less_at_once() {
    let (appliance, hal) = office().await;
    appliance.give_role("hal", "member").await;
    let (status, body) = as_hal(&appliance, &hal, Method::GET, "/users", Value::Null).await;
    assert_eq!((status, code(&body)), (StatusCode::FORBIDDEN, "not_admin"));
    let told = appliance.list("/audit?event=user.role_changed&user=hal", "rows").await;
    assert!(
        told.iter().any(|row| row["detail"] == json!({"role": "member", "before": "helpdesk"})),
        "{told:?}"
    );
}

#[tokio::test]
async fn the_last_administrator_stays_one() {
    let (appliance, _) = office().await;
    for (method, path, body) in [
        (Method::PATCH, "/users/ada", json!({"role": "helpdesk"})),
        (Method::PATCH, "/users/ada", json!({"admin": false})),
        (Method::POST, "/users/ada/disable", json!({})),
        (Method::POST, "/users/ada/lockdown", json!({})),
        (Method::DELETE, "/users/ada", Value::Null),
    ] {
        let (status, body) = appliance.command(method, path, body).await;
        assert_eq!((status, code(&body)), (StatusCode::CONFLICT, "last_admin"), "{path}: {body}");
    }
    let (status, body) =
        appliance.command(Method::PATCH, "/users/ada", json!({"role": "member", "admin": true})).await;
    assert_eq!((status, fields(&body)), (StatusCode::UNPROCESSABLE_ENTITY, vec!["role"]));
}

#[tokio::test]
async fn a_lock_down_ends_everything_and_is_undone_by_enable() {
    let (appliance, hal) = office().await;
    let mira = appliance.sign_in("mira").await;
    assert!(!mira.is_empty());
    appliance.post("/users/mira/reset-password", json!({})).await;
    let (status, body) = as_hal(&appliance, &hal, Method::POST, "/users/mira/lockdown", json!({})).await;
    assert_eq!((status, &body["state"]), (StatusCode::OK, &json!("disabled")), "{body}");
    assert!(appliance.list("/sessions?user=mira", "sessions").await.is_empty());
    assert_eq!(appliance.get("/users/mira").await["locked_down_at"], 1_000_000);
    let waiting = appliance.store.read(|tx| store::outbox::list(tx, 10)).unwrap();
    let of_mira: Vec<_> = waiting.iter().filter(|m| format!("{:?}", m.content).contains("mira@")).collect();
    assert!(
        matches!(of_mira.as_slice(), [m] if matches!(m.content, domain::outbox::Content::AccountLocked { .. })),
        "the link that waited is gone, and the owner is told: {of_mira:?}"
    );
    appliance.post("/users/mira/enable", json!({})).await;
    let mira = appliance.get("/users/mira").await;
    assert_eq!((&mira["state"], &mira["locked_down_at"]), (&json!("active"), &Value::Null));
}
