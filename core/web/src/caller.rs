//! By what name we are called, and from where, as far as the other side says.

use axum::http::{HeaderMap, HeaderValue, Uri, header};

/// `:authority` of HTTP/2, or the one `Host`.
pub fn called_by<'a>(headers: &'a HeaderMap, uri: &'a Uri) -> Option<&'a str> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().map(|value| value.to_str());
    if hosts.next().is_some() {
        return None;
    }
    match uri.authority() {
        Some(authority) => Some(authority.as_str()),
        None => host?.ok(),
    }
}

/// Whether the form stood on a page of ours, as far as the browser says; by whatever name we were called.
pub fn is_from_here(headers: &HeaderMap, uri: &Uri) -> bool {
    let fetch = headers.get("sec-fetch-site");
    let place = |origin: &HeaderValue| {
        let (_, place) = origin.to_str().ok()?.split_once("://")?;
        Some(called_by(headers, uri)?.eq_ignore_ascii_case(place))
    };
    let mut origins = headers.get_all(header::ORIGIN).iter();
    fetch.is_none_or(|site| site == "same-origin" || site == "none")
        && origins.all(|origin| place(origin).unwrap_or(false))
}
