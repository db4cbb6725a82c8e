//! Joining a phone to an account: the offer in the QR code, its claim by a phone, the digits that confirm it.

use serde::{Deserialize, Serialize};

use crate::device::DeviceFacts;
use crate::id::{DeviceId, LinkId, SessionId, UserId};
use crate::jws::DeviceKey;
use crate::push::Channel;
use crate::token::TokenHash;

/// How long an offer may be claimed, in seconds.
pub const OFFER_S: i64 = 300;
/// How long a claim may be confirmed, in seconds.
pub const CLAIM_S: i64 = 120;
/// Wrong digits that end a link.
pub const MAX_WRONG: u8 = 5;

/// Stands for session and account where a link is begun by whoever owns the data directory, in the window or by a command.
pub const MACHINE: &str = "machine";

/// A link under way.
#[derive(Clone, Debug)]
pub struct Link {
    /// Row id.
    pub id: LinkId,
    /// Hash of the 48-character private code.
    pub code: TokenHash,
    /// Whose phone it will be.
    pub user_id: UserId,
    /// The session that began it, or [`MACHINE`]; confirmed in this one only.
    pub begun_in: SessionId,
    /// Who began it: the owner, an administrator who stands beside, or [`MACHINE`].
    pub begun_by: UserId,
    /// Seconds since 1970.
    pub created_at: i64,
    /// Seconds since 1970.
    pub expires_at: i64,
    /// Where it stands.
    pub state: LinkState,
}

impl Link {
    /// Whether it was begun on the machine itself, where there are no sessions.
    pub fn is_of_machine(&self) -> bool {
        self.begun_in.as_str() == MACHINE
    }
}

/// Where a link stands.
#[derive(Clone, Debug)]
pub enum LinkState {
    /// Shown as a QR code.
    Offered,
    /// A phone has claimed it and shows six digits. No device exists yet.
    Claimed(Box<Claim>),
    /// The digits were right.
    Confirmed {
        /// The device that came of it.
        device_id: DeviceId,
    },
    /// Nothing can come of it any more.
    Ended(LinkEnd),
}

/// Why nothing can come of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkEnd {
    /// Somebody else used the code too.
    UsedTwice,
    /// Too many wrong digits.
    WrongDigits,
}

/// What a phone said when it claimed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claim {
    /// Id of the device to be.
    pub device_id: DeviceId,
    /// Its key.
    pub key: DeviceKey,
    /// What it says about itself.
    pub facts: DeviceFacts,
    /// Where it wants to be pushed to.
    #[serde(default)]
    pub push: Vec<Channel>,
    /// Tells the message that claimed from every other; absent in rows of an older version.
    #[serde(default)]
    pub message: Option<String>,
    /// The digits that it shows.
    pub digits: String,
    /// Wrong digits typed so far.
    pub wrong: u8,
}

/// Why a claim was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClaimError {
    /// Its time is over, or it was ended.
    #[error("this code has expired")]
    Expired,
    /// Another phone was first; the link is ended.
    #[error("somebody else used this code")]
    Claimed,
}

/// Why digits were refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfirmError {
    /// Its time is over.
    #[error("this link has expired")]
    Expired,
    /// No phone has claimed it.
    #[error("no phone has scanned the code yet")]
    NotClaimed,
    /// It was begun in another session.
    #[error("this link belongs to another session")]
    OtherSession,
    /// It was ended, or confirmed before.
    #[error("this link is over")]
    Over,
    /// Not the digits.
    #[error("those digits do not match; {tries_left} tries are left")]
    Wrong {
        /// How many tries are left.
        tries_left: u8,
    },
}

impl Link {
    /// The device to be of the phone that has claimed it and waits.
    pub fn claimer(&self) -> Option<&DeviceId> {
        match &self.state {
            LinkState::Claimed(claim) => Some(&claim.device_id),
            LinkState::Offered | LinkState::Confirmed { .. } | LinkState::Ended(_) => None,
        }
    }

    /// A phone claims the link, and is told which device it will be. What is to be stored comes back in any case: a second
    /// claim ends it, unless it is the first one sent again, whose answer was lost.
    pub fn claim(self, claim: Claim, now: i64) -> (Self, Result<DeviceId, ClaimError>) {
        if now >= self.expires_at {
            return (self, Err(ClaimError::Expired));
        }
        match self.state {
            LinkState::Offered => {
                let (expires_at, id) = (now + CLAIM_S, claim.device_id.clone());
                (Self { state: LinkState::Claimed(Box::new(claim)), expires_at, ..self }, Ok(id))
            }
            LinkState::Claimed(ref held) if held.is_same_message(&claim) => {
                let id = held.device_id.clone();
                (self, Ok(id))
            }
            LinkState::Claimed(_) => {
                (Self { state: LinkState::Ended(LinkEnd::UsedTwice), ..self }, Err(ClaimError::Claimed))
            }
            LinkState::Confirmed { .. } | LinkState::Ended(LinkEnd::UsedTwice) => {
                (self, Err(ClaimError::Claimed))
            }
            LinkState::Ended(LinkEnd::WrongDigits) => (self, Err(ClaimError::Expired)),
        }
    }

