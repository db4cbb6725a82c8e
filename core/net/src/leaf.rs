//! The server's own certificate: what it has to name, and when it has to be made anew.

use std::net::IpAddr;

use zeroize::Zeroizing;

use crate::certificate::{Facts, NotACertificate, Sans};
use crate::constraints;

/// The names that our leaf has to carry: the canonical host, `localhost`, the current addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeafNames {
    host: String,
    addresses: Vec<IpAddr>,
}

/// Not a host name; an address is never an issuer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a host name")]
pub struct NotAHost(String);

/// The server's certificate with its key and everything that is sent with it.
pub struct Leaf {
    /// The certificate in DER.
    pub cert_der: Vec<u8>,
    /// The key (PKCS#8 DER).
    pub key_der: Zeroizing<Vec<u8>>,
    /// What the server sends: the leaf, then the CA. The CA is sent although a verifier has it: a phone
    /// that links knows only the hash of the CA's key and takes the certificate from the handshake.
    pub chain: Vec<Vec<u8>>,
    /// First second of its life.
    pub not_before: i64,
    /// Last second of its life.
    pub not_after: i64,
    /// The names it vouches for.
    pub sans: Sans,
    /// SHA-256 of the certificate.
    pub fingerprint_sha256: [u8; 32],
}

/// A stored leaf cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LeafError {
    /// Not one certificate in DER.
    #[error("the stored server certificate cannot be read")]
    Certificate(#[from] NotACertificate),
}

impl LeafNames {
    /// The names for a host and the machine's addresses. Addresses outside the permitted ranges are
    /// left out: one of them would make every verifier refuse the whole certificate.
    ///
    /// # Errors
    /// When the host is not a host name.
    pub fn new(host: &str, addresses: &[IpAddr]) -> Result<Self, NotAHost> {
        let host = constraints::parse_host(host).ok_or_else(|| NotAHost(host.to_owned()))?;
        let mut addresses: Vec<IpAddr> =
            addresses.iter().copied().filter(|address| constraints::permits_address(*address)).collect();
        addresses.sort_unstable();
        addresses.dedup();
        Ok(Self { host, addresses })
    }

    /// The canonical host.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The host names of the certificate: the canonical host and `localhost`, each once.
    pub fn hosts(&self) -> impl Iterator<Item = &str> {
        let localhost = (self.host != "localhost").then_some("localhost");
        std::iter::once(self.host.as_str()).chain(localhost)
    }

    /// The addresses of the certificate, sorted.
    pub fn addresses(&self) -> &[IpAddr] {
        &self.addresses
    }
}

impl Leaf {
    /// The leaf from what was stored: certificate, key (PKCS#8) and the CA's certificate, all in DER.
    /// Whether key and certificate belong together is seen when TLS takes them.
    ///
    /// # Errors
    /// When the certificate cannot be read.
    pub fn from_parts(cert_der: &[u8], key_der: &[u8], ca_der: &[u8]) -> Result<Self, LeafError> {
        let facts = Facts::read(cert_der)?;
        Ok(Self {
            cert_der: cert_der.to_vec(),
            key_der: Zeroizing::new(key_der.to_vec()),
            chain: vec![cert_der.to_vec(), ca_der.to_vec()],
            not_before: facts.not_before,
            not_after: facts.not_after,
            sans: facts.sans,
            fingerprint_sha256: facts.fingerprint_sha256,
        })
    }

    /// Whether two thirds of its life are gone. A clock before the beginning counts too: it was set
    /// back, and until it passes that moment again every client would refuse this certificate.
    pub fn is_due(&self, now: i64) -> bool {
        now < self.not_before || now >= self.renewal_at()
    }

    /// The moment from which the leaf is due.
    pub fn renewal_at(&self) -> i64 {
        let life = self.not_after.saturating_sub(self.not_before);
        self.not_before.saturating_add(life.saturating_mul(2) / 3)
    }

    /// Whether it carries all of these names. An address that is gone may stay until the next renewal;
    /// one that is new may not wait.
    pub fn covers(&self, names: &LeafNames) -> bool {
        names.hosts().all(|host| self.sans.dns.iter().any(|name| name == host))
            && names.addresses().iter().all(|address| self.sans.ip.contains(address))
    }
}

impl std::fmt::Debug for Leaf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Leaf")
            .field("sans", &self.sans)
            .field("not_before", &self.not_before)
            .field("not_after", &self.not_after)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parsed_filtered_sorted_and_single() {
        let given = ["192.0.2.2", "fd00::2", "192.168.1.9", "10.0.0.1", "192.168.1.9", "2001:db8::1"];
        let given: Vec<IpAddr> = given.iter().map(|address| address.parse().unwrap()).collect();
        let names = LeafNames::new("Office.local", &given).unwrap();
        assert_eq!(names.host(), "office.local");
        assert_eq!(names.hosts().collect::<Vec<_>>(), ["office.local", "localhost"]);
        let kept: Vec<String> = names.addresses().iter().map(ToString::to_string).collect();
        assert_eq!(kept, ["10.0.0.1", "192.168.1.9", "fd00::2"]);
    }

    #[test]
    fn localhost_stands_once_and_an_address_is_no_host() {
        assert_eq!(LeafNames::new("localhost", &[]).unwrap().hosts().count(), 1);
        assert_eq!(LeafNames::new("10.0.0.1", &[]), Err(NotAHost("10.0.0.1".to_owned())));
    }
}
