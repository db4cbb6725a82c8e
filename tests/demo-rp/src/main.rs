//! The demo app: a small relying party to sign in to, and to copy from.
//!
//! Everything an app has to do is in `provider.rs` (the protocol) and `routes.rs` (the pages);
//! the rest explains to a person what happened.

mod claims;
mod config;
mod fetch;
mod pages;
mod problem;
mod provider;
mod routes;
mod session;

use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use tokio::net::TcpListener;

use crate::config::{Config, StartError};
use crate::fetch::Fetch;
use crate::routes::App;
use crate::session::Sessions;

#[tokio::main]
async fn main() -> ExitCode {
    let colours = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(colours).init();
    match run(Config::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(config: Config) -> Result<(), StartError> {
    let fetch = Fetch::new(config.ca.as_deref())?;
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|source| StartError::Listen { address: config.listen, source })?;
    let base_url = config.base_url.clone();
    let app = Arc::new(App { config, fetch, sessions: Sessions::default() });
    announce(&base_url);
    axum::serve(listener, routes::router(app))
        .with_graceful_shutdown(stopped())
        .await
        .map_err(StartError::Serve)
}

/// Whoever started us waits for this line.
#[expect(clippy::print_stdout, reason = "the ready line is for the program that started us")]
fn announce(base_url: &url::Url) {
    println!("ready url={base_url}");
}

/// Resolves on Ctrl-C or SIGTERM.
async fn stopped() {
    #[cfg(unix)]
    if let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        return;
    }
    // Without a signal handler the process simply ends on Ctrl-C; a failed wait must not end it.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
