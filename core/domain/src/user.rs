//! A person's account.

use oidc::claims::{Person, StandardClaims};
use oidc::shown::is_shown;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::attribute::Attributes;
use crate::factor::password::PasswordHash;
use crate::factor::policy::Policy;
use crate::id::UserId;

/// An account.
#[derive(Clone, Debug)]
pub struct User {
    /// Row id.
    pub id: UserId,
    /// What clients know the person by; never changes, never used again.
    pub subject: String,
    /// Name for signing in.
    pub username: Username,
    /// Address for mail, also good for signing in.
    pub email: Email,
    /// Whether the address was confirmed.
    pub email_verified: bool,
    /// Standard claims.
    pub claims: StandardClaims,
    /// Absent until the person sets one.
    pub password: Option<PasswordHash>,
    /// Rights.
    pub role: Role,
    /// Whether the person may sign in.
    pub state: UserState,
    /// The person's own policy, in the place of the office's.
    pub mfa_policy: Option<Policy>,
    /// Names of groups, sorted.
    pub groups: Vec<String>,
    /// What the office knows of them beyond the standard claims.
    pub attributes: Attributes,
    /// Seconds since 1970.
    pub created_at: i64,
    /// When something about the person changed.
    pub updated_at: i64,
}

/// What a person may do here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Sign in to apps and look after the own account.
    Member,
    /// See people and help them back in; grant nothing, read no secret.
    Helpdesk,
    /// Everything.
    Admin,
}

impl Role {
    /// All of them, the least first.
    pub const ALL: [Self; 3] = [Self::Member, Self::Helpdesk, Self::Admin];

    /// As stored, and as the admin API spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Helpdesk => "helpdesk",
            Self::Admin => "admin",
        }
    }
}

/// Whether a person may sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UserState {
    /// May sign in.
    Active,
    /// Switched off: no sign-in, no token works.
    Disabled,
}

impl User {
    /// Whether the account may be used at all; asked at every grant.
    pub fn is_active(&self) -> bool {
        self.state == UserState::Active
    }

    /// The name to show.
    pub fn display_name(&self) -> &str {
        self.claims.name.as_deref().unwrap_or(self.username.as_str())
    }

    /// The account as the claims see it.
    pub fn person(&self) -> Person<'_> {
        Person {
            sub: &self.subject,
            username: self.username.as_str(),
            email: self.email.as_str(),
            email_verified: self.email_verified,
            updated_at: self.updated_at,
            groups: &self.groups,
            claims: &self.claims,
        }
    }
}

/// Why a name cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Not an address.
    #[error("this is not an e-mail address")]
    Email,
    /// Not a user name.
    #[error(
        "a user name has 1 to 64 letters, digits, dots, hyphens or underscores, begins and ends with a letter or digit, and has no @"
    )]
    Username,
}

/// A user name in its canonical form: NFKC, lower case, without `@`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Username(String);

impl Username {
    /// Reads a user name.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let name = canonical(text);
        let ends = [name.chars().next(), name.chars().next_back()];
        let valid = (1..=64).contains(&name.chars().count())
            && ends.iter().flatten().all(|c| c.is_alphanumeric())
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'))
            && !mixes_alphabets(&name);
        if valid { Ok(Self(name)) } else { Err(NameError::Username) }
    }

    /// As it was stored: parsed before, and normalising Unicode again at each read would cost more than the read.
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// A user name made from an address: what stands before the `@`, without what a user name may not have.
    pub fn from_email(email: &Email) -> Self {
        let local = email.0.split('@').next().unwrap_or_default();
        let kept: String =
            local.chars().filter(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_')).take(64).collect();
        let kept = kept.trim_matches(|c: char| !c.is_alphanumeric());
        Self(if kept.is_empty() { "user".into() } else { kept.to_owned() })
    }

    /// The same name with a number behind it, for when it is taken.
    pub fn numbered(&self, number: u32) -> Self {
        Self(format!("{}{number}", self.0.chars().take(58).collect::<String>()))
    }

    /// The canonical text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An e-mail address in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// As it was stored.
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// Reads an address: one `@`, something on both sides, nothing that could break a header.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let address = canonical(text);
        let forbidden = |c: char| {
            c.is_whitespace()
                || !is_shown(c)
                || matches!(c, '<' | '>' | '"' | ',' | ';' | ':' | '\\' | '(' | ')' | '[' | ']')
        };
        let valid = address.len() <= 254
            && !address.contains(forbidden)
            && !mixes_alphabets(&address)
            && address
                .split_once('@')
                .is_some_and(|(local, domain)| is_local_part(local) && is_domain(domain));
        if valid { Ok(Self(address)) } else { Err(NameError::Email) }
    }

    /// The canonical text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether Latin letters stand beside Greek or Cyrillic ones, many of which look the same: nobody has such a name, and it
/// would be read as somebody else's.
fn mixes_alphabets(text: &str) -> bool {
    let is_latin = |c: char| c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}');
    let is_like_latin = |c: char| matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}');
    text.contains(is_latin) && text.contains(is_like_latin)
}

/// The canonical form of whatever a person types to say who they are; addresses and names share one name space.
pub fn canonical(text: &str) -> String {
    text.trim().nfkc().collect::<String>().to_lowercase()
}

/// Letters without marks, all small: what people are found and sorted by, so that `muller` finds Müller.
pub fn folded(text: &str) -> String {
    let letters = text.trim().nfkd().filter(|c| !is_combining_mark(*c)).collect::<String>();
    letters.to_lowercase().replace('ß', "ss")
}

fn is_local_part(local: &str) -> bool {
    (1..=64).contains(&local.len())
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
}

fn is_domain(domain: &str) -> bool {
    !domain.is_empty()
        && domain.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_looks_like_somebody_else() {
        for name in ["mir\u{430}", "\u{430}nna", "\u{3b1}da"] {
            assert_eq!(Username::parse(name), Err(NameError::Username), "{name}");
        }
        for name in ["мира", "müller", "中村", "άδα"] {
            assert!(Username::parse(name).is_ok(), "{name}");
        }
        for address in ["mi\u{200b}ra@x.example", "mira\u{202e}@x.example", "mir\u{430}@x.example"] {
            assert_eq!(Email::parse(address), Err(NameError::Email), "{address}");
        }
    }

    #[test]
    fn user_names_are_compared_after_nfkc_and_lower_casing() {
        assert_eq!(Username::parse("Ｍira").unwrap(), Username::parse("mira").unwrap());
        for bad in ["", "a@b", "a b", "a\u{0}", &"x".repeat(65), "<b>", "..", "-x", "frank."] {
            assert_eq!(Username::parse(bad), Err(NameError::Username), "{bad:?}");
        }
    }

    #[test]
    fn addresses_are_lower_cased_and_cannot_break_a_header() {
        assert_eq!(Email::parse(" Mira@Kestrel.Example ").unwrap().as_str(), "mira@kestrel.example");
        for bad in [
            "mira",
            "@x.example",
            "mira@",
            "a@b@c",
            "a b@x.example",
            "a@x.example\r\nBcc: y",
            "a@-x.example",
            ".a@x.example",
            "a@x..example",
        ] {
            assert_eq!(Email::parse(bad), Err(NameError::Email), "{bad:?}");
        }
    }

    #[test]
    fn a_user_name_can_be_made_from_any_address() {
        let name = |email: &str| Username::from_email(&Email::parse(email).unwrap()).as_str().to_owned();
        assert_eq!(name("mira.v@x.example"), "mira.v");
        assert_eq!(name("!@x.example"), "user");
    }
}
