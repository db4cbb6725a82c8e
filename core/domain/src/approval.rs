//! The question put to a person's phones, and what makes an answer count.

mod attempt;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;

use crate::decision::{Decision, Statement, Transfer};
use crate::device::Device;
use crate::face::MAX_ATTEMPTS;
use crate::face::policy::PolicyRecord;
use crate::id::{ApprovalId, DeviceId, SessionId, UserId};
use crate::secret::Secret;
use crate::token::{TokenHash, sha256};

pub use attempt::Attempt;

/// How long a question waits, in seconds.
pub const LIFETIME_S: i64 = 120;
/// How long an answer waits for its browser, in seconds.
pub const GRACE_S: i64 = 300;
/// How long a phone may take its yes back, in seconds.
pub const TAKE_BACK_S: i64 = 600;
/// Wrong transfer codes that end a question.
pub const MAX_WRONG: u8 = 3;
/// Questions that an account may have at once.
pub const MAX_PENDING: usize = 3;

/// A question.
#[derive(Clone, Debug)]
pub struct Approval {
    /// Row id.
    pub id: ApprovalId,
    /// Whose phones are asked.
    pub user_id: UserId,
    /// The browser that began the sign-in.
    pub browser: TokenHash,
    /// Whether the account has seen that browser before.
    pub browser_known: bool,
    /// Address that the browser came from.
    pub address: String,
    /// The challenge, given to the phones only.
    pub mfa_code: Secret,
    /// Six digits, shown on the screen only.
    pub transfer_code: Secret,
    /// In the QR code on the screen only.
    pub scan_secret: Secret,
    /// What the phone shows: a JSON text, hashed as it is.
    pub context: String,
    /// Face checks that were begun.
    pub attempts: Vec<Attempt>,
    /// Wrong transfer codes so far.
    pub wrong: u8,
    /// Seconds since 1970.
    pub created_at: i64,
    /// Seconds since 1970.
    pub expires_at: i64,
    /// Where it stands.
    pub state: ApprovalState,
}

/// Where a question stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApprovalState {
    /// It waits.
    Pending,
    /// The phone said yes; the browser finishes within the grace.
    Approved {
        /// Which phone.
        device_id: DeviceId,
        /// When.
        at: i64,
    },
    /// The phone said no.
    Denied,
    /// "Not me".
    Blocked,
    /// The same browser asked again, or the account had too many questions.
    Superseded,
    /// Three wrong codes.
    WrongCodes,
    /// The browser went on.
    Finished {
        /// Which phone had said yes.
        device_id: DeviceId,
        /// When it had.
        at: i64,
        /// The session that came of it; none while a new password is asked for before.
        session_id: Option<SessionId>,
    },
}

/// Why an answer does not count. Names are those of the protocol's problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecideError {
    /// It was answered before.
    #[error("this request was answered already")]
    AlreadyDecided,
    /// Its time is over.
    #[error("this request has expired")]
    Expired,
    /// No face, or not the owner's.
    #[error("approval needs a face that matches")]
    FaceNotPassed,
    /// Enough face checks for one question.
    #[error("no more face checks for this request; ask again")]
    NoMoreAttempts,
    /// Another browser window took its place.
    #[error("a newer request took the place of this one")]
    Superseded,
    /// Not the account's device, or not its question.
    #[error("there is no such request")]
    UnknownRequest,
    /// Models or thresholds that are not in force.
    #[error("the face was checked by a policy, or by models, that are not in force")]
    UnknownPolicy,
    /// Signed for another server.
    #[error("the answer is meant for another server")]
    WrongAudience,
    /// The phone showed something else than what was asked.
    #[error("the answer is about another context")]
    WrongContext,
    /// Other gestures or colours than those asked for, or too late.
    #[error("these are not the gestures and colours that were asked for, or they came too late")]
    WrongGestures,
    /// Not the digits on the screen.
    #[error("those are not the digits on the screen")]
    WrongTransfer {
        /// How many tries are left.
        tries_left: u8,
    },
}

/// What the decision is measured by.
#[derive(Clone, Copy, Debug)]
pub struct Measure<'a> {
    /// The issuer.
    pub issuer: &'a str,
    /// Policies that count: the one in force, and the one before it for a while.
    pub policies: &'a [PolicyRecord],
    /// Whether the face has to give the colours of the screen back.
    pub needs_colours: bool,
    /// Whether typed digits count for this account.
    pub typed_codes: bool,
    /// Whether a scanned secret counts for this browser and this phone.
    pub scans: bool,
    /// Seconds since 1970.
    pub now: i64,
}

/// Where a new question of an account stands among those that wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Room {
    /// There is room.
    Free,
    /// There is, once this one is ended: somebody may have begun it who only knows the password.
    Instead(ApprovalId),
    /// There is none: all of them came from browsers that the account knows.
    Full,
}

/// Looks for room. `pending`: the account's questions, oldest first.
pub fn room(pending: &[Approval]) -> Room {
    if pending.len() < MAX_PENDING {
        return Room::Free;
    }
    let stranger = pending.iter().find(|approval| !approval.browser_known);
    stranger.map_or(Room::Full, |approval| Room::Instead(approval.id.clone()))
}

