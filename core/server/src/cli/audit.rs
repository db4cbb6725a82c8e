//! `donelogin audit`: the audit log, one JSON object a line, and its hash chain.

use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, Subcommand};
use domain::world::{Clock as _, SystemClock};
use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;

use super::door::Door;
use super::error::CommandError;
use super::output::{Out, is_true, items, show};
use crate::config::Config;

/// How often `--follow` looks.
const FOLLOW_EVERY: Duration = Duration::from_secs(1);
/// Rows in one request.
const PAGE: usize = 1_000;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Audit {
    #[command(subcommand)]
    command: Option<Verify>,
    /// Only since then: 2026-03-01, 2026-03-01T08:00:00Z, or 30m, 12h, 7d ago
    #[arg(long, value_name = "T")]
    since: Option<String>,
    /// Go on with what happens from now on
    #[arg(long)]
    follow: bool,
}

#[derive(Debug, Subcommand)]
enum Verify {
    /// Walk the hash chain from the first row
    Verify,
}

pub(super) async fn run(args: Audit, config: &Config, out: &Out) -> Result<ExitCode, CommandError> {
    if let Some(Verify::Verify) = args.command {
        return verify(config, out).await;
    }
    let since =
        args.since.as_deref().map(|text| parse_time(text, SystemClock::default().now())).transpose()?;
    let mut after = 0;
    loop {
        after = print(after, since, config, out).await?;
        if !args.follow {
            return Ok(ExitCode::SUCCESS);
        }
        tokio::time::sleep(FOLLOW_EVERY).await;
    }
}

/// Prints what is behind `after`. The door is opened for each look, so that following keeps no server from starting.
async fn print(mut after: i64, since: Option<i64>, config: &Config, out: &Out) -> Result<i64, CommandError> {
    let door = Door::open(config).await?;
    let since = since.map(|since| format!("&since={since}")).unwrap_or_default();
    loop {
        let part = door.get(&format!("/audit?after={after}&limit={PAGE}{since}")).await?;
        let rows = items(part.get("rows").unwrap_or(&Value::Null));
        for row in rows {
            out.line(&row.to_string())?;
            after = row.get("seq").and_then(Value::as_i64).unwrap_or(after);
        }
        if rows.len() < PAGE {
            return Ok(after);
        }
    }
}

async fn verify(config: &Config, out: &Out) -> Result<ExitCode, CommandError> {
    let verdict = Door::open(config).await?.get("/audit/verify").await?;
    out.answer(&verdict, |verdict| match is_true(verdict, "is_sound") {
        true => format!("the chain of {} rows is sound", show(verdict, "sound")),
        false => {
            format!("the chain breaks at row {}: it was changed or taken away", show(verdict, "broken_at"))
        }
    })?;
    Ok(if is_true(&verdict, "is_sound") { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn parse_time(text: &str, now: i64) -> Result<i64, CommandError> {
    let ago = |unit: char, seconds: i64| {
        let number: i64 = text.strip_suffix(unit)?.parse().ok()?;
        now.checked_sub(number.checked_mul(seconds)?)
    };
    let moment = OffsetDateTime::parse(text, &Rfc3339).ok().map(OffsetDateTime::unix_timestamp);
    let day = time::Date::parse(text, format_description!("[year]-[month]-[day]")).ok();
    moment
        .or_else(|| day.map(|day| day.midnight().assume_utc().unix_timestamp()))
        .or_else(|| ago('s', 1))
        .or_else(|| ago('m', 60))
        .or_else(|| ago('h', 3_600))
        .or_else(|| ago('d', 86_400))
        .or_else(|| text.parse().ok())
        .ok_or_else(|| {
            CommandError::Usage(format!(
                "--since takes a date, an RFC 3339 time, or 30m, 12h, 7d; not {text}"
            ))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_dates_moments_or_spans() {
        let parse = |text: &str| parse_time(text, 1_000_000).unwrap();
        assert_eq!(parse("1970-01-02"), 86_400);
        assert_eq!(parse("1970-01-01T01:00:00+01:00"), 0);
        assert_eq!(parse("2h"), 1_000_000 - 7_200);
        assert_eq!(parse("12345"), 12_345);
        assert!(parse_time("yesterday", 0).is_err());
    }
}
