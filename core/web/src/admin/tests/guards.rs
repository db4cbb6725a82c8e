//! Nobody passes without the right to; the whole table is walked.

use super::*;
use crate::admin::guard::Guard;
use crate::admin::table;

/// Paths of things that do not exist, so that what passes the guard changes nothing.
fn concrete(path: &str) -> String {
    let words = ["{user}", "{group}", "{client}", "{session}", "{device}", "{passkey}", "{link}", "{key}"];
    words.iter().fold(path.to_owned(), |path, word| path.replace(word, "nobody"))
}

fn over_tls(route: (&str, &str), cookie: Option<&str>) -> Request<Body> {
    let method = Method::from_bytes(route.0.as_bytes()).unwrap();
    let body = if method == Method::GET { Value::Null } else { json!({}) };
    request(method, &concrete(route.1), body, Some(Transport::Tls), cookie)
}

#[tokio::test]
async fn no_route_opens_without_an_administrator() {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    appliance.add_user("mira", false).await;
    let member = appliance.sign_in("mira").await;
    for route in table() {
        let route = (route.method, route.path);
        let (status, body) = appliance.send(over_tls(route, None)).await;
        assert_eq!((status, code(&body)), (StatusCode::UNAUTHORIZED, "not_signed_in"), "{route:?}");
        let (status, _) = appliance.send(over_tls(route, Some("__Host-session=made-up"))).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{route:?}");
        let (status, body) = appliance.send(over_tls(route, Some(&member))).await;
        assert_eq!((status, code(&body)), (StatusCode::FORBIDDEN, "not_admin"), "{route:?}");
    }
}

#[tokio::test]
async fn a_request_that_does_not_say_how_it_came_is_refused() {
    let appliance = Appliance::new();
    for route in table() {
        let mut request = over_tls((route.method, route.path), None);
        request.extensions_mut().clear();
        // What a client says about its transport counts for nothing.
        request.headers_mut().insert("transport", "Control".parse().unwrap());
        assert_eq!(appliance.send(request).await.0, StatusCode::INTERNAL_SERVER_ERROR, "{}", route.path);
    }
}

#[tokio::test]
async fn dangerous_acts_need_a_recent_sign_in() {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    let admin = appliance.sign_in("ada").await;
    appliance.clock.0.fetch_add(400, Ordering::Relaxed);
    for route in table() {
        let (status, body) = appliance.send(over_tls((route.method, route.path), Some(&admin))).await;
        let refused = (status, code(&body)) == (StatusCode::FORBIDDEN, "not_fresh");
        assert_eq!(refused, route.guard == Guard::Fresh, "{} {}: {body}", route.method, route.path);
    }
    let new = json!({"email": "z@x.example", "admin": true});
    let (_, body) =
        appliance.send(request(Method::POST, "/users", new, Some(Transport::Tls), Some(&admin))).await;
    assert_eq!(code(&body), "not_fresh", "making an administrator is dangerous");
}

#[tokio::test]
async fn an_administrator_who_just_signed_in_passes_everywhere() {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    let admin = appliance.sign_in("ada").await;
    for route in table().into_iter().filter(|route| route.guard != Guard::Local) {
        let (status, body) = appliance.send(over_tls((route.method, route.path), Some(&admin))).await;
        let passed =
            !matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) && !status.is_server_error();
        assert!(passed, "{} {}: {status} {body}", route.method, route.path);
    }
}

#[tokio::test]
async fn a_disabled_administrator_is_out_at_once() {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    appliance.add_user("ben", true).await;
    let ben = appliance.sign_in("ben").await;
    appliance.post("/users/ben/disable", json!({})).await;
    let (status, _) = appliance.send(over_tls(("GET", "/users"), Some(&ben))).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert!(appliance.list("/sessions", "sessions").await.is_empty());
}

#[tokio::test]
async fn other_sites_and_other_content_types_are_refused() {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    let admin = appliance.sign_in("ada").await;
    let with = |name: &'static str, value: &str| {
        let mut request = over_tls(("POST", "/groups"), Some(&admin));
        request.headers_mut().insert(name, value.parse().unwrap());
        request
    };
    for (name, value) in [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("sec-fetch-site", "same-site"),
        ("sec-fetch-site", "cross-site"),
    ] {
        let (status, body) = appliance.send(with(name, value)).await;
        assert_eq!((status, code(&body)), (StatusCode::FORBIDDEN, "other_site"), "{name}: {value}");
    }
    assert_eq!(appliance.send(with("origin", ISSUER)).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let (status, _) = appliance.send(with("content-type", "text/plain")).await;
    assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn what_belongs_to_the_machine_is_refused_to_every_browser() {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    let admin = appliance.sign_in("ada").await;
    for route in table().into_iter().filter(|route| route.guard == Guard::Local) {
        let (status, body) = appliance.send(over_tls((route.method, route.path), Some(&admin))).await;
        assert_eq!((status, code(&body)), (StatusCode::FORBIDDEN, "local_only"), "{}", route.path);
    }
}
