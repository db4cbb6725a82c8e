//! The person's second step: authenticator and recovery codes.

use askama::Template;

use super::account::Account;
use super::chrome::Chrome;
use super::qr::Qr;

/// `/account/authenticator`: what there is, and how to set it up.
#[derive(Clone, Debug, Template)]
#[template(path = "authenticator.html")]
pub struct Authenticator {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// Since when it counts, in the reader's form.
    pub since: Option<String>,
    /// Recovery codes that are left.
    pub codes_left: u64,
    /// How many phones are linked: the second step without an authenticator.
    pub phones: u64,
    /// How many passkeys there are, likewise.
    pub passkeys: u64,
    /// Whether the office wants a second step before anything else.
    pub must_enrol: bool,
    /// One that was begun.
    pub secret: Option<NewSecret>,
    /// What the last form did.
    pub news: Option<AuthenticatorNews>,
}

/// An authenticator that waits for its first code.
#[derive(Clone, Debug)]
pub struct NewSecret {
    /// For the app's camera.
    pub qr: Qr,
    /// For those who type, in groups of four.
    pub groups: String,
}

/// What the last form did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthenticatorNews {
    /// It counts now.
    Added,
    /// It is gone.
    Removed,
    /// Not the code of the moment.
    Wrong,
}

/// `/account/recovery-codes`: how many are left, or new ones, shown once.
#[derive(Clone, Debug, Template)]
#[template(path = "recovery_codes.html")]
pub struct RecoveryCodes {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// How many are left.
    pub left: u64,
    /// Whether new ones can be made: there is a second step for them to stand for.
    pub has_factor: bool,
    /// New ones.
    pub codes: Vec<String>,
    /// Whose they are: the address.
    pub owner: String,
    /// When they were made, in the reader's form.
    pub made: String,
    /// Where to go on.
    pub next_href: String,
}

impl NewSecret {
    /// The address of the secret as a QR code, and the secret itself.
    #[must_use]
    pub fn new(uri: &str, base32: &str) -> Self {
        let letters: Vec<char> = base32.chars().collect();
        let groups: Vec<String> = letters.chunks(4).map(|four| four.iter().collect()).collect();
        Self { qr: Qr::new(uri), groups: groups.join(" ") }
    }
}

impl Authenticator {
    fn is_wrong(&self) -> bool {
        self.news == Some(AuthenticatorNews::Wrong)
    }

    /// The way to a phone instead, with the request that waits for this.
    fn link_href(&self) -> String {
        self.chrome.with_interaction("/account/devices/link")
    }

    fn fails(&self) -> bool {
        matches!(self.news, Some(AuthenticatorNews::Wrong))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_stands_in_groups() {
        let secret = NewSecret::new("otpauth://totp/x", "ABCDEFGHIJ");
        assert_eq!(secret.groups, "ABCD EFGH IJ");
    }
}
