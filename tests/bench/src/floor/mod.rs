//! The floor: a bare axum, rustls and SQLite server that makes the same signatures and durable writes as a
//! provider must, and nothing else. What it reaches is what this machine allows.

mod events;
mod routes;
mod store;

use std::fs;
use std::io::Read;
use std::net::Ipv4Addr;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use argon2::Block;
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use axum::Router;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use rcgen::CertifiedKey;
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio_rustls::TlsAcceptor;

use crate::error::Error;
use crate::limits::{argon2id_hasher, argon2id_memory};
use crate::process::Server;
use crate::provider::Registration;
use store::Store;

/// The file in its directory that holds the certificate to trust.
pub(crate) const CA_FILE: &str = "ca.pem";

/// How the floor matches the product that it stands beside.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    /// Whether a refresh brings a new ID token, hence one signature.
    pub(crate) sign_at_refresh: bool,
}

/// The client and the account that the floor knows.
pub(crate) fn registration() -> Registration {
    Registration {
        client_id: CLIENT_ID.to_owned(),
        client_secret: CLIENT_SECRET.to_owned(),
        username: USERNAME.to_owned(),
        password: PASSWORD.to_owned(),
    }
}

/// What every request needs.
struct Floor {
    issuer: String,
    key: KeyPair,
    random: SystemRandom,
    store: Store,
    options: Options,
    discovery: String,
    jwks: String,
    password_hash: [u8; 32],
    hashing: Semaphore,
    memory: Mutex<Vec<Vec<Block>>>,
    /// Whose question was answered last.
    answered: watch::Sender<String>,
}

/// Starts a floor in a process of its own and in a new directory.
pub(crate) fn start(dir: &Path, options: Options) -> Result<Server, Error> {
    fs::create_dir(dir)?;
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("floor").arg("--dir").arg(dir);
    if options.sign_at_refresh {
        command.arg("--sign-at-refresh");
    }
    Server::start(command, &dir.join("log"))
}

/// Serves until stdin ends or the process is told to stop.
pub(crate) fn serve(dir: &Path, options: Options) -> Result<(), Error> {
    let began = Instant::now();
    end_with_the_parent();
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(run(dir, options, began))
}

async fn run(dir: &Path, options: Options, began: Instant) -> Result<(), Error> {
    let CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(vec!["localhost".to_owned()])?;
    fs::write(dir.join(CA_FILE), cert.pem())?;
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)?;
    let acceptor = TlsAcceptor::from(Arc::new(config));

    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    let floor = Floor::open(dir, format!("https://localhost:{}", address.port()), options)?;
    let router = routes::router(Arc::new(floor));
    say_ready(&format!("listen={address} ms={}", began.elapsed().as_millis()));
    loop {
        let (tcp, _) = listener.accept().await?;
        tcp.set_nodelay(true)?;
        tokio::spawn(converse(tcp, acceptor.clone(), router.clone()));
    }
}

async fn converse(tcp: TcpStream, acceptor: TlsAcceptor, router: Router) {
    // The load generator sees and counts what fails here; the floor has nobody to tell.
    if let Ok(tls) = acceptor.accept(tcp).await {
        let _ =
            http1::Builder::new().serve_connection(TokioIo::new(tls), TowerToHyperService::new(router)).await;
    }
}

#[expect(clippy::print_stdout, reason = "the ready line is how a parent learns the port")]
fn say_ready(line: &str) {
    println!("ready {line}");
}

/// The benchmark holds our stdin: when it ends, however it ends, so do we.
fn end_with_the_parent() {
    std::thread::spawn(|| {
        let mut rest = Vec::new();
        let _ = std::io::stdin().read_to_end(&mut rest);
        std::process::exit(0);
    });
}

impl Floor {
    fn open(dir: &Path, issuer: String, options: Options) -> Result<Self, Error> {
        let key = KeyPair::generate(KeySize::Rsa2048)?;
        let cores = std::thread::available_parallelism()?.get();
        let mut password_hash = [0; 32];
        argon2id_hasher()?.hash_password_into(PASSWORD.as_bytes(), SALT, &mut password_hash)?;
        Ok(Self {
            discovery: discovery(&issuer),
            jwks: jwks(&key)?,
            issuer,
            key,
            random: SystemRandom::new(),
            store: Store::open(&dir.join("floor.db"))?,
            options,
            password_hash,
            hashing: Semaphore::new(cores),
            memory: Mutex::default(),
            answered: watch::Sender::default(),
        })
    }

    /// 256 bits of chance, for codes, tokens and cookies.
    fn random_token(&self) -> Result<String, Error> {
        let mut bytes = [0; 32];
        self.random.fill(&mut bytes)?;
        Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Signs claims as a JWT.
    fn sign(&self, claims: &str) -> Result<String, Error> {
        let mut jwt = String::with_capacity(1024);
        BASE64_URL_SAFE_NO_PAD.encode_string(r#"{"alg":"RS256","kid":"1","typ":"JWT"}"#, &mut jwt);
        jwt.push('.');
        BASE64_URL_SAFE_NO_PAD.encode_string(claims, &mut jwt);
        let mut signature = vec![0; self.key.public_modulus_len()];
        self.key.sign(&RSA_PKCS1_SHA256, &self.random, jwt.as_bytes(), &mut signature)?;
        jwt.push('.');
        BASE64_URL_SAFE_NO_PAD.encode_string(signature, &mut jwt);
        Ok(jwt)
    }

    /// Whether the password is right; one hash, in memory that is kept.
    fn verify(&self, password: &str) -> Result<bool, Error> {
        let kept = self.memory.lock().ok().and_then(|mut pool| pool.pop());
        let mut memory = match kept {
            Some(memory) => memory,
            None => argon2id_memory()?,
        };
        let mut hash = [0; 32];
        let hashed = argon2id_hasher()?.hash_password_into_with_memory(
            password.as_bytes(),
            SALT,
            &mut hash,
            &mut memory,
        );
        if let Ok(mut pool) = self.memory.lock() {
            pool.push(memory);
        }
        hashed?;
        Ok(hash == self.password_hash)
    }
}

fn discovery(issuer: &str) -> String {
    serde_json::json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/oauth2/authorize"),
        "token_endpoint": format!("{issuer}/oauth2/token"),
        "userinfo_endpoint": format!("{issuer}/oauth2/userinfo"),
        "introspection_endpoint": format!("{issuer}/oauth2/introspect"),
        "jwks_uri": format!("{issuer}/oauth2/jwks"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid", "profile", "email", "offline_access"],
        "code_challenge_methods_supported": ["S256"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
    })
    .to_string()
}

/// The key set; the modulus lies behind nine bytes of headers in the PKCS #1 form of a 2048-bit key.
fn jwks(key: &KeyPair) -> Result<String, Error> {
    let modulus = key.public_key().as_ref().get(9..265).ok_or(Error::Missing("modulus"))?;
    let n = BASE64_URL_SAFE_NO_PAD.encode(modulus);
    let jwk =
        serde_json::json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": "1", "n": n, "e": "AQAB" });
    Ok(serde_json::json!({ "keys": [jwk] }).to_string())
}

const SALT: &[u8] = b"sixteen bytes ok";
const CLIENT_ID: &str = "bench";
const CLIENT_SECRET: &str = "a-client-secret-about-as-long-as-those-that-the-product-makes";
const USERNAME: &str = "bench";
const PASSWORD: &str = "correct horse battery staple";
