//! `donelogin serve`: its arguments. What it does is in the rest of this crate.

use std::process::ExitCode;

use clap::Args;

use crate::config::Config;

/// Starts the server and comes back when it has stopped.
pub type Serve = fn(Config) -> ExitCode;

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
