//! Links that work once: first run, invitation, reset, second step set up anew, both ends of another address. Each purpose has
//! its own life and opens nothing else.

use serde::{Deserialize, Serialize};

use crate::email_change;
use crate::id::UserId;
use crate::token::TokenHash;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Sets the first password of an account.
    Invite,
    /// Sets a new password.
    Reset,
    /// Opens the page where somebody whose second factors were taken away sets up another; the password stays.
    SecondStep,
    /// Makes the first administrator.
    Setup,
    /// The present address agrees to another one, or stops it.
    EmailOld,
    /// The wanted address is confirmed.
    EmailNew,
}

impl Purpose {
    /// How long such a link lives, in seconds.
    pub fn lifetime_s(self) -> i64 {
        match self {
            Self::Invite | Self::SecondStep => 7 * 86_400,
            Self::Reset | Self::Setup => 3_600,
            Self::EmailOld | Self::EmailNew => email_change::LIFETIME_S,
        }
    }

    /// The path in front of the token.
    pub fn path(self) -> &'static str {
        match self {
            Self::Invite => "/invite/",
            Self::Reset => "/reset/",
            Self::SecondStep => "/second-step/",
            Self::Setup => "/setup/",
            Self::EmailOld => "/email/old/",
            Self::EmailNew => "/email/new/",
        }
    }

    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invite => "invite",
            Self::Reset => "reset",
            Self::SecondStep => "second_step",
            Self::Setup => "setup",
            Self::EmailOld => "email_old",
            Self::EmailNew => "email_new",
        }
    }

    /// As stored.
    pub fn parse(text: &str) -> Option<Self> {
        let all = [Self::Invite, Self::Reset, Self::SecondStep, Self::Setup, Self::EmailOld, Self::EmailNew];
        all.into_iter().find(|purpose| purpose.as_str() == text)
    }

    /// The purposes whose older links a new one of this purpose voids: an invitation and a reset both set the password, the
    /// others stand for themselves.
    pub fn voids(self) -> [Self; 2] {
        match self {
            Self::Invite | Self::Reset => [Self::Invite, Self::Reset],
            other => [other, other],
        }
    }
}

/// A link.
#[derive(Clone, Debug)]
pub struct OneTimeLink {
    /// Hash of its token.
    pub token: TokenHash,
    /// What it is for.
    pub purpose: Purpose,
    /// Whose password or second step it sets.
    pub user_id: Option<UserId>,
    /// The address that it was made for; once the account has another one, the link is worth nothing.
    pub sent_to: Option<String>,
    /// The first browser that opened it, where that matters.
    pub browser: Option<TokenHash>,
    /// Seconds since 1970.
    pub created_at: i64,
    /// Seconds since 1970.
    pub expires_at: i64,
}

impl OneTimeLink {
    /// Whether it holds for an account with this address: whoever reads a mailbox that is no longer the person's has nothing.
    pub fn is_for(&self, address: &str) -> bool {
        self.sent_to.as_deref().is_none_or(|sent_to| sent_to == address)
    }
}
