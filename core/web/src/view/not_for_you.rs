//! An app that the signed-in person may not use.

use askama::Template;

use super::chrome::Chrome;

/// `/not-for-you`: `#back-to-app` is `button[name=decision][value=back]`.
#[derive(Clone, Debug, Template)]
#[template(path = "not_for_you.html")]
pub struct NotForYou {
    /// Surroundings; "Not you?" leads to another account.
    pub chrome: Chrome,
    /// Where the form posts to, usually `/not-for-you`.
    pub action: String,
    /// The client's name.
    pub app: String,
    /// The person's name.
    pub name: String,
    /// Who gives access; empty where nobody is known.
    pub admin: String,
}
