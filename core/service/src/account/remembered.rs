//! Browsers in which a person's second factor is not asked for a while, as their owner sees them.

use domain::token::TokenHash;
use store::{StoreError, remembered_browsers};

use super::own_event;
use crate::authorize::Browser;
use crate::cx::Cx;
use crate::session::SignedIn;

/// A browser that is remembered.
#[derive(Clone, Debug)]
pub struct Remembered {
    /// For the form that forgets it; worth nothing elsewhere.
    pub id: String,
    /// The browser's own words about itself; may be empty.
    pub user_agent: String,
    /// Where it was then; may be empty.
    pub address: String,
    /// Since when; seconds since 1970.
    pub since: i64,
    /// Until when.
    pub until: i64,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// Those of a person, newest first.
pub fn list(cx: &Cx, signed_in: &SignedIn, browser: &Browser) -> Result<Vec<Remembered>, StoreError> {
    let over = cx.app.settings().remembered_until(cx.now);
    let found = cx.store().read(|tx| remembered_browsers::list(tx, &signed_in.user.id, over))?;
    let remembered = found.into_iter().map(|found| Remembered {
        id: id(&found.browser),
        user_agent: found.user_agent,
        address: found.address,
        since: found.remembered_at,
        until: found.remembered_at + (cx.now - over),
        current: browser.browser == Some(found.browser),
    });
    Ok(remembered.collect())
}

/// Forgets one of them; whether it was remembered.
pub async fn forget(cx: &Cx, signed_in: &SignedIn, wanted: &str) -> Result<bool, StoreError> {
    let (cx, user, wanted) = (cx.clone(), signed_in.user.clone(), wanted.to_owned());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let mut all = remembered_browsers::list(tx, &user.id, i64::MIN)?.into_iter();
            let Some(found) = all.find(|found| id(&found.browser) == wanted) else { return Ok(false) };
            remembered_browsers::delete(tx, &user.id, &found.browser)?;
            store::audit::append(tx, own_event(&cx, &user, "browser.forgotten"), cx.now)?;
            Ok(true)
        })
        .await
}

fn id(browser: &TokenHash) -> String {
    browser.as_bytes().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
