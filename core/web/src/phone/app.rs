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

/// Named by their content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Asked for each time, answered by their tag.
const FRESH: &str = "no-cache";

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
        Some(file) => respond(file, "text/html; charset=utf-8", FRESH, &headers).await,
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
        return respond(file, kind, cache, &headers).await;
    }
    match Files::get(&format!("{path}.br")) {
        Some(file) => respond_compressed(file, kind, cache, &headers).await,
        None => plain(StatusCode::NOT_FOUND),
    }
}

/// A model by the SHA-256 of its content.
async fn model(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let found = name.strip_suffix(".onnx").and_then(|sha256| MODELS.get(sha256));
    match found.and_then(|file| Models::get(file)) {
        Some(file) => respond(file, "application/octet-stream", FOR_EVER, &headers).await,
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

async fn respond(file: EmbeddedFile, kind: &'static str, cache: &'static str, asked: &HeaderMap) -> Response {
    let etag = etag(&file);
    if is_known(asked, &etag) {
        return (StatusCode::NOT_MODIFIED, head(kind, cache, &etag)).into_response();
    }
    (head(kind, cache, &etag), bytes(file.data)).into_response()
}

/// A file that lies here compressed only. Whoever cannot unpack it gets it unpacked.
async fn respond_compressed(
    file: EmbeddedFile,
    kind: &'static str,
    cache: &'static str,
    asked: &HeaderMap,
) -> Response {
    let etag = etag(&file);
    let vary = [(header::VARY, HeaderValue::from_static("accept-encoding"))];
    if is_known(asked, &etag) {
        return (StatusCode::NOT_MODIFIED, vary, head(kind, cache, &etag)).into_response();
    }
    if takes_brotli(asked) {
        let encoding = [(header::CONTENT_ENCODING, HeaderValue::from_static("br"))];
        return (vary, encoding, head(kind, cache, &etag), bytes(file.data)).into_response();
    }
    match unpacked(&etag, file).await {
        Some(body) => (vary, head(kind, cache, &etag), body).into_response(),
        None => plain(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// What was unpacked, by its tag. Once a file and one at a time, whoever asks how often: strangers may ask.
static UNPACKED: LazyLock<Mutex<HashMap<String, Bytes>>> = LazyLock::new(Mutex::default);

async fn unpacked(etag: &str, file: EmbeddedFile) -> Option<Bytes> {
    let mut known = UNPACKED.lock().await;
    if let Some(body) = known.get(etag) {
        return Some(body.clone());
    }
    let unpack = move || {
        let mut body = Vec::with_capacity(file.data.len() * 4);
        brotli_decompressor::BrotliDecompress(&mut &*file.data, &mut body).map(|()| Bytes::from(body))
    };
    let body = tokio::task::spawn_blocking(unpack).await.ok()?.ok()?;
    known.insert(etag.to_owned(), body.clone());
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

fn etag(file: &EmbeddedFile) -> String {
    format!("\"{}\"", hex(file))
}

/// SHA-256 of its content, in lower-case hex.
fn hex(file: &EmbeddedFile) -> String {
    file.metadata.sha256_hash().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn is_known(asked: &HeaderMap, etag: &str) -> bool {
    let list = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    list.split(',').any(|one| one.trim() == etag)
}

fn head(kind: &'static str, cache: &'static str, etag: &str) -> HeaderMap {
    let mut head = HeaderMap::new();
    head.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    head.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    if let Ok(etag) = HeaderValue::try_from(etag) {
        head.insert(header::ETAG, etag);
    }
    head
}

fn bytes(data: Cow<'static, [u8]>) -> Bytes {
    match data {
        Cow::Borrowed(data) => Bytes::from_static(data),
        Cow::Owned(data) => Bytes::from(data),
    }
}

fn plain_words(words: &'static str) -> Response {
    (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], words).into_response()
}

/// The kinds of file that the app consists of; no other is handed out.
fn kind(extension: &str) -> Option<&'static str> {
    Some(match extension {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        _ => return None,
    })
}
