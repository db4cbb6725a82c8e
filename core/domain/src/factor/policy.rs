//! Whether a second factor is asked, and which: the rule of the office or of the person, raised by groups and client.

use serde::{Deserialize, Serialize};

use super::kind::{Kind, Kinds};

/// Whether a second factor is asked; each word asks for more than the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// Of nobody.
    Off,
    /// Of those who have one.
    Optional,
    /// Of everybody: those who have none set one up.
    Required,
}

impl Policy {
    /// From the setting `mfa.policy`. What is not understood asks for more rather than for less.
    pub fn parse(text: &str) -> Self {
        match text {
            "off" => Self::Off,
            "optional" => Self::Optional,
            _ => Self::Required,
        }
    }

    /// Its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Optional => "optional",
            Self::Required => "required",
        }
    }
}

/// What a group or a client adds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// Raises the policy; one that is lower than the others' changes nothing.
    pub policy: Option<Policy>,
    /// The only factors that count; all where it is absent.
    pub accepted: Option<Kinds>,
}

/// What is demanded of one person at one client, or at our own pages.
///
/// - The base is the person's own policy, or the office's where the person has none. Groups and the client raise it and
///   never lower it.
/// - What the groups and the client accept is what all of them accept. Where they have nothing in common that could be
///   set up, the phone is left: the strongest of them, and nobody is locked out by two rules that contradict each other.
/// - A remembered browser stands in for a factor that the base asks for, and for nothing else: a group or a client that
///   says `required` asks anyway, and so does a request for a class of authentication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    /// Whether a second factor is asked.
    pub policy: Policy,
    /// The only factors that count.
    pub accepted: Kinds,
    /// Whether a remembered browser stands in for the factor.
    pub may_remember: bool,
}

impl Demand {
    /// Puts the rules together. `office`: the setting; `own`: the person's.
    pub fn new(office: Policy, own: Option<Policy>, rules: impl IntoIterator<Item = Rule>) -> Self {
        let base = Self { policy: own.unwrap_or(office), accepted: Kinds::ALL, may_remember: true };
        let all = rules.into_iter().fold(base, |demand, rule| Self {
            policy: demand.policy.max(rule.policy.unwrap_or(Policy::Off)),
            accepted: demand.accepted.and(rule.accepted.unwrap_or(Kinds::ALL)),
            may_remember: demand.may_remember && rule.policy != Some(Policy::Required),
        });
        if all.accepted.can_be_set_up() {
            return all;
        }
        Self { accepted: Kinds::NONE.with(Kind::Phone), ..all }
    }

    /// Which of an account's factors may be offered. Where none of them is accepted its own are asked, so that one that
    /// is accepted can be set up.
    pub fn offer(&self, has: Kinds) -> Kinds {
        let both = self.accepted.and(has);
        if both.can_be_set_up() { both } else { has }
    }

    /// The factor to set up where one that is accepted is missing: the phone where it counts, since it can do most; and an
    /// authenticator before a passkey, since every browser shows one.
    pub fn to_set_up(&self) -> Kind {
        let by_ease = [Kind::Phone, Kind::Authenticator, Kind::Passkey];
        by_ease.into_iter().find(|kind| self.accepted.contains(*kind)).unwrap_or(Kind::Authenticator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [Policy; 3] = [Policy::Off, Policy::Optional, Policy::Required];

    fn rule(policy: Policy) -> Rule {
        Rule { policy: Some(policy), accepted: None }
    }

    fn accepting(kinds: &[Kind]) -> Rule {
        Rule { policy: None, accepted: Some(kinds.iter().copied().collect()) }
    }

    #[test]
    fn a_word_of_a_newer_version_asks_for_more_rather_than_for_less() {
        assert_eq!(WORDS.map(|policy| Policy::parse(policy.as_str())), WORDS);
        assert_eq!(Policy::parse("of a newer version"), Policy::Required);
    }

    #[test]
    fn groups_and_client_raise_and_never_lower() {
        for office in WORDS {
            assert_eq!(Demand::new(office, None, []).policy, office);
            for own in WORDS {
                assert_eq!(Demand::new(office, Some(own), []).policy, own, "the person's own stands before");
                for added in WORDS {
                    let demand = Demand::new(office, Some(own), [rule(added), Rule::default()]);
                    assert_eq!(demand.policy, own.max(added), "{office:?} {own:?} {added:?}");
                    assert_eq!(demand.may_remember, added != Policy::Required);
                }
            }
        }
        assert!(Demand::new(Policy::Required, None, []).may_remember, "the base remembers");
    }

    #[test]
    fn only_what_all_accept_counts() {
        let accepted = |rules: &[Rule]| Demand::new(Policy::Optional, None, rules.iter().copied()).accepted;
        let (phone, app, code) = (Kind::Phone, Kind::Authenticator, Kind::RecoveryCode);
        assert_eq!(accepted(&[Rule::default()]), Kinds::ALL);
        assert_eq!(accepted(&[accepting(&[phone, app]), accepting(&[app, code])]), Kinds::NONE.with(app));
        assert_eq!(accepted(&[accepting(&[app]), accepting(&[phone])]), Kinds::NONE.with(phone));
        assert_eq!(
            accepted(&[accepting(&[app, code]), accepting(&[phone, code])]),
            Kinds::NONE.with(phone),
            "a recovery code stands in for something"
        );
    }

    #[test]
    fn what_is_not_accepted_is_offered_only_where_nothing_else_is_there() {
        let demand = Demand::new(Policy::Optional, None, [accepting(&[Kind::Phone, Kind::RecoveryCode])]);
        let app = Kinds::NONE.with(Kind::Authenticator).with(Kind::RecoveryCode);
        assert_eq!(demand.offer(Kinds::ALL), Kinds::NONE.with(Kind::Phone).with(Kind::RecoveryCode));
        assert_eq!(demand.offer(app), app);
        assert_eq!(demand.offer(Kinds::NONE), Kinds::NONE);
        assert_eq!(demand.to_set_up(), Kind::Phone);
    }
}
