//! Recovery codes that were just made, in memory until their owner says that they are kept, so that a reload or a closed
//! window loses nothing. The store has their tags alone.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::id::SessionId;
use domain::secret::Secret;
use store::{StoreError, factors};

use crate::cx::Cx;
use crate::session::SignedIn;

/// How long they may be looked at again, in seconds.
const SHOWN_S: i64 = 900;
/// Sessions whose codes are kept at once.
const MOST: usize = 256;

#[derive(Default)]
pub(crate) struct FreshCodes(Mutex<HashMap<SessionId, (Vec<Secret>, i64)>>);

/// Keeps the codes of this session for a while.
pub fn keep(cx: &Cx, signed_in: &SignedIn, codes: &[Secret]) {
    let mut held = cx.app.fresh_codes.0.lock().unwrap_or_else(PoisonError::into_inner);
    held.retain(|_, (_, until)| cx.now < *until);
    if held.len() < MOST {
        held.insert(signed_in.session.id.clone(), (codes.to_vec(), cx.now + SHOWN_S));
    }
}

/// The codes that this session has made and nobody has said are kept. Used ones, and those that newer ones have replaced,
/// are none.
pub fn find(cx: &Cx, signed_in: &SignedIn) -> Result<Vec<Secret>, StoreError> {
    let codes = {
        let held = cx.app.fresh_codes.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.get(&signed_in.session.id).filter(|(_, until)| cx.now < *until).map(|(codes, _)| codes.clone())
    };
    let codes = codes.unwrap_or_default();
    let left = cx.store().read(|tx| factors::count_recovery_codes(tx, &signed_in.user.id))?;
    Ok(if usize::try_from(left) == Ok(codes.len()) { codes } else { Vec::new() })
}

/// The owner has them: they are not shown again.
pub fn forget(cx: &Cx, signed_in: &SignedIn) {
    cx.app.fresh_codes.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&signed_in.session.id);
}
