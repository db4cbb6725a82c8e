//! The first run chooses where people find the office.

use std::net::IpAddr;

use askama::Template;
use domain::host::HostError;
use service::address::{OwnFile, PortFault};

use super::chrome::Chrome;
use super::trust::grouped;
use crate::text::{Rich, Text};

/// `/setup/<token>/address`: fields `where` (`network` or `own`), `label`, `host`, `certificate_file`, `key_file`, `port`.
#[derive(Clone, Debug, Template)]
#[template(path = "setup_address.html")]
pub struct SetupAddress {
    /// Surroundings, without office name.
    pub chrome: Chrome,
    /// Where the form posts to.
    pub action: String,
    /// The step that one comes back to.
    pub back: String,
    /// SHA-256 of the CA in hex, to compare with what the computer printed.
    pub sha256: String,
    /// As sent before, or as it is now.
    pub typed: AddressTyped,
    /// What is wrong with it.
    pub problem: Option<AddressProblem>,
    /// What is known of the name.
    pub news: Option<AddressNews>,
}

/// What stands in the fields.
#[derive(Clone, Debug, Default)]
pub struct AddressTyped {
    /// Whether it is a name that the office owns.
    pub is_own: bool,
    /// The word in front of `.local`.
    pub label: String,
    /// A full name.
    pub host: String,
    /// A path.
    pub certificate_file: String,
    /// A path.
    pub key_file: String,
    /// A number.
    pub port: String,
}

/// What is wrong with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressProblem {
    /// The name.
    Host(HostError),
    /// Somebody else has it.
    Taken {
        /// The name.
        host: String,
        /// Who.
        by: Vec<IpAddr>,
    },
    /// The configuration sets the address, by this key.
    Fixed(&'static str),
    /// One file of two.
    OneFile,
    /// A file, and why.
    Files(OwnFile, String),
    /// A file; the log says why.
    FilesUnread(OwnFile),
    /// The port.
    Port(PortFault),
}

/// What is known of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressNews {
    /// The configuration sets it, by this key.
    Fixed(&'static str),
    /// Nobody has it.
    Free(String),
    /// It leads here.
    Ours(String),
    /// Nobody could be asked.
    Unasked {
        /// The name.
        host: String,
        /// Why.
        why: String,
    },
}

/// The office is found elsewhere now.
#[derive(Clone, Debug, Template)]
#[template(path = "setup_moved.html")]
pub struct SetupMoved {
    /// Surroundings.
    pub chrome: Chrome,
    /// The new issuer.
    pub issuer: String,
    /// SHA-256 of the new CA in hex.
    pub sha256: String,
    /// Whether the administrator's own certificate is shown there.
    pub is_brought: bool,
    /// The new first-run link.
    pub href: String,
}

impl SetupAddress {
    /// The first eight bytes: enough to tell two apart at a glance.
    fn short_fingerprint(&self) -> String {
        grouped(self.sha256.get(..16).unwrap_or(&self.sha256), 4)
    }

    /// The words of the problem, if it is with this field.
    fn problem_at(&self, field: &str) -> Option<String> {
        let problem = self.problem.as_ref()?;
        (problem.field(self.typed.is_own) == field).then(|| problem.words(self.chrome.text))
    }

    /// For the summary: the field's id and the same words.
    fn summary(&self) -> Option<(&'static str, String)> {
        let problem = self.problem.as_ref()?;
        Some((problem.field(self.typed.is_own), problem.words(self.chrome.text)))
    }

    fn news_words(&self) -> Option<(bool, Rich)> {
        let text = self.chrome.text;
        Some(match self.news.as_ref()? {
            AddressNews::Fixed(key) => (false, text.address_fixed(key)),
            AddressNews::Free(host) => (true, text.address_free(host)),
            AddressNews::Ours(host) => (true, text.address_ours(host)),
            AddressNews::Unasked { host, why } => (false, text.address_unasked(host, why)),
        })
    }
}

impl SetupMoved {
    fn fingerprint(&self) -> String {
        grouped(&self.sha256, 4)
    }
}

impl AddressProblem {
    /// `id` of the field that it is with.
    fn field(&self, is_own: bool) -> &'static str {
        match self {
            Self::Fixed(_) | Self::Host(_) | Self::Taken { .. } if is_own => "host",
            Self::Fixed(_) | Self::Host(_) | Self::Taken { .. } => "label",
            Self::OneFile => "certificate_file",
            Self::Files(file, _) | Self::FilesUnread(file) => file.field(),
            Self::Port(_) => "port",
        }
    }

    fn words(&self, text: Text) -> String {
        match self {
            Self::Fixed(key) => text.address_wrong_fixed(key).into_owned(),
            Self::Host(error) => host_words(text, error),
            Self::Taken { host, by } => {
                let by = by.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                text.address_taken(host, &by).into_owned()
            }
            Self::OneFile => text.address_wrong_files().into_owned(),
            Self::Files(_, why) => text.address_wrong_file(why).into_owned(),
            Self::FilesUnread(_) => text.address_wrong_unread().into_owned(),
            Self::Port(fault) => port_words(text, fault),
        }
    }
}

fn host_words(text: Text, error: &HostError) -> String {
    let words = match error {
        HostError::Address => text.address_wrong_ip(),
        HostError::Characters { found } => text.address_wrong_characters(found),
        HostError::Label => text.address_wrong_label(),
        HostError::Loopback => text.address_wrong_loopback(),
        HostError::LocalInOtherLetters => text.address_wrong_letters(),
        HostError::Missing => text.address_wrong_missing(),
        HostError::NoDot(name) => text.address_wrong_dot(name),
        HostError::NotAlone => text.address_wrong_alone(),
        HostError::OtherLetters { ascii } => text.address_wrong_ascii(ascii),
        HostError::Port => text.address_wrong_port_inside(),
        HostError::Punycode => text.address_wrong_code(),
        HostError::SeveralLabels => text.address_wrong_labels(),
        HostError::TooLong => text.address_wrong_long(),
    };
    words.into_owned()
}

fn port_words(text: Text, fault: &PortFault) -> String {
    let words = match fault {
        PortFault::Denied(port) => text.address_port_denied(port.to_string()),
        PortFault::Fixed(port) => text.address_port_fixed(port.to_string()),
        PortFault::NotAPort => text.address_port_number(),
        PortFault::Other(why) => text.address_port_other(why),
        PortFault::Taken(port) => text.address_port_taken(port.to_string()),
    };
    words.into_owned()
}
