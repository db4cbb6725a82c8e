//! A person changes what is said about them.

use domain::attribute::{Attribute, AttributeError, AttributeName, AttributeValue, Editor};
use domain::profile::{self, Field, Problem};
use store::{ReadTx, StoreError, users};

use super::own_event;
use crate::admin::attributes::{self, Wanted};
use crate::cx::Cx;
use crate::session::SignedIn;

/// What a person typed.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The fields that were sent.
    pub values: Vec<(Field, String)>,
    /// What was typed for attributes, by name; a list has one item a line.
    pub attributes: Vec<(AttributeName, String)>,
    /// `YYYY-MM-DD`, where the office is.
    pub today: String,
    /// Whether there is a time zone of that name.
    pub is_zone: fn(&str) -> bool,
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// Fields that cannot be taken.
    #[error("some fields cannot be taken")]
    Fields(Vec<(Field, Problem)>, Vec<(AttributeName, AttributeError)>),
    /// The account is gone.
    #[error("there is no such account")]
    Gone,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The attributes that the office defined, each with what it says about a person.
pub fn attributes(
    cx: &Cx,
    signed_in: &SignedIn,
) -> Result<Vec<(Attribute, Option<AttributeValue>)>, StoreError> {
    let defined = cx.store().read(store::attributes::list)?;
    let with_value = |attribute: Attribute| {
        let value = signed_in.user.attributes.get(&attribute.name).cloned();
        (attribute, value)
    };
    Ok(defined.into_iter().map(with_value).collect())
}

/// What is wanted, or what is wrong with it.
type Reading = Result<Vec<Wanted>, Vec<(AttributeName, AttributeError)>>;

/// What was typed, of those attributes that people say themselves; others are nobody's business here.
fn read_attributes(tx: &ReadTx<'_>, typed: &[(AttributeName, String)]) -> Result<Reading, StoreError> {
    let (mut wanted, mut wrong) = (Vec::new(), Vec::new());
    for attribute in store::attributes::list(tx)? {
        let text = typed.iter().find(|(name, _)| *name == attribute.name).map(|(_, text)| text);
        let Some(text) = text.filter(|_| attribute.editor == Editor::Person) else { continue };
        match attribute.read_texts(text.lines()) {
            Ok(value) => wanted.push((attribute.name, value)),
            Err(error) => wrong.push((attribute.name, error)),
        }
    }
    Ok(if wrong.is_empty() { Ok(wanted) } else { Err(wrong) })
}

/// Changes what was typed and differs; the rest stays. The language that the account says from now on.
pub async fn save(cx: &Cx, signed_in: &SignedIn, typed: Typed) -> Result<Option<String>, ProfileError> {
    let (cx, id) = (cx.clone(), signed_in.user.id.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let mut user = users::find(tx, &id)?.ok_or(ProfileError::Gone)?;
            let find = |field| {
                typed.values.iter().find(|(known, _)| *known == field).map(|(_, value)| value.as_str())
            };
            let claims = profile::read(&user.claims, find, &typed.today, &typed.is_zone);
            let (claims, wanted) = match (claims, read_attributes(tx, &typed.attributes)?) {
                (Ok(claims), Ok(wanted)) => (claims, wanted),
                (claims, wanted) => {
                    let wrong = (claims.err().unwrap_or_default(), wanted.err().unwrap_or_default());
                    return Err(ProfileError::Fields(wrong.0, wrong.1));
                }
            };
            let mut changed: Vec<String> =
                profile::changed(&user.claims, &claims).into_iter().map(str::to_owned).collect();
            changed.extend(attributes::keep(tx, &mut user, wanted)?);
            if !changed.is_empty() {
                user.claims = claims;
                user.updated_at = cx.now;
                users::update(tx, &user)?;
                // Which, never what: the log outlives the account.
                let event = own_event(&cx, &user, "user.profile_changed").with("claims", changed);
                store::audit::append(tx, event, cx.now)?;
            }
            Ok(user.claims.locale)
        })
        .await
}
