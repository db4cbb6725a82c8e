//! Puts our CA into this machine's trust stores and takes it out again.
//!
//! Planning looks at the machine and writes nothing; running does what the plan says. A store that fails
//! does not keep the others from being served, and every failure says how it is mended. Whether a store
//! trusts us is read from the store each time, never remembered.

mod java;
mod linux;
mod look;
mod macos;
mod nss;
mod report;
mod run;
mod scratch;
mod windows;

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::certificate::{Facts, NotACertificate};
use crate::{ca, fingerprint};

use look::Look;

pub use report::{State, StoreState, TrustReport, install, remove, status};
pub use scratch::Scratch;

/// The system that decides which stores there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Os {
    /// Any Linux.
    Linux,
    /// macOS.
    MacOs,
    /// Windows.
    Windows,
}

/// Where to look and act. The real machine has `/` for its root; tests have a scratch directory.
#[derive(Debug, Clone)]
pub struct Place {
    /// The system.
    pub os: Os,
    /// What the absolute paths of the system are below.
    pub root: PathBuf,
    /// The home directories whose browsers shall trust us.
    pub homes: Vec<PathBuf>,
    /// Where programs are looked for, in order.
    pub path: Vec<PathBuf>,
    /// Javas beside the installed ones, such as that of `JAVA_HOME`.
    pub java_homes: Vec<PathBuf>,
    /// Which stores are meant.
    pub scope: Scope,
    /// How what belongs to the machine is changed without the rights to it; `None` for whoever has them.
    pub elevation: Option<Elevation>,
    /// Whether we run as root: what a person could have put somewhere is not run then.
    pub is_root: bool,
    /// A directory for files that a program wants to be given.
    pub scratch: PathBuf,
}

/// Which stores are meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Scope {
    /// All that can be found.
    #[default]
    All,
    /// Those that belong to the machine: the system's, and the installed Javas'.
    System,
}

/// A program of ours, run by `pkexec`, that asks the person for the rights of an administrator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elevation {
    /// `pkexec` of polkit.
    pub pkexec: PathBuf,
    /// `donelogin`, which is called with `ca install --system-only` or `ca uninstall --system-only`.
    pub program: PathBuf,
}

/// What kind of store it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// That of the system: programs of the machine, and browsers that ask it.
    System,
    /// A database of NSS: Chromium, Firefox.
    Nss,
    /// The keystore of a Java.
    Java,
}

/// Our CA as trust stores know it.
#[derive(Debug, Clone)]
pub struct Root {
    cert_der: Vec<u8>,
    common_name: String,
    /// The name that people see in a store.
    nickname: String,
    /// The name of its file, without an ending.
    file_stem: String,
    sha1_hex: String,
    sha256_hex: String,
}

/// What shall be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// `donelogin ca install`
    Install,
    /// `donelogin ca uninstall`
    Uninstall,
}

/// One store and what has to be done to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What kind of store it is.
    pub kind: Kind,
    /// The store, in words for people.
    pub store: String,
    /// Where it is.
    pub path: PathBuf,
    /// How it is read; `None` where the tool for it is missing.
    look: Option<Look>,
    /// Whether it belongs to the machine, so that it takes an administrator to change it.
    of_the_machine: bool,
    /// The steps in order, or why there are none.
    pub steps: Result<Vec<Step>, Failure>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Make a directory and its parents, for its owner alone.
    Directory(PathBuf),
    /// Give what we made in somebody's home (as root) to the owner of that home. Each path is named: to
    /// walk through a directory that somebody else owns, as root, is how links are abused.
    GiveTo {
        /// What we made.
        made: Vec<PathBuf>,
        /// The home.
        home: PathBuf,
    },
    /// Remove a file; one that is not there is as good.
    Remove(PathBuf),
    /// Run a program.
    Run(Invocation),
    /// Run the second program only if the first succeeds.
    RunIf(Invocation, Invocation),
    /// Write a file.
    Write(PathBuf, Vec<u8>),
}

/// A program with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invocation {
    /// The program.
    pub program: PathBuf,
    /// Its arguments.
    pub args: Vec<String>,
    /// What it reads.
    pub stdin: Vec<u8>,
    /// What to do if it fails.
    pub mend: String,
}

/// Why a store could not be served, and the mend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}; {mend}")]
pub struct Failure {
    /// What happened.
    pub reason: String,
    /// What to do.
    pub mend: String,
}

