//! What people ask for who prove nothing, a link or an account: how often they may.

use domain::limit::Scope;
use store::{ReadTx, StoreError, WriteTx, failures};

use crate::challenge;
use crate::cx::Cx;

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

/// Whether a proof is asked before the next request.
pub(crate) fn wants_proof(tx: &ReadTx<'_>, cx: &Cx) -> Result<bool, StoreError> {
    let bucket = failures::load(tx, Scope::AskedFromAddress, from(cx))?;
    Ok(challenge::is_on(cx) && bucket.asks_proof(Scope::AskedFromAddress, cx.now))
}

fn from(cx: &Cx) -> &str {
    if cx.address.is_empty() { "unknown" } else { &cx.address }
}

/// Counts a request under whom it is about, where it comes from, and what is asked for.
pub(crate) fn count(tx: &WriteTx<'_>, cx: &Cx, what: &str, about: &str) -> Result<Turn, StoreError> {
    let keys = [(Scope::AskedFromAddress, from(cx)), (Scope::AskedAtAll, what)];
    for (scope, key) in keys {
        let bucket = failures::load(tx, scope, key)?;
        let wait = match challenge::is_on(cx) && !cx.proved {
            true => bucket.wait_without_proof_s(scope, cx.now).max(bucket.wait_s(scope, cx.now)),
            false => bucket.wait_s(scope, cx.now),
        };
        if let Some(wait_s) = wait {
            return Ok(Turn::Slowed(wait_s));
        }
    }
    let is_enough =
        failures::load(tx, Scope::AskedForOne, about)?.wait_s(Scope::AskedForOne, cx.now).is_some();
    let all = keys.into_iter().chain((!is_enough).then_some((Scope::AskedForOne, about)));
    for (scope, key) in all {
        failures::put(tx, scope, key, failures::load(tx, scope, key)?.charge(scope, cx.now))?;
    }
    Ok(if is_enough { Turn::Enough } else { Turn::Taken })
}
