//! The administrator who asks.

use store::{StoreError, sessions, users};

use crate::cx::Cx;
use crate::rights::Admin;
use crate::session::SignedIn;

/// Session and account of whoever asks; a command has neither.
pub fn find(cx: &Cx, by: &Admin) -> Result<Option<SignedIn>, StoreError> {
    let Some((session, user)) = by.session() else { return Ok(None) };
    cx.store().read(|tx| {
        let (session, user) = (sessions::find(tx, session)?, users::find(tx, user)?);
        Ok(session.zip(user).map(|(session, user)| SignedIn { session, user }))
    })
}
