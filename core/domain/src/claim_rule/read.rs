//! Rules out of JSON, as the admin API and files have them: everything that is wrong is named by its field.

use std::collections::BTreeMap;

use oidc::scope::{self, Scope};
use oidc::shown::is_shown;
use serde_json::{Map, Value};

use super::{
    AccountField, Case, ClaimName, ClaimRule, Form, MOST_CHARS, MOST_ENTRIES, MOST_RULES, Place, Source,
    Words,
};
use crate::attribute::AttributeName;
use crate::group::parse_name;

/// What cannot be taken, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {why}")]
pub struct RuleFault {
    /// The field, such as `[2].cases[0].group`.
    pub field: String,
    /// What is wrong with it.
    pub why: String,
}

/// The most faults that are told at once.
const MOST_FAULTS: usize = 50;
/// The most characters of a rule's name.
const MOST_NAME: usize = 80;

/// Reads a list of rules.
pub fn read_all(value: &Value) -> Result<Vec<ClaimRule>, Vec<RuleFault>> {
    let whole = |why: &str| vec![RuleFault { field: String::new(), why: why.to_owned() }];
    let items = value.as_array().ok_or_else(|| whole("is a list of rules"))?;
    if items.len() > MOST_RULES {
        return Err(whole("has at most 64 rules"));
    }
    let mut faults = Vec::new();
    let mut rules = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let mut reader = Reader { at: format!("[{index}]"), faults: &mut faults };
        rules.extend(reader.rule(item));
    }
    faults.truncate(MOST_FAULTS);
    if faults.is_empty() { Ok(rules) } else { Err(faults) }
}

struct Reader<'a> {
    at: String,
    faults: &'a mut Vec<RuleFault>,
}

