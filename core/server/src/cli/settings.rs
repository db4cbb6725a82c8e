//! `donelogin settings`: what can change while the server runs.

use axum::http::Method;
use clap::Subcommand;
use serde_json::{Value, json};

use super::door::{Door, segment};
use super::error::CommandError;
use super::output::{Out, is_true, items, show, table};
use super::user::read_line_from_stdin;

#[derive(Debug, Subcommand)]
pub(super) enum Settings {
    /// Print one setting, or all
    Get {
        /// Dotted key, such as mfa.policy
        key: Option<String>,
    },
    /// Set a value; an empty one goes back to the default. Without one, a secret is read from stdin
    Set {
        /// Dotted key, such as mfa.policy
        key: String,
        /// The value
        value: Option<String>,
    },
}

pub(super) async fn run(command: Settings, door: &Door, out: &Out) -> Result<(), CommandError> {
    match command {
        Settings::Get { key: Some(key) } => {
            let setting = door.get(&path(&key)).await?;
            out.answer(&setting, |setting| format!("{}\n", show_value(setting)))
        }
        Settings::Get { key: None } => {
            let settings = door.get("/settings").await?;
            out.answer(&settings, |settings| {
                let row = |setting: &Value| {
                    let origin = match (is_true(setting, "is_fixed"), is_true(setting, "is_set")) {
                        (true, _) => "file or environment",
                        (false, true) => "set",
                        (false, false) => "default",
                    };
                    [show(setting, "key"), show_value(setting), origin.to_owned()]
                };
                table(["KEY", "VALUE", "FROM"], items(settings).iter().map(row).collect())
            })
        }
        Settings::Set { key, value } => {
            let value = match value {
                Some(value) => value,
                // What stands on a command line can be read by everybody on the machine.
                None if is_secret(&door.get(&path(&key)).await?) => read_line_from_stdin()?,
                None => String::new(),
            };
            let setting = door.request(Method::PUT, &path(&key), Some(json!({ "value": value }))).await?;
            out.answer(&setting, |setting| format!("{} = {}", show(setting, "key"), show_value(setting)))
        }
    }
}

fn path(key: &str) -> String {
    format!("/settings/{}", segment(key))
}

fn show_value(setting: &Value) -> String {
    if is_secret(setting) {
        return if is_true(setting, "is_set") { "set".into() } else { "not set".into() };
    }
    show(setting, "value")
}

fn is_secret(setting: &Value) -> bool {
    setting.get("kind").is_some_and(|kind| kind.get("secret").is_some())
}
