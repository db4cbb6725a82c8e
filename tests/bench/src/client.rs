//! A small HTTP/1.1 client: one kept-alive TLS connection, one request at a time, as a relying party has.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{CONTENT_TYPE, HOST, HeaderMap, LOCATION};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use crate::error::Error;

const ANSWERED_WITHIN: Duration = Duration::from_secs(15);

/// Where a server listens and how to trust it. Its name is always `localhost`.
pub(crate) struct Origin {
    address: SocketAddr,
    tls: TlsConnector,
}

impl Origin {
    /// An origin whose certificate is vouched for by the certificates in `ca_pem`.
    pub(crate) fn new(address: SocketAddr, ca_pem: &str) -> Result<Self, Error> {
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(ca_pem.as_bytes()) {
            roots.add(certificate.map_err(|_| Error::Missing("certificate in the CA's PEM"))?)?;
        }
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { address, tls: TlsConnector::from(Arc::new(config)) })
    }
}

/// One request.
pub(crate) struct Call<'a> {
    method: Method,
    target: &'a str,
    headers: Vec<(&'static str, &'a str)>,
    form: Option<String>,
}

impl<'a> Call<'a> {
    /// GET of a path with its query.
    pub(crate) fn get(target: &'a str) -> Self {
        Self { method: Method::GET, target, headers: Vec::new(), form: None }
    }

    /// POST of a form.
    pub(crate) fn post(target: &'a str, form: String) -> Self {
        Self { method: Method::POST, target, headers: Vec::new(), form: Some(form) }
    }

    /// Adds a header; an empty value adds none.
    pub(crate) fn header(mut self, name: &'static str, value: &'a str) -> Self {
        if !value.is_empty() {
            self.headers.push((name, value));
        }
        self
    }
}

/// What came back, read to its end.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    /// The answer itself if it has this status, else what it said instead.
    pub(crate) fn expect(self, what: &'static str, status: StatusCode) -> Result<Self, Error> {
        if self.status == status { Ok(self) } else { Err(self.refused(what)) }
    }

    /// An error that quotes this answer.
    pub(crate) fn refused(&self, what: &'static str) -> Error {
        let body = String::from_utf8_lossy(&self.body).chars().take(300).collect();
        Error::Answer { what, status: self.status.as_u16(), body }
    }

    /// Where it redirects to.
    pub(crate) fn location(&self) -> Option<&str> {
        if !self.status.is_redirection() {
            return None;
        }
        self.headers.get(LOCATION)?.to_str().ok()
    }
}

/// One kept-alive connection.
pub(crate) struct Connection {
    sender: SendRequest<Full<Bytes>>,
    host: String,
}

impl Connection {
    /// Connects and shakes hands.
    pub(crate) async fn open(origin: &Origin) -> Result<Self, Error> {
        timeout(ANSWERED_WITHIN, Self::shake_hands(origin))
            .await
            .map_err(|_| Error::TimeOut("a handshake"))?
    }

    async fn shake_hands(origin: &Origin) -> Result<Self, Error> {
        let tcp = TcpStream::connect(origin.address).await?;
        tcp.set_nodelay(true)?;
        let name = ServerName::try_from("localhost").map_err(|_| Error::Missing("server name"))?;
        let tls = origin.tls.connect(name, tcp).await?;
        let (sender, connection) = http1::handshake(TokioIo::new(tls)).await?;
        tokio::task::spawn_local(async move {
            // A broken connection shows at the next request.
            let _ = connection.await;
        });
        Ok(Self { sender, host: format!("localhost:{}", origin.address.port()) })
    }

    /// Sends one request and reads the whole answer.
    pub(crate) async fn send(&mut self, call: Call<'_>) -> Result<Answer, Error> {
        let mut request = Request::builder().method(call.method).uri(call.target).header(HOST, &self.host);
        for (name, value) in call.headers {
            request = request.header(name, value);
        }
        if call.form.is_some() {
            request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        let request = request.body(Full::from(call.form.unwrap_or_default()))?;
        timeout(ANSWERED_WITHIN, self.exchange(request)).await.map_err(|_| Error::TimeOut("an answer"))?
    }

    async fn exchange(&mut self, request: Request<Full<Bytes>>) -> Result<Answer, Error> {
        self.sender.ready().await?;
        let (head, body) = self.sender.send_request(request).await?.into_parts();
        let body = body.collect().await?.to_bytes();
        Ok(Answer { status: head.status, headers: head.headers, body })
    }
}
