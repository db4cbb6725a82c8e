//! A look at an app's address from here: does its name resolve, does its port answer, does its certificate hold. And where
//! such a look may go.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// Where to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its name, or its address without brackets.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Whether TLS is spoken there.
    pub is_encrypted: bool,
}

/// An address cannot be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this takes an address of the web, as https://files.office.local/")]
pub struct NotOfTheWeb;

impl Target {
    /// Host and port of a URL of the web; the rest is not looked at.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, NotOfTheWeb> {
        let url = Url::parse(text.trim()).map_err(|_| NotOfTheWeb)?;
        let is_encrypted = match url.scheme() {
            "https" => true,
            "http" => false,
            _ => return Err(NotOfTheWeb),
        };
        let host = match url.host().ok_or(NotOfTheWeb)? {
            Host::Domain(name) => name.trim_end_matches('.').to_owned(),
            Host::Ipv4(address) => address.to_string(),
            Host::Ipv6(address) => address.to_string(),
        };
        if host.is_empty() || host.len() > 253 || !url.username().is_empty() || url.password().is_some() {
            return Err(NotOfTheWeb);
        }
        Ok(Self { host, port: url.port_or_known_default().ok_or(NotOfTheWeb)?, is_encrypted })
    }

    /// Whether it names this very machine.
    pub fn is_loopback(&self) -> bool {
        self.host == "localhost"
            || self.host.ends_with(".localhost")
            || self.host.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback())
    }
}

/// Whether a look may go to an address. An office's apps stand on private addresses and an administrator asks, so those
/// are allowed; where a machine's provider answers questions about the machine itself (169.254.169.254 and its like), and
/// what is no single machine's address, are not.
pub fn may_look_at(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => may_look_at_v4(address),
        IpAddr::V6(address) => may_look_at_v6(address),
    }
}

/// How far a look goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Wherever [`may_look_at`] says: an administrator asks, or all of it is a trial on one computer.
    Office,
    /// Not to this server's own machine, whose services are nobody else's business: somebody asks for an app of theirs.
    Others,
}

impl Reach {
    /// Whether a look may go to an address; `own`: those of this machine.
    pub fn allows(self, address: IpAddr, own: &[IpAddr]) -> bool {
        may_look_at(address) && (self == Self::Office || !is_here(address, own))
    }
}

/// Whether an address is one of this machine; `own`: those of its interfaces.
pub fn is_here(address: IpAddr, own: &[IpAddr]) -> bool {
    let there = translated(address).map_or(address.to_canonical(), IpAddr::V4);
    there.is_loopback() || own.iter().any(|own| own.to_canonical() == there)
}

/// The address of the older internet that one of the newer stands for: NAT64 (RFC 6052, 2.1) and 6to4 (RFC 3056, 2).
fn translated(address: IpAddr) -> Option<Ipv4Addr> {
    let IpAddr::V6(address) = address else { return None };
    let (high, low) = match address.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => (high, low),
        _ => return None,
    };
    let [[a, b], [c, d]] = [high.to_be_bytes(), low.to_be_bytes()];
    Some(Ipv4Addr::new(a, b, c, d))
}

fn may_look_at_v4(address: Ipv4Addr) -> bool {
    let [a, ..] = address.octets();
    // 100.100.100.200 and 192.0.0.192 are metadata of providers as well.
    let is_metadata =
        [Ipv4Addr::new(100, 100, 100, 200), Ipv4Addr::new(192, 0, 0, 192), Ipv4Addr::new(168, 63, 129, 16)];
    !(a == 0 || a >= 224 || address.is_link_local() || is_metadata.contains(&address))
}

fn may_look_at_v6(address: Ipv6Addr) -> bool {
    if let Some(translated) = translated(IpAddr::V6(address)) {
        return may_look_at_v4(translated);
    }
    let [a, b, c, d, e, f, g, h] = address.segments();
    // Networks choose for themselves where in it the other address lies (RFC 8215).
    let is_translated_here = [a, b, c] == [0x64, 0xff9b, 1];
    let is_old_form = [a, b, c, d, e, f] == [0; 6] && !address.is_loopback();
    let is_link_local = a & 0xffc0 == 0xfe80;
    // fd00:ec2::254, fd20:ce::254 and their like.
    let is_metadata = a & 0xff00 == 0xfd00 && h == 0x254 && [c, d, e, f, g] == [0; 5];
    !(address.is_unspecified()
        || address.is_multicast()
        || is_old_form
        || is_link_local
        || is_metadata
        || is_translated_here)
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The addresses of the name that may be looked at.
    pub addresses: Vec<IpAddr>,
    /// Whether there are others, which may not.
    pub has_forbidden: bool,
    /// Whether something answers at the port; nothing where there was no address to ask.
    pub answer: Option<Answer>,
    /// The certificate; nothing where none was shown or asked for.
    pub certificate: Option<Shown>,
}

