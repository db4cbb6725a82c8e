//! Redirect URIs: what may be registered, and the exact comparison (RFC 9700 2.1, RFC 8252 7.3).

use url::{Host, Url};

/// Why a URI cannot be registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UriError {
    /// Not an absolute URI.
    #[error("the URI is not absolute")]
    NotAbsolute,
    /// It carries a fragment (RFC 6749 3.1.2).
    #[error("the URI has a fragment (#)")]
    Fragment,
    /// Plain http leaves this machine unprotected.
    #[error("plain http is accepted for loopback hosts only (localhost, 127.0.0.1, [::1]); use https")]
    PlainHttp,
    /// A scheme that browsers run or that is not private to one app.
    #[error(
        "the scheme is not https, http on loopback, or a private-use scheme with a dot such as com.example.app"
    )]
    Scheme,
    /// Characters that programs read differently.
    #[error(
        "the URI has a space, a control character, a backslash, or something else in its host than letters, digits, dots and hyphens"
    )]
    Characters,
    /// User name or password before the host.
    #[error("the URI names a user (user@host)")]
    UserInfo,
    /// The sign-in server's own pages are no app's.
    #[error("the URI is on the sign-in server itself")]
    Ours,
    /// Longer than 2,048 bytes.
    #[error("the URI is longer than 2,048 bytes")]
    TooLong,
}

/// Whether `uri` may be registered as a redirect or logout URI.
///
/// `native` allows private-use schemes (RFC 8252 7.1).
pub fn check_registrable(uri: &str, native: bool) -> Result<(), UriError> {
    let url = read_plain(uri)?;
    if url.fragment().is_some() {
        return Err(UriError::Fragment);
    }
    match url.scheme() {
        "https" if url.host().is_some() => {}
        "http" if is_loopback(&url) => {}
        "http" => return Err(UriError::PlainHttp),
        scheme if native && scheme.contains('.') => return Ok(()),
        _ => return Err(UriError::Scheme),
    }
    // "https:host" parses too, and "*" is a legal host to the parser.
    let authority = uri.split_once("://").map(|(_, rest)| rest).ok_or(UriError::NotAbsolute)?;
    let authority = authority.split(['/', '?']).next().unwrap_or_default();
    if authority.contains('*') || authority.contains('@') {
        return Err(UriError::Characters);
    }
    Ok(())
}

/// Reads a URI that all programs read alike, and that hides nothing from people: the rule for every registered address.
pub(crate) fn read_plain(uri: &str) -> Result<Url, UriError> {
    if uri.len() > 2_048 {
        return Err(UriError::TooLong);
    }
    // WHATWG parsing forgives tabs, newlines and backslashes; a registered URI must not need forgiving.
    if uri.chars().any(|c| c.is_control() || c.is_whitespace() || matches!(c, '\\' | '<' | '>' | '"')) {
        return Err(UriError::Characters);
    }
    let url = Url::parse(uri).map_err(|_| UriError::NotAbsolute)?;
    // The parser lets marks through that end a directive of a Content-Security-Policy, in which origins of apps stand.
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']');
    if matches!(url.scheme(), "https" | "http") && !url.host_str().unwrap_or_default().chars().all(is_host) {
        return Err(UriError::Characters);
    }
    if url.username().is_empty() && url.password().is_none() { Ok(url) } else { Err(UriError::UserInfo) }
}

/// The same for an app that is not the office's own: it returns nowhere on the origin of `issuer`, whose pages are ours.
pub fn check_elsewhere(uri: &str, native: bool, issuer: &str) -> Result<(), UriError> {
    check_registrable(uri, native)?;
    let place = |uri: &str| {
        let url = Url::parse(uri).ok()?;
        let host = url.host_str()?.trim_end_matches('.').to_owned();
        Some((url.scheme().to_owned(), host, url.port_or_known_default()))
    };
    let is_ours = place(uri).is_some_and(|place_of_uri| place(issuer) == Some(place_of_uri));
    if is_ours { Err(UriError::Ours) } else { Ok(()) }
}

/// The registered URI that `sent` equals, byte by byte.
///
/// For a native client a registered `http` URI on a loopback address matches with any port (RFC 8252 7.3).
pub fn find_match<'a>(registered: &'a [String], sent: &str, native: bool) -> Option<&'a str> {
    registered
        .iter()
        .map(String::as_str)
        .find(|known| *known == sent || (native && differs_in_port_only(known, sent)))
}

/// The host to show to a person, with the port where it is not the usual one.
pub fn display_host(uri: &str) -> String {
    Url::parse(uri)
        .ok()
        .and_then(|url| {
            let host = url.host_str()?.to_owned();
            Some(url.port().map_or(host.clone(), |port| format!("{host}:{port}")))
        })
        .unwrap_or_else(|| uri.split(':').next().unwrap_or_default().to_owned())
}