    /// The person typed digits. What is to be stored comes back in any case: wrong ones are counted.
    pub fn confirm(self, session: &SessionId, digits: &str, now: i64) -> (Self, Result<Claim, ConfirmError>) {
        if self.begun_in != *session {
            return (self, Err(ConfirmError::OtherSession));
        }
        if now >= self.expires_at {
            return (self, Err(ConfirmError::Expired));
        }
        match self.state {
            LinkState::Offered => (self, Err(ConfirmError::NotClaimed)),
            LinkState::Confirmed { .. } | LinkState::Ended(_) => (self, Err(ConfirmError::Over)),
            LinkState::Claimed(ref claim) if TokenHash::of(digits) == TokenHash::of(&claim.digits) => {
                let claim = (**claim).clone();
                let state = LinkState::Confirmed { device_id: claim.device_id.clone() };
                (Self { state, ..self }, Ok(claim))
            }
            LinkState::Claimed(mut claim) => {
                claim.wrong += 1;
                let tries_left = MAX_WRONG.saturating_sub(claim.wrong);
                let state = if tries_left == 0 {
                    LinkState::Ended(LinkEnd::WrongDigits)
                } else {
                    LinkState::Claimed(claim)
                };
                (Self { state, ..self }, Err(ConfirmError::Wrong { tries_left }))
            }
        }
    }
}

impl Claim {
    fn is_same_message(&self, other: &Self) -> bool {
        self.message.is_some() && self.message == other.message && self.key == other.key
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::device::tests::facts;
    use crate::jws::tests::rfc7515_key;

    fn offered() -> Link {
        Link {
            id: "l".into(),
            code: TokenHash::of("code"),
            user_id: "u".into(),
            begun_in: "s".into(),
            begun_by: "u".into(),
            created_at: 0,
            expires_at: OFFER_S,
            state: LinkState::Offered,
        }
    }

    fn claim() -> Claim {
        Claim {
            device_id: "d".into(),
            key: rfc7515_key(),
            facts: facts(),
            push: Vec::new(),
            message: Some("first".into()),
            digits: "584556".into(),
            wrong: 0,
        }
    }

    #[test]
    fn a_photographed_code_is_worth_nothing_without_the_digits_at_the_signed_in_browser() {
        let (link, outcome) = offered().claim(claim(), 10);
        assert!(outcome.is_ok());
        assert_eq!(link.expires_at, 10 + CLAIM_S);
        let (link, outcome) = link.confirm(&"other".into(), "584556", 11);
        assert_eq!(outcome.unwrap_err(), ConfirmError::OtherSession);
        let (link, outcome) = link.confirm(&"s".into(), "584556", 11);
        assert_eq!(outcome.unwrap().device_id, "d".into());
        assert_eq!(link.confirm(&"s".into(), "584556", 12).1.unwrap_err(), ConfirmError::Over, "once");
    }

    #[test]
    fn a_second_claim_ends_the_link() {
        let (link, _) = offered().claim(claim(), 10);
        let second = Claim { message: Some("second".into()), ..claim() };
        let (link, outcome) = link.claim(second, 11);
        assert_eq!(outcome, Err(ClaimError::Claimed), "also by the same key");
        assert_eq!(link.clone().confirm(&"s".into(), "584556", 12).1.unwrap_err(), ConfirmError::Over);
        assert_eq!(link.claim(claim(), 12).1, Err(ClaimError::Claimed), "a third is told the same");
    }

    #[test]
    fn the_same_message_again_is_answered_again_and_lengthens_nothing() {
        let (link, first) = offered().claim(claim(), 10);
        let again = Claim { device_id: "e".into(), ..claim() };
        let (link, outcome) = link.claim(again.clone(), 11);
        assert_eq!((outcome, link.expires_at), (first, 10 + CLAIM_S));
        assert!(link.clone().confirm(&"s".into(), "584556", 12).1.is_ok());
        let unnamed = || Claim { message: None, ..claim() };
        let (of_older_version, _) = offered().claim(unnamed(), 10);
        assert_eq!(of_older_version.claim(unnamed(), 11).1, Err(ClaimError::Claimed));
        assert_eq!(link.clone().claim(again.clone(), 10 + CLAIM_S).1, Err(ClaimError::Expired));
        let (confirmed, _) = link.confirm(&"s".into(), "584556", 12);
        assert_eq!(confirmed.claim(again, 13).1, Err(ClaimError::Claimed), "a device has come of it");
    }

    #[test]
    fn five_wrong_tries_end_the_link() {
        let (mut link, _) = offered().claim(claim(), 10);
        for tries_left in [4, 3, 2, 1, 0] {
            let (next, outcome) = link.confirm(&"s".into(), "000000", 11);
            assert_eq!(outcome.unwrap_err(), ConfirmError::Wrong { tries_left });
            link = next;
        }
        assert_eq!(link.confirm(&"s".into(), "584556", 11).1.unwrap_err(), ConfirmError::Over);
    }

    #[test]
    fn offers_and_claims_expire() {
        assert_eq!(offered().claim(claim(), OFFER_S).1, Err(ClaimError::Expired));
        let (link, _) = offered().claim(claim(), 10);
        assert_eq!(link.confirm(&"s".into(), "584556", 10 + CLAIM_S).1.unwrap_err(), ConfirmError::Expired);
        assert_eq!(offered().confirm(&"s".into(), "584556", 1).1.unwrap_err(), ConfirmError::NotClaimed);
    }
}
