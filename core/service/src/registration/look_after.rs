//! A client that registered itself reads, replaces and removes its registration (RFC 7592), by the token that it was given.

use domain::audit::Actor;
use domain::client::Client;
use domain::id::ClientId;
use domain::registration::{Mode, SelfRegistered};
use domain::secret::Secret;
use domain::token::{PlainToken, TokenHash};
use serde_json::{Map, Value};
use store::{ReadTx, client_registrations, clients, grants};

use super::{
    Answered, RegistrationError, charge_as, check_sector, contradiction, mode, restrict_here, taken_names,
};
use crate::cx::Cx;

/// What the registration is now (RFC 7592 2.1). The secret is not among it: it was shown once.
pub fn find(cx: &Cx, id: &ClientId, token: &str) -> Result<Answered, RegistrationError> {
    let client = cx.store().read(|tx| load(tx, id, &TokenHash::of(token)))?;
    Ok(Answered { client, secret: None, token: Secret::new(token) })
}

/// Puts a registration in the place of the one that is there (RFC 7592 2.2): what is not said is as if it had never been. The
/// token is replaced too, and the approvals of people and administrators were of what the app was before.
pub async fn replace(
    cx: &Cx,
    id: &ClientId,
    token: &str,
    json: &Value,
) -> Result<Answered, RegistrationError> {
    let hash = TokenHash::of(token);
    let (known, taken) = cx.store().read(|tx| {
        let known = load(tx, id, &hash)?;
        if mode(cx) == Mode::Off {
            return Err(RegistrationError::Off);
        }
        Ok((known, taken_names(cx, tx)?))
    })?;
    let body = own_fields(cx, &known, json)?;
    let metadata = restrict_here(cx, &Value::Object(body), &taken)?;
    // As a registration: it has us call an address, and stands in the log. Counted for each app, so that none stands in the
    // way of another.
    let (owned, key) = (cx.clone(), format!("client {id}"));
    cx.store().write(move |tx| charge_as(tx, &owned, key)).await?;
    check_sector(cx, &metadata).await?;
    let plain = PlainToken::generate(cx.entropy());
    let (owned, id, new) = (cx.clone().acting_as(Actor::Client(id.clone())), id.clone(), plain.hash());
    let (client, secret) = cx
        .store()
        .write(move |tx| {
            let mut client = load(tx, &id, &hash)?;
            if !client_registrations::rotate(tx, &id, &hash, &new)? {
                return Err(RegistrationError::Denied);
            }
            if client.metadata != metadata {
                // What people allowed was what the app was before.
                grants::delete_of_client(tx, &id)?;
            }
            client.metadata = metadata;
            client.self_registered = Some(SelfRegistered::Unseen);
            client.updated_at = owned.now;
            // Who proves itself otherwise from now on has no use for a secret; who did so before needs one.
            client.settle_secrets(owned.store().client_secret_key());
            let needs_secret =
                client.metadata.token_endpoint_auth_method.has_secret() && client.secret.is_none();
            let secret =
                if needs_secret { client.rotate_secret(0, owned.entropy(), owned.now) } else { None };
            clients::update(tx, &client)?;
            store::audit::append(tx, owned.event("client.changed").client(&id), owned.now)?;
            Ok((client, secret))
        })
        .await?;
    Ok(Answered { client, secret, token: Secret::new(plain.expose()) })
}

/// Takes the client away, with all that people allowed it (RFC 7592 2.3).
pub async fn remove(cx: &Cx, id: &ClientId, token: &str) -> Result<(), RegistrationError> {
    let (hash, id) = (TokenHash::of(token), id.clone());
    let cx = cx.clone().acting_as(Actor::Client(id.clone()));
    let store = cx.store().clone();
    store
        .write(move |tx| {
            load(tx, &id, &hash)?;
            clients::delete(tx, &id)?;
            Ok(store::audit::append(tx, cx.event("client.deleted").client(&id), cx.now)?)
        })
        .await
}

/// The client, if the token is its own. One that is unknown, and one that did not register itself, are told nothing else.
fn load(tx: &ReadTx<'_>, id: &ClientId, token: &TokenHash) -> Result<Client, RegistrationError> {
    let registration = client_registrations::find(tx, id)?.filter(|found| found.token == *token);
    registration.ok_or(RegistrationError::Denied)?;
    let client = clients::find(tx, id)?.ok_or(RegistrationError::Denied)?;
    if client.is_active() { Ok(client) } else { Err(RegistrationError::Off) }
}

/// What is ours to say stands in no request; id and secret have to be those that the client has (RFC 7592 2.2).
fn own_fields(cx: &Cx, known: &Client, json: &Value) -> Result<Map<String, Value>, RegistrationError> {
    let mut body = json.as_object().cloned().ok_or(contradiction("client metadata is a JSON object"))?;
    for name in OURS {
        if body.contains_key(name) {
            return Err(contradiction("the request has a field that only the answer may have").into());
        }
    }
    let id = body.remove("client_id");
    if id.as_ref().and_then(Value::as_str) != Some(known.id.as_str()) {
        return Err(contradiction("client_id is not that of this client").into());
    }
    if let Some(secret) = body.remove("client_secret") {
        let key = cx.store().client_secret_key();
        let found = secret.as_str().and_then(|secret| known.find_secret(secret, key, cx.now));
        if found.is_none() {
            return Err(contradiction("client_secret is not that of this client").into());
        }
    }
    Ok(body)
}

/// Fields of the answer that a request must not have (RFC 7592 2.2).
const OURS: [&str; 4] = [
    "registration_access_token",
    "registration_client_uri",
    "client_secret_expires_at",
    "client_id_issued_at",
];
