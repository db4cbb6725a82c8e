//! A browser vendor's push service (RFC 8030) on a socket of its own: takes messages, answers as a test wants, and looks
//! at who pushes (RFC 8292).

use std::collections::{HashMap, VecDeque};
use std::io;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use net::ca::Authority;
use net::leaf::LeafNames;
use net::tls::{Certificates, certified_key, server_config};
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::appliance::Appliance;

/// How long a message may take on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(30);

/// How a message is answered.
#[derive(Clone, Debug)]
pub enum Reply {
    /// 201 with `Location`.
    Created,
    /// 201 and a body that does not end.
    Endless,
    /// Not at all; the connection is closed.
    HangUp,
    /// Not at all; the connection stays open.
    Never,
    /// 307 to another path of this service.
    Redirect(&'static str),
    /// Another status, with `Retry-After` in seconds where there is one.
    Status(u16, Option<u32>),
}

/// A push service; it ends with its runtime.
#[derive(Debug)]
pub struct PushService {
    /// Where it listens, on localhost.
    pub port: u16,
    ca_pem: String,
    replies: Arc<Mutex<HashMap<String, VecDeque<Reply>>>>,
    received: UnboundedReceiver<Received>,
    ended: UnboundedReceiver<usize>,
}

/// A message that came.
#[derive(Clone, Debug)]
pub struct Received {
    /// Path of the endpoint.
    pub path: String,
    /// Names in lower case.
    pub headers: HashMap<String, String>,
    /// The message, encrypted.
    pub body: Vec<u8>,
    /// When.
    pub at: Instant,
}

/// What an endless answer is told to: who it went to hung up after so many bytes.
#[derive(Clone)]
struct Notes {
    received: UnboundedSender<Received>,
    ended: UnboundedSender<usize>,
    replies: Arc<Mutex<HashMap<String, VecDeque<Reply>>>>,
}

impl PushService {
    /// Starts with a CA of its own.
    pub async fn start() -> Self {
        let now = i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap();
        let authority = Authority::create("A push service", "localhost", now).unwrap();
        let leaf = authority.issue(&LeafNames::new("localhost", &[]).unwrap(), now).unwrap();
        let config = server_config(&Certificates::new(certified_key(&leaf).unwrap())).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (received_sender, received) = unbounded_channel();
        let (ended_sender, ended) = unbounded_channel();
        let replies: Arc<Mutex<HashMap<_, _>>> = Arc::default();
        let notes = Notes { received: received_sender, ended: ended_sender, replies: Arc::clone(&replies) };
        let acceptor = TlsAcceptor::from(config);
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                tokio::spawn(serve(acceptor.clone(), socket, notes.clone()));
            }
        });
        Self { port, ca_pem: authority.cert_pem(), replies, received, ended }
    }

    /// An appliance that pushes to it, with people.
    pub async fn appliance(&self) -> Appliance {
        let mut appliance = Appliance::prepare();
        let ca = appliance.beside("push-ca.pem");
        std::fs::write(&ca, &self.ca_pem).unwrap();
        appliance.set("DONELOGIN_NET_EXTRA_CA_FILE", ca.to_str().unwrap());
        appliance.set("DONELOGIN_PUSH_EXTRA_HOSTS", &format!("localhost:{}", self.port));
        appliance.restart();
        appliance.add_people().await;
        appliance
    }

    /// The address of an endpoint.
    pub fn endpoint(&self, path: &str) -> String {
        format!("https://localhost:{}{path}", self.port)
    }

    /// How the next messages to a path are answered, one after the other; the last answer is given for ever. Without it
    /// they are taken.
    pub fn answer(&self, path: &str, replies: impl IntoIterator<Item = Reply>) {
        self.replies.lock().unwrap().insert(path.to_owned(), replies.into_iter().collect());
    }

    /// The next message.
    pub async fn next(&mut self) -> Received {
        let next = tokio::time::timeout(PATIENCE, self.received.recv()).await;
        next.unwrap_or_else(|_| panic!("no push came")).unwrap()
    }

    /// A message that came already.
    pub fn came(&mut self) -> Option<Received> {
        self.received.try_recv().ok()
    }

    /// After how many bytes of an endless answer the other side hung up.
    pub async fn hung_up_after(&mut self) -> usize {
        tokio::time::timeout(PATIENCE, self.ended.recv()).await.unwrap().unwrap()
    }
}

