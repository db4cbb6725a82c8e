//! `/account/devices/lost`: a phone is lost. It is worth nothing from the moment on in which its owner says so.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use service::device::{self, DeviceError};

use super::account::{account, guarded, require};
use super::login::encode;
use crate::clock;
use crate::extract::{Form, Visitor};
use crate::respond::page::{see_other, store_error};
use crate::view::{self, AccountPage, Chrome, LostPhone, LostRow};

const HERE: &str = "/account/devices/lost";

/// What the page's address says.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Address {
    /// The request under way that waits for this.
    #[serde(default)]
    i: String,
}

/// Which one it is.
pub(crate) async fn get(visitor: Visitor, Query(Address { i }): Query<Address>) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let devices = match device::list(&visitor.cx, &signed_in.user.id) {
        Ok(devices) if devices.is_empty() => return see_other(&link(&i)),
        Ok(devices) => devices,
        Err(error) => return store_error(&visitor, &error),
    };
    let interaction = Some(i.clone()).filter(|i| !i.is_empty());
    let row = |device: domain::device::Device| LostRow {
        id: device.id.to_string(),
        name: device.name,
        model: device.facts.model,
        last_used: device.last_used_at.map(clock::minutes),
    };
    let page = LostPhone {
        chrome: Chrome { interaction, here: here(&i), ..visitor.chrome() },
        account: account(&signed_in, AccountPage::Devices),
        devices: devices.into_iter().map(row).collect(),
        none_href: if i.is_empty() {
            "/account/devices".to_owned()
        } else {
            format!("/interaction?i={}", encode(&i))
        },
    };
    view::answer(StatusCode::OK, &page)
}

/// Takes it away, and leads to linking another.
pub(crate) async fn post(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let i = form.text("i");
    match device::lose(&visitor.cx, &signed_in, form.text("device").into()).await {
        Ok(()) => see_other(&link(i)),
        Err(DeviceError::NotFresh) => see_other(&format!("/login?again=1&next={}", encode(&here(i)))),
        Err(DeviceError::NotWhole) => see_other(&format!("/login/step-up?next={}", encode(&here(i)))),
        Err(DeviceError::Store(error)) => store_error(&visitor, &error),
        // Gone meanwhile: the page says which there are.
        Err(_) => see_other(&here(i)),
    }
}

/// Where whoever has lost a phone comes to.
pub(crate) fn here(i: &str) -> String {
    if i.is_empty() { HERE.to_owned() } else { format!("{HERE}?i={}", encode(i)) }
}

fn link(i: &str) -> String {
    if i.is_empty() {
        "/account/devices/link".to_owned()
    } else {
        format!("/account/devices/link?i={}", encode(i))
    }
}
