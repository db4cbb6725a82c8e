//! Starts that must not succeed: each says what is wrong and how it is mended, and leaves everything as it was.

use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use tests::appliance::{Appliance, free_port, refusal};
use tests::browser::Browser;
use tests::program::{Running, program};

fn assert_says(refused: &tests::program::Refused, code: i32, words: &[&str]) {
    assert_eq!(refused.code, Some(code), "{refused:?}");
    for word in words {
        assert!(refused.stderr.contains(word), "`{word}` is missing: {}", refused.stderr);
    }
    assert!(!refused.stderr.contains("panicked"), "{}", refused.stderr);
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[tokio::test]
async fn a_second_server_on_the_same_directory_is_told_who_has_it() {
    let mut appliance = Appliance::start();
    let pid = appliance.server().pid().to_string();
    let mut second = appliance.command(&["serve", "--no-mdns", "--issuer", &appliance.issuer()]);
    second.args(["--listen", &format!("127.0.0.1:{}", free_port())]);
    assert_says(&refusal(second), 1, &["in use by another donelogin", &pid]);
    let browser = Browser::new(&appliance).await;
    assert_eq!(browser.open("/readyz").await.status, 200);
    assert!(appliance.server().lives());
}

#[test]
fn a_port_that_is_taken_is_named_and_nothing_is_left_behind() {
    let mut appliance = Appliance::prepare();
    let taken = TcpListener::bind(appliance.address()).unwrap();
    let port = appliance.port.to_string();
    assert_says(&appliance.refusal(), 1, &[&port, "is taken", "--listen ADDR:PORT"]);
    assert!(!appliance.dir().join("donelogin.db").exists() && !appliance.dir().join("master.key").exists());
    // Without --listen it is the issuer's port on every address.
    let mut command = appliance.command(&["serve", "--no-mdns", "--issuer", &appliance.issuer()]);
    command.env("DONELOGIN_NET__CA_PORT", "0");
    let everywhere = TcpListener::bind(("::", appliance.port));
    assert_says(&refusal(command), 1, &[&port, "is taken"]);
    drop((taken, everywhere));
    appliance.port = free_port();
    appliance.restart();
    assert!(appliance.server().line("first-run").starts_with(&appliance.issuer()));
}

#[test]
fn an_address_of_another_machine_is_refused() {
    let appliance = Appliance::prepare();
    let mut command = appliance.command(&["serve", "--no-mdns", "--issuer", &appliance.issuer()]);
    command.args(["--listen", "192.0.2.1:8443"]);
    assert_says(&refusal(command), 1, &["192.0.2.1:8443"]);
}

#[test]
fn a_directory_of_other_things_that_others_can_read_is_refused_and_left_alone() {
    let appliance = Appliance::prepare();
    std::fs::create_dir(appliance.dir()).unwrap();
    std::fs::write(appliance.dir().join("letter.txt"), "dear").unwrap();
    set_mode(&appliance.dir(), 0o755);
    assert_says(&appliance.refusal(), 1, &["chmod 700"]);
    assert_eq!(std::fs::metadata(appliance.dir()).unwrap().permissions().mode() & 0o777, 0o755);
    assert_eq!(std::fs::read_dir(appliance.dir()).unwrap().count(), 1);
}

/// The program as somebody who does not own the directory: as root that is another user, else the owner without rights.
fn as_a_stranger(appliance: &Appliance) -> Command {
    if !rustix::process::geteuid().is_root() {
        set_mode(&appliance.dir(), 0o000);
        return appliance.serve();
    }
    let copy = appliance.beside("program");
    std::fs::copy(program(), &copy).unwrap();
    set_mode(copy.parent().unwrap(), 0o755);
    set_mode(&copy, 0o755);
    let serve = appliance.serve();
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid", "65534", "--regid", "65534", "--clear-groups", "--"])
        .arg(copy)
        .args(serve.get_args());
    command
}

#[test]
fn a_directory_of_somebody_else_is_refused() {
    let appliance = Appliance::prepare();
    std::fs::create_dir(appliance.dir()).unwrap();
    set_mode(&appliance.dir(), 0o700);
    let refused = refusal(as_a_stranger(&appliance));
    set_mode(&appliance.dir(), 0o700);
    assert_says(&refused, 1, &["Permission denied", "owner of the directory", "--data-dir"]);
    assert_eq!(std::fs::read_dir(appliance.dir()).unwrap().count(), 0);
}

#[test]
fn a_directory_that_is_a_file_or_cannot_be_made_is_refused() {
    let appliance = Appliance::prepare();
    std::fs::write(appliance.dir(), "a file").unwrap();
    assert_says(&appliance.refusal(), 1, &["--data-dir"]);
    assert_eq!(std::fs::read_to_string(appliance.dir()).unwrap(), "a file");
}

#[test]
fn a_settings_file_that_cannot_be_read_is_named() {
    let appliance = Appliance::prepare();
    std::fs::create_dir(appliance.dir()).unwrap();
    let file = appliance.dir().join("donelogin.toml");
    for (text, words) in [
        ("listen = ", ["donelogin.toml", "TOML"]),
        ("lisen = \"127.0.0.1:1\"\n", ["lisen", "listen"]),
        ("[net]\ntrusted_proxies = \"x\"\n", ["net.trusted_proxies", "10.0.0.0/8"]),
        ("issuer = \"https://10.0.0.1\"\n", ["donelogin.toml", "address"]),
        ("[tls]\nkey_file = \"key.pem\"\n", ["tls.certificate_file", "together"]),
        ("[net]\nca_port = 99999\n", ["net.ca_port", "port number"]),
    ] {
        std::fs::write(&file, text).unwrap();
        let mut command = appliance.command(&["serve", "--no-mdns"]);
        command.args(["--listen", &appliance.address().to_string()]);
        assert_says(&refusal(command), 2, &words);
    }
    assert_eq!(std::fs::read_dir(appliance.dir()).unwrap().count(), 1, "nothing was made");
}

#[tokio::test]
async fn the_issuer_is_frozen_with_the_first_administrator() {
    let mut appliance = Appliance::start();
    let first = appliance.ca_pem().await;
    appliance.stop();
    // While nobody owns it, it may be another one, with a CA of its own if the name is another.
    let stored = appliance.issuer();
    appliance.restart();
    assert_eq!(appliance.ca_pem().await, first);
    let ann = serde_json::json!({"email": "ann@office.example", "name": "Ann", "admin": true});
    appliance.post("/users", ann).await;
    appliance.stop();
    for other in ["https://sso.internal", "https://localhost:1"] {
        let mut command = appliance.command(&["serve", "--no-mdns", "--issuer", other]);
        command.args(["--listen", &appliance.address().to_string()]);
        assert_says(&refusal(command), 2, &[&stored, "cannot be changed"]);
    }
    let mut command =
        appliance.command(&["serve", "--no-mdns", "--listen", &appliance.address().to_string()]);
    command.env("DONELOGIN_NET__CA_PORT", "0");
    let server = Running::start(command).unwrap();
    assert_eq!(server.word("issuer"), stored);
    drop(server);
    appliance.restart();
    assert_eq!(appliance.ca_pem().await, first);
}

#[tokio::test]
async fn an_unclaimed_directory_takes_another_issuer_and_makes_its_ca_anew() {
    let mut appliance = Appliance::start();
    let first = appliance.ca_pem().await;
    appliance.stop();
    let issuer = format!("https://sso.internal:{}", appliance.port);
    let mut command = appliance.command(&["serve", "--no-mdns", "--issuer", &issuer]);
    command.args(["--listen", &appliance.address().to_string()]).env("DONELOGIN_NET__CA_PORT", "0");
    appliance.server = Some(Running::start(command).unwrap());
    assert!(appliance.server().line("first-run").starts_with(&issuer));
    assert_ne!(appliance.ca_pem().await, first);
}

/// Starts once and stops, so that there is something to break.
fn made() -> Appliance {
    let mut appliance = Appliance::start();
    appliance.stop();
    appliance
}

#[test]
fn a_database_of_a_newer_version_is_left_alone() {
    let appliance = made();
    let path = appliance.dir().join("donelogin.db");
    let mut bytes = std::fs::read(&path).unwrap();
    // The file format's place for `user_version`.
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    std::fs::write(&path, &bytes).unwrap();
    assert_says(&appliance.refusal(), 1, &["schema 99", "newer version"]);
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

#[test]
fn a_master_key_that_is_gone_wrong_or_readable_is_said() {
    let mut appliance = made();
    let path = appliance.dir().join("master.key");
    let key = std::fs::read(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_says(&appliance.refusal(), 1, &["master.key", "is gone", "backup"]);
    assert!(!path.exists(), "no new one is made");
    let write = |bytes: &[u8], mode| {
        std::fs::write(&path, bytes).unwrap();
        set_mode(&path, mode);
    };
    write(&[7; 32], 0o600);
    assert_says(&appliance.refusal(), 1, &["master key"]);
    write(&[7; 31], 0o600);
    assert_says(&appliance.refusal(), 1, &["32 bytes"]);
    write(&key, 0o644);
    assert_says(&appliance.refusal(), 1, &["chmod 600"]);
    set_mode(&path, 0o600);
    appliance.restart();
}

#[test]
fn a_database_that_is_none_is_said() {
    let appliance = made();
    for name in ["donelogin.db", "donelogin.db-wal", "donelogin.db-shm"] {
        let _ = std::fs::remove_file(appliance.dir().join(name));
    }
    std::fs::write(appliance.dir().join("donelogin.db"), "x".repeat(8192)).unwrap();
    assert_says(&appliance.refusal(), 1, &["database"]);
    assert_eq!(std::fs::read_to_string(appliance.dir().join("donelogin.db")).unwrap(), "x".repeat(8192));
}

#[test]
fn a_certificate_of_the_offices_own_that_is_missing_or_for_another_name_is_said() {
    let appliance = Appliance::prepare();
    let mut command = appliance.serve();
    command.env("DONELOGIN_TLS__CERTIFICATE_FILE", "/nowhere/chain.pem");
    command.env("DONELOGIN_TLS__KEY_FILE", "/nowhere/key.pem");
    assert_says(&refusal(command), 1, &["/nowhere/"]);
}

#[test]
fn the_directory_and_what_is_in_it_are_for_the_owner_alone() {
    let mut appliance = Appliance::start();
    appliance.server().line("first-run");
    assert_eq!(std::fs::metadata(appliance.dir()).unwrap().permissions().mode() & 0o777, 0o700);
    for entry in std::fs::read_dir(appliance.dir()).unwrap().map(Result::unwrap) {
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        // The directory keeps others out; these must hold by themselves all the same.
        if ["master.key", "control.sock", "donelogin.lock"].iter().any(|name| entry.file_name() == *name) {
            assert_eq!(mode, 0o600, "{:?}", entry.file_name());
        }
    }
}

#[test]
fn an_address_that_we_make_up_leads_where_the_server_listens_until_there_is_an_administrator() {
    let appliance = Appliance::prepare();
    let serve = |port: u16| {
        let mut command =
            appliance.command(&["serve", "--no-mdns", "--listen", &format!("127.0.0.1:{port}")]);
        command.env("DONELOGIN_NET__CA_PORT", "0");
        let server = Running::start(command).unwrap();
        let issuer = server.word("issuer").to_owned();
        assert_eq!(server.stop(), Some(0));
        issuer
    };
    let ports = [free_port(), free_port(), free_port()];
    let first = serve(ports[0]);
    let host = first.strip_suffix(&format!(":{}", ports[0])).unwrap().to_owned();
    assert!(host.starts_with("https://donelogin-") && host.ends_with(".local"), "{host}");
    // Another port before anybody uses it: the name stays, the first-run link leads where somebody answers.
    assert_eq!(serve(ports[1]), format!("{host}:{}", ports[1]));
    appliance.run(&["user", "add", "ada@office.example", "--name", "Ada", "--admin"]);
    assert_eq!(serve(ports[2]), format!("{host}:{}", ports[1]), "apps may know it by now");
}
