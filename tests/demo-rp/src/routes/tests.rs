//! The routes, driven in-process.

use axum::body::Body;
use axum::http::Request;
use axum::http::header::CONTENT_TYPE;
use clap::Parser;
use tower::ServiceExt;

use super::*;

fn app() -> Router {
    // Nobody listens there: what needs the sign-in server fails at once.
    let line =
        ["demo-rp", "--issuer", "https://127.0.0.1:9", "--client-id", "app7", "--client-secret", "geheim"];
    let config = Config::try_parse_from(line).unwrap();
    let fetch = Fetch::new(None).unwrap();
    router(Arc::new(App { config, fetch, sessions: Sessions::default() }))
}

async fn send(request: Request<Body>) -> (StatusCode, HeaderMap, String) {
    let response = app().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    (parts.status, parts.headers, String::from_utf8(body.to_vec()).unwrap())
}

fn get_page(path: &str) -> Request<Body> {
    Request::get(path).header(COOKIE, "other=1; demo_rp_session=unknown").body(Body::empty()).unwrap()
}

#[tokio::test]
async fn the_start_page_offers_to_sign_in() {
    let (status, headers, page) = send(get_page("/")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains(r#"id="sign-in""#));
    assert!(headers[CONTENT_SECURITY_POLICY].to_str().unwrap().starts_with("default-src 'none'"));
    assert!(!headers.contains_key(SET_COOKIE), "looking needs no cookie");
}

#[tokio::test]
async fn an_unreachable_server_is_explained() {
    let (status, _, page) = send(get_page("/login")).await;
    assert_eq!(status, StatusCode::BAD_GATEWAY);
    assert!(page.contains(r#"data-code="unreachable""#));
}

#[tokio::test]
async fn an_answer_that_nobody_asked_for_is_refused() {
    for path in ["/callback", "/callback?code=a&state=b", "/callback?error=access_denied&state=b"] {
        let (status, _, page) = send(get_page(path)).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(page.contains(r#"data-code="state_mismatch""#), "{path}");
    }
}

#[tokio::test]
async fn a_doubled_parameter_is_refused() {
    let (status, _, page) = send(get_page("/callback?state=a&state=b")).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(page.contains(r#"data-code="bad_answer""#));
}

#[tokio::test]
async fn a_form_without_a_session_does_nothing() {
    for path in ["/refresh", "/logout"] {
        let request = Request::post(path)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("form_token=guess"))
            .unwrap();
        let (status, _, page) = send(request).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        assert!(page.contains(r#"data-code="stale_form""#), "{path}");
    }
}

#[tokio::test]
async fn a_sign_out_from_elsewhere_is_not_believed() {
    let (status, _, page) = send(get_page("/signed-out?state=guess")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(!page.contains("You are signed out"));
}
