//! A device that has no browser and asks for a sign-in (RFC 8628): its two codes, and how far it is.

use oidc::acr::Acr;
use oidc::device_authorization::{INTERVAL_S, LETTERS};
use oidc::scope::Scopes;

use crate::id::{ClientId, DeviceGrantId, SessionId, UserId};
use crate::token::TokenHash;
use crate::world::Entropy;

/// Devices that wait at a time from one address; the oldest gives way.
pub const MAX_PER_ADDRESS: i64 = 50;
/// Devices that wait at a time in all.
pub const MAX_IN_ALL: i64 = 10_000;
/// How much longer a device waits from then on that asked too soon, in seconds (RFC 8628 3.5).
const SLOWER_BY_S: i64 = 5;

/// A device under way.
#[derive(Clone, Debug)]
pub struct DeviceGrant {
    /// Row id.
    pub id: DeviceGrantId,
    /// Hash of what the device asks with.
    pub device_code: TokenHash,
    /// What a person types. Whoever knows it can sign the device in as themselves and no other, so it is kept as it is.
    pub user_code: String,
    /// The client that asked.
    pub client_id: ClientId,
    /// What it asked for, parsed anew at each step so that each step checks the client as it is.
    pub params: String,
    /// Where the device asked from; shown to the person, to tell their own device from a stranger's.
    pub address: String,
    /// Seconds since 1970.
    pub created_at: i64,
    /// When both codes end.
    pub expires_at: i64,
    /// How long the device waits between two questions, in seconds.
    pub interval_s: i64,
    /// When it asked last.
    pub polled_at: Option<i64>,
    /// How far it is.
    pub state: DeviceGrantState,
}

/// How far a device is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeviceGrantState {
    /// Nobody has answered.
    Pending,
    /// Somebody allowed it.
    Approved(Box<Approved>),
    /// Somebody refused it.
    Denied,
    /// The device has its tokens.
    Used,
}

/// Who allowed a device what, and how they had signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    /// Who.
    pub user_id: UserId,
    /// Stands for the device in the place of a session: signing out in the browser that allowed it ends nothing of it.
    pub session_id: SessionId,
    /// What.
    pub scopes: Scopes,
    /// For the ID token.
    pub auth_time: i64,
    /// For the ID token.
    pub amr: Vec<String>,
    /// For the ID token.
    pub acr: Acr,
}

/// What a device is told that has to ask again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// It asked in time.
    Kept,
    /// It asked too soon and waits so many seconds from now on.
    TooFast(i64),
}

impl DeviceGrant {
    /// Whether the device kept its pace.
    pub fn pace(&self, now: i64) -> Pace {
        match self.polled_at {
            Some(at) if now < at + self.interval_s => Pace::TooFast(self.interval_s + SLOWER_BY_S),
            _ => Pace::Kept,
        }
    }

    /// Whether its codes are over.
    pub fn is_over(&self, now: i64) -> bool {
        now >= self.expires_at
    }
}

/// The pace that a device begins with.
pub const FIRST_INTERVAL_S: i64 = INTERVAL_S;

/// A fresh user code: eight letters out of twenty, 34 bits. It lives for minutes, and wrong ones are counted.
pub fn user_code(entropy: &dyn Entropy) -> String {
    let mut code = String::with_capacity(9);
    let mut bytes = [0; 32];
    while code.len() < 9 {
        entropy.fill(&mut bytes);
        // 240 = 12 × 20: without the bytes above it every letter is equally likely.
        for byte in bytes.iter().filter(|byte| **byte < 240) {
            if code.len() == 4 {
                code.push('-');
            }
            if let Some(letter) = LETTERS.get(usize::from(byte % 20))
                && code.len() < 9
            {
                code.push(char::from(*letter));
            }
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use oidc::device_authorization::typed_user_code;

    use super::*;
    use crate::world::SystemEntropy;

    #[test]
    fn a_user_code_is_what_somebody_can_type() {
        for _ in 0..200 {
            let code = user_code(&SystemEntropy);
            assert_eq!(typed_user_code(&code).as_deref(), Some(code.as_str()));
        }
    }

    #[test]
    fn rfc8628_3_5_a_device_that_asks_too_soon_waits_longer() {
        let mut device = DeviceGrant {
            id: "d".into(),
            device_code: TokenHash::of("c"),
            user_code: "WDJB-MJHT".into(),
            client_id: "tv".into(),
            params: String::new(),
            address: String::new(),
            created_at: 0,
            expires_at: 600,
            interval_s: 5,
            polled_at: None,
            state: DeviceGrantState::Pending,
        };
        assert_eq!(device.pace(0), Pace::Kept);
        device.polled_at = Some(0);
        assert_eq!((device.pace(4), device.pace(5)), (Pace::TooFast(10), Pace::Kept));
        assert!(!device.is_over(599) && device.is_over(600));
    }
}
