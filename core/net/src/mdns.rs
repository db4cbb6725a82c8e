//! Our name on the LAN by multicast DNS (RFC 6762): announced, kept up to date, and guarded.
//!
//! The name is the issuer's and never changes. When somebody else in the network holds it, we say so and
//! do not take the substitute that the protocol offers (`name-2.local`): no app and no phone knows it.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use mdns_sd::{
    DaemonEvent, HostnameResolutionEvent, IfKind, IfPredicate, MDNS_PORT, Receiver, ServiceDaemon,
    ServiceInfo,
};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::{addresses, constraints};

/// Our service type; phones look for it.
pub const SERVICE_TYPE: &str = "_oidc-face._tcp.local.";

/// The version of what the TXT record says.
const TXT_VERSION: &str = "1";

/// How long we ask for our own name before we claim it. Who holds it answers at once (RFC 6762, 6); to
/// claim it first would make the library take a substitute and say goodbye to it, over and over.
const ASK_FIRST: Duration = Duration::from_millis(500);

/// How long we wait before we try a name again that somebody else held.
const RETRY: Duration = Duration::from_secs(60);

/// How long the goodbye may take.
const GOODBYE_LIMIT: Duration = Duration::from_secs(2);

/// How many of our own past addresses are remembered, so that they are not taken for somebody else's.
const OURS_MAX: usize = 64;

/// A host name that multicast DNS can carry: one label and `.local`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalName {
    label: String,
}

/// The host ends in `.local` but cannot be announced.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` has more than one label before `.local`; Linux computers would not find it, so choose one without a further dot"
)]
pub struct NotASingleLabel(String);

/// What the network is told beside the addresses. It is a hint: authenticity comes from the key that a
/// phone pins when it links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beacon {
    /// The issuer URL.
    pub issuer: String,
    /// SHA-256 of the CA's public key.
    pub ca_spki_sha256: [u8; 32],
    /// The port of our TLS listener.
    pub port: u16,
}

/// How it stands with our name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MdnsState {
    /// The name is ours and answers with these addresses.
    Announced {
        /// The host name, such as `office.local`.
        name: String,
        /// What it answers.
        addresses: Vec<IpAddr>,
    },
    /// Somebody else answers to our name: a cloned installation, or a stranger.
    Conflict {
        /// The host name.
        name: String,
        /// Their addresses, as far as known.
        with: Vec<IpAddr>,
        /// Whether we keep silent (they were first) or still answer as well (we were first).
        withdrawn: bool,
    },
    /// Multicast does not work here.
    Failed {
        /// What the system said.
        reason: String,
    },
    /// This machine has no address that could be announced; it goes on when there is one.
    NoAddress,
    /// The name is being probed for.
    Starting,
    /// Goodbye was said.
    Stopped,
}

/// A running announcement. Dropping it says goodbye too, without waiting.
#[derive(Debug)]
pub struct Announcement {
    wanted: watch::Sender<Option<Vec<IpAddr>>>,
    state: watch::Receiver<MdnsState>,
    task: JoinHandle<()>,
}

impl LocalName {
    /// The name of an issuer's host: `None` for a host that is not below `.local`, where somebody else's
    /// name server answers and nothing is to be announced.
    ///
    /// # Errors
    /// For `a.b.local`: many resolvers take names of exactly two labels only.
    pub fn of_host(host: &str) -> Result<Option<Self>, NotASingleLabel> {
        let host = constraints::parse_host(host).unwrap_or_default();
        match host.strip_suffix(".local") {
            None => Ok(None),
            Some(label) if label.contains('.') => Err(NotASingleLabel(host)),
            Some(label) => Ok(Some(Self { label: label.to_owned() })),
        }
    }

    /// The host name, such as `office.local`.
    pub fn host(&self) -> String {
        format!("{}.local", self.label)
    }

    fn absolute(&self) -> String {
        format!("{}.local.", self.label)
    }
}

