//! Whom we trust to be the suite: what a file of certificates signed, and those certificates themselves.
//!
//! The suite comes with a certificate that signed itself and calls itself a CA, which verifiers refuse as a server's; whoever
//! names it means just that one.

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};

use crate::error::Error;

/// A TLS client that trusts the certificates of a PEM text, and no others.
pub(crate) fn config(pem: &[u8]) -> Result<ClientConfig, Error> {
    let builder = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?;
    Ok(builder
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Trusted::read(pem)?))
        .with_no_client_auth())
}

#[derive(Debug)]
struct Trusted {
    named: Vec<CertificateDer<'static>>,
    signed: Arc<WebPkiServerVerifier>,
}

impl Trusted {
    fn read(pem: &[u8]) -> Result<Self, Error> {
        let named: Vec<_> = CertificateDer::pem_slice_iter(pem)
            .collect::<Result<_, _>>()
            .map_err(|_| Error::Missing("certificate in the file of --suite-ca"))?;
        let mut roots = RootCertStore::empty();
        for certificate in &named {
            roots.add(certificate.clone())?;
        }
        let provider = Arc::new(aws_lc_rs::default_provider());
        let signed = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider)
            .build()
            .map_err(|_| Error::Missing("certificate in the file of --suite-ca"))?;
        Ok(Self { named, signed })
    }
}

impl ServerCertVerifier for Trusted {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        if self.named.iter().any(|one| one.as_ref() == end_entity.as_ref()) {
            return Ok(ServerCertVerified::assertion());
        }
        self.signed.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.signed.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.signed.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.signed.supported_verify_schemes()
    }
}

#[cfg(test)]
mod tests {
    use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};

    use super::*;

    /// A certificate that signed itself and calls itself a CA, as PEM and DER, and what signs with it.
    fn authority(name: &str) -> (String, CertificateDer<'static>, Issuer<'static, KeyPair>) {
        let mut params = CertificateParams::new([name.to_owned()]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap();
        (certificate.pem(), certificate.der().clone(), Issuer::new(params, key))
    }

    fn accepts(pem: &str, certificate: &CertificateDer<'_>, name: &'static str) -> bool {
        let name = ServerName::try_from(name).unwrap();
        let trusted = Trusted::read(pem.as_bytes()).unwrap();
        trusted.verify_server_cert(certificate, &[], &name, &[], UnixTime::now()).is_ok()
    }

    #[test]
    fn the_named_certificate_is_taken_though_it_calls_itself_a_ca() {
        let (pem, der, _) = authority("suite.example");
        let (_, other, _) = authority("suite.example");
        assert!(accepts(&pem, &der, "suite.example"));
        assert!(!accepts(&pem, &other, "suite.example"));
    }

    #[test]
    fn what_a_named_ca_signed_is_taken_for_its_name() {
        let (pem, _, issuer) = authority("ca.example");
        let key = KeyPair::generate().unwrap();
        let leaf = CertificateParams::new(["suite.example".to_owned()]).unwrap().signed_by(&key, &issuer);
        let leaf = leaf.unwrap().der().clone();
        assert!(accepts(&pem, &leaf, "suite.example"));
        assert!(!accepts(&pem, &leaf, "other.example"));
        assert!(!accepts(&authority("ca.example").0, &leaf, "suite.example"));
    }

    #[test]
    fn a_file_without_a_certificate_is_said() {
        assert!(matches!(Trusted::read(b"nothing"), Err(Error::Missing(_))));
    }
}
