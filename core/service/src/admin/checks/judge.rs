//! What the facts about an app mean: one judgement each, pure.

use std::net::IpAddr;

use domain::client::{Client, StoredSecret};
use domain::handshake::{Handshake, Outcome};
use domain::look::{Answer, Fault, Look, Shown, Target};
use oidc::metadata::{AuthMethod, ClientMetadata};

use super::{Check, Name, State};
use crate::way::{Passed, Stage, Way};

/// A certificate that ends within so many seconds is worth a word.
const SOON_S: i64 = 14 * 86_400;
const UNSERVED: &str =
    "set the app to client_secret_basic or client_secret_post: this method is not served here";

fn ok(name: Name, detail: impl Into<String>) -> Check {
    Check { name, state: State::Ok, detail: detail.into(), mend: None }
}

fn warn(name: Name, detail: impl Into<String>, mend: &'static str) -> Check {
    Check { name, state: State::Warn, detail: detail.into(), mend: Some(mend) }
}

fn fail(name: Name, detail: impl Into<String>, mend: &'static str) -> Check {
    Check { name, state: State::Fail, detail: detail.into(), mend: Some(mend) }
}

/// What the app registered, and what it brought that was something else.
pub(super) fn registration(client: &Client, way: &Way, issuer: &str) -> Vec<Check> {
    let mut checks = vec![match client.is_active() {
        true => ok(Name::State, "active"),
        false => fail(Name::State, "disabled", "switch the app on: nobody can sign in to it"),
    }];
    checks.push(proof(client, way));
    let uris = &client.metadata.redirect_uris;
    checks.extend(match (&way.redirect, uris.len()) {
        (Some(sent), _) => Some(fail(
            Name::Redirects,
            sent.clone(),
            "somebody asked in the app's name to return there: register it if it is the app's own, or correct it in the app",
        )),
        (None, 0) if !sends_people(client) => None,
        (None, 0) => Some(fail(
            Name::Redirects,
            "none",
            "add the address that the app's manual calls redirect or callback URI",
        )),
        (None, _) => {
            let uris: Vec<&str> = uris.iter().map(String::as_str).take(5).collect();
            Some(ok(Name::Redirects, uris.join(" ")))
        }
    });
    let shared =
        uris.iter().filter_map(|uri| Target::parse(uri).ok()).map(|target| shared_host(&target, issuer));
    checks.extend(shared.filter(|check| check.state != State::Ok).take(1));
    checks
}

/// Whether people come to us from the app in a browser, and go back to it. A program of its own, or a device, sends nobody.
pub(super) fn sends_people(client: &Client) -> bool {
    ["authorization_code", "implicit"].iter().any(|grant| client.metadata.may_use_grant(grant))
}

fn proof(client: &Client, way: &Way) -> Check {
    let name = proof_name(&client.metadata);
    if let Some(at) = way.secret_refused_at() {
        return fail(name, at.to_string(), proof_again(&client.metadata));
    }
    let method = String::from(client.metadata.token_endpoint_auth_method.clone());
    match (&client.metadata.token_endpoint_auth_method, &client.secret) {
        (AuthMethod::None, _) => ok(name, "public, with PKCE"),
        (AuthMethod::Unserved(_), _) => fail(name, method, UNSERVED),
        (own_way, _) if !own_way.has_secret() => ok(name, method),
        (_, None) => fail(name, "none", "make a new secret, and enter it in the app"),
        (_, Some(StoredSecret::Imported { weak: true, .. })) => {
            warn(name, "imported, short", "make a new secret, and enter it in the app")
        }
        (_, Some(_)) => ok(name, method),
    }
}

