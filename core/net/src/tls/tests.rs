//! TLS over real sockets on loopback: versions, protocols, and a certificate that changes under way.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use rustls::pki_types::ServerName;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::client::TlsStream;
use tokio_rustls::{TlsAcceptor, TlsConnector};

use super::*;
use crate::ca::Authority;
use crate::leaf::LeafNames;
use crate::probe;

fn now() -> i64 {
    // A real handshake is judged by the real clock; the file system has it without asking for it here.
    let file = tempfile::NamedTempFile::new().unwrap();
    let modified = file.as_file().metadata().unwrap().modified().unwrap();
    modified.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs().try_into().unwrap()
}

fn leaf_of(ca: &Authority, address: &str) -> Leaf {
    let names = LeafNames::new("office.local", &[address.parse().unwrap()]).unwrap();
    ca.issue(&names, now()).unwrap()
}

/// A server that answers every byte with the same byte.
async fn serve(certificates: &Certificates) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let acceptor = TlsAcceptor::from(server_config(certificates).unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let Ok(mut stream) = acceptor.accept(stream).await else { return };
                while let Ok(byte) = stream.read_u8().await {
                    stream.write_u8(byte).await.unwrap();
                    stream.flush().await.unwrap();
                }
            });
        }
    });
    address
}

async fn connect(address: SocketAddr, config: ClientConfig) -> io::Result<TlsStream<TcpStream>> {
    let name = ServerName::try_from("office.local").unwrap();
    TlsConnector::from(Arc::new(config)).connect(name, TcpStream::connect(address).await?).await
}

async fn echo(stream: &mut TlsStream<TcpStream>, byte: u8) -> u8 {
    stream.write_u8(byte).await.unwrap();
    stream.flush().await.unwrap();
    stream.read_u8().await.unwrap()
}

#[tokio::test]
async fn the_certificate_changes_for_new_connections_and_open_ones_live_on() {
    let ca = Authority::create("CA", "office.local", now()).unwrap();
    let first = leaf_of(&ca, "192.168.1.20");
    let certificates = Certificates::new(certified_key(&first).unwrap());
    let address = serve(&certificates).await;

    let mut open = connect(address, client_config(&[ca.cert_der()]).unwrap()).await.unwrap();
    assert_eq!(echo(&mut open, 1).await, 1);
    let shown = open.get_ref().1.peer_certificates().unwrap()[0].to_vec();
    assert_eq!(shown, first.cert_der);

    let second = leaf_of(&ca, "192.168.1.99");
    certificates.swap(certified_key(&second).unwrap());
    assert_eq!(certificates.fingerprint_sha256(), Some(second.fingerprint_sha256));

    let peer = probe::peer(address, "office.local", ca.cert_der(), Duration::from_secs(5)).await.unwrap();
    assert_eq!(peer.facts.fingerprint_sha256, second.fingerprint_sha256);
    assert!(peer.facts.sans.ip.contains(&"192.168.1.99".parse().unwrap()));
    assert_eq!(echo(&mut open, 2).await, 2, "the connection from before the change still works");
}

#[tokio::test]
async fn the_handshake_brings_the_ca_along_so_that_a_phone_can_pin_its_key() {
    let ca = Authority::create("CA", "office.local", now()).unwrap();
    let certificates = Certificates::new(certified_key(&leaf_of(&ca, "10.0.0.1")).unwrap());
    let address = serve(&certificates).await;
    let stream = connect(address, client_config(&[ca.cert_der()]).unwrap()).await.unwrap();
    let chain = stream.get_ref().1.peer_certificates().unwrap();
    assert_eq!(chain.len(), 2);
    assert_eq!(chain[1].as_ref(), ca.cert_der());
}

#[tokio::test]
async fn tls_1_3_and_1_2_are_spoken_with_http_2_preferred() {
    let ca = Authority::create("CA", "office.local", now()).unwrap();
    let certificates = Certificates::new(certified_key(&leaf_of(&ca, "10.0.0.1")).unwrap());
    let address = serve(&certificates).await;
    for (version, name) in [(&TLS13, "TLSv1_3"), (&TLS12, "TLSv1_2")] {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from(ca.cert_der().to_vec())).unwrap();
        let mut config = ClientConfig::builder_with_provider(provider())
            .with_protocol_versions(&[version])
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec(), b"h2".to_vec()];
        let stream = connect(address, config).await.unwrap();
        let (_, connection) = stream.get_ref();
        assert_eq!(connection.protocol_version().unwrap().as_str(), Some(name));
        assert_eq!(connection.alpn_protocol(), Some(b"h2".as_slice()));
    }
}

