//! Listeners: TLS for everything, plain HTTP for the CA's certificate alone. Bounded in time and number.

mod certificates;
mod first_bytes;

use std::io;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use domain::client::ClientCertificate;
use domain::handshake::Outcome;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use net::handshake::outcome;
use net::tls::Certificates;
use rustls::ServerConfig;
use rustls::server::Acceptor;
use service::App;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::task::JoinSet;
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::server::TlsStream;
use tower::ServiceExt as _;
use web::Peer;

pub(crate) use certificates::serve_certificates;
use first_bytes::FirstBytes;

/// Connections at once; more wait in the system's queue.
const MAX_CONNECTIONS: usize = 16_384;
/// For the TLS handshake, and for the headers of a request; the router has a limit of its own for bodies.
const PATIENCE: Duration = Duration::from_secs(10);
/// What is under way when the server stops may take this long.
const GRACE: Duration = Duration::from_secs(10);

/// Why an address cannot be listened on.
#[derive(Debug, thiserror::Error)]
pub enum ListenError {
    /// Somebody else has it.
    #[error("port {} is taken by another program: stop that one, or choose another with --listen ADDR:PORT", .0.port())]
    Taken(SocketAddr),
    /// Ports below 1024 need a right.
    #[error("port {} needs a right that this process does not have: choose one from 1024 up with --listen ADDR:PORT", .0.port())]
    Denied(SocketAddr),
    /// Something else.
    #[error("{address} cannot be listened on: {source}")]
    Other {
        /// Where.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
}

/// Opens a listener.
pub(crate) fn bind(address: SocketAddr) -> Result<TcpListener, ListenError> {
    let open = || {
        let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
        #[cfg(unix)]
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        socket.listen(1_024)
    };
    open().map_err(|source: io::Error| match source.kind() {
        io::ErrorKind::AddrInUse => ListenError::Taken(address),
        io::ErrorKind::PermissionDenied => ListenError::Denied(address),
        _ => ListenError::Other { address, source },
    })
}

/// Opens a listener on every address of this machine: both families where there are two.
pub(crate) fn bind_all(port: u16) -> Result<TcpListener, ListenError> {
    match bind(SocketAddr::new(IpAddr::V6(Ipv6Addr::UNSPECIFIED), port)) {
        Err(ListenError::Other { .. }) => bind(SocketAddr::from(([0, 0, 0, 0], port))),
        outcome => outcome,
    }
}

/// Shakes hands with whoever comes, and notes how it ended.
#[derive(Clone)]
pub(crate) struct Shaking {
    /// How.
    pub(crate) tls: Arc<ServerConfig>,
    /// With which certificate.
    pub(crate) served: Certificates,
    /// Who notes it.
    pub(crate) app: Arc<App>,
}

impl Shaking {
    /// Nothing where it came to nothing.
    async fn shake(self, stream: TcpStream, peer: IpAddr) -> Option<TlsStream<TcpStream>> {
        let mut asked_for = None;
        let shaken = async {
            let hello = LazyConfigAcceptor::new(Acceptor::default(), stream).await?;
            asked_for = hello.client_hello().server_name().map(str::to_owned);
            // In a box of its own: a future that awaits another holds it twice, and each open stream would pay for that.
            Box::pin(hello.into_stream(self.tls)).await
        };
        let outcome = match tokio::time::timeout(PATIENCE, shaken).await {
            Ok(Ok(stream)) => {
                self.app.note_handshake(peer, asked_for.as_deref(), Outcome::Ok);
                return Some(stream);
            }
            Ok(Err(error)) => {
                tracing::debug!(%error, "a TLS handshake failed");
                outcome(&error, asked_for.as_deref(), &self.served)
            }
            Err(_) => {
                tracing::debug!("a TLS handshake took too long");
                Outcome::BrokenOff
            }
        };
        self.app.note_handshake(peer, asked_for.as_deref(), outcome);
        None
    }
}

/// Serves over TLS until told to stop. `others` brings a listener that takes the place of the one before, whose
/// connections may end.
pub(crate) async fn serve_doors(
    first: TcpListener,
    mut others: mpsc::Receiver<TcpListener>,
    shaking: Shaking,
    router: Router,
    mut stop: watch::Receiver<bool>,
) {
    let mut serving = JoinSet::new();
    let open = |listener, serving: &mut JoinSet<()>| {
        let (close, closed) = watch::channel(false);
        serving.spawn(serve_tls(listener, shaking.clone(), router.clone(), closed));
        close
    };
    let mut close = open(first, &mut serving);
    loop {
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => break,
            Some(listener) = others.recv() => {
                let next = open(listener, &mut serving);
                close.send_replace(true);
                close = next;
            }
            Some(_) = serving.join_next() => {}
        }
    }
    close.send_replace(true);
    while serving.join_next().await.is_some() {}
}

/// Serves over TLS until told to stop.
async fn serve_tls(listener: TcpListener, shaking: Shaking, router: Router, stop: watch::Receiver<bool>) {
    accept(listener, stop, move |stream, peer, watcher| {
        let router = router.clone();
        let shaking = Box::pin(shaking.clone().shake(stream, peer));
        async move {
            if let Some(stream) = shaking.await {
                serve_connection(stream, (peer, None), router, watcher).await;
            }
        }
    })
    .await;
}

/// Serves plain HTTP until told to stop.
pub(crate) async fn serve_plain(listener: TcpListener, router: Router, stop: watch::Receiver<bool>) {
    accept(listener, stop, move |stream, peer, watcher| {
        serve_connection(stream, (peer, None), router.clone(), watcher)
    })
    .await;
}

async fn accept<F>(
    listener: TcpListener,
    mut stop: watch::Receiver<bool>,
    serve: impl Fn(TcpStream, IpAddr, Watcher) -> F,
) where
    F: Future<Output = ()> + Send + 'static,
{
    let graceful = GracefulShutdown::new();
    let slots = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    loop {
        let Ok(slot) = Arc::clone(&slots).acquire_owned().await else { break };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                // Small answers would otherwise wait for the other side's delayed acknowledgement.
                let _ = stream.set_nodelay(true);
                let connection = serve(stream, peer.ip(), graceful.watcher());
                tokio::spawn(async move {
                    connection.await;
                    drop(slot);
                });
            }
            Err(error) => {
                tracing::error!(%error, "a connection cannot be accepted");
                // Out of file descriptors, most often: waiting lets some go.
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop(listener);
    if tokio::time::timeout(GRACE, graceful.shutdown()).await.is_err() {
        tracing::warn!("some connections did not end in time");
    }
}

/// Serves one connection of somebody at an address, with what was shown of a certificate.
fn serve_connection(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    (peer, certificate): (IpAddr, Option<ClientCertificate>),
    router: Router,
    watcher: Watcher,
) -> impl Future<Output = ()> + Send {
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer));
        if let Some(certificate) = certificate.clone() {
            request.extensions_mut().insert(certificate);
        }
        router.clone().oneshot(request)
    });
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_buf_size(64 * 1024);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(100)
        .keep_alive_interval(Duration::from_secs(30));
    let connection =
        builder.serve_connection(TokioIo::new(FirstBytes::within(PATIENCE, stream)), service).into_owned();
    let served = Box::pin(watcher.watch(connection));
    async move {
        if let Err(error) = served.await {
            tracing::debug!(%error, "a connection broke");
        }
    }
}
