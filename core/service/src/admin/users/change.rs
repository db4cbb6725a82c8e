//! Switching accounts off and on, giving and taking administration, and taking accounts away.

use domain::audit::Actor;
use domain::factor::policy::Policy;
use domain::outbox::Content;
use domain::user::{Role, User, UserState};
use serde_json::{Map, Value};
use store::{
    ReadTx, StoreError, WriteTx, api_tokens, email_changes, links, one_time_links, outbox,
    registration_tokens, users,
};

use super::lock_down::release;
use super::{ReachError, reach};
use crate::admin::tag::Changed;
use crate::admin::{FieldProblem, attributes};
use crate::authenticator::notice;
use crate::cx::Cx;
use crate::device::forget_waiting;
use crate::end::end_what_is_open;
use crate::hands;
use crate::rights::{Admin, Denied, Staff};

/// Why an account cannot be changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// It is not what the administrator saw.
    #[error(transparent)]
    Changed(#[from] Changed),
    /// Whoever acts may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Fields that cannot be taken.
    #[error("{} fields cannot be taken", .0.len())]
    Fields(Vec<FieldProblem>),
    /// Without this one nobody could administer.
    #[error("this is the last active administrator: make another one first")]
    LastAdmin,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nobody has this id, address or user name.
    #[error("there is no such account")]
    Unknown,
}

impl From<ReachError> for ChangeError {
    fn from(error: ReachError) -> Self {
        match error {
            ReachError::Denied(denied) => denied.into(),
            ReachError::Store(error) => error.into(),
            ReachError::Unknown => Self::Unknown,
        }
    }
}

/// Switches an account off: sessions end, tokens end, links are void.
pub async fn disable(cx: &Cx, by: &Staff, reference: &str) -> Result<User, ChangeError> {
    set_state(cx, by, reference, UserState::Disabled).await
}

/// Switches an account on again.
pub async fn enable(cx: &Cx, by: &Staff, reference: &str) -> Result<User, ChangeError> {
    set_state(cx, by, reference, UserState::Active).await
}

/// What to change about an account; what is absent stays.
#[derive(Clone, Debug, Default)]
pub struct UserChanges {
    /// What they may do.
    pub role: Option<Role>,
    /// Whether they may register apps, where the office lets those whom it chose.
    pub may_register_apps: Option<bool>,
    /// A policy of their own, or the office's again.
    pub mfa_policy: Option<Option<Policy>>,
    /// What attributes say from now on; `null` takes one away.
    pub attributes: Map<String, Value>,
}

/// Changes an account.
pub async fn update(cx: &Cx, by: &Admin, reference: &str, changes: UserChanges) -> Result<User, ChangeError> {
    if let Some(role) = changes.role {
        by.may_give(role)?;
    }
    if changes.may_register_apps.is_some() {
        by.may_give_rights()?;
    }
    let whoever = by.clone();
    change(cx, by, reference, move |tx, cx, user| {
        if let Some(role) = changes.role.filter(|role| *role != user.role) {
            set_role(tx, cx, user, role)?;
        }
        if let Some(policy) = changes.mfa_policy.filter(|policy| *policy != user.mfa_policy) {
            whoever.may_open::<ChangeError>(tx, user)?;
            user.mfa_policy = policy;
            users::update(tx, user)?;
            let word = policy.map_or("as the office", Policy::as_str);
            let event = cx.event("user.mfa_policy_changed").user(&user.id).with("mfa_policy", word);
            store::audit::append(tx, event, cx.now)?;
        }
        if let Some(may) = changes.may_register_apps
            && users::app_rights(tx, &user.id)?.0 != may
        {
            users::set_may_register_apps(tx, &user.id, may)?;
            let event = cx.event("user.app_right_changed").user(&user.id).with("may_register_apps", may);
            store::audit::append(tx, event, cx.now)?;
        }
        set_attributes(tx, cx, user, &changes.attributes)
    })
    .await
}

fn set_attributes(
    tx: &WriteTx<'_>,
    cx: &Cx,
    user: &mut User,
    sent: &Map<String, Value>,
) -> Result<(), ChangeError> {
    let wanted = attributes::read(tx, "attributes", sent)?.map_err(ChangeError::Fields)?;
    let changed = attributes::keep(tx, user, wanted)?;
    if changed.is_empty() {
        return Ok(());
    }
    user.updated_at = cx.now;
    users::update(tx, user)?;
    // Which, never what: the log outlives the account.
    let event = cx.event("user.attributes_changed").user(&user.id).with("attributes", changed);
    Ok(store::audit::append(tx, event, cx.now)?)
}