fn proof_name(metadata: &ClientMetadata) -> Name {
    match metadata.token_endpoint_auth_method {
        AuthMethod::ClientSecretBasic | AuthMethod::ClientSecretPost | AuthMethod::ClientSecretJwt => {
            Name::Secret
        }
        AuthMethod::PrivateKeyJwt => Name::Key,
        AuthMethod::TlsClientAuth | AuthMethod::SelfSignedTlsClientAuth => Name::ClientCertificate,
        AuthMethod::None => Name::NoSecret,
        AuthMethod::Unserved(_) => Name::Unserved,
    }
}

/// What mends an app that could not prove itself, by the way that it registered.
fn proof_again(metadata: &ClientMetadata) -> &'static str {
    match &metadata.token_endpoint_auth_method {
        AuthMethod::ClientSecretBasic | AuthMethod::ClientSecretPost => {
            "the app came with a wrong secret: make a new one, and enter it in the app"
        }
        AuthMethod::ClientSecretJwt => {
            "the app's assertion was not signed with its secret: make a new one, enter it in the app, and choose client_secret_jwt there"
        }
        AuthMethod::PrivateKeyJwt => {
            "the app's assertion was not signed with a key that it registered: register its public key, or the address of its keys, and choose private_key_jwt there"
        }
        AuthMethod::TlsClientAuth => {
            "the app showed no certificate that it is known by: issue one to it, or correct the subject, and let it call the endpoints of mtls_endpoint_aliases"
        }
        AuthMethod::SelfSignedTlsClientAuth => {
            "the app showed no certificate that is among its keys: register its key with the certificate (x5c), and let it call the endpoints of mtls_endpoint_aliases"
        }
        AuthMethod::None => {
            "the app sent a secret, though it is registered without one: take the secret out of the app, or let it prove itself by a secret here"
        }
        AuthMethod::Unserved(_) => UNSERVED,
    }
}

/// Cookies separate neither ports nor sites of one host.
pub(super) fn shared_host(target: &Target, issuer: &str) -> Check {
    let own = Target::parse(issuer).map(|own| own.host).unwrap_or_default();
    if own == target.host && !target.is_loopback() {
        let mend =
            "serve the app under a host name of its own: apps of one host can read each other's cookies";
        return warn(Name::SharedHost, target.host.clone(), mend);
    }
    ok(Name::SharedHost, target.host.clone())
}

/// What was found at its address.
pub(super) fn look(target: &Target, look: &Look, now: i64) -> Vec<Check> {
    let mut checks = vec![resolves(target, look)];
    if !target.is_encrypted && !target.is_loopback() {
        let mend = "serve the app by https: what comes back to it can be read on the network";
        checks.push(warn(Name::Encryption, format!("http://{}:{}", target.host, target.port), mend));
    }
    checks.extend(look.answer.map(|answer| answers(target, answer)));
    checks.extend(look.certificate.as_ref().map(|shown| certificate(target, shown, now)));
    checks
}

/// For somebody whose app it is: what mends the app, and nothing of what else is on the network. Addresses of machines and
/// the names in their certificates go.
pub(super) fn say_less(check: &mut Check) {
    let kept = match check.name {
        Name::Resolves => check.detail.split(" → ").next(),
        Name::Answers => check.detail.split(" (").next(),
        Name::Certificate => Some(check.detail.as_str()).filter(|detail| detail.ends_with(" days")),
        Name::TrustsUs => None,
        _ => return,
    };
    check.detail = kept.unwrap_or_default().to_owned();
}

/// Nobody looked there for somebody whose app it is: whether it would work is not known.
pub(super) fn not_looked_at(target: &Target) -> Check {
    let mend = "ask an administrator to test it: this one is not looked at";
    warn(Name::Resolves, target.host.clone(), mend)
}

fn resolves(target: &Target, look: &Look) -> Check {
    let host = &target.host;
    if look.addresses.is_empty() {
        return match look.has_forbidden {
            true => fail(
                Name::Resolves,
                host.clone(),
                "give the app an address of the office's network: this one is not looked at",
            ),
            false => fail(
                Name::Resolves,
                host.clone(),
                "check the spelling; the name has to be in the office's DNS, or end in .local and be announced",
            ),
        };
    }
    let addresses: Vec<String> = look.addresses.iter().take(5).map(ToString::to_string).collect();
    ok(Name::Resolves, format!("{host} → {}", addresses.join(", ")))
}

