//! The window's lock.

use super::*;

async fn unlock(appliance: &Appliance, name: &str, password: &str) -> (StatusCode, String) {
    let body = json!({"username": name, "password": password});
    let (status, problem) = appliance.command(Method::POST, "/unlock", body).await;
    (status, code(&problem).to_owned())
}

#[tokio::test]
async fn an_administrators_password_opens_it_and_nobody_elses() {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    appliance.add_user("ben", true).await;
    appliance.add_user("mira", false).await;
    appliance.post("/users/ben/disable", json!({})).await;
    assert_eq!(unlock(&appliance, "ada@x.example", PASSWORD).await.0, StatusCode::NO_CONTENT);
    let wrong = (StatusCode::FORBIDDEN, "wrong_password".to_owned());
    for (name, password) in
        [("ada", "wrong"), ("mira", PASSWORD), ("ben", PASSWORD), ("nobody", PASSWORD), ("", "")]
    {
        assert_eq!(unlock(&appliance, name, password).await, wrong, "{name}");
    }
    let log = appliance.get("/audit").await.to_string();
    assert!(log.contains("window.unlocked") && log.contains("login.failed") && !log.contains(PASSWORD));
    assert!(appliance.list("/sessions", "sessions").await.is_empty(), "nobody is signed in by it");
}

#[tokio::test]
async fn guessing_is_slowed_like_a_sign_in() {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    for _ in 0..10 {
        assert_eq!(unlock(&appliance, "ada", "wrong").await.0, StatusCode::FORBIDDEN);
    }
    let body = json!({"username": "ada", "password": PASSWORD});
    let request = request(Method::POST, "/unlock", body, Some(Transport::Control), None);
    let response = appliance.router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(response.headers()["retry-after"], "2");
    appliance.clock.0.fetch_add(3, Ordering::Relaxed);
    assert_eq!(unlock(&appliance, "ada", PASSWORD).await.0, StatusCode::NO_CONTENT);
}
