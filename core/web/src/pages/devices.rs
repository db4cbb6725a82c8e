//! `/account/devices`: the linked phones of a person.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use domain::device::{Device, DeviceState, KeyStorage};
use domain::id::DeviceId;
use serde::Deserialize;
use service::authenticator;
use service::device::{self, DeviceError, MAX_NAME};
use service::session::SignedIn;

use super::account::{account, require};
use super::login::encode;
use crate::clock;
use crate::extract::{Form, Visitor};
use crate::respond::page::{error_page, form_fault, see_other, store_error};
use crate::view::{
    self, AccountPage, Confirm, DeviceRow, DeviceRowState, Devices, DevicesNews, ErrorKind, RenameDevice,
    RenameError,
};

const HERE: &str = "/account/devices";

/// What the page's address says.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Address {
    /// What the last form did.
    #[serde(default)]
    done: String,
    /// To which phone.
    #[serde(default)]
    device: String,
}

/// Which phone a page is about.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Which {
    #[serde(default)]
    device: String,
}

/// Each phone, with what can be done to it.
pub(crate) async fn get(visitor: Visitor, Query(Address { done, device }): Query<Address>) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    // The name is looked up: what stands in an address anybody may have written.
    let named = device::find(&visitor.cx, &signed_in.user.id, &device.as_str().into()).ok().flatten();
    let news = match (done.as_str(), named.map(|device| device.name)) {
        ("linked", Some(phone)) => Some(DevicesNews::Linked { phone }),
        ("renamed", Some(phone)) => Some(DevicesNews::Renamed { phone }),
        ("removed", None) => Some(DevicesNews::Removed),
        _ => None,
    };
    page(&visitor, &signed_in, news, StatusCode::OK)
}

/// The form for another name.
pub(crate) async fn rename_form(visitor: Visitor, Query(which): Query<Which>) -> Response {
    match chosen(&visitor, &which.device).await {
        Ok((signed_in, device)) => rename_page(&visitor, &signed_in, &device, device.name.clone(), None),
        Err(response) => *response,
    }
}

/// Gives it.
pub(crate) async fn rename(visitor: Visitor, form: Form) -> Response {
    let (signed_in, device) = match posted(&visitor, &form).await {
        Ok(chosen) => chosen,
        Err(response) => return *response,
    };
    let name = form.text("name").trim();
    match device::rename(&visitor.cx, &signed_in, device.id.clone(), name).await {
        Ok(()) => done("renamed", &device.id),
        Err(DeviceError::Name) => {
            let error = if name.is_empty() { RenameError::Missing } else { RenameError::TooLong };
            rename_page(&visitor, &signed_in, &device, name.to_owned(), Some(error))
        }
        Err(error) => refuse(&visitor, &signed_in, error),
    }
}

/// Asks once more before a phone is taken away.
pub(crate) async fn confirm_removal(visitor: Visitor, Query(which): Query<Which>) -> Response {
    let (signed_in, device) = match chosen(&visitor, &which.device).await {
        Ok(chosen) => chosen,
        Err(response) => return *response,
    };
    let text = visitor.text;
    let page = Confirm {
        chrome: visitor.chrome(),
        account: account(&signed_in, AccountPage::Devices),
        title: text.devices_remove_title(&device.name).into_owned(),
        body: text.devices_remove_body().into_owned(),
        action: format!("{HERE}/remove"),
        hidden: vec![("device".to_owned(), device.id.to_string())],
        verb: text.devices_remove().into_owned(),
        keep_href: HERE.to_owned(),
    };
    view::answer(StatusCode::OK, &page)
}

/// Takes it away.
pub(crate) async fn remove(visitor: Visitor, form: Form) -> Response {
    let (signed_in, device) = match posted(&visitor, &form).await {
        Ok(chosen) => chosen,
        Err(response) => return *response,
    };
    match device::remove(&visitor.cx, &signed_in, device.id.clone()).await {
        Ok(()) => done("removed", &device.id),
        Err(DeviceError::NotFresh) => {
            let back = format!("{HERE}/remove?device={}", encode(device.id.as_str()));
            see_other(&format!("/login?again=1&next={}", encode(&back)))
        }
        Err(error) => refuse(&visitor, &signed_in, error),
    }
}

