//! The real tools on scratch directories: `certutil` of NSS, and `keytool` of a Java where there is one.

use super::*;

const SHARED_DATABASE: &str = ".pki/nssdb";

/// Programs of this machine, behind the made-up ones.
fn with_real_programs(mut machine: Machine) -> Machine {
    machine.place.path.push(PathBuf::from("/usr/bin"));
    machine
}

fn state_of(report: &TrustReport, kind: Kind) -> (State, String) {
    let store = report.stores.iter().find(|store| store.store == kind).unwrap();
    (store.state, store.reason.clone().unwrap_or_default())
}

/// With the real certutil of NSS (Debian: libnss3-tools) on a scratch home.
#[test]
fn the_real_nss_tool_makes_the_database_trusts_our_ca_and_forgets_it() {
    let root = root();
    let machine = with_real_programs(Machine::debian());
    let certutil =
        machine.place.program("certutil").expect("this test needs certutil: apt install libnss3-tools");
    let database = machine.place.homes[0].join(SHARED_DATABASE);
    let at = format!("sql:{}", database.display());
    let certutil = |args: &[&str]| {
        let output = Command::new(&certutil).args(args).args(["-d", &at]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(state_of(&status(&machine.place, &root), Kind::Nss), (State::Absent, String::new()));
    for _ in 0..2 {
        let report = install(&machine.place, &root);
        assert_eq!(state_of(&report, Kind::Nss), (State::Trusted, String::new()));
        let line = certutil(&["-L"]).lines().find(|line| line.contains(&root.nickname)).unwrap().to_owned();
        assert!(line.trim_end().ends_with("C,,"), "{line}");
    }
    assert_eq!(state_of(&status(&machine.place, &root), Kind::Nss).0, State::Trusted);

    // Somebody takes the trust away by hand, and leaves the certificate.
    certutil(&["-M", "-n", &root.nickname, "-t", ",,"]);
    assert_eq!(state_of(&status(&machine.place, &root), Kind::Nss).0, State::Absent);
    assert_eq!(state_of(&install(&machine.place, &root), Kind::Nss).0, State::Trusted);

    // Another CA of the same name is another CA.
    let other = super::root();
    assert_eq!(state_of(&status(&machine.place, &other), Kind::Nss).0, State::Absent);

    for _ in 0..2 {
        assert_eq!(state_of(&remove(&machine.place, &root), Kind::Nss), (State::Absent, String::new()));
        assert!(!certutil(&["-L"]).contains(&root.nickname));
    }
    fs::write(database.join("cert9.db"), "this is no database").unwrap();
    let (state, reason) = state_of(&install(&machine.place, &root), Kind::Nss);
    assert_eq!(state, State::Failed);
    assert!(reason.contains("close the browser"), "{reason}");
}

/// A Java's home in a scratch directory, whose keytool is the machine's where there is one.
fn with_java(machine: Machine, home: &str) -> (Machine, PathBuf) {
    let home = machine.place.root.join(home);
    let real = ["/usr/bin/keytool", "/usr/local/bin/keytool"].map(PathBuf::from);
    fs::create_dir_all(home.join("bin")).unwrap();
    fs::create_dir_all(home.join("lib/security")).unwrap();
    let keystore = home.join("lib/security/cacerts");
    if let Some(keytool) = real.into_iter().find(|path| path.is_file()) {
        std::os::unix::fs::symlink(keytool, home.join("bin/keytool")).unwrap();
        let filler = machine.place.scratch.join("filler.pem");
        fs::write(&filler, root().pem()).unwrap();
        let made = Command::new(home.join("bin/keytool"))
            .args(["-importcert", "-noprompt", "-storepass", "changeit", "-alias", "filler"])
            .args(["-file".as_ref(), filler.as_os_str(), "-keystore".as_ref(), keystore.as_os_str()])
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        fs::remove_file(filler).unwrap();
        return (machine, home);
    }
    fs::write(&keystore, "").unwrap();
    let machine = machine.with_program("keytool", KEYTOOL_DOUBLE);
    (machine, home)
}

/// Keeps the certificates of a keystore as PEM, each behind a line with its alias.
const KEYTOOL_DOUBLE: &str = r#"verb=$1; shift
while [ $# -gt 0 ]; do case "$1" in
  -alias) alias=$2; shift;; -file) file=$2; shift;; -keystore) store=$2; shift;; -storepass) shift;; esac; shift; done
