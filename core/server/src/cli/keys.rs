//! `donelogin keys`: signing keys.

use clap::Subcommand;
use serde_json::{Value, json};

use super::door::Door;
use super::error::CommandError;
use super::output::{Out, items, show, show_time, table};

#[derive(Debug, Subcommand)]
pub(super) enum Keys {
    /// List signing keys
    List,
    /// Make new keys. They sign ten minutes later, when every app can know them; the old ones verify until no token of
    /// theirs is valid any more
    Rotate {
        /// Only this algorithm: RS256, PS256, ES256 or EdDSA
        #[arg(long = "alg", value_name = "ALG", num_args = 1..)]
        algorithms: Vec<String>,
        /// Sign with them at once: apps that keep the key set may refuse tokens for a few minutes
        #[arg(long)]
        now: bool,
        /// Sign with them at once and take the old ones away, since somebody else may have them: nothing that they signed
        /// counts any more
        #[arg(long, conflicts_with = "now")]
        withdraw: bool,
    },
}

pub(super) async fn run(command: Keys, door: &Door, out: &Out) -> Result<(), CommandError> {
    let keys = match command {
        Keys::List => door.get("/keys").await?,
        Keys::Rotate { algorithms, now, withdraw } => {
            let how = match (now, withdraw) {
                (_, true) => "withdrawing",
                (true, false) => "at_once",
                (false, false) => "announced",
            };
            door.post("/keys/rotate", json!({ "algorithms": algorithms, "how": how })).await?
        }
    };
    out.answer(&keys, |keys| {
        let row = |key: &Value| {
            let state = match show(key, "state").as_str() {
                "next" => format!("signs from {}", show_time(key, "signs_from")),
                "retired" => format!("retired until {}", show_time(key, "retired_until")),
                state => state.to_owned(),
            };
            [show(key, "kid"), show(key, "algorithm"), show_time(key, "created_at"), state]
        };
        table(["KID", "ALGORITHM", "CREATED", "STATE"], items(keys).iter().map(row).collect())
    })
}
