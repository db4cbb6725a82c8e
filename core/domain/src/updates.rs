//! What a source of updates says: the list of releases in `donelogin-updates.json`, and which of them is newer than ours.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use oidc::shown::is_shown;
use semver::Version;
use serde::Deserialize;
use url::Url;

/// The setting that names the source.
pub const UPDATES_SOURCE: &str = "updates.source";

/// The list's name in its folder and below its address.
pub const FILE: &str = "donelogin-updates.json";

/// The longest list, in bytes.
pub const LONGEST_BYTES: usize = 256 * 1_024;

/// The version of the format that we read.
const FORMAT: u32 = 1;
const MOST_RELEASES: usize = 500;
const MOST_FILES: usize = 50;
const LONGEST_CHANGES: usize = 20_000;

/// Where new versions are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A folder, by its whole path.
    Folder(PathBuf),
    /// An address of the web; the list stands at this very one.
    Web(Url),
}

/// Not a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the whole path of a folder, or an address that begins with https:// and holds no password")]
pub struct NotASource;

impl Source {
    /// Reads the setting; nothing where it is empty.
    pub fn read(text: &str) -> Result<Option<Self>, NotASource> {
        if text.is_empty() {
            return Ok(None);
        }
        if !text.contains("://") {
            let path = Path::new(text);
            return if path.is_absolute() {
                Ok(Some(Self::Folder(path.to_owned())))
            } else {
                Err(NotASource)
            };
        }
        let mut url = Url::parse(text).map_err(|_| NotASource)?;
        let has_more = !url.username().is_empty()
            || url.password().is_some()
            || url.query().is_some()
            || url.fragment().is_some();
        if url.scheme() != "https" || has_more {
            return Err(NotASource);
        }
        if !url.path().ends_with(&format!("/{FILE}")) {
            let mut path = url.path_segments_mut().map_err(|()| NotASource)?;
            path.pop_if_empty().push(FILE);
        }
        Ok(Some(Self::Web(url)))
    }

    /// The folder or the address where list and files lie.
    pub fn place(&self) -> String {
        match self {
            Self::Folder(folder) => folder.display().to_string(),
            Self::Web(list) => list.join(".").map_or_else(|_| list.to_string(), String::from),
        }
    }

    /// Where a file of a release lies: beside the list.
    pub fn beside(&self, file: &str) -> String {
        match self {
            Self::Folder(folder) => folder.join(file).display().to_string(),
            Self::Web(list) => list.join(file).map_or_else(|_| list.to_string(), String::from),
        }
    }
}

/// One file of a release.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct File {
    /// Its plain name; it lies beside the list.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// In hexadecimal digits.
    pub sha256: String,
}

/// One version that can be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// By <https://semver.org>.
    pub version: Version,
    /// `YYYY-MM-DD`.
    pub date: String,
    /// What is new, by language; one without a language has the empty tag.
    pub changes: BTreeMap<String, String>,
    /// At least one.
    pub files: Vec<File>,
}

/// What is wrong with a list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAList {
    /// A format that this version does not know.
    #[error("{FILE} has format {0}, and this version reads format {FORMAT}: install the update by hand")]
    Format(u32),
    /// Not JSON, or other fields.
    #[error("{FILE} cannot be read: {0}")]
    Json(String),
    /// Longer than we read.
    #[error("{FILE} is larger than {} KiB", LONGEST_BYTES / 1_024)]
    Long,
    /// A release that contradicts the format.
    #[error("{FILE}, release {number}: {why}")]
    Release {
        /// Counted from 1.
        number: usize,
        /// What is wrong.
        why: &'static str,
    },
    /// More releases than anybody reads.
    #[error("{FILE} lists more than {MOST_RELEASES} releases")]
    TooMany,
}

#[derive(Deserialize)]
struct Format {
    format: u32,
}

#[derive(Deserialize)]
struct Raw {
    releases: Vec<RawRelease>,
}

