//! Whether addresses lie on the office's network, as far as an address tells. For people to judge by, never to decide by.

use std::net::{IpAddr, Ipv6Addr};

/// Whether an address is one of a local network.
pub fn is_local(address: &str) -> bool {
    match address.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V4(v4)) => v4.is_private() || v4.is_loopback() || v4.is_link_local(),
        Ok(IpAddr::V6(v6)) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
        Err(_) => false,
    }
}

/// Whether two addresses most likely lie in one network: /24, /64.
pub fn is_same(one: &str, other: &str) -> bool {
    match (one.parse::<IpAddr>(), other.parse::<IpAddr>()) {
        (Ok(one), Ok(other)) => match (one.to_canonical(), other.to_canonical()) {
            (IpAddr::V4(one), IpAddr::V4(other)) => one.octets().get(..3) == other.octets().get(..3),
            (IpAddr::V6(one), IpAddr::V6(other)) => one.octets().get(..8) == other.octets().get(..8),
            _ => false,
        },
        _ => false,
    }
}

/// What one machine is counted under: a whole address, and of IPv6 the network, since a machine takes as many addresses of
/// its /64 as it likes. Those that cannot be told count as one.
pub fn counted(address: &str) -> String {
    match address.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(v6)) => format!("{}/64", Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
        Ok(v4) => v4.to_string(),
        Err(_) => "unknown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_is_counted_under_its_network_where_it_has_many_addresses() {
        assert_eq!(counted("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
        assert_eq!(counted("2001:db8:1:2::7"), counted("2001:db8:1:2:ffff::"));
        assert_eq!(
            (counted("::ffff:10.0.0.1"), counted("10.0.0.2"), counted("")),
            ("10.0.0.1".into(), "10.0.0.2".into(), "unknown".into())
        );
    }

    #[test]
    fn private_addresses_are_local_and_neighbours_share_a_network() {
        assert!(
            is_local("192.168.1.9") && is_local("::1") && is_local("fd00::1") && is_local("::ffff:10.0.0.1")
        );
        assert!(!is_local("203.0.113.5") && !is_local("") && !is_local("2001:db8::1"));
        assert!(is_same("192.168.1.9", "::ffff:192.168.1.200") && !is_same("192.168.1.9", "192.168.2.9"));
        assert!(is_same("fd00::1", "fd00::2") && !is_same("fd00::1", "10.0.0.1") && !is_same("", ""));
    }
}
