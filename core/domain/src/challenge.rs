//! A proof of work that makes guessing dear and needs nobody else: the protocol of ALTCHA (version 1, SHA-256). We draw a
//! number; whoever asks finds it by trying. Challenges are signed, end, and are good for one purpose. An office may have a
//! service elsewhere judge in its place.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;

use crate::secret::Secret;
use crate::token::{hmac_sha256, sha256};
use crate::world::Entropy;

/// The largest number: a second or two of a phone's work, nothing for a person and much for a program that tries often.
pub const MAX_NUMBER: u64 = 60_000;
/// How long a challenge may be solved and sent, in seconds: a page may stand open while somebody types.
pub const LIFETIME_S: i64 = 1_200;

const ALGORITHM: &str = "SHA-256";
/// The longest answer that is read.
const MAX_ANSWER: usize = 2_048;

/// What it is for; an answer for one opens nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Signing in.
    SignIn,
    /// Asking for a link to set a new password.
    Reset,
    /// Asking for an account.
    SignUp,
}

/// Setting: who asks for a proof, if anybody.
pub const KIND: &str = "captcha.kind";
/// Setting: our name at a service.
pub const SITE_KEY: &str = "captcha.site_key";
/// Setting: our secret at a service.
pub const SECRET: &str = "captcha.secret";

/// A service elsewhere that judges whether somebody is a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Google's, with a box to tick.
    RecaptchaV2,
    /// Cloudflare's.
    Turnstile,
}

/// What a service is asked about.
#[derive(Clone, Debug)]
pub struct Solved {
    /// Which.
    pub service: Service,
    /// Ours there.
    pub secret: Secret,
    /// What the browser was given.
    pub token: String,
    /// Where the browser is, as text.
    pub address: String,
}

impl Service {
    /// Of the setting.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "recaptcha_v2" => Some(Self::RecaptchaV2),
            "turnstile" => Some(Self::Turnstile),
            _ => None,
        }
    }

    /// As in the setting.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RecaptchaV2 => "recaptcha_v2",
            Self::Turnstile => "turnstile",
        }
    }

    /// The field in which its script leaves the token.
    pub fn field(self) -> &'static str {
        match self {
            Self::RecaptchaV2 => "g-recaptcha-response",
            Self::Turnstile => "cf-turnstile-response",
        }
    }

    /// Its script.
    pub fn script(self) -> &'static str {
        match self {
            Self::RecaptchaV2 => "https://www.google.com/recaptcha/api.js",
            Self::Turnstile => "https://challenges.cloudflare.com/turnstile/v0/api.js",
        }
    }

    /// Places that a page with it loads scripts and frames from; no other page may.
    pub fn sources(self) -> (&'static str, &'static str) {
        match self {
            Self::RecaptchaV2 => (
                "https://www.google.com/recaptcha/ https://www.gstatic.com/recaptcha/",
                "https://www.google.com/recaptcha/ https://recaptcha.google.com/recaptcha/",
            ),
            Self::Turnstile => ("https://challenges.cloudflare.com", "https://challenges.cloudflare.com"),
        }
    }

    /// Where it is asked.
    pub fn verify_url(self) -> &'static str {
        match self {
            Self::RecaptchaV2 => "https://www.google.com/recaptcha/api/siteverify",
            Self::Turnstile => "https://challenges.cloudflare.com/turnstile/v0/siteverify",
        }
    }
}

/// A challenge, as the browser gets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Challenge {
    algorithm: &'static str,
    challenge: String,
    maxnumber: u64,
    salt: String,
    signature: String,
}

/// What comes back.
#[derive(Debug, Deserialize)]
struct Answer {
    algorithm: String,
    challenge: String,
    number: u64,
    salt: String,
    signature: String,
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Reset => "reset",
            Self::SignUp => "sign-up",
        }
    }
}

/// Draws a challenge.
pub fn draw(key: &[u8; 32], purpose: Purpose, now: i64, entropy: &dyn Entropy) -> Challenge {
    let (mut random, mut drawn) = ([0; 12], [0; 8]);
    entropy.fill(&mut random);
    entropy.fill(&mut drawn);
    // The salt ends with a delimiter: otherwise its last digits could be taken for the first of the number, and one answer
    // would be good for several challenges (CVE-2025-68113).
    let salt = format!("{}?expires={}&for={}&", hex(&random), now + LIFETIME_S, purpose.as_str());
    let number = u64::from_le_bytes(drawn) % (MAX_NUMBER + 1);
    let challenge = hash(&salt, number);
    let signature = hex(&hmac_sha256(key, challenge.as_bytes()));
    Challenge { algorithm: ALGORITHM, challenge, maxnumber: MAX_NUMBER, salt, signature }
}

