//! `donelogin outbox`: messages that wait to be sent.

use axum::http::Method;
use clap::Subcommand;
use serde_json::{Value, json};

use super::door::{Door, segment};
use super::error::CommandError;
use super::output::{Out, items, show, show_time, table};
use super::user::show_link;

#[derive(Debug, Subcommand)]
pub(super) enum Outbox {
    /// List messages that were not sent yet
    List,
    /// Print the link of a message, to be handed over; it counts as a reset
    Reveal {
        /// Its id
        id: String,
        /// Print the link as a QR code
        #[arg(long)]
        qr: bool,
    },
    /// Have a message tried at once, or all of them
    Retry {
        /// Its id; all without one
        id: Option<String>,
    },
    /// Erase a message, which is then never sent
    Discard {
        /// Its id
        id: String,
    },
}

pub(super) async fn run(command: Outbox, door: &Door, out: &Out) -> Result<(), CommandError> {
    match command {
        Outbox::List => {
            let messages = door.all("/outbox?sort=created_at", "messages").await?;
            out.answer(&messages, show_list)
        }
        Outbox::Reveal { id, qr } => {
            let revealed = door.post(&format!("{}/reveal", path(&id)), json!({})).await?;
            out.answer(&revealed, |revealed| show_link(revealed, qr))
        }
        Outbox::Retry { id: Some(id) } => {
            door.post(&format!("{}/retry", path(&id)), json!({})).await?;
            out.answer(&json!({"id": id, "due": true}), |_| format!("{id} is tried at once"))
        }
        Outbox::Retry { id: None } => {
            let retried = door.post("/outbox/retry", json!({})).await?;
            out.answer(&retried, |retried| format!("tried at once: {}", show(retried, "count")))
        }
        Outbox::Discard { id } => {
            door.request(Method::DELETE, &path(&id), None).await?;
            out.answer(&json!({"id": id, "discarded": true}), |_| format!("{id} discarded"))
        }
    }
}

fn show_list(messages: &Value) -> String {
    let row = |message: &Value| {
        [
            show(message, "id"),
            show(message, "kind"),
            show(message, "to"),
            show(message, "state"),
            show_time(message, "created_at"),
            show(message, "tries"),
            message.get("failure").map(|failure| show(failure, "reason")).unwrap_or_default(),
            show_time(message, "expires_at"),
        ]
    };
    table(
        ["ID", "KIND", "TO", "STATE", "WRITTEN", "TRIES", "WHY NOT", "UNTIL"],
        items(messages).iter().map(row).collect(),
    )
}

fn path(id: &str) -> String {
    format!("/outbox/{}", segment(id))
}
