//! Every few seconds: does the certificate still fit this machine's addresses and the time?

use std::sync::Arc;
use std::time::Duration;

use domain::world::SystemClock;
use service::App;
use tokio::sync::{mpsc, watch};

use crate::certificates::Keeper;
use crate::outside::Renewal;

const INTERVAL: Duration = Duration::from_secs(5);

/// Runs until told to stop. `moves` brings the keeper of another certificate, where the office moved.
pub(crate) async fn run(
    app: Arc<App>,
    mut keeper: Keeper,
    mut moves: mpsc::Receiver<Keeper>,
    mut renewals: mpsc::Receiver<Renewal>,
    mut stop: watch::Receiver<bool>,
) {
    let clock = Arc::new(SystemClock::default());
    note(&app, &keeper, None, &clock);
    loop {
        let asked = tokio::select! {
            () = tokio::time::sleep(INTERVAL) => None,
            _ = stop.wait_for(|stop| *stop) => break,
            Some(asked) = renewals.recv() => Some(asked),
            Some(other) = moves.recv() => {
                // Once more: the one before may have swapped late.
                keeper = other.serving_by(&keeper.served());
                note(&app, &keeper, None, &clock);
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
