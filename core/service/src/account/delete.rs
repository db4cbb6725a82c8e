//! A person deletes the own account.

use domain::audit::Actor;
use domain::outbox::Content;
use domain::user::canonical;
use store::{ReadTx, StoreError, outbox, users};

use crate::admin::users::{ChangeError, refuse_last_admin, take_away};
use crate::authenticator::notice;
use crate::cx::Cx;
use crate::demand::may_change;
use crate::rights::FRESH_S;
use crate::session::SignedIn;

/// Why the account is still there.
#[derive(Debug, thiserror::Error)]
pub enum DeleteError {
    /// The office wants an administrator to do it.
    #[error("ask an administrator to delete the account")]
    AskAdmin,
    /// It is gone already.
    #[error("there is no such account")]
    Gone,
    /// Without this one nobody could administer.
    #[error("this is the last active administrator: make another one first")]
    LastAdmin,
    /// Something else was typed than the user name.
    #[error("type the user name to delete the account")]
    Name,
    /// The sign-in is too long ago.
    #[error("sign in again to do this")]
    NotFresh,
    /// The session was opened without the second factor that the account has.
    #[error("sign in with the second factor to do this")]
    NotWhole,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<ChangeError> for DeleteError {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::LastAdmin => Self::LastAdmin,
            ChangeError::Store(error) => Self::Store(error),
            // Nobody asks for rights over the own account.
            ChangeError::Denied(_)
            | ChangeError::Changed(_)
            | ChangeError::Fields(_)
            | ChangeError::Unknown => Self::Gone,
        }
    }
}

/// Whether the person may do it now; what is missing otherwise.
pub fn check(cx: &Cx, signed_in: &SignedIn) -> Result<(), DeleteError> {
    cx.store().read(|tx| check_in(tx, cx, signed_in))
}

/// Takes the account away at once. Its subject is never given again; the log keeps that it was there.
pub async fn delete(cx: &Cx, signed_in: &SignedIn, typed: &str) -> Result<(), DeleteError> {
    let typed = canonical(typed);
    let cx = cx.clone().acting_as(Actor::User(signed_in.user.id.clone()));
    let (store, signed_in) = (cx.store().clone(), signed_in.clone());
    store
        .write(move |tx| {
            check_in(tx, &cx, &signed_in)?;
            let user = users::find(tx, &signed_in.user.id)?.ok_or(DeleteError::Gone)?;
            if typed != user.username.as_str() {
                return Err(DeleteError::Name);
            }
            let mut told = notice(&cx, &user, |to| Content::AccountDeleted { to });
            // What waits for the account goes with it; this has to stay.
            told.user_id = None;
            take_away(tx, &cx, &user)?;
            Ok(outbox::insert(tx, &told)?)
        })
        .await
}

fn check_in(tx: &ReadTx<'_>, cx: &Cx, signed_in: &SignedIn) -> Result<(), DeleteError> {
    if !cx.app.settings().lets_people_leave() {
        return Err(DeleteError::AskAdmin);
    }
    refuse_last_admin(tx, &signed_in.user)?;
    if !signed_in.session.is_fresh(FRESH_S, cx.now) {
        return Err(DeleteError::NotFresh);
    }
    if may_change(tx, signed_in)? { Ok(()) } else { Err(DeleteError::NotWhole) }
}
