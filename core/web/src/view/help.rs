//! What went wrong between an app and this server, for whoever looks after the app.

use askama::Template;
use oidc::error::catalogue::Entry;

use super::chrome::Chrome;

/// `/help/errors`: one refusal, or all of them.
#[derive(Clone, Debug, Template)]
#[template(path = "help_errors.html")]
pub struct HelpErrors {
    /// Surroundings.
    pub chrome: Chrome,
    /// What is shown. Names and sentences are the protocol's, in English in every language.
    pub entries: Vec<&'static Entry>,
    /// Whether it is one alone.
    pub is_one: bool,
}
