//! `donelogin user`: people.

use std::io::Read as _;
use std::path::PathBuf;

use axum::http::Method;
use clap::{Args, Subcommand};
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use serde_json::{Value, json};

use super::attribute;
use super::door::{Door, segment};
use super::error::CommandError;
use super::output::{Out, items, sheet, show, show_time, table};

/// What a policy may say; the same as the setting `mfa.policy`.
pub(super) const POLICIES: [&str; 3] = ["off", "optional", "required"];
/// What somebody may do here.
const ROLES: [&str; 3] = ["member", "helpdesk", "admin"];
/// What groups and apps may accept.
pub(super) const FACTORS: [&str; 4] = ["phone", "passkey", "authenticator", "recovery_code"];

#[derive(Debug, Subcommand)]
pub(super) enum User {
    /// Make an account; without a password, print a link where the person sets one
    Add(Add),
    /// List accounts
    List {
        /// Only those whose name or address contains this
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
    },
    /// Show one account
    Show(Who),
    /// Switch an account off: sessions and tokens end at once
    Disable(Who),
    /// Lock an account down: switch it off, end all that is open, hold its phones; enable undoes it
    Lockdown(Who),
    /// Say what somebody may do here: member, helpdesk or admin
    Role {
        #[command(flatten)]
        who: Who,
        /// member, helpdesk or admin
        #[arg(value_parser = ROLES)]
        role: String,
    },
    /// Let somebody register apps under /apps, or no longer
    Apps {
        #[command(flatten)]
        who: Who,
        /// yes or no
        #[arg(value_parser = ["yes", "no"])]
        may: String,
    },
    /// Say what an attribute of somebody is; without a value it is taken away
    SetAttribute {
        #[command(flatten)]
        who: Who,
        /// The attribute
        name: String,
        /// What it says
        values: Vec<String>,
    },
    /// Switch an account on again
    Enable(Who),
    /// Take an account away
    Delete(Who),
    /// Invite somebody once more who has no password yet, and print the single-use link; older ones are void
    Invite {
        #[command(flatten)]
        who: Who,
        /// Print the link as a QR code
        #[arg(long)]
        qr: bool,
    },
    /// Print a single-use link where the person sets a new password
    ResetPassword {
        #[command(flatten)]
        who: Who,
        /// Print the link as a QR code
        #[arg(long)]
        qr: bool,
    },
    /// Take all second factors away, for whoever has lost them, and print a single-use link where the person, with the
    /// password, which stays, sets up another
    ResetMfa {
        #[command(flatten)]
        who: Who,
        /// Print the link as a QR code
        #[arg(long)]
        qr: bool,
    },
    /// Bring people in from a JSON array: all of them, or nobody
    Import {
        /// The file; - for stdin
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(super) struct Who {
    /// E-mail address, user name or id
    #[arg(value_name = "EMAIL")]
    user: String,
}

#[derive(Debug, Args)]
#[command(override_usage = "donelogin user add <EMAIL> [OPTIONS]")]
pub(super) struct Add {
    /// E-mail address
    email: String,
    /// The person's name
    #[arg(long)]
    name: Option<String>,
    /// Name for signing in [default: made from the address]
    #[arg(long, value_name = "U")]
    username: Option<String>,
    /// Make them an administrator
    #[arg(long)]
    admin: bool,
    /// Put them into groups that exist
    #[arg(long = "group", value_name = "G", num_args = 1..)]
    groups: Vec<String>,
    /// What an attribute of the office says, as NAME=VALUE; a list as often as it has items
    #[arg(long = "attribute", value_name = "A", num_args = 1..)]
    attributes: Vec<String>,
    /// Ask a second factor of this person: off, optional or required [default: as the office]
    #[arg(long, value_name = "P", value_parser = POLICIES)]
    mfa_policy: Option<String>,
    /// Read the password from stdin
    #[arg(long)]
    password_stdin: bool,
    /// The address is not known to be theirs
    #[arg(long)]
    unconfirmed: bool,
    /// Print the link as a QR code
    #[arg(long)]
    qr: bool,
}

pub(super) async fn run(command: User, door: &Door, out: &Out) -> Result<(), CommandError> {
    match command {
        User::Add(args) => add(args, door, out).await,
        User::List { search } => list(search, door, out).await,
        User::Show(who) => {
            let user = door.get(&path(&who, "")).await?;
            out.answer(&user, show_user)
        }
        User::Disable(who) => act(Method::POST, &path(&who, "/disable"), "disabled", door, out).await,
        User::Lockdown(who) => act(Method::POST, &path(&who, "/lockdown"), "locked down", door, out).await,
        User::Role { who, role } => {
            let user = door.request(Method::PATCH, &path(&who, ""), Some(json!({ "role": role }))).await?;
            out.answer(&user, |user| format!("{} is {} now", show(user, "email"), show(user, "role")))
        }
        User::Apps { who, may } => {
            let change = json!({ "may_register_apps": may == "yes" });
            let user = door.request(Method::PATCH, &path(&who, ""), Some(change)).await?;
            let done = if may == "yes" { "may register apps" } else { "may not register apps" };
            out.answer(&user, |user| format!("{} {done}", show(user, "email")))
        }
        User::SetAttribute { who, name, values } => {
            let value = attribute::said(door, &name, values).await?;
            let change = json!({ "attributes": { &name: value } });
            let user = door.request(Method::PATCH, &path(&who, ""), Some(change)).await?;
            out.answer(&user, show_attributes)
        }
        User::Enable(who) => act(Method::POST, &path(&who, "/enable"), "enabled", door, out).await,
        User::Delete(who) => act(Method::DELETE, &path(&who, ""), "deleted", door, out).await,
        User::Invite { who, qr } => {
            let answer = door.post(&path(&who, "/invite"), json!({})).await?;
            out.answer(&answer, |answer| show_link(answer, qr))
        }
        User::ResetPassword { who, qr } => {
            let answer = door.post(&path(&who, "/reset-password"), json!({})).await?;
            out.answer(&answer, |answer| show_link(answer, qr))
        }
        User::ResetMfa { who, qr } => {
            let answer = door.post(&path(&who, "/reset-mfa"), json!({})).await?;
            out.answer(&answer, |answer| show_link(answer, qr))
        }
        User::Import { file } => {
            let imported = door.post("/users/import", read_json(&file)?).await?;
            out.warnings(&imported);
            out.answer(&imported, |imported| {
                let rows = items(imported.get("users").unwrap_or(&Value::Null)).iter();
                table(["EMAIL", "ID"], rows.map(|user| [show(user, "email"), show(user, "id")]).collect())
            })
        }
    }
}

async fn add(args: Add, door: &Door, out: &Out) -> Result<(), CommandError> {
    let password = if args.password_stdin { Some(read_line_from_stdin()?) } else { None };
    let attributes = attribute::of_pairs(door, &args.attributes).await?;
    let body = json!({
        "attributes": attributes,
        "email": args.email,
        "password": password,
        "name": args.name,
        "username": args.username,
        "admin": args.admin,
        "groups": args.groups,
        "mfa_policy": args.mfa_policy,
        "email_verified": !args.unconfirmed,
    });
    let created = door.post("/users", body).await?;
    out.answer(&created, |created| format!("{}\n{}", show(created, "id"), show_link(created, args.qr)))
}

async fn list(search: Option<String>, door: &Door, out: &Out) -> Result<(), CommandError> {
    let search = segment(&search.unwrap_or_default());
    let all = door.all(&format!("/users?search={search}"), "users").await?;
    out.answer(&all, |all| {
        let row = |user: &Value| {
            let role = Some(show(user, "role")).filter(|role| role != "member").unwrap_or_default();
            let state = show(user, "state");
            [
                show(user, "email"),
                show(user, "username"),
                show(user, "name"),
                role,
                state,
                show(user, "groups"),
            ]
        };
        table(["EMAIL", "USERNAME", "NAME", "ROLE", "STATE", "GROUPS"], items(all).iter().map(row).collect())
    })
}

async fn act(method: Method, path: &str, done: &str, door: &Door, out: &Out) -> Result<(), CommandError> {
    let body = (method == Method::POST).then(|| json!({}));
    let user = door.request(method, path, body).await?;
    out.answer(&user, |user| format!("{} {done}", show(user, "email")))
}

fn path(who: &Who, act: &str) -> String {
    format!("/users/{}{act}", segment(&who.user))
}

fn show_user(user: &Value) -> String {
    sheet([
        ("id", show(user, "id")),
        ("sub", show(user, "sub")),
        ("email", show(user, "email")),
        ("confirmed", show(user, "email_verified")),
        ("username", show(user, "username")),
        ("name", show(user, "name")),
        ("role", show(user, "role")),
        ("state", show(user, "state")),
        ("locked down", show_time(user, "locked_down_at")),
        ("registers apps", show(user, "may_register_apps")),
        ("password", show(user, "has_password")),
        ("second factor asked", show(user, "mfa_policy")),
        ("second factor", second_factor(user)),
        ("groups", show(user, "groups")),
        ("attributes", show_attributes(user)),
        ("created", show_time(user, "created_at")),
        ("changed", show_time(user, "updated_at")),
    ])
}

/// What attributes say, in a line.
fn show_attributes(user: &Value) -> String {
    let said = user.get("attributes").and_then(Value::as_object).into_iter().flatten();
    said.map(|(name, value)| {
        format!("{name}={}", value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    })
    .collect::<Vec<_>>()
    .join(", ")
}

/// What the person has for the second step, in a line.
fn second_factor(user: &Value) -> String {
    let summary = user.get("second_factor").unwrap_or(&Value::Null);
    let number = |field| summary.get(field).and_then(Value::as_i64).unwrap_or_default();
    let mut words = Vec::new();
    match number("devices") {
        0 => {}
        1 => words.push("1 phone".to_owned()),
        n => words.push(format!("{n} phones")),
    }
    match number("passkeys") {
        0 => {}
        1 => words.push("1 passkey".to_owned()),
        n => words.push(format!("{n} passkeys")),
    }
    let since = show_time(summary, "authenticator_since");
    if !since.is_empty() {
        words.push(format!("authenticator since {since}"));
    }
    let demanded = show_time(summary, "demanded_since");
    match (words.is_empty(), demanded.is_empty()) {
        (true, true) => return "none".into(),
        // Nothing is left that the person could show, and sign-in asks all the same.
        (true, false) => words.push(format!("none left, asked for since {demanded}")),
        (false, _) => {}
    }
    words.push(match number("recovery_codes_left") {
        0 => "no recovery codes".into(),
        1 => "1 recovery code".into(),
        n => format!("{n} recovery codes"),
    });
    words.join(", ")
}

/// The link of an answer, as it is or as a QR code.
pub(super) fn show_link(answer: &Value, qr: bool) -> String {
    let link = show(answer, "link");
    if qr && !link.is_empty() { show_qr(&link) } else { link }
}

/// A QR code of an address; the address itself where it is too long for one.
pub(super) fn show_qr(address: &str) -> String {
    QrCode::new(address).map_or_else(|_| address.to_owned(), |code| code.render::<Dense1x2>().build())
}

/// One line, without its end.
pub(super) fn read_line_from_stdin() -> Result<String, CommandError> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// A file of JSON; `-` is stdin.
pub(super) fn read_json(path: &std::path::Path) -> Result<Value, CommandError> {
    let refuse = |reason: String| CommandError::File { path: path.display().to_string(), reason };
    let mut bytes = Vec::new();
    match path.to_str() {
        Some("-") => std::io::stdin().read_to_end(&mut bytes).map_err(|error| refuse(error.to_string()))?,
        _ => {
            bytes = std::fs::read(path).map_err(|error| refuse(error.to_string()))?;
            bytes.len()
        }
    };
    serde_json::from_slice(&bytes).map_err(|error| refuse(format!("is not JSON: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_factor_is_told_in_a_line() {
        let line = |summary: Value| second_factor(&json!({"second_factor": summary}));
        assert_eq!(line(json!({"devices": 0, "recovery_codes_left": 0})), "none");
        let all = json!({"devices": 2, "passkeys": 1, "authenticator_since": 0, "demanded_since": 0, "recovery_codes_left": 9});
        assert_eq!(
            line(all),
            "2 phones, 1 passkey, authenticator since 1970-01-01T00:00:00Z, 9 recovery codes"
        );
        let gone = json!({"devices": 0, "demanded_since": 0, "recovery_codes_left": 1});
        assert_eq!(line(gone), "none left, asked for since 1970-01-01T00:00:00Z, 1 recovery code");
    }
}
