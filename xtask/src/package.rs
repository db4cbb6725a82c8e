//! The step `package`: the packages are packed, installed and exercised on an overlay of this machine, if something that they
//! are made of has changed since the last time.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::PathBuf;
use std::process::Command;

use crate::bundle::{self, Edition, HEADLESS, Programs, WINDOW};
use crate::command::{self, cargo};
use crate::install;
use crate::stop::Stop;
use crate::ui;
use crate::workspace;

/// What packages are made of, and what makes and checks them.
const MADE_OF: [&str; 9] = [
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "assets/models",
    "core",
    "installer",
    "src-tauri",
    "ui",
    "xtask",
];

/// Why it cannot run here, if it cannot.
pub(crate) fn obstacle() -> Option<&'static str> {
    if !cfg!(target_os = "linux") || !command::exists("dpkg-deb") || !command::exists("apt-get") {
        return Some("only Debian and its relatives install .deb packages");
    }
    if install::privilege().is_none() {
        return Some("needs root, or a sudo that asks nothing, for an overlay and apt on it");
    }
    let may = command::read(as_root("unshare").args(["--mount", "--pid", "--fork", "--net", "true"]));
    may.is_none()
        .then_some("this machine lets nobody make namespaces, without which it would be changed itself")
}

/// Whether the same packages passed before in this target directory.
pub(crate) fn has_passed() -> bool {
    inputs().is_some_and(|inputs| fs::read_to_string(stamp()).is_ok_and(|passed| passed == inputs))
}

/// Packs, installs, exercises.
pub(crate) fn check() -> Result<(), Stop> {
    install::apt(&install::CHECKING)?;
    if bundle::has_window() {
        install::window()?;
        install::apt(&install::DESK)?;
    }
    ui::build()?;
    let inputs = inputs();
    let programs = build()?;
    let folder = workspace::target().join("package-check");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|source| Stop::File { path: folder.clone(), source })?;
    }
    let now = Edition { version: env!("CARGO_PKG_VERSION").to_owned(), at: 1_767_225_600, is_small: false };
    let before = Edition { version: "0.0.1".to_owned(), ..now.clone() };
    bundle::debian(&HEADLESS, &programs, &before, &folder.join("old"))?;
    bundle::debian(&HEADLESS, &programs, &now, &folder.join("new"))?;
    if programs.window.is_some() {
        bundle::debian(&WINDOW, &programs, &now, &folder.join("new"))?;
    }
    let script = workspace::root().join("installer/linux/check.sh");
    let mut unshare = as_root("unshare");
    unshare.args(["--mount", "--pid", "--fork", "bash"]).arg(script).arg(&folder).arg(workspace::root());
    command::check(&mut unshare)?;
    fs::remove_dir_all(&folder).map_err(|source| Stop::File { path: folder.clone(), source })?;
    if let Some(inputs) = inputs {
        fs::write(stamp(), inputs).map_err(|source| Stop::File { path: stamp(), source })?;
    }
    Ok(())
}

/// The dev build once more, with the front end in the programs as in a release: all but two crates are there already. A
/// release would cost a second build of everything.
fn build() -> Result<Programs, Stop> {
    let mut build = cargo();
    build.args([
        "build",
        "--workspace",
        "--locked",
        "--quiet",
        "--features",
        "web/embed",
        "--bin",
        "donelogin",
    ]);
    if bundle::has_window() {
        build.args(["--bin", "donelogin-desktop"]);
    }
    command::check(&mut build)?;
    // The next dev build puts its own programs in their place.
    let folder = workspace::target().join("debug");
    let window = bundle::has_window().then(|| folder.join("donelogin-desktop"));
    Ok(Programs { command: folder.join("donelogin"), window })
}

fn as_root(program: &str) -> Command {
    match install::privilege() {
        Some(true) => {
            let mut command = command::new("sudo");
            command.args(["-n", program]);
            command
        }
        _ => command::new(program),
    }
}

fn stamp() -> PathBuf {
    workspace::target().join("package-check.passed")
}

/// A hash over all files that count; nothing where no git tells which they are.
fn inputs() -> Option<String> {
    let mut list = command::new("git");
    list.args(["ls-files", "--cached", "--others", "--exclude-standard", "--"]).args(MADE_OF);
    let files: BTreeSet<String> = command::read(&mut list)?.lines().map(str::to_owned).collect();
    let mut hasher = DefaultHasher::new();
    for file in &files {
        file.hash(&mut hasher);
        // A file that was deleted and not yet committed is listed, but is not there.
        fs::read(workspace::root().join(file)).ok().hash(&mut hasher);
    }
    (!files.is_empty()).then(|| format!("{:016x}", hasher.finish()))
}
