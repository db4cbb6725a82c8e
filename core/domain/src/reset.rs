//! An administrator's reset of one half of somebody's sign-in, and why the same one may not touch the other for a while.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use serde::{Deserialize, Serialize};

use crate::audit::Actor;
use crate::id::UserId;
use crate::token::sha256;

/// One half of a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Half {
    /// What the person knows.
    Password,
    /// What the person has.
    SecondFactor,
}

/// What was done to a half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// It was taken away, or a link was given to set it anew.
    Reset,
    /// A phone was linked for somebody, or a link given to set the first password. The owner sees that by itself.
    Link,
}

/// A reset, remembered for the waiting period of a lost phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reset {
    /// Whose sign-in it is.
    pub user_id: UserId,
    /// Who did it: see [`Actor::to_text`].
    pub actor: String,
    /// Which half.
    pub half: Half,
    /// What was done to it.
    pub act: Act,
    /// Seconds since 1970.
    pub at: i64,
    /// Until when the same actor may not touch the other half. Fixed when the reset is done: whoever shortens the setting
    /// shortens nothing that runs.
    pub until: i64,
    /// When the owner said that they had not asked for it.
    pub stopped_at: Option<i64>,
}

/// Why somebody may not reset a half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Apart {
    /// The same one has reset the other half lately: together they would hand the account over.
    #[error("you have set or reset this account's {} a short while ago: another administrator has to do this, or you later", word(*.other))]
    OtherHalf {
        /// What was reset.
        other: Half,
    },
    /// The owner has stopped what the same one did.
    #[error(
        "the owner of this account has stopped your reset: another administrator has to do this, or you later"
    )]
    Stopped,
}

/// Whether `actor` may reset a half of an account of which these resets are remembered. All commands count as one actor.
pub fn check(resets: &[Reset], actor: &Actor, half: Half, now: i64) -> Result<(), Apart> {
    let actor = actor.to_text();
    let mut own = resets.iter().filter(|reset| reset.actor == actor && now < reset.until);
    own.try_for_each(|reset| match reset {
        Reset { stopped_at: Some(_), .. } => Err(Apart::Stopped),
        Reset { half: other, .. } if *other != half => Err(Apart::OtherHalf { other: *other }),
        _ => Ok(()),
    })
}

impl Reset {
    /// What a phone calls it. Made of what it is, so that a newer one of the same kind is another.
    pub fn notice_id(&self) -> String {
        let half = word(self.half);
        let text = [self.user_id.as_str(), &self.actor, half, &self.at.to_string()].join("\0");
        BASE64URL.encode(sha256(text.as_bytes())).chars().take(22).collect()
    }

    /// Whether the owner is shown it and may stop it: what they did about their own account is no news to them.
    pub fn is_open(&self, now: i64) -> bool {
        now < self.until
            && self.act == Act::Reset
            && self.stopped_at.is_none()
            && self.actor != Actor::User(self.user_id.clone()).to_text()
    }
}

fn word(half: Half) -> &'static str {
    match half {
        Half::Password => "password",
        Half::SecondFactor => "second factor",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reset(actor: &Actor, half: Half) -> Reset {
        Reset {
            user_id: "u".into(),
            actor: actor.to_text(),
            half,
            act: Act::Reset,
            at: 0,
            until: 100,
            stopped_at: None,
        }
    }

    #[test]
    fn one_person_resets_one_half_until_the_time_is_over() {
        let (ada, ben) = (Actor::User("ada".into()), Actor::User("ben".into()));
        let resets = [reset(&ada, Half::Password)];
        assert_eq!(check(&resets, &ada, Half::Password, 99), Ok(()), "the same half again");
        let refused = Err(Apart::OtherHalf { other: Half::Password });
        assert_eq!(check(&resets, &ada, Half::SecondFactor, 99), refused);
        assert_eq!(check(&resets, &ada, Half::SecondFactor, 100), Ok(()));
        assert_eq!(check(&resets, &ben, Half::SecondFactor, 0), Ok(()), "another one may");
        assert_eq!(check(&resets, &Actor::Command, Half::SecondFactor, 0), Ok(()));
    }

    #[test]
    fn who_was_stopped_does_neither_half_until_the_time_is_over() {
        let ada = Actor::User("ada".into());
        let resets = [Reset { stopped_at: Some(10), ..reset(&ada, Half::Password) }];
        for half in [Half::Password, Half::SecondFactor] {
            assert_eq!(check(&resets, &ada, half, 99), Err(Apart::Stopped));
            assert_eq!(check(&resets, &ada, half, 100), Ok(()));
        }
    }

    #[test]
    fn each_reset_has_a_name_of_its_own() {
        let ada = Actor::User("ada".into());
        let one = reset(&ada, Half::Password);
        let others = [
            reset(&ada, Half::SecondFactor),
            reset(&Actor::Command, Half::Password),
            Reset { at: 1, ..one.clone() },
            Reset { user_id: "v".into(), ..one.clone() },
        ];
        assert!(others.iter().all(|other| other.notice_id() != one.notice_id()));
        let stopped = Reset { stopped_at: Some(9), until: 200, ..one.clone() };
        assert_eq!(stopped.notice_id(), one.notice_id());
        assert_eq!(one.notice_id().len(), 22);
    }

    #[test]
    fn the_owner_is_shown_what_others_did_while_it_can_be_stopped() {
        let by_ada = reset(&Actor::User("ada".into()), Half::Password);
        assert!(by_ada.is_open(99) && !by_ada.is_open(100));
        assert!(!Reset { stopped_at: Some(1), ..by_ada }.is_open(2));
        assert!(reset(&Actor::Command, Half::Password).is_open(0));
        assert!(!reset(&Actor::User("u".into()), Half::Password).is_open(0), "their own doing");
    }
}
