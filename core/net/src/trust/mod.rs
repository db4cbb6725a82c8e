//! Puts our CA into this machine's trust stores and takes it out again.
//!
//! Planning looks at the machine and writes nothing; running does what the plan says. A store that fails
//! does not keep the others from being served, and every failure says how it is mended.

mod linux;
mod macos;
mod nss;
mod run;
mod windows;

use std::path::{Path, PathBuf};

use crate::certificate::{Facts, NotACertificate};
use crate::{ca, fingerprint};

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
    /// A directory for files that a program wants to be given.
    pub scratch: PathBuf,
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
    /// The store, in words for people.
    pub store: String,
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

/// What became of one store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The store, in words for people.
    pub store: String,
    /// Whether it worked.
    pub result: Result<(), Failure>,
}

impl Place {
    /// This machine: `homes` and `path` come from the environment, which the caller reads.
    pub fn this_machine(homes: Vec<PathBuf>, path: Vec<PathBuf>, scratch: PathBuf) -> Self {
        let os = if cfg!(target_os = "macos") {
            Os::MacOs
        } else if cfg!(windows) {
            Os::Windows
        } else {
            Os::Linux
        };
        Self { os, root: PathBuf::from("/"), homes, path, scratch }
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
        })
    }

    fn pem(&self) -> Vec<u8> {
        ca::pem(&self.cert_der).into_bytes()
    }
}

impl Plan {
    fn ready(store: impl Into<String>, steps: Vec<Step>) -> Self {
        Self { store: store.into(), steps: Ok(steps) }
    }

    fn blocked(store: impl Into<String>, reason: &str, mend: &str) -> Self {
        let failure = Failure { reason: reason.to_owned(), mend: mend.to_owned() };
        Self { store: store.into(), steps: Err(failure) }
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
    match place.os {
        Os::Linux => {
            let mut plans = vec![linux::plan(place, root, action)];
            plans.extend(nss::plan(place, root, action));
            plans
        }
        Os::MacOs => {
            let mut plans = vec![macos::plan(place, root, action)];
            plans.extend(nss::plan(place, root, action));
            plans
        }
        // Firefox takes the roots of Windows by itself, and the certutil of Windows is another program.
        Os::Windows => vec![windows::plan(place, root, action)],
    }
}

/// Does what the plans say. Blocks while programs run.
pub fn run(plans: Vec<Plan>) -> Vec<Outcome> {
    plans.into_iter().map(run::plan).collect()
}

/// Puts the CA into every store of the machine.
pub fn install(place: &Place, root: &Root) -> Vec<Outcome> {
    run(plan(place, root, Action::Install))
}

/// Takes the CA out of every store of the machine.
pub fn uninstall(place: &Place, root: &Root) -> Vec<Outcome> {
    run(plan(place, root, Action::Uninstall))
}

#[cfg(test)]
mod tests;
