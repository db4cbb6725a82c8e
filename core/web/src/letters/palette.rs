//! The colours of a letter: those of the pages in the office's hue, written out, since mail programs know no properties.

use std::collections::HashMap;

use crate::ui::tokens;

/// The colours of one theme.
pub(super) struct Palette {
    pub(super) ground: String,
    pub(super) sheet: String,
    pub(super) band: String,
    pub(super) on_band: String,
    pub(super) ink: String,
    pub(super) quiet: String,
    pub(super) line: String,
    pub(super) accent: String,
    pub(super) on_accent: String,
}

/// Light and dark in a hue.
pub(super) fn of(hue: &str) -> (Palette, Palette) {
    (Palette::read(tokens::light(hue)), Palette::read(tokens::dark(hue)))
}

impl Palette {
    fn read(mut colours: HashMap<String, String>) -> Self {
        let mut take = |name: &str| format!("#{}", colours.remove(name).unwrap_or_default());
        Self {
            ground: take("sunken"),
            sheet: take("surface"),
            band: take("rail"),
            on_band: take("rail-ink"),
            ink: take("ink"),
            quiet: take("ink-2"),
            line: take("line"),
            accent: take("accent"),
            on_accent: take("on-accent"),
        }
    }
}
