//! Signed-in browsers, as the administrator sees them.

use domain::id::SessionId;
use domain::session::Session;
use domain::user::User;
use store::{StoreError, authorizations, sessions, users};

use super::users::resolve;
use crate::cx::Cx;
use crate::rights::Admin;

/// Why sessions cannot be listed or ended.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
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

/// Live sessions of one person, or of all, with whose they are.
pub async fn list(cx: &Cx, _by: &Admin, of: Option<&str>) -> Result<Vec<(Session, User)>, SessionError> {
    let (lifetimes, now, of) = (cx.app.settings().session_lifetimes(), cx.now, of.map(str::to_owned));
    cx.store()
        .scan(move |tx| {
            let user = match &of {
                Some(reference) => Some(resolve(tx, reference)?.ok_or(SessionError::UnknownUser)?),
                None => None,
            };
            let found = sessions::list(tx, user.as_ref().map(|user| &user.id))?;
            let live = found.into_iter().filter(|session| session.is_live(lifetimes, now));
            let with_user = live.map(|session| {
                let user = users::find(tx, &session.user_id)?;
                Ok::<_, SessionError>(user.map(|user| (session, user)))
            });
            with_user.filter_map(Result::transpose).collect()
        })
        .await
}

/// Ends a session, and with it what was issued in it.
pub async fn end(cx: &Cx, _by: &Admin, id: &SessionId) -> Result<(), SessionError> {
    let (cx, id) = (cx.clone(), id.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let session = sessions::find(tx, &id)?.ok_or(SessionError::Unknown)?;
            authorizations::revoke_by_session(tx, &id)?;
            sessions::delete(tx, &id)?;
            let event = cx.event("session.ended").user(&session.user_id).with("session", id.as_str());
            Ok(store::audit::append(tx, event, cx.now)?)
        })
        .await
}
