//! Groups and who is in them.

use domain::factor::policy::Rule;
use domain::group::Group;
use domain::id::{GroupId, UserId};
use rusqlite::{Row, params};

use crate::error::StoreError;
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// All groups by name.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Group>, StoreError> {
    tx.list(
        "SELECT g.id, g.name, g.created_at, (SELECT count(*) FROM group_members m WHERE m.group_id = g.id), g.mfa_policy, g.accepted_factors, g.may_register_apps
         FROM user_groups g ORDER BY g.name",
        [],
        read,
    )
}

/// The group of that name.
pub fn find_by_name(tx: &ReadTx<'_>, name: &str) -> Result<Option<Group>, StoreError> {
    tx.find(
        "SELECT g.id, g.name, g.created_at, (SELECT count(*) FROM group_members m WHERE m.group_id = g.id), g.mfa_policy, g.accepted_factors, g.may_register_apps
         FROM user_groups g WHERE g.name = ?1",
        [name],
        read,
    )
}

/// A new group.
pub fn insert(tx: &WriteTx<'_>, group: &Group) -> Result<(), StoreError> {
    let (policy, accepted) = row::rule_columns(group.rule);
    tx.execute(
        "INSERT INTO user_groups (id, name, created_at, mfa_policy, accepted_factors, may_register_apps) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![group.id.as_str(), group.name, group.created_at, policy, accepted, group.may_register_apps],
    )?;
    Ok(())
}

/// Lets the members of a group register apps, or no longer.
pub fn set_may_register_apps(tx: &WriteTx<'_>, id: &GroupId, may: bool) -> Result<(), StoreError> {
    tx.execute("UPDATE user_groups SET may_register_apps = ?2 WHERE id = ?1", params![id.as_str(), may])?;
    Ok(())
}

/// What a group adds to its members' second factor.
pub fn set_rule(tx: &WriteTx<'_>, id: &GroupId, rule: Rule) -> Result<(), StoreError> {
    let (policy, accepted) = row::rule_columns(rule);
    tx.execute(
        "UPDATE user_groups SET mfa_policy = ?2, accepted_factors = ?3 WHERE id = ?1",
        params![id.as_str(), policy, accepted],
    )?;
    Ok(())
}

/// What a person's groups add to the second factor.
pub fn rules_of(tx: &ReadTx<'_>, user: &UserId) -> Result<Vec<Rule>, StoreError> {
    tx.list(
        "SELECT g.mfa_policy, g.accepted_factors FROM group_members m JOIN user_groups g ON g.id = m.group_id
         WHERE m.user_id = ?1 AND (g.mfa_policy IS NOT NULL OR g.accepted_factors IS NOT NULL)",
        [user.as_str()],
        |r| row::rule(r, 0, "user_groups"),
    )
}

/// Takes a group away; the people stay.
pub fn delete(tx: &WriteTx<'_>, id: &GroupId) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM user_groups WHERE id = ?1", [id.as_str()])? > 0)
}

/// Puts a person into a group; whether that is news.
pub fn add_member(tx: &WriteTx<'_>, group: &GroupId, user: &UserId) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "INSERT INTO group_members (group_id, user_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        params![group.as_str(), user.as_str()],
    )?;
    Ok(changed > 0)
}

/// Takes a person out of a group; whether that is news.
pub fn remove_member(tx: &WriteTx<'_>, group: &GroupId, user: &UserId) -> Result<bool, StoreError> {
    Ok(tx.execute(
        "DELETE FROM group_members WHERE group_id = ?1 AND user_id = ?2",
        params![group.as_str(), user.as_str()],
    )? > 0)
}

fn read(r: &Row<'_>) -> Result<Group, StoreError> {
    Ok(Group {
        id: r.get::<_, String>(0)?.into(),
        name: r.get(1)?,
        created_at: r.get(2)?,
        members: r.get(3)?,
        rule: row::rule(r, 4, "user_groups")?,
        may_register_apps: r.get(6)?,
    })
}
