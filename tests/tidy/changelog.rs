//! The changelog keeps to its format, so that people and programs can read it.

use crate::tree::{File, Problem, Tree};

const PATH: &str = "CHANGELOG.md";

const KINDS: [&str; 6] = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];

/// `CHANGELOG.md`.
pub(crate) fn problems(tree: &Tree) -> Vec<Problem> {
    match tree.find(PATH) {
        Some(file) => check(file),
        None => vec![Problem::of(PATH, "is missing: see keepachangelog.com")],
    }
}

fn check(file: &File) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut versions = Vec::new();
    let mut open_heading = None;
    for (number, line) in file.lines() {
        if line.starts_with('#') {
            if let Some(before) = open_heading.take() {
                problems.push(file.problem(before, "an empty section: fill it or delete it"));
            }
        } else if !line.trim().is_empty() {
            open_heading = None;
        }
        if let Some(kind) = line.strip_prefix("### ") {
            open_heading = Some(number);
            if !KINDS.contains(&kind) {
                problems.push(file.problem(number, format!("`{kind}` is none of {}", KINDS.join(", "))));
            }
        } else if let Some(release) = line.strip_prefix("## ") {
            match parse_release(release) {
                Some(version) => versions.push((number, version)),
                None => problems
                    .push(file.problem(number, "write `## [1.2.3] - 2026-01-31` or `## [Unreleased]`")),
            }
        }
    }
    if !file.text.starts_with("# Changelog\n") {
        problems.push(file.problem(1, "begins without `# Changelog`"));
    }
    if versions.first().is_none_or(|(_, version)| *version != UNRELEASED) {
        problems.push(file.problem(1, "the first section is not `## [Unreleased]`"));
    }
    for ((_, newer), (number, older)) in versions.iter().zip(versions.iter().skip(1)) {
        if newer <= older {
            problems.push(file.problem(*number, "versions do not go down from new to old"));
        }
    }
    problems
}

type Version = [u64; 3];

const UNRELEASED: Version = [u64::MAX; 3];

fn parse_release(text: &str) -> Option<Version> {
    if text == "[Unreleased]" {
        return Some(UNRELEASED);
    }
    let (version, date) = text.strip_prefix('[')?.split_once("] - ")?;
    let is_date = date.len() == 10 && date.split('-').map(str::len).eq([4, 2, 2]);
    let numbers: Vec<u64> = version.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
    numbers.try_into().ok().filter(|_| is_date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        check(&File { path: PATH.to_owned(), size_bytes: 0, text: text.to_owned() }).len()
    }

    #[test]
    fn a_good_changelog_passes() {
        let text = "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-02-01\n\n### Added\n\n- a\n\n## [0.1.0] - 2026-01-01\n";
        assert_eq!(count(text), 0);
    }

    #[test]
    fn a_bad_changelog_does_not() {
        assert_eq!(count("# Changelog\n\n## [Unreleased]\n\n### New\n\n- a\n"), 1);
        assert_eq!(count("# Changelog\n\n## [Unreleased]\n\n### Added\n\n### Fixed\n\n- a\n"), 1);
        assert_eq!(count("# Changelog\n\n## [Unreleased]\n\n## 0.1.0\n"), 1);
        assert_eq!(count("# Changelog\n\n## [0.1.0] - 2026-01-01\n\n## [0.2.0] - 2026-02-01\n"), 2);
    }
}
