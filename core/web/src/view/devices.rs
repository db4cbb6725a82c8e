//! `/account/devices`: the linked phones, and what else stands for the second step.

use askama::Template;

use super::account::Account;
use super::chrome::Chrome;
use crate::text::Rich;

/// The phones of an account.
#[derive(Clone, Debug, Template)]
#[template(path = "devices.html")]
pub struct Devices {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// Each phone, oldest first.
    pub devices: Vec<DeviceRow>,
    /// Since when the authenticator counts, in the reader's form.
    pub authenticator_since: Option<String>,
    /// Recovery codes that are left.
    pub codes_left: u64,
    /// What the last form did.
    pub news: Option<DevicesNews>,
}

/// One linked phone.
#[derive(Clone, Debug)]
pub struct DeviceRow {
    /// For the addresses of its pages.
    pub id: String,
    /// As its owner calls it.
    pub name: String,
    /// Its model; may be empty.
    pub model: String,
    /// When it was linked, in the reader's form.
    pub linked: String,
    /// Last use, in the reader's form.
    pub last_used: Option<String>,
    /// Whether the key is kept by a chip of the phone rather than by its software.
    pub chip: bool,
    /// Whether it was linked without trusting this server, which a setting for trials allows.
    pub without_trust: bool,
    /// Whether it may answer.
    pub state: DeviceRowState,
}

/// Whether a phone may answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeviceRowState {
    /// It may.
    Active,
    /// Not yet: an administrator linked it.
    Waiting {
        /// From when, in the reader's form.
        from: String,
    },
    /// No more: its key seems to exist twice.
    Suspended,
}

/// What the last form did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DevicesNews {
    /// A phone is linked.
    Linked {
        /// Its name.
        phone: String,
    },
    /// It is called so now.
    Renamed {
        /// The new name.
        phone: String,
    },
    /// It is gone.
    Removed,
    /// It is the last second step, so it stays.
    Last,
}

/// `/account/devices/rename`: fields `device` and `name`.
#[derive(Clone, Debug, Template)]
#[template(path = "rename_device.html")]
pub struct RenameDevice {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// Which phone.
    pub device: String,
    /// Its name, or what was sent.
    pub name: String,
    /// Longest name.
    pub most: u64,
    /// Why the name was refused.
    pub error: Option<RenameError>,
}

/// Why a name was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenameError {
    /// Nothing was typed.
    Missing,
    /// More than a row can show.
    TooLong,
}

impl Devices {
    fn fails(&self) -> bool {
        matches!(self.news, Some(DevicesNews::Last))
    }

    fn news_words(&self) -> Option<Rich> {
        let text = self.chrome.text;
        Some(match self.news.as_ref()? {
            DevicesNews::Linked { phone } => text.devices_linked(phone),
            DevicesNews::Renamed { phone } => text.devices_renamed(phone),
            DevicesNews::Removed => text.devices_removed(),
            DevicesNews::Last => text.devices_last(),
        })
    }
}

impl DeviceRow {
    fn rename_href(&self) -> String {
        self.href("rename")
    }

    fn remove_href(&self) -> String {
        self.href("remove")
    }

    fn is_waiting(&self) -> bool {
        matches!(self.state, DeviceRowState::Waiting { .. })
    }

    fn href(&self, deed: &str) -> String {
        let id: String = form_urlencoded::byte_serialize(self.id.as_bytes()).collect();
        format!("/account/devices/{deed}?device={id}")
    }
}

impl RenameDevice {
    fn error_words(&self) -> Option<String> {
        let text = self.chrome.text;
        let words = match self.error? {
            RenameError::Missing => text.rename_missing(),
            RenameError::TooLong => text.rename_too_long(self.most),
        };
        Some(words.into_owned())
    }
}
