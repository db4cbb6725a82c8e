//! Times as people read them, in the zone of the office's computer.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::view::Greeting;

/// `2026-11-24 09:14`
pub(crate) fn minutes(at: i64) -> String {
    format(at, "%Y-%m-%d %H:%M")
}

/// `2026-11-24 09:14 CET`, for who may be in another zone
pub(crate) fn in_letter(at: i64) -> String {
    format(at, "%Y-%m-%d %H:%M %Z")
}

/// `2026-11-24 09:14:15 CET`
pub(crate) fn seconds(at: i64) -> String {
    format(at, "%Y-%m-%d %H:%M:%S %Z")
}

/// `09:14:15 CET`, for what ends within minutes.
pub(crate) fn time_of_day(at: i64) -> String {
    format(at, "%H:%M:%S %Z")
}

/// `2026-11-24T09:14:15Z`, for programs (RFC 3339).
pub(crate) fn rfc3339(at: i64) -> String {
    Timestamp::from_second(at).unwrap_or_default().to_string()
}

/// What one says at that time of day.
pub(crate) fn greeting(at: i64) -> Greeting {
    match format(at, "%H").parse() {
        Ok(0..=11) => Greeting::Morning,
        Ok(12..=17) => Greeting::Afternoon,
        _ => Greeting::Evening,
    }
}

fn format(at: i64, pattern: &str) -> String {
    let timestamp = Timestamp::from_second(at).unwrap_or_default();
    timestamp.to_zoned_datetime(TimeZone::system()).strftime(pattern).to_string()
}
