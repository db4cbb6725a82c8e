//! Plans on made-up machines, and the real tools on scratch directories.
#![cfg(unix)] // the made-up programs are shell scripts

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use super::*;
use crate::ca::Authority;

const NOW: i64 = 1_790_000_000;

fn root() -> Root {
    let ca = Authority::create("Kestrel Row sign-in CA 7f3k", "kestrelrow.local", NOW).unwrap();
    Root::new(ca.cert_der()).unwrap()
}

/// A made-up machine below a scratch directory, with programs that note how they were called.
struct Machine {
    directory: TempDir,
    place: Place,
}

impl Machine {
    fn new(os: Os) -> Self {
        let directory = TempDir::new().unwrap();
        let at = |name: &str| directory.path().join(name);
        for name in ["system", "home/anna", "bin", "scratch"] {
            fs::create_dir_all(at(name)).unwrap();
        }
        let place = Place {
            os,
            root: at("system"),
            homes: vec![at("home/anna")],
            path: vec![at("bin")],
            scratch: at("scratch"),
        };
        Self { directory, place }
    }

    fn with_directory(self, path: &str) -> Self {
        fs::create_dir_all(self.place.at(path)).unwrap();
        self
    }

    fn with_profile(self, path: &str) -> Self {
        let profile = self.place.homes[0].join(path);
        fs::create_dir_all(&profile).unwrap();
        fs::write(profile.join("cert9.db"), "").unwrap();
        self
    }

    /// `body` runs after the call has been noted.
    fn with_program(self, name: &str, body: &str) -> Self {
        let program = self.directory.path().join("bin").join(name);
        let calls = self.directory.path().join("calls");
        let script = format!("#!/bin/sh\necho \"{name} $*\" >> '{}'\n{body}\n", calls.display());
        // Written by a process of its own: while this one holds a file open for writing, a child that
        // another test forks inherits it, and to run the file fails with `Text file busy`.
        let writer = Command::new("/bin/sh")
            .args(["-c", "printf '%s' \"$2\" > \"$1\" && chmod 755 \"$1\"", "sh"])
            .arg(&program)
            .arg(script)
            .status();
        assert!(writer.unwrap().success());
        self
    }

    fn calls(&self) -> Vec<String> {
        let base = self.directory.path().to_string_lossy().into_owned();
        let calls = fs::read_to_string(self.directory.path().join("calls")).unwrap_or_default();
        calls.lines().map(|line| line.replace(&base, "")).collect()
    }
}

fn failures(outcomes: &[Outcome]) -> Vec<String> {
    let failed =
        outcomes.iter().filter_map(|outcome| outcome.result.as_ref().err().map(|failure| (outcome, failure)));
    failed.map(|(outcome, failure)| format!("{}: {failure}", outcome.store)).collect()
}

#[test]
fn each_family_of_linux_gets_its_file_and_its_program() {
    let cases = [
        ("/usr/local/share/ca-certificates", "update-ca-certificates", "", "--fresh", "crt"),
        ("/etc/pki/ca-trust/source/anchors", "update-ca-trust", "extract", "extract", "pem"),
        ("/etc/ca-certificates/trust-source/anchors", "trust", "extract-compat", "extract-compat", "crt"),
        ("/usr/share/pki/trust/anchors", "update-ca-certificates", "", "--fresh", "pem"),
    ];
    let root = root();
    for (anchors, program, install_args, uninstall_args, ending) in cases {
        let machine = Machine::new(Os::Linux).with_directory(anchors).with_program(program, "");
        let anchor = machine.place.at(anchors).join(format!("{}.{ending}", root.file_stem));
        assert_eq!(failures(&install(&machine.place, &root)), [""; 0]);
        assert_eq!(fs::read(&anchor).unwrap(), root.pem());
        assert_eq!(failures(&uninstall(&machine.place, &root)), [""; 0]);
        assert!(!anchor.exists());
        assert_eq!(failures(&uninstall(&machine.place, &root)), [""; 0], "twice is as good as once");
        let called = |args: &str| format!("{program} {args}");
        assert_eq!(machine.calls(), [called(install_args), called(uninstall_args), called(uninstall_args)]);
    }
}

