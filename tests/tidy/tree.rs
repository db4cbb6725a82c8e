//! The files of the project, and what is wrong with one of them.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold what was built or fetched.
const NOT_OURS: [&str; 7] = [".git", "dist", "gen", "node_modules", "results", "target", "playwright-report"];

/// Every file of the project, by its path from the root with `/`.
pub(crate) struct Tree {
    pub(crate) root: PathBuf,
    pub(crate) files: Vec<File>,
}

/// One file; its text is empty where it is not text.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) size_bytes: usize,
    pub(crate) text: String,
}

/// A broken rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    path: String,
    line: usize,
    what: String,
}

impl Tree {
    /// Reads the project around this package.
    pub(crate) fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned();
        let mut files = Vec::new();
        collect(&root, &root, &mut files);
        Self { root, files }
    }

    /// Files whose name ends so.
    pub(crate) fn ending<'t>(&'t self, endings: &'t [&str]) -> impl Iterator<Item = &'t File> {
        self.files.iter().filter(|file| endings.iter().any(|ending| file.path.ends_with(ending)))
    }

    /// The file at exactly this path.
    pub(crate) fn find(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }
}

impl File {
    /// Lines with their numbers, as editors count them.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// A problem at a line of this file.
    pub(crate) fn problem(&self, line: usize, what: impl Into<String>) -> Problem {
        Problem { path: self.path.clone(), line, what: what.into() }
    }

    /// The file's name without folders.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

impl Problem {
    /// A problem of a file that is not there, or of the whole.
    pub(crate) fn of(path: &str, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: 1, what: what.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.path, self.line, self.what)
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !NOT_OURS.contains(&name.as_str()) {
                collect(root, &path, files);
            }
        } else if name != ".git" {
            let bytes = fs::read(&path).unwrap();
            let path = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            let (size_bytes, text) = (bytes.len(), String::from_utf8(bytes).unwrap_or_default());
            files.push(File { path, size_bytes, text });
        }
    }
}
