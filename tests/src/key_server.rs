//! An app's server that publishes its public keys and other documents over TLS, under a CA of its own; and keys that sign.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use net::ca::Authority;
use net::leaf::LeafNames;
use net::tls::{Certificates, certified_key, server_config};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::elliptic_curve::sec1::ToSec1Point as _;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::appliance::Appliance;

/// The server; it ends with its runtime.
#[derive(Debug)]
pub struct KeyServer {
    port: u16,
    /// The CA that vouches for it.
    pub ca_pem: String,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    /// What it shows, by path.
    shown: HashMap<String, String>,
    /// How often the keys were asked for.
    asked: usize,
}

/// Where the keys are.
const KEYS: &str = "/jwks";

impl KeyServer {
    /// Starts, with nothing published.
    pub async fn start() -> Self {
        let now = i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap();
        let authority = Authority::create("An app", "localhost", now).unwrap();
        let leaf = authority.issue(&LeafNames::new("localhost", &[]).unwrap(), now).unwrap();
        let config = server_config(&Certificates::new(certified_key(&leaf).unwrap())).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (acceptor, state) = (TlsAcceptor::from(config), Arc::<Mutex<State>>::default());
        let served = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                tokio::spawn(serve(acceptor.clone(), socket, Arc::clone(&served)));
            }
        });
        Self { port, ca_pem: authority.cert_pem(), state }
    }

    /// Where the keys are.
    pub fn uri(&self) -> String {
        self.at(KEYS)
    }

    /// The address of a path.
    pub fn at(&self, path: &str) -> String {
        format!("https://localhost:{}{path}", self.port)
    }

    /// Shows a document at a path.
    pub fn show(&self, path: &str, document: impl ToString) {
        self.state.lock().unwrap().shown.insert(path.to_owned(), document.to_string());
    }

    /// An appliance that trusts its CA, and reaches it also for apps that registered themselves; with people.
    pub async fn appliance(&self) -> Appliance {
        let mut appliance = Appliance::prepare();
        let ca = appliance.beside("app-ca.pem");
        std::fs::write(&ca, &self.ca_pem).unwrap();
        appliance.set("DONELOGIN_NET_EXTRA_CA_FILE", ca.to_str().unwrap());
        appliance.set("DONELOGIN_NET_ALLOWED_PRIVATE", "127.0.0.0/8,::1/128");
        appliance.restart();
        appliance.add_people().await;
        appliance
    }

    /// Publishes these keys and no others.
    pub fn publish(&self, keys: &[&ClientKey]) {
        let keys: Vec<Value> = keys.iter().map(|key| key.jwk()).collect();
        self.show(KEYS, json!({ "keys": keys }));
    }

    /// How often somebody asked.
    pub fn asked(&self) -> usize {
        self.state.lock().unwrap().asked
    }
}

async fn serve(acceptor: TlsAcceptor, socket: TcpStream, state: Arc<Mutex<State>>) -> io::Result<()> {
    let mut stream = acceptor.accept(socket).await?;
    loop {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await?);
        }
        let head = String::from_utf8(head).unwrap();
        let path = head.strip_prefix("GET ").and_then(|rest| rest.split_once(" HTTP/1.1\r\n"));
        let (path, _) = path.unwrap_or_else(|| panic!("{head}"));
        let (status, body) = {
            let mut state = state.lock().unwrap();
            state.asked += usize::from(path == KEYS);
            state.shown.get(path).map_or(("404 Not Found", String::new()), |body| ("200 OK", body.clone()))
        };
        let kind = "Content-Type: application/json";
        let answer = format!("HTTP/1.1 {status}\r\n{kind}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        stream.write_all(answer.as_bytes()).await?;
        stream.flush().await?;
    }
}

/// A key of a client, on P-256.
#[derive(Debug)]
pub struct ClientKey {
    kid: &'static str,
    signing: SigningKey,
}

impl ClientKey {
    /// The same for the same seed.
    pub fn new(kid: &'static str, seed: u8) -> Self {
        Self { kid, signing: SigningKey::from_slice(&[seed; 32]).unwrap() }
    }

    /// The public half.
    pub fn jwk(&self) -> Value {
        let point = self.signing.verifying_key().as_affine().to_sec1_point(false);
        let half = |from: usize| BASE64URL.encode(&point.as_bytes()[from..from + 32]);
        json!({"kty": "EC", "crv": "P-256", "kid": self.kid, "use": "sig", "alg": "ES256", "x": half(1), "y": half(33)})
    }

    /// A JWT over claims.
    pub fn sign(&self, claims: &Value) -> String {
        self.sign_under(&json!({"alg": "ES256", "kid": self.kid}), claims)
    }

    /// A JWT with a header of its own, whatever that says.
    pub fn sign_under(&self, header: &Value, claims: &Value) -> String {
        let part = |json: &Value| BASE64URL.encode(json.to_string());
        let signed = format!("{}.{}", part(header), part(claims));
        let signature: Signature = self.signing.sign(signed.as_bytes());
        format!("{signed}.{}", BASE64URL.encode(signature.to_bytes()))
    }
}
