//! `/setup/<token>/address`: the office chooses where people find it, while there is no administrator.

use std::net::IpAddr;
use std::sync::Arc;

use domain::host::OfficeHost;
use service::Cx;
use service::address::{
    Answer, Found, MoveError, Moved, Mover, NewAddress, OwnFile, PortFault, Wanted, settle,
};
use web::{CaFacts, Site};
use zeroize::Zeroizing;

use crate::world::{AUTHORITY, Browser, ISSUER, World};

/// Moves as a server does, but for the network.
struct Double(Site);

impl Mover for Double {
    fn look<'a>(&'a self, host: &'a OfficeHost) -> Answer<'a, Found> {
        Box::pin(async move {
            match host.as_str() {
                "taken.local" => Found::Taken { by: vec![IpAddr::from([192, 168, 1, 9])] },
                "sso.office.internal" => Found::Ours,
                host if host.ends_with(".local") => Found::Free,
                _ => Found::Unknown { why: "It has no address yet.".into() },
            }
        })
    }

    fn move_to<'a>(&'a self, cx: &'a Cx, wanted: Wanted) -> Answer<'a, Result<Moved, MoveError>> {
        Box::pin(async move {
            if wanted.port == Some(80) {
                return Err(MoveError::Port(PortFault::Denied(80)));
            }
            if wanted.files.as_ref().is_some_and(|files| files.certificate.ends_with("a.pem")) {
                return Err(MoveError::FilesUnread(OwnFile::Certificate, "/etc/a.pem cannot be read".into()));
            }
            if let Found::Taken { by } = self.look(&wanted.host).await {
                return Err(MoveError::Taken { name: wanted.host.to_string(), by });
            }
            let issuer = format!("https://{}:{}", wanted.host, wanted.port.unwrap_or(8443));
            let new = NewAddress {
                issuer: issuer.clone(),
                host: wanted.host.to_string(),
                ca_certificate: vec![0x30],
                ca_key: Zeroizing::new(vec![1]),
                leaf: None,
                files: wanted.files.clone(),
                seen: wanted.seen.clone(),
            };
            let first_run = settle(cx, new).await?;
            let sha256 = "b2".repeat(32);
            self.0.moved(CaFacts { sha256: sha256.clone(), ..CaFacts::default() });
            Ok(Moved { issuer, fingerprint: sha256, first_run })
        })
    }
}

async fn begin() -> (World, Browser, String) {
    let world = World::unclaimed().await;
    world.app.move_by(Some(Arc::new(Double(world.site.clone()))));
    let link = service::setup::offer(&world.cx()).await.unwrap().expect("there is no administrator");
    let path = link.strip_prefix(ISSUER).unwrap().to_owned();
    let mut browser = world.browser();
    browser.get(&path).await.expect(200);
    (world, browser, format!("{path}/address"))
}

fn local<'a>(label: &'a str, port: &'a str) -> [(&'a str, &'a str); 3] {
    [("where", "network"), ("label", label), ("port", port)]
}

#[tokio::test]
async fn the_first_page_names_the_address_and_leads_to_the_choice() {
    let (world, mut browser, address) = begin().await;
    let page = browser.get(address.strip_suffix("/address").unwrap()).await.expect(200);
    assert!(page.says(ISSUER) && page.body.contains(&address), "{}", page.words());
    let page = browser.get(&address).await.expect(200);
    assert!(page.body.contains("value=\"sso.office.internal\"") && page.body.contains("value=\"8443\""));
    world.browser().get(&address).await.expect(403);
    world.browser().get("/setup/nonsense/address").await.expect(404);
}

#[tokio::test]
async fn a_name_is_looked_at_before_one_moves_there() {
    let (_world, mut browser, address) = begin().await;
    let page = browser.get(&address).await.expect(200);
    let check = |fill: &[(&'static str, &'static str)]| [fill, &[("decision", "check")]].concat();
    let free = browser.submit(&page, "/setup/", &check(&local("kestrelrow", "8443"))).await.expect(200);
    assert!(free.says("kestrelrow.local is free on this network"), "{}", free.words());
    let taken = browser.submit(&page, "/setup/", &check(&local("Taken", ""))).await.expect(422);
    assert!(
        taken.says("192.168.1.9 answers to it") && taken.body.contains("id=\"label-error\""),
        "{}",
        taken.words()
    );
    let own = check(&[("where", "own"), ("host", "id.example.com")]);
    let unasked = browser.submit(&page, "/setup/", &own).await.expect(200);
    assert!(unasked.says("It has no address yet"), "{}", unasked.words());
}

