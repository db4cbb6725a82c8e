//! The link of somebody whose second factors were taken away: it leads to setting up another, and replaces no password.

use domain::audit::Actor;
use domain::id::UserId;
use domain::one_time_link::Purpose;
use domain::token::TokenHash;
use domain::user::User;
use store::{ReadTx, StoreError, one_time_links, users};

use crate::cx::Cx;
use crate::session::SignedIn;

/// Why a link leads nowhere.
#[derive(Debug, thiserror::Error)]
pub enum SecondStepLinkError {
    /// Unknown, used, over, or replaced by a newer one.
    #[error("this link is used up or over")]
    Gone,
    /// Somebody else is signed in.
    #[error("this link is for another account")]
    OtherAccount,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whether an administrator took the second factors away and the link that they gave was not used yet. Until then a
/// password alone sets up no other: whoever stole it would otherwise be first.
pub(crate) fn comes_first(tx: &ReadTx<'_>, user: &UserId, now: i64) -> Result<bool, StoreError> {
    one_time_links::is_open(tx, user, Purpose::SecondStep, now)
}

/// Whose link it is.
pub fn find_owner(cx: &Cx, token: &str) -> Result<User, SecondStepLinkError> {
    cx.store().read(|tx| owner(cx, tx, &TokenHash::of(token)))
}

/// Uses it up, for its owner, who has signed in with the password.
pub async fn follow(cx: &Cx, signed_in: &SignedIn, token: &str) -> Result<(), SecondStepLinkError> {
    let (token, user) = (TokenHash::of(token), signed_in.user.id.clone());
    let cx = cx.clone().acting_as(Actor::User(user.clone()));
    let store = cx.store().clone();
    store
        .write(move |tx| {
            if owner(&cx, tx, &token)?.id != user {
                return Err(SecondStepLinkError::OtherAccount);
            }
            if !one_time_links::consume(tx, &token, Purpose::SecondStep, cx.now)? {
                return Err(SecondStepLinkError::Gone);
            }
            Ok(store::audit::append(tx, cx.event("factor.link_followed").user(&user), cx.now)?)
        })
        .await
}

fn owner(cx: &Cx, tx: &ReadTx<'_>, token: &TokenHash) -> Result<User, SecondStepLinkError> {
    let link = one_time_links::find(tx, token, Purpose::SecondStep)?
        .filter(|link| cx.now < link.expires_at)
        .ok_or(SecondStepLinkError::Gone)?;
    let user = link.user_id.as_ref().map(|id| users::find(tx, id)).transpose()?.flatten();
    let user = user.filter(|user| user.is_active() && link.is_for(user.email.as_str()));
    user.ok_or(SecondStepLinkError::Gone)
}
