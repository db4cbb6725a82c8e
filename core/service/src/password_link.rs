//! Setting a password by a single-use link: an invitation or a reset.

use domain::audit::Actor;
use domain::factor::guessable::Own;
use domain::factor::password::{MIN_ALONE, MIN_WITH_SECOND_FACTOR, PasswordError, check};
use domain::factor::policy::Policy;
use domain::one_time_link::Purpose;
use domain::outbox::Content;
use domain::secret::Secret;
use domain::token::TokenHash;
use domain::user::User;
use store::factors::{self, FactorState};
use store::{ReadTx, StoreError, one_time_links, outbox, users};

use crate::authenticator::notice;
use crate::cx::Cx;
use crate::end::end_what_is_open;
use crate::hashing::Overloaded;

/// Why no password was set.
#[derive(Debug, thiserror::Error)]
pub enum PasswordLinkError {
    /// Unknown, used, over, or replaced by a newer one.
    #[error("this link is used up or over")]
    Gone,
    /// Too many sign-ins at once.
    #[error(transparent)]
    Overloaded(#[from] Overloaded),
    /// Not a password.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The shortest password, by the policy in force: the person's own, or the office's.
pub fn shortest(cx: &Cx, own: Option<Policy>) -> usize {
    if policy(cx, own) == Policy::Required { MIN_WITH_SECOND_FACTOR } else { MIN_ALONE }
}

/// The shortest password of an account: shorter where each sign-in asks for a second factor.
pub fn shortest_of(cx: &Cx, user: &User) -> Result<usize, StoreError> {
    let has_factor = cx.store().read(|tx| factors::load(tx, &user.id))?.has_factor();
    let asks = policy(cx, user.mfa_policy) == Policy::Optional && has_factor;
    Ok(if asks { MIN_WITH_SECOND_FACTOR } else { shortest(cx, user.mfa_policy) })
}

/// What anybody knows of an account, so that no password is made of it.
pub(crate) fn known_of(cx: &Cx, user: &User) -> Own {
    known(cx, &[user.username.as_str(), user.email.as_str(), user.display_name()])
}

/// The same of what is known of an account before there is one.
pub(crate) fn known(cx: &Cx, words: &[&str]) -> Own {
    let settings = cx.app.settings();
    Own::new(words.iter().copied().chain([settings.office_name()]))
}

fn policy(cx: &Cx, own: Option<Policy>) -> Policy {
    own.unwrap_or_else(|| Policy::parse(cx.app.settings().text("mfa.policy")))
}

/// Whose password a link sets.
pub fn find_owner(cx: &Cx, token: &str, purpose: Purpose) -> Result<User, PasswordLinkError> {
    cx.store().read(|tx| owner(cx, tx, &TokenHash::of(token), purpose))
}

/// Sets the password. Ends all sessions and what was issued in them; second factors stay.
pub async fn set_password(
    cx: &Cx,
    token: &str,
    purpose: Purpose,
    password: Secret,
) -> Result<(), PasswordLinkError> {
    let user = find_owner(cx, token, purpose)?;
    check(&password, shortest_of(cx, &user)?, &known_of(cx, &user))?;
    let hash = cx.app.hashing.hash(password, cx.app.entropy.clone()).await?;
    let (token, now) = (TokenHash::of(token), cx.now);
    let event = cx
        .clone()
        .acting_as(Actor::User(user.id.clone()))
        .event("password.set")
        .user(&user.id)
        .with("by", purpose.as_str());
    let notice = notice(cx, &user, |to| Content::PasswordChanged { to });
    let cx = cx.clone();
    let store = cx.store().clone();
    store
        .write(move |tx| {
            // Once more: the address may have been changed, or the account switched off, while the hash was made.
            let user = owner(&cx, tx, &token, purpose)?;
            if !one_time_links::consume(tx, &token, purpose, now)? {
                return Err(PasswordLinkError::Gone);
            }
            users::set_password(tx, &user.id, &hash)?;
            let state = factors::load(tx, &user.id)?;
            factors::put(tx, &user.id, &FactorState { must_set_password: false, ..state })?;
            end_what_is_open(tx, &cx, &user)?;
            outbox::insert(tx, &notice)?;
            Ok(store::audit::append(tx, event, now)?)
        })
        .await
}

fn owner(cx: &Cx, tx: &ReadTx<'_>, token: &TokenHash, purpose: Purpose) -> Result<User, PasswordLinkError> {
    let link = one_time_links::find(tx, token, purpose)?
        .filter(|link| cx.now < link.expires_at)
        .ok_or(PasswordLinkError::Gone)?;
    let user = link.user_id.as_ref().map(|id| users::find(tx, id)).transpose()?.flatten();
    let user = user.filter(User::is_active).ok_or(PasswordLinkError::Gone)?;
    let is_theirs = link.is_for(user.email.as_str());
    if is_theirs { Ok(user) } else { Err(PasswordLinkError::Gone) }
}
