//! The data directory: there, private, with room.

use std::path::Path;

use super::Finding;
use crate::disk::free_bytes;

const MIB: u64 = 1024 * 1024;

pub(super) fn check(dir: &Path) -> Vec<Finding> {
    match std::fs::metadata(dir) {
        Ok(_) => check_permissions(dir).into_iter().chain(check_room(dir)).collect(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            vec![Finding::ok("directory", format!("{} will be made by the first command", dir.display()))]
        }
        Err(error) => {
            let mend = "run this as the owner of the directory, or name another one with --data-dir";
            vec![Finding::fail("directory", format!("{}: {error}", dir.display()), mend)]
        }
    }
}

#[cfg(unix)]
fn check_permissions(dir: &Path) -> Vec<Finding> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    let mut findings = Vec::new();
    for (path, mode) in [(dir.to_owned(), "700"), (dir.join("master.key"), "600")] {
        let Ok(metadata) = std::fs::metadata(&path) else { continue };
        if metadata.permissions().mode() & 0o077 != 0 {
            let mend = format!("chmod {mode} {}", path.display());
            findings.push(Finding::fail("permissions", format!("others can use {}", path.display()), mend));
        }
        let own = rustix::process::geteuid().as_raw();
        if metadata.uid() != own && own != 0 {
            let mend = "run commands as the owner";
            findings.push(Finding::fail(
                "permissions",
                format!("{} belongs to somebody else", path.display()),
                mend,
            ));
        }
    }
    if findings.is_empty() {
        findings.push(Finding::ok("permissions", format!("{} is its owner's alone", dir.display())));
    }
    findings
}

#[cfg(not(unix))]
fn check_permissions(dir: &Path) -> Vec<Finding> {
    vec![Finding::ok("permissions", format!("{} is below its owner's profile", dir.display()))]
}

fn check_room(dir: &Path) -> Option<Finding> {
    let free = free_bytes(dir)?;
    let message = format!("{} MiB are free", free / MIB);
    let mend = "make room: with a full disk nothing can be written, and nobody can sign in";
    Some(match free {
        0..=52_428_800 => Finding::fail("disk", message, mend),
        52_428_801..=524_288_000 => Finding::warn("disk", message, mend),
        _ => Finding::ok("disk", message),
    })
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::cli::doctor::Status;

    #[test]
    fn a_key_that_others_can_read_is_found() {
        let dir = tempfile::tempdir().unwrap();
        let key = dir.path().join("master.key");
        std::fs::write(&key, [0; 32]).unwrap();
        std::fs::set_permissions(dir.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
        let found = check(dir.path());
        let bad: Vec<_> = found.iter().filter(|finding| finding.status == Status::Fail).collect();
        assert_eq!(bad.len(), 1, "{found:?}");
        assert!(bad[0].mend.contains("chmod 600"));
    }

    #[test]
    fn a_directory_that_is_not_there_is_no_failure_and_is_not_made() {
        let scratch = tempfile::tempdir().unwrap();
        let dir = scratch.path().join("new");
        assert!(check(&dir).iter().all(|finding| finding.status == Status::Ok));
        assert!(!dir.exists());
    }
}
