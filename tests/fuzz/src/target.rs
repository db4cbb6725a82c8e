//! The targets.

mod brought;
mod client;
mod connection;
mod office;
mod passkey;
mod phone;
mod request;
mod token;

use std::fmt::Debug;

use oidc::error::ProtocolError;

/// A parser, and what has to hold of it.
#[derive(Debug)]
pub struct Target {
    /// On the command line, and the folder of its seeds.
    pub name: &'static str,
    /// Panics where something does not hold.
    pub run: fn(&[u8]),
}

/// All targets.
pub const TARGETS: [Target; 39] = [
    Target { name: "acr", run: request::acr },
    Target { name: "authorization-request", run: request::authorization },
    Target { name: "basic", run: request::basic },
    Target { name: "brought-app", run: brought::app },
    Target { name: "brought-claims", run: brought::claims },
    Target { name: "brought-person", run: brought::person },
    Target { name: "caller", run: connection::caller },
    Target { name: "claims", run: request::claims },
    Target { name: "client-assertion", run: token::assertion },
    Target { name: "client-certificate", run: connection::certificate },
    Target { name: "client-jwt", run: token::of_client },
    Target { name: "client-metadata", run: client::metadata },
    Target { name: "client-secret-jwt", run: token::by_secret },
    Target { name: "device-request", run: request::device },
    Target { name: "distinguished-name", run: client::distinguished_name },
    Target { name: "dpop", run: token::proof },
    Target { name: "host", run: office::host },
    Target { name: "jwks", run: token::key_set },
    Target { name: "logout-request", run: request::logout },
    Target { name: "mail-server", run: office::mail_server },
    Target { name: "own-app", run: client::own_app },
    Target { name: "own-jwt", run: token::of_ours },
    Target { name: "params", run: request::params },
    Target { name: "passkey-assertion", run: passkey::assertion },
    Target { name: "passkey-challenge", run: passkey::challenge },
    Target { name: "passkey-client-data", run: passkey::client_data },
    Target { name: "passkey-data", run: passkey::authenticator_data },
    Target { name: "passkey-key", run: passkey::key },
    Target { name: "passkey-registration", run: passkey::registration },
    Target { name: "people", run: office::person },
    Target { name: "phone-message", run: phone::message },
    Target { name: "phone-statement", run: phone::statement },
    Target { name: "push-subscription", run: phone::subscription },
    Target { name: "puzzle", run: office::puzzle },
    Target { name: "redirect-uri", run: client::redirect_uri },
    Target { name: "request-object", run: request::object },
    Target { name: "settings", run: office::setting },
    Target { name: "token-request", run: request::token },
    Target { name: "updates", run: office::updates },
];

/// The target of a name.
pub fn find(name: &str) -> Result<&'static Target, String> {
    TARGETS.iter().find(|target| target.name == name).ok_or_else(|| {
        let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
        format!("there are the targets {}", names.join(", "))
    })
}

/// A refusal is told in an answer: printable ASCII without quotes and backslashes (RFC 6749 5.2), and short.
fn assert_told(error: &ProtocolError) {
    assert_tellable(&error.description);
}

/// The same for a sentence.
fn assert_tellable(description: &str) {
    let is_allowed = |byte: u8| matches!(byte, 0x20..=0x7e) && byte != b'"' && byte != b'\\';
    assert!(description.bytes().all(is_allowed), "not to be told: {description:?}");
    assert!(!description.is_empty() && description.len() <= 400, "{} bytes of refusal", description.len());
}

/// The text of bytes, as far as they are text: what came over the network was read as UTF-8 before.
fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok()
}

/// The first line, and what follows.
fn halves(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or((text, ""))
}

/// What was read and is written is read as the same.
fn assert_same<T: PartialEq + Debug>(first: T, again: T) {
    assert_eq!(first, again, "reads differently the second time");
}
