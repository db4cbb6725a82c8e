//! Calls to servers on this machine: trusted and not, slow, long, elsewhere, and to ourselves.

use std::time::UNIX_EPOCH;

use domain::call::Reach;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;

use super::*;
use crate::ca::Authority;
use crate::leaf::LeafNames;
use crate::tls::{Certificates, certified_key, server_config};

fn ca() -> Authority {
    Authority::create("Test CA", "localhost", now()).unwrap()
}

fn now() -> i64 {
    i64::try_from(UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap()
}

/// An app at `localhost` that this CA vouches for: always the same answer, and what it was sent.
async fn app(authority: &Authority, answer: &str) -> (u16, mpsc::UnboundedReceiver<String>) {
    let leaf = authority.issue(&LeafNames::new("localhost", &[]).unwrap(), now()).unwrap();
    let acceptor =
        TlsAcceptor::from(server_config(&Certificates::new(certified_key(&leaf).unwrap())).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (answer, (told, heard)) = (answer.to_owned(), mpsc::unbounded_channel());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            let mut request = vec![0; 4_096];
            let mut length = 0;
            while !is_whole(&request[..length]) {
                length += stream.read(&mut request[length..]).await.unwrap();
            }
            told.send(String::from_utf8(request[..length].to_vec()).unwrap()).unwrap();
            let _ = stream.write_all(answer.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
    (port, heard)
}

fn is_whole(request: &[u8]) -> bool {
    let text = std::str::from_utf8(request).unwrap();
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    length.is_none_or(|length| length.parse::<usize>().unwrap() <= body.len())
}

fn caller(authority: &Authority, allowed: bool, ours: Vec<u16>) -> Caller {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("ca.pem");
    std::fs::write(&file, authority.cert_pem()).unwrap();
    Caller::new(Trusted::read(Some(&file)).unwrap(), Arc::new(move |_| allowed), ours)
}

fn call(url: &str, reach: Reach) -> Call {
    Call { url: Url::parse(url).unwrap(), reach, most: 10 }
}

fn answer(status: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
}

#[tokio::test]
async fn a_client_of_the_office_is_called_at_its_private_address_under_the_offices_own_ca() {
    let ca = ca();
    let (port, mut heard) = app(&ca, &answer("200 OK", "{}")).await;
    let url = format!("https://localhost:{port}/jwks?x=1");
    let caller = caller(&ca, false, Vec::new());
    assert_eq!(caller.fetch(&call(&url, Reach::Office)).await.unwrap().body, b"{}");
    let request = heard.recv().await.unwrap();
    assert!(request.starts_with("GET /jwks?x=1 HTTP/1.1\r\n"), "{request}");
    assert_eq!(caller.tell(&call(&url, Reach::Office), "logout_token=a.b.c").await, Ok(200));
    let request = heard.recv().await.unwrap();
    assert!(
        request.starts_with("POST /jwks?x=1 HTTP/1.1\r\n") && request.ends_with("\r\n\r\nlogout_token=a.b.c")
    );
    assert!(request.contains("content-type: application/x-www-form-urlencoded\r\n"), "{request}");
    let forbidden = Err(CallError::Forbidden("localhost".to_owned()));
    assert_eq!(caller.fetch(&call(&url, Reach::Public)).await, forbidden, "somebody else named it");
    let allowed = tests::caller(&ca, true, Vec::new());
    assert_eq!(allowed.tell(&call(&url, Reach::Public), "").await, Ok(200));
}

#[tokio::test]
async fn neither_this_servers_own_ports_nor_metadata_are_called_by_number_or_by_name() {
    let ca = ca();
    let (port, _heard) = app(&ca, &answer("200 OK", "{}")).await;
    let caller = caller(&ca, true, vec![port]);
    for host in ["localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]"] {
        let refused = caller.fetch(&call(&format!("https://{host}:{port}/"), Reach::Office)).await;
        assert!(matches!(refused, Err(CallError::Forbidden(_))), "{host}: {refused:?}");
    }
    for url in ["https://169.254.169.254/latest", "https://[fe80::1]/", "https://[fd00:ec2::254]/"] {
        let refused = caller.tell(&call(url, Reach::Office), "").await;
        assert!(matches!(refused, Err(CallError::Forbidden(_))), "{url}: {refused:?}");
    }
    for url in ["https://127.0.0.1/x", "https://[::1]/x", "https://[::ffff:10.0.0.1]/", "https://localhost/x"]
    {
        let refused = tests::caller(&ca, false, Vec::new()).fetch(&call(url, Reach::Public)).await;
        assert!(matches!(refused, Err(CallError::Forbidden(_))), "{url}: {refused:?}");
    }
}

#[tokio::test]
async fn each_mishap_has_its_own_reason() {
    let ca = ca();
    let caller = caller(&ca, false, Vec::new());
    let said = async |url: String| caller.fetch(&call(&url, Reach::Office)).await.unwrap_err();
    for (head, body, error) in [
        ("302 Found\r\nLocation: https://example.com/", "", CallError::Redirect),
        ("404 Not Found", "", CallError::Status(404)),
        ("200 OK", "eleven byte", CallError::TooLong),
    ] {
        let (port, _heard) = app(&ca, &answer(head, body)).await;
        assert_eq!(said(format!("https://localhost:{port}/")).await, error);
    }
    let (port, _heard) = app(&ca, "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n").await;
    let told = caller.tell(&call(&format!("https://localhost:{port}/"), Reach::Office), "").await;
    assert_eq!(told, Err(CallError::Redirect));
    let stranger = Authority::create("Other CA", "localhost", now()).unwrap();
    let (port, _heard) = app(&stranger, &answer("200 OK", "")).await;
    let untrusted = said(format!("https://localhost:{port}/")).await;
    assert_eq!(untrusted.code(), "untrusted", "{untrusted}");
    let (port, _heard) = app(&ca, &answer("200 OK", "")).await;
    let other_name = said(format!("https://127.0.0.1:{port}/")).await;
    assert_eq!(other_name.code(), "untrusted", "{other_name}");
    let unknown = said("https://no-such-host.invalid/".to_owned()).await;
    assert_eq!(unknown, CallError::Unknown("no-such-host.invalid".to_owned()));
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let connection = said(format!("https://{closed}/")).await;
    assert_eq!(connection.code(), "connection", "{connection}");
    assert_eq!(said("http://10.0.0.1/".to_owned()).await, CallError::Plain);
    assert_eq!(said("ftp://localhost/".to_owned()).await, CallError::Plain);
}

#[tokio::test]
async fn an_app_under_trial_on_this_machine_is_called_without_tls() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"a=b") {
            request.push(stream.read_u8().await.unwrap());
        }
        stream.write_all(answer("204 No Content", "").as_bytes()).await.unwrap();
    });
    let caller = caller(&ca(), false, Vec::new());
    let url = format!("http://localhost:{port}/out");
    assert_eq!(caller.tell(&call(&url, Reach::Public), "").await, Err(CallError::Plain));
    assert_eq!(caller.tell(&call(&url, Reach::Office), "a=b").await, Ok(204));
}
