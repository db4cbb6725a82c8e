//! A file as browsers get it: with its kind and a tag of its content, by which it is not sent twice.

use std::borrow::Cow;

use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Kept without asking again: named by its content.
pub(crate) const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Asked for each time, answered by its tag.
pub(crate) const FRESH: &str = "no-cache";

/// A file.
pub(crate) struct File {
    /// Media type.
    pub(crate) kind: &'static str,
    /// Tells its content from every other, in quotes.
    pub(crate) etag: String,
    pub(crate) body: Bytes,
}

impl File {
    /// The file, or nothing for whoever has it (RFC 9110, 13.1.2).
    pub(crate) fn respond(&self, cache: &'static str, asked: &HeaderMap) -> Response {
        let headers = [
            (header::CONTENT_TYPE, self.kind),
            (header::CACHE_CONTROL, cache),
            (header::ETAG, self.etag.as_str()),
        ];
        if self.is_known(asked) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        (headers, self.body.clone()).into_response()
    }

    /// Whether whoever asks has it already.
    pub(crate) fn is_known(&self, asked: &HeaderMap) -> bool {
        let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        known.is_some_and(|list| list.split(',').any(|etag| etag.trim() == self.etag))
    }
}

/// The media types of the files that we hand out; there are no others.
pub(crate) fn kind(extension: &str) -> Option<&'static str> {
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

/// Without a copy where it lies in the program.
pub(crate) fn bytes(data: Cow<'static, [u8]>) -> Bytes {
    match data {
        Cow::Borrowed(data) => Bytes::from_static(data),
        Cow::Owned(data) => Bytes::from(data),
    }
}
