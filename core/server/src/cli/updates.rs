//! `donelogin updates`: whether there is a newer version. Installing it is left to whoever reads this.

use clap::Subcommand;
use serde_json::{Value, json};

use super::door::Door;
use super::error::CommandError;
use super::output::{Out, items, sheet, show, show_time};

#[derive(Debug, Subcommand)]
pub(super) enum Updates {
    /// Look for a newer version at the place that the setting updates.source names; nothing is installed
    Check,
}

pub(super) async fn run(command: Updates, door: &Door, out: &Out) -> Result<(), CommandError> {
    let Updates::Check = command;
    let found = door.post("/updates/check", json!({})).await?;
    out.answer(&found, told)?;
    if show(&found, "state") == "unreachable" {
        return Err(CommandError::Partly("the list of versions cannot be had"));
    }
    Ok(())
}

fn told(found: &Value) -> String {
    let current = show(found, "current");
    match (show(found, "state").as_str(), found.get("newer")) {
        ("off", _) => "nobody looks: donelogin settings set updates.source FOLDER-OR-ADDRESS\n".to_owned(),
        ("newer", Some(newer)) => {
            let files = newer.get("files").map(items).unwrap_or_default();
            let files =
                files.iter().map(|file| format!("{}  {}\n", show(file, "sha256"), show(file, "location")));
            let about =
                sheet([("running", current), ("newer", show(newer, "version")), ("of", show(newer, "date"))]);
            let changes = newer.get("changes").and_then(Value::as_str).unwrap_or_default();
            let changes: String = changes.chars().filter(|c| !c.is_control() || *c == '\n').collect();
            let files: String = files.collect();
            format!("{about}\n{}\n\nCompare with sha256sum before you install one:\n{files}", changes.trim())
        }
        ("unreachable", _) => format!("{}\n", show(found, "reason")),
        _ => sheet([
            ("running", current),
            ("newest", "yes".to_owned()),
            ("looked", show_time(found, "checked_at")),
        ]),
    }
}
