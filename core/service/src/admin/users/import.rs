//! Bringing people in from elsewhere: all of a list, or nobody of it.

use domain::api_token::ApiScope;
use domain::attribute::Attributes;
use domain::factor::password::{MIN_ALONE, MIN_WITH_SECOND_FACTOR, PasswordHash, check};
use domain::factor::policy::Rule;
use domain::group::Group;
use domain::id::{GroupId, UserId};
use domain::secret::Secret;
use domain::user::{Email, Role, User, UserState, Username};
use oidc::claims::StandardClaims;
use serde_json::{Map, Value};
use store::{StoreError, WriteTx, groups};

use super::create::{CreateError, created, free_username, hash, keep, keep_attributes};
use crate::admin::FieldProblem;
use crate::cx::Cx;
use crate::hashing::Overloaded;
use crate::password_link::known;
use crate::rights::{Admin, Denied};

/// A person as they come from elsewhere.
#[derive(Debug)]
pub struct ImportedUser {
    /// Address.
    pub email: Email,
    /// Whether it was confirmed there.
    pub email_verified: bool,
    /// Name for signing in; made from the address where none is given.
    pub username: Option<Username>,
    /// Subject identifier, kept so that apps know the person again.
    pub subject: Option<String>,
    /// Standard claims.
    pub claims: StandardClaims,
    /// Rights.
    pub role: Role,
    /// Names of groups; made where missing.
    pub groups: Vec<String>,
    /// What attributes say.
    pub attributes: Map<String, Value>,
    /// Password in clear.
    pub password: Option<Secret>,
    /// Password hashed elsewhere; `password` wins.
    pub password_hash: Option<PasswordHash>,
}

/// What came in.
#[derive(Debug)]
pub struct Imported {
    /// The accounts, in the order of the list.
    pub users: Vec<User>,
    /// What the administrator should know.
    pub warnings: Vec<FieldProblem>,
}

/// Why nobody came in.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Whoever acts may not give these rights.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Items of the list cannot be taken.
    #[error("{} of the list's fields cannot be taken; nothing was imported", .0.len())]
    Items(Vec<FieldProblem>),
    /// Too many passwords are being hashed.
    #[error(transparent)]
    Overloaded(#[from] Overloaded),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Brings all of a list in.
pub async fn import(cx: &Cx, by: &Admin, list: Vec<ImportedUser>) -> Result<Imported, ImportError> {
    list.iter().try_for_each(|item| by.may_give(item.role))?;
    let warnings = check_passwords(cx, &list)?;
    let mut hashed = Vec::with_capacity(list.len());
    for mut item in list {
        // One after the other, so that people who sign in meanwhile find a free core.
        let password = hash(cx, item.password.take()).await?.or_else(|| item.password_hash.take());
        hashed.push((item, password));
    }
    let (cx, by) = (cx.clone(), by.clone());
    let store = cx.store().clone();
    let users = store.write(move |tx| insert_all(tx, &cx, &by, hashed)).await?;
    Ok(Imported { users, warnings })
}

/// Passwords that people have elsewhere are taken if they are long enough with a second factor, which a warning says, and
/// not guessed first.
fn check_passwords(cx: &Cx, list: &[ImportedUser]) -> Result<Vec<FieldProblem>, ImportError> {
    let (mut refused, mut warnings) = (Vec::new(), Vec::new());
    for (index, item) in list.iter().enumerate() {
        let Some(password) = &item.password else { continue };
        let username = item.username.as_ref().map_or("", Username::as_str);
        let words = [username, item.email.as_str(), item.claims.name.as_deref().unwrap_or_default()];
        if let Err(error) = check(password, MIN_WITH_SECOND_FACTOR, &known(cx, &words)) {
            refused.push(FieldProblem::at(index, "password", error));
        } else if password.expose().chars().count() < MIN_ALONE {
            let why =
                format!("is shorter than {MIN_ALONE} characters, too short where no second factor is asked");
            warnings.push(FieldProblem::at(index, "password", why));
        }
    }
    if refused.is_empty() { Ok(warnings) } else { Err(ImportError::Items(refused)) }
}

fn insert_all(
    tx: &WriteTx<'_>,
    cx: &Cx,
    by: &Admin,
    list: Vec<(ImportedUser, Option<PasswordHash>)>,
) -> Result<Vec<User>, ImportError> {
    by.may_still::<ImportError>(tx)?;
    let (mut inserted, mut refused) = (Vec::new(), Vec::new());
    for (index, (item, password)) in list.into_iter().enumerate() {
        match insert(tx, cx, by, item, password) {
            Ok(user) => inserted.push(user),
            Err(CreateError::Taken { field }) => {
                let field = if field == "subject" { "sub" } else { field };
                let why = format!("another account has this {field}");
                refused.push(FieldProblem { is_taken: true, ..FieldProblem::at(index, field, why) });
            }
            Err(error @ CreateError::RetiredSubject) => {
                refused.push(FieldProblem::at(index, "sub", error));
            }
            Err(CreateError::Fields(wrong)) => {
                let at = |problem: FieldProblem| FieldProblem::at(index, &problem.field, problem.message);
                refused.extend(wrong.into_iter().map(at));
            }
            Err(CreateError::Denied(denied)) => return Err(denied.into()),
            Err(CreateError::Store(error)) => return Err(error.into()),
            Err(error) => refused.push(FieldProblem::at(index, "groups", error)),
        }
    }
    if !refused.is_empty() {
        return Err(ImportError::Items(refused));
    }
    let event = cx.event("users.imported").with("count", inserted.len());
    store::audit::append(tx, event, cx.now)?;
    Ok(inserted)
}

fn insert(
    tx: &WriteTx<'_>,
    cx: &Cx,
    by: &Admin,
    item: ImportedUser,
    password: Option<PasswordHash>,
) -> Result<User, CreateError> {
    let username = match item.username {
        Some(username) => username,
        None => free_username(tx, &item.email)?,
    };
    let id = UserId::generate(cx.entropy());
    let mut user = User {
        subject: item.subject.unwrap_or_else(|| id.to_string()),
        id,
        username,
        email: item.email,
        email_verified: item.email_verified,
        claims: item.claims,
        password,
        role: item.role,
        state: UserState::Active,
        mfa_policy: None,
        groups: Vec::new(),
        attributes: Attributes::new(),
        created_at: cx.now,
        updated_at: cx.now,
    };
    let groups =
        item.groups.into_iter().map(|name| Ok((name.clone(), find_or_make_group(tx, cx, by, &name)?)));
    let groups = groups.collect::<Result<Vec<_>, CreateError>>()?;
    keep(tx, &mut user, groups)?;
    keep_attributes(tx, &mut user, &item.attributes)?;
    store::audit::append(tx, created(cx, &user).with("imported", true), cx.now)?;
    Ok(user)
}

fn find_or_make_group(tx: &WriteTx<'_>, cx: &Cx, by: &Admin, name: &str) -> Result<GroupId, CreateError> {
    if let Some(group) = groups::find_by_name(tx, name)? {
        by.may_put_into(&group)?;
        return Ok(group.id);
    }
    by.require_scope(ApiScope::GroupsWrite)?;
    let group = Group::new(name.to_owned(), Rule::default(), cx.entropy(), cx.now);
    by.may_put_into(&group)?;
    groups::insert(tx, &group)?;
    store::audit::append(tx, cx.event("group.created").with("name", name), cx.now)?;
    Ok(group.id)
}