fn set_role(tx: &WriteTx<'_>, cx: &Cx, user: &mut User, role: Role) -> Result<(), ChangeError> {
    if role < user.role {
        refuse_last_admin(tx, user)?;
        // What was made or handed out with more rights does not outlive them.
        api_tokens::delete_of_user(tx, &user.id)?;
        registration_tokens::delete_of_user(tx, &user.id)?;
        hands::void(tx, cx, &Actor::User(user.id.clone()))?;
    }
    void_links(tx, cx, user)?;
    let before = std::mem::replace(&mut user.role, role);
    user.updated_at = cx.now;
    users::update(tx, user)?;
    let event = cx.event("user.role_changed").user(&user.id).with("role", role.as_str());
    store::audit::append(tx, event.with("before", before.as_str()), cx.now)?;
    let told = notice(cx, user, |to| Content::RoleChanged { to, role });
    Ok(outbox::insert(tx, &told)?)
}

/// Whoever holds a link to an account got it for the role that the account had: one-time links, another address that waits,
/// phones that are being linked or do not count yet.
fn void_links(tx: &WriteTx<'_>, cx: &Cx, user: &User) -> Result<(), StoreError> {
    one_time_links::delete_of_user(tx, &user.id)?;
    email_changes::delete(tx, &user.id)?;
    links::delete_of_user(tx, &user.id)?;
    forget_waiting(tx, cx, user)
}

/// Takes an account away, with all that hangs on it. The subject is never given again.
pub async fn delete(cx: &Cx, by: &Admin, reference: &str) -> Result<User, ChangeError> {
    change(cx, by, reference, |tx, cx, user| take_away(tx, cx, user)).await
}

/// Takes an account away, by an administrator or by its owner: what is open ends, all rows go, and the log keeps that it was.
pub(crate) fn take_away(tx: &WriteTx<'_>, cx: &Cx, user: &User) -> Result<(), ChangeError> {
    refuse_last_admin(tx, user)?;
    end_all(tx, cx, user)?;
    users::delete(tx, &user.id, cx.now)?;
    let event = cx.event("user.deleted").user(&user.id).with("username", user.username.as_str());
    Ok(store::audit::append(tx, event, cx.now)?)
}

async fn set_state(cx: &Cx, by: &Staff, reference: &str, state: UserState) -> Result<User, ChangeError> {
    let whoever = by.clone();
    change(cx, by, reference, move |tx, cx, user| {
        if user.state == state {
            return Ok(());
        }
        let name = match state {
            UserState::Active => "user.enabled",
            UserState::Disabled => {
                refuse_last_admin(tx, user)?;
                end_all(tx, cx, user)?;
                api_tokens::delete_of_user(tx, &user.id)?;
                registration_tokens::delete_of_user(tx, &user.id)?;
                "user.disabled"
            }
        };
        if state == UserState::Active {
            whoever.may_open::<ChangeError>(tx, user)?;
            if users::locked_down_at(tx, &user.id)?.is_some() {
                // It was done against whoever has the account, who may have helpers.
                Admin::from_staff(whoever)?.may_give_rights()?;
            }
            release(tx, cx, user)?;
        }
        user.state = state;
        user.updated_at = cx.now;
        users::update(tx, user)?;
        Ok(store::audit::append(tx, cx.event(name).user(&user.id), cx.now)?)
    })
    .await
}

/// Finds the account, changes it, and gives it back as it is then: one write.
pub(super) async fn change<F>(cx: &Cx, by: &Staff, reference: &str, act: F) -> Result<User, ChangeError>
where
    F: FnOnce(&WriteTx<'_>, &Cx, &mut User) -> Result<(), ChangeError> + Send + 'static,
{
    let (cx, by, reference) = (cx.clone(), by.clone(), reference.to_owned());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let mut user = reach(tx, &by, &reference)?;
            by.require_seen(&user)?;
            act(tx, &cx, &mut user)?;
            Ok(user)
        })
        .await
}

pub(crate) fn refuse_last_admin(tx: &ReadTx<'_>, user: &User) -> Result<(), ChangeError> {
    let counts = user.role == Role::Admin && user.is_active();
    if counts && users::count_admins(tx)? <= 1 { Err(ChangeError::LastAdmin) } else { Ok(()) }
}

/// Ends what an account has open and what it handed out to others, in the transaction that takes its right away.
pub(super) fn end_all(tx: &WriteTx<'_>, cx: &Cx, user: &User) -> Result<(), StoreError> {
    one_time_links::delete_of_user(tx, &user.id)?;
    hands::void(tx, cx, &Actor::User(user.id.clone()))?;
    end_what_is_open(tx, cx, user)
}
