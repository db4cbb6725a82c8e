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
        assert_eq!(size(&rewrite_now(&picture(1_200, 300, format), LOGO_SIDE).unwrap()), (512, 128), "{format:?}");
        assert_eq!(size(&rewrite_now(&picture(40, 30, format), LOGO_SIDE).unwrap()), (40, 30), "small ones stay");
    }
}

#[test]
fn what_is_behind_the_picture_does_not_come_along() {
    let mut smuggled = picture(8, 8, ImageFormat::Png);
    smuggled.extend(b"<script>alert(1)</script>");
    let png = rewrite_now(&smuggled, LOGO_SIDE).unwrap();
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
        assert_eq!(rewrite_now(&bytes, LOGO_SIDE), Err(LogoError::NoPicture));
    }
    assert_eq!(rewrite_now(&picture(MAX_SIDE + 1, 1, ImageFormat::Png), LOGO_SIDE), Err(LogoError::TooLarge));
    assert_eq!(rewrite_now(&picture(2_049, 2_048, ImageFormat::Png), LOGO_SIDE), Err(LogoError::TooLarge));
    assert!(rewrite_now(&picture(MAX_SIDE, 1_024, ImageFormat::Png), LOGO_SIDE).is_ok());
}

#[test]
fn a_small_file_that_says_it_is_huge_costs_nothing() {
    let mut bomb = picture(8, 8, ImageFormat::Png);
    // Width and height of the header (PNG 11.2.1); its checksum is no longer right, and is not waited for.
    bomb[16..24].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
    assert!(rewrite_now(&bomb, LOGO_SIDE).is_err());
}