fn answers(target: &Target, answer: Answer) -> Check {
    let place = format!("{}:{}", target.host, target.port);
    match answer {
        Answer::Open(address) => ok(Name::Answers, format!("{place} ({address})")),
        Answer::Closed => {
            fail(Name::Answers, place, "nothing listens there: start the app, or correct the port")
        }
        Answer::Silent => fail(
            Name::Answers,
            place,
            "no answer: a firewall, another network, or a machine that is switched off",
        ),
        Answer::Unreachable => fail(Name::Answers, place, "there is no way there from this machine"),
        Answer::Ourselves => {
            fail(Name::Answers, place, "this is the sign-in server itself: enter the app's own address")
        }
    }
}

fn certificate(target: &Target, shown: &Shown, now: i64) -> Check {
    match shown {
        Shown::NoTls => fail(
            Name::Certificate,
            format!("{}:{}", target.host, target.port),
            "the app speaks no TLS at this port: correct the port, or set TLS up in the app",
        ),
        Shown::Sound { not_after } if *not_after - now < SOON_S => {
            warn(Name::Certificate, format!("{} days", days(*not_after, now)), "renew the app's certificate")
        }
        Shown::Sound { not_after } => ok(Name::Certificate, format!("{} days", days(*not_after, now))),
        Shown::Unsound { fault, names, not_after } => {
            let names = names.iter().take(5).map(String::as_str).collect::<Vec<_>>().join(", ");
            let (detail, mend) = match fault {
                Fault::Expired => {
                    (format!("{} days", days(*not_after, now)), "renew the app's certificate: it has expired")
                }
                Fault::NotYet => (names, "set the clocks of both machines: the certificate is not valid yet"),
                Fault::OtherName => (
                    names,
                    "the certificate is for other names: use one of them, or make another certificate",
                ),
                Fault::UnknownAuthority => (
                    names,
                    "browsers warn here unless they trust the app's own CA: install it on them, or use another certificate",
                ),
                Fault::Other => (names, "make another certificate for the app: this one is not taken"),
            };
            // A CA that only the browsers of the office know is no fault of the app.
            match fault {
                Fault::UnknownAuthority => warn(Name::Certificate, detail, mend),
                _ => fail(Name::Certificate, detail, mend),
            }
        }
    }
}

fn days(until: i64, now: i64) -> i64 {
    (until - now).div_euclid(86_400)
}

/// What the app's machine said to our certificate. One machine may run several apps, and a proxy stands before others.
pub(super) fn trust(addresses: &[IpAddr], knocked: &[Handshake]) -> Check {
    let of_app = |one: &&Handshake| addresses.iter().any(|address| address.to_canonical() == one.ip);
    let Some(last) = knocked.iter().find(of_app) else {
        return warn(
            Name::TrustsUs,
            "",
            "its machine has not come here since the start: sign in to the app once, and look again",
        );
    };
    let ip = last.ip.to_string();
    match last.outcome {
        Outcome::Ok => ok(Name::TrustsUs, ip),
        Outcome::UnknownCa | Outcome::CertificateRefused => fail(
            Name::TrustsUs,
            ip,
            "install this server's CA certificate on the app's machine, and where the app keeps CAs of its own, there too",
        ),
        Outcome::WrongName => fail(
            Name::TrustsUs,
            ip,
            "enter the issuer in the app exactly as it is shown here: it uses another name",
        ),
        Outcome::NoCommonVersion => fail(Name::TrustsUs, ip, "update the app: it speaks no TLS 1.2 or newer"),
        Outcome::NotTls => fail(Name::TrustsUs, ip, "enter the issuer in the app with https://"),
        Outcome::BrokenOff => warn(Name::TrustsUs, ip, "its machine hung up: look into the app's log"),
    }
}

