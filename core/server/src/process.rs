//! What a process that serves does first.

use crate::telemetry;

/// Logs to stderr, and takes as many files as the system lets it have.
pub fn begin() {
    telemetry::init(false);
    allow_many_files();
}

/// Each open app holds a connection. Systems allow far more files than they give to begin with, for the sake of old
/// programs that count on small numbers.
#[cfg(unix)]
fn allow_many_files() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let wanted = Rlimit { current: limit.maximum, maximum: limit.maximum };
    if let Err(error) = setrlimit(Resource::Nofile, wanted) {
        tracing::warn!(%error, "the number of open files cannot be raised");
    }
}

#[cfg(not(unix))]
fn allow_many_files() {}
