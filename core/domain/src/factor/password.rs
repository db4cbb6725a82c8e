//! Passwords: Argon2id with OWASP's parameters, and the rule of what may be one (NIST SP 800-63B-4 3.1.1).

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use argon2::password_hash::phc::{Output, PasswordHash as Phc, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use subtle::ConstantTimeEq as _;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::guessable::{Guess, Own, guess};
use crate::secret::Secret;
use crate::world::Entropy;

/// A password hash as a PHC string.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

/// Shortest password where a second factor is asked.
pub const MIN_WITH_SECOND_FACTOR: usize = 8;
/// Shortest password where it stands alone.
pub const MIN_ALONE: usize = 15;
/// Longest password; more would only make hashing slower.
pub const MAX: usize = 256;

/// Why text cannot be a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Many people have it, or it is a run or a repeat.
    #[error("this password is on the list of common passwords: choose another")]
    Common,
    /// A hash from elsewhere that we cannot check.
    #[error("the password hash is not Argon2 in PHC form with at most 256 MiB of memory and 16 passes")]
    Hash,
    /// Little more than what anybody knows of the account.
    #[error("this password is made of the person's name, address or office: choose another")]
    Own,
    /// Too long.
    #[error("a password has at most {MAX} characters")]
    TooLong,
    /// Too short.
    #[error("a password has at least {min} characters")]
    TooShort {
        /// How many it needs.
        min: usize,
    },
}

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Another password.
    Wrong,
    /// The password, hashed as we do today.
    Right,
    /// The password, but its hash should be made anew.
    RightButOutdated,
}

/// Whether `password` may be one: long enough, and not guessed first.
pub fn check(password: &Secret, min: usize, own: &Own) -> Result<(), PasswordError> {
    check_length(password, min)?;
    match guess(password, own) {
        None => Ok(()),
        Some(Guess::Common) => Err(PasswordError::Common),
        Some(Guess::Own) => Err(PasswordError::Own),
    }
}

fn check_length(password: &Secret, min: usize) -> Result<(), PasswordError> {
    match password.expose().chars().count() {
        n if n < min => Err(PasswordError::TooShort { min }),
        n if n > MAX => Err(PasswordError::TooLong),
        _ => Ok(()),
    }
}

impl PasswordHash {
    /// A hash from elsewhere, if it is one that can be checked without exhausting this machine.
    pub fn import(phc: &str) -> Result<Self, PasswordError> {
        let parsed = Phc::new(phc).map_err(|_| PasswordError::Hash)?;
        let params = Params::try_from(&parsed).map_err(|_| PasswordError::Hash)?;
        let known = parsed.algorithm.as_str().starts_with("argon2");
        let bounded = params.m_cost() <= 256 * 1024 && params.t_cost() <= 16 && params.p_cost() <= 16;
        if known && bounded && parsed.hash.is_some() && parsed.salt.is_some() {
            Ok(Self(phc.to_owned()))
        } else {
            Err(PasswordError::Hash)
        }
    }

    /// As it was stored.
    pub fn from_stored(phc: String) -> Self {
        Self(phc)
    }

    /// The text to store.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordHash(..)")
    }
}

/// Hashes passwords, and keeps the scratch memory of 19 MiB between hashes, one for each that runs at once:
/// fresh memory for each hash costs a fifth of the time and swells the process.
#[derive(Default)]
pub struct Hasher {
    scratch: Mutex<Vec<Vec<Block>>>,
    used: AtomicBool,
}

