//! The commands, by the real binary: without a server, and with one.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod administer;
mod office;

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;

use administer::administer;
use office::{Office, finish};

const PASSWORD: &str = "a long enough password";

fn mode(path: &Path) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(path).unwrap().permissions()) & 0o777
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
