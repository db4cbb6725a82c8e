//! What an administrator changes while the server runs: one table of keys, each with its kind and default.

mod table;

use std::collections::BTreeMap;

use oidc::shown::is_shown;
use serde::Serialize;

use crate::mail::{self, MailServer};
use crate::session::SessionLifetimes;
use crate::sign_up;
use crate::updates::{Source, UPDATES_SOURCE};
use crate::user::Email;

pub use table::DEFINITIONS;

/// A setting's place in the table.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Definition {
    /// Dotted key, the same in the file, the environment, the command line and the admin pages.
    pub key: &'static str,
    /// What values it takes.
    pub kind: Kind,
    /// Whether people alone change it: it says who gets in, who gets a right, how well an account is guarded, how long what
    /// was stolen works, or where letters and checks go. A program would get more by it than it was given.
    pub for_people: bool,
    /// Value where none was set.
    pub default: &'static str,
    /// One sentence for people.
    pub about: &'static str,
}

/// What values a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A whole number between.
    Number {
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// A URL with a secret in it, of one of these schemes, or where none is named, any secret on one line; never shown
    /// again.
    Secret(&'static [&'static str]),
    /// Text of at most so many characters.
    Text(usize),
}

const DAY: i64 = 86_400;

/// Which threshold for faces is in force: `normal` or `strict`.
pub const FACE_THRESHOLD: &str = "face.threshold";

/// How many apps one person may register.
pub const APPS_MOST: &str = "apps.most";
/// Who may register apps of their own: `nobody`, `chosen` or `everybody`.
pub const APPS_WHO: &str = "apps.who";

/// How long a device waits for an answer, in seconds.
pub const DEVICE_CODE_S: &str = "lifetime.device_code_s";

/// The hue of accent and rail: one of [`HUES`].
pub const HUE: &str = "branding.hue";
/// The hues on offer; `ui/design/tokens.css` has the colours of each, and the first one's are the product's own.
pub const HUES: &[&str] = &["petrol", "blue", "violet", "plum", "brick", "olive", "green", "slate"];

/// Whether response types that send tokens through the browser, and requests by reference, are served: `off` or `on`.
pub const LEGACY_RESPONSE_TYPES: &str = "oidc.legacy_response_types";

/// Whether people may delete their accounts themselves: `allowed` or `ask_admin`.
pub const ACCOUNT_DELETE: &str = "account.delete";

/// After how many days signing keys are replaced; 0 for never.
pub const KEYS_ROTATE_AFTER: &str = "keys.rotate_after_days";

/// Whether proofs of possession have to repeat a value of the server's: `off` or `required`.
pub const DPOP_NONCE: &str = "oidc.dpop_nonce";

/// In which language people are written to who have not said which they read.
pub const LANGUAGE: &str = "office.language";
/// The languages there are, by their BCP 47 tags; `ui/locales` has a folder for each.
pub const LANGUAGES: &[&str] = &["en", "de", "es", "fr", "ja", "vi"];

/// The language of ours under a tag, or under its first part (`de` for `de-AT`).
pub fn language(tag: &str) -> Option<&'static str> {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    let find = |tag: &str| LANGUAGES.iter().copied().find(|known| known.eq_ignore_ascii_case(tag));
    find(tag).or_else(|| find(primary))
}

/// Why a value cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// No such key.
    #[error("there is no setting {key}{}", nearest.map(|n| format!("; did you mean {n}?")).unwrap_or_default())]
    Unknown {
        /// What was asked for.
        key: String,
        /// The known key that looks most like it.
        nearest: Option<&'static str>,
    },
    /// Not a value that the key takes.
    #[error("{key} takes {expected}")]
    Value {
        /// The key.
        key: &'static str,
        /// What it takes, in words.
        expected: String,
    },
}

/// The settings in force.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    values: BTreeMap<&'static str, String>,
}

