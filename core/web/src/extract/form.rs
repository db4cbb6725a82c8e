//! Forms of our own pages: content comes out only past the check that this browser was shown the form.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use domain::token::csrf_matches;

use crate::cookies::Cookies;
use crate::respond;
use crate::site::Site;

/// Longest body of a form, in bytes.
const MAX_BYTES: usize = 64 * 1024;

/// A form that was posted, not yet believed.
pub(crate) struct Form {
    pairs: Vec<(String, String)>,
    fault: Option<FormFault>,
}

/// Why a form is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FormFault {
    /// A field stands there twice, which no form of ours sends.
    Doubled,
    /// From another site, by what the browser itself says.
    Foreign,
    /// The browser sent no cookie.
    NoCookies,
    /// The token is of another browser, or of this one before it signed in.
    TooOld,
}

impl Form {
    /// Whether the form may be acted on.
    pub(crate) fn check(&self) -> Result<(), FormFault> {
        self.fault.map_or(Ok(()), Err)
    }

    /// The value of a field; empty where there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// All fields.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether a field stands there, be it empty.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.pairs.iter().any(|(known, _)| known == name)
    }

    /// The value of a field, if it is there and not empty.
    pub(crate) fn find(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|value| !value.is_empty())
    }

    /// All values of a field with boxes to tick.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.pairs.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl FromRequest<Site> for Form {
    type Rejection = Response;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Self::Rejection> {
        let (parts, body) = request.into_parts();
        if !is_form(&parts.headers) {
            return Err(respond::page::plain(axum::http::StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let bytes = read_body(body, MAX_BYTES).await.map_err(respond::page::plain)?;
        let pairs: Vec<_> = form_urlencoded::parse(&bytes).into_owned().collect();
        let fault = fault(&parts.headers, site, &pairs);
        Ok(Self { pairs, fault })
    }
}

/// Why what was sent is not believed, if it is not.
pub(super) fn fault(headers: &HeaderMap, site: &Site, pairs: &[(String, String)]) -> Option<FormFault> {
    let sent = pairs.iter().find(|(name, _)| name == "csrf").map_or("", |(_, value)| value);
    match Cookies::read(headers).browser {
        _ if !is_same_origin(headers, site) => Some(FormFault::Foreign),
        _ if has_doubles(pairs) => Some(FormFault::Doubled),
        None => Some(FormFault::NoCookies),
        Some(browser) if csrf_matches(&browser, sent) => None,
        Some(_) => Some(FormFault::TooOld),
    }
}

/// Boxes to tick that have one name: what a person allows.
const TICKED: [&str; 2] = ["scope", "claim"];

/// Whether a field stands there twice; only boxes to tick may.
fn has_doubles(pairs: &[(String, String)]) -> bool {
    let mut names: Vec<&str> =
        pairs.iter().map(|(name, _)| name.as_str()).filter(|name| !TICKED.contains(name)).collect();
    names.sort_unstable();
    names.windows(2).any(|pair| matches!(pair, [one, other] if one == other))
}

/// Whether what the browser says about where the request comes from is us; old browsers say nothing.
pub(crate) fn is_same_origin(headers: &HeaderMap, site: &Site) -> bool {
    let text = |name: header::HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let origin = text(header::ORIGIN).is_none_or(|origin| origin == &*site.app().issuer());
    let fetch = headers.get("sec-fetch-site").map(|value| value.to_str().unwrap_or("?"));
    origin && fetch.is_none_or(|site| site == "same-origin" || site == "none")
}

/// Whether the body says that it is a form.
pub(crate) fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';')
        .next()
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"))
}

/// Reads a body up to a limit.
pub(crate) async fn read_body(body: Body, limit: usize) -> Result<Bytes, axum::http::StatusCode> {
    axum::body::to_bytes(body, limit).await.map_err(|_| axum::http::StatusCode::PAYLOAD_TOO_LARGE)
}
