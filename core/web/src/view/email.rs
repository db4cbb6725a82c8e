//! Another e-mail address: asking for it, and the pages behind the two links.

use askama::Template;

use super::account::Account;
use super::chrome::Chrome;

/// `/account/email`: field `email`.
#[derive(Clone, Debug, Template)]
#[template(path = "change_email.html")]
pub struct ChangeEmail {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// The present address.
    pub present: String,
    /// Whether it was confirmed, so that it has to agree.
    pub is_confirmed: bool,
    /// Whether letters leave this office; where they do not, an administrator hands the links over.
    pub sends_mail: bool,
    /// Who the administrators are, by name.
    pub admins: Vec<String>,
    /// As sent before.
    pub typed: String,
    /// What is wrong with it.
    pub problem: Option<EmailProblem>,
}

/// Why an address cannot be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailProblem {
    /// Nothing was typed.
    Missing,
    /// Not an address.
    Malformed,
    /// The present one.
    Same,
    /// Asked too often.
    Enough,
}

/// `/email/new/<token>`, `/email/old/<token>`: one end says yes; the old one may stop it (`decision=stop`).
#[derive(Clone, Debug, Template)]
#[template(path = "email_link.html")]
pub struct EmailLink {
    /// Surroundings.
    pub chrome: Chrome,
    /// Where the form posts to.
    pub action: String,
    /// Whether it is the present address that is asked.
    pub is_old: bool,
    /// User name of the account.
    pub username: String,
    /// The office.
    pub office: String,
    /// The present address; shown at its own end alone.
    pub old: String,
    /// The wanted address.
    pub new: String,
}

impl ChangeEmail {
    fn problem_words(&self) -> Option<String> {
        let text = self.chrome.text;
        let words = self.problem.map(|problem| match problem {
            EmailProblem::Missing => text.problem_email_missing(),
            EmailProblem::Malformed => text.problem_email_malformed(),
            EmailProblem::Same => text.email_same(),
            EmailProblem::Enough => text.email_enough(),
        });
        words.map(std::borrow::Cow::into_owned)
    }
}
