//! Certificates of clients (RFC 8705): asked for on a connection, and issued by our CA.
//!
//! TLS proves that the other side has the key, and no more: one client has its certificate from our CA, another one made its
//! own, and which of them counts is decided where the client is known.

use std::sync::Arc;

use domain::client::{CertificateSubject, ClientCertificate, ORGANIZATION};
use rcgen::{
    CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose,
    PKCS_ECDSA_P256_SHA256,
};
use rustls::client::danger::HandshakeSignatureValid;
use rustls::crypto::{WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{DigitallySignedStruct, Error, RootCertStore, ServerConfig, SignatureScheme};
use zeroize::Zeroizing;

use crate::ca::{Authority, CaError, date, pem};
use crate::certificate;
use crate::fingerprint;
use crate::tls::{Certificates, TlsError, VERSIONS, provider};

/// How long a certificate of a client lives, in seconds: it has to be brought to an app by hand.
pub const LIFETIME_S: i64 = 365 * 24 * 60 * 60;

/// A certificate for a client with its key.
pub struct IssuedCertificate {
    /// The certificate in PEM.
    pub certificate_pem: String,
    /// The key (PKCS#8) in PEM.
    pub key_pem: Zeroizing<String>,
    /// SHA-256 of the certificate.
    pub sha256: [u8; 32],
    /// Last second of its life.
    pub not_after: i64,
}

impl std::fmt::Debug for IssuedCertificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sha256 = fingerprint::hex(&self.sha256);
        f.debug_struct("IssuedCertificate").field("sha256", &sha256).finish_non_exhaustive()
    }
}

impl Authority {
    /// Issues a certificate for a client with a new key. It names no host and is good for no server.
    ///
    /// # Errors
    /// When the authority is not valid now.
    pub fn issue_to_client(
        &self,
        subject: &CertificateSubject,
        now: i64,
    ) -> Result<IssuedCertificate, CaError> {
        let not_after = now.saturating_add(LIFETIME_S).min(self.not_after());
        let mut name = DistinguishedName::new();
        name.push(DnType::OrganizationName, ORGANIZATION);
        name.push(DnType::OrganizationalUnitName, subject.series.as_str());
        name.push(DnType::CommonName, subject.common_name.as_str());
        let mut params = CertificateParams::default();
        params.distinguished_name = name;
        params.not_after = date(not_after)?;
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        let key = Zeroizing::new(KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?);
        let der = self.sign(params, &key, now)?;
        Ok(IssuedCertificate {
            certificate_pem: pem(&der),
            key_pem: Zeroizing::new(key.serialize_pem()),
            sha256: fingerprint::sha256(&der),
            not_after,
        })
    }
}

/// What a connection showed. `ca`: our own CA in DER, whose word about the subject counts.
pub fn read(shown: &[CertificateDer<'_>], ca: &[u8], now: i64) -> Option<ClientCertificate> {
    let (leaf, rest) = shown.split_first()?;
    let mut found = ClientCertificate::of_anybody(fingerprint::sha256(leaf));
    if is_issued_by(ca, leaf, rest, now)
        && let Some((subject, not_after)) = subject(leaf)
    {
        found = found.issued_to(subject, not_after);
    }
    Some(found)
}

/// The server's side of connections that may show a certificate. Nothing is resumed: each connection proves the key anew.
///
/// # Errors
/// When the library refuses the configuration.
pub fn asking_config(certificates: &Certificates) -> Result<Arc<ServerConfig>, TlsError> {
    let asking = Asking(provider().signature_verification_algorithms);
    let mut config = ServerConfig::builder_with_provider(provider())
        .with_protocol_versions(&VERSIONS)
        .map_err(TlsError::Config)?
        .with_client_cert_verifier(Arc::new(asking))
        .with_cert_resolver(Arc::new(certificates.clone()));
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    config.session_storage = Arc::new(rustls::server::NoServerSessionStorage {});
    config.send_tls13_tickets = 0;
    Ok(Arc::new(config))
}

/// Asks for a certificate and takes any, or none, as long as its key signs the handshake.
#[derive(Debug)]
struct Asking(WebPkiSupportedAlgorithms);

impl ClientCertVerifier for Asking {
    fn client_auth_mandatory(&self) -> bool {
        false
    }

    /// Empty: who has made its own would otherwise believe that it is not wanted.
    fn root_hint_subjects(&self) -> &[rustls::DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signed, &self.0)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signed, &self.0)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_schemes()
    }
}

fn is_issued_by(ca: &[u8], leaf: &CertificateDer<'_>, rest: &[CertificateDer<'_>], now: i64) -> bool {
    let mut roots = RootCertStore::empty();
    if roots.add(CertificateDer::from(ca)).is_err() {
        return false;
    }
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider()).build();
    let now = UnixTime::since_unix_epoch(std::time::Duration::from_secs(now.try_into().unwrap_or_default()));
    verifier.is_ok_and(|verifier| verifier.verify_client_cert(leaf, rest, now).is_ok())
}

/// Each part of a subject: its attributes by their types and values.
type Parts = Vec<Vec<(String, String)>>;

/// The parts of the subject, and when it ends; nothing where it cannot be read as text.
fn subject(leaf: &[u8]) -> Option<(Parts, i64)> {
    let certificate = certificate::parse(leaf).ok()?;
    let parts = certificate.subject().iter_rdn().map(|part| {
        let attribute = |one: &x509_parser::prelude::AttributeTypeAndValue<'_>| {
            Some((one.attr_type().to_id_string(), one.as_str().ok()?.to_owned()))
        };
        part.iter().map(attribute).collect::<Option<Vec<_>>>()
    });
    Some((parts.collect::<Option<_>>()?, certificate.validity().not_after.timestamp()))
}

#[cfg(test)]
mod tests;
