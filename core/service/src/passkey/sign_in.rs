//! Using a passkey: alone, which is a whole sign-in, or as the second half of one.

use domain::audit::{Actor, Event};
use domain::factor::kind::Kind;
use domain::id::UserId;
use domain::outbox::Content;
use domain::passkey::ceremony::{Assertion, Refusal, Used};
use domain::passkey::challenge::{self, Bond, Challenge, Purpose};
use domain::passkey::{CounterVerdict, Passkey, rp_id};
use domain::user::User;
use store::half_sign_ins::{Due, HalfSignIn};
use store::{StoreError, WriteTx, factors, half_sign_ins, outbox, passkeys, users};

use super::place;
use crate::attempts::{Keys, charge};
use crate::authenticator::notice;
use crate::authorize::Browser;
use crate::cx::Cx;
use crate::login::{Goal, LoginError};
use crate::second_factor::{self, Completed, Ending, HALF_LIFETIME_S, load, offered};

/// What the browser is asked for.
#[derive(Debug)]
pub struct Request {
    /// Base64url.
    pub challenge: String,
    /// The host.
    pub rp_id: String,
    /// The passkeys that count: id, and how it is reached. None of them is named where nobody said yet who it is.
    pub allow: Vec<(Vec<u8>, Vec<String>)>,
}

