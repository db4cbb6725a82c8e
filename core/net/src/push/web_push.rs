//! Web push (RFC 8030): one POST to the push service of the phone's browser. What is said is encrypted for the browser,
//! and is always the same: look.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use domain::push::hosts::Hosts;
use domain::push::message::{LOOK, encrypt};
use domain::push::subscription::Subscription;
use domain::world::Entropy;
use reqwest::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use reqwest::{Client, StatusCode, redirect};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

use crate::reach::{Checked, is_public};
use crate::trusted::{Trusted, TrustedError};

/// How long the connection may take, and the whole.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const TIMEOUT: Duration = Duration::from_secs(10);
/// A newer push takes the place of one that still waits at the push service (RFC 8030, 5.4).
const TOPIC: &str = "look";

/// Sends pushes.
#[derive(Clone)]
pub struct Sender {
    client: Client,
    entropy: Arc<dyn Entropy>,
}

/// A push.
#[derive(Debug)]
pub struct Push<'a> {
    /// Whereto.
    pub to: &'a Subscription,
    /// The `Authorization` header (RFC 8292).
    pub authorization: &'a str,
    /// How long the push service keeps it for a phone that is away, in seconds.
    pub ttl_s: i64,
    /// Seconds since 1970.
    pub now: i64,
}

/// What came of a push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The push service took it.
    Accepted,
    /// The subscription is no more.
    Gone,
    /// Not now; it can be sent again.
    Later {
        /// Seconds to wait, where the push service says so.
        after_s: Option<i64>,
        /// What went wrong; without the endpoint.
        why: String,
    },
    /// It would be refused again.
    Refused {
        /// What went wrong; without the endpoint.
        why: String,
    },
}

/// Nothing can be pushed.
#[derive(Debug, thiserror::Error)]
pub enum SenderError {
    /// The HTTP client.
    #[error("the client for push messages cannot be made: {0}")]
    Http(#[from] reqwest::Error),
    /// There is nobody to trust.
    #[error(transparent)]
    Trusted(#[from] TrustedError),
}

impl Sender {
    /// Reads the CAs that this machine trusts, and those of the file (PEM). Blocks.
    ///
    /// # Errors
    /// When there is no CA to trust, or the file cannot be read.
    pub fn new(
        hosts: Hosts,
        extra_ca_file: Option<&Path>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, SenderError> {
        let tls = Trusted::read(extra_ca_file)?.client_config()?;
        let client = Client::builder()
            .tls_backend_preconfigured(tls)
            .dns_resolver(checked(hosts))
            // A proxy would look the name up itself, and a redirect would lead elsewhere than was checked.
            .no_proxy()
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            .https_only(true)
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(TIMEOUT)
            .pool_max_idle_per_host(2)
            .user_agent(concat!("DOneLogin/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self { client, entropy })
    }

    /// Sends a push once.
    pub async fn send(&self, push: &Push<'_>) -> Outcome {
        let host = push.to.host();
        let body = match encrypt(LOOK, push.to, self.entropy.as_ref()) {
            Ok(body) => body,
            Err(error) => return Outcome::Refused { why: format!("{host}: {error}") },
        };
        let request = self
            .client
            .post(push.to.endpoint().clone())
            .header(AUTHORIZATION, push.authorization)
            .header(CONTENT_TYPE, "application/octet-stream")
            .header(CONTENT_ENCODING, "aes128gcm")
            .header("TTL", push.ttl_s.max(0))
            .header("Urgency", "high")
            .header("Topic", TOPIC)
            .body(body);
        // Status and headers tell all; the body is dropped unread, however long it is.
        match request.send().await {
            Ok(response) => judge(host, response.status(), response.headers(), push.now),
            Err(error) => Outcome::Later { after_s: None, why: format!("{host}: {}", reason(&error)) },
        }
    }
}

impl std::fmt::Debug for Sender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sender")
    }
}

/// RFC 8030, 5 and 7.3; RFC 8292, 4.
fn judge(host: &str, status: StatusCode, headers: &HeaderMap, now: i64) -> Outcome {
    let why = || format!("{host}: status {}", status.as_u16());
    match status {
        StatusCode::NOT_FOUND | StatusCode::GONE => Outcome::Gone,
        _ if status.is_success() => Outcome::Accepted,
        StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT => {
            Outcome::Later { after_s: retry_after(headers, now), why: why() }
        }
        _ if status.is_server_error() => Outcome::Later { after_s: retry_after(headers, now), why: why() },
        _ => Outcome::Refused { why: why() },
    }
}

/// Seconds, or a time of day (RFC 9110, 10.2.3).
fn retry_after(headers: &HeaderMap, now: i64) -> Option<i64> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let seconds = text.parse().ok().or_else(|| {
        let at = OffsetDateTime::parse(text, &Rfc2822).ok()?;
        Some(at.unix_timestamp().saturating_sub(now))
    });
    seconds.map(|seconds: i64| seconds.max(0))
}

/// A vendor's host only at a public address; one that the administrator named, anywhere.
pub(super) fn checked(hosts: Hosts) -> Checked {
    Checked::new(
        move |host, address| is_public(address) || hosts.may_be_private(host),
        "has no public address",
    )
}

/// The innermost reason: the outer ones repeat the endpoint, which is nobody's business.
pub(crate) fn reason(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "no answer in time".to_owned();
    }
    let mut inner: Option<&dyn std::error::Error> = std::error::Error::source(error);
    while let Some(next) = inner.and_then(std::error::Error::source) {
        inner = Some(next);
    }
    inner.map_or_else(|| "the request failed".to_owned(), ToString::to_string)
}

#[cfg(test)]
mod tests {
    use reqwest::dns::Resolve as _;
    use reqwest::header::HeaderValue;

