//! Starting the appliance, and stopping it.

use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Instant;

use axum::{Extension, Router};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use domain::audit::Actor;
use domain::world::{Clock as _, SystemClock};
use net::addresses::on_the_lan;
use net::ca::Authority;
use net::client_certificate::asking_config;
use net::fingerprint;
use net::mdns::{Beacon, LocalName, NotASingleLabel};
use net::mobileconfig::mobileconfig;
use net::tls::{TlsError, server_config};
use service::address::{Moved, Mover};
use service::{App, setup};
use store::{Store, StoreError};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use web::admin::Transport;
use web::{Addresses, CaFacts, IsProxy, Site};

use crate::certificates::{CertificateError, Keeper};
use crate::config::{Config, Issuer};
use crate::control;
use crate::listen::{ListenError, Shaking, bind, bind_all, serve_certificates, serve_doors, serve_plain};
use crate::lock::{CONTROL_SOCKET, Lock};
use crate::mover::{Followers, Listening, Present, Relocator};
use crate::open::{OpenError, Opened, open, own_files};
use crate::outside::Network;
use crate::workers::name::Named;
use crate::workers::{backchannel_logout, mail, name, push, renew, sweep, updates};

/// A server that accepts connections.
#[derive(Debug)]
pub struct Server {
    /// The issuer.
    pub issuer: String,
    /// Where it listens.
    pub listen: SocketAddr,
    /// Time from the call to the first accepted connection, in milliseconds.
    pub start_ms: u128,
    /// The link that makes the first administrator, while there is none.
    pub first_run: Option<String>,
    /// SHA-256 of the CA's certificate, in groups, to compare.
    pub ca_fingerprint: String,
    moves: watch::Receiver<Option<Moved>>,
    app: Arc<App>,
    relocator: Arc<Relocator>,
    local: Router,
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
    _lock: Lock,
}

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// There is no certificate to serve.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// The port for clients with certificates cannot be listened on.
    #[error("clients cannot be asked for certificates (net.mtls_port): {0}")]
    CertificatePort(#[source] ListenError),
    /// The address cannot be listened on.
    #[error(transparent)]
    Listen(#[from] ListenError),
    /// The issuer's name cannot be announced.
    #[error(transparent)]
    Mdns(#[from] NotASingleLabel),
    /// The data directory cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A listener has no address.
    #[error("the listener cannot be used: {0}")]
    Socket(#[from] io::Error),
    /// The store failed.
    #[error("the database failed: {0}")]
    Store(#[from] StoreError),
    /// TLS cannot be set up.
    #[error("TLS cannot be set up: {0}")]
    Tls(#[from] TlsError),
}

/// Starts everything. The lock is held until the server stops.
pub async fn start(config: Config, lock: Lock) -> Result<Server, StartError> {
    let begun = Instant::now();
    // A port that is taken is said before anything is made.
    let early = config.listen.map(bind).transpose()?;
    let prepared =
        tokio::task::spawn_blocking(move || prepare(config, lock)).await.map_err(io::Error::from)??;
    let Prepared { config, lock, app, issuer, ca, ca_spki_sha256, ca_fingerprint, keeper, store } = prepared;
    if config.mdns {
        // A name that cannot be announced is said now, and not by a worker later.
        LocalName::of_host(issuer.host())?;
    }
    let listener = early.map_or_else(|| bind_all(issuer.port()), Ok)?;
    let listen = listener.local_addr()?;
    let listening: Listening = Arc::new(RwLock::new(listen));
    let office = app.settings().text("office.name").to_owned();
    let named = announced(&config, &issuer, ca_spki_sha256, &office, listen.port());
    let present = Present {
        issuer: issuer.clone(),
        fingerprint: ca.sha256.clone(),
        is_brought: keeper.renewal_at().is_none(),
    };
    let asking = certificate_listener(&config, &app, listen)?;
    let site = Site::new(Arc::clone(&app), ca, proxies(&config), addresses(&listening));
    let served = keeper.served();
    let tls = server_config(&served)?;
    let local = web::local_router(site.clone());
    let ca_listener = ca_listener(&config, listen);
    let ca_port = ca_listener.as_ref().and_then(|ca| ca.local_addr().ok()).map(|address| address.port());
    let (renewals, to_renew) = mpsc::channel(1);
    let network = Network::of_command(&config, store.clone());
    let network = network.of_server(Arc::clone(&listening), ca_port, renewals);
    app.reach_outside_by(Arc::new(network));
    let (stop, stopped) = watch::channel(false);
    let (doors, more_doors) = mpsc::channel(1);
    let (keepers, other_keepers) = mpsc::channel(1);
    let (names, other_names) = mpsc::channel(1);
    let (told, moves) = watch::channel(None);
    let mut tasks = JoinSet::new();
    let shaking = Shaking { tls, served: served.clone(), app: Arc::clone(&app) };
    serve_beside(&mut tasks, (ca_listener, asking), &shaking, &site, &stopped)?;
    tasks.spawn(serve_doors(listener, more_doors, shaking, web::router(site.clone()), stopped.clone()));
    tasks.spawn(serve_control(lock.dir().join(CONTROL_SOCKET), local.clone(), stopped.clone()));
    tasks.spawn(sweep::run(Arc::clone(&app), lock.dir().to_owned(), stopped.clone()));
    tasks.spawn(push::run(Arc::clone(&app), push::Outside::new(&config), stopped.clone()));
    tasks.spawn(mail::run(Arc::clone(&app), stopped.clone()));
    tasks.spawn(backchannel_logout::run(Arc::clone(&app), stopped.clone()));
    tasks.spawn(updates::run(Arc::clone(&app), stopped.clone()));
    tasks.spawn(renew::run(Arc::clone(&app), keeper, other_keepers, to_renew, stopped.clone()));
    tasks.spawn(name::run(Arc::clone(&app), named, other_names, stopped));
    let followers = Followers { doors, keeper: keepers, name: names, told };
    let relocator = Relocator::new(config, site, (store, served), listening, followers, present);
    let relocator = Arc::new(relocator);
    app.move_by(Some(Arc::clone(&relocator) as Arc<dyn Mover>));
    let first_run = setup::offer(&app.begin(Actor::System, "", "")).await?;
    let issuer = issuer.as_str().to_owned();
    let start_ms = begun.elapsed().as_millis();
    Ok(Server {
        issuer,
        listen,
        start_ms,
        first_run,
        ca_fingerprint,
        moves,
        app,
        relocator,
        local,
        stop,
        tasks,
        _lock: lock,
    })
}

/// What is made before anything listens.
struct Prepared {
    config: Config,
    lock: Lock,
    app: Arc<App>,
    issuer: Issuer,
    ca: CaFacts,
    ca_spki_sha256: [u8; 32],
    ca_fingerprint: String,
    keeper: Keeper,
    store: Store,
}

/// Blocks: keys and database take a noticeable while at the first start.
fn prepare(config: Config, lock: Lock) -> Result<Prepared, StartError> {
    let Opened { app, authority, issuer, store } = open(&config, &lock)?;
    let ca = facts(&authority, app.settings().office_name());
    let (ca_spki_sha256, ca_fingerprint) =
        (authority.spki_sha256(), fingerprint::grouped(&authority.fingerprint_sha256()));
    let now = SystemClock::default().now();
    let files = own_files(&config, &store)?;
    let keeper = Keeper::begin(files.as_ref(), &issuer, authority, store.clone(), now)?;
    Ok(Prepared { config, lock, app, issuer, ca, ca_spki_sha256, ca_fingerprint, keeper, store })
}

impl Server {
    /// Prints the lines that other programs wait for. Links go to stdout only, never into a log.
    pub fn announce(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        writeln!(out, "ready issuer={} listen={} ms={}", self.issuer, self.listen, self.start_ms)?;
        if let Some(link) = &self.first_run {
            writeln!(out, "first-run {link}")?;
            writeln!(out, "fingerprint {}", self.ca_fingerprint)?;
        }
        out.flush()
    }

    /// What the window of this process shows: the administrators' app and API, with the rights of whoever owns the data
    /// directory. It must not be handed to anybody else.
    pub fn window(&self) -> Router {
        self.local.clone().layer(Extension(Transport::Window))
    }

    /// Waits until a part of the server breaks, which none should: only then it comes back.
    pub async fn broken(&mut self) -> String {
        loop {
            match self.tasks.join_next().await {
                Some(Err(error)) => return error.to_string(),
                // Workers without work end by themselves.
                Some(Ok(())) => {}
                None => std::future::pending().await,
            }
        }
    }

    /// Where the office is found, each time that the first run chooses another address.
    pub fn moves(&self) -> watch::Receiver<Option<Moved>> {
        self.moves.clone()
    }

    /// Stops: no new connections, what is under way may end, then everything is closed.
    pub async fn stop(self) {
        let Self { app, stop, mut tasks, relocator, .. } = self;
        // Whoever waits for events would wait through the whole grace.
        app.stop_waiting();
        app.move_by(None);
        let _ = stop.send(true);
        // Nothing may be written once the directory is no longer ours.
        relocator.rest().await;
        while tasks.join_next().await.is_some() {}
    }
}

/// The name of an issuer, and what is said with it on the LAN.
pub(crate) fn announced(
    config: &Config,
    issuer: &Issuer,
    ca_spki_sha256: [u8; 32],
    office: &str,
    port: u16,
) -> Named {
    let host = issuer.host().to_owned();
    let name = LocalName::of_host(&host).ok().flatten().filter(|_| config.mdns);
    let beacon = Beacon {
        issuer: issuer.as_str().to_owned(),
        office: office.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        ca_spki_sha256,
        port,
    };
    Named { host, announced: name.map(|name| (name, beacon)) }
}

pub(crate) fn facts(authority: &Authority, office: &str) -> CaFacts {
    let der = authority.cert_der();
    CaFacts {
        pem: authority.cert_pem(),
        sha1: fingerprint::hex(&authority.fingerprint_sha1()),
        sha256: fingerprint::hex(&authority.fingerprint_sha256()),
        spki_sha256: BASE64URL.encode(authority.spki_sha256()),
        mobileconfig: mobileconfig(der, &format!("{office} sign-in CA"), office),
        der: der.to_vec(),
    }
}

/// Beside the server, where it can be had; the page over TLS has the same file.
fn ca_listener(config: &Config, listen: SocketAddr) -> Option<TcpListener> {
    let port = config.net.ca_port;
    if port == 0 {
        return None;
    }
    match bind(SocketAddr::new(listen.ip(), port)) {
        Ok(listener) => Some(listener),
        Err(error) => {
            tracing::warn!(%error, "the CA's certificate does not stand on plain HTTP; set net.ca_port to another port, or to 0");
            None
        }
    }
}

/// What has a port of its own: the CA's certificate, and clients with certificates.
fn serve_beside(
    tasks: &mut JoinSet<()>,
    (ca, asking): (Option<TcpListener>, Option<TcpListener>),
    shaking: &Shaking,
    site: &Site,
    stopped: &watch::Receiver<bool>,
) -> Result<(), TlsError> {
    if let Some(asking) = asking {
        let shaking = Shaking { tls: asking_config(&shaking.served)?, ..shaking.clone() };
        tasks.spawn(serve_certificates(asking, shaking, site.clone(), stopped.clone()));
    }
    if let Some(listener) = ca {
        tasks.spawn(serve_plain(listener, web::ca_router(site.clone()), stopped.clone()));
    }
    Ok(())
}

/// Where clients are asked for a certificate, if the configuration says so; the appliance is told.
fn certificate_listener(
    config: &Config,
    app: &App,
    listen: SocketAddr,
) -> Result<Option<TcpListener>, StartError> {
    if config.net.mtls_port == 0 {
        return Ok(None);
    }
    let address = SocketAddr::new(listen.ip(), config.net.mtls_port);
    let listener = bind(address).map_err(StartError::CertificatePort)?;
    app.ask_certificates_at(config.net.mtls_port);
    Ok(Some(listener))
}

async fn serve_control(path: PathBuf, router: Router, mut stop: watch::Receiver<bool>) {
    let stopped = async move {
        let _ = stop.wait_for(|stop| *stop).await;
    };
    if let Err(error) = control::serve(&path, router, stopped).await {
        tracing::error!(%error, "commands cannot reach this server");
    }
}

/// Where phones find this server if its name does not resolve for them.
fn addresses(listening: &Listening) -> Addresses {
    let listening = Arc::clone(listening);
    Box::new(move || {
        let listen = *listening.read().unwrap_or_else(PoisonError::into_inner);
        if !listen.ip().is_unspecified() {
            return vec![listen.to_string()];
        }
        let addresses = on_the_lan().unwrap_or_default();
        addresses.iter().map(|address| SocketAddr::new(*address, listen.port()).to_string()).collect()
    })
}

/// Whose `X-Forwarded-For` counts.
fn proxies(config: &Config) -> IsProxy {
    let networks = config.net.trusted_proxies.clone();
    Box::new(move |address| networks.iter().any(|network| network.contains(address)))
}
