//! A QR code as every page draws it: dark squares on white paper, with the quiet zone that cameras want.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

/// A text that a camera reads.
#[derive(Clone, Debug, Default)]
pub struct Qr {
    /// What it says; stands in `data-qr`.
    pub text: String,
    path: String,
    size: usize,
}

/// Light modules around a QR code (ISO 18004).
const QUIET: usize = 4;

impl Qr {
    /// Draws the code. A text that does not fit leaves the drawing out: pages always have another way.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M);
        let (path, size) = code.map(|code| draw(&code)).unwrap_or_default();
        Self { text, path, size }
    }

    pub(super) fn path(&self) -> Option<&str> {
        Some(&*self.path).filter(|path| !path.is_empty())
    }

    /// The side in modules, quiet zone and all.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// The side in pixels when a module has so many tenths of one.
    pub(super) fn side(&self, module_tenths: usize) -> usize {
        self.size * module_tenths / 10
    }
}

/// One bar for each run of dark modules in a row, as the path of an SVG, and the side with its quiet zone.
fn draw(code: &QrCode) -> (String, usize) {
    let width = code.width();
    let colors = code.to_colors();
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            if run.first() == Some(&Color::Dark) {
                let length = run.len();
                // Writing into a String does not fail.
                let _ = write!(path, "M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET);
            }
            x += run.len();
        }
    }
    (path, width + 2 * QUIET)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_has_its_quiet_zone_and_its_corners() {
        let qr = Qr::new("otpauth://totp/x");
        assert_eq!(qr.size(), 21 + 4 + 2 * QUIET);
        assert!(qr.path().unwrap().starts_with("M4 4h7v1h-7z"), "the corner is a bar of seven");
        assert_eq!(qr.side(42), 33 * 42 / 10);
    }

    #[test]
    fn a_text_that_does_not_fit_is_not_drawn() {
        let qr = Qr::new("x".repeat(5_000));
        assert_eq!(qr.path(), None);
        assert_eq!(qr.text.len(), 5_000);
    }
}
