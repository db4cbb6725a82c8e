//! Giving somebody a link to set a new password; the old one works until the link is used.

use domain::audit::Actor;
use domain::one_time_link::Purpose;
use domain::reset::{Act, Apart, Half};
use domain::secret::Secret;
use domain::user::User;
use store::StoreError;

use super::apart::ApartError;
use super::{ReachError, apart, link, reach};
use crate::cx::Cx;
use crate::rights::{Denied, Staff};

/// Why there is no link.
#[derive(Debug, thiserror::Error)]
pub enum ResetError {
    /// Whoever acts has reset the other half, or was stopped by the owner.
    #[error(transparent)]
    Apart(#[from] Apart),
    /// Whoever acts may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The account is switched off.
    #[error("this account is disabled: enable it first")]
    Disabled,
    /// An invitation sets the first password; a link to set another is something else, and its owner is told of it.
    #[error("this account has a password: reset that instead")]
    HasPassword,
    /// One's own account, which asks for the old password or factor.
    #[error("this is your own account: change it on your account page, or ask another administrator")]
    Own,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nobody has this id, address or user name.
    #[error("there is no such account")]
    Unknown,
}

impl From<ApartError> for ResetError {
    fn from(error: ApartError) -> Self {
        match error {
            ApartError::Apart(apart) => apart.into(),
            ApartError::Store(error) => error.into(),
        }
    }
}

impl From<ReachError> for ResetError {
    fn from(error: ReachError) -> Self {
        match error {
            ReachError::Denied(denied) => denied.into(),
            ReachError::Store(error) => error.into(),
            ReachError::Unknown => Self::Unknown,
        }
    }
}

/// A stolen session must not get rid of the password or the factor that it does not have.
pub(super) fn refuse_own(cx: &Cx, user: &User) -> Result<(), ResetError> {
    if cx.actor == Actor::User(user.id.clone()) { Err(ResetError::Own) } else { Ok(()) }
}

/// Issues the link, and puts it into the outbox.
pub async fn reset_password(cx: &Cx, by: &Staff, reference: &str) -> Result<(User, Secret), ResetError> {
    let (cx, by, reference) = (cx.clone(), by.clone(), reference.to_owned());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let user = reach(tx, &by, &reference)?;
            refuse_own(&cx, &user)?;
            if !user.is_active() {
                return Err(ResetError::Disabled);
            }
            apart::begin(tx, &cx, &user, Half::Password, Act::Reset)?;
            let link = link::issue(tx, &cx, &user, Purpose::Reset)?;
            let event = cx.event("user.password_reset_issued").user(&user.id);
            store::audit::append(tx, event, cx.now)?;
            Ok((user, link))
        })
        .await
}
