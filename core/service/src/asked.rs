//! What people ask for who prove nothing, a link or an account: how often they may.

use domain::limit::Scope;
use store::{ReadTx, StoreError, WriteTx, failures};

use crate::challenge;
use crate::cx::Cx;

/// A link for a new password.
pub(crate) const RESET: &str = "reset";
/// An account.
pub(crate) const SIGN_UP: &str = "sign_up";

/// How a request is to be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// As it is.
    Taken,
    /// With the same words, and nothing: enough was sent to this one. Whether anybody is there cannot be told from it.
    Enough,
    /// Not before so many seconds: too many came from this address, or from everywhere.
    Slowed(i64),
}

/// Whether a proof is asked before the next request of this kind.
pub(crate) fn wants_proof(tx: &ReadTx<'_>, cx: &Cx, what: &str) -> Result<bool, StoreError> {
    let mut is_asked = false;
    let from = cx.address_key();
    for (scope, key) in [(Scope::AskedFromAddress, from.as_str()), (Scope::AskedAtAll, what)] {
        is_asked |= failures::load(tx, scope, key)?.asks_proof(scope, cx.now);
    }
    Ok(is_asked && challenge::is_on(cx))
}

/// Counts a request under whom it is about, where it comes from, and what is asked for.
pub(crate) fn count(tx: &WriteTx<'_>, cx: &Cx, what: &str, about: &str) -> Result<Turn, StoreError> {
    let is_proved = challenge::is_on(cx) && cx.proved;
    // Whoever proves that no program asks is not kept out by what programs asked.
    let of_all = (!is_proved).then_some((Scope::AskedAtAll, what));
    let from = cx.address_key();
    let keys = [(Scope::AskedFromAddress, from.as_str())].into_iter().chain(of_all);
    for (scope, key) in keys.clone() {
        let bucket = failures::load(tx, scope, key)?;
        let wait = match challenge::is_on(cx) && !cx.proved {
            true => bucket.wait_without_proof_s(scope, cx.now),
            false => bucket.wait_s(scope, cx.now),
        };
        if let Some(wait_s) = wait {
            return Ok(Turn::Slowed(wait_s));
        }
    }
    let is_enough =
        failures::load(tx, Scope::AskedForOne, about)?.wait_s(Scope::AskedForOne, cx.now).is_some();
    let all = keys.chain((!is_enough).then_some((Scope::AskedForOne, about)));
    for (scope, key) in all {
        failures::charge(tx, scope, key, cx.now)?;
    }
    Ok(if is_enough { Turn::Enough } else { Turn::Taken })
}