impl Settings {
    /// From stored pairs and from those that file and environment fix; unknown stored keys (of a newer version) are left alone.
    pub fn load<'a>(stored: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let values = stored
            .into_iter()
            .filter_map(|(key, value)| definition(key).ok().map(|d| (d.key, value.to_owned())))
            .collect();
        Self { values }
    }

    /// The value of a key, or its default.
    pub fn text(&self, key: &str) -> &str {
        let default = definition(key).map_or("", |d| d.default);
        self.values.get(key).map_or(default, String::as_str)
    }

    /// Whether a value was set.
    pub fn is_set(&self, key: &str) -> bool {
        self.values.contains_key(key)
    }

    /// How long browsers stay signed in.
    pub fn session_lifetimes(&self) -> SessionLifetimes {
        SessionLifetimes {
            idle_s: self.number("lifetime.session_idle_s"),
            absolute_s: self.number("lifetime.session_absolute_s"),
        }
    }

    /// The language in which to write to somebody: the one that they read, or the office's.
    pub fn language_for(&self, locale: Option<&str>) -> &str {
        locale.and_then(language).unwrap_or_else(|| self.text(LANGUAGE))
    }

    /// Whether phones are told by push services.
    pub fn is_push_enabled(&self) -> bool {
        self.text("push.enabled") == "on"
    }

    /// Until when browsers were remembered too long ago to count now.
    pub fn remembered_until(&self, now: i64) -> i64 {
        now - self.number("mfa.remember_days") * DAY
    }

    /// Whether proofs of possession have to repeat a value of the server's (RFC 9449 8).
    pub fn demands_dpop_nonce(&self) -> bool {
        self.text(DPOP_NONCE) == "required"
    }

    /// A number; the table holds a test that every default is one.
    pub fn number(&self, key: &str) -> i64 {
        self.text(key).parse().unwrap_or_default()
    }

    /// Whether only phones that trust this server's certificate are linked.
    pub fn needs_trust(&self) -> bool {
        self.text("phone.trust") != "trial"
    }

    /// Where new versions are looked for.
    pub fn updates_source(&self) -> Option<Source> {
        Source::read(self.text(UPDATES_SOURCE)).unwrap_or_default()
    }

    /// Whether a face check counts only with the colours of the screen.
    pub fn needs_colours(&self) -> bool {
        self.text("face.colours") == "required"
    }

    /// Whether people may delete their accounts themselves.
    pub fn lets_people_leave(&self) -> bool {
        self.text(ACCOUNT_DELETE) == "allowed"
    }

    /// Whether apps may have tokens sent through the browser, if they registered that.
    pub fn has_legacy_response_types(&self) -> bool {
        self.text(LEGACY_RESPONSE_TYPES) == "on"
    }

    /// The office's name, or the product's while there is none.
    pub fn office_name(&self) -> &str {
        match self.text("office.name") {
            "" => "DOneLogin",
            name => name,
        }
    }
}

/// The definition of a key.
pub fn definition(key: &str) -> Result<&'static Definition, SettingError> {
    DEFINITIONS.iter().find(|d| d.key == key).ok_or_else(|| SettingError::Unknown {
        key: key.chars().filter(|c| is_shown(*c)).take(80).collect(),
        nearest: nearest(key, DEFINITIONS.iter().map(|d| d.key)),
    })
}

/// Checks a value and gives it in the form to store.
pub fn parse(key: &str, value: &str) -> Result<(&'static Definition, String), SettingError> {
    let definition = definition(key)?;
    let value = value.trim();
    let refuse = |expected: String| Err(SettingError::Value { key: definition.key, expected });
    match definition.kind {
        Kind::Choice(words) if words.contains(&value) => {}
        Kind::Choice(words) => return refuse(format!("one of {}", words.join(", "))),
        Kind::Number { min, max } if value.parse().is_ok_and(|n: i64| (min..=max).contains(&n)) => {}
        Kind::Number { min, max } => return refuse(format!("a whole number from {min} to {max}")),
        Kind::Secret([]) if value.len() <= 2_048 && value.chars().all(is_shown) => {}
        Kind::Secret([]) => return refuse("at most 2,048 characters on one line".to_owned()),
        Kind::Secret(schemes) if value.is_empty() || value.len() <= 2_048 && has_scheme(value, schemes) => {}
        Kind::Secret(schemes) => {
            return refuse(format!(
                "a URL of at most 2,048 characters that begins with {}://",
                schemes.join(":// or ")
            ));
        }
        Kind::Text(longest) if value.chars().count() <= longest && value.chars().all(is_shown) => {}
        Kind::Text(longest) => return refuse(format!("at most {longest} characters on one line")),
    }
    mean(definition, value)?;
    Ok((definition, value.to_owned()))
}

