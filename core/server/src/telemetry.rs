//! Logs: to stderr, as much as `DONELOGIN_LOG` asks for. Secrets have no content in `Debug`, so none can appear.

use tracing::level_filters::LevelFilter;
use tracing_subscriber::EnvFilter;

/// Switches logging on; `quiet` is for commands, which say themselves what they did.
pub(crate) fn init(quiet: bool) {
    let level = if quiet { LevelFilter::WARN } else { LevelFilter::INFO };
    let filter = EnvFilter::builder()
        .with_default_directive(level.into())
        .with_env_var("DONELOGIN_LOG")
        .from_env_lossy();
    let ansi = std::io::IsTerminal::is_terminal(&std::io::stderr());
    // A second call, as when a program embeds the server twice, keeps the first one's choice.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(ansi)
        .try_init();
}
