//! What administrators did lately about a person's sign-in, as the owner sees it, and the owner's way to stop it.

use domain::audit::Actor;
use domain::id::UserId;
use domain::reset::{Half, Reset};
use domain::user::User;
use store::{ReadTx, StoreError, links, one_time_links, resets, users};

use crate::admin::users::wait_s;
use crate::cx::Cx;
use crate::device::forget_waiting;
use crate::proof::Phone;
use crate::session::SignedIn;

/// A reset that the owner can stop.
#[derive(Clone, Debug)]
pub struct OpenReset {
    /// What a phone calls it.
    pub id: String,
    /// Which half of the sign-in.
    pub half: Half,
    /// The administrator's name; absent where it was done by a command on the machine.
    pub by: Option<String>,
    /// Seconds since 1970.
    pub at: i64,
    /// Until when it is shown.
    pub until: i64,
}

/// The resets that an owner is shown, oldest first: at every sign-in, and on every phone.
pub fn list(cx: &Cx, user: &UserId) -> Result<Vec<OpenReset>, StoreError> {
    cx.store().read(|tx| {
        let open = find_open(tx, user, cx.now)?.into_iter();
        open.map(|reset| {
            let by = reset.actor.strip_prefix("user:").map(|id| users::find(tx, &id.into())).transpose()?;
            let by = by.flatten().map(|user| user.display_name().to_owned());
            Ok(OpenReset { id: reset.notice_id(), half: reset.half, by, at: reset.at, until: reset.until })
        })
        .collect()
    })
}

/// Stops them: links that nobody has used yet open no more, phones that an administrator linked never count, and those
/// who did it do neither half for another waiting period. What was taken away stays away. How many there were.
pub async fn stop(cx: &Cx, signed_in: &SignedIn) -> Result<usize, StoreError> {
    stop_those(cx, &signed_in.user, |_| true).await
}

/// Stops one in the same way, from one of the owner's phones; whether it was there. A phone that does not count yet, which
/// an administrator linked, has no say.
pub async fn stop_one(cx: &Cx, phone: &Phone, notice: String) -> Result<bool, StoreError> {
    match phone {
        Phone::Linked { device, user } if device.is_active(cx.now) => {
            Ok(stop_those(cx, user, move |reset| reset.notice_id() == notice).await? > 0)
        }
        _ => Ok(false),
    }
}

async fn stop_those(
    cx: &Cx,
    owner: &User,
    which: impl Fn(&Reset) -> bool + Send + 'static,
) -> Result<usize, StoreError> {
    let owner = owner.clone();
    let until = cx.now + wait_s(cx);
    let cx = cx.clone().acting_as(Actor::User(owner.id.clone()));
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let mut open = find_open(tx, &owner.id, cx.now)?;
            open.retain(which);
            if open.is_empty() {
                return Ok(0);
            }
            for reset in &open {
                let stopped =
                    Reset { stopped_at: Some(cx.now), until: until.max(reset.until), ..reset.clone() };
                resets::put(tx, &stopped)?;
            }
            one_time_links::delete_of_user(tx, &owner.id)?;
            links::delete_of_user(tx, &owner.id)?;
            forget_waiting(tx, &cx, &owner)?;
            let actors: Vec<_> = open.iter().map(|reset| reset.actor.clone()).collect();
            let event = cx.event("user.reset_stopped").user(&owner.id).with("done_by", actors);
            store::audit::append(tx, event, cx.now)?;
            Ok(open.len())
        })
        .await
}

/// The same inside a transaction.
pub(crate) fn find_open(tx: &ReadTx<'_>, user: &UserId, now: i64) -> Result<Vec<Reset>, StoreError> {
    let mut known = resets::list(tx, user, now)?;
    known.retain(|reset| reset.is_open(now));
    Ok(known)
}
