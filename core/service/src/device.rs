//! Linked phones: what their owner does with them in the browser, and what a phone does with itself.

use domain::audit::{Actor, Event};
use domain::device::{Device, DeviceState};
use domain::factor::policy::Policy;
use domain::id::{DeviceId, UserId};
use domain::outbox::Content;
use domain::push::{self, Channel};
use domain::user::User;
use oidc::shown::is_shown;
use store::factors::{self, FactorState};
use store::{ReadTx, StoreError, WriteTx, devices, outbox, users};

use crate::authenticator::notice;
use crate::cx::Cx;
use crate::demand::{Demanded, factors_left, may_change};
use crate::proof::Phone;
use crate::rights::FRESH_S;
use crate::second_factor::forget_remembered;
use crate::session::SignedIn;
use crate::wake::Topic;

/// The longest name of a phone, in characters.
pub const MAX_NAME: usize = 60;

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum DeviceError {
    /// It is the last second step, and the person has to have one.
    #[error("this is the last second step of the account")]
    Last,
    /// Not a name.
    #[error("a name has 1 to {MAX_NAME} characters")]
    Name,
    /// The sign-in is too long ago.
    #[error("sign in again to do this")]
    NotFresh,
    /// The session was opened without the second factor that the account has.
    #[error("sign in with the second factor to do this")]
    NotWhole,
    /// Not a list of channels that is kept.
    #[error(transparent)]
    Push(#[from] push::UnusableChannels),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No such device, or somebody else's.
    #[error("there is no such phone")]
    Unknown,
}

/// What a phone changes about itself.
#[derive(Debug, Default)]
pub struct Change {
    /// Its name.
    pub name: Option<String>,
    /// Where it wants to be pushed to.
    pub push: Option<Vec<Channel>>,
    /// The version of its app.
    pub client_version: Option<String>,
}

/// The phones of a person, oldest first.
pub fn list(cx: &Cx, user: &UserId) -> Result<Vec<Device>, StoreError> {
    cx.store().read(|tx| devices::list(tx, user))
}

/// A phone that its owner did not link.
#[derive(Clone, Debug)]
pub struct WaitingPhone {
    /// The phone.
    pub device: Device,
    /// The administrator's name.
    pub by: Option<String>,
}

/// The phones of a person that administrators linked and that do not count yet.
pub fn list_waiting(cx: &Cx, user: &UserId) -> Result<Vec<WaitingPhone>, StoreError> {
    cx.store().read(|tx| {
        let waiting = devices::list(tx, user)?.into_iter();
        let waiting = waiting.filter(|device| !device.is_suspended() && !device.is_active(cx.now));
        waiting
            .map(|device| {
                let by = device.linked_by.as_ref().map(|id| users::find(tx, id)).transpose()?.flatten();
                Ok(WaitingPhone { device, by: by.map(|user| user.display_name().to_owned()) })
            })
            .collect()
    })
}

/// Whether a phone is still linked, or still waits for its digits.
pub fn is_known(cx: &Cx, id: &DeviceId, linked: bool) -> Result<bool, StoreError> {
    let found = cx.store().read(|tx| devices::find(tx, id))?;
    Ok(match found {
        Some(device) => !device.is_suspended(),
        None => !linked,
    })
}

/// Kinds of channels that a phone is reached by: one whose subscription is gone sees here that it has to name another.
pub fn channels(cx: &Cx, id: &DeviceId) -> Result<Vec<&'static str>, StoreError> {
    Ok(cx.store().read(|tx| devices::load_push(tx, id))?.iter().map(Channel::name).collect())
}

/// One phone of a person.
pub fn find(cx: &Cx, user: &UserId, id: &DeviceId) -> Result<Option<Device>, StoreError> {
    cx.store().read(|tx| own(tx, user, id))
}

/// The owner gives a phone another name.
pub async fn rename(cx: &Cx, signed_in: &SignedIn, id: DeviceId, name: &str) -> Result<(), DeviceError> {
    let name = parse_name(name)?;
    let (cx, user) = (cx.clone(), signed_in.user.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let device = own(tx, &user.id, &id)?.ok_or(DeviceError::Unknown)?;
            devices::update(tx, &Device { name: name.clone(), ..device })?;
            let event = event(&cx, &user, "device.renamed", &id).with("name", name);
            Ok(store::audit::append(tx, event, cx.now)?)
        })
        .await
}

/// The owner takes a phone away. Needs a recent sign-in with the second factor; the last stays where the person has to
/// have one. With the last the demand goes: the owner turned it off with the factor.
pub async fn remove(cx: &Cx, signed_in: &SignedIn, id: DeviceId) -> Result<(), DeviceError> {
    if !signed_in.session.is_fresh(FRESH_S, cx.now) {
        return Err(DeviceError::NotFresh);
    }
    let (cx, signed_in) = (cx.clone(), signed_in.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let user = &signed_in.user;
            let device = own(tx, &user.id, &id)?.ok_or(DeviceError::Unknown)?;
            // One that does not count yet was not asked for by the owner, who can stop it in any session.
            let counts = device.is_active(cx.now);
            if counts && !may_change(tx, &signed_in)? {
                return Err(DeviceError::NotWhole);
            }
            forget(tx, &cx, user, &device)?;
            if counts && factors_left(&cx, tx, &user.id)?.is_empty() {
                if Demanded::here(&cx, tx, user)?.demand.policy == Policy::Required {
                    return Err(DeviceError::Last);
                }
                let state = factors::load(tx, &user.id)?;
                factors::put(tx, &user.id, &FactorState { demanded_since: None, ..state })?;
                factors::replace_recovery_codes(tx, &user.id, &[])?;
                let event = event(&cx, user, "factor.demand_ended", &id);
                store::audit::append(tx, event, cx.now)?;
            }
            Ok(())
        })
        .await
}

