//! Once a minute: forget what has expired; look at the room on the disk; rotate signing keys whose time is over, also at the
//! start, so that a server which never runs for long does it too.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use domain::audit::Actor;
use service::{App, keyring, sweep};
use tokio::sync::watch;

use crate::disk::free_bytes;

const INTERVAL: Duration = Duration::from_secs(60);

/// Runs until told to stop.
pub(crate) async fn run(app: Arc<App>, dir: PathBuf, mut stop: watch::Receiver<bool>) {
    loop {
        app.vitals().note(|vitals| vitals.disk_free = free_bytes(&dir));
        let cx = app.begin(Actor::System, "", "");
        if let Err(error) = keyring::renew(&cx).await {
            tracing::error!(error = ?error, "signing keys cannot be renewed");
        }
        tokio::select! {
            () = tokio::time::sleep(INTERVAL) => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
        let cx = app.begin(Actor::System, "", "");
        if let Err(error) = sweep::sweep(&cx).await {
            tracing::error!(error = ?error, "expired rows cannot be swept");
        }
    }
}
