//! A small page for odd cases: a title, a sentence, perhaps one link.

use askama::Template;

use super::chrome::Chrome;

/// Title and sentence come from the catalogue.
#[derive(Clone, Debug, Template)]
#[template(path = "message.html")]
pub struct Message {
    /// Surroundings.
    pub chrome: Chrome,
    /// The `<h1>`.
    pub title: String,
    /// One sentence.
    pub lead: String,
    /// The way on.
    pub link: Option<Link>,
}

/// A link with its words.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where to.
    pub href: String,
    /// Its words.
    pub label: String,
}
