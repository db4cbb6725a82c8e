//! `donelogin registration-token`: what lets apps register themselves.

use axum::http::Method;
use clap::Subcommand;
use serde_json::{Value, json};

use super::door::{Door, segment};
use super::error::CommandError;
use super::output::{Out, is_true, items, show, show_time, table};

#[derive(Debug, Subcommand)]
pub(super) enum RegistrationToken {
    /// Make a token and print it, this once
    Add {
        /// What it is for
        name: String,
        /// How many apps it lets register
        #[arg(long, value_name = "N", default_value_t = 1)]
        uses: i64,
        /// For how many days it works
        #[arg(long, value_name = "N", default_value_t = 7)]
        days: i64,
    },
    /// List tokens
    List,
    /// Take a token away: no app registers with it any more
    Revoke {
        /// Its id
        id: String,
    },
}

pub(super) async fn run(command: RegistrationToken, door: &Door, out: &Out) -> Result<(), CommandError> {
    match command {
        RegistrationToken::Add { name, uses, days } => {
            let body = json!({ "name": name, "uses": uses, "days": days });
            let made = door.post("/registration-tokens", body).await?;
            out.answer(&made, |made| show(made, "token"))
        }
        RegistrationToken::List => {
            let all = door.get("/registration-tokens").await?;
            let all = all.get("tokens").cloned().unwrap_or_default();
            out.answer(&all, |all| {
                let row = |token: &Value| {
                    let end = match is_true(token, "is_over") {
                        true => "over".to_owned(),
                        false => show_time(token, "expires_at"),
                    };
                    let used = format!("{} of {}", show(token, "used"), show(token, "uses"));
                    let made_by = show(token, "made_by_name");
                    [show(token, "id"), show(token, "name"), used, made_by, end]
                };
                table(["ID", "NAME", "USED", "MADE BY", "ENDS"], items(all).iter().map(row).collect())
            })
        }
        RegistrationToken::Revoke { id } => {
            door.request(Method::DELETE, &format!("/registration-tokens/{}", segment(&id)), None).await?;
            out.answer(&json!({"id": id, "revoked": true}), |_| format!("{id} taken away"))
        }
    }
}