/// Why a passkey signed nobody in.
#[derive(Debug, thiserror::Error)]
pub enum UseError {
    /// Its counter went back: there may be two of it.
    #[error("the counter did not grow")]
    Copied,
    /// As with any other sign-in.
    #[error(transparent)]
    Login(#[from] LoginError),
    /// What the browser brought does not pass.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The challenge is not one of ours, or was used, or its time is over.
    #[error("this was begun too long ago")]
    TooOld,
    /// Nobody here has it, or it was switched off.
    #[error("no account has this passkey")]
    Unknown,
}

impl From<StoreError> for UseError {
    fn from(error: StoreError) -> Self {
        Self::Login(error.into())
    }
}

/// What the browser is asked for on the page where nobody said yet who it is.
pub fn begin(cx: &Cx, browser: &Browser) -> Result<Request, UseError> {
    let own = browser.browser.ok_or(UseError::TooOld)?;
    let bond = Bond { purpose: Purpose::SignIn, browser: &own, user: None };
    Ok(request(cx, bond, Vec::new()))
}

/// What the browser is asked for as the second half of a sign-in that it holds.
pub fn begin_second(cx: &Cx, browser: &Browser) -> Result<Request, UseError> {
    let own = browser.browser.ok_or(UseError::TooOld)?;
    let issuer = cx.app.issuer();
    cx.store().read(|tx| {
        let Some((half, user)) = load(cx, tx, browser)? else { return Err(LoginError::Gone.into()) };
        if half.due != Due::SecondFactor || !offered(cx, tx, &half, &user)?.contains(Kind::Passkey) {
            return Err(UseError::Unknown);
        }
        let known = passkeys::list(tx, &user.id)?.into_iter();
        let active = known.filter(|passkey| passkey.is_active_at(rp_id(&issuer)));
        let allow = active.map(|passkey| (passkey.credential_id, passkey.transports)).collect();
        let bond = Bond { purpose: Purpose::SecondFactor, browser: &own, user: Some(&user.id) };
        Ok(request(cx, bond, allow))
    })
}

/// Signs in by a passkey alone: it is the account's own name for itself, its possession, and the authenticator's look at
/// the person. Everything that is observed after a password is observed here.
pub async fn sign_in(
    cx: &Cx,
    browser: &Browser,
    credential: &str,
    goal: &Goal,
) -> Result<Completed, UseError> {
    let keys = Keys::of_address(cx);
    charge(cx, keys.clone(), None, browser.browser).await?;
    let read = Assertion::parse(credential).map_err(UseError::from).and_then(|assertion| {
        let challenge = open(cx, browser, Purpose::SignIn, None, &assertion)?;
        // Nobody said who it is, so the authenticator has to.
        let (passkey, user) = find_owner(cx, &assertion, true)?;
        let used = verify(cx, &assertion, &passkey);
        Ok((challenge, passkey, user, used))
    });
    let (challenge, passkey, user, used) = match read {
        Ok(read) => read,
        Err(error) => return Err(refused(cx, "login.passkey_failed", None, error).await),
    };
    let used = match used {
        Ok(used) => used,
        Err(error) => return Err(refused(cx, "login.passkey_failed", Some(&user), error.into()).await),
    };
    if !user.is_active() {
        crate::attempts::give_back(cx, keys).await?;
        let admins = cx.store().read(users::admin_names)?;
        return Err(LoginError::Disabled { admins }.into());
    }
    let ending = Ending::new(cx, &user, browser, false);
    let cx = cx.clone().acting_as(Actor::User(user.id.clone()));
    let (store, browser, goal) = (cx.store().clone(), browser.clone(), goal.clone());
    let own = browser.browser.ok_or(UseError::TooOld)?;
    store
        .write::<_, StoreError>(move |tx| {
            let Some(user) = users::find(tx, &user.id)?.filter(User::is_active) else {
                return Ok(Err(UseError::Unknown));
            };
            let passkey = match count(tx, &cx, &user, &challenge, &passkey, used)? {
                Ok(passkey) => passkey,
                Err(error) => return Ok(Err(error)),
            };
            keys.give_back(tx)?;
            // A sign-in whose first factor is its second one too.
            let half = whole(tx, &cx, &user, &goal, own)?;
            half_sign_ins::put(tx, &half)?;
            let ended = ending.end(tx, &cx, &half, &passkey.amr())?;
            Ok(ended.ok_or_else(|| LoginError::Gone.into()))
        })
        .await?
}

/// The second half of a sign-in. `remember`: the person wants this browser remembered.
pub async fn complete(
    cx: &Cx,
    browser: &Browser,
    credential: &str,
    remember: bool,
) -> Result<Completed, UseError> {
    let waiting = second_factor::find(cx, browser)?.filter(|waiting| waiting.due == Due::SecondFactor);
    let user = waiting.ok_or(LoginError::Gone)?.user;
    let keys = Keys::new(cx, Some(&user), "");
    charge(cx, keys.clone(), Some(user.id.clone()), browser.browser).await?;
    let ending = Ending::new(cx, &user, browser, remember);
    let read = Assertion::parse(credential).map_err(UseError::from).and_then(|assertion| {
        let challenge = open(cx, browser, Purpose::SecondFactor, Some(&user.id), &assertion)?;
        let (passkey, owner) = find_owner(cx, &assertion, false)?;
        if owner.id != user.id {
            return Err(UseError::Unknown);
        }
        let used = verify(cx, &assertion, &passkey)?;
        Ok((challenge, passkey, used))
    });
    let (challenge, passkey, used) = match read {
        Ok(read) => read,
        Err(error) => return Err(refused(cx, "login.second_factor_failed", Some(&user), error).await),
    };
    let cx = cx.clone().acting_as(Actor::User(user.id.clone()));
    let (store, browser) = (cx.store().clone(), browser.clone());
    store
        .write::<_, StoreError>(move |tx| {
            // All of it again inside the write: the account may have been switched off, the half used meanwhile.
            let half = load(&cx, tx, &browser)?.filter(|(half, _)| half.user_id == user.id);
            let Some((half, user)) = half else { return Ok(Err(LoginError::Gone.into())) };
            if half.due != Due::SecondFactor || !offered(&cx, tx, &half, &user)?.contains(Kind::Passkey) {
                store::audit::append(tx, cx.event("login.second_factor_failed").user(&user.id), cx.now)?;
                return Ok(Err(UseError::Unknown));
            }
            let passkey = match count(tx, &cx, &user, &challenge, &passkey, used)? {
                Ok(passkey) => passkey,
                Err(error) => return Ok(Err(error)),
            };
            keys.give_back(tx)?;
            // Another factor was used: what phones failed at is forgiven.
            let state = factors::load(tx, &user.id)?;
            factors::put(tx, &user.id, &state.forgiven())?;
            Ok(ending.end(tx, &cx, &half, &passkey.amr())?.ok_or_else(|| LoginError::Gone.into()))
        })
        .await?
}

fn request(cx: &Cx, bond: Bond<'_>, allow: Vec<(Vec<u8>, Vec<String>)>) -> Request {
    let challenge = challenge::make(cx.store().client_secret_key(), cx.entropy(), bond, cx.now);
    Request { challenge, rp_id: rp_id(&cx.app.issuer()).to_owned(), allow }
}

fn open(
    cx: &Cx,
    browser: &Browser,
    purpose: Purpose,
    user: Option<&UserId>,
    assertion: &Assertion,
) -> Result<Challenge, UseError> {
    let own = browser.browser.ok_or(UseError::TooOld)?;
    let bond = Bond { purpose, browser: &own, user };
    let opened = challenge::open(cx.store().client_secret_key(), bond, assertion.challenge(), cx.now);
    opened.map_err(|_| UseError::TooOld)
}

/// 7.2, step 6: whose passkey it is, by its own name and by the handle that its authenticator keeps.
fn find_owner(cx: &Cx, assertion: &Assertion, names_owner: bool) -> Result<(Passkey, User), UseError> {
    let issuer = cx.app.issuer();
    cx.store().read(|tx| {
        let passkey = passkeys::find_by_credential(tx, assertion.credential_id())?
            .filter(|passkey| passkey.is_active_at(rp_id(&issuer)))
            .ok_or(UseError::Unknown)?;
        let user = users::find(tx, &passkey.user_id)?.ok_or(UseError::Unknown)?;
        let handle = passkeys::find_handle(tx, &user.id)?;
        match assertion.user_handle() {
            Some(told) if handle.as_deref() == Some(told) => Ok((passkey, user)),
            None if !names_owner => Ok((passkey, user)),
            _ => Err(UseError::Unknown),
        }
    })
}

fn verify(cx: &Cx, assertion: &Assertion, passkey: &Passkey) -> Result<Used, Refusal> {
    let issuer = cx.app.issuer();
    assertion.verify(place(&issuer), &passkey.public_key, passkey.backup_eligible)
}

/// Uses challenge and counter up, as the passkey stands inside the write. The inner result is an answer, and what was
/// stored with it stays: a copied key is counted.
fn count(
    tx: &WriteTx<'_>,
    cx: &Cx,
    user: &User,
    challenge: &Challenge,
    seen: &Passkey,
    used: Used,
) -> Result<Result<Passkey, UseError>, StoreError> {
    let issuer = cx.app.issuer();
    let found = passkeys::find(tx, &seen.id)?.filter(|passkey| passkey.is_active_at(rp_id(&issuer)));
    let Some(passkey) = found else { return Ok(Err(UseError::Unknown)) };
    if !passkeys::use_challenge(tx, challenge)? {
        return Ok(Err(UseError::TooOld));
    }
    let (passkey, verdict) = passkey.count(used.counter, cx.now);
    if verdict != CounterVerdict::Fresh {
        passkeys::update(tx, &passkey)?;
        let (name, suspended) = (passkey.name.clone(), verdict == CounterVerdict::CopiedAgain);
        outbox::insert(tx, &notice(cx, user, |to| Content::PasskeyCopied { to, name, suspended }))?;
        let event = cx.event(if suspended { "passkey.suspended" } else { "passkey.copied" });
        let event = event.user(&user.id).with("passkey", passkey.id.as_str());
        store::audit::append(tx, event.with("name", passkey.name.as_str()), cx.now)?;
        return Ok(Err(UseError::Copied));
    }
    let passkey = Passkey { backed_up: used.backed_up, last_used_at: Some(cx.now), ..passkey };
    passkeys::update(tx, &passkey)?;
    Ok(Ok(passkey))
}

/// A sign-in that waits for nothing: it is made whole in the transaction that it is made in.
fn whole(
    tx: &WriteTx<'_>,
    cx: &Cx,
    user: &User,
    goal: &Goal,
    browser: domain::token::TokenHash,
) -> Result<HalfSignIn, StoreError> {
    Ok(HalfSignIn {
        browser,
        user_id: user.id.clone(),
        interaction_id: goal.interaction.clone(),
        next: goal.next.clone(),
        browser_known: users::knows_browser(tx, &user.id, &browser)?,
        session_id: None,
        approval_id: None,
        due: Due::SecondFactor,
        amr: Vec::new(),
        created_at: cx.now,
        expires_at: cx.now + HALF_LIFETIME_S,
    })
}

/// Writes a refusal down, with its reason.
async fn refused(cx: &Cx, name: &'static str, user: Option<&User>, error: UseError) -> UseError {
    let why = match &error {
        UseError::Refused(refusal) => refusal.word(),
        UseError::TooOld => "challenge",
        UseError::Unknown => "unknown",
        UseError::Copied => "copied",
        UseError::Login(_) => return error,
    };
    let event: Event = cx.event(name).with("passkey", why);
    let event = match user {
        Some(user) => event.user(&user.id),
        None => event,
    };
    let now = cx.now;
    match cx.store().write::<_, StoreError>(move |tx| store::audit::append(tx, event, now)).await {
        Ok(()) => error,
        Err(failed) => failed.into(),
    }
}
