//! Joining by oneself: who may, and what is known of somebody who has no account yet.

use crate::factor::password::PasswordHash;
use crate::id::{InteractionId, InvitationId, SignUpId};
use crate::token::TokenHash;
use crate::user::{Email, Username};

/// Who may make an account.
pub const MODE: &str = "signup.mode";
/// Domains whose addresses may, where [`Mode::Domain`] is set.
pub const DOMAINS: &str = "signup.domains";

/// How long the link that confirms an address lives, in seconds.
pub const CONFIRM_LIFETIME_S: i64 = 86_400;
/// How long somebody waits for an administrator, in seconds.
pub const WAITING_LIFETIME_S: i64 = 30 * 86_400;
/// How long an invitation lives, in seconds.
pub const INVITATION_LIFETIME_S: i64 = 7 * 86_400;
/// Sign-ups and invitations that may be open at once, of each.
pub const MOST_OPEN: i64 = 500;
/// Characters of a name.
pub const MAX_NAME: usize = 100;

/// Who may make an account without an administrator making it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Nobody.
    Off,
    /// Who has an invitation.
    Invitation,
    /// Whose address is in one of the office's domains, and who has an invitation.
    Domain,
    /// Anybody; whoever has no invitation waits for an administrator.
    Approval,
}

/// What a sign-up without an invitation leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// An account, once the address is confirmed.
    Joins,
    /// An account, once the address is confirmed and an administrator has agreed.
    Waits,
}

/// Why somebody may not sign up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Shut {
    /// Only with an invitation.
    #[error("an invitation is needed")]
    InvitationNeeded,
    /// The address is in none of the office's domains.
    #[error("the address is in none of the office's domains")]
    OtherDomain,
    /// Nobody may.
    #[error("nobody may sign up")]
    Off,
}

/// Somebody who signed up and has no account yet.
#[derive(Clone, Debug)]
pub struct SignUp {
    /// Row id.
    pub id: SignUpId,
    /// Address.
    pub email: Email,
    /// The name that people will see.
    pub name: String,
    /// With which invitation.
    pub invitation: Option<InvitationId>,
    /// The request that the person came with.
    pub interaction: Option<InteractionId>,
    /// How far it is.
    pub stage: Stage,
    /// Seconds since 1970.
    pub created_at: i64,
    /// Seconds since 1970.
    pub expires_at: i64,
}

/// How far a sign-up is.
#[derive(Clone, Debug)]
pub enum Stage {
    /// Nobody knows yet whether the address is the person's.
    Unconfirmed {
        /// Of the link that confirms it.
        token: TokenHash,
    },
    /// The address is confirmed and the password chosen; an administrator has to agree.
    Waiting {
        /// Name for signing in.
        username: Username,
        /// The password.
        password: PasswordHash,
        /// Since when; seconds since 1970.
        since: i64,
    },
}

/// An invitation that is bound to no account.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Row id.
    pub id: InvitationId,
    /// Of its link.
    pub token: TokenHash,
    /// The address that has to be used, where it is for one.
    pub email: Option<Email>,
    /// Names of the groups that whoever joins is put into.
    pub groups: Vec<String>,
    /// Seconds since 1970.
    pub created_at: i64,
    /// Seconds since 1970.
    pub expires_at: i64,
}

impl Mode {
    /// Of the setting; a word of a newer version lets nobody in.
    pub fn parse(word: &str) -> Self {
        match word {
            "invitation" => Self::Invitation,
            "domain" => Self::Domain,
            "approval" => Self::Approval,
            _ => Self::Off,
        }
    }

    /// Whether the page has a form for somebody without an invitation.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Domain | Self::Approval)
    }

    /// What somebody without an invitation may. `domains`: the setting.
    pub fn way(self, domains: &str, email: &Email) -> Result<Way, Shut> {
        match self {
            Self::Off => Err(Shut::Off),
            Self::Invitation => Err(Shut::InvitationNeeded),
            Self::Approval => Ok(Way::Waits),
            Self::Domain if is_in(domains, email) => Ok(Way::Joins),
            Self::Domain => Err(Shut::OtherDomain),
        }
    }
}

/// The domains of the setting, small.
pub fn domains(setting: &str) -> Vec<String> {
    let parts = setting.split(|c: char| c == ',' || c == ';' || c.is_whitespace());
    parts.map(|part| part.trim_start_matches('@').to_lowercase()).filter(|part| !part.is_empty()).collect()
}

/// Whether text is a list of domains.
pub fn are_domains(setting: &str) -> bool {
    domains(setting).iter().all(|domain| domain.contains('.') && Email::parse(&format!("x@{domain}")).is_ok())
}

/// A whole domain, never a part of one: `evil-office.example` is not `office.example`, nor is what stands below it.
fn is_in(setting: &str, email: &Email) -> bool {
    let of_email = email.as_str().split_once('@').map_or("", |(_, domain)| domain);
    domains(setting).iter().any(|domain| domain == of_email)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn email(text: &str) -> Email {
        Email::parse(text).unwrap()
    }

    #[test]
    fn only_whole_domains_count() {
        let setting = "Office.example, @second.example";
        let way = |address: &str| Mode::Domain.way(setting, &email(address));
        assert_eq!(way("mira@OFFICE.example"), Ok(Way::Joins));
        assert_eq!(way("mira@second.example"), Ok(Way::Joins));
        for other in ["a@evil-office.example", "a@sub.office.example", "a@office.example.evil.example"] {
            assert_eq!(way(other), Err(Shut::OtherDomain), "{other}");
        }
        assert_eq!(Mode::Domain.way("", &email("a@office.example")), Err(Shut::OtherDomain));
    }

    #[test]
    fn each_mode_has_its_way() {
        let someone = email("a@office.example");
        assert_eq!(Mode::parse("off").way("", &someone), Err(Shut::Off));
        assert_eq!(Mode::parse("something new").way("", &someone), Err(Shut::Off));
        assert_eq!(Mode::parse("invitation").way("", &someone), Err(Shut::InvitationNeeded));
        assert_eq!(Mode::parse("approval").way("", &someone), Ok(Way::Waits));
    }

    #[test]
    fn a_list_of_domains_is_one() {
        assert!(are_domains("") && are_domains("a.example; b.example\tc.example"));
        assert!(!are_domains("office") && !are_domains("a@b.example") && !are_domains("-x.example"));
    }
}
