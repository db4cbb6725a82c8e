//! Looks at addresses on this machine: open, shut, with TLS and without, and at ourselves.

use std::time::UNIX_EPOCH;

use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::*;
use crate::ca::Authority;
use crate::leaf::LeafNames;
use crate::tls::{Certificates, certified_key, server_config};

fn now() -> i64 {
    i64::try_from(UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap()
}

/// Somebody who serves TLS under a certificate for `localhost` that this CA vouches for.
async fn app(authority: &Authority, at: i64) -> u16 {
    let leaf = authority.issue(&LeafNames::new("localhost", &[]).unwrap(), at).unwrap();
    let acceptor =
        TlsAcceptor::from(server_config(&Certificates::new(certified_key(&leaf).unwrap())).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move { acceptor.accept(stream).await.map(drop) });
        }
    });
    port
}

fn looker(authority: &Authority, ours: Vec<u16>) -> Looker {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("ca.pem");
    std::fs::write(&file, authority.cert_pem()).unwrap();
    Looker::new(Trusted::read(Some(&file)).unwrap(), ours)
}

async fn look(looker: &Looker, url: &str) -> Look {
    looker.look(&Target::parse(url).unwrap(), Reach::Office).await
}

#[tokio::test]
async fn a_certificate_is_judged_and_a_fault_is_named() {
    let ca = Authority::create("Test CA", "localhost", now() - 400 * 86_400).unwrap();
    let looker = looker(&ca, Vec::new());
    let port = app(&ca, now()).await;
    let sound = look(&looker, &format!("https://localhost:{port}/cb")).await;
    assert_eq!(sound.answer, Some(Answer::Open([127, 0, 0, 1].into())));
    assert!(matches!(sound.certificate, Some(Shown::Sound { not_after }) if not_after > now()), "{sound:?}");
    let fault = async |url: String| match look(&looker, &url).await.certificate {
        Some(Shown::Unsound { fault, names, .. }) => (fault, names),
        other => panic!("{url}: {other:?}"),
    };
    let (other_name, names) = fault(format!("https://127.0.0.1:{port}/")).await;
    assert_eq!((other_name, names), (Fault::OtherName, vec!["localhost".to_owned()]));
    let expired = app(&ca, now() - 200 * 86_400).await;
    assert_eq!(fault(format!("https://localhost:{expired}/")).await.0, Fault::Expired);
    let stranger = Authority::create("Other CA", "localhost", now()).unwrap();
    let unknown = app(&stranger, now()).await;
    assert_eq!(fault(format!("https://localhost:{unknown}/")).await.0, Fault::UnknownAuthority);
}

#[tokio::test]
async fn what_speaks_no_tls_and_what_is_shut_is_told() {
    let ca = Authority::create("Test CA", "localhost", now()).unwrap();
    let looker = looker(&ca, Vec::new());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let answering = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        tokio::io::AsyncWriteExt::write_all(&mut stream, b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
    });
    let found = look(&looker, &format!("https://127.0.0.1:{port}/")).await;
    assert_eq!(found.certificate, Some(Shown::NoTls));
    answering.await.unwrap();
    let shut = look(&looker, &format!("http://127.0.0.1:{port}/")).await;
    assert_eq!((shut.answer, shut.certificate), (Some(Answer::Closed), None));
}

#[tokio::test]
async fn metadata_and_ourselves_are_not_knocked_at() {
    let ca = Authority::create("Test CA", "localhost", now()).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let looker = looker(&ca, vec![port]);
    let ours = look(&looker, &format!("https://127.0.0.1:{port}/")).await;
    assert_eq!((ours.answer, ours.certificate), (Some(Answer::Ourselves), None));
    let metadata = look(&looker, "http://169.254.169.254/latest/meta-data/").await;
    assert_eq!((metadata.addresses.len(), metadata.has_forbidden, metadata.answer), (0, true, None));
    let unknown = look(&looker, "https://no-such-host.invalid/").await;
    assert_eq!((unknown.addresses.len(), unknown.has_forbidden), (0, false));
}

#[tokio::test]
async fn a_developers_look_knocks_at_nothing_of_this_machine() {
    let ca = Authority::create("Test CA", "localhost", now()).unwrap();
    let looker = looker(&ca, Vec::new());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let own = own_addresses().into_iter().filter(IpAddr::is_ipv4).map(|address| address.to_string());
    for host in own.chain(["localhost".into(), "127.0.0.1".into(), "[::ffff:127.0.0.1]".into()]) {
        let target = Target::parse(&format!("https://{host}:{port}/")).unwrap();
        let found = looker.look(&target, Reach::Others).await;
        assert_eq!((found.answer, found.addresses.len(), found.has_forbidden), (None, 0, true), "{host}");
    }
}
