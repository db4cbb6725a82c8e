//! `donelogin ca`: the certificate authority that people trust.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use net::certificate::Facts;
use net::trust::{Action, Outcome, Place, Root};
use net::{fingerprint, mobileconfig, trust};
use serde_json::{Value, json};

use super::door::Door;
use super::error::CommandError;
use super::output::{Out, sheet, show, time_text};

#[derive(Debug, Subcommand)]
pub(super) enum Ca {
    /// Print the certificate
    Export {
        /// Its form
        #[arg(long, value_enum, default_value_t = Format::Pem)]
        format: Format,
    },
    /// Show the certificate and its fingerprints
    Show,
    /// Put the certificate into this machine's trust stores
    Install,
    /// Take the certificate out of this machine's trust stores
    Uninstall,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    Pem,
    Der,
    Mobileconfig,
}

pub(super) async fn run(
    command: Ca,
    door: &Door,
    environment: &[(String, String)],
    out: &Out,
) -> Result<(), CommandError> {
    let answer = door.get("/certificates").await?;
    let authority = answer.get("ca").ok_or(CommandError::NoAuthority)?;
    let der = der_of(authority)?;
    let broken =
        |_| CommandError::Refused { detail: "the stored certificate is broken".into(), errors: vec![] };
    match command {
        Ca::Export { format: Format::Pem } => out.answer(authority, show_pem),
        Ca::Export { format: Format::Der } => out.binary(authority, &der),
        Ca::Export { format: Format::Mobileconfig } => {
            let name = Facts::read(&der).map_err(broken)?.common_name.unwrap_or_default();
            let office = door.get("/settings/office.name").await?;
            let organisation = Some(show(&office, "value")).filter(|name| !name.is_empty());
            let profile =
                mobileconfig::mobileconfig(&der, &name, organisation.as_deref().unwrap_or("DOneLogin"));
            out.answer(&json!({"mobileconfig": profile}), |_| profile.clone())
        }
        Ca::Show => {
            let facts = Facts::read(&der).map_err(broken)?;
            out.answer(&describe(&facts, &der, &answer), show_facts)
        }
        Ca::Install => change(Action::Install, &der, environment, out).await,
        Ca::Uninstall => change(Action::Uninstall, &der, environment, out).await,
    }
}

/// The authority's certificate as the API gives it.
pub(super) fn der_of(authority: &Value) -> Result<Vec<u8>, CommandError> {
    use base64::Engine as _;
    let text = authority.get("der").and_then(Value::as_str).unwrap_or_default();
    let decoded = base64::prelude::BASE64_STANDARD.decode(text);
    decoded
        .map_err(|_| CommandError::Refused { detail: "the server's answer is broken".into(), errors: vec![] })
}

/// PEM has line ends of its own, which `show` would hide.
fn show_pem(authority: &Value) -> String {
    authority.get("pem").and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn describe(facts: &Facts, der: &[u8], answer: &Value) -> Value {
    json!({
        "issuer": answer["issuer"],
        "subject": facts.subject,
        "not_before": facts.not_before,
        "not_after": facts.not_after,
        "sha256": fingerprint::colons(&facts.fingerprint_sha256),
        "sha1": fingerprint::colons(&fingerprint::sha1(der)),
        "spki_sha256": fingerprint::colons(&facts.spki_sha256),
    })
}

fn show_facts(facts: &Value) -> String {
    let time = |field: &str| facts.get(field).and_then(Value::as_i64).map(time_text).unwrap_or_default();
    sheet([
        ("issuer", show(facts, "issuer")),
        ("subject", show(facts, "subject")),
        ("valid from", time("not_before")),
        ("valid until", time("not_after")),
        ("SHA-256", show(facts, "sha256")),
        ("SHA-1", show(facts, "sha1")),
    ])
}

async fn change(
    action: Action,
    der: &[u8],
    environment: &[(String, String)],
    out: &Out,
) -> Result<(), CommandError> {
    let root = Root::new(der)
        .map_err(|error| CommandError::Refused { detail: error.to_string(), errors: vec![] })?;
    let place = place(environment);
    let act = move || match action {
        Action::Install => trust::install(&place, &root),
        Action::Uninstall => trust::uninstall(&place, &root),
    };
    let outcomes = tokio::task::spawn_blocking(act).await.map_err(std::io::Error::other)?;
    let report = |outcome: &Outcome| {
        json!({
            "store": outcome.store,
            "ok": outcome.result.is_ok(),
            "problem": outcome.result.as_ref().err().map(|failure| failure.reason.clone()),
            "mend": outcome.result.as_ref().err().map(|failure| failure.mend.clone()),
        })
    };
    out.answer(&outcomes.iter().map(report).collect(), |_| {
        let line = |outcome: &Outcome| match &outcome.result {
            Ok(()) => format!("ok    {}\n", outcome.store),
            Err(failure) => format!("fail  {}: {failure}\n", outcome.store),
        };
        outcomes.iter().map(line).collect()
    })?;
    if outcomes.iter().all(|outcome| outcome.result.is_ok()) {
        Ok(())
    } else {
        Err(CommandError::Partly("not every trust store could be changed"))
    }
}

fn place(environment: &[(String, String)]) -> Place {
    let variable = |name: &str| {
        environment
            .iter()
            .find(|(key, value)| key == name && !value.is_empty())
            .map(|(_, value)| value.clone())
    };
    let home = variable(if cfg!(windows) { "USERPROFILE" } else { "HOME" }).map(PathBuf::from);
    let path = variable("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default();
    Place::this_machine(home.into_iter().collect(), path, std::env::temp_dir())
}
