//! What lets apps register themselves: made, listed, taken away.

use domain::id::RegistrationTokenId;
use domain::registration::{MAX_TOKENS, RegistrationToken, RegistrationTokenError};
use domain::secret::Secret;
use store::{StoreError, registration_tokens, users};

use crate::cx::Cx;
use crate::rights::{Admin, Denied};

/// A token with the name of whoever made it.
#[derive(Debug)]
pub struct Made {
    /// The token.
    pub token: RegistrationToken,
    /// Their name; absent where it was a command on the machine.
    pub maker: Option<String>,
}

/// Why there is no token.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// Whoever acts may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There are as many as are kept.
    #[error("there are {MAX_TOKENS} such tokens: take one away first")]
    Enough,
    /// It cannot be made so.
    #[error(transparent)]
    Made(#[from] RegistrationTokenError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No such token.
    #[error("there is no such token")]
    Unknown,
}

/// All tokens, the newest first.
pub fn list(cx: &Cx, _by: &Admin) -> Result<Vec<Made>, StoreError> {
    cx.store().read(|tx| {
        let named = registration_tokens::list(tx)?.into_iter().map(|token| {
            let maker = token.made_by.as_ref().map(|id| users::find(tx, id)).transpose()?.flatten();
            Ok(Made { token, maker: maker.map(|user| user.display_name().to_owned()) })
        });
        named.collect()
    })
}

/// Makes a token. No program makes one: it would let in more than it was given.
pub async fn make(
    cx: &Cx,
    by: &Admin,
    (name, uses, days): (&str, i64, i64),
) -> Result<(RegistrationToken, Secret), TokenError> {
    by.may_give_rights()?;
    let maker = by.session().map(|(_, user)| user.clone());
    let (token, plain) = RegistrationToken::make(name, uses, days, maker, cx.entropy(), cx.now)?;
    let event = cx.event("registration_token.created").with("token", token.id.as_str());
    let event = event.with("name", token.name.as_str()).with("uses", token.uses);
    let event = event.with("expires_at", token.expires_at);
    let (by, now) = (by.clone(), cx.now);
    cx.store()
        .write(move |tx| {
            by.may_still::<TokenError>(tx)?;
            if registration_tokens::count(tx)? >= MAX_TOKENS {
                return Err(TokenError::Enough);
            }
            registration_tokens::insert(tx, &token)?;
            store::audit::append(tx, event, now)?;
            Ok((token, plain))
        })
        .await
}

/// Takes a token away: it lets nobody register any more. Apps that it let stay.
pub async fn revoke(cx: &Cx, by: &Admin, id: &RegistrationTokenId) -> Result<(), TokenError> {
    by.may_give_rights()?;
    let (cx, by, id) = (cx.clone(), by.clone(), id.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            by.may_still::<TokenError>(tx)?;
            let token = registration_tokens::find(tx, &id)?.ok_or(TokenError::Unknown)?;
            registration_tokens::delete(tx, &id)?;
            let event = cx.event("registration_token.revoked").with("token", id.as_str());
            Ok(store::audit::append(tx, event.with("name", token.name), cx.now)?)
        })
        .await
}
