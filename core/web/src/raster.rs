//! Pictures from people are decoded within bounds, one at a time, and never served as they came.

use std::io::Cursor;
use std::sync::{Arc, LazyLock};

use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};
use tokio::sync::Semaphore;

/// The largest picture that is taken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Most {
    /// Width and height, in pixels.
    pub(crate) side: u32,
    /// Both multiplied.
    pub(crate) pixels: u64,
}

/// Why a picture cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// Neither PNG, JPEG nor WebP, or broken.
    NoPicture,
    /// Too many pixels.
    TooLarge,
}

/// Pictures that are decoded at once.
static DECODING: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(1)));

/// Does the work beside the requests, when it is its turn; nothing where it broke off.
pub(crate) async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let slot = Arc::clone(&DECODING).acquire_owned().await.ok()?;
    let done = tokio::task::spawn_blocking(move || {
        // The work goes on where the client hangs up, and so does its place.
        let _slot = slot;
        work()
    });
    done.await.ok()
}

/// Reads a picture, upright: its size is looked at before its pixels are.
pub(crate) fn decode(bytes: &[u8], most: Most) -> Result<DynamicImage, Unreadable> {
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Unreadable::NoPicture)?;
    let known = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP];
    if !reader.format().is_some_and(|format| known.contains(&format)) {
        return Err(Unreadable::NoPicture);
    }
    // The largest picture in its widest form (four floats a pixel), and as much again to work with.
    let mut limits = Limits::default();
    limits.max_alloc = Some(2 * 16 * most.pixels);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(|_| Unreadable::NoPicture)?;
    let (width, height) = decoder.dimensions();
    if width > most.side || height > most.side || u64::from(width) * u64::from(height) > most.pixels {
        return Err(Unreadable::TooLarge);
    }
    // The decoder's limits are for its own work; what it decodes into comes on top.
    limits.reserve(decoder.total_bytes()).map_err(|_| Unreadable::TooLarge)?;
    decoder.set_limits(limits).map_err(|_| Unreadable::TooLarge)?;
    let orientation = decoder.orientation().map_err(|_| Unreadable::NoPicture)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| Unreadable::NoPicture)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}
