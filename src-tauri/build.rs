//! Reads `tauri.conf.json` and the capabilities, and makes a permission of each command.

use tauri_build::{AppManifest, Attributes};

/// As in `main.rs`; what is not named in the capability file as well is refused.
const COMMANDS: [&str; 14] = [
    "server_state",
    "restart_server",
    "preferences",
    "set_preferences",
    "open",
    "save",
    "trust_status",
    "trust_install",
    "trust_remove",
    "is_locked",
    "lock",
    "used",
    "open_events",
    "close_events",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=../ui/locales");
    let manifest = AppManifest::new().commands(&COMMANDS);
    Ok(tauri_build::try_build(Attributes::new().app_manifest(manifest))?)
}
