//! What the app gets, with the real values.

use askama::Template;

use super::chrome::{Chrome, ClientLinks};
use super::claim::ClaimRow;

/// `/consent`: `#consent-allow`, `#consent-deny` are `button[name=decision][value=allow|deny]`.
#[derive(Clone, Debug, Template)]
#[template(path = "consent.html")]
pub struct Consent {
    /// Surroundings.
    pub chrome: Chrome,
    /// Where the form posts to, usually `/consent`.
    pub action: String,
    /// The client's name.
    pub app: String,
    /// What it gets in any case.
    pub rows: Vec<ClaimRow>,
    /// What can be unticked: checkboxes `name=scope` and `name=claim`.
    pub optional: Vec<OptionalGift>,
    /// Scheme and host of the redirect URI.
    pub goes_to: String,
    /// The client's own pages.
    pub links: ClientLinks,
    /// Whether the app registered itself and nobody of the office has looked at it.
    pub unseen: bool,
    /// The device that asks, where it was none of the client's pages.
    pub device: Option<AskingDevice>,
}

/// A device that waits for the answer; what helps a person to tell it from a stranger's.
#[derive(Clone, Debug)]
pub struct AskingDevice {
    /// What it shows, in `#user-code`.
    pub user_code: String,
    /// Address that it asked from.
    pub place: String,
    /// When, in the reader's form.
    pub since: String,
}

/// A scope, or a claim that is asked for by name, that may be left out.
#[derive(Clone, Debug)]
pub struct OptionalGift {
    /// Name of the checkbox: `scope` or `claim`.
    pub field: &'static str,
    /// Its value.
    pub value: String,
    /// Words, sign, value.
    pub row: ClaimRow,
    /// Ticked at first.
    pub checked: bool,
}
