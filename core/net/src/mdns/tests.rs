//! Multicast on loopback: daemons of their own, each test on its own port, nothing on a real network.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use mdns_sd::ServiceInfo;

use super::*;

const LIMIT: Duration = Duration::from_secs(20);

fn link(port: u16) -> Link {
    Link::Loopback { port, retry: Duration::from_millis(200) }
}

/// A port of its own for each test, so that tests and other runs on this machine do not hear each other.
fn free_port() -> u16 {
    std::net::UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn addresses(list: &[&str]) -> Vec<IpAddr> {
    list.iter().map(|address| address.parse().unwrap()).collect()
}

fn announce(port: u16, label: &str, list: &[&str]) -> Announcement {
    let beacon = Beacon {
        issuer: format!("https://{label}.local:8443"),
        office: "Kestrel Row".to_owned(),
        version: "1.2.3".to_owned(),
        ca_spki_sha256: [7; 32],
        port: 8443,
    };
    let name = LocalName::of_host(&format!("{label}.local")).unwrap().unwrap();
    Announcement::start_on(link(port), name, beacon, addresses(list))
}

async fn until(announcement: &Announcement, what: impl Fn(&MdnsState) -> bool) -> MdnsState {
    let mut state = announcement.state();
    let found = tokio::time::timeout(LIMIT, state.wait_for(|state| what(state))).await;
    match found {
        Ok(found) => found.unwrap().clone(),
        Err(_) => panic!("still {:?}", announcement.state().borrow()),
    }
}

fn is_announced(state: &MdnsState) -> bool {
    matches!(state, MdnsState::Announced { .. })
}

fn is_conflict(state: &MdnsState) -> bool {
    matches!(state, MdnsState::Conflict { .. })
}

/// Asks again until the LAN gives exactly this answer.
async fn until_answer(port: u16, host: &str, wanted: &[&str]) {
    let ask = async {
        while resolve_on(link(port), host, Duration::from_millis(400)).await.unwrap() != addresses(wanted) {}
    };
    tokio::time::timeout(LIMIT, ask).await.unwrap();
}

#[test]
fn of_many_strangers_the_first_are_told_and_the_rest_is_counted() {
    let mut strangers = announcer::Strangers::default();
    let forged: Vec<IpAddr> = (0..1_000_u32).map(|n| IpAddr::from((0x0a00_0000 + n).to_be_bytes())).collect();
    strangers.note(forged.iter().rev().copied());
    strangers.note(forged.iter().copied());
    let (shown, more) = strangers.shown();
    assert_eq!((shown.len(), more), (8, 248));
    assert_eq!(shown[0], forged[999], "who was heard first stays first");
    strangers.forget(forged[999]);
    assert_eq!((strangers.shown().0[0], strangers.shown().1), (forged[998], 247));
}

#[test]
fn only_a_single_label_below_local_is_announced() {
    let name = LocalName::of_host("Office-7f3k.local").unwrap().unwrap();
    assert_eq!(name.host(), "office-7f3k.local");
    for other in ["id.example.com", "localhost", "local", "id.home.arpa", "officelocal"] {
        assert_eq!(LocalName::of_host(other), Ok(None), "{other}");
    }
    assert_eq!(LocalName::of_host("a.b.local"), Err(NotASingleLabel("a.b.local".to_owned())));
}

#[tokio::test]
async fn a_name_is_announced_follows_the_addresses_and_goes() {
    let port = free_port();
    let announcement = announce(port, "office", &["127.0.0.1"]);
    let state = until(&announcement, is_announced).await;
    assert_eq!(
        state,
        MdnsState::Announced { name: "office.local".to_owned(), addresses: addresses(&["127.0.0.1"]) }
    );
    until_answer(port, "office.local", &["127.0.0.1"]).await;

    announcement.update_addresses(addresses(&["127.0.0.9"]));
    until(&announcement, |state| matches!(state, MdnsState::Announced { addresses, .. } if addresses[0].to_string() == "127.0.0.9")).await;
    until_answer(port, "office.local", &["127.0.0.9"]).await;

    let state = announcement.state();
    announcement.stop().await;
    assert_eq!(*state.borrow(), MdnsState::Stopped);
    until_answer(port, "office.local", &[]).await;
}

#[tokio::test]
async fn phones_find_the_issuer_and_the_hash_of_the_ca_key() {
    let port = free_port();
    let announcement = announce(port, "office", &["127.0.0.1"]);
    let daemon = link(port).daemon().unwrap();
    let events = daemon.browse(SERVICE_TYPE).unwrap();
    let look = async {
        loop {
            if let mdns_sd::ServiceEvent::ServiceResolved(service) = events.recv_async().await.unwrap() {
                break service;
            }
        }
    };
    let service = tokio::time::timeout(LIMIT, look).await.unwrap();
    assert_eq!(service.get_hostname(), "office.local.");
    assert_eq!(service.get_port(), 8443);
    assert_eq!(service.get_property_val_str("iss"), Some("https://office.local:8443"));
    assert_eq!(service.get_property_val_str("ca"), Some(URL_SAFE_NO_PAD.encode([7; 32]).as_str()));
    assert_eq!(service.get_property_val_str("port"), Some("8443"));
    assert_eq!(service.get_property_val_str("v"), Some("1"));
    assert_eq!(service.get_property_val_str("office"), Some("Kestrel Row"));
    assert_eq!(service.get_property_val_str("version"), Some("1.2.3"));
    announcement.stop().await;
}

#[tokio::test]
async fn the_second_holder_of_a_name_reports_a_conflict_and_keeps_silent() {
    let port = free_port();
    let first = announce(port, "office", &["127.0.0.1"]);
    until(&first, is_announced).await;

    let second = announce(port, "office", &["127.0.0.2"]);
    let state = until(&second, is_conflict).await;
    let MdnsState::Conflict { name, withdrawn, .. } = state else { panic!() };
    assert_eq!((name.as_str(), withdrawn), ("office.local", true));
    until_answer(port, "office.local", &["127.0.0.1"]).await;
    until_answer(port, "office-2.local", &[]).await;
    assert!(is_announced(&first.state().borrow()), "who was first keeps the name");

    first.stop().await;
    until(&second, is_announced).await;
    until_answer(port, "office.local", &["127.0.0.2"]).await;
    second.stop().await;
}

#[tokio::test]
async fn who_was_first_reports_a_stranger_and_goes_on_answering() {
    let port = free_port();
    let first = announce(port, "office", &["127.0.0.1"]);
    until(&first, is_announced).await;

    // A stranger that does not ask first, as no honest responder does.
    let stranger = link(port).daemon().unwrap();
    let mut service =
        ServiceInfo::new("_http._tcp.local.", "stranger", "office.local.", "127.0.0.66", 80, None).unwrap();
    service.set_requires_probe(false);
    stranger.register(service).unwrap();

    let state = until(&first, is_conflict).await;
    assert_eq!(
        state,
        MdnsState::Conflict {
            name: "office.local".to_owned(),
            with: addresses(&["127.0.0.66"]),
            more: 0,
            withdrawn: false
        }
    );
    stranger.shutdown().unwrap().recv_async().await.unwrap();
    until(&first, is_announced).await;
    first.stop().await;
}

#[tokio::test]
async fn without_an_address_nothing_is_announced_until_there_is_one() {
    let port = free_port();
    let announcement = announce(port, "office", &[]);
    until(&announcement, |state| *state == MdnsState::NoAddress).await;
    announcement.update_addresses(addresses(&["127.0.0.1"]));
    until(&announcement, is_announced).await;
    drop(announcement);
    until_answer(port, "office.local", &[]).await;
}

#[tokio::test]
async fn a_name_outside_local_is_asked_of_the_system_and_rubbish_of_nobody() {
    let found = resolve("localhost", LIMIT).await.unwrap();
    assert!(found.iter().all(IpAddr::is_loopback) && !found.is_empty());
    assert!(matches!(resolve("10.0.0.1", LIMIT).await, Err(ResolveError::Host(_))));
}
