//! `/login/mfa` of an account with a phone: the code to carry over, and whatever became of the question.

use std::borrow::Cow;

use askama::Template;

use super::chrome::Chrome;
use super::dial::{Dial, Whole};
use super::mfa::{MfaError, stopped_words};
use super::qr::Qr;
use crate::text::Rich;

/// The approval page. `form#continue` finishes, `/login/mfa/ask` asks again, `input[name=code]` is the other way.
#[derive(Clone, Debug, Template)]
#[template(path = "approval.html")]
pub struct Approval {
    /// Surroundings.
    pub chrome: Chrome,
    /// Whose password was right.
    pub name: String,
    /// What became of the question.
    pub state: ApprovalState,
    /// Whether a passkey counts.
    pub takes_passkey: bool,
    /// Whether an authenticator or a recovery code counts: the code form is offered.
    pub other_way: bool,
    /// Whether one of the recovery codes counts.
    pub takes_recovery_codes: bool,
    /// For how many days this browser may be remembered; nothing where it may not.
    pub remember_days: Option<u64>,
    /// Names of phones that were switched off.
    pub stopped_phones: Vec<String>,
    /// What is wrong with the code that was sent.
    pub error: Option<MfaError>,
    /// Whether the page is for a browser without script.
    pub plain: Plain,
}

/// What became of the question.
#[derive(Clone, Debug)]
pub enum ApprovalState {
    /// The phone has not answered.
    Waiting(Box<WaitingApproval>),
    /// It said yes: the page goes on.
    Approved {
        /// Which phone.
        phone: String,
    },
    /// It said no.
    Denied,
    /// "Not me": somebody knows the password.
    Blocked {
        /// Who was told, by name; may be empty.
        admin: String,
    },
    /// A newer question of the same browser took its place.
    Superseded {
        /// When, with seconds.
        at: String,
    },
    /// Three wrong codes ended it.
    WrongCodes,
    /// Its two minutes are over.
    Over,
    /// Three sign-ins wait already.
    TooMany,
    /// Nothing was asked yet.
    NotAsked,
}

/// A question that waits.
#[derive(Clone, Debug)]
pub struct WaitingApproval {
    /// Six digits for the phone.
    pub transfer_code: String,
    /// Whether typed digits count; otherwise the code has to be scanned.
    pub typed_codes: bool,
    /// The address that a phone opens.
    pub qr: Qr,
    /// Seconds that are left, by the server's clock.
    pub left_s: u64,
    /// The same as a time of the day with seconds and zone, for a page that does not count.
    pub until: String,
    /// The phones that may answer, by name.
    pub phones: Vec<String>,
}

/// For whom the page is made. A page for a browser without script carries no dial; its answer carries
/// `Refresh: 5` while it is [`Plain::Reloading`] and waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain {
    /// Script runs; a browser without it is led to the plain page.
    No,
    /// No script, and the page comes anew by itself.
    Reloading,
    /// No script, and the reader stopped the reloading.
    Still,
}

