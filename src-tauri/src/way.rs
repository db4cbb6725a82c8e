//! The way to the server: its router in this process, or a connection to the process that holds the data directory.

use std::os::unix::net::UnixStream as StdStream;
use std::path::Path;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{Request, Response, StatusCode, Uri};
use http_body_util::BodyExt as _;
use hyper::client::conn::http2::{self, SendRequest};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::UnixStream;
use tokio::sync::watch;
use tower::ServiceExt as _;

/// A way; cheap to clone.
#[derive(Clone)]
pub(crate) enum Way {
    /// In this process.
    Here(Router),
    /// Over a socket of this machine.
    There(SendRequest<Body>),
}

/// What came back, whole.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) bytes: Bytes,
}

impl Way {
    /// Opens a connection over a stream; the receiver tells when it has ended.
    async fn over(stream: UnixStream) -> Result<(Self, watch::Receiver<bool>), hyper::Error> {
        // One connection for all: a person may have to confirm each.
        let (send, connection) = http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await?;
        let (ended, end) = watch::channel(false);
        tauri::async_runtime::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "the connection to the server broke");
            }
            ended.send_replace(true);
        });
        Ok((Self::There(send), end))
    }

    /// The way to the server that listens at a socket, if it answers us.
    pub(crate) async fn open(socket: &Path) -> Option<(Self, watch::Receiver<bool>)> {
        let (way, end) = Self::over(server::control::connect(socket).await.ok()?).await.ok()?;
        way.read("/me").await?;
        Some((way, end))
    }

    /// The same over a stream that another process holds the other end of.
    pub(crate) async fn over_std(stream: StdStream) -> std::io::Result<(Self, watch::Receiver<bool>)> {
        stream.set_nonblocking(true)?;
        Self::over(UnixStream::from_std(stream)?).await.map_err(std::io::Error::other)
    }

    /// Sends a request of the window as the server expects it.
    pub(crate) async fn ask(&self, mut request: Request<Body>) -> Result<Response<Body>, hyper::Error> {
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
        match self {
            Self::Here(router) => {
                *request.uri_mut() = path.parse().unwrap_or_default();
                let router = router.clone();
                Ok(router.oneshot(request).await.unwrap_or_else(|never| match never {}))
            }
            Self::There(send) => {
                // HTTP/2 wants a name; the server behind the socket asks for none.
                *request.uri_mut() = format!("http://control{path}").parse::<Uri>().unwrap_or_default();
                let mut send = send.clone();
                send.ready().await?;
                Ok(send.send_request(request).await?.map(Body::new))
            }
        }
    }

    /// A GET of the admin API, whole.
    pub(crate) async fn get(&self, path: &str) -> Option<Answer> {
        let uri = format!("{}{path}", server::ADMIN_API);
        let response = self.ask(Request::get(uri).body(Body::empty()).ok()?).await.ok()?;
        let (parts, body) = response.into_parts();
        Some(Answer { status: parts.status, bytes: body.collect().await.ok()?.to_bytes() })
    }

    /// The same as JSON; nothing where it was refused.
    pub(crate) async fn read(&self, path: &str) -> Option<serde_json::Value> {
        let answer = self.get(path).await.filter(|answer| answer.status.is_success())?;
        serde_json::from_slice(&answer.bytes).ok()
    }
}
