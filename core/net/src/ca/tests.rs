//! The authority as verifiers see it: rustls with our CA as its only root.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use x509_parser::extensions::{GeneralName, ParsedExtension};

use super::*;
use crate::certificate::Facts;

const NOW: i64 = 1_790_000_000;
const DAY: i64 = 24 * 60 * 60;

fn authority() -> Authority {
    Authority::create("Kestrel Row sign-in CA 7f3k", "kestrelrow.local", NOW).unwrap()
}

fn addresses(list: &[&str]) -> Vec<IpAddr> {
    list.iter().map(|address| address.parse().unwrap()).collect()
}

fn names(host: &str, list: &[&str]) -> LeafNames {
    LeafNames::new(host, &addresses(list)).unwrap()
}

fn verify(root: &Authority, cert: &[u8], name: &str, at: i64) -> Result<(), rustls::Error> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(root.cert_der().to_vec())).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap();
    let at = UnixTime::since_unix_epoch(Duration::from_secs(at.try_into().unwrap()));
    let name = ServerName::try_from(name.to_owned()).unwrap();
    verifier.verify_server_cert(&CertificateDer::from(cert), &[], &name, &[], at).map(|_| ())
}

/// A leaf that our own `issue` would refuse to make, signed with the authority's key all the same: what
/// a thief of the key would do.
fn forged(root: &Authority, sans: &[&str]) -> Vec<u8> {
    let key = key_pair(&root.key_pkcs8_der()).unwrap();
    let issuer = Issuer::from_ca_cert_der(&CertificateDer::from(root.cert_der()), &*key).unwrap();
    let list: Vec<String> = sans.iter().map(ToString::to_string).collect();
    let mut params = CertificateParams::new(list).unwrap();
    params.not_before = date(NOW).unwrap();
    params.not_after = date(NOW + DAY).unwrap();
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.signed_by(&KeyPair::generate().unwrap(), &issuer).unwrap().der().to_vec()
}

#[test]
fn a_leaf_is_accepted_for_host_localhost_and_addresses_with_our_ca_as_the_only_root() {
    let ca = authority();
    let leaf =
        ca.issue(&names("kestrelrow.local", &["192.168.1.20", "fd00::2", "127.0.0.1", "::1"]), NOW).unwrap();
    for name in ["kestrelrow.local", "localhost", "192.168.1.20", "fd00::2", "127.0.0.1", "::1"] {
        verify(&ca, &leaf.cert_der, name, NOW).unwrap();
    }
    assert!(verify(&ca, &leaf.cert_der, "other.local", NOW).is_err());
    assert!(verify(&ca, &leaf.cert_der, "192.168.1.21", NOW).is_err());
    assert!(verify(&authority(), &leaf.cert_der, "kestrelrow.local", NOW).is_err(), "another CA, same name");
}

#[test]
fn addresses_outside_the_ranges_are_left_out_so_that_the_leaf_stays_good() {
    let ca = authority();
    let leaf =
        ca.issue(&names("kestrelrow.local", &["203.0.113.9", "10.1.2.3", "2001:db8::1"]), NOW).unwrap();
    assert_eq!(leaf.sans.ip, addresses(&["10.1.2.3"]));
    assert_eq!(leaf.sans.dns, ["kestrelrow.local", "localhost"]);
    verify(&ca, &leaf.cert_der, "kestrelrow.local", NOW).unwrap();
}

#[test]
fn the_name_constraints_bite_when_the_key_is_stolen() {
    let ca = authority();
    verify(&ca, &forged(&ca, &["good.local"]), "good.local", NOW).unwrap();
    for (sans, name) in [
        (["login.example.com"].as_slice(), "login.example.com"),
        (["good.local", "www.example.org"].as_slice(), "good.local"),
        (["203.0.113.9"].as_slice(), "203.0.113.9"),
        (["good.local", "203.0.113.9"].as_slice(), "good.local"),
        (["2001:db8::1"].as_slice(), "2001:db8::1"),
        (["notlocal"].as_slice(), "notlocal"),
    ] {
        let refused = verify(&ca, &forged(&ca, sans), name, NOW).unwrap_err();
        assert!(format!("{refused:?}").contains("NameConstraintViolation"), "{sans:?}: {refused:?}");
    }
}

