//! Telling clients that a session has ended (OpenID Connect Back-Channel Logout 1.0): written with the fact, delivered
//! behind it, at least once; and what became of it, for administrators.

use std::collections::HashSet;

use domain::backchannel_logout::{BackchannelLogout, State, Verdict, read_answer};
use domain::call::{Call, CallError};
use domain::client::Client;
use domain::id::{BackchannelLogoutId, ClientId};
use oidc::jwt::Typ;
use oidc::logout_token::{LIFETIME_S, LogoutToken, SessionEnded, form};
use store::session_clients::SessionClient;
use store::{StoreError, WriteTx, backchannel_logouts, clients, users};
use url::Url;

use crate::cx::Cx;
use crate::rights::Admin;
use crate::subject;

/// What is to be done now.
#[derive(Debug)]
pub struct Next {
    /// One of each client that has one due.
    pub due: Vec<Due>,
    /// When the next one is, of clients that nobody is calling.
    pub next_at: Option<i64>,
}

/// One that is due.
#[derive(Debug)]
pub struct Due {
    /// What is to be told.
    logout: BackchannelLogout,
    /// To whom.
    client: Client,
}

impl Due {
    /// Who is called.
    pub fn client(&self) -> &ClientId {
        &self.client.id
    }
}

/// Writes what the clients are to be told that want to be. It goes out once this is durable.
pub(crate) fn write(tx: &WriteTx<'_>, cx: &Cx, ended: &[SessionClient]) -> Result<(), StoreError> {
    for SessionClient { session_id, client_id, user_id } in ended {
        let client = clients::find(tx, client_id)?;
        let Some(client) = client.filter(|client| client.metadata.backchannel_logout_uri.is_some()) else {
            continue;
        };
        let Some(user) = users::find(tx, user_id)? else { continue };
        let logout = BackchannelLogout {
            id: BackchannelLogoutId::generate(cx.entropy()),
            client_id: client_id.clone(),
            user_id: user_id.clone(),
            subject: subject::of(&cx.app, &client, &user),
            session_id: session_id.clone(),
            created_at: cx.now,
            state: State::Waiting,
            tries: 0,
            next_at: cx.now,
            tried_at: None,
            failure: None,
        };
        backchannel_logouts::insert(tx, &logout)?;
    }
    Ok(())
}

/// What is due, but for clients that are being called: one of each, the oldest; at most so many.
pub fn next(cx: &Cx, under_way: &HashSet<ClientId>, most: usize) -> Result<Next, StoreError> {
    cx.store().read(|tx| {
        let mut next = Next { due: Vec::new(), next_at: None };
        for (client, next_at) in backchannel_logouts::waiting_clients(tx)? {
            if under_way.contains(&client) {
                continue;
            }
            if next_at > cx.now || next.due.len() >= most {
                next.next_at = next.next_at.or(Some(next_at));
                continue;
            }
            let logout = backchannel_logouts::find_due(tx, &client, cx.now)?;
            if let Some((logout, client)) = logout.zip(clients::find(tx, &client)?) {
                next.due.push(Due { logout, client });
            }
        }
        Ok(next)
    })
}

/// Tells a client, and notes what came of it. The token is signed now, by the key in force.
pub async fn deliver(cx: &Cx, due: Due) -> Result<(), StoreError> {
    let Due { logout, client } = due;
    let Some(uri) = &client.metadata.backchannel_logout_uri else {
        return cx
            .store()
            .write(move |tx| backchannel_logouts::delete_waiting(tx, &logout.client_id).map(drop))
            .await;
    };
    let outcome = call(cx, &logout, &client, uri).await;
    note(&cx.app.begin(cx.actor.clone(), "", ""), logout, outcome).await
}

