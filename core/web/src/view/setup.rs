//! The first run: the office, its administrator, trust.

use std::borrow::Borrow;

use askama::Template;

use super::chrome::Chrome;
use super::trust::grouped;
use crate::text::Text;

/// `/setup/<token>`: fields `office_name`, `name`, `email`, `password`.
#[derive(Clone, Debug, Template)]
#[template(path = "setup.html")]
pub struct Setup {
    /// Surroundings, without office name.
    pub chrome: Chrome,
    /// Where the form posts to.
    pub action: String,
    /// The issuer, as people will type it.
    pub issuer: String,
    /// Where another address is chosen.
    pub address_href: String,
    /// SHA-256 of the CA in hex, to compare with what the computer printed.
    pub sha256: String,
    /// As sent before.
    pub office_name: String,
    /// As sent before.
    pub name: String,
    /// As sent before.
    pub email: String,
    /// Fewest characters of a password.
    pub least: u64,
    /// What to correct, in the order of the fields.
    pub problems: Vec<(SetupField, Problem)>,
}

/// A field of the first run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetupField {
    /// The office's name.
    OfficeName,
    /// The administrator's name.
    Name,
    /// Their e-mail address.
    Email,
    /// Their name for signing in; the first run has no field for it.
    Username,
    /// Their password.
    Password,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing in it.
    Missing,
    /// Fewer characters than asked.
    TooShort {
        /// Fewest.
        least: u64,
    },
    /// More characters than kept.
    TooLong {
        /// Most.
        most: u64,
    },
    /// On the list of common passwords.
    Common,
    /// Made of what anybody knows of the account.
    Own,
    /// The old one, which somebody else knows.
    Known,
    /// Not of the form that the field asks for.
    Malformed,
    /// Somebody else has it.
    Taken,
}

/// Trust this computer: the last step of the first run.
#[derive(Clone, Debug, Template)]
#[template(path = "setup_done.html")]
pub struct SetupDone {
    /// Surroundings, with the office's name.
    pub chrome: Chrome,
    /// SHA-256 of the CA in hex.
    pub sha256: String,
    /// The issuer, as people will type it.
    pub issuer: String,
    /// Where a phone is linked.
    pub next_href: String,
    /// Where to go without one.
    pub later_href: String,
    /// File name of the certificate.
    pub file_name: String,
}

/// The first-run link does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetupGoneReason {
    /// Over an hour old, or replaced by a newer one.
    Expired,
    /// Another browser has begun with it.
    OtherBrowser,
    /// An administrator exists.
    Done,
}

/// Why the first-run link does not open, and what to do.
#[derive(Clone, Debug, Template)]
#[template(path = "setup_gone.html")]
pub struct SetupGone {
    /// Surroundings.
    pub chrome: Chrome,
    /// Why.
    pub reason: SetupGoneReason,
}

impl Setup {
    fn problem(&self, field: impl Borrow<SetupField>) -> Option<String> {
        let field = *field.borrow();
        self.problems
            .iter()
            .find(|(at, _)| *at == field)
            .map(|(_, problem)| problem.words(field, self.chrome.text))
    }

    /// For the summary: the field's id and the same words.
    fn summary(&self) -> Vec<(&'static str, String)> {
        let line =
            |(field, problem): &(SetupField, Problem)| (field.id(), problem.words(*field, self.chrome.text));
        self.problems.iter().map(line).collect()
    }

    /// The first eight bytes: enough to tell two apart at a glance; step two shows the whole.
    fn short_fingerprint(&self) -> String {
        grouped(self.sha256.get(..16).unwrap_or(&self.sha256), 4)
    }
}

impl SetupDone {
    fn fingerprint(&self) -> String {
        grouped(&self.sha256, 4)
    }
}

impl SetupField {
    /// `id` and `name` of the input.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::OfficeName => "office_name",
            Self::Name => "name",
            Self::Email => "email",
            Self::Username => "username",
            Self::Password => "password",
        }
    }
}

impl Problem {
    /// The words at a password field.
    pub(super) fn of_password(&self, text: Text) -> String {
        self.words(SetupField::Password, text)
    }

    /// The words at a field.
    pub(super) fn at(&self, field: SetupField, text: Text) -> String {
        self.words(field, text)
    }

    fn words(&self, field: SetupField, text: Text) -> String {
        let words = match (self, field) {
            (Self::Missing, SetupField::OfficeName) => text.problem_office_missing(),
            (Self::Missing, SetupField::Name) => text.problem_name_missing(),
            (Self::Missing, SetupField::Email) => text.problem_email_missing(),
            (Self::Missing, SetupField::Password) => text.problem_password_missing(),
            (Self::Missing | Self::Malformed, SetupField::Username) => text.problem_username(),
            (Self::Malformed, SetupField::Email) => text.problem_email_malformed(),
            (Self::Malformed, _) => text.problem_characters(),
            (Self::TooShort { least }, SetupField::Password) => text.problem_password_short(least),
            (Self::TooShort { least }, _) => text.problem_short(least),
            (Self::TooLong { most }, _) => text.problem_long(most),
            (Self::Common, _) => text.problem_common(),
            (Self::Own, _) => text.problem_own(),
            (Self::Known, _) => text.problem_known(),
            (Self::Taken, _) => text.problem_taken(),
        };
        words.into_owned()
    }
}
