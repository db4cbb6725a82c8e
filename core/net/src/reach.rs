//! Where a request of ours may go: to a public address, or where somebody said that a private one is meant. What was
//! checked is what is connected to, so a name that changes its address between look-up and connection gains nothing.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// Whether a host may be reached at an address.
type Admits = dyn Fn(&str, IpAddr) -> bool + Send + Sync;

/// Looks names up, and keeps the addresses that may be reached.
#[derive(Clone)]
pub(crate) struct Checked {
    admits: Arc<Admits>,
    /// What is said where none is left, behind the name.
    refusal: &'static str,
}

impl Checked {
    pub(crate) fn new(
        admits: impl Fn(&str, IpAddr) -> bool + Send + Sync + 'static,
        refusal: &'static str,
    ) -> Self {
        Self { admits: Arc::new(admits), refusal }
    }
}

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let checked = self.clone();
        Box::pin(async move {
            let host = name.as_str();
            let found = tokio::net::lookup_host((host, 0)).await?;
            let kept: Vec<SocketAddr> =
                found.filter(|address| (checked.admits)(host, address.ip())).collect();
            if kept.is_empty() {
                let why = format!("{host} {}", checked.refusal);
                return Err(io::Error::new(io::ErrorKind::AddrNotAvailable, why).into());
            }
            let kept: Addrs = Box::new(kept.into_iter());
            Ok(kept)
        })
    }
}

/// The addresses of this machine.
pub(crate) fn own_addresses() -> Vec<IpAddr> {
    if_addrs::get_if_addrs().unwrap_or_default().iter().map(if_addrs::Interface::ip).collect()
}

/// Whether an address is one of the internet at large: none of the special ranges of RFC 6890 and its registries.
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = a == 0
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || a == 100 && (64..128).contains(&b) // shared by a provider's customers
        || a == 192 && b == 0 && c == 0 // protocol assignments
        || address.is_documentation()
        || a == 198 && (b == 18 || b == 19) // benchmarks
        || a >= 224; // multicast, reserved, broadcast
    !is_special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = address.segments();
    // Global unicast is 2000::/3; all else is local, special or not given out, but for a translated IPv4 address.
    if [a, b, c, d, e, f] == [0x64, 0xff9b, 0, 0, 0, 0] {
        let [[i, j], [k, l]] = [g.to_be_bytes(), h.to_be_bytes()];
        return is_public_v4(Ipv4Addr::new(i, j, k, l));
    }
    let is_special = match a {
        0x2001 => b < 0x200 || b == 0xdb8, // Teredo and other protocols; documentation
        0x2002 => true,                    // 6to4: an IPv4 address of anybody's choice
        0x3fff => b < 0x1000,              // documentation
        _ => false,
    };
    (0x2000..0x4000).contains(&a) && !is_special
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_internet_are_public() {
        for public in [
            "8.8.8.8",
            "142.250.1.1",
            "100.63.0.1",
            "100.128.0.1",
            "192.0.1.1",
            "2a00:1450:4001::200a",
            "64:ff9b::8.8.8.8",
            "::ffff:8.8.8.8",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
        for special in [
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::7f00:1",
            "64:ff9b::10.0.0.1",
            "64:ff9b:1::1",
            "fd00::1",
            "fe80::1",
            "ff02::1",
            "2001:db8::1",
            "2001::1",
            "2002:7f00:1::",
            "3fff::1",
        ] {
            assert!(!is_public(special.parse().unwrap()), "{special}");
        }
    }
}