impl Announcement {
    /// Starts to announce the name with these addresses. Must be called inside a tokio runtime; returns at
    /// once, and [`Announcement::state`] tells how it goes.
    pub fn start(name: LocalName, beacon: Beacon, addresses: Vec<IpAddr>) -> Self {
        Self::start_on(Link::Lan, name, beacon, addresses)
    }

    fn start_on(link: Link, name: LocalName, beacon: Beacon, addresses: Vec<IpAddr>) -> Self {
        let (wanted, inbox) = watch::channel(Some(addresses));
        let (outbox, state) = watch::channel(MdnsState::Starting);
        let announcer = Announcer { link, name, beacon, state: outbox, ours: Vec::new() };
        Self { wanted, state, task: tokio::spawn(announcer.run(inbox)) }
    }

    /// How it stands, now and whenever it changes.
    pub fn state(&self) -> watch::Receiver<MdnsState> {
        self.state.clone()
    }

    /// The machine has other addresses now. An equal list changes nothing.
    pub fn update_addresses(&self, addresses: Vec<IpAddr>) {
        self.wanted.send_if_modified(|wanted| {
            let is_new = wanted.as_ref() != Some(&addresses);
            *wanted = Some(addresses);
            is_new
        });
    }

    /// Says goodbye, so that caches forget us at once.
    pub async fn stop(self) {
        self.wanted.send_replace(None);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the announcement of our name ended badly");
        }
    }
}

/// Where we speak: in the office, or in tests on loopback with a port of their own.
#[derive(Debug, Clone, Copy)]
enum Link {
    Lan,
    #[cfg(test)]
    Loopback {
        port: u16,
        retry: Duration,
    },
}

impl Link {
    fn daemon(self) -> Result<ServiceDaemon, mdns_sd::Error> {
        let daemon = match self {
            Self::Lan => ServiceDaemon::new_with_port(MDNS_PORT)?,
            #[cfg(test)]
            Self::Loopback { port, .. } => ServiceDaemon::new_with_port(port)?,
        };
        daemon.disable_interface(IfKind::All)?;
        daemon.enable_interface(IfKind::Predicate(IfPredicate::new(move |interface| match self {
            Self::Lan => !interface.is_loopback() && !addresses::is_virtual(&interface.name),
            #[cfg(test)]
            Self::Loopback { .. } => interface.is_loopback() && interface.ip().is_ipv4(),
        })))?;
        Ok(daemon)
    }

    fn retry(self) -> Duration {
        match self {
            Self::Lan => RETRY,
            #[cfg(test)]
            Self::Loopback { retry, .. } => retry,
        }
    }
}

struct Announcer {
    link: Link,
    name: LocalName,
    beacon: Beacon,
    state: watch::Sender<MdnsState>,
    ours: Vec<IpAddr>,
}

/// Why a session ended.
enum Turn {
    /// There are new orders.
    Changed,
    /// Nothing can be done until there are.
    Idle,
    /// Somebody else holds the name, or multicast failed; later again.
    Retry,
}

impl Announcer {
    async fn run(mut self, mut wanted: watch::Receiver<Option<Vec<IpAddr>>>) {
        loop {
            let Some(addresses) = wanted.borrow_and_update().clone() else { break };
            self.remember(&addresses);
            let is_open = match self.hold(&addresses, &mut wanted).await {
                Turn::Changed => wanted.has_changed().is_ok(),
                Turn::Idle => wanted.changed().await.is_ok(),
                Turn::Retry => {
                    let waited = tokio::time::timeout(self.link.retry(), wanted.changed()).await;
                    waited.is_err() || waited.is_ok_and(|changed| changed.is_ok())
                }
            };
            if !is_open {
                break;
            }
        }
        self.say(MdnsState::Stopped);
    }

