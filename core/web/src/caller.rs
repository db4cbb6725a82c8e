//! By what name we are called, and from where, as far as the other side says.

use axum::http::{HeaderMap, HeaderValue, Uri, header};

/// `:authority` of HTTP/2, or the one `Host`; nothing where that is no name (RFC 9112 3.2), as with a space in it.
pub fn called_by<'a>(headers: &'a HeaderMap, uri: &'a Uri) -> Option<&'a str> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().map(|value| value.to_str());
    if hosts.next().is_some() {
        return None;
    }
    match uri.authority() {
        Some(authority) => Some(authority.as_str()),
        None => host?.ok().filter(|host| host.bytes().all(|byte| byte.is_ascii_graphic())),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: header::HeaderName, values: &[&'static str]) -> HeaderMap {
        values.iter().map(|value| (name.clone(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn rfc9112_3_2_one_name_or_none() {
        let own = Uri::from_static("/login");
        let called =
            |values: &[&'static str]| called_by(&headers(header::HOST, values), &own).map(str::to_owned);
        assert_eq!(called(&["office.example:8443"]).as_deref(), Some("office.example:8443"));
        assert_eq!(called(&["[::1]:8443"]).as_deref(), Some("[::1]:8443"));
        for wrong in [&[][..], &["a.example", "b.example"], &["office.example", "office.example"]] {
            assert_eq!(called(wrong), None, "{wrong:?}");
        }
        for wrong in ["office .example", "office\t.example", "a.example b.example"] {
            assert_eq!(called(&[wrong]), None, "{wrong:?}");
        }
    }
}
