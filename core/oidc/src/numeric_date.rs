//! Times in the claims of a JWT: NumericDate (RFC 7519 2), seconds since 1970 that may have a fraction.

use serde_json::{Map, Value};

/// The claim is there, and is no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoDate;

/// A time in whole seconds since 1970, a fraction rounded down; `None` where the claim is absent.
pub(crate) fn read(claims: &Map<String, Value>, name: &str) -> Result<Option<i64>, NoDate> {
    claims.get(name).map(|value| seconds(value).ok_or(NoDate)).transpose()
}

fn seconds(value: &Value) -> Option<i64> {
    /// Far above every clock, and far below what a whole number holds.
    const MOST: f64 = 1e15;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it is far below the limit, and whole seconds are enough"
    )]
    value.as_f64().filter(|seconds| (0.0..=MOST).contains(seconds)).map(|seconds| seconds as i64)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn rfc7519_2_a_number_of_seconds_with_or_without_a_fraction() {
        let claims = json!({"whole": 7, "half": 7.5, "before": -1, "text": "7", "null": null, "far": 1e300});
        let of = |name| read(claims.as_object().unwrap(), name);
        assert_eq!((of("whole"), of("half")), (Ok(Some(7)), Ok(Some(7))));
        assert_eq!(of("absent"), Ok(None));
        for bad in ["before", "text", "null", "far"] {
            assert_eq!(of(bad), Err(NoDate), "{bad}");
        }
    }
}
