//! `cargo xtask run`: the appliance and the demo app, side by side until Ctrl-C.

mod demo;
mod port;
mod program;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use signal_hook::consts::{SIGINT, SIGTERM};

use crate::command::{self, cargo};
use crate::install;
use crate::needs;
use crate::stop::Stop;
use crate::ui;
use crate::workspace;
use demo::Demo;
use program::Program;

const ISSUER: &str = "https://localhost:8443";

/// Where the appliance listens unless it is told otherwise.
const APPLIANCE_PORT: u16 = 8443;

/// The first start makes a CA and keys; a slow machine needs some seconds for that.
const PATIENCE: Duration = Duration::from_secs(60);

/// Builds and starts both programs; `lan` leaves name and address to the appliance.
pub(crate) fn run(lan: bool) -> Result<(), Stop> {
    needs::check(&needs::RUST)?;
    ui::build()?;
    let window = has_display() && can_build_window();
    println!("building");
    // The whole workspace, though two programs would do: asked for alone they get dependencies with other features, which
    // the tests' build cannot use. Without a display the window is left out, and what it needs with it.
    let scope: &[&str] = if window { &["--workspace"] } else { &[] };
    command::check(cargo().arg("build").args(scope).args(["--bins", "--locked", "--quiet"]))?;
    port::check_free(APPLIANCE_PORT)?;
    port::check_free(demo::PORT)?;
    let over = on_signal()?;
    let mut appliance = start_appliance(lan, window)?;
    let ready = appliance.wait_for("ready ", PATIENCE, &over)?;
    let Some(ready) = ready else { return appliance.stop() };
    let issuer = word(&ready, "issuer=")?;
    let mut app = match Demo::prepare(&data_folder(), &issuer).and_then(|demo| demo.start()) {
        Ok(app) => app,
        Err(stop) => {
            appliance.stop()?;
            return Err(stop);
        }
    };
    let outcome = app.wait_for("ready ", PATIENCE, &over).and_then(|ready| {
        if ready.is_some() {
            let first_run = appliance.seen("first-run ");
            announce(&issuer, first_run, appliance.seen("fingerprint "), window);
            watch(&mut appliance, &mut app, &over, window)?;
        }
        Ok(())
    });
    println!("stopping");
    app.stop()?;
    appliance.stop()?;
    outcome
}

fn data_folder() -> PathBuf {
    workspace::target().join("appliance")
}

/// Whether there is a screen to open a window on.
fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

/// Without what the window is built of, the server goes without it.
fn can_build_window() -> bool {
    match install::window() {
        Ok(()) => true,
        Err(stop) => {
            eprintln!("{stop}\nwithout that there is no window; the server starts without one");
            false
        }
    }
}

fn start_appliance(lan: bool, window: bool) -> Result<Program, Stop> {
    let name = if window { "donelogin-desktop" } else { "donelogin" };
    let mut serve = command::new(workspace::target().join("debug").join(workspace::program(name)));
    serve.arg(if window { "--announce" } else { "serve" }).arg("--data-dir").arg(data_folder());
    if !lan {
        serve.env("DONELOGIN_ISSUER", ISSUER).env("DONELOGIN_MDNS", "false");
    }
    Program::start("donelogin", serve)
}

fn announce(issuer: &str, first_run: Option<String>, fingerprint: Option<String>, window: bool) {
    println!();
    println!("  sign-in server  {issuer}");
    println!("  demo app        {}", demo::BASE_URL);
    match first_run {
        Some(link) => {
            println!("  first run       {link}");
            if let Some(fingerprint) = fingerprint {
                println!("  fingerprint     {fingerprint}");
            }
            println!();
            let way = if window {
                "In the window, or behind the first-run link,"
            } else {
                "Behind the first-run link"
            };
            println!("{way} you make yourself the administrator; then open the demo app.");
        }
        None => println!("\nOpen the demo app and sign in."),
    }
    println!(
        "Your browser asks once whether to trust the server: {issuer}/trust says how. Ctrl-C stops both."
    );
    println!();
}

/// Until Ctrl-C, or until one of the two ends by itself; a window is also ended in the tray.
fn watch(appliance: &mut Program, app: &mut Program, over: &AtomicBool, window: bool) -> Result<(), Stop> {
    while !over.load(Ordering::Relaxed) {
        if window && appliance.has_ended()? {
            return Ok(());
        }
        for program in [&mut *appliance, &mut *app] {
            if program.has_ended()? {
                return Err(Stop::Ended { name: program.name });
            }
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}

/// True from the first Ctrl-C or SIGTERM on.
fn on_signal() -> Result<Arc<AtomicBool>, Stop> {
    let over = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&over))
            .map_err(|source| Stop::File { path: PathBuf::from("signal handler"), source })?;
    }
    Ok(over)
}

/// The value after `key` in a line of `key=value` words.
fn word(line: &str, key: &str) -> Result<String, Stop> {
    let value = line.split_whitespace().find_map(|word| word.strip_prefix(key)).map(str::to_owned);
    value.ok_or_else(|| Stop::Answer { of: "donelogin serve", why: format!("no {key} in {line:?}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_issuer_is_read_from_the_ready_line() {
        let line = "ready issuer=https://localhost:8443 listen=0.0.0.0:8443 ms=42";
        assert_eq!(word(line, "issuer=").unwrap(), "https://localhost:8443");
        assert!(word(line, "first=").is_err());
    }
}