#[test]
fn a_distribution_that_we_do_not_know_is_served_by_p11_kit() {
    let root = root();
    let machine = Machine::new(Os::Linux).with_program("trust", "");
    assert_eq!(failures(&install(&machine.place, &root)), [""; 0]);
    assert_eq!(failures(&uninstall(&machine.place, &root)), [""; 0]);
    let file = format!("/scratch/{}.pem", root.file_stem);
    assert_eq!(
        machine.calls(),
        [format!("trust anchor --store {file}"), format!("trust anchor --remove {file}")]
    );
    assert_eq!(fs::read_dir(&machine.place.scratch).unwrap().count(), 0, "the file for the program is gone");
}

#[test]
fn a_missing_tool_is_a_failure_with_its_mend_and_the_other_stores_are_served() {
    let machine = Machine::new(Os::Linux)
        .with_directory("/usr/local/share/ca-certificates")
        .with_program("update-ca-certificates", "")
        .with_profile(".mozilla/firefox/abc.default");
    let outcomes = install(&machine.place, &root());
    assert_eq!(outcomes[0].result, Ok(()));
    let failures = failures(&outcomes);
    assert_eq!(failures.len(), 1);
    assert!(failures[0].starts_with("Firefox of anna, profile abc.default: certutil is not on this machine"));
    assert!(failures[0].contains("libnss3-tools"));

    let bare = Machine::new(Os::Linux);
    let outcomes = install(&bare.place, &root());
    assert_eq!(outcomes.len(), 1, "a database that is not there needs no tool");
    assert!(outcomes[0].result.as_ref().unwrap_err().mend.contains("ca-certificates"));
}

#[test]
fn a_program_that_fails_is_quoted_with_the_mend() {
    let machine = Machine::new(Os::Linux)
        .with_directory("/usr/local/share/ca-certificates")
        .with_program("update-ca-certificates", "echo 'only root may do this' >&2; exit 3");
    let failure = install(&machine.place, &root())[0].result.clone().unwrap_err();
    assert!(failure.reason.contains("only root may do this") && failure.reason.contains('3'), "{failure}");
    assert!(failure.mend.contains("sudo"));
}

#[test]
fn chromium_gets_a_database_and_every_profile_of_firefox_the_certificate() {
    let root = root();
    let machine = Machine::new(Os::Linux)
        .with_directory("/usr/local/share/ca-certificates")
        .with_program("update-ca-certificates", "")
        .with_program("certutil", "case \"$1\" in -N) d=${4#sql:}; touch $d/cert9.db $d/key4.db $d/pkcs11.txt;; esac; cat > /dev/null")
        .with_profile(".mozilla/firefox/abc.default")
        .with_profile("snap/firefox/common/.mozilla/firefox/def.default");
    assert_eq!(failures(&install(&machine.place, &root)), [""; 0]);
    let add =
        |database: &str| format!("certutil -A -d sql:/home/anna/{database} -t C,, -n {}", root.nickname);
    assert_eq!(
        machine.calls()[1..],
        [
            "certutil -N --empty-password -d sql:/home/anna/.pki/nssdb".to_owned(),
            add(".pki/nssdb"),
            add(".mozilla/firefox/abc.default"),
            add("snap/firefox/common/.mozilla/firefox/def.default"),
        ]
    );
}

