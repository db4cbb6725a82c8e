//! Arrows between crates point down only, and foreign crates stay on their floor.

use std::collections::BTreeMap;

use cargo_metadata::{DependencyKind, MetadataCommand, Package};

use crate::tree::{File, Problem, Tree};

const TABLE: &str = "core/ARCHITECTURE.md";

/// Which of our packages may hold a foreign crate; whoever is not named here but lies in the product may not.
const BORDERS: [(&str, &[&str]); 6] = [
    ("rusqlite", &["store"]),
    ("axum", &["web", "server", "desktop"]),
    ("askama", &["web"]),
    ("tokio", &["store", "service", "net", "web", "server", "desktop"]),
    ("anyhow", &["server", "desktop"]),
    ("tauri", &["desktop"]),
];

/// What ships; tests and tools are free in their choice of foreign crates.
const PRODUCT: [&str; 8] = ["oidc", "domain", "store", "service", "net", "web", "server", "desktop"];

/// Compares the real dependencies among our packages with the table.
pub(crate) fn problems(tree: &Tree) -> Vec<Problem> {
    let Some(file) = tree.find(TABLE) else {
        return vec![Problem::of(TABLE, "is missing: it holds the table of arrows")];
    };
    let allowed = read_table(&file.text);
    let packages = packages(tree);
    let ours: Vec<_> = packages.iter().map(|package| package.name.to_string()).collect();
    let mut problems = Vec::new();
    for package in &packages {
        let name = package.name.as_str();
        let Some(may_use) = allowed.get(name) else {
            problems
                .push(Problem::of(TABLE, format!("the table of arrows has no row for `{name}`: add one")));
            continue;
        };
        // A crate's own tests may reach further down, to build the appliance that they try.
        let shipped = package.dependencies.iter().filter(|d| d.kind != DependencyKind::Development);
        for dependency in shipped.map(|dependency| &dependency.name) {
            if ours.contains(dependency) && !may_use.contains(dependency) {
                let what =
                    format!("`{name}` → `{dependency}` is no arrow of {TABLE}: go by the floor between");
                problems.push(Problem::of(&manifest(tree, package), what));
            }
        }
    }
    for (name, may_use) in &allowed {
        for other in std::iter::once(name).chain(may_use) {
            if !ours.contains(other) {
                problems.push(at(file, name, format!("`{other}` is no package: mend the table of arrows")));
            }
        }
    }
    problems
}

/// Looks for foreign crates on a floor where they do not belong.
pub(crate) fn borders(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for package in packages(tree).iter().filter(|package| PRODUCT.contains(&package.name.as_str())) {
        for (krate, floors) in BORDERS {
            let uses = package
                .dependencies
                .iter()
                .any(|dependency| dependency.name == krate && dependency.kind != DependencyKind::Development);
            if uses && !floors.contains(&package.name.as_str()) {
                let what = format!("`{krate}` belongs to {} only", floors.join(", "));
                problems.push(Problem::of(&manifest(tree, package), what));
            }
        }
    }
    problems
}

/// Rows of the first table whose head is `package | may use`.
fn read_table(text: &str) -> BTreeMap<String, Vec<String>> {
    let rows = text.lines().skip_while(|line| !line.starts_with("| package | may use |")).skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    rows.filter_map(|row| {
        let mut cells = row.trim_matches('|').split('|').map(names);
        Some((cells.next()?.pop()?, cells.next()?))
    })
    .collect()
}

/// The words between backticks.
fn names(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn packages(tree: &Tree) -> Vec<Package> {
    let metadata =
        MetadataCommand::new().no_deps().manifest_path(tree.root.join("Cargo.toml")).exec().unwrap();
    metadata.packages
}

fn manifest(tree: &Tree, package: &Package) -> String {
    let path = package.manifest_path.as_std_path();
    path.strip_prefix(&tree.root).unwrap_or(path).to_string_lossy().into_owned()
}

fn at(file: &File, name: &str, what: String) -> Problem {
    let row = format!("| `{name}` |");
    let line = file.lines().find(|(_, line)| line.starts_with(&row)).map_or(1, |(number, _)| number);
    file.problem(line, what)
}

#[test]
fn the_table_is_read() {
    let text =
        "words\n\n| package | may use |\n| --- | --- |\n| `oidc` | nothing |\n| `domain` | `oidc` |\n\nmore";
    let table = read_table(text);
    assert_eq!(table["oidc"], Vec::<String>::new());
    assert_eq!(table["domain"], ["oidc"]);
}