    /// Announces these addresses until something changes.
    async fn hold(&self, addresses: &[IpAddr], wanted: &mut watch::Receiver<Option<Vec<IpAddr>>>) -> Turn {
        if addresses.is_empty() {
            self.say(MdnsState::NoAddress);
            return Turn::Idle;
        }
        if !matches!(*self.state.borrow(), MdnsState::Conflict { .. }) {
            self.say(MdnsState::Starting);
        }
        // A daemon of its own for every set of addresses: one that has renamed a record keeps the new name
        // for ever, and one that runs announces nothing on an interface that came later.
        let mut session = match Session::open(self, addresses) {
            Ok(session) => session,
            Err(error) => {
                self.say(MdnsState::Failed { reason: error.to_string() });
                return Turn::Retry;
            }
        };
        let asked = tokio::time::sleep(ASK_FIRST);
        tokio::pin!(asked);
        let turn = loop {
            tokio::select! {
                _ = wanted.changed() => break Turn::Changed,
                () = &mut asked, if session.unclaimed.is_some() => session.claim(),
                event = session.monitor.recv_async() => match event {
                    Ok(event) => session.note(event),
                    Err(_) => break Turn::Retry,
                },
                event = session.hosts.recv_async(), if session.is_listening => match event {
                    Ok(event) => session.hear(event, &self.ours),
                    Err(_) => session.is_listening = false,
                },
            }
            if let Some(state) = session.judge(self, addresses) {
                let is_over = matches!(state, MdnsState::Conflict { withdrawn: true, .. });
                self.say(state);
                if is_over {
                    break Turn::Retry;
                }
            }
        };
        session.close().await;
        turn
    }

    fn remember(&mut self, addresses: &[IpAddr]) {
        let new = addresses.iter().filter(|address| !self.ours.contains(address)).copied();
        let new: Vec<IpAddr> = new.collect();
        self.ours.extend(new);
        let excess = self.ours.len().saturating_sub(OURS_MAX);
        self.ours.drain(..excess);
    }

    fn say(&self, state: MdnsState) {
        self.state.send_if_modified(|current| {
            let is_new = *current != state;
            if is_new {
                match &state {
                    MdnsState::Conflict { name, with, .. } => {
                        tracing::warn!(host = %name, ?with, "somebody else in the network answers to our name {name}");
                    }
                    MdnsState::Failed { reason } => tracing::warn!(%reason, "our name cannot be announced"),
                    other => tracing::debug!(state = ?other, "announcement of our name"),
                }
                *current = state;
            }
            is_new
        });
    }
}

/// One daemon with one set of addresses.
struct Session {
    daemon: ServiceDaemon,
    fullname: String,
    unclaimed: Option<ServiceInfo>,
    monitor: Receiver<DaemonEvent>,
    hosts: Receiver<HostnameResolutionEvent>,
    is_listening: bool,
    is_announced: bool,
    is_renamed: bool,
    failure: Option<String>,
    strangers: BTreeSet<IpAddr>,
}

impl Session {
    fn open(announcer: &Announcer, addresses: &[IpAddr]) -> Result<Self, mdns_sd::Error> {
        let Announcer { link, name, beacon, .. } = announcer;
        let txt = [
            ("v", TXT_VERSION.to_owned()),
            ("iss", beacon.issuer.clone()),
            ("ca", URL_SAFE_NO_PAD.encode(beacon.ca_spki_sha256)),
            ("port", beacon.port.to_string()),
        ];
        let service =
            ServiceInfo::new(SERVICE_TYPE, &name.label, &name.absolute(), addresses, beacon.port, &txt[..])?;
        let daemon = link.daemon()?;
        let monitor = daemon.monitor()?;
        // We ask for our own name all the time: the library notices another holder only while it probes.
        let hosts = daemon.resolve_hostname(&name.absolute(), None)?;
        let fullname = service.get_fullname().to_owned();
        Ok(Self {
            daemon,
            fullname,
            unclaimed: Some(service),
            monitor,
            hosts,
            is_listening: true,
            is_announced: false,
            is_renamed: false,
            failure: None,
            strangers: BTreeSet::new(),
        })
    }

    fn claim(&mut self) {
        let claimed = self.unclaimed.take().map(|service| self.daemon.register(service));
        if let Some(Err(error)) = claimed {
            self.failure = Some(error.to_string());
        }
    }

