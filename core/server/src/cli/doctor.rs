//! `donelogin doctor`: looks for what is wrong and says how it is mended; with a server and without one.

mod disk;
mod network;
mod push;

use std::path::PathBuf;
use std::process::ExitCode;

use domain::world::SystemClock;
use serde_json::{Value, json};

use super::ca::der_of;
use super::door::Door;
use super::error::CommandError;
use super::output::{Out, is_true, items, show};
use crate::config::{Config, Issuer};
use crate::lock::DATABASE;

/// How a check went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Ok,
    Warn,
    Fail,
}

impl Status {
    fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Fail => "fail",
        }
    }
}

/// What a check found.
#[derive(Debug)]
struct Finding {
    check: &'static str,
    status: Status,
    message: String,
    mend: String,
    /// The same for programs.
    facts: Option<Value>,
}

impl Finding {
    fn ok(check: &'static str, message: impl Into<String>) -> Self {
        Self { check, status: Status::Ok, message: message.into(), mend: String::new(), facts: None }
    }

    fn warn(check: &'static str, message: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { check, status: Status::Warn, message: message.into(), mend: mend.into(), facts: None }
    }

    /// With what was found, for programs.
    fn about(self, facts: Value) -> Self {
        Self { facts: Some(facts), ..self }
    }

    fn fail(check: &'static str, message: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { check, status: Status::Fail, message: message.into(), mend: mend.into(), facts: None }
    }
}

pub(super) async fn run(config: &Config, out: &Out) -> Result<ExitCode, CommandError> {
    let mut findings = disk::check(&config.data_dir);
    if config.data_dir.join(DATABASE).exists() {
        findings.extend(check_appliance(config).await);
    } else {
        let mend = "start the server: donelogin serve";
        findings.push(Finding::warn("database", "there is nothing in the data directory yet", mend));
    }
    let as_json = |finding: &Finding| {
        json!({
            "check": finding.check,
            "status": finding.status.as_str(),
            "message": finding.message,
            "mend": (!finding.mend.is_empty()).then_some(&finding.mend),
            "facts": finding.facts,
        })
    };
    out.answer(&findings.iter().map(as_json).collect(), |_| findings.iter().map(line).collect())?;
    let failed = findings.iter().any(|finding| finding.status == Status::Fail);
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn line(finding: &Finding) -> String {
    let mend = if finding.mend.is_empty() { String::new() } else { format!("; {}", finding.mend) };
    format!("{:<5} {:<12} {}{mend}\n", finding.status.as_str(), finding.check, finding.message)
}

/// What only the one who holds the database knows, and what follows from it.
async fn check_appliance(config: &Config) -> Vec<Finding> {
    match ask(config).await {
        Ok(answers) => {
            let mut findings = check_health(&answers);
            findings.extend(network::check(config, &answers).await);
            findings
        }
        Err(error) => vec![Finding::fail("database", error.to_string(), "mend that first")],
    }
}

/// What the appliance says about itself.
struct Answers {
    health: Value,
    chain: Value,
    /// The setting `phone.trust`.
    trust: Value,
    issuer: Issuer,
    authority: Option<Vec<u8>>,
    /// A certificate and its key that were chosen at the first run.
    files: Option<(PathBuf, PathBuf)>,
    /// Whether a server runs.
    is_served: bool,
}

async fn ask(config: &Config) -> Result<Answers, CommandError> {
    let door = Door::open(config).await?;
    let health = door.get("/health").await?;
    let certificates = door.get("/certificates").await?;
    let issuer = health.get("issuer").and_then(Value::as_str).unwrap_or_default();
    Ok(Answers {
        chain: door.get("/audit/verify").await?,
        trust: door.get("/settings/phone.trust").await?,
        issuer: Issuer::parse(issuer).map_err(|error| CommandError::Usage(error.to_string()))?,
        authority: certificates.get("ca").map(der_of).transpose()?,
        files: files_of(&certificates),
        is_served: door.is_there(),
        health,
    })
}

fn files_of(certificates: &Value) -> Option<(PathBuf, PathBuf)> {
    let files = certificates.get("files")?;
    let path = |name: &str| files.get(name).and_then(Value::as_str).map(PathBuf::from);
    path("certificate_file").zip(path("key_file"))
}

fn check_health(answers: &Answers) -> Vec<Finding> {
    let health = &answers.health;
    let broken = health.get("database").map(items).unwrap_or_default();
    let database = if broken.is_empty() {
        Finding::ok("database", "SQLite finds nothing wrong")
    } else {
        Finding::fail("database", show(health, "database"), "stop the server and put a backup back")
    };
    let chain = if is_true(&answers.chain, "is_sound") {
        Finding::ok("audit log", format!("the chain of {} rows is sound", show(&answers.chain, "sound")))
    } else {
        let row = show(&answers.chain, "broken_at");
        Finding::fail(
            "audit log",
            format!("the chain breaks at row {row}"),
            "find out who changed the database",
        )
    };
    let admin = if is_true(health, "is_claimed") {
        Finding::ok("admin", "there is an administrator")
    } else {
        let mend = "open the first-run link that serve prints, or: donelogin user add EMAIL --admin";
        Finding::warn("admin", "there is no administrator yet", mend)
    };
    let trust = check_trust(&answers.trust);
    vec![database, chain, admin, check_clock(health), check_mail(health), push::check(health), trust]
}

fn check_clock(health: &Value) -> Finding {
    let latest = health.get("latest_audit_at").and_then(Value::as_i64).unwrap_or_default();
    match SystemClock::starting_at(latest).behind_s() {
        0..=5 => Finding::ok("clock", "not behind what was stored"),
        behind => Finding::fail(
            "clock",
            format!("this machine's clock is {behind} s behind the newest row of the audit log"),
            "set the clock, and let it be kept by NTP",
        ),
    }
}

/// Without trust, whoever stands between phone and server can put themselves in the place of the server.
fn check_trust(setting: &Value) -> Finding {
    const CHECK: &str = "phone trust";
    if show(setting, "value") != "trial" {
        return Finding::ok(CHECK, "only phones that trust this server are linked");
    }
    let mend = "donelogin settings set phone.trust required, and link anew the phones that are shown as linked without trust";
    Finding::warn(
        CHECK,
        "phones are linked without trusting this server, which is unsafe (phone.trust)",
        mend,
    )
}

/// Mail goes out, or waits for something that somebody can mend.
fn check_mail(health: &Value) -> Finding {
    const CHECK: &str = "mail";
    let number = |name: &str| health.get(name).and_then(Value::as_i64).unwrap_or_default();
    let (waiting, given_up) = (number("outbox"), number("outbox_given_up"));
    if !is_true(health, "mail_is_set") {
        let mend = "set smtp.url and smtp.from; without mail, hand links over: donelogin outbox list, donelogin outbox reveal ID";
        return Finding::warn(CHECK, format!("no mail server is set; messages waiting: {waiting}"), mend);
    }
    if let Some(failure) = health.get("mail_failure").filter(|failure| !failure.is_null()) {
        let found = format!("{}; messages waiting: {waiting}", show(failure, "reason"));
        return Finding::fail(CHECK, found, show(failure, "mend"));
    }
    match given_up {
        0 => Finding::ok(CHECK, format!("goes out; messages on their way: {waiting}")),
        n => {
            let mend = "look at them: donelogin outbox list; then retry, reveal or discard each";
            Finding::warn(CHECK, format!("messages refused for good: {n}"), mend)
        }
    }
}
