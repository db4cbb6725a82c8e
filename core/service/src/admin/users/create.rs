//! Making an account.

use domain::attribute::Attributes;
use domain::audit::Event;
use domain::factor::password::{PasswordError, PasswordHash, check};
use domain::factor::policy::Policy;
use domain::id::{GroupId, UserId};
use domain::one_time_link::Purpose;
use domain::reset::{Act, Half};
use domain::secret::Secret;
use domain::user::{Email, Role, User, UserState, Username};
use oidc::claims::StandardClaims;
use serde_json::{Map, Value};
use store::users::Conflict;
use store::{ReadTx, StoreError, WriteTx, groups, users};

use super::{apart, link};
use crate::admin::{FieldProblem, attributes};
use crate::cx::Cx;
use crate::hashing::Overloaded;
use crate::password_link;
use crate::rights::{Admin, Denied};

/// An account to make.
#[derive(Debug)]
pub struct NewUser {
    /// Address.
    pub email: Email,
    /// Whether the address is known to be theirs.
    pub email_verified: bool,
    /// Name for signing in; made from the address where none is given.
    pub username: Option<Username>,
    /// Standard claims.
    pub claims: StandardClaims,
    /// Rights.
    pub role: Role,
    /// The person's own policy, in the place of the office's.
    pub mfa_policy: Option<Policy>,
    /// Names of groups that exist.
    pub groups: Vec<String>,
    /// What attributes say.
    pub attributes: Map<String, Value>,
    /// Without one the person gets a link to set it.
    pub password: Option<Secret>,
}

/// An account that was made.
#[derive(Debug)]
pub struct Created {
    /// The account.
    pub user: User,
    /// Where the person sets a password, when none was given; shown once.
    pub link: Option<Secret>,
}

/// Why an account cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// Whoever acts may not give these rights.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Fields that cannot be taken.
    #[error("{} fields cannot be taken", .0.len())]
    Fields(Vec<FieldProblem>),
    /// Too many passwords are being hashed.
    #[error(transparent)]
    Overloaded(#[from] Overloaded),
    /// The password breaks the rule.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// An account that was deleted had this subject.
    #[error(
        "an account that was deleted had this sub: apps would take the one for the other, so leave it out"
    )]
    RetiredSubject,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another account has this.
    #[error("another account has this {field}")]
    Taken {
        /// `email`, `username` or `subject`.
        field: &'static str,
    },
    /// A group that does not exist.
    #[error("there is no group {name}")]
    UnknownGroup {
        /// Its name.
        name: String,
    },
}

/// Makes an account.
pub async fn create(cx: &Cx, by: &Admin, new: NewUser) -> Result<Created, CreateError> {
    by.may_give(new.role)?;
    if let Some(password) = &new.password {
        let username = new.username.as_ref().map_or("", Username::as_str);
        let words = [username, new.email.as_str(), new.claims.name.as_deref().unwrap_or_default()];
        check(password, password_link::shortest(cx, new.mfa_policy), &password_link::known(cx, &words))?;
    }
    let password = hash(cx, new.password.clone()).await?;
    let (cx, by) = (cx.clone(), by.clone());
    let store = cx.store().clone();
    store.write(move |tx| insert(tx, &cx, &by, new, password)).await
}

pub(super) async fn hash(cx: &Cx, password: Option<Secret>) -> Result<Option<PasswordHash>, Overloaded> {
    match password {
        Some(password) => cx.app.hashing.hash(password, cx.app.entropy.clone()).await.map(Some),
        None => Ok(None),
    }
}

/// A user name that nobody has: made from the address, with a number behind it when taken.
pub(crate) fn free_username(tx: &ReadTx<'_>, email: &Email) -> Result<Username, CreateError> {
    let plain = Username::from_email(email);
    let mut candidates = std::iter::once(plain.clone()).chain((2..10_000).map(|n| plain.numbered(n)));
    candidates
        .find_map(|name| match users::find_by_name(tx, name.as_str()) {
            Ok(None) => Some(Ok(name)),
            Ok(Some(_)) => None,
            Err(error) => Some(Err(error.into())),
        })
        .unwrap_or(Err(CreateError::Taken { field: "username" }))
}

fn insert(
    tx: &WriteTx<'_>,
    cx: &Cx,
    by: &Admin,
    new: NewUser,
    password: Option<PasswordHash>,
) -> Result<Created, CreateError> {
    by.may_still::<CreateError>(tx)?;
    let groups = find_groups(tx, by, &new.groups)?;
    let username = match new.username {
        Some(username) => username,
        None => free_username(tx, &new.email)?,
    };
    let id = UserId::generate(cx.entropy());
    let mut user = User {
        subject: id.to_string(),
        id,
        username,
        email: new.email,
        email_verified: new.email_verified,
        claims: new.claims,
        password,
        role: new.role,
        state: UserState::Active,
        mfa_policy: new.mfa_policy,
        groups: Vec::new(),
        attributes: Attributes::new(),
        created_at: cx.now,
        updated_at: cx.now,
    };
    keep(tx, &mut user, groups)?;
    keep_attributes(tx, &mut user, &new.attributes)?;
    let link = match user.password {
        Some(_) => None,
        None => {
            apart::note(tx, cx, &user, Half::Password, Act::Link)?;
            Some(link::issue(tx, cx, &user, Purpose::Invite)?)
        }
    };
    store::audit::append(tx, created(cx, &user), cx.now)?;
    Ok(Created { user, link })
}

/// Stores a new account with its groups, unless another has one of its names.
pub(crate) fn keep(
    tx: &WriteTx<'_>,
    user: &mut User,
    groups: Vec<(String, GroupId)>,
) -> Result<(), CreateError> {
    match users::find_conflict(tx, user)? {
        Some(Conflict::Taken(field)) => return Err(CreateError::Taken { field }),
        Some(Conflict::Retired) => return Err(CreateError::RetiredSubject),
        None => {}
    }
    users::insert(tx, user)?;
    for (name, group) in groups {
        if groups::add_member(tx, &group, &user.id)? {
            user.groups.push(name);
        }
    }
    user.groups.sort();
    Ok(())
}

/// Keeps what attributes say about a new account.
pub(super) fn keep_attributes(
    tx: &WriteTx<'_>,
    user: &mut User,
    sent: &Map<String, Value>,
) -> Result<(), CreateError> {
    let wanted = attributes::read(tx, "attributes", sent)?.map_err(CreateError::Fields)?;
    attributes::keep(tx, user, wanted)?;
    Ok(())
}

/// What the audit log says of a new account.
pub(crate) fn created(cx: &Cx, user: &User) -> Event {
    let event = cx.event("user.created").user(&user.id).with("username", user.username.as_str());
    let event = event.with("role", user.role.as_str()).with("groups", user.groups.clone());
    match user.mfa_policy {
        Some(policy) => event.with("mfa_policy", policy.as_str()),
        None => event,
    }
}

fn find_groups(tx: &ReadTx<'_>, by: &Admin, names: &[String]) -> Result<Vec<(String, GroupId)>, CreateError> {
    let find = |name: &String| match groups::find_by_name(tx, name)? {
        Some(group) => {
            by.may_put_into(&group)?;
            Ok((group.name, group.id))
        }
        None => Err(CreateError::UnknownGroup { name: name.clone() }),
    };
    names.iter().map(find).collect()
}
