//! Every refusal by name, with its cause and its mend: what the help pages show and `error_uri` leads to.
//!
//! An id never changes, since people link to it and search for it; the sentence may.

mod client;
mod general;
mod request;
mod request_object;
mod token;

use super::{ErrorCode, ProtocolError};

/// A refusal as the help pages tell it.
#[derive(Debug)]
pub struct Entry {
    /// What the protocol calls it.
    pub code: ErrorCode,
    /// Its name in addresses and in the log; the code's own name where there are many sentences.
    pub id: &'static str,
    /// The sentence that goes with it; empty where there are many.
    pub description: &'static str,
    /// What happened.
    pub cause: &'static str,
    /// What mends it.
    pub mend: &'static str,
}

const fn entry(
    code: ErrorCode,
    id: &'static str,
    description: &'static str,
    cause: &'static str,
    mend: &'static str,
) -> Entry {
    Entry { code, id, description, cause, mend }
}

/// All of them, in the order in which an app meets them; the general ones last.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    request::ENTRIES
        .iter()
        .chain(request_object::ENTRIES)
        .chain(client::ENTRIES)
        .chain(token::ENTRIES)
        .chain(general::ENTRIES)
}

/// The refusal of that name.
pub fn find(id: &str) -> Option<&'static Entry> {
    all().find(|entry| entry.id == id)
}

impl ProtocolError {
    /// What the help pages say of it: of this very sentence, else of its code.
    pub fn entry(&self) -> &'static Entry {
        let exact = |entry: &&Entry| entry.code == self.code && entry.description == self.description;
        all().find(exact).or_else(|| find(self.code.as_str())).unwrap_or(&UNNAMED)
    }
}

/// A test holds that every code has an entry, so that this one is not met.
const UNNAMED: Entry = entry(
    ErrorCode::ServerError,
    "server_error",
    "",
    "Something broke on this server.",
    "Try again, and tell an administrator the time.",
);

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_are_names_and_each_stands_there_once() {
        let mut seen = HashSet::new();
        for entry in all() {
            assert!(seen.insert(entry.id), "{} stands there twice", entry.id);
            let is_named = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
            assert!(entry.id.chars().all(is_named), "{}", entry.id);
            assert!(entry.cause.ends_with('.') && entry.mend.ends_with('.'), "{}", entry.id);
        }
    }

    #[test]
    fn every_code_has_a_general_entry() {
        for code in ErrorCode::ALL {
            let entry = find(code.as_str()).unwrap_or_else(|| panic!("{code:?} has no entry"));
            assert_eq!((entry.code, entry.description), (code, ""));
        }
    }

    #[test]
    fn a_sentence_is_found_by_its_words_and_another_by_its_code() {
        let known = ProtocolError::invalid_grant("the code has expired");
        assert_eq!(known.entry().id, "code-expired");
        assert_eq!(ProtocolError::invalid_grant("something new").entry().id, "invalid_grant");
    }
}
