//! The running server, changed through its own commands alone, and put back afterwards.

pub(crate) mod fixture;

use std::path::PathBuf;
use std::process::Stdio;

use serde_json::Value;
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

use crate::error::Error;
use crate::report::say;
use fixture::Fixture;

/// A server that runs, by its program and its data directory.
#[derive(Debug)]
pub(crate) struct Office {
    program: PathBuf,
    data_dir: PathBuf,
}

/// A setting as it was.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Before {
    key: &'static str,
    /// Empty where it was at its default.
    value: String,
}

impl Office {
    pub(crate) fn new(program: PathBuf, data_dir: PathBuf) -> Self {
        Self { program, data_dir }
    }

    /// Brings in the person and the clients; what an earlier run left goes first.
    pub(crate) async fn move_in(&self, fixture: &Fixture) -> Result<(), Error> {
        self.clear(fixture).await;
        self.run(&["user", "import", "-"], &fixture.people().to_string()).await?;
        say(&format!("brought in the person {}", fixture::USERNAME));
        let clients = self.run(&["client", "import", "-", "--json"], &fixture.clients().to_string()).await?;
        let clients: Value = serde_json::from_str(&clients)?;
        for warning in clients.get("warnings").and_then(Value::as_array).into_iter().flatten() {
            say(&format!("the server does not serve all that the clients need yet: {warning}"));
        }
        say(&format!("brought in {} clients", fixture.ids().len()));
        Ok(())
    }

    /// Takes the person and the clients away.
    pub(crate) async fn move_out(&self, fixture: &Fixture) {
        self.clear(fixture).await;
        say("took the person and the clients away");
    }

    async fn clear(&self, fixture: &Fixture) {
        for id in fixture.ids() {
            // Not there is what is wanted.
            let _ = self.run(&["client", "delete", id], "").await;
        }
        let _ = self.run(&["user", "delete", fixture::USERNAME], "").await;
    }

    /// Changes settings; returns how they were.
    pub(crate) async fn set(&self, wanted: &[(&'static str, &str)]) -> Result<Vec<Before>, Error> {
        let mut before = Vec::new();
        for (key, value) in wanted {
            let was: Value = serde_json::from_str(&self.run(&["settings", "get", key, "--json"], "").await?)?;
            let is_set = was.get("is_set").and_then(Value::as_bool).unwrap_or_default();
            let was = was.get("value").map(plain).unwrap_or_default();
            if was == *value {
                continue;
            }
            self.run(&["settings", "set", key, value], "").await?;
            say(&format!("set {key} to {value}; it was {was}"));
            before.push(Before { key, value: if is_set { was } else { String::new() } });
        }
        Ok(before)
    }

    /// Puts settings back.
    pub(crate) async fn put_back(&self, before: &[Before]) -> Result<(), Error> {
        for Before { key, value } in before {
            self.run(&["settings", "set", key, value], "").await?;
            say(&format!("put {key} back"));
        }
        Ok(())
    }

    /// Makes a new signing key, as the module about them asks of a person; no new Ed25519 key, since the suite cannot read
    /// one (`VerifyNewJwksHasNewSigningKey` knows RSA and EC alone).
    pub(crate) async fn rotate_keys(&self) -> Result<(), Error> {
        self.run(&["keys", "rotate", "--alg", "RS256"], "").await?;
        say("made a new signing key");
        Ok(())
    }

    async fn run(&self, arguments: &[&str], input: &str) -> Result<String, Error> {
        let mut child = Command::new(&self.program)
            .arg("--data-dir")
            .arg(&self.data_dir)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|source| Error::File { path: self.program.clone(), source })?;
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(input.as_bytes()).await?;
        }
        let output = child.wait_with_output().await?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        Err(Error::Command {
            arguments: arguments.join(" "),
            status: output.status.to_string(),
            stderr: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        })
    }
}

/// A value as the command line takes it.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
