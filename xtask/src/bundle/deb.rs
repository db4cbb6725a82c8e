//! A Debian package, by dpkg-deb: it sorts the files, and with `SOURCE_DATE_EPOCH` every time in it is the same.

use std::fs;
use std::path::{Path, PathBuf};

use super::contents::{Kind, UFW};
use super::programs::needed_glibc;
use super::stage::{Stage, gzip};
use super::{Edition, Programs, date};
use crate::command;
use crate::stop::Stop;

const SCRIPTS: [&str; 4] = ["preinst", "postinst", "prerm", "postrm"];
const MAINTAINER: &str = "The DOneLogin authors <donelogin@localhost>";

/// Packs it; the package's path.
pub(super) fn pack(kind: &Kind, programs: &Programs, edition: &Edition, out: &Path) -> Result<PathBuf, Stop> {
    let architecture = command::read(command::new("dpkg").arg("--print-architecture"));
    let architecture =
        architecture.ok_or_else(|| Stop::Command { line: "dpkg --print-architecture".to_owned() })?;
    let name = format!("{}_{}_{architecture}.deb", kind.name, edition.package_version());
    let stage = Stage::lay(kind, programs, edition, out.join("stage").join(&name))?;
    papers(&stage, kind, edition, out)?;
    let control = control(kind, edition, &architecture, stage.size_kib()?, needed_glibc(&programs.command)?);
    let sums = sums(&stage)?;
    stage.write("DEBIAN/control", control.as_bytes(), 0o644)?;
    stage.write("DEBIAN/md5sums", sums.as_bytes(), 0o644)?;
    stage.write("DEBIAN/conffiles", format!("/{UFW}\n").as_bytes(), 0o644)?;
    for script in SCRIPTS {
        let text = stage.filled(&format!("installer/linux/deb/{script}"))?;
        stage.write(&format!("DEBIAN/{script}"), text.as_bytes(), 0o755)?;
    }
    let package = out.join(name);
    let mut build = command::new("dpkg-deb");
    build.args(if edition.is_small { ["-Zxz", "-z9"] } else { ["-Zgzip", "-z1"] });
    build.args(["--root-owner-group", "--build"]);
    build.arg(&stage.folder).arg(&package).env("SOURCE_DATE_EPOCH", edition.at.to_string());
    command::check(build.stdout(std::process::Stdio::null()))?;
    fs::remove_dir_all(&stage.folder).map_err(|source| Stop::File { path: stage.folder, source })?;
    Ok(package)
}

/// What Debian wants beside the files of all systems.
fn papers(stage: &Stage, kind: &Kind, edition: &Edition, out: &Path) -> Result<(), Stop> {
    let (name, version) = (kind.name, edition.package_version());
    let text = format!(
        "{name} ({version}) unstable; urgency=medium\n\n  * What is new stands in CHANGELOG.md beside this file.\n\n \
         -- {MAINTAINER}  {}\n",
        date(edition.at, "-R")?
    );
    let plain = out.join("stage").join("changelog");
    fs::write(&plain, text).map_err(|source| Stop::File { path: plain.clone(), source })?;
    stage.write(&format!("usr/share/doc/{name}/changelog.gz"), &gzip(&plain)?, 0o644)?;
    let overrides = stage.filled("installer/linux/deb/lintian-overrides")?;
    stage.write(&format!("usr/share/lintian/overrides/{name}"), overrides.as_bytes(), 0o644)
}

fn sums(stage: &Stage) -> Result<String, Stop> {
    let files = stage.files()?.into_iter().filter(|file| file != UFW);
    let mut sums = command::new("md5sum");
    sums.current_dir(&stage.folder).arg("--").args(files);
    let text = command::read(&mut sums).ok_or_else(|| Stop::Command { line: "md5sum".to_owned() })?;
    Ok(format!("{text}\n"))
}

fn control(
    kind: &Kind,
    edition: &Edition,
    architecture: &str,
    size_kib: u64,
    (major, minor): (u32, u32),
) -> String {
    let glibc = format!("libc6 (>= {major}.{minor})");
    let needs: Vec<_> = [glibc.as_str(), "systemd"].iter().chain(kind.debian_needs).copied().collect();
    format!(
        "Package: {name}\nVersion: {version}\nArchitecture: {architecture}\nMaintainer: {MAINTAINER}\n\
         Installed-Size: {size_kib}\nDepends: {needs}\nRecommends: {recommends}\nConflicts: {other}\n\
         Replaces: {other}\n{provides}Section: net\nPriority: optional\nDescription: {summary}\n {description}\n",
        name = kind.name,
        version = edition.package_version(),
        needs = needs.join(", "),
        recommends = kind.debian_recommends.join(", "),
        other = kind.other,
        provides = if kind.has_window { format!("Provides: {}\n", kind.other) } else { String::new() },
        summary = kind.summary,
        description = kind.description.join("\n "),
    )
}
