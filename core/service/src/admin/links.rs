//! Linking a phone for somebody who stands beside the administrator: the code shows in their row, and the administrator
//! types the digits that the phone shows, in the session that began it. Whoever owns the data directory has no session: what
//! is begun on the machine is confirmed there.

use domain::device::{Device, DeviceState};
use domain::id::{LinkId, SessionId, UserId};
use domain::link::{ConfirmError, Link, MACHINE};
use domain::reset::{Act, Apart, Half};
use domain::user::User;
use store::factors::{self, FactorState};
use store::{ReadTx, StoreError, devices, links, users};

use super::users::apart::{self, ApartError};
use super::users::{ReachError, reach, wait_s};
use crate::cx::Cx;
use crate::link::{self, MAX_DEVICES, Offer};
use crate::rights::{Admin, Denied, Staff};

/// Why no phone is linked.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// Whoever acts has reset the password, or was stopped by the owner.
    #[error(transparent)]
    Apart(#[from] Apart),
    /// Not the digits, or no link that digits could confirm.
    #[error(transparent)]
    Confirm(#[from] ConfirmError),
    /// Whoever acts may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The account is switched off.
    #[error("this account is disabled: enable it first")]
    Disabled,
    /// There are phones enough.
    #[error("an account may have {MAX_DEVICES} phones; remove one first")]
    Full,
    /// The key was linked in another way meanwhile.
    #[error("this phone's key is linked already")]
    KeyLinked,
    /// The session began none for this person.
    #[error("there is no link under way for this account in this session")]
    None,
    /// Nobody serves people's phones here: a command that found no server.
    #[error("a phone can be linked only while the server runs")]
    NotServing,
    /// An administrator's own account.
    #[error("this is your own account: link your phone on your account page")]
    Own,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nobody has this id, address or user name.
    #[error("there is no such account")]
    Unknown,
}

impl From<ApartError> for LinkError {
    fn from(error: ApartError) -> Self {
        match error {
            ApartError::Apart(apart) => apart.into(),
            ApartError::Store(error) => error.into(),
        }
    }
}

/// Begins a link for somebody.
pub async fn begin(cx: &Cx, by: &Staff, reference: &str) -> Result<Offer, LinkError> {
    let (session, admin) = begun(by);
    let (cx, by, reference) = (cx.clone(), by.clone(), reference.to_owned());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let user = load(tx, &by, &reference)?;
            if user.id == admin {
                return Err(LinkError::Own);
            }
            if !user.is_active() {
                return Err(LinkError::Disabled);
            }
            apart::refuse(tx, &cx, &user, Half::SecondFactor)?;
            if devices::list(tx, &user.id)?.len() >= MAX_DEVICES {
                return Err(LinkError::Full);
            }
            let offer = link::offer(&cx, user.id.clone(), session, admin);
            link::keep_offer(tx, &cx, &offer)?;
            Ok(offer)
        })
        .await
}

/// The link that this session began for somebody.
pub fn find(cx: &Cx, by: &Staff, reference: &str) -> Result<Option<Offer>, LinkError> {
    let (session, _) = begun(by);
    let user = cx.store().read(|tx| load(tx, by, reference))?;
    Ok(link::find(cx, &session)?.filter(|offer| offer.link.user_id == user.id))
}

/// The administrator typed the digits. Where the account has a second factor already, the phone waits for the period of a
/// lost phone; its owner is told, and can stop it or let it begin.
pub async fn confirm(cx: &Cx, by: &Staff, reference: &str, digits: &str) -> Result<Device, LinkError> {
    let (session, _) = begun(by);
    let (cx, by) = (cx.clone(), by.clone());
    let (reference, digits) = (reference.to_owned(), domain::code::typed_digits(digits));
    let store = cx.store().clone();
    store.write(move |tx| confirm_in(tx, &cx, (&by, &session), &reference, &digits)).await?
}

