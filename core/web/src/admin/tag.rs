//! Optimistic concurrency (RFC 9110 13.1.1): each thing comes with an `ETag`, and a change may say which one it is about.

use axum::Json;
use axum::http::header::{ETAG, IF_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use service::admin::tag::{Changed, Tagged};

use super::problem::Problem;

/// A thing with its tag.
#[derive(Debug)]
pub(super) struct Shown<T> {
    tag: String,
    dto: T,
}

impl<T> Shown<T> {
    /// The tag is that of the thing as it is stored, not of all that is shown of it.
    pub(super) fn new(thing: &impl Tagged, dto: T) -> Self {
        Self { tag: thing.tag(), dto }
    }
}

impl<T: Serialize> IntoResponse for Shown<T> {
    fn into_response(self) -> Response {
        ([(ETAG, format!("\"{}\"", self.tag))], Json(self.dto)).into_response()
    }
}

/// The tags that a request names; nothing where it takes the thing as it is.
pub(super) fn expected(headers: &HeaderMap) -> Result<Option<Vec<String>>, Problem> {
    let mut tags = Vec::new();
    for line in headers.get_all(IF_MATCH) {
        let text = line.to_str().unwrap_or_default().trim();
        if text == "*" {
            return Ok(None);
        }
        for tag in text.split(',') {
            let inner = tag.trim().strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
            let malformed = || {
                let why = "If-Match takes tags in quotation marks, as an ETag has them";
                Problem::new(StatusCode::BAD_REQUEST, "invalid_if_match", why)
            };
            tags.push(inner.ok_or_else(malformed)?.to_owned());
        }
    }
    Ok(if tags.is_empty() { None } else { Some(tags) })
}

impl From<Changed> for Problem {
    fn from(changed: Changed) -> Self {
        let problem = Self::new(StatusCode::PRECONDITION_FAILED, "precondition_failed", &changed);
        problem.with_tag(changed.tag)
    }
}
