//! Files on a real disk: good pairs, wrong pairs, and renewals caught half-way.

use std::fs;

use rcgen::{CertificateParams, ExtendedKeyUsagePurpose, KeyPair};
use tempfile::TempDir;

use super::*;

const NOW: i64 = 1_790_000_000;
const DAY: i64 = 24 * 60 * 60;

struct Pair {
    certificate: String,
    key: String,
}

fn made(change: impl FnOnce(&mut CertificateParams)) -> Pair {
    let mut params =
        CertificateParams::new(vec!["id.example.com".to_owned(), "*.office.example".to_owned()]).unwrap();
    params.not_before = OffsetDateTime::from_unix_timestamp(NOW - DAY).unwrap();
    params.not_after = OffsetDateTime::from_unix_timestamp(NOW + 30 * DAY).unwrap();
    change(&mut params);
    let key = KeyPair::generate().unwrap();
    Pair { certificate: params.self_signed(&key).unwrap().pem(), key: key.serialize_pem() }
}

fn pair() -> Pair {
    made(|_| {})
}

fn place(directory: &TempDir, pair: &Pair) -> CertificateFiles {
    let files = CertificateFiles {
        certificate: directory.path().join("chain.pem"),
        key: directory.path().join("key.pem"),
    };
    fs::write(&files.certificate, &pair.certificate).unwrap();
    fs::write(&files.key, &pair.key).unwrap();
    files
}

fn refused(pair: &Pair, host: &str, now: i64) -> FilesError {
    let directory = TempDir::new().unwrap();
    load(&place(&directory, pair), host, now).unwrap_err()
}

#[test]
fn a_good_pair_is_loaded_for_its_names_and_its_wildcard() {
    let directory = TempDir::new().unwrap();
    let files = place(&directory, &pair());
    for host in ["id.example.com", "login.office.example"] {
        let loaded = load(&files, host, NOW).unwrap();
        assert_eq!(loaded.key.cert.len(), 1);
        assert_eq!(loaded.facts.not_after, NOW + 30 * DAY);
    }
}

#[test]
fn a_key_of_another_pair_is_named() {
    let mixed = Pair { certificate: pair().certificate, key: pair().key };
    let error = refused(&mixed, "id.example.com", NOW);
    assert!(matches!(error, FilesError::Mismatch { .. }));
    assert!(error.to_string().contains("key.pem") && error.to_string().contains("chain.pem"));
}

#[test]
fn the_file_that_has_to_be_another_is_known() {
    let of_key = |certificate: &str, key: &str| {
        let directory = TempDir::new().unwrap();
        let pair = Pair { certificate: certificate.to_owned(), key: key.to_owned() };
        let files = place(&directory, &pair);
        load(&files, "id.example.com", NOW).unwrap_err().is_of_the_key(&files.key)
    };
    let good = pair();
    assert!(of_key(&good.certificate, &pair().key) && of_key(&good.certificate, "rubbish"));
    assert!(!of_key("rubbish", &good.key));
    let directory = TempDir::new().unwrap();
    let files = place(&directory, &good);
    for (gone, is_key) in [(&files.key, true), (&files.certificate, false)] {
        fs::rename(gone, directory.path().join("away")).unwrap();
        let error = load(&files, "id.example.com", NOW).unwrap_err();
        assert_eq!(error.is_of_the_key(&files.key), is_key, "{error}");
        fs::rename(directory.path().join("away"), gone).unwrap();
    }
}

#[test]
fn a_chain_that_does_not_begin_with_the_servers_own_certificate_is_refused() {
    let own = pair();
    let turned = Pair { certificate: format!("{}{}", pair().certificate, own.certificate), key: own.key };
    assert!(matches!(refused(&turned, "id.example.com", NOW), FilesError::Mismatch { .. }));
}

#[test]
fn a_certificate_outside_its_time_is_refused_with_the_day() {
    let error = refused(&pair(), "id.example.com", NOW + 31 * DAY);
    assert!(matches!(error, FilesError::Expired { .. }));
    assert!(error.to_string().contains("2026-10-21"), "{error}");
    assert!(matches!(refused(&pair(), "id.example.com", NOW - 2 * DAY), FilesError::NotYet { .. }));
}

#[test]
fn a_certificate_for_another_host_names_both() {
    let error = refused(&pair(), "kestrelrow.local", NOW);
    assert!(matches!(error, FilesError::Host { .. }));
    assert!(
        error.to_string().contains("id.example.com, *.office.example")
            && error.to_string().contains("kestrelrow.local")
    );
    assert!(matches!(refused(&pair(), "a.b.office.example", NOW), FilesError::Host { .. }));
}

#[test]
fn a_certificate_for_clients_only_is_refused() {
    let client = made(|params| params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth]);
    assert!(matches!(refused(&client, "id.example.com", NOW), FilesError::NotForServers { .. }));
}

