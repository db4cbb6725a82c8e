//! Documents name files, routes, settings and tasks that exist.

use crate::tree::{File, Problem, Tree};

/// Where something of the product begins its name.
const SETTING_SECTIONS: [&str; 8] = ["approval", "mfa", "net", "push", "session", "signup", "smtp", "tls"];

/// Paths of the machine, which are no routes.
const SYSTEM: [&str; 4] = ["/etc/", "/run/", "/usr/", "/var/"];

const TOP_LEVEL: [&str; 9] =
    ["core/", "src-tauri/", "ui/", "assets/", "installer/", "tests/", "xtask/", ".ci/", ".cargo/"];

/// All Markdown but the changelog, which speaks of the past.
pub(crate) fn problems(tree: &Tree) -> Vec<Problem> {
    let documents = tree.ending(&[".md"]).filter(|file| {
        file.path != "CHANGELOG.md"
            && !file.path.contains("/decisions/")
            && !file.path.starts_with("tests/fixtures/")
    });
    documents.flat_map(|file| file_problems(tree, file)).collect()
}

fn file_problems(tree: &Tree, file: &File) -> Vec<Problem> {
    let folder = file.path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let mut problems = Vec::new();
    for (number, line) in file.lines() {
        problems.extend(quoted(line).filter_map(|name| Some(file.problem(number, wrong(tree, name)?))));
        for target in links(line).filter(|target| tree.find(&format!("{folder}{target}")).is_none()) {
            problems.push(file.problem(number, format!("no file `{target}` to link to: mend the link")));
        }
    }
    problems
}

fn wrong(tree: &Tree, name: &str) -> Option<String> {
    // A name with a gap in it stands for many.
    if name.contains(['…', '<', '*', '{', ' ']) {
        return task(tree, name);
    }
    if name.starts_with('/') && !SYSTEM.iter().any(|folder| name.starts_with(folder)) {
        return (!in_product(tree, name))
            .then(|| format!("no route `{name}` in the code: mend the document"));
    }
    if TOP_LEVEL.iter().any(|folder| name.starts_with(folder)) {
        let folder = format!("{}/", name.trim_end_matches('/'));
        let exists = tree.files.iter().any(|file| file.path == name || file.path.starts_with(&folder));
        return (!exists).then(|| format!("no file or folder `{name}`: mend the document"));
    }
    let setting = name.split_once('.').is_some_and(|(section, key)| {
        SETTING_SECTIONS.contains(&section)
            && !key.is_empty()
            && key.chars().all(|sign| sign.is_ascii_lowercase() || sign == '_')
    });
    (setting && !in_product(tree, name))
        .then(|| format!("no setting `{name}` in the code: mend the document"))
}

/// `cargo xtask …` must be a task.
fn task(tree: &Tree, name: &str) -> Option<String> {
    let word = name.strip_prefix("cargo xtask ")?.split(' ').next()?;
    let mut variant = word.to_owned();
    variant.get_mut(..1)?.make_ascii_uppercase();
    let tasks = tree.find("xtask/src/main.rs").map_or("", |file| file.text.as_str());
    let names = |line: &str| line.split([',', '{', '(']).next().is_some_and(|name| name.trim() == variant);
    let exists = tasks.lines().any(names);
    (!exists).then(|| format!("no task `{word}` in xtask: mend the document"))
}

fn in_product(tree: &Tree, name: &str) -> bool {
    let literal = format!("\"{name}");
    let code = tree.ending(&[".rs"]).filter(|file| file.path.starts_with("core/"));
    code.map(|file: &File| &file.text).any(|text| text.contains(&literal))
}

/// The words between backticks of a line.
fn quoted(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// Where a line links to within the project.
fn links(line: &str) -> impl Iterator<Item = &str> {
    let targets = line.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    targets.filter(|target| !target.is_empty() && !target.contains("://"))
}

#[test]
fn links_within_the_project_are_found() {
    let line = "[a](a.md), ![b](b/c.png), [c](https://example.org), [d](#here)";
    assert_eq!(links(line).collect::<Vec<_>>(), ["a.md", "b/c.png"]);
}

#[test]
fn names_are_found_between_backticks() {
    assert_eq!(quoted("see `core/web` and `/trust`.").collect::<Vec<_>>(), ["core/web", "/trust"]);
}
