//! Another address for an account: the change happens once both ends have said yes.

use crate::id::UserId;
use crate::user::{Email, User};

/// A change that waits.
#[derive(Clone, Debug)]
pub struct EmailChange {
    /// Whose address.
    pub user_id: UserId,
    /// The address that the account had then: with any other one the change is void.
    pub old: Email,
    /// The address that is wanted.
    pub new: Email,
    /// When it was asked for; seconds since 1970.
    pub created_at: i64,
    /// When it is worth nothing any more.
    pub expires_at: i64,
    /// When the present address agreed, or an administrator did in its place, or nobody had to.
    pub old_agreed_at: Option<i64>,
    /// When the wanted address was confirmed.
    pub new_confirmed_at: Option<i64>,
}

/// How long both ends have, in seconds.
pub const LIFETIME_S: i64 = 86_400;

/// Which end says yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The address that the account has.
    Old,
    /// The address that it shall have.
    New,
}

impl EmailChange {
    /// A new one. An address that was never confirmed cannot speak for its owner, so its yes is not needed.
    pub fn ask(user: &User, new: Email, now: i64) -> Self {
        Self {
            user_id: user.id.clone(),
            old: user.email.clone(),
            new,
            created_at: now,
            expires_at: now + LIFETIME_S,
            old_agreed_at: (!user.email_verified).then_some(now),
            new_confirmed_at: None,
        }
    }

    /// The same with one end's yes.
    #[must_use]
    pub fn with(mut self, end: End, now: i64) -> Self {
        match end {
            End::Old => self.old_agreed_at = Some(now),
            End::New => self.new_confirmed_at = Some(now),
        }
        self
    }

    /// Whether nothing is missing.
    pub fn is_whole(&self) -> bool {
        self.old_agreed_at.is_some() && self.new_confirmed_at.is_some()
    }
}

#[cfg(test)]
mod tests {
    use oidc::claims::StandardClaims;

    use super::*;
    use crate::user::{Role, UserState, Username};

    fn ask(email_verified: bool) -> EmailChange {
        let email = |text| Email::parse(text).unwrap();
        let user = User {
            id: "u".into(),
            subject: "s".into(),
            username: Username::parse("mira").unwrap(),
            email: email("old@x.example"),
            email_verified,
            claims: StandardClaims::default(),
            password: None,
            role: Role::Member,
            state: UserState::Active,
            mfa_policy: None,
            groups: Vec::new(),
            attributes: Default::default(),
            created_at: 0,
            updated_at: 0,
        };
        EmailChange::ask(&user, email("new@x.example"), 10)
    }

    #[test]
    fn both_ends_have_to_say_yes_unless_the_old_one_was_never_confirmed() {
        assert!(!ask(true).with(End::New, 11).is_whole());
        assert!(!ask(true).with(End::Old, 11).is_whole());
        assert!(ask(true).with(End::Old, 11).with(End::New, 12).is_whole());
        assert!(!ask(false).is_whole());
        assert!(ask(false).with(End::New, 11).is_whole());
    }
}
