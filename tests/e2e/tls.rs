//! TLS as it is on the wire: versions, names, certificates that change while the server runs, the CA on plain HTTP.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use net::ca::Authority;
use net::leaf::LeafNames;
use rustls::ProtocolVersion;
use rustls::pki_types::ServerName;
use rustls::version::{TLS12, TLS13};
use tests::appliance::{Appliance, free_port};
use tests::peer::Look;

/// A ClientHello as a program of 2010 sends it: no extension, no newer version (RFC 4346 7.4.1.2).
fn old_hello(version: [u8; 2]) -> Vec<u8> {
    // TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA and TLS_RSA_WITH_AES_128_CBC_SHA.
    let suites = [0, 4, 0xc0, 0x09, 0x00, 0x2f];
    let hello = [&version[..], &[7; 32], &[0], &suites, &[1, 0]].concat();
    let handshake = [&[1, 0, 0, u8::try_from(hello.len()).unwrap()], &hello[..]].concat();
    [&[22, 3, 1, 0, u8::try_from(handshake.len()).unwrap()], &handshake[..]].concat()
}

/// Everything that comes until the other side hangs up.
fn answer(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut socket = TcpStream::connect(address).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    socket.write_all(bytes).unwrap();
    let mut answer = Vec::new();
    // A reset is an answer too.
    let _ = socket.read_to_end(&mut answer);
    answer
}

#[tokio::test]
async fn tls_1_3_and_1_2_are_spoken_and_nothing_older() {
    let appliance = Appliance::start();
    let ca = appliance.ca_pem().await;
    let name = || ServerName::try_from("localhost").unwrap();
    for (offered, agreed) in [(&TLS13, ProtocolVersion::TLSv1_3), (&TLS12, ProtocolVersion::TLSv1_2)] {
        let look = Look::with(appliance.address(), name(), &ca, &[offered]).unwrap();
        assert_eq!(look.version, agreed);
    }
    assert_eq!(Look::at(appliance.address(), &ca).unwrap().version, ProtocolVersion::TLSv1_3);
    for version in [[3, 0], [3, 1], [3, 2]] {
        let answer = answer(appliance.address(), &old_hello(version));
        // Alert, fatal: protocol_version or handshake_failure (RFC 8446 6.2).
        assert_eq!(answer.first(), Some(&21), "{answer:?}");
        assert_eq!(answer[5], 2, "{answer:?}");
        assert!([70, 40].contains(&answer[6]), "{answer:?}");
    }
}

#[tokio::test]
async fn the_certificate_names_the_issuer_and_this_machine() {
    let appliance = Appliance::start();
    let ca = appliance.ca_pem().await;
    let look = Look::at(appliance.address(), &ca).unwrap();
    assert!(look.facts.sans.dns.contains(&"localhost".to_owned()));
    let mut expected = net::addresses::with_loopback(&net::addresses::on_the_lan().unwrap());
    let mut found = look.facts.sans.ip.clone();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    assert!(look.facts.not_after - look.facts.not_before <= 91 * 86_400);
    assert!(!look.facts.is_ca);
    Look::by_address(appliance.address(), &ca).unwrap();
    let elsewhere = ServerName::try_from("other.example").unwrap();
    assert!(Look::with(appliance.address(), elsewhere, &ca, &[&TLS13]).is_err());
}

#[tokio::test]
async fn another_ca_is_not_believed() {
    let (appliance, other) = (Appliance::start(), Appliance::start());
    assert!(Look::at(appliance.address(), &other.ca_pem().await).is_err());
}

/// Writes a certificate of a CA that we have nothing to do with; the CA, PEM.
fn bring(appliance: &Appliance, office: &str) -> String {
    let now = i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap();
    let authority = Authority::create(office, "localhost", now).unwrap();
    let leaf = authority.issue(&LeafNames::new("localhost", &[]).unwrap(), now).unwrap();
    let key = pem("PRIVATE KEY", &leaf.key_der);
    // The key first: until both fit, the old pair stays.
    std::fs::write(appliance.beside("key.pem"), key).unwrap();
    std::fs::write(appliance.beside("chain.pem"), pem("CERTIFICATE", &leaf.cert_der)).unwrap();
    authority.cert_pem()
}

