//! A device without a browser is signed in: its code is typed here.

use askama::Template;

use super::chrome::Chrome;

/// `/oauth2/device`: field `user_code`.
#[derive(Clone, Debug, Template)]
#[template(path = "device_grant.html")]
pub struct DeviceGrant {
    /// Surroundings.
    pub chrome: Chrome,
    /// What stands in the field: typed before, or out of the address that the device shows as a QR code.
    pub user_code: String,
    /// Why the last code led nowhere.
    pub problem: Option<DeviceGrantProblem>,
}

/// Why a code led nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceGrantProblem {
    /// Too many wrong codes.
    Slowed {
        /// Seconds to wait.
        seconds: u64,
    },
    /// No device waits under it.
    Wrong,
}

impl DeviceGrant {
    fn is_wrong(&self) -> bool {
        self.problem == Some(DeviceGrantProblem::Wrong)
    }

    /// Nobody typed it: then it has to be compared with what the device shows (RFC 8628 3.3.1).
    fn came_with_code(&self) -> bool {
        self.problem.is_none() && !self.user_code.is_empty()
    }
}
