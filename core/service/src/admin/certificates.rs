//! The certificates of this server, as the administrator sees them.

use store::{StoreError, vault};

use crate::address::FILES;
use crate::cx::Cx;
use crate::outside::RenewError;
use crate::rights::Admin;
use crate::vitals::Certificate;

/// Where the CA's certificate (DER) lies in the vault.
pub const CA_CERTIFICATE: &str = "ca.cert";

/// The event of a certificate that was made anew.
pub const RENEWED: &str = "certificate.renewed";

/// The CA's certificate, DER; absent with a certificate of the administrator's own before a CA was made.
pub fn authority(cx: &Cx, _by: &Admin) -> Result<Option<Vec<u8>>, StoreError> {
    cx.store().read(|tx| vault::bytes(tx, CA_CERTIFICATE))
}

/// What is served, and what is known of the CA.
#[derive(Clone, Debug, Default)]
pub struct Served {
    /// What connections get; nothing while no server runs.
    pub leaf: Option<Certificate>,
    /// The CA; nothing while no server runs.
    pub authority: Option<Certificate>,
    /// Whether it is the administrator's own.
    pub is_brought: bool,
    /// When it is renewed by itself; nothing for one that was brought.
    pub renewal_at: Option<i64>,
    /// What went wrong with it lately.
    pub error: Option<String>,
}

/// What is served at this moment.
pub fn served(cx: &Cx, _by: &Admin) -> Served {
    let vitals = cx.app.vitals().now();
    Served {
        leaf: vitals.leaf,
        authority: vitals.authority,
        is_brought: vitals.certificate_is_brought,
        renewal_at: vitals.renewal_at,
        error: vitals.certificate_error,
    }
}

/// Makes the served certificate anew, with a new key and the names and addresses of this moment.
pub async fn renew(cx: &Cx, by: &Admin) -> Result<Served, RenewError> {
    let outside = cx.app.outside().ok_or(RenewError::NotServing)?;
    outside.renew(cx.event(RENEWED)).await?;
    Ok(served(cx, by))
}

/// Paths of the certificate and the key that were chosen at the first run; absent where they are ours.
pub fn files(cx: &Cx, _by: &Admin) -> Result<Option<(String, String)>, StoreError> {
    let (certificate, key) = FILES;
    cx.store().read(|tx| Ok(vault::text(tx, certificate)?.zip(vault::text(tx, key)?)))
}
