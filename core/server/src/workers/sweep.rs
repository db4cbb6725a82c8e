//! Once a minute: forget what has expired; rotate signing keys whose time is over.

use std::sync::Arc;
use std::time::Duration;

use domain::audit::Actor;
use service::{App, keyring, sweep};
use tokio::sync::watch;

const INTERVAL: Duration = Duration::from_secs(60);

/// Runs until told to stop.
pub(crate) async fn run(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(INTERVAL) => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
        let cx = app.begin(Actor::System, "", "");
        if let Err(error) = sweep::sweep(&cx).await {
            tracing::error!(error = ?error, "expired rows cannot be swept");
        }
        if let Err(error) = keyring::renew(&cx).await {
            tracing::error!(error = ?error, "signing keys cannot be renewed");
        }
    }
}
