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
    /// Make new keys; the old ones verify until no token of theirs is valid any more
    Rotate {
        /// Only this algorithm: RS256, ES256 or EdDSA
        #[arg(long = "alg", value_name = "ALG", num_args = 1..)]
        algorithms: Vec<String>,
    },
}

pub(super) async fn run(command: Keys, door: &Door, out: &Out) -> Result<(), CommandError> {
    let keys = match command {
        Keys::List => door.get("/keys").await?,
        Keys::Rotate { algorithms } => door.post("/keys/rotate", json!({ "algorithms": algorithms })).await?,
    };
    out.answer(&keys, |keys| {
        let row = |key: &Value| {
            let state = match show_time(key, "retired_until") {
                until if until.is_empty() => show(key, "state"),
                until => format!("retired until {until}"),
            };
            [show(key, "kid"), show(key, "algorithm"), show_time(key, "created_at"), state]
        };
        table(["KID", "ALGORITHM", "CREATED", "STATE"], items(keys).iter().map(row).collect())
    })
}
