//! Plans on made-up machines, and the real tools on scratch directories.
#![cfg(unix)] // the made-up programs are shell scripts

mod real;

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
            java_homes: Vec::new(),
            scope: Scope::All,
            elevation: None,
            is_root: false,
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

    /// A system store that is rebuilt as the real ones are: the bundle is what lies among the anchors.
    fn with_system(self, anchors: &str, program: &str, bundle: &str) -> Self {
        let bundle = self.place.at(bundle);
        fs::create_dir_all(bundle.parent().unwrap()).unwrap();
        let anchors_at = self.place.at(anchors).display().to_string();
        let body = format!("cat '{anchors_at}'/donelogin-* > '{}' 2>/dev/null; exit 0", bundle.display());
        self.with_directory(anchors).with_program(program, &body)
    }

    fn debian() -> Self {
        let bundle = "/etc/ssl/certs/ca-certificates.crt";
        Self::new(Os::Linux).with_system("/usr/local/share/ca-certificates", "update-ca-certificates", bundle)
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

/// The stores with their states.
fn states(report: &TrustReport) -> Vec<(Kind, State)> {
    report.stores.iter().map(|store| (store.store, store.state)).collect()
}

/// What is wrong with which store.
fn problems(report: &TrustReport) -> Vec<String> {
    let told = report.stores.iter().filter_map(|store| Some((store, store.reason.as_ref()?)));
    told.map(|(store, reason)| format!("{}: {reason}", store.name)).collect()
}

#[test]
fn each_family_of_linux_gets_its_file_and_its_program() {
    let cases = [
        (
            "/usr/local/share/ca-certificates",
            "update-ca-certificates",
            "",
            "--fresh",
            "crt",
            "/etc/ssl/certs/ca-certificates.crt",
        ),
        (
            "/etc/pki/ca-trust/source/anchors",
            "update-ca-trust",
            "extract",
            "extract",
            "pem",
            "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
        ),
        (
            "/etc/ca-certificates/trust-source/anchors",
            "trust",
            "extract-compat",
            "extract-compat",
            "crt",
            "/etc/ca-certificates/extracted/tls-ca-bundle.pem",
        ),
        (
            "/usr/share/pki/trust/anchors",
            "update-ca-certificates",
            "",
            "--fresh",
            "pem",
            "/var/lib/ca-certificates/ca-bundle.pem",
        ),
    ];
    let root = root();
    for (anchors, program, install_args, uninstall_args, ending, bundle) in cases {
        let machine = Machine::new(Os::Linux).with_system(anchors, program, bundle);
        let anchor = machine.place.at(anchors).join(format!("{}.{ending}", root.file_stem));
        assert_eq!(states(&status(&machine.place, &root)), [(Kind::System, State::Absent)]);
        for _ in 0..2 {
            let report = install(&machine.place, &root);
            assert_eq!(states(&report), [(Kind::System, State::Trusted)], "{:?}", problems(&report));
            assert_eq!(report.fingerprint, root.fingerprint());
        }
        assert_eq!(fs::read(&anchor).unwrap(), root.pem());
        assert_eq!(states(&status(&machine.place, &root)), [(Kind::System, State::Trusted)]);
        for _ in 0..2 {
            assert_eq!(states(&remove(&machine.place, &root)), [(Kind::System, State::Absent)]);
        }
        assert!(!anchor.exists());
        let called = |args: &str| format!("{program} {args}");
        assert_eq!(machine.calls(), [called(install_args), called(uninstall_args)], "once each, not twice");
    }
}

#[test]
fn the_store_is_read_and_not_our_own_file() {
    let (root, machine) = (root(), Machine::debian());
    let anchor = machine.place.at("/usr/local/share/ca-certificates").join(format!("{}.crt", root.file_stem));
    fs::write(&anchor, root.pem()).unwrap();
    assert_eq!(
        states(&status(&machine.place, &root)),
        [(Kind::System, State::Absent)],
        "nothing was rebuilt"
    );
    assert_eq!(states(&install(&machine.place, &root)), [(Kind::System, State::Trusted)]);
    let bundle = machine.place.at("/etc/ssl/certs/ca-certificates.crt");
    fs::write(&bundle, "").unwrap();
    assert_eq!(states(&status(&machine.place, &root)), [(Kind::System, State::Absent)]);
    assert_eq!(states(&remove(&machine.place, &root)), [(Kind::System, State::Absent)]);
    assert!(!anchor.exists(), "a file that was never taken in goes too");
    let other = Root::new(Authority::create("Another CA", "other.local", NOW).unwrap().cert_der()).unwrap();
    fs::write(&bundle, other.pem()).unwrap();
    assert_eq!(states(&status(&machine.place, &root)), [(Kind::System, State::Absent)]);
}

#[test]
fn a_store_that_does_not_do_what_it_says_is_a_failure() {
    let machine = Machine::new(Os::Linux)
        .with_directory("/usr/local/share/ca-certificates")
        .with_program("update-ca-certificates", "");
    let report = install(&machine.place, &root());
    assert_eq!(states(&report), [(Kind::System, State::Failed)]);
    assert!(problems(&report)[0].contains("does not trust it"));
}

#[test]
fn a_distribution_that_we_do_not_know_is_served_by_p11_kit() {
    let root = root();
    let machine = Machine::new(Os::Linux).with_directory("/etc/ssl/certs");
    let bundle = machine.place.at("/etc/ssl/certs/ca-certificates.crt").display().to_string();
    let body = format!("case $2 in --store) cp \"$3\" '{bundle}';; --remove) : > '{bundle}';; esac");
    let machine = machine.with_program("trust", &body);
    assert_eq!(states(&install(&machine.place, &root)), [(Kind::System, State::Trusted)]);
    assert_eq!(states(&remove(&machine.place, &root)), [(Kind::System, State::Absent)]);
    let file = format!("/scratch/{}.pem", root.file_stem);
    assert_eq!(
        machine.calls(),
        [format!("trust anchor --store {file}"), format!("trust anchor --remove {file}")]
    );
    assert_eq!(fs::read_dir(&machine.place.scratch).unwrap().count(), 0, "the file for the program is gone");
}

#[test]
fn a_missing_tool_is_said_with_its_mend_and_the_other_stores_are_served() {
    let machine = Machine::debian().with_profile(".mozilla/firefox/abc.default");
    let report = install(&machine.place, &root());
    assert_eq!(states(&report), [(Kind::System, State::Trusted), (Kind::Nss, State::Unavailable)]);
    let problems = problems(&report);
    assert!(problems[0].starts_with("Firefox of anna, profile abc.default: certutil is not on this machine"));
    assert!(problems[0].contains("libnss3-tools"));

    let bare = Machine::new(Os::Linux);
    let report = install(&bare.place, &root());
    assert_eq!(
        states(&report),
        [(Kind::System, State::Unavailable)],
        "a database that is not there needs no tool"
    );
    assert!(report.stores[0].reason.as_ref().unwrap().contains("ca-certificates"));
}

#[test]
fn a_program_that_fails_is_quoted_with_the_mend() {
    let machine = Machine::new(Os::Linux)
        .with_directory("/usr/local/share/ca-certificates")
        .with_program("update-ca-certificates", "echo 'only root may do this' >&2; exit 3");
    let problem = problems(&install(&machine.place, &root())).remove(0);
    assert!(problem.contains("only root may do this") && problem.contains('3'), "{problem}");
    assert!(problem.contains("sudo"));
}

#[test]
fn without_the_rights_the_machines_stores_alone_are_changed_by_a_program_that_has_them() {
    let root = root();
    let mut machine = Machine::debian().with_profile(".mozilla/firefox/abc.default");
    let as_root = machine.directory.path().join("bin/update-ca-certificates").display().to_string();
    let anchors = machine.place.at("/usr/local/share/ca-certificates").display().to_string();
    // In the place of the program that is run as root: it takes the file that it is given.
    let body = format!(
        "case $3 in install) cp \"$6\" '{anchors}/donelogin-x.crt';; uninstall) rm '{anchors}'/donelogin-*;; esac; '{as_root}'"
    );
    machine = machine.with_program("pkexec", &body);
    machine.place.elevation = Some(Elevation {
        pkexec: machine.directory.path().join("bin/pkexec"),
        program: "/opt/donelogin".into(),
    });
    let report = install(&machine.place, &root);
    assert_eq!(states(&report), [(Kind::System, State::Trusted), (Kind::Nss, State::Unavailable)]);
    let file = format!("/scratch/{}-machine.pem", root.file_stem);
    let line = |verb: &str| {
        let print = root.fingerprint();
        format!("pkexec /opt/donelogin ca {verb} --system-only --certificate {file} --fingerprint {print}")
    };
    assert_eq!(machine.calls(), [line("install"), "update-ca-certificates ".to_owned()]);
    install(&machine.place, &root);
    assert_eq!(machine.calls().len(), 2, "nobody is asked for a password where nothing is to be done");
    assert_eq!(remove(&machine.place, &root).stores[0].state, State::Absent);
    assert_eq!(machine.calls()[2], line("uninstall"));

    let machine = machine.with_program("pkexec", "echo 'Request dismissed' >&2; exit 126");
    let report = install(&machine.place, &root);
    assert_eq!(report.stores[0].state, State::Failed);
    let reason = report.stores[0].reason.as_ref().unwrap();
    assert!(reason.contains("Request dismissed") && reason.contains("sudo donelogin ca install"), "{reason}");
}

#[test]
fn whoever_has_the_rights_can_be_asked_for_the_machines_stores_alone() {
    let mut machine =
        Machine::debian().with_profile(".mozilla/firefox/abc.default").with_program("certutil", "");
    machine.place.scope = Scope::System;
    assert_eq!(states(&install(&machine.place, &root())), [(Kind::System, State::Trusted)]);
}

#[test]
fn chromium_gets_a_database_and_every_profile_of_firefox_the_certificate() {
    let root = root();
    // A double that keeps what it is given, so that it can be read again.
    let double = "d=${3#sql:}; n=$5; case \"$1\" in \
        -N) d=${4#sql:}; touch $d/cert9.db $d/key4.db $d/pkcs11.txt;; \
        -A) d=${3#sql:}; n=$7; base64 -w64 > $d/added; echo \"$n\" > $d/name;; \
        -L) if [ \"$4\" = -a ]; then echo '-----BEGIN CERTIFICATE-----'; cat $d/added; echo '-----END CERTIFICATE-----'; \
            elif [ -e $d/name ]; then echo \"$(cat $d/name)    C,,\"; fi;; esac";
    let machine = Machine::debian()
        .with_program("certutil", double)
        .with_profile(".mozilla/firefox/abc.default")
        .with_profile("snap/firefox/common/.mozilla/firefox/def.default")
        .with_profile(".var/app/org.mozilla.firefox/.mozilla/firefox/ghi.default")
        .with_profile(".var/app/org.chromium.Chromium/data/pki/nssdb");
    let report = install(&machine.place, &root);
    assert_eq!(problems(&report), [""; 0]);
    assert!(report.stores.iter().all(|store| store.state == State::Trusted), "{report:?}");
    let add =
        |database: &str| format!("certutil -A -d sql:/home/anna/{database} -t C,, -n {}", root.nickname);
    let mut changed = machine.calls();
    changed.retain(|call| call.starts_with("certutil -A") || call.starts_with("certutil -N"));
    assert_eq!(
        changed,
        [
            "certutil -N --empty-password -d sql:/home/anna/.pki/nssdb".to_owned(),
            add(".pki/nssdb"),
            add(".var/app/org.chromium.Chromium/data/pki/nssdb"),
            add(".mozilla/firefox/abc.default"),
            add("snap/firefox/common/.mozilla/firefox/def.default"),
            add(".var/app/org.mozilla.firefox/.mozilla/firefox/ghi.default"),
        ]
    );
}

#[test]
fn macos_trusts_by_the_system_keychain() {
    let root = root();
    let machine = Machine::new(Os::MacOs);
    let kept = machine.directory.path().join("kept").display().to_string();
    let body = format!(
        "for last; do :; done; case $1 in add-trusted-cert) cp \"$last\" '{kept}';; find-certificate) cat '{kept}';; delete-certificate) rm '{kept}';; esac"
    );
    let machine = machine.with_program("security", &body);
    assert_eq!(states(&install(&machine.place, &root)), [(Kind::System, State::Trusted)]);
    assert_eq!(states(&remove(&machine.place, &root)), [(Kind::System, State::Absent)]);
    let file = format!("/scratch/{}.crt", root.file_stem);
    let keychain = "/system/Library/Keychains/System.keychain";
    let calls = machine.calls();
    for call in [
        format!("security add-trusted-cert -d -r trustRoot -k {keychain} {file}"),
        format!("security remove-trusted-cert -d {file}"),
        format!("security delete-certificate -Z {} {keychain}", root.sha1_hex),
    ] {
        assert!(calls.contains(&call), "{call}: {calls:?}");
    }
}

#[test]
fn windows_trusts_by_the_root_store_of_the_computer() {
    let root = root();
    let machine = Machine::new(Os::Windows);
    let kept = machine.directory.path().join("kept").display().to_string();
    let body = format!(
        "case $1 in -addstore) touch '{kept}';; -store) test -e '{kept}';; -delstore) rm '{kept}';; esac"
    );
    let machine = machine.with_program("certutil.exe", &body);
    assert_eq!(states(&install(&machine.place, &root)), [(Kind::System, State::Trusted)]);
    assert_eq!(states(&remove(&machine.place, &root)), [(Kind::System, State::Absent)]);
    let calls = machine.calls();
    for call in [
        format!("certutil.exe -addstore -f Root /scratch/{}.crt", root.file_stem),
        format!("certutil.exe -delstore Root {}", root.sha1_hex),
    ] {
        assert!(calls.contains(&call), "{call}: {calls:?}");
    }
}

#[test]
fn planning_changes_nothing() {
    let machine = Machine::debian().with_program("certutil", "");
    for action in [Action::Install, Action::Uninstall] {
        plan(&machine.place, &root(), action);
    }
    assert!(machine.calls().is_empty());
    assert_eq!(fs::read_dir(machine.place.at("/usr/local/share/ca-certificates")).unwrap().count(), 0);
    assert_eq!(fs::read_dir(&machine.place.homes[0]).unwrap().count(), 0);
}
