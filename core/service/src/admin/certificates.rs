//! The certificates of this server, as the administrator sees them.

use store::{StoreError, vault};

use crate::cx::Cx;
use crate::rights::Admin;

/// Where the CA's certificate (DER) lies in the vault.
pub const CA_CERTIFICATE: &str = "ca.cert";

/// The CA's certificate, DER; absent with a certificate of the administrator's own before a CA was made.
pub fn authority(cx: &Cx, _by: &Admin) -> Result<Option<Vec<u8>>, StoreError> {
    cx.store().read(|tx| vault::bytes(tx, CA_CERTIFICATE))
}
