//! `donelogin claims`: what apps are told and whom they are for, as one document.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use axum::http::Method;
use clap::{Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::door::{Door, segment};
use super::error::CommandError;
use super::output::{Out, items};

#[derive(Debug, Subcommand)]
pub(super) enum Claims {
    /// Print attributes, claim rules, and what is laid down for apps
    Export {
        /// How it is written
        #[arg(long, value_enum, default_value_t = Format::Toml)]
        format: Format,
    },
    /// Bring a document in, JSON or TOML: all of it, or nothing; the same one once more changes nothing
    Import {
        /// The file; - for stdin
        file: PathBuf,
    },
    /// Show what an app would be told about somebody who signs in to it now
    Preview {
        /// The app's client_id
        #[arg(value_name = "ID")]
        client: String,
        /// E-mail address, user name or id
        #[arg(value_name = "EMAIL")]
        user: String,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    Json,
    Toml,
}

pub(super) async fn run(command: Claims, door: &Door, out: &Out) -> Result<(), CommandError> {
    match command {
        Claims::Export { format } => {
            let document = door.get("/claims").await?;
            let text = match format {
                Format::Json => serde_json::to_string_pretty(&document).unwrap_or_default(),
                Format::Toml => toml::to_string_pretty(&document).map_err(|error| {
                    CommandError::Usage(format!("this cannot be written as TOML: {error}"))
                })?,
            };
            out.answer(&document, |_| text)
        }
        Claims::Import { file } => {
            let imported = door.request(Method::PUT, "/claims", Some(read(&file)?)).await?;
            out.answer(&imported, |imported| {
                let changed = items(imported.get("changed").unwrap_or(&Value::Null));
                match changed.is_empty() {
                    true => "all of it was so before".to_owned(),
                    false => changed
                        .iter()
                        .filter_map(Value::as_str)
                        .map(|name| format!("{name} changed\n"))
                        .collect(),
                }
            })
        }
        Claims::Preview { client, user } => {
            let path = format!("/clients/{}/preview?user={}", segment(&client), segment(&user));
            let seen = door.get(&path).await?;
            out.answer(&seen, show_preview)
        }
    }
}

/// Each claim on a line: where it goes, what it says, what makes it.
fn show_preview(seen: &Value) -> String {
    let origins = items(seen.get("origins").unwrap_or(&Value::Null));
    let mut lines = Vec::new();
    if let Some(refused) = seen.get("refused").and_then(Value::as_str) {
        lines.push(format!("refused: {refused}"));
    }
    for place in ["id_token", "userinfo", "access_token"] {
        for (claim, value) in seen.get(place).and_then(Value::as_object).into_iter().flatten() {
            let is_of = |origin: &&Value| {
                origin.get("place") == Some(&json!(place)) && origin.get("claim") == Some(&json!(claim))
            };
            lines.push(format!("{place} {claim} = {value}{}", cause(origins.iter().find(is_of))));
        }
    }
    lines.join("\n")
}

fn cause(origin: Option<&Value>) -> String {
    let Some(origin) = origin else { return String::new() };
    let text = |field: &str| origin.get(field).and_then(Value::as_str).unwrap_or_default();
    let number = origin.get("index").and_then(Value::as_u64).map(|index| index + 1);
    match (text("cause"), number) {
        ("scope", _) => format!("  (scope {})", text("name")),
        ("office_rule", Some(number)) => format!("  (rule {number} for all apps {})", text("name")),
        (_, Some(number)) => format!("  (rule {number} of the app {})", text("name")),
        _ => String::new(),
    }
}

/// A document; what begins with a brace is JSON. A fault of its writing names the line.
fn read(path: &Path) -> Result<Value, CommandError> {
    let refuse = |reason: String| CommandError::File { path: path.display().to_string(), reason };
    let mut text = String::new();
    match path.to_str() {
        Some("-") => std::io::stdin().read_to_string(&mut text).map(drop),
        _ => std::fs::read_to_string(path).map(|whole| text = whole),
    }
    .map_err(|error| refuse(error.to_string()))?;
    parse(&text).map_err(refuse)
}

fn parse(text: &str) -> Result<Value, String> {
    if text.trim_start().starts_with('{') {
        return serde_json::from_str(text).map_err(|error| format!("is not JSON: {error}"));
    }
    toml::from_str(text).map_err(|error| format!("is not TOML: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_writing_say_the_same_and_a_fault_names_its_line() {
        let document = json!({"claim_rules": [{"claim": "role", "into": ["userinfo"], "from": "choice",
            "cases": [{"group": "IT", "value": "Admin"}], "default": "Viewer"}], "clients": []});
        assert_eq!(parse(&document.to_string()).unwrap(), document);
        assert_eq!(parse(&toml::to_string_pretty(&document).unwrap()).unwrap(), document);
        assert!(parse("a = 1\nb = =\n").unwrap_err().contains("line 2"));
        assert!(parse("{\n\"a\": }").unwrap_err().contains("line 2"));
    }

    #[test]
    fn a_preview_says_what_makes_each_claim() {
        let seen = json!({"refused": "not_for_them", "id_token": {"sub": "s"}, "userinfo": {"role": "Admin"},
            "origins": [{"place": "userinfo", "claim": "role", "cause": "client_rule", "name": "Role", "index": 0}]});
        assert_eq!(
            show_preview(&seen),
            "refused: not_for_them\nid_token sub = \"s\"\nuserinfo role = \"Admin\"  (rule 1 of the app Role)"
        );
    }
}
