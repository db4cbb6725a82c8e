//! The picture that an app registered (`logo_uri`, RFC 7591 2): got by the server, so that the browser of somebody who signs
//! in asks no machine of a stranger's.

use domain::call::{Call, CallError, Reach};
use domain::id::ClientId;
use store::StoreError;
use url::Url;

use crate::cx::Cx;
use crate::userinfo::find_client;

/// The longest file, in bytes.
const MAX_FILE: usize = 512 * 1024;

/// Where an app's picture stands, and how far the server goes for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// As registered.
    pub url: Url,
    reach: Reach,
}

/// Where the picture of an app stands; nowhere where it registered none, or may not be used.
pub fn place(cx: &Cx, id: &ClientId) -> Result<Option<Place>, StoreError> {
    let client = find_client(cx, id)?.filter(|client| client.is_active());
    Ok(client.and_then(|client| {
        let url = Url::parse(client.metadata.logo_uri.as_deref()?).ok()?;
        Some(Place { url, reach: client.reach() })
    }))
}

/// The file as it stands there: of anybody's making, and not to be handed on as it is.
pub async fn fetch(cx: &Cx, place: &Place) -> Result<Vec<u8>, CallError> {
    let outside = cx.app.outside().ok_or_else(|| CallError::Own("nobody reaches the network".into()))?;
    let call = Call { url: place.url.clone(), reach: place.reach, most: MAX_FILE };
    Ok(outside.fetch(&call).await?.body)
}
