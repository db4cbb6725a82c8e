//! Messages that wait to be sent, written in the transaction of the fact that they tell.

use serde::{Deserialize, Serialize};

use crate::id::{OutboxId, UserId};

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
    /// Your password was changed.
    PasswordChanged {
        /// Address.
        to: String,
    },
    /// Confirm that this address is yours: it shall be that of your account.
    ConfirmNewAddress {
        /// The wanted address.
        to: String,
        /// Single-use link.
        link: String,
    },
    /// Somebody signed in to your account wants another address for it: agree or stop it.
    AddressChanging {
        /// The present address.
        to: String,
        /// The wanted one.
        new: String,
        /// Single-use link, which agrees or stops.
        link: String,
    },
    /// The address of your account was changed. To both.
    AddressChanged {
        /// Address.
        to: String,
    },
    /// You deleted your account.
    AccountDeleted {
        /// Address.
        to: String,
    },
}

/// How long a notice without a link may wait for a mail server.
pub const NOTICE_LIFETIME_S: i64 = 7 * 86_400;
