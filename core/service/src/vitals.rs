//! What only the network, the disk and the certificate's keeper know, told by them and read by the overview.

use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::reach::Reach;

/// How our name on the network stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// It is ours and answers.
    Announced,
    /// Another computer answers to it.
    Conflict,
    /// It cannot be announced.
    Failed,
    /// Nothing to announce it with or on yet.
    Silent,
}

/// What a certificate says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Certificate {
    /// Whom it is for.
    pub subject: String,
    /// Who vouches for it.
    pub issuer: String,
    /// First second of its life.
    pub not_before: i64,
    /// Last second of its life.
    pub not_after: i64,
    /// The names that it is for.
    pub names: Vec<String>,
    /// The addresses that it is for.
    pub addresses: Vec<String>,
    /// SHA-256 of the certificate, lower-case hex.
    pub sha256: String,
}

/// The facts, as far as somebody told them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vitals {
    /// Our name by mDNS; nothing where it is not announced by choice.
    pub name: Option<Name>,
    /// What the network answers to our name, as another machine would ask; nothing before the first answer.
    pub reach: Option<Reach>,
    /// When the certificate is renewed; seconds since 1970. Nothing for one that the administrator brought.
    pub renewal_at: Option<i64>,
    /// Whether the certificate is the administrator's own.
    pub certificate_is_brought: bool,
    /// What connections get.
    pub leaf: Option<Certificate>,
    /// Our CA.
    pub authority: Option<Certificate>,
    /// What went wrong with the certificate lately.
    pub certificate_error: Option<String>,
    /// Free bytes of the data directory's disk.
    pub disk_free: Option<u64>,
    /// By how many seconds this machine's clock is behind what was stored.
    pub clock_behind_s: i64,
}

/// Where they are held.
#[derive(Debug, Default)]
pub struct Held(Mutex<Vitals>);

impl Held {
    /// Notes something.
    pub fn note(&self, change: impl FnOnce(&mut Vitals)) {
        change(&mut self.lock());
    }

    /// All of it as it is now.
    pub fn now(&self) -> Vitals {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Vitals> {
        // Plain facts: a panic elsewhere leaves them as good as they were.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
