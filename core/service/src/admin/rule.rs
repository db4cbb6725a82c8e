//! What a group or a client adds to people's second factor, as an administrator changes it.

use domain::audit::Event;
use domain::factor::kind::{Kind, Kinds};
use domain::factor::policy::{Policy, Rule};

/// What to change; what is absent stays.
#[derive(Clone, Copy, Debug, Default)]
pub struct RuleChanges {
    /// A policy, or none.
    pub policy: Option<Option<Policy>>,
    /// The only factors that count, or all.
    pub accepted: Option<Option<Kinds>>,
}

impl RuleChanges {
    /// The rule with the changes.
    pub fn apply(self, rule: Rule) -> Rule {
        Rule { policy: self.policy.unwrap_or(rule.policy), accepted: self.accepted.unwrap_or(rule.accepted) }
    }
}

/// The rule as the audit log says it, where it is another one than before.
pub(super) fn with_rule(event: Event, before: Rule, rule: Rule) -> Event {
    if rule == before {
        return event;
    }
    let accepted = rule.accepted.unwrap_or(Kinds::ALL).iter().map(Kind::as_str).collect::<Vec<_>>();
    event
        .with("mfa_policy", rule.policy.map_or("none", Policy::as_str))
        .with("accepted_factors", accepted.join(" "))
}
