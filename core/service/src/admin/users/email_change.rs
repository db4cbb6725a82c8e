//! An administrator agrees to somebody's other address in the place of the present one, or stops it.

use domain::audit::Actor;
use domain::email_change::{EmailChange, End};
use domain::one_time_link::Purpose;
use domain::user::User;
use store::{StoreError, email_changes, one_time_links};

use super::{ReachError, reach};
use crate::account::email::{EmailError, find_in, go_on, stop_in};
use crate::cx::Cx;
use crate::rights::{Admin, Denied, Staff};

pub use crate::account::email::Outcome as EmailOutcome;

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum EmailChangeError {
    /// Whoever acts may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// No other address waits.
    #[error("no other address waits for this account")]
    None,
    /// An administrator's own address.
    #[error(
        "this is your own account: open the link that was sent to its present address, or ask another administrator"
    )]
    Own,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nobody has this id, address or user name.
    #[error("there is no such account")]
    Unknown,
}

impl From<ReachError> for EmailChangeError {
    fn from(error: ReachError) -> Self {
        match error {
            ReachError::Denied(denied) => denied.into(),
            ReachError::Store(error) => error.into(),
            ReachError::Unknown => Self::Unknown,
        }
    }
}

impl From<EmailError> for EmailChangeError {
    fn from(error: EmailError) -> Self {
        match error {
            EmailError::Store(error) => Self::Store(error),
            _ => Self::None,
        }
    }
}

/// The address that waits for an account.
pub fn find_email_change(cx: &Cx, _by: &Staff, user: &User) -> Result<Option<EmailChange>, StoreError> {
    cx.store().read(|tx| email_changes::find_open(tx, &user.id, cx.now))
}

/// Agrees for the present address, whose link is void from now on; the wanted one is confirmed by its own link alone.
pub async fn agree_to_email(
    cx: &Cx,
    by: &Admin,
    reference: &str,
) -> Result<(User, EmailOutcome), EmailChangeError> {
    let (cx, by, reference) = (cx.clone(), by.clone(), reference.to_owned());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let user = reach(tx, &by, &reference)?;
            // A stolen session must not speak for the address that it wants to get rid of.
            if cx.actor == Actor::User(user.id.clone()) {
                return Err(EmailChangeError::Own);
            }
            let found = find_in(tx, &cx, &user.id)?.filter(|(_, change)| change.old_agreed_at.is_none());
            let (user, change) = found.ok_or(EmailChangeError::None)?;
            one_time_links::delete_of_user_and_purpose(tx, &user.id, Purpose::EmailOld)?;
            let event = cx.event("user.email_change_agreed").user(&user.id);
            store::audit::append(tx, event, cx.now)?;
            let id = user.id.clone();
            let outcome = go_on(tx, &cx, user, change.with(End::Old, cx.now))?;
            let user = store::users::find(tx, &id)?.ok_or(EmailChangeError::Unknown)?;
            Ok((user, outcome))
        })
        .await
}

/// Stops it; both links are void.
pub async fn stop_email_change(cx: &Cx, by: &Admin, reference: &str) -> Result<(), EmailChangeError> {
    let (cx, by, reference) = (cx.clone(), by.clone(), reference.to_owned());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let user = reach(tx, &by, &reference)?;
            let event = cx.event("user.email_change_stopped").user(&user.id);
            Ok(stop_in(tx, event, &cx, &user.id)?)
        })
        .await
}
