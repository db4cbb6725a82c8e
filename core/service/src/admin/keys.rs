//! Signing keys, as the administrator sees them.

use oidc::jwt::Algorithm;
use store::StoreError;

use crate::cx::Cx;
use crate::keyring::{self, KeyRingError, Rotation, Stated};
use crate::rights::Admin;

/// All keys, newest first.
pub fn list(cx: &Cx, _by: &Admin) -> Result<Vec<Stated>, StoreError> {
    keyring::list(cx)
}

/// Makes a new key for each algorithm asked for, all where none is named.
pub async fn rotate(
    cx: &Cx,
    by: &Admin,
    algorithms: &[Algorithm],
    how: Rotation,
) -> Result<Vec<Stated>, KeyRingError> {
    keyring::rotate(cx, by, algorithms, how).await
}