#[test]
fn the_constraints_are_critical_and_exactly_the_documented_ones() {
    let ca = Authority::create("CA", "id.example.com", NOW).unwrap();
    let certificate = certificate::parse(ca.cert_der()).unwrap();
    let extension = certificate
        .extensions()
        .iter()
        .find(|extension| matches!(extension.parsed_extension(), ParsedExtension::NameConstraints(_)))
        .unwrap();
    assert!(extension.critical);
    let ParsedExtension::NameConstraints(constraints) = extension.parsed_extension() else { panic!() };
    assert!(constraints.excluded_subtrees.is_none());
    let permitted: Vec<String> = constraints
        .permitted_subtrees
        .iter()
        .flatten()
        .map(|subtree| match &subtree.base {
            GeneralName::DNSName(name) => (*name).to_owned(),
            GeneralName::IPAddress(bytes) => fingerprint::hex(bytes),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        permitted,
        [
            "local",
            "localhost",
            "home.arpa",
            "internal",
            "id.example.com",
            "0a000000ff000000",
            "ac100000fff00000",
            "c0a80000ffff0000",
            "a9fe0000ffff0000",
            "7f000000ff000000",
            "fc000000000000000000000000000000fe000000000000000000000000000000",
            "fe800000000000000000000000000000ffc00000000000000000000000000000",
            "00000000000000000000000000000001ffffffffffffffffffffffffffffffff",
        ]
    );
}

#[test]
fn the_authority_is_p256_ten_years_and_signs_leaves_only() {
    let ca = authority();
    let certificate = certificate::parse(ca.cert_der()).unwrap();
    let basic = certificate.basic_constraints().unwrap().unwrap();
    assert!(basic.critical && basic.value.ca);
    assert_eq!(basic.value.path_len_constraint, Some(0));
    let usage = certificate.key_usage().unwrap().unwrap().value;
    assert!(usage.key_cert_sign() && usage.crl_sign() && !usage.digital_signature());
    let facts = Facts::read(ca.cert_der()).unwrap();
    assert_eq!(facts.not_before, NOW - 3_600);
    assert_eq!(facts.not_after, NOW + 3_653 * DAY);
    assert!(facts.is_ca);
    assert_eq!(certificate.public_key().subject_public_key.data.len(), 65, "an uncompressed P-256 point");
    assert!(facts.subject.contains("Kestrel Row sign-in CA 7f3k"));
}

#[test]
fn a_leaf_lives_ninety_days_serves_only_and_has_a_new_key_each_time() {
    let ca = authority();
    let wanted = names("kestrelrow.local", &[]);
    let leaf = ca.issue(&wanted, NOW).unwrap();
    let again = ca.issue(&wanted, NOW).unwrap();
    assert_ne!(leaf.key_der, again.key_der);
    let certificate = certificate::parse(&leaf.cert_der).unwrap();
    assert_ne!(certificate.raw_serial(), certificate::parse(&again.cert_der).unwrap().raw_serial());
    let usage = certificate.extended_key_usage().unwrap().unwrap().value;
    assert!(usage.server_auth && !usage.client_auth && !usage.any);
    assert!(!certificate.is_ca());
    assert_eq!((leaf.not_before, leaf.not_after), (NOW - 3_600, NOW + 90 * DAY));
    assert_eq!(leaf.chain, [leaf.cert_der.clone(), ca.cert_der().to_vec()]);
    verify(&ca, &leaf.cert_der, "kestrelrow.local", NOW - 3_000).unwrap();
    assert!(verify(&ca, &leaf.cert_der, "kestrelrow.local", NOW + 91 * DAY).is_err());
}

#[test]
fn a_leaf_is_due_when_two_thirds_are_gone_or_the_clock_went_back() {
    let ca = authority();
    let leaf = ca.issue(&names("kestrelrow.local", &[]), NOW).unwrap();
    assert!(!leaf.is_due(NOW));
    assert!(!leaf.is_due(NOW + 59 * DAY));
    assert!(leaf.is_due(NOW + 60 * DAY));
    assert!(leaf.is_due(NOW - 2 * DAY));
    assert!(!leaf.is_due(leaf.renewal_at() - 1));
    assert!(leaf.is_due(leaf.renewal_at()));
}

#[test]
fn a_leaf_covers_what_it_names_and_a_new_address_is_missing() {
    let ca = authority();
    let before = names("kestrelrow.local", &["192.168.1.20", "192.168.1.21"]);
    let leaf = ca.issue(&before, NOW).unwrap();
    assert!(leaf.covers(&before));
    assert!(leaf.covers(&names("kestrelrow.local", &["192.168.1.20"])), "one that is gone may stay");
    assert!(
        leaf.covers(&names("kestrelrow.local", &["203.0.113.9"])),
        "one that may not be named is not asked for"
    );
    assert!(!leaf.covers(&names("kestrelrow.local", &["192.168.1.99"])));
    assert!(!leaf.covers(&names("other.local", &[])));
}

#[test]
fn authority_and_leaf_come_back_from_what_was_stored() {
    let ca = authority();
    let again = Authority::from_parts(ca.cert_der(), &ca.key_pkcs8_der()).unwrap();
    assert_eq!(again.fingerprint_sha256(), ca.fingerprint_sha256());
    assert_eq!(again.spki_sha256(), ca.spki_sha256());
    let leaf = again.issue(&names("kestrelrow.local", &["10.0.0.7"]), NOW + DAY).unwrap();
    verify(&ca, &leaf.cert_der, "10.0.0.7", NOW + DAY).unwrap();
    let back = Leaf::from_parts(&leaf.cert_der, &leaf.key_der, ca.cert_der()).unwrap();
    assert_eq!((back.not_before, back.not_after, back.sans), (leaf.not_before, leaf.not_after, leaf.sans));
}

#[test]
fn a_key_of_another_authority_is_refused() {
    let (ca, other) = (authority(), authority());
    assert!(matches!(Authority::from_parts(ca.cert_der(), &other.key_pkcs8_der()), Err(CaError::Key)));
    assert!(matches!(Authority::from_parts(ca.cert_der(), b"rubbish"), Err(CaError::Key)));
    assert!(matches!(Authority::from_parts(b"rubbish", &ca.key_pkcs8_der()), Err(CaError::Certificate(_))));
}

#[test]
fn an_issuer_outside_the_constraints_is_told_apart_and_refused() {
    let ca = authority();
    for inside in ["kestrelrow.local", "other.local", "localhost", "id.home.arpa", "Sso.Internal", "local"] {
        assert!(ca.permits(inside), "{inside}");
    }
    for outside in ["id.example.com", "notlocal", "192.168.1.1", "arpa", ""] {
        assert!(!ca.permits(outside), "{outside}");
    }
    assert!(matches!(ca.issue(&names("id.example.com", &[]), NOW), Err(CaError::NotPermitted(_))));
    let own = Authority::create("CA", "id.example.com", NOW).unwrap();
    assert!(
        own.permits("id.example.com") && own.permits("sso.id.example.com") && !own.permits("example.com")
    );
    let leaf = own.issue(&names("id.example.com", &[]), NOW).unwrap();
    verify(&own, &leaf.cert_der, "id.example.com", NOW).unwrap();
}

#[test]
fn names_that_do_not_fit_are_refused() {
    assert!(matches!(Authority::create("", "a.local", NOW), Err(CaError::CommonName)));
    assert!(matches!(Authority::create(&"x".repeat(65), "a.local", NOW), Err(CaError::CommonName)));
    assert!(matches!(Authority::create("a\nb", "a.local", NOW), Err(CaError::CommonName)));
    assert!(matches!(Authority::create("CA", "10.0.0.1", NOW), Err(CaError::Host(_))));
    assert!(matches!(Authority::create("CA", "a.local", i64::MAX), Err(CaError::Time(_))));
    Authority::create("Büro Łódź 東京", "a.local", NOW).unwrap();
}

#[test]
fn the_common_name_is_cut_to_what_a_certificate_can_carry() {
    assert_eq!(common_name("Kestrel Row", "7f3k"), "Kestrel Row sign-in CA 7f3k");
    assert_eq!(common_name("", "7f3k"), "sign-in CA 7f3k");
    assert_eq!(common_name(&"ü".repeat(200), "7f3k").chars().count(), 64);
    Authority::create(&common_name(&"ü".repeat(200), "7f3k"), "a.local", NOW).unwrap();
}

#[test]
fn a_leaf_never_outlives_its_ca_and_a_dead_ca_issues_nothing() {
    let ca = authority();
    let near = ca.not_after() - DAY;
    assert_eq!(ca.issue(&names("a.local", &[]), near).unwrap().not_after, ca.not_after());
    assert!(matches!(ca.issue(&names("a.local", &[]), ca.not_after()), Err(CaError::Expired { .. })));
}

#[test]
fn pem_is_the_der_again_and_the_key_is_not_printed() {
    use rustls::pki_types::pem::PemObject;

    let ca = authority();
    let back = CertificateDer::from_pem_slice(ca.cert_pem().as_bytes()).unwrap();
    assert_eq!(back.as_ref(), ca.cert_der());
    assert!(ca.cert_pem().lines().all(|line| line.len() <= 64));
    assert!(!format!("{ca:?}").contains(&fingerprint::hex(&ca.key_pkcs8_der())));
}
