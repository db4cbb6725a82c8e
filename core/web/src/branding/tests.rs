//! Pictures that are logos, and those that are none.

use image::{ImageFormat, RgbImage};

use super::*;

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let picture = DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, _| {
        image::Rgb([(x % 256).to_le_bytes()[0], 40, 90])
    }));
    picture.write_to(&mut out, format).unwrap();
    out.into_inner()
}

fn size(png: &[u8]) -> (u32, u32) {
    let reader = image::ImageReader::with_format(Cursor::new(png), ImageFormat::Png);
    reader.into_dimensions().unwrap()
}

#[test]
fn each_of_the_three_becomes_a_png_of_a_bounded_size() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        assert_eq!(size(&rewrite_now(&picture(1_200, 300, format)).unwrap()), (512, 128), "{format:?}");
        assert_eq!(size(&rewrite_now(&picture(40, 30, format)).unwrap()), (40, 30), "small ones stay");
    }
}

#[test]
fn what_is_behind_the_picture_does_not_come_along() {
    let mut smuggled = picture(8, 8, ImageFormat::Png);
    smuggled.extend(b"<script>alert(1)</script>");
    let png = rewrite_now(&smuggled).unwrap();
    assert!(!png.windows(8).any(|part| part == b"<script>"));
}

#[test]
fn what_is_no_picture_or_too_large_is_refused() {
    let no_picture = [
        b"".to_vec(),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;".to_vec(),
        b"\x89PNG\r\n\x1a\n".to_vec(),
        picture(64, 64, ImageFormat::Png)[..60].to_vec(),
        vec![0xff; 2_000],
    ];
    for bytes in no_picture {
        assert_eq!(rewrite_now(&bytes), Err(LogoError::NoPicture));
    }
    assert_eq!(rewrite_now(&picture(MAX_SIDE + 1, 1, ImageFormat::Png)), Err(LogoError::TooLarge));
    assert_eq!(rewrite_now(&picture(2_049, 2_048, ImageFormat::Png)), Err(LogoError::TooLarge));
    assert!(rewrite_now(&picture(MAX_SIDE, 1_024, ImageFormat::Png)).is_ok());
}

#[test]
fn a_small_file_that_says_it_is_huge_costs_nothing() {
    let mut bomb = picture(8, 8, ImageFormat::Png);
    // Width and height of the header (PNG 11.2.1); its checksum is no longer right, and is not waited for.
    bomb[16..24].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
    assert!(rewrite_now(&bomb).is_err());
}

#[test]
fn the_picture_of_an_app_is_a_square_that_covers_what_is_behind_it() {
    for (width, height) in [(40, 10), (10, 40), (300, 300), (1, 1)] {
        let png = square_now(&picture(width, height, ImageFormat::Png), 132).unwrap();
        let shown = image::load_from_memory(&png).unwrap().into_rgba8();
        assert_eq!(shown.dimensions(), (132, 132));
        assert!(shown.pixels().all(|pixel| pixel.0[3] == u8::MAX), "{width} x {height}");
    }
    assert_eq!(square_now(b"<svg/>", 132), Err(LogoError::NoPicture));
}
