//! What a person looks after: who they are, how they sign in, apps that they allowed, browsers in which they are signed in.

pub mod activity;
pub mod connected;
pub mod delete;
pub mod email;
pub mod export;
pub mod password;
pub mod picture;
pub mod profile;
pub mod remembered;

use domain::audit::{Actor, Event, Filter, Row};
use domain::client::Client;
use domain::grant::Grant;
use domain::id::{ClientId, SessionId};
use domain::session::Session;
use domain::user::User;
use domain::user_agent;
use store::{ReadTx, StoreError, client_registrations, clients, device_grants, grants, sessions};

use crate::access;
use crate::cx::Cx;
use crate::end::{end_at_client, end_session};
use crate::session::SignedIn;

/// A client with what the person allowed it, if anything.
#[derive(Debug)]
pub struct App {
    /// The client.
    pub client: Client,
    /// The consent.
    pub grant: Option<Grant>,
}

/// The apps that a person can open. A developer's app is its owner's, and of those who have used it.
pub fn list_apps(cx: &Cx, signed_in: &SignedIn) -> Result<Vec<App>, StoreError> {
    cx.store().read(|tx| {
        let mut apps = Vec::new();
        for client in clients::list(tx)?.into_iter().filter(Client::is_active) {
            if !access::may_use(tx, &client, &signed_in.user)? {
                continue;
            }
            let grant = grants::find(tx, &signed_in.user.id, &client.id)?;
            if grant.is_some() || is_offered(tx, &client, &signed_in.user)? {
                apps.push(App { client, grant });
            }
        }
        Ok(apps)
    })
}

/// Whether an app has a place on somebody's page before they used it. A stranger's gets none by registering itself: only with
/// a token of an administrator, or when one lets it be.
fn is_offered(tx: &ReadTx<'_>, client: &Client, user: &User) -> Result<bool, StoreError> {
    if client.is_vouched_for() || client.owner.as_ref() == Some(&user.id) {
        return Ok(true);
    }
    Ok(client_registrations::find(tx, &client.id)?
        .is_some_and(|registration| registration.allowed_by.is_some()))
}

/// The apps that a person gave access to, newest first.
pub fn list_grants(cx: &Cx, signed_in: &SignedIn) -> Result<Vec<App>, StoreError> {
    cx.store().read(|tx| {
        let mut apps = Vec::new();
        for grant in grants::list(tx, &signed_in.user.id)? {
            if let Some(client) = clients::find(tx, &grant.client_id)? {
                apps.push(App { client, grant: Some(grant) });
            }
        }
        Ok(apps)
    })
}

/// Takes access back: the consent is forgotten, and all tokens of the app stop working. Whether there was any.
pub async fn revoke_grant(cx: &Cx, signed_in: &SignedIn, client: &ClientId) -> Result<bool, StoreError> {
    let user = signed_in.user.id.clone();
    let event =
        cx.clone().acting_as(Actor::User(user.clone())).event("grant.revoked").user(&user).client(client);
    let (client, cx) = (client.clone(), cx.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let found = grants::delete(tx, &user, &client)?;
            if found {
                end_at_client(tx, &cx, &user, &client)?;
                device_grants::delete_approved(tx, &user, Some(&client))?;
                store::audit::append(tx, event, cx.now)?;
            }
            Ok(found)
        })
        .await
}

/// The browsers in which a person is signed in.
pub fn list_sessions(cx: &Cx, signed_in: &SignedIn) -> Result<Vec<Session>, StoreError> {
    let lifetimes = cx.app.settings().session_lifetimes();
    let all = cx.store().read(|tx| sessions::list(tx, Some(&signed_in.user.id)))?;
    Ok(all.into_iter().filter(|session| session.is_live(lifetimes, cx.now)).collect())
}

/// Ends one of the person's sessions, or all but the present one. How many were ended.
pub async fn end_sessions(
    cx: &Cx,
    signed_in: &SignedIn,
    only: Option<SessionId>,
) -> Result<usize, StoreError> {
    let (user, present) = (signed_in.user.id.clone(), signed_in.session.id.clone());
    let event = cx.clone().acting_as(Actor::User(user.clone())).event("session.ended").user(&user);
    let cx = cx.clone();
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let doomed = sessions::list(tx, Some(&user))?.into_iter().filter(|session| match &only {
                Some(id) => session.id == *id,
                None => session.id != present,
            });
            let mut ended = 0;
            for session in doomed {
                end_session(tx, &cx, &session.id)?;
                store::audit::append(tx, event.clone().with("session", session.id.as_str()), cx.now)?;
                ended += 1;
            }
            Ok(ended)
        })
        .await
}

/// What happened lately around a person, newest first.
pub async fn list_activity(cx: &Cx, signed_in: &SignedIn, limit: u32) -> Result<Vec<Row>, StoreError> {
    let filter = Filter {
        user_id: Some(signed_in.user.id.to_string()),
        newest_first: true,
        limit,
        ..Filter::default()
    };
    cx.store().scan(move |tx| store::audit::list(tx, &filter)).await
}

/// An event of a person about their own account, with the browser that they use: they read it in their activity.
pub(crate) fn own_event(cx: &Cx, user: &User, name: &'static str) -> Event {
    let event = cx.clone().acting_as(Actor::User(user.id.clone())).event(name).user(&user.id);
    // Only browsers that we know: nobody writes into the log as they like.
    match user_agent::recognise(&cx.user_agent) {
        Some(browser) => event.with("browser", browser),
        None => event,
    }
}
