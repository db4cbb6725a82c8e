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

#[tokio::test]
async fn what_somebody_on_the_network_types_wrong_locks_nobody_out_of_the_window() {
    let appliance = Appliance::new();
    appliance.command(Method::PUT, "/settings/captcha.kind", json!({"value": "off"})).await;
    appliance.add_user("ada", true).await;
    let sign_in = async |from: &str, password: &str| {
        let cx = appliance.app.begin(Actor::Anonymous, from, "test");
        let goal = service::login::Goal::default();
        service::login::sign_in(&cx, "ada", Secret::new(password), &Browser::default(), &goal).await.err()
    };
    for number in 0..50 {
        sign_in(&format!("10.0.0.{}", number % 10), "not this one at all").await.unwrap();
    }
    let slowed = |error| matches!(error, Some(service::login::LoginError::Slowed { .. }));
    assert!(slowed(sign_in("10.0.0.99", PASSWORD).await), "the account is slowed for the network");
    assert_eq!(unlock(&appliance, "ada", PASSWORD).await.0, StatusCode::NO_CONTENT);
    appliance.clock.0.fetch_add(3_600, Ordering::Relaxed);
    for _ in 0..10 {
        assert_eq!(unlock(&appliance, "ada", "wrong").await.0, StatusCode::FORBIDDEN);
    }
    assert_eq!(unlock(&appliance, "ada", PASSWORD).await.0, StatusCode::TOO_MANY_REQUESTS);
    assert!(sign_in("10.0.0.99", PASSWORD).await.is_none(), "nor the other way round");
}
