//! The server behind the window: started in this process, or found in another one; watched, stopped and started again.

use std::path::PathBuf;
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, Instant};

use serde::Serialize;
use server::Server;
use server::config::{Config, Sources, environment};
use server::fault::Fault;
use server::lock::{CONTROL_SOCKET, Lock, LockError};
use tokio::sync::{mpsc, watch};

use crate::service;
use crate::trouble::Trouble;
use crate::way::Way;

/// A command holds the directory for a moment only, and a server that starts opens its socket soon.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often a server that has ended is looked for.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// Orders that wait: nobody presses faster.
const ORDERS: usize = 8;

/// Whose server it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Mode {
    /// Ours, in this process.
    Embedded,
    /// Another process's.
    Service,
}

/// How it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Starting,
    /// It serves under this issuer.
    Serving(String),
    Stopped(Trouble),
}

/// What somebody wants of it.
enum Order {
    Start,
    Stop,
    End,
}

/// The server, as the rest of the shell sees it.
pub(crate) struct Host {
    data_dir: Option<PathBuf>,
    announces: bool,
    state: watch::Sender<(Mode, State)>,
    way: RwLock<Option<Way>>,
    orders: mpsc::Sender<Order>,
}

/// The task that does it.
pub(crate) struct Keeper {
    orders: mpsc::Receiver<Order>,
}

/// A server that answers.
enum Found {
    Here(Box<Server>),
    There(Way, watch::Receiver<bool>),
}

impl Host {
    /// Nothing is started yet. `announces`: print what `donelogin serve` prints.
    pub(crate) fn new(data_dir: Option<PathBuf>, announces: bool) -> (Self, Keeper) {
        let (orders, receiver) = mpsc::channel(ORDERS);
        let state = watch::Sender::new((Mode::Embedded, State::Starting));
        (Self { data_dir, announces, state, way: RwLock::new(None), orders }, Keeper { orders: receiver })
    }

    /// How it stands.
    pub(crate) fn state(&self) -> (Mode, State) {
        self.state.borrow().clone()
    }

    /// Tells of changes.
    pub(crate) fn watch(&self) -> watch::Receiver<(Mode, State)> {
        self.state.subscribe()
    }

