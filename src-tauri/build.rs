//! Reads `tauri.conf.json` and the capabilities, makes a permission of each command, and finds the languages of the shell.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

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

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=../ui/locales");
    find_languages()?;
    let manifest = AppManifest::new().commands(&COMMANDS);
    Ok(tauri_build::try_build(Attributes::new().app_manifest(manifest))?)
}

/// Writes a list of tags and catalogues; a language is a folder that holds one. English comes first: it is the model.
fn find_languages() -> Result<(), Box<dyn Error>> {
    let mut tags = Vec::new();
    for folder in fs::read_dir("../ui/locales")? {
        let folder = folder?;
        if folder.path().join("desktop.ftl").is_file() {
            tags.push(folder.file_name().into_string().map_err(|name| format!("{name:?} is no tag"))?);
        }
    }
    tags.sort_by_key(|tag| (tag != "en", tag.clone()));
    let mut list = String::from("&[\n");
    for tag in tags {
        let path = fs::canonicalize(format!("../ui/locales/{tag}/desktop.ftl"))?;
        writeln!(list, "    ({tag:?}, include_str!({path:?})),")?;
    }
    list.push_str("]\n");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    Ok(fs::write(out.join("languages.rs"), list)?)
}