impl Hasher {
    /// Hashes a password with a fresh salt. Takes tens of milliseconds of a core.
    pub fn hash(&self, password: &Secret, entropy: &dyn Entropy) -> Result<PasswordHash, argon2::Error> {
        let mut salt = [0; 16];
        entropy.fill(&mut salt);
        let params = Params::DEFAULT;
        let mut out = Zeroizing::new([0; Params::DEFAULT_OUTPUT_LEN]);
        let typed = normal(password);
        self.run(Algorithm::Argon2id, Version::V0x13, &params, (&typed, &salt), out.as_mut_slice())?;
        let salt = Salt::new(&salt).map_err(|_| argon2::Error::SaltTooShort)?;
        let hash = Output::new(out.as_slice()).map_err(|_| argon2::Error::OutputTooShort)?;
        let (m, t, p) = (params.m_cost(), params.t_cost(), params.p_cost());
        Ok(PasswordHash(format!("$argon2id$v=19$m={m},t={t},p={p}${salt}${hash}")))
    }

    /// Checks a password. `None` stands for an account without one, or no account at all:
    /// the same work is done, so that the time tells nothing.
    pub fn verify(&self, password: &Secret, stored: Option<&PasswordHash>) -> Verdict {
        let Some((stored, checked)) =
            stored.and_then(|stored| self.recompute(password, stored).map(|same| (stored, same)))
        else {
            let mut out = [0; Params::DEFAULT_OUTPUT_LEN];
            // The outcome does not matter, only the time that it takes.
            let _ = self.run(
                Algorithm::Argon2id,
                Version::V0x13,
                &Params::DEFAULT,
                (password.expose(), &[0; 16]),
                &mut out,
            );
            return Verdict::Wrong;
        };
        let today = stored.0.starts_with(&format!(
            "$argon2id$v=19$m={},t={},p={}$",
            Params::DEFAULT_M_COST,
            Params::DEFAULT_T_COST,
            Params::DEFAULT_P_COST
        ));
        match (checked, today) {
            (false, _) => Verdict::Wrong,
            (true, true) => Verdict::Right,
            (true, false) => Verdict::RightButOutdated,
        }
    }

    /// Gives the scratch memory back to the machine, if nobody has signed in since the last call.
    pub fn trim(&self) {
        if !self.used.swap(false, Ordering::Relaxed)
            && let Ok(mut scratch) = self.scratch.lock()
        {
            scratch.clear();
        }
    }

    fn recompute(&self, password: &Secret, stored: &PasswordHash) -> Option<bool> {
        let parsed = Phc::new(&stored.0).ok()?;
        let params = Params::try_from(&parsed).ok()?;
        let algorithm = Algorithm::new(parsed.algorithm.as_str()).ok()?;
        let version = match parsed.version {
            Some(version) => Version::try_from(version).ok()?,
            None => Version::V0x13,
        };
        let (salt, expected) = (parsed.salt?, parsed.hash?);
        let mut out = Zeroizing::new(vec![0; expected.as_bytes().len()]);
        let typed = normal(password);
        self.run(algorithm, version, &params, (&typed, salt.as_ref()), &mut out).ok()?;
        let mut same = out.as_slice().ct_eq(expected.as_bytes());
        if typed.as_str() != password.expose() {
            // Whoever made this hash elsewhere may have taken the password as it was typed.
            self.run(algorithm, version, &params, (password.expose(), salt.as_ref()), &mut out).ok()?;
            same |= out.as_slice().ct_eq(expected.as_bytes());
        }
        Some(same.into())
    }

    fn run(
        &self,
        algorithm: Algorithm,
        version: Version,
        params: &Params,
        (password, salt): (&str, &[u8]),
        out: &mut [u8],
    ) -> Result<(), argon2::Error> {
        let mut blocks = self.scratch.lock().ok().and_then(|mut scratch| scratch.pop()).unwrap_or_default();
        blocks.resize(params.block_count(), Block::default());
        let result = Argon2::new(algorithm, version, params.clone()).hash_password_into_with_memory(
            password.as_bytes(),
            salt,
            out,
            blocks.as_mut_slice(),
        );
        self.used.store(true, Ordering::Relaxed);
        if let Ok(mut scratch) = self.scratch.lock()
            && blocks.len() <= Params::DEFAULT.block_count()
        {
            scratch.push(blocks);
        }
        result
    }
}

