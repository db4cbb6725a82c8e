//! The name that we are called by: cookies and links hold for one name only.

use axum::body::Body;
use axum::http::Request;
use tower::ServiceExt as _;

use crate::world::{AUTHORITY, Answer, Client, ISSUER, World};

const OTHERS: [&str; 6] = [
    "192.168.1.5:8443",
    "localhost:8443",
    "sso.office.internal",
    "sso.office.internal:443",
    "evil.example",
    "sso.office.internal:8443.evil.example",
];

#[tokio::test]
async fn under_another_name_a_get_is_sent_to_ours() {
    let world = World::new().await;
    for host in OTHERS {
        for path in [
            "/",
            "/login?next=%2Faccount",
            "/oauth2/authorize?client_id=notes&x=%20",
            "/nowhere",
            "/api/admin/v1/users",
        ] {
            for method in ["GET", "HEAD"] {
                let mut browser = world.browser();
                browser.host = host.into();
                let answer = browser.send(method, path, None).await.expect(308);
                assert_eq!(answer.location(), format!("{ISSUER}{path}"), "{host}");
                assert!(answer.headers.get("set-cookie").is_none());
            }
        }
    }
}

#[tokio::test]
async fn under_another_name_nothing_else_is_served() {
    let world = World::new().await;
    for host in OTHERS {
        for path in ["/login", "/oauth2/token", "/oauth2/authorize", "/logout", "/api/admin/v1/users"] {
            let mut browser = world.browser();
            browser.host = host.into();
            let answer = browser.post(path, &[("client_id", "notes")]).await.expect(421);
            assert!(answer.says(ISSUER), "{}", answer.words());
        }
    }
    // Forwarded names count for nothing.
    for name in ["x-forwarded-host", "forwarded", "x-original-host"] {
        let mut browser = world.browser().saying(name, "evil.example");
        let page = browser.get("/login").await.expect(200);
        assert!(!page.body.contains("evil.example"));
        let location = browser.get(&Client::NOTES.ask().path()).await.expect(303).location().to_owned();
        assert!(location.starts_with("/login?i="), "{location}");
    }
}

#[tokio::test]
async fn what_people_need_before_they_trust_us_stands_under_every_name() {
    let world = World::new().await;
    let page = world.browser().get("/trust").await;
    let asset = page.body.split("href=\"/assets/").nth(1).unwrap().split('"').next().unwrap();
    let asset = format!("/assets/{asset}");
    for host in OTHERS {
        for path in [
            "/trust",
            "/ca.crt",
            "/ca.mobileconfig",
            "/healthz",
            "/readyz",
            "/favicon.ico",
            "/trust-sw.js",
            &asset,
        ] {
            let mut browser = world.browser();
            browser.host = host.into();
            browser.get(path).await.expect(200);
        }
        for near in ["/trusted", "/ca.crt/x", "/healthz2", "/assetsx"] {
            let mut browser = world.browser();
            browser.host = host.into();
            browser.get(near).await.expect(308);
        }
    }
}

#[tokio::test]
async fn case_does_not_matter_http2_says_it_in_the_uri_and_silence_is_an_error() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.host = AUTHORITY.to_uppercase();
    browser.get("/login").await.expect(200);
    let send = async |uri: &str, host: Option<&str>| {
        let mut request = Request::builder().uri(uri);
        if let Some(host) = host {
            request = request.header("host", host);
        }
        let request = request.body(Body::empty()).unwrap();
        Answer::read(world.router.clone().oneshot(request).await.unwrap()).await
    };
    send(&format!("{ISSUER}/login"), None).await.expect(200);
    send("https://evil.example/login", Some(AUTHORITY)).await.expect(308);
    send("/login", None).await.expect(400);
}
