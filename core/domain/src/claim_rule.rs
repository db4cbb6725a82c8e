//! What a client is told about a person beyond the standard claims: a short table of rules instead of a language of scripts.
//!
//! Rules stand in an order. For each claim, and each place that it goes to, the first rule that has a value wins; a
//! client's own rules come before the office's. No rule touches a claim of the protocol, or one that says who somebody is.

mod name;
mod read;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use oidc::scope::{Scope, Scopes};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::attribute::{AttributeName, Attributes};

pub use name::{ClaimName, ClaimNameError};
pub use read::{RuleFault, read_all};

/// The most rules of a client, and of the office.
pub const MOST_RULES: usize = 64;
/// The most cases of a choice, groups that are picked, and groups that are renamed.
pub const MOST_ENTRIES: usize = 64;
/// The most characters of a text in a rule.
pub const MOST_CHARS: usize = 200;
/// The most texts that one claim says.
pub const MOST_VALUES: usize = 200;

/// One rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClaimRule {
    /// What the office calls it; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The claim that it makes.
    pub claim: ClaimName,
    /// Where it goes, in the order of [`Place`]; at least one.
    pub into: Vec<Place>,
    /// As what it is written.
    #[serde(rename = "as")]
    pub form: Form,
    /// The scope that has to be granted; any sign-in where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// Where its value comes from.
    #[serde(flatten)]
    pub source: Source,
}

/// Where a claim goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The ID token.
    IdToken,
    /// The answer of userinfo.
    Userinfo,
    /// Access tokens that are JWTs (RFC 9068).
    AccessToken,
}

/// As what a claim is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// One text: the first, where there are several.
    #[default]
    Text,
    /// A list of texts.
    List,
    /// True or false: a text is true where it says so, groups are where one is left.
    Boolean,
}

/// Where the value of a claim comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Source {
    /// What the account says.
    Account {
        /// Which of it.
        field: AccountField,
    },
    /// An attribute of the person.
    Attribute {
        /// Its name.
        attribute: AttributeName,
        /// Where the person has none.
        #[serde(skip_serializing_if = "Words::is_empty")]
        default: Words,
    },
    /// The first case of which the person is in the group.
    Choice {
        /// The cases, in their order.
        cases: Vec<Case>,
        /// Where none applies.
        #[serde(skip_serializing_if = "Words::is_empty")]
        default: Words,
    },
    /// The same for everybody.
    Constant {
        /// What it says.
        value: Words,
    },
    /// The person's groups.
    Groups {
        /// Only those that begin so.
        #[serde(skip_serializing_if = "String::is_empty")]
        prefix: String,
        /// Only these; all where it is empty.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        only: Vec<String>,
        /// Whether the prefix is cut off.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        cut_prefix: bool,
        /// Other names for the client.
        #[serde(skip_serializing_if = "BTreeMap::is_empty")]
        rename: BTreeMap<String, String>,
    },
}

/// A group, and what its members are to the client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Case {
    /// The group's name.
    pub group: String,
    /// What the claim says then.
    pub value: Words,
}

/// A part of the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountField {
    /// The name for signing in.
    Username,
    /// The address.
    Email,
    /// The name that people see.
    Name,
}

/// One text or several; empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<String>);

impl Words {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The texts.
    pub fn texts(&self) -> &[String] {
        &self.0
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(serializer),
            several => several.serialize(serializer),
        }
    }
}

/// What rules look at.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The name for signing in.
    pub username: &'a str,
    /// The address.
    pub email: &'a str,
    /// The name that people see.
    pub name: &'a str,
    /// Names of the person's groups.
    pub groups: &'a [String],
    /// What the office knows of them.
    pub attributes: &'a Attributes,
}

/// A claim that a rule made.
#[derive(Clone, Debug, PartialEq)]
pub struct Told<'a> {
    /// The rule.
    pub rule: &'a ClaimRule,
    /// The value.
    pub value: Value,
}

/// The claims that rules make for one place, each once, in the order of the rules that won.
pub fn tell<'a>(
    rules: impl IntoIterator<Item = &'a ClaimRule>,
    facts: &Facts<'_>,
    place: Place,
    granted: &Scopes,
) -> Vec<Told<'a>> {
    let mut told: Vec<Told<'a>> = Vec::new();
    for rule in rules {
        let goes_there = rule.into.contains(&place) && rule.scope.is_none_or(|scope| granted.contains(scope));
        if !goes_there || told.iter().any(|before| before.rule.claim == rule.claim) {
            continue;
        }
        if let Some(value) = rule.value(facts) {
            told.push(Told { rule, value });
        }
    }
    told
}

impl ClaimRule {
    /// What it says about a person; nothing where it does not apply.
    pub fn value(&self, facts: &Facts<'_>) -> Option<Value> {
        let mut texts = self.source.texts(facts)?;
        texts.truncate(MOST_VALUES);
        match self.form {
            Form::Text => texts.into_iter().next().map(Value::String),
            Form::List => Some(json!(texts)),
            // A group that is left is a yes, whatever it is called.
            Form::Boolean if matches!(self.source, Source::Groups { .. }) => Some(json!(!texts.is_empty())),
            Form::Boolean => Some(json!(texts.first().is_some_and(|text| is_yes(text)))),
        }
    }
}

/// What counts as true.
fn is_yes(text: &str) -> bool {
    ["true", "yes", "1", "on"].iter().any(|yes| text.eq_ignore_ascii_case(yes))
}

impl Source {
    /// The texts; nothing where the rule does not apply, so that the next one of the claim is asked.
    fn texts(&self, facts: &Facts<'_>) -> Option<Vec<String>> {
        let some = |words: &Words| (!words.is_empty()).then(|| words.0.clone());
        match self {
            Self::Account { field } => {
                let text = match field {
                    AccountField::Username => facts.username,
                    AccountField::Email => facts.email,
                    AccountField::Name => facts.name,
                };
                (!text.is_empty()).then(|| vec![text.to_owned()])
            }
            Self::Attribute { attribute, default } => match facts.attributes.get(attribute) {
                Some(value) => Some(value.texts().to_vec()),
                None => some(default),
            },
            Self::Choice { cases, default } => {
                let case = cases.iter().find(|case| facts.groups.contains(&case.group));
                some(case.map_or(default, |case| &case.value))
            }
            Self::Constant { value } => some(value),
            Self::Groups { prefix, only, cut_prefix, rename } => {
                let passes = |name: &&String| {
                    name.starts_with(prefix.as_str()) && (only.is_empty() || only.contains(name))
                };
                let mut names: Vec<String> = Vec::new();
                for group in facts.groups.iter().filter(passes) {
                    let cut = if *cut_prefix { group.strip_prefix(prefix.as_str()) } else { None };
                    let name = rename.get(group).map_or(cut.unwrap_or(group), String::as_str);
                    if !name.is_empty() && !names.iter().any(|known| known == name) {
                        names.push(name.to_owned());
                    }
                }
                Some(names)
            }
        }
    }
}

impl Place {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::IdToken, Self::Userinfo, Self::AccessToken];

    /// As files and the admin API spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::IdToken => "id_token",
            Self::Userinfo => "userinfo",
            Self::AccessToken => "access_token",
        }
    }
}
