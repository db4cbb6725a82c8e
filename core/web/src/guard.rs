//! What is checked before any handler: the name that we are called by, and the browser's own cookie.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::token::PlainToken;
use domain::world::SystemEntropy;

use crate::caller::called_by;
use crate::cookies::{Cookies, set_browser};
use crate::extract::{FreshBrowser, Visitor};
use crate::respond::page::{error_page, plain};
use crate::site::Site;
use crate::view::ErrorKind;

/// Paths that answer under every name: people come by address before they trust the CA.
const UNDER_EVERY_NAME: [&str; 11] = [
    "/phone/",
    "/trust",
    "/trust-sw.js",
    "/language",
    "/ca.crt",
    "/ca.mobileconfig",
    "/healthz",
    "/readyz",
    "/metrics",
    "/assets/",
    "/favicon.ico",
];

/// Marks what came by the port at which clients are asked for a certificate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ByCertificate;

/// Sends those who come under another name to the issuer's: cookies, passkeys and links hold for one name only.
pub(crate) fn elsewhere(site: &Site, request: &Request) -> Option<Response> {
    let Some(name) = called_by(request.headers(), request.uri()) else {
        // RFC 9112 3.2: without a name, or with two, nobody knows whom the request is for.
        return Some(plain(StatusCode::BAD_REQUEST));
    };
    if request.extensions().get::<ByCertificate>().is_some() {
        let own =
            site.place().certificate_authority.as_deref().is_some_and(|own| name.eq_ignore_ascii_case(own));
        return (!own).then(|| plain(StatusCode::MISDIRECTED_REQUEST));
    }
    if name.eq_ignore_ascii_case(&site.place().authority) {
        return None;
    }
    let path = request.uri().path();
    if UNDER_EVERY_NAME.iter().any(|free| path == *free || free.ends_with('/') && path.starts_with(free)) {
        return None;
    }
    if request.method() == Method::GET || request.method() == Method::HEAD {
        let rest = request.uri().path_and_query().map_or("/", |p| p.as_str());
        return Some(match HeaderValue::try_from(format!("{}{rest}", site.app().issuer())) {
            Ok(location) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, location)]).into_response(),
            Err(_) => StatusCode::BAD_REQUEST.into_response(),
        });
    }
    let visitor = Visitor::read(site, request.headers(), request.uri(), request.extensions());
    let kind = ErrorKind::Misdirected { issuer: site.app().issuer().to_string() };
    Some(error_page(&visitor, StatusCode::MISDIRECTED_REQUEST, kind, None))
}

/// Gives a browser without our cookie one, when it asks for a page. Never on a POST: from another site that comes
/// without the cookie that the browser has, and would overwrite it.
pub(crate) async fn know_browser(mut request: Request, next: Next) -> Response {
    if request.method() != Method::GET || Cookies::read(request.headers()).browser.is_some() {
        return next.run(request).await;
    }
    let token = PlainToken::generate(&SystemEntropy);
    let cookie = set_browser(&token);
    request.extensions_mut().insert(FreshBrowser(token));
    let mut response = next.run(request).await;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

/// People get a page where a request is refused before a handler saw it: an address or a form that cannot be read is
/// answered by the framework, and by [`plain`], in a line of text.
pub(crate) async fn refuse_in_words(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (method, headers, uri) = (request.method().clone(), request.headers().clone(), request.uri().clone());
    let extensions = request.extensions().clone();
    let response = next.run(request).await;
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE);
    if !status.is_client_error() || !kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain")) {
        return response;
    }
    let kind = match status {
        StatusCode::PAYLOAD_TOO_LARGE => ErrorKind::TooLarge,
        _ if method.is_safe() => ErrorKind::NotFound,
        _ => ErrorKind::FormTooOld,
    };
    error_page(&Visitor::read(&site, &headers, &uri, &extensions), status, kind, None)
}
