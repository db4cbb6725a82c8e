//! The demo app, registered with the appliance as any other app would be.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::program::Program;
use crate::command;
use crate::stop::Stop;
use crate::workspace;

pub(crate) const PORT: u16 = 8090;
pub(crate) const BASE_URL: &str = "http://localhost:8090";

/// What the demo app has to be told.
pub(crate) struct Demo {
    issuer: String,
    client_id: String,
    client_secret: String,
    ca: PathBuf,
}

impl Demo {
    /// Registers the app, or finds the registration of the last run.
    pub(crate) fn prepare(data: &Path, issuer: &str) -> Result<Self, Stop> {
        let folder = workspace::target().join("appliance-demo");
        fs::create_dir_all(&folder).map_err(|source| Stop::File { path: folder.clone(), source })?;
        let kept = folder.join("client.json");
        let ca = folder.join("ca.pem");
        let exported = donelogin(data, &["ca", "export", "--format", "pem"])?;
        write(&ca, &exported)?;
        let client = match fs::read_to_string(&kept).ok().as_deref().and_then(read_client) {
            Some(client) if is_registered(data, &client.0)? => client,
            _ => register(data, &kept)?,
        };
        Ok(Self { issuer: issuer.to_owned(), client_id: client.0, client_secret: client.1, ca })
    }

    /// Starts it; the secret goes by the environment, which other users of the machine cannot read.
    pub(crate) fn start(self) -> Result<Program, Stop> {
        let mut app = command::new(workspace::target().join("debug").join(workspace::program("demo-rp")));
        app.args(["--issuer", &self.issuer, "--client-id", &self.client_id]);
        app.args(["--listen", &format!("127.0.0.1:{PORT}"), "--base-url", BASE_URL]);
        app.arg("--ca").arg(&self.ca).env("DEMO_RP_CLIENT_SECRET", &self.client_secret);
        Program::start("demo-rp", app)
    }
}

fn register(data: &Path, kept: &Path) -> Result<(String, String), Stop> {
    let (callback, signed_out) = (format!("{BASE_URL}/callback"), format!("{BASE_URL}/signed-out"));
    let mut line = vec!["client", "add", "Demo app", "--json"];
    line.extend(["--redirect-uri", &callback, "--post-logout-redirect-uri", &signed_out]);
    line.extend(["--grant", "authorization_code", "--grant", "refresh_token"]);
    for scope in ["openid", "profile", "email", "groups", "offline_access"] {
        line.extend(["--scope", scope]);
    }
    let answer = donelogin(data, &line)?;
    write(kept, &answer)?;
    let why = || "neither client_id nor client_secret".to_owned();
    read_client(&answer).ok_or_else(|| Stop::Answer { of: "donelogin client add", why: why() })
}

fn is_registered(data: &Path, id: &str) -> Result<bool, Stop> {
    let answer = donelogin(data, &["client", "list", "--json"])?;
    let list: Value = serde_json::from_str(&answer)
        .map_err(|error| Stop::Answer { of: "donelogin client list", why: error.to_string() })?;
    Ok(list.as_array().into_iter().flatten().any(|client| client.get("client_id") == Some(&Value::from(id))))
}

fn read_client(json: &str) -> Option<(String, String)> {
    let client: Value = serde_json::from_str(json).ok()?;
    let member = |name: &str| client.get(name).and_then(Value::as_str).map(str::to_owned);
    Some((member("client_id")?, member("client_secret")?))
}

/// Runs a command beside the running server.
fn donelogin(data: &Path, arguments: &[&str]) -> Result<String, Stop> {
    let mut line: Command =
        command::new(workspace::target().join("debug").join(workspace::program("donelogin")));
    let output = line.arg("--data-dir").arg(data).args(arguments).output();
    let output = output.map_err(|source| Stop::File { path: PathBuf::from("donelogin"), source })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    eprint!("{}", String::from_utf8_lossy(&output.stderr));
    Err(Stop::Command { line: format!("donelogin {}", arguments.join(" ")) })
}

/// Readable by us alone: the client secret is in it.
fn write(path: &Path, text: &str) -> Result<(), Stop> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written =
        options.open(path).and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()));
    written.map_err(|source| Stop::File { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registration_is_read_back() {
        let kept = r#"{"client_id":"a","client_secret":"b","name":"Demo app"}"#;
        assert_eq!(read_client(kept), Some(("a".to_owned(), "b".to_owned())));
        assert_eq!(read_client(r#"{"client_id":"a"}"#), None);
    }
}
