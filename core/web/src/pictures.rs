//! People's pictures: how a file becomes one, and where they stand.

use std::io::Cursor;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use domain::audit::Actor;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, Rgb, RgbImage};
use service::account::picture;

use crate::file::{FOR_EVER, File};
use crate::raster::{self, Most, Unreadable};
use crate::respond::page::plain;
use crate::site::Site;

/// Where a picture is posted to; its body may be longer than any other.
pub(crate) const UPLOAD: &str = "/account/picture";
/// The longest file, in bytes.
pub(crate) const MAX_FILE: usize = 5 * 1024 * 1024;
/// The longest body: the file, and what a form adds to it.
pub(crate) const MAX_BODY: usize = MAX_FILE + 64 * 1024;

/// What a phone's camera takes by default, and twice that.
const MOST: Most = Most { side: 8_192, pixels: 24 * 1024 * 1024 };
/// Width and height of what is kept, in pixels.
const SIDE: u32 = 512;
const QUALITY: u8 = 85;

/// Says that a body was longer than that and is not there any more.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TooLong;

/// Why a file does not become a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PictureError {
    /// No file, or an empty one.
    Missing,
    /// Neither of the three kinds, or broken.
    NoPicture,
    /// Too many bytes or pixels.
    TooLarge,
    /// It could not be written.
    Failed,
}

impl From<Unreadable> for PictureError {
    fn from(error: Unreadable) -> Self {
        match error {
            Unreadable::NoPicture => Self::NoPicture,
            Unreadable::TooLarge => Self::TooLarge,
        }
    }
}

/// Each under its own address, which nobody guesses; whoever knows it may see it, like the apps that were told.
pub(crate) fn router() -> Router<Site> {
    Router::new().route("/pictures/{name}", get(serve))
}

async fn serve(State(site): State<Site>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    let cx = site.app().begin(Actor::Anonymous, "", "");
    match picture::find(&cx, &name) {
        Ok(Some(jpeg)) => {
            let file = File { kind: "image/jpeg", etag: format!("\"{name}\""), body: Bytes::from(jpeg) };
            file.respond(FOR_EVER, &headers)
        }
        Ok(None) => plain(StatusCode::NOT_FOUND),
        Err(error) => {
            tracing::error!(%error, "a picture could not be read");
            plain(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

/// Reads a file and writes its middle anew, square, without anything else that the file said.
pub(crate) async fn rewrite(file: Bytes) -> Result<Vec<u8>, PictureError> {
    if file.is_empty() {
        return Err(PictureError::Missing);
    }
    if file.len() > MAX_FILE {
        return Err(PictureError::TooLarge);
    }
    raster::in_turn(move || rewrite_now(&file)).await.ok_or(PictureError::Failed)?
}

fn rewrite_now(file: &[u8]) -> Result<Vec<u8>, PictureError> {
    let picture = raster::decode(file, MOST)?;
    let side = picture.width().min(picture.height());
    let (x, y) = ((picture.width() - side) / 2, (picture.height() - side) / 2);
    let square = picture.crop_imm(x, y, side, side);
    let square = if side > SIDE { square.thumbnail_exact(SIDE, SIDE) } else { square };
    let mut jpeg = Cursor::new(Vec::new());
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    on_white(&square).write_with_encoder(encoder).map_err(|_| PictureError::Failed)?;
    Ok(jpeg.into_inner())
}

/// JPEG knows nothing that shines through.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let with_alpha = picture.to_rgba8();
    let (width, height) = with_alpha.dimensions();
    let mut flat = RgbImage::new(width, height);
    for (to, from) in flat.pixels_mut().zip(with_alpha.pixels()) {
        let [red, green, blue, alpha] = from.0;
        let over = |colour: u8| {
            let (colour, alpha) = (u32::from(colour), u32::from(alpha));
            // Between 0 and 255 by construction.
            u8::try_from((colour * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
        };
        *to = Rgb([over(red), over(green), over(blue)]);
    }
    flat
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, Rgba, RgbaImage};

    use super::*;

    fn png(picture: RgbaImage) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        DynamicImage::ImageRgba8(picture).write_to(&mut out, ImageFormat::Png).unwrap();
        out.into_inner()
    }

    #[test]
    fn the_middle_of_a_picture_is_written_square_and_small_on_white() {
        let mut picture = RgbaImage::from_pixel(900, 600, Rgba([255, 0, 0, 255]));
        for (x, _, pixel) in picture.enumerate_pixels_mut() {
            // What is cut off is blue; what shines through in the middle becomes white.
            *pixel = match x {
                0..150 | 750.. => Rgba([0, 0, 255, 255]),
                350..550 => Rgba([0, 0, 0, 0]),
                _ => *pixel,
            };
        }
        let kept = image::load_from_memory(&rewrite_now(&png(picture)).unwrap()).unwrap().into_rgb8();
        assert_eq!(kept.dimensions(), (512, 512));
        let near = |pixel: &Rgb<u8>, wanted: [u8; 3]| {
            pixel.0.iter().zip(wanted).all(|(one, other)| one.abs_diff(other) < 24)
        };
        assert!(near(kept.get_pixel(10, 256), [255, 0, 0]), "{:?}", kept.get_pixel(10, 256));
        assert!(near(kept.get_pixel(256, 256), [255, 255, 255]), "{:?}", kept.get_pixel(256, 256));
    }

    #[test]
    fn a_small_picture_keeps_its_size() {
        let kept = rewrite_now(&png(RgbaImage::from_pixel(40, 64, Rgba([9, 9, 9, 255])))).unwrap();
        assert_eq!(image::load_from_memory(&kept).unwrap().width(), 40);
    }

    #[test]
    fn nothing_of_the_file_stays_beside_the_picture() {
        let mut jpeg = Cursor::new(Vec::new());
        RgbImage::new(8, 8).write_to(&mut jpeg, ImageFormat::Jpeg).unwrap();
        let mut jpeg = jpeg.into_inner();
        // A comment, as cameras write where a picture was taken.
        let comment = [&[0xff, 0xfe, 0, 10][..], b"at home!"].concat();
        jpeg.splice(2..2, comment);
        let kept = rewrite_now(&jpeg).unwrap();
        assert!(!kept.windows(7).any(|window| window == b"at home"));
    }

    #[test]
    fn drawings_bombs_and_broken_files_are_refused() {
        for bad in [&b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], b"GIF89a", b"\x89PNG\r\n\x1a\n", b"x"]
        {
            assert_eq!(rewrite_now(bad), Err(PictureError::NoPicture));
        }
        // A PNG that says it is 60,000 pixels wide and high.
        let mut bomb = png(RgbaImage::new(1, 1));
        bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        let crc = crc32(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&crc.to_be_bytes());
        assert_eq!(rewrite_now(&bomb), Err(PictureError::TooLarge));
    }

    /// Of a PNG's chunk (RFC 2083, 3.4).
    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 }
            })
        })
    }
}
