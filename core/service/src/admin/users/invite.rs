//! Inviting somebody once more: a new link to set the first password; older ones are void.

use domain::one_time_link::Purpose;
use domain::reset::Half;
use domain::secret::Secret;
use domain::user::User;

use super::reset::{ResetError, refuse_own};
use super::{apart, link, reach};
use crate::cx::Cx;
use crate::rights::Staff;

/// Issues the link, and puts it into the outbox.
pub async fn invite(cx: &Cx, by: &Staff, reference: &str) -> Result<(User, Secret), ResetError> {
    let (cx, by, reference) = (cx.clone(), by.clone(), reference.to_owned());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let user = reach(tx, &by, &reference)?;
            refuse_own(&cx, &user)?;
            by.may_open::<ResetError>(tx, &user)?;
            if !user.is_active() {
                return Err(ResetError::Disabled);
            }
            if user.password.is_some() {
                return Err(ResetError::HasPassword);
            }
            let act = apart::act_of_invitation(tx, &user)?;
            apart::begin(tx, &cx, &user, Half::Password, act)?;
            let link = link::issue(tx, &cx, &user, Purpose::Invite)?;
            store::audit::append(tx, cx.event("user.invited").user(&user.id), cx.now)?;
            Ok((user, link))
        })
        .await
}
