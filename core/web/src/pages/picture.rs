//! `/account/picture`: a person's picture, by a form with a file in it.

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use service::account::picture;
use service::session::SignedIn;

use super::account::{guarded, require};
use super::profile;
use crate::extract::{Form, Upload, Visitor};
use crate::pictures::{PictureError, rewrite};
use crate::respond::page::{form_fault, see_other, store_error};
use crate::view::PictureProblem;

/// Takes a picture.
pub(crate) async fn post(visitor: Visitor, upload: Upload) -> Response {
    let file = match upload {
        Upload::Whole { fault: Some(fault), .. } => return form_fault(&visitor, fault),
        Upload::Whole { fault: None, file } => Some(file),
        Upload::TooLong => None,
    };
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        // Nothing comes back to a form with a file in it.
        Err(_) => return see_other("/login?next=/account/profile"),
    };
    let Some(file) = file else { return refuse(&visitor, &signed_in, PictureError::TooLarge) };
    take(&visitor, &signed_in, file).await
}

async fn take(visitor: &Visitor, signed_in: &SignedIn, file: Bytes) -> Response {
    let jpeg = match rewrite(file).await {
        Ok(jpeg) => jpeg,
        Err(error) => return refuse(visitor, signed_in, error),
    };
    match picture::set(&visitor.cx, signed_in, jpeg).await {
        Ok(()) => see_other("/account/profile?done=picture"),
        Err(error) => store_error(visitor, &error),
    }
}

/// Takes the picture away.
pub(crate) async fn remove(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    match picture::remove(&visitor.cx, &signed_in).await {
        Ok(true) => see_other("/account/profile?done=no-picture"),
        Ok(false) => see_other("/account/profile"),
        Err(error) => store_error(&visitor, &error),
    }
}

fn refuse(visitor: &Visitor, signed_in: &SignedIn, error: PictureError) -> Response {
    let (status, problem) = match error {
        PictureError::Missing => (StatusCode::UNPROCESSABLE_ENTITY, PictureProblem::Missing),
        PictureError::NoPicture => (StatusCode::UNPROCESSABLE_ENTITY, PictureProblem::NoPicture),
        PictureError::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, PictureProblem::TooLarge),
        PictureError::Failed => (StatusCode::INTERNAL_SERVER_ERROR, PictureProblem::Failed),
    };
    profile::page(visitor, signed_in, None, Some(problem), status)
}
