//! What administrators and people bring: people, hosts, settings, mail servers, lists of updates, solved puzzles.

use domain::challenge::{self, Purpose};
use domain::group::parse_name;
use domain::host::OfficeHost;
use domain::look;
use domain::mail::MailServer;
use domain::settings;
use domain::updates;
use domain::user::{Email, Username};
use oidc::claims::StandardClaims;

use super::{assert_same, halves, text};

/// The name of the office, and an address that it looks at.
pub(super) fn host(data: &[u8]) {
    let Some(text) = text(data) else { return };
    if let Ok(host) = OfficeHost::parse(text) {
        assert!(
            host.as_str()
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte))
        );
        assert!(host.as_str().len() <= 253);
        assert_same(Ok(host.clone()), OfficeHost::parse(host.as_str()));
    }
    if let Some(suggested) = OfficeHost::suggest(text) {
        assert!(suggested.is_local());
    }
    if let Ok(target) = look::Target::parse(text) {
        assert!(!target.host.is_empty() && target.port > 0, "{target:?}");
    }
}

/// Somebody of an import: names and claims as JSON.
pub(super) fn person(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let (name, claims) = halves(text);
    if let Ok(username) = Username::parse(name) {
        assert_same(Ok(username.clone()), Username::parse(username.as_str()));
    }
    if let Ok(email) = Email::parse(name) {
        assert!(email.as_str().len() <= 254 && email.as_str().contains('@'));
        assert_same(Ok(email.clone()), Email::parse(email.as_str()));
        let made = Username::from_email(&email);
        assert!(!made.as_str().is_empty() && !made.as_str().contains('@'), "{made:?}");
    }
    if let Ok(group) = parse_name(name) {
        assert_same(Ok(group.clone()), parse_name(&group));
    }
    if let Ok(claims) = serde_json::from_str::<StandardClaims>(claims) {
        let written = serde_json::to_string(&claims).unwrap_or_default();
        assert_same(serde_json::from_str::<StandardClaims>(&written).ok(), Some(claims));
    }
}

/// A setting: its key, and a value.
pub(super) fn setting(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let (key, value) = halves(text);
    match settings::parse(key, value) {
        Ok((definition, stored)) => {
            assert_eq!(definition.key, key);
            let again = settings::parse(key, &stored).map(|(_, stored)| stored);
            assert_same(again.ok(), Some(stored));
        }
        Err(error) => assert!(!error.to_string().chars().any(char::is_control), "{error}"),
    }
}

/// The mail server's URL, whose password is never shown.
pub(super) fn mail_server(data: &[u8]) {
    let Some(Ok(server)) = text(data).map(MailServer::parse) else { return };
    let shown = server.shown();
    assert!(!shown.chars().any(char::is_control), "{shown:?}");
    let between =
        shown.split_once("//").and_then(|(_, rest)| rest.split_once('@')).map_or("", |(user, _)| user);
    assert!(!between.contains(':'), "{shown} has a password");
}

/// A list of versions.
pub(super) fn updates(data: &[u8]) {
    let _ = updates::read(data);
    if let Some(Ok(Some(source))) = text(data).map(updates::Source::read) {
        let _ = format!("{source:?}");
    }
}

/// A solved puzzle that is none of ours.
pub(super) fn puzzle(data: &[u8]) {
    let Some(text) = text(data) else { return };
    for purpose in [Purpose::Reset, Purpose::SignIn, Purpose::SignUp] {
        assert!(challenge::check(&[5; 32], purpose, text, 0).is_none());
    }
}
