//! A form with a file in it (RFC 7578), believed like the others.

use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use axum::response::Response;

use super::form::{FormFault, fault};
use crate::pictures::TooLong;
use crate::respond::page::plain;
use crate::site::Site;

/// The most fields that a form of ours sends, and some more.
const MOST_FIELDS: usize = 8;
/// The longest value beside the file, in bytes.
const MAX_TEXT: usize = 4 * 1024;

/// A form with a file, not yet believed.
pub(crate) enum Upload {
    /// It came whole.
    Whole {
        /// Why it is not believed, if it is not.
        fault: Option<FormFault>,
        /// Empty where none was chosen.
        file: Bytes,
    },
    /// It was longer than is taken, and thrown away.
    TooLong,
}

impl FromRequest<Site> for Upload {
    type Rejection = Response;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Self::Rejection> {
        if request.extensions().get::<TooLong>().is_some() {
            return Ok(Self::TooLong);
        }
        let headers = request.headers().clone();
        let Ok(mut fields) = Multipart::from_request(request, site).await else {
            return Err(plain(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        };
        let (mut pairs, mut file) = (Vec::new(), Bytes::new());
        // What cannot be read to its end was cut on the way or is none of ours.
        while let Some(field) = fields.next_field().await.map_err(|_| plain(StatusCode::BAD_REQUEST))? {
            let name = field.name().unwrap_or_default().to_owned();
            let is_file = field.file_name().is_some();
            let bytes = field.bytes().await.map_err(|_| plain(StatusCode::BAD_REQUEST))?;
            if pairs.len() >= MOST_FIELDS || !is_file && bytes.len() > MAX_TEXT {
                return Err(plain(StatusCode::PAYLOAD_TOO_LARGE));
            }
            if is_file {
                file = bytes;
                pairs.push((name, String::new()));
            } else {
                pairs.push((name, String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
        Ok(Self::Whole { fault: fault(&headers, site, &pairs), file })
    }
}
