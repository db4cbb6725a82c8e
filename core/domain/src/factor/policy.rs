//! Whether a second factor is asked at sign-in, by the office's rule and by what the account has.

/// The setting `mfa.policy`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Of nobody.
    Off,
    /// Of those who have one.
    Optional,
    /// Of everybody: those who have none set one up.
    Required,
}

impl Policy {
    /// From the setting. What is not understood asks for more rather than for less.
    pub fn parse(text: &str) -> Self {
        match text {
            "off" => Self::Off,
            "optional" => Self::Optional,
            _ => Self::Required,
        }
    }

    /// Whether a right password is only half of a sign-in.
    pub fn is_due(self, has_factor: bool) -> bool {
        self != Self::Off && has_factor
    }

    /// Whether a second factor has to be set up before going on.
    pub fn must_enrol(self, has_factor: bool) -> bool {
        self == Self::Required && !has_factor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_matrix_of_rule_and_account() {
        let row = |text| {
            let policy = Policy::parse(text);
            [policy.is_due(true), policy.is_due(false), policy.must_enrol(true), policy.must_enrol(false)]
        };
        assert_eq!(row("off"), [false; 4]);
        assert_eq!(row("optional"), [true, false, false, false]);
        assert_eq!(row("required"), [true, false, false, true]);
        assert_eq!(row("of a newer version"), row("required"));
    }
}