#[test]
fn what_is_not_pem_or_not_there_or_locked_is_told_apart() {
    let good = pair();
    let rubbish =
        |certificate: &str, key: &str| Pair { certificate: certificate.to_owned(), key: key.to_owned() };
    let host = "id.example.com";
    assert!(matches!(refused(&rubbish("rubbish", &good.key), host, NOW), FilesError::Certificate { .. }));
    assert!(matches!(refused(&rubbish(&good.certificate, "rubbish"), host, NOW), FilesError::Key { .. }));
    assert!(matches!(
        refused(&rubbish(&good.certificate, &good.certificate), host, NOW),
        FilesError::Key { .. }
    ));
    let locked = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
    assert!(matches!(refused(&rubbish(&good.certificate, locked), host, NOW), FilesError::Encrypted { .. }));
    let big = "x".repeat(1024 * 1024 + 1);
    assert!(matches!(refused(&rubbish(&big, &good.key), host, NOW), FilesError::TooLarge { .. }));

    let directory = TempDir::new().unwrap();
    let mut files = place(&directory, &good);
    files.key = directory.path().join("nowhere.pem");
    let error = load(&files, host, NOW).unwrap_err();
    assert!(matches!(error, FilesError::Read { .. }));
    assert!(error.to_string().contains("nowhere.pem"));
}

#[test]
fn a_renewal_is_seen_once_and_only_when_both_files_are_written() {
    let directory = TempDir::new().unwrap();
    let (old, new) = (pair(), pair());
    let (mut watch, first) = FileWatch::open(place(&directory, &old), "id.example.com", NOW).unwrap();
    assert!(matches!(watch.poll(NOW), Change::None));

    let files = watch.files.clone();
    fs::write(&files.certificate, &new.certificate).unwrap();
    assert!(matches!(watch.poll(NOW), Change::Rejected(FilesError::Mismatch { .. })));
    assert!(matches!(watch.poll(NOW), Change::None), "said once");

    fs::write(&files.key, &new.key[..new.key.len() / 2]).unwrap();
    assert!(matches!(watch.poll(NOW), Change::Rejected(FilesError::Key { .. })));

    fs::write(&files.key, &new.key).unwrap();
    let Change::New(loaded) = watch.poll(NOW) else { panic!("the finished renewal is taken") };
    assert_ne!(loaded.facts.fingerprint_sha256, first.facts.fingerprint_sha256);
    assert!(matches!(watch.poll(NOW), Change::None));
}

#[test]
fn a_half_written_or_missing_certificate_keeps_the_old_one_and_a_return_to_it_is_quiet() {
    let directory = TempDir::new().unwrap();
    let old = pair();
    let (mut watch, _) = FileWatch::open(place(&directory, &old), "id.example.com", NOW).unwrap();
    let files = watch.files.clone();

    fs::write(&files.certificate, &old.certificate[..60]).unwrap();
    assert!(matches!(watch.poll(NOW), Change::Rejected(FilesError::Certificate { .. })));
    fs::remove_file(&files.certificate).unwrap();
    assert!(matches!(watch.poll(NOW), Change::Rejected(FilesError::Read { .. })));
    fs::write(&files.certificate, &old.certificate).unwrap();
    assert!(matches!(watch.poll(NOW), Change::None));
}

#[test]
fn a_pair_that_begins_later_is_taken_when_its_time_has_come() {
    let directory = TempDir::new().unwrap();
    let later = made(|params| params.not_before = OffsetDateTime::from_unix_timestamp(NOW + DAY).unwrap());
    let (mut watch, _) = FileWatch::open(place(&directory, &pair()), "id.example.com", NOW).unwrap();
    place(&directory, &later);
    assert!(matches!(watch.poll(NOW), Change::Rejected(FilesError::NotYet { .. })));
    assert!(matches!(watch.poll(NOW + DAY), Change::New(_)));
}

#[cfg(unix)]
#[test]
fn only_plain_files_are_opened_and_nobody_waits_for_a_pipe() {
    let directory = TempDir::new().unwrap();
    let files = place(&directory, &pair());
    let pipe = directory.path().join("pipe");
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, 0o600.into()).unwrap();
    for path in [pipe.as_path(), Path::new("/dev/zero"), directory.path()] {
        let files = CertificateFiles { certificate: path.to_owned(), key: files.key.clone() };
        let error = load(&files, "id.example.com", NOW).unwrap_err();
        assert!(matches!(error, FilesError::NotAFile { .. }) && error.tells_of_the_disk(), "{error}");
    }
    let link = directory.path().join("link.pem");
    std::os::unix::fs::symlink(&files.certificate, &link).unwrap();
    let files = CertificateFiles { certificate: link, key: files.key };
    assert!(load(&files, "id.example.com", NOW).is_ok(), "as renewing tools keep them");
}
