//! `donelogin ca`: the certificate authority that people trust.

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use net::certificate::{self, Facts};
use net::trust::{Scope, State, TrustReport};
use net::{fingerprint, mobileconfig};
use serde_json::{Value, json};

use super::door::Door;
use super::error::CommandError;
use super::output::{Out, sheet, show, table, time_text};
use crate::trust::{self, Act};

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
    /// Say which of this machine's trust stores trust the certificate
    Status,
    /// Put the certificate into this machine's trust stores
    Install(Change),
    /// Take the certificate out of this machine's trust stores
    Uninstall(Change),
}

#[derive(Debug, Args)]
pub(super) struct Change {
    /// Do not ask before
    #[arg(long)]
    yes: bool,
    /// Only the stores that belong to the machine; as root
    #[arg(long, requires_all = ["certificate", "fingerprint"])]
    system_only: bool,
    /// With --system-only: the certificate, PEM
    #[arg(long, value_name = "FILE", requires = "system_only")]
    certificate: Option<PathBuf>,
    /// With --system-only: its SHA-256, in hex
    #[arg(long, value_name = "SHA256", requires = "system_only")]
    fingerprint: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    Pem,
    Der,
    Mobileconfig,
}

impl Ca {
    /// The part that another process asked of us with the rights of an administrator: it is given the certificate, and
    /// the data directory, which is somebody else's, is not touched.
    pub(super) fn for_the_machine(&self) -> Option<(Act, &Change)> {
        match self {
            Self::Install(change) if change.system_only => Some((Act::Install, change)),
            Self::Uninstall(change) if change.system_only => Some((Act::Remove, change)),
            _ => None,
        }
    }
}

pub(super) async fn run(command: Ca, door: &Door, out: &Out) -> Result<(), CommandError> {
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
        Ca::Status => stores(Act::Status, der, Scope::All, out).await,
        Ca::Install(change) => {
            confirm(&change, &der, "Put it into them?", out).await?;
            stores(Act::Install, der, Scope::All, out).await
        }
        Ca::Uninstall(change) => {
            confirm(&change, &der, "Take it out of them?", out).await?;
            stores(Act::Remove, der, Scope::All, out).await
        }
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

/// The machine's stores alone, with the certificate that was given, if it is the one that was meant.
pub(super) async fn change_machine(act: Act, change: &Change, out: &Out) -> Result<(), CommandError> {
    let path = change.certificate.clone().unwrap_or_default();
    let wanted = change.fingerprint.clone().unwrap_or_default().replace(':', "").to_lowercase();
    let refused = |detail: String| CommandError::Refused { detail, errors: vec![] };
    let pem = std::fs::read(&path)
        .map_err(|error| refused(format!("{} cannot be read: {error}", path.display())))?;
    let der = certificate::first_pem(&pem)
        .ok_or_else(|| refused(format!("{} holds no certificate in PEM", path.display())))?;
    if fingerprint::hex(&fingerprint::sha256(&der)) != wanted {
        return Err(refused(format!("{} is not the certificate with that fingerprint", path.display())));
    }
    stores(act, der, Scope::System, out).await
}

/// Shows the stores and asks, where somebody sits before a terminal; a script has said what it wants.
async fn confirm(change: &Change, der: &[u8], question: &str, out: &Out) -> Result<(), CommandError> {
    if change.yes || out.is_json() || !std::io::stdin().is_terminal() {
        return Ok(());
    }
    let found = look(Act::Status, der.to_vec(), Scope::All).await?;
    let mut shown = std::io::stderr().lock();
    write!(shown, "{}{question} [y/N] ", lines(&found))?;
    shown.flush()?;
    drop(shown);
    let read = tokio::task::spawn_blocking(|| {
        let mut answer = String::new();
        std::io::stdin().read_line(&mut answer).map(|_| answer)
    });
    let answer = read.await.map_err(std::io::Error::other)??;
    if answer.trim().eq_ignore_ascii_case("y") || answer.trim().eq_ignore_ascii_case("yes") {
        return Ok(());
    }
    Err(CommandError::Partly("nothing was changed"))
}

async fn look(act: Act, der: Vec<u8>, scope: Scope) -> Result<TrustReport, CommandError> {
    let report = tokio::task::spawn_blocking(move || trust::act(act, &der, scope));
    let report = report.await.map_err(std::io::Error::other)?;
    report.map_err(|error| CommandError::Refused { detail: error.to_string(), errors: vec![] })
}

async fn stores(act: Act, der: Vec<u8>, scope: Scope, out: &Out) -> Result<(), CommandError> {
    let report = look(act, der, scope).await?;
    let json = serde_json::to_value(&report).map_err(std::io::Error::other)?;
    out.answer(&json, |_| lines(&report))?;
    let wanted = if act == Act::Remove { State::Absent } else { State::Trusted };
    let is_done = |state: State| act == Act::Status || state == wanted;
    if report.stores.iter().all(|store| is_done(store.state)) {
        Ok(())
    } else {
        Err(CommandError::Partly("not every trust store could be changed"))
    }
}

fn lines(report: &TrustReport) -> String {
    let word = |state| match state {
        State::Trusted => "trusted",
        State::Absent => "absent",
        State::Failed => "failed",
        State::Unavailable => "unavailable",
    };
    let row = |store: &trust::StoreState| {
        let why = store.reason.clone().unwrap_or_else(|| store.path.display().to_string());
        [word(store.state).to_owned(), store.name.clone(), why]
    };
    table(["STATE", "STORE", "WHERE, OR WHY NOT"], report.stores.iter().map(row).collect())
}