/// The origin (scheme, host, port) of a URI, as browsers write it in `Origin`.
pub fn origin(uri: &str) -> Option<String> {
    let url = Url::parse(uri).ok()?;
    matches!(url.scheme(), "https" | "http").then(|| url.origin().ascii_serialization())
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Only address literals: "localhost" may be answered by something else than the loopback interface.
fn differs_in_port_only(known: &str, sent: &str) -> bool {
    let without_port = |uri: &str| -> Option<(String, String)> {
        let rest = uri.strip_prefix("http://")?;
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, tail) = rest.split_at_checked(end)?;
        let host = ["127.0.0.1", "[::1]"].into_iter().find(|host| authority.starts_with(host))?;
        let port = authority.strip_prefix(host)?;
        let valid = port.is_empty()
            || port.strip_prefix(':').is_some_and(|port| {
                port.parse::<u16>().is_ok_and(|n| n > 0) && port.bytes().all(|b| b.is_ascii_digit())
            });
        valid.then(|| (host.to_owned(), tail.to_owned()))
    };
    matches!((without_port(known), without_port(sent)), (Some(known), Some(sent)) if known == sent)
}

/// Where a sign-in at the app begins, with who sends the person there (OIDC Core 4).
pub fn initiate_login(uri: &str, issuer: &str) -> Option<String> {
    let mut url = Url::parse(uri).ok()?;
    url.query_pairs_mut().append_pair("iss", issuer);
    Some(url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_uris_are_registrable() {
        for uri in [
            "https://app.example/cb",
            "https://app.example:8443/cb?x=1",
            "http://localhost:3000/cb",
            "http://127.0.0.1/cb",
            "http://[::1]:9/cb",
        ] {
            assert_eq!(check_registrable(uri, false), Ok(()), "{uri}");
        }
        assert_eq!(check_registrable("com.example.app:/cb", true), Ok(()));
    }

    #[test]
    fn dangerous_uris_are_not_registrable() {
        for (uri, error) in [
            ("javascript:alert(1)", UriError::Scheme),
            ("data:text/html,x", UriError::Scheme),
            ("com.example.app:/cb", UriError::Scheme),
            ("http://app.example/cb", UriError::PlainHttp),
            ("https://user@app.example/cb", UriError::UserInfo),
            ("https://app.example/cb#x", UriError::Fragment),
            ("https://*.app.example/cb", UriError::Characters),
            ("https://app.example/c b", UriError::Characters),
            ("https://app.example\\@evil.example/", UriError::Characters),
            ("/cb", UriError::NotAbsolute),
            ("https:app.example/cb", UriError::NotAbsolute),
            ("http://localhost.evil.example/cb", UriError::PlainHttp),
        ] {
            assert_eq!(check_registrable(uri, false), Err(error), "{uri}");
        }
        assert_eq!(check_registrable("javascript:alert(1)", true), Err(UriError::Scheme));
    }

    #[test]
    fn oidc_core_4_the_app_is_told_who_sends_the_person() {
        let begin = |uri| initiate_login(uri, "https://sso.example:8443");
        assert_eq!(
            begin("https://a.example/login?x=1").as_deref(),
            Some("https://a.example/login?x=1&iss=https%3A%2F%2Fsso.example%3A8443")
        );
        assert_eq!(begin("nonsense"), None);
    }

    #[test]
    fn comparison_is_exact() {
        let registered = vec!["https://app.example/cb".to_owned()];
        for sent in [
            "https://app.example/cb/",
            "https://APP.example/cb",
            "https://app.example/cb?x",
            "https://app.example:443/cb",
            "https://app.example/cb/../cb",
            "https://app.example/%63b",
            "https://app.example/cb#",
        ] {
            assert_eq!(find_match(&registered, sent, true), None, "{sent}");
        }
        assert!(find_match(&registered, "https://app.example/cb", false).is_some());
    }

    #[test]
    fn rfc8252_7_3_the_port_is_free_on_loopback_of_native_clients_only() {
        let registered = vec!["http://127.0.0.1/cb".to_owned(), "http://localhost/cb".to_owned()];
        assert!(find_match(&registered, "http://127.0.0.1:51004/cb", true).is_some());
        for (sent, native) in [
            ("http://127.0.0.1:51004/cb", false),
            ("http://localhost:51004/cb", true),
            ("http://127.0.0.1:51004/other", true),
            ("http://127.0.0.1:51004@evil.example/cb", true),
            ("http://127.0.0.1.evil.example/cb", true),
            ("http://127.0.0.1:+80/cb", true),
            ("http://127.0.0.1:0/cb", true),
            ("https://127.0.0.1:51004/cb", true),
        ] {
            assert_eq!(find_match(&registered, sent, native), None, "{sent}");
        }
    }
}
