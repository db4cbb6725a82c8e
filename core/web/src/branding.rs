//! The office's colour and logo on pages: the class that they wear, the logo's address, and how a picture becomes a logo.

use std::io::Cursor;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use domain::settings::HUE;
use image::imageops::{FilterType, overlay};
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use service::App;
use service::branding::Logo;

use crate::app_logos;
use crate::file::{FOR_EVER, File};
use crate::raster::{self, Unreadable};
use crate::respond::page::plain;
use crate::site::Site;

/// The widest and highest picture that is taken, in pixels.
const MAX_SIDE: u32 = 4_096;
/// The most pixels that are taken.
const MAX_PIXELS: u64 = 4 * 1024 * 1024;
/// The longest side of a logo, in pixels.
const LOGO_SIDE: u32 = 512;

/// Why a picture cannot be a logo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum LogoError {
    /// Neither of the three, or broken.
    #[error("this is no picture: take a PNG, JPEG or WebP file")]
    NoPicture,
    /// Too many pixels.
    #[error(
        "the picture has more than 4 megapixels or a side of more than {MAX_SIDE} pixels: make it smaller"
    )]
    TooLarge,
    /// It could not be written.
    #[error("the logo could not be written")]
    Failed,
}

/// The logo under its own address, which is another one with each logo.
pub(crate) fn router() -> Router<Site> {
    Router::new().route("/branding/{name}", get(serve)).route("/branding/app", get(app_logos::serve))
}

async fn serve(State(site): State<Site>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    match site.app().logo().filter(|logo| name == file_name(logo)) {
        Some(logo) => {
            let etag = format!("\"{}\"", logo.hash);
            File { kind: "image/png", etag, body: Bytes::from(logo.png.clone()) }.respond(FOR_EVER, &headers)
        }
        None => plain(StatusCode::NOT_FOUND),
    }
}

/// Where a logo stands.
pub(crate) fn logo_path(logo: &Logo) -> String {
    format!("/branding/{}", file_name(logo))
}

fn file_name(logo: &Logo) -> String {
    format!("logo.{}.png", logo.hash)
}

/// The class on `<html>` that gives a page the office's colour.
pub(crate) fn hue_class(app: &App) -> String {
    format!("hue-{}", app.settings().text(HUE))
}

/// Reads a picture and writes it anew: nothing of the file itself is ever served.
pub(crate) async fn rewrite(bytes: Bytes) -> Result<Vec<u8>, LogoError> {
    raster::in_turn(move || rewrite_now(&bytes)).await.ok_or(LogoError::Failed)?
}

/// The same on a white square of this side, which it fills as far as its shape lets: it covers what stands behind it.
pub(crate) async fn square(bytes: Bytes, side: u32) -> Result<Vec<u8>, LogoError> {
    raster::in_turn(move || square_now(&bytes, side)).await.ok_or(LogoError::Failed)?
}

fn rewrite_now(bytes: &[u8]) -> Result<Vec<u8>, LogoError> {
    let picture = read(bytes)?;
    let is_larger = picture.width().max(picture.height()) > LOGO_SIDE;
    write(&if is_larger { picture.thumbnail(LOGO_SIDE, LOGO_SIDE) } else { picture })
}

fn square_now(bytes: &[u8], side: u32) -> Result<Vec<u8>, LogoError> {
    let picture = read(bytes)?.resize(side, side, FilterType::Triangle).into_rgba8();
    let mut square = RgbaImage::from_pixel(side, side, Rgba([u8::MAX; 4]));
    let beside = |length: u32| i64::from(side.saturating_sub(length) / 2);
    overlay(&mut square, &picture, beside(picture.width()), beside(picture.height()));
    write(&square.into())
}

/// Eight bits a colour, whatever it was.
fn read(bytes: &[u8]) -> Result<DynamicImage, LogoError> {
    let picture = raster::decode(bytes, raster::Most { side: MAX_SIDE, pixels: MAX_PIXELS })?;
    Ok(DynamicImage::ImageRgba8(picture.into_rgba8()))
}

fn write(picture: &DynamicImage) -> Result<Vec<u8>, LogoError> {
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).map_err(|_| LogoError::Failed)?;
    Ok(png.into_inner())
}

impl From<Unreadable> for LogoError {
    fn from(error: Unreadable) -> Self {
        match error {
            Unreadable::NoPicture => Self::NoPicture,
            Unreadable::TooLarge => Self::TooLarge,
        }
    }
}

#[cfg(test)]
mod tests;
