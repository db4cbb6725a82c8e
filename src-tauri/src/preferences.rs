//! What a person chose for this machine: one small JSON file in their configuration folder.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// The file's name.
const FILE: &str = "preferences.json";

/// The choices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Preferences {
    /// The program starts with the session, without its window.
    pub(crate) start_at_login: bool,
    /// The machine does not sleep while it serves.
    pub(crate) keep_awake: bool,
    /// Minutes without use after which the window locks; 0 for never.
    pub(crate) lock_after_minutes: u32,
    /// Whether the note was shown that closing the window stops nothing.
    pub(crate) knows_tray: bool,
    /// Tag of the language that was chosen in the window; none is the system's.
    pub(crate) language: Option<String>,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            start_at_login: false,
            keep_awake: false,
            lock_after_minutes: 15,
            knows_tray: false,
            language: None,
        }
    }
}

/// A part of them to be changed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    start_at_login: Option<bool>,
    keep_awake: Option<bool>,
    lock_after_minutes: Option<u32>,
    language: Option<String>,
}

impl Preferences {
    /// Reads them; what is missing, or cannot be read, is as at the beginning.
    pub(crate) fn read(folder: &Path) -> Self {
        let Ok(text) = std::fs::read(folder.join(FILE)) else { return Self::default() };
        serde_json::from_slice(&text).unwrap_or_else(|error| {
            tracing::warn!(%error, "the preferences cannot be read and are begun anew");
            Self::default()
        })
    }

    /// Writes them whole or not at all.
    pub(crate) fn write(&self, folder: &Path) -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        let path: PathBuf = folder.join(FILE);
        let new = path.with_extension("new");
        std::fs::write(&new, serde_json::to_vec_pretty(self)?)?;
        std::fs::rename(new, path)
    }

    /// The same with a change.
    pub(crate) fn changed(&self, change: &Change) -> Self {
        Self {
            start_at_login: change.start_at_login.unwrap_or(self.start_at_login),
            keep_awake: change.keep_awake.unwrap_or(self.keep_awake),
            lock_after_minutes: change.lock_after_minutes.unwrap_or(self.lock_after_minutes),
            knows_tray: self.knows_tray,
            language: change.language.clone().or_else(|| self.language.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_kept_and_a_broken_file_is_begun_anew() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Preferences::read(folder.path()), Preferences::default());
        let change = serde_json::from_str(r#"{"keep_awake":true}"#).unwrap();
        let chosen = Preferences::default().changed(&change);
        chosen.write(folder.path()).unwrap();
        assert!(chosen.keep_awake && chosen.lock_after_minutes == 15);
        assert_eq!(Preferences::read(folder.path()), chosen);
        std::fs::write(folder.path().join(FILE), "{").unwrap();
        assert_eq!(Preferences::read(folder.path()), Preferences::default());
        assert!(serde_json::from_str::<Change>(r#"{"knows_tray":true}"#).is_err());
    }
}