fn pem(label: &str, der: &[u8]) -> String {
    use base64::Engine as _;
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    let lines: Vec<&str> =
        text.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

#[test]
fn a_certificate_of_the_offices_own_is_served_and_read_again_when_it_changes() {
    let mut appliance = Appliance::prepare();
    let first = bring(&appliance, "First");
    let mut command = appliance.serve();
    command.env("DONELOGIN_TLS__CERTIFICATE_FILE", appliance.beside("chain.pem"));
    command.env("DONELOGIN_TLS__KEY_FILE", appliance.beside("key.pem"));
    appliance.server = Some(tests::program::Running::start(command).unwrap());
    let mut open = Look::at(appliance.address(), &first).unwrap();
    let second = bring(&appliance, "Second");
    let until = Instant::now() + Duration::from_secs(30);
    while Look::at(appliance.address(), &second).is_err() {
        assert!(Instant::now() < until, "the new certificate is not served");
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(Look::at(appliance.address(), &first).is_err());
    open.send(format!("GET /healthz HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", appliance.port).as_bytes())
        .unwrap();
    assert!(open.head().unwrap().starts_with("HTTP/1.1 200"), "the old connection lives on");
    // What cannot be used changes nothing.
    std::fs::write(appliance.beside("chain.pem"), "not a certificate").unwrap();
    let until = Instant::now() + Duration::from_secs(30);
    while !appliance.server().stderr().contains("the old one stays") {
        assert!(Instant::now() < until, "nobody complains: {}", appliance.server().stderr());
        std::thread::sleep(Duration::from_millis(100));
    }
    Look::at(appliance.address(), &second).unwrap();
}

#[test]
fn the_ca_stands_on_plain_http_and_nothing_else_does() {
    let mut appliance = Appliance::prepare();
    let port = free_port();
    let mut command = appliance.serve();
    command.env("DONELOGIN_NET__CA_PORT", port.to_string());
    appliance.server = Some(tests::program::Running::start(command).unwrap());
    let ask = |line: &str| {
        let request = format!("{line} HTTP/1.1\r\nHost: 192.168.1.5:{port}\r\nConnection: close\r\n\r\n");
        String::from_utf8(answer(SocketAddr::from(([127, 0, 0, 1], port)), request.as_bytes())).unwrap()
    };
    let found = ask("GET /ca.crt");
    assert!(found.starts_with("HTTP/1.1 200"), "{found}");
    let (head, body) = found.split_once("\r\n\r\n").unwrap();
    assert!(head.to_lowercase().contains("content-type: application/x-x509-ca-cert"), "{head}");
    Look::at(appliance.address(), body).unwrap();
    for other in [
        "GET /",
        "GET /login",
        "GET /trust",
        "GET /ca.crt/",
        "GET /oauth2/jwks",
        "POST /login",
        "GET //ca.crt",
    ] {
        let answer = ask(other);
        assert!(answer.starts_with("HTTP/1.1 404"), "{other}: {answer}");
        assert!(!answer.to_lowercase().contains("location:"), "{other}: {answer}");
    }
    assert!(ask("POST /ca.crt").starts_with("HTTP/1.1 405"));
}

#[tokio::test]
async fn the_certificate_stays_over_a_restart() {
    let mut appliance = Appliance::start();
    let ca = appliance.ca_pem().await;
    let before = Look::at(appliance.address(), &ca).unwrap().fingerprint();
    appliance.stop();
    appliance.restart();
    assert_eq!(Look::at(appliance.address(), &ca).unwrap().fingerprint(), before);
}
