//! Attributes of people: what the office defines, and what they say about somebody.

use domain::attribute::{Attribute, AttributeName, AttributeValue, MOST, Shape};
use domain::user::User;
use serde_json::{Map, Value};
use store::{ReadTx, StoreError, WriteTx, attributes};

use super::FieldProblem;
use super::tag::Changed;
use crate::cx::Cx;
use crate::rights::{Admin, Denied, Staff};

/// Why a definition cannot be made or changed.
#[derive(Debug, thiserror::Error)]
pub enum AttributeChangeError {
    /// It is not what the administrator saw.
    #[error(transparent)]
    Changed(#[from] Changed),
    /// Whoever acts may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// As many as there may be.
    #[error("an office has at most {MOST} attributes")]
    Enough,
    /// It says something about people, in its present shape.
    #[error("this says something about people already: its shape stays, or take it away and define it anew")]
    InUse,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No such attribute.
    #[error("there is no such attribute")]
    Unknown,
}

/// All definitions, in the order in which they were made.
pub fn list(cx: &Cx, _by: &Staff) -> Result<Vec<Attribute>, StoreError> {
    cx.store().read(attributes::list)
}

/// Makes a definition, or changes the one of its name.
pub async fn put(cx: &Cx, by: &Admin, attribute: Attribute) -> Result<Attribute, AttributeChangeError> {
    let (cx, by) = (cx.clone(), by.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            by.may_still::<AttributeChangeError>(tx)?;
            define(tx, &cx, &attribute)?;
            Ok(attribute)
        })
        .await
}

/// The same inside a transaction; whether anything changed.
pub(super) fn define(tx: &WriteTx<'_>, cx: &Cx, attribute: &Attribute) -> Result<bool, AttributeChangeError> {
    let all = attributes::list(tx)?;
    let event = match all.iter().find(|known| known.name == attribute.name) {
        Some(known) if known == attribute => return Ok(false),
        Some(known) if known.shape != attribute.shape && attributes::count_of(tx, &attribute.name)? > 0 => {
            return Err(AttributeChangeError::InUse);
        }
        Some(_) => "attribute.changed",
        None if all.len() >= MOST => return Err(AttributeChangeError::Enough),
        None => "attribute.created",
    };
    attributes::put(tx, attribute, cx.now)?;
    let shape = if attribute.shape == Shape::List { "list" } else { "text" };
    let event = cx.event(event).with("name", attribute.name.as_str()).with("shape", shape);
    store::audit::append(tx, event, cx.now)?;
    Ok(true)
}

/// Takes a definition away, with all that it says about people.
pub async fn delete(cx: &Cx, by: &Admin, name: &AttributeName) -> Result<(), AttributeChangeError> {
    let (by, name, now) = (by.clone(), name.clone(), cx.now);
    let event = cx.event("attribute.deleted").with("name", name.as_str());
    cx.store()
        .write(move |tx| {
            by.may_still::<AttributeChangeError>(tx)?;
            let people = attributes::count_of(tx, &name)?;
            if !attributes::delete(tx, &name)? {
                return Err(AttributeChangeError::Unknown);
            }
            Ok(store::audit::append(tx, event.with("people", people), now)?)
        })
        .await
}

/// What was sent about somebody, by the office's definitions; `at` stands before each field that is wrong.
pub(super) fn read(
    tx: &ReadTx<'_>,
    at: &str,
    sent: &Map<String, Value>,
) -> Result<Result<Vec<Wanted>, Vec<FieldProblem>>, StoreError> {
    if sent.is_empty() {
        return Ok(Ok(Vec::new()));
    }
    let defined = attributes::list(tx)?;
    let (mut wanted, mut wrong) = (Vec::new(), Vec::new());
    for (name, value) in sent {
        let shown: String = name.chars().filter(char::is_ascii_graphic).take(60).collect();
        let refuse = |why: &dyn ToString| FieldProblem::new(format!("{at}.{shown}"), why.to_string());
        match defined.iter().find(|known| known.name.as_str() == name).map(|known| (known, known.read(value)))
        {
            Some((known, Ok(value))) => wanted.push((known.name.clone(), value)),
            Some((_, Err(error))) => wrong.push(refuse(&error)),
            None => wrong.push(refuse(&"is no attribute of this office")),
        }
    }
    Ok(if wrong.is_empty() { Ok(wanted) } else { Err(wrong) })
}

/// What an attribute shall say from now on; nothing where it is taken away.
pub(crate) type Wanted = (AttributeName, Option<AttributeValue>);

/// Keeps what attributes say about somebody; the names of those that changed.
pub(crate) fn keep(
    tx: &WriteTx<'_>,
    user: &mut User,
    wanted: Vec<Wanted>,
) -> Result<Vec<String>, StoreError> {
    let mut changed = Vec::new();
    for (name, value) in wanted {
        if user.attributes.get(&name) == value.as_ref() {
            continue;
        }
        attributes::set(tx, &user.id, &name, value.as_ref())?;
        changed.push(name.as_str().to_owned());
        match value {
            Some(value) => drop(user.attributes.insert(name, value)),
            None => drop(user.attributes.remove(&name)),
        }
    }
    Ok(changed)
}
