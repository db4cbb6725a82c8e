//! `/phone/v1/device`: what a phone is here; it renames, updates and removes itself.

use axum::Json;
use axum::http::StatusCode;
use domain::device::DeviceState;
use domain::push::Channel;
use domain::user::User;
use serde::Deserialize;
use serde_json::{Value, json};
use service::Cx;
use service::device::{self, Change};
use service::proof::Phone;
use service::resets::{self, OpenReset};

use super::problem::Problem;
use super::signed::{Signed, SignedJson};

/// What a phone may change.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Patch {
    name: Option<String>,
    push: Option<Vec<Channel>>,
    client_version: Option<String>,
}

pub(super) async fn get(signed: Signed) -> Result<Json<Value>, Problem> {
    let mut answer = describe(&signed.cx, &signed.phone);
    if let (Phone::Linked { device: own, user }, Some(members)) = (&signed.phone, answer.as_object_mut()) {
        // What administrators did lately is shown on every linked phone, and can be stopped there.
        let notices: Vec<Value> = resets::list(&signed.cx, &user.id)?.iter().map(notice).collect();
        members.insert("notices".to_owned(), notices.into());
        members.insert("push".to_owned(), device::channels(&signed.cx, &own.id)?.into());
    }
    Ok(Json(answer))
}

fn notice(reset: &OpenReset) -> Value {
    json!({ "id": reset.id, "kind": "reset", "half": reset.half, "by": reset.by, "at": reset.at, "until": reset.until })
}

pub(super) async fn change(signed: SignedJson<Patch>) -> Result<StatusCode, Problem> {
    let Patch { name, push, client_version } = signed.value;
    device::change(&signed.cx, &signed.phone, Change { name, push, client_version }).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn leave(signed: Signed) -> Result<StatusCode, Problem> {
    device::leave(&signed.cx, &signed.phone).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn describe(cx: &Cx, phone: &Phone) -> Value {
    let (status, name, active_from) = match phone {
        Phone::Claimed { claim, .. } => ("claimed", &claim.facts.name, None),
        Phone::Linked { device, .. } => match device.state {
            DeviceState::Waiting { until } if cx.now < until => ("waiting", &device.name, Some(until)),
            _ => ("active", &device.name, None),
        },
    };
    let mut answer = json!({
        "device_id": phone.id(),
        "status": status,
        "name": name,
        "account": account(phone.user()),
        "server": server(cx),
        "policy": cx.app.face_policy().id,
    });
    if let (Some(until), Some(members)) = (active_from, answer.as_object_mut()) {
        members.insert("active_from".to_owned(), until.into());
    }
    answer
}

/// Whose phone it is.
pub(super) fn account(user: &User) -> Value {
    json!({ "name": user.display_name(), "username": user.username.as_str() })
}

/// Which server this is.
pub(super) fn server(cx: &Cx) -> Value {
    json!({ "name": cx.app.settings().office_name(), "issuer": &*cx.app.issuer() })
}
