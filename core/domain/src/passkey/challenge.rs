//! A challenge: what a passkey has to sign, bound to what it is for, to one browser and to a few minutes.
//!
//! The sign-in page asks for one each time that it is opened, so it costs no row. It says by a seal of ours until when it
//! counts, and only a challenge that was used leaves a trace, so that it is not used twice.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use subtle::ConstantTimeEq as _;

use crate::id::UserId;
use crate::token::{TokenHash, hmac_sha256};
use crate::world::Entropy;

/// How long a challenge counts, in seconds.
pub const LIFETIME_S: i64 = 300;
const NONCE: usize = 16;
const UNTIL: usize = NONCE + 8;
const WHOLE: usize = UNTIL + 32;

/// What a challenge is for; one of one purpose counts for no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A sign-in without a password.
    SignIn,
    /// The second half of a sign-in.
    SecondFactor,
    /// A new passkey.
    Add,
}

/// What a challenge is bound to.
#[derive(Clone, Copy, Debug)]
pub struct Bond<'a> {
    /// What it is for.
    pub purpose: Purpose,
    /// The browser; its name changes with each sign-in, and the challenge is void.
    pub browser: &'a TokenHash,
    /// Whose passkey it has to be, where that is known before.
    pub user: Option<&'a UserId>,
}

/// A challenge of ours whose time is not over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// Tells it from every other: used once.
    pub nonce: [u8; NONCE],
    /// Until when it counts.
    pub expires_at: i64,
}

/// Why a challenge does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChallengeError {
    /// Not one that we made for this.
    #[error("the challenge was not made for this")]
    Foreign,
    /// Its time is over.
    #[error("the challenge is too old")]
    TooOld,
}

/// A fresh one, as the browser is told it (base64url).
pub fn make(key: &[u8; 32], entropy: &dyn Entropy, bond: Bond<'_>, now: i64) -> String {
    let mut nonce = [0; NONCE];
    entropy.fill(&mut nonce);
    let expires_at = now + LIFETIME_S;
    let seal = seal(key, bond, &nonce, expires_at);
    BASE64URL.encode([nonce.as_slice(), &expires_at.to_be_bytes(), &seal].concat())
}

/// Reads one that a browser sent back.
pub fn open(key: &[u8; 32], bond: Bond<'_>, presented: &str, now: i64) -> Result<Challenge, ChallengeError> {
    let bytes = BASE64URL.decode(presented).map_err(|_| ChallengeError::Foreign)?;
    let bytes: [u8; WHOLE] = bytes.try_into().map_err(|_| ChallengeError::Foreign)?;
    let (mut nonce, mut until) = ([0; NONCE], [0; 8]);
    nonce.copy_from_slice(&bytes[..NONCE]);
    until.copy_from_slice(&bytes[NONCE..UNTIL]);
    let expires_at = i64::from_be_bytes(until);
    if !bool::from(seal(key, bond, &nonce, expires_at).ct_eq(&bytes[UNTIL..])) {
        return Err(ChallengeError::Foreign);
    }
    if now >= expires_at {
        return Err(ChallengeError::TooOld);
    }
    Ok(Challenge { nonce, expires_at })
}

/// All parts but the last have a fixed length, so no two bonds read the same.
fn seal(key: &[u8; 32], bond: Bond<'_>, nonce: &[u8; NONCE], expires_at: i64) -> [u8; 32] {
    let purpose: &[u8] = match bond.purpose {
        Purpose::SignIn => b"donelogin passkey challenge: sign in",
        Purpose::SecondFactor => b"donelogin passkey challenge: second ",
        Purpose::Add => b"donelogin passkey challenge: add    ",
    };
    let user = bond.user.map_or("", UserId::as_str);
    let until = expires_at.to_be_bytes();
    hmac_sha256(key, &[purpose, bond.browser.as_bytes(), nonce, &until, user.as_bytes()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::SystemEntropy;

    #[test]
    fn a_challenge_counts_for_what_it_was_made_for_and_for_five_minutes() {
        let (key, browser, other) = ([7; 32], TokenHash::of("b"), TokenHash::of("c"));
        let (ada, mira) = (UserId::from("ada"), UserId::from("mira"));
        let bond = Bond { purpose: Purpose::Add, browser: &browser, user: Some(&ada) };
        let made = make(&key, &SystemEntropy, bond, 100);
        let opened = open(&key, bond, &made, 399).unwrap();
        assert_eq!(opened.expires_at, 400);
        assert_eq!(open(&key, bond, &made, 400), Err(ChallengeError::TooOld));
        for foreign in [
            Bond { purpose: Purpose::SecondFactor, ..bond },
            Bond { purpose: Purpose::SignIn, ..bond },
            Bond { browser: &other, ..bond },
            Bond { user: Some(&mira), ..bond },
            Bond { user: None, ..bond },
        ] {
            assert_eq!(open(&key, foreign, &made, 100), Err(ChallengeError::Foreign), "{foreign:?}");
        }
        assert_eq!(open(&[8; 32], bond, &made, 100), Err(ChallengeError::Foreign));
        assert_ne!(made, make(&key, &SystemEntropy, bond, 100), "each is another");
    }

    #[test]
    fn one_that_was_changed_is_not_ours() {
        let (key, browser) = ([7; 32], TokenHash::of("b"));
        let bond = Bond { purpose: Purpose::SignIn, browser: &browser, user: None };
        let made = BASE64URL.decode(make(&key, &SystemEntropy, bond, 100)).unwrap();
        for at in 0..made.len() {
            let mut changed = made.clone();
            changed[at] ^= 1;
            let changed = BASE64URL.encode(changed);
            assert_eq!(open(&key, bond, &changed, 100), Err(ChallengeError::Foreign), "byte {at}");
        }
        let longer = BASE64URL.encode([made.as_slice(), &[0]].concat());
        for bad in ["", "AA", "!", longer.as_str()] {
            assert_eq!(open(&key, bond, bad, 100), Err(ChallengeError::Foreign), "{bad}");
        }
    }
}
