//! Two machines of an office, joined by a cable: the server is on one, and Avahi looks from the other.

use std::process::Command;
use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};
use tests::appliance::Appliance;
use tests::namespace::Own;
use tests::neighbour::{Neighbour, require, until};
use tests::program::{Running, beside_the_tests, run};

/// The neighbour's end of the cable.
const NEIGHBOUR: &str = "ip addr add 10.77.0.9/24 dev far0";

/// A name of the test's own.
fn name(what: &str) -> String {
    format!("{what}-{}", std::process::id())
}

/// A server in a network of its own, with multicast.
fn start(appliance: &mut Appliance, arguments: &[&str]) {
    require();
    // Networks of their own are root's to make.
    let mut command = Own::Network.command(&appliance.dir()).unwrap();
    let serve = appliance.command(&[&["serve"], arguments].concat());
    command.arg(serve.get_program()).args(serve.get_args()).env("DONELOGIN_NET__CA_PORT", "0");
    appliance.server = Some(Running::start(command).unwrap());
}

/// Makes the directory with an address that no later start is told, so that the first run may change it.
fn found_at(appliance: &Appliance, issuer: &str) {
    let mut command = appliance.command(&["ca", "export", "--format", "pem"]);
    command.env("DONELOGIN_ISSUER", issuer);
    assert!(run(command, "").status.success());
}

