//! The list behind a client's `sector_identifier_uri`, read when it registers (OIDC Core 8.1): nobody joins a sector that
//! does not know of them.

use domain::call::{Call, CallError, Reach};
use oidc::error::ProtocolError;
use oidc::metadata::ClientMetadata;
use url::Url;

use crate::cx::Cx;

/// The longest list, in bytes.
const MAX_BYTES: usize = 64 * 1024;

/// Why a client does not belong to the sector that it names.
#[derive(Debug, thiserror::Error)]
pub enum SectorError {
    /// The list cannot be read.
    #[error("sector_identifier_uri cannot be read from here: {0}")]
    Call(#[from] CallError),
    /// The list is none, or lacks an address of the client.
    #[error("{}", .0.description)]
    List(#[from] ProtocolError),
}

/// Reads the list, where the client names one, and looks whether all its redirect URIs stand there.
pub(crate) async fn check(cx: &Cx, metadata: &ClientMetadata, reach: Reach) -> Result<(), SectorError> {
    let Some(uri) = &metadata.sector_identifier_uri else { return Ok(()) };
    let url = Url::parse(uri).map_err(|_| CallError::Plain)?;
    let outside = cx.app.outside().ok_or_else(|| CallError::Own("nobody reaches the network".into()))?;
    let fetched = outside.fetch(&Call { url, reach, most: MAX_BYTES }).await?;
    Ok(metadata.check_sector_list(&fetched.body)?)
}
