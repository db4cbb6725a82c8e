//! Our name on the LAN by multicast DNS (RFC 6762): announced, kept up to date, and guarded.
//!
//! The name is the issuer's and never changes. When somebody else in the network holds it, we say so and
//! do not take the substitute that the protocol offers (`name-2.local`): no app and no phone knows it.

mod announcer;

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::time::Duration;

use mdns_sd::{HostnameResolutionEvent, IfKind, IfPredicate, MDNS_PORT, ServiceDaemon};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use self::announcer::Announcer;
use crate::{addresses, constraints};

/// Our own service type: programs that look for an appliance browse for it.
pub const SERVICE_TYPE: &str = "_donelogin._tcp.local.";

/// What every browser of services knows: there are pages here.
pub const HTTPS_TYPE: &str = "_https._tcp.local.";

/// How long we wait before we try a name again that somebody else held.
const RETRY: Duration = Duration::from_secs(60);

/// How often we ask anew who answers to our name. Two networks that are joined later bring together two who each were
/// alone with the name, and neither of them says so by itself.
const ASK_AGAIN: Duration = Duration::from_secs(20);

/// How many addresses of others are told one by one: anybody in the network can answer with as many as they like.
pub const STRANGERS_SHOWN: usize = 8;

/// How long the goodbye may take.
const GOODBYE_LIMIT: Duration = Duration::from_secs(2);

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

/// What the network is told beside the addresses; everybody in it may read that. It is a hint: authenticity comes from
/// the key that a phone pins when it links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beacon {
    /// The issuer URL.
    pub issuer: String,
    /// The office's name; empty before the first run.
    pub office: String,
    /// The version of this program.
    pub version: String,
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
        /// Their addresses, as far as known; at most [`STRANGERS_SHOWN`], the first that were heard.
        with: Vec<IpAddr>,
        /// How many more there are.
        more: usize,
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

/// What shall be announced.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wanted {
    addresses: Vec<IpAddr>,
    beacon: Beacon,
}

/// A running announcement. Dropping it says goodbye too, without waiting.
#[derive(Debug)]
pub struct Announcement {
    wanted: watch::Sender<Option<Wanted>>,
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
        let (wanted, inbox) = watch::channel(Some(Wanted { addresses, beacon }));
        let (outbox, state) = watch::channel(MdnsState::Starting);
        let announcer = Announcer { link, name, state: outbox, ours: Vec::new() };
        Self { wanted, state, task: tokio::spawn(announcer.run(inbox)) }
    }

    /// How it stands, now and whenever it changes.
    pub fn state(&self) -> watch::Receiver<MdnsState> {
        self.state.clone()
    }

    /// The machine has other addresses now. An equal list changes nothing.
    pub fn update_addresses(&self, addresses: Vec<IpAddr>) {
        self.update(|wanted| wanted.addresses = addresses);
    }

    /// The office has another name now. The same one changes nothing.
    pub fn update_office(&self, office: &str) {
        self.update(|wanted| office.clone_into(&mut wanted.beacon.office));
    }

    fn update(&self, change: impl FnOnce(&mut Wanted)) {
        self.wanted.send_if_modified(|wanted| {
            let Some(wanted) = wanted else { return false };
            let before = wanted.clone();
            change(wanted);
            *wanted != before
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
    /// One that asks, over everything there is.
    fn daemon(self) -> Result<ServiceDaemon, mdns_sd::Error> {
        self.daemon_for(|_| true)
    }

    /// One that speaks only over addresses of these kinds. Over a kind of which nothing is announced the library answers
    /// questions all the same, but says no goodbye there, and others would know us for two minutes after we left.
    fn daemon_for(
        self,
        is_spoken: impl Fn(IpAddr) -> bool + Send + Sync + 'static,
    ) -> Result<ServiceDaemon, mdns_sd::Error> {
        let daemon = match self {
            Self::Lan => ServiceDaemon::new_with_port(MDNS_PORT)?,
            #[cfg(test)]
            Self::Loopback { port, .. } => ServiceDaemon::new_with_port(port)?,
        };
        daemon.disable_interface(IfKind::All)?;
        daemon.enable_interface(IfKind::Predicate(IfPredicate::new(move |interface| {
            let is_ours = match self {
                Self::Lan => !interface.is_loopback() && !addresses::is_virtual(&interface.name),
                #[cfg(test)]
                Self::Loopback { .. } => interface.is_loopback() && interface.ip().is_ipv4(),
            };
            is_ours && is_spoken(interface.ip())
        })))?;
        Ok(daemon)
    }

    /// How often our own name is asked for anew.
    fn ask_again(self) -> Duration {
        match self {
            Self::Lan => ASK_AGAIN,
            #[cfg(test)]
            Self::Loopback { retry, .. } => retry,
        }
    }

    fn retry(self) -> Duration {
        match self {
            Self::Lan => RETRY,
            #[cfg(test)]
            Self::Loopback { retry, .. } => retry,
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
