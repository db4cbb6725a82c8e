//! Each package takes versions and lints from the workspace.

use toml::{Table, Value};

use crate::tree::{File, Problem, Tree};

/// All manifests but the root's.
pub(crate) fn problems(tree: &Tree) -> Vec<Problem> {
    let members = tree.ending(&["/Cargo.toml"]);
    members.flat_map(|file| check(file, &file.text.parse::<Table>().unwrap())).collect()
}

fn check(file: &File, manifest: &Table) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !inherits(manifest.get("lints")) {
        problems.push(file.problem(1, "add `[lints]` with `workspace = true`"));
    }
    for field in ["edition", "license", "rust-version", "version"] {
        if !inherits(manifest.get("package").and_then(|package| package.get(field))) {
            problems.push(file.problem(1, format!("write `{field}.workspace = true`")));
        }
    }
    for (name, dependency) in dependencies(manifest) {
        if !inherits(Some(dependency)) {
            let line = line_of(file, name);
            let mend = "its version and reason go to [workspace.dependencies] of the root";
            problems.push(file.problem(line, format!("write `{name}.workspace = true`; {mend}")));
        }
    }
    problems
}

/// Of all kinds and all targets.
fn dependencies(manifest: &Table) -> Vec<(&String, &Value)> {
    let targets = manifest.get("target").and_then(Value::as_table).into_iter().flatten();
    let tables = targets.filter_map(|(_, target)| target.as_table()).chain(std::iter::once(manifest));
    let kinds = tables.flat_map(|table| {
        ["dependencies", "dev-dependencies", "build-dependencies"]
            .map(|kind| table.get(kind))
            .into_iter()
            .flatten()
    });
    kinds.filter_map(Value::as_table).flatten().collect()
}

fn inherits(value: Option<&Value>) -> bool {
    value.and_then(|value| value.get("workspace")).and_then(Value::as_bool) == Some(true)
}

fn line_of(file: &File, name: &str) -> usize {
    file.lines().find(|(_, line)| line.starts_with(name)).map_or(1, |(number, _)| number)
}

#[test]
fn a_version_in_a_member_is_found() {
    let text = "[package]\nname = \"a\"\nversion.workspace = true\nedition.workspace = true\nlicense.workspace = true\n\
                rust-version.workspace = true\n[lints]\nworkspace = true\n[dev-dependencies]\nurl = \"2\"\n";
    let file = File { path: "a/Cargo.toml".to_owned(), size_bytes: 0, text: text.to_owned() };
    assert_eq!(check(&file, &text.parse().unwrap()).len(), 1);
}
