//! A program at the admin API: what it brings, and with whose rights it acts.

use domain::api_token::{ApiScope, ApiToken, PREFIX};
use domain::limit::Scope;
use domain::token::TokenHash;
use domain::user::{Role, User};
use store::{ReadTx, StoreError, api_tokens, failures, users};

use crate::cx::Cx;
use crate::rights::{Denied, Staff};

/// Why a token opens nothing.
#[derive(Debug, thiserror::Error)]
pub enum TokenRefused {
    /// It does not open this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// This address guessed too often.
    #[error("too many wrong tokens from this address: wait {wait_s} seconds")]
    Slowed {
        /// Seconds.
        wait_s: i64,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Unknown, taken away, over, or of somebody who may no longer.
    #[error("this token is unknown, over or taken away")]
    Unknown,
}

/// Whose rights a token has, at a route of this scope: at most those that its maker has now.
pub async fn authenticate(cx: &Cx, presented: &str, scope: Option<ApiScope>) -> Result<Staff, TokenRefused> {
    let key = format!("token {}", cx.address_key());
    let found = cx.store().read(|tx| {
        if let Some(wait_s) = failures::load(tx, Scope::Address, &key)?.wait_s(Scope::Address, cx.now) {
            return Err(TokenRefused::Slowed { wait_s });
        }
        find(cx, tx, presented)
    })?;
    let Some((token, role)) = found else {
        // Apart from the failures of signing in: a program with an old token shuts out nobody who shares its address.
        if presented.starts_with(PREFIX) {
            let now = cx.now;
            cx.store()
                .write::<_, StoreError>(move |tx| failures::charge(tx, Scope::Address, &key, now))
                .await?;
        }
        return Err(TokenRefused::Unknown);
    };
    let staff = Staff::from_token(&token, role, scope)?;
    if token.is_due_for_touch(cx.now) {
        let (id, address, now) = (token.id, cx.address.clone(), cx.now);
        cx.store().write::<_, StoreError>(move |tx| api_tokens::touch(tx, &id, &address, now)).await?;
    }
    Ok(staff)
}

/// The token, and what its maker may do now.
fn find(cx: &Cx, tx: &ReadTx<'_>, presented: &str) -> Result<Option<(ApiToken, Role)>, TokenRefused> {
    if !presented.starts_with(PREFIX) {
        return Ok(None);
    }
    let found = api_tokens::find_by_hash(tx, &TokenHash::of(presented))?;
    let Some(token) = found.filter(|token| token.is_live(cx.now)) else { return Ok(None) };
    let Some(maker) = &token.made_by else { return Ok(Some((token, Role::Admin))) };
    let maker = users::find(tx, maker)?.filter(User::is_active);
    Ok(maker.map(|maker| (token, maker.role)))
}
