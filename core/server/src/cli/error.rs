//! Why a command failed, and with which exit status.

use std::process::ExitCode;

use crate::StartError;
use crate::config::ConfigError;
use crate::control::ControlError;
use crate::lock::LockError;
use crate::open::OpenError;

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum CommandError {
    /// The configuration.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The control socket.
    #[error(transparent)]
    Control(#[from] ControlError),
    /// A file that was named.
    #[error("{path}: {reason}")]
    File {
        /// The file.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Reading or writing.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The data directory.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// There is no certificate authority.
    #[error("there is no certificate authority yet: start the server once")]
    NoAuthority,
    /// Opening the data directory.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The admin API said no.
    #[error("{detail}")]
    Refused {
        /// Why.
        detail: String,
        /// Field and message.
        errors: Vec<(String, String)>,
    },
    /// Some of the work failed; what, was said already.
    #[error("{0}")]
    Partly(&'static str),
    /// The server does not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// Words that clap cannot judge.
    #[error("{0}")]
    Usage(String),
}

impl CommandError {
    pub(super) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Config(ConfigError::File { .. }) => ExitCode::FAILURE,
            Self::Config(_)
            | Self::Usage(_)
            | Self::Open(OpenError::IssuerFrozen { .. })
            | Self::Start(StartError::Open(OpenError::IssuerFrozen { .. })) => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    }

    /// Field and message, where there is more than one thing to say.
    pub(super) fn fields(&self) -> &[(String, String)] {
        match self {
            Self::Refused { errors, .. } if errors.len() > 1 => errors,
            _ => &[],
        }
    }
}
