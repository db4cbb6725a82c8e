//! The host name, the port, and the certificate that is shown there.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use domain::world::{Clock as _, SystemClock};
use net::addresses::{on_the_lan, with_loopback};
use net::certificate::Facts;
use net::files::{self, CertificateFiles};
use net::mdns;
use net::probe::{self, Port};

use super::{Answers, Finding};
use crate::cli::output::time_text;
use crate::config::{Config, TlsFiles};

/// How long others have to answer.
const LIMIT: Duration = Duration::from_secs(2);

pub(super) async fn check(config: &Config, answers: &Answers) -> Vec<Finding> {
    let host = answers.issuer.host();
    let own = on_the_lan().unwrap_or_default();
    let mut findings = vec![check_name(host, &own, config.mdns).await];
    if !answers.is_served {
        findings.push(check_port(config, answers.issuer.port()).await);
    }
    findings.push(match &config.tls {
        Some(files) => check_files(files, host),
        None => check_certificate(config, answers, &own).await,
    });
    findings
}

/// Whoever signs in has to find us by name, and nobody else may answer to it.
async fn check_name(host: &str, own: &[IpAddr], is_announced: bool) -> Finding {
    let found = match mdns::resolve(host, LIMIT).await {
        Ok(found) => found,
        Err(error) => {
            return Finding::warn("name", error.to_string(), "let UDP port 5353 through the firewall");
        }
    };
    let list =
        |addresses: &[IpAddr]| addresses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let ours = with_loopback(own);
    let strangers: Vec<IpAddr> = found.iter().copied().filter(|address| !ours.contains(address)).collect();
    match (found.is_empty(), strangers.is_empty(), host.ends_with(".local")) {
        (true, _, true) if !is_announced => Finding::warn(
            "name",
            format!("{host} is not announced"),
            "set mdns to true, or write the name into DNS",
        ),
        (true, _, true) => Finding::warn(
            "name",
            format!("nobody answers to {host}"),
            "start the server, which announces the name",
        ),
        (true, _, false) => {
            Finding::fail("name", format!("{host} has no address"), "write the name into your DNS")
        }
        (false, true, _) => Finding::ok("name", format!("{host} is {}", list(&found))),
        (false, false, true) => {
            let mend = "switch the other machine off, or have one of the two renamed";
            Finding::fail("name", format!("{} answers to {host} as well", list(&strangers)), mend)
        }
        (false, false, false) => {
            let mend = "that is right behind a proxy only; else correct your DNS";
            Finding::warn("name", format!("{host} is {}, another machine", list(&strangers)), mend)
        }
    }
}

async fn check_port(config: &Config, port: u16) -> Finding {
    let address = config.listen.unwrap_or_else(|| SocketAddr::from((Ipv4Addr::UNSPECIFIED, port)));
    match probe::port(address).await {
        Port::Free => Finding::ok("port", format!("{address} is free; no server runs")),
        Port::Taken => {
            let mend = "stop the other program, or choose another port with --listen";
            Finding::fail("port", format!("{address} is taken by another program"), mend)
        }
        Port::Denied => {
            Finding::fail("port", format!("{address} is not allowed to us"), "choose a port from 1024 up")
        }
        Port::Failed(error) => Finding::fail("port", format!("{address}: {error}"), "correct --listen"),
    }
}

/// What is shown on the port must be ours, cover the name, and be young enough that renewal works.
async fn check_certificate(config: &Config, answers: &Answers, own: &[IpAddr]) -> Finding {
    const CHECK: &str = "certificate";
    let Some(authority) = &answers.authority else {
        return Finding::warn(CHECK, "there is no certificate authority yet", "start the server once");
    };
    let now = SystemClock::default().now();
    let host = answers.issuer.host();
    if !answers.is_served {
        return match Facts::read(authority) {
            Ok(facts) if now <= facts.not_after => {
                Finding::ok(CHECK, format!("the authority is valid until {}", time_text(facts.not_after)))
            }
            Ok(_) => Finding::fail(
                CHECK,
                "the authority's time is over",
                "make a new one and have it trusted anew",
            ),
            Err(error) => Finding::fail(CHECK, error.to_string(), "put a backup back"),
        };
    }
    let mut address =
        config.listen.unwrap_or_else(|| SocketAddr::from((Ipv4Addr::LOCALHOST, answers.issuer.port())));
    if address.ip().is_unspecified() {
        address.set_ip(Ipv4Addr::LOCALHOST.into());
    }
    let facts = match probe::peer(address, host, authority, LIMIT).await {
        Ok(peer) => peer.facts,
        Err(error) => {
            let mend = "look at the server's log; a server that listens elsewhere says so with listen in donelogin.toml";
            return Finding::warn(CHECK, error.to_string(), mend);
        }
    };
    let missing: Vec<String> =
        own.iter().filter(|address| !facts.sans.ip.contains(address)).map(ToString::to_string).collect();
    // The last third of its life: by then it should have been renewed.
    if now > facts.not_after - (facts.not_after - facts.not_before) / 4 {
        let message = format!("it ends on {} and was not renewed", time_text(facts.not_after));
        return Finding::fail(CHECK, message, "restart the server, and look at its log");
    }
    if !missing.is_empty() {
        let message = format!("it does not name {}", missing.join(", "));
        return Finding::warn(CHECK, message, "it is renewed within minutes of a change of address");
    }
    Finding::ok(CHECK, format!("{address} shows ours for {host}, valid until {}", time_text(facts.not_after)))
}

fn check_files(tls: &TlsFiles, host: &str) -> Finding {
    const CHECK: &str = "certificate";
    const SOON_S: i64 = 14 * 86_400;
    let files = CertificateFiles { certificate: tls.certificate_file.clone(), key: tls.key_file.clone() };
    let now = SystemClock::default().now();
    match files::load(&files, host, now) {
        Ok(loaded) if loaded.facts.not_after - now < SOON_S => {
            let message = format!("yours ends on {}", time_text(loaded.facts.not_after));
            Finding::warn(
                CHECK,
                message,
                "renew it and write it to the same files; it is taken without a restart",
            )
        }
        Ok(loaded) => {
            Finding::ok(CHECK, format!("yours for {host}, valid until {}", time_text(loaded.facts.not_after)))
        }
        Err(error) => {
            Finding::fail(CHECK, error.to_string(), "correct tls.certificate_file and tls.key_file")
        }
    }
}
