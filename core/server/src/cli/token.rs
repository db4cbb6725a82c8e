//! `donelogin token`: what programs bring to the admin API.

use axum::http::Method;
use clap::Subcommand;
use serde_json::{Value, json};

use super::door::{Door, segment};
use super::error::CommandError;
use super::output::{Out, is_true, items, show, show_time, table};

#[derive(Debug, Subcommand)]
pub(super) enum Token {
    /// Make a token and print it, this once
    Add {
        /// What it is for
        name: String,
        /// What it opens, such as users:read or clients:manage
        #[arg(long = "scope", value_name = "S", num_args = 1.., required = true)]
        scopes: Vec<String>,
        /// For how many days it works [default: without an end]
        #[arg(long, value_name = "N")]
        days: Option<i64>,
    },
    /// List tokens
    List,
    /// Take a token away: the next request with it is refused
    Revoke {
        /// Its id
        id: String,
    },
}

pub(super) async fn run(command: Token, door: &Door, out: &Out) -> Result<(), CommandError> {
    match command {
        Token::Add { name, scopes, days } => {
            let body = json!({ "name": name, "scopes": scopes, "days": days });
            let made = door.post("/tokens", body).await?;
            out.answer(&made, |made| show(made, "token"))
        }
        Token::List => {
            let all = door.get("/tokens").await?;
            let all = all.get("tokens").cloned().unwrap_or_default();
            out.answer(&all, |all| {
                let row = |token: &Value| {
                    let end = match (is_true(token, "is_over"), show_time(token, "expires_at")) {
                        (true, at) => format!("over since {at}"),
                        (false, at) => at,
                    };
                    [
                        show(token, "id"),
                        show(token, "name"),
                        show(token, "scopes"),
                        show(token, "made_by_name"),
                        end,
                        show_time(token, "last_used_at"),
                    ]
                };
                table(
                    ["ID", "NAME", "OPENS", "MADE BY", "ENDS", "LAST USED"],
                    items(all).iter().map(row).collect(),
                )
            })
        }
        Token::Revoke { id } => {
            door.request(Method::DELETE, &format!("/tokens/{}", segment(&id)), None).await?;
            out.answer(&json!({"id": id, "revoked": true}), |_| format!("{id} taken away"))
        }
    }
}