#[tokio::test]
async fn the_browser_is_led_to_the_new_address_and_told_of_the_new_certificate() {
    let (world, mut browser, address) = begin().await;
    let page = browser.get(&address).await.expect(200);
    let moved = browser.submit(&page, "/setup/", &local("KestrelRow", "9443")).await.expect(200);
    assert!(moved.says("https://kestrelrow.local:9443"), "{}", moved.words());
    assert!(moved.words().replace(' ', "").contains(&"B2".repeat(32)), "the new fingerprint");
    let link = moved
        .body
        .split("href=\"")
        .find_map(|rest| rest.split('"').next().filter(|href| href.contains("/setup/")));
    let link = link.expect("the way on");
    let path = link.strip_prefix("https://kestrelrow.local:9443").expect("under the new name");

    // The old name leads there, and nothing else is served under it.
    let old = browser.get(path).await.expect(308);
    assert_eq!(old.location(), link);
    browser.post(path, &[]).await.expect(421);
    let mut there = world.browser();
    there.host = "kestrelrow.local:9443".into();
    let page = there.get(path).await.expect(200);
    assert!(page.says("https://kestrelrow.local:9443"), "{}", page.words());
    let discovery = there.get("/.well-known/openid-configuration").await.expect(200).json();
    assert_eq!(discovery["issuer"], "https://kestrelrow.local:9443");
    let answers = [
        ("office_name", "Kestrel Row"),
        ("name", "Ann Smith"),
        ("email", "ann@office.example"),
        ("password", "fifteen letters or more"),
    ];
    there.submit(&page, "/setup/", &answers).await.expect(303);
    let late = there.get(&format!("{path}/address")).await.expect(404);
    assert!(late.says("The office is set up already"), "{}", late.words());
    assert_ne!(AUTHORITY, there.host);
}

#[tokio::test]
async fn the_present_address_changes_nothing() {
    let (world, mut browser, address) = begin().await;
    let page = browser.get(&address).await.expect(200);
    let same = [("where", "own"), ("host", "SSO.office.internal"), ("port", "8443")];
    let answer = browser.submit(&page, "/setup/", &same).await.expect(303);
    assert_eq!(format!("{}/address", answer.location()), address);
    assert_eq!(&*world.app.issuer(), ISSUER);
    assert!(!world.events().await.contains(&"office.address".to_owned()));
}

#[tokio::test]
async fn what_cannot_be_is_refused_at_its_field_with_the_mend_in_both_languages() {
    let (world, mut browser, address) = begin().await;
    let page = browser.get(&address).await.expect(200);
    let own = |host| vec![("where", "own"), ("host", host)];
    for (fill, field, words) in [
        (local("", "").to_vec(), "label", "Give a name"),
        (local("192.168.1.2", "").to_vec(), "label", "one word in front of .local"),
        (local("my.office", "").to_vec(), "label", "one word in front of .local"),
        (local("büro", "").to_vec(), "label", "letters a to z"),
        (local("office/x", "").to_vec(), "label", "without a path"),
        (local("office", "0").to_vec(), "port", "1 to 65535"),
        (local("office", "many").to_vec(), "port", "1 to 65535"),
        (local("office", "80").to_vec(), "port", "1024"),
        (own("10.0.0.1"), "host", "IP address"),
        (own("https://id.example.com"), "host", "without https://"),
        (own("müller.example"), "host", "xn--mller-kva.example"),
        ([own("id.example.com"), vec![("key_file", "/a.key")]].concat(), "certificate_file", "both files"),
        (
            [own("id.example.com"), vec![("certificate_file", "/etc/a.pem"), ("key_file", "/a.key")]]
                .concat(),
            "certificate_file",
            "These files cannot be used. The server's log says why.",
        ),
    ] {
        let answer = browser.submit(&page, "/setup/", &fill).await.expect(422);
        assert!(answer.body.contains(&format!("id=\"{field}-error\"")), "{fill:?}: {}", answer.words());
        assert!(!answer.body.contains("cannot be read"), "what lies on the disk is told in the log alone");
        assert!(
            answer.words().to_lowercase().contains(&words.to_lowercase()),
            "{fill:?}: {}",
            answer.words()
        );
    }
    assert_eq!(&*world.app.issuer(), ISSUER);
}

#[tokio::test]
async fn files_that_were_chosen_stand_in_the_fields_and_can_be_dropped_again() {
    let (world, mut browser, address) = begin().await;
    let page = browser.get(&address).await.expect(200);
    let host = ISSUER.strip_prefix("https://").and_then(|rest| rest.split(':').next()).unwrap();
    let (certificate, key) = ("/etc/good.pem", "/etc/good.key");
    let with = [("where", "own"), ("host", host), ("certificate_file", certificate), ("key_file", key)];
    browser.submit(&page, "/setup/", &with).await.expect(200);

    let link = service::setup::offer(&world.cx()).await.unwrap().unwrap();
    let path = link.strip_prefix(ISSUER).unwrap().to_owned();
    browser.get(&path).await.expect(200);
    let page = browser.get(&format!("{path}/address")).await.expect(200);
    assert!(page.body.contains(certificate) && page.body.contains(key), "{}", page.body);
    browser.submit(&page, "/setup/", &with).await.expect(303);
    let without = [("where", "own"), ("host", host), ("certificate_file", ""), ("key_file", "")];
    browser.submit(&page, "/setup/", &without).await.expect(200);
    assert_eq!(service::address::files(&world.cx()).unwrap(), None);
}
