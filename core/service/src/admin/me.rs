//! The administrator who asks.

use domain::user::Role;
use store::{StoreError, sessions, users};

use crate::cx::Cx;
use crate::rights::Admin;
use crate::session::{self, SignedIn};

/// Whether whoever asked still may: the session lives, and the person is an administrator. A command always may.
pub fn still_may(cx: &Cx, by: &Admin) -> Result<bool, StoreError> {
    let Some((id, _)) = by.session() else { return Ok(true) };
    cx.store().read(|tx| {
        let Some(session) = sessions::find(tx, id)? else { return Ok(false) };
        let signed_in = session::load(cx, tx, Some(&session.token))?;
        Ok(signed_in.is_some_and(|signed_in| signed_in.user.role == Role::Admin))
    })
}

/// Session and account of whoever asks; a command has neither.
pub fn find(cx: &Cx, by: &Admin) -> Result<Option<SignedIn>, StoreError> {
    let Some((session, user)) = by.session() else { return Ok(None) };
    cx.store().read(|tx| {
        let (session, user) = (sessions::find(tx, session)?, users::find(tx, user)?);
        Ok(session.zip(user).map(|(session, user)| SignedIn { session, user }))
    })
}
