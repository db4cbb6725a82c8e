//! A person's authenticator and recovery codes: set up, replace, take away.

use domain::audit::{Actor, Event};
use domain::factor::kind::Kind;
use domain::factor::recovery;
use domain::factor::totp::TotpSecret;
use domain::id::{OutboxId, UserId};
use domain::outbox::{Content, Message, NOTICE_LIFETIME_S};
use domain::secret::Secret;
use domain::session::merge_amr;
use domain::token::TokenHash;
use domain::user::User;
use store::factors::{self, FactorState};
use store::{ReadTx, StoreError, devices, outbox, passkeys, sessions, users};

use crate::cx::Cx;
use crate::demand::{Demanded, factors_left, may_change};
use crate::rights::FRESH_S;
use crate::second_factor::forget_remembered;
use crate::second_step_link;
use crate::session::SignedIn;

/// How old a sign-in may be when the secret is shown and its first code typed: the person installs an app meanwhile.
const ENROLMENT_S: i64 = 900;

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum FactorError {
    /// An administrator gave a link that has to be used first.
    #[error("open the link that your administrator gave you first")]
    LinkFirst,
    /// There is an authenticator, or none, so that this makes no sense.
    #[error("the account does not stand so that this could be done")]
    NotNow,
    /// The sign-in is too long ago.
    #[error("sign in again to do this")]
    NotFresh,
    /// The session was opened without the second factor that the account has.
    #[error("sign in with the second factor to do this")]
    NotWhole,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Not the code that the authenticator shows.
    #[error("this is not the code")]
    Wrong,
}

/// What an account has.
#[derive(Clone, Copy, Debug)]
pub struct Overview {
    /// Since when its authenticator counts.
    pub authenticator_since: Option<i64>,
    /// Recovery codes that are left.
    pub codes_left: i64,
    /// Phones that are linked.
    pub phones: u64,
    /// Passkeys that it has.
    pub passkeys: u64,
    /// What has to be set up, where everybody has to have one that counts and there is none.
    pub to_set_up: Option<Kind>,
}

/// An authenticator that was begun and not confirmed.
#[derive(Debug)]
pub struct Enrolment {
    /// For the QR code.
    pub uri: Secret,
    /// For those who type.
    pub base32: Secret,
}

/// What the account has.
pub fn overview(cx: &Cx, user: &UserId) -> Result<Overview, StoreError> {
    cx.store().read(|tx| {
        let found = users::find(tx, user)?;
        let demanded = found.map(|user| Demanded::here(cx, tx, &user)).transpose()?;
        Ok(Overview {
            authenticator_since: factors::load(tx, user)?.totp_since,
            phones: devices::list(tx, user)?.len() as u64,
            passkeys: passkeys::list(tx, user)?.len() as u64,
            codes_left: factors::count_recovery_codes(tx, user)?,
            to_set_up: demanded.and_then(|demanded| demanded.to_set_up()),
        })
    })
}

/// Makes a secret, which does not count before a code of it was typed.
pub async fn begin(cx: &Cx, signed_in: &SignedIn) -> Result<(), FactorError> {
    require_fresh(cx, signed_in, FRESH_S)?;
    let secret = TotpSecret::generate(cx.entropy());
    let (cx, signed_in) = (cx.clone(), signed_in.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            check_enrolment(tx, &cx, &signed_in)?;
            Ok(factors::begin_totp(tx, &signed_in.user.id, &secret)?)
        })
        .await
}

/// The secret that was begun, while it is not confirmed and the sign-in is recent.
pub fn find_enrolment(cx: &Cx, signed_in: &SignedIn) -> Result<Option<Enrolment>, StoreError> {
    if require_fresh(cx, signed_in, ENROLMENT_S).is_err() {
        return Ok(None);
    }
    let user = &signed_in.user;
    cx.store().read(|tx| {
        if factors::load(tx, &user.id)?.totp_since.is_some() {
            return Ok(None);
        }
        let secret = factors::totp_secret(tx, &user.id)?;
        let issuer = cx.app.settings().office_name().to_owned();
        Ok(secret.map(|secret| Enrolment {
            uri: Secret::new(secret.uri(&issuer, user.email.as_str())),
            base32: Secret::new(secret.base32()),
        }))
    })
}

/// The first code: from now on the authenticator counts. Recovery codes are made where there are none.
pub async fn confirm(cx: &Cx, signed_in: &SignedIn, code: &str) -> Result<Vec<Secret>, FactorError> {
    require_fresh(cx, signed_in, ENROLMENT_S)?;
    let code: String = code.chars().filter(|c| !c.is_whitespace() && *c != '-').take(64).collect();
    let codes = recovery::generate(cx.entropy());
    let notice = notice(cx, &signed_in.user, |to| Content::FactorAdded { to });
    let event = event(cx, &signed_in.user, "factor.added").with("kind", "authenticator");
    let (cx, signed_in) = (cx.clone(), signed_in.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let user = &signed_in.user.id;
            let state = check_enrolment(tx, &cx, &signed_in)?;
            let secret = factors::totp_secret(tx, user)?.ok_or(FactorError::NotNow)?;
            let step = secret.accept(&code, state.totp_last_step, cx.now).ok_or(FactorError::Wrong)?;
            if !factors::use_totp_step(tx, user, step, cx.now)? {
                return Err(FactorError::Wrong);
            }
            factors::put(tx, user, &FactorState { demanded_since: Some(cx.now), ..state })?;
            // This session has just proved it; the person's others go a step further where more is demanded.
            let amr = merge_amr(&signed_in.session.amr, Kind::Authenticator.amr());
            sessions::set_amr(tx, &signed_in.session.id, &amr)?;
            forget_remembered(tx, user)?;
            outbox::insert(tx, &notice)?;
            store::audit::append(tx, event, cx.now)?;
            if factors::count_recovery_codes(tx, user)? > 0 {
                return Ok(Vec::new());
            }
            factors::replace_recovery_codes(tx, user, &recovery_tags(&cx, &codes))?;
            Ok(codes)
        })
        .await
}

