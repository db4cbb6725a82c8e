//! `donelogin attribute`: what the office knows of its people beyond the standard claims.

use axum::http::Method;
use clap::Subcommand;
use serde_json::{Map, Value, json};

use super::door::{Door, segment};
use super::error::CommandError;
use super::output::{Out, items, show, table};

#[derive(Debug, Subcommand)]
pub(super) enum Attribute {
    /// Define an attribute, or change the one of this name
    Add {
        /// A small letter, then small letters, digits and underscores
        name: String,
        /// What people call it [default: the name]
        #[arg(long, value_name = "L")]
        label: Option<String>,
        /// Several texts instead of one
        #[arg(long)]
        list: bool,
        /// The person says it too, not administrators alone: nothing that gives rights
        #[arg(long)]
        by_person: bool,
    },
    /// List attributes
    List,
    /// Take an attribute away, with all that it says about people
    Delete {
        /// Its name
        name: String,
    },
}

pub(super) async fn run(command: Attribute, door: &Door, out: &Out) -> Result<(), CommandError> {
    let path = |name: &str| format!("/attributes/{}", segment(name));
    match command {
        Attribute::Add { name, label, list, by_person } => {
            let body = json!({
                "label": label.unwrap_or_default(),
                "shape": if list { "list" } else { "text" },
                "editor": if by_person { "person" } else { "administrators" },
            });
            let defined = door.request(Method::PUT, &path(&name), Some(body)).await?;
            out.answer(&defined, |defined| format!("{} is defined", show(defined, "name")))
        }
        Attribute::List => {
            let all = door.get("/attributes").await?;
            let list = all.get("attributes").cloned().unwrap_or_default();
            out.answer(&list, |list| {
                let row = |one: &Value| ["name", "label", "shape", "editor"].map(|field| show(one, field));
                table(["NAME", "LABEL", "SHAPE", "SAID BY"], items(list).iter().map(row).collect())
            })
        }
        Attribute::Delete { name } => {
            door.request(Method::DELETE, &path(&name), None).await?;
            out.answer(&json!({"name": name, "deleted": true}), |_| format!("{name} deleted"))
        }
    }
}

/// What an attribute shall say, in the shape that it has; no text takes it away.
pub(super) async fn said(door: &Door, name: &str, values: Vec<String>) -> Result<Value, CommandError> {
    let all = door.get("/attributes").await?;
    let is_list = items(all.get("attributes").unwrap_or(&Value::Null))
        .iter()
        .any(|one| show(one, "name") == name && show(one, "shape") == "list");
    Ok(match values.as_slice() {
        [] => Value::Null,
        [one] if !is_list => json!(one),
        several => json!(several),
    })
}

/// `NAME=VALUE`, each as often as it has values.
pub(super) async fn of_pairs(door: &Door, pairs: &[String]) -> Result<Map<String, Value>, CommandError> {
    let mut texts: Vec<(String, Vec<String>)> = Vec::new();
    for pair in pairs {
        let Some((name, value)) = pair.split_once('=') else {
            return Err(CommandError::Usage(format!("--attribute takes NAME=VALUE, not {pair}")));
        };
        match texts.iter_mut().find(|(known, _)| known == name) {
            Some((_, values)) => values.push(value.to_owned()),
            None => texts.push((name.to_owned(), vec![value.to_owned()])),
        }
    }
    let mut attributes = Map::new();
    for (name, values) in texts {
        let value = said(door, &name, values).await?;
        attributes.insert(name, value);
    }
    Ok(attributes)
}
