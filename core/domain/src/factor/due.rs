//! Whether a sign-in needs a second factor, or another one than it has: the policy first, then what the client asks for.

use oidc::acr::{Acr, AcrRequest, Reached};

use super::kind::{Kind, Kinds};
use super::policy::{Demand, Policy};
use crate::session::reached;

/// What an account has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// What could be used at this moment.
    pub has: Kinds,
    /// Whether sign-in asks for a factor until the owner or an administrator turns it off, also where none is left.
    pub demanded: bool,
}

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Nothing.
    Nothing,
    /// One of the factors that are offered is asked.
    Ask,
    /// One that counts is set up first.
    Enrol(Kind),
    /// What the client calls essential cannot be had.
    Unmet,
}

/// Everything that the decision looks at.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// What is demanded.
    pub demand: Demand,
    /// What the account has.
    pub held: Held,
    /// How the person proved who they are so far.
    pub amr: &'a [String],
    /// What the client asks for.
    pub asked: &'a AcrRequest,
    /// Whether the browser was remembered.
    pub remembered: bool,
    /// Whether the person signed in, or went a step further, for this very request: what is voluntary is asked once.
    pub asked_before: bool,
}

impl Standing<'_> {
    /// What is due.
    pub fn due(&self) -> Due {
        let Self { demand, held, .. } = *self;
        let used = Kinds::used(self.amr);
        let counts = !used.and(demand.accepted).is_empty();
        let can_count = demand.accepted.and(held.has).can_be_set_up();
        let stands_in = self.remembered && demand.may_remember;
        let exists = held.demanded || !held.has.is_empty();
        if demand.policy != Policy::Off && exists {
            if used.is_empty() && !stands_in {
                return Due::Ask;
            }
            // A session's other factor is not the one that is demanded here.
            if !used.is_empty() && !counts && can_count {
                return Due::Ask;
            }
        }
        if demand.policy == Policy::Required && !can_count {
            // Whoever sets a factor up beside others has passed one of those: the step before, or now.
            return if exists && used.is_empty() { Due::Ask } else { Due::Enrol(demand.to_set_up()) };
        }
        self.due_to_client()
    }

    /// Which factors may be offered: those that count, and of them, where the client calls a class essential, those that
    /// reach it.
    pub fn offer(&self) -> Kinds {
        let offer = self.demand.offer(self.held.has);
        if !self.asked.essential {
            return offer;
        }
        let enough: Kinds = offer.iter().filter(|kind| self.is_met_by(self.with(*kind))).collect();
        if enough.is_empty() { offer } else { enough }
    }

    fn due_to_client(&self) -> Due {
        let now = reached(self.amr);
        let offer = self.demand.offer(self.held.has);
        let comes = |wanted: Acr| now.meets(wanted) || offer.iter().any(|kind| self.with(kind).meets(wanted));
        let Some(preferred) = self.asked.wanted.iter().copied().find(|wanted| comes(*wanted)) else {
            return if self.asked.essential { Due::Unmet } else { Due::Nothing };
        };
        let is_met = if self.asked_before {
            !self.asked.essential || self.is_met_by(now)
        } else {
            now.meets(preferred)
        };
        if is_met { Due::Nothing } else { Due::Ask }
    }

    /// Whether one of the classes that are asked for is reached.
    fn is_met_by(&self, reached: Reached) -> bool {
        self.asked.wanted.iter().any(|wanted| reached.meets(*wanted))
    }

    /// What the sign-in reaches with one factor more.
    fn with(&self, kind: Kind) -> Reached {
        let more = kind.amr().iter().map(|method| (*method).to_owned());
        reached(&self.amr.iter().cloned().chain(more).collect::<Vec<_>>())
    }
}

#[cfg(test)]
mod tests;