    fn note(&mut self, event: DaemonEvent) {
        match event {
            DaemonEvent::Announce(fullname, _) if fullname.eq_ignore_ascii_case(&self.fullname) => {
                self.is_announced = true;
            }
            DaemonEvent::NameChange(_) => self.is_renamed = true,
            DaemonEvent::Error(error) => self.failure = Some(error.to_string()),
            _ => {}
        }
    }

    fn hear(&mut self, event: HostnameResolutionEvent, ours: &[IpAddr]) {
        match event {
            HostnameResolutionEvent::AddressesFound(_, found) => {
                let found = found.iter().map(mdns_sd::ScopedIp::to_ip_addr);
                self.strangers.extend(found.filter(|address| !ours.contains(address)));
            }
            HostnameResolutionEvent::AddressesRemoved(_, gone) => {
                for address in gone {
                    self.strangers.remove(&address.to_ip_addr());
                }
            }
            _ => {}
        }
    }

    /// What can be said now; `None` while the probe is under way.
    fn judge(&self, announcer: &Announcer, addresses: &[IpAddr]) -> Option<MdnsState> {
        let name = announcer.name.host();
        if self.is_renamed || !self.strangers.is_empty() {
            let with = self.strangers.iter().copied().collect();
            // Who was first keeps the name: a newcomer or a liar must not silence us.
            return Some(MdnsState::Conflict {
                name,
                with,
                withdrawn: self.is_renamed || !self.is_announced,
            });
        }
        if self.is_announced {
            return Some(MdnsState::Announced { name, addresses: addresses.to_vec() });
        }
        self.failure.clone().map(|reason| MdnsState::Failed { reason })
    }

    async fn close(self) {
        // Shutting down sends the goodbye for what was announced.
        if let Ok(done) = self.daemon.shutdown() {
            let _ = tokio::time::timeout(GOODBYE_LIMIT, done.recv_async()).await;
        }
    }
}

/// What the LAN answers for a name below `.local`, asked by multicast for at most `limit`: empty when
/// nobody answers. For any other name, what this machine's resolver says.
///
/// # Errors
/// When multicast cannot be used here at all.
pub async fn resolve(host: &str, limit: Duration) -> Result<Vec<IpAddr>, ResolveError> {
    let host = constraints::parse_host(host).ok_or_else(|| ResolveError::Host(host.to_owned()))?;
    if host.ends_with(".local") {
        return resolve_on(Link::Lan, &host, limit).await;
    }
    let found = tokio::time::timeout(limit, tokio::net::lookup_host((host.as_str(), 0))).await;
    let found: BTreeSet<IpAddr> = found.into_iter().flatten().flatten().map(|address| address.ip()).collect();
    Ok(found.into_iter().collect())
}

/// Why a name could not be asked for.
#[derive(Debug, thiserror::Error)]
pub enum ResolveError {
    /// Not a host name.
    #[error("`{0}` is not a host name")]
    Host(String),
    /// Multicast cannot be used here.
    #[error("multicast DNS cannot be used on this machine")]
    Multicast(#[from] mdns_sd::Error),
}

async fn resolve_on(link: Link, host: &str, limit: Duration) -> Result<Vec<IpAddr>, ResolveError> {
    let daemon = link.daemon()?;
    let events = daemon.resolve_hostname(&format!("{host}."), None)?;
    let mut found = BTreeSet::new();
    let listen = async {
        while let Ok(event) = events.recv_async().await {
            if let HostnameResolutionEvent::AddressesFound(_, addresses) = event {
                found.extend(addresses.iter().map(mdns_sd::ScopedIp::to_ip_addr));
            }
        }
    };
    // All of the time is used: that a second machine answers too is what `doctor` wants to know.
    let _ = tokio::time::timeout(limit, listen).await;
    if let Ok(done) = daemon.shutdown() {
        let _ = tokio::time::timeout(GOODBYE_LIMIT, done.recv_async()).await;
    }
    Ok(found.into_iter().collect())
}

#[cfg(test)]
mod tests;