impl Reader<'_> {
    fn rule(&mut self, item: &Value) -> Option<ClaimRule> {
        let Some(object) = item.as_object() else { return self.refuse("", "is a table of one rule") };
        let before = self.faults.len();
        let mut fields = object.clone();
        let name = self.label(fields.remove("name").as_ref());
        let claim = self.claim(fields.remove("claim").as_ref());
        let into = self.places(fields.remove("into").as_ref());
        let form = self.form(fields.remove("as").as_ref());
        let scope = self.scope(fields.remove("scope").as_ref());
        let source = self.source(&mut fields);
        for unknown in fields.keys().filter(|_| source.is_some()) {
            let shown: String = unknown.chars().filter(|c| c.is_ascii_graphic()).take(40).collect();
            self.refuse::<()>(&format!(".{shown}"), "is not a field of such a rule");
        }
        let rule = ClaimRule {
            name: name?,
            claim: claim?,
            into: into?,
            form: form?,
            scope: scope?,
            source: source?,
        };
        self.check_form(&rule);
        (self.faults.len() == before).then_some(rule)
    }

    fn claim(&mut self, value: Option<&Value>) -> Option<ClaimName> {
        match value.and_then(Value::as_str).map(ClaimName::parse) {
            Some(Ok(name)) => Some(name),
            Some(Err(error)) => self.refuse(".claim", error),
            None => self.refuse(".claim", "is missing"),
        }
    }

    fn label(&mut self, value: Option<&Value>) -> Option<String> {
        let text = match value {
            None | Some(Value::Null) => return Some(String::new()),
            Some(value) => value.as_str().map(str::trim),
        };
        match text {
            Some(text) if text.chars().count() <= MOST_NAME && text.chars().all(is_shown) => {
                Some(text.to_owned())
            }
            _ => self.refuse(".name", "has at most 80 characters and none of control"),
        }
    }

    fn places(&mut self, value: Option<&Value>) -> Option<Vec<Place>> {
        let words: Option<Vec<&str>> =
            value.and_then(Value::as_array).and_then(|items| items.iter().map(Value::as_str).collect());
        let known = |word: &&str| Place::ALL.iter().any(|place| place.as_str() == *word);
        match words {
            Some(words) if !words.is_empty() && words.iter().all(known) => {
                Some(Place::ALL.into_iter().filter(|place| words.contains(&place.as_str())).collect())
            }
            _ => self.refuse(".into", "is a list of id_token, userinfo and access_token, of one at least"),
        }
    }

    fn form(&mut self, value: Option<&Value>) -> Option<Form> {
        match value.map(Value::as_str) {
            None | Some(Some("text")) => Some(Form::Text),
            Some(Some("list")) => Some(Form::List),
            Some(Some("boolean")) => Some(Form::Boolean),
            Some(_) => self.refuse(".as", "is text, list or boolean"),
        }
    }

    /// Outer `None`: refused.
    fn scope(&mut self, value: Option<&Value>) -> Option<Option<Scope>> {
        match value {
            None | Some(Value::Null) => Some(None),
            Some(word) => match scope::ALL.into_iter().find(|known| Some(known.as_str()) == word.as_str()) {
                Some(scope) => Some(Some(scope)),
                None => self.refuse(".scope", "is a scope of this server"),
            },
        }
    }

    fn source(&mut self, fields: &mut Map<String, Value>) -> Option<Source> {
        match fields.remove("from").as_ref().and_then(Value::as_str) {
            Some("account") => self.account(fields.remove("field").as_ref()),
            Some("attribute") => {
                let default = self.words(".default", fields.remove("default").as_ref());
                let name = fields.remove("attribute");
                let name = match name.as_ref().and_then(Value::as_str).map(AttributeName::parse) {
                    Some(Ok(name)) => Some(name),
                    Some(Err(error)) => self.refuse(".attribute", error),
                    None => self.refuse(".attribute", "is missing"),
                };
                Some(Source::Attribute { attribute: name?, default: default? })
            }
            Some("choice") => {
                let default = self.words(".default", fields.remove("default").as_ref());
                let cases = self.cases(fields.remove("cases").as_ref());
                Some(Source::Choice { cases: cases?, default: default? })
            }
            Some("constant") => match self.words(".value", fields.remove("value").as_ref())? {
                value if value.is_empty() => self.refuse(".value", "is missing"),
                value => Some(Source::Constant { value }),
            },
            Some("groups") => self.groups(fields),
            _ => self.refuse(".from", "is account, attribute, choice, constant or groups"),
        }
    }

    fn account(&mut self, value: Option<&Value>) -> Option<Source> {
        let field = match value.and_then(Value::as_str) {
            Some("username") => AccountField::Username,
            Some("email") => AccountField::Email,
            Some("name") => AccountField::Name,
            _ => return self.refuse(".field", "is username, email or name"),
        };
        Some(Source::Account { field })
    }

    fn cases(&mut self, value: Option<&Value>) -> Option<Vec<Case>> {
        let items = match value.and_then(Value::as_array) {
            Some(items) if (1..=MOST_ENTRIES).contains(&items.len()) => items,
            _ => return self.refuse(".cases", "is a list of 1 to 64 cases, each with group and value"),
        };
        let before = self.faults.len();
        let mut cases = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let at = format!(".cases[{index}]");
            let Some(case) =
                item.as_object().filter(|case| case.keys().all(|key| key == "group" || key == "value"))
            else {
                self.refuse::<()>(&at, "has group and value");
                continue;
            };
            let group = self.group(&format!("{at}.group"), case.get("group"));
            let value = self.words(&format!("{at}.value"), case.get("value"));
            match (group, value) {
                (Some(_), Some(value)) if value.is_empty() => {
                    self.refuse(&format!("{at}.value"), "is missing")
                }
                (Some(group), Some(value)) => {
                    cases.push(Case { group, value });
                    Some(())
                }
                _ => None,
            };
        }
        (self.faults.len() == before).then_some(cases)
    }

    fn groups(&mut self, fields: &mut Map<String, Value>) -> Option<Source> {
        let prefix = match fields.remove("prefix") {
            None | Some(Value::Null) => Some(String::new()),
            Some(value) => match value.as_str() {
                Some(text) if text.chars().count() <= 64 && text.chars().all(is_shown) => {
                    Some(text.to_owned())
                }
                _ => self.refuse(".prefix", "has at most 64 characters and none of control"),
            },
        };
        let cut_prefix = match fields.remove("cut_prefix") {
            None | Some(Value::Null) => Some(false),
            Some(Value::Bool(cut)) => Some(cut),
            Some(_) => self.refuse(".cut_prefix", "is true or false"),
        };
        let only = self.only(fields.remove("only").as_ref());
        let rename = self.rename(fields.remove("rename").as_ref());
        Some(Source::Groups { prefix: prefix?, only: only?, cut_prefix: cut_prefix?, rename: rename? })
    }

    fn only(&mut self, value: Option<&Value>) -> Option<Vec<String>> {
        let items = match value {
            None | Some(Value::Null) => return Some(Vec::new()),
            Some(Value::Array(items)) if items.len() <= MOST_ENTRIES => items,
            Some(_) => return self.refuse(".only", "is a list of at most 64 groups"),
        };
        let read = |(index, item)| self.group(&format!(".only[{index}]"), Some(item));
        items.iter().enumerate().map(read).collect()
    }

    fn rename(&mut self, value: Option<&Value>) -> Option<BTreeMap<String, String>> {
        let entries = match value {
            None | Some(Value::Null) => return Some(BTreeMap::new()),
            Some(Value::Object(entries)) if entries.len() <= MOST_ENTRIES => entries,
            Some(_) => {
                return self.refuse(".rename", "is a table of at most 64 groups and their other names");
            }
        };
        let mut renamed = BTreeMap::new();
        for (from, to) in entries {
            let Ok(group) = parse_name(from) else {
                return self.refuse(".rename", "names something that no group can be called");
            };
            let words = self.words(&format!(".rename.{group}"), Some(to))?;
            match words.texts() {
                [one] => renamed.insert(group, one.clone()),
                _ => return self.refuse(&format!(".rename.{group}"), "is one text"),
            };
        }
        Some(renamed)
    }

    fn group(&mut self, at: &str, value: Option<&Value>) -> Option<String> {
        match value.and_then(Value::as_str).map(parse_name) {
            Some(Ok(name)) => Some(name),
            Some(Err(error)) => self.refuse(at, error),
            None => self.refuse(at, "is missing"),
        }
    }

    /// A text, true or false, or a list of texts; empty where there is nothing.
    fn words(&mut self, at: &str, value: Option<&Value>) -> Option<Words> {
        let items = match value {
            None | Some(Value::Null) => return Some(Words::default()),
            Some(Value::Array(items)) if items.len() <= MOST_ENTRIES => items.as_slice(),
            Some(one) => std::slice::from_ref(one),
        };
        let text = |item: &Value| match item {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Bool(truth) => Some(truth.to_string()),
            _ => None,
        };
        let fits = |text: &String| text.chars().count() <= MOST_CHARS && text.chars().all(is_shown);
        let texts: Option<Vec<String>> = items.iter().map(|item| text(item).filter(fits)).collect();
        match texts {
            Some(texts) => Some(Words(texts.into_iter().filter(|text| !text.is_empty()).collect())),
            None => self.refuse(at, "is a text of at most 200 characters, true or false, or a list of texts"),
        }
    }

    /// Several texts need a list, and a boolean needs true or false.
    fn check_form(&mut self, rule: &ClaimRule) {
        let mut said: Vec<(String, &Words)> = Vec::new();
        match &rule.source {
            Source::Attribute { default, .. } => said.push((".default".into(), default)),
            Source::Choice { cases, default } => {
                said.extend(
                    cases.iter().enumerate().map(|(at, case)| (format!(".cases[{at}].value"), &case.value)),
                );
                said.push((".default".into(), default));
            }
            Source::Constant { value } => said.push((".value".into(), value)),
            Source::Account { .. } if rule.form == Form::Boolean => {
                self.refuse::<()>(".as", "what an account says is no boolean");
            }
            Source::Account { .. } | Source::Groups { .. } => {}
        }
        for (at, words) in said {
            let is_truth = |text: &String| text == "true" || text == "false";
            match (rule.form, words.texts()) {
                (Form::Text, [_, _, ..]) => self.refuse::<()>(&at, "is one text, unless the claim is a list"),
                (Form::Boolean, texts) if texts.len() > 1 || !texts.iter().all(is_truth) => {
                    self.refuse(&at, "is true or false")
                }
                _ => None,
            };
        }
    }

    fn refuse<T>(&mut self, at: &str, why: impl ToString) -> Option<T> {
        self.faults.push(RuleFault { field: format!("{}{at}", self.at), why: why.to_string() });
        None
    }
}
