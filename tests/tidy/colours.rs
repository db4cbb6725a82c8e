//! Colours come from `ui/design/tokens.css`, so that a theme is one file.

use crate::tree::{Problem, Tree};

const TOKENS: &str = "ui/design/tokens.css";

const FUNCTIONS: [&str; 6] = ["rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "oklab("];

/// Styles, pages and components.
pub(crate) fn problems(tree: &Tree) -> Vec<Problem> {
    let files = tree.ending(&[".css", ".html", ".svelte"]);
    let files = files.filter(|file| file.path != TOKENS);
    let found = files.flat_map(|file| {
        let is_style = file.path.ends_with(".css");
        let lines = file.lines().filter(move |(_, line)| has_colour(line, is_style));
        lines.map(|(number, _)| file.problem(number, format!("a colour of its own: use a token of {TOKENS}")))
    });
    found.collect()
}

fn has_colour(line: &str, is_style: bool) -> bool {
    if FUNCTIONS.iter().any(|function| line.contains(function)) {
        return true;
    }
    // In a style sheet a `#` before the colon is a selector; in a page, `href="#top"` is a link.
    let text = if is_style { line.split_once(':').map_or("", |(_, value)| value) } else { line };
    let mut before = ' ';
    for (at, sign) in text.char_indices() {
        if sign == '#'
            && !(before == '"' && text[..at].ends_with("href=\""))
            && is_hex_colour(&text[at + 1..])
        {
            return true;
        }
        before = sign;
    }
    false
}

fn is_hex_colour(text: &str) -> bool {
    let word =
        text.split(|sign: char| !sign.is_alphanumeric() && sign != '-' && sign != '_').next().unwrap_or("");
    matches!(word.len(), 3 | 4 | 6 | 8) && word.chars().all(|sign| sign.is_ascii_hexdigit())
}

#[test]
fn colours_are_told_from_anchors_and_selectors() {
    assert!(has_colour("  color: #0A5A68;", true));
    assert!(has_colour("<path fill=\"#fff\"/>", false));
    assert!(has_colour("  color: rgb(1 2 3);", true));
    assert!(!has_colour("#add {", true));
    assert!(!has_colour("<a href=\"#add\">", false));
    assert!(!has_colour("  color: var(--accent);", true));
    assert!(!has_colour("{# a comment #}", false));
}
