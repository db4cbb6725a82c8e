//! People: who there is, and what an administrator does about their accounts.

pub(crate) mod apart;
mod change;
mod create;
mod email_change;
mod foresee;
mod import;
mod invite;
pub(crate) mod link;
mod lock_down;
mod reset;
mod reset_mfa;

use domain::user::{User, canonical};
use store::{ReadTx, StoreError, people, users};

use crate::cx::Cx;
use crate::rights::{Denied, Staff};

pub(crate) use apart::wait_s;
pub use change::{ChangeError, UserChanges, delete, disable, enable, update};
pub(crate) use change::{refuse_last_admin, take_away};
pub use create::{CreateError, Created, NewUser, create};
pub(crate) use create::{created, free_username, keep};
pub use email_change::{
    EmailChangeError, EmailOutcome, agree_to_email, find_email_change, stop_email_change,
};
pub use foresee::{Fate, Foreseen, Outlook, foresee};
pub use import::{ImportError, Imported, ImportedUser, import};
pub use invite::invite;
pub use lock_down::lock_down;
pub use reset::{ResetError, reset_password};
pub use reset_mfa::reset_mfa;
pub use store::people::{By, Has, Query, Standing};

/// A part of the people that a query finds.
#[derive(Debug)]
pub struct Page {
    /// The people, each with what the account stands at.
    pub users: Vec<(User, Standing)>,
    /// How many the query finds in all.
    pub total: i64,
}

/// The query that finds everybody.
pub fn everybody(cx: &Cx) -> Query {
    Query {
        search: String::new(),
        state: None,
        group: None,
        admin: None,
        has: None,
        signed_in: None,
        by: By::Name,
        descending: false,
        limit: 50,
        offset: 0,
        lifetimes: cx.app.settings().session_lifetimes(),
        now: cx.now,
    }
}

/// People who pass.
pub async fn list(cx: &Cx, _by: &Staff, query: Query) -> Result<Page, StoreError> {
    cx.store()
        .scan(move |tx| {
            let with_standing = people::list(tx, &query)?.into_iter().map(|user| {
                let standing = people::standing(tx, &user.id, query.lifetimes, query.now)?;
                Ok::<_, StoreError>((user, standing))
            });
            Ok(Page { users: with_standing.collect::<Result<_, _>>()?, total: people::count(tx, &query)? })
        })
        .await
}

/// What one account stands at.
pub fn standing(cx: &Cx, _by: &Staff, user: &User) -> Result<Standing, StoreError> {
    let lifetimes = cx.app.settings().session_lifetimes();
    cx.store().read(|tx| people::standing(tx, &user.id, lifetimes, cx.now))
}

/// The person of an id, an address or a user name.
pub fn find(cx: &Cx, _by: &Staff, reference: &str) -> Result<Option<User>, StoreError> {
    cx.store().read(|tx| resolve(tx, reference))
}

/// Why there is nobody to act on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReachError {
    #[error(transparent)]
    Denied(#[from] Denied),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("there is no such account")]
    Unknown,
}

/// The person whom somebody acts on: who has no more rights than they.
pub(crate) fn reach(tx: &ReadTx<'_>, by: &Staff, reference: &str) -> Result<User, ReachError> {
    let user = resolve(tx, reference)?.ok_or(ReachError::Unknown)?;
    by.may_act_on(&user)?;
    by.may_still::<ReachError>(tx)?;
    Ok(user)
}

/// Ids are tried first: a name that somebody chose never hides an account.
pub(crate) fn resolve(tx: &ReadTx<'_>, reference: &str) -> Result<Option<User>, StoreError> {
    match users::find(tx, &reference.into())? {
        Some(user) => Ok(Some(user)),
        None => users::find_by_name(tx, &canonical(reference)),
    }
}
