//! Tells clients that sessions have ended: different ones at once, each one thing after the other, so that one that is slow
//! holds up nobody but itself.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use domain::audit::Actor;
use domain::id::ClientId;
use service::backchannel_logout::{self, Next};
use service::wake::Topic;
use service::{App, StoreError};
use tokio::sync::watch;
use tokio::task::{Id, JoinSet};
use tokio::time::{sleep, timeout};

/// Clients that are called at once.
const UNDER_WAY: usize = 64;
/// Writes that come together are looked at once.
const TOGETHER: Duration = Duration::from_millis(50);
/// The longest sleep: a clock that was set, or a machine that slept, is noticed.
const LONGEST: Duration = Duration::from_secs(60);
/// Before the store is asked again that failed.
const STORE_REST: Duration = Duration::from_secs(5);
/// How long calls under way may go on when the server stops. What is broken off is told again after the next start.
const GRACE: Duration = Duration::from_secs(3);

/// Runs until told to stop.
pub(crate) async fn run(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    let mut written = app.watch(Topic::Admin);
    let mut calls = Calls { app, tasks: JoinSet::new(), clients: HashMap::new() };
    loop {
        let rest = calls.begin_due().unwrap_or_else(|error| {
            tracing::error!(?error, "what apps are to be told cannot be read");
            STORE_REST
        });
        let goes_on = tokio::select! {
            _ = stop.wait_for(|stop| *stop) => false,
            () = calls.one_ends() => true,
            () = sleep(rest) => true,
            goes_on = written.next() => goes_on,
        };
        if !goes_on {
            break;
        }
        sleep(TOGETHER).await;
    }
    let _ = timeout(GRACE, calls.all_end()).await;
}

struct Calls {
    app: Arc<App>,
    tasks: JoinSet<()>,
    /// Who is being called.
    clients: HashMap<Id, ClientId>,
}

impl Calls {
    /// Begins what is due; how long there is nothing more to do.
    fn begin_due(&mut self) -> Result<Duration, StoreError> {
        let cx = self.app.begin(Actor::System, "", "");
        let under_way: HashSet<ClientId> = self.clients.values().cloned().collect();
        let free = UNDER_WAY.saturating_sub(under_way.len());
        let Next { due, next_at } = backchannel_logout::next(&cx, &under_way, free)?;
        for due in due {
            let (cx, client) = (cx.clone(), due.client().clone());
            let call = async move {
                if let Err(error) = backchannel_logout::deliver(&cx, due).await {
                    tracing::error!(?error, "what an app was told cannot be noted");
                    sleep(STORE_REST).await;
                }
            };
            self.clients.insert(self.tasks.spawn(call).id(), client);
        }
        let seconds = next_at.map(|at| u64::try_from(at - cx.now).unwrap_or_default().max(1));
        Ok(seconds.map_or(LONGEST, Duration::from_secs).min(LONGEST))
    }

    /// Waits until one of the calls ends; for ever while there are none.
    async fn one_ends(&mut self) {
        let ended = match self.tasks.join_next_with_id().await {
            Some(Ok((id, ()))) => id,
            Some(Err(error)) => error.id(),
            None => return std::future::pending().await,
        };
        self.clients.remove(&ended);
    }

    async fn all_end(&mut self) {
        while self.tasks.join_next().await.is_some() {}
    }
}
