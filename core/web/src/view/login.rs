//! Sign-in, and the question which account.

use askama::Template;

use super::check::Check;
use super::chrome::{Chrome, ClientLinks};
use super::passkeys::PasskeyFault;
use crate::text::Rich;

/// `/login`: who are you. Fields `username`, `password`; button `#submit`.
#[derive(Clone, Debug, Template)]
#[template(path = "login.html")]
pub struct Login {
    /// Surroundings.
    pub chrome: Chrome,
    /// Where the form posts to, usually `/login`.
    pub action: String,
    /// Stays after an error; from `login_hint`; the known user's when asked again.
    pub username: String,
    /// Set when somebody is signed in and is asked to prove it again (`prompt=login`, `max_age`).
    pub again: Option<String>,
    /// What went wrong before.
    pub error: Option<LoginError>,
    /// Where somebody without an account makes one; absent where nobody may.
    pub sign_up_href: Option<String>,
    /// Proof that no program tries; asked after failures.
    pub check: Option<Check>,
    /// Where a passkey is posted to.
    pub passkey_action: String,
    /// The client's own pages.
    pub links: ClientLinks,
}

/// Why one is here again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoginError {
    /// Name and password do not match; the same for unknown names.
    Wrong,
    /// The limiter asks to wait.
    Slowed {
        /// How long.
        seconds: u64,
    },
    /// The password was right, the account is switched off.
    Disabled {
        /// Who can help, by name.
        admin: String,
    },
    /// The password was right, and an administrator has not agreed yet.
    Waits {
        /// Who can, by name.
        admin: String,
    },
    /// The form was from before a restart or another sign-in.
    FormTooOld,
    /// Not an error: the session ended by itself.
    SessionOver {
        /// After how long without use.
        hours: u64,
    },
    /// The browser sent our cookie not back.
    NoCookies,
    /// A passkey was used, and signed nobody in.
    Passkey(PasskeyFault),
}

/// `prompt=select_account`: `button[name=decision][value=continue|other]`.
#[derive(Clone, Debug, Template)]
#[template(path = "select_account.html")]
pub struct SelectAccount {
    /// Surroundings.
    pub chrome: Chrome,
    /// Where the form posts to.
    pub action: String,
    /// The person signed in here.
    pub name: String,
    /// Their e-mail or user name.
    pub email: String,
}

impl Login {
    /// An error, as against a piece of news.
    fn fails(&self) -> bool {
        self.error.as_ref().is_some_and(|error| !matches!(error, LoginError::SessionOver { .. }))
    }

    fn disabled_words(&self, admin: &str) -> Rich {
        let text = self.chrome.text;
        if admin.is_empty() { text.login_disabled_nobody() } else { text.login_disabled(admin) }
    }

    fn waits_words(&self, admin: &str) -> Rich {
        let text = self.chrome.text;
        if admin.is_empty() { text.login_waits_nobody() } else { text.login_waits(admin) }
    }

    /// Keeps the way back: the reset page leads to this sign-in again.
    fn reset_href(&self) -> String {
        self.chrome.with_interaction("/reset")
    }

    fn is_wrong(&self) -> bool {
        matches!(self.error, Some(LoginError::Wrong))
    }
}