/// `POST …/activate`: a phone that an administrator linked begins at once.
pub(crate) async fn activate(visitor: Visitor, form: Form) -> Response {
    let (signed_in, device) = match posted(&visitor, &form).await {
        Ok(chosen) => chosen,
        Err(response) => return *response,
    };
    match device::activate(&visitor.cx, &signed_in, device.id.clone()).await {
        Ok(()) => done("linked", &device.id),
        Err(error) => refuse(&visitor, &signed_in, error),
    }
}

/// The phone that a form is about.
async fn posted(visitor: &Visitor, form: &Form) -> Result<(SignedIn, Device), Box<Response>> {
    form.check().map_err(|fault| form_fault(visitor, fault))?;
    chosen(visitor, form.text("device")).await
}

/// The phone that a page is about; only one's own.
async fn chosen(visitor: &Visitor, id: &str) -> Result<(SignedIn, Device), Box<Response>> {
    let signed_in = require(visitor).await?;
    match device::find(&visitor.cx, &signed_in.user.id, &id.into()) {
        Ok(Some(device)) => Ok((signed_in, device)),
        Ok(None) => Err(error_page(visitor, StatusCode::NOT_FOUND, ErrorKind::NotFound, None).into()),
        Err(error) => Err(store_error(visitor, &error).into()),
    }
}

fn refuse(visitor: &Visitor, signed_in: &SignedIn, error: DeviceError) -> Response {
    let (news, status) = match error {
        DeviceError::Last => (DevicesNews::Last, StatusCode::CONFLICT),
        DeviceError::NotFresh => return see_other(&format!("/login?again=1&next={}", encode(HERE))),
        DeviceError::NotWhole => return see_other(&format!("/login/step-up?next={}", encode(HERE))),
        DeviceError::Store(error) => return store_error(visitor, &error),
        DeviceError::Unknown | DeviceError::Name | DeviceError::Push(_) => return see_other(HERE),
    };
    page(visitor, signed_in, Some(news), status)
}

fn done(what: &str, device: &DeviceId) -> Response {
    see_other(&format!("{HERE}?done={what}&device={}", encode(device.as_str())))
}

fn page(visitor: &Visitor, signed_in: &SignedIn, news: Option<DevicesNews>, status: StatusCode) -> Response {
    let devices = device::list(&visitor.cx, &signed_in.user.id);
    let overview = authenticator::overview(&visitor.cx, &signed_in.user.id);
    let (devices, overview) = match (devices, overview) {
        (Ok(devices), Ok(overview)) => (devices, overview),
        (Err(error), _) | (_, Err(error)) => return store_error(visitor, &error),
    };
    let page = Devices {
        chrome: view::Chrome { here: HERE.to_owned(), ..visitor.chrome() },
        account: account(signed_in, AccountPage::Devices),
        devices: devices.into_iter().map(|device| row(visitor.cx.now, device)).collect(),
        authenticator_since: overview.authenticator_since.map(clock::minutes),
        codes_left: u64::try_from(overview.codes_left).unwrap_or_default(),
        news,
    };
    view::answer(status, &page)
}

fn row(now: i64, device: Device) -> DeviceRow {
    let state = match device.state {
        DeviceState::Waiting { until } if now < until => {
            DeviceRowState::Waiting { from: clock::minutes(until) }
        }
        DeviceState::Active | DeviceState::Waiting { .. } => DeviceRowState::Active,
        DeviceState::Suspended => DeviceRowState::Suspended,
    };
    DeviceRow {
        id: device.id.to_string(),
        name: device.name,
        model: device.facts.model,
        linked: clock::minutes(device.created_at),
        last_used: device.last_used_at.map(clock::minutes),
        chip: device.facts.key_storage != KeyStorage::Software,
        without_trust: device.facts.without_trust,
        state,
    }
}

fn rename_page(
    visitor: &Visitor,
    signed_in: &SignedIn,
    device: &Device,
    name: String,
    error: Option<RenameError>,
) -> Response {
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = RenameDevice {
        chrome: visitor.chrome(),
        account: account(signed_in, AccountPage::Devices),
        device: device.id.to_string(),
        name,
        most: MAX_NAME as u64,
        error,
    };
    view::answer(status, &page)
}
