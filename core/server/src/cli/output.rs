//! What commands print: one JSON value or small aligned text on stdout, messages on stderr.

use std::io::{self, Write};

use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::error::CommandError;

/// Where a command's answer goes.
#[derive(Debug)]
pub(super) struct Out {
    is_json: bool,
}

impl Out {
    pub(super) fn new(is_json: bool) -> Self {
        Self { is_json }
    }

    pub(super) fn is_json(&self) -> bool {
        self.is_json
    }

    /// The answer: as it is with `--json`, as text otherwise.
    pub(super) fn answer(
        &self,
        value: &Value,
        text: impl FnOnce(&Value) -> String,
    ) -> Result<(), CommandError> {
        if self.is_json { self.line(&value.to_string()) } else { self.text(&text(value)) }
    }

    /// The answer: as it is with `--json`, as bytes otherwise.
    pub(super) fn binary(&self, value: &Value, bytes: &[u8]) -> Result<(), CommandError> {
        if self.is_json { self.line(&value.to_string()) } else { self.bytes(bytes) }
    }

    /// Text with its own line ends, if there is any.
    fn text(&self, text: &str) -> Result<(), CommandError> {
        match text {
            "" => Ok(()),
            text if text.ends_with('\n') => self.bytes(text.as_bytes()),
            text => self.line(text),
        }
    }

    pub(super) fn line(&self, line: &str) -> Result<(), CommandError> {
        self.bytes(format!("{line}\n").as_bytes())
    }

    fn bytes(&self, bytes: &[u8]) -> Result<(), CommandError> {
        let mut stdout = io::stdout().lock();
        match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
            // Whoever read our output has seen enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            outcome => Ok(outcome?),
        }
    }

    /// A message for people.
    pub(super) fn message(&self, text: &str) {
        // There is nowhere left to say that stderr is closed.
        let _ = writeln!(io::stderr().lock(), "{text}");
    }

    pub(super) fn error(&self, error: &CommandError) {
        self.message(&format!("error: {}", with_causes(error)));
        for (field, message) in error.fields() {
            self.message(&format!("  {field}: {message}"));
        }
    }

    /// Warnings that came with an answer.
    pub(super) fn warnings(&self, value: &Value) {
        for warning in value.get("warnings").and_then(Value::as_array).into_iter().flatten() {
            self.message(&format!("warning: {}", warning.as_str().unwrap_or_default()));
        }
    }
}

/// An error and what caused it, each said once.
fn with_causes(error: &CommandError) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let said = error.to_string();
        if !text.contains(&said) {
            text.push_str(": ");
            text.push_str(&said);
        }
        cause = error.source();
    }
    text
}

/// Rows under headings, each column as wide as its widest cell.
pub(super) fn table<const N: usize>(headings: [&str; N], rows: Vec<[String; N]>) -> String {
    let headings = headings.map(str::to_owned);
    let widths: [usize; N] = std::array::from_fn(|column| {
        let cells = rows.iter().chain(std::iter::once(&headings)).filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    });
    let mut out = String::new();
    for row in std::iter::once(&headings).chain(&rows) {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
        out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        out.push('\n');
    }
    out
}

/// Names and values, one a line; those without a value are left out.
pub(super) fn sheet<'a>(pairs: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let shown: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let width = shown.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    shown.iter().map(|(name, value)| format!("{name:<width$}  {value}\n")).collect()
}

/// A field as people read it.
pub(super) fn show(value: &Value, field: &str) -> String {
    match value.get(field) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => printable(text),
        Some(Value::Bool(true)) => "yes".into(),
        Some(Value::Bool(false)) => "no".into(),
        Some(Value::Array(items)) => {
            let words = items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), printable));
            words.collect::<Vec<_>>().join(", ")
        }
        Some(other) => other.to_string(),
    }
}

/// Whether a field is true.
pub(super) fn is_true(value: &Value, field: &str) -> bool {
    value.get(field).is_some_and(|value| value == true)
}

/// A field that is a time.
pub(super) fn show_time(value: &Value, field: &str) -> String {
    value.get(field).and_then(Value::as_i64).map(time_text).unwrap_or_default()
}

pub(super) fn time_text(at: i64) -> String {
    let time = OffsetDateTime::from_unix_timestamp(at).ok();
    time.and_then(|time| time.format(&Rfc3339).ok()).unwrap_or_default()
}

/// Names that people chose must not speak to the terminal.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// The items of an answer that is a list.
pub(super) fn items(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let text = table(["A", "B"], vec![["x".into(), "1".into()], ["long".into(), String::new()]]);
        assert_eq!(text, "A     B\nx     1\nlong\n");
    }

    #[test]
    fn a_name_cannot_speak_to_the_terminal() {
        assert_eq!(show(&json!({"name": "a\u{1b}[2J"}), "name"), "a\u{fffd}[2J");
    }
}