case $verb in
  -importcert) { echo "alias $alias"; cat "$file"; } >> "$store";;
  -list) if [ -n "$alias" ]; then grep -qx "alias $alias" "$store"; else cat "$store"; fi;;
  -delete) : > "$store";;
esac"#;

#[test]
fn the_keystore_of_a_java_is_read_changed_and_restored() {
    let root = root();
    let (machine, home) = with_java(Machine::debian(), "usr/lib/jvm/java-99");
    let (mut machine, own) = with_java(machine, "opt/office-java");
    // A second name for the first keystore, as distributions have them.
    std::os::unix::fs::symlink(&home, machine.place.root.join("usr/lib/jvm/default")).unwrap();
    machine.place.java_homes.push(own);
    let javas = |report: &TrustReport| {
        let javas = report.stores.iter().filter(|store| store.store == Kind::Java);
        javas.map(|store| store.state).collect::<Vec<_>>()
    };
    assert_eq!(javas(&status(&machine.place, &root)), [State::Absent; 2], "each keystore once");
    for _ in 0..2 {
        let report = install(&machine.place, &root);
        assert_eq!(javas(&report), [State::Trusted; 2], "{:?}", problems(&report));
    }
    assert_eq!(javas(&status(&machine.place, &root)), [State::Trusted; 2]);
    assert_eq!(javas(&status(&machine.place, &super::root())), [State::Absent; 2], "another CA of that name");
    for _ in 0..2 {
        let report = remove(&machine.place, &root);
        assert_eq!(javas(&report), [State::Absent; 2], "{:?}", problems(&report));
    }
    let keystore = home.join("lib/security/cacerts");
    assert!(fs::metadata(keystore).unwrap().is_file(), "what else was in it stays");
    assert_eq!(fs::read_dir(&machine.place.scratch).unwrap().count(), 0);
}

#[test]
fn a_java_in_somebodys_home_is_theirs() {
    let root = root();
    let mut machine = Machine::debian();
    machine.place.homes = vec![machine.place.root.join("home/anna")];
    fs::create_dir_all(&machine.place.homes[0]).unwrap();
    let (mut machine, _) = with_java(machine, "home/anna/.sdkman/candidates/java/21");
    assert_eq!(state_of(&install(&machine.place, &root), Kind::Java), (State::Trusted, String::new()));
    machine.place.scope = Scope::System;
    assert!(status(&machine.place, &root).stores.iter().all(|store| store.store == Kind::System));
}

#[test]
fn root_runs_no_program_out_of_a_persons_home() {
    let root = root();
    let mut machine = Machine::debian();
    let home = machine.place.root.join("home/anna/.jdks/java-99");
    machine.place.homes = vec![machine.place.root.join("home/anna")];
    fs::create_dir_all(home.join("bin")).unwrap();
    fs::create_dir_all(home.join("lib/security")).unwrap();
    fs::write(home.join("lib/security/cacerts"), "").unwrap();
    let trace = machine.place.root.join("trace");
    let keytool = home.join("bin/keytool");
    fs::write(&keytool, format!("#!/bin/sh\ntouch {}\n", trace.display())).unwrap();
    let executable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(&keytool, executable).unwrap();
    machine.place.is_root = true;
    machine.place.path = vec![home.join("bin")];
    let (_, reason) = state_of(&install(&machine.place, &root), Kind::Java);
    assert!(reason.contains("out of a person's home"), "{reason}");
    assert!(!trace.exists(), "nor by the way of the path");
    machine.place.is_root = false;
    install(&machine.place, &root);
    assert!(trace.exists(), "its owner runs it");
}
