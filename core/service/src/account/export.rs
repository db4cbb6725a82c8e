//! What the server keeps of a person, as one document for them to take along; no secret in it.

use domain::device::Device;
use domain::passkey::{Passkey, PasskeyState};
use domain::session::Session;
use domain::user::User;
use domain::user_agent;
use serde_json::{Value, json};
use store::{StoreError, devices, email_changes, factors, passkeys};

use super::activity::{self, Entry};
use super::{list_grants, list_sessions, own_event, remembered};
use crate::authorize::Browser;
use crate::cx::Cx;
use crate::rights::FRESH_S;
use crate::session::SignedIn;

/// The most rows of the log that are taken along, the newest ones.
const MOST_ROWS: u32 = 10_000;

/// Why there is none.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The sign-in is too long ago.
    #[error("sign in again to do this")]
    NotFresh,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The document. `time` writes seconds since 1970 as people and programs read them.
pub async fn export(
    cx: &Cx,
    signed_in: &SignedIn,
    browser: &Browser,
    time: fn(i64) -> String,
) -> Result<Value, ExportError> {
    if !signed_in.session.is_fresh(FRESH_S, cx.now) {
        return Err(ExportError::NotFresh);
    }
    let user = &signed_in.user;
    let (event, now) = (own_event(cx, user, "user.exported"), cx.now);
    cx.store().write::<_, StoreError>(move |tx| store::audit::append(tx, event, now)).await?;
    let rows = activity::list(cx, signed_in, None, MOST_ROWS).await?.entries;
    let apps = list_grants(cx, signed_in)?;
    let sessions = list_sessions(cx, signed_in)?;
    let remembered = remembered::list(cx, signed_in, browser)?;
    let (phones, passkeys, authenticator, codes, change) = cx.store().read::<_, StoreError>(|tx| {
        let state = factors::load(tx, &user.id)?;
        let codes = factors::count_recovery_codes(tx, &user.id)?;
        let change = email_changes::find_open(tx, &user.id, cx.now)?;
        Ok((devices::list(tx, &user.id)?, passkeys::list(tx, &user.id)?, state.totp_since, codes, change))
    })?;
    Ok(json!({
        "made_at": time(cx.now),
        "made_by": &*cx.app.issuer(),
        "profile": profile(user, time),
        "email_change": change.map(|change| json!({
            "new_email": change.new.as_str(), "asked_at": time(change.created_at), "until": time(change.expires_at),
        })),
        "second_step": {
            "phones": phones.iter().map(|device| phone(device, time)).collect::<Vec<_>>(),
            "passkeys": passkeys.iter().map(|one| passkey(one, time)).collect::<Vec<_>>(),
            "authenticator_since": authenticator.map(time),
            "recovery_codes_left": codes,
        },
        "sessions": sessions.iter().map(|session| of_session(session, signed_in, time)).collect::<Vec<_>>(),
        "remembered_browsers": remembered.iter().map(|found| json!({
            "browser": user_agent::describe(&found.user_agent), "address": found.address,
            "since": time(found.since), "until": time(found.until),
        })).collect::<Vec<_>>(),
        "apps": apps.iter().map(|app| json!({
            "client_id": app.client.id.as_str(), "name": app.client.display_name(),
            "scopes": app.grant.as_ref().map(|grant| grant.scopes.to_string()),
            "since": app.grant.as_ref().map(|grant| time(grant.granted_at)),
        })).collect::<Vec<_>>(),
        "activity": rows.iter().map(|row| of_row(row, time)).collect::<Vec<_>>(),
    }))
}

fn profile(user: &User, time: fn(i64) -> String) -> Value {
    json!({
        "sub": user.subject,
        "username": user.username.as_str(),
        "email": user.email.as_str(),
        "email_verified": user.email_verified,
        "claims": user.claims,
        "groups": user.groups,
        "attributes": user.attributes,
        "role": user.role,
        "created_at": time(user.created_at),
        "updated_at": time(user.updated_at),
    })
}

fn phone(device: &Device, time: fn(i64) -> String) -> Value {
    json!({
        "name": device.name,
        "model": device.facts.model,
        "os": device.facts.os,
        "linked_at": time(device.created_at),
        "last_used_at": device.last_used_at.map(time),
    })
}

fn passkey(passkey: &Passkey, time: fn(i64) -> String) -> Value {
    json!({
        "name": passkey.name,
        "host": passkey.rp_id,
        "transports": passkey.transports,
        "can_be_copied": passkey.backup_eligible,
        "is_copied": passkey.backed_up,
        "stopped": passkey.state == PasskeyState::Suspended,
        "added_at": time(passkey.created_at),
        "last_used_at": passkey.last_used_at.map(time),
    })
}

fn of_session(session: &Session, signed_in: &SignedIn, time: fn(i64) -> String) -> Value {
    json!({
        "browser": user_agent::describe(&session.user_agent),
        "address": session.address,
        "methods": session.amr,
        "since": time(session.created_at),
        "last_used_at": time(session.last_seen_at),
        "this_browser": session.id == signed_in.session.id,
    })
}

fn of_row(row: &Entry, time: fn(i64) -> String) -> Value {
    json!({
        "at": time(row.at),
        "event": row.event,
        "by": match row.by {
            activity::By::Owner => "you",
            activity::By::Administrator => "administrator",
            activity::By::App => "app",
            activity::By::Server => "server",
            activity::By::Nobody => "somebody",
        },
        "app": row.app,
        "address": row.address,
        "browser": row.browser,
        "about": row.name,
    })
}
