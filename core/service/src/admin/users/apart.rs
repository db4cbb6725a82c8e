//! Both halves of an account's sign-in are never reset by one and the same within the waiting period of a lost phone.

use domain::reset::{Act, Half, Reset, check};
use domain::user::User;
use store::{WriteTx, resets};

use super::reset::ResetError;
use crate::cx::Cx;

/// Remembers that a half is reset now, unless whoever acts may not.
pub(crate) fn begin(tx: &WriteTx<'_>, cx: &Cx, user: &User, half: Half, act: Act) -> Result<(), ResetError> {
    let known = resets::list(tx, &user.id, cx.now)?;
    check(&known, &cx.actor, half, cx.now)?;
    let actor = cx.actor.to_text();
    let running = known.iter().find(|reset| reset.actor == actor && reset.half == half);
    let until = (cx.now + wait_s(cx)).max(running.map_or(0, |reset| reset.until));
    let reset = Reset { user_id: user.id.clone(), actor, half, act, at: cx.now, until, stopped_at: None };
    Ok(resets::put(tx, &reset)?)
}

/// The waiting period of a lost phone, in seconds.
pub(crate) fn wait_s(cx: &Cx) -> i64 {
    cx.app.settings().number("mfa.lost_phone_wait_s")
}
