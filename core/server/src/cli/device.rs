//! `donelogin device`: linked phones.

use axum::http::Method;
use clap::Subcommand;
use serde_json::{Value, json};

use super::door::{Door, segment};
use super::error::CommandError;
use super::output::{Out, is_true, items, show, show_time, table, time_text};

#[derive(Debug, Subcommand)]
pub(super) enum Device {
    /// List linked phones, of one person or of all
    List {
        /// E-mail address, user name or id
        email: Option<String>,
    },
    /// Give a phone another name
    Rename {
        /// Its id
        id: String,
        /// What it is called from now on
        name: String,
    },
    /// Unlink a phone; the account goes on asking for a second factor
    Remove {
        /// Its id
        id: String,
    },
}

pub(super) async fn run(command: Device, door: &Door, out: &Out) -> Result<(), CommandError> {
    match command {
        Device::List { email } => {
            let devices = match email {
                Some(email) => door.get(&format!("/users/{}/devices", segment(&email))).await?,
                None => door.all("/devices", "devices").await?,
            };
            out.answer(&devices, show_list)
        }
        Device::Rename { id, name } => {
            let device = door.request(Method::PATCH, &path(&id), Some(json!({"name": name}))).await?;
            out.answer(&device, |device| format!("{} is called {}", show(device, "id"), show(device, "name")))
        }
        Device::Remove { id } => {
            let device = door.request(Method::DELETE, &path(&id), None).await?;
            out.answer(&device, |device| {
                format!("{} of {} removed", show(device, "name"), show(device, "email"))
            })
        }
    }
}

fn show_list(devices: &Value) -> String {
    let row = |device: &Value| {
        [
            show(device, "id"),
            show(device, "email"),
            show(device, "name"),
            show(device, "model"),
            show(device, "os"),
            state(device),
            key(device),
            show_time(device, "linked_at"),
            show_time(device, "last_used_at"),
        ]
    };
    table(
        ["ID", "EMAIL", "NAME", "MODEL", "SYSTEM", "STATE", "KEY", "LINKED", "LAST USED"],
        items(devices).iter().map(row).collect(),
    )
}

/// With the time from which a waiting phone counts.
fn state(device: &Value) -> String {
    let until = device.get("waiting_until").and_then(Value::as_i64);
    until.map_or_else(|| show(device, "state"), |until| format!("waiting until {}", time_text(until)))
}

/// Where the key lies, and whether nobody checked whom the phone was talking to.
fn key(device: &Value) -> String {
    let storage = show(device, "key_storage");
    if is_true(device, "without_trust") { format!("{storage}, unsafe") } else { storage }
}

fn path(id: &str) -> String {
    format!("/devices/{}", segment(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_that_does_not_count_or_was_linked_unsafely_is_shown_as_such() {
        let device =
            json!({"state": "waiting", "waiting_until": 86_400, "key_storage": "tee", "without_trust": true});
        assert_eq!(state(&device), "waiting until 1970-01-02T00:00:00Z");
        assert_eq!(key(&device), "tee, unsafe");
        let device = json!({"state": "suspended", "waiting_until": null, "key_storage": "software", "without_trust": false});
        assert_eq!((state(&device), key(&device)), ("suspended".into(), "software".into()));
    }
}