/// Something inside the network of the server.
fn inside(appliance: &mut Appliance, arguments: &[&str]) -> (bool, String) {
    let mut command = Own::join(appliance.server().pid());
    command.args(arguments);
    let output = run(command, "");
    (output.status.success(), String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn ip(appliance: &mut Appliance, arguments: &[&str]) {
    let (done, said) = inside(appliance, &[&["ip"], arguments].concat());
    assert!(done, "{arguments:?}: {said}");
}

async fn name_health(appliance: &Appliance) -> Value {
    let (status, overview) = appliance.ask(Method::GET, "/overview", None).await;
    assert_eq!(status, 200);
    overview["name"].clone()
}

async fn until_state(appliance: &Appliance, state: &str) -> Value {
    let end = Instant::now() + Duration::from_secs(60);
    loop {
        let health = name_health(appliance).await;
        if health["state"] == state {
            return health;
        }
        assert!(Instant::now() < end, "not {state}: {health}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// What `doctor` says of the name, from inside the server's network.
fn doctor(appliance: &mut Appliance) -> Value {
    let command: Command = appliance.command(&["--json", "doctor"]);
    let mut arguments = vec![command.get_program().to_str().unwrap().to_owned()];
    arguments.extend(command.get_args().map(|argument| argument.to_str().unwrap().to_owned()));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (_, said) = inside(appliance, &arguments);
    let findings: Value = serde_json::from_str(&said).unwrap();
    findings.as_array().unwrap().iter().find(|finding| finding["check"] == "name").unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn another_machine_finds_the_name_and_both_services_and_follows_the_address() {
    let mut appliance = Appliance::prepare();
    let label = name("found");
    let host = format!("{label}.local");
    start(&mut appliance, &["--issuer", &format!("https://{host}:9443")]);
    let mut neighbour = Neighbour::beside(appliance.server(), NEIGHBOUR);
    neighbour.avahi("far0", &name("neighbour"));
    ip(&mut appliance, &["addr", "add", "10.77.0.5/24", "dev", "lan0"]);

    let found = until("the name", || neighbour.resolve(&host));
    assert_eq!(found, "10.77.0.5");
    for kind in ["_https._tcp", "_donelogin._tcp"] {
        let lines = until(kind, || Some(neighbour.browse(kind)).filter(|lines| !lines.is_empty()));
        for line in &lines {
            let parts: Vec<&str> = line.split(';').collect();
            assert_eq!((parts[3], parts[6], parts[8]), (label.as_str(), host.as_str(), "9443"), "{line}");
            assert_eq!(parts[7], "10.77.0.5", "no loopback, nothing of the cable alone: {line}");
        }
    }
    let (_, _) =
        appliance.ask(Method::PUT, "/settings/office.name", Some(json!({"value": "Kestrel Row"}))).await;
    let told = until("the office's name", || {
        let lines = neighbour.browse("_donelogin._tcp");
        lines.into_iter().find(|line| line.contains("office=Kestrel Row"))
    });
    assert!(told.contains(&format!("iss=https://{host}:9443")) && told.contains("version="), "{told}");
    assert_eq!(until_state(&appliance, "ok").await["resolves_to"], json!(["10.77.0.5"]));

    // In this order: the second address of a network goes with the first one.
    ip(&mut appliance, &["addr", "del", "10.77.0.5/24", "dev", "lan0"]);
    ip(&mut appliance, &["addr", "add", "10.77.0.6/24", "dev", "lan0"]);
    until("the new address", || neighbour.resolve(&host).filter(|found| found == "10.77.0.6"));
    let finding = doctor(&mut appliance);
    assert_eq!((&finding["status"], &finding["facts"]["state"]), (&json!("ok"), &json!("ok")), "{finding}");
    assert_eq!(finding["facts"]["resolves_to"], json!(["10.77.0.6"]), "{finding}");

    appliance.stop();
    until("the goodbye", || neighbour.resolve(&host).is_none().then_some(()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_another_machine_holds_is_told_and_the_issuer_stays() {
    let mut appliance = Appliance::prepare();
    let label = name("held");
    let host = format!("{label}.local");
    let issuer = format!("https://{host}:9443");
    found_at(&appliance, &issuer);
    start(&mut appliance, &[]);
    let mut neighbour = Neighbour::beside(appliance.server(), NEIGHBOUR);
    neighbour.avahi("far0", &label);
    until("the neighbour's own name", || neighbour.resolve(&host));
    ip(&mut appliance, &["addr", "add", "10.77.0.5/24", "dev", "lan0"]);

    let health = until_state(&appliance, "conflict").await;
    assert_eq!(health["host"], json!(host));
    // One machine, whichever of its addresses was heard first.
    let other = health["other"].as_str().unwrap();
    assert!(other == "10.77.0.9" || other.starts_with("fe80:"), "{other}");
    assert!(appliance.audited().await.contains(&"name.conflict".to_owned()));
    let (_, rows) = appliance.ask(Method::GET, "/health", None).await;
    assert_eq!(rows["issuer"], issuer, "never a new issuer");
    assert_eq!(neighbour.resolve(&host).as_deref(), Some("10.77.0.9"), "who was first keeps the name");
    assert_eq!(neighbour.resolve(&format!("{label}-2.local")), None, "and we take no substitute");
    let finding = doctor(&mut appliance);
    assert_eq!(
        (&finding["status"], &finding["facts"]["state"]),
        (&json!("fail"), &json!("conflict")),
        "{finding}"
    );
    assert!(finding["message"].as_str().unwrap().contains("10.77.0.9"), "{finding}");
    let (status, refusal) = appliance
        .ask(Method::POST, "/setup/address", Some(json!({"host": host.to_uppercase(), "port": 9444})))
        .await;
    assert_eq!((status, &refusal["errors"]), (200, &Value::Null), "the port may still be another one");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_networks_that_are_joined_later_bring_the_conflict_to_light() {
    let mut appliance = Appliance::prepare();
    let label = name("joined");
    let host = format!("{label}.local");
    start(&mut appliance, &["--issuer", &format!("https://{host}:9443")]);
    // The neighbour's own network: a switch with something else in it. The server's cable ends beside it.
    let more = "ip link add sw0 type bridge && ip link add else0 type veth peer name else1 && \
                ip link set else0 master sw0 && ip link set else0 up && ip link set else1 up && \
                ip link set sw0 up && ip addr add 10.77.0.9/24 dev sw0";
    let mut neighbour = Neighbour::beside(appliance.server(), more);
    neighbour.avahi("sw0", &label);
    ip(&mut appliance, &["addr", "add", "10.77.0.5/24", "dev", "lan0"]);
    assert_eq!(until_state(&appliance, "ok").await["resolves_to"], json!(["10.77.0.5"]));

    neighbour.run(&["ip", "link", "set", "far0", "master", "sw0"]);
    let health = until_state(&appliance, "conflict").await;
    assert_eq!(health["other"], "10.77.0.9", "without the address that holds for a cable alone");
    assert!(appliance.audited().await.contains(&"name.conflict".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_run_moves_name_certificate_port_and_announcement_without_a_restart() {
    let mut appliance = Appliance::prepare();
    let (old, new, taken) = (name("old"), name("new"), name("taken"));
    let (old_host, new_host) = (format!("{old}.local"), format!("{new}.local"));
    found_at(&appliance, &format!("https://{old_host}:9443"));
    start(&mut appliance, &[]);
    let mut neighbour = Neighbour::beside(appliance.server(), NEIGHBOUR);
    neighbour.avahi("far0", &taken);
    ip(&mut appliance, &["addr", "add", "10.77.0.5/24", "dev", "lan0"]);
    until("the old name", || neighbour.resolve(&old_host));
    assert!(appliance.server().line("first-run").contains(&old_host));
    let old_ca = appliance.beside("old.pem");
    std::fs::write(&old_ca, appliance.ca_pem().await).unwrap();

    let check = async |host: String| {
        let (status, found) =
            appliance.ask(Method::POST, "/setup/name-check", Some(json!({"host": host}))).await;
        assert_eq!(status, 200);
        found["state"].as_str().unwrap().to_owned()
    };
    assert_eq!(check(format!("{taken}.local")).await, "taken");
    assert_eq!(check(format!("{}.Local", taken.to_uppercase())).await, "taken", "case makes no other name");
    assert_eq!(check(old_host.clone()).await, "ours");
    assert_eq!(check(new_host.clone()).await, "free");
    let body = json!({"host": format!("{taken}.local")});
    let (status, refusal) = appliance.ask(Method::POST, "/setup/address", Some(body)).await;
    assert_eq!((status, &refusal["errors"][0]["field"]), (422, &json!("host")), "{refusal}");

    let body = json!({"host": new_host, "port": 9555});
    let (status, moved) = appliance.ask(Method::POST, "/setup/address", Some(body)).await;
    assert_eq!((status, &moved["issuer"]), (200, &json!(format!("https://{new_host}:9555"))), "{moved}");
    let new_ca = appliance.beside("new.pem");
    std::fs::write(&new_ca, appliance.ca_pem().await).unwrap();
    let link = appliance.server().line("first-run");
    assert!(link.starts_with(&format!("https://{new_host}:9555/setup/")), "{link}");

    let knock = beside_the_tests("knock").display().to_string();
    let (old_ca, new_ca) = (old_ca.display().to_string(), new_ca.display().to_string());
    let mut knocks = |port: &str, ca: &str, host: &str| {
        inside(&mut appliance, &[&knock, &format!("10.77.0.5:{port}"), ca, host]).0
    };
    assert!(knocks("9555", &new_ca, &new_host), "the new name's certificate is on the wire");
    assert!(!knocks("9555", &new_ca, &old_host), "and not the old one's");
    assert!(!knocks("9555", &old_ca, &new_host), "by a CA of its own");
    until("the old port", || (!knocks("9443", &new_ca, &new_host)).then_some(()));
    assert_eq!(until("the new name", || neighbour.resolve(&new_host)), "10.77.0.5");
    until("the old name's end", || neighbour.resolve(&old_host).is_none().then_some(()));
    let told = until("the services", || {
        neighbour.browse("_donelogin._tcp").into_iter().find(|line| line.contains(&new_host))
    });
    assert!(told.contains(&format!("iss=https://{new_host}:9555")), "{told}");

    let first = json!({"office_name": "Kestrel Row", "name": "Ann Smith", "email": "ann@x.example", "password": "fifteen letters or more"});
    assert_eq!(appliance.ask(Method::POST, "/setup", Some(first)).await.0, 201);
    let (status, _) = appliance.ask(Method::POST, "/setup/address", Some(json!({"host": old_host}))).await;
    assert_eq!(status, 409, "with the first administrator the address is frozen");
    appliance.stop();
    start(&mut appliance, &[]);
    assert_eq!(appliance.server().word("issuer"), format!("https://{new_host}:9555"));
    assert!(appliance.server().word("listen").ends_with(":9555"));
}
