//! What an office knows of its people beyond the standard claims: attributes of its own, such as a cost centre.

use std::collections::BTreeMap;

use oidc::shown::is_shown;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The most attributes that an office defines.
pub const MOST: usize = 64;
/// The most items of a list.
pub const MOST_ITEMS: usize = 50;
/// The most characters of a text, and of an item of a list.
pub const MOST_CHARS: usize = 500;
/// The most characters of a label.
const MOST_LABEL: usize = 80;
/// The most characters of a name.
const MOST_NAME: usize = 48;

/// The name of an attribute: `[a-z][a-z0-9_]*`, at most 48 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AttributeName(String);

/// Whether it is one text or several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// One text.
    #[default]
    Text,
    /// Several texts.
    List,
}

/// Who says what it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Editor {
    /// Administrators alone.
    #[default]
    Administrators,
    /// The person too: nothing that gives rights.
    Person,
}

/// An attribute as the office defines it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attribute {
    /// Its name in rules and files.
    pub name: AttributeName,
    /// Its name for people.
    pub label: String,
    /// Whether it is one text or several.
    pub shape: Shape,
    /// Who says what it is.
    pub editor: Editor,
}

/// What an attribute of one person says; never empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum AttributeValue {
    /// One text.
    Text(String),
    /// Several texts, none twice.
    List(Vec<String>),
}

/// All that is said about one person, by name.
pub type Attributes = BTreeMap<AttributeName, AttributeValue>;

/// Why an attribute, or what it should say, cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttributeError {
    /// Characters that are not shown.
    #[error("a text has no characters of control")]
    Hidden,
    /// A text where a list belongs, or the other way round.
    #[error("is a list of texts")]
    IsList,
    /// A list where a text belongs.
    #[error("is one text")]
    IsText,
    /// The label.
    #[error("a label has 1 to 80 characters and none of control")]
    Label,
    /// The name.
    #[error("a name begins with a small letter and has at most 48 small letters, digits and underscores")]
    Name,
    /// Too many items.
    #[error("a list has at most 50 items")]
    TooMany,
    /// Too long.
    #[error("a text has at most 500 characters")]
    TooLong,
}

