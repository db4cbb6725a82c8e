//! Small looks at the network for `doctor`: is the port free, and who answers under our name.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::ServerName;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsConnector;

use crate::certificate::{Facts, NotACertificate};
use crate::tls::{self, TlsError};

/// Whether we could listen there.
#[derive(Debug)]
pub enum Port {
    /// Nobody listens; the port could be bound.
    Free,
    /// Somebody listens already; perhaps we ourselves.
    Taken,
    /// The system does not let us: a port below 1024 without the right to it, most often.
    Denied,
    /// Something else, such as an address that this machine does not have.
    Failed(io::Error),
}

/// Who answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer {
    /// The facts of the certificate that it showed.
    pub facts: Facts,
    /// The TLS version that was agreed, as `TLSv1_3`.
    pub version: String,
}

/// Nobody answered as we would have.
#[derive(Debug, thiserror::Error)]
pub enum ProbeError {
    /// What it showed is not a certificate.
    #[error("the peer's certificate cannot be read")]
    Certificate(#[from] NotACertificate),
    /// Nobody listens there, or the way is barred.
    #[error("no connection to {address}")]
    Connect {
        /// Where we knocked.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// Somebody answered, but not with a certificate that our CA vouches for.
    #[error("whoever answers at {address} is not us")]
    Handshake {
        /// Where we knocked.
        address: SocketAddr,
        /// What TLS said.
        source: io::Error,
    },
    /// Not a host name.
    #[error("`{0}` is not a host name")]
    Host(String),
    /// Our side could not be set up.
    #[error("the probe cannot be set up")]
    Setup(#[from] TlsError),
    /// No answer in time.
    #[error("no answer from {address} in time")]
    TimedOut {
        /// Where we knocked.
        address: SocketAddr,
    },
}

/// Tries to listen at the address, and lets go again.
pub async fn port(address: SocketAddr) -> Port {
    match TcpListener::bind(address).await {
        Ok(_) => Port::Free,
        Err(error) => match error.kind() {
            io::ErrorKind::AddrInUse => Port::Taken,
            io::ErrorKind::PermissionDenied => Port::Denied,
            _ => Port::Failed(error),
        },
    }
}

/// Connects to the address as a client that trusts only this root and asks for `host`.
///
/// # Errors
/// When nobody answers, or somebody who is not us.
pub async fn peer(
    address: SocketAddr,
    host: &str,
    root_der: &[u8],
    limit: Duration,
) -> Result<Peer, ProbeError> {
    let name = ServerName::try_from(host.to_owned()).map_err(|_| ProbeError::Host(host.to_owned()))?;
    let connector = TlsConnector::from(Arc::new(tls::client_config(&[root_der])?));
    let handshake = async {
        let stream =
            TcpStream::connect(address).await.map_err(|source| ProbeError::Connect { address, source })?;
        connector.connect(name, stream).await.map_err(|source| ProbeError::Handshake { address, source })
    };
    let stream =
        tokio::time::timeout(limit, handshake).await.map_err(|_| ProbeError::TimedOut { address })??;
    let (_, connection) = stream.get_ref();
    let leaf = connection.peer_certificates().and_then(<[_]>::first).ok_or(NotACertificate)?;
    let version = connection.protocol_version().and_then(|version| version.as_str().map(str::to_owned));
    Ok(Peer { facts: Facts::read(leaf)?, version: version.unwrap_or_default() })
}
