//! Whoever asks.

use store::{StoreError, api_tokens, sessions, users};

use crate::cx::Cx;
use crate::rights::{Staff, may_register_apps};
use crate::session::{self, SignedIn};

/// Whether whoever asked still may: the session or the token lives, and the person has the rights that they had. A command
/// always may.
pub fn still_may(cx: &Cx, by: &Staff) -> Result<bool, StoreError> {
    if let Some(id) = by.token() {
        return cx.store().read(|tx| {
            let token = api_tokens::find(tx, id)?;
            Ok(token.is_some_and(|token| token.is_live(cx.now)))
        });
    }
    let Some((id, _)) = by.session() else { return Ok(true) };
    cx.store().read(|tx| {
        let Some(session) = sessions::find(tx, id)? else { return Ok(false) };
        let signed_in = session::load(cx, tx, Some(&session.token))?;
        Ok(signed_in.is_some_and(|signed_in| signed_in.user.role >= by.role()))
    })
}

/// Session and account of whoever asks; a command has neither.
pub fn find(cx: &Cx, by: &Staff) -> Result<Option<SignedIn>, StoreError> {
    let Some((session, user)) = by.session() else { return Ok(None) };
    cx.store().read(|tx| {
        let (session, user) = (sessions::find(tx, session)?, users::find(tx, user)?);
        let Some((session, user)) = session.zip(user) else { return Ok(None) };
        let registers_apps = may_register_apps(cx, tx, &user)?;
        Ok(Some(SignedIn { session, user, registers_apps }))
    })
}