    /// The way to it; none while it does not serve.
    pub(crate) fn way(&self) -> Option<Way> {
        self.way.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The data directory, also where its settings cannot be read; none without a home.
    pub(crate) fn dir(&self) -> Option<PathBuf> {
        self.sources().data_dir().ok()
    }

    /// Starts it, if it does not serve.
    pub(crate) async fn start(&self) {
        // Both fail only while the program ends.
        let _ = self.orders.send(Order::Start).await;
    }

    /// Stops it; somebody else's goes on.
    pub(crate) async fn stop(&self) {
        let _ = self.orders.send(Order::Stop).await;
    }

    /// Ends it with this program, and comes back when it has ended.
    pub(crate) async fn end(&self) {
        let _ = self.orders.send(Order::End).await;
        self.orders.closed().await;
    }

    /// Keeps the server as it is wanted, until the end.
    pub(crate) async fn keep(&self, mut keeper: Keeper) {
        loop {
            let mode = self.state().0;
            self.say(mode, State::Starting);
            let trouble = match self.find().await {
                Ok(found) => match self.serve(found, &mut keeper).await {
                    Some(trouble) => trouble,
                    None => return,
                },
                Err(trouble) => trouble,
            };
            tracing::warn!(?trouble, "no server answers");
            let mode = self.state().0;
            let is_lost = trouble == Trouble::Lost;
            self.say(mode, State::Stopped(trouble));
            loop {
                tokio::select! {
                    order = keeper.orders.recv() => match order {
                        Some(Order::Start) => break,
                        Some(Order::Stop) => {}
                        Some(Order::End) | None => return,
                    },
                    () = self.is_back(), if is_lost => break,
                }
            }
        }
    }

    /// Waits until the other process serves again, as after its update. Nothing is started for that, since somebody may
    /// have stopped it for a reason, and nobody is asked for a password.
    async fn is_back(&self) {
        loop {
            tokio::time::sleep(LOOK_AGAIN).await;
            if !self.is_named() && service::open().await.is_some() {
                return;
            }
            if let Ok(config) = self.config()
                && over_socket(&config).await.is_some()
            {
                return;
            }
        }
    }

    /// Lets the window have it until it is stopped or breaks; `None` at the end of this program.
    async fn serve(&self, found: Found, keeper: &mut Keeper) -> Option<Trouble> {
        match found {
            Found::Here(mut server) => {
                self.open(Mode::Embedded, Way::Here(server.window()), server.issuer.clone());
                if self.announces
                    && let Err(error) = server.announce()
                {
                    tracing::warn!(%error, "nobody reads what is announced");
                }
                let mut moves = server.moves();
                let outcome = loop {
                    tokio::select! {
                        Ok(()) = moves.changed() => {
                            let moved = moves.borrow_and_update().clone();
                            if let Some(moved) = moved {
                                self.say(Mode::Embedded, State::Serving(moved.issuer));
                            }
                        }
                        order = keeper.orders.recv() => match order {
                            Some(Order::Start) => {}
                            Some(Order::Stop) => break Some(Trouble::ByHand),
                            Some(Order::End) | None => break None,
                        },
                        why = server.broken() => break Some(Trouble::Crashed(why)),
                    }
                };
                self.close();
                server.stop().await;
                outcome
            }
            Found::There(way, mut end) => {
                let certificates = way.read("/certificates").await.unwrap_or_default();
                let issuer =
                    certificates.get("issuer").and_then(|issuer| issuer.as_str()).unwrap_or_default();
                self.open(Mode::Service, way, issuer.to_owned());
                let outcome = loop {
                    tokio::select! {
                        order = keeper.orders.recv() => if let Some(Order::End) | None = order { break None },
                        _ = end.wait_for(|ended| *ended) => break Some(Trouble::Lost),
                    }
                };
                self.close();
                outcome
            }
        }
    }

    fn open(&self, mode: Mode, way: Way, issuer: String) {
        *self.way.write().unwrap_or_else(PoisonError::into_inner) = Some(way);
        self.say(mode, State::Serving(issuer));
    }

    fn close(&self) {
        *self.way.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn say(&self, mode: Mode, state: State) {
        self.state.send_replace((mode, state));
    }

    fn config(&self) -> Result<Config, Trouble> {
        Config::load(self.sources()).map_err(|error| Fault::from(&error).into())
    }

    fn sources(&self) -> Sources {
        Sources { data_dir: self.data_dir.clone(), environment: environment(), command_line: Vec::new() }
    }

    /// Whether somebody named a directory: then the system service is none of ours.
    fn is_named(&self) -> bool {
        let variable = "DONELOGIN_DATA_DIR";
        self.data_dir.is_some()
            || environment().iter().any(|(name, value)| name == variable && !value.is_empty())
    }

    /// Starts a server on the data directory, or finds the one that holds it: never two.
    async fn find(&self) -> Result<Found, Trouble> {
        let other = |error: tokio::task::JoinError| Trouble::Other(error.to_string());
        // Asks another program, which may take its time.
        let is_service =
            !self.is_named() && tokio::task::spawn_blocking(service::is_active).await.map_err(other)?;
        if is_service {
            self.say(Mode::Service, State::Starting);
            let (way, end) = service::reach().await?;
            return Ok(Found::There(way, end));
        }
        let config = self.config()?;
        let begun = Instant::now();
        loop {
            let dir = config.data_dir.clone();
            match tokio::task::spawn_blocking(move || Lock::acquire(&dir)).await.map_err(other)? {
                Ok(lock) => {
                    let started = server::start(config, lock).await;
                    let server = started.map_err(|error| Trouble::from(Fault::from(&error)))?;
                    return Ok(Found::Here(Box::new(server)));
                }
                Err(held @ LockError::Held { .. }) => {
                    if let Some((way, end)) = over_socket(&config).await {
                        return Ok(Found::There(way, end));
                    }
                    if begun.elapsed() > PATIENCE {
                        return Err(Fault::from(&held).into());
                    }
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
                Err(error) => return Err(Fault::from(&error).into()),
            }
        }
    }
}

/// A way to the server that holds our own data directory.
async fn over_socket(config: &Config) -> Option<(Way, watch::Receiver<bool>)> {
    Way::open(&config.data_dir.join(CONTROL_SOCKET)).await
}