/// The same password typed at a Mac and at a PC is the same bytes (NIST SP 800-63B-4 3.1.1.2: NFC before hashing).
fn normal(password: &Secret) -> Zeroizing<String> {
    Zeroizing::new(password.expose().nfc().collect())
}

impl std::fmt::Debug for Hasher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hasher")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::SystemEntropy;

    #[test]
    fn a_password_is_recognised_and_another_is_not() {
        let hasher = Hasher::default();
        let hash = hasher.hash(&Secret::new("correct horse battery"), &SystemEntropy).unwrap();
        assert!(hash.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hash.as_str());
        assert_eq!(hasher.verify(&Secret::new("correct horse battery"), Some(&hash)), Verdict::Right);
        assert_eq!(hasher.verify(&Secret::new("correct horse batterx"), Some(&hash)), Verdict::Wrong);
        assert_eq!(hasher.verify(&Secret::new("correct horse battery"), None), Verdict::Wrong);
    }

    #[test]
    fn a_password_is_the_same_however_its_letters_are_composed() {
        let (composed, decomposed) =
            (Secret::new("Sch\u{f6}ne B\u{e4}ume"), Secret::new("Scho\u{308}ne Ba\u{308}ume"));
        let hasher = Hasher::default();
        let hash = hasher.hash(&composed, &SystemEntropy).unwrap();
        assert_eq!(hasher.verify(&decomposed, Some(&hash)), Verdict::Right);
        assert_eq!(
            hasher.verify(&composed, Some(&hasher.hash(&decomposed, &SystemEntropy).unwrap())),
            Verdict::Right
        );
    }

    #[test]
    fn hashes_from_elsewhere_work_and_are_outdated() {
        // Made by the reference implementation: "password", "somesalt", -t 2 -m 16 -p 4 -l 24.
        let phc = "$argon2i$v=19$m=65536,t=2,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b+dWRWJTmaaJObG";
        let hash = PasswordHash::import(phc).unwrap();
        assert_eq!(
            Hasher::default().verify(&Secret::new("password"), Some(&hash)),
            Verdict::RightButOutdated
        );
        assert_eq!(Hasher::default().verify(&Secret::new("passwort"), Some(&hash)), Verdict::Wrong);
    }

    #[test]
    fn hashes_that_we_cannot_check_or_that_would_exhaust_the_machine_are_refused() {
        for phc in [
            "plain",
            "$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW",
            "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ",
            "$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHRzb21l$RdescudvJCsgt3ub+b+dWRWJTmaaJObG",
            "$argon2id$v=19$m=64,t=999,p=1$c29tZXNhbHRzb21l$RdescudvJCsgt3ub+b+dWRWJTmaaJObG",
        ] {
            assert_eq!(PasswordHash::import(phc), Err(PasswordError::Hash), "{phc}");
        }
    }

    #[test]
    fn a_long_password_that_is_guessed_first_is_refused() {
        let own = Own::new(["mira"]);
        let check = |password: &str| check(&Secret::new(password), MIN_WITH_SECOND_FACTOR, &own);
        assert_eq!(check("passwordpassword"), Err(PasswordError::Common));
        assert_eq!(check("mira-2026-mira"), Err(PasswordError::Own));
        assert_eq!(check("short"), Err(PasswordError::TooShort { min: 8 }));
        assert_eq!(check("four quiet stones"), Ok(()));
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert!(check_length(&Secret::new("ä".repeat(15)), MIN_ALONE).is_ok());
        assert_eq!(
            check_length(&Secret::new("a".repeat(14)), MIN_ALONE),
            Err(PasswordError::TooShort { min: 15 })
        );
        assert_eq!(check_length(&Secret::new("a".repeat(257)), MIN_ALONE), Err(PasswordError::TooLong));
    }
}