    use super::*;

    fn judged(status: u16, retry_after: Option<&'static str>) -> Outcome {
        let mut headers = HeaderMap::new();
        if let Some(text) = retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from_static(text));
        }
        // Sun, 06 Nov 1994 08:49:37 GMT
        judge("push.example", StatusCode::from_u16(status).unwrap(), &headers, 784_111_777)
    }

    fn later(status: u16, after_s: Option<i64>) -> Outcome {
        Outcome::Later { after_s, why: format!("push.example: status {status}") }
    }

    #[test]
    fn each_status_is_read_as_the_rfc_says() {
        assert!([200, 201, 202].into_iter().all(|status| judged(status, None) == Outcome::Accepted));
        assert!([404, 410].into_iter().all(|status| judged(status, None) == Outcome::Gone));
        assert_eq!(judged(429, Some("7")), later(429, Some(7)));
        assert_eq!(judged(503, Some("Sun, 06 Nov 1994 08:50:37 GMT")), later(503, Some(60)));
        assert_eq!(judged(500, Some("Sun, 06 Nov 1994 08:40:00 GMT")), later(500, Some(0)));
        assert_eq!(judged(502, Some("soon")), later(502, None));
        for status in [301, 307, 400, 401, 403, 413] {
            let why = format!("push.example: status {status}");
            assert_eq!(judged(status, None), Outcome::Refused { why });
        }
    }

    #[test]
    fn a_file_of_cas_that_is_none_is_said_by_its_name() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("ca.pem");
        let make = || {
            let entropy = Arc::new(domain::world::SystemEntropy);
            Sender::new(Hosts::default(), Some(&path), entropy).err().unwrap().to_string()
        };
        assert!(make().contains("ca.pem"));
        std::fs::write(&path, "no certificate").unwrap();
        assert!(make().contains("there is no certificate in it"));
    }

    #[tokio::test]
    async fn a_name_with_private_addresses_only_has_none_unless_the_office_named_it() {
        let resolve = |extra: &str| {
            let checked = checked(Hosts::with_extra(extra).unwrap());
            async move { checked.resolve("localhost".parse().unwrap()).await.map(Iterator::count) }
        };
        assert!(resolve("").await.err().unwrap().to_string().contains("no public address"));
        assert!(resolve("localhost:8444").await.unwrap() >= 1);
    }
}
