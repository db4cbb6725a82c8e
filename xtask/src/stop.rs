//! Why a task stopped, in words that name the mend.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a task stopped.
#[derive(Debug)]
pub(crate) enum Stop {
    /// A program answered something else than was agreed.
    Answer { of: &'static str, why: String },
    /// A command failed and has said why itself.
    Command { line: String },
    /// A program that we started ended by itself.
    Ended { name: &'static str },
    /// A file or folder cannot be used.
    File { path: PathBuf, source: io::Error },
    /// Journeys in the browser failed; one line each.
    Journeys { lines: Vec<String> },
    /// This platform cannot do that.
    Platform { what: &'static str },
    /// Something is missing that has to be installed by hand; one line each.
    Missing { lines: Vec<String> },
    /// A port is taken.
    Port { port: u16, by: String },
    /// Steps failed; the summary above names them.
    Steps { failed: usize },
}

impl fmt::Display for Stop {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer { of, why } => write!(out, "{of} gave an answer that is not understood: {why}"),
            Self::Command { line } => write!(out, "failed: {line}"),
            Self::Ended { name } => write!(out, "{name} has ended; its last lines above say why"),
            Self::File { path, source } => write!(out, "{}: {source}", path.display()),
            Self::Journeys { lines } => write!(out, "failed:\n  {}", lines.join("\n  ")),
            Self::Platform { what } => write!(out, "{what}"),
            Self::Missing { lines } => write!(out, "Something is missing. Type:\n  {}", lines.join("\n  ")),
            Self::Port { port, by } => write!(out, "port {port} is taken by {by}"),
            Self::Steps { failed } => write!(out, "{failed} of the steps above failed"),
        }
    }
}
