//! What goes on beside the window: the tray follows the server, the lock follows the clock, signals end the program.

use std::time::Duration;

use tauri::{AppHandle, Emitter as _, Manager as _};
use tokio::signal::unix::{SignalKind, signal};

use crate::commands::{ServerState, keep_awake};
use crate::shell::Shell;
use crate::tray::Tray;
use crate::window;

/// How often the lock looks at the clock.
const LOOK: Duration = Duration::from_secs(5);
/// How often the tray asks whether something needs an administrator.
const CHECK: Duration = Duration::from_secs(60);

/// Shows in tray and window how the server stands, as it changes.
pub(crate) async fn server(app: AppHandle, tray: Tray) {
    let mut changes = app.state::<Shell>().host.watch();
    let mut shown = None;
    loop {
        let state = changes.borrow_and_update().clone();
        let shell = app.state::<Shell>();
        if shown.as_ref() != Some(&state) {
            window::follow(&app, &state.1);
            keep_awake(&app);
            tell(&app, "server", ServerState::of(&shell));
            shown = Some(state);
        }
        if let Err(error) = tray.show(&app, is_troubled(&shell).await) {
            tracing::warn!(%error, "the tray cannot be changed");
        }
        tokio::select! {
            changed = changes.changed() => if changed.is_err() { return },
            () = shell.spoken() => {}
            () = tokio::time::sleep(CHECK) => {}
        }
    }
}

/// Whether a check of the server's own failed.
async fn is_troubled(shell: &Shell) -> bool {
    let Some(way) = shell.host.way() else { return false };
    let overview = way.read("/overview").await.unwrap_or_default();
    let checks = overview.get("health").and_then(|checks| checks.as_array());
    checks.into_iter().flatten().any(|check| check.get("state").is_some_and(|state| state == "fail"))
}

/// Locks the window when nobody was there for long, and tells the page of each change.
pub(crate) async fn lock(app: AppHandle) {
    let shell = app.state::<Shell>();
    let mut changes = shell.lock.watch();
    loop {
        tokio::select! {
            changed = changes.changed() => {
                if changed.is_err() {
                    return;
                }
                let locked = *changes.borrow_and_update();
                tell(&app, "lock", locked);
            }
            () = tokio::time::sleep(LOOK) => shell.look_at_lock().await,
        }
    }
}

/// Ends the program when the system, or the session, asks for it.
pub(crate) async fn signals(app: AppHandle) {
    let kinds = [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::hangup()];
    let [Ok(mut terminate), Ok(mut interrupt), Ok(mut hangup)] = kinds.map(signal) else {
        tracing::warn!("signals cannot be heard");
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
        _ = hangup.recv() => {}
    }
    tracing::info!("stopping");
    app.exit(0);
}

fn tell(app: &AppHandle, event: &str, value: impl serde::Serialize + Clone) {
    if let Err(error) = app.emit_to(window::NAME, event, value) {
        tracing::warn!(%error, "the page was not told");
    }
}
