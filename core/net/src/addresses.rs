//! The addresses under which this machine can be reached in its own network.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::constraints;

/// Networks inside a machine and tunnels out of it: nobody in the office reaches us there, and each
/// start of a container would change the certificate.
const VIRTUAL_PREFIXES: [&str; 28] = [
    "docker",
    "veth",
    "virbr",
    "vmnet",
    "vboxnet",
    "lxc",
    "lxdbr",
    "incusbr",
    "cni",
    "flannel",
    "cali",
    "podman",
    "tun",
    "tap",
    "wg",
    "utun",
    "tailscale",
    "zt",
    "ppp",
    "ipsec",
    "awdl",
    "llw",
    "gif",
    "stf",
    "anpi",
    "ifb",
    "dummy",
    "bridge1",
];

/// The same by the names that Windows gives to adapters.
const VIRTUAL_PARTS: [&str; 7] =
    ["vethernet", "wsl", "virtualbox", "vmware", "hyper-v", "wireguard", "openvpn"];

/// The private addresses of this machine in its network, sorted, each once: what the certificate names
/// (with [`with_loopback`]) and what the LAN is told.
///
/// # Errors
/// When the system does not tell its interfaces.
pub fn on_the_lan() -> io::Result<Vec<IpAddr>> {
    let interfaces = if_addrs::get_if_addrs()?;
    let up = interfaces.iter().filter(|interface| interface.is_oper_up() && !interface.is_p2p());
    Ok(select(up.map(|interface| (interface.name.as_str(), interface.ip()))))
}

/// Every address of this machine, loopback and public ones too: to tell whether a name leads here.
///
/// # Errors
/// When the system does not tell its interfaces.
pub fn all() -> io::Result<Vec<IpAddr>> {
    let interfaces = if_addrs::get_if_addrs()?;
    Ok(sorted(interfaces.iter().map(if_addrs::Interface::ip).collect()))
}

/// These addresses and the two of loopback, sorted, each once: what the certificate names.
pub fn with_loopback(addresses: &[IpAddr]) -> Vec<IpAddr> {
    let loopback = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
    sorted(addresses.iter().copied().chain(loopback).collect())
}

/// Whether an interface of this name leads into the machine or a tunnel instead of the office.
pub(crate) fn is_virtual(name: &str) -> bool {
    let name = name.to_lowercase();
    // Docker's own bridges are `br-` and twelve hexadecimal digits; other bridges (`br0`, `br-lan`) carry
    // the office's network.
    let is_docker_bridge = name
        .strip_prefix("br-")
        .is_some_and(|id| id.len() == 12 && id.bytes().all(|byte| byte.is_ascii_hexdigit()));
    is_docker_bridge
        || VIRTUAL_PREFIXES.iter().any(|prefix| name.starts_with(prefix))
        || VIRTUAL_PARTS.iter().any(|part| name.contains(part))
}

fn select<'a>(interfaces: impl Iterator<Item = (&'a str, IpAddr)>) -> Vec<IpAddr> {
    let kept = interfaces.filter(|(name, address)| !is_virtual(name) && is_useful(*address));
    sorted(kept.map(|(_, address)| address).collect())
}

/// Private and not loopback. Link-local IPv6 (fe80::/10) is left out although the CA permits it: it means
/// something only together with a zone (`%eth0`), which neither a certificate nor a browser's URL can
/// carry, so that an entry would be reachable for nobody.
fn is_useful(address: IpAddr) -> bool {
    let is_scoped = match address {
        IpAddr::V4(_) => false,
        IpAddr::V6(address) => address.is_unicast_link_local(),
    };
    constraints::permits_address(address) && !address.is_loopback() && !is_scoped
}

fn sorted(mut addresses: Vec<IpAddr>) -> Vec<IpAddr> {
    addresses.sort_unstable();
    addresses.dedup();
    addresses
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selected(list: &[(&str, &str)]) -> Vec<String> {
        let interfaces = list.iter().map(|(name, address)| (*name, address.parse().unwrap()));
        select(interfaces).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn private_addresses_of_real_interfaces_are_kept_sorted_and_single() {
        let kept = selected(&[
            ("wlan0", "192.168.1.20"),
            ("eth0", "10.0.0.5"),
            ("en0", "fd12:3456::7"),
            ("br0", "192.168.1.20"),
            ("br-lan", "192.168.2.1"),
            ("Ethernet 2", "172.16.4.4"),
            ("eth1", "169.254.10.1"),
        ]);
        assert_eq!(
            kept,
            ["10.0.0.5", "169.254.10.1", "172.16.4.4", "192.168.1.20", "192.168.2.1", "fd12:3456::7"]
        );
    }

    #[test]
    fn public_loopback_and_scoped_addresses_are_left_out() {
        let left = [
            ("eth0", "203.0.113.5"),
            ("eth0", "2001:db8::1"),
            ("lo", "127.0.0.1"),
            ("lo", "::1"),
            ("eth0", "fe80::1"),
        ];
        assert!(selected(&left).is_empty());
    }

    #[test]
    fn networks_inside_the_machine_and_tunnels_are_left_out() {
        for name in [
            "docker0",
            "br-0123456789ab",
            "veth1a2b",
            "virbr0",
            "vEthernet (WSL)",
            "WSL (Hyper-V firewall)",
            "VirtualBox Host-Only Network",
            "tun0",
            "tap3",
            "wg0",
            "utun4",
            "tailscale0",
            "bridge100",
        ] {
            assert!(selected(&[(name, "192.168.9.9")]).is_empty(), "{name}");
        }
        for name in ["eth0", "enp3s0", "wlp2s0", "Wi-Fi", "en0", "bridge0", "bond0"] {
            assert!(!is_virtual(name), "{name}");
        }
    }

    #[test]
    fn loopback_is_added_once_for_the_certificate() {
        let list = with_loopback(&["10.0.0.5".parse().unwrap(), "127.0.0.1".parse().unwrap()]);
        let list: Vec<String> = list.iter().map(ToString::to_string).collect();
        assert_eq!(list, ["10.0.0.5", "127.0.0.1", "::1"]);
    }

    #[test]
    fn this_machine_tells_addresses_that_a_certificate_may_name() {
        assert!(on_the_lan().unwrap().into_iter().all(constraints::permits_address));
    }
}
