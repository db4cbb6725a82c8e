//! `/branding`: the office's colour and logo.

use axum::Json;
use axum::body::Bytes;
use axum::extract::FromRequest as _;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::settings::{HUE, HUES};
use serde::Serialize;
use service::{App, branding as admin};
use utoipa::ToSchema;

use super::guard::{AdminCx, StaffCx};
use super::problem::Problem;
use crate::branding::{LogoError, logo_path, rewrite};

/// How the office looks.
#[derive(Serialize, ToSchema)]
#[schema(as = Branding)]
pub(super) struct BrandingDto {
    /// The office's name; the product's where there is none.
    office_name: String,
    /// The hue in force: the setting `branding.hue`, and behind `hue-` the class that pages wear.
    hue: String,
    /// The hues on offer.
    hues: &'static [&'static str],
    /// Where the logo stands; null where there is none.
    logo: Option<String>,
}

impl BrandingDto {
    fn new(app: &App) -> Self {
        let settings = app.settings();
        Self {
            office_name: settings.office_name().to_owned(),
            hue: settings.text(HUE).to_owned(),
            hues: HUES,
            logo: app.logo().map(|logo| logo_path(&logo)),
        }
    }
}

/// How the office looks
#[utoipa::path(get, path = "/branding", operation_id = "showBranding", tag = "settings", responses((status = 200, body = BrandingDto)))]
pub(super) async fn show(StaffCx { cx, .. }: StaffCx) -> Json<BrandingDto> {
    Json(BrandingDto::new(&cx.app))
}

/// The office's logo
#[utoipa::path(get, path = "/branding/logo", operation_id = "showLogo", tag = "settings", responses(
    (status = 200, description = "The logo.", body = Vec<u8>, content_type = "image/png"),
    (status = 404, description = "There is none: `no_logo`."),
))]
pub(super) async fn logo(StaffCx { cx, .. }: StaffCx) -> Result<Response, Problem> {
    let logo = cx.app.logo().ok_or_else(no_logo)?;
    let headers = [(CONTENT_TYPE, "image/png"), (CACHE_CONTROL, "no-store")];
    Ok((headers, logo.png.clone()).into_response())
}

/// Takes a logo
///
/// PNG, JPEG or WebP, at most 1 MiB, 4 megapixels, and 4,096 pixels wide and high. It is written anew as PNG of at most 512
/// pixels.
#[utoipa::path(put, path = "/branding/logo", operation_id = "setLogo", tag = "settings",
    request_body(content((Vec<u8> = "image/png"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/webp"))),
    responses((status = 200, body = BrandingDto)))]
pub(super) async fn set_logo(
    AdminCx { cx, by }: AdminCx,
    request: Request,
) -> Result<Json<BrandingDto>, Problem> {
    if !is_image(&request) {
        let why = "send image/png, image/jpeg or image/webp";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_image", why));
    }
    let bytes = Bytes::from_request(request, &())
        .await
        .map_err(|_| Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "a logo has at most 1 MiB"))?;
    let png = rewrite(bytes).await.map_err(|error| match error {
        LogoError::Failed => Problem::internal(error),
        error => Problem::field("logo", error),
    })?;
    admin::set_logo(&cx, &by, png).await?;
    Ok(Json(BrandingDto::new(&cx.app)))
}

/// Takes the logo away
#[utoipa::path(delete, path = "/branding/logo", operation_id = "removeLogo", tag = "settings", responses(
    (status = 204),
    (status = 404, description = "There is none: `no_logo`."),
))]
pub(super) async fn remove_logo(AdminCx { cx, by }: AdminCx) -> Result<StatusCode, Problem> {
    if admin::remove_logo(&cx, &by).await? { Ok(StatusCode::NO_CONTENT) } else { Err(no_logo()) }
}

fn no_logo() -> Problem {
    Problem::not_found("no_logo", "this office has no logo")
}

fn is_image(request: &Request) -> bool {
    super::body::is_image(request.headers().get(CONTENT_TYPE))
}
