//! Starting the appliance, and stopping it.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use domain::audit::Actor;
use domain::world::{Clock as _, SystemClock};
use net::addresses::on_the_lan;
use net::ca::Authority;
use net::fingerprint;
use net::mdns::{Announcement, Beacon, LocalName, NotASingleLabel};
use net::mobileconfig::mobileconfig;
use net::tls::{TlsError, server_config};
use service::{App, setup};
use store::StoreError;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use web::{Addresses, CaFacts, IsProxy, Site};

use crate::certificates::{CertificateError, Keeper};
use crate::config::{Config, Issuer};
use crate::control;
use crate::listen::{ListenError, Shaking, bind, bind_all, serve_plain, serve_tls};
use crate::lock::{CONTROL_SOCKET, Lock};
use crate::open::{OpenError, Opened, open};
use crate::outside::Network;
use crate::workers::{push, renew, sweep};

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
    app: Arc<App>,
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
    let Prepared { config, lock, app, issuer, ca, ca_spki_sha256, ca_fingerprint, keeper } = prepared;
    let listener = early.map_or_else(|| bind_all(issuer.port()), Ok)?;
    let listen = listener.local_addr()?;
    let beacon = Beacon { issuer: issuer.as_str().to_owned(), ca_spki_sha256, port: listen.port() };
    let announcement = announce(&config, &issuer, beacon)?;
    let site = Site::new(Arc::clone(&app), ca, proxies(&config), addresses(listen));
    let served = keeper.served();
    let tls = server_config(&served)?;
    let (ca_listener, (renewals, to_renew)) = (ca_listener(&config, listen), mpsc::channel(1));
    let ca_port = ca_listener.as_ref().and_then(|ca| ca.local_addr().ok()).map(|address| address.port());
    let ours = std::iter::once(listen.port()).chain(ca_port).collect();
    let network = Network::of_command(&config, issuer.as_str()).of_server(ours, renewals);
    app.reach_outside_by(Arc::new(network));
    let (stop, stopped) = watch::channel(false);
    let mut tasks = JoinSet::new();
    tasks.spawn(serve_tls(
        listener,
        Shaking { tls, served, app: Arc::clone(&app) },
        web::router(site.clone()),
        stopped.clone(),
    ));
    if let Some(listener) = ca_listener {
        tasks.spawn(serve_plain(listener, web::ca_router(site), stopped.clone()));
    }
    let control = web::admin::router().with_state(Arc::clone(&app));
    tasks.spawn(serve_control(lock.dir().join(CONTROL_SOCKET), control, stopped.clone()));
    tasks.spawn(sweep::run(Arc::clone(&app), lock.dir().to_owned(), stopped.clone()));
    tasks.spawn(push::run(Arc::clone(&app), push::Outside::new(&config), stopped.clone()));
    tasks.spawn(renew::run(Arc::clone(&app), keeper, announcement, to_renew, stopped));
    let first_run = setup::offer(&app.begin(Actor::System, "", "")).await?;
    let issuer = issuer.as_str().to_owned();
    let start_ms = begun.elapsed().as_millis();
    Ok(Server { issuer, listen, start_ms, first_run, ca_fingerprint, app, stop, tasks, _lock: lock })
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
}

/// Blocks: keys and database take a noticeable while at the first start.
fn prepare(config: Config, lock: Lock) -> Result<Prepared, StartError> {
    let Opened { app, authority, issuer, store } = open(&config, &lock)?;
    let ca = facts(&authority, app.settings().office_name());
    let (ca_spki_sha256, ca_fingerprint) =
        (authority.spki_sha256(), fingerprint::grouped(&authority.fingerprint_sha256()));
    let now = SystemClock::default().now();
    let keeper = Keeper::begin(&config, &issuer, authority, store, now)?;
    Ok(Prepared { config, lock, app, issuer, ca, ca_spki_sha256, ca_fingerprint, keeper })
}

impl Server {
    /// Stops: no new connections, what is under way may end, then everything is closed.
    pub async fn stop(self) {
        let Self { app, stop, mut tasks, .. } = self;
        // Whoever waits for events would wait through the whole grace.
        app.stop_waiting();
        let _ = stop.send(true);
        while tasks.join_next().await.is_some() {}
    }
}

fn facts(authority: &Authority, office: &str) -> CaFacts {
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

fn announce(
    config: &Config,
    issuer: &Issuer,
    beacon: Beacon,
) -> Result<Option<Announcement>, NotASingleLabel> {
    let name = if config.mdns { LocalName::of_host(issuer.host())? } else { None };
    Ok(name.map(|name| Announcement::start(name, beacon, on_the_lan().unwrap_or_default())))
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

async fn serve_control(path: PathBuf, router: Router, mut stop: watch::Receiver<bool>) {
    let stopped = async move {
        let _ = stop.wait_for(|stop| *stop).await;
    };
    if let Err(error) = control::serve(&path, router, stopped).await {
        tracing::error!(%error, "commands cannot reach this server");
    }
}

/// Where phones find this server if its name does not resolve for them.
fn addresses(listen: SocketAddr) -> Addresses {
    Box::new(move || {
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
