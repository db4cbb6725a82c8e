//! The host name, the port, and the certificate that is shown there.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use domain::host::is_local;
use domain::reach::{Reach, ReachState};
use domain::world::{Clock as _, SystemClock};
use net::addresses::{self, on_the_lan, with_loopback};
use net::certificate::Facts;
use net::files::{self, CertificateFiles};
use net::mdns;
use net::probe::{self, Port};
use serde_json::{Value, json};

use super::{Answers, Finding};
use crate::cli::output::time_text;
use crate::config::{Config, TlsFiles};

/// How long others have to answer.
const LIMIT: Duration = Duration::from_secs(2);

pub(super) async fn check(config: &Config, answers: &Answers) -> Vec<Finding> {
    let host = answers.issuer.host();
    let own = on_the_lan().unwrap_or_default();
    let mut findings = vec![check_name(host, config.mdns, answers.is_served).await];
    if !answers.is_served {
        findings.push(check_port(config, answers.issuer.port()).await);
    }
    let chosen = || {
        let (certificate_file, key_file) = answers.files.clone()?;
        Some(TlsFiles { certificate_file, key_file })
    };
    findings.push(match config.tls.clone().or_else(chosen) {
        Some(files) => check_files(&files, host),
        None => check_certificate(config, answers, &own).await,
    });
    findings
}

/// Whoever signs in has to find us by name, and nobody else may answer to it: asked as another machine would.
async fn check_name(host: &str, is_announced: bool, is_served: bool) -> Finding {
    const CHECK: &str = "name";
    if is_local(host) && !is_announced {
        let reach = Reach::judge(host, false, Vec::new(), &[]);
        let mend = "set mdns to true, or write the name into DNS";
        return Finding::warn(CHECK, format!("{host} is not announced"), mend).about(as_json(&reach));
    }
    let found = match mdns::resolve(host, LIMIT).await {
        Ok(found) => found,
        Err(error) => {
            return Finding::warn(CHECK, error.to_string(), "let UDP port 5353 through the firewall");
        }
    };
    let own = with_loopback(&addresses::all().unwrap_or_default());
    let reach = Reach::judge(host, is_announced, found, &own);
    judge_name(&reach, is_served).about(as_json(&reach))
}

fn judge_name(reach: &Reach, is_served: bool) -> Finding {
    const CHECK: &str = "name";
    let host = &reach.host;
    let other = reach.other.as_deref().unwrap_or("another machine");
    let found = reach.resolves_to.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match (reach.state, is_local(host)) {
        (ReachState::Ok, _) => Finding::ok(CHECK, format!("{host} is {found}")),
        (ReachState::Conflict, _) => {
            let mend = "switch the other machine off, or have that one renamed; our address stays as it is";
            Finding::fail(CHECK, format!("{other} answers to {host}, which is our name"), mend)
        }
        (ReachState::NotFound | ReachState::Off, true) if is_served => {
            let mend =
                "let UDP port 5353 through the firewall, and connect this computer to the office's network";
            Finding::warn(CHECK, format!("nobody answers to {host}"), mend)
        }
        (ReachState::NotFound | ReachState::Off, true) => {
            let mend = "start the server, which announces the name";
            Finding::warn(CHECK, format!("nobody answers to {host}"), mend)
        }
        (ReachState::NotFound | ReachState::Off, false) => {
            Finding::fail(CHECK, format!("{host} has no address"), "write the name into your DNS")
        }
        (ReachState::Elsewhere, _) => {
            let mend = "that is right behind a proxy only; else correct your DNS";
            Finding::warn(CHECK, format!("{host} is {other}, another machine"), mend)
        }
    }
}

fn as_json(reach: &Reach) -> Value {
    json!({
        "host": reach.host,
        "state": reach.state.as_str(),
        "resolves_to": reach.resolves_to.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "other": reach.other,
    })
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
