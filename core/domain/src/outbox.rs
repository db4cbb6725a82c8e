//! Messages that wait to be sent, written in the transaction of the fact that they tell; and when each is tried again.

use serde::{Deserialize, Serialize};

use crate::id::{OutboxId, UserId};
use crate::mail::{Failure, Step};
use crate::token::TokenHash;

/// A message.
#[derive(Clone, Debug)]
pub struct Message {
    /// Row id.
    pub id: OutboxId,
    /// Whom it is about.
    pub user_id: Option<UserId>,
    /// What it says; stored sealed, since it may hold a link.
    pub content: Content,
    /// Seconds since 1970.
    pub created_at: i64,
    /// When it is worth nothing any more and is erased.
    pub expires_at: i64,
}

/// What a message says.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "template", rename_all = "snake_case")]
pub enum Content {
    /// An account was made for you: set a password.
    Invite {
        /// Address.
        to: String,
        /// Single-use link.
        link: String,
    },
    /// Set a new password.
    Reset {
        /// Address.
        to: String,
        /// Single-use link.
        link: String,
    },
    /// An authenticator was added to your account.
    FactorAdded {
        /// Address.
        to: String,
    },
    /// The authenticator of your account was taken away: sign-in asks for the password alone.
    FactorRemoved {
        /// Address.
        to: String,
    },
    /// Two messages of a phone of yours bore the same number: its key may exist twice.
    DeviceCopied {
        /// Address.
        to: String,
        /// The phone.
        phone: String,
        /// Whether it was switched off for that.
        suspended: bool,
    },
    /// A phone was linked to your account.
    DeviceLinked {
        /// Address.
        to: String,
        /// The phone.
        phone: String,
        /// When it begins to count, where an administrator linked it and it has to wait.
        waits_until: Option<i64>,
    },
    /// A phone was taken from your account.
    DeviceRemoved {
        /// Address.
        to: String,
        /// The phone.
        phone: String,
    },
    /// An administrator gave a phone of your account another name.
    DeviceRenamed {
        /// Address.
        to: String,
        /// What the phone is called now.
        phone: String,
        /// What it was called.
        before: String,
    },
    /// Somebody answered "not me": a password is known to somebody else. To the owner and to the administrators.
    NotMe {
        /// Address.
        to: String,
        /// User name of the account.
        account: String,
        /// Where the sign-in came from.
        address: String,
    },
    /// An administrator took the second factors of your account away: set up another.
    FactorsReset {
        /// Address.
        to: String,
        /// Single-use link, which sets no password.
        link: String,
    },
    /// Somebody, you as it seems, signed up with this address: confirm it.
    ConfirmAddress {
        /// Address.
        to: String,
        /// Single-use link.
        link: String,
    },
    /// Somebody signed up with an address that has an account: sign in, or set a new password.
    SignUpKnown {
        /// Address.
        to: String,
    },
    /// Somebody signed up and waits for an administrator. To the administrators.
    SignUpWaits {
        /// Address.
        to: String,
        /// Who waits, by the name that they gave.
        name: String,
    },
    /// An administrator agreed: sign in.
    SignUpApproved {
        /// Address.
        to: String,
    },
    /// An administrator did not agree: there is no account.
    SignUpRefused {
        /// Address.
        to: String,
    },
    /// You are invited to make an account.
    SignUpInvited {
        /// Address.
        to: String,
        /// Single-use link.
        link: String,
    },
    /// A passkey was added to your account.
    PasskeyAdded {
        /// Address.
        to: String,
        /// The passkey.
        name: String,
    },
    /// A passkey told the same number twice, or a smaller one: its key may exist twice.
    PasskeyCopied {
        /// Address.
        to: String,
        /// The passkey.
        name: String,
        /// Whether it was switched off for that.
        suspended: bool,
    },
    /// A passkey was taken from your account.
    PasskeyRemoved {
        /// Address.
        to: String,
        /// The passkey.
        name: String,
    },
    /// Your password was changed.
    PasswordChanged {
        /// Address.
        to: String,
    },
    /// A browser that the account had not known was signed in.
    NewBrowser {
        /// Address.
        to: String,
        /// Browser and system, where they are ones that we know; empty otherwise.
        browser: String,
        /// Where it came from.
        address: String,
    },
    /// Many wrong passwords or codes were tried at an account. To the owner and to the administrators.
    ManyFailures {
        /// Address.
        to: String,
        /// User name of the account.
        account: String,
        /// How many within the hour.
        failures: i64,
        /// Where the last try came from.
        address: String,
    },
}

impl Content {
    /// Whom it goes to.
    pub fn to(&self) -> &str {
        match self {
            Self::Invite { to, .. }
            | Self::Reset { to, .. }
            | Self::FactorAdded { to }
            | Self::FactorRemoved { to }
            | Self::DeviceCopied { to, .. }
            | Self::DeviceLinked { to, .. }
            | Self::DeviceRemoved { to, .. }
            | Self::DeviceRenamed { to, .. }
            | Self::NotMe { to, .. }
            | Self::FactorsReset { to, .. }
            | Self::ConfirmAddress { to, .. }
            | Self::SignUpKnown { to }
            | Self::SignUpWaits { to, .. }
            | Self::SignUpApproved { to }
            | Self::SignUpRefused { to }
            | Self::SignUpInvited { to, .. }
            | Self::PasskeyAdded { to, .. }
            | Self::PasskeyCopied { to, .. }
            | Self::PasskeyRemoved { to, .. }
            | Self::PasswordChanged { to }
            | Self::NewBrowser { to, .. }
            | Self::ManyFailures { to, .. } => to,
        }
    }

