//! The commands, by the real binary: without a server, and with one.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

const PASSWORD: &str = "a long enough password";

/// A data directory of its own.
struct Office {
    _scratch: tempfile::TempDir,
    dir: PathBuf,
}

/// What a command said.
struct Said {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Said {
    fn json(&self) -> Value {
        assert_eq!(self.code, 0, "{}", self.stderr);
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}", self.stdout))
    }

    /// It failed with this status and said this.
    fn refused(&self, code: i32, word: &str) {
        assert_eq!(self.code, code, "{}{}", self.stdout, self.stderr);
        assert!(self.stderr.contains(word), "{}", self.stderr);
        assert!(self.stdout.is_empty(), "{}", self.stdout);
    }
}

impl Office {
    fn new() -> Self {
        let scratch = tempfile::tempdir().unwrap();
        let dir = scratch.path().join("data");
        Self { _scratch: scratch, dir }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_donelogin"));
        // Nothing of this machine's environment may count.
        command.env_clear().env("HOME", &self.dir).arg("--data-dir").arg(&self.dir).args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> Said {
        self.run_with_input(arguments, "")
    }

    fn run_with_input(&self, arguments: &[&str], input: &str) -> Said {
        finish(self.command(arguments), input)
    }

    fn json(&self, arguments: &[&str]) -> Value {
        self.run(&[arguments, &["--json"]].concat()).json()
    }

    fn file(&self, name: &str, content: &str) -> String {
        let path = self.dir.with_file_name(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn serve(&self) -> Server {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0", "--no-mdns"]);
        command.args(["--issuer", "https://localhost:8443"]).env("DONELOGIN_NET__CA_PORT", "0");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut ready = String::new();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdout.read_line(&mut ready).unwrap();
        let server = Server { child, ready, _stdout: stdout };
        assert!(
            server.ready.starts_with("ready issuer=https://localhost:8443 listen=127.0.0.1:"),
            "{}",
            server.ready
        );
        server
    }
}

/// A server that is killed when the test is over.
struct Server {
    child: Child,
    ready: String,
    _stdout: BufReader<std::process::ChildStdout>,
}

impl Server {
    fn terminate(&mut self) -> i32 {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.child.wait().unwrap().code().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn finish(mut command: Command, input: &str) -> Said {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    Said {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn mode(path: &Path) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(path).unwrap().permissions()) & 0o777
}

/// The whole of what commands do; the same with a server and without.
fn administer(office: &Office) {
    administer_people(office);
    administer_clients(office);
    let_apps_register(office);
    administer_the_rest(office);
}

fn administer_people(office: &Office) {
    let add = ["user", "add", "Ada@X.example", "--name", "Ada L", "--admin", "--password-stdin", "--json"];
    let ada = office.run_with_input(&add, &format!("{PASSWORD}\n")).json();
    assert_eq!((&ada["email"], &ada["admin"]), (&"ada@x.example".into(), &true.into()));
    assert!(ada.get("link").is_none());
    office.json(&["group", "add", "Design"]);
    let mira = office.json(&[
        "user",
        "add",
        "mira@x.example",
        "--name",
        "Mira",
        "--group",
        "Design",
        "--unconfirmed",
    ]);
    assert!(mira["link"].as_str().unwrap().contains("/invite/"));
    assert_eq!((&mira["groups"][0], &mira["email_verified"]), (&"Design".into(), &false.into()));
    assert_eq!(office.json(&["user", "list"]).as_array().unwrap().len(), 2);
    assert_eq!(office.json(&["user", "show", "mira@x.example"])["id"], mira["id"]);
    office.run(&["user", "add", "mira@x.example", "--name", "M"]).refused(1, "email");
    office.run(&["user", "disable", "ada@x.example"]).refused(1, "last active administrator");
    office.run(&["user", "show", "nobody@x.example"]).refused(1, "no such account");
    assert_eq!(office.json(&["user", "disable", "mira"])["state"], "disabled");
    assert_eq!(office.json(&["user", "enable", "mira"])["state"], "active");
    assert!(office.run(&["user", "reset-password", "mira"]).stdout.contains("/reset/"));
    office.run(&["user", "reset-mfa", "mira"]).refused(1, "another administrator");
    let reset = office.json(&["user", "reset-mfa", "ada"]);
    assert!(reset["link"].as_str().unwrap().starts_with("https://") && reset["has_password"] == true);
    assert!(office.run(&["user", "reset-mfa", "ada"]).stdout.contains("/second-step/"));
    assert!(office.run(&["user", "reset-mfa", "ada", "--qr"]).stdout.contains('█'));
    office.run(&["user", "reset-password", "ada"]).refused(1, "another administrator");
    office.run(&["user", "reset-mfa", "nobody"]).refused(1, "no such account");
    assert_eq!(office.json(&["user", "show", "mira"])["second_factor"]["devices"], 0);
    let told = office.run(&["user", "show", "mira"]).stdout;
    assert!(
        told.lines().any(|line| line.split("  ").next() == Some("second factor") && line.ends_with(" none"))
    );
    assert!(office.json(&["device", "list"]).as_array().unwrap().is_empty());
    office.run(&["device", "list", "nobody"]).refused(1, "no such account");
    office.run(&["device", "remove", "nothing"]).refused(1, "no such phone");
    assert_eq!(office.json(&["group", "remove-user", "Design", "mira"])["groups"], Value::Array(vec![]));
    give_rights(office);
    office.json(&["user", "delete", "mira"]);
}

fn give_rights(office: &Office) {
    assert_eq!(office.json(&["group", "show", "Design"])["may_register_apps"], false);
    let said = office.run(&["group", "apps", "Design", "yes"]);
    assert_eq!(said.stdout, "the people of Design may register apps\n");
    assert!(office.run(&["group", "show", "Design"]).stdout.contains("registers apps  yes\n"));
    assert!(office.run(&["group", "list"]).stdout.contains("REGISTERS APPS"));
    assert_eq!(office.json(&["group", "apps", "Design", "no"])["may_register_apps"], false);
    office.run(&["group", "apps", "Nobody", "yes"]).refused(1, "no such group");
    office.run(&["group", "apps", "Design", "perhaps"]).refused(2, "possible values");
    assert_eq!(office.run(&["user", "role", "mira", "helpdesk"]).stdout, "mira@x.example is helpdesk now\n");
    assert!(office.run(&["user", "show", "mira"]).stdout.contains("helpdesk"));
    assert_eq!(office.json(&["user", "apps", "mira", "yes"])["role"], "helpdesk");
    assert_eq!(office.json(&["user", "show", "mira"])["may_register_apps"], true);
    office.run(&["user", "role", "ada", "member"]).refused(1, "last active administrator");
    assert!(office.run(&["user", "invite", "mira"]).stdout.contains("/invite/"));
    office.run(&["user", "invite", "ada"]).refused(1, "has a password");
    assert_eq!(office.json(&["user", "lockdown", "mira"])["state"], "disabled");
    assert!(office.run(&["user", "show", "mira"]).stdout.contains("locked down"));
    assert_eq!(office.json(&["user", "enable", "mira"])["state"], "active");
    let token = office.json(&["token", "add", "Nightly", "--scope", "users:read", "--days", "7"]);
    assert!(token["token"].as_str().unwrap().starts_with("dol_"));
    let listed = office.run(&["token", "list"]);
    assert!(listed.stdout.contains("Nightly") && !listed.stdout.contains("dol_"), "{}", listed.stdout);
    let id = token["id"].as_str().unwrap();
    assert_eq!(office.run(&["token", "revoke", id]).stdout, format!("{id} taken away\n"));
    office.run(&["token", "revoke", id]).refused(1, "no such token");
    office.run(&["token", "add", "Bad", "--scope", "everything"]).refused(1, "");
    assert_eq!(office.json(&["token", "list"]), Value::Array(vec![]));
}

fn let_apps_register(office: &Office) {
    let token = office.json(&["registration-token", "add", "Suite", "--uses", "3"]);
    assert!(token["token"].as_str().unwrap().starts_with("dor_"));
    let listed = office.run(&["registration-token", "list"]);
    assert!(listed.stdout.contains("0 of 3") && !listed.stdout.contains("dor_"), "{}", listed.stdout);
    let id = token["id"].as_str().unwrap();
    assert_eq!(office.run(&["registration-token", "revoke", id]).stdout, format!("{id} taken away\n"));
    office.run(&["registration-token", "revoke", id]).refused(1, "no such token");
    office.run(&["registration-token", "add", "Bad", "--uses", "0"]).refused(1, "1 to 1000");
    let device = "urn:ietf:params:oauth:grant-type:device_code";
    let screen = office.json(&["client", "add", "Screen", "--public", "--grant", device]);
    let id = screen["client_id"].as_str().unwrap();
    let shown = office.run(&["client", "try-device", id]).stdout;
    assert!(shown.contains("/oauth2/device\n") && shown.contains('█'), "{shown}");
    office.run(&["client", "approve", id]).refused(1, "no such client");
    assert_eq!(office.json(&["client", "delete", id])["deleted"], true);
}

fn administer_clients(office: &Office) {
    let client = office.json(&[
        "client",
        "add",
        "Files",
        "--redirect-uri",
        "https://f.example/a",
        "https://f.example/b",
    ]);
    let id = client["client_id"].as_str().unwrap();
    assert_eq!(client["redirect_uris"].as_array().unwrap().len(), 2);
    assert!(office.json(&["client", "show", id]).get("client_secret").is_none());
    let rotated = office.json(&["client", "rotate-secret", id, "--keep-old", "2"]);
    assert_ne!(rotated["client_secret"], client["client_secret"]);
    assert!(rotated["old_secret_until"].is_i64(), "{rotated}");
    assert!(office.json(&["client", "end-old-secret", id])["old_secret_until"].is_null());
    office.run(&["client", "end-old-secret", id]).refused(1, "no old secret");
    let issued = office.run(&["client", "certificate", id]).stdout;
    assert!(
        issued.starts_with("-----BEGIN PRIVATE KEY-----\n")
            && issued.contains("\n-----BEGIN CERTIFICATE-----\n")
    );
    assert_eq!(office.json(&["client", "show", id])["token_endpoint_auth_method"], "tls_client_auth");
    office.run(&["client", "add", "Bad", "--redirect-uri", "http://f.example/a"]).refused(1, "use https");
    let public = ["client", "add", "App", "--redirect-uri", "http://127.0.0.1/cb", "--public", "--trusted"];
    assert!(office.json(&public).get("client_secret").is_none());
    assert_eq!(office.json(&["client", "list"]).as_array().unwrap().len(), 2);
    let strict = ["--mfa-policy", "required", "--accept-factor", "phone", "authenticator"];
    let client = office
        .json(&[&["client", "add", "Vault", "--redirect-uri", "https://v.example/a"], &strict[..]].concat());
    let shown = office.run(&["client", "show", client["client_id"].as_str().unwrap()]).stdout;
    assert!(shown.contains("required") && shown.contains("authenticator"), "{shown}");
    let group = office.json(&[&["group", "add", "Board"], &strict[..]].concat());
    assert_eq!(
        (&group["mfa_policy"], group["accepted_factors"].as_array().unwrap().len()),
        (&"required".into(), 2)
    );
    office.run(&["group", "add", "Other", "--mfa-policy", "sometimes"]).refused(2, "sometimes");
    office.run(&["group", "add", "Other", "--accept-factor", "recovery_code"]).refused(1, "accepted_factors");
    let iris = office.json(&["user", "add", "iris@x.example", "--name", "Iris", "--mfa-policy", "off"]);
    assert_eq!(iris["mfa_policy"], "off");
    office.json(&["user", "delete", "iris"]);
    office.json(&["client", "delete", id]);
}

fn administer_the_rest(office: &Office) {
    assert_eq!(office.json(&["settings", "set", "office.name", "Kestrel"])["value"], "Kestrel");
    assert_eq!(office.run(&["settings", "get", "office.name"]).stdout, "Kestrel\n");
    office.run(&["settings", "set", "mfa.polici", "off"]).refused(1, "mfa.policy?");
    let secret = office.run_with_input(&["settings", "set", "smtp.url", "--json"], "smtps://u:p@h\n").json();
    assert_eq!((secret.get("value"), &secret["is_set"]), (None, &true.into()));

    assert_eq!(office.json(&["keys", "rotate", "--alg", "ES256"]).as_array().unwrap().len(), 5);
    assert!(office.json(&["session", "list"]).as_array().unwrap().is_empty());
    office.run(&["session", "end", "nobody"]).refused(1, "no such session");
    assert_eq!(office.json(&["audit", "verify"])["is_sound"], true);
    let log = office.run(&["audit", "--since", "1h"]).stdout;
    let rows: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(rows.iter().any(|row| row["event"] == "client.deleted" && row["actor"] == "command"));
    assert!(!log.contains(PASSWORD) && !log.contains("smtps://u:p@h"));

    let shown = office.json(&["ca", "show"]);
    assert!(office.run(&["ca", "export"]).stdout.starts_with("-----BEGIN CERTIFICATE-----\n"));
    assert!(
        office.run(&["ca", "export", "--format", "mobileconfig"]).stdout.contains("com.apple.security.root")
    );
    assert_eq!(shown["sha256"].as_str().unwrap().len(), 95);
}

#[test]
fn commands_work_without_a_server() {
    let office = Office::new();
    administer(&office);
    assert_eq!((mode(&office.dir), mode(&office.dir.join("master.key"))), (0o700, 0o600));
}

#[test]
fn commands_work_beside_a_server_and_are_in_force_when_they_exit() {
    let office = Office::new();
    let mut server = office.serve();
    assert_eq!(mode(&office.dir.join("control.sock")), 0o600);
    administer(&office);
    assert_eq!(server.terminate(), 0);
    assert_eq!(office.run(&["settings", "get", "office.name"]).stdout, "Kestrel\n");
}

#[test]
fn a_second_server_on_the_same_directory_is_told_who_is_first() {
    let office = Office::new();
    let server = office.serve();
    let second = office.run(&["serve", "--listen", "127.0.0.1:0", "--no-mdns"]);
    second.refused(1, &format!("(process {})", server.child.id()));
}

#[test]
fn the_issuer_is_frozen_with_the_first_administrator() {
    let office = Office::new();
    drop(office.serve());
    office.run_with_input(&["user", "add", "a@x.example", "--admin", "--password-stdin"], PASSWORD);
    let other = ["serve", "--listen", "127.0.0.1:0", "--no-mdns", "--issuer", "https://other.local:8443"];
    office.run(&other).refused(2, "https://localhost:8443");
    drop(office.serve());
}

#[test]
fn a_port_that_is_taken_is_named_and_nothing_is_left_half_made() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let office = Office::new();
    let port = address.rsplit(':').next().unwrap();
    office.run(&["serve", "--listen", &address, "--no-mdns"]).refused(1, port);
    drop(office.serve());
}

#[test]
fn usage_is_exit_status_2_and_a_wrong_configuration_too() {
    let office = Office::new();
    for arguments in [
        &["frobnicate"][..],
        &["user", "add"],
        &["client", "add", "Files"],
        &["ca", "export", "--format", "doc"],
        &["serve", "--issuer", "https://192.168.1.1"],
        &["audit", "--since", "yesterday"],
    ] {
        assert_eq!(office.run(arguments).code, 2, "{arguments:?}");
    }
    let mut command = office.command(&["user", "list"]);
    command.env("DONELOGIN_MFA__POLICI", "off");
    finish(command, "").refused(2, "mfa.policy?");
}

#[test]
fn an_office_is_imported_as_a_whole_or_not_at_all() {
    let office = Office::new();
    let users = r#"[{"email": "a@x.example", "sub": "old-a", "groups": ["Staff"], "password": "not so short", "locale": "de"},
                    {"email": "b@x.example", "typo": 1}]"#;
    let users = office.file("users.json", users);
    let said = office.run(&["user", "import", &users, "--json"]);
    assert!(said.stderr.contains("[0].password") && said.stderr.contains("typo"), "{}", said.stderr);
    assert_eq!(said.json()["users"][0]["sub"], "old-a");
    let again = office.run(&["user", "import", &users]);
    again.refused(1, "[0].email: another account has this email");
    let clients = r#"[{"client_id": "files", "client_secret": "0123456789012345678901234567890123", "redirect_uris": ["https://f.example/cb"],
                       "grant_types": ["authorization_code", "password"]}]"#;
    let clients = office.file("clients.json", clients);
    let said = office.run(&["client", "import", &clients, "--json"]);
    assert!(said.stderr.contains("grant type password"), "{}", said.stderr);
    assert_eq!(said.json()["clients"][0]["client_id"], "files");
    office.run(&["client", "import", &clients]).refused(1, "files");
    office.run(&["client", "import", &office.file("bad.json", "[{")]).refused(1, "not JSON");
    office.run(&["client", "import", "/nowhere.json"]).refused(1, "/nowhere.json");
}

#[test]
fn following_the_log_shows_what_happens() {
    let office = Office::new();
    office.run(&["group", "add", "First"]);
    let mut command = office.command(&["audit", "--follow"]);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut next = || serde_json::from_str::<Value>(&lines.next().unwrap().unwrap()).unwrap();
    assert_eq!(next()["detail"]["name"], "First");
    office.run(&["group", "add", "Second"]);
    assert_eq!(next()["detail"]["name"], "Second");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn the_doctor_says_what_is_wrong_and_how_it_is_mended() {
    let office = Office::new();
    let empty = office.json(&["doctor"]);
    assert!(!office.dir.exists(), "looking makes nothing");
    assert!(
        empty
            .as_array()
            .unwrap()
            .iter()
            .any(|finding| finding["check"] == "database" && finding["status"] == "warn")
    );
    let server = office.serve();
    office.run_with_input(&["user", "add", "a@x.example", "--admin", "--password-stdin"], PASSWORD);
    let status = |findings: &Value, check: &str| {
        let found = findings.as_array().unwrap().iter().find(|finding| finding["check"] == check);
        found.unwrap_or_else(|| panic!("no check {check}"))["status"].clone()
    };
    let running = office.json(&["doctor"]);
    for check in ["database", "audit log", "admin", "clock", "permissions", "disk", "name"] {
        assert_eq!(status(&running, check), "ok", "{check}: {running}");
    }
    assert_eq!(status(&running, "mail"), "warn");
    assert_eq!(status(&running, "phone trust"), "ok");
    office.run(&["settings", "set", "phone.trust", "trial"]);
    let on_trial = office.json(&["doctor"]);
    assert_eq!(status(&on_trial, "phone trust"), "warn");
    assert!(on_trial.to_string().contains("which is unsafe"), "{on_trial}");
    drop(server);
    let key = office.dir.join("master.key");
    std::fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    let said = office.run(&["doctor"]);
    assert_eq!(said.code, 1);
    assert!(said.stdout.contains("chmod 600"), "{}", said.stdout);
}

#[test]
fn a_link_can_be_shown_as_a_qr_code() {
    let office = Office::new();
    office.run(&["user", "add", "a@x.example", "--name", "A"]);
    let said = office.run(&["user", "reset-password", "a@x.example", "--qr"]);
    assert!(said.stdout.contains('█') && !said.stdout.contains("https://"), "{}", said.stdout);
}

#[test]
fn a_directory_that_cannot_be_used_is_refused_with_the_mend() {
    let office = Office::new();
    std::fs::write(&office.dir, "a file").unwrap();
    office.run(&["user", "list"]).refused(1, "--data-dir");
    let mut text = String::new();
    std::fs::File::open(&office.dir).unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(text, "a file");
}

#[test]
fn under_pkexec_the_window_reaches_the_system_service_and_nothing_else() {
    let office = Office::new();
    let _server = office.serve();
    let mut command = office.command(&["control"]);
    command.env("PKEXEC_UID", "1000");
    finish(command, "").refused(2, "--data-dir /var/lib/donelogin");
}

/// Links a phone, as nothing on the command line does.
fn link(office: &Office, owner: &Value, id: &str) {
    let key: [u8; 32] = std::fs::read(office.dir.join("master.key")).unwrap().try_into().unwrap();
    let sealer = store::Sealer::new(&key, std::sync::Arc::new(domain::world::SystemEntropy)).unwrap();
    let store = store::Store::open(&office.dir.join("donelogin.db"), sealer).unwrap();
    let device = domain::device::Device {
        id: id.into(),
        user_id: owner["id"].as_str().unwrap().into(),
        key: serde_json::from_value(serde_json::json!({"x": id, "y": id})).unwrap(),
        name: format!("Phone {id}"),
        facts: domain::device::DeviceFacts { os: "Android 17".into(), ..Default::default() },
        state: domain::device::DeviceState::Active,
        counter: 0,
        copied_at: None,
        created_at: 86_400,
        last_used_at: None,
        linked_by: None,
    };
    store.write_blocking::<_, store::StoreError>(move |tx| store::devices::insert(tx, &device)).unwrap();
}

#[test]
fn phones_are_listed_renamed_and_removed_without_a_server_and_beside_one() {
    let office = Office::new();
    let mira = office.json(&["user", "add", "mira@x.example", "--name", "Mira"]);
    office.run(&["user", "add", "noor@x.example", "--name", "Noor"]);
    for id in ["a", "b", "c"] {
        link(&office, &mira, id);
    }
    let manage = |id: &str| {
        let listed = office.run(&["device", "list"]).stdout;
        let line = format!("{id}   mira@x.example  Phone {id}");
        assert!(listed.starts_with("ID  EMAIL") && listed.contains(&line), "{listed}");
        assert!(listed.contains("Android 17  active  software  1970-01-02T00:00:00Z"), "{listed}");
        let of_mira = office.json(&["device", "list", "mira@x.example"]);
        assert_eq!(of_mira, office.json(&["device", "list"]));
        assert!(office.json(&["device", "list", "noor"]).as_array().unwrap().is_empty());
        assert_eq!(
            office.run(&["device", "rename", id, "Old Moto"]).stdout,
            format!("{id} is called Old Moto\n")
        );
        office.run(&["device", "rename", id, " "]).refused(1, "name");
        assert_eq!(office.json(&["device", "rename", id, "Moto"])["name"], "Moto");
        assert_eq!(office.run(&["device", "remove", id]).stdout, "Moto of mira@x.example removed\n");
        office.run(&["device", "remove", id]).refused(1, "no such phone");
    };
    manage("a");
    let server = office.serve();
    manage("b");
    assert!(office.run(&["user", "show", "mira"]).stdout.contains("1 phone, no recovery codes"));
    // The same hand gave out the link to her password.
    office.run(&["user", "reset-mfa", "mira"]).refused(1, "another administrator");
    assert_eq!(office.run(&["device", "remove", "c"]).stdout, "Phone c of mira@x.example removed\n");
    assert!(office.json(&["device", "list"]).as_array().unwrap().is_empty());
    drop(server);
}
