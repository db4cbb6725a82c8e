//! The pages keep to `script-src 'self'`: no script, style or handler inside the markup.

use crate::tree::{Problem, Tree};

/// Letters are no pages: mail programs load no style sheets, and show what stands in the markup.
const LETTERS: &str = "ui/pages/mail/";

/// Pages that a server or the window renders, ours and the demo app's.
pub(crate) fn problems(tree: &Tree) -> Vec<Problem> {
    let pages = tree.ending(&[".html"]).filter(|file| {
        let folders = ["ui/pages/", "src-tauri/page/", "tests/demo-rp/"];
        folders.iter().any(|folder| file.path.starts_with(folder)) && !file.path.starts_with(LETTERS)
    });
    let found = pages.flat_map(|file| {
        file.lines()
            .filter_map(|(number, line)| Some(file.problem(number, inline(line)?)))
            .collect::<Vec<_>>()
    });
    found.collect()
}

fn inline(line: &str) -> Option<&'static str> {
    if line.contains("<script") && !line.contains(" src=") {
        return Some("a script in the page: make it a file");
    }
    if line.contains("<style") || line.contains(" style=") {
        return Some("a style in the page: make it a class");
    }
    if line.contains("javascript:") {
        return Some("a script in an address: make it a file");
    }
    has_handler(line).then_some("a handler in the page: add it from a script file")
}

/// ` onclick=` and its like; `on` must begin an attribute's name.
fn has_handler(line: &str) -> bool {
    line.match_indices(" on").any(|(at, _)| {
        let name: String = line[at + 3..].chars().take_while(char::is_ascii_lowercase).collect();
        !name.is_empty() && line[at + 3 + name.len()..].starts_with("=\"")
    })
}

#[test]
fn scripts_styles_and_handlers_in_a_page_are_found() {
    assert!(inline("<script>let a = 1;</script>").is_some());
    assert!(inline("<p style=\"color: red\">").is_some());
    assert!(inline("<button onclick=\"go()\">").is_some());
    assert!(inline("<script src=\"/assets/reload.js\" defer></script>").is_none());
    assert!(inline("<p>Depends on=\"nothing\"</p>").is_none());
    assert!(inline("<p class=\"on\">").is_none());
}
