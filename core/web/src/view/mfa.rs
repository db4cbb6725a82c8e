//! The second half of a sign-in.

use std::borrow::Cow;

use askama::Template;

use super::chrome::Chrome;

/// `/login/mfa`: the second step. Field `code`; button `#submit`.
#[derive(Clone, Debug, Template)]
#[template(path = "mfa.html")]
pub struct Mfa {
    /// Surroundings.
    pub chrome: Chrome,
    /// Where the form posts to.
    pub action: String,
    /// Whose password was right.
    pub name: String,
    /// Where "Not you?" posts to.
    pub cancel_action: String,
    /// Whether an authenticator's code is taken.
    pub takes_app: bool,
    /// Whether one of the recovery codes is taken too.
    pub takes_recovery_codes: bool,
    /// For how many days this browser may be remembered; nothing where it may not.
    pub remember_days: Option<u64>,
    /// What went wrong before.
    pub error: Option<MfaError>,
}

impl Mfa {
    fn lead(&self) -> Cow<'_, str> {
        let text = &self.chrome.text;
        if self.takes_app || !self.takes_recovery_codes {
            text.mfa_lead(&self.name)
        } else {
            text.mfa_lead_codes(&self.name)
        }
    }

    fn hint(&self) -> Cow<'_, str> {
        let text = &self.chrome.text;
        if self.takes_recovery_codes { text.mfa_hint() } else { text.mfa_hint_app() }
    }
}

/// Why one is here again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MfaError {
    /// Neither the code of the moment nor an unused recovery code.
    Wrong,
    /// The limiter asks to wait.
    Slowed {
        /// How long.
        seconds: u64,
    },
}
