//! A service that judges puzzles, on a socket of its own: it speaks `siteverify` as reCAPTCHA and Turnstile do, and looks at
//! who asks.

use std::collections::HashSet;
use std::io;
use std::sync::{Arc, Mutex};

use net::ca::Authority;
use net::leaf::LeafNames;
use net::tls::{Certificates, certified_key, server_config};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::appliance::Appliance;

/// The secret that it knows.
pub const SECRET: &str = "a secret of the office's";

/// The service; it ends with its runtime.
#[derive(Debug)]
pub struct PuzzleService {
    port: u16,
    ca_pem: String,
    asked: Asked,
}

/// What came: tokens that were used, and each question.
type Asked = Arc<Mutex<(HashSet<String>, Vec<String>)>>;

impl PuzzleService {
    /// Starts with a CA of its own.
    pub async fn start() -> Self {
        let now = i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap();
        let authority = Authority::create("A puzzle service", "localhost", now).unwrap();
        let leaf = authority.issue(&LeafNames::new("localhost", &[]).unwrap(), now).unwrap();
        let config = server_config(&Certificates::new(certified_key(&leaf).unwrap())).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Asked::default();
        let (acceptor, notes) = (TlsAcceptor::from(config), Arc::clone(&asked));
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                tokio::spawn(serve(acceptor.clone(), socket, Arc::clone(&notes)));
            }
        });
        Self { port, ca_pem: authority.cert_pem(), asked }
    }

    /// An appliance that has it judge, with people.
    pub async fn appliance(&self) -> Appliance {
        let mut appliance = Appliance::prepare();
        let ca = appliance.beside("puzzle-ca.pem");
        std::fs::write(&ca, &self.ca_pem).unwrap();
        appliance.set("DONELOGIN_NET_EXTRA_CA_FILE", ca.to_str().unwrap());
        appliance.set("DONELOGIN_CAPTCHA_VERIFY_URL", &format!("https://localhost:{}/siteverify", self.port));
        appliance.restart();
        appliance.add_people().await;
        appliance
    }

    /// The questions so far, as they were sent.
    pub fn questions(&self) -> Vec<String> {
        self.asked.lock().unwrap().1.clone()
    }
}

async fn serve(acceptor: TlsAcceptor, socket: TcpStream, asked: Asked) {
    // Whoever does not like our certificate, or hangs up, is not our concern.
    if let Ok(mut stream) = acceptor.accept(socket).await {
        let _ = answer(&mut stream, &asked).await;
    }
}

async fn answer<S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin>(
    stream: &mut S,
    asked: &Asked,
) -> io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8(head).unwrap().to_lowercase();
    assert!(head.starts_with("post /siteverify http/1.1"), "{head}");
    assert!(head.contains("content-type: application/x-www-form-urlencoded"), "{head}");
    let length = head.split("content-length: ").nth(1).and_then(|rest| rest.lines().next()).unwrap();
    let mut body = vec![0; length.parse().unwrap()];
    stream.read_exact(&mut body).await?;
    let verdict = judge(&String::from_utf8(body).unwrap(), asked);
    // The connection breaks in the place of an answer.
    let Some(verdict) = verdict else { return Ok(()) };
    let body = verdict.to_string();
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body.as_bytes()).await?;
    stream.shutdown().await
}

/// A token counts once; one that begins with `break` breaks the connection.
fn judge(body: &str, asked: &Asked) -> Option<Value> {
    let fields: Vec<(String, String)> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let field = |name: &str| fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value);
    let mut asked = asked.lock().unwrap();
    asked.1.push(body.to_owned());
    let (token, fresh) = (field("response"), asked.0.insert(field("response").to_owned()));
    match () {
        () if token.starts_with("break") => None,
        () if field("secret") != SECRET => {
            Some(json!({"success": false, "error-codes": ["invalid-input-secret"]}))
        }
        () if !token.starts_with("good") => {
            Some(json!({"success": false, "error-codes": ["invalid-input-response"]}))
        }
        () if !fresh => Some(json!({"success": false, "error-codes": ["timeout-or-duplicate"]})),
        () => Some(json!({"success": true, "challenge_ts": "2026-01-01T00:00:00Z", "hostname": "localhost"})),
    }
}