/// Takes the authenticator away. With the last factor the demand goes, and the recovery codes. It takes a session with a
/// second factor, but where nobody is asked for one: there is none to be had.
pub async fn remove(cx: &Cx, signed_in: &SignedIn) -> Result<(), FactorError> {
    require_fresh(cx, signed_in, FRESH_S)?;
    let notice = notice(cx, &signed_in.user, |to| Content::FactorRemoved { to });
    let removed = event(cx, &signed_in.user, "factor.removed").with("kind", "authenticator");
    let off = event(cx, &signed_in.user, "factor.demand_ended");
    let (cx, signed_in) = (cx.clone(), signed_in.clone());
    let (store, user, now) = (cx.store().clone(), signed_in.user.id.clone(), cx.now);
    store
        .write(move |tx| {
            require_whole(tx, &signed_in)?;
            let state = factors::load(tx, &user)?;
            if state.totp_since.is_none() {
                return Err(FactorError::NotNow);
            }
            factors::delete_totp(tx, &user)?;
            forget_remembered(tx, &user)?;
            store::audit::append(tx, removed, now)?;
            if factors_left(&cx, tx, &user)?.is_empty() {
                factors::put(tx, &user, &FactorState { demanded_since: None, ..state })?;
                factors::replace_recovery_codes(tx, &user, &[])?;
                store::audit::append(tx, off, now)?;
            }
            Ok(outbox::insert(tx, &notice)?)
        })
        .await
}

/// New recovery codes in the place of the old ones.
pub async fn renew_codes(cx: &Cx, signed_in: &SignedIn) -> Result<Vec<Secret>, FactorError> {
    require_fresh(cx, signed_in, FRESH_S)?;
    let codes = recovery::generate(cx.entropy());
    let tags = recovery_tags(cx, &codes);
    let event = event(cx, &signed_in.user, "factor.recovery_codes_made");
    let (cx, signed_in) = (cx.clone(), signed_in.clone());
    let (store, user, now) = (cx.store().clone(), signed_in.user.id.clone(), cx.now);
    store
        .write(move |tx| {
            require_whole(tx, &signed_in)?;
            if !factors::load(tx, &user)?.has_factor() {
                return Err(FactorError::NotNow);
            }
            factors::replace_recovery_codes(tx, &user, &tags)?;
            forget_remembered(tx, &user)?;
            Ok(store::audit::append(tx, event, now)?)
        })
        .await?;
    Ok(codes)
}

/// Whether the person may set an authenticator up: there is none, and no other factor that this session went past.
fn check_enrolment(tx: &ReadTx<'_>, cx: &Cx, signed_in: &SignedIn) -> Result<FactorState, FactorError> {
    let state = factors::load(tx, &signed_in.user.id)?;
    if state.totp_since.is_some() {
        return Err(FactorError::NotNow);
    }
    if second_step_link::comes_first(tx, &signed_in.user.id, cx.now)? {
        return Err(FactorError::LinkFirst);
    }
    require_whole(tx, signed_in)?;
    Ok(state)
}

fn require_fresh(cx: &Cx, signed_in: &SignedIn, seconds: i64) -> Result<(), FactorError> {
    if signed_in.session.is_fresh(seconds, cx.now) { Ok(()) } else { Err(FactorError::NotFresh) }
}

fn require_whole(tx: &ReadTx<'_>, signed_in: &SignedIn) -> Result<(), FactorError> {
    if may_change(tx, signed_in)? { Ok(()) } else { Err(FactorError::NotWhole) }
}

pub(crate) fn recovery_tags(cx: &Cx, codes: &[Secret]) -> Vec<TokenHash> {
    let key = cx.store().client_secret_key();
    codes.iter().map(|code| recovery::tag(key, code.expose())).collect()
}

fn event(cx: &Cx, user: &User, name: &'static str) -> Event {
    cx.clone().acting_as(Actor::User(user.id.clone())).event(name).user(&user.id)
}

/// A message to the owner.
pub(crate) fn notice(cx: &Cx, user: &User, content: impl FnOnce(String) -> Content) -> Message {
    Message {
        id: OutboxId::generate(cx.entropy()),
        user_id: Some(user.id.clone()),
        content: content(user.email.as_str().to_owned()),
        created_at: cx.now,
        expires_at: cx.now + NOTICE_LIFETIME_S,
    }
}
