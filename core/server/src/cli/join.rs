//! `donelogin invitation`, `donelogin sign-up`: people who make their account themselves.

use axum::http::Method;
use clap::Subcommand;
use serde_json::{Value, json};

use super::door::{Door, segment};
use super::error::CommandError;
use super::output::{Out, items, show, show_time, table};
use super::user::show_link;

#[derive(Debug, Subcommand)]
pub(super) enum Invitation {
    /// Print a single-use link with which somebody makes an account
    Add {
        /// The address that has to be used, which then needs no confirming [default: any]
        #[arg(long)]
        email: Option<String>,
        /// Put whoever joins into groups that exist
        #[arg(long = "group", value_name = "G", num_args = 1..)]
        groups: Vec<String>,
        /// Print the link as a QR code
        #[arg(long)]
        qr: bool,
    },
    /// List those that are open
    List,
    /// Take one back; its link is void
    Delete {
        /// Its id
        id: String,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum SignUp {
    /// List those who signed up and wait for an administrator
    List,
    /// Make the account of somebody who waits
    Approve {
        /// The sign-up's id
        id: String,
        /// Put them into groups that exist
        #[arg(long = "group", value_name = "G", num_args = 1..)]
        groups: Vec<String>,
    },
    /// Make no account of somebody who waits, and forget them
    Refuse {
        /// The sign-up's id
        id: String,
    },
}

pub(super) async fn invitation(command: Invitation, door: &Door, out: &Out) -> Result<(), CommandError> {
    match command {
        Invitation::Add { email, groups, qr } => {
            let made = door.post("/invitations", json!({"email": email, "groups": groups})).await?;
            out.answer(&made, |made| format!("{}\n{}", show(made, "id"), show_link(made, qr)))
        }
        Invitation::List => {
            let open = door.get("/invitations").await?;
            out.answer(&open, |open| {
                let row = |one: &Value| {
                    [show(one, "id"), show(one, "email"), show(one, "groups"), show_time(one, "expires_at")]
                };
                let rows = items(open.get("invitations").unwrap_or(&Value::Null)).iter().map(row);
                table(["ID", "EMAIL", "GROUPS", "UNTIL"], rows.collect())
            })
        }
        Invitation::Delete { id } => {
            let path = format!("/invitations/{}", segment(&id));
            let taken = door.request(Method::DELETE, &path, None).await?;
            out.answer(&taken, |taken| format!("{} taken back", show(taken, "id")))
        }
    }
}

pub(super) async fn sign_up(command: SignUp, door: &Door, out: &Out) -> Result<(), CommandError> {
    match command {
        SignUp::List => {
            let waiting = door.get("/sign-ups").await?;
            out.answer(&waiting, |waiting| {
                let row = |one: &Value| {
                    [
                        show(one, "id"),
                        show(one, "email"),
                        show(one, "name"),
                        show(one, "username"),
                        show_time(one, "waits_since"),
                    ]
                };
                let rows = items(waiting.get("sign_ups").unwrap_or(&Value::Null)).iter().map(row);
                table(["ID", "EMAIL", "NAME", "USERNAME", "SINCE"], rows.collect())
            })
        }
        SignUp::Approve { id, groups } => {
            let path = format!("/sign-ups/{}/approve", segment(&id));
            let user = door.post(&path, json!({"groups": groups})).await?;
            out.answer(&user, |user| format!("{} may sign in", show(user, "email")))
        }
        SignUp::Refuse { id } => {
            let refused = door.post(&format!("/sign-ups/{}/refuse", segment(&id)), json!({})).await?;
            out.answer(&refused, |refused| format!("{} refused", show(refused, "email")))
        }
    }
}