#[test]
fn macos_trusts_by_the_system_keychain() {
    let root = root();
    let machine = Machine::new(Os::MacOs).with_program("security", "");
    assert_eq!(failures(&install(&machine.place, &root)), [""; 0]);
    assert_eq!(failures(&uninstall(&machine.place, &root)), [""; 0]);
    let file = format!("/scratch/{}.crt", root.file_stem);
    let keychain = "/system/Library/Keychains/System.keychain";
    let is_there = format!("security find-certificate -c Kestrel Row sign-in CA 7f3k {keychain}");
    assert_eq!(
        machine.calls(),
        [
            format!("security add-trusted-cert -d -r trustRoot -k {keychain} {file}"),
            is_there.clone(),
            format!("security remove-trusted-cert -d {file}"),
            is_there,
            format!("security delete-certificate -Z {} {keychain}", root.sha1_hex),
        ]
    );
}

#[test]
fn what_is_not_in_a_store_is_not_taken_out_of_it() {
    let root = root();
    let machine = Machine::new(Os::Windows).with_program("certutil.exe", "exit 1");
    assert_eq!(failures(&uninstall(&machine.place, &root)), [""; 0]);
    assert_eq!(machine.calls(), [format!("certutil.exe -store Root {}", root.sha1_hex)]);
}

#[test]
fn windows_trusts_by_the_root_store_of_the_computer() {
    let root = root();
    let machine = Machine::new(Os::Windows).with_program("certutil.exe", "");
    assert_eq!(failures(&install(&machine.place, &root)), [""; 0]);
    assert_eq!(failures(&uninstall(&machine.place, &root)), [""; 0]);
    assert_eq!(
        machine.calls(),
        [
            format!("certutil.exe -addstore -f Root /scratch/{}.crt", root.file_stem),
            format!("certutil.exe -store Root {}", root.sha1_hex),
            format!("certutil.exe -delstore Root {}", root.sha1_hex),
        ]
    );
}

#[test]
fn planning_changes_nothing() {
    let machine = Machine::new(Os::Linux)
        .with_directory("/usr/local/share/ca-certificates")
        .with_program("update-ca-certificates", "")
        .with_program("certutil", "");
    for action in [Action::Install, Action::Uninstall] {
        plan(&machine.place, &root(), action);
    }
    assert!(machine.calls().is_empty());
    assert_eq!(fs::read_dir(machine.place.at("/usr/local/share/ca-certificates")).unwrap().count(), 0);
    assert_eq!(fs::read_dir(&machine.place.homes[0]).unwrap().count(), 0);
}

/// With the real certutil of NSS (Debian: libnss3-tools) on a scratch home.
#[test]
fn the_real_nss_tool_makes_the_database_trusts_our_ca_and_forgets_it() {
    let root = root();
    let mut machine = Machine::new(Os::Linux)
        .with_directory("/usr/local/share/ca-certificates")
        .with_program("update-ca-certificates", "");
    machine.place.path.push(PathBuf::from("/usr/bin"));
    let certutil =
        machine.place.program("certutil").expect("this test needs certutil: apt install libnss3-tools");
    let database = machine.place.homes[0].join(SHARED_DATABASE);
    let listed = || {
        let list =
            Command::new(&certutil).arg("-L").arg("-d").arg(format!("sql:{}", database.display())).output();
        String::from_utf8(list.unwrap().stdout).unwrap()
    };

    for _ in 0..2 {
        assert_eq!(failures(&install(&machine.place, &root)), [""; 0]);
        let line = listed().lines().find(|line| line.contains(&root.nickname)).unwrap().to_owned();
        assert!(line.trim_end().ends_with("C,,"), "{line}");
    }
    for _ in 0..2 {
        assert_eq!(failures(&uninstall(&machine.place, &root)), [""; 0]);
        assert!(!listed().contains(&root.nickname));
    }
    fs::write(database.join("cert9.db"), "this is no database").unwrap();
    let failures = failures(&install(&machine.place, &root));
    assert_eq!(failures.len(), 1);
    assert!(
        failures[0].contains("certutil failed") && failures[0].contains("close the browser"),
        "{failures:?}"
    );
}

const SHARED_DATABASE: &str = ".pki/nssdb";