/// How far the app came on the way of a sign-in since the start, stage by stage. What was refused for another reason than
/// its secret and its address, which are judged by themselves.
pub(super) fn way(client: &Client, way: &Way) -> Vec<Check> {
    let asked = match way.at(Stage::Asked) {
        None if !sends_people(client) => None,
        None => Some(warn(Name::Asked, "", "open the app, sign in there once, and look again")),
        Some(Passed { refused: None, at, .. }) => Some(ok(Name::Asked, at.to_string())),
        Some(Passed { refused: Some(error), .. }) => {
            Some(fail(Name::Asked, error.to_string(), error.entry().mend))
        }
    };
    let refused = |stage| way.at(stage).and_then(|passed| passed.refused.as_ref());
    let exchanged = refused(Stage::Exchanged).filter(|_| way.secret_refused_at().is_none());
    let exchanged = exchanged.map(|e| fail(Name::Exchanged, e.to_string(), e.entry().mend));
    // Many apps read the ID token alone, so that this is no fault.
    let told = way.at(Stage::Told).map(|passed| ok(Name::Told, passed.at.to_string()));
    [asked, exchanged, told].into_iter().flatten().collect()
}

/// `last`: when the newest code was given, when it ended, whether it was exchanged.
pub(super) fn used(last: Option<(i64, i64, bool)>, now: i64) -> Check {
    match last {
        None => warn(Name::Used, "", "nobody has signed in to it lately: try it once"),
        Some((at, _, true)) => ok(Name::Used, at.to_string()),
        Some((at, ends, false)) if now < ends => ok(Name::Used, at.to_string()),
        Some((at, _, false)) => fail(
            Name::Used,
            at.to_string(),
            "the app was sent a code and did not exchange it: look into its log for this time, and check its secret and whether it reaches this server",
        ),
    }
}

#[cfg(test)]
mod tests {
    use domain::client::SecretSource;
    use domain::world::SystemEntropy;
    use oidc::error::{ErrorCode, ProtocolError};

    use super::*;
    use crate::way::Held;

    fn client() -> Client {
        let json = serde_json::json!({"redirect_uris": ["https://a.example/cb"]});
        let metadata = ClientMetadata::parse(&json).unwrap().metadata;
        Client::register(None, metadata, SecretSource::Generate, b"key", &SystemEntropy, 10).0
    }

    fn target(url: &str) -> Target {
        Target::parse(url).unwrap()
    }

    #[test]
    fn an_app_under_our_own_host_is_warned_of_and_trials_are_not() {
        let shared = |url: &str, issuer: &str| shared_host(&target(url), issuer).state;
        assert_eq!(shared("https://office.local:9000/cb", "https://office.local:8443"), State::Warn);
        assert_eq!(shared("https://files.local/cb", "https://office.local:8443"), State::Ok);
        assert_eq!(shared("http://localhost:3000/cb", "https://localhost:8443"), State::Ok);
    }

    #[test]
    fn the_last_word_of_the_apps_machine_counts() {
        let one = |last: u8, outcome| Handshake {
            seq: 1,
            at: 1,
            ip: IpAddr::from([10, 0, 0, last]),
            server_name: None,
            outcome,
            count: 1,
        };
        let knocked = [one(2, Outcome::UnknownCa), one(3, Outcome::Ok), one(2, Outcome::Ok)];
        let state = |last: u8| trust(&[IpAddr::from([10, 0, 0, last])], &knocked).state;
        assert_eq!((state(2), state(3), state(4)), (State::Fail, State::Ok, State::Warn));
    }

