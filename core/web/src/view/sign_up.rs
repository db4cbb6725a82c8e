//! Joining by oneself.

use std::borrow::Borrow;

use askama::Template;

use super::check::Check;
use super::chrome::Chrome;
use super::setup::{Problem, SetupField};

/// `/signup`: fields `name`, `email`.
#[derive(Clone, Debug, Template)]
#[template(path = "sign_up.html")]
pub struct SignUp {
    /// Surroundings.
    pub chrome: Chrome,
    /// Token of an invitation, sent along.
    pub invitation: Option<String>,
    /// What it leads to.
    pub way: SignUpWay,
    /// Whether letters leave this office; where they do not, an administrator hands the link over.
    pub sends_mail: bool,
    /// As sent before.
    pub name: String,
    /// As sent before, or the invitation's.
    pub email: String,
    /// Whether the address is the invitation's and stays.
    pub is_email_fixed: bool,
    /// What to correct, in the order of the fields.
    pub problems: Vec<(SetupField, Problem)>,
    /// What else stands against it.
    pub refusal: Option<SignUpRefusal>,
    /// Proof that no program tries; asked after many requests.
    pub check: Option<Check>,
    /// Back to where one came from, usually `/login?i=…`.
    pub back_href: String,
}

/// What a sign-up leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignUpWay {
    /// An account, by an invitation.
    Invited,
    /// An account, where the address is of one of these domains.
    Domains(Vec<String>),
    /// An account, once an administrator has agreed.
    Approval,
}

/// Why nobody signed up, beside what is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignUpRefusal {
    /// Too many sign-ups wait.
    Full,
    /// The address is of none of the domains.
    OtherDomain,
    /// Too many came from this address.
    Slowed {
        /// How long to wait.
        seconds: u64,
    },
}

/// The sign-up was noted: the same words whether or not the address has an account.
#[derive(Clone, Debug, Template)]
#[template(path = "sign_up_sent.html")]
pub struct SignUpSent {
    /// Surroundings.
    pub chrome: Chrome,
    /// Whether letters leave this office; where they do not, an administrator hands the link over.
    pub sends_mail: bool,
    /// The address.
    pub email: String,
    /// Who the administrators are, by name.
    pub admins: Vec<String>,
    /// Back to where one came from.
    pub back_href: String,
}

/// `/confirm/<token>`: fields `username`, `password`.
#[derive(Clone, Debug, Template)]
#[template(path = "sign_up_confirm.html")]
pub struct SignUpConfirm {
    /// Surroundings.
    pub chrome: Chrome,
    /// Where the form posts to.
    pub action: String,
    /// The person's name.
    pub name: String,
    /// The address that is confirmed with it.
    pub email: String,
    /// As sent before, or one that is free.
    pub username: String,
    /// Fewest characters of a password.
    pub least: u64,
    /// What to correct, in the order of the fields.
    pub problems: Vec<(SetupField, Problem)>,
}

impl SignUp {
    fn has_errors(&self) -> bool {
        self.refusal.is_some() || !self.problems.is_empty()
    }

    fn problem(&self, field: impl Borrow<SetupField>) -> Option<String> {
        words_of(&self.problems, *field.borrow(), &self.chrome)
    }

    /// For the summary: the field's id and the same words.
    fn summary(&self) -> Vec<(&'static str, String)> {
        all_words(&self.problems, &self.chrome)
    }

    fn lead(&self) -> String {
        let text = self.chrome.text;
        let lead = match (&self.way, self.sends_mail) {
            (SignUpWay::Invited, _) if self.is_email_fixed => text.sign_up_lead_invited(),
            (SignUpWay::Invited, true) => text.sign_up_lead_invited_open(),
            (SignUpWay::Invited, false) => text.sign_up_lead_invited_hand(),
            (SignUpWay::Domains(domains), true) => text.sign_up_lead_domains(domains.join(", ")),
            (SignUpWay::Domains(domains), false) => text.sign_up_lead_domains_hand(domains.join(", ")),
            (SignUpWay::Approval, true) => text.sign_up_lead_approval(),
            (SignUpWay::Approval, false) => text.sign_up_lead_approval_hand(),
        };
        lead.into_owned()
    }

    fn refusal_words(&self) -> Option<String> {
        let text = self.chrome.text;
        self.refusal.map(|refusal| match (refusal, &self.way) {
            (SignUpRefusal::Full, _) => text.sign_up_full().into_owned(),
            (SignUpRefusal::OtherDomain, SignUpWay::Domains(domains)) => {
                text.sign_up_other_domain(domains.join(", ")).into_owned()
            }
            (SignUpRefusal::OtherDomain, _) => text.sign_up_other_address().into_owned(),
            (SignUpRefusal::Slowed { seconds }, _) => text.sign_up_slowed(seconds).into_owned(),
        })
    }
}

impl SignUpConfirm {
    fn problem(&self, field: impl Borrow<SetupField>) -> Option<String> {
        words_of(&self.problems, *field.borrow(), &self.chrome)
    }

    /// For the summary: the field's id and the same words.
    fn summary(&self) -> Vec<(&'static str, String)> {
        all_words(&self.problems, &self.chrome)
    }
}

fn words_of(problems: &[(SetupField, Problem)], field: SetupField, chrome: &Chrome) -> Option<String> {
    let found = problems.iter().find(|(at, _)| *at == field);
    found.map(|(_, problem)| problem.at(field, chrome.text))
}

fn all_words(problems: &[(SetupField, Problem)], chrome: &Chrome) -> Vec<(&'static str, String)> {
    problems.iter().map(|(field, problem)| (field.id(), problem.at(*field, chrome.text))).collect()
}
