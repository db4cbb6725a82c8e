//! The second half of a sign-in: a code of an authenticator, or a recovery code.

use domain::audit::Actor;
use domain::factor::policy::Policy;
use domain::factor::recovery;
use domain::id::{InteractionId, UserId};
use domain::token::{PlainToken, TokenHash};
use domain::user::User;
use store::factors::FactorState;
pub use store::half_sign_ins::Due;
use store::half_sign_ins::HalfSignIn;
use store::{ReadTx, StoreError, WriteTx, factors, half_sign_ins, users};

use crate::ask::{Asked, ask};
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
    /// What is due.
    pub due: Due,
}

/// A second factor that was right.
#[derive(Debug)]
pub enum Completed {
    /// The sign-in is whole but for a new password: somebody else knows the old one.
    NewPassword {
        /// `__Host-browser`, new.
        browser: PlainToken,
        /// What it is for.
        goal: Goal,
    },
    /// The sign-in is whole.
    SignedIn {
        /// The browser's new cookies.
        cookies: Cookies,
        /// What it was for.
        goal: Goal,
    },
}

/// Whether a right password of this account is only half of a sign-in.
pub(crate) fn is_due(cx: &Cx, tx: &ReadTx<'_>, user: &UserId) -> Result<bool, StoreError> {
    Ok(policy(cx).is_due(factors::load(tx, user)?.has_factor()))
}

/// Whether this account has to set up a second factor before going on.
pub(crate) fn must_enrol(cx: &Cx, tx: &ReadTx<'_>, user: &UserId) -> Result<bool, StoreError> {
    Ok(policy(cx).must_enrol(factors::load(tx, user)?.has_factor()))
}

/// Whether everybody has to have a second factor.
pub(crate) fn is_required(cx: &Cx) -> bool {
    policy(cx).must_enrol(false)
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
    pub(crate) fn new(cx: &Cx, user: &User, old: &Browser, goal: &Goal, due: Due) -> Self {
        let browser = PlainToken::generate(cx.entropy());
        let half = HalfSignIn {
            browser: browser.hash(),
            user_id: user.id.clone(),
            interaction_id: goal.interaction.clone(),
            next: goal.next.clone(),
            browser_known: false,
            due,
            amr: vec!["pwd".into()],
            created_at: cx.now,
            expires_at: cx.now + HALF_LIFETIME_S,
        };
        let event =
            cx.clone().acting_as(Actor::User(user.id.clone())).event("login.first_factor").user(&user.id);
        Self { browser, old: old.clone(), half, event }
    }

    /// The browser holds it, and the phones are asked where one can be.
    pub(crate) fn hold(self, tx: &WriteTx<'_>, cx: &Cx) -> Result<(PlainToken, Asked), StoreError> {
        let Self { browser, old, mut half, event } = self;
        if let Some(old) = &old.browser {
            half.browser_known = users::knows_browser(tx, &half.user_id, old)?;
        }
        renew_browser(tx, &old, &half.browser)?;
        half_sign_ins::put(tx, &half)?;
        store::audit::append(tx, event, cx.now)?;
        let asked = match half.due {
            Due::SecondFactor => ask(tx, cx, &half)?,
            Due::NewPassword => Asked::NoPhone,
        };
        Ok((browser, asked))
    }
}

/// What the browser holds, if anything that may still be completed.
pub fn find(cx: &Cx, browser: &Browser) -> Result<Option<Waiting>, StoreError> {
    let Some(own) = &browser.browser else { return Ok(None) };
    cx.store().read(|tx| {
        let Some(half) = half_sign_ins::find(tx, own, cx.now)? else { return Ok(None) };
        let user = users::find(tx, &half.user_id)?.filter(User::is_active);
        Ok(user.map(|user| Waiting { user, goal: goal(&half), due: half.due }))
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
    let user = find(cx, browser)?.filter(|waiting| waiting.due == Due::SecondFactor);
    let user = user.ok_or(LoginError::Gone)?.user;
    let keys = Keys::new(cx, Some(&user), "");
    charge(cx, keys.clone(), Some(user.id.clone()), Some(own)).await?;
    let ending = Ending::new(cx, &user, browser, &["pwd", "otp", "mfa"]);
    let code: String = code.chars().filter(|c| !c.is_whitespace() && *c != '-').take(64).collect();
    let cx = cx.clone().acting_as(Actor::User(user.id.clone()));
    let store = cx.store().clone();
    let answer = store.write::<_, StoreError>(move |tx| {
        // All of it again inside the write: the account may have been switched off, the half used meanwhile.
        let half = half_sign_ins::find(tx, &own, cx.now)?.filter(|half| half.user_id == user.id);
        let active = users::find(tx, &user.id)?.is_some_and(|user| user.is_active());
        let (Some(half), true) = (half, active) else { return Ok(Err(LoginError::Gone)) };
        if half.due != Due::SecondFactor || !use_code(tx, &cx, &user.id, &code)? {
            store::audit::append(tx, cx.event("login.second_factor_failed").user(&user.id), cx.now)?;
            return Ok(Err(LoginError::Wrong));
        }
        keys.give_back(tx)?;
        // Another factor was used: what phones failed at is forgiven.
        let state = factors::load(tx, &user.id)?;
        let forgiven = FactorState { wrong_codes: 0, face_failures: 0, face_tried_at: None, ..state };
        factors::put(tx, &user.id, &forgiven)?;
        Ok(ending.end(tx, &half, cx.now)?.ok_or(LoginError::Gone))
    });
    answer.await?
}

/// The end of a sign-in whose second factor was right: a session, or one more step before it.
pub(crate) struct Ending {
    opening: Opening,
    browser: PlainToken,
    old: Browser,
    amr: Vec<String>,
}

impl Ending {
    pub(crate) fn new(cx: &Cx, user: &User, old: &Browser, amr: &[&str]) -> Self {
        Self {
            opening: Opening::new(cx, user, old, amr),
            browser: PlainToken::generate(cx.entropy()),
            old: old.clone(),
            amr: amr.iter().map(|method| (*method).to_owned()).collect(),
        }
    }

    /// Takes the half and makes it whole; nothing if another request was first.
    pub(crate) fn end(
        self,
        tx: &WriteTx<'_>,
        half: &HalfSignIn,
        now: i64,
    ) -> Result<Option<Completed>, StoreError> {
        if !half_sign_ins::consume(tx, &half.browser)? {
            return Ok(None);
        }
        let goal = goal(half);
        if !factors::load(tx, &half.user_id)?.must_set_password {
            let cookies = self.opening.open(tx, goal.interaction.as_ref(), now)?;
            return Ok(Some(Completed::SignedIn { cookies, goal }));
        }
        let next = HalfSignIn {
            browser: self.browser.hash(),
            due: Due::NewPassword,
            amr: self.amr,
            expires_at: now + HALF_LIFETIME_S,
            ..half.clone()
        };
        renew_browser(tx, &self.old, &next.browser)?;
        half_sign_ins::put(tx, &next)?;
        Ok(Some(Completed::NewPassword { browser: self.browser, goal }))
    }
}

pub(crate) fn goal(half: &HalfSignIn) -> Goal {
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
