//! Tokens of the admin API: made by people, shown once, worth nothing from the moment that somebody takes them away.

use domain::api_token::{ApiScope, ApiToken, ApiTokenError};
use domain::audit::Actor;
use domain::id::ApiTokenId;
use domain::secret::Secret;
use store::{StoreError, api_tokens, users};

use crate::cx::Cx;
use crate::hands;
use crate::rights::{Admin, Denied};

/// The most tokens that are kept.
pub const MAX_TOKENS: i64 = 200;

/// A token to make.
#[derive(Debug)]
pub struct NewToken {
    /// What it is for.
    pub name: String,
    /// What it opens.
    pub scopes: Vec<ApiScope>,
    /// For how many days it works; for ever where nothing is said.
    pub days: Option<i64>,
}

/// A token, and whose rights it has.
#[derive(Clone, Debug)]
pub struct Made {
    /// The token.
    pub token: ApiToken,
    /// Its maker's name; of a command's there is none.
    pub maker: Option<String>,
}

/// Why a token cannot be made or taken away.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// Whoever acts may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There are as many as are kept.
    #[error("there are {MAX_TOKENS} tokens: take one away first")]
    Enough,
    /// It cannot be made so.
    #[error(transparent)]
    Made(#[from] ApiTokenError),
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
        let named = api_tokens::list(tx)?.into_iter().map(|token| {
            let maker = token.made_by.as_ref().map(|id| users::find(tx, id)).transpose()?.flatten();
            Ok(Made { token, maker: maker.map(|user| user.display_name().to_owned()) })
        });
        named.collect()
    })
}

/// Makes a token with at most the rights of whoever makes it; no token makes another.
pub async fn make(cx: &Cx, by: &Admin, new: NewToken) -> Result<(ApiToken, Secret), TokenError> {
    by.may_give_rights()?;
    let maker = by.session().map(|(_, user)| user.clone());
    let (token, plain) = ApiToken::make(&new.name, new.scopes, new.days, maker, cx.entropy(), cx.now)?;
    let scopes: Vec<&str> = token.scopes.iter().map(|scope| scope.as_str()).collect();
    let event =
        cx.event("api_token.created").with("token", token.id.as_str()).with("name", token.name.as_str());
    let event = event.with("scopes", scopes).with("expires_at", token.expires_at);
    let (by, now) = (by.clone(), cx.now);
    cx.store()
        .write(move |tx| {
            by.may_still::<TokenError>(tx)?;
            if api_tokens::count(tx)? >= MAX_TOKENS {
                return Err(TokenError::Enough);
            }
            api_tokens::insert(tx, &token)?;
            store::audit::append(tx, event, now)?;
            Ok((token, plain))
        })
        .await
}

/// Takes a token away; the next request with it is refused, and links that it handed out are void.
pub async fn revoke(cx: &Cx, by: &Admin, id: &ApiTokenId) -> Result<(), TokenError> {
    by.may_give_rights()?;
    let (cx, id) = (cx.clone(), id.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let token = api_tokens::find(tx, &id)?.ok_or(TokenError::Unknown)?;
            api_tokens::delete(tx, &id)?;
            hands::void(tx, &cx, &Actor::Token(id.clone()))?;
            let event = cx.event("api_token.revoked").with("token", id.as_str()).with("name", token.name);
            Ok(store::audit::append(tx, event, cx.now)?)
        })
        .await
}