async fn call(cx: &Cx, logout: &BackchannelLogout, client: &Client, uri: &str) -> Result<(), CallError> {
    let own = |why: &str| CallError::Own(why.to_owned());
    let outside = cx.app.outside().ok_or_else(|| own("no server runs"))?;
    let keys = cx.app.keys.current();
    let key = keys
        .signing(client.metadata.id_token_signed_response_alg, cx.now)
        .ok_or_else(|| own("there is no key that signs for this app"))?;
    // Each try has a name of its own: a client that remembers names takes a second try for no replay.
    let jti = BackchannelLogoutId::generate(cx.entropy());
    let claims = LogoutToken {
        iss: &cx.app.issuer(),
        sub: &logout.subject,
        aud: client.id.as_str(),
        iat: cx.now,
        exp: cx.now + LIFETIME_S,
        jti: jti.as_str(),
        sid: &subject::session_of(&cx.app, client, &logout.session_id),
        events: SessionEnded,
    };
    let token = key.sign(Typ::LogoutToken, &claims).map_err(|error| own(&error.to_string()))?;
    let url = Url::parse(uri).map_err(|_| CallError::Plain)?;
    let reach = client.reach();
    read_answer(outside.tell(&Call { url, reach, most: 0 }, &form(&token)).await)
}

/// Told in the log when a client ceases to listen and when something is given up, and not with each try.
async fn note(cx: &Cx, logout: BackchannelLogout, outcome: Result<(), CallError>) -> Result<(), StoreError> {
    let (cx, store) = (cx.clone(), cx.store().clone());
    store
        .write(move |tx| {
            // An administrator may have taken the client away, or the call was answered after all by another try.
            let found = backchannel_logouts::find(tx, &logout.id)?;
            let Some(logout) = found.filter(|found| found.state == State::Waiting) else { return Ok(()) };
            let Err(failure) = outcome else {
                return backchannel_logouts::put_delivered(tx, &logout, cx.now);
            };
            let told = |name| {
                let event = cx.event(name).client(&logout.client_id).with("reason", failure.to_string());
                store::audit::append(tx, event.with("session", logout.session_id.as_str()), cx.now)
            };
            match logout.judge(&failure, cx.now) {
                Verdict::AllWait => {
                    if !backchannel_logouts::waits_for_client(tx, &logout.client_id)? {
                        told("backchannel_logout.failed")?;
                    }
                    backchannel_logouts::put_silent(tx, &logout, &failure, cx.now)
                }
                Verdict::Again => {
                    if logout.tries == 0 {
                        told("backchannel_logout.failed")?;
                    }
                    backchannel_logouts::put_refused(tx, &logout, &failure, cx.now)
                }
                Verdict::GiveUp => {
                    told("backchannel_logout.given_up")?;
                    backchannel_logouts::put_given_up(tx, &logout, &failure, cx.now)
                }
            }
        })
        .await
}

/// What an administrator sees of a client.
#[derive(Debug)]
pub struct Seen {
    /// The last ones, newest first.
    pub last: Vec<BackchannelLogout>,
    /// How many wait.
    pub waiting: i64,
    /// How many were given up within the last days.
    pub given_up: i64,
}

/// How many an administrator sees.
const SHOWN: u32 = 20;

/// What became of telling a client.
pub fn list(cx: &Cx, _by: &Admin, client: &ClientId) -> Result<Seen, StoreError> {
    cx.store().read(|tx| {
        Ok(Seen {
            last: backchannel_logouts::list(tx, client, SHOWN)?,
            waiting: backchannel_logouts::count(tx, client, State::Waiting)?,
            given_up: backchannel_logouts::count(tx, client, State::GivenUp)?,
        })
    })
}

/// Has a client told at once of all that it does not know yet; how many there are.
pub async fn retry(cx: &Cx, _by: &Admin, client: &ClientId) -> Result<usize, StoreError> {
    let (cx, client) = (cx.clone(), client.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let count = backchannel_logouts::make_due(tx, &client, cx.now)?;
            if count > 0 {
                let event = cx.event("backchannel_logout.retried").client(&client).with("count", count);
                store::audit::append(tx, event, cx.now)?;
            }
            Ok(count)
        })
        .await
}
