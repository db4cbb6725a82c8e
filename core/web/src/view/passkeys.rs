//! `/account/passkeys`: the passkeys of a person; and what pages say where a browser refuses one.

use askama::Template;

use super::account::Account;
use super::chrome::Chrome;
use crate::text::{Rich, Text};

/// The passkeys of an account. The button that makes one is there with script alone.
#[derive(Clone, Debug, Template)]
#[template(path = "passkeys.html")]
pub struct Passkeys {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// Each of them, oldest first.
    pub passkeys: Vec<PasskeyRow>,
    /// Whether one can be made at this moment.
    pub adding: Adding,
    /// What the last form did, or why it did nothing.
    pub news: Option<PasskeysNews>,
}

/// One passkey.
#[derive(Clone, Debug)]
pub struct PasskeyRow {
    /// For the addresses of its pages.
    pub id: String,
    /// As its owner calls it.
    pub name: String,
    /// When it was made, in the reader's form.
    pub made: String,
    /// Last use, in the reader's form.
    pub last_used: Option<String>,
    /// Where it lies.
    pub kept: Kept,
    /// Whether it may be used.
    pub state: PasskeyRowState,
}

/// Where a passkey lies, as far as it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// On one device, and nowhere else.
    HereOnly,
    /// It may be copied to the owner's other devices, and was not yet.
    MaySync,
    /// It is on the owner's other devices as well.
    Synced,
}

/// Whether a passkey may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyRowState {
    /// It may.
    Active,
    /// It was made under another address of this server.
    Elsewhere,
    /// Its key seems to exist twice.
    Suspended,
}

/// Whether one can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adding {
    /// Yes.
    Ready,
    /// After a sign-in.
    SignInFirst,
    /// After the second step.
    StepUpFirst,
    /// After the link that an administrator gave.
    LinkFirst,
    /// There are as many as one may have.
    Full {
        /// How many.
        most: u64,
    },
}

/// What the last form did, or why it did nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasskeysNews {
    /// One was made.
    Added {
        /// Its name.
        name: String,
    },
    /// It is called so now.
    Renamed {
        /// The new name.
        name: String,
    },
    /// It is gone.
    Removed,
    /// It is the last second step, so it stays.
    Last,
    /// The authenticator holds one of this account already.
    Known,
    /// Begun too long ago.
    TooOld,
    /// What the browser sent does not pass.
    Refused,
}

/// Why a passkey signed nobody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyFault {
    /// Its counter went back.
    Copied,
    /// What the browser sent does not pass.
    Refused,
    /// Begun too long ago.
    TooOld,
    /// No account has it.
    Unknown,
}

impl PasskeyFault {
    pub(super) fn words(self, text: &Text) -> Rich {
        match self {
            Self::Copied => text.passkey_copied(),
            Self::Refused => text.passkey_refused(),
            Self::TooOld => text.passkey_too_old(),
            Self::Unknown => text.passkey_unknown(),
        }
    }
}

/// `/account/passkeys/rename`: fields `passkey` and `name`.
#[derive(Clone, Debug, Template)]
#[template(path = "rename_passkey.html")]
pub struct RenamePasskey {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// Which one.
    pub passkey: String,
    /// Its name, or what was sent.
    pub name: String,
    /// Longest name.
    pub most: u64,
    /// Whether the name was refused.
    pub wrong: bool,
}

impl Passkeys {
    fn fails(&self) -> bool {
        use PasskeysNews as News;
        matches!(self.news, Some(News::Last | News::Known | News::TooOld | News::Refused))
    }

    fn news_words(&self) -> Option<Rich> {
        let text = self.chrome.text;
        Some(match self.news.as_ref()? {
            PasskeysNews::Added { name } => text.passkeys_added(name),
            PasskeysNews::Renamed { name } => text.passkeys_renamed(name),
            PasskeysNews::Removed => text.passkeys_removed(),
            PasskeysNews::Last => text.passkeys_last(),
            PasskeysNews::Known => text.passkeys_known(),
            PasskeysNews::TooOld => text.passkey_too_old(),
            PasskeysNews::Refused => text.passkeys_refused(),
        })
    }

    /// Where a sign-in or a second step leads back to.
    fn first_href(&self, way: &str) -> String {
        let back: String = form_urlencoded::byte_serialize(self.chrome.here.as_bytes()).collect();
        format!("{way}next={back}")
    }
}

impl PasskeyRow {
    fn rename_href(&self) -> String {
        self.href("rename")
    }

    fn remove_href(&self) -> String {
        self.href("remove")
    }

    fn href(&self, deed: &str) -> String {
        let id: String = form_urlencoded::byte_serialize(self.id.as_bytes()).collect();
        format!("/account/passkeys/{deed}?passkey={id}")
    }
}
