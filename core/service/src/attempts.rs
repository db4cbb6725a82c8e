//! Tries with a password or a code: how they are counted, and what a right one gives back.

use domain::id::UserId;
use domain::limit::Scope;
use domain::token::TokenHash;
use domain::user::User;
use store::{ReadTx, StoreError, WriteTx, failures, users};

use crate::challenge;
use crate::cx::Cx;
use crate::login::LoginError;
use crate::notices::many_failures;

/// Stands for an address where somebody tries at the machine itself; no address is written like it.
const AT_THE_MACHINE: &str = "window";

/// Under which keys a try is counted.
#[derive(Clone, Debug)]
pub(crate) struct Keys {
    keys: Vec<(Scope, String)>,
    /// Whether a proof is asked after some failures, or longer pauses without one.
    asks_proof: bool,
}

impl Keys {
    /// By account id, or by the canonical name of an account that does not exist, so that both behave alike.
    pub(crate) fn new(cx: &Cx, user: Option<&User>, name: &str) -> Self {
        let account = account_of(user, name);
        let address = cx.address_key();
        let keys = vec![
            (Scope::AccountAndAddress, format!("{account} {address}")),
            (Scope::Account, account),
            (Scope::Address, address),
        ];
        Self { keys, asks_proof: false }
    }

    /// By the address alone, where nobody said who it is.
    pub(crate) fn of_address(cx: &Cx) -> Self {
        Self { keys: vec![(Scope::Address, cx.address_key())], asks_proof: false }
    }

    /// The same at the machine itself: apart from what is counted of the network, so that nobody there locks out
    /// whoever sits here, nor the other way round.
    pub(crate) fn at_the_machine(user: Option<&User>, name: &str) -> Self {
        let account = account_of(user, name);
        let keys = vec![
            (Scope::AccountAndAddress, format!("{account} {AT_THE_MACHINE}")),
            (Scope::Address, AT_THE_MACHINE.to_owned()),
        ];
        Self { keys, asks_proof: false }
    }

    /// The same where a page asks for a proof.
    pub(crate) fn asking_proof(self, cx: &Cx) -> Self {
        Self { asks_proof: challenge::is_on(cx), ..self }
    }

    /// Whether a proof is asked before the next try.
    pub(crate) fn wants_proof(&self, tx: &ReadTx<'_>, now: i64) -> Result<bool, StoreError> {
        for (scope, key) in &self.keys {
            if failures::load(tx, *scope, key)?.asks_proof(*scope, now) {
                return Ok(self.asks_proof);
            }
        }
        Ok(false)
    }

    /// The whole sign-in was right.
    pub(crate) fn give_back(&self, tx: &WriteTx<'_>) -> Result<(), StoreError> {
        self.keys.iter().try_for_each(|(scope, key)| {
            failures::put(tx, *scope, key, failures::load(tx, *scope, key)?.give_back(*scope))
        })
    }

    /// The password was right, and a second factor is due.
    pub(crate) fn give_one_back(&self, tx: &WriteTx<'_>) -> Result<(), StoreError> {
        self.keys.iter().try_for_each(|(scope, key)| {
            failures::put(tx, *scope, key, failures::load(tx, *scope, key)?.give_one_back())
        })
    }
}

/// An account by its id, or by the name that nobody has, so that both behave alike.
pub(crate) fn account_of(user: Option<&User>, name: &str) -> String {
    match user {
        Some(user) => format!("id:{}", user.id),
        None => format!("name:{}", name.chars().take(254).collect::<String>()),
    }
}

/// Counts the try before it is looked at, so that parallel guesses cannot race.
pub(crate) async fn charge(
    cx: &Cx,
    keys: Keys,
    user: Option<UserId>,
    browser: Option<TokenHash>,
) -> Result<(), LoginError> {
    let (cx, now, is_unproved) = (cx.clone(), cx.now, keys.asks_proof && !cx.proved);
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let known = match (&user, &browser) {
                (Some(user), Some(browser)) => users::knows_browser(tx, user, browser)?,
                _ => false,
            };
            for (scope, key) in &keys.keys {
                let bucket = failures::load(tx, *scope, key)?;
                // A browser that has signed in before passes: nobody can lock another person out.
                let exempt = known && *scope == Scope::Account;
                let wait = match is_unproved {
                    true => bucket.wait_without_proof_s(*scope, now),
                    false => bucket.wait_s(*scope, now),
                };
                if let Some(wait_s) = wait.filter(|_| !exempt) {
                    return Err(LoginError::Slowed { wait_s });
                }
            }
            for (scope, key) in &keys.keys {
                let bucket = failures::load(tx, *scope, key)?;
                failures::put(tx, *scope, key, bucket.charge(*scope, now))?;
                if let (Scope::Account, Some(user)) = (scope, &user) {
                    many_failures(tx, &cx, user, bucket.current(*scope, now))?;
                }
            }
            Ok(())
        })
        .await
}

/// The password was right, and leads nowhere.
pub(crate) async fn give_back(cx: &Cx, keys: Keys) -> Result<(), StoreError> {
    cx.store().write(move |tx| keys.give_back(tx)).await
}
