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

/// How often a conflict is told in the log: each forged answer is another one.
const TELL_AGAIN: Duration = Duration::from_secs(600);

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
    /// The announcement has not got so far that anybody could be answered.
    is_starting: bool,
    announcement: Option<Announcement>,
    states: Option<watch::Receiver<MdnsState>>,
    addresses: Vec<IpAddr>,
    conflict: Option<Conflict>,
    teller: Teller,
    looks: JoinSet<Option<Vec<IpAddr>>>,
    /// What the network answered last.
    found: Option<Vec<IpAddr>>,
    look_at: Instant,
    noted: Option<Reach>,
}

/// Somebody else answers to the name.
struct Conflict {
    with: Vec<IpAddr>,
    more: usize,
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
            is_starting: is_announced,
            states: announcement.as_ref().map(Announcement::state),
            announcement,
            addresses,
            conflict: None,
            teller: Teller::default(),
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
        if self.looks.is_empty() && !self.is_starting && self.look_at <= Instant::now() {
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
        if self.teller.wants(state, self.conflict.is_some(), Instant::now()) {
            tell(state);
        }
        let name = match state {
            MdnsState::Announced { .. } => Name::Announced,
            MdnsState::Conflict { .. } => Name::Conflict,
            MdnsState::Failed { .. } => Name::Failed,
            MdnsState::NoAddress | MdnsState::Starting | MdnsState::Stopped => Name::Silent,
        };
        self.app.vitals().note(|vitals| vitals.name = Some(name));
        self.is_starting = matches!(state, MdnsState::Starting);
        let was_known = self.conflict.as_ref().is_some_and(|conflict| conflict.gone_since.is_none());
        match (state, &mut self.conflict) {
            (MdnsState::Conflict { with, more, .. }, _) => {
                self.conflict = Some(Conflict { with: with.clone(), more: *more, gone_since: None });
                if was_known {
                    return;
                }
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
            Some(conflict) => reach.in_conflict_with(&conflict.with, conflict.more),
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

/// What of the states goes to the log.
#[derive(Default)]
struct Teller {
    conflict_at: Option<Instant>,
}

impl Teller {
    /// A conflict is told once, and at most every [`TELL_AGAIN`]; while one is on, its coming and going is not told.
    fn wants(&mut self, state: &MdnsState, in_conflict: bool, now: Instant) -> bool {
        match state {
            MdnsState::Conflict { .. } => {
                let is_due = self.conflict_at.is_none_or(|at| now.duration_since(at) >= TELL_AGAIN);
                if is_due {
                    self.conflict_at = Some(now);
                }
                is_due
            }
            MdnsState::Failed { .. } | MdnsState::Stopped => true,
            MdnsState::Announced { .. } | MdnsState::NoAddress | MdnsState::Starting => !in_conflict,
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
        MdnsState::Conflict { name, with, more, .. } => {
            tracing::error!(
                name,
                ?with,
                more,
                "another computer on the network uses our name; rename that one, or stop it"
            );
        }
        MdnsState::Failed { reason } => tracing::error!(reason, "our name cannot be announced"),
        other => tracing::info!(state = ?other, "our name on the network"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_of_forged_answers_is_one_line_in_ten_minutes() {
        let conflict = |last: u8| MdnsState::Conflict {
            name: "office.local".into(),
            with: vec![IpAddr::from([10, 0, 0, last])],
            more: 0,
            withdrawn: false,
        };
        let announced = MdnsState::Announced { name: "office.local".into(), addresses: Vec::new() };
        let (mut teller, start) = (Teller::default(), Instant::now());
        assert!(teller.wants(&announced, false, start));
        let told = (0..600_u64).filter(|second| {
            let now = start + Duration::from_secs(*second);
            let last = u8::try_from(second % 250).unwrap();
            let told = teller.wants(&conflict(last), *second > 0, now);
            assert!(!teller.wants(&announced, true, now), "it comes and goes");
            told
        });
        assert_eq!(told.count(), 1);
        assert!(teller.wants(&conflict(1), true, start + TELL_AGAIN), "it is still on");
        assert!(teller.wants(&announced, false, start + TELL_AGAIN), "it is over");
    }
}
