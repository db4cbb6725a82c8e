//! A person changes the own password: the old one is checked like at a sign-in, and everything else that it opened ends.

use domain::factor::password::{PasswordError, Verdict, check};
use domain::one_time_link::Purpose;
use domain::outbox::Content;
use domain::secret::Secret;
use domain::token::PlainToken;
use store::factors::{self, FactorState};
use store::{StoreError, one_time_links, outbox, sessions, users};

use super::own_event;
use crate::attempts::{Keys, charge};
use crate::authenticator::notice;
use crate::authorize::Browser;
use crate::cx::Cx;
use crate::demand::may_change;
use crate::end::end_all_but;
use crate::hashing::Overloaded;
use crate::login::{Cookies, LoginError, renew_browser};
use crate::password_link::{known_of, shortest_of};
use crate::session::SignedIn;

/// Why no password was set.
#[derive(Debug, thiserror::Error)]
pub enum PasswordChangeError {
    /// The session ended meanwhile.
    #[error("sign in to do this")]
    Gone,
    /// The session was opened without the second factor that the account has.
    #[error("sign in with the second factor to do this")]
    NotWhole,
    /// Too many sign-ins at once.
    #[error(transparent)]
    Overloaded(#[from] Overloaded),
    /// Not a password.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The new one is the old one.
    #[error("choose another password than the one before")]
    Same,
    /// Too many failures.
    #[error("too many failures; wait {wait_s} seconds")]
    Slowed {
        /// Seconds to wait.
        wait_s: i64,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Not the password that the account has.
    #[error("this is not the password of the account")]
    Wrong,
}

/// Sets another password. This browser stays signed in, with new cookies.
pub async fn change(
    cx: &Cx,
    signed_in: &SignedIn,
    browser: &Browser,
    old: Secret,
    new: Secret,
) -> Result<Cookies, PasswordChangeError> {
    let user = signed_in.user.clone();
    if !cx.store().read(|tx| may_change(tx, signed_in))? {
        return Err(PasswordChangeError::NotWhole);
    }
    check(&new, shortest_of(cx, &user)?, &known_of(cx, &user))?;
    if old.expose() == new.expose() {
        return Err(PasswordChangeError::Same);
    }
    let keys = check_old(cx, signed_in, browser, old).await?;
    let hash = cx.app.hashing.hash(new, cx.app.entropy.clone()).await?;
    let cookies = Cookies {
        session: PlainToken::generate(cx.entropy()),
        browser: PlainToken::generate(cx.entropy()),
        shows_reset: false,
        locale: None,
    };
    let (cx, id, browser) = (cx.clone(), signed_in.session.id.clone(), browser.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            // Both again inside the write: of two changes at once the second knows an old password.
            let now = users::find(tx, &user.id)?.filter(|found| found.is_active());
            let same = now.is_some_and(|now| {
                now.password.as_ref().map(|hash| hash.as_str())
                    == user.password.as_ref().map(|hash| hash.as_str())
            });
            if !same || !sessions::renew(tx, &id, &cookies.session.hash(), &cookies.browser.hash())? {
                return Err(PasswordChangeError::Gone);
            }
            users::set_password(tx, &user.id, &hash)?;
            let state = factors::load(tx, &user.id)?;
            factors::put(tx, &user.id, &FactorState { must_set_password: false, ..state })?;
            keys.give_back(tx)?;
            end_all_but(tx, &cx, &user, &id)?;
            one_time_links::delete_of_user_and_purpose(tx, &user.id, Purpose::Reset)?;
            renew_browser(tx, &browser, &cookies.browser.hash())?;
            users::remember_browser(tx, &user.id, &cookies.browser.hash(), cx.now)?;
            outbox::insert(tx, &notice(&cx, &user, |to| Content::PasswordChanged { to }))?;
            let event = own_event(&cx, &user, "password.set").with("by", "owner");
            store::audit::append(tx, event, cx.now)?;
            Ok(cookies)
        })
        .await
}

/// Whether it is the account's password; a try is counted before it is looked at, like one at the sign-in.
async fn check_old(
    cx: &Cx,
    signed_in: &SignedIn,
    browser: &Browser,
    old: Secret,
) -> Result<Keys, PasswordChangeError> {
    let user = &signed_in.user;
    let keys = Keys::new(cx, Some(user), "");
    let admission = cx.app.hashing.admit().await?;
    match charge(cx, keys.clone(), Some(user.id.clone()), browser.browser).await {
        Ok(()) => {}
        Err(LoginError::Slowed { wait_s }) => return Err(PasswordChangeError::Slowed { wait_s }),
        Err(LoginError::Store(error)) => return Err(error.into()),
        Err(_) => return Err(PasswordChangeError::Gone),
    }
    let verdict = cx.app.hashing.verify(&admission, old, user.password.clone()).await?;
    drop(admission);
    if verdict != Verdict::Wrong {
        return Ok(keys);
    }
    let (event, now) = (own_event(cx, user, "password.change_refused"), cx.now);
    cx.store().write::<_, StoreError>(move |tx| store::audit::append(tx, event, now)).await?;
    Err(PasswordChangeError::Wrong)
}
