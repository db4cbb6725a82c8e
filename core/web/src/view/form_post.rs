//! An answer that the browser posts to the app.

use askama::Template;

use super::chrome::Chrome;

/// The form sends itself by `form-post.js`, and by its button where no script runs (OAuth 2.0 Form Post Response Mode 2).
///
/// It goes elsewhere, so it carries no token of ours, and the page has no other form.
#[derive(Clone, Debug, Template)]
#[template(path = "form_post.html")]
pub struct FormPost {
    /// Surroundings.
    pub chrome: Chrome,
    /// The redirect URI.
    pub action: String,
    /// Names and values of what is sent.
    pub fields: Vec<(String, String)>,
    /// Where it goes, as people read it.
    pub host: String,
}
