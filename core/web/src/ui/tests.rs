//! The files as a browser gets them.

use axum::body::Body;
use axum::http::{Request, header};
use tower::ServiceExt as _;

use super::*;

async fn fetch(path: &str, etag: Option<&str>) -> Response {
    let mut request = Request::get(path);
    if let Some(etag) = etag {
        request = request.header(header::IF_NONE_MATCH, etag);
    }
    router::<()>().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
}

#[tokio::test]
async fn a_style_sheet_is_named_by_its_content_and_kept_for_ever() {
    let first = fetch(asset("pages.css"), None).await;
    assert_eq!(first.status(), StatusCode::OK);
    assert_eq!(first.headers()[header::CACHE_CONTROL], FOR_EVER);
    assert_eq!(first.headers()[header::CONTENT_TYPE], "text/css; charset=utf-8");
    let etag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
    assert_eq!(fetch(asset("pages.css"), Some(&etag)).await.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn what_is_not_embedded_is_not_found() {
    for path in ["/assets/pages.css", "/assets/../Cargo.toml", "/assets/fonts/OFL.txt"] {
        assert_eq!(fetch(path, None).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn the_trust_worker_stands_at_the_root() {
    let worker = fetch("/trust-sw.js", None).await;
    assert_eq!(worker.status(), StatusCode::OK);
    assert_eq!(worker.headers()[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
}

#[test]
fn every_file_that_the_styles_name_is_there() {
    let css = String::from_utf8(ASSETS.by_name["pages.css"].file.body.to_vec()).unwrap();
    for piece in css.split("url(").skip(1) {
        let url = piece.split(')').next().unwrap().trim_matches('"');
        assert!(ASSETS.by_url.contains_key(url.trim_start_matches("/assets/")), "{url}");
    }
    for name in STYLES {
        assert!(Design::get(name).is_some(), "{name}");
    }
}

#[tokio::test]
async fn a_language_is_chosen_by_a_form_and_comes_back() {
    let request = Request::post("/language")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("language=de&return_to=%2Flogin%3Fi%3D1&csrf=x"))
        .unwrap();
    let answer = router::<()>().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()[header::LOCATION], "/login?i=1");
    assert!(answer.headers()[header::SET_COOKIE].to_str().unwrap().starts_with("__Host-language=de!1;"));
}
