//! `/trust`, `/ca.crt`, `/ca.mobileconfig`: open to all, under every name.

use axum::body::Body;
use axum::http::Request;
use tower::ServiceExt as _;

use crate::world::{Answer, World};

#[tokio::test]
async fn certificate_and_profile_come_with_the_types_that_devices_install() {
    let world = World::new().await;
    for (path, kind) in
        [("/ca.crt", "application/x-x509-ca-cert"), ("/ca.mobileconfig", "application/x-apple-aspen-config")]
    {
        let mut browser = world.browser();
        browser.host = "192.168.1.5:8443".into();
        let answer = browser.get(path).await.expect(200);
        assert_eq!(answer.header("content-type"), kind);
        assert!(answer.headers.get("set-cookie").is_none());
    }
    let answer = world.browser().get("/ca.crt").await;
    assert!(answer.body.starts_with("-----BEGIN CERTIFICATE-----"));
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"sso-ca.crt\"");
}

#[tokio::test]
async fn the_page_shows_both_fingerprints_for_each_platform() {
    let world = World::new().await;
    for platform in ["windows", "macos", "linux", "android", "ios", "firefox", "nonsense", ""] {
        let page = world.browser().get(&format!("/trust?platform={platform}")).await.expect(200);
        let words = page.words().replace([' ', ':'], "").to_lowercase();
        assert!(words.contains(&"a2".repeat(32)) || words.contains(&"a1".repeat(20)), "{platform}: {words}");
    }
}

#[tokio::test]
async fn over_plain_http_the_certificate_stands_and_nothing_else() {
    let world = World::new().await;
    let router = web::ca_router(world.site.clone());
    let get = async |path: &str| {
        let request = Request::builder().uri(path).header("host", "192.168.1.5").body(Body::empty()).unwrap();
        Answer::read(router.clone().oneshot(request).await.unwrap()).await
    };
    assert!(get("/ca.crt").await.expect(200).body.starts_with("-----BEGIN CERTIFICATE-----"));
    for path in
        ["/", "/login", "/trust", "/oauth2/token", "/.well-known/openid-configuration", "/api/admin/v1/users"]
    {
        get(path).await.expect(404);
    }
}
