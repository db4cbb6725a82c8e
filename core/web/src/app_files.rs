//! The files of a web app that the program embeds: hashed ones for ever, compressed ones unpacked for whoever cannot, and
//! one page for every address without a file behind it.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::LazyLock;

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};
use service::App;
use tokio::sync::Mutex;

use crate::branding::hue_class;
use crate::file::{FOR_EVER, FRESH, File, bytes, kind};
use crate::respond::page::plain;

/// The page that every screen of the app begins with, in the office's colour and under its name.
pub(crate) fn screen<F: RustEmbed>(app: &App, headers: &HeaderMap) -> Response {
    match F::get("index.html") {
        Some(file) => {
            let mut file = served(file, "text/html; charset=utf-8");
            let (hue, office) = (hue_class(app), app.settings().office_name().to_owned());
            let page = String::from_utf8_lossy(&file.body)
                .replacen("<html ", &format!("<html class=\"{hue}\" "), 1)
                .replacen("<title>DOneLogin</title>", &format!("<title>{}</title>", escaped(&office)), 1);
            file.body = Bytes::from(page);
            let mut hasher = DefaultHasher::new();
            (&file.etag, &hue, &office).hash(&mut hasher);
            file.etag = format!("\"{:016x}\"", hasher.finish());
            file.respond(FRESH, headers)
        }
        None => plain_words("This app is not built into this program: npm run build in ui/ makes it."),
    }
}

/// As text in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Whether a path below the app's folder is a screen of it: files have an extension.
pub(crate) fn is_screen(path: &str) -> bool {
    !path.rsplit('/').next().unwrap_or_default().contains('.')
}

/// What stands at a path below the app's folder: a file, or one of its screens.
pub(crate) async fn file<F: RustEmbed>(app: &App, path: &str, headers: &HeaderMap) -> Response {
    if path.split(['/', '\\']).any(|part| part == "..") {
        return plain(StatusCode::NOT_FOUND);
    }
    if is_screen(path) {
        return screen::<F>(app, headers);
    }
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let Some(kind) = kind(extension) else { return plain(StatusCode::NOT_FOUND) };
    let cache = if path.starts_with("assets/") { FOR_EVER } else { FRESH };
    if let Some(file) = F::get(path) {
        return served(file, kind).respond(cache, headers);
    }
    match F::get(&format!("{path}.br")) {
        Some(file) => respond_compressed(served(file, kind), cache, headers).await,
        None => plain(StatusCode::NOT_FOUND),
    }
}

/// As browsers get it.
pub(crate) fn served(file: EmbeddedFile, kind: &'static str) -> File {
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
pub(crate) fn hex(file: &EmbeddedFile) -> String {
    file.metadata.sha256_hash().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn plain_words(words: &'static str) -> Response {
    (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], words).into_response()
}
