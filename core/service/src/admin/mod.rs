//! What administrators do; each act takes `&Admin`, writes once, and leaves its row in the audit log with the fact.

pub mod attributes;
pub mod audit;
pub mod certificates;
pub mod checks;
pub mod claims;
pub mod client_certificates;
pub mod clients;
pub mod devices;
pub mod factors;
pub mod groups;
pub mod health;
pub mod invitations;
pub mod keys;
pub mod links;
pub mod mail;
pub mod me;
pub mod outbox;
pub mod overview;
pub mod passkeys;
pub mod preview;
pub mod registration_tokens;
pub mod rule;
pub mod sessions;
pub mod settings;
pub mod sign_ups;
pub mod tag;
pub mod tokens;
pub mod users;

pub use store::StoreError;

/// What is wrong with one field of what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field; in a list with its place in front, as `[3].email`.
    pub field: String,
    /// One sentence for people.
    pub message: String,
    /// Whether nothing is wrong with the value but that another has it.
    pub is_taken: bool,
}

impl FieldProblem {
    /// A problem with a field.
    pub fn new(field: impl Into<String>, message: impl ToString) -> Self {
        Self { field: field.into(), message: message.to_string(), is_taken: false }
    }

    /// Another has what the field holds.
    pub fn taken(field: impl Into<String>, message: impl ToString) -> Self {
        Self { is_taken: true, ..Self::new(field, message) }
    }

    /// A problem with a field of one item of a list.
    pub fn at(index: usize, field: &str, message: impl ToString) -> Self {
        Self::new(format!("[{index}].{field}"), message)
    }
}
