//! A linked phone: its key, what it says about itself, whether its word counts.

use oidc::shown::is_shown;
use serde::{Deserialize, Serialize};

use crate::id::{DeviceId, UserId};
use crate::jws::DeviceKey;

/// A device.
#[derive(Clone, Debug)]
pub struct Device {
    /// Row id.
    pub id: DeviceId,
    /// Whose it is.
    pub user_id: UserId,
    /// Its key.
    pub key: DeviceKey,
    /// As the owner calls it.
    pub name: String,
    /// What it said when it was linked, kept up to date.
    pub facts: DeviceFacts,
    /// Whether its word counts.
    pub state: DeviceState,
    /// The highest counter that it signed.
    pub counter: u64,
    /// When a counter did not grow.
    pub copied_at: Option<i64>,
    /// The administrator who linked it, where it was not its owner.
    pub linked_by: Option<UserId>,
    /// Seconds since 1970.
    pub created_at: i64,
    /// Seconds since 1970.
    pub last_used_at: Option<i64>,
}

/// What a phone says about itself. Data for people, never to decide by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceFacts {
    /// Name that the phone proposes.
    pub name: String,
    /// Model.
    pub model: String,
    /// Operating system.
    pub os: String,
    /// `web` or `android`.
    pub client: String,
    /// Its version.
    pub client_version: String,
    /// Where the key lies.
    pub key_storage: KeyStorage,
    /// Whether it was linked without a trusted certificate, by the setting for trials.
    #[serde(default)]
    pub without_trust: bool,
}

/// Where a device's key lies; a claim of the phone, unless attested.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KeyStorage {
    /// In the browser.
    #[default]
    Software,
    /// In a trusted execution environment.
    Tee,
    /// In a chip of its own.
    Strongbox,
}

/// Whether a device's word counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceState {
    /// It counts.
    Active,
    /// It will count from then on: an administrator linked it for somebody who has another factor.
    Waiting {
        /// From when.
        until: i64,
    },
    /// Its key seems to exist twice: linked anew, or never again.
    Suspended,
}

/// What a counter says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CounterVerdict {
    /// It grew.
    Fresh,
    /// It did not: a copied phone, perhaps.
    Copied,
    /// It did not for the second time within a day: the device is suspended.
    CopiedAgain,
}

/// Largest counter that JavaScript can count to.
pub const MAX_COUNTER: u64 = (1 << 53) - 1;
/// Two counters that did not grow within this time suspend a device, in seconds.
const COPIED_WITHIN_S: i64 = 86_400;

impl Device {
    /// Whether its word counts now.
    pub fn is_active(&self, now: i64) -> bool {
        match self.state {
            DeviceState::Active => true,
            DeviceState::Waiting { until } => now >= until,
            DeviceState::Suspended => false,
        }
    }

    /// Whether it was switched off because its key seems to exist twice.
    pub fn is_suspended(&self) -> bool {
        self.state == DeviceState::Suspended
    }

    /// Looks at a counter and remembers it.
    pub fn count(mut self, counter: u64, now: i64) -> (Self, CounterVerdict) {
        if counter > self.counter && counter <= MAX_COUNTER {
            self.counter = counter;
            return (self, CounterVerdict::Fresh);
        }
        let again = self.copied_at.is_some_and(|at| now - at < COPIED_WITHIN_S);
        self.copied_at = Some(now);
        if again {
            self.state = DeviceState::Suspended;
        }
        (self, if again { CounterVerdict::CopiedAgain } else { CounterVerdict::Copied })
    }
}

impl DeviceFacts {
    /// Cut to what is kept, without control characters.
    pub fn tidy(self) -> Self {
        let cut = |text: String| {
            text.chars().filter(|c| is_shown(*c)).take(80).collect::<String>().trim().to_owned()
        };
        let name = cut(self.name);
        Self {
            name: if name.is_empty() { "Phone".into() } else { name },
            model: cut(self.model),
            os: cut(self.os),
            client: cut(self.client),
            client_version: cut(self.client_version),
            ..self
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::jws::tests::rfc7515_key;

    pub(crate) fn facts() -> DeviceFacts {
        DeviceFacts {
            name: "Pixel 8".into(),
            model: "Pixel 8".into(),
            os: "Android 17".into(),
            client: "web".into(),
            ..DeviceFacts::default()
        }
    }

    pub(crate) fn device() -> Device {
        Device {
            id: "d".into(),
            user_id: "u".into(),
            key: rfc7515_key(),
            name: "Pixel 8".into(),
            facts: facts(),
            state: DeviceState::Active,
            counter: 5,
            copied_at: None,
            linked_by: None,
            created_at: 0,
            last_used_at: None,
        }
    }

    #[test]
    fn a_counter_that_did_not_grow_is_a_copied_phone_and_twice_in_a_day_suspends_it() {
        let (device, verdict) = device().count(6, 10);
        assert_eq!((device.counter, verdict), (6, CounterVerdict::Fresh));
        let (device, verdict) = device.count(6, 20);
        assert_eq!((verdict, device.is_active(20)), (CounterVerdict::Copied, true));
        let (late, verdict) = device.clone().count(1, 20 + COPIED_WITHIN_S);
        assert_eq!((verdict, late.is_active(0)), (CounterVerdict::Copied, true));
        let (device, verdict) = device.count(MAX_COUNTER + 1, 30);
        assert_eq!((verdict, device.is_active(30)), (CounterVerdict::CopiedAgain, false));
    }

    #[test]
    fn names_hide_and_turn_nothing() {
        let facts = DeviceFacts { name: "\u{202e}moc\u{200b}.\n".into(), ..facts() }.tidy();
        assert_eq!(facts.name, "moc.");
        assert_eq!(DeviceFacts { name: "\u{200b}".into(), ..facts }.tidy().name, "Phone");
    }

    #[test]
    fn a_device_that_an_administrator_linked_waits() {
        let waiting = Device { state: DeviceState::Waiting { until: 100 }, ..device() };
        assert!(!waiting.is_active(99) && waiting.is_active(100));
    }
}