#[tokio::test]
async fn a_client_that_speaks_at_most_tls_1_1_gets_a_protocol_version_alert() {
    let ca = Authority::create("CA", "office.local", now()).unwrap();
    let certificates = Certificates::new(certified_key(&leaf_of(&ca, "10.0.0.1")).unwrap());
    let address = serve(&certificates).await;
    for minor in [1, 2] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&client_hello(minor)).await.unwrap();
        let mut answer = Vec::new();
        tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await.unwrap().unwrap();
        // RFC 5246, 7.2: record type alert (21), then level fatal (2), description protocol_version (70).
        assert_eq!(answer.first(), Some(&21), "{answer:?}");
        assert_eq!(answer.get(5..7), Some([2, 70].as_slice()), "{answer:?}");
    }
}

#[tokio::test]
async fn resumption_works_by_ticket() {
    let ca = Authority::create("CA", "office.local", now()).unwrap();
    let certificates = Certificates::new(certified_key(&leaf_of(&ca, "10.0.0.1")).unwrap());
    let address = serve(&certificates).await;
    let config = client_config(&[ca.cert_der()]).unwrap();
    let mut kinds = Vec::new();
    for _ in 0..2 {
        let mut stream = connect(address, config.clone()).await.unwrap();
        echo(&mut stream, 7).await;
        kinds.push(stream.get_ref().1.handshake_kind().unwrap());
    }
    assert_eq!(kinds[1], rustls::HandshakeKind::Resumed);
}

#[tokio::test]
async fn the_probe_tells_us_from_somebody_else_and_from_nobody() {
    let (ca, other) = (
        Authority::create("CA", "office.local", now()).unwrap(),
        Authority::create("CA", "office.local", now()).unwrap(),
    );
    let certificates = Certificates::new(certified_key(&leaf_of(&ca, "10.0.0.1")).unwrap());
    let address = serve(&certificates).await;
    let limit = Duration::from_secs(5);
    let peer = probe::peer(address, "office.local", ca.cert_der(), limit).await.unwrap();
    assert_eq!(peer.version, "TLSv1_3");
    for (host, root) in [("office.local", other.cert_der()), ("other.local", ca.cert_der())] {
        let refused = probe::peer(address, host, root, limit).await.unwrap_err();
        assert!(matches!(refused, probe::ProbeError::Handshake { .. }), "{refused:?}");
    }
    assert!(matches!(probe::port(address).await, probe::Port::Taken));

    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let refused = probe::peer(free, "office.local", ca.cert_der(), limit).await.unwrap_err();
    assert!(matches!(refused, probe::ProbeError::Connect { .. }), "{refused:?}");
    assert!(matches!(probe::port(free).await, probe::Port::Free));
    assert!(matches!(probe::port("192.0.2.77:0".parse().unwrap()).await, probe::Port::Failed(_)));
}

#[test]
fn a_key_of_another_leaf_is_refused() {
    let ca = Authority::create("CA", "office.local", now()).unwrap();
    let mut leaf = leaf_of(&ca, "10.0.0.1");
    leaf.key_der = leaf_of(&ca, "10.0.0.1").key_der;
    assert!(matches!(certified_key(&leaf), Err(TlsError::Key(_))));
}

/// A ClientHello by hand (RFC 4346, 7.4.1.2) whose highest version is TLS 1.(minor - 1).
fn client_hello(minor: u8) -> Vec<u8> {
    let mut body = vec![3, minor];
    body.extend([7; 32]); // random
    body.push(0); // no session
    body.extend([0, 6, 0xc0, 0x09, 0xc0, 0x13, 0x00, 0x2f]); // ECDHE with AES-CBC, and RSA
    body.extend([1, 0]); // no compression
    // P-256, uncompressed points, ECDSA with SHA-256; without the last, the refusal would be for its lack.
    let extensions = [0, 10, 0, 4, 0, 2, 0, 23, 0, 11, 0, 2, 1, 0, 0, 13, 0, 4, 0, 2, 4, 3];
    body.extend(u16::try_from(extensions.len()).unwrap().to_be_bytes());
    body.extend(extensions);
    let mut message = vec![1, 0];
    message.extend(u16::try_from(body.len()).unwrap().to_be_bytes());
    message.extend(body);
    let mut record = vec![22, 3, 1];
    record.extend(u16::try_from(message.len()).unwrap().to_be_bytes());
    record.extend(message);
    record
}