/// What kinds cannot tell: whether a mail server, a sender and a source of updates can be what the text says.
fn mean(definition: &'static Definition, value: &str) -> Result<(), SettingError> {
    let refuse = |expected: String| Err(SettingError::Value { key: definition.key, expected });
    match definition.key {
        _ if value.is_empty() => Ok(()),
        mail::SERVER => MailServer::parse(value).map(drop).or_else(|error| refuse(error.to_string())),
        UPDATES_SOURCE => Source::read(value).map(drop).or_else(|error| refuse(error.to_string())),
        sign_up::DOMAINS if !sign_up::are_domains(value) => {
            refuse("domains with commas between, such as office.example, other.example".to_owned())
        }
        mail::SENDER if Email::parse(value).is_err() => refuse("an e-mail address".to_owned()),
        _ => Ok(()),
    }
}

fn has_scheme(value: &str, schemes: &[&str]) -> bool {
    value.split_once("://").is_some_and(|(scheme, rest)| schemes.contains(&scheme) && !rest.is_empty())
}

/// The known key that shares most with `key`: the longest common subsequence, by the length of both.
pub fn nearest<'k>(key: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let key: String = key.chars().take(80).collect();
    known.max_by_key(|known| {
        2_000 * common(&key, known) / (key.chars().count() + known.chars().count()).max(1)
    })
}

/// Length of the longest common subsequence.
fn common(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row = vec![0; b.len() + 1];
    for x in a.chars() {
        let (mut diagonal, mut left) = (0, 0);
        for (y, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let best = if x == *y { diagonal + 1 } else { left.max(*cell) };
            diagonal = std::mem::replace(cell, best);
            left = best;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_a_value_that_its_key_takes() {
        for d in DEFINITIONS {
            assert!(parse(d.key, d.default).is_ok(), "{}", d.key);
        }
    }

    #[test]
    fn an_unknown_key_names_the_nearest() {
        let nearest = |key| match definition(key) {
            Err(SettingError::Unknown { nearest, .. }) => nearest,
            _ => None,
        };
        assert_eq!(nearest("mfa.polcy"), Some("mfa.policy"));
        assert_eq!(nearest("session.idel"), Some("lifetime.session_idle_s"));
        assert!(nearest("zzz").is_some(), "the nearest, however far");
        assert_eq!(common("kitten", "sitting"), 4);
    }

    #[test]
    fn people_are_written_to_in_their_language_or_the_offices() {
        let settings = Settings::load([(LANGUAGE, "de")]);
        assert_eq!(settings.language_for(Some("en-GB")), "en");
        assert_eq!(settings.language_for(Some("xx")), "de");
        assert_eq!(Settings::default().language_for(None), "en");
    }

    #[test]
    fn values_are_checked() {
        assert!(parse("mfa.policy", "sometimes").is_err());
        assert!(parse("lifetime.code_s", "9").is_err());
        assert!(parse("office.name", "a\nb").is_err());
        assert!(
            parse("smtp.url", "http://mail.example").is_err()
                && parse("smtp.url", "smtps://u:p@mail.example").is_ok()
        );
        assert!(parse("smtp.url", "smtp://u:p@mail.example?tls=off").is_err(), "a password in the clear");
        assert!(parse("smtp.from", "office").is_err() && parse("smtp.from", "office@x.example").is_ok());
        assert!(parse("updates.source", "updates").is_err() && parse("updates.source", "").is_ok());
        assert_eq!(parse("lifetime.code_s", " 30 ").unwrap().1, "30");
    }
}
