//! Certificates of clients over real TLS connections in memory.

use std::io::{Read as _, Write as _};

use oidc_name::parse;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{PrivateKeyDer, ServerName};
use rustls::{ClientConfig, ClientConnection, Connection, ServerConnection};

use super::*;
use crate::leaf::LeafNames;
use crate::tls::certified_key;

/// What a name as text is read to.
mod oidc_name {
    use domain::client::ClientCertificate;

    /// A certificate of ours with this subject would be read so.
    pub(super) fn parse(parts: &[(&str, &str)]) -> ClientCertificate {
        let part = |(oid, value): &(&str, &str)| vec![((*oid).to_owned(), (*value).to_owned())];
        ClientCertificate::of_anybody([0; 32]).issued_to(parts.iter().map(part).collect(), i64::MAX)
    }
}

fn now() -> i64 {
    time::OffsetDateTime::now_utc().unix_timestamp()
}

fn authority() -> Authority {
    Authority::create("Test CA", "office.internal", now()).unwrap()
}

fn subject() -> CertificateSubject {
    CertificateSubject { common_name: "files".into(), series: "abcdefghij".into() }
}

fn der(pem: &str) -> CertificateDer<'static> {
    CertificateDer::from_pem_slice(pem.as_bytes()).unwrap()
}

/// Shakes hands; what the server saw of the client.
fn shake(
    authority: &Authority,
    client: Option<(CertificateDer<'static>, PrivateKeyDer<'static>)>,
    versions: &[&'static rustls::SupportedProtocolVersion],
) -> Result<Option<Vec<CertificateDer<'static>>>, Error> {
    let leaf = authority.issue(&LeafNames::new("office.internal", &[]).unwrap(), now()).unwrap();
    let config = asking_config(&Certificates::new(certified_key(&leaf).unwrap())).unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(authority.cert_der())).unwrap();
    let builder = ClientConfig::builder_with_provider(provider()).with_protocol_versions(versions).unwrap();
    let builder = builder.with_root_certificates(roots);
    let mut asks = match client {
        Some((certificate, key)) => builder.with_client_auth_cert(vec![certificate], key).unwrap(),
        None => builder.with_no_client_auth(),
    };
    asks.alpn_protocols = vec![b"http/1.1".to_vec()];
    let name = ServerName::try_from("office.internal").unwrap();
    let mut client = Connection::Client(ClientConnection::new(Arc::new(asks), name).unwrap());
    let mut server = Connection::Server(ServerConnection::new(config).unwrap());
    while client.is_handshaking() || server.is_handshaking() {
        carry(&mut client, &mut server)?;
        carry(&mut server, &mut client)?;
    }
    client.writer().write_all(b"?").unwrap();
    carry(&mut client, &mut server)?;
    server.reader().read_exact(&mut [0]).unwrap();
    Ok(server.peer_certificates().map(|shown| shown.iter().map(|one| one.clone().into_owned()).collect()))
}

fn carry(from: &mut Connection, to: &mut Connection) -> Result<(), Error> {
    let mut bytes = Vec::new();
    while from.wants_write() {
        from.write_tls(&mut bytes).unwrap();
    }
    let mut rest = bytes.as_slice();
    while !rest.is_empty() {
        to.read_tls(&mut rest).unwrap();
        to.process_new_packets()?;
    }
    Ok(())
}

fn own_certificate(common_name: &str) -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::OrganizationName, ORGANIZATION);
    params.distinguished_name.push(DnType::OrganizationalUnitName, "abcdefghij");
    params.distinguished_name.push(DnType::CommonName, common_name);
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
    let certificate = params.self_signed(&key).unwrap();
    (certificate.der().clone(), PrivateKeyDer::try_from(key.serialize_der()).unwrap())
}

#[test]
fn what_our_ca_issued_names_its_client() {
    let authority = authority();
    let issued = authority.issue_to_client(&subject(), now()).unwrap();
    let key = PrivateKeyDer::from_pem_slice(issued.key_pem.as_bytes()).unwrap();
    for version in VERSIONS {
        let shown = shake(&authority, Some((der(&issued.certificate_pem), key.clone_key())), &[version]);
        let shown = shown.unwrap().unwrap();
        let read = read(&shown, authority.cert_der(), now()).unwrap();
        assert_eq!(read.sha256, issued.sha256);
        let expected = parse(&[("2.5.4.10", ORGANIZATION), ("2.5.4.11", "abcdefghij"), ("2.5.4.3", "files")]);
        assert_eq!(read.subject(now()), expected.subject(0));
        assert_eq!(read.subject(issued.not_after + 1), None);
        assert_eq!(super::read(&shown, authority.cert_der(), issued.not_after + 1).unwrap().subject(0), None);
    }
}

#[test]
fn one_that_somebody_made_is_shown_and_names_nobody() {
    let (authority, other) = (authority(), authority());
    let (certificate, key) = own_certificate("files");
    let shown = shake(&authority, Some((certificate.clone(), key)), &VERSIONS).unwrap().unwrap();
    let seen = read(&shown, authority.cert_der(), now()).unwrap();
    assert_eq!((seen.sha256, seen.subject(now())), (fingerprint::sha256(&certificate), None));
    let foreign = other.issue_to_client(&subject(), now()).unwrap();
    let seen = read(&[der(&foreign.certificate_pem)], authority.cert_der(), now()).unwrap();
    assert_eq!(seen.subject(now()), None, "another CA of the same name");
    let served = authority.issue(&LeafNames::new("office.internal", &[]).unwrap(), now()).unwrap();
    let seen = read(&[CertificateDer::from(served.cert_der)], authority.cert_der(), now()).unwrap();
    assert_eq!(seen.subject(now()), None, "a certificate of a server is none of a client");
    let ca = CertificateDer::from(authority.cert_der());
    assert_eq!(read(&[ca], authority.cert_der(), now()).unwrap().subject(now()), None);
}

#[test]
fn nobody_has_to_show_one_and_nobody_shows_one_without_its_key() {
    let authority = authority();
    assert_eq!(shake(&authority, None, &VERSIONS).unwrap(), None);
    assert_eq!(read(&[], authority.cert_der(), now()), None);
    let issued = authority.issue_to_client(&subject(), now()).unwrap();
    let (_, other) = own_certificate("files");
    // The library itself compares key and certificate, so they are put together below it.
    let signing = provider().key_provider.load_private_key(other).unwrap();
    let certified = rustls::sign::CertifiedKey::new(vec![der(&issued.certificate_pem)], signing);
    for version in VERSIONS {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from(authority.cert_der())).unwrap();
        let asks =
            ClientConfig::builder_with_provider(provider()).with_protocol_versions(&[version]).unwrap();
        let resolver = Arc::new(rustls::sign::SingleCertAndKey::from(certified.clone()));
        let asks = asks.with_root_certificates(roots).with_client_cert_resolver(resolver);
        let leaf = authority.issue(&LeafNames::new("office.internal", &[]).unwrap(), now()).unwrap();
        let config = asking_config(&Certificates::new(certified_key(&leaf).unwrap())).unwrap();
        let name = ServerName::try_from("office.internal").unwrap();
        let mut client = Connection::Client(ClientConnection::new(Arc::new(asks), name).unwrap());
        let mut server = Connection::Server(ServerConnection::new(config).unwrap());
        let mut refused = false;
        for _ in 0..4 {
            refused |= carry(&mut client, &mut server).is_err();
            let _ = carry(&mut server, &mut client);
        }
        assert!(refused && server.is_handshaking(), "{version:?}");
    }
}
