//! Ending what an account has under way, in the transaction that takes its right away or changes its password; whoever
//! waits is woken.

use domain::id::SessionId;
use domain::user::User;
use store::{
    ReadTx, StoreError, WriteTx, approvals, authorizations, device_grants, devices, half_sign_ins, links,
    sessions,
};

use crate::account::email;
use crate::cx::Cx;
use crate::second_factor::forget_remembered;
use crate::wake::Topic;

/// Questions, links of phones, halves of sign-ins, another address that waits, remembered browsers, sessions, and what
/// apps hold. The streams of its
/// phones look again.
pub(crate) fn end_what_is_open(tx: &WriteTx<'_>, cx: &Cx, user: &User) -> Result<(), StoreError> {
    let topics = open_topics(tx, cx, user)?;
    end_what_is_under_way(tx, cx, user)?;
    sessions::delete_of_user(tx, &user.id)?;
    authorizations::revoke_by_user(tx, &user.id, None)?;
    wake_all(tx, cx, topics);
    Ok(())
}

/// The same but for one session, whose owner has just proved who they are: it goes on, with what was issued in it.
pub(crate) fn end_all_but(
    tx: &WriteTx<'_>,
    cx: &Cx,
    user: &User,
    kept: &SessionId,
) -> Result<(), StoreError> {
    let topics = open_topics(tx, cx, user)?.into_iter();
    let topics =
        topics.filter(|topic| !matches!(topic, Topic::Session(session) if session == kept)).collect();
    end_what_is_under_way(tx, cx, user)?;
    sessions::delete_others(tx, &user.id, kept)?;
    authorizations::revoke_outside(tx, &user.id, kept)?;
    wake_all(tx, cx, topics);
    Ok(())
}

/// Who waits for something of the account.
fn open_topics(tx: &ReadTx<'_>, cx: &Cx, user: &User) -> Result<Vec<Topic>, StoreError> {
    let pending = approvals::list_pending(tx, &user.id, cx.now)?;
    let browsers = pending.iter().map(|approval| Topic::Browser(*approval.browser.as_bytes()));
    let open = sessions::list(tx, Some(&user.id))?.into_iter().map(|session| Topic::Session(session.id));
    let phones = devices::list(tx, &user.id)?.into_iter().map(|device| Topic::Device(device.id));
    Ok(browsers.chain(open).chain(phones).collect())
}

fn end_what_is_under_way(tx: &WriteTx<'_>, cx: &Cx, user: &User) -> Result<(), StoreError> {
    email::drop_open(tx, cx, &user.id)?;
    approvals::block_all(tx, &user.id)?;
    links::delete_of_user(tx, &user.id)?;
    half_sign_ins::delete_of_user(tx, &user.id)?;
    device_grants::delete_approved(tx, &user.id, None)?;
    forget_remembered(tx, &user.id)
}

fn wake_all(tx: &WriteTx<'_>, cx: &Cx, topics: Vec<Topic>) {
    let wake = cx.app.wake.clone();
    tx.after_commit(move || topics.iter().for_each(|topic| wake.wake(topic)));
}