/// The owner has lost a phone: it is worth nothing from now on, also where it was the last second step. Unlike a removal
/// that lowers nothing: the demand stays, and the recovery codes with it, so that sign-in goes on to ask until another phone
/// is linked.
pub async fn lose(cx: &Cx, signed_in: &SignedIn, id: DeviceId) -> Result<(), DeviceError> {
    if !signed_in.session.is_fresh(FRESH_S, cx.now) {
        return Err(DeviceError::NotFresh);
    }
    let (cx, signed_in) = (cx.clone(), signed_in.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let user = &signed_in.user;
            let device = own(tx, &user.id, &id)?.ok_or(DeviceError::Unknown)?;
            if !may_change(tx, &signed_in)? {
                return Err(DeviceError::NotWhole);
            }
            forget(tx, &cx, user, &device)?;
            Ok(store::audit::append(
                tx,
                event(&cx, user, "device.lost", &id).with("name", device.name),
                cx.now,
            )?)
        })
        .await
}

/// The owner lets a phone that an administrator linked begin at once, in a session that went past the second factor.
pub async fn activate(cx: &Cx, signed_in: &SignedIn, id: DeviceId) -> Result<(), DeviceError> {
    if !signed_in.session.is_fresh(FRESH_S, cx.now) {
        return Err(DeviceError::NotFresh);
    }
    if !signed_in.session.has_second_factor() {
        return Err(DeviceError::NotWhole);
    }
    let (cx, user) = (cx.clone(), signed_in.user.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let device =
                own(tx, &user.id, &id)?.filter(|device| matches!(device.state, DeviceState::Waiting { .. }));
            let device = device.ok_or(DeviceError::Unknown)?;
            devices::update(tx, &Device { state: DeviceState::Active, ..device })?;
            store::audit::append(tx, event(&cx, &user, "device.activated", &id), cx.now)?;
            wake(tx, &cx, &id);
            Ok(())
        })
        .await
}

/// A phone changes what is known of it.
pub async fn change(cx: &Cx, phone: &Phone, change: Change) -> Result<(), DeviceError> {
    let Phone::Linked { device, .. } = phone else { return Err(DeviceError::Unknown) };
    let name = change.name.as_deref().map(parse_name).transpose()?;
    let push = change.push;
    push.iter().try_for_each(|channels| push::check(channels, &cx.app.push_hosts))?;
    let id = device.id.clone();
    cx.store()
        .write(move |tx| {
            let mut device = devices::find(tx, &id)?.ok_or(DeviceError::Unknown)?;
            device.name = name.unwrap_or(device.name);
            if let Some(version) = change.client_version {
                device.facts.client_version = version;
                device.facts = device.facts.tidy();
            }
            devices::update(tx, &device)?;
            if let Some(push) = push {
                devices::set_push(tx, &id, &push)?;
            }
            Ok(())
        })
        .await
}

/// A phone removes itself. That never lowers what the account demands: sign-in goes on to ask for a second factor.
pub async fn leave(cx: &Cx, phone: &Phone) -> Result<(), DeviceError> {
    let Phone::Linked { device, user } = phone else { return Err(DeviceError::Unknown) };
    let (cx, id, user) = (cx.clone(), device.id.clone(), user.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let device = devices::find(tx, &id)?.ok_or(DeviceError::Unknown)?;
            Ok(forget(tx, &cx, &user, &device)?)
        })
        .await
}

/// Takes a phone away, with its trail; its stream ends.
pub(crate) fn forget(tx: &WriteTx<'_>, cx: &Cx, user: &User, device: &Device) -> Result<(), StoreError> {
    devices::delete(tx, &device.id)?;
    forget_remembered(tx, &user.id)?;
    let phone = device.name.clone();
    outbox::insert(tx, &notice(cx, user, |to| Content::DeviceRemoved { to, phone }))?;
    let event = cx.event("device.removed").user(&user.id).with("device", device.id.as_str());
    store::audit::append(tx, event.with("name", device.name.as_str()), cx.now)?;
    wake(tx, cx, &device.id);
    Ok(())
}

/// Takes the phones away that somebody else linked and that do not count yet.
pub(crate) fn forget_waiting(tx: &WriteTx<'_>, cx: &Cx, user: &User) -> Result<(), StoreError> {
    for device in devices::list(tx, &user.id)? {
        if matches!(device.state, DeviceState::Waiting { until } if cx.now < until) {
            forget(tx, cx, user, &device)?;
        }
    }
    Ok(())
}

fn own(tx: &ReadTx<'_>, user: &UserId, id: &DeviceId) -> Result<Option<Device>, StoreError> {
    Ok(devices::find(tx, id)?.filter(|device| device.user_id == *user))
}

fn wake(tx: &WriteTx<'_>, cx: &Cx, id: &DeviceId) {
    let (wake, topic) = (cx.app.wake.clone(), Topic::Device(id.clone()));
    tx.after_commit(move || wake.wake(&topic));
}

/// A name as people type it.
pub(crate) fn parse_name(text: &str) -> Result<String, DeviceError> {
    let name: String = text.chars().filter(|c| is_shown(*c)).collect();
    let name = name.trim().to_owned();
    if (1..=MAX_NAME).contains(&name.chars().count()) { Ok(name) } else { Err(DeviceError::Name) }
}

fn event(cx: &Cx, user: &User, name: &'static str, id: &DeviceId) -> Event {
    let cx = cx.clone().acting_as(Actor::User(user.id.clone()));
    cx.event(name).user(&user.id).with("device", id.as_str())
}
