//! A look at a TLS socket: which version was agreed on, which certificate is shown.

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use net::certificate::Facts;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{
    ClientConfig, ClientConnection, ProtocolVersion, RootCertStore, StreamOwned, SupportedProtocolVersion,
};

/// An open TLS connection, and what was seen.
#[derive(Debug)]
pub struct Look {
    /// The version that was agreed on.
    pub version: ProtocolVersion,
    /// The certificate's facts.
    pub facts: Facts,
    stream: StreamOwned<ClientConnection, TcpStream>,
}

impl Look {
    /// Connects under a name, with these versions.
    pub fn with(
        address: SocketAddr,
        name: ServerName<'static>,
        ca_pem: &str,
        versions: &[&'static SupportedProtocolVersion],
    ) -> io::Result<Self> {
        let mut roots = RootCertStore::empty();
        for root in CertificateDer::pem_slice_iter(ca_pem.as_bytes()) {
            roots.add(root.unwrap()).unwrap();
        }
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(versions)
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let connection = ClientConnection::new(Arc::new(config), name).unwrap();
        let socket = TcpStream::connect_timeout(&address, Duration::from_secs(5))?;
        socket.set_read_timeout(Some(Duration::from_secs(20)))?;
        let mut stream = StreamOwned::new(connection, socket);
        while stream.conn.is_handshaking() {
            stream.conn.complete_io(&mut stream.sock)?;
        }
        let leaf = stream.conn.peer_certificates().unwrap()[0].clone();
        let version = stream.conn.protocol_version().unwrap();
        Ok(Self { version, facts: Facts::read(&leaf).unwrap(), stream })
    }

    /// Connects as `localhost`.
    pub fn at(address: SocketAddr, ca_pem: &str) -> io::Result<Self> {
        let name = ServerName::try_from("localhost").unwrap();
        Self::with(address, name, ca_pem, &[&rustls::version::TLS13, &rustls::version::TLS12])
    }

    /// Connects under a name, which the certificate must then name.
    pub fn by_name(address: SocketAddr, name: &str, ca_pem: &str) -> io::Result<Self> {
        let name = ServerName::try_from(name.to_owned()).unwrap();
        Self::with(address, name, ca_pem, &[&rustls::version::TLS13, &rustls::version::TLS12])
    }

    /// Connects to an address by the address itself, which the certificate must then name.
    pub fn by_address(address: SocketAddr, ca_pem: &str) -> io::Result<Self> {
        let name = ServerName::IpAddress(address.ip().into());
        Self::with(address, name, ca_pem, &[&rustls::version::TLS13, &rustls::version::TLS12])
    }

    /// SHA-256 of the certificate in hex.
    pub fn fingerprint(&self) -> String {
        net::fingerprint::hex(&self.facts.fingerprint_sha256)
    }

    /// The addresses that the certificate names.
    pub fn addresses(&self) -> Vec<String> {
        self.facts.sans.ip.iter().map(ToString::to_string).collect()
    }

    /// Sends bytes over the open connection.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes)?;
        self.stream.flush()
    }

    /// Reads the head of an HTTP answer, or what came of it before the end.
    pub fn head(&mut self) -> io::Result<String> {
        self.read_until(|text| text.contains("\r\n\r\n"))
    }

    /// Reads until the other side hangs up.
    pub fn rest(&mut self) -> io::Result<String> {
        self.read_until(|_| false)
    }

    fn read_until(&mut self, is_enough: impl Fn(&str) -> bool) -> io::Result<String> {
        let (mut text, mut buffer) = (String::new(), [0; 4096]);
        while !is_enough(&text) {
            match self.stream.read(&mut buffer) {
                Ok(0) => break,
                Ok(n) => text.push_str(&String::from_utf8_lossy(&buffer[..n])),
                // A connection that was closed without goodbye is closed all the same.
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => break,
                Err(error) => return Err(error),
            }
        }
        Ok(text)
    }
}
