//! Every few seconds: does the certificate still fit this machine's addresses and the time? Tells the LAN of changes.

use std::sync::Arc;
use std::time::Duration;

use domain::world::SystemClock;
use net::addresses::on_the_lan;
use net::mdns::{Announcement, MdnsState};
use service::App;
use service::vitals::Name;
use tokio::sync::{mpsc, watch};

use crate::certificates::Keeper;
use crate::outside::Renewal;

const INTERVAL: Duration = Duration::from_secs(5);

/// Runs until told to stop; then says goodbye on the LAN.
pub(crate) async fn run(
    app: Arc<App>,
    mut keeper: Keeper,
    announcement: Option<Announcement>,
    mut renewals: mpsc::Receiver<Renewal>,
    mut stop: watch::Receiver<bool>,
) {
    let clock = Arc::new(SystemClock::default());
    note(&app, &keeper, None, &clock);
    let mut addresses = on_the_lan().unwrap_or_default();
    let mut states = announcement.as_ref().map(Announcement::state);
    if let Some(states) = &mut states {
        let state = states.borrow_and_update().clone();
        app.vitals().note(|vitals| vitals.name = Some(name(&state)));
    }
    loop {
        let asked = tokio::select! {
            () = tokio::time::sleep(INTERVAL) => None,
            _ = stop.wait_for(|stop| *stop) => break,
            asked = renewals.recv() => asked,
            state = next(&mut states) => {
                tell(&state);
                app.vitals().note(|vitals| vitals.name = Some(name(&state)));
                continue;
            }
        };
        let read = Arc::clone(&clock);
        let checked = tokio::task::spawn_blocking(move || {
            let answer = asked.map(|Renewal { event, done }| (keeper.renew(event, read.as_ref()), done));
            let outcome = keeper.check(read.as_ref());
            (keeper, answer, outcome)
        });
        match checked.await {
            Ok((back, answer, outcome)) => {
                keeper = back;
                let failed = outcome.err().map(|error| {
                    tracing::error!(%error, "the certificate cannot be renewed; the old one stays");
                    error.to_string()
                });
                note(&app, &keeper, failed, &clock);
                // Behind the note: whoever asked looks at it at once.
                if let Some((outcome, done)) = answer {
                    let _ = done.send(outcome);
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

/// What the overview shows of the certificate and the clock.
fn note(app: &App, keeper: &Keeper, failed: Option<String>, clock: &SystemClock) {
    app.vitals().note(|vitals| {
        vitals.renewal_at = keeper.renewal_at();
        vitals.leaf = keeper.leaf();
        vitals.authority = keeper.authority();
        vitals.certificate_is_brought = vitals.renewal_at.is_none();
        vitals.certificate_error = failed;
        vitals.clock_behind_s = clock.behind_s();
    });
}

fn name(state: &MdnsState) -> Name {
    match state {
        MdnsState::Announced { .. } => Name::Announced,
        MdnsState::Conflict { .. } => Name::Conflict,
        MdnsState::Failed { .. } => Name::Failed,
        MdnsState::NoAddress | MdnsState::Starting | MdnsState::Stopped => Name::Silent,
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
