//! A person changes what is said about them.

use domain::profile::{self, Field, Problem};
use store::{StoreError, users};

use super::own_event;
use crate::cx::Cx;
use crate::session::SignedIn;

/// What a person typed.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The fields that were sent.
    pub values: Vec<(Field, String)>,
    /// `YYYY-MM-DD`, where the office is.
    pub today: String,
    /// Whether there is a time zone of that name.
    pub is_zone: fn(&str) -> bool,
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// Fields that cannot be taken.
    #[error("some fields cannot be taken")]
    Fields(Vec<(Field, Problem)>),
    /// The account is gone.
    #[error("there is no such account")]
    Gone,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes what was typed and differs; the rest stays. The language that the account says from now on.
pub async fn save(cx: &Cx, signed_in: &SignedIn, typed: Typed) -> Result<Option<String>, ProfileError> {
    let (cx, id) = (cx.clone(), signed_in.user.id.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let mut user = users::find(tx, &id)?.ok_or(ProfileError::Gone)?;
            let find = |field| {
                typed.values.iter().find(|(known, _)| *known == field).map(|(_, value)| value.as_str())
            };
            let claims = profile::read(&user.claims, find, &typed.today, &typed.is_zone)
                .map_err(ProfileError::Fields)?;
            let changed = profile::changed(&user.claims, &claims);
            if !changed.is_empty() {
                user.claims = claims;
                user.updated_at = cx.now;
                users::update(tx, &user)?;
                // Which, never what: the log outlives the account.
                let event = own_event(&cx, &user, "user.profile_changed").with("claims", changed);
                store::audit::append(tx, event, cx.now)?;
            }
            Ok(user.claims.locale)
        })
        .await
}
