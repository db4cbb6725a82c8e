//! The second half of a sign-in: a code of an authenticator, or a recovery code.

use domain::audit::Actor;
use domain::factor::kind::{Kind, Kinds};
use domain::factor::recovery;
use domain::id::{InteractionId, UserId};
use domain::token::{PlainToken, TokenHash};
use domain::user::User;
use store::half_sign_ins::HalfSignIn;
use store::{ReadTx, StoreError, WriteTx, factors, half_sign_ins, remembered_browsers, users};

use crate::attempts::{Keys, charge};
use crate::authorize::Browser;
use crate::cx::Cx;
use crate::demand::{self, Demanded};
use crate::login::{Cookies, Goal, LoginError, Opening, renew_browser};
use crate::session::{self, SignedIn};

/// How long a right password waits for the second factor, in seconds.
pub const HALF_LIFETIME_S: i64 = 600;

/// A sign-in that waits, as its page shows it.
#[derive(Debug)]
pub struct Waiting {
    /// Whose it is.
    pub user: User,
    /// What it is for.
    pub goal: Goal,
    /// The factors that its page offers: no other is taken.
    pub offered: Kinds,
    /// For how many days the browser can be remembered; 0 where it cannot.
    pub remember_days: i64,
}

/// A sign-in that is whole.
#[derive(Debug)]
pub struct Completed {
    /// The browser's new cookies.
    pub cookies: Cookies,
    /// What it was for.
    pub goal: Goal,
}

/// Whether a right password is only half of a sign-in, for this goal and in this browser.
pub(crate) fn is_due(
    cx: &Cx,
    tx: &ReadTx<'_>,
    user: &User,
    goal: &Goal,
    browser: &Browser,
) -> Result<bool, StoreError> {
    let demanded = Demanded::of_goal(cx, tx, user, goal.interaction.as_ref())?;
    Ok(demanded.is_due_after_password(demand::is_remembered(cx, tx, &user.id, browser)?))
}

/// The person's second factor is asked in every browser again: password or factor changed, or somebody said "not me".
pub(crate) fn forget_remembered(tx: &WriteTx<'_>, user: &UserId) -> Result<(), StoreError> {
    remembered_browsers::delete_of_user(tx, user)
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
            session_id: None,
            amr: vec!["pwd".into()],
            created_at: cx.now,
            expires_at: cx.now + HALF_LIFETIME_S,
        };
        let event =
            cx.clone().acting_as(Actor::User(user.id.clone())).event("login.first_factor").user(&user.id);
        Self { browser, old: old.clone(), half, event }
    }

    /// Of somebody who is signed in and goes a step further: the session goes on, and is made whole with its own id.
    pub(crate) fn of_session(cx: &Cx, signed_in: &SignedIn, old: &Browser, goal: &Goal) -> Self {
        let mut made = Self::new(cx, &signed_in.user, old, goal);
        made.half.session_id = Some(signed_in.session.id.clone());
        made.half.amr.clone_from(&signed_in.session.amr);
        let cx = cx.clone().acting_as(Actor::User(signed_in.user.id.clone()));
        made.event = cx.event("session.step_up").user(&signed_in.user.id);
        made
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
    cx.store().read(|tx| {
        let Some((half, user)) = load(cx, tx, browser)? else { return Ok(None) };
        let demanded = Demanded::of_goal(cx, tx, &user, half.interaction_id.as_ref())?;
        let offered = demanded.offer(&half.amr);
        let remember_days = remember_days(cx, &half, &demanded);
        Ok(Some(Waiting { user, goal: goal(&half), offered, remember_days }))
    })
}

/// The half that a browser holds, and whose it is. One that goes a step further is worth nothing without its session.
pub(crate) fn load(
    cx: &Cx,
    tx: &ReadTx<'_>,
    browser: &Browser,
) -> Result<Option<(HalfSignIn, User)>, StoreError> {
    let own = browser.browser.as_ref();
    let Some(half) = own.map(|own| half_sign_ins::find(tx, own, cx.now)).transpose()?.flatten() else {
        return Ok(None);
    };
    if let Some(id) = &half.session_id {
        let live = session::load(cx, tx, browser.session.as_ref())?;
        if !live.is_some_and(|live| live.session.id == *id && live.user.id == half.user_id) {
            return Ok(None);
        }
    }
    let user = users::find(tx, &half.user_id)?.filter(User::is_active);
    Ok(user.map(|user| (half, user)))
}

