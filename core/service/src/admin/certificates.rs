//! The certificates of this server, as the administrator sees them.

use store::{StoreError, vault};

use crate::address::FILES;
use crate::cx::Cx;
use crate::rights::Admin;

/// Where the CA's certificate (DER) lies in the vault.
pub const CA_CERTIFICATE: &str = "ca.cert";

/// The CA's certificate, DER; absent with a certificate of the administrator's own before a CA was made.
pub fn authority(cx: &Cx, _by: &Admin) -> Result<Option<Vec<u8>>, StoreError> {
    cx.store().read(|tx| vault::bytes(tx, CA_CERTIFICATE))
}

/// Paths of the certificate and the key that were chosen at the first run; absent where they are ours.
pub fn files(cx: &Cx, _by: &Admin) -> Result<Option<(String, String)>, StoreError> {
    let (certificate, key) = FILES;
    cx.store().read(|tx| Ok(vault::text(tx, certificate)?.zip(vault::text(tx, key)?)))
}
