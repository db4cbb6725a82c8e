//! Signing out, asked for by an app or by the person.

use domain::audit::Actor;
use domain::client::Client;
use domain::id::{ClientId, InteractionId};
use domain::token::TokenHash;
use oidc::error::ProtocolError;
use oidc::id_token::Hint;
use oidc::logout::{Destination, LogoutRequest, frontchannel_url};
use oidc::params::Params;
use store::session_clients::SessionClient;
use store::{ReadTx, StoreError, clients, logout_requests, sessions};

use crate::authorize::read_hint;
use crate::cx::Cx;
use crate::end::end_session;
use crate::session::{self, SignedIn};
use crate::subject;
use crate::way::Stage;

/// What a logout request comes to.
#[derive(Debug)]
pub struct Plan {
    /// Where the browser goes afterwards.
    pub destination: Destination,
    /// The client that asks, if there is one of that name.
    pub client: Option<Client>,
    /// Whether the person is asked first.
    pub ask: bool,
    /// Whose session it is: the cookie's, never the hint's.
    pub signed_in: Option<SignedIn>,
}

/// How long a request that came by a POST waits for its GET, in seconds.
const KEPT_S: i64 = 300;
/// How many wait at most.
const MAX_KEPT: i64 = 10_000;

/// Keeps a request that came without our cookies; under which id.
pub async fn keep(cx: &Cx, params: &Params) -> Result<String, StoreError> {
    let id = InteractionId::generate(cx.entropy()).to_string();
    let (kept, text, expires_at) = (id.clone(), params.encode(), cx.now + KEPT_S);
    cx.store()
        .write::<_, StoreError>(move |tx| logout_requests::insert(tx, &kept, &text, expires_at, MAX_KEPT))
        .await?;
    Ok(id)
}

/// A request that was kept.
pub fn recall(cx: &Cx, id: &str) -> Result<Option<Params>, StoreError> {
    let text = cx.store().read(|tx| logout_requests::find(tx, id, cx.now))?;
    Ok(text.and_then(|text| Params::parse(&text).ok()))
}

/// Reads a logout request. Without a valid hint for this very session the person is asked
/// (RP-Initiated Logout 2), so that no page can sign a person out by a link.
pub async fn plan(cx: &Cx, request: &LogoutRequest, session: Option<&TokenHash>) -> Result<Plan, StoreError> {
    let hint = request.id_token_hint.as_deref().and_then(|hint| read_hint(cx, hint));
    let client_id = hint.as_ref().map(|hint| hint.aud.clone()).or_else(|| request.client_id.clone());
    let client_id = client_id.map(ClientId::from);
    client_id.iter().for_each(|id| cx.asking.say(id));
    let client = client_id.map(|id| cx.store().read(|tx| clients::find(tx, &id))).transpose()?.flatten();
    let signed_in = session::find(cx, session).await?;
    let destination = request.destination(hint.as_ref(), client.as_ref().map(|client| &client.metadata));
    let certain = signed_in.as_ref().is_none_or(|signed_in| {
        hint.as_ref().is_some_and(|hint| is_about(cx, hint, client.as_ref(), signed_in))
    });
    Ok(Plan {
        // A hint that was sent and is not ours is an attack or a mistake: the person decides.
        ask: !certain || destination == Destination::Refused && signed_in.is_some(),
        client,
        destination,
        signed_in,
    })
}

impl Plan {
    /// Name of the client that asks.
    pub fn client_name(&self) -> Option<&str> {
        self.client.as_ref().map(Client::display_name)
    }

    /// Why the browser does not go where the client sends it, in the words of the protocol.
    pub fn refusal(&self) -> Option<ProtocolError> {
        (self.destination == Destination::Refused).then_some(NOT_REGISTERED)
    }
}

const NOT_REGISTERED: ProtocolError = ProtocolError::invalid_request(
    "post_logout_redirect_uri is not registered, or no valid id_token_hint came with it",
);

/// How many apps a browser opens at most when it signs out.
const MOST_FRAMES: usize = 64;

/// Ends the session of the cookie. What the browser opens then, so that apps sign out in it too (Front-Channel Logout 3).
pub async fn sign_out(cx: &Cx, session: Option<&TokenHash>) -> Result<Vec<String>, StoreError> {
    let found =
        session.map(|token| cx.store().read(|tx| sessions::find_by_token(tx, token))).transpose()?.flatten();
    let Some(session) = found else { return Ok(Vec::new()) };
    let event = cx.clone().acting_as(Actor::User(session.user_id.clone())).event("session.ended");
    let event = event.user(&session.user_id).with("session", session.id.as_str());
    let cx = cx.clone();
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let told = end_session(tx, &cx, &session.id)?;
            store::audit::append(tx, event, cx.now)?;
            frames(tx, &cx, &told)
        })
        .await
}

/// Does what a client asks, as [`sign_out`] does; whoever looks after it sees that it came so far.
pub async fn carry_out(cx: &Cx, plan: &Plan, session: Option<&TokenHash>) -> Result<Vec<String>, StoreError> {
    let frames = sign_out(cx, session).await?;
    if let Some(client) = plan.client.as_ref().filter(|_| plan.destination != Destination::Refused) {
        cx.app.ways.went_well(client, Stage::SignedOut, cx.now);
    }
    Ok(frames)
}

fn frames(tx: &ReadTx<'_>, cx: &Cx, told: &[SessionClient]) -> Result<Vec<String>, StoreError> {
    let issuer = cx.app.issuer();
    let mut frames = Vec::new();
    for SessionClient { client_id, session_id, .. } in told.iter().take(MOST_FRAMES) {
        let Some(client) = clients::find(tx, client_id)? else { continue };
        let sid = subject::session_of(&cx.app, &client, session_id);
        frames.extend(frontchannel_url(&client.metadata, &issuer, &sid));
    }
    Ok(frames)
}

fn is_about(cx: &Cx, hint: &Hint, client: Option<&Client>, signed_in: &SignedIn) -> bool {
    subject::is_subject(&cx.app, client, &signed_in.user, hint)
        && hint.sid.as_ref().is_none_or(|sid| {
            let session = &signed_in.session.id;
            client.map_or_else(|| session.to_string(), |client| subject::session_of(&cx.app, client, session))
                == *sid
        })
}
