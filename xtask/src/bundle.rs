//! `cargo xtask bundle`: the installers that this platform can build; today a Debian package of the headless service.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{self, cargo};
use crate::needs;
use crate::stop::Stop;
use crate::ui;
use crate::workspace;

/// A file of the package: where it is in the workspace, where it goes, with which rights.
struct Entry {
    from: &'static str,
    to: &'static str,
    mode: &'static str,
}

const ENTRIES: [Entry; 8] = [
    Entry {
        from: "installer/linux/donelogin.service",
        to: "usr/lib/systemd/system/donelogin.service",
        mode: "644",
    },
    Entry { from: "installer/linux/sysusers.conf", to: "usr/lib/sysusers.d/donelogin.conf", mode: "644" },
    Entry { from: "installer/linux/tmpfiles.conf", to: "usr/lib/tmpfiles.d/donelogin.conf", mode: "644" },
    Entry { from: "installer/linux/copyright", to: "usr/share/doc/donelogin/copyright", mode: "644" },
    Entry { from: "CHANGELOG.md", to: "usr/share/doc/donelogin/CHANGELOG.md", mode: "644" },
    Entry { from: "installer/linux/postinst", to: "DEBIAN/postinst", mode: "755" },
    Entry { from: "installer/linux/prerm", to: "DEBIAN/prerm", mode: "755" },
    Entry { from: "installer/linux/postrm", to: "DEBIAN/postrm", mode: "755" },
];

/// Builds what can be built here, and says what cannot.
pub(crate) fn bundle() -> Result<(), Stop> {
    if !cfg!(target_os = "linux") || !command::exists("dpkg-deb") {
        let what = "Installers for this platform cannot be built yet. On Debian and its relatives this command \
                    builds a package of the headless service.";
        return Err(Stop::Platform { what });
    }
    needs::check(&needs::RUST)?;
    ui::build()?;
    command::check(cargo().args(["build", "--release", "--locked", "--package", "server"]))?;
    let target = workspace::target();
    let package = deb(&target.join("release").join("donelogin"), &target.join("bundle"))?;
    println!("{}", package.display());
    println!("Not built yet: the desktop app, and installers for Windows and macOS.");
    Ok(())
}

/// Packs the program and the files of `installer/linux` into a Debian package.
fn deb(program: &Path, out: &Path) -> Result<PathBuf, Stop> {
    let architecture = command::read(command::new("dpkg").arg("--print-architecture"));
    let architecture =
        architecture.ok_or_else(|| Stop::Command { line: "dpkg --print-architecture".to_owned() })?;
    let name = format!("donelogin_{}_{architecture}", env!("CARGO_PKG_VERSION"));
    let stage = out.join(&name);
    // Files of a former build must not come along.
    if stage.exists() {
        fs::remove_dir_all(&stage).map_err(|source| Stop::File { path: stage.clone(), source })?;
    }
    place(program, &stage.join("usr/bin/donelogin"), "755")?;
    for entry in &ENTRIES {
        place(&workspace::root().join(entry.from), &stage.join(entry.to), entry.mode)?;
    }
    let control = stage.join("DEBIAN/control");
    fs::write(&control, control_file(&architecture, size_kib(program)))
        .map_err(|source| Stop::File { path: control, source })?;
    let package = out.join(format!("{name}.deb"));
    let mut build = command::new("dpkg-deb");
    build
        .args(["--root-owner-group", "--build"])
        .arg(&stage)
        .arg(&package)
        .stdout(std::process::Stdio::null());
    command::check(&mut build)?;
    Ok(package)
}

/// Copies a file and sets its rights, whatever the umask and the checkout say.
fn place(from: &Path, to: &Path, mode: &str) -> Result<(), Stop> {
    command::check(command::new("install").args(["-D", "-m", mode]).arg(from).arg(to))
}

fn size_kib(program: &Path) -> u64 {
    fs::metadata(program).map_or(0, |about| about.len().div_ceil(1_024))
}

fn control_file(architecture: &str, size_kib: u64) -> String {
    format!(
        "Package: donelogin\n\
         Version: {version}\n\
         Architecture: {architecture}\n\
         Maintainer: The DOneLogin authors <donelogin@localhost>\n\
         Installed-Size: {size_kib}\n\
         Depends: libc6 (>= 2.34), systemd\n\
         Recommends: ca-certificates\n\
         Section: net\n\
         Priority: optional\n\
         Description: sign-in server for an office\n \
         DOneLogin is an OpenID Connect provider that an office runs on a machine of\n \
         its own. This package is the headless service.\n",
        version = env!("CARGO_PKG_VERSION"),
    )
}

#[cfg(test)]
mod tests;
