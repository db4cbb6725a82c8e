//! Running other programs.

use std::ffi::OsStr;
use std::process::{Command, Stdio};

use crate::stop::Stop;
use crate::workspace;

/// A command in the workspace's folder that reads nothing.
pub(crate) fn new(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(workspace::root()).stdin(Stdio::null());
    command
}

/// Cargo, the one that runs us.
pub(crate) fn cargo() -> Command {
    new("cargo")
}

/// Runs a command whose output the user sees.
pub(crate) fn check(command: &mut Command) -> Result<(), Stop> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Stop::Command { line: line(command) }),
    }
}

/// What a command prints on stdout, if it succeeds; its messages are not shown.
pub(crate) fn read(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether a program can be found.
pub(crate) fn exists(program: &str) -> bool {
    let finder = if cfg!(windows) { "where" } else { "which" };
    read(new(finder).arg(program)).is_some()
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
