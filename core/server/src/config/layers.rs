//! Keys and values from file, environment and command line, the later ones over the earlier.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::ErrorKind;
use std::path::Path;

use domain::settings::{DEFINITIONS, nearest};

use super::{ConfigError, KEYS};

/// Variables with our prefix that are no keys.
const NOT_KEYS: [&str; 2] = ["DONELOGIN_DATA_DIR", "DONELOGIN_LOG"];

#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) text: String,
    /// Where it was said, for error messages.
    pub(super) source_name: String,
    pub(super) is_from_file: bool,
}

#[derive(Debug, Default)]
pub(super) struct Layers {
    values: BTreeMap<&'static str, Value>,
}

impl Layers {
    pub(super) fn read_file(&mut self, path: &Path) -> Result<(), ConfigError> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            // A file in the directory's place is refused with its mend by whoever takes the directory.
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Ok(());
            }
            Err(source) => return Err(ConfigError::File { path: path.to_owned(), source }),
        };
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| ConfigError::Toml {
            path: path.to_owned(),
            reason: error.message().to_owned(),
        })?;
        let mut flat = Vec::new();
        flatten("", table, &mut flat);
        for (key, text) in flat {
            let source_name = path.display().to_string();
            self.put(&key, Value { text, source_name, is_from_file: true })?;
        }
        Ok(())
    }

    /// `DONELOGIN_TLS_KEY_FILE` is `tls.key_file`; a doubled underscore for the dot is understood too.
    pub(super) fn read_environment(&mut self, environment: &[(String, String)]) -> Result<(), ConfigError> {
        for (name, text) in environment {
            let Some(rest) = name.strip_prefix("DONELOGIN_") else { continue };
            if NOT_KEYS.contains(&name.as_str()) {
                continue;
            }
            let key = dotted(rest);
            let source_name = format!("environment variable {name}");
            self.put(&key, Value { text: text.clone(), source_name, is_from_file: false })?;
        }
        Ok(())
    }

    pub(super) fn read_command_line(&mut self, pairs: Vec<(&'static str, String)>) {
        for (key, text) in pairs {
            let source_name = "command line".to_owned();
            self.values.insert(key, Value { text, source_name, is_from_file: false });
        }
    }

    pub(super) fn find(&self, key: &str) -> Option<&Value> {
        self.values.get(key)
    }

    /// The value of a key, read; a refusal says what the key takes.
    pub(super) fn take<T, E: Display>(
        &self,
        key: &'static str,
        read: impl Fn(&Value) -> Result<T, E>,
    ) -> Result<Option<T>, ConfigError> {
        let Some(value) = self.find(key) else { return Ok(None) };
        read(value).map(Some).map_err(|expected| ConfigError::Value {
            source_name: value.source_name.clone(),
            key,
            expected: expected.to_string(),
        })
    }

    fn put(&mut self, key: &str, value: Value) -> Result<(), ConfigError> {
        match known().find(|known| *known == key) {
            Some(known) => {
                self.values.insert(known, value);
                Ok(())
            }
            None => Err(ConfigError::Unknown {
                source_name: value.source_name,
                key: key.chars().take(80).collect(),
                nearest: nearest(key, known()),
            }),
        }
    }
}

fn known() -> impl Iterator<Item = &'static str> {
    KEYS.into_iter().chain(DEFINITIONS.iter().map(|definition| definition.key))
}

/// The key that a variable's name stands for; no two keys differ in dots and underscores alone.
fn dotted(variable: &str) -> String {
    let plain = variable.to_ascii_lowercase().replace("__", "_");
    known()
        .find(|key| key.replace('.', "_") == plain)
        .map_or_else(|| variable.to_ascii_lowercase().replace("__", "."), str::to_owned)
}

/// Tables become dotted keys, lists become text with commas.
fn flatten(prefix: &str, table: toml::Table, out: &mut Vec<(String, String)>) {
    for (name, value) in table {
        let key = if prefix.is_empty() { name } else { format!("{prefix}.{name}") };
        match value {
            toml::Value::Table(inner) => flatten(&key, inner, out),
            toml::Value::Array(items) => {
                out.push((key, items.iter().map(scalar).collect::<Vec<_>>().join(",")));
            }
            other => out.push((key, scalar(&other))),
        }
    }
}

fn scalar(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
