//! `donelogin group`: groups of people.

use axum::http::Method;
use clap::Subcommand;
use serde_json::json;

use super::door::{Door, segment};
use super::error::CommandError;
use super::output::{Out, items, show, table};

#[derive(Debug, Subcommand)]
pub(super) enum Group {
    /// Make a group
    Add {
        /// Its name
        name: String,
    },
    /// List groups
    List,
    /// Take a group away; the people stay
    Delete {
        /// Its name
        name: String,
    },
    /// Put somebody into a group
    AddUser {
        /// The group
        name: String,
        /// E-mail address, user name or id
        email: String,
    },
    /// Take somebody out of a group
    RemoveUser {
        /// The group
        name: String,
        /// E-mail address, user name or id
        email: String,
    },
}

pub(super) async fn run(command: Group, door: &Door, out: &Out) -> Result<(), CommandError> {
    match command {
        Group::Add { name } => {
            let group = door.post("/groups", json!({ "name": name })).await?;
            out.answer(&group, |group| show(group, "id"))
        }
        Group::List => {
            let groups = door.get("/groups").await?;
            out.answer(&groups, |groups| {
                let rows = items(groups).iter().map(|group| [show(group, "name"), show(group, "members")]);
                table(["NAME", "MEMBERS"], rows.collect())
            })
        }
        Group::Delete { name } => {
            let group = door.request(Method::DELETE, &format!("/groups/{}", segment(&name)), None).await?;
            out.answer(&group, |group| format!("{} deleted", show(group, "name")))
        }
        Group::AddUser { name, email } => change(Method::PUT, &name, &email, door, out).await,
        Group::RemoveUser { name, email } => change(Method::DELETE, &name, &email, door, out).await,
    }
}

async fn change(method: Method, name: &str, email: &str, door: &Door, out: &Out) -> Result<(), CommandError> {
    let path = format!("/groups/{}/users/{}", segment(name), segment(email));
    let user = door.request(method, &path, None).await?;
    out.answer(&user, |user| format!("{} is in: {}", show(user, "email"), show(user, "groups")))
}
