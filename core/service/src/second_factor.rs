//! The second half of a sign-in: a code of an authenticator, or a recovery code.

use domain::audit::Actor;
use domain::device::Device;
use domain::factor::kind::{Kind, Kinds};
use domain::factor::recovery;
use domain::id::{InteractionId, UserId};
use domain::session::merge_amr;
use domain::token::{PlainToken, TokenHash};
use domain::user::User;
pub use store::half_sign_ins::Due;
use store::half_sign_ins::HalfSignIn;
use store::remembered_browsers::RememberedBrowser;
use store::{
    ReadTx, StoreError, WriteTx, approvals, devices, factors, half_sign_ins, remembered_browsers, users,
};

use crate::ask::{Asked, ask};
use crate::attempts::{Keys, charge};
use crate::authorize::Browser;
use crate::cx::Cx;
use crate::demand::{self, Demanded};
use crate::login::{Cookies, Goal, LoginError, Opening, renew_browser};
use crate::session::{self, SignedIn};
use crate::wake::Topic;

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
    /// The factors that its page offers: no other is taken.
    pub offered: Kinds,
    /// For how many days the browser can be remembered; nothing where it cannot.
    pub remember_days: Option<i64>,
    /// Whether there are phones, of which one may be lost.
    pub has_phones: bool,
    /// Names of phones that were switched off, since their keys seem to exist twice: whoever holds one waits in vain.
    pub stopped_phones: Vec<String>,
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
            approval_id: None,
            due: Due::SecondFactor,
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

    /// The browser holds it, and the phones are asked where one can be.
    pub(crate) fn hold(self, tx: &WriteTx<'_>, cx: &Cx) -> Result<(PlainToken, Asked), StoreError> {
        let Self { browser, old, mut half, event } = self;
        if let Some(old) = &old.browser {
            half.browser_known = users::knows_browser(tx, &half.user_id, old)?;
        }
        renew_browser(tx, &old, &half.browser)?;
        half_sign_ins::put(tx, &half)?;
        store::audit::append(tx, event, cx.now)?;
        let asked = ask(tx, cx, &half)?;
        Ok((browser, asked))
    }
}

