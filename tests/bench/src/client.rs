//! A small HTTP/1.1 client: one kept-alive TLS connection, one request at a time, as a relying party has.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{HOST, HeaderMap, LOCATION};
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpSocket;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use crate::error::Error;

const ANSWERED_WITHIN: Duration = Duration::from_secs(15);

/// Where a server listens and how to trust it. Its name is always `localhost`.
#[derive(Clone)]
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
    body: Option<String>,
}

impl<'a> Call<'a> {
    /// GET of a path with its query.
    pub(crate) fn get(target: &'a str) -> Self {
        Self::new(Method::GET, target)
    }

    /// POST of a form.
    pub(crate) fn post(target: &'a str, form: String) -> Self {
        Self::post_as(target, "application/x-www-form-urlencoded", form)
    }

    /// POST of a body of this media type.
    pub(crate) fn post_as(target: &'a str, media_type: &'static str, body: String) -> Self {
        let call = Self::new(Method::POST, target).header("content-type", media_type);
        Self { body: Some(body), ..call }
    }

    /// A request without a body.
    pub(crate) fn new(method: Method, target: &'a str) -> Self {
        Self { method, target, headers: Vec::new(), body: None }
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
        Self::open_from(origin, Ipv4Addr::LOCALHOST).await
    }

    /// The same from another address of the loopback: servers count by address.
    pub(crate) async fn open_from(origin: &Origin, source: Ipv4Addr) -> Result<Self, Error> {
        timeout(ANSWERED_WITHIN, Self::shake_hands(origin, source))
            .await
            .map_err(|_| Error::TimeOut("a handshake"))?
    }

    async fn shake_hands(origin: &Origin, source: Ipv4Addr) -> Result<Self, Error> {
        let socket = TcpSocket::new_v4()?;
        socket.bind((source, 0).into())?;
        let tcp = socket.connect(origin.address).await?;
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

    /// Whether the server has closed it.
    pub(crate) fn is_closed(&self) -> bool {
        self.sender.is_closed()
    }

    /// Sends one request and reads the whole answer.
    pub(crate) async fn send(&mut self, call: Call<'_>) -> Result<Answer, Error> {
        let whole = async { read(self.begin(call).await?).await };
        timeout(ANSWERED_WITHIN, whole).await.map_err(|_| Error::TimeOut("an answer"))?
    }

    /// Sends one request whose answer goes on: its body, when its status is 200.
    pub(crate) async fn stream(&mut self, what: &'static str, call: Call<'_>) -> Result<Incoming, Error> {
        let begun = timeout(ANSWERED_WITHIN, self.begin(call));
        let response = begun.await.map_err(|_| Error::TimeOut("an answer"))??;
        if response.status() == StatusCode::OK {
            return Ok(response.into_body());
        }
        Err(read(response).await?.refused(what))
    }

    async fn begin(&mut self, call: Call<'_>) -> Result<Response<Incoming>, Error> {
        let mut request = Request::builder().method(call.method).uri(call.target).header(HOST, &self.host);
        for (name, value) in call.headers {
            request = request.header(name, value);
        }
        let request = request.body(Full::from(call.body.unwrap_or_default()))?;
        self.sender.ready().await?;
        Ok(self.sender.send_request(request).await?)
    }
}

async fn read(response: Response<Incoming>) -> Result<Answer, Error> {
    let (head, body) = response.into_parts();
    let body = body.collect().await?.to_bytes();
    Ok(Answer { status: head.status, headers: head.headers, body })
}
