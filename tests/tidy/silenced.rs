//! No lint is silenced for ever, no test is skipped, nothing is left for later.

use crate::tree::{File, Problem, Tree};

/// Rust and TypeScript.
pub(crate) fn problems(tree: &Tree) -> Vec<Problem> {
    let rust = tree.ending(&[".rs"]).flat_map(|file| check(file, rust_line));
    let script = tree.ending(&[".ts", ".js", ".mjs", ".svelte"]).flat_map(|file| check(file, script_line));
    rust.chain(script).collect()
}

fn check(file: &File, rule: fn(&str) -> Option<&'static str>) -> Vec<Problem> {
    file.lines().filter_map(|(number, line)| Some(file.problem(number, rule(line.trim())?))).collect()
}

fn rust_line(line: &str) -> Option<&'static str> {
    let attribute = line.strip_prefix("#![").or_else(|| line.strip_prefix("#["));
    match attribute {
        Some(rest) if rest.starts_with("allow(") => {
            Some("a silenced lint: mend the cause, or `#[expect(…, reason = \"…\")]`")
        }
        Some(rest) if rest.starts_with("ignore") => Some("an ignored test: mend it or delete it"),
        Some(rest) if rest.starts_with("should_panic") => {
            Some("a test that panics proves little: test the error")
        }
        _ => left_undone(line),
    }
}

fn script_line(line: &str) -> Option<&'static str> {
    const CALLS: [&str; 6] =
        ["test.skip(", "test.only(", "test.fixme(", "describe.skip(", "describe.only(", "test.fail("];
    if CALLS.iter().any(|call| line.contains(call)) {
        return Some("a skipped or lone test: mend it or delete it");
    }
    if line.contains("eslint-disable") && !line.contains("--") {
        return Some("a silenced lint without a reason: add `-- why`");
    }
    left_undone(line)
}

fn left_undone(line: &str) -> Option<&'static str> {
    // Put together here, or this file would break its own rule.
    let words =
        [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("to", "do!("), concat!("unimpl", "emented!(")];
    words
        .iter()
        .any(|word| line.contains(word))
        .then_some("left undone: do it, or file it and delete the note")
}

#[test]
fn silenced_lints_and_skipped_tests_are_found() {
    assert!(rust_line(concat!("#[al", "low(dead_code)]")).is_some());
    assert!(rust_line("#[ignore = \"slow\"]").is_some());
    assert!(rust_line("#[expect(dead_code, reason = \"…\")]").is_none());
    assert!(script_line("test.skip('later', async () => {});").is_some());
    assert!(script_line("test('now', async () => {});").is_none());
}