impl Approval {
    fn hint(&self) -> Cow<'_, str> {
        let text = &self.chrome.text;
        if self.takes_recovery_codes { text.approval_code_hint() } else { text.mfa_hint_app() }
    }

    /// Path and query of this page, and what leads to its plain variant.
    fn href(&self, plain: &str) -> String {
        let own = self.chrome.with_interaction("/login/mfa");
        match (plain, own.contains('?')) {
            ("", _) => own,
            (plain, true) => format!("{own}&{plain}"),
            (plain, false) => format!("{own}?{plain}"),
        }
    }

    fn events_href(&self) -> String {
        self.chrome.with_interaction("/login/mfa/events")
    }

    fn waiting(&self) -> Option<&WaitingApproval> {
        match &self.state {
            ApprovalState::Waiting(waiting) => Some(waiting),
            _ => None,
        }
    }

    fn is_approved(&self) -> bool {
        matches!(self.state, ApprovalState::Approved { .. })
    }

    fn is_blocked(&self) -> bool {
        matches!(self.state, ApprovalState::Blocked { .. })
    }

    fn is_plain(&self) -> bool {
        self.plain != Plain::No
    }

    fn reloads(&self) -> bool {
        self.plain == Plain::Reloading && self.waiting().is_some()
    }

    /// A browser without script goes on to the plain page, unless an error would be lost by that.
    fn leads_to_plain(&self) -> bool {
        self.plain == Plain::No && self.error.is_none() && self.waiting().is_some()
    }

    /// The word of the event stream that this page shows.
    fn word(&self) -> Option<&'static str> {
        match self.state {
            ApprovalState::Waiting(_) => Some("pending"),
            ApprovalState::Approved { .. } => Some("approved"),
            _ => None,
        }
    }

    /// A state that is an error of its own; where a code was wrong, that is the error of the page.
    fn fails(&self) -> bool {
        self.error.is_none() && matches!(self.state, ApprovalState::WrongCodes | ApprovalState::TooMany)
    }

    /// Where the phone cannot help, the other way stands open.
    fn opens_other_way(&self) -> bool {
        self.has_code_error() || self.is_blocked() || matches!(self.state, ApprovalState::TooMany)
    }

    fn has_passkey_error(&self) -> bool {
        self.error.as_ref().is_some_and(|error| !error.is_of_code())
    }

    /// What is wrong with a code opens where codes are typed.
    fn has_code_error(&self) -> bool {
        self.error.as_ref().is_some_and(MfaError::is_of_code)
    }

    fn stopped_words(&self) -> Option<Rich> {
        stopped_words(self.chrome.text, &self.stopped_phones)
    }

    fn waiting_words(&self, waiting: &WaitingApproval) -> Rich {
        let text = self.chrome.text;
        match (self.is_plain(), waiting.phones.as_slice()) {
            (true, _) => text.approval_plain(&waiting.until).into(),
            (false, [phone]) => text.approval_waiting(phone),
            (false, phones) => text.approval_waiting_many(phones.len()).into(),
        }
    }

    /// The notice that stands for the card once nothing waits.
    fn notice(&self) -> Option<Rich> {
        let text = self.chrome.text;
        match &self.state {
            ApprovalState::Waiting(_) | ApprovalState::Approved { .. } => None,
            ApprovalState::Denied => Some(text.approval_denied()),
            ApprovalState::Blocked { admin } if admin.is_empty() => Some(text.approval_blocked_nobody()),
            ApprovalState::Blocked { admin } => Some(text.approval_blocked(admin)),
            ApprovalState::Superseded { at } => Some(text.approval_superseded(at)),
            ApprovalState::WrongCodes => Some(text.approval_wrong_codes()),
            ApprovalState::Over => Some(text.approval_over()),
            ApprovalState::TooMany => Some(text.approval_too_many()),
            ApprovalState::NotAsked => Some(text.approval_not_asked().into()),
        }
    }

    /// Red for what was stopped, plain for what merely ended.
    fn is_bad(&self) -> bool {
        !matches!(
            self.state,
            ApprovalState::Over | ApprovalState::Superseded { .. } | ApprovalState::NotAsked
        )
    }

    fn ask_label(&self) -> String {
        let text = self.chrome.text;
        match self.state {
            ApprovalState::NotAsked => text.approval_ask().into_owned(),
            _ => text.approval_ask_again().into_owned(),
        }
    }
}

impl WaitingApproval {
    fn dial(&self) -> Dial {
        Dial::new(self.left_s, Whole::TwoMinutes)
    }

    /// A gap after three, as people read digits.
    fn digits(&self) -> String {
        match (self.transfer_code.get(..3), self.transfer_code.get(3..)) {
            (Some(first), Some(second)) => format!("{first} {second}"),
            _ => self.transfer_code.clone(),
        }
    }

    /// One by one, for screen readers.
    fn spoken(&self) -> String {
        let spaced = |part: &str| part.chars().map(String::from).collect::<Vec<_>>().join(" ");
        match (self.transfer_code.get(..3), self.transfer_code.get(3..)) {
            (Some(first), Some(second)) => format!("{}, {}", spaced(first), spaced(second)),
            _ => spaced(&self.transfer_code),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn waiting() -> WaitingApproval {
        WaitingApproval {
            transfer_code: "482913".into(),
            typed_codes: true,
            qr: Qr::default(),
            left_s: 94,
            until: "09:14:15".into(),
            phones: Vec::new(),
        }
    }

    #[test]
    fn the_digits_stand_in_threes_and_are_spoken_one_by_one() {
        assert_eq!(waiting().digits(), "482 913");
        assert_eq!(waiting().spoken(), "4 8 2, 9 1 3");
    }

    #[test]
    fn the_ways_of_the_page_keep_the_interaction() {
        let mut chrome = Chrome::new(Text::default(), "Office".into(), "office.local".into(), "t".into());
        let page = |chrome: Chrome| Approval {
            chrome,
            name: "Mira".into(),
            state: ApprovalState::Waiting(Box::new(waiting())),
            takes_recovery_codes: true,
            takes_passkey: false,
            other_way: true,
            remember_days: None,
            stopped_phones: Vec::new(),
            error: None,
            plain: Plain::No,
        };
        assert_eq!(page(chrome.clone()).href("plain=1"), "/login/mfa?plain=1");
        chrome.interaction = Some("a b".into());
        assert_eq!(page(chrome.clone()).href("plain=1"), "/login/mfa?i=a+b&plain=1");
        assert_eq!(page(chrome).events_href(), "/login/mfa/events?i=a+b");
    }
}
