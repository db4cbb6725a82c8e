//! Why the server refused, as RFC 9457 says it.

use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use serde_json::Value;

/// What comes of a request.
pub type Answer<T> = Result<T, Problem>;

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Status.
    pub status: u16,
    /// The end of `type`, behind `urn:donelogin:problem:`.
    pub name: String,
    /// How many wrong codes the request still bears.
    pub tries_left: Option<u64>,
    /// How long to wait, in seconds.
    pub retry_after_s: Option<u64>,
    /// The whole document.
    pub document: Value,
}

impl Problem {
    /// Reads a document; whatever else comes instead is a fault of the server.
    pub fn read(status: u16, headers: &HeaderMap, body: &str) -> Self {
        let media = headers.get(CONTENT_TYPE).map(|value| value.to_str().unwrap());
        assert_eq!(media, Some("application/problem+json"), "{status} {body}");
        let document: Value = serde_json::from_str(body).unwrap();
        let kind = document["type"].as_str().unwrap_or_default();
        let name = kind.strip_prefix("urn:donelogin:problem:").unwrap_or_else(|| panic!("{status} {body}"));
        assert_eq!(document["status"].as_u64().unwrap_or(status.into()), u64::from(status), "{body}");
        Self {
            status,
            name: name.to_owned(),
            tries_left: document["tries_left"].as_u64(),
            retry_after_s: headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok()),
            document,
        }
    }

    /// Status and name, to compare with.
    pub fn kind(&self) -> (u16, &str) {
        (self.status, &self.name)
    }
}