/// The inner result is an answer, and the count of wrong digits stays with it.
fn confirm_in(
    tx: &store::WriteTx<'_>,
    cx: &Cx,
    (by, session): (&Staff, &SessionId),
    reference: &str,
    digits: &str,
) -> Result<Result<Device, LinkError>, LinkError> {
    let user = load(tx, by, reference)?;
    let found = links::find_latest(tx, session)?.filter(|link| link.user_id == user.id);
    let found = found.ok_or(LinkError::None)?;
    let claimer = found.claimer().cloned();
    let (found, outcome) = found.confirm(session, digits, cx.now);
    let claim = match outcome {
        Ok(claim) => claim,
        Err(error) => {
            links::update(tx, &found)?;
            link::wake(tx, cx, &found, claimer.as_ref());
            return Ok(Err(error.into()));
        }
    };
    if devices::is_key_linked(tx, &claim.key.thumbprint())? {
        return Err(LinkError::KeyLinked);
    }
    apart::begin(tx, cx, &user, Half::SecondFactor, Act::Link)?;
    links::update(tx, &found)?;
    let state = factors::load(tx, &user.id)?;
    let until = state.has_factor().then(|| cx.now + wait_s(cx));
    let device = Device {
        state: until.map_or(DeviceState::Active, |until| DeviceState::Waiting { until }),
        linked_by: Some(found.begun_by.clone()),
        ..link::device(cx, &user, &claim)
    };
    link::keep_device(tx, cx, &user, &device, &claim.push)?;
    if until.is_none() {
        factors::put(tx, &user.id, &FactorState { demanded_since: Some(cx.now), ..state })?;
    }
    link::wake(tx, cx, &found, Some(&device.id));
    Ok(Ok(device))
}

/// Ends the link that this session began.
pub async fn cancel(cx: &Cx, by: &Staff) -> Result<(), LinkError> {
    let (session, _) = begun(by);
    Ok(link::cancel_of(cx, &session).await?)
}

/// Where and by whom links are begun.
fn begun(by: &Staff) -> (SessionId, UserId) {
    match by.session() {
        Some((session, admin)) => (session.clone(), admin.clone()),
        None => (MACHINE.into(), MACHINE.into()),
    }
}

/// A link under way, whoever began it.
#[derive(Debug)]
pub struct UnderWay {
    /// The link.
    pub link: Link,
    /// Whose phone it will be.
    pub user: User,
    /// Who began it: the owner, or an administrator; nothing where that account is gone.
    pub begun_by: Option<User>,
}

/// All links under way, the newest first.
pub fn list(cx: &Cx, _by: &Admin) -> Result<Vec<UnderWay>, StoreError> {
    cx.store().read(|tx| {
        let links = links::list_under_way(tx, cx.now)?.into_iter();
        let named = links.filter_map(|link| {
            let found = users::find(tx, &link.user_id).and_then(|user| {
                let begun_by = users::find(tx, &link.begun_by)?;
                Ok(user.map(|user| UnderWay { link, user, begun_by }))
            });
            found.transpose()
        });
        named.collect()
    })
}

/// Ends a link, whoever began it.
pub async fn end(cx: &Cx, by: &Admin, id: &LinkId) -> Result<(), LinkError> {
    let (cx, by, id) = (cx.clone(), by.clone(), id.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let found = links::find_under_way(tx, &id, cx.now)?.ok_or(LinkError::None)?;
            if let Some(user) = users::find(tx, &found.user_id)? {
                by.may_act_on(&user)?;
            }
            links::delete(tx, &id)?;
            link::wake(tx, &cx, &found, found.claimer());
            let event = cx.event("device.link_ended").user(&found.user_id).with("link", id.as_str());
            Ok(store::audit::append(tx, event, cx.now)?)
        })
        .await
}

fn load(tx: &ReadTx<'_>, by: &Staff, reference: &str) -> Result<User, LinkError> {
    reach(tx, by, reference).map_err(|error| match error {
        ReachError::Denied(denied) => denied.into(),
        ReachError::Store(error) => error.into(),
        ReachError::Unknown => LinkError::Unknown,
    })
}
