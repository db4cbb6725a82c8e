//! Taking a person's second factors away, for whoever has lost them; the password stays.

use domain::outbox::Content;
use domain::user::User;
use store::{authorizations, half_sign_ins, outbox, sessions};

use super::reset::{MFA_RESET, PASSWORD_RESET, ResetError, was_done};
use super::resolve;
use crate::authenticator::{forget_all, notice};
use crate::cx::Cx;
use crate::rights::Admin;

/// Takes authenticator, recovery codes and the demand away; ends sessions, and tells the owner.
pub async fn reset_mfa(cx: &Cx, _by: &Admin, reference: &str) -> Result<User, ResetError> {
    let (cx, reference) = (cx.clone(), reference.to_owned());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let user = resolve(tx, &reference)?.ok_or(ResetError::Unknown)?;
            if was_done(tx, &cx, &user, PASSWORD_RESET)? {
                return Err(ResetError::OtherHalf { other: "password" });
            }
            forget_all(tx, &user.id)?;
            sessions::delete_of_user(tx, &user.id)?;
            half_sign_ins::delete_of_user(tx, &user.id)?;
            authorizations::revoke_by_user(tx, &user.id, None)?;
            outbox::insert(tx, &notice(&cx, &user, |to| Content::FactorsReset { to }))?;
            store::audit::append(tx, cx.event(MFA_RESET).user(&user.id), cx.now)?;
            Ok(user)
        })
        .await
}