impl Place {
    /// The stores of this machine and of whoever runs this. `variable` reads the environment; `program` is the
    /// `donelogin` that is run for an administrator's part where this process has not the rights to it.
    pub fn this_machine(
        variable: impl Fn(&str) -> Option<String>,
        program: Option<PathBuf>,
        is_root: bool,
        scratch: &Scratch,
    ) -> Self {
        let os = if cfg!(target_os = "macos") {
            Os::MacOs
        } else if cfg!(windows) {
            Os::Windows
        } else {
            Os::Linux
        };
        let directory = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let path = variable("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default();
        let mut place = Self {
            os,
            root: PathBuf::from("/"),
            homes: directory(if cfg!(windows) { "USERPROFILE" } else { "HOME" }).into_iter().collect(),
            path,
            java_homes: directory("JAVA_HOME").into_iter().collect(),
            scope: Scope::All,
            elevation: None,
            is_root,
            scratch: scratch.path().to_owned(),
        };
        if os == Os::Linux && !is_root {
            let found = place.program("pkexec").zip(program);
            place.elevation = found.map(|(pkexec, program)| Elevation { pkexec, program });
        }
        place
    }

    /// An absolute path of the system, below the root.
    fn at(&self, path: &str) -> PathBuf {
        self.root.join(path.trim_start_matches('/'))
    }

    /// A program, looked for where the environment says and then where Debian keeps programs for
    /// administrators, which its `su` leaves out of the path.
    fn program(&self, name: &str) -> Option<PathBuf> {
        let usual = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"].map(|directory| self.at(directory));
        let file = if self.os == Os::Windows { format!("{name}.exe") } else { name.to_owned() };
        self.path
            .iter()
            .chain(&usual)
            .map(|directory| directory.join(&file))
            .find(|program| program.is_file())
    }
}

impl Root {
    /// Our CA certificate in DER.
    ///
    /// # Errors
    /// When it is not a certificate.
    pub fn new(cert_der: &[u8]) -> Result<Self, NotACertificate> {
        let facts = Facts::read(cert_der)?;
        let short = fingerprint::hex(facts.fingerprint_sha256.get(..4).unwrap_or_default());
        let common_name = facts.common_name.unwrap_or_else(|| "DOneLogin CA".to_owned());
        Ok(Self {
            cert_der: cert_der.to_vec(),
            nickname: format!("{common_name} ({short})"),
            common_name,
            file_stem: format!("donelogin-{short}"),
            sha1_hex: fingerprint::hex(&fingerprint::sha1(cert_der)),
            sha256_hex: fingerprint::hex(&facts.fingerprint_sha256),
        })
    }

    /// SHA-256 of the certificate, lower-case hex.
    pub fn fingerprint(&self) -> &str {
        &self.sha256_hex
    }

    fn pem(&self) -> Vec<u8> {
        ca::pem(&self.cert_der).into_bytes()
    }
}

impl Plan {
    /// A store of the machine.
    fn of_machine(kind: Kind, store: impl Into<String>, path: PathBuf, look: Option<Look>) -> Self {
        Self { kind, store: store.into(), path, look, of_the_machine: true, steps: Ok(Vec::new()) }
    }

    /// A store of somebody.
    fn of_user(kind: Kind, store: impl Into<String>, path: PathBuf, look: Option<Look>) -> Self {
        Self { of_the_machine: false, ..Self::of_machine(kind, store, path, look) }
    }

    fn ready(self, steps: Vec<Step>) -> Self {
        Self { steps: Ok(steps), ..self }
    }

    fn blocked(self, reason: &str, mend: &str) -> Self {
        let failure = Failure { reason: reason.to_owned(), mend: mend.to_owned() };
        Self { steps: Err(failure), ..self }
    }
}

impl Invocation {
    fn new(program: &Path, args: &[&str], mend: &str) -> Self {
        let args = args.iter().map(ToString::to_string).collect();
        Self { program: program.to_owned(), args, stdin: Vec::new(), mend: mend.to_owned() }
    }

    fn with_stdin(self, stdin: &[u8]) -> Self {
        Self { stdin: stdin.to_vec(), ..self }
    }
}

/// What would be done, store by store. Nothing is changed.
pub fn plan(place: &Place, root: &Root, action: Action) -> Vec<Plan> {
    let mut plans = match place.os {
        Os::Linux => vec![linux::plan(place, root, action)],
        Os::MacOs => vec![macos::plan(place, root, action)],
        Os::Windows => vec![windows::plan(place, root, action)],
    };
    // The certutil of Windows is another program, and Firefox takes the roots of Windows by itself.
    if place.os != Os::Windows && place.scope == Scope::All {
        plans.extend(nss::plan(place, root, action));
    }
    // After the system's: on Debian that brings the shared keystore of the Javas up to date as well.
    plans.extend(java::plan(place, root, action));
    plans.retain(|plan| plan.of_the_machine || place.scope == Scope::All);
    plans
}

#[cfg(test)]
mod tests;
