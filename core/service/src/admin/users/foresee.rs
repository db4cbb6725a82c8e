//! What would become of people who are about to be brought in; nothing is written.

use std::collections::HashSet;

use domain::factor::password::{MIN_WITH_SECOND_FACTOR, check};
use domain::user::Username;
use store::{ReadTx, StoreError, groups, users};

use super::create::CreateError;
use super::import::ImportedUser;
use crate::admin::{FieldProblem, attributes};
use crate::cx::Cx;
use crate::password_link::known;
use crate::rights::Admin;

/// What would become of one of a list.
#[derive(Debug)]
pub struct Foreseen {
    /// The place in the list, from nought.
    pub index: usize,
    /// What would.
    pub fate: Fate,
}

/// What would become of somebody.
#[derive(Debug)]
pub enum Fate {
    /// There is an account with this address already.
    Exists,
    /// A new account, under this name for signing in.
    New(Username),
    /// It cannot be taken, for these reasons.
    Refused(Vec<FieldProblem>),
}

/// What would become of all.
#[derive(Debug)]
pub struct Outlook {
    /// Each of the list.
    pub items: Vec<Foreseen>,
    /// Groups that would be made.
    pub new_groups: Vec<String>,
}

/// Names that those before in the list would have.
#[derive(Default)]
struct Taken {
    emails: HashSet<String>,
    usernames: HashSet<String>,
    subjects: HashSet<String>,
    groups: Vec<String>,
}

/// Looks at all of a list, each with its place.
pub async fn foresee(cx: &Cx, _by: &Admin, list: Vec<(usize, ImportedUser)>) -> Result<Outlook, StoreError> {
    let cx = cx.clone();
    let store = cx.store().clone();
    store
        .scan(move |tx| {
            let mut taken = Taken::default();
            let items = list.into_iter().map(|(index, item)| {
                Ok::<_, StoreError>(Foreseen { index, fate: one(tx, &cx, &item, &mut taken)? })
            });
            let items = items.collect::<Result<_, _>>()?;
            Ok(Outlook { items, new_groups: taken.groups })
        })
        .await
}

fn one(tx: &ReadTx<'_>, cx: &Cx, item: &ImportedUser, taken: &mut Taken) -> Result<Fate, StoreError> {
    if users::find_by_name(tx, item.email.as_str())?.is_some() {
        return Ok(Fate::Exists);
    }
    let mut problems = Vec::new();
    if !taken.emails.insert(item.email.as_str().to_owned()) {
        problems.push(FieldProblem::new("email", "stands in the list twice"));
    }
    if let Some(subject) = &item.subject {
        if users::has_subject(tx, subject)? {
            problems.push(FieldProblem::new("sub", "another account has this sub"));
        } else if users::is_retired(tx, subject)? {
            problems.push(FieldProblem::new("sub", CreateError::RetiredSubject));
        } else if !taken.subjects.insert(subject.clone()) {
            problems.push(FieldProblem::new("sub", "stands in the list twice"));
        }
    }
    if let Err(wrong) = attributes::read(tx, "attributes", &item.attributes)? {
        problems.extend(wrong);
    }
    let username = username(tx, item, taken, &mut problems)?;
    if let Some(password) = &item.password {
        let name = item.claims.name.as_deref().unwrap_or_default();
        let words = [username.as_str(), item.email.as_str(), name];
        if let Err(error) = check(password, MIN_WITH_SECOND_FACTOR, &known(cx, &words)) {
            problems.push(FieldProblem::new("password", error));
        }
    }
    if !problems.is_empty() {
        return Ok(Fate::Refused(problems));
    }
    taken.usernames.insert(username.as_str().to_owned());
    for name in &item.groups {
        if !taken.groups.contains(name) && groups::find_by_name(tx, name)?.is_none() {
            taken.groups.push(name.clone());
        }
    }
    Ok(Fate::New(username))
}

/// The one that is asked for, or one made from the address that nobody has or would have.
fn username(
    tx: &ReadTx<'_>,
    item: &ImportedUser,
    taken: &Taken,
    problems: &mut Vec<FieldProblem>,
) -> Result<Username, StoreError> {
    if let Some(wanted) = &item.username {
        if users::find_by_name(tx, wanted.as_str())?.is_some() {
            problems.push(FieldProblem::new("username", "another account has this username"));
        } else if taken.usernames.contains(wanted.as_str()) {
            problems.push(FieldProblem::new("username", "stands in the list twice"));
        }
        return Ok(wanted.clone());
    }
    let plain = Username::from_email(&item.email);
    for name in std::iter::once(plain.clone()).chain((2..10_000).map(|n| plain.numbered(n))) {
        if !taken.usernames.contains(name.as_str()) && users::find_by_name(tx, name.as_str())?.is_none() {
            return Ok(name);
        }
    }
    problems.push(FieldProblem::new("username", "no name made from this address is free"));
    Ok(plain)
}
