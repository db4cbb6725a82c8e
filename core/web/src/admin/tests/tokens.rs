//! Tokens of the admin API: what opens for a program, and what never does.

use super::*;
use crate::admin::guard::Guard;
use crate::admin::table;

pub(super) fn with(token: &str, method: Method, path: &str, body: Value) -> Request<Body> {
    let mut request = request(method, path, body, Some(Transport::Tls), None);
    request.headers_mut().insert("authorization", format!("Bearer {token}").parse().unwrap());
    request
}

async fn office() -> (Appliance, String) {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    appliance.add_user("ben", true).await;
    let ada = appliance.sign_in("ada").await;
    (appliance, ada)
}

fn concrete(path: &str) -> String {
    let words = [
        "{user}",
        "{group}",
        "{client}",
        "{session}",
        "{device}",
        "{passkey}",
        "{link}",
        "{message}",
        "{key}",
        "{token}",
    ];
    words.iter().fold(path.to_owned(), |path, word| path.replace(word, "nobody"))
}

#[tokio::test]
async fn a_token_opens_the_routes_of_its_scopes_and_no_other() {
    let (appliance, ada) = office().await;
    for scope in domain::api_token::ApiScope::ALL {
        let made = appliance.make_token(&ada, &[scope.as_str()]).await;
        let token = made["token"].as_str().unwrap();
        for route in table() {
            let method = Method::from_bytes(route.method.as_bytes()).unwrap();
            let body = if method == Method::GET { Value::Null } else { json!({}) };
            let (status, body) = appliance.send(with(token, method, &concrete(route.path), body)).await;
            let opened = status != StatusCode::FORBIDDEN;
            assert_eq!(
                opened,
                route.scope == Some(scope),
                "{scope:?} {} {}: {body}",
                route.method,
                route.path
            );
            assert!(opened || code(&body) == "scope", "{} {}: {body}", route.method, route.path);
            assert!(!status.is_server_error() && status != StatusCode::UNAUTHORIZED, "{}", route.path);
        }
    }
}

#[test]
fn what_asks_a_person_for_a_recent_sign_in_is_opened_by_scopes_that_say_so() {
    for route in table() {
        let Some(scope) = route.scope else { continue };
        assert_eq!(route.guard.is_fresh(), scope.opens_fresh_acts(), "{} {}", route.method, route.path);
    }
    let never = ["/tokens", "/me", "/unlock", "reset-", "/link", "/setup", "/keys/rotate"];
    for route in table() {
        let is_closed = never.iter().any(|part| route.path.contains(part)) || route.guard == Guard::Local;
        assert!(!is_closed || route.scope.is_none(), "{} {}", route.method, route.path);
    }
}

#[tokio::test]
async fn no_token_gives_rights() {
    let (appliance, ada) = office().await;
    let made = appliance.make_token(&ada, &["users:write", "users:manage"]).await;
    let token = made["token"].as_str().unwrap();
    for (method, path, body) in [
        (Method::POST, "/users", json!({"email": "z@x.example", "role": "helpdesk"})),
        (Method::POST, "/users", json!({"email": "z@x.example", "admin": true})),
        (Method::POST, "/users/import", json!([{"email": "z@x.example", "admin": true}])),
        (Method::PATCH, "/users/ben", json!({"role": "helpdesk"})),
        (Method::PATCH, "/users/ben", json!({"may_register_apps": true})),
    ] {
        let (status, body) = appliance.send(with(token, method, path, body)).await;
        assert_eq!((status, code(&body)), (StatusCode::FORBIDDEN, "scope"), "{path}: {body}");
    }
    let new = json!({"email": "z@x.example"});
    let (status, body) = appliance.send(with(token, Method::POST, "/users", new)).await;
    assert_eq!(status, StatusCode::CREATED, "{body}");
    let rows = appliance.list("/audit?event=user.created&user=z@x.example", "rows").await;
    let actor = format!("token:{}", made["id"].as_str().unwrap());
    assert_eq!((&rows[0]["actor"], &rows[0]["actor_name"]), (&json!(actor), &json!("Nightly")));
}

