//! What an account's second step stands at, as the administrator sees it.

use store::factors::{self, FactorState};
use store::{ReadTx, StoreError, devices, passkeys};

use super::users::{ChangeError, resolve};
use crate::cx::Cx;
use crate::rights::Admin;

/// The second step of an account.
#[derive(Clone, Copy, Debug)]
pub struct Factors {
    /// Demand, authenticator, counters and pauses.
    pub state: FactorState,
    /// Recovery codes that are left.
    pub codes_left: i64,
    /// How many phones are linked.
    pub devices: i64,
    /// How many passkeys there are.
    pub passkeys: usize,
}

/// The second step of the account of an id, an address or a user name.
pub fn find(cx: &Cx, _by: &Admin, reference: &str) -> Result<Factors, ChangeError> {
    cx.store().read(|tx| load(tx, reference))
}

fn load(tx: &ReadTx<'_>, reference: &str) -> Result<Factors, ChangeError> {
    let user = resolve(tx, reference)?.ok_or(ChangeError::Unknown)?;
    let read = || -> Result<_, StoreError> {
        Ok(Factors {
            state: factors::load(tx, &user.id)?,
            codes_left: factors::count_recovery_codes(tx, &user.id)?,
            devices: devices::count_of_user(tx, &user.id)?,
            passkeys: passkeys::list(tx, &user.id)?.len(),
        })
    };
    Ok(read()?)
}
