//! Proofs of possession that were seen, and the key of this process's nonces: after a restart all older nonces are void,
//! and with them every proof that was seen before.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Mutex;

use domain::proof;
use domain::token::TokenHash;
use domain::world::Entropy;

/// Proofs by whoever makes them, each remembered until it is worth nothing by itself.
pub(crate) struct Proofs<K> {
    key: [u8; 32],
    most_of_one: usize,
    seen: Mutex<HashMap<K, HashMap<[u8; 32], i64>>>,
}

/// What a proof was when it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Noted {
    /// Seen before.
    Again,
    /// New.
    First,
    /// One of more than anybody makes in that time.
    TooMany,
}

impl<K: Clone + Eq + Hash> Proofs<K> {
    /// `most_of_one`: how many of one maker are remembered.
    pub(crate) fn new(entropy: &dyn Entropy, most_of_one: usize) -> Self {
        let mut key = [0; 32];
        entropy.fill(&mut key);
        Self { key, most_of_one, seen: Mutex::default() }
    }

    /// The nonce for a next proof.
    pub(crate) fn nonce(&self, now: i64) -> String {
        proof::nonce(&self.key, now)
    }

    /// When a nonce was made, if it is ours and still good.
    pub(crate) fn nonce_time(&self, nonce: &str, now: i64) -> Option<i64> {
        proof::nonce_time(&self.key, nonce, now)
    }

    /// Notes a proof. `until`: when it is worth nothing any more, whoever sends it.
    pub(crate) fn note(&self, maker: &K, jti: &str, until: i64, now: i64) -> Noted {
        let Ok(mut seen) = self.seen.lock() else { return Noted::TooMany };
        let own = seen.entry(maker.clone()).or_default();
        if own.len() >= self.most_of_one {
            own.retain(|_, until| now < *until);
        }
        if own.len() >= self.most_of_one {
            return Noted::TooMany;
        }
        match own.insert(*TokenHash::of(jti).as_bytes(), until) {
            Some(before) if now < before => Noted::Again,
            _ => Noted::First,
        }
    }

    /// Forgets what is over.
    pub(crate) fn trim(&self, now: i64) {
        if let Ok(mut seen) = self.seen.lock() {
            seen.retain(|_, own| {
                own.retain(|_, until| now < *until);
                !own.is_empty()
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::world::SystemEntropy;

    use super::*;

    const MOST: usize = 600;

    #[test]
    fn a_proof_is_seen_once_while_its_nonce_lives() {
        let proofs = Proofs::new(&SystemEntropy, MOST);
        let note = |maker: &'static str, jti: &str, now| proofs.note(&maker, jti, 300, now);
        assert_eq!(note("d", "1", 0), Noted::First);
        assert_eq!(note("d", "1", 299), Noted::Again);
        assert_eq!(note("e", "1", 0), Noted::First, "of another maker");
        assert_eq!(note("d", "1", 300), Noted::First, "its nonce is over, and no nonce is good that long");
    }

    #[test]
    fn what_is_remembered_has_a_bound() {
        let proofs = Proofs::new(&SystemEntropy, MOST);
        let note = |n: usize, now| proofs.note(&"d", &n.to_string(), now + 300, now);
        assert!((0..MOST).all(|n| note(n, 0) == Noted::First));
        assert_eq!(note(MOST, 1), Noted::TooMany);
        assert_eq!(note(MOST, 300), Noted::First);
        proofs.trim(600);
        assert!(proofs.seen.lock().unwrap().is_empty());
    }
}
