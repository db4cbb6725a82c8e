//! What a client is told about the end of a session (OpenID Connect Back-Channel Logout 1.0): written with the fact,
//! delivered behind it; and when it is tried again.

use serde::{Deserialize, Serialize};

use crate::call::CallError;
use crate::id::{BackchannelLogoutId, ClientId, SessionId, UserId};

/// One client, told of the end of one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackchannelLogout {
    /// Row id.
    pub id: BackchannelLogoutId,
    /// Who is told.
    pub client_id: ClientId,
    /// Whose session it was; the account may be gone.
    pub user_id: UserId,
    /// The person as the client knows them.
    pub subject: String,
    /// The session, which is gone.
    pub session_id: SessionId,
    /// When it ended; seconds since 1970.
    pub created_at: i64,
    /// Where it stands.
    pub state: State,
    /// How often it was tried.
    pub tries: u32,
    /// When it is tried next, while it waits.
    pub next_at: i64,
    /// When it was tried last.
    pub tried_at: Option<i64>,
    /// Why the last try came to nothing.
    pub failure: Option<CallError>,
}

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is tried, or tried again.
    Waiting,
    /// The client said yes.
    Delivered,
    /// It is not tried any more, unless an administrator says so.
    GivenUp,
}

/// What follows a try that came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The client does not listen at present: all that it is to be told waits.
    AllWait,
    /// It listens, and refused this: only this waits.
    Again,
    /// Enough.
    GiveUp,
}

/// How long it is tried, in seconds: a session that an app began has ended by itself by then.
pub const TRIED_FOR_S: i64 = 86_400;
/// How often a client may refuse one before it is given up.
const MOST_REFUSALS: u32 = 8;
/// The longest pause, in seconds.
const LONGEST_WAIT_S: i64 = 3_600;

/// What an answer means: 200 is yes, and so is 204, which some frameworks make of it (Back-Channel Logout 2.8).
///
/// # Errors
/// When it means anything else.
pub fn read_answer(answer: Result<u16, CallError>) -> Result<(), CallError> {
    match answer? {
        200..=299 => Ok(()),
        status => Err(CallError::Status(status)),
    }
}

impl BackchannelLogout {
    /// What follows a try at `now` that came to nothing, counting that one.
    pub fn judge(&self, failure: &CallError, now: i64) -> Verdict {
        // 408, 425 and 429 say "later", and the others of their class that this one is not wanted.
        let is_refused = matches!(failure, CallError::Status(status)
            if (400..500).contains(status) && ![408, 425, 429].contains(status));
        if now >= self.created_at + TRIED_FOR_S || is_refused && self.tries + 1 >= MOST_REFUSALS {
            Verdict::GiveUp
        } else if is_refused {
            Verdict::Again
        } else {
            Verdict::AllWait
        }
    }
}

/// How long to wait behind so many tries in a row, in seconds: 1, 2, 4 … and at most an hour.
pub fn wait_s(tries: u32) -> i64 {
    // Beyond so many doublings it is the longest anyway, and a shift would run into the sign.
    (1_i64 << tries.saturating_sub(1).min(16)).min(LONGEST_WAIT_S)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(tries: u32) -> BackchannelLogout {
        BackchannelLogout {
            id: "l".into(),
            client_id: "c".into(),
            user_id: "u".into(),
            subject: "s".into(),
            session_id: "sid".into(),
            created_at: 1_000,
            state: State::Waiting,
            tries,
            next_at: 1_000,
            tried_at: None,
            failure: None,
        }
    }

    #[test]
    fn pauses_grow_to_an_hour() {
        let waits: Vec<i64> = (1..=4).map(wait_s).collect();
        assert_eq!(waits, [1, 2, 4, 8]);
        assert_eq!(
            (wait_s(12), wait_s(13), wait_s(63), wait_s(64), wait_s(u32::MAX)),
            (2_048, 3_600, 3_600, 3_600, 3_600)
        );
    }

    #[test]
    fn a_client_that_does_not_listen_holds_all_back_and_one_that_refuses_only_the_one() {
        for silent in [CallError::Silent, CallError::Status(503), CallError::Status(429), CallError::Redirect]
        {
            assert_eq!(waiting(30).judge(&silent, 1_000), Verdict::AllWait, "{silent}");
        }
        let refused = CallError::Status(400);
        assert_eq!(waiting(0).judge(&refused, 1_000), Verdict::Again);
        assert_eq!(waiting(MOST_REFUSALS - 1).judge(&refused, 1_000), Verdict::GiveUp);
    }

    #[test]
    fn after_a_day_it_is_given_up() {
        assert_eq!(waiting(0).judge(&CallError::Silent, 1_000 + TRIED_FOR_S - 1), Verdict::AllWait);
        assert_eq!(waiting(0).judge(&CallError::Silent, 1_000 + TRIED_FOR_S), Verdict::GiveUp);
    }

    #[test]
    fn backchannel_logout_1_0_section_2_8_what_an_answer_means() {
        assert_eq!((read_answer(Ok(200)), read_answer(Ok(204))), (Ok(()), Ok(())));
        assert_eq!(read_answer(Ok(400)), Err(CallError::Status(400)));
        assert_eq!(read_answer(Ok(501)), Err(CallError::Status(501)));
        assert_eq!(read_answer(Err(CallError::Silent)), Err(CallError::Silent));
    }
}
