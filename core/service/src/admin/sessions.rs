//! Signed-in browsers, as the administrator sees them.

use domain::id::SessionId;
use domain::session::Session;
use domain::user::User;
use store::sessions::Query;
use store::{StoreError, sessions, users};

use super::users::resolve;
use crate::cx::Cx;
use crate::end::end_session;
use crate::rights::{Denied, Staff};

pub use store::sessions::By;

/// Why sessions cannot be listed or ended.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// Whoever acts may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No such session.
    #[error("there is no such session")]
    Unknown,
    /// Nobody has this id, address or user name.
    #[error("there is no such account")]
    UnknownUser,
}

/// A part of the sessions that a query finds.
#[derive(Debug)]
pub struct Page {
    /// The sessions, with whose they are.
    pub sessions: Vec<(Session, User)>,
    /// How many the query finds in all.
    pub total: i64,
}

/// Which sessions.
#[derive(Debug, Default)]
pub struct Wanted {
    /// Only those of the person of this id, address or user name.
    pub of: Option<String>,
    /// A part of the person's name or address, or of the browser's address.
    pub search: String,
    /// Order.
    pub by: By,
    /// Largest first.
    pub descending: bool,
    /// At most so many.
    pub limit: u32,
    /// So many are left out in front.
    pub offset: u32,
}

/// Live sessions, with whose they are: of accounts with no more rights than whoever asks.
pub async fn list(cx: &Cx, whoever: &Staff, wanted: Wanted) -> Result<Page, SessionError> {
    let Wanted { of, search, by, descending, limit, offset } = wanted;
    let up_to = whoever.role();
    let (lifetimes, now) = (cx.app.settings().session_lifetimes(), cx.now);
    cx.store()
        .scan(move |tx| {
            let user = match &of {
                Some(reference) => Some(resolve(tx, reference)?.ok_or(SessionError::UnknownUser)?.id),
                None => None,
            };
            let query = Query { user, up_to, search, by, descending, limit, offset, lifetimes, now };
            Ok(Page { sessions: sessions::page(tx, &query)?, total: sessions::count_live(tx, &query)? })
        })
        .await
}

/// Ends a session, and with it what was issued in it.
pub async fn end(cx: &Cx, by: &Staff, id: &SessionId) -> Result<(), SessionError> {
    let (cx, by, id) = (cx.clone(), by.clone(), id.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let session = sessions::find(tx, &id)?.ok_or(SessionError::Unknown)?;
            let owner = users::find(tx, &session.user_id)?.ok_or(SessionError::Unknown)?;
            by.may_act_on(&owner)?;
            end_session(tx, &cx, &id)?;
            let event = cx.event("session.ended").user(&session.user_id).with("session", id.as_str());
            Ok(store::audit::append(tx, event, cx.now)?)
        })
        .await
}
