//! The phone web app's files under `/phone/`: pages and scripts of `ui/phone`, the models, and what the browser needs to
//! install it. Every address without a file behind it is a screen of the app.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Json, Router};
use rust_embed::RustEmbed;
use serde_json::{Value, json};

use crate::app_files::{self, hex, served};
use crate::file::{FOR_EVER, FRESH};
use crate::respond::page::plain;
use crate::site::Site;

#[derive(RustEmbed)]
#[folder = "../../ui/phone/dist"]
#[allow_missing = true]
struct Files;

#[derive(RustEmbed)]
#[folder = "../../assets/models"]
#[include = "*.onnx"]
struct Models;

/// SHA-256 in lower-case hex to file.
static MODELS: LazyLock<HashMap<String, Cow<'static, str>>> = LazyLock::new(|| {
    let models = Models::iter().filter_map(|name| Some((hex(&Models::get(&name)?), name)));
    models.collect()
});

pub(crate) fn router() -> Router<Site> {
    Router::new()
        .route("/phone", get(|| async { Redirect::permanent("/phone/") }))
        .route("/phone/", get(screen))
        .route("/phone/app.webmanifest", get(manifest))
        .route("/phone/models/{name}", get(model))
        .route("/phone/{*path}", get(file))
}

async fn screen(State(site): State<Site>, headers: HeaderMap) -> Response {
    app_files::screen::<Files>(site.app(), &headers)
}

async fn file(State(site): State<Site>, Path(path): Path<String>, headers: HeaderMap) -> Response {
    app_files::file::<Files>(site.app(), &path, &headers).await
}

/// A model by the SHA-256 of its content.
async fn model(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let found = name.strip_suffix(".onnx").and_then(|sha256| MODELS.get(sha256));
    match found.and_then(|file| Models::get(file)) {
        Some(file) => served(file, "application/octet-stream").respond(FOR_EVER, &headers),
        None => plain(StatusCode::NOT_FOUND),
    }
}

/// What a browser installs: each office's server is an app of its own (W3C Web Application Manifest).
async fn manifest(State(site): State<Site>) -> impl IntoResponse {
    let settings = site.app().settings();
    let office = settings.office_name();
    let icon = |name: &str, size: &str, purpose: &str| json!({ "src": format!("/phone/{name}"), "sizes": size, "type": "image/png", "purpose": purpose });
    let answer: Value = json!({
        "id": "/phone/",
        "name": office,
        "short_name": office,
        "description": "Sign in with DOneLogin",
        "start_url": "/phone/",
        "scope": "/phone/",
        "display": "standalone",
        "orientation": "portrait",
        "background_color": "#F1F4F3",
        "theme_color": "#0A3A44",
        "icons": [
            icon("icon-192.png", "192x192", "any"),
            icon("icon-512.png", "512x512", "any"),
            icon("icon-maskable-512.png", "512x512", "maskable"),
        ],
    });
    let kind = HeaderValue::from_static("application/manifest+json");
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, HeaderValue::from_static(FRESH))], Json(answer))
}