#[derive(Deserialize)]
struct RawRelease {
    version: String,
    date: String,
    changes: Changes,
    files: Vec<File>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Changes {
    Plain(String),
    ByLanguage(BTreeMap<String, String>),
}

/// Reads a list. Fields that it does not know are passed over, so that later versions may add some.
pub fn read(list: &[u8]) -> Result<Vec<Release>, NotAList> {
    if list.len() > LONGEST_BYTES {
        return Err(NotAList::Long);
    }
    let json = |error: serde_json::Error| NotAList::Json(error.to_string());
    // Editors of some systems write a byte order mark.
    let list = list.strip_prefix("\u{feff}".as_bytes()).unwrap_or(list);
    let Format { format } = serde_json::from_slice(list).map_err(json)?;
    if format != FORMAT {
        return Err(NotAList::Format(format));
    }
    let raw: Raw = serde_json::from_slice(list).map_err(json)?;
    if raw.releases.len() > MOST_RELEASES {
        return Err(NotAList::TooMany);
    }
    let releases = raw.releases.into_iter().enumerate();
    let releases =
        releases.map(|(at, raw)| raw.check().map_err(|why| NotAList::Release { number: at + 1, why }));
    releases.collect()
}

impl RawRelease {
    fn check(self) -> Result<Release, &'static str> {
        let version = Version::parse(&self.version)
            .map_err(|_| "its version is not one of semver.org, such as 1.4.0")?;
        if !is_date(&self.date) {
            return Err("its date is not written as YYYY-MM-DD");
        }
        let changes = match self.changes {
            Changes::Plain(text) => BTreeMap::from([(String::new(), text)]),
            Changes::ByLanguage(texts) => texts,
        };
        if changes.values().map(String::len).sum::<usize>() > LONGEST_CHANGES {
            return Err("its changes are longer than 20,000 bytes");
        }
        let is_text = |c| is_shown(c) || matches!(c, '\n' | '\r' | '\t');
        if !changes.values().all(|text| text.chars().all(is_text)) {
            return Err("its changes hold control characters");
        }
        if self.files.is_empty() || self.files.len() > MOST_FILES {
            return Err("it lists no file, or more than 50");
        }
        if self.files.iter().any(|file| !is_plain_name(&file.name)) {
            return Err("a file's name is not a plain name in the folder of the list");
        }
        if self
            .files
            .iter()
            .any(|file| file.sha256.len() != 64 || !file.sha256.bytes().all(|b| b.is_ascii_hexdigit()))
        {
            return Err("a file's sha256 is not 64 hexadecimal digits");
        }
        Ok(Release { version, date: self.date, changes, files: self.files })
    }
}

impl Release {
    /// What is new, in the first of these languages that there is, else as plain text, in English, in any.
    pub fn changes_in<'r>(&'r self, languages: impl IntoIterator<Item = &'r str>) -> &'r str {
        let wanted = languages.into_iter().chain(["", "en"]).find_map(|tag| self.changes.get(tag));
        wanted.or_else(|| self.changes.values().next()).map_or("", String::as_str)
    }
}

/// The newest release after `current`, by precedence of semver. Previews are told to those alone who run one.
pub fn newer<'r>(releases: &'r [Release], current: &Version) -> Option<&'r Release> {
    let counts = |release: &&Release| {
        let is_preview = !release.version.pre.is_empty();
        release.version.cmp_precedence(current).is_gt() && (!is_preview || !current.pre.is_empty())
    };
    releases.iter().filter(counts).max_by(|a, b| a.version.cmp_precedence(&b.version))
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, digits: usize| {
        (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u16>().ok())
            .flatten()
    };
    match parts.as_slice() {
        [year, month, day] => {
            number(year, 4).is_some()
                && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
                && number(day, 2).is_some_and(|day| (1..=31).contains(&day))
        }
        _ => false,
    }
}

/// Letters, digits and a few signs: no path on any system, and nothing that speaks to a terminal or a shell.
fn is_plain_name(name: &str) -> bool {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+' | b'~');
    !name.is_empty() && name.len() <= 200 && !name.starts_with('.') && name.bytes().all(is_plain)
}

#[cfg(test)]
mod tests;
