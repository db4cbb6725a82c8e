//! `donelogin-updates.json`: the list by which running servers learn of this version. It lies beside the packages.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::{Edition, date};
use crate::command;
use crate::stop::Stop;
use crate::workspace;

/// As the servers read it.
const FILE: &str = "donelogin-updates.json";
/// As much as the servers take.
const LONGEST_CHANGES: usize = 20_000;

/// Writes the list; its path.
pub(super) fn write(edition: &Edition, packages: &[PathBuf], out: &Path) -> Result<PathBuf, Stop> {
    let changelog = workspace::root().join("CHANGELOG.md");
    let text = fs::read_to_string(&changelog).map_err(|source| Stop::File { path: changelog, source })?;
    let files = packages.iter().map(|package| {
        let about = fs::metadata(package).map_err(|source| Stop::File { path: package.clone(), source })?;
        let name = package.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(json!({ "name": name, "size": about.len(), "sha256": sha256(package)? }))
    });
    let release = json!({
        "version": edition.version,
        "date": date(edition.at, "+%Y-%m-%d")?,
        "changes": changes(&text, &edition.version),
        "files": files.collect::<Result<Vec<_>, Stop>>()?,
    });
    let list = json!({ "format": 1, "releases": [release] });
    let path = out.join(FILE);
    fs::write(&path, format!("{list:#}\n")).map_err(|source| Stop::File { path: path.clone(), source })?;
    Ok(path)
}

fn sha256(path: &Path) -> Result<String, Stop> {
    let said = command::read(command::new("sha256sum").arg("--").arg(path));
    let sum = said.and_then(|line| line.split_whitespace().next().map(str::to_owned));
    sum.ok_or_else(|| Stop::Command { line: format!("sha256sum {}", path.display()) })
}

/// The part of the changelog that is about this version; of one that is not published yet, what is new since the last.
fn changes(changelog: &str, version: &str) -> String {
    let part = |heading: &str| {
        let begin = changelog.find(&format!("## [{heading}]"))?;
        let body = changelog.get(begin..)?.split_once('\n')?.1;
        Some(body.split("\n## ").next().unwrap_or(body).trim().to_owned())
    };
    let mut text = part(version).or_else(|| part("Unreleased")).unwrap_or_default();
    while text.len() > LONGEST_CHANGES {
        text.pop();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_changes_are_those_of_the_version() {
        let text = "# Changelog\n\n## [Unreleased]\n\n- New\n\n## [0.2.0] - 2026-12-01\n\n### Added\n\n- Old\n\n## [0.1.0]\n";
        assert_eq!(changes(text, "0.2.0"), "### Added\n\n- Old");
        assert_eq!(changes(text, "0.3.0"), "- New");
        assert_eq!(changes("", "0.3.0"), "");
        let long = format!("## [1.0.0]\n{}", "ä".repeat(LONGEST_CHANGES));
        assert_eq!(changes(&long, "1.0.0").len(), LONGEST_CHANGES);
    }
}
