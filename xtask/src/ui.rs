//! Building the front end that the program embeds: `ui/phone/dist` and `ui/admin/dist`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::command;
use crate::install;
use crate::needs;
use crate::stop::Stop;
use crate::workspace;

/// The apps that are built.
const APPS: [&str; 2] = ["admin", "phone"];
/// What they are made of; folders that hold what was built or fetched are passed over.
const SOURCES: [&str; 8] = [
    "ui/admin",
    "ui/client",
    "ui/design",
    "ui/face",
    "ui/kit",
    "ui/locales",
    "ui/phone",
    "ui/package-lock.json",
];
const NOT_SOURCES: [&str; 2] = ["dist", "node_modules"];

/// Where it stands.
pub(crate) fn folder() -> PathBuf {
    workspace::root().join("ui")
}

/// Installs what is missing.
pub(crate) fn install() -> Result<(), Stop> {
    needs::check(&needs::NODE)?;
    install::npm(&folder())
}

/// Installs packages and builds what is older than its sources.
pub(crate) fn build() -> Result<(), Stop> {
    install()?;
    // The app that was built first tells; `None`, for one that never was, is before everything.
    let built =
        APPS.iter().map(|app| newest(&folder().join(app).join("dist").join("index.html"))).min().flatten();
    let changed = SOURCES.iter().filter_map(|source| newest(&workspace::root().join(source))).max();
    if built.is_some() && built >= changed {
        return Ok(());
    }
    println!("building the web apps");
    npm_run("build")
}

/// svelte-check and the TypeScript compiler.
pub(crate) fn check() -> Result<(), Stop> {
    npm_run("check")
}

/// Vitest: the app's logic and the pipeline that looks at faces.
pub(crate) fn test() -> Result<(), Stop> {
    npm_run("test")
}

fn npm_run(script: &str) -> Result<(), Stop> {
    command::check(command::new("npm").args(["run", "--silent", script]).current_dir(folder()))
}

/// When something below a path was changed last. Folders count as well, since they change when a file goes.
fn newest(path: &Path) -> Option<SystemTime> {
    let own = fs::metadata(path).and_then(|data| data.modified()).ok()?;
    let below = fs::read_dir(path).into_iter().flatten().flatten();
    let below = below.filter(|entry| !NOT_SOURCES.iter().any(|name| entry.file_name() == *name));
    // A folder in which only what was built came or went is no change of sources; its files tell enough.
    let holds_built = NOT_SOURCES.iter().any(|name| path.join(name).exists());
    let own = if holds_built { None } else { Some(own) };
    own.into_iter().chain(below.filter_map(|entry| newest(&entry.path()))).max()
}
