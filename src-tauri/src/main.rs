//! The desktop program: a window on the server, which runs in this process or in another one of this machine.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod awake;
mod commands;
mod events;
mod host;
mod lock;
mod page;
mod preferences;
mod save;
mod scheme;
mod service;
mod shell;
mod tray;
mod trouble;
mod watch;
mod way;
mod window;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use tauri::{App, AppHandle, Manager as _, RunEvent};
use tauri_plugin_autostart::MacosLauncher;
use tauri_plugin_window_state::StateFlags;

use host::Host;
use scheme::SCHEME;
use shell::Shell;
use tray::Tray;

/// The window of DOneLogin, and its server where none runs yet.
#[derive(Debug, Parser)]
#[command(name = "donelogin-desktop", version)]
struct Arguments {
    /// Where everything is kept [default: the system service's server where it runs, else the person's data directory]
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Start in the tray, without the window
    #[arg(long)]
    hidden: bool,
    /// Print what `donelogin serve` prints, for programs that wait for it
    #[arg(long)]
    announce: bool,
}

/// What a start at login adds to the command.
const HIDDEN: &str = "--hidden";

fn main() -> ExitCode {
    let begun = Instant::now();
    let arguments = Arguments::parse();
    if !has_display() {
        return refuse();
    }
    server::process::begin();
    match build(arguments, begun) {
        Ok(app) => {
            app.run(on_event);
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!(%error, "the window cannot be opened");
            ExitCode::FAILURE
        }
    }
}

/// Without one the window's library panics.
#[cfg(target_os = "linux")]
fn has_display() -> bool {
    gtk::init().is_ok()
}

#[cfg(not(target_os = "linux"))]
fn has_display() -> bool {
    true
}

fn refuse() -> ExitCode {
    use std::io::Write as _;
    // Nobody reads it, nobody is told: there is nothing else to try.
    let _ = writeln!(std::io::stderr(), "{}", words::Words::of_system().get("no-display"));
    ExitCode::FAILURE
}

fn build(arguments: Arguments, begun: Instant) -> tauri::Result<App> {
    // Before all others: a second start ends here and shows the first one's window.
    let single = tauri_plugin_single_instance::init(|app, arguments, _| {
        if !arguments.iter().any(|argument| argument == HIDDEN) {
            window::show(app);
        }
    });
    let place = tauri_plugin_window_state::Builder::default()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build();
    tauri::Builder::default()
        .plugin(single)
        .plugin(place)
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .plugin(tauri_plugin_autostart::init(MacosLauncher::LaunchAgent, Some(vec![HIDDEN])))
        .register_asynchronous_uri_scheme_protocol(SCHEME, |context, request, responder| {
            let (app, is_ours) = (context.app_handle().clone(), context.webview_label() == window::NAME);
            tauri::async_runtime::spawn(async move {
                if is_ours {
                    responder.respond(scheme::answer(&app.state::<Shell>(), request).await);
                }
            });
        })
        .invoke_handler(tauri::generate_handler![
            commands::server_state,
            commands::restart_server,
            commands::preferences,
            commands::set_preferences,
            commands::open,
            commands::save,
            commands::trust_status,
            commands::trust_install,
            commands::trust_remove,
            commands::is_locked,
            commands::lock,
            commands::used,
            commands::open_events,
            commands::close_events,
        ])
        .setup(move |app| Ok(begin(app.handle(), arguments, begun)?))
        .build(tauri::generate_context!())
}

fn begin(app: &AppHandle, arguments: Arguments, begun: Instant) -> tauri::Result<()> {
    let (host, keeper) = Host::new(arguments.data_dir, arguments.announce);
    app.manage(Shell::new(host, app.path().app_config_dir()?));
    let keeping = app.clone();
    tauri::async_runtime::spawn(async move { keeping.state::<Shell>().host.keep(keeper).await });
    let tray = Tray::new(app)?;
    window::open(app, arguments.hidden)?;
    tracing::info!(ms = begun.elapsed().as_millis(), "the window is open");
    tauri::async_runtime::spawn(watch::server(app.clone(), tray));
    tauri::async_runtime::spawn(watch::lock(app.clone()));
    tauri::async_runtime::spawn(watch::signals(app.clone()));
    Ok(())
}

fn on_event(app: &AppHandle, event: RunEvent) {
    match event {
        // The last window is gone, the tray is not.
        RunEvent::ExitRequested { code: None, api, .. } => api.prevent_exit(),
        RunEvent::Exit => {
            if let Some(window) = app.get_webview_window(window::NAME) {
                // Seen by nobody while the last answers are given.
                let _ = window.hide();
            }
            tauri::async_runtime::block_on(app.state::<Shell>().host.end());
        }
        _ => {}
    }
}
