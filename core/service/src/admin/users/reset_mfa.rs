//! Taking a person's second factors away, for whoever has lost them; the password stays.

use domain::id::UserId;
use domain::one_time_link::Purpose;
use domain::reset::{Act, Half};
use domain::secret::Secret;
use domain::user::User;
use store::factors::{self, FactorState};
use store::{StoreError, WriteTx, devices, passkeys};

use super::reset::{ResetError, refuse_own};
use super::{apart, link, reach};
use crate::cx::Cx;
use crate::end::end_what_is_open;
use crate::rights::Staff;

/// Takes phones, passkeys, authenticator, recovery codes and the demand away, with everything that is under way; ends sessions, and
/// tells the owner. The link leads to the page where the person, signed in with the password, sets up another factor.
pub async fn reset_mfa(cx: &Cx, by: &Staff, reference: &str) -> Result<(User, Secret), ResetError> {
    let (cx, by, reference) = (cx.clone(), by.clone(), reference.to_owned());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let user = reach(tx, &by, &reference)?;
            refuse_own(&cx, &user)?;
            if !user.is_active() {
                return Err(ResetError::Disabled);
            }
            apart::begin(tx, &cx, &user, Half::SecondFactor, Act::Reset)?;
            // Before the phones are gone: their streams end with this.
            end_what_is_open(tx, &cx, &user)?;
            let keys = passkeys::delete_of_user(tx, &user.id)?;
            let phones = forget_all(tx, &user.id)?;
            let link = link::issue(tx, &cx, &user, Purpose::SecondStep)?;
            let event =
                cx.event("user.mfa_reset").user(&user.id).with("devices", phones).with("passkeys", keys);
            store::audit::append(tx, event, cx.now)?;
            Ok((user, link))
        })
        .await
}

/// All factors, and with them the demand; how many phones there were. What pauses sign-ins, and what asks for a new
/// password, is about the first factor and stays.
fn forget_all(tx: &WriteTx<'_>, user: &UserId) -> Result<usize, StoreError> {
    let state = factors::load(tx, user)?;
    factors::delete_totp(tx, user)?;
    let rest = FactorState {
        blocked_until: state.blocked_until,
        must_set_password: state.must_set_password,
        ..FactorState::default()
    };
    factors::put(tx, user, &rest)?;
    factors::replace_recovery_codes(tx, user, &[])?;
    devices::delete_of_user(tx, user)
}
