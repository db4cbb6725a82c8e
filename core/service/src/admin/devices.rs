//! Linked phones, as the administrator sees them: who has which, another name, away with it.

use domain::device::Device;
use domain::id::DeviceId;
use domain::outbox::Content;
use domain::user::User;
use store::{ReadTx, StoreError, WriteTx, devices, outbox, users};

use super::tag::Changed;
use super::users::resolve;
use crate::authenticator::notice;
use crate::cx::Cx;
use crate::device::{MAX_NAME, forget, parse_name};
use crate::rights::{Denied, Staff};

pub use store::devices::{By, Query, Stands};

/// A phone and whose it is.
#[derive(Clone, Debug)]
pub struct Owned {
    /// The phone.
    pub device: Device,
    /// Its owner.
    pub owner: User,
}

/// A part of the phones that a query finds.
#[derive(Debug)]
pub struct Page {
    /// The phones.
    pub devices: Vec<Owned>,
    /// How many the query finds in all.
    pub total: i64,
}

/// Why a phone cannot be shown or changed.
#[derive(Debug, thiserror::Error)]
pub enum DeviceError {
    /// It is not what the administrator saw.
    #[error(transparent)]
    Changed(#[from] Changed),
    /// Whoever acts may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Not a name.
    #[error("a phone's name has 1 to {MAX_NAME} characters")]
    Name,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No such device.
    #[error("there is no such phone")]
    Unknown,
    /// Nobody has this id, address or user name.
    #[error("there is no such account")]
    UnknownUser,
}

/// The query that finds all phones.
pub fn all(cx: &Cx) -> Query {
    Query {
        search: String::new(),
        stands: None,
        by: By::Linked,
        descending: false,
        limit: 50,
        offset: 0,
        now: cx.now,
    }
}

/// Phones that pass.
pub async fn list(cx: &Cx, _by: &Staff, query: Query) -> Result<Page, StoreError> {
    cx.store()
        .scan(move |tx| {
            let found = devices::page(tx, &query)?.into_iter();
            let owned = found.filter_map(|device| own(tx, device).transpose());
            Ok(Page { devices: owned.collect::<Result<_, _>>()?, total: devices::count_passing(tx, &query)? })
        })
        .await
}

/// The phones of one person, oldest first.
pub async fn list_of(cx: &Cx, _by: &Staff, reference: &str) -> Result<Vec<Owned>, DeviceError> {
    let reference = reference.to_owned();
    cx.store()
        .scan(move |tx| {
            let owner = resolve(tx, &reference)?.ok_or(DeviceError::UnknownUser)?;
            let found = devices::list(tx, &owner.id)?.into_iter();
            Ok(found.map(|device| Owned { device, owner: owner.clone() }).collect())
        })
        .await
}

/// The phone of an id.
pub fn find(cx: &Cx, _by: &Staff, id: &DeviceId) -> Result<Owned, DeviceError> {
    cx.store().read(|tx| load(tx, id))
}

/// Gives a phone another name; the owner is told.
pub async fn rename(cx: &Cx, by: &Staff, id: &DeviceId, name: &str) -> Result<Owned, DeviceError> {
    let name = parse_name(name).map_err(|_| DeviceError::Name)?;
    change(cx, by, id, move |tx, cx, owned| {
        if owned.device.name == name {
            return Ok(());
        }
        let before = std::mem::replace(&mut owned.device.name, name.clone());
        devices::update(tx, &owned.device)?;
        let event = cx.event("device.renamed").user(&owned.owner.id);
        let event = event.with("device", owned.device.id.as_str()).with("name", name.as_str());
        store::audit::append(tx, event.with("before", before.as_str()), cx.now)?;
        let told = notice(cx, &owned.owner, |to| Content::DeviceRenamed { to, phone: name, before });
        outbox::insert(tx, &told)
    })
    .await
}

/// Unlinks a phone; the owner is told, and its stream ends. What the account demands at sign-in stays: whoever has no
/// other factor left takes a recovery code, or asks for a reset.
pub async fn remove(cx: &Cx, by: &Staff, id: &DeviceId) -> Result<Owned, DeviceError> {
    change(cx, by, id, |tx, cx, owned| forget(tx, cx, &owned.owner, &owned.device)).await
}

/// Finds a phone, changes it, and gives it back as it is then: one write.
async fn change<F>(cx: &Cx, by: &Staff, id: &DeviceId, act: F) -> Result<Owned, DeviceError>
where
    F: FnOnce(&WriteTx<'_>, &Cx, &mut Owned) -> Result<(), StoreError> + Send + 'static,
{
    let (cx, by, id) = (cx.clone(), by.clone(), id.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let mut owned = load(tx, &id)?;
            by.may_act_on(&owned.owner)?;
            by.require_seen(&owned.device)?;
            act(tx, &cx, &mut owned)?;
            Ok(owned)
        })
        .await
}

fn load(tx: &ReadTx<'_>, id: &DeviceId) -> Result<Owned, DeviceError> {
    let device = devices::find(tx, id)?.ok_or(DeviceError::Unknown)?;
    own(tx, device)?.ok_or(DeviceError::Unknown)
}

fn own(tx: &ReadTx<'_>, device: Device) -> Result<Option<Owned>, StoreError> {
    Ok(users::find(tx, &device.user_id)?.map(|owner| Owned { device, owner }))
}
