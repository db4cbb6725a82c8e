//! What stands around a request: the name that we are called by, the page that it comes from, a certificate.

use std::sync::LazyLock;

use axum::http::{HeaderMap, HeaderValue, Uri, header};
use net::ca::Authority;
use net::client_certificate;
use rustls::pki_types::CertificateDer;
use web::caller::{called_by, is_from_here};

const NOW: i64 = 1_780_000_000;

static CA: LazyLock<Option<Authority>> =
    LazyLock::new(|| Authority::create("Office", "office.example", NOW).ok());

/// A request's target, and its headers: a line each, `@` in front of an `Origin` and nothing in front of a `Host`.
pub(super) fn caller(data: &[u8]) {
    let mut lines = data.split(|byte| *byte == b'\n');
    let Ok(uri) = Uri::try_from(lines.next().unwrap_or_default()) else { return };
    let mut headers = HeaderMap::new();
    for line in lines {
        let (name, value) = match line.strip_prefix(b"@") {
            Some(origin) => (header::ORIGIN, origin),
            None => (header::HOST, line),
        };
        if let Ok(value) = HeaderValue::from_bytes(value) {
            headers.append(name, value);
        }
    }
    let name = called_by(&headers, &uri);
    let hosts = headers.get_all(header::HOST).iter().count();
    assert!(hosts < 2 || name.is_none(), "two names, and {name:?} was chosen");
    if let Some(name) = name {
        assert!(name.bytes().all(|byte| byte.is_ascii_graphic()), "{name:?}");
    }
    if is_from_here(&headers, &uri) {
        for origin in headers.get_all(header::ORIGIN) {
            let place = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
            let is_ours = place.zip(name).is_some_and(|((_, place), name)| place.eq_ignore_ascii_case(name));
            assert!(is_ours, "{origin:?} is no page of {name:?}");
        }
    }
}

/// A certificate that a program shows; whoever changes one has not our CA's key.
pub(super) fn certificate(data: &[u8]) {
    let Some(ca) = CA.as_ref() else { return };
    let shown = [CertificateDer::from(data)];
    if let Some(read) = client_certificate::read(&shown, ca.cert_der(), NOW) {
        assert!(read.subject(NOW).is_none(), "vouched for by nobody, and believed");
        assert_eq!(read.thumbprint().len(), 43);
    }
}
