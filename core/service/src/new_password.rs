//! The last step of a sign-in after "not me": a new password, since somebody else knows the old one.

use domain::audit::Actor;
use domain::factor::password::{PasswordError, Verdict, check};
use domain::outbox::Content;
use domain::secret::Secret;
use store::factors::{self, FactorState};
use store::half_sign_ins::Due;
use store::{StoreError, half_sign_ins, outbox, users};

use crate::authenticator::notice;
use crate::authorize::Browser;
use crate::cx::Cx;
use crate::end::end_what_is_open;
use crate::hashing::Overloaded;
use crate::login::{Cookies, Goal, Opening};
use crate::password_link::{known_of, shortest_of};
use crate::second_factor::{self, goal};

/// Why no password was set.
#[derive(Debug, thiserror::Error)]
pub enum NewPasswordError {
    /// The browser holds no sign-in that waits for this.
    #[error("there is no sign-in that waits for a new password")]
    Gone,
    /// Too many sign-ins at once.
    #[error(transparent)]
    Overloaded(#[from] Overloaded),
    /// Not a password.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// It is the one that somebody else knows.
    #[error("choose another password than the one before")]
    Same,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Sets it, ends everything that the old one opened, and opens the session that was waiting.
pub async fn set(cx: &Cx, browser: &Browser, password: Secret) -> Result<(Cookies, Goal), NewPasswordError> {
    let own = browser.browser.ok_or(NewPasswordError::Gone)?;
    let waiting = second_factor::find(cx, browser)?.filter(|waiting| waiting.due == Due::NewPassword);
    let user = waiting.ok_or(NewPasswordError::Gone)?.user;
    check(&password, shortest_of(cx, &user)?, &known_of(cx, &user))?;
    let admission = cx.app.hashing.admit().await?;
    let same = cx.app.hashing.verify(&admission, password.clone(), user.password.clone()).await?;
    drop(admission);
    if same != Verdict::Wrong {
        return Err(NewPasswordError::Same);
    }
    let hash = cx.app.hashing.hash(password, cx.app.entropy.clone()).await?;
    let cx = cx.clone().acting_as(Actor::User(user.id.clone()));
    let (store, browser) = (cx.store().clone(), browser.clone());
    store
        .write(move |tx| {
            let half = half_sign_ins::find(tx, &own, cx.now)?.filter(|half| half.due == Due::NewPassword);
            let half = half.ok_or(NewPasswordError::Gone)?;
            let active = users::find(tx, &user.id)?.is_some_and(|user| user.is_active());
            if !active || !half_sign_ins::consume(tx, &own)? {
                return Err(NewPasswordError::Gone);
            }
            users::set_password(tx, &user.id, &hash)?;
            let state = factors::load(tx, &user.id)?;
            factors::put(tx, &user.id, &FactorState { must_set_password: false, ..state })?;
            end_what_is_open(tx, &cx, &user)?;
            outbox::insert(tx, &notice(&cx, &user, |to| Content::PasswordChanged { to }))?;
            let event = cx.event("password.set").user(&user.id).with("by", "not_me");
            store::audit::append(tx, event, cx.now)?;
            let amr: Vec<&str> = half.amr.iter().map(String::as_str).collect();
            let goal = goal(&half);
            let opening = Opening::new(&cx, &user, &browser, &amr).by_approval(half.approval_id.clone());
            let cookies = opening.open(tx, &cx, goal.interaction.as_ref())?;
            Ok((cookies, goal))
        })
        .await
}
