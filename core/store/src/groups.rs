//! Groups and who is in them.

use domain::group::Group;
use domain::id::{GroupId, UserId};
use rusqlite::{Row, params};

use crate::error::StoreError;
use crate::tx::{ReadTx, WriteTx};

/// All groups by name.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Group>, StoreError> {
    tx.list(
        "SELECT g.id, g.name, g.created_at, (SELECT count(*) FROM group_members m WHERE m.group_id = g.id) AS members
         FROM user_groups g ORDER BY g.name",
        [],
        read,
    )
}

/// The group of that name.
pub fn find_by_name(tx: &ReadTx<'_>, name: &str) -> Result<Option<Group>, StoreError> {
    tx.find(
        "SELECT g.id, g.name, g.created_at, (SELECT count(*) FROM group_members m WHERE m.group_id = g.id) AS members
         FROM user_groups g WHERE g.name = ?1",
        [name],
        read,
    )
}

/// A new group.
pub fn insert(tx: &WriteTx<'_>, group: &Group) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO user_groups (id, name, created_at) VALUES (?1, ?2, ?3)",
        params![group.id.as_str(), group.name, group.created_at],
    )?;
    Ok(())
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

fn read(row: &Row<'_>) -> Result<Group, StoreError> {
    Ok(Group {
        id: row.get::<_, String>("id")?.into(),
        name: row.get("name")?,
        members: row.get("members")?,
        created_at: row.get("created_at")?,
    })
}
