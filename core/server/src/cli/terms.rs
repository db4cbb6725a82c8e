//! `donelogin client access` and `client session`: what the office lays down for an app.

use axum::http::Method;
use clap::Args;
use serde_json::{Map, Value, json};

use super::door::{Door, segment};
use super::error::CommandError;
use super::output::{Out, items, show};

/// Whom an app is for.
#[derive(Debug, Args)]
#[command(override_usage = "donelogin client access <ID> [--everybody | --group <G>... | --nobody]")]
pub(super) struct Access {
    /// The app's client_id
    #[arg(value_name = "ID")]
    id: String,
    /// Everybody who has an account
    #[arg(long, conflicts_with_all = ["groups", "nobody"])]
    everybody: bool,
    /// The members of these groups
    #[arg(long = "group", value_name = "G", num_args = 1.., conflicts_with = "nobody")]
    groups: Vec<String>,
    /// Nobody
    #[arg(long)]
    nobody: bool,
}

/// How long a sign-in is good for at an app.
#[derive(Debug, Args)]
#[command(override_usage = "donelogin client session <ID> [OPTIONS]")]
pub(super) struct Session {
    /// The app's client_id
    #[arg(value_name = "ID")]
    id: String,
    /// How old a sign-in may be, in seconds; 0: as old as the office lets it
    #[arg(long, value_name = "N")]
    max_age_s: Option<i64>,
    /// How long a refresh token lives unused, in seconds; 0: as the office
    #[arg(long, value_name = "N")]
    refresh_idle_s: Option<i64>,
    /// How long a refresh token lives at all, in seconds; 0: as the office
    #[arg(long, value_name = "N")]
    refresh_absolute_s: Option<i64>,
    /// Whether the second factor is asked in remembered browsers too: yes or no
    #[arg(long, value_name = "W", value_parser = ["yes", "no"])]
    ask_remembered: Option<String>,
}

/// Shows whom an app is for, or changes it.
pub(super) async fn access(args: Access, door: &Door, out: &Out) -> Result<(), CommandError> {
    let path = format!("/clients/{}", segment(&args.id));
    let wanted = match (args.everybody, args.nobody, args.groups.is_empty()) {
        (true, ..) => Some(json!({"who": "everybody"})),
        (_, true, _) | (.., false) => Some(json!({"who": "groups", "groups": args.groups})),
        _ => None,
    };
    let client = match wanted {
        Some(access) => door.request(Method::PATCH, &path, Some(json!({ "access": access }))).await?,
        None => door.get(&path).await?,
    };
    let access = client.get("access").cloned().unwrap_or_default();
    out.answer(&access, |access| format!("{} is for {}", show(&client, "client_name"), whom(access)))
}

/// Shows how long a sign-in is good for at an app, or changes it.
pub(super) async fn session(args: Session, door: &Door, out: &Out) -> Result<(), CommandError> {
    let path = format!("/clients/{}", segment(&args.id));
    let before = door.get(&path).await?;
    let mut terms = before.get("session_terms").and_then(Value::as_object).cloned().unwrap_or_default();
    let asked = args.ask_remembered.as_deref().map(|word| json!(word == "yes"));
    let numbers = [
        ("max_age_s", args.max_age_s),
        ("refresh_idle_s", args.refresh_idle_s),
        ("refresh_absolute_s", args.refresh_absolute_s),
    ];
    let is_change = asked.is_some() || numbers.iter().any(|(_, number)| number.is_some());
    for (name, number) in numbers {
        match number {
            Some(0) => drop(terms.remove(name)),
            Some(number) => drop(terms.insert(name.to_owned(), json!(number))),
            None => {}
        }
    }
    if let Some(asked) = asked {
        terms.insert("asks_in_remembered_browsers".to_owned(), asked);
    }
    if is_change {
        door.request(Method::PATCH, &path, Some(json!({ "session_terms": terms }))).await?;
    }
    out.answer(&Value::Object(terms.clone()), |_| lines(&terms))
}

fn lines(terms: &Map<String, Value>) -> String {
    terms.iter().map(|(name, value)| format!("{name} = {value}\n")).collect()
}

/// Whom an access is for, in words.
pub(super) fn whom(access: &Value) -> String {
    if access.get("who").and_then(Value::as_str) != Some("groups") {
        return "everybody".to_owned();
    }
    match items(access.get("groups").unwrap_or(&Value::Null)) {
        [] => "nobody".to_owned(),
        groups => groups.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
    }
}