/// What the browser holds, if anything that may still be completed.
pub fn find(cx: &Cx, browser: &Browser) -> Result<Option<Waiting>, StoreError> {
    cx.store().read(|tx| {
        let Some((half, user)) = load(cx, tx, browser)? else { return Ok(None) };
        let demanded = Demanded::of_goal(cx, tx, &user, half.interaction_id.as_ref())?;
        let offered = demanded.offer(&half.amr);
        let remember_days = remember_days(cx, &half, &demanded);
        let phones = devices::list(tx, &user.id)?;
        let has_phones = !phones.is_empty();
        let stopped = phones.into_iter().filter(Device::is_suspended);
        let stopped_phones = stopped.map(|device| device.name).collect();
        Ok(Some(Waiting {
            user,
            goal: goal(&half),
            due: half.due,
            offered,
            remember_days,
            has_phones,
            stopped_phones,
        }))
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

/// The factors that may be offered to whoever holds a half, as things stand.
pub(crate) fn offered(cx: &Cx, tx: &ReadTx<'_>, half: &HalfSignIn, user: &User) -> Result<Kinds, StoreError> {
    Ok(Demanded::of_goal(cx, tx, user, half.interaction_id.as_ref())?.offer(&half.amr))
}

/// For how many days the browser can be remembered: only where its being remembered would count.
fn remember_days(cx: &Cx, half: &HalfSignIn, demanded: &Demanded) -> Option<i64> {
    let days = cx.app.settings().number("mfa.remember_days");
    Some(days).filter(|days| *days > 0 && half.session_id.is_none() && demanded.demand.may_remember)
}

/// The browser gives up what it holds.
pub async fn cancel(cx: &Cx, browser: &Browser) -> Result<(), StoreError> {
    let Some(own) = browser.browser else { return Ok(()) };
    let cx = cx.clone();
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let Some(half) = half_sign_ins::find(tx, &own, cx.now)? else { return Ok(()) };
            half_sign_ins::consume(tx, &own)?;
            // Nobody waits for the answer any more: the phone need not ask for it.
            approvals::supersede(tx, &own)?;
            let (wake, topic) = (cx.app.wake.clone(), Topic::User(half.user_id));
            tx.after_commit(move || wake.wake(&topic));
            Ok(())
        })
        .await
}

/// Looks at a code; a right one makes the sign-in whole. `remember`: the person wants this browser remembered.
pub async fn complete(
    cx: &Cx,
    browser: &Browser,
    code: &str,
    remember: bool,
) -> Result<Completed, LoginError> {
    let user = find(cx, browser)?.filter(|waiting| waiting.due == Due::SecondFactor);
    let user = user.ok_or(LoginError::Gone)?.user;
    let keys = Keys::new(cx, Some(&user), "");
    charge(cx, keys.clone(), Some(user.id.clone()), browser.browser).await?;
    let ending = Ending::new(cx, &user, browser, remember);
    let code: String = code.chars().filter(|c| !c.is_whitespace() && *c != '-').take(64).collect();
    let kind = if recovery::looks_like_one(&code) { Kind::RecoveryCode } else { Kind::Authenticator };
    let cx = cx.clone().acting_as(Actor::User(user.id.clone()));
    let (store, browser) = (cx.store().clone(), browser.clone());
    let answer = store.write::<_, StoreError>(move |tx| {
        // All of it again inside the write: the account may have been switched off, the half used meanwhile.
        let half = load(&cx, tx, &browser)?.filter(|(half, _)| half.user_id == user.id);
        let Some((half, user)) = half else { return Ok(Err(LoginError::Gone)) };
        // A kind that is not offered is not looked at: a recovery code is not used up by it.
        let is_offered = offered(&cx, tx, &half, &user)?.contains(kind);
        if half.due != Due::SecondFactor || !is_offered || !use_code(tx, &cx, &user.id, &code)? {
            store::audit::append(tx, cx.event("login.second_factor_failed").user(&user.id), cx.now)?;
            return Ok(Err(LoginError::Wrong));
        }
        keys.give_back(tx)?;
        // Another factor was used: what phones failed at is forgiven.
        let state = factors::load(tx, &user.id)?;
        factors::put(tx, &user.id, &state.forgiven())?;
        Ok(ending.end(tx, &cx, &half, kind.amr())?.ok_or(LoginError::Gone))
    });
    answer.await?
}

/// The end of a sign-in whose second factor was right: a session, or one more step before it.
pub(crate) struct Ending {
    opening: Opening,
    browser: PlainToken,
    old: Browser,
    user: User,
    remember: bool,
}

impl Ending {
    /// `remember`: the person wants this browser remembered.
    pub(crate) fn new(cx: &Cx, user: &User, old: &Browser, remember: bool) -> Self {
        Self {
            opening: Opening::new(cx, user, old, &[]),
            browser: PlainToken::generate(cx.entropy()),
            old: old.clone(),
            user: user.clone(),
            remember,
        }
    }

    /// Takes the half and makes it whole with what the second factor adds to its methods; nothing if another request was
    /// first.
    pub(crate) fn end(
        self,
        tx: &WriteTx<'_>,
        cx: &Cx,
        half: &HalfSignIn,
        added: &[&str],
    ) -> Result<Option<Completed>, StoreError> {
        if !half_sign_ins::consume(tx, &half.browser)? {
            return Ok(None);
        }
        let goal = goal(half);
        if !factors::load(tx, &half.user_id)?.must_set_password {
            let demanded = Demanded::of_goal(cx, tx, &self.user, goal.interaction.as_ref())?;
            let cookies = self.opening.of_half(half, added).open(tx, cx, goal.interaction.as_ref())?;
            if self.remember && remember_days(cx, half, &demanded).is_some() {
                let remembered = RememberedBrowser {
                    browser: cookies.browser.hash(),
                    remembered_at: cx.now,
                    user_agent: cx.user_agent.clone(),
                    address: cx.address.clone(),
                };
                remembered_browsers::put(tx, &half.user_id, &remembered)?;
                store::audit::append(tx, cx.event("browser.remembered").user(&half.user_id), cx.now)?;
            }
            return Ok(Some(Completed::SignedIn { cookies, goal }));
        }
        let next = HalfSignIn {
            browser: self.browser.hash(),
            due: Due::NewPassword,
            amr: merge_amr(&half.amr, added),
            expires_at: cx.now + HALF_LIFETIME_S,
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
