//! The phone web app's files under `/phone/`: pages and scripts of `ui/phone`, the models, and what the browser needs to
//! install it. Every address without a file behind it is a screen of the app.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Json, Router};
use rust_embed::{EmbeddedFile, RustEmbed};
use serde_json::{Value, json};
use tokio::sync::Mutex;

use crate::file::{FOR_EVER, FRESH, File, bytes, kind};
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

async fn screen(headers: HeaderMap) -> Response {
    match Files::get("index.html") {
        Some(file) => served(file, "text/html; charset=utf-8").respond(FRESH, &headers),
        None => plain_words("The phone app is not built into this program: npm run build in ui/ makes it."),
    }
}

async fn file(Path(path): Path<String>, headers: HeaderMap) -> Response {
    if path.split(['/', '\\']).any(|part| part == "..") {
        return plain(StatusCode::NOT_FOUND);
    }
    let Some((_, extension)) = path.rsplit_once('/').unwrap_or(("", &path)).1.rsplit_once('.') else {
        return screen(headers).await;
    };
    let Some(kind) = kind(extension) else { return plain(StatusCode::NOT_FOUND) };
    let cache = if path.starts_with("assets/") { FOR_EVER } else { FRESH };
    if let Some(file) = Files::get(&path) {
        return served(file, kind).respond(cache, &headers);
    }
    match Files::get(&format!("{path}.br")) {
        Some(file) => respond_compressed(served(file, kind), cache, &headers).await,
        None => plain(StatusCode::NOT_FOUND),
    }
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

fn served(file: EmbeddedFile, kind: &'static str) -> File {
    File { kind, etag: format!("\"{}\"", hex(&file)), body: bytes(file.data) }
}

/// A file that lies here compressed only. Whoever cannot unpack it gets it unpacked.
async fn respond_compressed(mut file: File, cache: &'static str, asked: &HeaderMap) -> Response {
    let is_packed = takes_brotli(asked);
    if !is_packed && !file.is_known(asked) {
        match unpacked(&file).await {
            Some(body) => file.body = body,
            None => return plain(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }
    let mut response = file.respond(cache, asked);
    let is_sent = response.status() == StatusCode::OK;
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if is_packed && is_sent {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}

/// What was unpacked, by its tag. Once a file and one at a time, whoever asks how often: strangers may ask.
static UNPACKED: LazyLock<Mutex<HashMap<String, Bytes>>> = LazyLock::new(Mutex::default);

async fn unpacked(file: &File) -> Option<Bytes> {
    let mut known = UNPACKED.lock().await;
    if let Some(body) = known.get(&file.etag) {
        return Some(body.clone());
    }
    let packed = file.body.clone();
    let unpack = move || {
        let mut body = Vec::with_capacity(packed.len() * 4);
        brotli_decompressor::BrotliDecompress(&mut &*packed, &mut body).map(|()| Bytes::from(body))
    };
    let body = tokio::task::spawn_blocking(unpack).await.ok()?.ok()?;
    known.insert(file.etag.clone(), body.clone());
    Some(body)
}

/// RFC 9110, 12.5.3: named, and not with a weight of nothing.
fn takes_brotli(asked: &HeaderMap) -> bool {
    let list = asked.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    list.split(',').any(|one| {
        let (name, weight) = one.trim().split_once(';').unwrap_or((one.trim(), ""));
        name.trim().eq_ignore_ascii_case("br")
            && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}

/// SHA-256 of its content, in lower-case hex.
fn hex(file: &EmbeddedFile) -> String {
    file.metadata.sha256_hash().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn plain_words(words: &'static str) -> Response {
    (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], words).into_response()
}
