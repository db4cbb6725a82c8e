//! A request as it arrives: pushed before, inside a request object, or plain. What stands in it is read once, before
//! anything is decided.

use domain::client::Client;
use domain::id::ClientId;
use domain::interaction::Interaction;
use domain::pushed_request::{PushedRequest, read_reference};
use domain::token::TokenHash;
use oidc::authorize::{Arrival, Target};
use oidc::error::ProtocolError;
use oidc::params::Params;
use oidc::response::{Answer, Delivery};
use store::{clients, pushed_requests};

use super::{AuthorizeError, send};
use crate::cx::Cx;
use crate::request_object;

/// A request that was read.
pub(crate) struct Arrived {
    /// Its parameters, plain.
    pub(crate) params: Params,
    /// The pushed request that it is.
    pub(crate) pushed: Option<TokenHash>,
    /// How it came.
    pub(crate) arrival: Arrival,
}

/// What a request comes to.
pub(super) enum Read {
    /// Something to decide on.
    Arrived(Box<Arrived>),
    /// The client's mistake, told at its redirect URI.
    Refused { delivery: Delivery, error: ProtocolError },
}

/// Who asks.
pub(super) fn client(cx: &Cx, params: &Params) -> Result<Client, AuthorizeError> {
    let id = ClientId::from(params.get("client_id").ok_or(AuthorizeError::UnknownClient)?);
    cx.asking.say(&id);
    cx.store().read(|tx| clients::find(tx, &id))?.ok_or(AuthorizeError::UnknownClient)
}

/// How a request comes that stood in nothing else.
pub(crate) fn plain(cx: &Cx) -> Arrival {
    Arrival { pushed: false, signed: false, legacy: cx.app.settings().has_legacy_response_types() }
}

/// How a request came that is under way.
pub(crate) fn of(cx: &Cx, interaction: &Interaction) -> Arrival {
    Arrival { pushed: interaction.pushed.is_some(), signed: interaction.signed, ..plain(cx) }
}

/// Reads the parameters of a browser's request.
pub(super) async fn read(cx: &Cx, client: &Client, params: Params) -> Result<Read, AuthorizeError> {
    if params.get("request").is_none() && params.get("request_uri").is_none() {
        let arrival = plain(cx);
        return Ok(Read::Arrived(Arrived { params, pushed: None, arrival }.into()));
    }
    if !client.is_active() {
        return Err(AuthorizeError::ClientDisabled { name: client.display_name().to_owned() });
    }
    if let Some(reference) = params.get("request_uri").and_then(read_reference) {
        return match params.get("request") {
            Some(_) => refuse(cx, client, &params, TWICE),
            None => find_pushed(cx, client, reference),
        };
    }
    match open_object(cx, client, &params).await {
        Ok((params, arrival)) => Ok(Read::Arrived(Arrived { params, pushed: None, arrival }.into())),
        Err(error) => refuse(cx, client, &params, error),
    }
}

/// A pushed request is found by its client alone, and nothing beside it counts (RFC 9126 4).
fn find_pushed(cx: &Cx, client: &Client, reference: TokenHash) -> Result<Read, AuthorizeError> {
    let found = cx.store().read(|tx| pushed_requests::find(tx, &reference, &client.id, cx.now))?;
    let PushedRequest { params, signed, .. } = found.ok_or(AuthorizeError::PushedRequest)?;
    Ok(Read::Arrived(Box::new(Arrived {
        params: Params::parse(&params)?,
        pushed: Some(reference),
        arrival: Arrival { pushed: true, signed, ..plain(cx) },
    })))
}

/// Opens the request object that stands in `request`, or that `request_uri` leads to.
pub(crate) async fn open_object(
    cx: &Cx,
    client: &Client,
    params: &Params,
) -> Result<(Params, Arrival), ProtocolError> {
    match (params.get("request"), params.get("request_uri")) {
        (Some(_), Some(_)) => Err(TWICE),
        (Some(object), None) => request_object::open(cx, client, params, object).await,
        (None, Some(uri)) => {
            let object = request_object::fetch(cx, client, uri).await?;
            request_object::open(cx, client, params, &object).await
        }
        (None, None) => Ok((params.clone(), plain(cx))),
    }
}

/// RFC 9101 5.
const TWICE: ProtocolError = ProtocolError::invalid_request("request and request_uri exclude each other");

/// A request that cannot be read is refused where the plain parameters say, if that is registered; nowhere else.
fn refuse(cx: &Cx, client: &Client, params: &Params, error: ProtocolError) -> Result<Read, AuthorizeError> {
    match Target::resolve(&client.metadata, params) {
        Ok(target) => {
            let delivery = send(cx, client, &target, Answer::refusal(&cx.app.issuer(), &error))?;
            Ok(Read::Refused { delivery, error })
        }
        Err(_) => Err(AuthorizeError::Unreadable { name: client.display_name().to_owned(), error }),
    }
}
