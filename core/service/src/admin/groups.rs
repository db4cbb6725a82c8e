//! Groups of people.

use domain::factor::policy::Rule;
use domain::group::Group;
use domain::user::{User, folded};
use store::{StoreError, WriteTx, groups};

use super::rule::{RuleChanges, with_rule};
use super::tag::Changed;
use super::users::resolve;
use crate::access::end_lost;
use crate::cx::Cx;
use crate::rights::{Admin, Denied, Staff};

/// Why a group cannot be made or changed.
#[derive(Debug, thiserror::Error)]
pub enum GroupError {
    /// Whoever acts may not give this right.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// It is not what the administrator saw.
    #[error(transparent)]
    Changed(#[from] Changed),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is a group of that name.
    #[error("there is a group of this name")]
    Taken,
    /// No group of that name.
    #[error("there is no such group")]
    Unknown,
    /// Nobody has this id, address or user name.
    #[error("there is no such account")]
    UnknownUser,
}

/// What a list of groups is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// Name.
    #[default]
    Name,
    /// How many people are in it.
    Members,
    /// When it was made.
    Created,
}

/// Groups with `search` in their name, in this order.
pub async fn list(
    cx: &Cx,
    _by: &Staff,
    search: &str,
    by: By,
    descending: bool,
) -> Result<Vec<Group>, StoreError> {
    let mut found = cx.store().scan(groups::list).await?;
    let search = folded(search);
    found.retain(|group| folded(&group.name).contains(&search));
    match by {
        By::Name => found.sort_by_cached_key(|group| folded(&group.name)),
        By::Members => found.sort_by_key(|group| group.members),
        By::Created => found.sort_by_key(|group| group.created_at),
    }
    if descending {
        found.reverse();
    }
    Ok(found)
}

/// The group of a name.
pub fn find(cx: &Cx, _by: &Admin, name: &str) -> Result<Option<Group>, StoreError> {
    cx.store().read(|tx| groups::find_by_name(tx, name))
}

/// Makes a group; the name was parsed by `domain::group::parse_name`.
pub async fn create(cx: &Cx, _by: &Admin, name: String, rule: Rule) -> Result<Group, GroupError> {
    let group = Group::new(name, rule, cx.entropy(), cx.now);
    let event = with_rule(cx.event("group.created").with("name", group.name.as_str()), Rule::default(), rule);
    let now = cx.now;
    cx.store()
        .write(move |tx| {
            if groups::find_by_name(tx, &group.name)?.is_some() {
                return Err(GroupError::Taken);
            }
            groups::insert(tx, &group)?;
            store::audit::append(tx, event, now)?;
            Ok(group)
        })
        .await
}

/// Changes a group.
pub async fn update(
    cx: &Cx,
    by: &Admin,
    name: &str,
    changes: RuleChanges,
    may_register_apps: Option<bool>,
) -> Result<Group, GroupError> {
    if may_register_apps.is_some() {
        by.may_give_rights()?;
    }
    let by = by.clone();
    let (name, now, event) = (name.to_owned(), cx.now, cx.event("group.changed"));
    let right = cx.event("group.app_right_changed");
    cx.store()
        .write(move |tx| {
            by.may_still::<GroupError>(tx)?;
            let found = groups::find_by_name(tx, &name)?.ok_or(GroupError::Unknown)?;
            by.require_seen(&found)?;
            let group = Group { rule: changes.apply(found.rule), ..found };
            if group.rule != found.rule {
                groups::set_rule(tx, &group.id, group.rule)?;
                let event = with_rule(event.with("name", group.name.as_str()), found.rule, group.rule);
                store::audit::append(tx, event, now)?;
            }
            let Some(may) = may_register_apps.filter(|may| *may != group.may_register_apps) else {
                return Ok(group);
            };
            groups::set_may_register_apps(tx, &group.id, may)?;
            let event = right.with("name", group.name.as_str()).with("may_register_apps", may);
            store::audit::append(tx, event, now)?;
            Ok(Group { may_register_apps: may, ..group })
        })
        .await
}

/// Takes a group away; the people stay.
pub async fn delete(cx: &Cx, by: &Admin, name: &str) -> Result<Group, GroupError> {
    let (cx, by, name) = (cx.clone(), by.clone(), name.to_owned());
    let event = cx.event("group.deleted").with("name", name.as_str());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let group = groups::find_by_name(tx, &name)?.ok_or(GroupError::Unknown)?;
            by.require_seen(&group)?;
            groups::delete(tx, &group.id)?;
            store::audit::append(tx, event, cx.now)?;
            end_lost(tx, &cx)?;
            Ok(group)
        })
        .await
}

/// Puts somebody into a group.
pub async fn add_user(cx: &Cx, by: &Admin, name: &str, reference: &str) -> Result<User, GroupError> {
    let whoever = by.clone();
    change_member(cx, by, name, reference, move |tx, group, user| {
        whoever.may_put_into(group)?;
        let changed = groups::add_member(tx, &group.id, &user.id)?;
        Ok(changed.then_some("group.user_added"))
    })
    .await
}

/// Takes somebody out of a group.
pub async fn remove_user(cx: &Cx, by: &Admin, name: &str, reference: &str) -> Result<User, GroupError> {
    change_member(cx, by, name, reference, |tx, group, user| {
        let changed = groups::remove_member(tx, &group.id, &user.id)?;
        Ok(changed.then_some("group.user_removed"))
    })
    .await
}

/// Changes who is in a group, and gives the person back as they are then. What was seen is the person: their groups are
/// part of their tag.
async fn change_member<F>(
    cx: &Cx,
    by: &Admin,
    name: &str,
    reference: &str,
    act: F,
) -> Result<User, GroupError>
where
    F: FnOnce(&WriteTx<'_>, &Group, &User) -> Result<Option<&'static str>, GroupError> + Send + 'static,
{
    let (cx, by) = (cx.clone(), by.clone());
    let (name, reference) = (name.to_owned(), reference.to_owned());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let group = groups::find_by_name(tx, &name)?.ok_or(GroupError::Unknown)?;
            let user = resolve(tx, &reference)?.ok_or(GroupError::UnknownUser)?;
            by.may_act_on(&user)?;
            by.may_still::<GroupError>(tx)?;
            by.require_seen(&user)?;
            if let Some(event) = act(tx, &group, &user)? {
                let event = cx.event(event).user(&user.id).with("group", group.name.as_str());
                store::audit::append(tx, event, cx.now)?;
                end_lost(tx, &cx)?;
            }
            resolve(tx, user.id.as_str())?.ok_or(GroupError::UnknownUser)
        })
        .await
}
