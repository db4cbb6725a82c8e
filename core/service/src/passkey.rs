//! Passkeys: what their owner does with them. Making one and using one stand in the parts below.

pub mod add;
pub mod sign_in;

use domain::audit::{Actor, Event};
use domain::factor::policy::Policy;
use domain::id::{PasskeyId, UserId};
use domain::outbox::Content;
use domain::passkey::Passkey;
use domain::passkey::ceremony::{Place, Refusal};
use domain::passkey::rp_id;
use domain::user::User;
use store::factors::{self, FactorState};
use store::{ReadTx, StoreError, WriteTx, outbox, passkeys};

use crate::authenticator::notice;
use crate::cx::Cx;
use crate::demand::{Demanded, factors_left, may_change};
use crate::device::parse_name;
use crate::rights::FRESH_S;
use crate::second_factor::forget_remembered;
use crate::session::SignedIn;

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    /// The authenticator holds one of this account already, or somebody else's is called so.
    #[error("this passkey is known already")]
    Known,
    /// It is the last second step, and the person has to have one.
    #[error("this is the last second step of the account")]
    Last,
    /// An administrator gave a link that has to be used first.
    #[error("open the link that your administrator gave you first")]
    LinkFirst,
    /// Not a name.
    #[error("a name has 1 to {} characters", crate::device::MAX_NAME)]
    Name,
    /// The sign-in is too long ago.
    #[error("sign in again to do this")]
    NotFresh,
    /// The session was opened without the second factor that the account has.
    #[error("sign in with the second factor to do this")]
    NotWhole,
    /// What the browser brought does not pass.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The account has as many as one may have.
    #[error("an account has at most {} passkeys", domain::passkey::MAX_PASSKEYS)]
    TooMany,
    /// The challenge is not one of ours, or was used, or its time is over.
    #[error("this was begun too long ago")]
    TooOld,
    /// No such passkey, or somebody else's.
    #[error("there is no such passkey")]
    Unknown,
}

/// A passkey, as its owner sees it.
#[derive(Clone, Debug)]
pub struct Owned {
    /// The passkey.
    pub passkey: Passkey,
    /// Whether it may be used: one that was made under another address of this server answers no more.
    pub is_active: bool,
}

/// The passkeys of a person, oldest first.
pub fn list(cx: &Cx, user: &UserId) -> Result<Vec<Owned>, StoreError> {
    cx.store().read(|tx| list_in(cx, tx, user))
}

pub(crate) fn list_in(cx: &Cx, tx: &ReadTx<'_>, user: &UserId) -> Result<Vec<Owned>, StoreError> {
    let issuer = cx.app.issuer();
    let known = passkeys::list(tx, user)?.into_iter();
    Ok(known.map(|passkey| Owned { is_active: passkey.is_active_at(rp_id(&issuer)), passkey }).collect())
}

/// One passkey of a person.
pub fn find(cx: &Cx, user: &UserId, id: &PasskeyId) -> Result<Option<Passkey>, StoreError> {
    cx.store().read(|tx| own(tx, user, id))
}

/// The owner gives one another name.
pub async fn rename(cx: &Cx, signed_in: &SignedIn, id: PasskeyId, name: &str) -> Result<(), PasskeyError> {
    let name = parse_name(name).map_err(|_| PasskeyError::Name)?;
    let (cx, user) = (cx.clone(), signed_in.user.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let passkey = own(tx, &user.id, &id)?.ok_or(PasskeyError::Unknown)?;
            passkeys::update(tx, &Passkey { name: name.clone(), ..passkey })?;
            let event = event(&cx, &user, "passkey.renamed", &id).with("name", name);
            Ok(store::audit::append(tx, event, cx.now)?)
        })
        .await
}

/// The owner takes one away. Needs a recent sign-in with the second factor; the last stays where the person has to have
/// one. With the last factor the demand goes: the owner turned it off with the factor.
pub async fn remove(cx: &Cx, signed_in: &SignedIn, id: PasskeyId) -> Result<(), PasskeyError> {
    if !signed_in.session.is_fresh(FRESH_S, cx.now) {
        return Err(PasskeyError::NotFresh);
    }
    let cx = cx.clone().acting_as(Actor::User(signed_in.user.id.clone()));
    let (store, signed_in) = (cx.store().clone(), signed_in.clone());
    store
        .write(move |tx| {
            let user = &signed_in.user;
            let passkey = own(tx, &user.id, &id)?.ok_or(PasskeyError::Unknown)?;
            if !may_change(tx, &signed_in)? {
                return Err(PasskeyError::NotWhole);
            }
            let counts = passkey.is_active_at(rp_id(&cx.app.issuer()));
            forget(tx, &cx, user, &passkey)?;
            if !counts || !factors_left(&cx, tx, &user.id)?.is_empty() {
                return Ok(());
            }
            if Demanded::here(&cx, tx, user)?.demand.policy == Policy::Required {
                return Err(PasskeyError::Last);
            }
            let state = factors::load(tx, &user.id)?;
            factors::put(tx, &user.id, &FactorState { demanded_since: None, ..state })?;
            factors::replace_recovery_codes(tx, &user.id, &[])?;
            Ok(store::audit::append(tx, event(&cx, user, "factor.demand_ended", &id), cx.now)?)
        })
        .await
}

/// Takes one away; the owner is told.
pub(crate) fn forget(tx: &WriteTx<'_>, cx: &Cx, user: &User, passkey: &Passkey) -> Result<(), StoreError> {
    passkeys::delete(tx, &passkey.id)?;
    forget_remembered(tx, &user.id)?;
    let name = passkey.name.clone();
    outbox::insert(tx, &notice(cx, user, |to| Content::PasskeyRemoved { to, name }))?;
    let event = cx.event("passkey.removed").user(&user.id).with("passkey", passkey.id.as_str());
    store::audit::append(tx, event.with("name", passkey.name.as_str()), cx.now)
}

/// Where passkeys of this server are made and used.
fn place(issuer: &str) -> Place<'_> {
    Place { origin: issuer, rp_id: rp_id(issuer) }
}

fn own(tx: &ReadTx<'_>, user: &UserId, id: &PasskeyId) -> Result<Option<Passkey>, StoreError> {
    Ok(passkeys::find(tx, id)?.filter(|passkey| passkey.user_id == *user))
}

fn event(cx: &Cx, user: &User, name: &'static str, id: &PasskeyId) -> Event {
    let cx = cx.clone().acting_as(Actor::User(user.id.clone()));
    cx.event(name).user(&user.id).with("passkey", id.as_str())
}
