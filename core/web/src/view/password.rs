//! Setting a password by a single-use link, and how to get such a link.

use askama::Template;

use super::check::Check;
use super::chrome::Chrome;
use super::setup::Problem;

/// `/invite/<token>`, `/reset/<token>`, and after "Not me" on the phone: field `password`.
#[derive(Clone, Debug, Template)]
#[template(path = "set_password.html")]
pub struct SetPassword {
    /// Surroundings.
    pub chrome: Chrome,
    /// Where the form posts to.
    pub action: String,
    /// Why it is set.
    pub kind: LinkKind,
    /// The person's name.
    pub name: String,
    /// For the password manager, and to sign in with.
    pub username: String,
    /// Fewest characters.
    pub least: u64,
    /// What is wrong with the password that was sent.
    pub problem: Option<Problem>,
}

/// Why a password is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// A new account.
    Invite,
    /// A new password for an old one.
    Reset,
    /// Somebody else knew the old one: its owner said so on the phone.
    Exposed,
}

/// The password is set.
#[derive(Clone, Debug, Template)]
#[template(path = "password_done.html")]
pub struct PasswordDone {
    /// Surroundings.
    pub chrome: Chrome,
    /// Why it was set.
    pub kind: LinkKind,
    /// Where to sign in, usually `/login`.
    pub sign_in_href: String,
}

/// The link was used, is over, or never was.
#[derive(Clone, Debug, Template)]
#[template(path = "link_gone.html")]
pub struct LinkGone {
    /// Surroundings.
    pub chrome: Chrome,
    /// Who can give a new one, by name.
    pub admins: Vec<String>,
}

/// `/reset`: ask for a link; field `username`.
#[derive(Clone, Debug, Template)]
#[template(path = "reset.html")]
pub struct Reset {
    /// Surroundings.
    pub chrome: Chrome,
    /// Whether letters leave this office; where they do not, an administrator hands the link over.
    pub sends_mail: bool,
    /// What was typed.
    pub username: String,
    /// Why nothing was asked.
    pub problem: Option<ResetProblem>,
    /// Proof that no program tries; asked after many requests.
    pub check: Option<Check>,
    /// Who the administrators are, by name.
    pub admins: Vec<String>,
    /// Back to where one came from, usually `/login?i=…`.
    pub back_href: String,
}

/// Why no link was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResetProblem {
    /// Nothing was typed.
    Missing,
    /// Too many came from this address.
    Slowed {
        /// How long to wait.
        seconds: u64,
    },
}

/// The request was noted: the same words whether or not there is such an account.
#[derive(Clone, Debug, Template)]
#[template(path = "reset_asked.html")]
pub struct ResetAsked {
    /// Surroundings.
    pub chrome: Chrome,
    /// See [`Reset::sends_mail`].
    pub sends_mail: bool,
    /// Who the administrators are, by name.
    pub admins: Vec<String>,
    /// Back to where one came from.
    pub back_href: String,
}

impl SetPassword {
    fn headline(&self) -> String {
        let text = self.chrome.text;
        match self.kind {
            LinkKind::Invite => text.password_title_invite().into_owned(),
            LinkKind::Reset | LinkKind::Exposed => text.password_title_reset().into_owned(),
        }
    }

    fn is_exposed(&self) -> bool {
        self.kind == LinkKind::Exposed
    }

    fn problem_words(&self) -> Option<String> {
        self.problem.as_ref().map(|problem| problem.of_password(self.chrome.text))
    }
}

impl Reset {
    fn is_missing(&self) -> bool {
        self.problem == Some(ResetProblem::Missing)
    }
}

impl ResetAsked {
    fn title(&self) -> String {
        let text = self.chrome.text;
        if self.sends_mail { text.reset_asked_title_mail() } else { text.reset_asked_title_hand() }
            .into_owned()
    }
}

impl PasswordDone {
    fn is_reset(&self) -> bool {
        self.kind != LinkKind::Invite
    }
}
