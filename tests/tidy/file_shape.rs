//! A Rust file says in its first line what it is about, has a name that means something, and stays short.

use crate::tree::{File, Problem, Tree};

const MOST_CODE_LINES: usize = 500;

const EMPTY_NAMES: [&str; 8] =
    ["common", "handler2", "helper", "helpers", "manager", "misc", "types", "util"];

/// All Rust files.
pub(crate) fn problems(tree: &Tree) -> Vec<Problem> {
    tree.ending(&[".rs"]).flat_map(file_problems).collect()
}

fn file_problems(file: &File) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !file.text.starts_with("//! ") {
        problems.push(file.problem(1, "begins without `//!`: say in one sentence what the file is about"));
    }
    let code = code_lines(&file.text);
    let wall = MOST_CODE_LINES;
    if code > wall && file.name() != "tests.rs" {
        problems.push(
            file.problem(1, format!("{code} lines of code, {wall} is the wall: split it by noun or verb")),
        );
    }
    let stem = file.name().trim_end_matches(".rs");
    let folders = file.path.split('/').rev().skip(1);
    for name in std::iter::once(stem).chain(folders) {
        if EMPTY_NAMES.contains(&name) || name == "utils" {
            let mend = "put each thing with the noun that it serves";
            problems.push(file.problem(1, format!("the name `{name}` says nothing: {mend}")));
        }
    }
    problems
}

/// Neither blank lines nor comments nor the tests at the bottom.
fn code_lines(text: &str) -> usize {
    let code = text.split("\n#[cfg(test)]\n").next().unwrap_or_default();
    code.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")).count()
}

#[test]
fn tests_and_comments_are_not_code() {
    let text = "//! A file.\n\nfn one() {}\n// why\n\n#[cfg(test)]\nmod tests {\n    fn two() {}\n}\n";
    assert_eq!(code_lines(text), 1);
}
