//! A network of the test's own: an address comes and goes while the server runs.

use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::world::SystemEntropy;
use net::ca::Authority;
use net::leaf::LeafNames;
use store::{Sealer, Store, StoreError, vault};
use tests::appliance::Appliance;
use tests::namespace::Own;
use tests::peer::Look;
use tests::program::{Running, beside_the_tests, run};

/// The command in a network of its own.
fn in_its_own_network(appliance: &Appliance, serve: &Command) -> Option<Command> {
    let mut command = Own::Network.command(&appliance.dir())?;
    command.arg(serve.get_program()).args(serve.get_args()).env("DONELOGIN_NET__CA_PORT", "0");
    Some(command)
}

/// Something inside the network of the server.
fn inside(server: &Running, arguments: &[&str]) -> (bool, String) {
    let mut command = Own::join(server.pid());
    command.args(arguments);
    let output = run(command, "");
    (output.status.success(), String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

#[tokio::test]
async fn the_certificate_follows_the_addresses_without_a_restart() {
    let mut appliance = Appliance::prepare();
    let Some(command) = in_its_own_network(&appliance, &appliance.serve()) else {
        // Where no network can be made, the certificate of another day stands for the change.
        return a_certificate_of_other_addresses_is_replaced(appliance).await;
    };
    appliance.server = Some(Running::start(command).unwrap());
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

/// Puts a certificate that names no address in the place of the stored one.
fn forget_addresses(dir: &std::path::Path) {
    let key: [u8; 32] = std::fs::read(dir.join("master.key")).unwrap().try_into().unwrap();
    let sealer = Sealer::new(&key, Arc::new(SystemEntropy)).unwrap();
    let store = Store::open(&dir.join("donelogin.db"), sealer).unwrap();
    let (certificate, key) = store
        .read(|tx| {
            Ok::<_, StoreError>((vault::bytes(tx, "ca.cert")?.unwrap(), vault::open(tx, "ca.key")?.unwrap()))
        })
        .unwrap();
    let now = i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap();
    let authority = Authority::from_parts(&certificate, &key).unwrap();
    let leaf = authority.issue(&LeafNames::new("localhost", &[]).unwrap(), now).unwrap();
    let stored = store.write_blocking::<_, StoreError>(move |tx| {
        vault::put(tx, "leaf.cert", &leaf.cert_der, now)?;
        vault::seal(tx, "leaf.key", &leaf.key_der, now)
    });
    stored.unwrap();
}

async fn a_certificate_of_other_addresses_is_replaced(mut appliance: Appliance) {
    appliance.restart();
    let ca = appliance.ca_pem().await;
    let before = Look::at(appliance.address(), &ca).unwrap().fingerprint();
    appliance.stop();
    let dir = appliance.dir();
    // The store waits for its writer, which a test's runtime does not like.
    std::thread::spawn(move || forget_addresses(&dir)).join().unwrap();
    appliance.restart();
    let look = Look::by_address(appliance.address(), &ca).unwrap();
    assert_ne!(look.fingerprint(), before);
    assert!(look.addresses().contains(&"127.0.0.1".to_owned()));
}

#[tokio::test]
async fn a_start_elsewhere_brings_a_certificate_for_the_addresses_there() {
    a_certificate_of_other_addresses_is_replaced(Appliance::prepare()).await;
}

#[tokio::test]
async fn the_issuers_name_is_answered_on_the_network_with_the_present_address() {
    let mut appliance = Appliance::prepare();
    let issuer = format!("https://end-to-end.local:{}", appliance.port);
    let mut serve = appliance.command(&["serve", "--issuer", &issuer]);
    let Some(command) = in_its_own_network(&appliance, &serve) else {
        // The office's real network is not to be told of a test: then only the certificate can be looked at.
        serve
            .args(["--no-mdns", "--listen", &appliance.address().to_string()])
            .env("DONELOGIN_NET__CA_PORT", "0");
        appliance.server = Some(Running::start(serve).unwrap());
        let look = Look::at(appliance.address(), &appliance.ca_pem().await).unwrap();
        assert!(look.facts.sans.dns.contains(&"end-to-end.local".to_owned()));
        return;
    };
    appliance.server = Some(Running::start(command).unwrap());
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
    // The name and the certificate follow the address each in its own time.
    loop {
        let (answers, said) = inside(server, &[knock, &address, ca.to_str().unwrap()]);
        if answers && said.contains("10.77.0.5") {
            break;
        }
        assert!(Instant::now() < end, "under the address stands no certificate that names it: {said}");
    }
}