impl Received {
    /// A header that has to be there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap_or_else(|| panic!("no {name}: {self:?}"))
    }

    /// The claims of whoever pushes, and its key; the signature is right.
    pub fn vapid(&self) -> (Value, String) {
        let (token, key) =
            self.header("authorization").strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let decode = |part: &str| BASE64URL.decode(part).unwrap();
        let verifying = VerifyingKey::from_sec1_bytes(&decode(key)).unwrap();
        let signature = Signature::from_slice(&decode(signature)).unwrap();
        verifying.verify(signed.as_bytes(), &signature).unwrap();
        let (header, claims) = signed.split_once('.').unwrap();
        let header: Value = serde_json::from_slice(&decode(header)).unwrap();
        assert_eq!(header, serde_json::json!({"typ": "JWT", "alg": "ES256"}));
        (serde_json::from_slice(&decode(claims)).unwrap(), key.to_owned())
    }
}

async fn serve(acceptor: TlsAcceptor, socket: TcpStream, notes: Notes) {
    // Whoever does not like our certificate, or hangs up, is not our concern.
    if let Ok(mut stream) = acceptor.accept(socket).await {
        while let Ok(received) = read(&mut stream).await {
            let path = received.path.clone();
            let _ = notes.received.send(received);
            let reply = notes.reply(&path);
            if write(&mut stream, &reply, &path, &notes).await.is_err() {
                return;
            }
        }
    }
}

impl Notes {
    fn reply(&self, path: &str) -> Reply {
        let mut replies = self.replies.lock().unwrap();
        let Some(left) = replies.get_mut(path) else { return Reply::Created };
        if left.len() > 1 {
            left.pop_front().unwrap()
        } else {
            left.front().cloned().unwrap_or(Reply::Created)
        }
    }
}

async fn read(stream: &mut TlsStream<TcpStream>) -> io::Result<Received> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8(head).unwrap();
    let mut lines = head.lines();
    let request: Vec<&str> = lines.next().unwrap().split(' ').collect();
    assert_eq!((request[0], request[2]), ("POST", "HTTP/1.1"));
    let headers: HashMap<String, String> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
        .collect();
    let mut body = vec![0; headers["content-length"].parse().unwrap()];
    stream.read_exact(&mut body).await?;
    Ok(Received { path: request[1].to_owned(), headers, body, at: Instant::now() })
}

async fn write(
    stream: &mut TlsStream<TcpStream>,
    reply: &Reply,
    path: &str,
    notes: &Notes,
) -> io::Result<()> {
    let head = match reply {
        Reply::Created => format!("201 Created\r\nLocation: /message{path}\r\nContent-Length: 0"),
        Reply::Endless => "201 Created\r\nTransfer-Encoding: chunked".to_owned(),
        Reply::HangUp => return Err(io::ErrorKind::BrokenPipe.into()),
        Reply::Never => std::future::pending().await,
        Reply::Redirect(to) => format!("307 Temporary Redirect\r\nLocation: {to}\r\nContent-Length: 0"),
        Reply::Status(status, None) => format!("{status} Status\r\nContent-Length: 0"),
        Reply::Status(status, Some(after)) => {
            format!("{status} Status\r\nRetry-After: {after}\r\nContent-Length: 0")
        }
    };
    stream.write_all(format!("HTTP/1.1 {head}\r\n\r\n").as_bytes()).await?;
    stream.flush().await?;
    if matches!(reply, Reply::Endless) {
        let chunk = format!("4000\r\n{}\r\n", "x".repeat(0x4000));
        let mut written = 0;
        while stream.write_all(chunk.as_bytes()).await.is_ok() {
            written += chunk.len();
        }
        let _ = notes.ended.send(written);
        return Err(io::ErrorKind::BrokenPipe.into());
    }
    Ok(())
}