impl AttributeName {
    /// Reads a name.
    pub fn parse(text: &str) -> Result<Self, AttributeError> {
        let valid = text.len() <= MOST_NAME
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if valid { Ok(Self(text.to_owned())) } else { Err(AttributeError::Name) }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for AttributeName {
    type Error = AttributeError;

    fn try_from(text: String) -> Result<Self, AttributeError> {
        Self::parse(&text)
    }
}

impl From<AttributeName> for String {
    fn from(name: AttributeName) -> Self {
        name.0
    }
}

impl Attribute {
    /// Puts a definition together; the name stands for the label where there is none.
    pub fn new(name: &str, label: &str, shape: Shape, editor: Editor) -> Result<Self, AttributeError> {
        let name = AttributeName::parse(name)?;
        let label = if label.trim().is_empty() { name.as_str() } else { label.trim() };
        if label.chars().count() > MOST_LABEL || !label.chars().all(is_shown) {
            return Err(AttributeError::Label);
        }
        Ok(Self { label: label.to_owned(), name, shape, editor })
    }

    /// What it says from now on, out of JSON; nothing where it is taken away by `null`, an empty text or an empty list.
    pub fn read(&self, value: &Value) -> Result<Option<AttributeValue>, AttributeError> {
        match (self.shape, value) {
            (_, Value::Null) => Ok(None),
            // A table's cell with one item looks like a text.
            (_, Value::String(text)) => self.read_texts([text.as_str()]),
            (Shape::List, Value::Array(items)) => {
                let texts: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
                self.read_texts(texts.ok_or(AttributeError::IsList)?)
            }
            (Shape::Text, _) => Err(AttributeError::IsText),
            (Shape::List, _) => Err(AttributeError::IsList),
        }
    }

    /// What it says from now on, out of texts that were typed; empty ones count for nothing.
    pub fn read_texts<'a>(
        &self,
        texts: impl IntoIterator<Item = &'a str>,
    ) -> Result<Option<AttributeValue>, AttributeError> {
        let mut kept: Vec<String> = Vec::new();
        for text in texts.into_iter().map(str::trim).filter(|text| !text.is_empty()) {
            if text.chars().count() > MOST_CHARS {
                return Err(AttributeError::TooLong);
            }
            if !text.chars().all(is_shown) {
                return Err(AttributeError::Hidden);
            }
            if !kept.iter().any(|known| known == text) {
                kept.push(text.to_owned());
            }
        }
        match self.shape {
            _ if kept.is_empty() => Ok(None),
            Shape::Text if kept.len() > 1 => Err(AttributeError::IsText),
            Shape::Text => Ok(kept.pop().map(AttributeValue::Text)),
            Shape::List if kept.len() > MOST_ITEMS => Err(AttributeError::TooMany),
            Shape::List => Ok(Some(AttributeValue::List(kept))),
        }
    }
}

impl AttributeValue {
    /// Its texts, at least one.
    pub fn texts(&self) -> &[String] {
        match self {
            Self::Text(text) => std::slice::from_ref(text),
            Self::List(texts) => texts,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn attribute(shape: Shape) -> Attribute {
        Attribute::new("cost_center", "Cost center", shape, Editor::Administrators).unwrap()
    }

    #[test]
    fn names_are_small_and_plain() {
        for good in ["a", "cost_center", "floor2"] {
            assert!(AttributeName::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "2nd", "_a", "Cost", "cost-center", "a b", "ä", &"a".repeat(49)] {
            assert_eq!(AttributeName::parse(bad), Err(AttributeError::Name), "{bad:?}");
        }
        assert_eq!(Attribute::new("a", " ", Shape::Text, Editor::Person).unwrap().label, "a");
        assert_eq!(
            Attribute::new("a", "a\u{202e}b", Shape::Text, Editor::Person),
            Err(AttributeError::Label)
        );
    }

    #[test]
    fn a_value_has_the_shape_that_the_office_defined() {
        let (text, list) = (attribute(Shape::Text), attribute(Shape::List));
        assert_eq!(text.read(&json!(" 4711 ")), Ok(Some(AttributeValue::Text("4711".into()))));
        let two = AttributeValue::List(vec!["a".into(), "b".into()]);
        assert_eq!(list.read(&json!(["a", " ", "b", "a"])), Ok(Some(two)));
        for nothing in [json!(null), json!("")] {
            assert_eq!(text.read(&nothing), Ok(None));
        }
        assert_eq!(list.read(&json!([])), Ok(None));
        assert_eq!(text.read(&json!(["a"])), Err(AttributeError::IsText));
        assert_eq!(text.read(&json!(7)), Err(AttributeError::IsText));
        assert_eq!(list.read(&json!("a")), Ok(Some(AttributeValue::List(vec!["a".into()]))));
        assert_eq!(list.read(&json!(7)), Err(AttributeError::IsList));
        assert_eq!(list.read(&json!([1])), Err(AttributeError::IsList));
        assert_eq!(text.read(&json!("x".repeat(501))), Err(AttributeError::TooLong));
        assert_eq!(text.read(&json!("a\nb")), Err(AttributeError::Hidden));
        let many: Vec<String> = (0..51).map(|n| n.to_string()).collect();
        assert_eq!(list.read(&json!(many)), Err(AttributeError::TooMany));
    }

    proptest! {
        #[test]
        fn what_is_kept_is_never_empty_and_has_bounds(texts in proptest::collection::vec(".{0,40}", 0..60)) {
            for shape in [Shape::Text, Shape::List] {
                if let Ok(Some(value)) = attribute(shape).read_texts(texts.iter().map(String::as_str)) {
                    prop_assert!(!value.texts().is_empty() && value.texts().len() <= MOST_ITEMS);
                    prop_assert!(value.texts().iter().all(|text| !text.is_empty() && text.chars().count() <= MOST_CHARS));
                    let stored = serde_json::to_string(&value).unwrap();
                    prop_assert_eq!(serde_json::from_str::<AttributeValue>(&stored).unwrap(), value);
                }
            }
        }
    }
}
