//! `donelogin serve`: starts the server and comes back when it has stopped.

use std::io::Write as _;
use std::time::Duration;

use clap::Args;
use service::address::Moved;

use super::error::CommandError;
use crate::config::Config;
use crate::lock::Lock;
use crate::{process, start};

/// A command holds the directory for a moment only.
const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// Where to listen
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<String>,
    /// What apps know this server by; taken while there is no administrator
    #[arg(long, value_name = "URL")]
    issuer: Option<String>,
    /// Do not announce the host name on the LAN
    #[arg(long)]
    no_mdns: bool,
}

impl ServeArgs {
    /// The arguments as keys of the configuration.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let listen = self.listen.clone().map(|value| ("listen", value));
        let issuer = self.issuer.clone().map(|value| ("issuer", value));
        let mdns = self.no_mdns.then(|| ("mdns", "false".to_owned()));
        listen.into_iter().chain(issuer).chain(mdns).collect()
    }
}

/// Serves until SIGTERM or Ctrl-C.
pub(super) fn run(config: Config) -> Result<(), CommandError> {
    process::begin();
    let lock = Lock::acquire_within(&config.data_dir, PATIENCE)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let outcome = runtime.block_on(async {
        // Before anything else: from the moment that others read `ready`, SIGTERM is a request to stop.
        let told_to_stop = told_to_stop()?;
        let server = start(config, lock).await?;
        server.announce()?;
        let mut moves = server.moves();
        tokio::pin!(told_to_stop);
        loop {
            tokio::select! {
                told = &mut told_to_stop => break told?,
                Ok(()) = moves.changed() => {
                    let moved = moves.borrow_and_update().clone();
                    moved.as_ref().map(announce_move).transpose()?;
                }
            }
        }
        tracing::info!("stopping");
        server.stop().await;
        Ok(())
    });
    // A question to a name server that does not answer is nothing to wait for.
    runtime.shutdown_timeout(PATIENCE);
    outcome
}

/// The first run chose another address: the lines of the start are void.
fn announce_move(moved: &Moved) -> Result<(), std::io::Error> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "moved issuer={}", moved.issuer)?;
    writeln!(out, "first-run {}", moved.first_run)?;
    writeln!(out, "fingerprint {}", grouped(&moved.fingerprint))?;
    out.flush()
}

/// Upper case in groups of four, as at the start.
fn grouped(hex: &str) -> String {
    let digits: Vec<char> = hex.to_ascii_uppercase().chars().collect();
    digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(unix)]
fn told_to_stop() -> Result<impl Future<Output = std::io::Result<()>>, std::io::Error> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => Ok(()),
            _ = terminate.recv() => Ok(()),
        }
    })
}

#[cfg(not(unix))]
fn told_to_stop() -> Result<impl Future<Output = std::io::Result<()>>, std::io::Error> {
    Ok(tokio::signal::ctrl_c())
}
