//! Tokens that we issue, as a pair: the plain one is returned once, the hashed one is stored.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use crate::world::Entropy;

/// 256 random bits as 43 characters of base64url; or a JWT, whose signature nobody guesses either.
#[derive(Clone)]
pub struct PlainToken(Zeroizing<String>);

impl PlainToken {
    /// A fresh token.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        entropy.fill(bytes.as_mut_slice());
        Self(Zeroizing::new(BASE64_URL_SAFE_NO_PAD.encode(bytes.as_slice())))
    }

    /// A token that says something itself.
    pub fn signed(jwt: String) -> Self {
        Self(Zeroizing::new(jwt))
    }

    /// The token, to be handed to its owner.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is stored.
    pub fn hash(&self) -> TokenHash {
        TokenHash::of(&self.0)
    }
}

impl std::fmt::Debug for PlainToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PlainToken(..)")
    }
}

/// SHA-256 of a token. A token has 256 bits that nobody guesses, so a plain hash cannot be searched.
#[derive(Clone, Copy)]
pub struct TokenHash([u8; 32]);

impl TokenHash {
    /// The hash of what somebody presents.
    pub fn of(presented: &str) -> Self {
        Self(sha256(presented.as_bytes()))
    }

    /// As it was stored.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes to store.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl PartialEq for TokenHash {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for TokenHash {}

impl std::fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TokenHash(..)")
    }
}

/// SHA-256.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(digest(&SHA256, bytes).as_ref());
    out
}

/// HMAC-SHA-256.
pub fn hmac_sha256(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), message).as_ref());
    out
}

/// The CSRF token of a browser: bound to its cookie, and worth nothing as one.
pub fn csrf_token(browser_token: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(hmac_sha256(browser_token.as_bytes(), b"csrf"))
}

/// Whether `sent` is the CSRF token of that browser.
pub fn csrf_matches(browser_token: &str, sent: &str) -> bool {
    csrf_token(browser_token).as_bytes().ct_eq(sent.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::SystemEntropy;

    #[test]
    fn tokens_have_256_bits_and_do_not_print_themselves() {
        let token = PlainToken::generate(&SystemEntropy);
        assert_eq!(token.expose().len(), 43);
        assert_ne!(token.hash(), PlainToken::generate(&SystemEntropy).hash());
        assert_eq!(format!("{token:?} {:?}", token.hash()), "PlainToken(..) TokenHash(..)");
    }

    #[test]
    fn a_csrf_token_belongs_to_one_browser() {
        assert!(csrf_matches("a", &csrf_token("a")));
        assert!(!csrf_matches("b", &csrf_token("a")));
        assert!(!csrf_matches("a", "a"));
    }
}
