//! What our certificate authority may vouch for: private names, private addresses, our own name.
//!
//! The constraints stand in the CA certificate and are critical, so that a stolen CA key is of no use
//! against the web at large. They cannot be widened later; a wider CA is a new CA.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use rcgen::{CidrSubnet, GeneralSubtree, NameConstraints};
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::X509Certificate;

/// The names that every one of our CAs may vouch for, with everything below them.
pub const PERMITTED_NAMES: [&str; 4] = ["local", "localhost", "home.arpa", "internal"];

/// The address ranges that every one of our CAs may vouch for: private, link-local and loopback.
pub const PERMITTED_RANGES: [Range; 8] = [
    Range::v4([10, 0, 0, 0], 8),
    Range::v4([172, 16, 0, 0], 12),
    Range::v4([192, 168, 0, 0], 16),
    Range::v4([169, 254, 0, 0], 16),
    Range::v4([127, 0, 0, 0], 8),
    Range::v6([0xfc00, 0, 0, 0, 0, 0, 0, 0], 7),
    Range::v6([0xfe80, 0, 0, 0, 0, 0, 0, 0], 10),
    Range::v6([0, 0, 0, 0, 0, 0, 0, 1], 128),
];

/// A range of addresses in CIDR form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    base: IpAddr,
    prefix: u8,
}

impl Range {
    const fn v4(base: [u8; 4], prefix: u8) -> Self {
        let [a, b, c, d] = base;
        Self { base: IpAddr::V4(Ipv4Addr::new(a, b, c, d)), prefix }
    }

    const fn v6(base: [u16; 8], prefix: u8) -> Self {
        let [a, b, c, d, e, f, g, h] = base;
        Self { base: IpAddr::V6(Ipv6Addr::new(a, b, c, d, e, f, g, h)), prefix }
    }

    /// Whether the address lies in this range.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.base, address) {
            (IpAddr::V4(base), IpAddr::V4(address)) => {
                let mask = u32::MAX.checked_shl(32 - u32::from(self.prefix)).unwrap_or(0);
                u32::from(address) & mask == u32::from(base) & mask
            }
            (IpAddr::V6(base), IpAddr::V6(address)) => {
                let mask = u128::MAX.checked_shl(128 - u32::from(self.prefix)).unwrap_or(0);
                u128::from(address) & mask == u128::from(base) & mask
            }
            _ => false,
        }
    }
}

/// Whether a certificate of ours may name this address. One address outside the ranges makes every
/// verifier refuse the whole certificate, so this is asked before each one goes in.
pub fn permits_address(address: IpAddr) -> bool {
    PERMITTED_RANGES.iter().any(|range| range.contains(address))
}

/// Whether every CA of ours may vouch for this host, whatever its issuer is.
pub fn is_private_name(host: &str) -> bool {
    PERMITTED_NAMES.iter().any(|base| is_within(host, base))
}

/// Whether `host` is `base` or below it; both in lower case, as RFC 5280, 4.2.1.10 has it.
pub(crate) fn is_within(host: &str, base: &str) -> bool {
    host.strip_suffix(base).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// A host name that may stand in a certificate: lower case, no final dot, never an address.
pub(crate) fn parse_host(host: &str) -> Option<String> {
    let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last_is_number =
        host.rsplit('.').next().is_some_and(|label| label.bytes().all(|byte| byte.is_ascii_digit()));
    (host.len() <= 253 && host.split('.').all(is_label) && !last_is_number).then_some(host)
}

/// The extension for a CA whose issuer lives at `host`: the private names and ranges, and the host
/// itself when it is not below one of them already.
pub(crate) fn for_host(host: &str) -> NameConstraints {
    let own = (!is_private_name(host)).then_some(host);
    let names = PERMITTED_NAMES.into_iter().chain(own).map(|name| GeneralSubtree::DnsName(name.to_owned()));
    let ranges = PERMITTED_RANGES
        .iter()
        .map(|range| GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(range.base, range.prefix)));
    NameConstraints { permitted_subtrees: names.chain(ranges).collect(), excluded_subtrees: Vec::new() }
}

/// The names that this CA certificate permits. A certificate without constraints permits none: it is
/// not one that we made.
pub(crate) fn names_in(certificate: &X509Certificate<'_>) -> Vec<String> {
    let Ok(Some(constraints)) = certificate.name_constraints() else { return Vec::new() };
    let permitted = constraints.value.permitted_subtrees.iter().flatten();
    permitted
        .filter_map(|subtree| match &subtree.base {
            GeneralName::DNSName(name) => Some(name.to_ascii_lowercase()),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_permitted_and_public_ones_are_not() {
        for inside in [
            "10.0.0.1",
            "10.255.255.255",
            "172.16.0.1",
            "172.31.9.9",
            "192.168.178.20",
            "169.254.7.7",
            "127.0.0.1",
            "fd00::2",
            "fc00::1",
            "fe80::1",
            "::1",
        ] {
            assert!(permits_address(inside.parse().unwrap()), "{inside}");
        }
        for outside in [
            "9.255.255.255",
            "11.0.0.1",
            "172.15.255.255",
            "172.32.0.1",
            "192.167.1.1",
            "192.0.2.2",
            "8.8.8.8",
            "2001:db8::1",
            "fec0::1",
            "::",
            "::2",
            "::ffff:10.0.0.1",
        ] {
            assert!(!permits_address(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn a_name_is_within_a_base_only_at_a_label() {
        assert!(is_private_name("office.local"));
        assert!(is_private_name("localhost"));
        assert!(is_private_name("id.home.arpa"));
        assert!(!is_private_name("notlocal"));
        assert!(!is_private_name("local.example.com"));
        assert!(!is_private_name("arpa"));
    }

    #[test]
    fn a_host_is_parsed_once_and_never_an_address() {
        assert_eq!(parse_host("Office.LOCAL.").as_deref(), Some("office.local"));
        assert_eq!(parse_host("xn--bro-hoa.example").as_deref(), Some("xn--bro-hoa.example"));
        for bad in
            ["", ".", "a..b", "-a.local", "a-.local", "192.168.1.1", "[::1]", "::1", "a b", "bü.de", "1"]
        {
            assert_eq!(parse_host(bad), None, "{bad}");
        }
        assert_eq!(parse_host(&format!("{}.local", "a".repeat(64))), None);
    }

    #[test]
    fn a_host_of_its_own_is_added_to_the_constraints_and_a_private_one_is_not() {
        assert_eq!(for_host("office.local").permitted_subtrees.len(), 12);
        let own = for_host("id.example.com");
        assert_eq!(own.permitted_subtrees.len(), 13);
        assert!(own.permitted_subtrees.contains(&GeneralSubtree::DnsName("id.example.com".to_owned())));
    }
}
