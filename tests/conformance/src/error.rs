//! What can stop a run.

use std::io;
use std::path::PathBuf;

/// Why plans could not be run.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("the suite: {what}: answered {status}: {body}")]
    Answer { what: &'static str, status: u16, body: String },
    #[error("`donelogin {arguments}` ended with {status}: {stderr}")]
    Command { arguments: String, status: String, stderr: String },
    #[error("{file}: {source}", file = path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("a key could not be made")]
    Key,
    #[error("no {0}")]
    Missing(&'static str),
    #[error("{0} names no value that we know")]
    Placeholder(String),
    #[error("the suite: {0}")]
    Suite(#[from] reqwest::Error),
    #[error("TLS: {0}")]
    Tls(#[from] rustls::Error),
    #[error("{0} is not a web address")]
    Url(String),
}