    #[test]
    fn who_has_no_secret_is_not_told_to_make_one() {
        let (held, app) = (Held::default(), client());
        held.was_refused(
            &app,
            Stage::Exchanged,
            &ProtocolError::new(ErrorCode::InvalidClient, "client authentication failed"),
            11,
        );
        for (method, word) in [
            ("client_secret_basic", "a wrong secret"),
            ("client_secret_jwt", "client_secret_jwt"),
            ("private_key_jwt", "register its public key"),
            ("tls_client_auth", "issue one to it"),
            ("self_signed_tls_client_auth", "x5c"),
            ("none", "take the secret out"),
        ] {
            let mut app = app.clone();
            app.metadata.token_endpoint_auth_method = method.to_owned().into();
            let check = proof(&app, &held.of(&app));
            assert_eq!(check.state, State::Fail, "{method}");
            assert!(check.mend.is_some_and(|mend| mend.contains(word)), "{method}: {:?}", check.mend);
        }
    }

    #[test]
    fn a_program_of_its_own_needs_no_address_and_nobody_who_signs_in() {
        let json = serde_json::json!({"grant_types": ["client_credentials"], "scope": "reports:read"});
        let metadata = ClientMetadata::parse(&json).unwrap().metadata;
        let app = Client { metadata, ..client() };
        let told = registration(&app, &Way::default(), "https://office.local");
        let names: Vec<Name> = told.iter().map(|check| check.name).collect();
        assert_eq!(names, [Name::State, Name::Secret]);
        assert_eq!(way(&app, &Way::default()), []);
    }

    #[test]
    fn how_far_an_app_came_is_told_stage_by_stage() {
        let (held, app) = (Held::default(), client());
        let told = |held: &Held| -> Vec<_> {
            way(&app, &held.of(&app)).iter().map(|check| (check.name, check.state)).collect()
        };
        assert_eq!(told(&held), [(Name::Asked, State::Warn)]);
        held.went_well(&app, Stage::Asked, 11);
        held.was_refused(&app, Stage::Exchanged, &ProtocolError::invalid_grant("the code has expired"), 12);
        assert_eq!(told(&held), [(Name::Asked, State::Ok), (Name::Exchanged, State::Fail)]);
        let mend = way(&app, &held.of(&app)).pop().unwrap().mend.unwrap();
        assert!(mend.starts_with("Exchange the code"), "{mend}");
        held.went_well(&app, Stage::Exchanged, 13);
        held.went_well(&app, Stage::Told, 13);
        assert_eq!(told(&held), [(Name::Asked, State::Ok), (Name::Told, State::Ok)]);
    }

    #[test]
    fn a_code_that_nobody_fetched_is_told() {
        assert_eq!(used(Some((10, 70, false)), 60).state, State::Ok);
        assert_eq!(used(Some((10, 70, false)), 71).state, State::Fail);
        assert_eq!(used(Some((10, 70, true)), 71).state, State::Ok);
        assert_eq!(used(None, 71).state, State::Warn);
    }

    #[test]
    fn what_was_found_is_told_in_its_order() {
        let found = Look {
            addresses: vec![IpAddr::from([10, 0, 0, 2])],
            has_forbidden: false,
            answer: Some(Answer::Open(IpAddr::from([10, 0, 0, 2]))),
            certificate: Some(Shown::Unsound {
                fault: Fault::OtherName,
                names: vec!["other.local".into()],
                not_after: 9,
            }),
        };
        let checks = look(&target("https://files.local/"), &found, 0);
        let told: Vec<_> = checks.iter().map(|check| (check.name, check.state)).collect();
        assert_eq!(
            told,
            [(Name::Resolves, State::Ok), (Name::Answers, State::Ok), (Name::Certificate, State::Fail)]
        );
        assert_eq!(checks[2].detail, "other.local");
        let nothing = look(&target("http://files.local/"), &Look::default(), 0);
        assert_eq!((nothing[0].state, nothing[1].name), (State::Fail, Name::Encryption));
    }
}
