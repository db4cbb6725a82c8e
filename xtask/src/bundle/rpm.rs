//! An RPM package, by rpmbuild, which also runs on Debian: it reads what the programs link to off themselves.

use std::fs;
use std::path::{Path, PathBuf};

use super::contents::{Kind, UFW};
use super::stage::Stage;
use super::{Edition, Programs};
use crate::command;
use crate::stop::Stop;

/// Packs it; the package's path.
pub(super) fn pack(kind: &Kind, programs: &Programs, edition: &Edition, out: &Path) -> Result<PathBuf, Stop> {
    let version = edition.package_version();
    let name = format!("{}-{version}-1.{}.rpm", kind.name, std::env::consts::ARCH);
    let stage = Stage::lay(kind, programs, edition, out.join("stage").join(&name))?;
    let files = stage.files()?.into_iter().map(|file| match file.as_str() {
        UFW => format!("%config(noreplace) /{file}"),
        _ => format!("/{file}"),
    });
    let mut relations: Vec<String> = kind.rpm_needs.iter().map(|name| format!("Requires: {name}")).collect();
    relations.push(format!("Conflicts: {}", kind.other));
    if kind.has_window {
        relations.push(format!("Provides: {} = {version}", kind.other));
    }
    let blanks = [
        ("@summary@", kind.summary.to_owned()),
        ("@description@", kind.description.join("\n")),
        ("@relations@", relations.join("\n")),
        ("@level@", if edition.is_small { "19" } else { "1" }.to_owned()),
        ("@stage@", stage.folder.display().to_string()),
        ("@files@", files.collect::<Vec<_>>().join("\n")),
    ];
    let spec = stage.filled("installer/linux/rpm/donelogin.spec")?;
    let spec = blanks.iter().fold(spec, |spec, (blank, value)| spec.replace(blank, value));
    let top = out.join("stage").join("rpmbuild");
    let path = out.join("stage").join(format!("{}.spec", kind.name));
    fs::write(&path, spec).map_err(|source| Stop::File { path: path.clone(), source })?;
    let mut build = command::new("rpmbuild");
    build.args(["-bb", "--quiet", "--target", std::env::consts::ARCH]);
    build.arg("--define").arg(format!("_topdir {}", top.display()));
    build.arg("--define").arg(format!("_rpmdir {}", out.display()));
    build.args(["--define", "_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm"]);
    build.arg(&path).env("SOURCE_DATE_EPOCH", edition.at.to_string());
    command::check(&mut build)?;
    fs::remove_dir_all(&stage.folder).map_err(|source| Stop::File { path: stage.folder, source })?;
    Ok(out.join(name))
}
