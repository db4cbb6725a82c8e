//! `donelogin session`: signed-in browsers.

use axum::http::Method;
use clap::Subcommand;
use serde_json::{Value, json};

use super::door::{Door, segment};
use super::error::CommandError;
use super::output::{Out, items, show, show_time, table};

#[derive(Debug, Subcommand)]
pub(super) enum Session {
    /// List signed-in browsers, of one person or of all
    List {
        /// E-mail address, user name or id
        email: Option<String>,
    },
    /// End a session, and with it what apps got in it
    End {
        /// Its id
        id: String,
    },
}

pub(super) async fn run(command: Session, door: &Door, out: &Out) -> Result<(), CommandError> {
    match command {
        Session::List { email } => {
            let query = email.map(|email| format!("?user={}", segment(&email))).unwrap_or_default();
            let sessions = door.all(&format!("/sessions{query}"), "sessions").await?;
            out.answer(&sessions, |sessions| {
                let row = |session: &Value| {
                    [
                        show(session, "id"),
                        show(session, "email"),
                        show_time(session, "last_seen_at"),
                        show(session, "address"),
                        show(session, "user_agent"),
                    ]
                };
                table(
                    ["ID", "EMAIL", "LAST SEEN", "ADDRESS", "BROWSER"],
                    items(sessions).iter().map(row).collect(),
                )
            })
        }
        Session::End { id } => {
            door.request(Method::DELETE, &format!("/sessions/{}", segment(&id)), None).await?;
            out.answer(&json!({"id": id, "ended": true}), |_| format!("{id} ended"))
        }
    }
}
