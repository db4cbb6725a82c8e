//! Our TLS: one provider, TLS 1.2 and 1.3, and a certificate that can be changed while we serve.

use std::sync::{Arc, PoisonError, RwLock};

use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConfig, RootCertStore, ServerConfig, SupportedProtocolVersion};

use crate::fingerprint;
use crate::leaf::Leaf;

/// The versions that we speak; nothing older has a place in a new product (RFC 8996).
pub const VERSIONS: [&SupportedProtocolVersion; 2] = [&TLS13, &TLS12];

/// The certificate that new connections get. Clones share it, so that whoever renews it needs no way to
/// the listener.
#[derive(Clone)]
pub struct Certificates {
    current: Arc<RwLock<Arc<CertifiedKey>>>,
}

/// TLS cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The library refused the configuration.
    #[error("TLS cannot be configured")]
    Config(#[source] rustls::Error),
    /// The key cannot be used or does not belong to the certificate.
    #[error("the key cannot be used with the certificate")]
    Key(#[source] rustls::Error),
    /// The root is not a certificate that can vouch for others.
    #[error("this certificate cannot be a root")]
    Root(#[source] rustls::Error),
}

impl Certificates {
    /// Starts with this certificate.
    pub fn new(first: CertifiedKey) -> Self {
        Self { current: Arc::new(RwLock::new(Arc::new(first))) }
    }

    /// New connections get this certificate from now on; those that are open live on with theirs.
    pub fn swap(&self, next: CertifiedKey) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
    }

    /// What a new connection would get.
    pub fn current(&self) -> Arc<CertifiedKey> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// SHA-256 of the certificate that a new connection would get.
    pub fn fingerprint_sha256(&self) -> Option<[u8; 32]> {
        self.current().cert.first().map(|cert| fingerprint::sha256(cert))
    }
}

impl std::fmt::Debug for Certificates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sha256 = self.fingerprint_sha256().map(|bytes| fingerprint::hex(&bytes));
        f.debug_struct("Certificates").field("sha256", &sha256).finish()
    }
}

impl ResolvesServerCert for Certificates {
    /// Every name gets the same certificate: we have one, and a browser that came under an old name
    /// learns from it which names are ours.
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.current())
    }
}

/// The server's side: our certificates, HTTP/2 and HTTP/1.1, resumption by tickets.
///
/// # Errors
/// When the library refuses the configuration.
pub fn server_config(certificates: &Certificates) -> Result<Arc<ServerConfig>, TlsError> {
    let mut config = ServerConfig::builder_with_provider(provider())
        .with_protocol_versions(&VERSIONS)
        .map_err(TlsError::Config)?
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(certificates.clone()));
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    // Tickets instead of a table: nothing grows with the number of clients.
    config.ticketer = aws_lc_rs::Ticketer::new().map_err(TlsError::Config)?;
    // One ticket a handshake is what browsers use; the second of the default is a signature's worth of
    // bytes for nothing.
    config.send_tls13_tickets = 1;
    Ok(Arc::new(config))
}

/// A client that trusts these roots (DER) and nothing else.
///
/// # Errors
/// When a root cannot vouch, or the library refuses the configuration.
pub fn client_config(roots_der: &[&[u8]]) -> Result<ClientConfig, TlsError> {
    let mut roots = RootCertStore::empty();
    for root in roots_der {
        roots.add(CertificateDer::from(*root)).map_err(TlsError::Root)?;
    }
    let config = ClientConfig::builder_with_provider(provider())
        .with_protocol_versions(&VERSIONS)
        .map_err(TlsError::Config)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(config)
}

/// Our leaf in the form that TLS serves.
///
/// # Errors
/// When key and certificate do not belong together.
pub fn certified_key(leaf: &Leaf) -> Result<CertifiedKey, TlsError> {
    let chain = leaf.chain.iter().map(|der| CertificateDer::from(der.clone())).collect();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(leaf.key_der.to_vec()));
    CertifiedKey::from_der(chain, key, &provider()).map_err(TlsError::Key)
}

/// The one provider; handed over explicitly, so that no process-wide default decides.
pub(crate) fn provider() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}

#[cfg(test)]
mod tests;
