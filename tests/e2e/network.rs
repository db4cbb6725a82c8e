//! A network of the test's own: an address comes and goes while the server runs.

use std::process::Command;
use std::time::{Duration, Instant};

use tests::appliance::Appliance;
use tests::program::{Running, beside_the_tests, run};

/// Runs in a network of its own, with its own `lo` and a cable that nothing hangs on.
fn in_a_new_network(serve: &Command) -> Command {
    let mut command = Command::new("unshare");
    if !rustix::process::geteuid().is_root() {
        command.args(["--user", "--map-root-user"]);
    }
    let set_up = "ip link set lo up && ip link add lan0 type veth peer name far0 && ip link set lan0 up \
                  && ip link set far0 up && exec \"$@\"";
    command.args(["--net", "--", "sh", "-c", set_up, "sh"]);
    command.arg(serve.get_program()).args(serve.get_args());
    for (name, value) in serve.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}

/// Something inside the network of the server.
fn inside(server: &Running, arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new("nsenter");
    command.args(["--target", &server.pid().to_string(), "--net"]);
    if !rustix::process::geteuid().is_root() {
        command.args(["--user", "--preserve-credentials"]);
    }
    command.arg("--").args(arguments);
    let output = run(command, "");
    (output.status.success(), String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

#[tokio::test]
async fn the_certificate_follows_the_addresses_without_a_restart() {
    let mut appliance = Appliance::prepare();
    appliance.server = Some(Running::start(in_a_new_network(&appliance.serve())).unwrap());
    let ca = appliance.beside("ca.pem");
    std::fs::write(&ca, appliance.ca_pem().await).unwrap();
    let knock = beside_the_tests("knock");
    let address = appliance.address().to_string();
    let server = appliance.server();
    let look = |server: &Running| {
        let (ok, said) = inside(server, &[knock.to_str().unwrap(), &address, ca.to_str().unwrap()]);
        assert!(ok, "nobody answers inside the network: {said}");
        said
    };
    let before = look(server);
    assert!(!before.contains("10.77.0.5"), "{before}");
    let until = |server: &Running, wanted: bool| {
        let end = Instant::now() + Duration::from_secs(30);
        loop {
            let said = look(server);
            if said.contains("10.77.0.5") == wanted {
                return said;
            }
            assert!(Instant::now() < end, "the certificate does not follow: {said}");
            std::thread::sleep(Duration::from_millis(200));
        }
    };
    assert!(inside(server, &["ip", "addr", "add", "10.77.0.5/24", "dev", "lan0"]).0);
    let with = until(server, true);
    assert_ne!(with, before);
    assert!(server.lives());
}

#[tokio::test]
async fn the_issuers_name_is_answered_on_the_network_with_the_present_address() {
    let mut appliance = Appliance::prepare();
    let issuer = format!("https://end-to-end.local:{}", appliance.port);
    let mut serve = appliance.command(&["serve", "--issuer", &issuer]);
    serve.env("DONELOGIN_NET__CA_PORT", "0");
    appliance.server = Some(Running::start(in_a_new_network(&serve)).unwrap());
    let ca = appliance.beside("ca.pem");
    std::fs::write(&ca, appliance.ca_pem().await).unwrap();
    let address = format!("10.77.0.5:{}", appliance.port);
    let server = appliance.server();
    assert!(inside(server, &["ip", "addr", "add", "10.77.0.5/24", "dev", "lan0"]).0);
    let knock = beside_the_tests("knock");
    let knock = knock.to_str().unwrap();
    let end = Instant::now() + Duration::from_secs(30);
    loop {
        let (found, said) = inside(server, &[knock, "end-to-end.local"]);
        if found && said.contains("10.77.0.5") {
            break;
        }
        assert!(Instant::now() < end, "nobody answers to the name: {said} {}", server.stderr());
    }
    let (answers, said) = inside(server, &[knock, &address, ca.to_str().unwrap()]);
    assert!(
        answers && said.contains("10.77.0.5"),
        "under the address stands a certificate that names it: {said}"
    );
}
