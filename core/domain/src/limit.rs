//! Limits on guessing: they count failures, never successes, and lock nobody out for good. What is asked for by people who
//! prove nothing is counted by requests. And limits on what is told of failures.

/// Failures of one kind under one key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bucket {
    /// Failures in the window.
    pub failures: i64,
    /// When the window began; seconds since 1970.
    pub since: i64,
    /// The last failure.
    pub last: i64,
}

/// What is counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One account from one address.
    AccountAndAddress,
    /// One account from anywhere.
    Account,
    /// One address, all accounts.
    Address,
    /// Links and accounts that were asked for, whether or not there is somebody: under one account or address for mail.
    AskedForOne,
    /// The same from one address of the network.
    AskedFromAddress,
    /// The same of one kind from everywhere.
    AskedAtAll,
    /// Word to the owner of one account that a new browser signed in.
    BrowserNotice,
    /// Word to the owner of one account, and to the administrators, of many failures.
    FailuresNotice,
    /// Tests of one person's own apps, which look at addresses of the network.
    AppTest,
    /// Codes of devices that were typed wrong by one account.
    UserCodeOfAccount,
    /// The same from one address.
    UserCodeFromAddress,
    /// Wrong secrets of one client from one address, where the secret came from elsewhere and can be guessed.
    SecretOfClient,
    /// Apps that registered by themselves from one address.
    RegistrationFromAddress,
}

impl Scope {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AccountAndAddress => "account_address",
            Self::Account => "account",
            Self::Address => "address",
            Self::AskedForOne => "asked_one",
            Self::AskedFromAddress => "asked_address",
            Self::AskedAtAll => "asked",
            Self::BrowserNotice => "browser_notice",
            Self::FailuresNotice => "failures_notice",
            Self::AppTest => "app_test",
            Self::UserCodeOfAccount => "user_code_account",
            Self::UserCodeFromAddress => "user_code_address",
            Self::SecretOfClient => "client_secret",
            Self::RegistrationFromAddress => "registration_address",
        }
    }

    fn window_s(self) -> i64 {
        match self {
            // Long enough that the pause of 900 s does not end by forgetting.
            Self::AccountAndAddress | Self::BrowserNotice => 86_400,
            Self::Account
            | Self::AskedForOne
            | Self::AskedFromAddress
            | Self::AskedAtAll
            | Self::FailuresNotice
            | Self::UserCodeOfAccount
            | Self::RegistrationFromAddress => 3_600,
            Self::Address | Self::AppTest | Self::UserCodeFromAddress | Self::SecretOfClient => 600,
        }
    }

    /// From how many on a proof is asked that this is no program, where one is asked at all.
    fn before_proof(self) -> Option<i64> {
        match self {
            Self::AccountAndAddress => Some(3),
            Self::Address => Some(30),
            Self::AskedFromAddress => Some(5),
            Self::AskedAtAll => Some(100),
            _ => None,
        }
    }

    fn allowed(self) -> i64 {
        match self {
            Self::AccountAndAddress | Self::AppTest | Self::UserCodeOfAccount => 10,
            Self::Account => 50,
            Self::Address => 100,
            Self::AskedForOne => 3,
            Self::AskedFromAddress | Self::RegistrationFromAddress | Self::SecretOfClient => 20,
            // More people than one may sit behind an address.
            Self::UserCodeFromAddress => 50,
            Self::AskedAtAll => 300,
            // Whoever has the password fills no mailbox.
            Self::BrowserNotice => 10,
            Self::FailuresNotice => 1,
        }
    }
}

/// So many failures of one account within the hour are told to its owner and to the administrators.
pub const MANY_FAILURES: i64 = 20;

/// The longest pause after failures of one account from one address.
pub const MAX_PAUSE_S: i64 = 900;

impl Bucket {
    /// The bucket as it counts now: empty when its window is over.
    pub fn current(self, scope: Scope, now: i64) -> Self {
        if now >= self.since + scope.window_s() { Self { failures: 0, since: now, last: 0 } } else { self }
    }

    /// Seconds to wait before the next try, if any.
    pub fn wait_s(self, scope: Scope, now: i64) -> Option<i64> {
        let bucket = self.current(scope, now);
        if bucket.failures < scope.allowed() {
            return None;
        }
        let until = match scope {
            // 2, 4, 8 … 900 s: a person who mistypes goes on at once, a program does not.
            Scope::AccountAndAddress => {
                let doublings =
                    u32::try_from(bucket.failures - scope.allowed() + 1).unwrap_or(u32::MAX).min(10);
                bucket.last + 2_i64.pow(doublings).min(MAX_PAUSE_S)
            }
            _ => bucket.since + scope.window_s(),
        };
        (until > now).then_some(until - now)
    }

    /// Seconds to wait before the next one, where an administrator says how many are allowed.
    pub fn wait_beyond_s(self, scope: Scope, allowed: i64, now: i64) -> Option<i64> {
        let bucket = self.current(scope, now);
        let wait_s = bucket.since + scope.window_s() - now;
        (bucket.failures >= allowed && wait_s > 0).then_some(wait_s)
    }

    /// Whether a proof is asked before the next try.
    pub fn asks_proof(self, scope: Scope, now: i64) -> bool {
        scope.before_proof().is_some_and(|before| self.current(scope, now).failures >= before)
    }

