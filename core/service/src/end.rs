//! Ending what an account has under way, in the transaction that takes its right away or changes its password; whoever
//! waits is woken.

use domain::user::User;
use store::{StoreError, WriteTx, approvals, authorizations, devices, half_sign_ins, links, sessions};

use crate::cx::Cx;
use crate::second_factor::forget_remembered;
use crate::wake::Topic;

/// Questions, links of phones, halves of sign-ins, remembered browsers, sessions, and what apps hold. The streams of its
/// phones look again.
pub(crate) fn end_what_is_open(tx: &WriteTx<'_>, cx: &Cx, user: &User) -> Result<(), StoreError> {
    let pending = approvals::list_pending(tx, &user.id, cx.now)?;
    let browsers = pending.iter().map(|approval| Topic::Browser(*approval.browser.as_bytes()));
    let open = sessions::list(tx, Some(&user.id))?.into_iter().map(|session| Topic::Session(session.id));
    let phones = devices::list(tx, &user.id)?.into_iter().map(|device| Topic::Device(device.id));
    let topics: Vec<Topic> = browsers.chain(open).chain(phones).collect();
    approvals::block_all(tx, &user.id)?;
    links::delete_of_user(tx, &user.id)?;
    half_sign_ins::delete_of_user(tx, &user.id)?;
    forget_remembered(tx, &user.id)?;
    sessions::delete_of_user(tx, &user.id)?;
    authorizations::revoke_by_user(tx, &user.id, None)?;
    let wake = cx.app.wake.clone();
    tx.after_commit(move || topics.iter().for_each(|topic| wake.wake(topic)));
    Ok(())
}
