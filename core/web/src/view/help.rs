//! What went wrong between an app and this server, for whoever looks after the app.

use askama::Template;
use oidc::error::ErrorCode;
use oidc::error::catalogue::{self, Entry};

use super::chrome::Chrome;

/// `/help/errors`: one refusal, or where each of them is explained. Names and sentences are the protocol's, in English in
/// every language.
#[derive(Clone, Debug, Template)]
#[template(path = "help_errors.html")]
pub struct HelpErrors {
    /// Surroundings.
    pub chrome: Chrome,
    /// The one that is explained.
    pub one: Option<&'static Entry>,
    /// All of them, where none is.
    pub groups: Vec<Group>,
}

/// What stands beside one code.
#[derive(Clone, Debug)]
pub struct Group {
    /// The code.
    pub code: ErrorCode,
    /// Its sentences, in the order in which an app meets them.
    pub entries: Vec<&'static Entry>,
}

/// The whole catalogue, by code in the order of their first sentences.
pub(crate) fn groups() -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for entry in catalogue::all() {
        match groups.iter_mut().find(|group| group.code == entry.code) {
            Some(group) => group.entries.push(entry),
            None => groups.push(Group { code: entry.code, entries: vec![entry] }),
        }
    }
    groups
}
