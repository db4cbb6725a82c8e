//! Every few seconds: does the certificate still fit this machine's addresses and the time? Tells the LAN of changes.

use std::sync::Arc;
use std::time::Duration;

use domain::world::SystemClock;
use net::addresses::on_the_lan;
use net::mdns::{Announcement, MdnsState};
use tokio::sync::watch;

use crate::certificates::Keeper;

const INTERVAL: Duration = Duration::from_secs(5);

/// Runs until told to stop; then says goodbye on the LAN.
pub(crate) async fn run(
    mut keeper: Keeper,
    announcement: Option<Announcement>,
    mut stop: watch::Receiver<bool>,
) {
    let clock = Arc::new(SystemClock::default());
    let mut addresses = on_the_lan().unwrap_or_default();
    let mut states = announcement.as_ref().map(Announcement::state);
    loop {
        tokio::select! {
            () = tokio::time::sleep(INTERVAL) => {}
            _ = stop.wait_for(|stop| *stop) => break,
            state = next(&mut states) => {
                tell(&state);
                continue;
            }
        }
        let clock = Arc::clone(&clock);
        let checked = tokio::task::spawn_blocking(move || {
            let outcome = keeper.check(clock.as_ref());
            (keeper, outcome)
        });
        match checked.await {
            Ok((back, outcome)) => {
                keeper = back;
                if let Err(error) = outcome {
                    tracing::error!(%error, "the certificate cannot be renewed; the old one stays");
                }
            }
            Err(error) => {
                tracing::error!(%error, "the certificate is no longer looked after");
                break;
            }
        }
        let now = on_the_lan().unwrap_or_default();
        if let Some(announcement) = &announcement
            && now != addresses
        {
            announcement.update_addresses(now.clone());
        }
        addresses = now;
    }
    if let Some(announcement) = announcement {
        announcement.stop().await;
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
