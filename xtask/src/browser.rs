//! The packages of `tests/browser`: Playwright, and the tools that look at scripts.

use std::path::PathBuf;
use std::process::Command;

use crate::command;
use crate::install;
use crate::stop::Stop;
use crate::workspace;

/// Where they stand.
pub(crate) fn folder() -> PathBuf {
    workspace::root().join("tests").join("browser")
}

/// Installs what is missing.
pub(crate) fn install() -> Result<(), Stop> {
    install::npm(&folder())
}

/// A program of theirs.
pub(crate) fn tool(name: &str) -> Command {
    let suffix = if cfg!(windows) { ".cmd" } else { "" };
    command::new(folder().join("node_modules").join(".bin").join(format!("{name}{suffix}")))
}
