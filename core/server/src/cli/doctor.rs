//! `donelogin doctor`
use super::error::CommandError;
use super::output::Out;
use crate::config::Config;
use std::process::ExitCode;
pub(super) async fn run(_: &Config, _: &Out) -> Result<ExitCode, CommandError> {
    Ok(ExitCode::SUCCESS)
}
