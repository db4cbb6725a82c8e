//! The product as an office would set it up, through its commands only.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde::Deserialize;
use serde_json::json;

use crate::error::Error;
use crate::process::{self, Server};
use crate::provider::{REDIRECT_URI, Registration};

const COMMAND_WITHIN: Duration = Duration::from_secs(20);
const USERNAME: &str = "bench";
/// Everybody's password.
pub(crate) const PASSWORD: &str = "correct horse battery staple";

/// A `donelogin` binary with a data directory of its own.
pub(crate) struct Product {
    program: PathBuf,
    data_dir: PathBuf,
    port: u16,
}

#[derive(Deserialize)]
struct Credentials {
    client_id: String,
    client_secret: String,
}

impl Product {
    /// A product that has not run yet; everything it keeps goes below `dir`.
    pub(crate) fn new(program: &Path, dir: &Path) -> Result<Self, Error> {
        // The issuer holds the port and is frozen, so it is chosen before the first start.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        Ok(Self { program: program.canonicalize()?, data_dir: dir.join("data"), port })
    }

    /// Starts the server and waits until it is ready.
    pub(crate) fn start(&self) -> Result<Server, Error> {
        let mut command = Command::new(&self.program);
        command.arg("--data-dir").arg(&self.data_dir).args([
            "serve",
            "--issuer",
            &self.issuer(),
            "--listen",
            &format!("127.0.0.1:{}", self.port),
            "--no-mdns",
        ]);
        Server::start(command, &self.data_dir.with_file_name("log"))
    }

    /// Brings in one person and one trusted, confidential client. Works beside the server and without.
    pub(crate) fn register(&self) -> Result<Registration, Error> {
        let users = self.data_dir.with_file_name("users.json");
        let user = json!([{
            "email": "bench@example.org", "username": USERNAME, "name": "Bench Mark", "given_name": "Bench",
            "family_name": "Mark", "password": PASSWORD, "admin": true,
        }]);
        fs::write(&users, user.to_string())?;
        self.run(&["user", "import", &users.to_string_lossy()])?;
        let added = self.run(&[
            "client",
            "add",
            "bench",
            "--redirect-uri",
            REDIRECT_URI,
            "--grant",
            "authorization_code",
            "--grant",
            "refresh_token",
            "--trusted",
            "--json",
        ])?;
        let Credentials { client_id, client_secret } = serde_json::from_str(&added)?;
        let (username, password) = (USERNAME.to_owned(), PASSWORD.to_owned());
        Ok(Registration { client_id, client_secret, username, password })
    }

    /// Brings in people by their user names, all with the same password.
    pub(crate) fn bring_in(&self, usernames: &[String]) -> Result<(), Error> {
        let file = self.data_dir.with_file_name("people.json");
        let person = |username: &String| {
            json!({
                "email": format!("{username}@example.org"), "username": username, "name": username,
                "password": PASSWORD,
            })
        };
        fs::write(&file, serde_json::to_vec(&usernames.iter().map(person).collect::<Vec<_>>())?)?;
        self.run(&["user", "import", &file.to_string_lossy()]).map(drop)
    }

    /// Its database; nobody may have it open.
    pub(crate) fn database(&self) -> PathBuf {
        self.data_dir.join("donelogin.db")
    }

    /// What apps know it by.
    pub(crate) fn issuer(&self) -> String {
        format!("https://localhost:{}", self.port)
    }

    /// The certificate of its CA.
    pub(crate) fn ca_pem(&self) -> Result<String, Error> {
        self.run(&["ca", "export", "--format", "pem"])
    }

    /// The size of the program, megabytes.
    pub(crate) fn binary_mb(&self) -> Result<f64, Error> {
        Ok(fs::metadata(&self.program)?.len() as f64 / 1e6)
    }

    fn run(&self, arguments: &[&str]) -> Result<String, Error> {
        let data_dir = self.data_dir.to_string_lossy();
        let arguments = [&["--data-dir", &data_dir], arguments].concat();
        process::run(&self.program, &arguments, COMMAND_WITHIN)
    }
}
