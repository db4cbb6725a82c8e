//! What we read out of a certificate: its life, its names, its public key.

use std::net::IpAddr;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer, X509Certificate};

use crate::fingerprint;

/// The names that a certificate vouches for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sans {
    /// Host names, in the order of the certificate.
    pub dns: Vec<String>,
    /// Addresses, in the order of the certificate.
    pub ip: Vec<IpAddr>,
}

/// The facts of one certificate that others ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The subject as text, for people.
    pub subject: String,
    /// The common name of the subject.
    pub common_name: Option<String>,
    /// Who signed it, as text, for people.
    pub issuer: String,
    /// First second of its life.
    pub not_before: i64,
    /// Last second of its life.
    pub not_after: i64,
    /// The names it vouches for.
    pub sans: Sans,
    /// Whether it may sign others.
    pub is_ca: bool,
    /// Whether it may stand for a TLS server: no extended key usage at all, or one with serverAuth.
    pub serves: bool,
    /// SHA-256 of the whole certificate.
    pub fingerprint_sha256: [u8; 32],
    /// SHA-256 of its public key, the value that phones pin.
    pub spki_sha256: [u8; 32],
}

/// The bytes are not one X.509 certificate in DER.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a certificate in DER")]
pub struct NotACertificate;

/// The first certificate of a text in PEM (RFC 7468), as DER.
pub fn first_pem(text: &[u8]) -> Option<Vec<u8>> {
    CertificateDer::from_pem_slice(text).ok().map(|der| der.to_vec())
}

impl Facts {
    /// Reads the facts of a certificate in DER.
    ///
    /// # Errors
    /// When the bytes are not exactly one certificate.
    pub fn read(der: &[u8]) -> Result<Self, NotACertificate> {
        let certificate = parse(der)?;
        Ok(Self {
            subject: certificate.subject().to_string(),
            common_name: certificate
                .subject()
                .iter_common_name()
                .next()
                .and_then(|name| name.as_str().ok())
                .map(str::to_owned),
            issuer: certificate.issuer().to_string(),
            not_before: certificate.validity().not_before.timestamp(),
            not_after: certificate.validity().not_after.timestamp(),
            sans: sans_of(&certificate)?,
            is_ca: certificate.is_ca(),
            serves: serves(&certificate)?,
            fingerprint_sha256: fingerprint::sha256(der),
            spki_sha256: fingerprint::sha256(certificate.public_key().raw),
        })
    }
}

pub(crate) fn parse(der: &[u8]) -> Result<X509Certificate<'_>, NotACertificate> {
    match X509Certificate::from_der(der) {
        Ok(([], certificate)) => Ok(certificate),
        _ => Err(NotACertificate),
    }
}

fn serves(certificate: &X509Certificate<'_>) -> Result<bool, NotACertificate> {
    let usage = certificate.extended_key_usage().map_err(|_| NotACertificate)?;
    Ok(usage.is_none_or(|usage| usage.value.server_auth || usage.value.any))
}

fn sans_of(certificate: &X509Certificate<'_>) -> Result<Sans, NotACertificate> {
    let Some(extension) = certificate.subject_alternative_name().map_err(|_| NotACertificate)? else {
        return Ok(Sans::default());
    };
    let mut sans = Sans::default();
    for name in &extension.value.general_names {
        match name {
            GeneralName::DNSName(name) => sans.dns.push(name.to_ascii_lowercase()),
            GeneralName::IPAddress(bytes) => sans.ip.push(address_of(bytes).ok_or(NotACertificate)?),
            _ => {}
        }
    }
    Ok(sans)
}

fn address_of(bytes: &[u8]) -> Option<IpAddr> {
    let v4 = <[u8; 4]>::try_from(bytes).map(IpAddr::from);
    v4.or_else(|_| <[u8; 16]>::try_from(bytes).map(IpAddr::from)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rubbish_and_trailing_bytes_are_refused() {
        assert_eq!(Facts::read(b""), Err(NotACertificate));
        assert_eq!(Facts::read(b"-----BEGIN CERTIFICATE-----"), Err(NotACertificate));
        let key = rcgen::KeyPair::generate().unwrap();
        let made = rcgen::CertificateParams::new(vec!["a.local".to_owned(), "10.0.0.1".to_owned()]).unwrap();
        let mut der = made.self_signed(&key).unwrap().der().to_vec();
        let facts = Facts::read(&der).unwrap();
        assert_eq!(facts.sans.dns, ["a.local"]);
        assert_eq!(facts.sans.ip, ["10.0.0.1".parse::<IpAddr>().unwrap()]);
        der.push(0);
        assert_eq!(Facts::read(&der), Err(NotACertificate));
    }
}
