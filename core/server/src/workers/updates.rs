//! Looks for a newer version: at start, once a day, and when the source is changed.

use std::sync::Arc;
use std::time::Duration;

use domain::audit::Actor;
use domain::updates::Source;
use service::wake::Topic;
use service::{App, updates};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

const DAY: Duration = Duration::from_secs(86_400);

/// Runs until told to stop; what is being read then is dropped.
pub(crate) async fn run(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    let mut written = app.watch(Topic::Admin);
    let mut looked_at: Option<Source> = None;
    let mut next = Instant::now();
    loop {
        let source = app.settings().updates_source();
        if source != looked_at || Instant::now() >= next {
            looked_at = source;
            next = Instant::now() + DAY;
            let cx = app.begin(Actor::System, "", "");
            tokio::select! {
                outcome = updates::look(&cx) => if let Err(error) = outcome {
                    tracing::error!(?error, "a newer version cannot be noted");
                },
                _ = stop.wait_for(|stop| *stop) => return,
            }
            continue; // the source may have been changed meanwhile
        }
        tokio::select! {
            () = sleep_until(next) => {}
            _ = stop.wait_for(|stop| *stop) => return,
            goes_on = written.next() => if !goes_on { return },
        }
    }
}
