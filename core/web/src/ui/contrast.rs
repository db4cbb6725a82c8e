//! The contrast of every pair of colours that stands on another, computed from the tokens (WCAG 2.x, 1.4.3 and 1.4.11).

use std::collections::HashMap;

use super::tokens::{self, block};

/// What text asks for.
const TEXT: f64 = 4.5;
/// What signs and borders of controls ask for.
const CONTROL: f64 = 3.0;

/// Foreground, background, and the least that is asked.
const PAIRS: [(&str, &str, f64); 35] = [
    ("ink", "bg", TEXT),
    ("ink", "surface", TEXT),
    ("ink", "sunken", TEXT),
    ("ink", "accent-soft", TEXT),
    ("ink-2", "bg", TEXT),
    ("ink-2", "surface", TEXT),
    ("ink-2", "sunken", TEXT),
    ("ink-2", "accent-soft", TEXT),
    ("accent", "bg", TEXT),
    ("accent", "surface", TEXT),
    ("accent", "sunken", TEXT),
    ("accent-hover", "bg", TEXT),
    ("accent-hover", "surface", TEXT),
    ("accent-ink", "accent-soft", TEXT),
    ("accent-ink", "sunken", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-hover", TEXT),
    ("ok", "bg", TEXT),
    ("ok", "surface", TEXT),
    ("ok", "ok-soft", TEXT),
    ("warn", "bg", TEXT),
    ("warn", "surface", TEXT),
    ("warn", "warn-soft", TEXT),
    ("bad", "bg", TEXT),
    ("bad", "surface", TEXT),
    ("bad", "bad-soft", TEXT),
    ("rail-ink", "rail", TEXT),
    ("rail-ink-2", "rail", TEXT),
    ("field", "bg", CONTROL),
    ("field", "surface", CONTROL),
    ("field", "sunken", CONTROL),
    ("bad", "bg", CONTROL),
    ("bad", "surface", CONTROL),
    ("accent", "bg", CONTROL),
    ("accent", "surface", CONTROL),
];

#[test]
fn every_pair_of_colours_can_be_read() {
    for (theme, colours) in [("light", light()), ("dark", dark())] {
        for (above, below, least) in PAIRS {
            let ratio = contrast(&colours[above], &colours[below]);
            assert!(ratio >= least, "{theme}: {above} on {below} is {ratio:.2}, {least} is asked");
        }
    }
}

#[test]
fn dark_by_the_system_and_dark_by_choice_are_the_same() {
    let by_system = block(":root:not(.theme-light) {");
    assert_eq!(by_system, dark());
    assert_eq!(by_system.len(), light().len(), "every role has both");
}

#[test]
fn every_hue_on_offer_can_be_read() {
    for hue in domain::settings::HUES.iter().skip(1) {
        for (theme, colours) in [("light", tokens::light(hue)), ("dark", tokens::dark(hue))] {
            for (above, below, least) in PAIRS {
                let ratio = contrast(&colours[above], &colours[below]);
                assert!(ratio >= least, "{hue}, {theme}: {above} on {below} is {ratio:.2}, {least} is asked");
            }
        }
        let by_system = block(&format!(":root.hue-{hue}:not(.theme-light) {{"));
        assert_eq!(by_system, block(&format!(":root.hue-{hue}.theme-dark {{")), "{hue}: dark twice");
        assert_eq!(by_system.len(), 8, "{hue} has all that a hue has");
    }
}

fn light() -> HashMap<String, String> {
    tokens::light("petrol")
}

fn dark() -> HashMap<String, String> {
    tokens::dark("petrol")
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(hex: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}
