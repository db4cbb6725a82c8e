//! SQL stands in the store, beside the function that uses it.

use crate::tree::{Problem, Tree};

/// The product's Rust files outside the store.
pub(crate) fn problems(tree: &Tree) -> Vec<Problem> {
    let product = tree.ending(&[".rs"]).filter(|file| {
        let ours = ["core/", "src-tauri/", "xtask/"].iter().any(|folder| file.path.starts_with(folder));
        ours && !file.path.starts_with("core/store/")
    });
    let found = product.flat_map(|file| {
        let lines = file.lines().filter(|(_, line)| is_sql(line));
        lines.map(|(number, _)| file.problem(number, "SQL outside core/store: move the statement there"))
    });
    found.collect()
}

fn is_sql(line: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    let both = |first: &str, second: &str| code.find(first).is_some_and(|at| code[at..].contains(second));
    both("SELECT ", " FROM ")
        || both("UPDATE ", " SET ")
        || ["INSERT INTO ", "DELETE FROM ", "CREATE TABLE ", "PRAGMA "]
            .iter()
            .any(|words| code.contains(words))
}

#[test]
fn statements_are_told_from_sentences() {
    assert!(is_sql("tx.execute(\"DELETE FROM codes WHERE id = ?1\", [id])"));
    assert!(is_sql("\"SELECT id FROM users\""));
    assert!(!is_sql("// SELECT id FROM users"));
    assert!(!is_sql("let select = from.update(set);"));
}
