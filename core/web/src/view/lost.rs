//! A phone is lost.

use askama::Template;

use super::account::Account;
use super::chrome::Chrome;

/// `/account/devices/lost`: which one; a form each, with the field `device`.
#[derive(Clone, Debug, Template)]
#[template(path = "lost_phone.html")]
pub struct LostPhone {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// The phones.
    pub devices: Vec<LostRow>,
    /// Where to go where none of them is lost.
    pub none_href: String,
}

/// A phone that may be the one.
#[derive(Clone, Debug)]
pub struct LostRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it says of itself.
    pub model: String,
    /// When it was used last, in the reader's form.
    pub last_used: Option<String>,
}