/// What came of knocking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It answers, at this address.
    Open(IpAddr),
    /// The machine says that nothing listens.
    Closed,
    /// Nobody says anything.
    Silent,
    /// Another mishap on the way, such as no route.
    Unreachable,
    /// It is this server itself.
    Ourselves,
}

/// The certificate that was shown, or why there was none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// There is no TLS.
    NoTls,
    /// One that browsers take that trust what this machine does.
    Sound {
        /// When it ends; seconds since 1970.
        not_after: i64,
    },
    /// One that they do not take.
    Unsound {
        /// Why.
        fault: Fault,
        /// The names that it is for.
        names: Vec<String>,
        /// When it ends; seconds since 1970.
        not_after: i64,
    },
}

/// Why a certificate is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its time is over.
    Expired,
    /// Its time has not come.
    NotYet,
    /// It is for other names.
    OtherName,
    /// Nobody whom this machine trusts vouches for it.
    UnknownAuthority,
    /// Something else.
    Other,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_an_address_of_the_web_and_no_more() {
        let target = Target::parse("https://Files.Office.local/cb?x=1").unwrap();
        assert_eq!(
            (target.host.as_str(), target.port, target.is_encrypted),
            ("files.office.local", 443, true)
        );
        assert_eq!(Target::parse("http://10.0.0.4:3000/").unwrap().port, 3_000);
        assert!(Target::parse("http://[::1]:3000/").unwrap().is_loopback());
        assert!(Target::parse("http://127.1/").unwrap().is_loopback(), "as browsers read it");
        for other in [
            "",
            "files",
            "ftp://files/",
            "https://",
            "javascript:alert(1)",
            "https://u:p@files/",
            "file:///etc",
        ] {
            assert_eq!(Target::parse(other), Err(NotOfTheWeb), "{other}");
        }
    }

    #[test]
    fn a_look_goes_to_the_lan_and_to_the_internet_and_never_to_metadata() {
        for allowed in [
            "192.168.1.4",
            "10.1.1.1",
            "127.0.0.1",
            "::1",
            "fd12::7",
            "8.8.8.8",
            "2a00::1",
            "fd00::254:1",
            "2002:808:808::1",
        ] {
            assert!(may_look_at(allowed.parse().unwrap()), "{allowed}");
        }
        for forbidden in [
            "169.254.169.254",
            "::ffff:169.254.169.254",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::a9fe:a9fe",
            "64:ff9b:1:ffff::1",
            "2002:a9fe:a9fe::1",
            "2002:6464:64c8::1",
            "::a9fe:a9fe",
            "fe80::1",
            "fd00:ec2::254",
            "fd20:ce::254",
            "100.100.100.200",
            "168.63.129.16",
            "0.0.0.0",
            "::",
            "224.0.0.251",
            "255.255.255.255",
            "ff02::fb",
        ] {
            assert!(!may_look_at(forbidden.parse().unwrap()), "{forbidden}");
        }
    }

    #[test]
    fn a_developers_look_goes_to_no_address_of_this_machine() {
        let own: [IpAddr; 2] = ["192.168.1.10".parse().unwrap(), "fd12::10".parse().unwrap()];
        for here in [
            "127.0.0.1",
            "127.8.8.8",
            "::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "192.168.1.10",
            "::ffff:192.168.1.10",
            "64:ff9b::c0a8:10a",
            "fd12::10",
        ] {
            let here = here.parse().unwrap();
            assert!(!Reach::Others.allows(here, &own), "{here}");
            assert!(Reach::Office.allows(here, &own), "{here}");
        }
        for there in ["192.168.1.11", "fd12::11", "8.8.8.8", "64:ff9b::808:808"] {
            assert!(Reach::Others.allows(there.parse().unwrap(), &own), "{there}");
        }
        for nowhere in ["169.254.169.254", "fe80::1", "224.0.0.251", "0.0.0.0", "::"] {
            assert!(!Reach::Others.allows(nowhere.parse().unwrap(), &own), "{nowhere}");
        }
    }
}
