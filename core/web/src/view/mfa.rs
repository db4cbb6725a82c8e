//! The second half of a sign-in.

use std::borrow::Cow;

use askama::Template;

use super::chrome::Chrome;
use super::passkeys::PasskeyFault;
use crate::text::{Rich, Text};

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
    /// Whether a passkey is taken.
    pub takes_passkey: bool,
    /// Whether an authenticator's code is taken.
    pub takes_app: bool,
    /// Whether one of the recovery codes is taken too.
    pub takes_recovery_codes: bool,
    /// For how many days this browser may be remembered; nothing where it may not.
    pub remember_days: Option<u64>,
    /// Whether there are phones, of which one may be lost.
    pub may_be_lost: bool,
    /// Names of phones that were switched off.
    pub stopped_phones: Vec<String>,
    /// What went wrong before.
    pub error: Option<MfaError>,
}

impl Mfa {
    fn lead(&self) -> Cow<'_, str> {
        let text = &self.chrome.text;
        if self.takes_passkey {
            text.mfa_lead_passkey(&self.name)
        } else if self.takes_app || !self.takes_recovery_codes {
            text.mfa_lead(&self.name)
        } else {
            text.mfa_lead_codes(&self.name)
        }
    }

    fn has_passkey_error(&self) -> bool {
        self.error.as_ref().is_some_and(|error| !error.is_of_code())
    }

    /// Whether there is a code to type.
    fn takes_code(&self) -> bool {
        self.takes_app || self.takes_recovery_codes || !self.takes_passkey
    }

    fn label(&self) -> Cow<'_, str> {
        let text = &self.chrome.text;
        if self.takes_passkey { text.mfa_or_code() } else { text.mfa_code() }
    }

    fn hint(&self) -> Cow<'_, str> {
        let text = &self.chrome.text;
        match (self.takes_app, self.takes_recovery_codes) {
            (false, true) => text.mfa_hint_codes(),
            (_, true) => text.mfa_hint(),
            (_, false) => text.mfa_hint_app(),
        }
    }

    fn stopped_words(&self) -> Option<Rich> {
        stopped_words(self.chrome.text, &self.stopped_phones)
    }
}

/// Why a phone is not asked that somebody may hold in the hand.
pub(super) fn stopped_words(text: Text, phones: &[String]) -> Option<Rich> {
    (!phones.is_empty()).then(|| text.mfa_stopped(phones.len(), phones.join(", ")))
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
    /// A passkey was used, and does not count.
    Passkey(PasskeyFault),
}

impl MfaError {
    /// Of the code's field.
    pub(super) fn is_of_code(&self) -> bool {
        !matches!(self, Self::Passkey(_))
    }
}