impl Approval {
    /// The phone begins a face check: gestures are drawn, and those of earlier checks count no more.
    pub fn attempt(mut self, device: &Device, attempt: Attempt, now: i64) -> Result<Self, DecideError> {
        if device.user_id != self.user_id || !device.is_active(now) {
            return Err(DecideError::UnknownRequest);
        }
        self.check_open(now)?;
        if self.attempts.len() >= MAX_ATTEMPTS {
            return Err(DecideError::NoMoreAttempts);
        }
        self.attempts.push(attempt);
        Ok(self)
    }

    /// The phone's answer, whose signature was verified with the device's key. What is to be stored comes back in any
    /// case: wrong codes are counted. The counter is looked at by the caller, in the same transaction.
    pub fn decide(
        self,
        device: &Device,
        statement: &Statement,
        measure: Measure<'_>,
    ) -> (Self, Result<Decision, DecideError>) {
        if let Err(error) = self.check_question(device, statement, measure) {
            return (self, Err(error));
        }
        match statement.decision {
            // Saying no needs neither digits nor face: it must always be possible.
            Decision::Deny => (Self { state: ApprovalState::Denied, ..self }, Ok(Decision::Deny)),
            Decision::NotMe => (Self { state: ApprovalState::Blocked, ..self }, Ok(Decision::NotMe)),
            Decision::Approve => self.approve(device, statement, measure),
        }
    }

    /// The browser goes on, once, within the grace.
    pub fn finish(self, browser: &TokenHash, now: i64) -> Option<(Self, DeviceId)> {
        match &self.state {
            ApprovalState::Approved { device_id, at } if self.browser == *browser && now < at + GRACE_S => {
                let (device_id, at) = (device_id.clone(), *at);
                let state = ApprovalState::Finished { device_id: device_id.clone(), at, session_id: None };
                Some((Self { state, ..self }, device_id))
            }
            _ => None,
        }
    }

    /// The phone that said yes takes it back, in time. What came of it is to be ended by the caller.
    pub fn take_back(self, device: &Device, now: i64) -> Option<Self> {
        match &self.state {
            ApprovalState::Approved { device_id, at } | ApprovalState::Finished { device_id, at, .. }
                if *device_id == device.id
                    && device.user_id == self.user_id
                    && device.is_active(now)
                    && now < at + TAKE_BACK_S =>
            {
                Some(Self { state: ApprovalState::Denied, ..self })
            }
            _ => None,
        }
    }

    fn check_question(
        &self,
        device: &Device,
        statement: &Statement,
        measure: Measure<'_>,
    ) -> Result<(), DecideError> {
        let known = device.user_id == self.user_id && device.is_active(measure.now);
        let named = statement.sub == device.id.as_str() && statement.approval_id == self.id.as_str();
        if !known || !named {
            return Err(DecideError::UnknownRequest);
        }
        if statement.aud != measure.issuer {
            return Err(DecideError::WrongAudience);
        }
        self.check_open(measure.now)?;
        if !is_same(&statement.mfa_code, &self.mfa_code) {
            return Err(DecideError::UnknownRequest);
        }
        let hash = BASE64URL.encode(sha256(self.context.as_bytes()));
        if TokenHash::of(&statement.context_hash) != TokenHash::of(&hash) {
            return Err(DecideError::WrongContext);
        }
        Ok(())
    }

    fn check_open(&self, now: i64) -> Result<(), DecideError> {
        match self.state {
            ApprovalState::Pending if now < self.expires_at => Ok(()),
            ApprovalState::Pending | ApprovalState::WrongCodes => Err(DecideError::Expired),
            ApprovalState::Superseded => Err(DecideError::Superseded),
            _ => Err(DecideError::AlreadyDecided),
        }
    }

    fn approve(
        self,
        device: &Device,
        statement: &Statement,
        measure: Measure<'_>,
    ) -> (Self, Result<Decision, DecideError>) {
        // The face first: it is not to be told to somebody without the owner's face whether the digits were right.
        if let Err(error) = attempt::check(&self.attempts, statement, measure) {
            return (self, Err(error));
        }
        let carried = match &statement.transfer {
            Some(Transfer::Code(code)) => measure.typed_codes && is_same(code, &self.transfer_code),
            Some(Transfer::Secret(secret)) => measure.scans && is_same(secret, &self.scan_secret),
            None => false,
        };
        if carried {
            let state = ApprovalState::Approved { device_id: device.id.clone(), at: measure.now };
            return (Self { state, ..self }, Ok(Decision::Approve));
        }
        let wrong = self.wrong + 1;
        let tries_left = MAX_WRONG.saturating_sub(wrong);
        let state = if tries_left == 0 { ApprovalState::WrongCodes } else { ApprovalState::Pending };
        (Self { wrong, state, ..self }, Err(DecideError::WrongTransfer { tries_left }))
    }
}

fn is_same(one: &Secret, other: &Secret) -> bool {
    TokenHash::of(one.expose()) == TokenHash::of(other.expose())
}

#[cfg(test)]
mod tests;