    /// Seconds to wait before the next try without a proof, as from a browser without script. The pauses of many failures
    /// begin earlier; where an address is shared, they are short.
    pub fn wait_without_proof_s(self, scope: Scope, now: i64) -> Option<i64> {
        let bucket = self.current(scope, now);
        let beyond = scope.before_proof().map(|before| bucket.failures - before + 1).filter(|n| *n > 0);
        let pause = beyond.map(|beyond| match scope {
            Scope::AccountAndAddress => {
                2_i64.pow(u32::try_from(beyond).unwrap_or(u32::MAX).min(10)).min(MAX_PAUSE_S)
            }
            Scope::AskedFromAddress => 60,
            _ => 5,
        });
        let alone = pause.map(|pause| bucket.last + pause - now).filter(|wait| *wait > 0);
        // What holds for everybody holds here too.
        alone.max(bucket.wait_s(scope, now))
    }

    /// One more failure.
    pub fn charge(self, scope: Scope, now: i64) -> Self {
        let bucket = self.current(scope, now);
        Self { failures: bucket.failures + 1, since: bucket.since, last: now }
    }

    /// A try was right, but only half of a sign-in: its own charge goes, what was charged before stays. Otherwise a
    /// known password would wipe out the failures of guessing the second factor. The try was let in, so the pause
    /// before it was over, and the code that follows need not wait again.
    pub fn give_one_back(self) -> Self {
        Self { failures: (self.failures - 1).max(0), last: self.last - MAX_PAUSE_S, ..self }
    }

    /// A try that was charged turned out to be right.
    pub fn give_back(self, scope: Scope) -> Self {
        match scope {
            Scope::AccountAndAddress => Self::default(),
            _ => self.give_one_back(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(scope: Scope, failures: i64) -> Bucket {
        (0..failures)
            .fold(Bucket::default().current(scope, 100_000), |bucket, _| bucket.charge(scope, 100_000))
    }

    #[test]
    fn after_ten_failures_the_pause_doubles_to_fifteen_minutes() {
        let wait =
            |failures| after(Scope::AccountAndAddress, failures).wait_s(Scope::AccountAndAddress, 100_000);
        assert_eq!((wait(9), wait(10), wait(11), wait(12)), (None, Some(2), Some(4), Some(8)));
        assert_eq!((wait(19), wait(500)), (Some(900), Some(900)));
        assert_eq!(after(Scope::AccountAndAddress, 10).wait_s(Scope::AccountAndAddress, 100_002), None);
    }

    #[test]
    fn an_account_is_slowed_after_fifty_an_address_after_a_hundred() {
        assert_eq!(after(Scope::Account, 49).wait_s(Scope::Account, 100_000), None);
        assert_eq!(after(Scope::Account, 50).wait_s(Scope::Account, 100_000), Some(3_600));
        assert_eq!(after(Scope::Address, 99).wait_s(Scope::Address, 100_000), None);
        assert_eq!(after(Scope::Address, 100).wait_s(Scope::Address, 100_599), Some(1));
        assert_eq!(after(Scope::Address, 100).wait_s(Scope::Address, 100_600), None);
    }

    #[test]
    fn three_links_an_hour_for_one_twenty_from_an_address() {
        assert_eq!(after(Scope::AskedForOne, 2).wait_s(Scope::AskedForOne, 100_000), None);
        assert_eq!(after(Scope::AskedForOne, 3).wait_s(Scope::AskedForOne, 100_000), Some(3_600));
        assert_eq!(after(Scope::AskedFromAddress, 19).wait_s(Scope::AskedFromAddress, 100_000), None);
        assert_eq!(after(Scope::AskedFromAddress, 20).wait_s(Scope::AskedFromAddress, 103_599), Some(1));
    }

    #[test]
    fn without_a_proof_the_pauses_begin_with_the_third_failure() {
        let scope = Scope::AccountAndAddress;
        let wait = |failures| after(scope, failures).wait_without_proof_s(scope, 100_000);
        assert_eq!((wait(2), wait(3), wait(4), wait(50)), (None, Some(2), Some(4), Some(900)));
        assert!(!after(scope, 2).asks_proof(scope, 100_000) && after(scope, 3).asks_proof(scope, 100_000));
        let shared = Scope::Address;
        assert_eq!(after(shared, 30).wait_without_proof_s(shared, 100_000), Some(5));
        assert_eq!(after(shared, 100).wait_without_proof_s(shared, 100_000), Some(600));
        assert_eq!(
            after(Scope::AskedFromAddress, 5).wait_without_proof_s(Scope::AskedFromAddress, 100_000),
            Some(60)
        );
        // Where no proof is asked, having none changes nothing.
        assert_eq!(after(Scope::Account, 49).wait_without_proof_s(Scope::Account, 100_000), None);
        assert_eq!(after(Scope::Account, 50).wait_without_proof_s(Scope::Account, 100_000), Some(3_600));
    }

    #[test]
    fn a_success_gives_its_charge_back() {
        let bucket = after(Scope::Account, 50);
        assert_eq!(bucket.give_back(Scope::Account).failures, 49);
        let half = after(Scope::AccountAndAddress, 30).give_one_back();
        assert_eq!((half.failures, half.wait_s(Scope::AccountAndAddress, 100_000)), (29, None));
        let next = half.charge(Scope::AccountAndAddress, 100_000);
        assert_eq!(next.wait_s(Scope::AccountAndAddress, 100_000), Some(900));
        assert_eq!(after(Scope::AccountAndAddress, 9).give_back(Scope::AccountAndAddress), Bucket::default());
    }
}
