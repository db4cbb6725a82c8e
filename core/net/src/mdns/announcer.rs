//! Holds a name: asks whether it is free, claims it, listens who else answers to it.

use std::net::IpAddr;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use mdns_sd::{DaemonEvent, HostnameResolutionEvent, Receiver, ServiceDaemon, ServiceInfo};
use tokio::sync::watch;

use crate::addresses;

use super::{
    Beacon, GOODBYE_LIMIT, HTTPS_TYPE, Link, LocalName, MdnsState, SERVICE_TYPE, STRANGERS_SHOWN, Wanted,
};

/// The version of what the TXT record says.
const TXT_VERSION: &str = "1";

/// How long we ask for our own name before we claim it. Who holds it answers at once (RFC 6762, 6); to
/// claim it first would make the library take a substitute and say goodbye to it, over and over.
const ASK_FIRST: Duration = Duration::from_millis(500);

/// How many of our own past addresses are remembered, so that they are not taken for somebody else's.
const OURS_MAX: usize = 64;

/// How many addresses of others are remembered.
const STRANGERS_MAX: usize = 256;

pub(super) struct Announcer {
    pub(super) link: Link,
    pub(super) name: LocalName,
    pub(super) state: watch::Sender<MdnsState>,
    /// All addresses that we had, the current ones last.
    pub(super) ours: Vec<IpAddr>,
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
    pub(super) async fn run(mut self, mut wanted: watch::Receiver<Option<Wanted>>) {
        loop {
            let Some(now) = wanted.borrow_and_update().clone() else { break };
            self.remember(&now.addresses);
            let is_open = match self.hold(&now, &mut wanted).await {
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
    async fn hold(&self, now: &Wanted, wanted: &mut watch::Receiver<Option<Wanted>>) -> Turn {
        let announced = &now.addresses;
        if announced.is_empty() {
            self.say(MdnsState::NoAddress);
            return Turn::Idle;
        }
        if !matches!(*self.state.borrow(), MdnsState::Conflict { .. }) {
            self.say(MdnsState::Starting);
        }
        // A daemon of its own for every set of addresses: one that has renamed a record keeps the new name
        // for ever, and one that runs announces nothing on an interface that came later.
        let mut session = match Session::open(self, now) {
            Ok(session) => session,
            Err(error) => {
                self.say(MdnsState::Failed { reason: error.to_string() });
                return Turn::Retry;
            }
        };
        let asked = tokio::time::sleep(ASK_FIRST);
        tokio::pin!(asked);
        let mut ask_again = tokio::time::interval(self.link.ask_again());
        ask_again.tick().await;
        // Another responder on this very machine may answer to its name with addresses that we do not announce.
        let mut ours = self.ours.clone();
        ours.extend(addresses::all().unwrap_or_default());
        let turn = loop {
            tokio::select! {
                _ = wanted.changed() => break Turn::Changed,
                () = &mut asked, if !session.unclaimed.is_empty() => session.claim(),
                _ = ask_again.tick() => session.ask(&self.name.absolute()),
                event = session.monitor.recv_async() => match event {
                    Ok(event) => session.note(event),
                    Err(_) => break Turn::Retry,
                },
                event = session.hosts.recv_async(), if session.is_listening => match event {
                    Ok(event) => session.hear(event, &ours),
                    Err(_) => session.is_listening = false,
                },
            }
            if let Some(state) = session.judge(self, announced) {
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
                // Whoever follows the state tells it: said here too, a liar in the network would fill the log.
                *current = state;
            }
            is_new
        });
    }
}

/// One daemon with one set of addresses.
struct Session {
    daemon: ServiceDaemon,
    host: String,
    fullname: String,
    unclaimed: Vec<ServiceInfo>,
    monitor: Receiver<DaemonEvent>,
    hosts: Receiver<HostnameResolutionEvent>,
    is_listening: bool,
    is_announced: bool,
    is_renamed: bool,
    failure: Option<String>,
    strangers: Strangers,
}

impl Session {
    fn open(announcer: &Announcer, wanted: &Wanted) -> Result<Self, mdns_sd::Error> {
        let (link, name) = (announcer.link, &announcer.name);
        let service = |kind: &str, txt: &[(&str, String)]| {
            let addresses = wanted.addresses.as_slice();
            ServiceInfo::new(kind, &name.label, &name.absolute(), addresses, wanted.beacon.port, txt)
        };
        let own = service(SERVICE_TYPE, &own_txt(&wanted.beacon))?;
        let pages = service(HTTPS_TYPE, &[("path", "/".to_owned())])?;
        let kinds = wanted.addresses.clone();
        let daemon =
            link.daemon_for(move |ip| kinds.iter().any(|announced| announced.is_ipv4() == ip.is_ipv4()))?;
        let monitor = daemon.monitor()?;
        // We ask for our own name all the time: the library notices another holder only while it probes.
        let hosts = daemon.resolve_hostname(&name.absolute(), None)?;
        let fullname = own.get_fullname().to_owned();
        Ok(Self {
            daemon,
            host: name.absolute(),
            fullname,
            unclaimed: vec![own, pages],
            monitor,
            hosts,
            is_listening: true,
            is_announced: false,
            is_renamed: false,
            failure: None,
            strangers: Strangers::default(),
        })
    }

    fn claim(&mut self) {
        for service in std::mem::take(&mut self.unclaimed) {
            if let Err(error) = self.daemon.register(service) {
                self.failure = Some(error.to_string());
            }
        }
    }

    /// Asks anew who answers to our name. What was found stays known until it is gone.
    fn ask(&mut self, host: &str) {
        let asked =
            self.daemon.stop_resolve_hostname(host).and_then(|()| self.daemon.resolve_hostname(host, None));
        match asked {
            Ok(hosts) => (self.hosts, self.is_listening) = (hosts, true),
            // The daemon has much to do; the next turn comes.
            Err(error) => tracing::debug!(%error, "our name could not be asked for"),
        }
    }

    fn note(&mut self, event: DaemonEvent) {
        match event {
            DaemonEvent::Announce(fullname, _) if fullname.eq_ignore_ascii_case(&self.fullname) => {
                self.is_announced = true;
            }
            DaemonEvent::NameChange(change) if change.original.eq_ignore_ascii_case(&self.host) => {
                self.is_renamed = true;
            }
            // Another service has the name of our instance. The host is ours, and that is what counts.
            DaemonEvent::NameChange(change) if change.original.eq_ignore_ascii_case(&self.fullname) => {
                self.fullname = change.new_name;
            }
            DaemonEvent::Error(error) => self.failure = Some(error.to_string()),
            _ => {}
        }
    }

    fn hear(&mut self, event: HostnameResolutionEvent, ours: &[IpAddr]) {
        match event {
            HostnameResolutionEvent::AddressesFound(_, found) => {
                let found = found.iter().map(mdns_sd::ScopedIp::to_ip_addr);
                self.strangers.note(found.filter(|address| !ours.contains(address)));
            }
            HostnameResolutionEvent::AddressesRemoved(_, gone) => {
                for address in gone {
                    self.strangers.forget(address.to_ip_addr());
                }
            }
            _ => {}
        }
    }

    /// What can be said now; `None` while the probe is under way.
    fn judge(&self, announcer: &Announcer, addresses: &[IpAddr]) -> Option<MdnsState> {
        let name = announcer.name.host();
        if self.is_renamed || !self.strangers.0.is_empty() {
            let (with, more) = self.strangers.shown();
            // Who was first keeps the name: a newcomer or a liar must not silence us.
            return Some(MdnsState::Conflict {
                name,
                with,
                more,
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

/// Who else answers to our name, in the order in which they were heard.
#[derive(Debug, Default)]
pub(super) struct Strangers(Vec<IpAddr>);

impl Strangers {
    pub(super) fn note(&mut self, found: impl Iterator<Item = IpAddr>) {
        for address in found {
            if self.0.len() < STRANGERS_MAX && !self.0.contains(&address) {
                self.0.push(address);
            }
        }
    }

    pub(super) fn forget(&mut self, address: IpAddr) {
        self.0.retain(|known| *known != address);
    }

    /// The first ones, and how many there are beside them.
    pub(super) fn shown(&self) -> (Vec<IpAddr>, usize) {
        let shown = self.0.iter().take(STRANGERS_SHOWN).copied().collect();
        (shown, self.0.len().saturating_sub(STRANGERS_SHOWN))
    }
}

/// What a TXT record of ours says (RFC 6763, 6): nothing that is secret, each entry within 255 bytes.
fn own_txt(beacon: &Beacon) -> Vec<(&'static str, String)> {
    vec![
        ("v", TXT_VERSION.to_owned()),
        ("iss", beacon.issuer.clone()),
        ("office", beacon.office.clone()),
        ("version", beacon.version.clone()),
        ("ca", URL_SAFE_NO_PAD.encode(beacon.ca_spki_sha256)),
        ("port", beacon.port.to_string()),
    ]
}
