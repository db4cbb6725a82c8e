//! Which second factors there are, and sets of them.

use serde::{Deserialize, Serialize, Serializer};

/// A second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A linked phone, which looks at a face.
    Phone,
    /// A passkey that looked at who uses it.
    Passkey,
    /// An app that shows six digits.
    Authenticator,
    /// One of ten codes that stand in for the others.
    RecoveryCode,
}

impl Kind {
    /// All of them, in the order in which they are preferred.
    pub const ALL: [Self; 4] = [Self::Phone, Self::Passkey, Self::Authenticator, Self::RecoveryCode];

    /// Its name in the admin API, on the command line and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Passkey => "passkey",
            Self::Authenticator => "authenticator",
            Self::RecoveryCode => "recovery_code",
        }
    }

    /// What it adds to a session's methods (RFC 8176). A recovery code has no name of its own there: `mfa` alone is one.
    /// A passkey adds where its key lies, too ([`crate::passkey::Passkey::amr`]).
    pub const fn amr(self) -> &'static [&'static str] {
        match self {
            Self::Phone => &["face", "mfa"],
            Self::Passkey => &["pop", "user", "mfa"],
            Self::Authenticator => &["otp", "mfa"],
            Self::RecoveryCode => &["mfa"],
        }
    }

    const fn bit(self) -> u8 {
        match self {
            Self::Phone => 1,
            Self::Passkey => 8,
            Self::Authenticator => 2,
            Self::RecoveryCode => 4,
        }
    }
}

/// A set of second factors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u8);

/// The set cannot be what a group or client accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("takes phone, passkey, authenticator and recovery_code, at least one of the first three")]
pub struct AcceptedError;

impl Kinds {
    /// None of them.
    pub const NONE: Self = Self(0);
    /// All of them.
    pub const ALL: Self = Self(15);

    /// Reads what a group or client accepts. Recovery codes only stand in for another factor: they are no choice alone.
    pub fn parse_accepted<'w>(words: impl IntoIterator<Item = &'w str>) -> Result<Self, AcceptedError> {
        let kind = |word| Kind::ALL.into_iter().find(|kind| kind.as_str() == word).ok_or(AcceptedError);
        let kinds = words.into_iter().map(kind).collect::<Result<Self, _>>()?;
        if kinds.can_be_set_up() { Ok(kinds) } else { Err(AcceptedError) }
    }

    /// The second factors behind a session's methods.
    pub fn used(amr: &[String]) -> Self {
        let has = |method: &str| amr.iter().any(|known| known == method);
        let named = [(Kind::Phone, "face"), (Kind::Passkey, "pop"), (Kind::Authenticator, "otp")];
        let named: Self = named.into_iter().filter(|(_, method)| has(method)).map(|(kind, _)| kind).collect();
        if named.is_empty() && has("mfa") { Self::NONE.with(Kind::RecoveryCode) } else { named }
    }

    /// With one more.
    #[must_use]
    pub const fn with(self, kind: Kind) -> Self {
        Self(self.0 | kind.bit())
    }

    /// What both have.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether it is in the set.
    pub const fn contains(self, kind: Kind) -> bool {
        self.0 & kind.bit() != 0
    }

    /// Whether nothing is.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether there is one that a person sets up, not only what stands in for it.
    pub const fn can_be_set_up(self) -> bool {
        self.contains(Kind::Phone) || self.contains(Kind::Passkey) || self.contains(Kind::Authenticator)
    }

    /// Those in the set, the preferred one first.
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(move |kind| self.contains(*kind))
    }
}

impl FromIterator<Kind> for Kinds {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        kinds.into_iter().fold(Self::NONE, Self::with)
    }
}

impl Serialize for Kinds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amr(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn a_session_tells_by_its_methods_which_factors_were_used() {
        for (methods, kinds) in [
            ("pwd", Kinds::NONE),
            ("pwd otp mfa", Kinds::NONE.with(Kind::Authenticator)),
            ("pwd mfa", Kinds::NONE.with(Kind::RecoveryCode)),
            ("pwd face swk mfa", Kinds::NONE.with(Kind::Phone)),
            ("pop user mfa swk", Kinds::NONE.with(Kind::Passkey)),
            ("pwd otp mfa pop user hwk", Kinds::NONE.with(Kind::Passkey).with(Kind::Authenticator)),
            ("pwd otp mfa face", Kinds::NONE.with(Kind::Phone).with(Kind::Authenticator)),
        ] {
            assert_eq!(Kinds::used(&amr(methods)), kinds, "{methods}");
        }
        for kind in Kind::ALL {
            assert_eq!(Kinds::used(&amr(&kind.amr().join(" "))), Kinds::NONE.with(kind), "{kind:?}");
        }
    }

    #[test]
    fn what_is_accepted_can_be_set_up() {
        assert_eq!(
            Kinds::parse_accepted(["phone", "passkey", "authenticator", "recovery_code"]),
            Ok(Kinds::ALL)
        );
        assert_eq!(Kinds::parse_accepted(["phone"]), Ok(Kinds::NONE.with(Kind::Phone)));
        assert_eq!(Kinds::parse_accepted(["passkey"]), Ok(Kinds::NONE.with(Kind::Passkey)));
        for bad in [vec![], vec!["recovery_code"], vec!["phone", "sms"]] {
            assert_eq!(Kinds::parse_accepted(bad.iter().copied()), Err(AcceptedError), "{bad:?}");
        }
        assert_eq!(
            serde_json::to_string(&Kinds::ALL).unwrap(),
            r#"["phone","passkey","authenticator","recovery_code"]"#
        );
    }
}
