//! The files of a package in a folder of their own, with their blanks filled in, whatever the umask and the checkout say.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::contents::{Entry, From, Kind};
use super::{Edition, Programs, date};
use crate::command;
use crate::stop::Stop;
use crate::workspace;

/// A folder that holds what is installed.
pub(super) struct Stage {
    pub(super) folder: PathBuf,
    blanks: Vec<(&'static str, String)>,
}

impl Stage {
    /// Lays out the files of a package.
    pub(super) fn lay(
        kind: &Kind,
        programs: &Programs,
        edition: &Edition,
        folder: PathBuf,
    ) -> Result<Self, Stop> {
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|source| Stop::File { path: folder.clone(), source })?;
        }
        let blanks = vec![
            ("@name@", kind.name.to_owned()),
            ("@version@", edition.version.clone()),
            ("@package_version@", edition.package_version()),
            ("@date@", date(edition.at, "+%Y-%m-%d")?),
        ];
        let stage = Self { folder, blanks };
        for entry in kind.entries() {
            stage.put(&entry, programs)?;
        }
        Ok(stage)
    }

    fn put(&self, entry: &Entry, programs: &Programs) -> Result<(), Stop> {
        let to = self.fill(entry.to);
        let own = |path: &str| workspace::root().join(path);
        match entry.from {
            From::File(path) => self.write(&to, &read(&own(path))?, entry.mode),
            From::Filled(path) => self.write(&to, self.fill(&text(&own(path))?).as_bytes(), entry.mode),
            From::Gzip(path) => self.write(&to, &gzip(&own(path))?, entry.mode),
            From::Command => self.program(&programs.command, &to, entry.mode),
            From::Window => match &programs.window {
                Some(window) => self.program(window, &to, entry.mode),
                None => Err(Stop::Platform { what: "this workspace has no window to pack" }),
            },
        }
    }

    /// Writes a file; folders above it are open to all to read.
    pub(super) fn write(&self, to: &str, bytes: &[u8], mode: u32) -> Result<(), Stop> {
        let path = self.folder.join(to);
        let file = |path: &Path, source| Stop::File { path: path.to_owned(), source };
        for above in path.ancestors().skip(1).take_while(|above| above.starts_with(&self.folder)) {
            fs::create_dir_all(above).map_err(|source| file(above, source))?;
            set_mode(above, 0o755).map_err(|source| file(above, source))?;
        }
        fs::write(&path, bytes).map_err(|source| file(&path, source))?;
        set_mode(&path, mode).map_err(|source| file(&path, source))
    }

    /// A program without what only a debugger reads. A stand-in that is no program is taken as it is.
    fn program(&self, from: &Path, to: &str, mode: u32) -> Result<(), Stop> {
        let bytes = read(from)?;
        self.write(to, &bytes, mode)?;
        if bytes.starts_with(b"\x7fELF") {
            command::check(command::new("strip").arg("--strip-unneeded").arg(self.folder.join(to)))?;
        }
        Ok(())
    }

    /// A text of the workspace with blanks filled in and fragments of scripts put where they are asked for.
    pub(super) fn filled(&self, path: &str) -> Result<String, Stop> {
        let mut out = String::new();
        for line in text(&workspace::root().join(path))?.lines() {
            match line.trim_start().strip_prefix("#include ") {
                None => out.push_str(line),
                Some(name) => {
                    let indent = " ".repeat(line.len() - line.trim_start().len());
                    let fragment = text(&workspace::root().join("installer/linux/scripts").join(name))?;
                    let lines: Vec<_> = fragment.lines().map(|line| format!("{indent}{line}")).collect();
                    out.push_str(&lines.join("\n"));
                }
            }
            out.push('\n');
        }
        Ok(self.fill(&out))
    }

    /// Where files go, without the first slash, sorted.
    pub(super) fn files(&self) -> Result<Vec<String>, Stop> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            let entries =
                fs::read_dir(&folder).map_err(|source| Stop::File { path: folder.clone(), source })?;
            for path in entries.flatten().map(|entry| entry.path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if let Ok(short) = path.strip_prefix(&self.folder) {
                    found.push(short.display().to_string());
                }
            }
        }
        found.sort();
        Ok(found)
    }

    /// What is installed takes so much room, in KiB.
    pub(super) fn size_kib(&self) -> Result<u64, Stop> {
        let sizes = self
            .files()?
            .into_iter()
            .map(|file| fs::metadata(self.folder.join(file)).map_or(0, |about| about.len().div_ceil(1_024)));
        Ok(sizes.sum())
    }

    fn fill(&self, text: &str) -> String {
        self.blanks.iter().fold(text.to_owned(), |text, (blank, value)| text.replace(blank, value))
    }
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))
}

/// Packages for Linux are built on Linux alone; elsewhere this only has to compile.
#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn read(path: &Path) -> Result<Vec<u8>, Stop> {
    fs::read(path).map_err(|source| Stop::File { path: path.to_owned(), source })
}

fn text(path: &Path) -> Result<String, Stop> {
    fs::read_to_string(path).map_err(|source| Stop::File { path: path.to_owned(), source })
}

/// Without name and time of the file in it.
pub(super) fn gzip(path: &Path) -> Result<Vec<u8>, Stop> {
    let output = command::new("gzip").args(["-9", "-n", "-c"]).arg(path).output();
    match output {
        Ok(output) if output.status.success() => Ok(output.stdout),
        _ => Err(Stop::Command { line: format!("gzip {}", path.display()) }),
    }
}
