//! What clients register: metadata, addresses, and the form of one's own apps.

use domain::own_app::{Place, Typed, find_preset, presets};
use oidc::distinguished_name::{DistinguishedName, escaped};
use oidc::metadata::ClientMetadata;
use oidc::redirect_uri::{check_elsewhere, check_registrable, display_host, find_match, origin};
use serde_json::Value;
use url::Url;

use super::{assert_same, assert_told, halves, text};

const ISSUER: &str = "https://office.example:8443";

/// Metadata of RFC 7591.
pub(super) fn metadata(data: &[u8]) {
    let Ok(json) = serde_json::from_slice::<Value>(data) else { return };
    match ClientMetadata::parse(&json) {
        Ok(parsed) => {
            let metadata = parsed.metadata;
            for uri in &metadata.redirect_uris {
                assert!(!uri.contains('#') && Url::parse(uri).is_ok(), "{uri} was registered");
            }
            for warning in &parsed.warnings {
                assert!(!warning.chars().any(char::is_control), "{warning:?}");
            }
            let written = serde_json::to_value(&metadata).unwrap_or_default();
            let again = serde_json::from_value::<ClientMetadata>(written.clone());
            assert_same(again.ok().as_ref(), Some(&metadata));
            assert!(ClientMetadata::parse(&written).is_ok(), "{written} is refused the second time");
        }
        Err(error) => assert_told(&error),
    }
}

/// The subject of a certificate; a value that is escaped is one value.
pub(super) fn distinguished_name(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let _ = DistinguishedName::parse(text);
    let value: String = text.chars().filter(|c| !c.is_control()).take(80).collect();
    if !value.trim().is_empty() {
        let name = DistinguishedName::parse(&format!("CN={},O=Office", escaped(&value)));
        let wanted = vec![
            vec![("2.5.4.10".to_owned(), "Office".to_owned())],
            vec![("2.5.4.3".to_owned(), value.clone())],
        ];
        assert_same(name, Ok(DistinguishedName::from_certificate(wanted)));
    }
}

/// An address that is registered, and one that is sent.
pub(super) fn redirect_uri(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let (known, sent) = halves(text);
    for native in [false, true] {
        if check_registrable(known, native).is_ok() {
            let url = Url::parse(known);
            assert!(url.as_ref().is_ok_and(|url| url.fragment().is_none() && url.username().is_empty()));
            assert!(known.len() <= 2_048);
        }
        if check_elsewhere(known, native, ISSUER).is_ok() {
            assert!(check_registrable(known, native).is_ok());
            assert_ne!(origin(known).as_deref(), Some(ISSUER));
        }
        let registered = [known.to_owned()];
        if find_match(&registered, sent, native).is_some() {
            assert!(known == sent || native && is_loopback(known) && is_loopback(sent), "{known} for {sent}");
            assert_eq!(origin(known).map(|it| without_port(&it)), origin(sent).map(|it| without_port(&it)));
        }
    }
    assert!(find_match(&[known.to_owned()], known, false).is_some());
    let _ = display_host(known);
}

fn is_loopback(uri: &str) -> bool {
    ["http://127.0.0.1", "http://[::1]"].iter().any(|begin| uri.starts_with(begin))
}

fn without_port(origin: &str) -> String {
    let host = origin.rfind(']').map_or(8, |end| end + 1).min(origin.len());
    let port = origin.get(host..).and_then(|rest| rest.find(':'));
    port.map_or(origin, |at| origin.get(..host + at).unwrap_or(origin)).to_owned()
}

/// The form of one's own app: a line each for its name, its address, where it returns to, and where it says goodbye.
pub(super) fn own_app(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let mut lines = text.split('\n');
    let mut next = || lines.next().unwrap_or_default().to_owned();
    let (name, address, redirects, signed_out) = (next(), next(), next(), next());
    let place = Place::read(&next());
    let told = next();
    let Some(preset) = presets().first().and_then(|preset| find_preset(&preset.id)) else { return };
    let typed = Typed {
        name,
        address,
        redirects: redirects.replace(' ', "\n"),
        signed_out: signed_out.replace(' ', "\n"),
        place,
        told,
    };
    if let Ok(metadata) = typed.register(preset, ISSUER) {
        for uri in metadata.redirect_uris.iter().chain(&metadata.post_logout_redirect_uris) {
            assert!(check_elsewhere(uri, metadata.is_native(), ISSUER).is_ok(), "{uri} was registered");
        }
        assert!(!metadata.redirect_uris.is_empty() && !metadata.client_name.is_empty());
        assert!(Typed::of(&metadata).change(&metadata, ISSUER).is_ok());
    }
}
