//! Locking an account down in one act, for when it is in the wrong hands: nothing of it works from the commit on.

use domain::outbox::Content;
use domain::user::{User, UserState};
use store::{StoreError, WriteTx, api_tokens, devices, outbox, registration_tokens, users};

use super::change::{ChangeError, change, end_all, refuse_last_admin};
use crate::authenticator::notice;
use crate::cx::Cx;
use crate::rights::Staff;

/// Switches the account off and takes everything from whoever has it: sessions and half sign-ins, codes and tokens of apps
/// and of the admin API, one-time links and mail that waits with them, questions, links of phones, browsers that are
/// remembered or known. Phones are held. `enable` undoes it: phones go on as they were, what has ended stays ended.
pub async fn lock_down(cx: &Cx, by: &Staff, reference: &str) -> Result<User, ChangeError> {
    change(cx, by, reference, |tx, cx, user| {
        if users::locked_down_at(tx, &user.id)?.is_some() {
            return Ok(());
        }
        refuse_last_admin(tx, user)?;
        end_all(tx, cx, user)?;
        users::forget_browsers(tx, &user.id)?;
        let tokens = api_tokens::delete_of_user(tx, &user.id)?;
        registration_tokens::delete_of_user(tx, &user.id)?;
        let phones = devices::hold_of_user(tx, &user.id)?;
        let messages = outbox::delete_of_user(tx, &user.id)?;
        user.state = UserState::Disabled;
        user.updated_at = cx.now;
        users::update(tx, user)?;
        users::set_locked_down(tx, &user.id, Some(cx.now))?;
        let event = cx.event("user.locked_down").user(&user.id).with("devices", phones);
        let event = event.with("tokens", tokens).with("messages", messages);
        store::audit::append(tx, event, cx.now)?;
        Ok(outbox::insert(tx, &notice(cx, user, |to| Content::AccountLocked { to }))?)
    })
    .await
}

/// Phones that were held go on, with the account.
pub(super) fn release(tx: &WriteTx<'_>, cx: &Cx, user: &User) -> Result<(), StoreError> {
    if users::locked_down_at(tx, &user.id)?.is_none() {
        return Ok(());
    }
    let phones = devices::release_of_user(tx, &user.id)?;
    users::set_locked_down(tx, &user.id, None)?;
    let event = cx.event("user.lockdown_ended").user(&user.id).with("devices", phones);
    store::audit::append(tx, event, cx.now)
}
