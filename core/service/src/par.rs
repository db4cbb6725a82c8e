//! Pushed authorization requests: a client leaves a request here, and sends its person with a reference (RFC 9126).

use domain::client::Client;
use domain::pushed_request::{PushedRequest, new_reference};
use oidc::authorize::{Arrival, BadTarget, Target};
use oidc::client_auth::Presented;
use oidc::error::{ErrorCode, ProtocolError};
use oidc::params::Params;
use serde::Serialize;
use store::pushed_requests;

use crate::authorize::arrive::{self, Arrived};
use crate::authorize::read_request;
use crate::client_auth::authenticate;
use crate::cx::Cx;
use crate::token::TokenError;

/// What the client gets (RFC 9126 2.2).
#[derive(Debug, Serialize)]
pub struct Pushed {
    /// The reference to send a person with.
    pub request_uri: String,
    /// How long it is good, in seconds.
    pub expires_in: i64,
}

/// Requests of a client that wait, from one address; the oldest gives way.
const MAX_PER_ADDRESS: i64 = 500;
/// Requests of one client that wait.
const MAX_PER_CLIENT: i64 = 2_000;
/// Requests that wait in all.
const MAX_IN_ALL: i64 = 20_000;

/// What proves the client, and is no part of its request (RFC 9126 2.1).
const OF_THE_CLIENT: [&str; 3] = ["client_secret", "client_assertion", "client_assertion_type"];

/// Takes a request, looked at as a whole at once, so that the client is told and not its person.
pub async fn push(cx: &Cx, presented: &Presented, params: Params) -> Result<Pushed, TokenError> {
    let client = authenticate(cx, presented).await?;
    let arrived = open(cx, &client, params).await?;
    let target = Target::resolve(&client.metadata, &arrived.params).map_err(|reason| {
        if let BadTarget::NotRegistered { sent } = &reason {
            cx.app.ways.note_redirect(&client, sent, cx.now);
        }
        reason.refusal()
    })?;
    let request = read_request(cx, &client, &target, &arrived)?;
    keep(cx, &client, arrived, request.dpop_jkt).await
}

/// The parameters of the request, with a request object opened.
async fn open(cx: &Cx, client: &Client, params: Params) -> Result<Arrived, ProtocolError> {
    // RFC 9126 2.1: a reference to another request is none.
    if params.get("request_uri").is_some() {
        return Err(ProtocolError::invalid_request("request_uri has no place in a pushed request"));
    }
    let params = params.filter(|name| !OF_THE_CLIENT.contains(&name));
    let (params, arrival) = arrive::open_object(cx, client, &params).await?;
    // A client that proves itself by an assertion or in a header need not name itself once more.
    let client_id = ("client_id".to_owned(), client.id.as_str().to_owned());
    let rest = params.filter(|name| name != "client_id");
    let params = rest.pairs().map(|(name, value)| (name.to_owned(), value.to_owned())).chain([client_id]);
    Ok(Arrived { params: params.collect(), pushed: None, arrival: Arrival { pushed: true, ..arrival } })
}

/// `dpop_jkt`: the key that is proved now, or named, which the code is then bound to (RFC 9449 10.1).
async fn keep(
    cx: &Cx,
    client: &Client,
    arrived: Arrived,
    dpop_jkt: Option<String>,
) -> Result<Pushed, TokenError> {
    let params = arrived.params.filter(|name| name != "dpop_jkt");
    let pairs = params.pairs().chain(dpop_jkt.as_deref().map(|jkt| ("dpop_jkt", jkt)));
    let params: Params = pairs.collect();
    let expires_in = cx.app.settings().number("lifetime.pushed_request_s");
    let (request_uri, reference) = new_reference(cx.entropy());
    let request = PushedRequest {
        reference,
        client_id: client.id.clone(),
        params: params.encode(),
        signed: arrived.arrival.signed,
        address: cx.address_key(),
        expires_at: cx.now + expires_in,
    };
    let (now, is_public) = (cx.now, client.metadata.is_public());
    cx.store()
        .write(move |tx| {
            let (here, of_client, in_all) =
                pushed_requests::count(tx, &request.client_id, &request.address, now)?;
            if here >= MAX_PER_ADDRESS {
                pushed_requests::drop_oldest(tx, &request.client_id, &request.address)?;
            } else if of_client >= MAX_PER_CLIENT || in_all >= MAX_IN_ALL {
                // Of a public client anybody can push: whoever comes is not kept out by what others left behind.
                if !is_public {
                    return Err(TOO_MANY.into());
                }
                pushed_requests::drop_oldest_of_client(tx, &request.client_id)?;
            }
            Ok::<_, TokenError>(pushed_requests::insert(tx, &request)?)
        })
        .await?;
    Ok(Pushed { request_uri, expires_in })
}

const TOO_MANY: ProtocolError = ProtocolError::new(
    ErrorCode::TemporarilyUnavailable,
    "too many pushed requests wait; try again in a moment",
);
