//! The calls that this app makes to the sign-in server: bounded, without redirects, trusting one CA.

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::time::Duration;

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse, http};
use reqwest::redirect::Policy;
use reqwest::{Certificate, Client};
use rustls::CertificateError;

/// The longest answer that is read; discovery, keys and tokens are a few kilobytes.
const LIMIT_BYTES: usize = 1024 * 1024;

/// An HTTP client for the `openidconnect` crate.
#[derive(Debug)]
pub(crate) struct Fetch {
    client: Client,
}

/// Why a call to the sign-in server brought no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FetchError {
    #[error("{path}: {source}")]
    CaFile { path: PathBuf, source: io::Error },
    #[error("the certificate does not name this server")]
    NameMismatch(#[source] reqwest::Error),
    #[error("the certificate is not signed by a CA that this app trusts")]
    NotTrusted(#[source] reqwest::Error),
    #[error("no valid certificate in {0}")]
    NoCertificate(PathBuf),
    #[error("the answer is not HTTP as it should be")]
    Response(#[source] http::Error),
    #[error("the answer is longer than {LIMIT_BYTES} bytes")]
    TooLong,
    #[error("the server does not answer")]
    Unreachable(#[source] reqwest::Error),
}

impl Fetch {
    /// Trusts the CA in the file and no other; without a file, the CAs of this machine.
    pub(crate) fn new(ca: Option<&Path>) -> Result<Self, FetchError> {
        // Fails only when a provider is installed already, and then there is nothing to do.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let mut builder = Client::builder()
            .redirect(Policy::none()) // a redirect could lead a secret elsewhere
            .connect_timeout(Duration::from_secs(5))
            .timeout(Duration::from_secs(15));
        if let Some(path) = ca {
            let pem =
                std::fs::read(path).map_err(|source| FetchError::CaFile { path: path.to_owned(), source })?;
            let certificates = Certificate::from_pem_bundle(&pem)
                .ok()
                .filter(|certificates| !certificates.is_empty())
                .ok_or_else(|| FetchError::NoCertificate(path.to_owned()))?;
            builder = builder.tls_certs_only(certificates);
        }
        Ok(Self { client: builder.build().map_err(classify)? })
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, FetchError> {
        let request = reqwest::Request::try_from(request).map_err(classify)?;
        let mut response = self.client.execute(request).await.map_err(classify)?;
        let mut answer = http::Response::builder().status(response.status());
        for (name, value) in response.headers() {
            answer = answer.header(name, value);
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(classify)? {
            if body.len() + chunk.len() > LIMIT_BYTES {
                return Err(FetchError::TooLong);
            }
            body.extend_from_slice(&chunk);
        }
        answer.body(body).map_err(FetchError::Response)
    }
}

impl<'c> AsyncHttpClient<'c> for Fetch {
    type Error = FetchError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, FetchError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}

/// A refused certificate and a server that is not there need different mends, so they are told apart here.
fn classify(error: reqwest::Error) -> FetchError {
    match certificate_error(&error) {
        Some(CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. }) => {
            FetchError::NameMismatch(error)
        }
        Some(_) => FetchError::NotTrusted(error),
        None => FetchError::Unreachable(error),
    }
}

fn certificate_error<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e CertificateError> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(rustls::Error::InvalidCertificate(found)) = error.downcast_ref() {
            return Some(found);
        }
        // `io::Error::source` skips the error that it wraps.
        next = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(wrapped) => Some(wrapped),
            None => error.source(),
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_error_is_found_inside_an_io_error() {
        let refused = rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer);
        let error = io::Error::other(io::Error::new(io::ErrorKind::InvalidData, refused));
        assert!(matches!(certificate_error(&error), Some(CertificateError::UnknownIssuer)));
    }

    #[test]
    fn a_missing_ca_file_is_named() {
        let error = Fetch::new(Some(Path::new("/nowhere/ca.pem"))).unwrap_err();
        assert!(error.to_string().starts_with("/nowhere/ca.pem"));
    }

    #[tokio::test]
    async fn a_closed_port_is_unreachable_and_not_untrusted() {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let request = http::Request::builder().uri(format!("https://{free}/")).body(Vec::new()).unwrap();
        let error = Fetch::new(None).unwrap().send(request).await.unwrap_err();
        assert!(matches!(error, FetchError::Unreachable(_)));
    }
}
