//! An app that is told when sessions end (OpenID Connect Back-Channel Logout 1.0), on a socket of its own under a CA of its
//! own: it checks what it is told, answers as a test wants, and can go away and come again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_lc_rs::rsa::PublicKeyComponents;
use aws_lc_rs::signature::RSA_PKCS1_2048_8192_SHA256;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use net::ca::Authority;
use net::leaf::LeafNames;
use net::tls::{Certificates, certified_key, server_config};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::TlsAcceptor;

use crate::appliance::Appliance;

/// How long a call may take to come on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(60);

/// How a call is answered.
#[derive(Clone, Copy, Debug)]
pub enum Reply {
    /// With this status.
    Status(u16),
    /// Not at all; the connection stays open.
    Never,
}

/// The app.
#[derive(Debug)]
pub struct ListeningApp {
    port: u16,
    ca_pem: String,
    acceptor: Acceptor,
    replies: Arc<Mutex<VecDeque<Reply>>>,
    sender: UnboundedSender<String>,
    received: UnboundedReceiver<String>,
    task: Option<JoinHandle<()>>,
}

#[derive(Clone)]
struct Acceptor(TlsAcceptor);

impl std::fmt::Debug for Acceptor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Acceptor")
    }
}

impl ListeningApp {
    /// Starts with a CA of its own.
    pub async fn start() -> Self {
        let now = i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap();
        let authority = Authority::create("An app", "localhost", now).unwrap();
        Self::of(&authority).await
    }

    /// Another one under the same CA.
    pub async fn of(authority: &Authority) -> Self {
        let now = i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap();
        let leaf = authority.issue(&LeafNames::new("localhost", &[]).unwrap(), now).unwrap();
        let config = server_config(&Certificates::new(certified_key(&leaf).unwrap())).unwrap();
        let (sender, received) = unbounded_channel();
        let mut app = Self {
            port: 0,
            ca_pem: authority.cert_pem(),
            acceptor: Acceptor(TlsAcceptor::from(config)),
            replies: Arc::default(),
            sender,
            received,
            task: None,
        };
        app.come_again().await;
        app
    }

    /// An appliance that trusts its CA, with people.
    pub async fn appliance(&self) -> Appliance {
        let mut appliance = Appliance::prepare();
        let ca = appliance.beside("app-ca.pem");
        std::fs::write(&ca, &self.ca_pem).unwrap();
        appliance.set("DONELOGIN_NET_EXTRA_CA_FILE", ca.to_str().unwrap());
        appliance.restart();
        appliance.add_people().await;
        appliance
    }

    /// Where it is told.
    pub fn uri(&self) -> String {
        format!("https://localhost:{}/backchannel_logout", self.port)
    }

    /// How the next calls are answered, one after the other; behind them with 200.
    pub fn answer(&self, replies: impl IntoIterator<Item = Reply>) {
        *self.replies.lock().unwrap() = replies.into_iter().collect();
    }

    /// Nobody listens any more.
    pub async fn go_away(&mut self) {
        let task = self.task.take().unwrap();
        task.abort();
        let _ = task.await;
    }

    /// It listens again, at the same port.
    pub async fn come_again(&mut self) {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.unwrap();
        self.port = listener.local_addr().unwrap().port();
        let (acceptor, replies, sender) =
            (self.acceptor.0.clone(), Arc::clone(&self.replies), self.sender.clone());
        self.task = Some(tokio::spawn(async move {
            let mut calls = JoinSet::new();
            while let Ok((socket, _)) = listener.accept().await {
                calls.spawn(serve(acceptor.clone(), socket, Arc::clone(&replies), sender.clone()));
            }
        }));
    }

    /// The next token that it is told, verified by the keys that the appliance publishes.
    pub async fn next(&mut self, appliance: &Appliance) -> Value {
        let body = tokio::time::timeout(PATIENCE, self.received.recv()).await.unwrap().unwrap();
        let token = body.strip_prefix("logout_token=").unwrap_or_else(|| panic!("{body}"));
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let (header, claims) = signed.split_once('.').unwrap();
        let decode = |part: &str| BASE64URL.decode(part).unwrap();
        let header: Value = serde_json::from_slice(&decode(header)).unwrap();
        assert_eq!((&header["typ"], &header["alg"]), (&"logout+jwt".into(), &"RS256".into()));
        let jwks = crate::browser::client(&appliance.ca_pem().await, appliance);
        let jwks = jwks.get(format!("{}/oauth2/jwks", appliance.issuer())).send().await.unwrap();
        let jwks: Value = jwks.json().await.unwrap();
        let key = jwks["keys"].as_array().unwrap().iter().find(|key| key["kid"] == header["kid"]).unwrap();
        let part = |name: &str| decode(key[name].as_str().unwrap());
        PublicKeyComponents { n: part("n"), e: part("e") }
            .verify(&RSA_PKCS1_2048_8192_SHA256, signed.as_bytes(), &decode(signature))
            .unwrap();
        serde_json::from_slice(&decode(claims)).unwrap()
    }

    /// Whether it was told anything that nobody has looked at.
    pub fn was_told(&mut self) -> bool {
        self.received.try_recv().is_ok()
    }
}

async fn serve(
    acceptor: TlsAcceptor,
    socket: TcpStream,
    replies: Arc<Mutex<VecDeque<Reply>>>,
    sender: UnboundedSender<String>,
) {
    // Whoever does not like our certificate, or hangs up, is not our concern.
    let Ok(mut stream) = acceptor.accept(socket).await else { return };
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let Ok(byte) = stream.read_u8().await else { return };
        head.push(byte);
    }
    let head = String::from_utf8(head).unwrap();
    assert!(head.starts_with("POST /backchannel_logout HTTP/1.1\r\n"), "{head}");
    assert!(head.contains("content-type: application/x-www-form-urlencoded\r\n"), "{head}");
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    let mut body = vec![0; length.parse().unwrap()];
    if stream.read_exact(&mut body).await.is_err() {
        return;
    }
    let reply = replies.lock().unwrap().pop_front().unwrap_or(Reply::Status(200));
    let _ = sender.send(String::from_utf8(body).unwrap());
    let status = match reply {
        Reply::Status(status) => status,
        Reply::Never => return std::future::pending().await,
    };
    let answer = format!(
        "HTTP/1.1 {status} Status\r\nCache-Control: no-store\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    );
    let _ = stream.write_all(answer.as_bytes()).await;
    let _ = stream.shutdown().await;
}
