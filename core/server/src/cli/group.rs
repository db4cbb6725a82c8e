//! `donelogin group`: groups of people.

use axum::http::Method;
use clap::Subcommand;
use serde_json::{Value, json};

use super::door::{Door, segment};
use super::error::CommandError;
use super::output::{Out, items, sheet, show, show_time, table};
use super::user::{FACTORS, POLICIES};

#[derive(Debug, Subcommand)]
pub(super) enum Group {
    /// Make a group
    Add {
        /// Its name
        name: String,
        /// Ask a second factor of those who have one (optional) or of everybody (required) in it
        #[arg(long, value_name = "P", value_parser = POLICIES)]
        mfa_policy: Option<String>,
        /// Take no other second factor of them than these [default: all]
        #[arg(long = "accept-factor", value_name = "F", num_args = 1.., value_parser = FACTORS)]
        accepted_factors: Vec<String>,
    },
    /// List groups
    List,
    /// Show one group
    Show {
        /// Its name
        name: String,
    },
    /// Let the people of a group register apps under /apps, or no longer
    Apps {
        /// Its name
        name: String,
        /// yes or no
        #[arg(value_parser = ["yes", "no"])]
        may: String,
    },
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
        Group::Add { name, mfa_policy, accepted_factors } => {
            let accepted = (!accepted_factors.is_empty()).then_some(accepted_factors);
            let body = json!({"name": name, "mfa_policy": mfa_policy, "accepted_factors": accepted});
            let group = door.post("/groups", body).await?;
            out.answer(&group, |group| show(group, "id"))
        }
        Group::List => {
            let groups = door.all("/groups", "groups").await?;
            out.answer(&groups, |groups| {
                let row = |group: &Value| {
                    [
                        show(group, "name"),
                        show(group, "members"),
                        show(group, "mfa_policy"),
                        show(group, "accepted_factors"),
                        show(group, "may_register_apps"),
                    ]
                };
                table(
                    ["NAME", "MEMBERS", "SECOND FACTOR", "ACCEPTS", "REGISTERS APPS"],
                    items(groups).iter().map(row).collect(),
                )
            })
        }
        Group::Show { name } => {
            let group = door.get(&path(&name)).await?;
            out.answer(&group, show_group)
        }
        Group::Apps { name, may } => {
            let change = json!({ "may_register_apps": may == "yes" });
            let group = door.request(Method::PATCH, &path(&name), Some(change)).await?;
            let done = if may == "yes" { "may register apps" } else { "may not register apps" };
            out.answer(&group, |group| format!("the people of {} {done}", show(group, "name")))
        }
        Group::Delete { name } => {
            let group = door.request(Method::DELETE, &path(&name), None).await?;
            out.answer(&group, |group| format!("{} deleted", show(group, "name")))
        }
        Group::AddUser { name, email } => change(Method::PUT, &name, &email, door, out).await,
        Group::RemoveUser { name, email } => change(Method::DELETE, &name, &email, door, out).await,
    }
}

async fn change(method: Method, name: &str, email: &str, door: &Door, out: &Out) -> Result<(), CommandError> {
    let path = format!("{}/users/{}", path(name), segment(email));
    let user = door.request(method, &path, None).await?;
    out.answer(&user, |user| format!("{} is in: {}", show(user, "email"), show(user, "groups")))
}

fn path(name: &str) -> String {
    format!("/groups/{}", segment(name))
}

fn show_group(group: &Value) -> String {
    sheet([
        ("id", show(group, "id")),
        ("name", show(group, "name")),
        ("members", show(group, "members")),
        ("registers apps", show(group, "may_register_apps")),
        ("second factor asked", show(group, "mfa_policy")),
        ("accepts", show(group, "accepted_factors")),
        ("created", show_time(group, "created_at")),
    ])
}
