//! The colours that `tokens.css` defines, as values: for letters, and for the test of contrasts.

use std::collections::HashMap;

use super::Design;

/// The colours in light, in a hue.
pub(crate) fn light(hue: &str) -> HashMap<String, String> {
    let own = block(&format!(":root.hue-{hue},\n:root.hue-{hue}.theme-light {{"));
    block(":root,\n:root.theme-light {").into_iter().chain(own).collect()
}

/// The colours in dark, in a hue.
pub(crate) fn dark(hue: &str) -> HashMap<String, String> {
    let own = block(&format!(":root.hue-{hue}.theme-dark {{"));
    block(":root.theme-dark {").into_iter().chain(own).collect()
}

/// The colours in the block that begins so, by name and without `#`; none where there is no such block, as for the
/// product's own hue.
pub(super) fn block(beginning: &str) -> HashMap<String, String> {
    let file = Design::get("tokens.css").map(|file| file.data).unwrap_or_default();
    let css = String::from_utf8_lossy(&file);
    let rest = css.split(beginning).nth(1).unwrap_or_default();
    let declarations = rest.split('}').next().unwrap_or_default().split(';');
    let colour = |line: &str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
        Some((name.to_owned(), value.to_owned()))
    };
    declarations.filter_map(colour).collect()
}
