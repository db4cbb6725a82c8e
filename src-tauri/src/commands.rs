//! What the page may ask of the shell. A locked window asks for nothing that shows or changes something.

#![expect(
    clippy::unreachable,
    reason = "what Tauri makes of a command says so of a part that it never calls"
)]

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use server::trust::{self, TrustError, TrustReport};
use tauri::ipc::{Channel, InvokeBody, Request};
use tauri::{AppHandle, Manager as _, State};
use tauri_plugin_autostart::ManagerExt as _;
use tauri_plugin_opener::OpenerExt as _;

use crate::events::{self, Opened};
use crate::host::{self, Mode};
use crate::preferences::{Change, Preferences};
use crate::save;
use crate::shell::Shell;

/// How the server stands, for the page.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ServerState {
    mode: Mode,
    state: &'static str,
    issuer: Option<String>,
    reason: Option<String>,
    mend: Option<String>,
}

impl ServerState {
    /// As it stands now.
    pub(crate) fn of(shell: &Shell) -> Self {
        let (mode, state) = shell.host.state();
        let silent = Self { mode, state: "starting", issuer: None, reason: None, mend: None };
        match state {
            host::State::Starting => silent,
            host::State::Serving(issuer) => Self { state: "serving", issuer: Some(issuer), ..silent },
            host::State::Stopped(trouble) => {
                let told = trouble.told(&shell.words(), shell.host.dir().as_deref());
                Self { state: "stopped", reason: Some(told.reason), mend: Some(told.mend), ..silent }
            }
        }
    }
}

async fn unlocked(shell: &Shell) -> Result<(), String> {
    shell.look_at_lock().await;
    if shell.lock.is_locked() { Err(shell.words().get("locked-detail")) } else { Ok(()) }
}

#[tauri::command]
pub(crate) async fn server_state(shell: State<'_, Shell>) -> Result<ServerState, String> {
    Ok(ServerState::of(&shell))
}

/// Starts what does not serve; what serves is stopped before.
#[tauri::command]
pub(crate) async fn restart_server(shell: State<'_, Shell>) -> Result<(), String> {
    if let host::State::Serving(_) = shell.host.state().1 {
        unlocked(&shell).await?;
        shell.host.stop().await;
    }
    shell.host.start().await;
    Ok(())
}

#[tauri::command]
pub(crate) async fn preferences(app: AppHandle, shell: State<'_, Shell>) -> Result<Preferences, String> {
    unlocked(&shell).await?;
    let kept = shell.preferences();
    // The system's own list is the truth: a person may have taken us off it.
    let start_at_login = app.autolaunch().is_enabled().unwrap_or(kept.start_at_login);
    Ok(Preferences { start_at_login, ..kept })
}

#[tauri::command]
pub(crate) async fn set_preferences(
    app: AppHandle,
    shell: State<'_, Shell>,
    change: Change,
) -> Result<Preferences, String> {
    let before = preferences(app.clone(), app.state::<Shell>()).await?;
    let chosen = before.changed(&change);
    if chosen.start_at_login != before.start_at_login {
        let login = app.autolaunch();
        let outcome = if chosen.start_at_login { login.enable() } else { login.disable() };
        outcome.map_err(|error| error.to_string())?;
    }
    shell.prefer(chosen.clone()).map_err(|error| error.to_string())?;
    keep_awake(&app);
    Ok(chosen)
}

/// Keeps the machine awake as it is wanted: while our own server serves.
pub(crate) fn keep_awake(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let shell = app.state::<Shell>();
        let (mode, state) = shell.host.state();
        let serves = mode == Mode::Embedded && matches!(state, host::State::Serving(_));
        shell.awake.set(serves && shell.preferences().keep_awake);
    });
}

/// Opens an address in the system's browser.
#[tauri::command]
pub(crate) async fn open(app: AppHandle, shell: State<'_, Shell>, url: String) -> Result<(), String> {
    unlocked(&shell).await?;
    open_outside(&app, &url)
}

/// The same for links. Only what a browser or a mail program opens: other schemes start programs.
pub(crate) fn open_outside(app: &AppHandle, url: &str) -> Result<(), String> {
    let is_safe = ["https://", "http://", "mailto:"].iter().any(|begin| url.starts_with(begin));
    if !is_safe {
        return Err(format!("{url} is no address for a browser"));
    }
    app.opener().open_url(url, None::<&str>).map_err(|error| error.to_string())
}

/// Saves bytes where the person wants them: the body, under the name in the header `name`.
#[tauri::command]
pub(crate) async fn save(app: AppHandle, request: Request<'_>) -> Result<bool, String> {
    unlocked(&app.state::<Shell>()).await?;
    let name = request.headers().get("name").and_then(|name| name.to_str().ok()).unwrap_or_default();
    let name = save::file_name(&save::decoded(name));
    let content = match request.body() {
        InvokeBody::Raw(bytes) => bytes.clone(),
        // Where the bridge between page and shell has no bytes, they come as a list of numbers.
        InvokeBody::Json(json) => serde_json::from_value(json.clone()).map_err(|error| error.to_string())?,
    };
    save::ask(&app, &name, content).await
}

/// What the trust stores of this machine and of whoever sits there say of the office's CA.
#[tauri::command]
pub(crate) async fn trust_status(shell: State<'_, Shell>) -> Result<TrustReport, String> {
    stores(&shell, trust::status).await
}

#[tauri::command]
pub(crate) async fn trust_install(shell: State<'_, Shell>) -> Result<TrustReport, String> {
    stores(&shell, trust::install).await
}

#[tauri::command]
pub(crate) async fn trust_remove(shell: State<'_, Shell>) -> Result<TrustReport, String> {
    stores(&shell, trust::remove).await
}

/// The stores are this process's to look at, whoever's the server is: its user has browsers, the service's has none.
async fn stores(
    shell: &Shell,
    act: fn(&[u8]) -> Result<TrustReport, TrustError>,
) -> Result<TrustReport, String> {
    unlocked(shell).await?;
    let way = shell.host.way().ok_or("no server answers")?;
    let certificates = way.read("/certificates").await.ok_or("the server tells of no CA")?;
    let text = certificates.pointer("/ca/der").and_then(|der| der.as_str()).unwrap_or_default();
    let der = BASE64_STANDARD.decode(text).map_err(|error| error.to_string())?;
    // Runs other programs, and waits while somebody types a password.
    let acted = tauri::async_runtime::spawn_blocking(move || act(&der)).await;
    acted.map_err(|error| error.to_string())?.map_err(|error| error.to_string())
}

#[tauri::command]
pub(crate) async fn is_locked(shell: State<'_, Shell>) -> Result<bool, String> {
    shell.look_at_lock().await;
    Ok(shell.lock.is_locked())
}

#[tauri::command]
pub(crate) async fn lock(shell: State<'_, Shell>) -> Result<(), String> {
    shell.lock.shut();
    Ok(())
}

#[tauri::command]
pub(crate) async fn used(shell: State<'_, Shell>) -> Result<(), String> {
    shell.look_at_lock().await;
    shell.lock.used();
    Ok(())
}

#[tauri::command]
pub(crate) async fn open_events(app: AppHandle, channel: Channel<Option<String>>) -> Result<Opened, String> {
    events::open(&app, channel).await
}

#[tauri::command]
pub(crate) async fn close_events(shell: State<'_, Shell>) -> Result<(), String> {
    let _ = shell.stream.renew();
    Ok(())
}
