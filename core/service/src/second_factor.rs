//! The second half of a sign-in: a code of an authenticator, or a recovery code.

use domain::audit::Actor;
use domain::factor::policy::Policy;
use domain::factor::recovery;
use domain::id::{InteractionId, UserId};
use domain::token::{PlainToken, TokenHash};
use domain::user::User;
use store::half_sign_ins::HalfSignIn;
use store::{ReadTx, StoreError, WriteTx, factors, half_sign_ins, users};

use crate::attempts::{Keys, charge};
use crate::authorize::Browser;
use crate::cx::Cx;
use crate::login::{Cookies, Goal, LoginError, Opening, renew_browser};

/// How long a right password waits for the second factor, in seconds.
pub const HALF_LIFETIME_S: i64 = 600;

/// A sign-in that waits, as its page shows it.
#[derive(Debug)]
pub struct Waiting {
    /// Whose it is.
    pub user: User,
    /// What it is for.
    pub goal: Goal,
}

/// A sign-in that is whole.
#[derive(Debug)]
pub struct Completed {
    /// The browser's new cookies.
    pub cookies: Cookies,
    /// What it was for.
    pub goal: Goal,
}

/// Whether a right password of this account is only half of a sign-in.
pub(crate) fn is_due(cx: &Cx, tx: &ReadTx<'_>, user: &UserId) -> Result<bool, StoreError> {
    Ok(policy(cx).is_due(factors::load(tx, user)?.has_factor()))
}

/// Whether this account has to set up a second factor before going on.
pub(crate) fn must_enrol(cx: &Cx, tx: &ReadTx<'_>, user: &UserId) -> Result<bool, StoreError> {
    Ok(policy(cx).must_enrol(factors::load(tx, user)?.has_factor()))
}

fn policy(cx: &Cx) -> Policy {
    Policy::parse(cx.app.settings().text("mfa.policy"))
}

/// A half sign-in that is about to be held by the browser under its new name.
pub(crate) struct Half {
    browser: PlainToken,
    old: Browser,
    half: HalfSignIn,
    event: domain::audit::Event,
}

impl Half {
    pub(crate) fn new(cx: &Cx, user: &User, old: &Browser, goal: &Goal) -> Self {
        let browser = PlainToken::generate(cx.entropy());
        let half = HalfSignIn {
            browser: browser.hash(),
            user_id: user.id.clone(),
            interaction_id: goal.interaction.clone(),
            next: goal.next.clone(),
            browser_known: false,
            amr: vec!["pwd".into()],
            created_at: cx.now,
            expires_at: cx.now + HALF_LIFETIME_S,
        };
        let event =
            cx.clone().acting_as(Actor::User(user.id.clone())).event("login.first_factor").user(&user.id);
        Self { browser, old: old.clone(), half, event }
    }

    pub(crate) fn hold(self, tx: &WriteTx<'_>, now: i64) -> Result<PlainToken, StoreError> {
        let Self { browser, old, mut half, event } = self;
        if let Some(old) = &old.browser {
            half.browser_known = users::knows_browser(tx, &half.user_id, old)?;
        }
        renew_browser(tx, &old, &half.browser)?;
        half_sign_ins::put(tx, &half)?;
        store::audit::append(tx, event, now)?;
        Ok(browser)
    }
}

/// What the browser holds, if anything that may still be completed.
pub fn find(cx: &Cx, browser: &Browser) -> Result<Option<Waiting>, StoreError> {
    let Some(own) = &browser.browser else { return Ok(None) };
    cx.store().read(|tx| {
        let Some(half) = half_sign_ins::find(tx, own, cx.now)? else { return Ok(None) };
        let user = users::find(tx, &half.user_id)?.filter(User::is_active);
        Ok(user.map(|user| Waiting { user, goal: goal(&half) }))
    })
}

/// The browser gives up what it holds.
pub async fn cancel(cx: &Cx, browser: &Browser) -> Result<(), StoreError> {
    let Some(own) = browser.browser else { return Ok(()) };
    cx.store().write(move |tx| half_sign_ins::consume(tx, &own).map(drop)).await
}

/// Looks at a code; a right one makes the sign-in whole.
pub async fn complete(cx: &Cx, browser: &Browser, code: &str) -> Result<Completed, LoginError> {
    let own = browser.browser.ok_or(LoginError::Gone)?;
    let Waiting { user, .. } = find(cx, browser)?.ok_or(LoginError::Gone)?;
    let keys = Keys::new(cx, Some(&user), "");
    charge(cx, keys.clone(), Some(user.id.clone()), Some(own)).await?;
    let opening = Opening::new(cx, &user, browser, &["pwd", "otp", "mfa"]);
    let code: String = code.chars().filter(|c| !c.is_whitespace() && *c != '-').take(64).collect();
    let cx = cx.clone().acting_as(Actor::User(user.id.clone()));
    let store = cx.store().clone();
    let answer = store.write::<_, StoreError>(move |tx| {
        // All of it again inside the write: the account may have been switched off, the half used meanwhile.
        let half = half_sign_ins::find(tx, &own, cx.now)?.filter(|half| half.user_id == user.id);
        let active = users::find(tx, &user.id)?.is_some_and(|user| user.is_active());
        let (Some(half), true) = (half, active) else { return Ok(Err(LoginError::Gone)) };
        if !use_code(tx, &cx, &user.id, &code)? {
            store::audit::append(tx, cx.event("login.second_factor_failed").user(&user.id), cx.now)?;
            return Ok(Err(LoginError::Wrong));
        }
        if !half_sign_ins::consume(tx, &own)? {
            return Ok(Err(LoginError::Gone));
        }
        keys.give_back(tx)?;
        let goal = goal(&half);
        let cookies = opening.open(tx, goal.interaction.as_ref(), cx.now)?;
        Ok(Ok(Completed { cookies, goal }))
    });
    answer.await?
}

fn goal(half: &HalfSignIn) -> Goal {
    Goal { interaction: half.interaction_id.clone().filter(is_named), next: half.next.clone() }
}

fn is_named(id: &InteractionId) -> bool {
    !id.as_str().is_empty()
}

/// Uses a code up; whether it was right.
fn use_code(tx: &WriteTx<'_>, cx: &Cx, user: &UserId, code: &str) -> Result<bool, StoreError> {
    if recovery::looks_like_one(code) {
        let tag: TokenHash = recovery::tag(cx.store().client_secret_key(), code);
        let used = factors::use_recovery_code(tx, user, &tag, cx.now)?;
        if used {
            let left = factors::count_recovery_codes(tx, user)?;
            let event = cx.event("factor.recovery_code_used").user(user).with("left", left);
            store::audit::append(tx, event, cx.now)?;
        }
        return Ok(used);
    }
    let state = factors::load(tx, user)?;
    // One that was begun and never confirmed does not count.
    let Some(secret) = state.totp_since.and(factors::totp_secret(tx, user)?) else { return Ok(false) };
    match secret.accept(code, state.totp_last_step, cx.now) {
        Some(step) => factors::use_totp_step(tx, user, step, cx.now),
        None => Ok(false),
    }
}
