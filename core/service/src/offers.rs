//! Private codes of links under way, in memory only: the page shows its QR code again after a reload, and the store
//! knows nothing but a hash.

use std::collections::HashMap;
use std::sync::Mutex;

use domain::id::LinkId;
use domain::secret::Secret;

/// Codes that are kept at once; beyond it the page of the oldest ones says to make a new code.
const MOST: usize = 1_024;

#[derive(Default)]
pub(crate) struct Offers {
    codes: Mutex<HashMap<LinkId, (Secret, i64)>>,
}

impl Offers {
    pub(crate) fn keep(&self, id: LinkId, code: Secret, expires_at: i64, now: i64) {
        if let Ok(mut codes) = self.codes.lock() {
            codes.retain(|_, (_, expires_at)| now < *expires_at);
            if codes.len() < MOST {
                codes.insert(id, (code, expires_at));
            }
        }
    }

    pub(crate) fn find(&self, id: &LinkId) -> Option<Secret> {
        self.codes.lock().ok()?.get(id).map(|(code, _)| code.clone())
    }

    pub(crate) fn forget(&self, id: &LinkId) {
        if let Ok(mut codes) = self.codes.lock() {
            codes.remove(id);
        }
    }
}
