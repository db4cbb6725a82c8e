//! The keystores of the Javas on this machine, by `keytool`: Java asks neither the system nor a browser.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::look::Look;
use super::{Action, Invocation, Kind, Os, Place, Plan, Root, Step};

/// Where distributions and vendors put Javas, each in a directory of its own.
const INSTALLED_LINUX: [&str; 3] = ["/usr/lib/jvm", "/usr/java", "/opt/java"];
const INSTALLED_MACOS: [&str; 1] = ["/Library/Java/JavaVirtualMachines"];
const INSTALLED_WINDOWS: [&str; 3] =
    ["/Program Files/Java", "/Program Files/Eclipse Adoptium", "/Program Files/Microsoft"];

/// The same in somebody's home.
const IN_HOMES: [&str; 3] = [".sdkman/candidates/java", ".jdks", "Library/Java/JavaVirtualMachines"];

/// From the home of a Java to its trusted roots; the second is Java 8.
const KEYSTORES: [&str; 2] = ["lib/security/cacerts", "jre/lib/security/cacerts"];

/// Below these only the machine's administrator writes.
const OF_THE_MACHINE: [&str; 4] = ["/usr", "/opt", "/Library/Java/JavaVirtualMachines", "/bin"];

/// The password that every keystore of trusted roots comes with; it protects nothing.
const PASSWORD: &str = "changeit";

const AS_ROOT: &str = "run it as root: sudo donelogin ca install";
const AS_OWNER: &str = "close the programs that use this Java, and try again";

struct Java {
    home: PathBuf,
    keystore: PathBuf,
    of_the_machine: bool,
}

pub(super) fn plan(place: &Place, root: &Root, action: Action) -> Vec<Plan> {
    javas(place).iter().map(|java| plan_one(place, root, action, java)).collect()
}

fn plan_one(place: &Place, root: &Root, action: Action, java: &Java) -> Plan {
    let store = format!("Java in {}", java.home.display());
    let make = if java.of_the_machine { Plan::of_machine } else { Plan::of_user };
    let own = java.home.join("bin").join(if place.os == Os::Windows { "keytool.exe" } else { "keytool" });
    let may_run = |program: &PathBuf| !place.is_root || is_of_the_machine(place, program);
    let keytool = [Some(own).filter(|own| own.is_file()), place.program("keytool")];
    let mut keytool = keytool.into_iter().flatten();
    let Some(keytool) = keytool.find(may_run) else {
        if place.is_root && java.home.join("bin").is_dir() && !is_of_the_machine(place, &java.home) {
            let mend = "run it as the person whose Java it is, without sudo";
            return make(Kind::Java, store, java.keystore.clone(), None)
                .blocked("root runs no program out of a person's home", mend);
        }
        let mend = "install a whole Java, such as openjdk-17-jre-headless";
        return make(Kind::Java, store, java.keystore.clone(), None).blocked("it has no keytool", mend);
    };
    let keystore = java.keystore.to_string_lossy().into_owned();
    let mend = if java.of_the_machine { AS_ROOT } else { AS_OWNER };
    let call = |args: &[&str]| {
        let common = ["-keystore", &keystore, "-storepass", PASSWORD];
        Invocation::new(&keytool, &[args, &common].concat(), mend)
    };
    let look = Look::Prints(call(&["-list", "-rfc"]));
    let alias = root.file_stem.as_str();
    let steps = match action {
        Action::Install => {
            let file = place.scratch.join(format!("{alias}-java.pem"));
            let path = file.to_string_lossy().into_owned();
            let import = call(&["-importcert", "-noprompt", "-alias", alias, "-file", &path]);
            vec![Step::Write(file.clone(), root.pem()), Step::Run(import), Step::Remove(file)]
        }
        Action::Uninstall => {
            vec![Step::RunIf(call(&["-list", "-alias", alias]), call(&["-delete", "-alias", alias]))]
        }
    };
    make(Kind::Java, store, java.keystore.clone(), Some(look)).ready(steps)
}

/// Each keystore once, although several Javas of a distribution share one.
fn javas(place: &Place) -> Vec<Java> {
    let installed: &[&str] = match place.os {
        Os::Linux => &INSTALLED_LINUX,
        Os::MacOs => &INSTALLED_MACOS,
        Os::Windows => &INSTALLED_WINDOWS,
    };
    let installed = installed.iter().flat_map(|directory| below(&place.at(directory)));
    let own = place
        .homes
        .iter()
        .flat_map(|home| IN_HOMES.iter().flat_map(|directory| below(&home.join(directory))));
    let mut known = BTreeSet::new();
    let homes = place.java_homes.iter().cloned().chain(installed).chain(own);
    homes
        .filter_map(|home| find(&home, &place.homes))
        .filter(|java| known.insert(java.keystore.clone()))
        .collect()
}

fn find(home: &Path, homes: &[PathBuf]) -> Option<Java> {
    // macOS wraps a Java in a bundle.
    let home =
        Some(home.join("Contents/Home")).filter(|inner| inner.is_dir()).unwrap_or_else(|| home.to_owned());
    let keystore = KEYSTORES.iter().find_map(|keystore| fs::canonicalize(home.join(keystore)).ok())?;
    let real = |path: &PathBuf| fs::canonicalize(path).unwrap_or_else(|_| path.clone());
    let of_the_machine = !homes.iter().any(|of| keystore.starts_with(real(of)));
    Some(Java { home, keystore, of_the_machine })
}

/// Whether a program is one that root may run: where it really lies, only root puts something.
fn is_of_the_machine(place: &Place, program: &Path) -> bool {
    let real = |path: PathBuf| fs::canonicalize(&path).unwrap_or(path);
    let program = real(program.to_owned());
    place.os == Os::Windows || OF_THE_MACHINE.iter().any(|top| program.starts_with(real(place.at(top))))
}

fn below(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    found.sort_unstable();
    found
}
