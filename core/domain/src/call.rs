//! A call of ours to an app: whereto, how far, how much of the answer is read; and why there was none.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use url::{Host, Url};

use crate::look::may_look_at;

/// A call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Whereto.
    pub url: Url,
    /// How far it may go.
    pub reach: Reach,
    /// Longest answer that is read, in bytes.
    pub most: usize,
}

/// How far a call goes. None goes to link-local addresses, where clouds tell of a machine itself, nor to our own ports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The internet and the office's own network, this machine included: an administrator registered the client.
    Office,
    /// The internet, and the networks of `net.allowed_private`: somebody else named the address.
    Public,
}

/// What came back from a GET, with a status of success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// All of it.
    pub body: Vec<u8>,
}

/// Why a call came to nothing. What a stranger's server said is not repeated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", content = "detail", rename_all = "snake_case")]
pub enum CallError {
    /// The connection, for another reason.
    #[error("the connection failed: {0}")]
    Connection(String),
    /// No address of it may be reached.
    #[error("{0} has no address that may be reached")]
    Forbidden(String),
    /// We cannot call anybody: our own set-up is at fault.
    #[error("no call can be made: {0}")]
    Own(String),
    /// Neither https, nor plain http on this machine.
    #[error("calls go by https only")]
    Plain,
    /// It leads elsewhere, and nobody looked at whereto.
    #[error("it leads elsewhere")]
    Redirect,
    /// Nobody answered in time.
    #[error("no answer in time")]
    Silent,
    /// It answers with something else than success.
    #[error("it answers with status {0}")]
    Status(u16),
    /// The answer is longer than what is read.
    #[error("the answer is too long")]
    TooLong,
    /// The name has no address.
    #[error("the name {0} is not known")]
    Unknown(String),
    /// Its certificate is not one that we trust.
    #[error("its certificate is not trusted: {0}")]
    Untrusted(String),
}

impl Call {
    /// Whether it may go without TLS: to this very machine, for a client of the office.
    pub fn may_be_plain(&self) -> bool {
        let is_here = match self.url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        self.url.scheme() == "http" && self.reach == Reach::Office && is_here
    }

    /// Whether the call may go to an address; `is_public`: whether it is one of the internet at large, `is_allowed`:
    /// whether `net.allowed_private` names it.
    pub fn may_go_to(&self, address: IpAddr, is_public: bool, is_allowed: bool) -> bool {
        let may = match self.reach {
            Reach::Office => true,
            Reach::Public => is_public || is_allowed,
        };
        may && may_look_at(address) && (self.url.scheme() == "https" || address.to_canonical().is_loopback())
    }
}

impl CallError {
    /// All that [`Self::code`] says.
    pub const CODES: [&'static str; 10] = [
        "connection",
        "forbidden",
        "own",
        "plain",
        "redirect",
        "silent",
        "status",
        "too_long",
        "unknown",
        "untrusted",
    ];

    /// Names the reason, for words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Connection(_) => "connection",
            Self::Forbidden(_) => "forbidden",
            Self::Own(_) => "own",
            Self::Plain => "plain",
            Self::Redirect => "redirect",
            Self::Silent => "silent",
            Self::Status(_) => "status",
            Self::TooLong => "too_long",
            Self::Unknown(_) => "unknown",
            Self::Untrusted(_) => "untrusted",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(url: &str, reach: Reach) -> Call {
        Call { url: Url::parse(url).unwrap(), reach, most: 1 }
    }

    #[test]
    fn plain_http_stays_on_this_machine_and_is_for_the_offices_own_clients() {
        for url in ["http://localhost:3000/out", "http://127.0.0.1/", "http://[::1]:8080/"] {
            assert!(call(url, Reach::Office).may_be_plain(), "{url}");
            assert!(!call(url, Reach::Public).may_be_plain(), "{url}");
        }
        for url in
            ["http://10.0.0.4/", "http://files.office.local/", "ftp://localhost/", "https://localhost/"]
        {
            assert!(!call(url, Reach::Office).may_be_plain(), "{url}");
        }
        let plain = call("http://localhost:3000/", Reach::Office);
        assert!(plain.may_go_to("127.0.0.1".parse().unwrap(), false, false));
        assert!(!plain.may_go_to("10.0.0.4".parse().unwrap(), false, false), "whatever the name resolves to");
    }

    #[test]
    fn the_office_is_for_its_own_clients_and_metadata_for_nobody() {
        let (office, public) =
            (call("https://a.example/", Reach::Office), call("https://a.example/", Reach::Public));
        let lan: IpAddr = "192.168.1.4".parse().unwrap();
        assert!(office.may_go_to(lan, false, false));
        assert!(!public.may_go_to(lan, false, false));
        assert!(public.may_go_to(lan, false, true), "an administrator allowed it");
        assert!(public.may_go_to("8.8.8.8".parse().unwrap(), true, false));
        for metadata in ["169.254.169.254", "fe80::1", "168.63.129.16", "fd00:ec2::254"] {
            let address = metadata.parse().unwrap();
            assert!(
                !office.may_go_to(address, true, true) && !public.may_go_to(address, true, true),
                "{metadata}"
            );
        }
    }
}
