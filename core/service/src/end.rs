//! Ending a session, or what an account has under way, in the transaction that takes its right away or changes its password:
//! codes and tokens die with it, apps are told, whoever waits is woken.

use domain::authorization::Authorization;
use domain::id::{ClientId, SessionId, UserId};
use domain::user::User;
use store::session_clients::SessionClient;
use store::{
    ReadTx, StoreError, WriteTx, approvals, authorizations, device_grants, devices, half_sign_ins, links,
    session_clients, sessions,
};

use crate::account::email;
use crate::backchannel_logout;
use crate::cx::Cx;
use crate::second_factor::forget_remembered;
use crate::wake::Topic;

/// How long a client is told when all that a person has open ends, although their session at this server is over, in seconds:
/// it may keep people signed in longer than we do.
const REMEMBERED_S: i64 = 30 * 86_400;

/// Notes that a client was issued something in a session. `ends_at`: when that is worth nothing any more.
pub(crate) fn note_client(
    tx: &WriteTx<'_>,
    authorization: &Authorization,
    ends_at: i64,
    now: i64,
) -> Result<(), StoreError> {
    let noted = SessionClient {
        session_id: authorization.session_id.clone(),
        client_id: authorization.client_id.clone(),
        user_id: authorization.user_id.clone(),
    };
    session_clients::note(tx, &noted, ends_at.max(now + REMEMBERED_S))
}

/// Ends a session with all that was issued in it. Clients that were issued something in it are told; they come back.
pub(crate) fn end_session(
    tx: &WriteTx<'_>,
    cx: &Cx,
    session: &SessionId,
) -> Result<Vec<SessionClient>, StoreError> {
    let told = session_clients::take(tx, session)?;
    backchannel_logout::write(tx, cx, &told)?;
    sessions::delete(tx, session)?;
    authorizations::revoke_by_session(tx, session)?;
    wake_all(tx, cx, vec![Topic::Session(session.clone())]);
    Ok(told)
}

/// Ends all that a client has of a person, in every session; it is told.
pub(crate) fn end_at_client(
    tx: &WriteTx<'_>,
    cx: &Cx,
    user: &UserId,
    client: &ClientId,
) -> Result<(), StoreError> {
    let told = session_clients::take_of_user(tx, user, Some(client), None)?;
    backchannel_logout::write(tx, cx, &told)?;
    authorizations::revoke_by_user(tx, user, Some(client))
}

/// Questions, links of phones, halves of sign-ins, another address that waits, remembered browsers, sessions, and what
/// apps hold. The streams of its
/// phones look again.
pub(crate) fn end_what_is_open(tx: &WriteTx<'_>, cx: &Cx, user: &User) -> Result<(), StoreError> {
    let topics = open_topics(tx, cx, user)?;
    end_what_is_under_way(tx, cx, user)?;
    let told = session_clients::take_of_user(tx, &user.id, None, None)?;
    backchannel_logout::write(tx, cx, &told)?;
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
    let told = session_clients::take_of_user(tx, &user.id, None, Some(kept))?;
    backchannel_logout::write(tx, cx, &told)?;
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
