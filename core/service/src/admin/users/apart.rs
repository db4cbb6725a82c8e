//! Both halves of an account's sign-in are never reset by one and the same within the waiting period of a lost phone.

use domain::reset::{Act, Apart, Half, Reset, check};
use domain::user::User;
use store::{ReadTx, StoreError, WriteTx, factors, resets};

use crate::cx::Cx;
use crate::rights::behind;

/// Why a half is not for whoever acts.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ApartError {
    #[error(transparent)]
    Apart(#[from] Apart),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Remembers that a half is reset now, unless whoever acts may not.
pub(crate) fn begin(tx: &WriteTx<'_>, cx: &Cx, user: &User, half: Half, act: Act) -> Result<(), ApartError> {
    refuse(tx, cx, user, half)?;
    Ok(note(tx, cx, user, half, act)?)
}

/// Whether whoever acts may do something about a half: what a token did, its maker did.
pub(crate) fn refuse(tx: &ReadTx<'_>, cx: &Cx, user: &User, half: Half) -> Result<(), ApartError> {
    let known = resets::list(tx, &user.id, cx.now)?;
    Ok(check(&known, &behind(tx, &cx.actor)?, half, cx.now)?)
}

/// Remembers that whoever acts had a half in hand.
pub(crate) fn note(tx: &WriteTx<'_>, cx: &Cx, user: &User, half: Half, act: Act) -> Result<(), StoreError> {
    let known = resets::list(tx, &user.id, cx.now)?;
    let actor = behind(tx, &cx.actor)?.to_text();
    let running = known.iter().find(|reset| reset.actor == actor && reset.half == half);
    let until = (cx.now + wait_s(cx)).max(running.map_or(0, |reset| reset.until));
    let reset = Reset { user_id: user.id.clone(), actor, half, act, at: cx.now, until, stopped_at: None };
    resets::put(tx, &reset)
}

/// What an invitation is to its owner: news where a second step is there already, and otherwise how they come in.
pub(crate) fn act_of_invitation(tx: &ReadTx<'_>, user: &User) -> Result<Act, StoreError> {
    Ok(if factors::load(tx, &user.id)?.has_factor() { Act::Reset } else { Act::Link })
}

/// The waiting period of a lost phone, in seconds.
pub(crate) fn wait_s(cx: &Cx) -> i64 {
    cx.app.settings().number("mfa.lost_phone_wait_s")
}
