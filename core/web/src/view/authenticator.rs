//! The person's second step: authenticator and recovery codes.

use std::fmt::Write as _;

use askama::Template;
use qrcode::{Color, QrCode};

use super::account::Account;
use super::chrome::Chrome;

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
    /// Whether the office wants one before anything else.
    pub must_enrol: bool,
    /// One that was begun.
    pub secret: Option<NewSecret>,
    /// What the last form did.
    pub news: Option<AuthenticatorNews>,
}

/// An authenticator that waits for its first code.
#[derive(Clone, Debug)]
pub struct NewSecret {
    /// The QR code holds it.
    pub uri: String,
    /// For those who type, in groups of four.
    pub groups: String,
    path: String,
    size: usize,
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

/// Light modules around a QR code (ISO 18004).
const QUIET: usize = 4;

impl NewSecret {
    /// Draws the QR code. A text that does not fit leaves it out: the secret can still be typed.
    #[must_use]
    pub fn new(uri: &str, base32: &str) -> Self {
        let letters: Vec<char> = base32.chars().collect();
        let groups: Vec<String> = letters.chunks(4).map(|four| four.iter().collect()).collect();
        let (path, size) = QrCode::new(uri).map(|code| draw(&code)).unwrap_or_default();
        Self { uri: uri.to_owned(), groups: groups.join(" "), path, size }
    }
}

/// One square a dark module, as the path of an SVG, and the side with its quiet zone.
fn draw(code: &QrCode) -> (String, usize) {
    let width = code.width();
    let mut path = String::new();
    for (index, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            // Writing into a String does not fail.
            let _ = write!(path, "M{} {}h1v1h-1z", index % width + QUIET, index / width + QUIET);
        }
    }
    (path, width + 2 * QUIET)
}

impl Authenticator {
    fn is_wrong(&self) -> bool {
        self.news == Some(AuthenticatorNews::Wrong)
    }

    fn fails(&self) -> bool {
        matches!(self.news, Some(AuthenticatorNews::Wrong))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_stands_in_groups_and_the_code_has_its_quiet_zone() {
        let secret = NewSecret::new("otpauth://totp/x", "ABCDEFGHIJ");
        assert_eq!(secret.groups, "ABCD EFGH IJ");
        assert!(secret.path.starts_with("M4 4h1v1h-1z"), "the corner is dark");
        assert_eq!(secret.size, 21 + 4 + 2 * QUIET);
    }
}