    /// The link in it that opens something, which whoever has it can open.
    pub fn link(&self) -> Option<&str> {
        match self {
            Self::Invite { link, .. }
            | Self::Reset { link, .. }
            | Self::FactorsReset { link, .. }
            | Self::ConfirmAddress { link, .. }
            | Self::SignUpInvited { link, .. } => Some(link),
            Self::FactorAdded { .. }
            | Self::FactorRemoved { .. }
            | Self::DeviceCopied { .. }
            | Self::DeviceLinked { .. }
            | Self::DeviceRemoved { .. }
            | Self::DeviceRenamed { .. }
            | Self::NotMe { .. }
            | Self::SignUpKnown { .. }
            | Self::SignUpWaits { .. }
            | Self::SignUpApproved { .. }
            | Self::SignUpRefused { .. }
            | Self::PasskeyAdded { .. }
            | Self::PasskeyCopied { .. }
            | Self::PasskeyRemoved { .. }
            | Self::PasswordChanged { .. }
            | Self::NewBrowser { .. }
            | Self::ManyFailures { .. } => None,
        }
    }

    /// The hash under which that link is stored: its token stands behind the last slash.
    pub fn link_token(&self) -> Option<TokenHash> {
        let (_, token) = self.link()?.rsplit_once('/')?;
        Some(TokenHash::of(token))
    }

    /// What it is, as a stable word: `invite`, `new_browser`, …
    pub fn kind(&self) -> String {
        let value = serde_json::to_value(self).unwrap_or_default();
        value.get("template").and_then(|kind| kind.as_str()).unwrap_or_default().to_owned()
    }
}

/// How long a notice without a link may wait for a mail server.
pub const NOTICE_LIFETIME_S: i64 = 7 * 86_400;

/// Where a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It goes out by itself.
    Waiting,
    /// It was refused for good: somebody looks at it, or its time ends.
    GivenUp,
}

impl State {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::GivenUp => "given_up",
        }
    }

    /// As stored.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Waiting, Self::GivenUp].into_iter().find(|state| state.as_str() == text)
    }
}

/// A message with what became of it so far.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The message.
    pub message: Message,
    /// Where it stands.
    pub state: State,
    /// How often it was tried.
    pub tries: i64,
    /// When it is tried next; seconds since 1970.
    pub next_at: i64,
    /// The last try: when it ended, and why in vain.
    pub failed: Option<(i64, Failure)>,
}

/// What a failure means for the message that met it, and for the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every message would meet it: all wait until the server or the settings are mended.
    AllWait,
    /// This one is tried again.
    Again,
    /// This one is never taken.
    GiveUp,
}

/// What a failure means.
pub fn judge(failure: &Failure) -> Verdict {
    match failure.step {
        Step::Settings | Step::Resolve | Step::Connect | Step::Tls | Step::Login | Step::Sender => {
            Verdict::AllWait
        }
        Step::Recipient | Step::Message if failure.may_go_later => Verdict::Again,
        Step::Recipient | Step::Message => Verdict::GiveUp,
    }
}

const MINUTE: i64 = 60;

/// How long a message waits after so many tries, in seconds: a minute, five, a quarter of an hour, then an hour each.
pub fn wait_s(tries: i64) -> i64 {
    match tries {
        ..=1 => MINUTE,
        2 => 5 * MINUTE,
        3 => 15 * MINUTE,
        4.. => 60 * MINUTE,
    }
}

/// How long a server that took nothing is left alone, also where a new message is due: logins that fail often are locked out.
pub const PAUSE_S: i64 = MINUTE;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::Cause;

    #[test]
    fn each_message_is_known_by_its_word_and_its_link_by_its_token() {
        let link = "https://id.office.example/reset/abc".to_owned();
        let reset = Content::Reset { to: "mira@x.example".into(), link };
        assert_eq!((reset.kind().as_str(), reset.to()), ("reset", "mira@x.example"));
        assert_eq!(reset.link_token(), Some(TokenHash::of("abc")));
        let changed = Content::PasswordChanged { to: "mira@x.example".into() };
        assert_eq!((changed.kind().as_str(), changed.link_token()), ("password_changed", None));
    }

    #[test]
    fn only_the_recipient_and_the_message_itself_can_be_refused_for_good() {
        let refused = |step, later| judge(&Failure::new(step, Cause::Refused, "").later(later));
        for step in [Step::Settings, Step::Resolve, Step::Connect, Step::Tls, Step::Login, Step::Sender] {
            assert_eq!(refused(step, false), Verdict::AllWait, "{step:?}");
        }
        for step in [Step::Recipient, Step::Message] {
            assert_eq!(refused(step, true), Verdict::Again);
            assert_eq!(refused(step, false), Verdict::GiveUp);
        }
    }

    #[test]
    fn waits_grow_to_an_hour() {
        assert_eq!([1, 2, 3, 4, 5, 99].map(wait_s), [60, 300, 900, 3_600, 3_600, 3_600]);
    }
}
