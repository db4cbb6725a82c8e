//! The office's colour and logo on pages: the class that they wear, the logo's address, and how a picture becomes a logo.

use std::io::Cursor;
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use domain::settings::HUE;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};
use service::App;
use service::branding::Logo;
use tokio::sync::Semaphore;

use crate::file::{FOR_EVER, File};
use crate::respond::page::plain;
use crate::site::Site;

/// The widest and highest picture that is taken, in pixels.
const MAX_SIDE: u32 = 4_096;
/// The most pixels that are taken.
const MAX_PIXELS: u64 = 4 * 1024 * 1024;
/// The longest side of a logo, in pixels.
const LOGO_SIDE: u32 = 512;
/// What decoding may take, in bytes: the largest picture in its widest form (four floats a pixel), and as much again to
/// work with.
const MAX_ALLOC: u64 = 2 * 16 * MAX_PIXELS;
/// Pictures that are decoded at once.
static DECODING: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(1)));

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
    Router::new().route("/branding/{name}", get(serve))
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
    let slot = Arc::clone(&DECODING).acquire_owned().await.map_err(|_| LogoError::Failed)?;
    let rewritten = tokio::task::spawn_blocking(move || {
        // The work goes on where the client hangs up, and so does its place.
        let _slot = slot;
        rewrite_now(&bytes)
    });
    rewritten.await.map_err(|_| LogoError::Failed)?
}

fn rewrite_now(bytes: &[u8]) -> Result<Vec<u8>, LogoError> {
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| LogoError::NoPicture)?;
    let known = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP];
    if !reader.format().is_some_and(|format| known.contains(&format)) {
        return Err(LogoError::NoPicture);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_ALLOC);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(|_| LogoError::NoPicture)?;
    let (width, height) = decoder.dimensions();
    if width > MAX_SIDE || height > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(LogoError::TooLarge);
    }
    // The decoder's limits are for its own work; what it decodes into comes on top.
    limits.reserve(decoder.total_bytes()).map_err(|_| LogoError::TooLarge)?;
    decoder.set_limits(limits).map_err(|_| LogoError::TooLarge)?;
    let orientation = decoder.orientation().map_err(|_| LogoError::NoPicture)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| LogoError::NoPicture)?;
    picture.apply_orientation(orientation);
    // Eight bits a colour, whatever it was.
    let picture = DynamicImage::ImageRgba8(picture.into_rgba8());
    let is_larger = picture.width().max(picture.height()) > LOGO_SIDE;
    let picture = if is_larger { picture.thumbnail(LOGO_SIDE, LOGO_SIDE) } else { picture };
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).map_err(|_| LogoError::Failed)?;
    Ok(png.into_inner())
}

#[cfg(test)]
mod tests;