#[tokio::test]
async fn a_token_ends_with_its_time_its_maker_and_whoever_takes_it_away() {
    let (appliance, ada) = office().await;
    let ben = appliance.sign_in("ben").await;
    let works = async |made: &Value| {
        let token = made["token"].as_str().unwrap();
        appliance.send(with(token, Method::GET, "/users", Value::Null)).await.0
    };
    let taken = appliance.make_token(&ada, &["users:read"]).await;
    assert_eq!(works(&taken).await, StatusCode::OK);
    let path = format!("/tokens/{}", taken["id"].as_str().unwrap());
    let revoked = appliance.command(Method::DELETE, &path, Value::Null).await;
    assert_eq!(revoked.0, StatusCode::NO_CONTENT);
    assert_eq!(works(&taken).await, StatusCode::UNAUTHORIZED);
    // Demoted, and promoted again: what was made before does not come back.
    let of_ben = appliance.make_token(&ben, &["users:read"]).await;
    appliance.give_role("ben", "helpdesk").await;
    assert_eq!(works(&of_ben).await, StatusCode::UNAUTHORIZED);
    appliance.give_role("ben", "admin").await;
    assert_eq!(works(&of_ben).await, StatusCode::UNAUTHORIZED);
    for act in ["disable", "lockdown"] {
        let ben = appliance.sign_in("ben").await;
        let of_ben = appliance.make_token(&ben, &["users:read"]).await;
        assert_eq!(works(&of_ben).await, StatusCode::OK);
        appliance.post(&format!("/users/ben/{act}"), json!({})).await;
        assert_eq!(works(&of_ben).await, StatusCode::UNAUTHORIZED, "{act}");
        appliance.post("/users/ben/enable", json!({})).await;
        assert_eq!(works(&of_ben).await, StatusCode::UNAUTHORIZED, "{act}, undone");
    }
    let body = json!({"name": "A day", "scopes": ["users:read"], "days": 1});
    let short = appliance.post("/tokens", body).await;
    assert_eq!(works(&short).await, StatusCode::OK);
    appliance.clock.0.fetch_add(86_400, Ordering::Relaxed);
    assert_eq!(works(&short).await, StatusCode::UNAUTHORIZED);
    let listed = appliance.list("/tokens", "tokens").await;
    assert!(listed.iter().any(|token| token["name"] == "A day" && token["is_over"] == true), "{listed:?}");
    assert!(listed.iter().all(|token| token["token"].is_null()), "shown once");
}

#[tokio::test]
async fn guesses_are_slowed_and_pages_of_elsewhere_refused() {
    let (appliance, ada) = office().await;
    let made = appliance.make_token(&ada, &["users:read"]).await;
    let token = made["token"].as_str().unwrap();
    for (name, value) in [
        ("origin", "https://evil.example"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        let mut request = with(token, Method::GET, "/users", Value::Null);
        request.headers_mut().insert(name, value.parse().unwrap());
        let (status, body) = appliance.send(request).await;
        assert_eq!((status, code(&body)), (StatusCode::FORBIDDEN, "other_site"), "{name}: {value}");
    }
    for wrong in ["Basic YTpi", "Bearer", "token"] {
        let mut request = with("x", Method::GET, "/users", Value::Null);
        request.headers_mut().insert("authorization", wrong.parse().unwrap());
        // A cookie beside it counts for nothing.
        request.headers_mut().insert("cookie", ada.parse().unwrap());
        let (status, body) = appliance.send(request).await;
        assert_eq!((status, code(&body)), (StatusCode::UNAUTHORIZED, "bad_token"), "{wrong}");
    }
    for _ in 0..100 {
        let (status, _) = appliance.send(with("dol_guess", Method::GET, "/users", Value::Null)).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
    }
    let (status, body) = appliance.send(with("dol_guess", Method::GET, "/users", Value::Null)).await;
    assert_eq!((status, code(&body)), (StatusCode::TOO_MANY_REQUESTS, "slowed"));
    appliance.sign_in("ben").await;
    appliance.clock.0.fetch_add(601, Ordering::Relaxed);
    assert_eq!(appliance.send(with(token, Method::GET, "/users", Value::Null)).await.0, StatusCode::OK);
}
