//! The styles and faces: the office's look, and the app's few rules of its own.

use std::sync::Arc;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;

use super::App;

const CSS: &str = "text/css; charset=utf-8";
const WOFF2: &str = "font/woff2";

/// What the pages load; faces for further scripts are left to the system.
pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/demo.css", get(|| async { file(CSS, include_bytes!("../../assets/demo.css")) }))
        .route("/tokens.css", get(|| async { file(CSS, include_bytes!("../../../../ui/design/tokens.css")) }))
        .route("/fonts.css", get(|| async { file(CSS, include_bytes!("../../../../ui/design/fonts.css")) }))
        .route("/fonts/hanken-grotesk-latin.woff2", get(|| async { file(WOFF2, HANKEN_GROTESK) }))
        .route("/fonts/ibm-plex-mono-latin.woff2", get(|| async { file(WOFF2, IBM_PLEX_MONO) }))
}

const HANKEN_GROTESK: &[u8] = include_bytes!("../../../../ui/design/fonts/hanken-grotesk-latin.woff2");
const IBM_PLEX_MONO: &[u8] = include_bytes!("../../../../ui/design/fonts/ibm-plex-mono-latin.woff2");

fn file(kind: &'static str, bytes: &'static [u8]) -> impl IntoResponse {
    ([(CONTENT_TYPE, kind)], bytes)
}