/// Whether an answer solves a challenge of ours for this purpose that has not ended; if so, what to remember it by and
/// until when, so that it counts once.
pub fn check(key: &[u8; 32], purpose: Purpose, answer: &str, now: i64) -> Option<([u8; 32], i64)> {
    let bytes = Some(answer).filter(|answer| answer.len() <= MAX_ANSWER)?;
    let bytes = BASE64_STANDARD.decode(bytes).ok()?;
    let answer: Answer = serde_json::from_slice(&bytes).ok()?;
    let until = expiry(&answer.salt, purpose)?;
    let signature = hex(&hmac_sha256(key, answer.challenge.as_bytes()));
    let is_ours = bool::from(signature.as_bytes().ct_eq(answer.signature.as_bytes()));
    let is_solved = answer.algorithm == ALGORITHM
        && answer.number <= MAX_NUMBER
        && hash(&answer.salt, answer.number) == answer.challenge;
    (is_ours && is_solved && now < until).then(|| (sha256(answer.challenge.as_bytes()), until))
}

/// When a salt of ours for this purpose ends.
fn expiry(salt: &str, purpose: Purpose) -> Option<i64> {
    let (_, rest) = salt.split_once("?expires=")?;
    let (until, rest) = rest.split_once("&for=")?;
    (rest.strip_suffix('&')? == purpose.as_str()).then(|| until.parse().ok())?
}

fn hash(salt: &str, number: u64) -> String {
    hex(&sha256(format!("{salt}{number}").as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::SystemEntropy;

    const KEY: [u8; 32] = [3; 32];
    const NOW: i64 = 1_800_000_000;

    /// Solves a challenge by trying, as the browser does.
    fn solve(challenge: &Challenge) -> Option<String> {
        let number =
            (0..=challenge.maxnumber).find(|number| hash(&challenge.salt, *number) == challenge.challenge)?;
        let answer = serde_json::json!({
            "algorithm": challenge.algorithm,
            "challenge": challenge.challenge,
            "number": number,
            "salt": challenge.salt,
            "signature": challenge.signature,
        });
        Some(BASE64_STANDARD.encode(answer.to_string()))
    }

    #[test]
    fn a_solution_counts_for_its_purpose_until_it_ends() {
        let challenge = draw(&KEY, Purpose::SignIn, NOW, &SystemEntropy);
        let answer = solve(&challenge).unwrap();
        assert!(check(&KEY, Purpose::SignIn, &answer, NOW + LIFETIME_S - 1).is_some());
        assert!(check(&KEY, Purpose::SignIn, &answer, NOW + LIFETIME_S).is_none());
        assert!(check(&KEY, Purpose::Reset, &answer, NOW).is_none());
        assert!(check(&[4; 32], Purpose::SignIn, &answer, NOW).is_none());
    }

    #[test]
    fn nothing_of_an_answer_can_be_changed() {
        let challenge = draw(&KEY, Purpose::Reset, NOW, &SystemEntropy);
        let answer = BASE64_STANDARD.decode(solve(&challenge).unwrap()).unwrap();
        let answer: serde_json::Value = serde_json::from_slice(&answer).unwrap();
        let with = |field: &str, value: serde_json::Value| {
            let mut changed = answer.clone();
            changed[field] = value;
            BASE64_STANDARD.encode(changed.to_string())
        };
        let number = answer["number"].as_u64().unwrap();
        let salt = answer["salt"].as_str().unwrap();
        let later = salt.replace("?expires=1", "?expires=2");
        // Digits moved from the number to the salt: the hash would be the same.
        let spliced = format!("{salt}{}", number / 10);
        for (field, value) in [
            ("number", (number + 1).into()),
            ("number", u64::MAX.into()),
            ("salt", later.into()),
            ("salt", spliced.into()),
            ("algorithm", "SHA-1".into()),
            ("challenge", "00".into()),
            ("signature", "".into()),
        ] {
            assert!(check(&KEY, Purpose::Reset, &with(field, value), NOW).is_none(), "{field}");
        }
        for nonsense in ["", "e30=", "%%%", &"A".repeat(4_000)] {
            assert!(check(&KEY, Purpose::Reset, nonsense, NOW).is_none());
        }
        assert!(
            check(&KEY, Purpose::Reset, &with("took", 7.into()), NOW).is_some(),
            "other fields are left alone"
        );
    }

    #[test]
    fn the_salt_ends_with_a_delimiter_and_the_hash_is_that_of_the_protocol() {
        let challenge = draw(&KEY, Purpose::SignUp, NOW, &SystemEntropy);
        assert!(challenge.salt.ends_with('&'));
        // From the protocol's documentation: challenge = hex(SHA-256(salt + number)).
        assert_eq!(hash("abc", 7), hex(&sha256(b"abc7")));
    }
}
