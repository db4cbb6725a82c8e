//! How name, certificate, clock, disk, mail and push are doing, one judgement each.

use domain::mail::{Cause, Failure, Step};
use domain::reach::ReachState;

use crate::push::Tally;
use crate::vitals::{Name, Vitals};

/// What was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// Our name on the network.
    Name,
    /// The certificate that is served.
    Certificate,
    /// This machine's clock.
    Clock,
    /// Room on the disk.
    Disk,
    /// Mail.
    Mail,
    /// Web push.
    Push,
}

/// How it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// As it should be.
    Ok,
    /// Somebody should look.
    Warn,
    /// It does not work.
    Fail,
    /// Nobody told yet.
    Unknown,
}

/// One judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// What was looked at.
    pub check: Check,
    /// How it is.
    pub state: State,
    /// A stable word for what was found, for those who say it in another language.
    pub code: &'static str,
    /// One sentence.
    pub message: String,
    /// The number in it: days, seconds, bytes or how many.
    pub number: Option<i64>,
}

/// What is judged.
pub(super) struct Facts {
    pub(super) vitals: Vitals,
    pub(super) push: Tally,
    pub(super) push_is_enabled: bool,
    pub(super) push_phones: i64,
    pub(super) mail_is_set: bool,
    pub(super) outbox: i64,
    pub(super) given_up: i64,
    pub(super) mail_failure: Option<Failure>,
    pub(super) now: i64,
}

const DAY: i64 = 86_400;
const MIB: u64 = 1_048_576;

impl Facts {
    pub(super) fn judge(&self) -> Vec<Health> {
        vec![self.name(), self.certificate(), self.clock(), self.disk(), self.mail(), self.push()]
    }

    fn name(&self) -> Health {
        let reach = self.vitals.reach.as_ref();
        let other = reach.and_then(|reach| reach.other.as_deref()).unwrap_or("another computer");
        let (state, code, message) = match (&self.vitals.name, reach.map(|reach| reach.state)) {
            (Some(Name::Conflict), _) | (_, Some(ReachState::Conflict)) => {
                (State::Fail, "conflict", format!("{other} answers to it as well"))
            }
            (Some(Name::Failed), _) => (State::Fail, "failed", "cannot be announced on the network".into()),
            (Some(Name::Silent), _) => (State::Warn, "silent", "waits for a network".into()),
            (Some(Name::Announced), Some(ReachState::NotFound)) => {
                (State::Fail, "not_found", "is announced, and nobody who asks gets an answer".into())
            }
            (Some(Name::Announced), _) => (State::Ok, "announced", "answers on the network".into()),
            (None, Some(ReachState::Ok)) => (State::Ok, "resolves", "leads to this computer".into()),
            (None, Some(ReachState::NotFound)) => (State::Fail, "not_found", "has no address".into()),
            (None, Some(ReachState::Elsewhere)) => (State::Warn, "elsewhere", format!("leads to {other}")),
            (None, Some(ReachState::Off) | None) => {
                (State::Unknown, "not_announced", "is not announced by this server".into())
            }
        };
        found(Check::Name, state, code, message, None)
    }

    fn certificate(&self) -> Health {
        let check = Check::Certificate;
        if let Some(error) = &self.vitals.certificate_error {
            return found(check, State::Fail, "failed", error, None);
        }
        match self.vitals.renewal_at {
            Some(at) => {
                let days = (at - self.now).max(0) / DAY;
                found(check, State::Ok, "renews", format!("renews itself in {days} days"), Some(days))
            }
            None if self.vitals.certificate_is_brought => {
                found(check, State::Ok, "brought", "is your own, read again when it changes", None)
            }
            None => found(check, State::Unknown, "unknown", "nothing is served yet", None),
        }
    }

    fn clock(&self) -> Health {
        match self.vitals.clock_behind_s {
            0..=5 => found(Check::Clock, State::Ok, "right", "is not behind what was stored", None),
            behind => {
                let message = format!("is {behind} seconds behind what was stored");
                found(Check::Clock, State::Fail, "behind", message, Some(behind))
            }
        }
    }

    fn disk(&self) -> Health {
        let Some(free) = self.vitals.disk_free else {
            return found(Check::Disk, State::Unknown, "unknown", "nobody looked yet", None);
        };
        let (state, code) = match free / MIB {
            0..=50 => (State::Fail, "full"),
            51..=500 => (State::Warn, "little"),
            _ => (State::Ok, "room"),
        };
        let number = i64::try_from(free).unwrap_or(i64::MAX);
        found(Check::Disk, state, code, format!("{} MiB are free", free / MIB), Some(number))
    }

    fn mail(&self) -> Health {
        let (check, waiting) = (Check::Mail, Some(self.outbox));
        match (self.mail_is_set, &self.mail_failure, self.outbox, self.given_up) {
            (false, ..) => {
                found(check, State::Warn, "not_set", "no mail server or no sender is set", waiting)
            }
            (true, Some(failure), n, _) => {
                let code = match (failure.cause, failure.step) {
                    (Cause::Refused, Step::Sender) => "sender_refused",
                    (Cause::Refused, Step::Login) => "login_refused",
                    _ => "failing",
                };
                found(
                    check,
                    State::Fail,
                    code,
                    format!("{}; messages waiting: {n}", failure.reason()),
                    waiting,
                )
            }
            (true, None, _, 1..) => {
                let message = format!("messages refused for good: {}", self.given_up);
                found(check, State::Warn, "given_up", message, Some(self.given_up))
            }
            (true, None, 0, _) => found(check, State::Ok, "sent", "nothing waits", waiting),
            (true, None, n, _) => {
                found(check, State::Ok, "waiting", format!("messages on their way: {n}"), waiting)
            }
        }
    }

    fn push(&self) -> Health {
        let (check, phones) = (Check::Push, Some(self.push_phones));
        if !self.push_is_enabled {
            return found(check, State::Ok, "off", "is switched off", phones);
        }
        match self.push.last_failure {
            Some((at, _)) if self.push.delivered_at.is_none_or(|delivered| delivered < at) => {
                found(check, State::Warn, "failing", "the last message was not taken", phones)
            }
            _ => found(check, State::Ok, "on", format!("phones with push: {}", self.push_phones), phones),
        }
    }
}

fn found(
    check: Check,
    state: State,
    code: &'static str,
    message: impl Into<String>,
    number: Option<i64>,
) -> Health {
    Health { check, state, code, message: message.into(), number }
}