/// For how many days the browser can be remembered: only where its being remembered would count.
fn remember_days(cx: &Cx, half: &HalfSignIn, demanded: &Demanded) -> i64 {
    if half.session_id.is_some() || !demanded.demand.may_remember {
        return 0;
    }
    cx.app.settings().number("mfa.remember_days")
}

/// The browser gives up what it holds.
pub async fn cancel(cx: &Cx, browser: &Browser) -> Result<(), StoreError> {
    let Some(own) = browser.browser else { return Ok(()) };
    cx.store().write(move |tx| half_sign_ins::consume(tx, &own).map(drop)).await
}

/// Looks at a code; a right one makes the sign-in whole. `remember`: the person wants this browser remembered.
pub async fn complete(
    cx: &Cx,
    browser: &Browser,
    code: &str,
    remember: bool,
) -> Result<Completed, LoginError> {
    let Waiting { user, .. } = find(cx, browser)?.ok_or(LoginError::Gone)?;
    let keys = Keys::new(cx, Some(&user), "");
    charge(cx, keys.clone(), Some(user.id.clone()), browser.browser).await?;
    let opening = Opening::new(cx, &user, browser, &[]);
    let code: String = code.chars().filter(|c| !c.is_whitespace() && *c != '-').take(64).collect();
    let kind = if recovery::looks_like_one(&code) { Kind::RecoveryCode } else { Kind::Authenticator };
    let cx = cx.clone().acting_as(Actor::User(user.id.clone()));
    let (store, browser) = (cx.store().clone(), browser.clone());
    let answer = store.write::<_, StoreError>(move |tx| {
        // All of it again inside the write: the account may have been switched off, the half used meanwhile.
        let half = load(&cx, tx, &browser)?.filter(|(half, _)| half.user_id == user.id);
        let Some((half, user)) = half else { return Ok(Err(LoginError::Gone)) };
        let demanded = Demanded::of_goal(&cx, tx, &user, half.interaction_id.as_ref())?;
        // A kind that is not accepted is not looked at: a recovery code is not used up by it.
        if !demanded.offer(&half.amr).contains(kind) || !use_code(tx, &cx, &user.id, &code)? {
            store::audit::append(tx, cx.event("login.second_factor_failed").user(&user.id), cx.now)?;
            return Ok(Err(LoginError::Wrong));
        }
        let opening = opening.of_half(&half, kind.amr());
        let Some(completed) = finish(tx, &cx, &half, opening)? else { return Ok(Err(LoginError::Gone)) };
        keys.give_back(tx)?;
        if remember && remember_days(&cx, &half, &demanded) > 0 {
            remember_browser(tx, &cx, &user.id, &completed)?;
        }
        Ok(Ok(completed))
    });
    answer.await?
}

/// The second factor was right: the half becomes a session, unless it was used meanwhile.
pub(crate) fn finish(
    tx: &WriteTx<'_>,
    cx: &Cx,
    half: &HalfSignIn,
    opening: Opening,
) -> Result<Option<Completed>, StoreError> {
    if !half_sign_ins::consume(tx, &half.browser)? {
        return Ok(None);
    }
    let goal = goal(half);
    let cookies = opening.open(tx, goal.interaction.as_ref(), cx.now)?;
    Ok(Some(Completed { cookies, goal }))
}

/// From now on the second factor is not asked in the browser for a while.
pub(crate) fn remember_browser(
    tx: &WriteTx<'_>,
    cx: &Cx,
    user: &UserId,
    completed: &Completed,
) -> Result<(), StoreError> {
    remembered_browsers::put(tx, user, &completed.cookies.browser.hash(), cx.now)?;
    store::audit::append(tx, cx.event("browser.remembered").user(user), cx.now)
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
