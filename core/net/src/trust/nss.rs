//! The databases of NSS: Chromium's in the home directory, and one for every profile of Firefox.

use std::fs;
use std::path::{Path, PathBuf};

use super::look::Look;
use super::{Action, Invocation, Kind, Os, Place, Plan, Root, Step};

/// Chromium and everything else that asks for the user's shared database.
const SHARED: &str = ".pki/nssdb";

/// Further shared databases, where they are there: a browser in a snap or a flatpak has one of its own.
const SHARED_ELSEWHERE: [&str; 6] = [
    ".local/share/pki/nssdb",
    "snap/chromium/current/.pki/nssdb",
    ".var/app/org.chromium.Chromium/data/pki/nssdb",
    ".var/app/com.google.Chrome/data/pki/nssdb",
    ".var/app/com.brave.Browser/data/pki/nssdb",
    ".var/app/com.microsoft.Edge/data/pki/nssdb",
];

/// Where the profiles of Firefox are.
const PROFILES_LINUX: [&str; 5] = [
    ".mozilla/firefox",
    ".config/mozilla/firefox",
    "snap/firefox/common/.mozilla/firefox",
    ".var/app/org.mozilla.firefox/.mozilla/firefox",
    ".var/app/org.mozilla.firefox/config/mozilla/firefox",
];
const PROFILES_MACOS: [&str; 1] = ["Library/Application Support/Firefox/Profiles"];

/// What people do when a database refuses.
pub(super) const MEND: &str =
    "close the browser and run it again in a terminal (a profile with a primary password asks for it there)";

struct Database {
    store: String,
    directory: PathBuf,
    home: PathBuf,
    exists: bool,
}

pub(super) fn plan(place: &Place, root: &Root, action: Action) -> Vec<Plan> {
    let databases: Vec<Database> = place
        .homes
        .iter()
        .flat_map(|home| databases_in(place.os, home))
        .filter(|found| found.exists || action == Action::Install)
        .collect();
    let Some(certutil) = place.program("certutil") else {
        return blocked(place.os, &databases);
    };
    let steps = |database: &Database| match action {
        Action::Install => install(&certutil, root, database),
        Action::Uninstall => uninstall(&certutil, root, database),
    };
    let plan = |database: &Database| {
        let look = Look::Nss { certutil: certutil.clone(), directory: database.directory.clone() };
        Plan::of_user(Kind::Nss, database.store.clone(), database.directory.clone(), Some(look))
    };
    databases.iter().map(|database| plan(database).ready(steps(database))).collect()
}

/// Without the tool nothing can be done to the databases that are there; one that is not there yet is
/// nobody's loss.
fn blocked(os: Os, databases: &[Database]) -> Vec<Plan> {
    let mend = match os {
        Os::MacOs => "install it: brew install nss",
        _ => {
            "install it: apt install libnss3-tools (Fedora, openSUSE: nss-tools or mozilla-nss-tools; Arch: nss)"
        }
    };
    let existing = databases.iter().filter(|database| database.exists);
    existing
        .map(|database| {
            let (store, path) = (database.store.clone(), database.directory.clone());
            Plan::of_user(Kind::Nss, store, path, None).blocked("certutil is not on this machine", mend)
        })
        .collect()
}

fn databases_in(os: Os, home: &Path) -> Vec<Database> {
    let database = |store: String, directory: PathBuf| {
        let exists = directory.join("cert9.db").is_file();
        Database { store, directory, home: home.to_owned(), exists }
    };
    let user = home.file_name().unwrap_or_default().to_string_lossy();
    let mut found = Vec::new();
    if os == Os::Linux {
        found.push(database(format!("Chromium and others of {user} ({SHARED})"), home.join(SHARED)));
        let elsewhere = SHARED_ELSEWHERE
            .iter()
            .map(|path| database(format!("Chromium of {user} ({path})"), home.join(path)));
        found.extend(elsewhere.filter(|database| database.exists));
    }
    let profiles: &[&str] = if os == Os::MacOs { &PROFILES_MACOS } else { &PROFILES_LINUX };
    for place in profiles {
        let mut directories: Vec<PathBuf> = fs::read_dir(home.join(place))
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .collect();
        directories.sort_unstable();
        let named = directories.into_iter().map(|directory| {
            let profile = directory.file_name().unwrap_or_default().to_string_lossy().into_owned();
            database(format!("Firefox of {user}, profile {profile}"), directory)
        });
        found.extend(named.filter(|database| database.exists));
    }
    found
}

fn install(certutil: &Path, root: &Root, database: &Database) -> Vec<Step> {
    let at = sql(&database.directory);
    let mut steps = Vec::new();
    if !database.exists {
        steps.push(Step::Directory(database.directory.clone()));
        steps.push(Step::Run(Invocation::new(certutil, &["-N", "--empty-password", "-d", &at], MEND)));
    }
    // `C`: trusted to sign servers' certificates, and neither mail nor code.
    let add = Invocation::new(certutil, &["-A", "-d", &at, "-t", "C,,", "-n", &root.nickname], MEND);
    steps.push(Step::Run(add.with_stdin(&root.cert_der)));
    if !database.exists {
        let files = ["cert9.db", "key4.db", "pkcs11.txt"].map(|file| database.directory.join(file));
        let parent = database.directory.parent().map(Path::to_owned);
        let made = parent.into_iter().chain([database.directory.clone()]).chain(files).collect();
        steps.push(Step::GiveTo { made, home: database.home.clone() });
    }
    steps
}

fn uninstall(certutil: &Path, root: &Root, database: &Database) -> Vec<Step> {
    let at = sql(&database.directory);
    let is_there = Invocation::new(certutil, &["-L", "-d", &at, "-n", &root.nickname], MEND);
    let delete = Invocation::new(certutil, &["-D", "-d", &at, "-n", &root.nickname], MEND);
    vec![Step::RunIf(is_there, delete)]
}

/// A database of the present form, as `certutil` wants it named.
pub(super) fn sql(directory: &Path) -> String {
    format!("sql:{}", directory.to_string_lossy())
}
