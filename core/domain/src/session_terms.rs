//! How long a sign-in is good for at one client: what the office demands there beyond its settings.

use serde::{Deserialize, Serialize};

/// The longest time that can be said, in seconds: a year.
pub const LONGEST_S: i64 = 366 * 86_400;
/// The shortest age of a sign-in, in seconds.
pub const SHORTEST_AGE_S: i64 = 60;
/// The shortest life of a refresh token, in seconds.
pub const SHORTEST_REFRESH_S: i64 = 300;

/// What a client adds; each only shortens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SessionTerms {
    /// How old a sign-in may be, in seconds: at the authorization endpoint and at each refresh.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_age_s: Option<i64>,
    /// How long a refresh token lives unused, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_idle_s: Option<i64>,
    /// How long a refresh token lives at all, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_absolute_s: Option<i64>,
    /// Whether a remembered browser stands in for no factor here.
    pub asks_in_remembered_browsers: bool,
}

/// A value that cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is a number of seconds from {shortest} to {longest}", longest = LONGEST_S)]
pub struct SessionTermsError {
    /// The field.
    pub field: &'static str,
    /// The smallest value that is taken.
    pub shortest: i64,
}

impl SessionTerms {
    /// Looks at the numbers.
    pub fn check(self) -> Result<Self, SessionTermsError> {
        let fields = [
            ("max_age_s", self.max_age_s, SHORTEST_AGE_S),
            ("refresh_idle_s", self.refresh_idle_s, SHORTEST_REFRESH_S),
            ("refresh_absolute_s", self.refresh_absolute_s, SHORTEST_REFRESH_S),
        ];
        for (field, value, shortest) in fields {
            if value.is_some_and(|value| !(shortest..=LONGEST_S).contains(&value)) {
                return Err(SessionTermsError { field, shortest });
            }
        }
        Ok(self)
    }

    /// How old a sign-in may be where the client asks for `wanted`: the shorter one.
    pub fn max_age_s(&self, wanted: Option<i64>) -> Option<i64> {
        match (self.max_age_s, wanted) {
            (Some(own), Some(wanted)) => Some(own.min(wanted)),
            (own, wanted) => own.or(wanted),
        }
    }

    /// Whether a sign-in of `auth_time` is too old here at `now`.
    pub fn is_over(&self, auth_time: i64, now: i64) -> bool {
        self.max_age_s.is_some_and(|limit| now - auth_time > limit)
    }

    /// How long an access token lives that is given at `now` for a sign-in of `auth_time`, where the office says `office_s`: not
    /// beyond that sign-in's time here; a moment at least, so that no token is born dead.
    pub fn access_s(&self, office_s: i64, auth_time: i64, now: i64) -> i64 {
        self.max_age_s.map_or(office_s, |limit| office_s.min(auth_time + limit - now).max(1))
    }

    /// How long a refresh token lives unused, where the office says `office_s`.
    pub fn refresh_idle_s(&self, office_s: i64) -> i64 {
        self.refresh_idle_s.map_or(office_s, |own| own.min(office_s))
    }

    /// Until when a refresh token lives at all that is given at `now` for a sign-in of `auth_time`.
    pub fn refresh_until(&self, office_s: i64, auth_time: i64, now: i64) -> i64 {
        let until = now + self.refresh_absolute_s.map_or(office_s, |own| own.min(office_s));
        self.max_age_s.map_or(until, |limit| until.min(auth_time + limit))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_that_mean_nothing_are_named() {
        let terms = |max_age_s| SessionTerms { max_age_s: Some(max_age_s), ..SessionTerms::default() };
        assert!(terms(60).check().is_ok());
        for bad in [0, -1, 59, i64::MAX] {
            assert_eq!(terms(bad).check().unwrap_err().field, "max_age_s", "{bad}");
        }
        let refresh = SessionTerms { refresh_idle_s: Some(10), ..SessionTerms::default() };
        assert_eq!(refresh.check().unwrap_err().field, "refresh_idle_s");
    }

    proptest! {
        #[test]
        fn a_client_only_shortens(
            age in proptest::option::of(60i64..100_000),
            idle in proptest::option::of(300i64..100_000),
            absolute in proptest::option::of(300i64..100_000),
            wanted in proptest::option::of(0i64..100_000),
            office in 300i64..100_000,
            since in 0i64..100_000,
        ) {
            let terms = SessionTerms { max_age_s: age, refresh_idle_s: idle, refresh_absolute_s: absolute, asks_in_remembered_browsers: false };
            let now = 200_000;
            prop_assert!(terms.refresh_idle_s(office) <= office);
            prop_assert!(terms.refresh_until(office, now - since, now) <= now + office);
            for limit in age.into_iter().chain(wanted) {
                prop_assert!(terms.max_age_s(wanted).unwrap() <= limit);
            }
            if let Some(age) = age {
                prop_assert!(terms.refresh_until(office, now - since, now) <= now - since + age);
                prop_assert_eq!(terms.is_over(now - since, now), since > age);
            }
        }
    }
}
