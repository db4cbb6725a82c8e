//! The files of a web app that the program embeds: hashed ones for ever, compressed ones unpacked for whoever cannot, and
//! one page for every address without a file behind it.

use std::borrow::Cow;

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::respond::page::plain;

/// Named by their content.
pub(crate) const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Asked for each time, answered by their tag.
pub(crate) const FRESH: &str = "no-cache";

/// The page that every screen of the app begins with.
pub(crate) async fn screen<F: RustEmbed>(headers: &HeaderMap) -> Response {
    match F::get("index.html") {
        Some(file) => respond(file, "text/html; charset=utf-8", FRESH, headers).await,
        None => plain_words("This app is not built into this program: npm run build in ui/ makes it."),
    }
}

/// Whether a path below the app's folder is a screen of it: files have an extension.
pub(crate) fn is_screen(path: &str) -> bool {
    !path.rsplit('/').next().unwrap_or_default().contains('.')
}

/// A file by its path below the app's folder.
pub(crate) async fn file<F: RustEmbed>(path: &str, headers: &HeaderMap) -> Response {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let Some(kind) = kind(extension) else { return plain(StatusCode::NOT_FOUND) };
    let cache = if path.starts_with("assets/") { FOR_EVER } else { FRESH };
    if let Some(file) = F::get(path) {
        return respond(file, kind, cache, headers).await;
    }
    match F::get(&format!("{path}.br")) {
        Some(file) => respond_compressed(file, kind, cache, headers).await,
        None => plain(StatusCode::NOT_FOUND),
    }
}

/// One file, or that the browser has it.
pub(crate) async fn respond(
    file: EmbeddedFile,
    kind: &'static str,
    cache: &'static str,
    asked: &HeaderMap,
) -> Response {
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
    match tokio::task::spawn_blocking(move || unpack(&file.data)).await {
        Ok(Ok(body)) => (vary, head(kind, cache, &etag), body).into_response(),
        _ => plain(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

fn unpack(packed: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut body = Vec::with_capacity(packed.len() * 4);
    brotli_decompressor::BrotliDecompress(&mut &*packed, &mut body)?;
    Ok(body)
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
pub(crate) fn hex(file: &EmbeddedFile) -> String {
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
