//! How often an account's phones are pushed to: whoever knows a password must not make somebody's phone ring all day.

use std::collections::HashMap;

use crate::id::UserId;

/// Questions that are pushed within [`WITHIN_S`]; the others wait for the person to look.
pub const MOST: usize = 3;
/// In seconds.
pub const WITHIN_S: i64 = 300;
/// Accounts that are remembered at once. Beyond it nothing is pushed until one of them is forgotten.
const MAX_ACCOUNTS: usize = 4_096;

/// When which account was pushed to, in memory.
#[derive(Debug, Default)]
pub struct Pace {
    pushed: HashMap<UserId, Vec<i64>>,
}

impl Pace {
    /// Whether the account may be pushed to now; then it counts as pushed to.
    pub fn take(&mut self, account: &UserId, now: i64) -> bool {
        self.pushed.retain(|_, times| {
            times.retain(|at| now < at + WITHIN_S);
            !times.is_empty()
        });
        if self.pushed.len() >= MAX_ACCOUNTS && !self.pushed.contains_key(account) {
            return false;
        }
        let times = self.pushed.entry(account.clone()).or_default();
        let is_free = times.len() < MOST;
        if is_free {
            times.push(now);
        }
        is_free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_in_five_minutes_for_each_account_and_nothing_stays_behind() {
        let (mut pace, ben, ann) = (Pace::default(), UserId::from("ben"), UserId::from("ann"));
        for at in [0, 100, 299] {
            assert!(pace.take(&ben, at), "{at}");
        }
        assert!(!pace.take(&ben, 299) && pace.take(&ann, 299));
        assert!(pace.take(&ben, 300) && !pace.take(&ben, 300), "the first is over, the second is not");
        assert!(pace.take(&ann, 2_000));
        assert_eq!(pace.pushed.len(), 1);
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let mut pace = Pace::default();
        assert!((0..MAX_ACCOUNTS).all(|n| pace.take(&n.to_string().into(), 0)));
        assert!(!pace.take(&"one more".into(), 0) && pace.take(&"7".into(), 0));
        assert_eq!(pace.pushed.len(), MAX_ACCOUNTS);
        assert!(pace.take(&"one more".into(), WITHIN_S));
    }
}
