//! What can stop the benchmark or one of its lines.

use std::io;

/// Why a measurement could not be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("{what}: answered {status}: {body}")]
    Answer { what: &'static str, status: u16, body: String },
    #[error("making a certificate: {0}")]
    Certificate(#[from] rcgen::Error),
    #[error("`donelogin {arguments}` ended with {status}: {stderr}")]
    Command { arguments: String, status: String, stderr: String },
    #[error("a cryptographic operation failed")]
    Crypto(#[from] aws_lc_rs::error::Unspecified),
    #[error("{ended} of {opened} event streams ended too early")]
    Ended { ended: usize, opened: usize },
    #[error("hashing: {0}")]
    Hash(#[from] argon2::Error),
    #[error("HTTP: {0}")]
    Http(#[from] hyper::Error),
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("no {0}")]
    Missing(&'static str),
    #[error("{program} did not say that it is ready; its last word: {said}")]
    NotReady { program: String, said: String },
    #[error("building a request: {0}")]
    Request(#[from] hyper::http::Error),
    #[error("the store's writer has stopped")]
    Stopped,
    #[error("SQLite: {0}")]
    Sqlite(#[from] rusqlite::Error),
    #[error("a task died: {0}")]
    Task(#[from] tokio::task::JoinError),
    #[error("{0} took too long")]
    TimeOut(&'static str),
    #[error("TLS: {0}")]
    Tls(#[from] rustls::Error),
    #[error("a URL: {0}")]
    Url(#[from] url::ParseError),
}
