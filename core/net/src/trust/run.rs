//! Does the steps of a plan.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::{Failure, Invocation, Step};

/// How much of a program's words is repeated.
const WORDS_MAX: usize = 300;

const AS_ADMIN: &str = "run it with the rights of an administrator (sudo)";

/// Stops at the first failure, but files that were written for a program go in any case.
pub(super) fn all(steps: &[Step]) -> Result<(), Failure> {
    for (index, step) in steps.iter().enumerate() {
        if let Err(failure) = one(step) {
            let rest = steps.get(index..).unwrap_or_default();
            let leftovers = rest.iter().filter(|step| matches!(step, Step::Remove(_)));
            leftovers.for_each(|step| drop(one(step)));
            return Err(failure);
        }
    }
    Ok(())
}

fn one(step: &Step) -> Result<(), Failure> {
    match step {
        Step::Directory(path) => {
            private_directory(path).map_err(|error| file_failure("cannot be made", path, &error))
        }
        Step::GiveTo { made, home } => made.iter().try_for_each(|path| {
            give(path, home).map_err(|error| file_failure("cannot be given to its owner", path, &error))
        }),
        Step::Remove(path) => match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(file_failure("cannot be removed", path, &error))
            }
            _ => Ok(()),
        },
        Step::Run(invocation) => succeed(invocation),
        Step::RunIf(condition, invocation) => {
            if output(condition)?.status.success() {
                succeed(invocation)
            } else {
                Ok(())
            }
        }
        Step::Write(path, content) => {
            fs::write(path, content).map_err(|error| file_failure("cannot be written", path, &error))
        }
    }
}

pub(super) fn succeed(invocation: &Invocation) -> Result<(), Failure> {
    let output = output(invocation)?;
    if output.status.success() {
        return Ok(());
    }
    let words = if output.stderr.is_empty() { &output.stdout } else { &output.stderr };
    let words: String = String::from_utf8_lossy(words).trim().chars().take(WORDS_MAX).collect();
    let reason = format!("{} failed ({}): {words}", invocation.program.display(), output.status);
    Err(Failure { reason, mend: invocation.mend.clone() })
}

pub(super) fn output(invocation: &Invocation) -> Result<Output, Failure> {
    let failed = |error: io::Error| Failure {
        reason: format!("{} cannot be run: {error}", invocation.program.display()),
        mend: invocation.mend.clone(),
    };
    let mut child = Command::new(&invocation.program)
        .args(&invocation.args)
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that does not read is not at fault; its exit status is what counts. What we write is a
        // certificate, shorter than any pipe, so that nobody waits for anybody.
        let _ = stdin.write_all(&invocation.stdin);
    }
    child.wait_with_output().map_err(failed)
}

fn file_failure(what: &str, path: &Path, error: &io::Error) -> Failure {
    let mend = match error.kind() {
        io::ErrorKind::PermissionDenied => AS_ADMIN.to_owned(),
        _ => format!("look at {}", path.display()),
    };
    Failure { reason: format!("{} {what}: {error}", path.display()), mend }
}

#[cfg(unix)]
fn private_directory(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;

    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

#[cfg(not(unix))]
fn private_directory(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// Under sudo we are root in somebody's home; what stays root's there would lock its owner out.
#[cfg(unix)]
fn give(made: &Path, home: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, lchown};

    let owner = fs::metadata(home)?;
    let found = fs::symlink_metadata(made)?;
    if (found.uid(), found.gid()) == (owner.uid(), owner.gid()) {
        return Ok(());
    }
    lchown(made, Some(owner.uid()), Some(owner.gid()))
}

#[cfg(not(unix))]
fn give(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}
