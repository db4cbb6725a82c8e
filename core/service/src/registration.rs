//! Apps that register themselves (RFC 7591), and look after that (RFC 7592).

mod look_after;

use domain::audit::{Actor, Event};
use domain::call::Reach;
use domain::client::{Client, SecretSource};
use domain::id::RegistrationTokenId;
use domain::limit::Scope;
use domain::registration::{
    MODE, MOST, Mode, Office, PER_HOUR, Registration, SelfRegistered, UNUSED_DAYS, restrict,
};
use domain::secret::Secret;
use domain::token::{PlainToken, TokenHash};
use oidc::error::{ErrorCode, ProtocolError};
use oidc::metadata::ClientMetadata;
use serde_json::Value;
use store::{ReadTx, StoreError, WriteTx, client_registrations, clients, failures, registration_tokens};

use crate::cx::Cx;
use crate::sector::{self, SectorError};

pub use look_after::{find, remove, replace};

/// A client that registered itself, as it is answered.
#[derive(Debug)]
pub struct Answered {
    /// The client.
    pub client: Client,
    /// Its secret, where one was made just now.
    pub secret: Option<Secret>,
    /// By what it looks after itself from now on.
    pub token: Secret,
}

/// Why an app is not registered, or its registration left as it is.
#[derive(Debug, thiserror::Error)]
pub enum RegistrationError {
    /// It brings no token that lets it, or none of that client.
    #[error("the token is missing, unknown, used up or over")]
    Denied,
    /// As many have registered as may.
    #[error("no more apps may register themselves")]
    Full,
    /// The office lets no app register itself, or this one is switched off.
    #[error("apps cannot register themselves here")]
    Off,
    /// In terms of the protocol.
    #[error(transparent)]
    Protocol(#[from] ProtocolError),
    /// Too many came from this address.
    #[error("too many apps were registered from this address: wait {wait_s} seconds")]
    Slowed {
        /// Seconds to wait.
        wait_s: i64,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whether apps can register themselves, for discovery.
pub fn mode(cx: &Cx) -> Mode {
    Mode::read(cx.app.settings().text(MODE))
}

/// Registers an app. `token`: what it brings to show that it may.
pub async fn register(cx: &Cx, token: Option<&str>, json: &Value) -> Result<Answered, RegistrationError> {
    let mode = mode(cx);
    let hash = token.map(TokenHash::of);
    let taken = cx.store().read(|tx| {
        match (mode, &hash) {
            (Mode::Off, _) => return Err(RegistrationError::Off),
            // Before a word is said about what it sends: nobody learns by trying who may not.
            (Mode::Token, None) => return Err(RegistrationError::Denied),
            (Mode::Token, Some(hash)) if !is_live(tx, hash, cx.now)? => {
                return Err(RegistrationError::Denied);
            }
            (Mode::Token | Mode::Open, _) => {}
        }
        Ok(taken_names(cx, tx)?)
    })?;
    let metadata = restrict_here(cx, json, &taken)?;
    if metadata.sector_identifier_uri.is_some() && mode == Mode::Open {
        // A stranger has us call an address: that costs a place too, whatever comes of it.
        let owned = cx.clone();
        cx.store().write(move |tx| charge(tx, &owned)).await?;
    }
    check_sector(cx, &metadata).await?;
    let key = cx.store().client_secret_key();
    let (client, secret) =
        Client::register(None, metadata, SecretSource::Generate, key, cx.entropy(), cx.now);
    let client = Client { self_registered: Some(SelfRegistered::Unseen), ..client };
    let plain = PlainToken::generate(cx.entropy());
    let new = plain.hash();
    let owned = cx.clone();
    let client = cx
        .store()
        .write(move |tx| {
            let allowed_by = admit(tx, &owned, mode, hash.as_ref())?;
            insert(tx, &owned, &client, new, allowed_by)?;
            Ok::<_, RegistrationError>(client)
        })
        .await?;
    Ok(Answered { client, secret, token: Secret::new(plain.expose()) })
}

fn is_live(tx: &ReadTx<'_>, hash: &TokenHash, now: i64) -> Result<bool, StoreError> {
    Ok(registration_tokens::find_by_hash(tx, hash)?.is_some_and(|token| token.is_live(now)))
}

/// Names that people would take a stranger's app for: those of the office's apps, of the office, and of this product.
fn taken_names(cx: &Cx, tx: &ReadTx<'_>) -> Result<Vec<String>, StoreError> {
    let others = clients::list(tx)?.into_iter().filter(|client| client.self_registered.is_none());
    let own = [cx.app.settings().office_name().to_owned(), "DOneLogin".to_owned()];
    Ok(others.map(|client| client.metadata.client_name).filter(|name| !name.is_empty()).chain(own).collect())
}

/// Reads what an app says of itself, within the limits of this office.
fn restrict_here(cx: &Cx, json: &Value, taken: &[String]) -> Result<ClientMetadata, ProtocolError> {
    let legacy = cx.app.settings().has_legacy_response_types();
    let office = Office { issuer: &cx.app.issuer(), legacy, taken };
    restrict(ClientMetadata::parse(json)?.metadata, &office)
}

/// Takes what one more app costs: a use of its token, or a place in the hour of its address.
fn admit(
    tx: &WriteTx<'_>,
    cx: &Cx,
    mode: Mode,
    hash: Option<&TokenHash>,
) -> Result<Option<RegistrationTokenId>, RegistrationError> {
    let settings = cx.app.settings();
    if client_registrations::count(tx)? >= settings.number(MOST) {
        return Err(RegistrationError::Full);
    }
    if let Some(hash) = hash
        && let Some(id) = registration_tokens::take(tx, hash, cx.now)?
    {
        return Ok(Some(id));
    }
    if mode != Mode::Open {
        // Used up or taken away since it was looked at.
        return Err(RegistrationError::Denied);
    }
    charge(tx, cx)?;
    Ok(None)
}

/// Takes a place in the hour of the address that asks.
fn charge(tx: &WriteTx<'_>, cx: &Cx) -> Result<(), RegistrationError> {
    charge_as(tx, cx, cx.address_key())
}

fn charge_as(tx: &WriteTx<'_>, cx: &Cx, key: String) -> Result<(), RegistrationError> {
    let scope = Scope::RegistrationFromAddress;
    let bucket = failures::load(tx, scope, &key)?;
    if let Some(wait_s) = bucket.wait_beyond_s(scope, cx.app.settings().number(PER_HOUR), cx.now) {
        return Err(RegistrationError::Slowed { wait_s });
    }
    Ok(failures::put(tx, scope, &key, bucket.charge(scope, cx.now))?)
}

/// As [`sector::check`] says; what a stranger's server answered is not repeated.
async fn check_sector(cx: &Cx, metadata: &ClientMetadata) -> Result<(), RegistrationError> {
    match sector::check(cx, metadata, Reach::Public).await {
        Ok(()) => Ok(()),
        Err(SectorError::List(error)) => Err(error.into()),
        Err(SectorError::Call(error)) => {
            tracing::info!(%error, "a sector_identifier_uri could not be read");
            Err(contradiction("sector_identifier_uri cannot be read from here").into())
        }
    }
}

fn insert(
    tx: &WriteTx<'_>,
    cx: &Cx,
    client: &Client,
    token: TokenHash,
    allowed_by: Option<RegistrationTokenId>,
) -> Result<(), StoreError> {
    let event = cx.event("client.created").client(&client.id).with("name", client.display_name());
    let event = event.with("self_registered", true).with("trusted", false);
    let event = event.with("registration_token", allowed_by.as_ref().map(RegistrationTokenId::as_str));
    clients::insert(tx, client)?;
    let registration = Registration {
        client_id: client.id.clone(),
        token,
        allowed_by,
        address: cx.address.clone(),
        registered_at: cx.now,
    };
    client_registrations::insert(tx, &registration)?;
    store::audit::append(tx, event, cx.now)
}

/// Takes apps away that registered themselves and that nobody has used or approved for a while. How many there were.
pub(crate) fn sweep(tx: &WriteTx<'_>, cx: &Cx) -> Result<usize, StoreError> {
    let before = cx.now - cx.app.settings().number(UNUSED_DAYS) * 86_400;
    let unused = client_registrations::list_unused(tx, before)?;
    for id in &unused {
        clients::delete(tx, id)?;
        let event = Event::new("client.deleted", Actor::System).client(id).with("unused", true);
        store::audit::append(tx, event, cx.now)?;
    }
    Ok(unused.len())
}

/// The refusal of a request of a client about itself that contradicts what it is.
const fn contradiction(why: &'static str) -> ProtocolError {
    ProtocolError::new(ErrorCode::InvalidClientMetadata, why)
}
