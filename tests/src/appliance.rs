//! An appliance of one test's own: a scratch directory, a free port, the real program.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Command, Output};

use domain::audit::{Actor, Event};
use domain::world::SystemEntropy;
use reqwest::Method;
use serde_json::{Value, json};
use store::{Sealer, Store, StoreError};
use tempfile::TempDir;

use crate::program::{self, Refused, Running};

/// The administrator of [`Appliance::claimed`].
pub const ADMIN: Person = Person { email: "ann@office.example", password: "a long pass phrase of Ann's" };
/// A person without rights.
pub const MEMBER: Person = Person { email: "ben@office.example", password: "another long phrase, of Ben" };

/// Somebody who can sign in.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// Address, and what is typed as user name.
    pub email: &'static str,
    /// Password.
    pub password: &'static str,
}

/// An appliance.
#[derive(Debug)]
pub struct Appliance {
    scratch: TempDir,
    /// The port of the issuer.
    pub port: u16,
    /// The running server; `None` between a stop and a start.
    pub server: Option<Running>,
    environment: Vec<(String, String)>,
}

impl Appliance {
    /// A scratch directory and a port, nothing started.
    pub fn prepare() -> Self {
        Self {
            scratch: tempfile::tempdir().unwrap(),
            port: free_port(),
            server: None,
            environment: Vec::new(),
        }
    }

    /// Starts on an empty directory.
    pub fn start() -> Self {
        let mut appliance = Self::prepare();
        appliance.restart();
        appliance
    }

    /// Starts, with the administrator and a member.
    pub async fn claimed() -> Self {
        let appliance = Self::start();
        appliance.add_people().await;
        appliance
    }

    /// The administrator and a member.
    pub async fn add_people(&self) {
        for (person, is_admin) in [(ADMIN, true), (MEMBER, false)] {
            let name = person.email.split('@').next().unwrap();
            let user =
                json!({"email": person.email, "name": name, "admin": is_admin, "password": person.password});
            self.post("/users", user).await;
        }
    }

    /// Configures the server from its next start on.
    pub fn set(&mut self, variable: &str, value: &str) {
        self.environment.retain(|(name, _)| name != variable);
        self.environment.push((variable.to_owned(), value.to_owned()));
    }

    /// The data directory.
    pub fn dir(&self) -> PathBuf {
        self.scratch.path().join("data")
    }

    /// A path beside the data directory.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    /// The issuer.
    pub fn issuer(&self) -> String {
        format!("https://localhost:{}", self.port)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.port))
    }

    /// The program on this directory.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program::command(program::program());
        command.arg("--data-dir").arg(self.dir()).args(arguments);
        command
    }

    /// The program that serves.
    pub fn serve(&self) -> Command {
        let mut command = self.command(&["serve", "--no-mdns", "--issuer", &self.issuer()]);
        command.args(["--listen", &self.address().to_string()]).env("DONELOGIN_NET__CA_PORT", "0");
        command.envs(self.environment.iter().cloned());
        command
    }

    /// Runs a command to its end; it must succeed.
    pub fn run(&self, arguments: &[&str]) -> Output {
        let output = program::run(self.command(arguments), "");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        output
    }

    /// Starts the server, after the one that ran; it must come up.
    pub fn restart(&mut self) {
        self.server = None;
        for _ in 0..3 {
            match Running::start(self.serve()) {
                Ok(server) => {
                    self.server = Some(server);
                    return;
                }
                // Between our look and its start another test took the port.
                Err(refused)
                    if refused.stderr.contains("is taken") && !self.dir().join("donelogin.db").exists() =>
                {
                    self.port = free_port();
                }
                Err(refused) => panic!("the server does not start: {refused:?}"),
            }
        }
        panic!("no free port was found");
    }

    /// Starts the server; it must not come up.
    pub fn refusal(&self) -> Refused {
        refusal(self.serve())
    }

    /// SIGTERM and the wait for the end.
    pub fn stop(&mut self) {
        assert_eq!(self.server.take().unwrap().stop(), Some(0));
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        self.server.take().unwrap().kill();
    }

    /// Lets time pass: the server is killed, and started again when it believes that it is so much later. From then
    /// on its clock stands still until the machine's has come as far.
    pub fn restart_later(&mut self, seconds: i64) {
        self.kill();
        let dir = self.dir();
        // The store waits for its writer, which a test's runtime does not like.
        let written = std::thread::spawn(move || store_a_time_ahead(&dir, seconds)).join();
        written.unwrap();
        self.restart();
    }

    /// The server that runs.
    pub fn server(&mut self) -> &mut Running {
        self.server.as_mut().unwrap()
    }

    /// The CA's certificate, by the way that needs no network.
    pub async fn ca_pem(&self) -> String {
        let (_, certificates) = self.ask(Method::GET, "/certificates", None).await;
        certificates["ca"]["pem"].as_str().unwrap().to_owned()
    }

    /// A request of the admin API through the control socket.
    pub async fn ask(&self, method: Method, path: &str, json: Option<Value>) -> (u16, Value) {
        ask(&self.dir().join("control.sock"), method, path, json).await
    }

    /// Names of what was audited, oldest first.
    pub async fn audited(&self) -> Vec<String> {
        let (_, rows) = self.ask(Method::GET, "/audit?limit=1000", None).await;
        rows["rows"].as_array().unwrap().iter().map(|row| row["event"].as_str().unwrap().to_owned()).collect()
    }

    /// A POST that must succeed.
    pub async fn post(&self, path: &str, json: Value) -> Value {
        let (status, answer) = self.ask(Method::POST, path, Some(json)).await;
        assert!((200..300).contains(&status), "{path}: {status} {answer}");
        answer
    }
}

/// Writes a row of the audit log as if it had been written so much after the last one; when that is.
pub fn store_a_time_ahead(dir: &std::path::Path, seconds: i64) -> i64 {
    let key: [u8; 32] = std::fs::read(dir.join("master.key")).unwrap().try_into().unwrap();
    let sealer = Sealer::new(&key, std::sync::Arc::new(SystemEntropy)).unwrap();
    let store = Store::open(&dir.join("donelogin.db"), sealer).unwrap();
    let latest = store.read(store::audit::latest).unwrap();
    let real = i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap();
    let at = latest.max(real) + seconds;
    let event = Event::new("test.later", Actor::System);
    store.write_blocking::<_, StoreError>(move |tx| store::audit::append(tx, event, at)).unwrap();
    at
}

/// A request of the admin API through a control socket. The socket appears a moment after the `ready` line at the latest.
pub async fn ask(socket: &std::path::Path, method: Method, path: &str, json: Option<Value>) -> (u16, Value) {
    let uri = format!("/api/admin/v1{path}");
    for _ in 0..200 {
        match server::control::request(socket, method.clone(), &uri, json.as_ref()).await {
            Err(server::control::ControlError::Connect(_)) => {
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
            answer => {
                let (status, answer) = answer.unwrap();
                return (status.as_u16(), answer);
            }
        }
    }
    panic!("nobody listens on {}", socket.display());
}

/// Starts a server that must not come up.
pub fn refusal(command: Command) -> Refused {
    match Running::start(command) {
        Ok(server) => panic!("the server started: {}", server.ready),
        Err(refused) => refused,
    }
}

/// A port that nobody uses at this moment.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
