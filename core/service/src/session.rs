//! Who is signed in in a browser.

use domain::session::Session;
use domain::token::TokenHash;
use domain::user::User;
use store::{ReadTx, StoreError, sessions, users};

use crate::cx::Cx;
use crate::rights::may_register_apps;

/// A live session and its person, whose account may be used.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The session.
    pub session: Session,
    /// The person.
    pub user: User,
    /// Whether they may register apps of their own now; the use cases look again.
    pub registers_apps: bool,
}

/// The session of a cookie, if it is live. Notes once in a while that it is in use.
pub async fn find(cx: &Cx, token: Option<&TokenHash>) -> Result<Option<SignedIn>, StoreError> {
    let Some(token) = token else { return Ok(None) };
    let found = cx.store().read(|tx| load(cx, tx, Some(token)))?;
    if let Some(signed_in) = &found
        && signed_in.session.is_due_for_touch(cx.now)
    {
        let (id, now) = (signed_in.session.id.clone(), cx.now);
        cx.store().write::<_, StoreError>(move |tx| sessions::touch(tx, &id, now)).await?;
    }
    Ok(found)
}

/// Whether a cookie is of a session that nobody ended and whose time is over.
pub fn ended_by_itself(cx: &Cx, token: Option<&TokenHash>) -> Result<bool, StoreError> {
    let Some(token) = token else { return Ok(false) };
    let session = cx.store().read(|tx| sessions::find_by_token(tx, token))?;
    Ok(session.is_some_and(|session| !session.is_live(cx.app.settings().session_lifetimes(), cx.now)))
}

/// Whether a session still counts.
pub fn is_live(cx: &Cx, token: &TokenHash) -> Result<bool, StoreError> {
    Ok(cx.store().read(|tx| load(cx, tx, Some(token)))?.is_some())
}

/// The same inside a transaction.
pub(crate) fn load(
    cx: &Cx,
    tx: &ReadTx<'_>,
    token: Option<&TokenHash>,
) -> Result<Option<SignedIn>, StoreError> {
    let lifetimes = cx.app.settings().session_lifetimes();
    let Some(session) = token.map(|token| sessions::find_by_token(tx, token)).transpose()?.flatten() else {
        return Ok(None);
    };
    if !session.is_live(lifetimes, cx.now) {
        return Ok(None);
    }
    let user = users::find(tx, &session.user_id)?.filter(User::is_active);
    let Some(user) = user else { return Ok(None) };
    let registers_apps = may_register_apps(cx, tx, &user)?;
    Ok(Some(SignedIn { session, user, registers_apps }))
}
