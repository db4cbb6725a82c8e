//! A signing key's place in its life.

use oidc::jwt::Algorithm;

/// A signing key without its private half.
#[derive(Clone, Debug)]
pub struct KeyInfo {
    /// RFC 7638 thumbprint.
    pub kid: String,
    /// What it signs with.
    pub algorithm: Algorithm,
    /// Seconds since 1970.
    pub created_at: i64,
    /// Where its life stands.
    pub state: KeyState,
}

/// Where the life of a signing key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// Signs.
    Active,
    /// Signs no more; stays in the key set until then, since a token may still be valid.
    Retired {
        /// When it leaves the key set.
        until: i64,
    },
}

/// How long a retired key stays public: the longest life of an ID token, and a day for clocks and caches.
pub const RETIRED_FOR_S: i64 = 3_600 + 86_400;
/// Keys are replaced after this time.
pub const ROTATE_AFTER_S: i64 = 90 * 86_400;
