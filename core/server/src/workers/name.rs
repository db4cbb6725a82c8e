//! Our name on the network: announced, kept at the machine's present addresses, and asked for as another machine would.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use domain::host::is_local;
use domain::reach::Reach;
use net::addresses;
use net::mdns::{self, Announcement, Beacon, LocalName, MdnsState};
use service::App;
use service::presence;
use service::vitals::Name;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use tokio::time::Instant;

/// How often this machine's addresses are read: a cable or a Wi-Fi is followed within seconds.
const FOLLOW: Duration = Duration::from_secs(2);
/// How often the name is asked for.
const LOOK: Duration = Duration::from_secs(30);
/// How long others have to answer.
const LOOK_LIMIT: Duration = Duration::from_millis(1_500);
/// How long a conflict has to be gone before that is believed: whoever comes and goes fills no log.
const CALM: Duration = Duration::from_secs(30);

/// A name, and what is said with it where it is announced.
pub(crate) struct Named {
    pub(crate) host: String,
    pub(crate) announced: Option<(LocalName, Beacon)>,
}

/// Runs until told to stop; then says goodbye on the LAN. `moves` brings another name.
pub(crate) async fn run(
    app: Arc<App>,
    first: Named,
    mut moves: mpsc::Receiver<Named>,
    mut stop: watch::Receiver<bool>,
) {
    let mut keeper = Keeper::begin(app, first);
    let mut follow = tokio::time::interval(FOLLOW);
    loop {
        let mut other = None;
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => break,
            _ = follow.tick() => keeper.follow(),
            state = next(&mut keeper.states) => keeper.hear(&state),
            Some(Ok(found)) = keeper.looks.join_next() => keeper.found = found,
            Some(name) = moves.recv() => other = Some(name),
        }
        if let Some(name) = other {
            keeper = keeper.turn(name).await;
        }
        keeper.note().await;
    }
    keeper.stop().await;
}

struct Keeper {
    app: Arc<App>,
    host: String,
    is_announced: bool,
    announcement: Option<Announcement>,
    states: Option<watch::Receiver<MdnsState>>,
    addresses: Vec<IpAddr>,
    conflict: Option<Conflict>,
    looks: JoinSet<Option<Vec<IpAddr>>>,
    /// What the network answered last.
    found: Option<Vec<IpAddr>>,
    look_at: Instant,
    noted: Option<Reach>,
}

/// Somebody else answers to the name.
struct Conflict {
    with: Vec<IpAddr>,
    gone_since: Option<Instant>,
}

impl Keeper {
    fn begin(app: Arc<App>, name: Named) -> Self {
        let addresses = addresses::on_the_lan().unwrap_or_default();
        let is_announced = name.announced.is_some();
        let announcement =
            name.announced.map(|(name, beacon)| Announcement::start(name, beacon, addresses.clone()));
        let mut keeper = Self {
            app,
            host: name.host,
            is_announced,
            states: announcement.as_ref().map(Announcement::state),
            announcement,
            addresses,
            conflict: None,
            looks: JoinSet::new(),
            found: None,
            look_at: Instant::now(),
            noted: None,
        };
        if let Some(states) = &mut keeper.states {
            let state = states.borrow_and_update().clone();
            keeper.hear(&state);
        }
        keeper
    }

    /// The office is found elsewhere from now on.
    async fn turn(self, name: Named) -> Self {
        let app = Arc::clone(&self.app);
        self.stop().await;
        presence::forget(&app);
        Self::begin(app, name)
    }

    async fn stop(self) {
        if let Some(announcement) = self.announcement {
            announcement.stop().await;
        }
    }

    fn follow(&mut self) {
        let now = addresses::on_the_lan().unwrap_or_default();
        if let Some(announcement) = &self.announcement {
            announcement.update_addresses(now.clone());
            announcement.update_office(self.app.settings().text("office.name"));
        }
        if now != self.addresses {
            self.look_at = Instant::now();
            self.addresses = now;
        }
        if self
            .conflict
            .as_ref()
            .is_some_and(|conflict| conflict.gone_since.is_some_and(|at| at.elapsed() > CALM))
        {
            self.conflict = None;
        }
        if self.looks.is_empty() && self.look_at <= Instant::now() {
            self.look_at = Instant::now() + LOOK;
            self.look();
        }
    }

    /// Whoever switched multicast off does not want questions by it either.
    fn look(&mut self) {
        if is_local(&self.host) && !self.is_announced {
            self.found = Some(Vec::new());
            return;
        }
        let host = self.host.clone();
        self.looks.spawn(async move {
            match mdns::resolve(&host, LOOK_LIMIT).await {
                Ok(found) => Some(found),
                Err(error) => {
                    tracing::debug!(%error, "our name could not be asked for");
                    None
                }
            }
        });
    }

    fn hear(&mut self, state: &MdnsState) {
        tell(state);
        let name = match state {
            MdnsState::Announced { .. } => Name::Announced,
            MdnsState::Conflict { .. } => Name::Conflict,
            MdnsState::Failed { .. } => Name::Failed,
            MdnsState::NoAddress | MdnsState::Starting | MdnsState::Stopped => Name::Silent,
        };
        self.app.vitals().note(|vitals| vitals.name = Some(name));
        match (state, &mut self.conflict) {
            (MdnsState::Conflict { with, .. }, _) => {
                self.conflict = Some(Conflict { with: with.clone(), gone_since: None });
            }
            (_, Some(conflict)) if conflict.gone_since.is_none() => {
                conflict.gone_since = Some(Instant::now())
            }
            _ => {}
        }
        self.look_at = Instant::now();
    }

    /// Tells the appliance, where something is different.
    async fn note(&mut self) {
        if self.found.is_none() && self.conflict.is_none() {
            return;
        }
        let own = addresses::with_loopback(&addresses::all().unwrap_or_default());
        let reach = Reach::judge(&self.host, self.is_announced, self.found.clone().unwrap_or_default(), &own);
        let reach = match &self.conflict {
            Some(conflict) => reach.in_conflict_with(&conflict.with),
            None => reach,
        };
        if self.noted.as_ref() == Some(&reach) {
            return;
        }
        self.noted = Some(reach.clone());
        if let Err(error) = presence::note(&self.app, reach).await {
            tracing::error!(%error, "what became of our name cannot be written down");
        }
    }
}

async fn next(states: &mut Option<watch::Receiver<MdnsState>>) -> MdnsState {
    if let Some(receiver) = states {
        if receiver.changed().await.is_ok() {
            return receiver.borrow_and_update().clone();
        }
        *states = None;
    }
    std::future::pending().await
}

fn tell(state: &MdnsState) {
    match state {
        MdnsState::Conflict { name, with, .. } => {
            tracing::error!(
                name,
                ?with,
                "another computer on the network uses our name; rename that one, or stop it"
            );
        }
        MdnsState::Failed { reason } => tracing::error!(reason, "our name cannot be announced"),
        other => tracing::info!(state = ?other, "our name on the network"),
    }
}
