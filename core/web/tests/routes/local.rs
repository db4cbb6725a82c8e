//! What this machine alone is served: the window and the control socket.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request};
use axum::{Extension, Router};
use serde_json::Value;
use tower::ServiceExt as _;
use web::admin::Transport;

use crate::world::World;

async fn get(router: &Router, path: &str) -> (u16, HeaderMap, String) {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 10_000_000).await.unwrap();
    (parts.status.as_u16(), parts.headers, String::from_utf8_lossy(&bytes).into_owned())
}

fn local(world: &World, transport: Transport) -> Router {
    web::local_router(world.site.clone()).layer(Extension(transport))
}

#[tokio::test]
async fn the_transport_says_how_a_request_came_and_lets_the_owner_in_without_a_session() {
    let world = World::new().await;
    for (transport, name) in [(Transport::Window, "window"), (Transport::Control, "socket")] {
        let (status, _, body) = get(&local(&world, transport), "/api/admin/v1/me").await;
        let me: Value = serde_json::from_str(&body).unwrap();
        assert_eq!((status, &me["transport"], &me["user"]), (200, &name.into(), &Value::Null));
    }
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    let me: Value = ada.get("/api/admin/v1/me").await.expect(200).json();
    assert_eq!(me["transport"], "https");
    // Whoever serves it without saying how it came lets nobody in.
    let (status, ..) = get(&web::local_router(world.site.clone()), "/api/admin/v1/me").await;
    assert_eq!(status, 500);
}

#[tokio::test]
async fn the_app_may_speak_to_the_window_around_it_there_and_nowhere_else() {
    let world = World::new().await;
    let window = local(&world, Transport::Window);
    let of = |headers: &HeaderMap| headers["content-security-policy"].to_str().unwrap().to_owned();
    let (_, headers, _) = get(&window, "/admin/people").await;
    assert!(of(&headers).contains("connect-src 'self' ipc: http://ipc.localhost;"), "{}", of(&headers));
    let (_, headers, _) = get(&window, "/api/admin/v1/me").await;
    assert!(of(&headers).starts_with("default-src 'none'"));
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    let answer = ada.get("/admin/").await;
    assert!(!answer.header("content-security-policy").contains("ipc:"));
}

#[tokio::test]
async fn people_sign_in_over_the_network_alone() {
    let world = World::new().await;
    let window = local(&world, Transport::Window);
    for path in ["/login", "/account", "/oauth2/authorize", "/oauth2/jwks", "/phone/", "/"] {
        assert_eq!(get(&window, path).await.0, 404, "{path}");
    }
    assert_eq!(get(&window, "/ca.crt").await.0, 200);
}
