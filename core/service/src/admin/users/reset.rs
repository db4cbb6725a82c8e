//! Giving somebody a link to set a new password; the old one works until the link is used.

use domain::audit::Filter;
use domain::one_time_link::Purpose;
use domain::secret::Secret;
use domain::user::User;
use store::{ReadTx, StoreError};

use super::{link, resolve};
use crate::cx::Cx;
use crate::rights::Admin;

/// Why there is no link.
#[derive(Debug, thiserror::Error)]
pub enum ResetError {
    /// The account is switched off.
    #[error("this account is disabled: enable it first")]
    Disabled,
    /// The same administrator has just reset the account's other half: together they would hand it over.
    #[error(
        "you have reset this account's {other} in the last 24 hours: another administrator has to do this, or you later"
    )]
    OtherHalf {
        /// What was reset.
        other: &'static str,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nobody has this id, address or user name.
    #[error("there is no such account")]
    Unknown,
}

/// The event of a link for a new password.
pub(super) const PASSWORD_RESET: &str = "user.password_reset_issued";
/// The event of second factors taken away.
pub(super) const MFA_RESET: &str = "user.mfa_reset";
/// For how long one administrator may not do both, in seconds.
const APART_S: i64 = 86_400;

/// Whether the same administrator did that to the account lately. All commands count as one.
pub(super) fn was_done(tx: &ReadTx<'_>, cx: &Cx, user: &User, event: &str) -> Result<bool, StoreError> {
    let filter = Filter {
        since: Some(cx.now - APART_S + 1),
        user_id: Some(user.id.to_string()),
        event: Some(event.to_owned()),
        newest_first: true,
        limit: 500,
        ..Filter::default()
    };
    let actor = cx.actor.to_text();
    Ok(store::audit::list(tx, &filter)?.iter().any(|row| row.actor == actor))
}

/// Issues the link, and puts it into the outbox.
pub async fn reset_password(cx: &Cx, _by: &Admin, reference: &str) -> Result<(User, Secret), ResetError> {
    let (cx, reference) = (cx.clone(), reference.to_owned());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let user = resolve(tx, &reference)?.ok_or(ResetError::Unknown)?;
            if !user.is_active() {
                return Err(ResetError::Disabled);
            }
            if was_done(tx, &cx, &user, MFA_RESET)? {
                return Err(ResetError::OtherHalf { other: "second factor" });
            }
            let link = link::issue(tx, &cx, &user, Purpose::Reset)?;
            let event = cx.event(PASSWORD_RESET).user(&user.id);
            store::audit::append(tx, event, cx.now)?;
            Ok((user, link))
        })
        .await
}
