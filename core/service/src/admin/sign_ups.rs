//! Those who signed up and wait for an administrator.

use domain::id::{GroupId, SignUpId};
use domain::sign_up::{SignUp, Stage};
use domain::user::User;
use store::{ReadTx, StoreError, WriteTx, groups, sign_ups, users};

use super::users::{CreateError, created, free_username, keep};
use crate::cx::Cx;
use crate::rights::{Admin, Denied};
use crate::sign_up::{new_user, tell};

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum SignUpError {
    /// The address has an account meanwhile.
    #[error("there is an account with this address meanwhile: refuse the sign-up")]
    AccountExists,
    /// Whoever acts may not give what a group gives.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Somebody else has decided, or the time is over.
    #[error("nobody of this id waits")]
    Unknown,
    /// A group that does not exist.
    #[error("there is no group {name}")]
    UnknownGroup {
        /// Its name.
        name: String,
    },
}

/// Those who wait, the longest first.
pub fn list(cx: &Cx, _by: &Admin) -> Result<Vec<SignUp>, StoreError> {
    cx.store().read(|tx| sign_ups::list_waiting(tx, cx.now))
}

/// Makes the account, in these groups, and tells the person.
pub async fn approve(cx: &Cx, by: &Admin, id: &SignUpId, groups: Vec<String>) -> Result<User, SignUpError> {
    let by = by.clone();
    decide(cx, id, move |tx, cx, found| {
        let Stage::Waiting { username, password, .. } = &found.stage else {
            return Err(SignUpError::Unknown);
        };
        if users::find_by_name(tx, found.email.as_str())?.is_some() {
            return Err(SignUpError::AccountExists);
        }
        let known = find_groups(tx, &by, &groups)?;
        // The name may have been taken meanwhile, by an account that an administrator made.
        let username = match users::find_by_name(tx, username.as_str())? {
            None => username.clone(),
            Some(_) => free_username(tx, &found.email).map_err(refuse)?,
        };
        let mut user = new_user(cx, found, username, password.clone());
        keep(tx, &mut user, known).map_err(refuse)?;
        store::audit::append(tx, created(cx, &user).with("signed_up", true), cx.now)?;
        let event = cx.event("sign_up.approved").user(&user.id).with("email", found.email.as_str());
        store::audit::append(tx, event, cx.now)?;
        tell(tx, cx, Some(&user), &found.email)?;
        Ok(user)
    })
    .await
}

/// Makes no account, forgets what was known, and tells the person.
pub async fn refuse_one(cx: &Cx, _by: &Admin, id: &SignUpId) -> Result<SignUp, SignUpError> {
    decide(cx, id, |tx, cx, found| {
        let event =
            cx.event("sign_up.refused").with("email", found.email.as_str()).with("name", &*found.name);
        store::audit::append(tx, event, cx.now)?;
        tell(tx, cx, None, &found.email)?;
        Ok(found.clone())
    })
    .await
}

/// Takes the sign-up, once, and does with it what was decided.
async fn decide<T: Send + 'static>(
    cx: &Cx,
    id: &SignUpId,
    act: impl FnOnce(&WriteTx<'_>, &Cx, &SignUp) -> Result<T, SignUpError> + Send + 'static,
) -> Result<T, SignUpError> {
    let (cx, id) = (cx.clone(), id.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let found = sign_ups::find_waiting(tx, &id, cx.now)?.ok_or(SignUpError::Unknown)?;
            if !sign_ups::delete(tx, &id)? {
                return Err(SignUpError::Unknown);
            }
            act(tx, &cx, &found)
        })
        .await
}

fn find_groups(tx: &ReadTx<'_>, by: &Admin, names: &[String]) -> Result<Vec<(String, GroupId)>, SignUpError> {
    let find = |name: &String| {
        let found = groups::find_by_name(tx, name)?;
        let group = found.ok_or_else(|| SignUpError::UnknownGroup { name: name.clone() })?;
        by.may_put_into(&group)?;
        Ok((group.name, group.id))
    };
    names.iter().map(find).collect()
}

fn refuse(error: CreateError) -> SignUpError {
    match error {
        CreateError::Store(error) => error.into(),
        _ => SignUpError::AccountExists,
    }
}
