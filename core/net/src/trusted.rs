//! Whom we trust when we call others: whom this machine trusts, and the CAs of `net.extra_ca_file`.

use std::io;
use std::path::Path;
use std::sync::Arc;

use rustls::ClientConfig;
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls_platform_verifier::Verifier;

use crate::tls;

/// Whom we trust.
#[derive(Clone, Debug)]
pub struct Trusted {
    verifier: Arc<Verifier>,
}

/// Nobody can be trusted.
#[derive(Debug, thiserror::Error)]
pub enum TrustedError {
    /// The file of further CAs.
    #[error("net.extra_ca_file cannot be read: {0}")]
    ExtraCa(String),
    /// This machine trusts no CA, most often since the package with them (ca-certificates) is not installed.
    #[error("the certificates that this machine trusts cannot be used: {0}")]
    Tls(#[from] rustls::Error),
}

impl Trusted {
    /// Reads the CAs that this machine trusts, and those of the file (PEM). Blocks.
    ///
    /// # Errors
    /// When there is no CA to trust, or the file cannot be read.
    pub fn read(extra_ca_file: Option<&Path>) -> Result<Self, TrustedError> {
        let extra = extra_ca_file.map(read_extra).transpose()?.unwrap_or_default();
        Ok(Self { verifier: Arc::new(Verifier::new_with_extra_roots(extra, tls::provider())?) })
    }

    /// A client that trusts them.
    ///
    /// # Errors
    /// When the library refuses the configuration.
    pub fn client_config(&self) -> Result<ClientConfig, TrustedError> {
        self.client_config_by(Arc::clone(&self.verifier) as Arc<dyn ServerCertVerifier>)
    }

    /// A client whose certificates somebody else looks at.
    pub(crate) fn client_config_by(
        &self,
        verifier: Arc<dyn ServerCertVerifier>,
    ) -> Result<ClientConfig, TrustedError> {
        Ok(ClientConfig::builder_with_provider(tls::provider())
            .with_protocol_versions(&tls::VERSIONS)?
            .dangerous() // rustls' word for any other verifier than its own; this one asks the system
            .with_custom_certificate_verifier(verifier)
            .with_no_client_auth())
    }

    /// Who looks at certificates.
    pub(crate) fn verifier(&self) -> Arc<Verifier> {
        Arc::clone(&self.verifier)
    }
}

fn read_extra(path: &Path) -> Result<Vec<CertificateDer<'static>>, TrustedError> {
    let refuse =
        |error: &dyn std::fmt::Display| TrustedError::ExtraCa(format!("{}: {error}", path.display()));
    let text = std::fs::read(path).map_err(|error| refuse(&error))?;
    let found = CertificateDer::pem_slice_iter(&text).collect::<Result<Vec<_>, _>>();
    let found = found.map_err(|error| refuse(&error))?;
    if found.is_empty() { Err(refuse(&io::Error::other("there is no certificate in it"))) } else { Ok(found) }
}
